"""One outcome over every feasible specification: its order, its spread, and which choice drives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable, TfpError
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.ordered_work import IN_FLIGHT, ordered_results
from tfp_soctrang.sensitivity.outcomes import SHOWN, allowed_failures
from tfp_soctrang.sensitivity.specification_grid import Layout, Specification, SpecificationGrid

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Drivers", "SpecificationCurve", "specification_curve"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Drivers(Shown):
    """How the variance over the grid divides among its axes, exactly: shape (d,) each, in the order of `axes`.

    `main` is the variance of the means by option, `total` the mean variance left among specifications that differ in
    this axis alone, both over the variance. On a full grid they are first-order and total Sobol indices; `weighting`
    says what they are when specifications are missing. `means` holds the mean outcome of each option, by axis, None
    for one that no specification with a value has.
    """

    axes: tuple[str, ...]
    main: Array
    total: Array
    means: Mapping[str, Mapping[str, float | None]]
    weighting: Message

    def __post_init__(self) -> None:
        self.main.setflags(write=False)
        self.total.setflags(write=False)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name} {self.total[self.axes.index(name)]:.3f}" for name in self.order[:4])
        return f"<Drivers: total {shown}{', …' if len(self.axes) > 4 else ''}>"

    @property
    def order(self) -> tuple[str, ...]:
        """The axes, the one with the largest total first."""
        return tuple(self.axes[i] for i in np.argsort(-self.total, kind="stable"))

    def to_frame(self) -> pd.DataFrame:
        """Return a table by axis, the one with the largest total first."""
        import pandas as pd

        frame = pd.DataFrame({"main": self.main, "total": self.total}, index=pd.Index(self.axes, name="axis"))
        return frame.loc[list(self.order)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SpecificationCurve(Shown):
    """The grid and one outcome of each of its specifications: one object.

    Parameters
    ----------
    grid
        Its infeasible combinations stand in `grid.infeasible`, each with its reason.
    outcome
        Name.
    values
        Shape (len(grid),), in the order of the grid, NaN where there is none.
    undefined
        Why there is none, by place in the grid: where the outcome is not defined.
    failed
        The same, for specifications that could not be computed.
    """

    grid: SpecificationGrid
    outcome: str
    values: Array
    undefined: Mapping[int, Message]
    failed: Mapping[int, Message]

    def __post_init__(self) -> None:
        self.values.setflags(write=False)

    def __repr__(self) -> str:
        return (
            f"<SpecificationCurve {self.outcome}: median {in_short(self.median)}, range {in_short(self.range)} "
            f"of {len(self.grid)} specifications>"
        )

    @property
    def _defined(self) -> Array:
        return self.values[~np.isnan(self.values)]

    @property
    def order(self) -> NDArray[np.intp]:
        """Places of the specifications that have a value, from the least to the largest, ties in the grid's order."""
        places = np.argsort(self.values, kind="stable")
        return places[: len(self._defined)]

    def rank(self, place: int) -> int | NotApplicable:
        """Return the rank of a specification, 1 for the least; equal values share the lowest rank."""
        if np.isnan(self.values[place]):
            return NotApplicable({**self.failed, **self.undefined}[place])
        return 1 + int(np.count_nonzero(self._defined < self.values[place]))

    def place(self, specification: Specification) -> int:
        """Return the place of a specification in the grid.

        Raises
        ------
        AssumptionError
            It is not in the grid, or not feasible; the reason is given.
        """
        wanted = dict(specification)
        for place, found in enumerate(self.grid):
            if found == wanted:
                return place
        reason = next((str(left.reason) for left in self.grid.infeasible if left.specification == wanted), "")
        remedy = reason or "Use the options of the grid."
        raise AssumptionError("specification", "is not in the grid", value=wanted, remedy=remedy)

    def _none(self) -> NotApplicable:
        return NotApplicable(Message.of("grid_undefined", outcome=self.outcome))

    @property
    def median(self) -> float | NotApplicable:
        """The median over specifications that have a value."""
        return float(np.median(self._defined)) if self._defined.size else self._none()

    @property
    def range(self) -> tuple[float, float] | NotApplicable:
        """The least and the largest value."""
        return (float(self._defined.min()), float(self._defined.max())) if self._defined.size else self._none()

    def share_above(self, target: float) -> float | NotApplicable:
        """Return the share of specifications that have a value whose value is above the target."""
        return float(np.mean(self._defined > target)) if self._defined.size else self._none()

    def to_frame(self) -> pd.DataFrame:
        """Return a table by specification, least value first, those without one after it with their reason."""
        import pandas as pd

        why = {**self.undefined, **self.failed}
        places = [*self.order.tolist(), *sorted(why)]
        rows = [
            {**self.grid.labels(place), self.outcome: float(self.values[place]), "reason": str(why.get(place, ""))}
            for place in places
        ]
        return pd.DataFrame(rows, index=pd.Index(places, name="specification"))

    def drivers(self) -> Drivers | NotApplicable:
        """Return which axis drives the spread; not applicable when nothing varies.

        References
        ----------
        Sobol' (1993), Mathematical Modelling and Computational Experiments 1, 407–414, on a finite uniform grid.
        Without balance: the correlation ratio (Pearson 1905), and the mean variance within groups that share all other
        axes.
        """
        kept = np.flatnonzero(~np.isnan(self.values))
        if not kept.size:
            return self._none()
        y, codes = self.values[kept], self.grid.codes[kept]
        variance, mean = float(y.var()), float(y.mean())
        if variance <= (1e-14 * max(abs(mean), np.finfo(np.float64).tiny)) ** 2:
            return NotApplicable(Message.of("grid_constant", outcome=self.outcome))
        axes = self.grid.axes
        shape = tuple(len(options) for options in axes.values())
        full = np.ravel_multi_index(tuple(codes.T), shape)
        main, total = np.empty(len(axes)), np.empty(len(axes))
        means: dict[str, dict[str, float | None]] = {}
        for i, (name, options) in enumerate(axes.items()):
            counts, group_means, _ = _groups(codes[:, i], y - mean, len(options))
            main[i] = float(counts @ group_means**2) / len(y) / variance
            stride = int(np.prod(shape[i + 1 :]))
            others = full - codes[:, i] * stride
            _, _, within = _groups(np.unique(others, return_inverse=True)[1], y - mean, None)
            total[i] = within / len(y) / variance
            means[name] = {
                str(option): mean + float(group_means[k]) if counts[k] else None for k, option in enumerate(options)
            }
        left = self.grid.size - len(kept)
        weighting = (
            Message.of("equal_weights_with_holes", computed=len(kept), left=left)
            if left
            else Message.of("equal_weights")
        )
        return Drivers(axes=tuple(axes), main=main, total=total, means=means, weighting=weighting)


