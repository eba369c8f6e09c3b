"""Assumptions as data: what the published figures do not say, each with a value, a range, a source and a reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

from tfp_soctrang.choices import Distribution, FillRule, Measure
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.messages import Language
from tfp_soctrang.settings import Settings, one_of

__all__ = ["AGEING", "BY_ASSET", "BY_INDUSTRY", "INDUSTRIES", "Assumption", "Assumptions", "GapFiller", "meaning_of"]

# What a value can mean: its ends, and the remedy. Shares and rates are fractions, a ratio is in years of output.
_FRACTION = "Shares are fractions: divide a percentage by 100."
_RATE = "Rates are fractions: divide a percentage by 100."
_MEANING: Mapping[str, tuple[float, float, str]] = {
    "labour_share": (0.0, 1.0, _FRACTION),
    "depreciation_rate": (0.0, 1.0, _RATE),
    "initial_capital_output_ratio": (0.0, math.inf, "Give the stock over a year's output, for example 2.5."),
    "outlay_to_formation": (0.0, math.inf, "Give the fixed capital formation of one unit of outlay, for example 0.9."),
    "investment_share": (0.0, 1.0, _FRACTION),
    "investment_growth": (-1.0, 1.0, _RATE),
    "service_life": (0.0, math.inf, "Give the mean life of the assets in years."),
    "retirement_spread": (0.0, math.inf, "Give the standard deviation of the life over its mean, for example 0.25."),
    "efficiency_beta": (-math.inf, 1.0, "0 is a straight line, 1 is one-hoss shay."),
    "efficiency_delay": (0.0, math.inf, "Give years without loss."),
    "declining_factor": (0.0, math.inf, "2 is double-declining."),
    "discount_rate": (-1.0, 1.0, _RATE),
    "rate_of_return": (-1.0, 1.0, _RATE),
    "asset_price_change": (-1.0, 1.0, _RATE),
    "tax_factor": (0.0, math.inf, "1 is no tax."),
    "wage_premium": (-1.0, math.inf, "Give the ratio of the two wages less one, for example 0.5."),
    "employer_contribution": (0.0, math.inf, "Give what employers pay beside wages as a fraction of them."),
    "error_preliminary": (-1.0, 1.0, "An error is a fraction of the level: divide a percentage by 100."),
    "error_estimate": (-1.0, 1.0, "An error is a fraction of the level: divide a percentage by 100."),
    "error_derived": (-1.0, 1.0, "An error is a fraction of the level: divide a percentage by 100."),
    "growth": (-1.0, 1.0, "Growth is a fraction: divide a percentage by 100."),
    "reference_growth": (-1.0, 1.0, "A difference of growth is a fraction: divide points by 100."),
    "output_ratio": (0.0, math.inf, "Give investment over output, for example 0.34."),
}
# Assumptions that one type of asset, or one industry, can have for itself: `depreciation_rate_structures`.
BY_ASSET = frozenset(
    {
        "depreciation_rate", "service_life", "retirement_spread", "efficiency_beta", "efficiency_delay",
        "declining_factor", "investment_share", "asset_price_change", "tax_factor",
    }
)  # fmt: skip
# How assets age and retire, and what the ratio of a stock to output therefore depends on.
AGEING = BY_ASSET - {"asset_price_change", "tax_factor"} | {"discount_rate"}
BY_INDUSTRY = BY_ASSET | {"labour_share", "initial_capital_output_ratio", "outlay_to_formation", "investment_growth"}
# What a gap filler's number means is its rule, not its name.
_OF_FILLERS = frozenset({"growth", "reference_growth", "output_ratio"})

# The three sectors of the national accounts: nông, lâm nghiệp và thủy sản; công nghiệp và xây dựng; dịch vụ.
INDUSTRIES = ("primary", "industry", "services")


def meaning_of(name: str, assets: tuple[str, ...] = ()) -> str | None:
    """Return what an assumption of this name is about, or None when there is no such assumption.

    Examples
    --------
    >>> meaning_of("service_life_structures", ("structures", "machinery")), meaning_of("service_life_boats")
    ('service_life', None)
    """
    if name in _MEANING and name not in _OF_FILLERS:
        return name
    for suffixes, own in ((assets, BY_ASSET), (INDUSTRIES, BY_INDUSTRY)):
        for suffix in suffixes:
            stem = name.removesuffix(f"_{suffix}")
            if stem != name and stem in own:
                return stem
    return None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Assumption(Shown):
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
        How the range is drawn from. `triangular`, `pert`: with the mode at the value. `uniform`. `normal`: about the
        value, low and high its 5th and 95th percentile, cut off there. `log_normal`: low and high its 5th and 95th
        percentile. `fixed`: not at all.
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
        meaning = self.about
        if meaning not in _MEANING:
            raise AssumptionError(
                self.name, "is not an assumption of this library", remedy=f"Use one of: {', '.join(_MEANING)}."
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
                f"{self.name}.distribution", "is not known", value=self.distribution, remedy=one_of(Distribution)
            )

    @property
    def about(self) -> str:
        """What the number means: its name without the asset or industry it is of, or the rule of a gap filler."""
        return self.meaning or self.name

    def in_words(self, what: Literal["unit", "source", "reason"], language: Language) -> str:
        """Return the unit, source or reason in `language`, or in English where it is not translated."""
        translated: str = getattr(self, f"{what}_vi") if language == "vi" else ""
        original: str = getattr(self, what)
        return translated or original


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GapFiller(Shown):
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
                raise AssumptionError(f"{self.name}.{what}", "is not known", value=given, remedy=one_of(allowed))
        if not self.years:
            raise AssumptionError(f"{self.name}.years", "is empty", value=[], remedy="Name the years it fills.")
        if self.parameter.value is None and not self.base_years:
            raise AssumptionError(
                f"{self.name}.base_years", "is empty", remedy="Name the years whose mean ratio is used, or give value."
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assumptions(Shown):
    """Everything assumed about one territory.

    Parameters
    ----------
    territory
        Code of the territory.
    settings
        Choices of method.
    values
        The assumptions by name: `labour_share`, `depreciation_rate`, `initial_capital_output_ratio`,
        `outlay_to_formation` (where investment outlay stands for capital formation), and those that the settings need;
        with `_structures` or `_primary` behind the name, of one asset or industry.
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
        for name, why in _needed(self.settings):
            if not any(key in self.values for key in (name, *(f"{name}_{asset}" for asset in self.settings.assets))):
                raise AssumptionError(
                    f"{self.territory}.assumptions",
                    f"have no {name}, which {why} needs",
                    remedy="Give it with value, low, high, distribution, unit, source and reason.",
                )
        ratio = self.values["initial_capital_output_ratio"]
        if ratio.year is None:
            raise AssumptionError(
                f"{self.territory}.initial_capital_output_ratio.year", "is missing", remedy="Give it."
            )

    def _ipython_key_completions_(self) -> list[str]:
        return [*self.values, *(filler.name for filler in self.gap_fillers)]

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
        main = ("labour_share", "depreciation_rate", "initial_capital_output_ratio")
        values = {name: self.values[name].value for name in main}
        shown = ", ".join(f"{name} {'computed' if one is None else f'{one:g}'}" for name, one in values.items())
        more = len(self.values) - len(main)
        return f"<Assumptions {self.territory}: {shown}, {more} others; {len(self.gap_fillers)} gap fillers>"


def _needed(settings: Settings) -> list[tuple[str, str]]:
    """Return the assumptions that the settings need besides the usual ones, each with the setting that needs it."""
    retiring = settings.retirement != "none"
    wanted = {
        "service_life": retiring or settings.initial_stock[0] == "backcast",
        "discount_rate": retiring,
        "retirement_spread": settings.retirement not in {"none", "sudden"},
        "efficiency_beta": settings.efficiency == "hyperbolic",
        "rate_of_return": settings.capital_kind == "services" and settings.return_on_capital == "external",
        "wage_premium": settings.labour_kind == "trained_share",
        "employer_contribution": "income_by_status" in settings.factor_shares,
    }
    of = {
        "service_life": "retirement" if retiring else "initial_stock",
        "discount_rate": "retirement",
        "retirement_spread": "retirement",
        "efficiency_beta": "efficiency",
        "rate_of_return": "return_on_capital",
        "wage_premium": "labour_kind",
        "employer_contribution": "factor_shares",
    }
    why = {name: f"settings.{setting} = {getattr(settings, setting)!r}" for name, setting in of.items()}
    return [(name, why[name]) for name, needed in wanted.items() if needed]
