"""Break-even: where an outcome takes a target, or overtakes another, as one assumption moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.outcomes import Model, evaluate, outcome_at, refuse_too_many

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Gap = Callable[[Array], Array]  # outcome less target, NaN where undefined

__all__ = ["BreakEven", "Root", "break_even", "outcomes_along", "rank_changes", "refuse_range"]

Direction = Literal["rising", "falling", "touching"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A value of the assumption at which the outcome is the target, and how it passes it as the assumption rises."""

    value: float
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BreakEven(Shown):
    """All values of one assumption, from `low` to `high`, at which the outcome is the target.

    `jumps` are places where the outcome changes side without taking the target, `held` ranges throughout which it is
    the target, `undefined` ranges (from the last defined point before to the first after) where it is not defined.
    `base` is the central value.
    """

    assumption: str
    outcome: str
    target: float
    base: float
    low: float
    high: float
    roots: tuple[Root, ...]
    jumps: tuple[float, ...] = ()
    held: tuple[tuple[float, float], ...] = ()
    undefined: tuple[tuple[float, float], ...] = ()

    @property
    def nearest(self) -> float:
        """The break-even value nearest to the central value; that itself where the outcome is held at the target."""
        if any(first <= self.base <= last for first, last in self.held):
            return self.base
        ends = [end for pair in self.held for end in pair]
        return min([root.value for root in self.roots] + ends, key=lambda value: abs(value - self.base))


def break_even(
    model: Model,
    base: Mapping[str, float],
    assumption: str,
    low: float,
    high: float,
    outcome: str,
    *,
    target: float = 0.0,
    points: int = 257,
) -> BreakEven | NotApplicable:
    """Return the values of one assumption at which the outcome is the target, the others held.

    The outcome is computed at `points` values in one call. Between neighbours on different sides Brent's method finds
    the root; where the distance from the target has a minimum without a change of side, the minimum is sought, and is a
    touching root, two roots, or none.

    Parameters
    ----------
    model
        See `outcomes.Model`.
    base
        The value of every assumption.
    assumption, low, high
        Which one moves, and from where to where.
    outcome, target
        What is to be what; column k of an outcome of shape (m, k) is `name[k]`.
    points
        A feature narrower than the distance between them may be missed.

    Returns
    -------
    BreakEven or NotApplicable
        Not applicable, with the reason, when the outcome never is the target, always is, or is nowhere defined.

    Raises
    ------
    AssumptionError
        The assumption is not in `base`, the range is none, or there are fewer than three points.
    EstimationError
        The model fails at a point, which is shown.

    Examples
    --------
    >>> found = break_even(lambda p: {"y": p["x"] ** 2 - p["c"]}, {"x": 1.0, "c": 2.0}, "x", 0.0, 3.0, "y")
    >>> round(found.nearest, 9)
    1.414213562
    """
    refuse_range(base, assumption, low, high, points)

    def gap(values: Array) -> Array:
        return outcome_at(outcomes_along(model, base, {assumption: values}), outcome) - target

    return _break_even(gap, base, assumption, low, high, outcome, target, points)


def rank_changes(
    model: Model,
    base: Mapping[str, float],
    assumption: str,
    low: float,
    high: float,
    outcome: str,
    others: Sequence[str],
    *,
    points: int = 257,
) -> dict[str, BreakEven | NotApplicable]:
    """Return, for each other outcome, where the outcome changes rank with it as one assumption moves.

    Parameters and errors as in `break_even`; the target is a difference of zero, `outcome - other`: rising is
    overtaking.

    Examples
    --------
    >>> def model(p):
    ...     return {"capital": p["share"] * 0.09, "labour": (1 - p["share"]) * 0.03}
    >>> found = rank_changes(model, {"share": 0.4}, "share", 0.1, 0.9, "capital", ["labour"])
    >>> round(found["labour"].nearest, 9), found["labour"].roots[0].direction
    (0.25, 'rising')
    """
    refuse_range(base, assumption, low, high, points)

    def against(other: str) -> BreakEven | NotApplicable:
        def gap(values: Array) -> Array:
            both = outcomes_along(model, base, {assumption: values})
            return outcome_at(both, outcome) - outcome_at(both, other)

        return _break_even(gap, base, assumption, low, high, f"{outcome} - {other}", 0.0, points)

    return {other: against(other) for other in others}


