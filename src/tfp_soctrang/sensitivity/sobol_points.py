"""Scrambled Sobol points, any block of them at once: one scramble a seed, and a block begins at its own place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import AssumptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Words = NDArray[np.uint32]

__all__ = ["MOST_POINTS", "refuse_not_power_of_two", "sobol_block"]

_BITS = 30  # of scipy.stats.qmc.Sobol
MOST_POINTS = 2**_BITS
"""The sequence repeats itself after as many."""


def refuse_not_power_of_two(subject: str, number: int) -> None:
    """Refuse a number of Sobol points that is not a power of two: the points are balanced only in such numbers.

    Raises
    ------
    AssumptionError
        It is not.

    Examples
    --------
    >>> refuse_not_power_of_two("base draws", 1000)
    Traceback (most recent call last):
    tfp_soctrang.errors.AssumptionError: base draws: must be a power of two for Sobol points (got 1000). Take 1024.
    """
    if number < 1 or number & (number - 1):
        raise AssumptionError(
            subject,
            "must be a power of two for Sobol points",
            value=number,
            remedy=f"Take {2 ** max(round(np.log2(max(number, 1))), 0)}.",
        )


@lru_cache(maxsize=4)
def _scramble(seed: int, dimensions: int, size: int, blocks: int) -> tuple[Words, Words]:
    """Return the first `size` points, shape (dimensions, size), and the unscrambled points number size · 2^k."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(dimensions, scramble=True, seed=np.random.default_rng(seed))
    first = _words(sequence.random(size))
    jumps, at = [], size
    for _ in range((blocks - 1).bit_length()):
        jumps.append(_words(sequence.random(1))[:, 0] ^ first[:, 0])
        sequence.fast_forward(at - 1)
        at *= 2
    return first, np.array(jumps, dtype=np.uint32).reshape(-1, dimensions)


def _words(points: Array) -> Words:
    return np.ascontiguousarray((points * MOST_POINTS).T).astype(np.uint32)


def sobol_block(seed: int, dimensions: int, block: int, size: int, blocks: int) -> Array:
    """Return one block of a scrambled Sobol sequence, in the open unit cube.

    Point n of the sequence is linear in the bits of n, so that with blocks of 2^m points
    x(b 2^m + i) = x(i) ⊕ x(b 2^m) ⊕ x(0): a block costs the same wherever it lies.

    Parameters
    ----------
    seed
        Of the scramble (linear matrix scramble with a digital shift).
    dimensions
        d, of the points.
    block, size, blocks
        The block's number from 0, its points (a power of two), and how many blocks there are.

    Returns
    -------
    ndarray
        Shape (d, size): points `block · size` to `(block + 1) · size - 1` of
        `scipy.stats.qmc.Sobol(d, scramble=True, rng=seed)`, but for a coordinate of exactly 0, which becomes 2^-31.

    References
    ----------
    Joe and Kuo (2008), SIAM Journal on Scientific Computing 30, 2635–2654. Matoušek (1998), Journal of Complexity 14,
    527–556. Antonov and Saleev (1979), USSR Computational Mathematics 19, 252–256.

    Examples
    --------
    >>> sobol_block(7, 2, block=3, size=4, blocks=8).shape
    (2, 4)
    """
    first, jumps = _scramble(seed, dimensions, size, blocks)
    place = np.zeros(dimensions, dtype=np.uint32)
    for k in range(block.bit_length()):
        if block >> k & 1:
            place ^= jumps[k]
    points: Array = (first ^ place[:, np.newaxis]) * (1.0 / MOST_POINTS)
    np.maximum(points, 0.5 / MOST_POINTS, out=points)
    return points
