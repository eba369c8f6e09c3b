"""A folder of published bundles, of which exactly one is current, whatever stops the program.

    bundles/2021-2025-3f9a0c12b7de/   whole, never changed once it is there; named by the sha256 of its manifest
    current.txt                       one line: the name of the bundle that is published

A bundle is rendered beside the others under a name that begins with a dot, brought to the disk file by file, and
renamed into its place. Then `current.txt` is replaced by one rename of a file: that is the moment of publishing. A
rename of a *file* onto another is atomic on POSIX and on NTFS alike; a symbolic link needs a special right on Windows,
and a folder cannot be renamed onto another there. So the pointer is a file, on every system. Whoever reads it sees the
earlier name or the later one, and both bundles are whole: earlier ones stay until `prune`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tfp_soctrang.errors import PublishingError
from tfp_soctrang.messages import Message

__all__ = ["MANIFEST", "BundleStore", "append_line", "bundle_faults", "file_records", "write_atomically"]

MANIFEST = "manifest.json"
_STAGED = ".new-"
_POINTER = "current.txt"
_DIGITS = 12  # of the manifest's sha256 in a bundle's name: 48 bits tell some thousand bundles apart

# Windows refuses to replace a file that a reader or a virus scanner holds open; it is held for milliseconds.
_TRIES, _PAUSE = (20, 0.05) if sys.platform == "win32" else (1, 0.0)

_REASONS = {
    errno.ENOSPC: "job_disk_full",
    errno.EDQUOT: "job_disk_full",
    errno.EROFS: "job_read_only",
    errno.EACCES: "job_read_only",
    errno.EPERM: "job_read_only",
}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what an error of the disk means for who runs the job."""
    try:
        yield
    except OSError as error:
        code = _REASONS.get(error.errno or 0, "job_disk_error")
        raise PublishingError(
            str(path), Message.of(code, reason=error.strerror or str(error)), remedy=Message.of(f"{code}_mend")
        ) from error


def _to_disk(path: Path) -> None:
    """Bring a file or folder from the system's memory to the disk (Windows has no such call for folders)."""
    if path.is_dir():
        if sys.platform == "win32":
            return
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(source: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the earlier content or this one, never a part.

    Raises
    ------
    PublishingError
        The disk is full or cannot be written; the file is as it was.
    """
    with _explained(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            draft.chmod(0o644)  # mkstemp lets only its owner read
            _replace(draft, path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _to_disk(path.parent)


def append_line(path: Path, line: str) -> None:
    """Add a line to a file in one write; a line that was cut off before is closed first.

    Raises
    ------
    PublishingError
        The disk is full or cannot be written; a part of the line that got there is taken back.
    """
    content = f"{line}\n".encode()
    with _explained(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        try:
            end = os.lseek(handle, 0, os.SEEK_END)
            if end:
                os.lseek(handle, end - 1, os.SEEK_SET)
                content = content if os.read(handle, 1) == b"\n" else b"\n" + content
            try:
                if os.write(handle, content) != len(content):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(handle)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(handle, end)
                raise
        finally:
            os.close(handle)


def file_records(folder: Path) -> list[dict[str, object]]:
    """Return name, size and sha256 of every file of a folder but its manifest, by name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        {
            "name": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in paths
        if path != folder / MANIFEST
    ]


def bundle_faults(folder: Path) -> list[str]:
    """Return what is not as it was published in a bundle: names of its files, empty when it is whole.

    The name tells the sha256 of the manifest, the manifest that of every other file.
    """
    try:
        content = (folder / MANIFEST).read_bytes()
        if not folder.name.endswith(f"-{hashlib.sha256(content).hexdigest()[:_DIGITS]}"):
            return [MANIFEST]
        wanted = {one["name"]: one for one in json.loads(content)["outputs"]}
        found = {one["name"]: one for one in file_records(folder)}
    except (OSError, ValueError, KeyError, TypeError):
        return [MANIFEST]
    return sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))


class BundleStore:
    """The bundles of a job's folder. Whoever changes it holds the job's lock; reading needs none.

    Parameters
    ----------
    folder
        The job's folder; made by `prepare`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bundles = folder / "bundles"

    def prepare(self) -> None:
        """Make the folders, and remove what a killed run left behind.

        Raises
        ------
        PublishingError
            The folder cannot be made or written.
        """
        with _explained(self.folder):
            self.bundles.mkdir(parents=True, exist_ok=True)
            for left in [*self.bundles.glob(f"{_STAGED}*"), *self.folder.glob(".current.txt-*")]:
                _remove(left)

    def names(self) -> list[str]:
        """Return the names of the bundles that are there."""
        if not self.bundles.is_dir():
            return []
        return sorted(path.name for path in self.bundles.iterdir() if path.is_dir() and path.name[0] != ".")

    def path(self, name: str) -> Path:
        """Return where a bundle lies."""
        return self.bundles / name

    def current(self) -> str | None:
        """Return the name of the published bundle, None when nothing was published or its folder is gone."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if name and Path(name).name == name and self.path(name).is_dir() else None

    def manifest(self, name: str) -> dict[str, object] | None:
        """Return the manifest of a bundle, None when it is not there or damaged."""
        if MANIFEST in bundle_faults(self.path(name)):
            return None
        record = json.loads((self.path(name) / MANIFEST).read_bytes())
        return record if isinstance(record, dict) else None

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Hand out a folder to render into; what is left in it is removed.

        Raises
        ------
        PublishingError
            The disk is full or cannot be written.
        """
        with _explained(self.bundles):
            folder = Path(tempfile.mkdtemp(prefix=_STAGED, dir=self.bundles))
        try:
            with _explained(self.bundles):
                yield folder
        finally:
            _remove(folder)

    def name_of(self, staged: Path, prefix: str) -> str:
        """Return the name of a rendered bundle: its prefix and the beginning of its manifest's sha256."""
        return f"{prefix}-{hashlib.sha256((staged / MANIFEST).read_bytes()).hexdigest()[:_DIGITS]}"

    def publish(self, staged: Path, name: str) -> None:
        """Bring a rendered bundle to its place and point at it.

        Raises
        ------
        PublishingError
            The disk is full or cannot be written; what was published before still is.
        """
        place = self.path(name)
        with _explained(place):
            if place.is_dir() and bundle_faults(place):
                # somebody changed files in it: out of the way under a name that nothing reads
                _replace(place, Path(tempfile.mkdtemp(prefix=f"{_STAGED}damaged-", dir=self.bundles)) / name)
            if not place.is_dir():
                staged.chmod(0o755)  # mkdtemp lets only its owner in
                for path in [*staged.rglob("*"), staged]:
                    _to_disk(path)
                _replace(staged, place)
                _to_disk(self.bundles)
        write_atomically(self.folder / _POINTER, f"{name}\n".encode())

    def prune(self, keep: int, newest_first: Sequence[str]) -> None:
        """Remove all bundles but the published one and the newest, `keep` in all.

        Parameters
        ----------
        keep
            How many stay.
        newest_first
            Names in the order of publishing; bundles not among them count as the oldest.
        """
        order = [*dict.fromkeys([self.current(), *newest_first]), *self.names()]
        kept = [name for name in dict.fromkeys(order) if name in self.names()][:keep]
        for name in self.names():
            if name not in kept:
                # first out of sight, so that a kill leaves no half bundle under a bundle's name
                gone = self.bundles / f"{_STAGED}gone-{name}"
                with suppress(OSError):
                    _replace(self.path(name), gone)
                    _remove(gone)


def _remove(path: Path) -> None:
    """Remove a file or folder; what resists is left for the next run."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
