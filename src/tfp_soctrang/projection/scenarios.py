"""What the years ahead may be: scenarios of output, investment and employment, and the targets they are set against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from tfp_soctrang.assumptions import Assumptions, GapFiller
from tfp_soctrang.choices import Measure
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.messages import Language
from tfp_soctrang.settings import one_of

__all__ = ["AllocationRule", "Scenario", "ScenarioSet", "Target", "TargetQuantity"]

# How figures of a territory that was merged are made for the years after. `growth_of_new_city`: its series grow as
# those of the territory it is part of now. `office_estimate`: the office compiles them and supplies them with the data.
AllocationRule = Literal["growth_of_new_city", "office_estimate"]

TargetQuantity = Literal["tfp_contribution_share", "output_growth", "labour_productivity_growth"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Target(Shown):
    """A number that a published plan names, as a fraction (growth: a year), for the years from first to last.

    Parameters
    ----------
    quantity
        What it is a target of.
    value
        The number.
    first_year, last_year
        The years it holds for.
    source, source_vi
        The plan, in words; Vietnamese empty when not given.
    """

    quantity: TargetQuantity
    value: float
    first_year: int
    last_year: int
    source: str
    source_vi: str = ""

    def __post_init__(self) -> None:
        if self.quantity not in get_args(TargetQuantity):
            raise AssumptionError("target.quantity", "is not known", value=self.quantity, remedy=one_of(TargetQuantity))
        if not -1.0 < self.value <= 1.0:
            raise AssumptionError(
                f"{self.quantity}.value", "must lie between -1 and 1", value=self.value,
                remedy="A target is a fraction: divide a percentage by 100.",
            )  # fmt: skip
        if self.last_year < self.first_year:
            raise AssumptionError(
                f"{self.quantity}.years", "end before they begin", value=(self.first_year, self.last_year),
                remedy="Write the earlier year first.",
            )  # fmt: skip

    def in_words(self, language: Language) -> str:
        """Return the source in `language`, or in English where it is not translated."""
        return (self.source_vi if language == "vi" else "") or self.source


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Scenario(Shown):
    """One course that output, investment and employment may take.

    A path is a gap filler: a measure, the years it may fill, a rule (`growth`, `reference_growth`, `output_ratio`) and
    an assumption with its range. Of a path over several years one number is drawn for all of them: its range is that of
    the average over these years, so that a range does not narrow by being cut into years.

    Parameters
    ----------
    name
        `baseline`, `plan`, `low`, or another.
    title, title_vi
        What it is called.
    paths
        In the order in which they are tried, after the gap fillers of the study.
    """

    name: str
    title: str
    title_vi: str
    paths: tuple[GapFiller, ...]

    def __post_init__(self) -> None:
        if not self.paths:
            raise AssumptionError(self.name, "has no paths", remedy="Give output, investment and labour each a path.")
        names = [path.name for path in self.paths]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise AssumptionError(self.name, "names a path twice", value=twice, remedy="Give each a name of its own.")
        wrong = next((path for path in self.paths if path.measure == "output" and path.rule == "output_ratio"), None)
        if wrong is not None:
            raise AssumptionError(
                wrong.name, "takes output as a ratio to itself", value=wrong.rule, remedy="Give output a growth."
            )

    def in_words(self, language: Language) -> str:
        """Return what the scenario is called."""
        return self.title_vi if language == "vi" and self.title_vi else self.title

    def of(self, measure: Measure) -> tuple[GapFiller, ...]:
        """Return the paths of a measure."""
        return tuple(path for path in self.paths if path.measure == measure)

    def extending(self, assumptions: Assumptions) -> Assumptions:
        """Return the assumptions with the scenario's paths behind their gap fillers.

        Raises
        ------
        AssumptionError
            A path bears the name of an assumption.
        """
        taken = {*assumptions.values, *(filler.name for filler in assumptions.gap_fillers)}
        clash = next((path.name for path in self.paths if path.name in taken), None)
        if clash is not None:
            raise AssumptionError(
                f"{self.name}.{clash}", "is the name of an assumption", remedy="Give the path another name."
            )
        return replace(assumptions, gap_fillers=(*assumptions.gap_fillers, *self.paths))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScenarioSet(Shown):
    """The scenarios of one territory, by name, and the targets of published plans.

    Parameters
    ----------
    territory
        Code of the territory.
    scenarios
        The first is the one that is shown first.
    targets
        Of the territory, or of the nation where it names none.
    allocation_rule
        For a territory that was merged: how its figures of later years are made.
    """

    territory: str
    scenarios: Mapping[str, Scenario]
    targets: tuple[Target, ...] = ()
    allocation_rule: AllocationRule | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "scenarios", MappingProxyType(dict(self.scenarios)))
        if not self.scenarios:
            raise AssumptionError(self.territory, "has no scenarios", remedy="Give at least one.")
        if self.allocation_rule is not None and self.allocation_rule not in get_args(AllocationRule):
            raise AssumptionError(
                f"{self.territory}.allocation_rule", "is not known", value=self.allocation_rule,
                remedy=one_of(AllocationRule),
            )  # fmt: skip

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.scenarios)

    def __getitem__(self, name: str) -> Scenario:
        if name not in self.scenarios:
            raise AssumptionError(
                f"{self.territory}.scenarios", "has none of this name", value=name,
                remedy=f"It has: {', '.join(self.scenarios)}.",
            )  # fmt: skip
        return self.scenarios[name]

    def target(self, quantity: TargetQuantity, last_year: int) -> Target | None:
        """Return the target of a quantity that holds in a year, or None."""
        held = (one for one in self.targets if one.quantity == quantity and one.first_year <= last_year)
        return next((one for one in held if last_year <= one.last_year), None)

    def __repr__(self) -> str:
        return f"<ScenarioSet {self.territory}: {', '.join(self.scenarios)}; {len(self.targets)} targets>"
