"""Variance by assumption: first-order, total and second-order Sobol indices, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.ordered_work import IN_FLIGHT, ordered_results
from tfp_soctrang.sensitivity.outcomes import (
    MAX_FAILURE_RATE,
    SHOWN,
    FailedDraw,
    Model,
    allowed_failures,
    evaluate,
    refuse_too_many,
)
from tfp_soctrang.sensitivity.sobol_estimators import OutcomeIndices, variance_indices
from tfp_soctrang.sensitivity.sobol_points import sobol_block

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from tfp_soctrang.sensitivity.design import Design

    Array = NDArray[np.float64]

__all__ = [
    "MAX_UNDEFINED",
    "SobolIndices",
    "refuse_other_sampling",
    "sobol_indices",
    "usable_rows",
]

MAX_UNDEFINED = 0.01
"""Base draws that may be undefined, as a share: without more than these, what is left is no product of ranges."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SobolIndices(Shown):
    """The design, the outcomes at all of its points, and the indices: one object.

    Parameters
    ----------
    design
        Its draws are the base draws, N.
    second_order
        Whether pairs were asked for.
    evaluations
        By outcome, shape (d + 2, N) or (2d + 2, N): the matrices A, A with column j of B, (B with column j of A,) B.
    outcomes
        By outcome, the indices, or why there are none.
    failed
        Base draws of which a point failed, rising; left out.
    shown
        The first failed points.
    """

    design: Design
    second_order: bool
    evaluations: Mapping[str, Array]
    outcomes: Mapping[str, OutcomeIndices | NotApplicable]
    failed: NDArray[np.int64]
    shown: tuple[FailedDraw, ...]

    def __repr__(self) -> str:
        shown = ", ".join(f"{name} {one!r}" for name, one in list(self.outcomes.items())[:1])
        more = ", …" if len(self.outcomes) > 1 else ""
        return f"<SobolIndices: {self.design.draws} base draws; {shown}{more}>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.outcomes)

    def __getitem__(self, outcome: str) -> OutcomeIndices | NotApplicable:
        if outcome not in self.outcomes:
            remedy = f"The model returns: {', '.join(self.outcomes)}."
            raise AssumptionError("outcome", "is not returned by the model", value=outcome, remedy=remedy)
        return self.outcomes[outcome]

    def interleaved(self, outcome: str) -> Array:
        """Return the outcome at all points, base draw by base draw: the order of SALib's `sobol.sample`."""
        return np.ascontiguousarray(self.evaluations[outcome].T).ravel()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Radial:
    """One block of base draws: A, B and what lies between, drawn and computed."""

    model: Model
    design: Design
    second_order: bool
    chunk: int | None
    allowed: int

    def __call__(self, block: int) -> tuple[dict[str, Array], NDArray[np.int64], tuple[FailedDraw, ...]]:
        design, rows = self.design, self.design.rows(block)
        names, d = design.varying, len(design.varying)
        size = min(design.block_size, design.draws)
        u = sobol_block(design.seed, 2 * d, block, size, design.blocks)
        a = {name: marginal.quantile(u[0]) for name, marginal in design.factors.items() if name not in names}
        b = dict(a)
        for j, name in enumerate(names):
            a[name], b[name] = (design.factors[name].quantile(u[i]) for i in (j, d + j))
        a, b = ({name: given[name] for name in design.factors} for given in (a, b))
        points = [a, *({**a, name: b[name]} for name in names)]
        points += [{**b, name: a[name]} for name in names] if self.second_order else []
        points += [b]
        columns: dict[str, Array] = {}
        failed: list[NDArray[np.int64]] = []
        shown: list[FailedDraw] = []
        for m, parameters in enumerate(points):
            found = evaluate(self.model, parameters, first=rows.start, chunk=self.chunk, allowed=self.allowed)
            failed.append(found.failed)
            shown.extend(found.shown)
            for name, values in found.columns.items():
                columns.setdefault(name, np.full((len(points), size), np.nan))[m] = values
        return columns, np.concatenate(failed), tuple(shown[:SHOWN])


def refuse_other_sampling(design: Design) -> None:
    """Refuse a design whose points are not Sobol's, or of which nothing varies.

    Raises
    ------
    AssumptionError
        As said.
    """
    if design.sampling != "sobol":
        remedy = 'Use design.replaced(sampling="sobol", draws=8192).'
        raise AssumptionError("design.sampling", "must be sobol here", value=design.sampling, remedy=remedy)
    if not design.varying:
        raise AssumptionError("design.factors", "do not vary", value=design.names, remedy="Give one of them a range.")


