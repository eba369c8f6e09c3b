"""Quantiles of more numbers than fit into memory: a mergeable summary whose rank error is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["QuantileSummary"]


class QuantileSummary:
    """Quantiles of a stream, deterministic, with a bound on their rank error that holds for every stream.

    Values gather in leaves of `size`, sorted. Two buffers of one level merge into 2 · `size` sorted values, every other
    of which goes one level up with twice the weight: a binary tree. A merge of buffers of weight w that keeps the
    second of each pair counts at most w too few values below any number, one that keeps the first at most w too many;
    the two take turns on every level, so that their errors offset each other. With n = size · 2^h values no rank is
    wrong by more than n (h + 2) / (4 size); `rank_error` is the bound of the merges that were made.

    Parameters
    ----------
    size
        Values of a buffer. 65 536 keep 9 MB at 10^9 values, with ranks right to 0.00006 n.

    References
    ----------
    Munro and Paterson (1980), Theoretical Computer Science 12, 315–323. Manku, Rajagopalan and Lindsay (1998), SIGMOD
    Record 27(2), 426–435. Agarwal et al. (2013), ACM Transactions on Database Systems 38(4), 26 (mergeability).

    Examples
    --------
    >>> import numpy as np
    >>> summary = QuantileSummary(64)
    >>> summary.add(np.arange(10_000.0))
    >>> abs(summary.quantiles([0.5])[0] - 5000) <= summary.rank_error * 10_000 + 1
    np.True_
    """

    __slots__ = ("_first", "_fresh", "_levels", "_over", "_under", "count", "size")

    def __init__(self, size: int = 65_536) -> None:
        self.size = size
        self.count = 0
        self._fresh = np.empty(0)  # values that do not fill a leaf yet, of weight one
        self._levels: list[list[Array]] = []  # no buffer or one a level, two while merging
        self._first: list[bool] = []  # whether the next merge of a level keeps the first of each pair
        self._over = self._under = 0  # how many values too many, too few, may be counted below a number

    def add(self, values: ArrayLike) -> None:
        """Take in values, none of them NaN."""
        given = np.ravel(np.asarray(values, dtype=np.float64))
        self.count += len(given)
        fresh = np.concatenate([self._fresh, given])
        whole = len(fresh) // self.size * self.size
        for leaf in fresh[:whole].reshape(-1, self.size):
            self._insert(0, np.sort(leaf))
        self._fresh = fresh[whole:].copy()

    def merge(self, other: QuantileSummary) -> None:
        """Take in another summary of the same size; the bounds of the two add up."""
        if other.size != self.size:
            raise ValueError(f"summaries of sizes {self.size} and {other.size} do not merge")
        self._over += other._over
        self._under += other._under
        self.count += other.count - len(other._fresh)
        for level, buffers in enumerate(other._levels):
            for buffer in buffers:
                self._insert(level, buffer)
        self.add(other._fresh)

    def _insert(self, level: int, buffer: Array) -> None:
        while True:
            while level >= len(self._levels):
                self._levels.append([])
                self._first.append(False)
            self._levels[level].append(buffer)
            if len(self._levels[level]) < 2:
                return
            both = np.sort(np.concatenate(self._levels[level]), kind="stable")  # two runs: a linear merge
            self._levels[level].clear()
            first = self._first[level]
            self._first[level] = not first
            buffer = both[0 if first else 1 :: 2].copy()
            if first:
                self._over += 1 << level
            else:
                self._under += 1 << level
            level += 1

    @property
    def rank_error(self) -> float:
        """Bound on the error of a rank, as a share of the values: of `share_above`, and of the level of a quantile."""
        return max(self._over, self._under) / self.count if self.count else 0.0

    def _weighted(self) -> tuple[Array, NDArray[np.int64]]:
        parts, weights = [np.sort(self._fresh)], [np.ones(len(self._fresh), dtype=np.int64)]
        for level, buffers in enumerate(self._levels):
            for buffer in buffers:
                parts.append(buffer)
                weights.append(np.full(len(buffer), 1 << level, dtype=np.int64))
        values = np.concatenate(parts)
        order = np.argsort(values, kind="stable")
        return values[order], np.cumsum(np.concatenate(weights)[order])

    def quantiles(self, levels: ArrayLike) -> Array:
        """Return the values whose ranks reach the levels, each one of the values taken in."""
        values, below = self._weighted()
        wanted = np.ceil(np.asarray(levels, dtype=np.float64) * self.count)
        at = np.searchsorted(below, wanted, side="left")
        return values[np.clip(at, 0, len(values) - 1)]

    def share_above(self, number: float) -> float:
        """Return the share of values above a number, right to `rank_error`."""
        values, below = self._weighted()
        at = int(np.searchsorted(values, number, side="right"))
        return 1.0 - (float(below[at - 1]) if at else 0.0) / self.count
