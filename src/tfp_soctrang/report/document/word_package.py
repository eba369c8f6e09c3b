"""A Word file as bytes that depend on nothing but its content: no clock, no author of the machine."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["packed"]

# The first moment that a zip archive can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(document: Document) -> bytes:
    """Return a Word document as bytes, its parts in order and under one date."""
    stream = io.BytesIO()
    document.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        # Word wants the list of content types first
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, source.read(name), compresslevel=6)
    return out.getvalue()
