"""The profile of a cohort whose assets retire over several years, from survival and the profile of one asset."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse, refuse_unknown, years_first
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CohortConvention", "SingleAssetProfile", "mixture_over_retirement", "product_with_survival"]

CohortConvention = Literal["same_age", "lagged_survival"]

# Profile of one asset from ages (rows, years) and the age at which it retires.
SingleAssetProfile = Callable[["Array", "Array"], "Array"]


def mixture_over_retirement(
    survival: ArrayLike, profile: SingleAssetProfile, *, convention: CohortConvention = "same_age"
) -> Array:
    """Return the profile of a cohort as the mean over retirement ages of single-asset profiles (method 1 of the ONS).

    With w_T = S_{T-1} - S_T the share that retires at age T, `same_age`: g_a = Σ_{T>a} w_T f(a; T). `lagged_survival`,
    the convention of the UK office's engine: g_0 = 1, g_{a} = Σ_{T≥a} w_T f(a; T+1): assets serve one year longer than
    the survival table says. What survives the last row retires one year after it.

    Parameters
    ----------
    survival
        Shape (ages, …), fractions, from age 0, never rising.
    profile
        f: called with the ages below one retirement age (years from 0, shape (rows, 1, …) of as many axes as
        `survival`) and that age; returns rows by age that broadcast against `survival`, 1 at age 0. Where a parameter
        of f has draws, give `survival` their axis, of length one at least.
    convention
        See above.

    Returns
    -------
    ndarray
        `same_age`: shape (ages, …), row a is age a. `lagged_survival`: one row more, (ages + 1, …).

    Raises
    ------
    DataError
        Survival is no fraction or rises, the profile is not finite or has other rows, or the convention is not known.

    Notes
    -----
    With one-hoss shay `same_age` gives survival itself; `lagged_survival` gives it one year later. The price of a
    cohort is the present value of its services: `age_price` of the mixture of efficiencies, as the UK office computes
    it too, and not the mixture of prices that are each relative to their own new asset.

    References
    ----------
    OECD (2009), Measuring Capital. ONS, `pimir`, cohort profiles.

    Examples
    --------
    >>> from tfp_soctrang.arithmetic.asset_profiles import linear
    >>> mixture_over_retirement([1.0, 0.5, 0.0], linear).tolist()
    [1.0, 0.25, 0.0]
    >>> mixture_over_retirement([1.0, 0.5, 0.0], linear, convention="lagged_survival").round(4).tolist()
    [1.0, 0.5833, 0.1667, 0.0]
    """
    table, lag = _survival_table(survival, convention)
    n = table.shape[0]
    ages = years_first(np.arange(n + float(lag)), table.ndim)
    weight = table - np.concatenate([table[1:], np.zeros((1, *table.shape[1:]))])

    def single(t: int) -> Array:
        rows = ages[: t + lag]
        return _rows_of(profile(rows, np.asarray(float(t + lag))), rows, table)[lag:]

    first = single(1)
    if first.size == 1:
        # one profile for every asset and draw: g = F w, a product of matrices
        shared = np.zeros((n, n))
        for t in range(1, n + 1):
            shared[:t, t - 1] = single(t).reshape(t)
        found = np.tensordot(shared, weight, axes=1)
    else:
        found = np.zeros((n, *np.broadcast_shapes(table.shape[1:], first.shape[1:])))
        for t in range(1, n + 1):
            # age by age: a row of all assets and draws fits into the cache, the table does not
            for age, part in enumerate(single(t)):
                found[age] += weight[t - 1] * part
    return np.concatenate([np.ones((lag, *found.shape[1:])), found]) if lag else np.asarray(found)


def product_with_survival(
    survival: ArrayLike, profile: SingleAssetProfile, *, convention: CohortConvention = "same_age"
) -> Array:
    """Return survival times one profile at the longest life (method 2 of the ONS): every asset ages as if it lasted.

    With L the first age at which nothing survives (one year after the last row where some always do), `same_age`:
    g_a = S_a f(a; L). `lagged_survival`, the convention of the UK office's engine: g_0 = 1, g_a = S_{a-1} f(a; L+1).

    Parameters
    ----------
    survival, profile, convention
        As in `mixture_over_retirement`; the profile is called once, with all ages and L of shape (…).

    Returns
    -------
    ndarray
        Shape (ages, …), or (ages + 1, …) for `lagged_survival`.

    Raises
    ------
    DataError
        As in `mixture_over_retirement`.

    References
    ----------
    ONS, `pimir`, cohort profiles.

    Examples
    --------
    >>> from tfp_soctrang.arithmetic.asset_profiles import linear
    >>> product_with_survival([1.0, 0.5, 0.0], linear).tolist()
    [1.0, 0.25, 0.0]
    >>> product_with_survival([1.0, 0.5, 0.0], linear, convention="lagged_survival").round(4).tolist()
    [1.0, 0.6667, 0.1667, 0.0]
    """
    table, lag = _survival_table(survival, convention)
    n = table.shape[0]
    ages = years_first(np.arange(n + float(lag)), table.ndim)
    life = (table > 0.0).sum(axis=0) + float(lag)
    single = _rows_of(profile(ages, np.asarray(np.maximum(life, 1.0))), ages, table)
    found = table * single[lag:]
    return np.concatenate([np.ones((lag, *found.shape[1:])), found]) if lag else np.asarray(found)


def _survival_table(survival: ArrayLike, convention: CohortConvention) -> tuple[Array, int]:
    refuse_unknown(convention, "convention", get_args(CohortConvention))
    table = np.asarray(survival, dtype=np.float64)
    if table.ndim == 0 or table.shape[0] == 0:
        raise DataError("survival", "needs ages on axis 0", value=table.shape, remedy="Give one share for each age.")
    refuse(table, ~((table >= 0.0) & (table <= 1.0)), "survival", "must lie between 0 and 1", "Shares are fractions.")
    refuse(table[1:], table[1:] > table[:-1], "survival from age 1", "must never rise", "Retired assets do not return.")
    return table, 1 if convention == "lagged_survival" else 0


def _rows_of(values: ArrayLike, ages: Array, table: Array) -> Array:
    found = np.asarray(values, dtype=np.float64)
    behind = zip(found.shape[1:], table.shape[1:], strict=False)
    if (
        found.shape[:1] != ages.shape[:1]
        or found.ndim not in {1, table.ndim}
        or any(1 not in pair and pair[0] != pair[1] for pair in behind)
    ):
        raise DataError(
            "profile",
            f"must have {len(ages)} rows that broadcast against survival",
            value=(found.shape, table.shape),
            remedy="Return one row for each age the profile is called with.",
        )
    refuse(found, ~np.isfinite(found), "profile", "must be a finite number", "Check the single-asset profile.")
    return years_first(found, table.ndim)
