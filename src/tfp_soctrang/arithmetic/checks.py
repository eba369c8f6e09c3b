"""Checks of arrays: how axes align, and refusals that name the place, the value and the remedy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["aligned", "common_shape", "positive_levels", "refuse", "refuse_unknown", "within", "years_first"]


def refuse(
    array: ArrayLike,
    bad: ArrayLike,
    name: str,
    problem: str,
    remedy: str = "Correct or supply the figure.",
    rows: ArrayLike | Sequence[object] | None = None,
    columns: ArrayLike | Sequence[object] | None = None,
) -> None:
    """Refuse the first cell of `array` where `bad` holds, with its place and its value.

    Parameters
    ----------
    array, bad
        Shapes that broadcast to that of `bad`; years or ages on axis 0.
    name, problem, remedy
        What the message says.
    rows, columns
        Labels of axis 0 and axis 1, where there are any; else the message counts from 0.

    Raises
    ------
    DataError
        Any of `bad` is true.

    Examples
    --------
    >>> refuse([[0.4, 41.2]], [[False, True]], "share", "is too large", "Divide by 100.", rows=[2024])
    Traceback (most recent call last):
    tfp_soctrang.errors.DataError: share, 2024, column 1: is too large (got 41.2). Divide by 100.
    """
    flags = np.asarray(bad, dtype=bool)
    if not flags.any():
        return
    where = tuple(int(i) for i in np.argwhere(flags)[0])
    place = [name]
    if where:
        place.append(_label(rows, where[0], flags.shape[0]) or f"row {where[0]}")
    if len(where) > 1:
        item = _label(columns, where[1], flags.shape[1])
        place.append(item or f"column {', '.join(map(str, where[1:]))}")
    value = float(np.broadcast_to(np.asarray(array, dtype=np.float64), flags.shape)[where])
    raise DataError(", ".join(place), problem, value=value, remedy=remedy)


def _label(labels: ArrayLike | Sequence[object] | None, at: int, length: int) -> str | None:
    if labels is None or len(np.asarray(labels)) != length:
        return None
    return str(np.asarray(labels)[at])


def refuse_unknown(word: str, name: str, known: Collection[str]) -> None:
    """Refuse a word that is not one of those known.

    Raises
    ------
    DataError
        `word` is not in `known`.

    Examples
    --------
    >>> refuse_unknown("middle", "investment_timing", ["start", "mid", "end"])
    Traceback (most recent call last):
    tfp_soctrang.errors.DataError: investment_timing: is not known (got 'middle'). Use one of: start, mid, end.
    """
    if word not in known:
        raise DataError(name, "is not known", value=word, remedy=f"Use one of: {', '.join(known)}.")


def years_first(array: ArrayLike, ndim: int) -> Array:
    """Return an array with axes of length one appended up to `ndim`: axes align from the left, years first.

    So an array of shape (n,) always means years, never draws.

    Examples
    --------
    >>> years_first([1.0, 2.0], 3).shape
    (2, 1, 1)
    """
    given = np.asarray(array, dtype=np.float64)
    return given.reshape(given.shape + (1,) * (ndim - given.ndim))


def aligned(names: str, *arrays: ArrayLike) -> list[Array]:
    """Return arrays with axes aligned from the left, years first, so that they broadcast; numbers stay numbers.

    Raises
    ------
    DataError
        They do not broadcast.

    Examples
    --------
    >>> [array.shape for array in aligned("output and share", [1.0, 2.0], [[0.4, 0.5]], 0.3)]
    [(2, 1), (1, 2), ()]
    """
    given = [np.asarray(array, dtype=np.float64) for array in arrays]
    deepest = max(array.ndim for array in given)
    deep = [years_first(array, deepest) if array.ndim else array for array in given]
    try:
        np.broadcast_shapes(*(array.shape for array in deep))
    except ValueError as error:
        raise DataError(
            names,
            "do not fit together",
            value=tuple(array.shape for array in given),
            remedy="Years stand on axis 0; behind it shapes must broadcast.",
        ) from error
    return deep


def common_shape(subject: str, *shapes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape that all of `shapes` broadcast to.

    Raises
    ------
    DataError
        They do not fit together.

    Examples
    --------
    >>> common_shape("survival", (12, 1), (1000,))
    (12, 1000)
    """
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError as error:
        raise DataError(
            subject,
            "shapes do not broadcast against each other",
            value=shapes,
            remedy="Give one axis to each of assets and draws, of length one where it does not matter.",
        ) from error


def positive_levels(levels: ArrayLike, name: str, years: ArrayLike | None = None) -> Array:
    """Return levels as an array of shape (n, …), refusing what has no growth rate.

    Raises
    ------
    DataError
        A level is not finite or not above zero, or there are fewer than two years.
    """
    array = np.asarray(levels, dtype=np.float64)
    if array.ndim == 0 or array.shape[0] < 2:
        raise DataError(
            name, "needs the levels of at least two years", value=array.shape, remedy="Add the year before the first."
        )
    if not within(array, 0.0, np.inf):
        refuse(
            array,
            ~(np.isfinite(array) & (array > 0.0)),
            name,
            "must be a finite number above zero",
            "A growth rate needs positive levels: correct or supply the figure.",
            years,
        )
    return array


def within(array: Array, low: float, high: float) -> bool:
    """Return whether every number lies strictly between `low` and `high`; NaN lies nowhere.

    Two passes without a mask: draws by the million are nearly always good, and a mask is made only for the message.

    Examples
    --------
    >>> within(np.array([0.4, 0.6]), 0.0, 1.0), within(np.array([0.4, np.nan]), 0.0, 1.0)
    (True, False)
    """
    return bool(array.size == 0 or (array.min() > low and array.max() < high))
