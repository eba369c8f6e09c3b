"""From quarters to years: growth of the mean level of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.growth import growth_rates, index_from_growth
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["annual_growth_from_quarterly"]


def annual_growth_from_quarterly(growth: ArrayLike, *, first_quarter: int = 1, log: bool = False) -> Array:
    """Return the growth of yearly means of a level that grows at quarterly rates.

    The level is 1 in the quarter before the first rate and is chained from there; a year's level is the mean of its
    four quarters, and growth is that of these means. Quarters of years that are not complete are not used.

    Parameters
    ----------
    growth
        Shape (m, …): rates from quarter to quarter, fractions, not at annual rates (divide 400 Δln by 400).
    first_quarter
        Quarter of the year, 1 to 4, of the first rate. The quarter before it has a level too: with 2 the first year is
        complete.
    log
        Rates in and out are log changes.

    Returns
    -------
    ndarray
        Shape (years - 1, …), fractions: into the second complete year, the third, …

    Raises
    ------
    DataError
        A rate is not finite or not above -1, the quarter is not 1 to 4, or there are fewer than two complete years.

    Notes
    -----
    It is neither growth from fourth quarter to fourth quarter nor the mean of the quarterly rates of the year: to the
    first order it weights the seven rates from the one year's first quarter to the other's last by 1, 2, 3, 4, 3, 2, 1
    quarters of 4, while fourth quarter over fourth quarter counts the last four in full and no others.

    Examples
    --------
    >>> annual_growth_from_quarterly([0.0, 0.0, 0.0, 0.1, 0.0, 0.0, 0.0], first_quarter=2).round(12).tolist()
    [0.1]
    """
    if first_quarter not in (1, 2, 3, 4):
        raise DataError("first_quarter", "must be 1, 2, 3 or 4", value=first_quarter, remedy="Quarters count from 1.")
    level = index_from_growth(growth, log=log)
    # the first level stands in the quarter before the first rate: 4, 1, 2, 3
    skipped = (6 - first_quarter) % 4
    years = (level.shape[0] - skipped) // 4
    if years < 2:
        raise DataError(
            "growth",
            "must cover two complete years",
            value=level.shape[0] - 1,
            remedy="Seven rates from a second quarter on are the least.",
        )
    quarters = level[skipped : skipped + 4 * years].reshape(years, 4, *level.shape[1:])
    return growth_rates(quarters.mean(axis=1), log=log)
