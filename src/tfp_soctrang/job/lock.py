"""One run at a time: a lock that the system itself lets go of when its holder dies.

The lock is on an open file (`flock`, on Windows `LockFile` through `msvcrt.locking`), not the file's existence. A run
that is killed leaves the file behind and no lock: nothing has to be judged stale, and no process number is trusted that
another program may bear by now. The file is never deleted, for a deleted lock file can be locked twice.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tfp_soctrang.errors import JobLockedError, PublishingError
from tfp_soctrang.messages import Message

__all__ = ["job_lock"]

if sys.platform == "win32":
    import msvcrt

    # far behind the text of the file, which others may read while the byte is locked
    _BYTE = 2**30

    def _take(file: int) -> bool:
        os.lseek(file, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def job_lock(path: Path, holder: str) -> Iterator[None]:
    """Hold the lock of a job.

    Parameters
    ----------
    path
        The lock file; made when it is not there.
    holder
        What the other run is told about this one: process, machine, time.

    Raises
    ------
    JobLockedError
        Another run holds it; the message tells who.
    PublishingError
        The file cannot be made or opened.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        try:
            taken = _take(file)
        except OSError as error:  # a network drive without locks
            raise _unusable(path, error) from error
        if not taken:
            raise JobLockedError(
                str(path), Message.of("job_locked", holder=_holder(path)), remedy=Message.of("job_wait")
            )
        with suppress(OSError):  # who holds it is a courtesy: a full disk must not stop the run here
            os.ftruncate(file, 0)
            os.write(file, f"{holder}\n".encode())
        yield
    finally:
        os.close(file)


def _unusable(path: Path, error: OSError) -> PublishingError:
    return PublishingError(
        str(path),
        Message.of("job_lock_unusable", reason=error.strerror or str(error)),
        remedy=Message.of("job_give_rights"),
    )


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip() or "–"
    except (OSError, UnicodeDecodeError):
        return "–"
