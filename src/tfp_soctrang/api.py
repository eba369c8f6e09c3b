"""The doors of the library: figures in, a study out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import tfp_soctrang.report.capital
import tfp_soctrang.report.editions
import tfp_soctrang.report.tables  # noqa: F401 - teaches the records how to show themselves in a notebook
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.capital_measures import CapitalAccount, capital_account
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import ArchiveError, DataError
from tfp_soctrang.method import Study
from tfp_soctrang.reconciliation import CalibratedAccount, calibrate_account
from tfp_soctrang.revision_bridge import Revision, revision
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.assumption_file import baseline, load_assumptions, write_values
from tfp_soctrang.sources.catalogue import bundled_names, data_file, load_bundled
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.archive.records import StoredRun, StoredVintage
    from tfp_soctrang.errors import CellIssue
    from tfp_soctrang.messages import Language
    from tfp_soctrang.published_table import TableSummary

__all__ = [
    "add_vintage",
    "as_of",
    "baseline",
    "calibrate",
    "capital_account",
    "check",
    "edition",
    "guess_mapping",
    "keep_run",
    "load",
    "revision",
    "runs",
    "show",
    "study",
    "vintages",
    "write_calibrated",
    "write_capital_chart",
    "write_new",
    "write_revision_chart",
    "write_template",
]


def load(source: str | Path, *, mapping: str | Path | None = None, decimal: str | None = None) -> Dataset:
    """Return the figures of a bundled data set, of a file the office filled in, or of a file it published.

    Parameters
    ----------
    source
        `"soc_trang"`, `"viet_nam"`, or a path: a workbook (.xlsx) made from the template, a tidy table (.csv), or with
        `mapping` any published file that `show` reads.
    mapping
        A TOML file that says which cells of a published file are which series (see `guess_mapping`).
    decimal
        `","` or `"."`, for an office's file whose text cells do not tell the number format.

    Returns
    -------
    Dataset
        A province's data carry those of Việt Nam as `reference`.

    Raises
    ------
    DataError
        The name is not known, or the file has bad cells: all of them in `issues`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> tfp.load("soc_trang")["output_const2010"].at(2021)
    35415.0
    """
    if mapping is not None:
        from tfp_soctrang.sources.published.mapping import apply_mapping, load_mapping
        from tfp_soctrang.sources.published.open_tables import open_tables

        return apply_mapping(open_tables(Path(source)), load_mapping(Path(mapping)), load_bundled("viet_nam"))
    if isinstance(source, str) and source in bundled_names():
        return load_bundled(source)
    from tfp_soctrang.sources.office.open_file import read_office_file

    return read_office_file(Path(source), reference=load_bundled("viet_nam"), decimal=decimal)


def study(data: Dataset, assumptions: Assumptions | str | Path | None = None) -> Study:
    """Return the study of a data set under assumptions: the baseline, or given ones.

    Parameters
    ----------
    data
        From `load`.
    assumptions
        None for the baseline of the territory; `Assumptions`; or the path of a TOML file that overrides the baseline.

    Raises
    ------
    AssumptionError
        The file has faults: all of them in `problems`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> tfp.study(tfp.load("soc_trang")).phase(2021, 2025).status
    <PhaseStatus.ASSUMED: 'assumed'>
    """
    return Study(data, _assumptions(data, assumptions))


def _assumptions(data: Dataset, given: Assumptions | str | Path | None) -> Assumptions:
    if given is None:
        return baseline(data.territory.code)
    return given if isinstance(given, Assumptions) else load_assumptions(Path(given), data.territory.code)


def calibrate(
    data: Dataset,
    account: str | Path | None = None,
    *,
    assumptions: Assumptions | str | Path | None = None,
    phases: tuple[Phase, ...] | None = None,
) -> CalibratedAccount:
    """Return the labour share, depreciation and initial capital ratio behind a published account.

    Parameters
    ----------
    data
        From `load`.
    account
        A CSV file with the columns of the shipped `published_accounts.csv`; None for the shipped account of the NSO.
    assumptions
        Their settings (form, averaging, timing) say how the account is computed; their values are not used.
    phases
        To calibrate to; None: those whose every cell is published. The others are compared out of sample.

    Returns
    -------
    CalibratedAccount
        The point whose largest deviation from a print is least, and the ends of the admissible set.

    Raises
    ------
    DataError, EstimationError
        A phase is not printed or open; fewer than two phases are left.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.calibrate(tfp.load("viet_nam"))
    >>> round(found["labour_share"].value, 2), found.deviation < 1.0
    (0.6, True)
    """
    published = load_account(None if account is None else Path(account), data.territory)
    return calibrate_account(data, _assumptions(data, assumptions), published, phases)


def write_calibrated(found: CalibratedAccount, path: Path) -> None:
    """Write the calibrated point as an assumptions file that overrides the baseline.

    Raises
    ------
    AssumptionError
        The file is there already.
    """
    reason = f"Calibrated to the published account {found.account}; deviation {found.deviation:.2f} half units."
    write_values(
        path,
        found.territory.code,
        {one.name: (one.value, one.low, one.high) for one in found.coefficients},
        source=reason,
    )


def write_template(path: str | Path, territory: str = "soc_trang", *, overwrite: bool = False) -> None:
    """Write a workbook for the office's own figures, filled with the published ones of a bundled data set.

    Raises
    ------
    DataError
        The file is there already and `overwrite` is not set.
    """
    from tfp_soctrang.sources.office.template import write_template as write

    write(Path(path), load_bundled(territory), overwrite=overwrite)


def check(path: str | Path, *, decimal: str | None = None) -> tuple[CellIssue, ...]:
    """Return every bad cell of a workbook or tidy table.

    Raises
    ------
    DataError
        The file cannot be read at all.
    """
    from tfp_soctrang.sources.office.open_file import check_office_file

    return check_office_file(Path(path), decimal=decimal)


def show(path: str | Path) -> tuple[TableSummary, ...]:
    """Return what the tables of a published file hold.

    PX-Web CSV and JSON-stat exports, SDMX-ML 2.1, PC-Axis, workbooks (.xlsx, .xls), yearbook pages as text: the format
    is told by the content.

    Raises
    ------
    DataError
        The file cannot be read as what its content says it is.
    """
    from tfp_soctrang.sources.published.open_tables import open_tables
    from tfp_soctrang.sources.published.summary import summarise

    return tuple(summarise(table) for table in open_tables(Path(path)))


def guess_mapping(path: str | Path, territory: str = "soc_trang") -> str:
    """Return a guess of the mapping of a published file as TOML; what was not sure is marked with `?`.

    Raises
    ------
    DataError
        The file cannot be read, or the territory is not known.
    """
    from tfp_soctrang.sources.published.guess import mapping_text
    from tfp_soctrang.sources.published.open_tables import open_tables
    from tfp_soctrang.sources.territory_register import find_territory

    return mapping_text(open_tables(Path(path)), find_territory(territory))


def write_new(path: Path, text: str) -> None:
    """Write a text file that is not there yet.

    Raises
    ------
    DataError
        The file is there already, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise DataError(
            path.name, f"cannot be written: {error.strerror}", remedy="Name another file, or remove it."
        ) from error


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
    from tfp_soctrang.archive.store import Archive

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
    from tfp_soctrang.archive.store import Archive

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
    from tfp_soctrang.archive.store import Archive

    with Archive(archive, create=False) as kept:
        nation = kept.as_of(date, "viet_nam") if territory != "viet_nam" else None
        return kept.as_of(date, territory, reference=nation)


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
    from tfp_soctrang import __version__
    from tfp_soctrang.archive.store import Archive
    from tfp_soctrang.report.machine import as_json, assumptions_record, phase_record

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
    from tfp_soctrang.archive.store import Archive

    with Archive(archive, create=False) as kept:
        return kept.runs()


