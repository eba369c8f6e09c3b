"""The doors of the library: figures in, a study out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang.accounting_choices import AccountingCurve, accounting_curve
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.capital_measures import CapitalAccount, capital_account
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import BadCells
from tfp_soctrang.errors import DataError
from tfp_soctrang.industry_accounts import industry_account, merged_account
from tfp_soctrang.method import Study
from tfp_soctrang.production_estimates import EstimateTable, estimate_table
from tfp_soctrang.projection.allocation import carried_to, merged_dataset
from tfp_soctrang.projection.projections import Projection
from tfp_soctrang.projection.projections import project as project_phase
from tfp_soctrang.projection.scenarios import ScenarioSet
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.published_table import FileTables
from tfp_soctrang.reconciliation import CalibratedAccount, calibrate_account
from tfp_soctrang.revision_bridge import Revision, revision
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.assumption_file import baseline, load_assumptions, write_values
from tfp_soctrang.sources.catalogue import bundled_names, load_bundled
from tfp_soctrang.sources.scenario_file import bundled_scenarios, load_scenarios
from tfp_soctrang.sources.territory_register import find_territory, members_of
from tfp_soctrang.uncertain_phase import TARGETS, PhaseSensitivity, phase_sensitivity
from tfp_soctrang.units import Phase, Territory, territory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.sensitivity.monte_carlo import MonteCarloRun
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = [
    "TARGETS",
    "accounting_curve",
    "baseline",
    "calibrate",
    "capital_account",
    "check",
    "estimate",
    "guess_mapping",
    "industry_account",
    "load",
    "merged_account",
    "merged_data",
    "phase_sensitivity",
    "project",
    "published_phase",
    "revision",
    "show",
    "study",
    "write_calibrated",
    "write_capital_chart",
    "write_draws",
    "write_new",
    "write_projection_chart",
    "write_revision_chart",
    "write_sensitivity_charts",
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
    if isinstance(given, Assumptions):
        return given
    place = data.territory
    # a merged territory without a baseline of its own takes over that of a member which has one
    bundled = [territory(name) for name in bundled_names()]
    member = next((one for one in bundled if one.merged_into == place.code), None)
    code = place.code if member is None else member.code
    found = baseline(code) if given is None else load_assumptions(Path(given), code)
    return found if member is None else carried_to(found, member, place)


def project(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    scenario: str | None = None,
    scenarios: ScenarioSet | str | Path | None = None,
    city: Dataset | None = None,
) -> Projection:
    """Return a phase whose years are not all in, under scenarios of the years ahead.

    Parameters
    ----------
    study
        Figures and assumptions.
    first_year, last_year
        The phase.
    scenario
        The name of one scenario; None for all.
    scenarios
        None for those that ship with the library; `ScenarioSet`; or the path of a TOML file that overrides them.
    city
        For a former territory under the rule `growth_of_new_city`: the figures of the one it is part of now.

    Raises
    ------
    DataError, AssumptionError
        See `projection.project`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.project(tfp.study(tfp.load("soc_trang")), 2026, 2030)
    >>> needed = found["plan"].needed_tfp_growth(0.10)
    >>> round(needed.tfp_growth, 3), found.measured_to
    (0.063, 2025)
    """
    place = study.data.territory
    if scenarios is None:
        scenarios = bundled_scenarios(place.code)
    elif not isinstance(scenarios, ScenarioSet):
        scenarios = load_scenarios(Path(scenarios), place.code)
    return project_phase(
        study,
        first_year,
        last_year,
        scenarios=scenarios,
        scenario=scenario,
        city=city,
        merged_into=None if place.merged_into is None else find_territory(place.merged_into),
    )


def merged_data(members: Sequence[Dataset], into: str) -> Dataset:
    """Return the figures of a merged territory: the sum of every level that all its members hold.

    Parameters
    ----------
    members
        The figures of every member.
    into
        Code or name of the merged territory.

    Raises
    ------
    DataError
        A member is missing or foreign, or levels differ in unit or price base.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> from tfp_soctrang.api import merged_data
    >>> merged_data([tfp.load("soc_trang")], "can_tho_2025")
    Traceback (most recent call last):
        ...
    tfp_soctrang.errors.DataError: Cần Thơ (2025–): cannot be summed without all its members (got 'missing: ...
    """
    city = find_territory(into)
    return merged_dataset(members, city, members_of(city))


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


def estimate(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    specifications: Sequence[str] | None = None,
    through: int | None = None,
) -> EstimateTable:
    """Return what the territory's own years say of its production function, specification by specification.

    Parameters
    ----------
    study
        Figures and assumptions.
    first_year, last_year
        The phase whose TFP share each estimate implies.
    specifications
        Names of `estimation.specifications.SPECIFICATIONS`; None: all.
    through
        Last year of the sample; None: the longest run of years.

    Raises
    ------
    DataError
        The phase is open, no run of years can be had, or a specification is not known.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.estimate(tfp.study(tfp.load("viet_nam")), 2016, 2020, specifications=["translog_free"])
    >>> found["translog_free"].verdict.kind
    'not_identified'
    """
    names = {} if specifications is None else {"specifications": tuple(specifications)}
    return estimate_table(study.data, study.assumptions, Phase(first_year, last_year), through=through, **names)


def published_phase(place: Territory, phase: Phase) -> PublishedPhase | None:
    """Return the account that the Statistics Office printed for a phase, or None where none ships with the library."""
    try:
        account = load_account(None, place)
    except DataError:
        return None
    return next((one for one in account.phases if one.phase == phase), None)


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

    Parameters
    ----------
    path
        The new .xlsx.
    territory
        Whose published figures fill it: "soc_trang" or "viet_nam".
    overwrite
        Replace the file if it is there.

    Raises
    ------
    DataError
        The file is there already and `overwrite` is not set.
    """
    from tfp_soctrang.sources.office.template import write_template as write

    write(Path(path), load_bundled(territory), overwrite=overwrite)


def check(path: str | Path, *, decimal: str | None = None) -> BadCells:
    """Return every bad cell of a workbook or tidy table, at once: place, heading, text, reason, remedy.

    Parameters
    ----------
    path
        An .xlsx from `write_template`, or a tidy .csv.
    decimal
        How text cells write numbers, "," or ".", when the file does not tell it.

    Raises
    ------
    DataError
        The file cannot be read at all.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_template(f"{folder}/soctrang.xlsx")
    ...     check(f"{folder}/soctrang.xlsx")
    <BadCells: 0>
    """
    from tfp_soctrang.sources.office.open_file import check_office_file

    return BadCells(check_office_file(Path(path), decimal=decimal))


def show(path: str | Path) -> FileTables:
    """Return what the tables of a published file hold.

    PX-Web CSV and JSON-stat exports, SDMX-ML 2.1, PC-Axis, workbooks (.xlsx, .xls), yearbook pages as text: the format
    is told by the content.

    Parameters
    ----------
    path
        The file as it was downloaded; nothing is written to it.

    Raises
    ------
    DataError
        The file cannot be read as what its content says it is.
    """
    from tfp_soctrang.sources.published.open_tables import open_tables
    from tfp_soctrang.sources.published.summary import summarise

    return FileTables(summarise(table) for table in open_tables(Path(path)))


def guess_mapping(path: str | Path, territory: str = "soc_trang") -> str:
    """Return a guess of the mapping of a published file as TOML; what was not sure is marked with `?`.

    Parameters
    ----------
    path
        The file as it was downloaded.
    territory
        Name or code of the territory whose cells are wanted.

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


def write_capital_chart(found: CapitalAccount, path: Path, language: Language = "vi") -> None:
    """Draw the figure under every measure of capital as .svg or .png."""
    from tfp_soctrang.report.figures import capital, save

    save(capital(found, language=language), path)


def write_draws(run: MonteCarloRun, path: Path) -> None:
    """Write every draw of a run and its outcomes as .npz: `assumption:NAME` and `outcome:NAME`, shape (draws,) each.

    Raises
    ------
    EstimationError
        The run had too many draws to keep its outcomes.
    """
    import numpy as np

    parameters, outcomes = run.between(0, run.design.draws)
    columns = {f"assumption:{name}": values for name, values in parameters.items()}
    columns |= {f"outcome:{name}": values for name, values in outcomes.items()}
    np.savez_compressed(path, **columns)  # type: ignore[arg-type]


def write_sensitivity_charts(
    found: PhaseSensitivity,
    run: MonteCarloRun,
    summary: PhaseUncertainty,
    curve: AccountingCurve | None,
    folder: Path,
    language: Language = "vi",
) -> list[Path]:
    """Draw density, tornado, TFP index, fan, contour and, if there is one, specification curve; return their files."""
    from tfp_soctrang.report import figures as draw

    folder.mkdir(parents=True, exist_ok=True)
    targets = tuple(target for target, _ in summary.targets)
    charts: dict[str, Callable[[], Figure]] = {
        "density.svg": lambda: draw.density(found, run=run, level=summary.level, targets=targets, language=language),
        "tornado.svg": lambda: draw.tornado(found, language=language),
        "index.svg": lambda: draw.tfp_index(found, seed=run.design.seed, language=language),
        "fan.svg": lambda: draw.fan(found, seed=run.design.seed, language=language),
    }
    widest = [one.name for one in summary.swings][:2]
    if len(widest) > 1:
        charts["contour.svg"] = lambda: draw.contour(found, *widest, targets=targets, language=language)
    if curve is not None:
        charts["specifications.svg"] = lambda: draw.specification_curve(curve, language=language)
    for name, make in charts.items():
        draw.save(make(), folder / name)
    return [folder / name for name in charts]


def write_projection_chart(found: Projection, summary: PhaseUncertainty, path: Path, language: Language = "vi") -> None:
    """Draw the TFP index of every scenario, with the bands of the first, as .svg or .png."""
    from tfp_soctrang.report.figures import projection, save

    save(projection(found, fan=summary.fan, language=language), path)


def write_revision_chart(found: Revision, path: Path, language: Language = "vi") -> None:
    """Draw the bridge between two editions as .svg or .png."""
    from tfp_soctrang.report.figures import revision_bridge, save

    save(revision_bridge(found, language=language), path)
