"""Sobol indices of one outcome from its values at the points of a radial design."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.resampling import resampled_means

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["OutcomeIndices", "variance_indices"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OutcomeIndices(Shown):
    """The variance of one outcome by assumption; arrays of shape (d,) in the order of `names`, shares of the variance.

    `*_error` are standard deviations over bootstrap resamples; an interval is the index ± z errors, z the normal
    quantile of `level`. `second` holds the pair interactions above the diagonal, shape (d, d), NaN elsewhere; none when
    they were not asked for. `undefined` is the share of base draws left out because the outcome was not defined.
    """

    names: tuple[str, ...]
    level: float
    mean: float
    variance: float
    undefined: float
    first: Array
    first_error: Array
    total: Array
    total_error: Array
    second: Array | None = None
    second_error: Array | None = None

    def __post_init__(self) -> None:
        for name in ("first", "first_error", "total", "total_error", "second", "second_error"):
            if getattr(self, name) is not None:
                getattr(self, name).setflags(write=False)

    def __repr__(self) -> str:
        order = np.argsort(-self.total, kind="stable")[:4].tolist()
        shown = ", ".join(f"{self.names[i]} {self.total[i]:.3f}" for i in order)
        return f"<OutcomeIndices: total {shown}{', …' if len(self.names) > 4 else ''}>"

    def _interval(self, index: Array, error: Array) -> Array:
        half = float(special.ndtri(0.5 + 0.5 * self.level)) * error
        return np.stack([index - half, index + half], axis=-1)

    @property
    def first_interval(self) -> Array:
        """Shape (d, 2)."""
        return self._interval(self.first, self.first_error)

    @property
    def total_interval(self) -> Array:
        """Shape (d, 2)."""
        return self._interval(self.total, self.total_error)

    @property
    def interaction(self) -> float:
        """The share of the variance that no assumption explains alone: one less the first-order indices."""
        return 1.0 - float(self.first.sum())

    def to_frame(self) -> pd.DataFrame:
        """Return a table by assumption: both indices and the ends of their intervals."""
        import pandas as pd

        columns = {
            "first": self.first, "first_low": self.first_interval[:, 0], "first_high": self.first_interval[:, 1],
            "total": self.total, "total_low": self.total_interval[:, 0], "total_high": self.total_interval[:, 1],
        }  # fmt: skip
        return pd.DataFrame(columns, index=pd.Index(self.names, name="assumption"))


def variance_indices(
    outcome: str,
    names: tuple[str, ...],
    evaluations: Array,
    *,
    second_order: bool = False,
    resamples: int | NDArray[np.int64] = 100,
    seed: int = 0,
    level: float = 0.95,
    undefined: float = 0.0,
) -> OutcomeIndices | NotApplicable:
    """Return the indices of one outcome from its values at the points of a radial design.

    Parameters
    ----------
    outcome, names
        What it is called, and the d assumptions.
    evaluations
        Shape (d + 2, n) or (2d + 2, n), as in `SobolIndices`.
    second_order
        Whether the second shape is meant.
    resamples
        How many, or the base draws of each, shape (resamples, n).
    seed, level, undefined
        Of the bootstrap; of its intervals; the share of base draws left out, for the record.

    Raises
    ------
    AssumptionError
        The level does not lie between 0 and 1, or there are fewer than two resamples.
    """
    if not 0.0 < level < 1.0:
        raise AssumptionError("level", "must lie between 0 and 1", value=level, remedy="For example 0.95.")
    d = len(names)
    mean, deviation = float(evaluations.mean()), float(evaluations.std())
    # the size of rounding in values of this size: below it nothing varies
    if deviation <= 1e-14 * max(abs(mean), np.finfo(np.float64).tiny):
        return NotApplicable(Message.of("outcome_constant", outcome=outcome, value=mean))
    scaled = (evaluations - mean) / deviation
    a, ab, b = scaled[0], scaled[1 : d + 1], scaled[-1]
    parts = [(b * (ab - a)).T, (0.5 * (a - ab) ** 2).T, np.stack([a + b, a * a + b * b], axis=1)]
    pairs = list(combinations(range(d), 2)) if second_order else []
    if pairs:
        ba, product = scaled[d + 1 : 2 * d + 1], a * b
        parts.append(np.stack([ba[j] * ab[k] - product for j, k in pairs], axis=1))
    terms = np.concatenate(parts, axis=1)

    def indices(means: Array) -> tuple[Array, Array, Array]:
        centre, square = 0.5 * means[..., 2 * d], 0.5 * means[..., 2 * d + 1]
        shares = means / (square - centre * centre)[..., np.newaxis]
        first, total = shares[..., :d], shares[..., d : 2 * d]
        second = shares[..., 2 * d + 2 :] - np.stack(
            [first[..., j] + first[..., k] for j, k in pairs] or [np.empty(first.shape[:-1])], axis=-1
        )[..., : len(pairs)]  # fmt: skip
        return first, total, second

    point = indices(terms.mean(axis=0))
    errors = [np.std(found, axis=0, ddof=1) for found in indices(resampled_means(terms, resamples, seed))]

    def square(values: Array) -> Array | None:
        if not pairs:
            return None
        out = np.full((d, d), np.nan)
        out[tuple(np.transpose(pairs))] = values
        return out

    spread = np.concatenate([evaluations[0], evaluations[-1]])
    return OutcomeIndices(
        names=names, level=level, mean=float(spread.mean()), variance=float(spread.var()), undefined=undefined,
        first=point[0].copy(), first_error=errors[0], total=point[1].copy(), total_error=errors[1],
        second=square(point[2]), second_error=square(errors[2]),
    )  # fmt: skip