def edition(archive: Path, name: str, territory: str) -> Dataset:
    """Return one edition: a number of the archive, a day (ISO date), a bundled set, or a file.

    A numbered edition of a province carries the figures of Việt Nam as known on the day it was released.

    Raises
    ------
    DataError, ArchiveError
        There is none.
    """
    from tfp_soctrang.archive.store import Archive

    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
        return as_of(archive, name, territory)
    if not name.isdigit():
        return load(name)
    with Archive(archive, create=False) as kept:
        found = [one for one in kept.vintages() if one.id == int(name)]
        if not found:
            known = ", ".join(str(one.id) for one in kept.vintages())
            raise DataError("edition", "is not in the archive", value=name, remedy=f"It holds: {known or 'none'}.")
        nation = None
        if found[0].territory.code != "viet_nam":
            nation = kept.as_of(found[0].release_date, "viet_nam")
        return kept.dataset(found[0].id, reference=nation)


def write_capital_chart(found: CapitalAccount, path: Path, language: Language = "vi") -> None:
    """Draw the figure under every measure of capital as .svg or .png."""
    from tfp_soctrang.report.figures import capital_chart, save

    save(capital_chart(found, language), path)


def write_revision_chart(found: Revision, path: Path, language: Language = "vi") -> None:
    """Draw the bridge between two editions as .svg or .png."""
    from tfp_soctrang.report.figures import revision_chart, save

    save(revision_chart(found, language), path)
