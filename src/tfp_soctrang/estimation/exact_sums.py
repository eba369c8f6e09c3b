"""Sums of products free of rounding, from ordinary doubles: what the last digits of a regression hang on.

Each product of two doubles is split into two doubles that add up to it exactly (Dekker 1971), so that residuals of an
ill-conditioned regression keep their digits on every platform (`longdouble` is no wider than a double on some).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["exact_residuals", "exact_sum_of_squares", "orthogonality", "powers_of_two"]

_SPLITTER = 134217729.0  # 2^27 + 1: halves the 53 bits of a double


def _two_product(a: Array, b: Array) -> tuple[Array, Array]:
    """Return p and e with p + e == a·b exactly, p its rounding."""
    product = a * b
    big_a, big_b = _SPLITTER * a, _SPLITTER * b
    high_a, high_b = big_a - (big_a - a), big_b - (big_b - b)
    low_a, low_b = a - high_a, b - high_b
    error = ((high_a * high_b - product) + high_a * low_b + low_a * high_b) + low_a * low_b
    return np.asarray(product), np.asarray(error)


def _two_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """Return s and e with s + e == a + b exactly, s its rounding (Knuth)."""
    total = a + b
    part = total - a
    return np.asarray(total), np.asarray((a - (total - part)) + (b - part))


def exact_residuals(response: ArrayLike, design: ArrayLike, coefficients: ArrayLike) -> tuple[Array, Array]:
    """Return response less design @ coefficients as a pair of doubles, head and tail, each of the response's shape.

    Parameters
    ----------
    response, design, coefficients
        Shapes (n,), (n, k) and (k,), or (n, m), (n, k) and (k, m) for m regressions on one design; finite and below
        some 1e290 in size.

    Returns
    -------
    tuple of ndarray
        `head + tail` is the residual to about twice the digits of a double; `head` is its rounding.

    References
    ----------
    Dekker (1971), Numerische Mathematik 18. Ogita, Rump and Oishi (2005), SIAM Journal on Scientific Computing 26.

    Examples
    --------
    >>> head, tail = exact_residuals([1.0], [[1e16, 1.0]], [1.0, -1e16])
    >>> float(head[0]), float(tail[0])
    (1.0, 0.0)
    """
    x = np.asarray(design, dtype=np.float64)
    head = np.array(response, dtype=np.float64)
    tail = np.zeros_like(head)
    for column, coefficient in zip(x.T, np.asarray(coefficients, dtype=np.float64), strict=True):
        product, error = _two_product(column if head.ndim == 1 else column[:, np.newaxis], -coefficient)
        head, lost = _two_sum(head, product)
        tail = tail + (lost + error)
    return _two_sum(head, tail)


def orthogonality(design: ArrayLike, head: ArrayLike, tail: ArrayLike) -> Array:
    """Return design' (head + tail), each sum rounded once, shape (k,): zero at the least-squares coefficients."""
    x, h, t = (np.asarray(array, dtype=np.float64) for array in (design, head, tail))
    product, error = _two_product(x, h[:, np.newaxis])
    terms = np.concatenate([product, error, x * t[:, np.newaxis]])
    return np.array([math.fsum(column) for column in terms.T.tolist()])


def exact_sum_of_squares(values: ArrayLike) -> float:
    """Return the sum of squares of the values, rounded once."""
    v = np.asarray(values, dtype=np.float64)
    return math.fsum(np.concatenate(_two_product(v, v)).tolist())


def powers_of_two(design: Array) -> Array:
    """Return a power of two near the length of each column: dividing by it rounds nothing."""
    _, exponent = np.frexp(np.sqrt(np.einsum("...ij,...ij->...j", design, design)))
    return np.asarray(np.ldexp(1.0, exponent))