def sobol_indices(
    model: Model,
    design: Design,
    *,
    second_order: bool = False,
    resamples: int = 100,
    level: float = 0.95,
    executor: Executor | None = None,
    chunk: int | None = None,
    in_flight: int = IN_FLIGHT,
    max_failure_rate: float = MAX_FAILURE_RATE,
    progress: Callable[[int, int], None] | None = None,
) -> SobolIndices:
    """Return how the variance of each outcome divides among the assumptions.

    S_j = Var(E[Y|X_j]) / Var(Y), by mean(Y_B (Y_AB - Y_A)); T_j = E[Var(Y|X_-j)] / Var(Y), by mean((Y_A - Y_AB)²) / 2;
    S_jk by mean(Y_BA Y_AB' - Y_A Y_B) less S_j and S_k; outcomes centred and scaled first. A and B are the two halves
    of one scrambled Sobol sequence of 2 d dimensions.

    Parameters
    ----------
    model
        See `outcomes.Model`.
    design
        Sampling `sobol`, no rank correlations; `draws` are the N base draws, of N (d + 2) evaluations, or N (2d + 2)
        with `second_order`. Fixed assumptions have no index.
    second_order
        Whether to compute pairs.
    resamples, level
        Of the bootstrap over base draws, and of its intervals.
    executor, chunk, in_flight, progress
        As in `monte_carlo`; progress counts base draws.
    max_failure_rate
        Evaluations that may fail, as a share; the base draws of failed ones are left out.

    Returns
    -------
    SobolIndices
        An outcome that does not vary, or is undefined in more than `MAX_UNDEFINED` of the base draws, is
        `NotApplicable`.

    Raises
    ------
    AssumptionError
        Assumptions are correlated, sampling is not `sobol`, nothing varies, or the level is not a fraction.
    EstimationError
        More evaluations failed than may.

    References
    ----------
    Saltelli et al. (2010), Computer Physics Communications 181, 259–270, equations (b) and (f) of table 2. Saltelli
    (2002), Computer Physics Communications 145, 280–297, second order.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.design import Design
    >>> from tfp_soctrang.sensitivity.distributions import Uniform
    >>> factors = {"a": Uniform(low=0.0, high=1.0), "b": Uniform(low=0.0, high=2.0)}
    >>> found = sobol_indices(lambda p: {"sum": p["a"] + p["b"]},
    ...                       Design(factors=factors, draws=4096, seed=0, sampling="sobol"))
    >>> found["sum"].total.round(2).tolist()
    [0.2, 0.8]
    """
    refuse_other_sampling(design)
    if design.correlated:
        pairs = ", ".join(f"{one} and {other}" for one, other in design.rank_correlations)
        raise AssumptionError(
            "Sobol indices",
            "do not divide the variance of correlated assumptions",
            value=pairs,
            remedy="Use shapley_effects, which does; or drop the correlations to ask about independent assumptions.",
        )
    d = len(design.varying)
    matrices = (2 * d if second_order else d) + 2
    allowed = allowed_failures(max_failure_rate, matrices * design.draws)
    work = _Radial(model=model, design=design, second_order=second_order, chunk=chunk, allowed=allowed)
    evaluations: dict[str, Array] = {}
    failed: list[NDArray[np.int64]] = []
    shown: tuple[FailedDraw, ...] = ()
    for block, (columns, bad, examples) in enumerate(ordered_results(work, range(design.blocks), executor, in_flight)):
        rows = design.rows(block)
        failed.append(bad)
        shown = (*shown, *examples)[:SHOWN]
        refuse_too_many("Sobol indices", sum(map(len, failed)), matrices * rows.stop, allowed, shown)
        for name, values in columns.items():
            evaluations.setdefault(name, np.full((matrices, design.draws), np.nan))[:, rows] = values
        if progress is not None:
            progress(rows.stop, design.draws)
    left_out = np.unique(np.concatenate(failed))
    outcomes: dict[str, OutcomeIndices | NotApplicable] = {}
    for name, values in evaluations.items():
        values.setflags(write=False)
        kept = usable_rows(name, np.asarray(np.isnan(values).any(axis=0)), left_out)
        if isinstance(kept, NotApplicable):
            outcomes[name] = kept
            continue
        undefined = 1.0 - (len(kept) + len(left_out)) / design.draws
        outcomes[name] = variance_indices(
            name, design.varying, values[:, kept] if len(kept) < design.draws else values,
            second_order=second_order, resamples=resamples, seed=design.seed, level=level, undefined=undefined,
        )  # fmt: skip
    return SobolIndices(
        design=design, second_order=second_order, evaluations=evaluations, outcomes=outcomes,
        failed=left_out, shown=shown,
    )  # fmt: skip


def usable_rows(
    outcome: str, missing: NDArray[np.bool_], failed: NDArray[np.int64]
) -> NDArray[np.intp] | NotApplicable:
    """Return the base draws of which every point is defined, or why there are too few of them."""
    fine = ~missing
    fine[failed] = False
    undefined = 1.0 - (int(fine.sum()) + len(failed)) / len(fine)
    if undefined > MAX_UNDEFINED or not fine.any():
        return NotApplicable(
            Message.of("indices_undefined", outcome=outcome, percent=100.0 * undefined, most=100.0 * MAX_UNDEFINED)
        )
    return np.flatnonzero(fine)
