"""Thousands of bootstrap replications of a regression in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import least_squares, solutions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["BLOCK", "Bootstrap", "Resampling", "bootstrap_coefficients"]

Resampling = Literal["pairs", "residual"]

# Replications share one random stream in blocks of this size, so that any part of them can be drawn alone. Part of the
# meaning of a seed: another size gives other numbers.
BLOCK = 1024

# In a basis in which the full sample's normal equations are the identity, a pivot below this says that a replication
# leaves a direction nearly unobserved: it is then solved by QR. Above it one step of refinement brings the normal
# equations to the accuracy of QR (corrected seminormal equations: Björck 1987, Linear Algebra and its Applications 88).
_SMALL_PIVOT = 1e-6
_ONE_THREAD = 2**17
# As for collinear columns in least_squares.
_COLLINEAR = 1e-11


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Bootstrap(Shown):
    """Coefficients of m bootstrap replications.

    Parameters
    ----------
    names
        Of the k coefficients.
    estimate
        On the sample itself, shape (k,).
    coefficients
        One row a replication, shape (m, k); NaN where `singular`.
    singular
        Replications in which the observations drawn do not tell the terms apart, shape (m,): they have no coefficients.
    resampling
        `pairs`: observations are drawn; `residual`: residuals are.
    seed, first
        The replications are numbers `first` … `first + m - 1` of this seed.
    """

    names: tuple[str, ...]
    estimate: Array
    coefficients: Array
    singular: NDArray[np.bool_]
    resampling: Resampling
    seed: int
    first: int

    def __post_init__(self) -> None:
        for array in (self.estimate, self.coefficients, self.singular):
            array.setflags(write=False)

    @property
    def left_out(self) -> int:
        """How many replications are singular: the summaries below are without them."""
        return int(self.singular.sum())

    @property
    def usable(self) -> Array:
        """Coefficients of the others, shape (m - left_out, k)."""
        return np.asarray(self.coefficients[~self.singular])

    @property
    def covariance(self) -> Array:
        """Of the usable replications about their mean, shape (k, k)."""
        return np.asarray(np.atleast_2d(np.cov(self.usable, rowvar=False)))

    @property
    def standard_errors(self) -> Array:
        """Standard deviations of the usable replications, shape (k,)."""
        return np.asarray(np.std(self.usable, axis=0, ddof=1))

    def interval(self, level: float = 0.95) -> Array:
        """Return the percentile intervals of the coefficients, shape (k, 2)."""
        tail = 0.5 - 0.5 * level
        return np.asarray(np.quantile(self.usable, [tail, 1.0 - tail], axis=0).T)


def bootstrap_coefficients(
    response: ArrayLike,
    design: ArrayLike,
    names: Sequence[str],
    *,
    replications: int,
    seed: int,
    resampling: Resampling = "pairs",
    restrictions: tuple[ArrayLike, ArrayLike] | None = None,
    first: int = 0,
) -> Bootstrap:
    """Return the least-squares coefficients of many resampled data sets.

    `pairs` draws n observations with replacement, whatever the errors are like (Freedman 1981). `residual` keeps the
    design and draws n residuals, grown by √(n / (n-k)) to the errors' variance and centred: for errors of one variance.
    Neither keeps serial dependence.

    Parameters
    ----------
    response, design, names, restrictions
        As in `least_squares`.
    replications
        m.
    seed
        An integer; 0 is a seed.
    first
        Number of the first replication: parts made apart are the parts of the whole.

    Raises
    ------
    EstimationError
        As `least_squares` on the sample itself; counts below one; every replication is singular.

    Notes
    -----
    A replication of pairs is a weighted regression with whole weights. In the basis that makes the design orthonormal
    all normal equations come from one matrix product, and are solved together, with one step of refinement; a
    replication that is nearly singular is solved by QR instead. A replication of residuals is a row of one product.

    References
    ----------
    Freedman (1981), Bootstrapping Regression Models, Annals of Statistics 9, 1218–1228. Davison and Hinkley (1997),
    Bootstrap Methods and their Application, section 6.2.

    Examples
    --------
    >>> x = np.column_stack([np.ones(30), np.linspace(0.0, 1.0, 30)])
    >>> y = x @ [1.0, 2.0] + 0.1 * np.sin(np.arange(30))
    >>> made = bootstrap_coefficients(y, x, ["constant", "slope"], replications=2000, seed=0)
    >>> made.standard_errors.round(2).tolist(), made.left_out
    ([0.02, 0.04], 0)
    """
    refuse_unknown(resampling, "resampling", get_args(Resampling))
    for name, number, least in (("replications", replications, 1), ("seed", seed, 0), ("first", first, 0)):
        if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < least:
            raise EstimationError(
                name, f"must be a whole number, {least} or more", value=number, remedy="For example 10_000, seed=0."
            )
    fit = least_squares(response, design, names, restrictions=restrictions)
    k = len(fit.names)
    free, fixed = (np.eye(k), np.zeros(k)) if restrictions is None else solutions_of(restrictions, names)
    left = fit.response - fit.design @ fixed
    basis, back = _orthonormal(fit.design @ free)
    gamma = np.empty((int(replications), basis.shape[1]))
    singular = np.zeros(int(replications), dtype=bool)
    errors = fit.residuals * np.sqrt(len(left) / fit.degrees_of_freedom)
    errors = errors - errors.mean()
    at = 0
    for rows in _draws(len(left), int(replications), int(seed), int(first)):
        part = slice(at, at + len(rows))
        if resampling == "pairs":
            gamma[part], singular[part] = _weighted(basis, left, _counts(rows, len(left)))
        else:
            gamma[part] = (basis.T @ (left - fit.residuals)) + _product(basis.T, errors[rows].T).T
        at += len(rows)
    if singular.all():
        raise EstimationError(
            "replications",
            "are all singular: no resample of the observations tells the terms apart",
            value=int(replications),
            remedy="Use resampling='residual', fewer terms, or more observations.",
        )
    return Bootstrap(
        names=fit.names,
        estimate=fit.coefficients,
        coefficients=fixed + _product(free @ back, gamma.T).T,
        singular=singular,
        resampling=resampling,
        seed=int(seed),
        first=int(first),
    )


def _orthonormal(design: Array) -> tuple[Array, Array]:
    """Return Q of orthonormal columns, and T with coefficients on `design` = T times those on Q."""
    scale = np.sqrt((design * design).sum(axis=0))
    q, r = np.linalg.qr(design / scale)
    return q, np.linalg.inv(r) / scale[:, None]


def _draws(n: int, replications: int, seed: int, first: int) -> Iterator[NDArray[np.int64]]:
    """Yield the rows drawn by each replication, shape (b, n), block by block."""
    for block in range(first // BLOCK, (first + replications - 1) // BLOCK + 1):
        random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block,)))
        rows = random.integers(0, n, size=(BLOCK, n))
        yield rows[max(first - block * BLOCK, 0) : first + replications - block * BLOCK]


def _counts(rows: NDArray[np.int64], n: int) -> Array:
    """Return how often each replication draws each observation, shape (n, b)."""
    b = len(rows)
    places = rows * b + np.arange(b)[:, None]
    return np.bincount(places.ravel(), minlength=n * b).reshape(n, b).astype(np.float64)


def _weighted(basis: Array, response: Array, weights: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Return the weighted regressions of `response` on an orthonormal basis: shapes (b, k) and (b,), singular ones.

    `weights` has shape (n, b): replications stand last, so that every step below runs along them.
    """
    k = basis.shape[1]
    i, j = np.tril_indices(k)
    lower = np.empty((k, k, weights.shape[1]))
    lower[i, j] = _product((basis[:, i] * basis[:, j]).T, weights)
    small = _cholesky(lower)
    found = _solved(lower, _product((basis * response[:, None]).T, weights))
    residuals = (response[:, None] - _product(basis, found)) * weights
    found += _solved(lower, _product(basis.T, residuals))
    singular = np.zeros(weights.shape[1], dtype=bool)
    where = np.flatnonzero(small)
    if len(where):
        found[:, where], singular[where] = _careful(basis, response, weights[:, where])
    return found.T, singular


