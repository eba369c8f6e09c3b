"""What is refused before it is read: files too large, archives that swell, paths that lead outside."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tfp_soctrang.errors import DataError

__all__ = ["MOST_BYTES", "MOST_CELLS", "read_limited", "refuse_swelling_archive"]

# A published table has some ten thousand cells; a yearbook workbook some megabytes. Ten times the largest file seen
# (0.4 MB of SDMX, 5 MB workbooks) would do; this leaves room for whole yearbooks and still fits any machine.
MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 256 * 2**20
MOST_CELLS = 2_000_000


def read_limited(path: Path) -> bytes:
    """Return a file's content.

    Raises
    ------
    DataError
        The file is not there, is not a file, cannot be read, or is larger than `MOST_BYTES`.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise DataError(path.name, "is not a file", remedy="Give the path of a file.")
        if size > MOST_BYTES:
            raise DataError(
                path.name,
                f"is larger than {MOST_BYTES // 2**20} MB",
                value=size,
                remedy="Give the file of the one table that is needed.",
            )
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            path.name, f"cannot be read: {error.strerror or error}", remedy="Check the path and the rights."
        ) from error


def refuse_swelling_archive(path: Path) -> None:
    """Refuse a zip archive (an .xlsx is one) that unpacks to an absurd size or names paths outside itself.

    Raises
    ------
    DataError
        The archive is broken, encrypted, swells past `MOST_UNPACKED`, or has a member with an absolute path or `..`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise DataError(path.name, f"is not a readable archive: {error}", remedy="Save the file anew.") from error
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        raise DataError(
            path.name,
            f"unpacks to more than {MOST_UNPACKED // 2**20} MB",
            value=total,
            remedy="Save only the sheets that are needed.",
        )
    for member in members:
        parts = Path(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")):
            raise DataError(path.name, "names a path outside itself", value=member.filename, remedy="Save it anew.")
        if member.flag_bits & 0x1:
            raise DataError(path.name, "is encrypted", value=member.filename, remedy="Save it without a password.")
