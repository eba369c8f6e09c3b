"""Least squares by orthogonal factorisation, with linear restrictions and three kinds of standard errors.

Every linear fit of the library ends here; production functions differ in their design matrix only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.coefficient_covariance import (
    ErrorKind,
    coefficient_covariance,
    groups_of,
    newey_west_lags,
)
from tfp_soctrang.estimation.exact_sums import exact_residuals, exact_sum_of_squares, orthogonality, powers_of_two

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["ErrorKind", "LinearFit", "coefficients_of", "least_squares", "newey_west_lags", "rank_of", "solutions_of"]

# A column whose part not explained by the columns before it is smaller than this, relative to its length, is a
# combination of them: n·ε of a well-scaled design of some hundred rows, as in LAPACK's rank decisions.
_COLLINEAR = 1e-11


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LinearFit(Shown):
    """A regression of `response` on the columns of `design`: `design @ coefficients + residuals == response`.

    Parameters
    ----------
    names
        Of the k columns.
    design, response
        Shapes (n, k) and (n,).
    coefficients
        Shape (k,).
    covariance
        Of the coefficients, shape (k, k), of the kind `errors`.
    errors
        `classical`: s² (X'X)⁻¹. `hc0` … `hc3`: White's sandwich and its small-sample forms (MacKinnon and White 1985).
        `hac`: Newey and West (1987) with a Bartlett kernel over `lags`, without a small-sample factor. `clustered`:
        sums of scores by cluster, with G/(G - 1) · (n - 1)/(n - k) for G clusters (Liang and Zeger 1986; as Stata).
    lags
        Of `hac`, else 0.
    degrees_of_freedom
        n less the number of free coefficients, and of effects removed from the data beforehand.
    clusters
        G of `clustered` errors, else 0.
    """

    names: tuple[str, ...]
    design: Array
    response: Array
    coefficients: Array
    covariance: Array
    errors: ErrorKind
    lags: int
    degrees_of_freedom: int
    clusters: int = 0

    def __post_init__(self) -> None:
        for array in (self.design, self.response, self.coefficients, self.covariance):
            array.setflags(write=False)

    def __getitem__(self, name: str) -> float:
        """Return the coefficient of the column `name`."""
        return float(self.coefficients[self.names.index(name)])

    @property
    def fitted(self) -> Array:
        """The fitted response, shape (n,)."""
        return np.asarray(self.design @ self.coefficients)

    @property
    def residuals(self) -> Array:
        """Response less fitted, shape (n,), each rounded once from the exact difference."""
        return exact_residuals(self.response, self.design, self.coefficients)[0]

    @property
    def sum_of_squares(self) -> float:
        """Of the residuals."""
        return exact_sum_of_squares(self.residuals)

    @property
    def residual_variance(self) -> float:
        """Sum of squares over degrees of freedom."""
        return self.sum_of_squares / self.degrees_of_freedom

    @property
    def standard_errors(self) -> Array:
        """Square roots of the diagonal of the covariance, shape (k,)."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def t_values(self) -> Array:
        """Coefficients over standard errors, shape (k,); a coefficient that a restriction fixes has none (NaN)."""
        errors = self.standard_errors
        out = np.full_like(errors, np.nan)
        np.divide(self.coefficients, errors, out=out, where=errors > 0.0)
        return out

    @property
    def reference_degrees_of_freedom(self) -> int:
        """Of the t and F that statistics are referred to: those of the fit, or G - 1 of `clustered` errors."""
        return self.clusters - 1 if self.clusters else self.degrees_of_freedom

    @property
    def p_values(self) -> Array:
        """Two-sided, of Student's t with the reference degrees of freedom, shape (k,)."""
        from scipy.special import stdtr

        return np.asarray(2.0 * stdtr(self.reference_degrees_of_freedom, -np.abs(self.t_values)))

    def interval(self, level: float = 0.95) -> Array:
        """Return the confidence intervals of the coefficients, shape (k, 2)."""
        from scipy.special import stdtrit

        half = stdtrit(self.reference_degrees_of_freedom, 0.5 + 0.5 * level) * self.standard_errors
        return np.stack([self.coefficients - half, self.coefficients + half], axis=1)

    @property
    def has_constant(self) -> bool:
        """Whether the columns span a constant."""
        ones = np.ones(len(self.response))
        left = ones - self.design @ coefficients_of(ones, self.design)
        return bool(np.sqrt(left @ left / len(ones)) < 1e-8)

    @property
    def r_squared(self) -> float:
        """One less the unexplained part of the variation, about the mean where the columns span a constant."""
        about = self.response - self.response.mean() if self.has_constant else self.response
        return 1.0 - self.sum_of_squares / float(about @ about)

    @property
    def adjusted_r_squared(self) -> float:
        """R² with variances in the place of sums of squares."""
        free = len(self.response) - int(self.has_constant)
        return 1.0 - (1.0 - self.r_squared) * free / self.degrees_of_freedom

    @property
    def log_likelihood(self) -> float:
        """Of independent normal errors, at the maximum over their variance; infinite where the fit is exact."""
        n = len(self.response)
        if self.sum_of_squares == 0.0:
            return np.inf
        return float(-0.5 * n * (np.log(2.0 * np.pi * self.sum_of_squares / n) + 1.0))

    def linear_combination(self, weights: ArrayLike) -> tuple[Array, Array]:
        """Return `weights @ coefficients` and its standard errors, weights of shape (…, k)."""
        w = np.asarray(weights, dtype=np.float64)
        variance = np.einsum("...i,ij,...j->...", w, self.covariance, w)
        return np.asarray(w @ self.coefficients), np.asarray(np.sqrt(np.maximum(variance, 0.0)))


def coefficients_of(response: ArrayLike, design: ArrayLike) -> Array:
    """Return the least-squares coefficients of many regressions at once, by Householder QR.

    Without the refinement of `least_squares`: of replications the last digits do not matter, the time does.

    Parameters
    ----------
    response, design
        Shapes (…, n) and (…, n, k), leading axes broadcast: bootstrap replications, draws, territories.

    Returns
    -------
    ndarray
        Shape (…, k). `design' (response - design @ coefficients) == 0`.

    Examples
    --------
    >>> coefficients_of([1.0, 3.0, 5.0], [[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]).round(12).tolist()
    [1.0, 2.0]
    """
    x = np.asarray(design, dtype=np.float64)
    y = np.asarray(response, dtype=np.float64)
    scale = powers_of_two(x)
    q, r = np.linalg.qr(x / scale[..., None, :])
    projected = np.einsum("...ij,...i->...j", q, y)
    return np.asarray(np.linalg.solve(r, projected[..., None])[..., 0] / scale)


def rank_of(design: ArrayLike) -> tuple[int, tuple[int, ...]]:
    """Return the rank of a design (n, k), and the columns that are combinations of columns before them."""
    x = np.asarray(design, dtype=np.float64)
    dependent = []
    kept = np.empty((x.shape[0], 0))
    for i in range(x.shape[1]):
        column = x[:, i]
        left = column
        for _ in range(2):  # twice is enough (Kahan): the second pass removes what rounding left of the first
            left = left - kept @ (kept.T @ left)
        length = np.sqrt(column @ column)
        if length == 0.0 or np.sqrt(left @ left) <= _COLLINEAR * length:
            dependent.append(i)
        else:
            kept = np.column_stack([kept, left / np.sqrt(left @ left)])
    return x.shape[1] - len(dependent), tuple(dependent)


def least_squares(
    response: ArrayLike,
    design: ArrayLike,
    names: Sequence[str],
    *,
    errors: ErrorKind = "classical",
    lags: int = 0,
    restrictions: tuple[ArrayLike, ArrayLike] | None = None,
    clusters: ArrayLike | None = None,
    absorbed: int = 0,
) -> LinearFit:
    """Return the regression of `response` on `design`, coefficients minimising the sum of squared residuals.

    Parameters
    ----------
    response
        Shape (n,).
    design
        Shape (n, k), with its own column of ones where a constant is meant.
    names
        Of the k columns.
    errors, lags
        Kind of standard errors; see `LinearFit`.
    restrictions
        R of shape (q, k) and r of shape (q,): the coefficients satisfy R b = r exactly.
    clusters
        Of `clustered` errors: the label of each row, shape (n,).
    absorbed
        Degrees of freedom of effects that were removed from response and design beforehand.

    Raises
    ------
    EstimationError
        Values that are not finite, no degree of freedom, or columns that are combinations of others: each named.

    References
    ----------
    Greene (2018), Econometric Analysis, 8th ed., chapters 4 and 5 (restrictions: section 5.5). White (1980).
    MacKinnon and White (1985). Newey and West (1987). Björck (1987), Linear Algebra and its Applications 88/89
    (refinement).

    Examples
    --------
    >>> fit = least_squares([1.0, 2.9, 5.1, 7.0], [[1, 0], [1, 1], [1, 2], [1, 3]], ["constant", "slope"])
    >>> fit.coefficients.round(3).tolist(), fit.standard_errors.round(3).tolist()
    ([0.97, 2.02], [0.079, 0.042])
    """
    refuse_unknown(errors, "errors", get_args(ErrorKind))
    y = np.array(response, dtype=np.float64)
    x = np.array(design, dtype=np.float64)
    _refuse_shapes(y, x, names)
    if restrictions is None:
        free, fixed = np.eye(x.shape[1]), np.zeros(x.shape[1])
    else:
        free, fixed = solutions_of(restrictions, names)
    reduced = x @ free
    n, k = reduced.shape
    if n <= k + absorbed:
        raise EstimationError(
            "observations",
            f"are not enough for {k + absorbed} coefficients: no degree of freedom is left",
            value=n,
            remedy="Take more years, fewer terms or more restrictions.",
        )
    _, dependent = rank_of(reduced)
    if dependent:
        which = [names[i] for i in dependent] if restrictions is None else ["the restricted design"]
        raise EstimationError(
            ", ".join(which),
            "is a linear combination of the other terms: its coefficient cannot be told from theirs",
            remedy="Leave it out, or fix its coefficient by a restriction or a prior.",
        )
    gamma, residuals = _refined(y - x @ fixed, reduced)
    groups = groups_of(clusters, n) if errors == "clustered" else None
    covariance = free @ coefficient_covariance(reduced, residuals, errors, lags, groups, absorbed) @ free.T
    return LinearFit(
        names=tuple(names),
        design=x,
        response=y,
        coefficients=fixed + free @ gamma,
        covariance=covariance,
        errors=errors,
        lags=lags if errors == "hac" else 0,
        degrees_of_freedom=n - k - absorbed,
        clusters=0 if groups is None else int(groups.max()) + 1,
    )


def _refined(y: Array, x: Array) -> tuple[Array, Array]:
    """Return the coefficients to the last digits that the data carry, and the residuals.

    Corrected semi-normal equations (Björck 1987): residuals and their products with the design are summed exactly, the
    correction is solved with the triangular factor, until it no longer moves the coefficients.
    """
    scale = powers_of_two(x)
    scaled = x / scale
    _, r = np.linalg.qr(scaled)
    b = coefficients_of(y, scaled)
    before = np.inf
    while True:
        head, tail = exact_residuals(y, scaled, b)
        step = np.linalg.solve(r, np.linalg.solve(r.T, orthogonality(scaled, head, tail)))
        size = float(np.max(np.abs(step), initial=0.0))
        # the step halves at least at every pass until it no longer moves b, or rounding has the last word
        if not size <= 0.5 * before or np.array_equal(b + step, b):
            return b / scale, head
        b, before = b + step, size


def _refuse_shapes(y: Array, x: Array, names: Sequence[str]) -> None:
    if y.ndim != 1 or x.ndim != 2 or x.shape[0] != len(y) or x.shape[1] != len(names):
        raise EstimationError(
            "design",
            f"must have {len(y)} rows and {len(names)} columns",
            value=x.shape,
            remedy="One row an observation, one column a name.",
        )
    for name, column in [("response", y), *zip(names, x.T, strict=True)]:
        bad = ~np.isfinite(column)
        if bad.any():
            row = int(np.argmax(bad))
            raise EstimationError(
                f"{name}, row {row}", "must be a number", value=float(column[row]), remedy="Supply or drop the year."
            )


def solutions_of(restrictions: tuple[ArrayLike, ArrayLike], names: Sequence[str]) -> tuple[Array, Array]:
    """Return N of shape (k, k-q) and b₀ of shape (k,) with b = b₀ + N g for every free g: all solutions of R b = r.

    Parameters
    ----------
    restrictions
        R of shape (q, k) and r of shape (q,).
    names
        Of the k coefficients.

    Raises
    ------
    EstimationError
        Shapes that do not fit, or restrictions that repeat or contradict each other.

    Examples
    --------
    >>> free, fixed = solutions_of(([[1.0, 1.0]], [1.0]), ["capital", "labour"])
    >>> fixed.round(12).tolist(), abs(free.ravel()).round(6).tolist()
    ([0.5, 0.5], [0.707107, 0.707107])
    """
    matrix = np.atleast_2d(np.asarray(restrictions[0], dtype=np.float64))
    right = np.atleast_1d(np.asarray(restrictions[1], dtype=np.float64))
    if matrix.shape != (len(right), len(names)):
        raise EstimationError(
            "restrictions",
            f"must be of shape ({len(right)}, {len(names)})",
            value=matrix.shape,
            remedy="One row a restriction, one column a coefficient.",
        )
    u, s, vt = np.linalg.svd(matrix)
    rank = int((s > _COLLINEAR * s[0]).sum()) if s.size else 0
    if rank < len(right):
        raise EstimationError(
            "restrictions", "repeat or contradict each other", value=rank, remedy="Leave out those that follow."
        )
    fixed = vt[:rank].T @ ((u.T @ right)[:rank] / s[:rank])
    return np.asarray(vt[rank:].T), np.asarray(fixed)
