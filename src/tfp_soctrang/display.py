"""How a record shows itself in a notebook: one generic function, filled in by `report`."""

from __future__ import annotations

import html
from functools import singledispatch

__all__ = ["as_html"]


@singledispatch
def as_html(record: object) -> str:
    """Return the record as an HTML fragment; a record that `report` does not draw shows its `repr`."""
    return f"<pre>{html.escape(repr(record))}</pre>"