def _groups(label: NDArray[np.int64], y: Array, number: int | None) -> tuple[Array, Array, float]:
    """Return the size and the mean of every group, and the sum of squares within groups."""
    counts = np.bincount(label, minlength=number or 0).astype(np.float64)
    means = np.bincount(label, weights=y, minlength=number or 0) / np.maximum(counts, 1.0)
    return counts, means, float(((y - means[label]) ** 2).sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Computes a stretch of the grid: values, and why there is none."""

    function: Callable[..., Any]
    layout: Layout
    outcome: str
    batched: bool

    def __call__(self, piece: tuple[int, NDArray[np.int64]]) -> tuple[Array, dict[int, Message], dict[int, Message]]:
        start, codes = piece
        stop = start + len(codes)
        undefined: dict[int, Message] = {}
        failed: dict[int, Message] = {}
        if self.batched:
            found = self._picked(self.function(self.layout.columns(codes)))
            values = np.array(np.ma.filled(np.ma.asarray(found).astype(np.float64), np.nan))
            if values.shape != (stop - start,):
                remedy = "Return one number a specification."
                raise AssumptionError(
                    "specification function", f"must return shape ({stop - start},)", value=values.shape, remedy=remedy
                )
            masked = np.ma.getmaskarray(found)
            undefined |= {
                start + int(i): Message.of("outcome_masked", outcome=self.outcome) for i in np.flatnonzero(masked)
            }
        else:
            values = np.full(stop - start, np.nan)
            masked = np.zeros(stop - start, dtype=np.bool_)
            for i in range(stop - start):
                try:
                    returned = self.function(self.layout.one(codes[i]))
                except TfpError as error:
                    failed[start + i] = Message.of("draw_raised", error=str(error))
                    continue
                found = self._picked(returned)
                if isinstance(found, NotApplicable):
                    undefined[start + i] = found.reason
                elif found is np.ma.masked:
                    undefined[start + i] = Message.of("outcome_masked", outcome=self.outcome)
                else:
                    values[i] = float(found)
        for i in np.flatnonzero(~np.isfinite(values)).tolist():
            place = start + i
            if place not in undefined and place not in failed:
                failed[place] = Message.of("draw_not_finite", outcome=self.outcome, value=repr(float(values[i])))
                values[i] = np.nan
        return values, undefined, failed

    def _picked(self, returned: Any) -> Any:  # noqa: ANN401 - a number, an array or a NotApplicable
        if not isinstance(returned, Mapping):
            return returned
        if self.outcome not in returned:
            remedy = f"The function returns: {', '.join(returned)}."
            raise AssumptionError("outcome", "is not returned by the function", value=self.outcome, remedy=remedy)
        return returned[self.outcome]


def specification_curve(
    function: Callable[..., Any],
    grid: SpecificationGrid,
    outcome: str,
    *,
    batched: bool = False,
    at_once: int = 1024,
    max_failure_rate: float = 0.0,
    executor: Executor | None = None,
    in_flight: int = IN_FLIGHT,
    progress: Callable[[int, int], None] | None = None,
) -> SpecificationCurve:
    """Return one outcome of every feasible specification.

    Parameters
    ----------
    function
        Takes one specification, a mapping from choice to option, and returns the outcome: a number, a `NotApplicable`
        with the reason why it is not defined, or a mapping that has one of these under `outcome`. With `batched` it
        takes a mapping from choice to an array of options, shape (m,), and returns an array of shape (m,), masked where
        undefined, or a mapping that has it.
    grid
        The choices.
    outcome
        Name.
    batched
        See above.
    at_once
        Specifications of one call or one piece of work.
    max_failure_rate
        Specifications that may fail, as a share: a number that is not finite, or a TfpError. None by default: what
        cannot be is said by a rule of the grid, with its reason.
    executor, in_flight, progress
        As in `monte_carlo`; progress counts specifications.

    Raises
    ------
    EstimationError
        More specifications failed than may; the first are shown.
    AssumptionError
        The function returns something else than it should, or the outcome is not among what it returns.

    Examples
    --------
    >>> grid = SpecificationGrid(choices={"form": ["discrete", "log"], "share": [0.4, 0.5]})
    >>> curve = specification_curve(lambda s: 0.06 - s["share"] * (0.1 if s["form"] == "log" else 0.08), grid, "tfp")
    >>> curve.values.round(3).tolist(), curve.drivers().order
    ([0.028, 0.02, 0.02, 0.01], ('form', 'share'))
    """
    allowed = allowed_failures(max_failure_rate, len(grid))
    if at_once < 1:
        raise AssumptionError("at_once", "must be at least 1", value=at_once, remedy="Give a number of specifications.")
    work = _Stretch(function=function, layout=grid.layout, outcome=outcome, batched=batched)
    starts = range(0, len(grid), at_once)
    pieces = ((start, grid.codes[start : start + at_once]) for start in starts)
    values = np.full(len(grid), np.nan)
    undefined: dict[int, Message] = {}
    failed: dict[int, Message] = {}
    for start, found in zip(starts, ordered_results(work, pieces, executor, in_flight), strict=True):
        stop = start + len(found[0])
        values[start:stop] = found[0]
        undefined |= found[1]
        failed |= found[2]
        if len(failed) > allowed:
            examples = "; ".join(f"{grid.labels(place)}: {why}" for place, why in list(failed.items())[:SHOWN])
            raise EstimationError(
                "specification curve",
                Message.of(
                    "specifications_failed", failed=len(failed), computed=stop, allowed=allowed, examples=examples
                ),
                remedy=Message.of("mend_specification"),
            )
        if progress is not None:
            progress(stop, len(grid))
    return SpecificationCurve(grid=grid, outcome=outcome, values=values, undefined=undefined, failed=failed)
