"""Rank correlations between assumptions, carried by a Gaussian copula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import AssumptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["cholesky", "combined", "conditional", "copula_correlation"]

Pair = tuple[str, str]


def copula_correlation(names: Sequence[str], rank_correlations: Mapping[Pair, float]) -> Array:
    """Return the correlation matrix of the normal scores: 2 sin(π r / 6) for a Spearman rank correlation r.

    Parameters
    ----------
    names
        Of the d assumptions, in order.
    rank_correlations
        By pair of names, each pair once, in either order; pairs not named are independent but for what goes through
        others.

    Returns
    -------
    ndarray
        Shape (d, d), positive definite.

    Raises
    ------
    AssumptionError
        A pair is not two of the names, stands twice, or its value is not between -1 and 1; or no distribution has all
        these correlations at once, which names the pair that breaks them.

    References
    ----------
    Pearson (1907), Mathematical Contributions to the Theory of Evolution XVI. Kruskal (1958), Journal of the American
    Statistical Association 53, 814–861.

    Examples
    --------
    >>> copula_correlation(["wage", "hours"], {("hours", "wage"): 0.5})[0, 1].round(6)
    np.float64(0.517638)
    """
    place = {name: i for i, name in enumerate(names)}
    matrix = np.eye(len(names))
    seen: set[frozenset[str]] = set()
    for pair, value in rank_correlations.items():
        if len(pair) != 2 or pair[0] == pair[1] or not set(pair) <= set(place):
            remedy = f"Name two of: {', '.join(names)}."
            raise AssumptionError("rank correlation", "is not of two assumptions", value=pair, remedy=remedy)
        subject = f"rank correlation of {pair[0]} and {pair[1]}"
        if frozenset(pair) in seen:
            raise AssumptionError(subject, "is given twice", value=value, remedy="Give it once.")
        seen.add(frozenset(pair))
        if not -1.0 < value < 1.0:
            remedy = "Two assumptions that move as one are one assumption; otherwise give a smaller correlation."
            raise AssumptionError(subject, "must lie between -1 and 1, both excluded", value=value, remedy=remedy)
        i, j = place[pair[0]], place[pair[1]]
        matrix[i, j] = matrix[j, i] = 2.0 * np.sin(np.pi * value / 6.0)
    _refuse_impossible(matrix, names, rank_correlations)
    return matrix


# Below this eigenvalue the factor of the matrix loses half of its digits.
_SMALLEST_EIGENVALUE = 1e-8


def _refuse_impossible(matrix: Array, names: Sequence[str], rank_correlations: Mapping[Pair, float]) -> None:
    values, vectors = np.linalg.eigh(matrix)
    if not len(names) or values[0] > _SMALLEST_EIGENVALUE:
        return
    # the smallest eigenvalue is Σ C_ij v_i v_j: the pair that pulls it down most
    pull = matrix * np.outer(vectors[:, 0], vectors[:, 0])
    np.fill_diagonal(pull, 0.0)
    i, j = divmod(int(np.argmin(pull)), len(names))
    given = {frozenset(pair): value for pair, value in rank_correlations.items()}
    fraction = next((f for f in np.arange(0.95, 0.0, -0.05) if _possible(matrix, float(f))), 0.0)
    raise AssumptionError(
        f"rank correlation of {names[i]} and {names[j]}",
        "cannot hold together with the others: the matrix is not positive definite",
        value=given[frozenset((names[i], names[j]))],
        remedy=f"Bring it nearer to what the others imply, or multiply all of them by {fraction:.2f}.",
    )


def _possible(matrix: Array, fraction: float) -> bool:
    """Return whether the matrix is positive definite once all rank correlations are multiplied by `fraction`."""
    ranks = np.arcsin(matrix / 2.0) * 6.0 / np.pi * fraction
    shrunk = 2.0 * np.sin(np.pi * ranks / 6.0)
    np.fill_diagonal(shrunk, 1.0)
    return bool(np.linalg.eigvalsh(shrunk)[0] > _SMALLEST_EIGENVALUE)


def cholesky(matrix: Array) -> Array:
    """Return the lower factor of a positive definite matrix; zeros of the matrix's own blocks are exact zeros."""
    lower = np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    lower[np.abs(lower) < 1e-15] = 0.0  # rounding of a zero correlation: the rows then need no sum
    return lower


def combined(weights: Array, rows: Array) -> Array:
    """Return `weights @ rows`, summed term by term from left to right.

    A matrix product may round otherwise with another number of threads or columns; this one never does.

    Parameters
    ----------
    weights
        Shape (k, d).
    rows
        Shape (d, m).
    """
    out = np.zeros((weights.shape[0], rows.shape[1]))
    for i in range(weights.shape[0]):
        for j in np.flatnonzero(weights[i]):
            out[i] += weights[i, j] * rows[j]
    return out


def conditional(matrix: Array, known: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Return how the unknown normal scores depend on the known: coefficients, and the lower factor of what is left.

    z_u = B z_k + F e with e independent standard normal, B = C_uk C_kk⁻¹, F Fᵀ = C_uu - B C_ku.

    Parameters
    ----------
    matrix
        Shape (d, d), correlations.
    known
        Shape (d,).

    Returns
    -------
    tuple of ndarray
        Shapes (u, k) and (u, u) for k known and u unknown scores.

    Examples
    --------
    >>> import numpy as np
    >>> coefficients, left = conditional(np.array([[1.0, 0.6], [0.6, 1.0]]), np.array([True, False]))
    >>> coefficients.tolist(), left.round(12).tolist()
    ([[0.6]], [[0.8]])
    """
    across = matrix[np.ix_(~known, known)]
    coefficients = np.array(np.linalg.solve(matrix[np.ix_(known, known)], across.T).T, dtype=np.float64)
    left = matrix[np.ix_(~known, ~known)] - coefficients @ across.T
    coefficients[np.abs(coefficients) < 1e-15] = 0.0
    return coefficients, cholesky(left)
