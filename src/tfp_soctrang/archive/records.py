"""What the archive hands out: stored vintages and stored runs, to and from their rows."""

from __future__ import annotations

import datetime
import json
import sqlite3
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NoReturn

from tfp_soctrang.archive.rows import digest
from tfp_soctrang.errors import ArchiveError
from tfp_soctrang.messages import Message
from tfp_soctrang.units import Territory

__all__ = [
    "StoredRun",
    "StoredVintage",
    "file_content",
    "insert_run",
    "insert_vintage",
    "read_runs",
    "read_vintages",
    "refuse_damage",
    "refuse_not_date",
    "refuse_not_json",
    "refuse_not_time",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVintage:
    """A vintage of the archive.

    `file_sha256` is that of the file the figures were read from, `figures_sha256` that of the stored series and
    observations with all they carry. `added` is True on the answer of the `Archive.add` that stored it, False
    everywhere else.
    """

    id: int
    dataset: str
    territory: Territory
    file_name: str
    file_sha256: str
    edition: str
    release_date: str
    access_date: str
    note: str
    figures_sha256: str
    added: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run of the archive: what was asked, with which code and assumptions, on which vintages, and what came out.

    `assumptions` and `result` are JSON texts as they were given; `result_sha256` is that of the text in UTF-8, so also
    of the file it was published in.
    """

    id: int
    command: str
    assumptions: str
    code_version: str
    result: str
    result_sha256: str
    vintages: tuple[int, ...]
    recorded_at: str


def refuse_damage(path: Path, problem: str) -> NoReturn:
    """Refuse an archive that is not as it was written.

    Raises
    ------
    ArchiveError
        Always.
    """
    raise ArchiveError(
        str(path),
        problem,
        remedy="Keep the file as it is for an examination, and put the latest copy that passes the check in its place.",
    )


def read_vintages(connection: sqlite3.Connection, path: Path) -> tuple[StoredVintage, ...]:
    """Return every vintage, in the order they were added.

    Raises
    ------
    ArchiveError
        The row of one is not as it was written: a date that changed would change what was known on a day.
    """
    rows = connection.execute(
        "SELECT id, dataset, territory, territory_record, file_name, file_sha256, edition, release_date,"
        " access_date, note, figures_sha256, row_sha256 FROM vintages ORDER BY id"
    ).fetchall()
    for row in rows:
        if digest(row[:-1]) != row[-1]:
            refuse_damage(path, f"holds another row than was stored for vintage {row[0]}")
    return tuple(
        StoredVintage(
            id=row[0],
            dataset=row[1],
            territory=Territory(code=row[2], **json.loads(row[3])),
            file_name=row[4],
            file_sha256=row[5],
            edition=row[6],
            release_date=row[7],
            access_date=row[8],
            note=row[9],
            figures_sha256=row[10],
        )
        for row in rows
    )


def insert_vintage(connection: sqlite3.Connection, vintage: StoredVintage) -> None:
    """Write the row of a vintage, which closes it: its series and observations stand already."""
    place = vintage.territory
    row = (
        vintage.id,
        vintage.dataset,
        place.code,
        json.dumps({one.name: getattr(place, one.name) for one in fields(place) if one.name != "code"}),
        vintage.file_name,
        vintage.file_sha256,
        vintage.edition,
        vintage.release_date,
        vintage.access_date,
        vintage.note,
        vintage.figures_sha256,
    )
    connection.execute(
        "INSERT INTO vintages (id, dataset, territory, territory_record, file_name, file_sha256, edition,"
        " release_date, access_date, note, figures_sha256, row_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, digest(row)),
    )


def read_runs(connection: sqlite3.Connection, path: Path) -> tuple[StoredRun, ...]:
    """Return every run, in the order they were recorded.

    Raises
    ------
    ArchiveError
        One is not as it was recorded.
    """
    inputs: dict[int, list[int]] = {}
    for run, vintage in connection.execute("SELECT run, vintage FROM run_inputs ORDER BY run, vintage"):
        inputs.setdefault(run, []).append(vintage)
    rows = connection.execute(
        "SELECT id, command, assumptions, code_version, result, result_sha256, recorded_at, row_sha256 FROM runs"
        " ORDER BY id"
    ).fetchall()
    for row in rows:
        if digest(row[:-1], inputs.get(row[0], [])) != row[-1]:
            refuse_damage(path, f"holds another row than was stored for run {row[0]}")
    return tuple(
        StoredRun(
            id=row[0],
            command=row[1],
            assumptions=row[2],
            code_version=row[3],
            result=row[4],
            result_sha256=row[5],
            vintages=tuple(inputs.get(row[0], ())),
            recorded_at=row[6],
        )
        for row in rows
    )


def insert_run(connection: sqlite3.Connection, run: StoredRun) -> None:
    """Write a run: its inputs, then its row, which closes it."""
    connection.executemany(
        "INSERT INTO run_inputs (run, vintage) VALUES (?, ?)", [(run.id, vintage) for vintage in run.vintages]
    )
    row = (
        run.id,
        run.command,
        run.assumptions,
        run.code_version,
        run.result,
        run.result_sha256,
        run.recorded_at,
    )
    connection.execute(
        "INSERT INTO runs (id, command, assumptions, code_version, result, result_sha256, recorded_at, row_sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, digest(row, run.vintages)),
    )


def file_content(file: bytes | Path, name: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file; bytes have no name of their own and take `name`.

    Raises
    ------
    ArchiveError
        The file cannot be read.
    """
    if isinstance(file, bytes):
        return name, file
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ArchiveError(
            str(file), f"cannot be read: {error.strerror}", remedy="Check the path and the right to read it."
        ) from error
    # a name that is not Unicode (possible on Linux) is kept with its odd bytes written out
    return file.name.encode(errors="backslashreplace").decode(), content


def refuse_not_date(what: str, text: str) -> None:
    """Refuse a text that is not a day written as 2025-06-30: such texts sort by date.

    Raises
    ------
    ArchiveError
        It is not.
    """
    try:
        good = datetime.date.fromisoformat(text).isoformat() == text
    except (TypeError, ValueError):
        good = False
    if not good:
        raise ArchiveError(what, Message.of("not_a_date"), value=text, remedy=Message.of("write_date"))


def refuse_not_time(text: str) -> None:
    """Refuse a time of recording that is not ISO 8601.

    Raises
    ------
    ArchiveError
        It is not.
    """
    try:
        datetime.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise ArchiveError(
            "recorded_at", "is not a time", value=text, remedy="Write it as 2025-06-30T08:00:00+07:00."
        ) from None


def refuse_not_json(what: str, text: str) -> None:
    """Refuse a text that is not JSON; NaN and Infinity are not.

    Raises
    ------
    ArchiveError
        It is not.
    """

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    try:
        json.loads(text, parse_constant=refuse)
    except (TypeError, ValueError) as error:
        raise ArchiveError(what, f"is not JSON ({error})", remedy="Give the text as the report writes it.") from error