def refuse_range(base: Mapping[str, float], assumption: str, low: float, high: float, points: int) -> None:
    """Refuse a range that cannot be searched.

    Raises
    ------
    AssumptionError
        The assumption is not in `base`, the range is none, or there are fewer than three points.
    """
    if assumption not in base:
        remedy = f"Name one of: {', '.join(base)}."
        raise AssumptionError("break-even", "is of no assumption of the base", value=assumption, remedy=remedy)
    if not (np.isfinite([low, high]).all() and low < high):
        raise AssumptionError(
            assumption, "low must be below high, both finite", value=(low, high), remedy="Give the range to search."
        )
    if points < 3:
        raise AssumptionError("points", "must be at least 3", value=points, remedy="257 are usual.")


def outcomes_along(model: Model, base: Mapping[str, float], moved: Mapping[str, Array]) -> Mapping[str, Array]:
    """Return the outcomes at the values of the assumptions that move, shape (m,) each, the others held at `base`.

    Raises
    ------
    EstimationError
        The model fails at a point, which is shown.
    """
    m = len(next(iter(moved.values())))
    given = {name: moved[name] if name in moved else np.full(m, float(value)) for name, value in base.items()}
    found = evaluate(model, given)
    refuse_too_many("break-even", len(found.shown) or int(found.too_many), m, 0, found.shown)
    return found.columns


class _UndefinedError(Exception):
    """The outcome is not defined where a root was sought.

    Parameters
    ----------
    place
        There.
    """

    def __init__(self, place: float) -> None:
        self.place = place
        super().__init__(place)


