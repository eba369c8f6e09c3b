"""What a phase's figure still needs, cell by cell, and when the release calendar brings it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.plan import Plan, ReleaseDay, released_quantity
from tfp_soctrang.provenance import Status

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount, PhaseStatus
    from tfp_soctrang.method import Study
    from tfp_soctrang.units import Phase, Territory

__all__ = ["NeededCell", "PhaseNeeds", "fresh_until", "needed_of", "overdue", "phase_needs"]

# Series of output have a release calendar; investment and labour have none that names their days.
_OUTPUT = "output"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NeededCell(Shown):
    """A cell that is not official yet: what is held of it (None: nothing), and its firmer releases, earliest first."""

    series: str
    year: int
    held: Status | None
    releases: tuple[ReleaseDay, ...]

    def expected(self, day: date) -> ReleaseDay | None:
        """Return the firmest release that should be out on a day and is not held; None when there is none."""
        out = [one for one in self.releases if one.day <= day]
        return out[-1] if out else None

    def next_release(self, day: date) -> ReleaseDay | None:
        """Return the first release that lies ahead."""
        return next((one for one in self.releases if one.day > day), None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhaseNeeds(Shown):
    """A phase of the plan: its figure as far as there is one, and the cells it needs.

    `status` is None and `share` not given while the phase is open.
    """

    phase: Phase
    status: PhaseStatus | None
    share: float | NotApplicable | None
    cells: tuple[NeededCell, ...]


def _cell(plan: Plan, territory: Territory, series: str, year: int, held: Status | None) -> NeededCell:
    releases: tuple[ReleaseDay, ...] = ()
    if series.startswith(_OUTPUT):
        releases = plan.firmer_releases(released_quantity(territory), year, held or Status.FILLED)
    return NeededCell(series=series, year=year, held=held, releases=releases)


def needed_of(account: PhaseAccount, plan: Plan) -> tuple[NeededCell, ...]:
    """Return the cells of an account that are filled or not official yet, by series and year."""
    held = [
        *((cell.series, cell.year, Status.FILLED) for cell in account.filled_cells),
        *((cell.series, cell.year, cell.status) for cell in account.unofficial_cells),
    ]
    order = {name: i for i, name in enumerate(dict.fromkeys(name for name, _, _ in held))}
    return tuple(
        _cell(plan, account.territory, name, year, status)
        for name, year, status in sorted(held, key=lambda one: (order[one[0]], one[1]))
    )


def phase_needs(study: Study, phase: Phase, plan: Plan) -> PhaseNeeds:
    """Return what a phase needs under a study's data and assumptions, open or not.

    Raises
    ------
    DataError
        The series do not fit together; an open phase is no error here.
    """
    try:
        account = study.phase(phase.first_year, phase.last_year)
    except DataError as error:
        if not error.cells:
            raise
        cells = tuple(_cell(plan, study.data.territory, name, year, None) for name, year in error.cells)
        return PhaseNeeds(phase=phase, status=None, share=None, cells=cells)
    return PhaseNeeds(
        phase=phase,
        status=account.status,
        share=account.tfp_contribution_share,
        cells=needed_of(account, plan),
    )


def fresh_until(account: PhaseAccount, plan: Plan, grace_days: int) -> date | None:
    """Return the last day on which a figure counts as fresh; None when no release is left that would firm it up.

    It is the day of the first release that is firmer than a cell the figure rests on, and `grace_days` to enter it. It
    depends on the data and the calendar only, never on today, so it may lie in the past: then figures were out already
    that the data lack.
    """
    days = [cell.releases[0].day for cell in needed_of(account, plan) if cell.releases]
    return min(days) + timedelta(days=grace_days) if days else None


def overdue(account: PhaseAccount, plan: Plan, today: date, grace_days: int) -> tuple[NeededCell, ...]:
    """Return the cells of which a firmer figure should have been entered by today."""
    limit = today - timedelta(days=grace_days + 1)
    return tuple(cell for cell in needed_of(account, plan) if cell.expected(limit) is not None)
