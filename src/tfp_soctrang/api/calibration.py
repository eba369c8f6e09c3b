"""The coefficients behind a published account."""

from __future__ import annotations

from pathlib import Path

from tfp_soctrang.api.studies import assumptions_of
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.reconciliation import CalibratedAccount, calibrate_account
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.assumption_file import write_values
from tfp_soctrang.units import Phase

__all__ = ["calibrate", "write_calibrated"]


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
    return calibrate_account(data, assumptions_of(data, assumptions), published, phases)


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
