"""Variance by assumption when assumptions are correlated: Shapley effects, all subsets, conditional draws."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

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
from tfp_soctrang.sensitivity.rank_correlation import cholesky, combined, conditional
from tfp_soctrang.sensitivity.resampling import resampled_means
from tfp_soctrang.sensitivity.sobol_points import sobol_block
from tfp_soctrang.sensitivity.variance import refuse_other_sampling, usable_rows

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd
    from numpy.typing import NDArray

    from tfp_soctrang.sensitivity.design import Design

    Array = NDArray[np.float64]

__all__ = ["MOST_FACTORS", "OutcomeShapley", "ShapleyEffects", "shapley_effects"]

MOST_FACTORS = 12
"""Assumptions that vary: their 4 095 subsets are 4 095 evaluations of every base draw."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OutcomeShapley(Shown):
    """The variance of one outcome by assumption; arrays of shape (d,) in the order of `names`, shares of the variance.

    `effect` adds up to one. `first` is the share that goes when the assumption alone becomes known, `total` the share
    that stays when all others are; with correlation first may exceed total, and the effect lies between them. `*_error`
    are standard deviations over bootstrap resamples.
    """

    names: tuple[str, ...]
    level: float
    variance: float
    undefined: float
    effect: Array
    effect_error: Array
    first: Array
    first_error: Array
    total: Array
    total_error: Array

    def __post_init__(self) -> None:
        for name in ("effect", "effect_error", "first", "first_error", "total", "total_error"):
            getattr(self, name).setflags(write=False)

    @property
    def effect_interval(self) -> Array:
        """Shape (d, 2): the effect ± z errors, z the normal quantile of `level`."""
        half = float(special.ndtri(0.5 + 0.5 * self.level)) * self.effect_error
        return np.stack([self.effect - half, self.effect + half], axis=-1)

    def to_frame(self) -> pd.DataFrame:
        """Return a table by assumption: the effect and the ends of its interval, first and total."""
        import pandas as pd

        low, high = self.effect_interval.T
        columns = {"effect": self.effect, "low": low, "high": high, "first": self.first, "total": self.total}
        return pd.DataFrame(columns, index=pd.Index(self.names, name="assumption"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ShapleyEffects(Shown):
    """The design and the effects of every outcome: one object. Fields as in `SobolIndices`."""

    design: Design
    outcomes: Mapping[str, OutcomeShapley | NotApplicable]
    failed: NDArray[np.int64]
    shown: tuple[FailedDraw, ...]

    def __getitem__(self, outcome: str) -> OutcomeShapley | NotApplicable:
        if outcome not in self.outcomes:
            remedy = f"The model returns: {', '.join(self.outcomes)}."
            raise AssumptionError("outcome", "is not returned by the model", value=outcome, remedy=remedy)
        return self.outcomes[outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subsets:
    """One block of base draws: the model at each, and again with every subset of assumptions kept, the rest redrawn."""

    model: Model
    design: Design
    chunk: int | None
    allowed: int

    def __call__(self, block: int) -> tuple[dict[str, Array], NDArray[np.int64], tuple[FailedDraw, ...]]:
        design, first = self.design, self.design.rows(block).start
        names, d = design.varying, len(design.varying)
        size = min(design.block_size, design.draws)
        scores = special.ndtri(sobol_block(design.seed, 2 * d, block, size, design.blocks))
        places = [design.names.index(name) for name in names]
        copula = design.copula[np.ix_(places, places)]
        base, other = combined(cholesky(copula), scores[:d]), scores[d:]
        fixed = {name: design.factors[name].quantile(scores[0]) for name in design.names if name not in names}

        def values(i: int, score: Array) -> Array:
            return design.factors[names[i]].quantile(special.ndtr(score))

        drawn = [values(i, base[i]) for i in range(d)]
        free = [int(np.count_nonzero(copula[i])) == 1 for i in range(d)]  # independent: redrawn alike in every subset
        redrawn = {i: values(i, other[i]) for i in range(d) if free[i]}
        failed: list[NDArray[np.int64]] = []
        shown: list[FailedDraw] = []

        def outcomes(chosen: Mapping[int, Array]) -> Mapping[str, Array]:
            given = {**fixed, **{names[i]: chosen[i] for i in range(d)}}
            ordered = {name: given[name] for name in design.names}
            found = evaluate(self.model, ordered, first=first, chunk=self.chunk, allowed=self.allowed)
            failed.append(found.failed)
            shown.extend(found.shown)
            return found.columns

        reference = outcomes(dict(enumerate(drawn)))
        columns = {name: np.zeros((3 * d + 1, size)) for name in reference}
        for known_number in range(d):
            for chosen in combinations(range(d), known_number):
                known = np.zeros(d, dtype=np.bool_)
                known[list(chosen)] = True
                unknown = np.flatnonzero(~known)
                coefficients, left = conditional(copula, known)
                again = combined(coefficients, base[known]) + combined(left, other[unknown])
                points = {i: drawn[i] for i in chosen}
                points |= {i: redrawn[i] if free[i] else values(i, again[k]) for k, i in enumerate(unknown.tolist())}
                for name, found in outcomes(points).items():
                    if name in columns:
                        _add(columns[name], 0.5 * (reference[name] - found) ** 2, known)
        return columns, np.concatenate(failed), tuple(shown[:SHOWN])


def _add(rows: Array, left: Array, known: NDArray[np.bool_]) -> None:
    """Add what one subset says: `left` estimates E[Var(Y | the known)], draw by draw.

    Rows 0 to d-1 gather the effects, d to 2d-1 what is left when one alone is known, 2d to 3d-1 when all others are,
    the last the variance.
    """
    d, number = len(known), int(known.sum())
    # |J|! (d - |J| - 1)! / d!, the share of orders in which exactly J comes before the assumption
    rows[:d][~known] += left / (math.comb(d - 1, number) * d)
    if number:
        rows[:d][known] -= left / (math.comb(d - 1, number - 1) * d)
    if number == 1:
        rows[d : 2 * d][known] += left
    if number == d - 1:
        rows[2 * d : 3 * d][~known] += left
    if number == 0:
        rows[-1] += left


def shapley_effects(
    model: Model,
    design: Design,
    *,
    resamples: int = 100,
    level: float = 0.95,
    executor: Executor | None = None,
    chunk: int | None = None,
    in_flight: int = IN_FLIGHT,
    max_failure_rate: float = MAX_FAILURE_RATE,
    progress: Callable[[int, int], None] | None = None,
) -> ShapleyEffects:
    """Return how the variance of each outcome divides among assumptions that may be correlated.

    The effect of j is the mean over all orders of the assumptions of E[Var(Y|X_J)] - E[Var(Y|X_J, X_j)], with J those
    before j: what of the variance goes when j becomes known. All subsets J are taken, none sampled. E[Var(Y|X_J)] is
    the mean of (Y - Y')² / 2 over pairs that share X_J, the rest drawn twice from its conditional distribution, which
    the Gaussian copula has in closed form.

    Parameters
    ----------
    model, resamples, level, executor, chunk, in_flight, max_failure_rate, progress
        As in `sobol_indices`.
    design
        Sampling `sobol`; `draws` are the N base draws, of N 2^d evaluations for d assumptions that vary.

    Returns
    -------
    ShapleyEffects
        Of each outcome `effect.sum() == 1`; for independent assumptions first <= effect <= total but for drawing error,
        with first and total the Sobol indices.

    Raises
    ------
    AssumptionError
        More than `MOST_FACTORS` assumptions vary; else as `sobol_indices`.
    EstimationError
        More evaluations failed than may.

    References
    ----------
    Owen (2014), SIAM/ASA Journal on Uncertainty Quantification 2, 245–251. Song, Nelson and Staum (2016), the same 4,
    1060–1083. First and total for correlated inputs: Kucherenko, Tarantola and Annoni (2012),
    Computer Physics Communications 183, 937–946.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.design import Design
    >>> from tfp_soctrang.sensitivity.distributions import TruncatedNormal
    >>> normal = TruncatedNormal(centre=0.0, sd=1.0)
    >>> design = Design(factors={"a": normal, "b": normal}, draws=4096, seed=0, sampling="sobol",
    ...                 rank_correlations={("a", "b"): 0.5})
    >>> shapley_effects(lambda p: {"sum": p["a"] + p["b"]}, design)["sum"].effect.round(2).tolist()
    [0.5, 0.5]
    """
    refuse_other_sampling(design)
    d = len(design.varying)
    if d > MOST_FACTORS:
        remedy = "Fix those that matter least (see tornado), or use sobol_indices without correlations."
        raise AssumptionError("Shapley effects", f"take at most {MOST_FACTORS} assumptions", value=d, remedy=remedy)
    if not 0.0 < level < 1.0:
        raise AssumptionError("level", "must lie between 0 and 1", value=level, remedy="For example 0.95.")
    each = 2**d
    allowed = allowed_failures(max_failure_rate, each * design.draws)
    work = _Subsets(model=model, design=design, chunk=chunk, allowed=allowed)
    terms: dict[str, Array] = {}
    failed: list[NDArray[np.int64]] = []
    shown: tuple[FailedDraw, ...] = ()
    for block, (columns, bad, examples) in enumerate(ordered_results(work, range(design.blocks), executor, in_flight)):
        rows = design.rows(block)
        failed.append(bad)
        shown = (*shown, *examples)[:SHOWN]
        refuse_too_many("Shapley effects", sum(map(len, failed)), each * rows.stop, allowed, shown)
        for name, values in columns.items():
            terms.setdefault(name, np.full((3 * d + 1, design.draws), np.nan))[:, rows] = values
        if progress is not None:
            progress(rows.stop, design.draws)
    left_out = np.unique(np.concatenate(failed))
    outcomes = {
        name: _effects(name, design, values, left_out, resamples=resamples, level=level)
        for name, values in terms.items()
    }
    return ShapleyEffects(design=design, outcomes=outcomes, failed=left_out, shown=shown)


def _effects(
    outcome: str, design: Design, terms: Array, left_out: NDArray[np.int64], *, resamples: int, level: float
) -> OutcomeShapley | NotApplicable:
    kept = usable_rows(outcome, np.asarray(np.isnan(terms).any(axis=0)), left_out)
    if isinstance(kept, NotApplicable):
        return kept
    d = len(design.varying)
    columns = terms[:, kept].T
    means = columns.mean(axis=0)
    if not means[-1] > 0.0:
        return NotApplicable(Message.of("outcome_never_varies", outcome=outcome))

    def shares(found: Array) -> tuple[Array, Array, Array]:
        share = found / found[..., -1:]
        return share[..., :d], 1.0 - share[..., d : 2 * d], share[..., 2 * d : 3 * d]

    effect, first, total = (found.copy() for found in shares(means))
    again = resampled_means(columns, resamples, design.seed)
    effect_error, first_error, total_error = (np.std(found, axis=0, ddof=1) for found in shares(again))
    return OutcomeShapley(
        names=design.varying, level=level, variance=float(means[-1]),
        undefined=1.0 - (len(kept) + len(left_out)) / design.draws,
        effect=effect, effect_error=effect_error, first=first, first_error=first_error,
        total=total, total_error=total_error,
    )  # fmt: skip