def _product(left: Array, right: Array) -> Array:
    """Return left @ right in slabs of columns, each too small for the linear algebra library to share between threads.

    OpenBLAS wakes its threads from 2^18 multiplications on; on a machine that is busy with other things waiting for
    them takes many times as long as the product.
    """
    width = max(_ONE_THREAD // left.size, 1)
    out = np.empty((left.shape[0], right.shape[1]))
    for at in range(0, right.shape[1], width):
        np.matmul(left, right[:, at : at + width], out=out[:, at : at + width])
    return out


def _cholesky(lower: Array) -> NDArray[np.bool_]:
    """Replace the lower triangles by their Cholesky factors; return where a pivot is small (there factors are void)."""
    small = np.zeros(lower.shape[2], dtype=bool)
    for j in range(len(lower)):
        pivot = lower[j, j]
        for m in range(j):
            pivot -= lower[j, m] ** 2
        low = pivot < _SMALL_PIVOT
        small |= low
        pivot[low] = 1.0
        np.sqrt(pivot, out=pivot)
        for i in range(j + 1, len(lower)):
            for m in range(j):
                lower[i, j] -= lower[i, m] * lower[j, m]
            lower[i, j] /= pivot
    return small


def _solved(lower: Array, right: Array) -> Array:
    """Return L'⁻¹ L⁻¹ right, shape (k, b)."""
    x = right.copy()
    k = len(lower)
    for i in range(k):
        for m in range(i):
            x[i] -= lower[i, m] * x[m]
        x[i] /= lower[i, i]
    for i in reversed(range(k)):
        for m in range(i + 1, k):
            x[i] -= lower[m, i] * x[m]
        x[i] /= lower[i, i]
    return x


def _careful(basis: Array, response: Array, weights: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Return what `_weighted` returns, by QR of each replication; shapes (k, b) and (b,)."""
    root = np.sqrt(weights.T)
    design = basis * root[:, :, None]
    length = np.sqrt((design * design).sum(axis=1))
    seen = (weights > 0.0).sum(axis=0) >= basis.shape[1]
    moves = (length > _COLLINEAR).all(axis=1)
    found = np.full((basis.shape[1], weights.shape[1]), np.nan)
    able = np.flatnonzero(seen & moves)
    q, r = np.linalg.qr(design[able] / length[able, None, :])
    firm = (np.abs(np.einsum("bii->bi", r)) > _COLLINEAR).all(axis=1)
    able, q, r = able[firm], q[firm], r[firm]
    projected = np.einsum("bnk,bn->bk", q, (response * root)[able])
    found[:, able] = (np.linalg.solve(r, projected[:, :, None])[:, :, 0] / length[able]).T
    singular = np.ones(weights.shape[1], dtype=bool)
    singular[able] = False
    return found, singular
