"""The file under the archive: opening, transactions, and what SQLite's errors mean to the reader."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tfp_soctrang.archive.schema import APPLICATION_ID, SCHEMA_VERSION, create_schema
from tfp_soctrang.errors import ArchiveError

__all__ = ["ArchiveFile"]

_UNCHANGED = "Nothing was added, and what is stored is as it was."
_DAMAGED = (
    "is damaged",
    "Keep the file as it is for an examination, and put the latest copy of the archive in its place.",
)

# by the beginning of SQLite's name for the error: the fact, the advice
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "SQLITE_BUSY",
        "is locked: another program has been writing to it for longer than this one waits",
        f"Let the other program end, then repeat. {_UNCHANGED}",
    ),
    (
        "SQLITE_READONLY",
        "may not be written to",
        f"Ask for the right to write to the file and its folder, or copy it to a folder of yours. {_UNCHANGED}",
    ),
    ("SQLITE_FULL", "has no room to grow: the disk is full", f"Free some space, then repeat. {_UNCHANGED}"),
    (
        "SQLITE_CANTOPEN",
        "cannot be opened",
        "Check that it is a file, and that you may write to it and to its folder (SQLite keeps two small files beside "
        "it while it is open); or copy it to a folder of yours.",
    ),
    (
        "SQLITE_IOERR",
        "cannot be read from or written to the disk",
        f"Check the disk, its free space and the connection to it, then repeat. {_UNCHANGED}",
    ),
    (
        "SQLITE_NOTADB",
        "is not an archive, or its first bytes are damaged",
        "Check the path; if it is the right one, put the latest copy of the archive in its place.",
    ),
    (
        "SQLITE_CORRUPT",
        *_DAMAGED,
    ),
    (
        "SQLITE_CONSTRAINT",
        "refuses the rows",
        f"The archive is append only and holds no gaps. {_UNCHANGED}",
    ),
)


class ArchiveFile:
    """An open archive file.

    Parameters
    ----------
    path
        The file; made when it is not there and `create` is True.
    create
        Whether a file may be made.
    timeout
        Seconds to wait for another program's transaction to end.

    Raises
    ------
    ArchiveError
        The folder or the file is missing, cannot be read and written, or is not an archive of this version.
    """

    def __init__(self, path: Path, *, create: bool, timeout: float) -> None:
        # absolute, so that no name (":memory:", "file:…") means anything but a file
        self.path = path.absolute()
        self._timeout = timeout
        if not self.path.parent.is_dir():
            raise ArchiveError(str(path), "lies in a folder that does not exist", remedy="Make the folder first.")
        if not create and not self.path.exists():
            raise ArchiveError(str(path), "does not exist", remedy="Check the path; adding a vintage makes the file.")
        with self._explained():
            self.connection = sqlite3.connect(self.path, isolation_level=None, timeout=timeout)
        # the bytes of a damaged text must reach the comparison of sha256, which names the vintage
        self.connection.text_factory = lambda raw: raw.decode(errors="replace")
        try:
            with self._explained():
                self._prepare()
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self) -> None:
        # before anything is set: setting the journal mode would write to a file that is not ours
        # one transaction: another program may be making the tables between two questions
        with self.reading():
            is_empty = self._refuse_foreign()
        self._set_wal()
        # FULL: a vintage that add() returned is on the disk, even when the power fails the moment after
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("PRAGMA cell_size_check = ON")
        if is_empty:
            with self.writing():
                # another program may have made the tables in the meantime
                if self._refuse_foreign():
                    create_schema(self.connection)

    def _refuse_foreign(self) -> bool:
        """Refuse a file of another program or version; return whether the file is still empty."""
        application, version, tables = (
            self.connection.execute(question).fetchone()[0]
            for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT COUNT(*) FROM sqlite_master")
        )
        if (application, version, tables) == (0, 0, 0):
            return True
        if application != APPLICATION_ID:
            raise ArchiveError(
                str(self.path),
                "is a database of another program, not an archive",
                value=application,
                remedy="Give the path of an archive, or of a file that does not exist yet.",
            )
        if version != SCHEMA_VERSION:
            newer = version > SCHEMA_VERSION
            raise ArchiveError(
                str(self.path),
                f"was written by {'a newer' if newer else 'an older'} version of this library",
                value=version,
                remedy="Install the newer version."
                if newer
                else "Open it with the version that wrote it, or add the files to a new archive.",
            )
        return False

    def _set_wal(self) -> None:
        """Set write-ahead logging, under which readers and the writer do not wait for each other."""
        # two programs that make the file at the same moment: SQLite answers "busy" here at once, without its usual
        # wait, because waiting could be for ever; hence the pause and the next try
        pause = 0.05
        tries = max(1, round(self._timeout / pause))
        for attempt in range(tries):
            try:
                mode = self.connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            except sqlite3.OperationalError as error:
                if attempt == tries - 1 or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                    raise
                time.sleep(pause)
            else:
                break
        if mode != "wal":
            raise ArchiveError(
                str(self.path),
                "lies where SQLite cannot keep its log (a network drive, for example)",
                value=mode,
                remedy="Keep the archive on a disk of this machine.",
            )

    def close(self) -> None:
        """Close the file; doing so twice is no fault."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the archive, whatever is added meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of the rows, or none.

        The lock is taken at once (IMMEDIATE): a second writer waits in the queue, and what this one reads before it
        writes is still so when it writes.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._explained():
            try:
                self.connection.execute(begin)
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # SQLite itself has rolled back after some errors, and a closed file has nothing to roll back
                with suppress(sqlite3.Error):
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._explain(error) from error
        except UnicodeDecodeError as error:
            # the message of SQLite's error quotes damaged bytes
            raise ArchiveError(str(self.path), _DAMAGED[0], remedy=_DAMAGED[1]) from error
        except UnicodeEncodeError as error:
            raise ArchiveError(
                str(self.path), "cannot hold a text that is not Unicode", value=error.object, remedy=_UNCHANGED
            ) from error

    def _explain(self, error: sqlite3.Error) -> ArchiveError:
        code = getattr(error, "sqlite_errorname", "")  # the module's own errors have none
        for beginning, problem, remedy in _MEANINGS:
            if code.startswith(beginning):
                return ArchiveError(str(self.path), f"{problem}: {error}", remedy=remedy)
        return ArchiveError(
            str(self.path),
            f"cannot be used: {error}",
            remedy="Open the archive anew, then repeat; if that does not help, put its latest copy in its place.",
        )
