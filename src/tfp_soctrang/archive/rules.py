"""The rules of the archive: what counts as stored already, which vintage speaks for a day, what a check looks at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from tfp_soctrang.archive.records import StoredVintage, read_runs, read_vintages, refuse_damage, refuse_not_date
from tfp_soctrang.archive.rows import VintageRows, figures_digest, read_rows, same_numbers, series_from
from tfp_soctrang.archive.schema import schema_faults
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import ArchiveError

__all__ = ["check_everything", "chosen_as_of", "read_dataset", "stored_already"]


def _newest_first(vintages: Iterable[StoredVintage]) -> list[StoredVintage]:
    return sorted(vintages, key=lambda one: (one.release_date, one.id), reverse=True)


def stored_already(
    connection: sqlite3.Connection,
    known: Sequence[StoredVintage],
    draft: StoredVintage,
    dataset: Dataset,
    path: Path,
) -> StoredVintage | None:
    """Return the stored vintage that a draft repeats, or None when the draft is to be stored.

    Raises
    ------
    ArchiveError
        Its edition is stored with other figures, and the draft was not released later.
    """
    same_edition = [
        one
        for one in _newest_first(known)
        if (one.dataset, one.territory.code, one.edition) == (draft.dataset, draft.territory.code, draft.edition)
    ]
    if not same_edition:
        return None
    newest = same_edition[0]
    later = draft.release_date > newest.release_date
    if later and newest.file_sha256 != draft.file_sha256:
        return None
    for one in [newest] if later else same_edition:
        if same_numbers(read_dataset(connection, one, path), dataset):
            return one
    if later:
        return None
    same_file = any(one.file_sha256 == draft.file_sha256 for one in same_edition)
    raise ArchiveError(
        f"{draft.dataset}, edition {draft.edition}",
        f"is stored with other figures, released on {newest.release_date}"
        + (", read from the same file" if same_file else ""),
        value=draft.release_date,
        remedy="If the reading of the file was mended, give the edition a name that says so."
        if same_file
        else "Give the later release date of the revision, or the name of its own edition.",
    )


def chosen_as_of(
    connection: sqlite3.Connection, date: str, territory: str, dataset: str | None, path: Path
) -> dict[str, StoredVintage]:
    """Return the vintage that speaks for each series on a day.

    Series of the newest vintage come first, in its order. Every vintage released by the day is read and its sha256
    recomputed: damage to a series' name would hand the word to an older vintage.

    Raises
    ------
    ArchiveError
        The date is not one, nothing was released by then, or a vintage is damaged.
    """
    refuse_not_date("date", date)
    candidates = [
        one
        for one in _newest_first(read_vintages(connection, path))
        if one.territory.code == territory and (dataset is None or one.dataset == dataset)
    ]
    released = [one for one in candidates if one.release_date <= date]
    if not released:
        raise ArchiveError(
            territory if dataset is None else f"{territory}, {dataset}",
            "has no vintage released by this day",
            value=date,
            remedy=f"The first was released on {candidates[-1].release_date}." if candidates else "Add one.",
        )
    listed: dict[str, StoredVintage] = {}
    with_numbers: dict[str, StoredVintage] = {}
    for one in released:
        rows = _rows(connection, one, path)
        for row in rows.series:
            listed.setdefault(row[0], one)
        # a series whose column is empty in the newest vintage is not held by it
        for name in {row[0] for row in rows.observations}:
            with_numbers.setdefault(name, one)
    return {name: with_numbers.get(name, one) for name, one in listed.items()}


def read_dataset(
    connection: sqlite3.Connection, vintage: StoredVintage, path: Path, reference: Dataset | None = None
) -> Dataset:
    """Return a stored vintage.

    Raises
    ------
    ArchiveError
        What is stored of it is not what was added.
    """
    return Dataset(
        name=vintage.dataset,
        territory=vintage.territory,
        series=series_from(_rows(connection, vintage, path), vintage.territory),
        reference=reference,
    )


def _rows(connection: sqlite3.Connection, vintage: StoredVintage, path: Path) -> VintageRows:
    rows = read_rows(connection, vintage.id)
    if figures_digest(rows) != vintage.figures_sha256:
        refuse_damage(path, f"holds other figures than were stored in vintage {vintage.id} ({vintage.dataset})")
    return rows


def check_everything(connection: sqlite3.Connection, path: Path) -> None:
    """Check structure, triggers, keys, and the sha256 of every vintage and run.

    Raises
    ------
    ArchiveError
        Something is not as it was written; the text says what.
    """
    problem = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if problem != "ok":
        refuse_damage(path, f"has a damaged structure ({problem})")
    faults = schema_faults(connection)
    if faults:
        refuse_damage(path, f"has other tables or triggers than it was made with ({', '.join(faults)})")
    loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    if loose is not None:
        refuse_damage(path, f"has rows of {loose[0]} without the row of {loose[2]} they belong to")
    vintages, runs = read_vintages(connection, path), read_runs(connection, path)
    for what, found in (("vintage", {one.id for one in vintages}), ("run", {one.id for one in runs})):
        # numbers are given without a gap, and nothing is deleted
        missing = sorted(set(range(1, len(found) + 1)) - found)
        if missing:
            refuse_damage(path, f"has lost {what} {missing[0]}")
    for vintage in vintages:
        _rows(connection, vintage, path)
