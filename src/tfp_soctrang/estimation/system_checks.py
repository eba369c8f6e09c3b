"""What a system of equations refuses before, and while, it is estimated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import rank_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["refuse_shapes", "refuse_singular", "refuse_terms"]

# A share system with all its equations has an error covariance that is singular but for rounding.
_SINGULAR = 1e-12


def refuse_shapes(y: Array, x: Array, names: Sequence[str], equations: Sequence[str]) -> None:
    """Refuse a response and a design that do not fit together, or a value that is not a number: its place is named."""
    if y.ndim != 2 or x.shape != (*y.shape, len(names)) or y.shape[1] != len(equations):
        raise EstimationError(
            "system",
            f"needs a response (n, {len(equations)}) and a design (n, {len(equations)}, {len(names)})",
            value=(y.shape, x.shape),
            remedy="Observations on axis 0, equations on axis 1, coefficients on axis 2.",
        )
    bad = ~np.isfinite(np.concatenate([y[:, :, None], x], axis=2))
    if bad.any():
        row, equation, column = (int(i) for i in np.argwhere(bad)[0])
        name = names[column - 1] if column else "response"
        raise EstimationError(
            f"{name}, equation {equations[equation]}, row {row}",
            "must be a number",
            value=float(x[row, equation, column - 1] if column else y[row, equation]),
            remedy="Supply or drop the year.",
        )


def refuse_terms(
    left: Array, reduced: Array, design: Array, names: Sequence[str], equations: Sequence[str], *, restricted: bool
) -> None:
    """Refuse too few observations, or a column that repeats others (of `reduced`, that is under the restrictions)."""
    n, m = left.shape
    most = int((design != 0.0).any(axis=0).sum(axis=1).max())
    # an equation may have more coefficients than observations when restrictions tie them; the error covariance may not
    if n <= m or n * m <= reduced.shape[2] or (not restricted and n <= most):
        raise EstimationError(
            "observations",
            f"are not enough for {m} equations with {reduced.shape[2]} free coefficients",
            value=n,
            remedy="Take more years, fewer terms or more restrictions.",
        )
    _, dependent = rank_of(reduced.reshape(-1, reduced.shape[2]))
    if dependent:
        which = ", ".join(names[i] for i in dependent) if not restricted else "the restricted design"
        raise EstimationError(
            which,
            "is a linear combination of the other terms: its coefficient cannot be told from theirs",
            remedy=f"Leave it out, or restrict it (equations: {', '.join(equations)}).",
        )


def refuse_singular(weighting: Array, left: Array, equations: Sequence[str]) -> None:
    """Refuse an error covariance that cannot weight: an equation without error, or errors that add up to nothing."""
    scale = np.sqrt(np.diag(weighting))
    size = np.sqrt((left * left).mean(axis=0))
    if (scale <= 1e-10 * size).any():
        raise EstimationError(
            f"equation {equations[int(np.argmin(scale / size))]}",
            "is fitted to rounding: it has no error to weight it by",
            remedy="Leave it out: it is an identity.",
        )
    smallest = float(np.linalg.eigvalsh(weighting / np.outer(scale, scale))[0])
    if smallest < _SINGULAR:
        raise EstimationError(
            "error covariance",
            "is singular: errors of some equations add up to nothing",
            value=smallest,
            remedy=f"Drop one of the equations (of shares that add up to one, any): {', '.join(equations)}.",
        )
