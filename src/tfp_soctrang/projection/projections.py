"""Open phases: measured years from the study, the years ahead from scenarios, one chain for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from tfp_soctrang.assumptions import GapFiller
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.projection.allocation import growth_paths
from tfp_soctrang.projection.projected_phase import ProjectedPhase, projected_phase
from tfp_soctrang.projection.scenarios import AllocationRule, ScenarioSet, Target, TargetQuantity
from tfp_soctrang.units import Phase, Territory

__all__ = ["INTERIM_YEARS", "Projection", "project"]

# The Statistics Office publishes TFP of the phase, of five years, and of its first three (2021-2023, 2026-2028).
INTERIM_YEARS = 3
_PHASE_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Projection(Shown):
    """A phase under each of its scenarios, and its three-year interim.

    Parameters
    ----------
    scenarios
        The phase, scenario by scenario.
    interim
        Its first three years likewise; none when the phase is not of five years.
    targets
        Of published plans, for the last year of the phase.
    allocation_rule
        How figures of a former territory are made, or None.
    """

    territory: Territory
    phase: Phase
    scenarios: tuple[ProjectedPhase, ...]
    interim: tuple[ProjectedPhase, ...]
    targets: tuple[Target, ...]
    allocation_rule: AllocationRule | None

    def _ipython_key_completions_(self) -> list[str]:
        return [one.scenario.name for one in self.scenarios]

    def __getitem__(self, scenario: str) -> ProjectedPhase:
        for one in self.scenarios:
            if one.scenario.name == scenario:
                return one
        raise AssumptionError(
            "scenario", "was not projected", value=scenario,
            remedy=f"Use one of: {', '.join(one.scenario.name for one in self.scenarios)}.",
        )  # fmt: skip

    @property
    def measured_to(self) -> int:
        """The last year before the first that a scenario projects."""
        return min(one.measured_to for one in self.scenarios)

    def target(self, quantity: TargetQuantity) -> Target | None:
        """Return the target of a quantity, or None."""
        return next((one for one in self.targets if one.quantity == quantity), None)

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{one.scenario.name} {in_short(one.account.tfp_contribution_share)}" for one in self.scenarios
        )
        measured = f"measured to {self.measured_to}"
        return f"<Projection {self.territory} {self.phase}: TFP contribution share {shown}; {measured}>"


def project(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    scenarios: ScenarioSet,
    scenario: str | None = None,
    city: Dataset | None = None,
    merged_into: Territory | None = None,
) -> Projection:
    """Return a phase whose years are not all in: measured ones as the study reads them, the rest by scenarios.

    For a projection the TFP share that output, investment and employment imply is arithmetic; `needed_tfp_growth` and
    `needed_investment` of each scenario invert it.

    Parameters
    ----------
    study
        Figures and assumptions; gap fillers stand for years that are past, scenarios for years ahead.
    first_year, last_year
        The phase.
    scenarios
        Of the same territory.
    scenario
        One of them; None for all.
    city
        The figures of the territory that a former one is part of now: their measured growth is its own where the rule
        is `growth_of_new_city`.
    merged_into
        That territory, for its name; only its code is known without it.

    Raises
    ------
    DataError
        Years are missing that nothing supplies; the territory was merged and no allocation rule is named; `city` is of
        another territory, or the rule does not use it.
    AssumptionError
        The scenarios are of another territory, or there is none of the name.
    """
    phase = Phase(first_year, last_year)
    place = study.data.territory
    if scenarios.territory != place.code:
        raise AssumptionError(
            "scenarios", f"are of {scenarios.territory}, the study of {place.code}",
            remedy="Take the scenarios of the same territory.",
        )  # fmt: skip
    notes = _rule_notes(place, phase, scenarios.allocation_rule, merged_into or (city.territory if city else None))
    rule = () if city is None else _rule_paths(study, phase, scenarios.allocation_rule, city)
    wanted = list(scenarios.scenarios.values()) if scenario is None else [scenarios[scenario]]
    half = Phase(first_year, first_year + INTERIM_YEARS - 1) if last_year - first_year + 1 == _PHASE_YEARS else None
    targets = (scenarios.target(quantity, last_year) for quantity in get_args(TargetQuantity))
    return Projection(
        territory=place,
        phase=phase,
        scenarios=tuple(projected_phase(study, phase, one, rule, notes) for one in wanted),
        interim=() if half is None else tuple(projected_phase(study, half, one, rule, notes) for one in wanted),
        targets=tuple(one for one in targets if one is not None),
        allocation_rule=scenarios.allocation_rule,
    )


def _rule_notes(
    place: Territory, phase: Phase, rule: AllocationRule | None, merged_into: Territory | None
) -> tuple[Message, ...]:
    """Return by what rule figures of a former territory are made, or refuse years for which there is none."""
    if place.valid_to is None or place.merged_into is None:
        return ()
    last = int(place.valid_to[:4])
    if phase.last_year <= last:
        return ()
    named = {
        "city": place.merged_into if merged_into is None else merged_into.name_vi,
        "since": _day_after(place.valid_to),
        "last": last,
    }
    if rule is None:
        raise DataError(
            str(place),
            Message.of("no_allocation_rule", **named),
            remedy=Message.of("name_allocation_rule", rules=" | ".join(get_args(AllocationRule))),
        )
    return (Message.of(f"rule_{rule}", territory=place, **named),)


def _day_after(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _rule_paths(study: Study, phase: Phase, rule: AllocationRule | None, city: Dataset) -> tuple[GapFiller, ...]:
    place = study.data.territory
    if place.merged_into != city.territory.code:
        raise DataError(
            city.name, f"is not the territory that {place} is part of", value=city.territory.code,
            remedy=f"Give the figures of {place.merged_into}.",
        )  # fmt: skip
    if rule != "growth_of_new_city":
        raise DataError(
            city.name, "is not used by the allocation rule", value=rule,
            remedy='Say allocation_rule = "growth_of_new_city" in the scenario file, or leave the city out.',
        )  # fmt: skip
    after = int((place.valid_to or "")[:4])
    return growth_paths(city, study.assumptions, after, phase.last_year)