def _break_even(
    gap: Gap,
    base: Mapping[str, float],
    assumption: str,
    low: float,
    high: float,
    outcome: str,
    target: float,
    points: int,
) -> BreakEven | NotApplicable:
    x = np.linspace(low, high, points)
    g = gap(x)
    defined = ~np.isnan(g)
    if not defined.any():
        return NotApplicable(
            Message.of("undefined_throughout", outcome=outcome, assumption=assumption, low=float(low), high=float(high))
        )
    # what counts as the target: rounding in numbers of the size met (the median: a pole says nothing of the rest)
    apart = np.abs(g[defined & (g != 0.0)])
    size = (float(np.median(apart)) if apart.size else 0.0) + abs(target)
    close = 1e-12 * size

    def one(value: float) -> float:
        found = float(gap(np.array([value]))[0])
        if np.isnan(found):
            raise _UndefinedError(value)
        return found

    if defined.all() and (np.abs(g) <= close).all():
        named = {"low": float(low), "high": float(high), "target": float(target)}
        return NotApplicable(Message.of("always_reached", outcome=outcome, assumption=assumption, **named))
    if defined.all() and np.ptp(g) <= close:  # what the outcome does not depend on
        level = float(g[0]) + target
        named = {"low": float(low), "high": float(high), "target": float(target), "least": level, "most": level}
        return NotApplicable(Message.of("never_reached", outcome=outcome, assumption=assumption, **named))
    zero = defined & (np.abs(g) <= close)
    runs = _runs(zero)
    held = tuple((float(x[first]), float(x[last])) for first, last in runs if last > first)
    roots = [Root(value=float(x[i]), direction=_passing(g, i, close)) for i, last in runs if i == last]
    jumps: list[float] = []
    for i in range(points - 1):
        if defined[i] and defined[i + 1] and not zero[i] and not zero[i + 1] and g[i] * g[i + 1] < 0.0:
            _between(one, x[i], x[i + 1], g[i], g[i + 1], roots, jumps)
    for i in range(1, points - 1):
        near = np.abs(g[i - 1 : i + 2])
        sides = g[i - 1 : i + 2] * np.sign(g[i])
        if defined[i - 1 : i + 2].all() and not zero[i] and (sides > 0.0).all() and near[1] <= near[[0, 2]].min():
            _touching(one, x[i - 1], x[i], x[i + 1], close, roots, jumps)
    roots = _distinct(roots, (high - low) * 1e-9)
    undefined = tuple(
        (float(x[max(first - 1, 0)]), float(x[min(last + 1, points - 1)])) for first, last in _runs(~defined)
    )
    named = {"low": float(low), "high": float(high), "target": float(target)}
    if not roots and not held:
        if jumps:
            reason = Message.of(
                "jumps_over", outcome=outcome, assumption=assumption, place=jumps[0], target=float(target)
            )
            return NotApplicable(reason)
        least, most = (float(limit(g[defined])) + target for limit in (np.min, np.max))
        return NotApplicable(
            Message.of("never_reached", outcome=outcome, assumption=assumption, least=least, most=most, **named)
        )
    return BreakEven(
        assumption=assumption, outcome=outcome, target=float(target), base=float(base[assumption]), low=float(low),
        high=float(high), roots=tuple(roots), jumps=tuple(sorted(jumps)), held=held, undefined=undefined,
    )  # fmt: skip


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the first and last place of every run of true flags."""
    edges = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), (np.flatnonzero(edges == -1) - 1).tolist(), strict=True))


def _passing(g: Array, i: int, close: float) -> Direction:
    """Return how the outcome passes a target that it meets at point i itself; at an end, as it leaves or arrives."""
    before, after = (0.0 if not 0 <= k < len(g) or np.isnan(g[k]) else g[k] for k in (i - 1, i + 1))
    if before * after > 0.0:
        return "touching"
    return "rising" if after - before > close else "falling"


def _between(
    one: Callable[[float], float], left: float, right: float, g_left: float, g_right: float,
    roots: list[Root], jumps: list[float],
) -> None:  # fmt: skip
    """Add the root between two points on different sides, or the jump."""
    from scipy.optimize import brentq

    try:
        value = float(
            brentq(one, left, right, xtol=4e-16 * max(abs(left), abs(right), 1e-300), rtol=1e-15, maxiter=200)
        )
        at = one(value)
    except _UndefinedError as error:
        jumps.append(error.place)
        return
    # a continuous outcome is far nearer to the target at the root than at the ends; at a jump or a pole it is not
    if abs(at) > 1e-6 * max(abs(g_left), abs(g_right)):
        jumps.append(value)
        return
    roots.append(Root(value=value, direction="rising" if g_left < 0.0 else "falling"))


def _touching(
    one: Callable[[float], float], left: float, middle: float, right: float, close: float,
    roots: list[Root], jumps: list[float],
) -> None:  # fmt: skip
    """Add the root, or the two, where the outcome comes nearest to the target between points on the same side."""
    from scipy.optimize import minimize_scalar

    try:
        sign = 1.0 if one(middle) > 0.0 else -1.0
        found = minimize_scalar(
            lambda v: sign * one(v), bounds=(left, right), method="bounded", options={"xatol": 1e-12 * (right - left)}
        )
        value = float(found.x)
        nearest = sign * one(value)
        ends = (one(left), one(right))
    except _UndefinedError:
        return
    # a parabola's minimum is found to half the digits of x, so its value is right to all
    if abs(nearest) <= 100.0 * close:
        roots.append(Root(value=value, direction="touching"))
    elif nearest < 0.0:
        _between(one, left, value, ends[0], sign * nearest, roots, jumps)
        _between(one, value, right, sign * nearest, ends[1], roots, jumps)


def _distinct(roots: list[Root], apart: float) -> list[Root]:
    kept: list[Root] = []
    for root in sorted(roots, key=lambda each: each.value):
        if not kept or root.value - kept[-1].value > apart:
            kept.append(root)
    return kept
