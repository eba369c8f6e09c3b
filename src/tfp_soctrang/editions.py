"""The doors of the archive: editions of the figures in and out, and the figures made from them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang import __version__
from tfp_soctrang.api.loading import load
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import ArchiveError, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.report.machine import as_json, assumptions_record, phase_record
from tfp_soctrang.sources.catalogue import bundled_names, data_file

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.archive.records import StoredRun, StoredVintage

__all__ = ["add_vintage", "as_of", "edition", "keep_run", "runs", "vintages"]


def add_vintage(
    archive: Path,
    source: str | Path,
    *,
    edition: str,
    release_date: str,
    access_date: str,
    mapping: Path | None = None,
    decimal: str | None = None,
    note: str = "",
) -> StoredVintage:
    """Keep an edition of the figures in the archive.

    Parameters
    ----------
    archive
        The archive's file; made when it is not there.
    source, mapping, decimal
        As in `load`.
    edition, release_date, access_date
        Name of the edition, the day it was published and the day it was taken (ISO dates).

    Raises
    ------
    DataError, ArchiveError
        The file has bad cells; or the edition stands already with other numbers.
    """
    data = load(source, mapping=mapping, decimal=decimal)
    bundled = isinstance(source, str) and source in bundled_names()
    file = data_file(f"{source}.csv") if bundled else Path(source)
    with Archive(archive) as kept:
        return kept.add(data, file=file, edition=edition, release_date=release_date, access_date=access_date, note=note)


def vintages(archive: Path) -> tuple[StoredVintage, ...]:
    """Return the editions in the archive, in the order they were added.

    Raises
    ------
    ArchiveError
        There is no archive at this path, or it is damaged.
    """
    with Archive(archive, create=False) as kept:
        return kept.vintages()


def as_of(archive: Path, date: str, territory: str) -> Dataset:
    """Return the figures of a territory as they were known on a day: each series from the newest edition that holds it.

    A province's figures carry those of Việt Nam as known on the same day.

    Raises
    ------
    ArchiveError
        The archive held no edition of the territory, or of Việt Nam, on that day.
    """
    with Archive(archive, create=False) as kept:
        nation = kept.as_of(date, "viet_nam") if territory != "viet_nam" else None
        return kept.as_of(date, territory, reference=nation)


def edition(archive: Path, name: str, territory: str) -> Dataset:
    """Return one edition: a number of the archive, a day (ISO date), a bundled set, or a file.

    A numbered edition of a province carries the figures of Việt Nam as known on the day it was released.

    Raises
    ------
    DataError, ArchiveError
        There is none.
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
        return as_of(archive, name, territory)
    if not name.isdigit():
        return load(name)
    with Archive(archive, create=False) as kept:
        found = [one for one in kept.vintages() if one.id == int(name)]
        if not found:
            held = ", ".join(str(one.id) for one in kept.vintages()) or "–"
            raise DataError(
                "edition", Message.of("edition_unknown"), value=name, remedy=Message.of("editions_held", editions=held)
            )
        nation = None
        if found[0].territory.code != "viet_nam":
            nation = kept.as_of(found[0].release_date, "viet_nam")
        return kept.dataset(found[0].id, reference=nation)


def keep_run(archive: Path, study: Study, account: PhaseAccount, *, date: str, command: str) -> StoredRun:
    """Keep a figure in the archive, with its assumptions, the version of the code and the editions it was made from.

    The figure is made once more from the archive before it is kept, so what is kept can be repeated.

    Parameters
    ----------
    archive
        The archive's file.
    study, account
        A study of the figures of `as_of`, and the account of a phase it gave.
    date
        The day those figures were known on.
    command
        What was asked, as it can be asked again.

    Raises
    ------
    ArchiveError
        The figures as known on that day give another account.
    """
    places = dict.fromkeys((account.territory.code, "viet_nam"))
    result = as_json(phase_record(account))
    with Archive(archive, create=False) as kept:
        used = [one.id for place in places for one in kept.vintages_as_of(date, place).values()]
        again = Study(as_of(archive, date, account.territory.code), study.assumptions).phase(
            account.first_year, account.last_year, form=account.form, averaging=account.averaging
        )
        still = [one.id for place in places for one in kept.vintages_as_of(date, place).values()]
        if used != still or as_json(phase_record(again)) != result:
            raise ArchiveError(
                archive.name,
                f"gives another figure as known on {date}: an edition was added meanwhile, or the figures are others",
                remedy="Run it again on the figures of that day.",
            )
        return kept.record_run(
            command=command,
            assumptions=as_json(assumptions_record(study.assumptions)),
            code_version=__version__,
            result=result,
            vintages=used,
            recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def runs(archive: Path) -> tuple[StoredRun, ...]:
    """Return the figures kept in the archive, in the order they were made.

    Raises
    ------
    ArchiveError
        There is no archive at this path, or it is damaged.
    """
    with Archive(archive, create=False) as kept:
        return kept.runs()
