"""A data set under its assumptions, and what the Statistics Office printed of it."""

from __future__ import annotations

from pathlib import Path

from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.method import Study
from tfp_soctrang.projection.allocation import carried_to
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.assumption_file import baseline, load_assumptions
from tfp_soctrang.sources.catalogue import bundled_names
from tfp_soctrang.units import Phase, Territory, territory

__all__ = ["assumptions_of", "published_phase", "study"]


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
    return Study(data, assumptions_of(data, assumptions))


def assumptions_of(data: Dataset, given: Assumptions | str | Path | None) -> Assumptions:
    """Return assumptions for a data set: given ones, a file's, or the baseline of its territory.

    Raises
    ------
    AssumptionError
        The file has faults: all of them in `problems`.
    """
    if isinstance(given, Assumptions):
        return given
    place = data.territory
    # a merged territory without a baseline of its own takes over that of a member which has one
    bundled = [territory(name) for name in bundled_names()]
    member = next((one for one in bundled if one.merged_into == place.code), None)
    code = place.code if member is None else member.code
    found = baseline(code) if given is None else load_assumptions(Path(given), code)
    return found if member is None else carried_to(found, member, place)


def published_phase(place: Territory, phase: Phase) -> PublishedPhase | None:
    """Return the account that the Statistics Office printed for a phase, or None where none ships with the library."""
    try:
        account = load_account(None, place)
    except DataError:
        return None
    return next((one for one in account.phases if one.phase == phase), None)
