"""Assumptions as data: what the published figures do not say, each with a value, a range, a source and a reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

from tfp_soctrang.choices import Averaging, Distribution, FillRule, Form, InvestmentTiming, Measure, StockTiming
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.messages import Language

__all__ = ["Assumption", "Assumptions", "GapFiller", "Settings"]

# What a value can mean: open or closed ends, and the remedy. Shares and rates are fractions, a ratio is in years.
_MEANING: Mapping[str, tuple[float, float, str]] = {
    "labour_share": (0.0, 1.0, "Shares are fractions: divide a percentage by 100."),
    "depreciation_rate": (0.0, 1.0, "Rates are fractions: divide a percentage by 100."),
    "initial_capital_output_ratio": (0.0, math.inf, "Give the stock over a year's output, for example 2.5."),
    "outlay_to_formation": (0.0, math.inf, "Give the fixed capital formation of one unit of outlay, for example 0.9."),
    "growth": (-1.0, 1.0, "Growth is a fraction: divide a percentage by 100."),
    "reference_growth": (-1.0, 1.0, "A difference of growth is a fraction: divide points by 100."),
    "output_ratio": (0.0, math.inf, "Give investment over output, for example 0.34."),
}
_COMPUTED = {"initial_capital_output_ratio": "reference_ratio"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A number that no publication gives, with its range.

    Parameters
    ----------
    name
        Of the quantity: `labour_share`, or the name of a gap filler.
    value
        The central value; None when a rule computes it from the data.
    low, high
        The range; `low <= value <= high`.
    distribution
        How the range is drawn from: triangular with its mode at the value, uniform, or fixed.
    unit, source, reason
        In words.
    unit_vi, source_vi, reason_vi
        The same in Vietnamese; empty when not given.
    rule
        The rule that computes the value when `value` is None.
    year
        The year the assumption holds for, where it has one.

    Raises
    ------
    AssumptionError
        The value lies outside its meaning or its range, or low above high.
    """

    name: str
    value: float | None
    low: float
    high: float
    distribution: Distribution
    unit: str
    source: str
    reason: str
    rule: str | None = None
    year: int | None = None
    meaning: str = ""
    unit_vi: str = ""
    source_vi: str = ""
    reason_vi: str = ""

    def __post_init__(self) -> None:
        meaning = self.meaning or self.name
        if meaning not in _MEANING:
            raise AssumptionError(
                self.name, "is not an assumption of this library", remedy=f"Use: {', '.join(_MEANING)}."
            )
        least, most, remedy = _MEANING[meaning]
        for what, number in (("value", self.value), ("low", self.low), ("high", self.high)):
            if number is not None and not (math.isfinite(number) and least <= number <= most):
                raise AssumptionError(
                    f"{self.name}.{what}", f"must lie between {least:g} and {most:g}", value=number, remedy=remedy
                )
        if self.low > self.high:
            raise AssumptionError(self.name, "low is above high", value=(self.low, self.high), remedy="Exchange them.")
        if self.value is not None and not self.low <= self.value <= self.high:
            raise AssumptionError(
                self.name,
                f"the value lies outside its range {self.low:g} to {self.high:g}",
                value=self.value,
                remedy="Give low and high together with the value.",
            )
        if self.value is None and self.rule is None:
            raise AssumptionError(self.name, "has neither a value nor a rule", remedy="Give value.")
        if self.distribution not in get_args(Distribution):
            raise AssumptionError(
                f"{self.name}.distribution", "is not known", value=self.distribution, remedy=_one_of(Distribution)
            )

    def in_words(self, what: Literal["unit", "source", "reason"], language: Language) -> str:
        """Return the unit, source or reason in `language`, or in English where it is not translated."""
        translated: str = getattr(self, f"{what}_vi") if language == "vi" else ""
        original: str = getattr(self, what)
        return translated or original


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFiller:
    """How missing years of a measure are filled, by one assumption.

    The rules, with p the parameter's value: `growth`: x[t] = x[t-1] (1 + p). `reference_growth`: the same with the
    reference's growth of the same series plus p, forward and backward. `output_ratio`: x[t] = p output[t], with p the
    mean ratio of `base_years` when it has no value.

    Parameters
    ----------
    parameter
        The assumption, with its range.
    measure
        What is filled.
    series
        The one series that may be filled; empty: whichever measures it.
    years
        Years that may be filled; those that have a number are left alone.
    rule
        See above.
    base_years
        For `output_ratio` without a value.
    """

    parameter: Assumption
    measure: Measure
    series: str
    years: tuple[int, ...]
    rule: FillRule
    base_years: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The name of its parameter."""
        return self.parameter.name

    def __post_init__(self) -> None:
        for what, given, allowed in (("measure", self.measure, Measure), ("rule", self.rule, FillRule)):
            if given not in get_args(allowed):
                raise AssumptionError(f"{self.name}.{what}", "is not known", value=given, remedy=_one_of(allowed))
        if not self.years:
            raise AssumptionError(f"{self.name}.years", "is empty", value=[], remedy="Name the years it fills.")
        if self.parameter.value is None and not self.base_years:
            raise AssumptionError(
                f"{self.name}.base_years", "is empty", remedy="Name the years whose mean ratio is used, or give value."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of method: form, averaging, timing, and which published series measure what, best first.

    `deflator` is `own:X` or `reference:X`, with X `output` or `fixed_capital_formation`: the implicit deflator that
    turns investment at current prices into constant ones.
    """

    form: Form
    averaging: Averaging
    stock: StockTiming
    investment_timing: InvestmentTiming
    output: tuple[str, ...]
    investment: tuple[str, ...]
    labour: tuple[str, ...]
    labour_link_year: int
    deflator: str

    def __post_init__(self) -> None:
        for name, allowed in (
            ("form", Form),
            ("averaging", Averaging),
            ("stock", StockTiming),
            ("investment_timing", InvestmentTiming),
        ):
            given = getattr(self, name)
            if given not in get_args(allowed):
                raise AssumptionError(f"settings.{name}", "is not known", value=given, remedy=_one_of(allowed))
        for name in ("output", "investment", "labour"):
            if not getattr(self, name):
                raise AssumptionError(f"settings.{name}", "names no series", value=[], remedy="Name at least one.")
        owner, _, what = self.deflator.partition(":")
        if owner not in {"own", "reference"} or what not in {"output", "fixed_capital_formation"}:
            raise AssumptionError(
                "settings.deflator",
                "is not known",
                value=self.deflator,
                remedy="Use own: or reference: with output or fixed_capital_formation.",
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assumptions:
    """Everything assumed about one territory.

    Parameters
    ----------
    territory
        Code of the territory.
    settings
        Choices of method.
    values
        The assumptions by name: `labour_share`, `depreciation_rate`, `initial_capital_output_ratio`,
        `outlay_to_formation` (where investment outlay stands for capital formation).
    gap_fillers
        In the order in which they are tried.
    reference
        The wider territory's assumptions, for the proxies taken from it.
    """

    territory: str
    settings: Settings
    values: Mapping[str, Assumption]
    gap_fillers: tuple[GapFiller, ...] = ()
    reference: Assumptions | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))
        for name in ("labour_share", "depreciation_rate", "initial_capital_output_ratio"):
            if name not in self.values:
                raise AssumptionError(f"{self.territory}.{name}", "is missing", remedy="Give value, low, high, source.")
        ratio = self.values["initial_capital_output_ratio"]
        if ratio.year is None:
            raise AssumptionError(
                f"{self.territory}.initial_capital_output_ratio.year", "is missing", remedy="Give it."
            )

    def __getitem__(self, name: str) -> Assumption:
        if name in self.values:
            return self.values[name]
        for filler in self.gap_fillers:
            if filler.name == name:
                return filler.parameter
        raise AssumptionError(
            self.territory,
            "has no assumption of this name",
            value=name,
            remedy=f"It has: {', '.join([*self.values, *(filler.name for filler in self.gap_fillers)])}.",
        )

    def with_values(self, **values: float) -> Assumptions:
        """Return these assumptions with other central values; the range widens where a value lies outside it.

        Raises
        ------
        AssumptionError
            A name is not known, or a value lies outside its meaning.

        Examples
        --------
        >>> import tfp_soctrang as tfp
        >>> tfp.baseline("viet_nam").with_values(depreciation_rate=0.042)["depreciation_rate"].value
        0.042
        """

        def moved(assumption: Assumption) -> Assumption:
            if assumption.name not in values:
                return assumption
            value = float(values[assumption.name])
            return replace(
                assumption,
                value=value,
                low=min(assumption.low, value),
                high=max(assumption.high, value),
                source="Given in the call, in place of the baseline.",
                reason="Not given.",
                source_vi="Cho trực tiếp khi gọi, thay cho giả định cơ sở.",
                reason_vi="Không nêu.",
            )

        for name in values:
            self[name]  # refuses a name that is not known
        return replace(
            self,
            values={name: moved(assumption) for name, assumption in self.values.items()},
            gap_fillers=tuple(replace(filler, parameter=moved(filler.parameter)) for filler in self.gap_fillers),
        )

    def with_settings(self, **settings: Any) -> Assumptions:  # noqa: ANN401 - the fields of Settings, which checks them
        """Return these assumptions with other settings, for example `form="log"`.

        Raises
        ------
        AssumptionError
            A choice is not known.
        """
        return replace(self, settings=replace(self.settings, **settings))

    def __repr__(self) -> str:
        return f"<Assumptions {self.territory}: {', '.join(self.values)}; {len(self.gap_fillers)} gap fillers>"


def _one_of(allowed: object) -> str:
    return f"Use one of: {', '.join(get_args(allowed))}."
