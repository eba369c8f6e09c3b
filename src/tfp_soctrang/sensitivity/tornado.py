"""A tornado: every assumption moved alone between two stated points of its range, the others held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import AssumptionError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.outcomes import Model, evaluate, outcome_at, refuse_too_many

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from tfp_soctrang.sensitivity.distributions import Marginal

    Array = NDArray[np.float64]

__all__ = ["Bar", "Tornado", "central_values", "tornado"]

Amplitude = Literal["range"] | tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Bar(Shown):
    """One assumption: where it was moved to, and the outcome there."""

    assumption: str
    low: float
    high: float
    at_low: float | NotApplicable
    at_high: float | NotApplicable

    @property
    def swing(self) -> float | NotApplicable:
        """The outcome at the high end less that at the low end."""
        for end in (self.at_low, self.at_high):
            if isinstance(end, NotApplicable):
                return end
        return self.at_high - self.at_low  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Tornado(Shown):
    """The bars, the widest first, and what was held and moved.

    `amplitude` is `range` (the ends of each range) or the levels of the two quantiles each assumption was moved to.
    Assumptions whose outcome is not defined at an end come last.
    """

    outcome: str
    amplitude: Amplitude
    base: Mapping[str, float]
    base_outcome: float | NotApplicable
    bars: tuple[Bar, ...]

    def __repr__(self) -> str:
        widest = ", ".join(f"{bar.assumption} {in_short(bar.swing)}" for bar in self.bars[:3])
        return f"<Tornado {self.outcome} {in_short(self.base_outcome)}: {len(self.bars)} assumptions, widest {widest}>"

    def to_frame(self) -> pd.DataFrame:
        """Return a table by assumption, the widest first; a cell that is not applicable holds its reason."""
        import pandas as pd

        rows = [
            {"low": bar.low, "high": bar.high, "at_low": bar.at_low, "at_high": bar.at_high, "swing": bar.swing}
            for bar in self.bars
        ]
        return pd.DataFrame(rows, index=pd.Index([bar.assumption for bar in self.bars], name="assumption"))


def central_values(factors: Mapping[str, Marginal], base: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return the central value of each assumption: what `base` says, else its median.

    Raises
    ------
    AssumptionError
        `base` names something else, or a value outside its range.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.distributions import Triangular, Uniform
    >>> factors = {"share": Triangular(low=0.5, mode=0.6, high=0.7), "rate": Uniform(low=0.03, high=0.07)}
    >>> central_values(factors, {"rate": 0.04})
    {'share': 0.6, 'rate': 0.04}
    """
    given = dict(base or {})
    unknown = sorted(set(given) - set(factors))
    if unknown:
        remedy = f"Name some of: {', '.join(factors)}."
        raise AssumptionError("base", "is not an assumption of the design", value=unknown[0], remedy=remedy)
    half = np.array([0.5])
    central = {name: given.get(name, float(marginal.quantile(half)[0])) for name, marginal in factors.items()}
    for name, value in central.items():
        low, high = factors[name].low, factors[name].high
        if not low <= value <= high:
            remedy = "Give low and high together with the value."
            problem = f"the central value lies outside its range {low:g} to {high:g}"
            raise AssumptionError(name, problem, value=value, remedy=remedy)
    return central


def tornado(
    model: Model,
    factors: Mapping[str, Marginal],
    outcome: str,
    *,
    amplitude: Amplitude,
    base: Mapping[str, float] | None = None,
) -> Tornado:
    """Return how far one outcome moves when each assumption moves alone.

    Parameters
    ----------
    model
        See `outcomes.Model`; called once, with 2 d + 1 draws.
    factors
        Assumptions with their distributions; fixed ones have no bar. Correlations play no part: the others are held.
    outcome
        Its name; column k of an outcome of shape (m, k) is `name[k]`.
    amplitude
        `range`, the ends of each range, or two levels such as (0.05, 0.95): quantiles of each assumption.
    base
        Central values; the median where none is given.

    Raises
    ------
    AssumptionError
        A range has no end, levels do not rise from 0 to 1, or a central value lies outside its range.
    EstimationError
        The model fails at one of the points, which is shown.

    Notes
    -----
    One at a time sees no interaction, and of an outcome that turns within a range only the ends: `sobol_indices` sees
    both.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.distributions import Uniform
    >>> factors = {"a": Uniform(low=0.0, high=1.0), "b": Uniform(low=0.0, high=2.0)}
    >>> found = tornado(lambda p: {"y": p["a"] - p["b"]}, factors, "y", amplitude="range")
    >>> [(bar.assumption, bar.swing) for bar in found.bars]
    [('b', -2.0), ('a', 1.0)]
    """
    central = central_values(factors, base)
    ends = {name: _ends(name, factors[name], amplitude) for name in factors if factors[name].low < factors[name].high}
    names = list(ends)
    points = {name: np.full(1 + 2 * len(names), value) for name, value in central.items()}
    for i, name in enumerate(names):
        points[name][1 + 2 * i], points[name][2 + 2 * i] = ends[name]
    found = evaluate(model, points)
    refuse_too_many("tornado", len(found.shown) or int(found.too_many), 1 + 2 * len(names), 0, found.shown)
    values = outcome_at(found.columns, outcome)

    def value(at: int, assumption: str, where: float) -> float | NotApplicable:
        if np.isnan(values[at]):
            return NotApplicable(Message.of("undefined_here", outcome=outcome, assumption=assumption, value=where))
        return float(values[at])

    bars = [
        Bar(
            assumption=name, low=ends[name][0], high=ends[name][1],
            at_low=value(1 + 2 * i, name, ends[name][0]), at_high=value(2 + 2 * i, name, ends[name][1]),
        )
        for i, name in enumerate(names)
    ]  # fmt: skip

    def width(bar: Bar) -> float:
        return -1.0 if isinstance(bar.swing, NotApplicable) else abs(bar.swing)

    middle = (
        NotApplicable(Message.of("undefined_at_base", outcome=outcome)) if np.isnan(values[0]) else float(values[0])
    )
    return Tornado(
        outcome=outcome, amplitude=amplitude, base=central, base_outcome=middle,
        bars=tuple(sorted(bars, key=width, reverse=True)),
    )  # fmt: skip


def _ends(name: str, marginal: Marginal, amplitude: Amplitude) -> tuple[float, float]:
    if amplitude == "range":
        if not np.isfinite([marginal.low, marginal.high]).all():
            remedy = "Move it between quantiles: amplitude=(0.05, 0.95)."
            problem = "its range has no end"
            raise AssumptionError(name, problem, value=(marginal.low, marginal.high), remedy=remedy)
        return marginal.low, marginal.high
    low, high = amplitude
    if not 0.0 < low < high < 1.0:
        remedy = 'Give two levels between 0 and 1 that rise, or "range".'
        raise AssumptionError("amplitude", "is no pair of levels", value=amplitude, remedy=remedy)
    first, last = marginal.quantile(np.array([low, high])).tolist()
    return first, last
