"""Monte Carlo: a model run over the draws of a design, here or on any executor, always with the same bits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable
from tfp_soctrang.sensitivity.ordered_work import IN_FLIGHT, ordered_results
from tfp_soctrang.sensitivity.outcome_distribution import Estimate, KeptValues, OutcomeDistribution, StreamedValues
from tfp_soctrang.sensitivity.outcomes import (
    MAX_FAILURE_RATE,
    SHOWN,
    BlockOutcomes,
    FailedDraw,
    Model,
    allowed_failures,
    evaluate,
    outcome_at,
    refuse_too_many,
)

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from tfp_soctrang.sensitivity.design import Design

    Array = NDArray[np.float64]

__all__ = ["KEEP", "MonteCarloRun", "monte_carlo", "replicated"]

KEEP = 10_000_000
"""Draws up to which all outcomes are kept: 80 MB an outcome."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MonteCarloRun(Shown):
    """The design, what came out of it, and which draws failed: one object, so that rows cannot be confused.

    Parameters
    ----------
    design
        What was drawn; its draws are drawn anew when they are asked for.
    outcomes
        By name; an outcome of shape (m, k) stands as `name[0]` to `name[k-1]`.
    failed
        Numbers of the draws that failed, rising.
    shown
        The first of them, with their assumptions and what happened.
    """

    design: Design
    outcomes: Mapping[str, OutcomeDistribution]
    failed: NDArray[np.int64]
    shown: tuple[FailedDraw, ...]

    def __post_init__(self) -> None:
        self.failed.setflags(write=False)

    def __repr__(self) -> str:
        medians = [
            f"{name} {one.median.value:.4f}"
            for name, one in self.outcomes.items()
            if not isinstance(one.median, NotApplicable)
        ]
        shown = ", ".join(medians[:3]) + (", …" if len(medians) > 3 else "")
        failed = f", {len(self.failed)} failed" if len(self.failed) else ""
        return f"<MonteCarloRun: {self.design.draws} draws, seed {self.design.seed}{failed}; medians {shown or '–'}>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.outcomes)

    def __getitem__(self, outcome: str) -> OutcomeDistribution:
        if outcome not in self.outcomes:
            remedy = f"The model returns: {', '.join(self.outcomes)}."
            raise AssumptionError("outcome", "is not returned by the model", value=outcome, remedy=remedy)
        return self.outcomes[outcome]

    @property
    def failure_rate(self) -> float:
        """The share of draws that failed."""
        return len(self.failed) / self.design.draws

    def values(self, outcome: str) -> Array:
        """Return the outcome of every draw, shape (draws,), NaN where undefined or failed.

        Raises
        ------
        EstimationError
            The run had too many draws to keep them.
        """
        store = self[outcome].store
        if isinstance(store, KeptValues):
            return store.values
        remedy = "Take fewer draws, or a larger keep."
        raise EstimationError(f"outcome {outcome}", "its values were not kept", value=self.design.draws, remedy=remedy)

    def between(self, start: int, stop: int) -> tuple[dict[str, Array], dict[str, Array]]:
        """Return the assumptions, drawn anew, and the outcomes of draws number `start` to `stop - 1`.

        Raises
        ------
        AssumptionError
            There are no such draws.
        EstimationError
            As `values`.
        """
        parameters = self.design.between(start, stop)
        return parameters, {name: self.values(name)[start:stop] for name in self.outcomes}

    def to_frame(self, level: float = 0.9) -> pd.DataFrame:
        """Return a table by outcome; NaN where no draw is defined, as `probability_undefined` then says."""
        import pandas as pd

        rows = []
        for found in self.outcomes.values():
            interval = found.interval(level)
            ends = (
                (np.nan, np.nan) if isinstance(interval, NotApplicable) else (interval.low.value, interval.high.value)
            )
            middle = found.median
            rows.append(
                {
                    "median": np.nan if isinstance(middle, NotApplicable) else middle.value,
                    "low": ends[0],
                    "high": ends[1],
                    "probability_negative": found.probability_negative.value,
                    "probability_undefined": found.probability_undefined.value,
                }
            )
        return pd.DataFrame(rows, index=pd.Index(list(self.outcomes), name="outcome"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _BlockWork:
    """What a worker needs to draw and compute any block."""

    model: Model
    design: Design
    chunk: int | None
    allowed: int

    def __call__(self, block: int) -> BlockOutcomes:
        first = self.design.rows(block).start
        parameters = self.design.block(block)
        return evaluate(self.model, parameters, first=first, chunk=self.chunk, allowed=self.allowed)


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """Outcomes on their way in, block by block in order."""

    design: Design
    keep: bool
    targets: Mapping[str, Sequence[float]]
    kept: dict[str, Array] = field(default_factory=dict)
    streamed: dict[str, StreamedValues] = field(default_factory=dict)

    def start(self, names: Sequence[str]) -> None:
        unknown = sorted(set(self.targets) - set(names))
        if unknown:
            outcome_at(dict.fromkeys(names, np.empty(0)), unknown[0])
        if self.keep:
            self.kept = {name: np.full(self.design.draws, np.nan) for name in names}
        else:
            self.streamed = {name: StreamedValues(self.targets.get(name, ())) for name in names}

    def take(self, rows: slice, found: BlockOutcomes) -> None:
        if not found.columns:  # every draw of the block failed
            return
        if not (self.kept or self.streamed):
            self.start(list(found.columns))
        if found.columns.keys() != (self.kept or self.streamed).keys():
            remedy = "Return the same outcomes for all draws."
            problem = "returned other outcomes than for the first draws"
            raise AssumptionError("model", problem, value=sorted(found.columns), remedy=remedy)
        for name, values in found.columns.items():
            if self.keep:
                self.kept[name][rows] = values
            else:
                self.streamed[name].add(values)


def monte_carlo(
    model: Model,
    design: Design,
    *,
    executor: Executor | None = None,
    chunk: int | None = None,
    in_flight: int = IN_FLIGHT,
    keep: int = KEEP,
    targets: Mapping[str, Sequence[float]] | None = None,
    max_failure_rate: float = MAX_FAILURE_RATE,
    progress: Callable[[int, int], None] | None = None,
) -> MonteCarloRun:
    """Return the outcomes of a model over the draws of a design, as distributions.

    Blocks are drawn where they are computed, from the design and their number, and are taken back in their order: the
    result is the same bits for any number of workers, and when a worker dies and an executor that repeats lost work
    (Dask's does) computes its blocks again.

    Parameters
    ----------
    model
        See `outcomes.Model`; picklable for an executor of processes.
    design
        What is drawn.
    executor
        Any `concurrent.futures.Executor`; none: here and now.
    chunk
        Draws the model is given at a time; a whole block when none. The draws are the same; outcomes are equal but for
        the rounding of the model's own sums.
    in_flight
        Blocks with the executor at a time.
    keep
        Draws up to which every outcome is kept. Beyond, memory does not grow with the draws: probabilities are exact
        at zero and at the targets, mean and variance are exact, quantiles have a rank error that they state.
    targets
        By outcome, the numbers at which probabilities are exact when outcomes are not kept.
    max_failure_rate
        See `outcomes.MAX_FAILURE_RATE`.
    progress
        Called with the draws done and the draws in all, after each block.

    Raises
    ------
    EstimationError
        More draws failed than may; the first are shown with their assumptions.
    AssumptionError
        The model does not return what a model should, or returns no outcome that a target is for.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.design import Design
    >>> from tfp_soctrang.sensitivity.distributions import Uniform
    >>> design = Design(factors={"x": Uniform(low=-1.0, high=3.0)}, draws=4096, seed=0, sampling="sobol")
    >>> run = monte_carlo(lambda p: {"twice": 2.0 * p["x"]}, design)
    >>> round(run["twice"].median.value, 2), run["twice"].probability_negative.value
    (2.0, 0.25)
    """
    allowed = allowed_failures(max_failure_rate, design.draws)
    work = _BlockWork(model=model, design=design, chunk=chunk, allowed=allowed)
    gathering = _Gathering(design=design, keep=design.draws <= keep, targets=targets or {})
    failed: list[NDArray[np.int64]] = []
    shown: tuple[FailedDraw, ...] = ()
    number = 0
    for block, found in enumerate(ordered_results(work, range(design.blocks), executor, in_flight)):
        rows = design.rows(block)
        failed.append(found.failed)
        shown = (*shown, *found.shown)[:SHOWN]
        number += len(found.failed)
        refuse_too_many("Monte Carlo", number, rows.stop, allowed, shown)
        gathering.take(rows, found)
        if progress is not None:
            progress(rows.stop, design.draws)
    computed = design.draws - number
    stores: Mapping[str, KeptValues | StreamedValues] = (
        {name: KeptValues.of(values) for name, values in gathering.kept.items()} or gathering.streamed
    )  # fmt: skip
    outcomes = {
        name: OutcomeDistribution(name=name, computed=computed, sampling=design.sampling, store=store)
        for name, store in stores.items()
    }
    return MonteCarloRun(design=design, outcomes=outcomes, failed=np.concatenate(failed), shown=shown)


def replicated(
    model: Model,
    design: Design,
    statistic: Callable[[MonteCarloRun], float],
    *,
    replicates: int = 16,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Estimate:
    """Return a statistic averaged over independent runs, with the standard error that their spread gives.

    The error that one run of Sobol points cannot give, and the honest one for Latin hypercubes.

    Parameters
    ----------
    model, design, executor, progress
        As in `monte_carlo`; the seeds of the runs are derived from the design's.
    statistic
        Of a run, for example `lambda run: run["tfp_share"].median.value`.
    replicates
        How many runs, at least 2.

    Raises
    ------
    AssumptionError
        Fewer than two runs are asked for.

    References
    ----------
    Owen (1997), Annals of Statistics 25, 1541–1562, on replicates of scrambled points.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.design import Design
    >>> from tfp_soctrang.sensitivity.distributions import Uniform
    >>> design = Design(factors={"x": Uniform(low=0.0, high=1.0)}, draws=256, seed=0, sampling="sobol")
    >>> found = replicated(lambda p: {"square": p["x"] ** 2}, design, lambda run: run["square"].mean.value)
    >>> abs(found.value - 1 / 3) < 4 * found.standard_error < 1e-3
    True
    """
    if replicates < 2:
        raise AssumptionError("replicates", "must be at least 2", value=replicates, remedy="16 are usual.")
    found = []
    for replicate in range(replicates):
        seed = int(np.random.SeedSequence(design.seed, spawn_key=(0, replicate)).generate_state(1, np.uint64)[0])
        run = monte_carlo(model, design.replaced(seed=seed), executor=executor)
        found.append(statistic(run))
        if progress is not None:
            progress(replicate + 1, replicates)
    return Estimate(
        value=float(np.mean(found)), standard_error=float(np.std(found, ddof=1) / np.sqrt(replicates)), rank_error=0.0
    )
