"""The doors of the library: figures in, a study out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import tfp_soctrang.report.tables  # noqa: F401 - teaches the records how to show themselves in a notebook
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.method import Study
from tfp_soctrang.reconciliation import CalibratedAccount, calibrate_account
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.assumption_file import baseline, load_assumptions, write_values
from tfp_soctrang.sources.catalogue import bundled_names, load_bundled
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from tfp_soctrang.errors import CellIssue

__all__ = ["baseline", "calibrate", "check", "load", "study", "write_calibrated", "write_template"]


def load(source: str | Path, *, decimal: str | None = None) -> Dataset:
    """Return the figures of a bundled data set, or of a file the office filled in.

    Parameters
    ----------
    source
        `"soc_trang"`, `"viet_nam"`, or the path of a workbook (.xlsx) or tidy table (.csv).
    decimal
        `","` or `"."`, for a file whose text cells do not tell the number format.

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
