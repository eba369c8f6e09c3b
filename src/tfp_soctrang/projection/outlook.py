"""What is told of a projection: intervals and probabilities by scenario, the interim, the years as they come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from tfp_soctrang.projection.projections import Projection
from tfp_soctrang.projection.records import YearKnown

if TYPE_CHECKING:
    from tfp_soctrang.projection.projected_phase import ProjectedPhase
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["DRAWS", "Outlook", "outlook"]

DRAWS = 20_000
# Nghị quyết 57-NQ/TW (22/12/2024): TFP contributes more than 55 % by 2030; of a phase without a target of its own.
_TARGET = 0.55


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """A projection with the uncertainty of each of its scenarios.

    Parameters
    ----------
    target
        Of the TFP contribution share, a fraction.
    growth
        Of output, a year, that something is needed for; None when there is no target of it.
    uncertainty, interim
        By scenario: of the phase, and of its first three years.
    years
        Of the first scenario, as each year comes in; none when all are in.
    """

    projection: Projection
    target: float
    growth: float | None
    uncertainty: Mapping[str, PhaseUncertainty]
    interim: Mapping[str, PhaseUncertainty]
    years: tuple[YearKnown, ...]


def outlook(
    found: Projection,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    level: float = 0.9,
    target: float | None = None,
    growth: float | None = None,
) -> Outlook:
    """Return a projection with its uncertainty.

    Parameters
    ----------
    draws, seed, level
        As in `ProjectedPhase.uncertainty`.
    target, growth
        Of the TFP contribution share and of output growth, fractions; None for the published targets of the projection.
    """
    share, aim = found.target("tfp_contribution_share"), found.target("output_growth")
    goal = target if target is not None else _TARGET if share is None else share.value
    first = found.scenarios[0]

    def summed(phases: tuple[ProjectedPhase, ...]) -> Mapping[str, PhaseUncertainty]:
        return MappingProxyType(
            {one.scenario.name: one.uncertainty(draws, seed, level=level, targets=(goal,)) for one in phases}
        )

    return Outlook(
        projection=found,
        target=goal,
        growth=growth if growth is not None else None if aim is None else aim.value,
        uncertainty=summed(found.scenarios),
        interim=summed(found.interim),
        years=tuple(first.as_years_come_in(draws, seed, level=level, target=goal)) if first.cells else (),
    )
