"""Survival, efficiency and price of a cohort by age, from a service life and the choice of profile and retirement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.asset_profiles import (
    age_price,
    declining_balance,
    geometric,
    hyperbolic,
    linear,
    one_hoss_shay,
)
from tfp_soctrang.arithmetic.checks import refuse, refuse_unknown
from tfp_soctrang.arithmetic.cohort_profiles import mixture_over_retirement, product_with_survival
from tfp_soctrang.arithmetic.retirement import survival
from tfp_soctrang.choices import CohortMethod, Efficiency, RetirementDistribution
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CohortTables", "cohort_tables"]

# The oldest age of a table, in standard deviations above the mean life: of the five distributions less than one asset
# in two hundred is older (gamma, cov 1), of the narrow ones none; what is, retires together there.
_OLDEST = 6.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CohortTables(Shown):
    """What is left of a cohort by age, shape (ages, …) each from age 0, the last row zeros.

    `survival` makes gross stocks, `price` net ones, `efficiency` productive ones (with `cohort_stock`).
    """

    survival: Array
    efficiency: Array
    price: Array

    def __post_init__(self) -> None:
        for array in (self.survival, self.efficiency, self.price):
            array.setflags(write=False)

    @property
    def first_year_depreciation(self) -> Array:
        """The part of its price that a new cohort loses in a year: the depreciation of a user cost, shape (…)."""
        return np.asarray(1.0 - self.price[1])


def cohort_tables(
    service_life: ArrayLike,
    *,
    efficiency: Efficiency,
    retirement: RetirementDistribution,
    discount_rate: ArrayLike,
    cohorts: CohortMethod = "mixture",
    retirement_spread: ArrayLike | None = None,
    depreciation_rate: ArrayLike | None = None,
    beta: ArrayLike | None = None,
    delay: ArrayLike = 0.0,
    factor: ArrayLike = 2.0,
) -> CohortTables:
    """Return survival, age–efficiency and age–price of a cohort.

    Survival by the retirement distribution; efficiency the single-asset profile combined with it; price the present
    value of the services that a cohort of that age has left, over that of a new one.

    Parameters
    ----------
    service_life
        Mean life in years, above zero, shape (…): assets, draws. All numbers broadcast against each other.
    efficiency
        Single-asset age–efficiency profile.
    retirement
        Distribution of the ages at retirement about the mean life; with `sudden` a life that is not whole ends within
        its last year.
    discount_rate
        Real, fraction a year: for prices.
    cohorts
        `mixture`: mean over retirement ages of the profiles of assets that live so long; `product`: survival times the
        profile of the longest life.
    retirement_spread
        Coefficient of variation of the age at retirement; needed but for `sudden`.
    depreciation_rate
        Of the profile `geometric`, which needs it.
    beta
        Of the profile `hyperbolic`, which needs it.
    delay
        Of the profile `linear`, years.
    factor
        Of `declining_balance`; 2 is double-declining.

    Raises
    ------
    DataError
        A choice is not known, a parameter is missing or out of its range.

    References
    ----------
    OECD (2009), Measuring Capital, chapters 3, 4, 5 and 13.

    Examples
    --------
    >>> tables = cohort_tables(3.0, efficiency="linear", retirement="sudden", discount_rate=0.05)
    >>> tables.efficiency.round(4).tolist(), tables.survival.tolist()
    ([1.0, 0.6667, 0.3333, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0, 0.0])
    """
    refuse_unknown(efficiency, "efficiency", get_args(Efficiency))
    refuse_unknown(retirement, "retirement", get_args(RetirementDistribution))
    refuse_unknown(cohorts, "cohorts", get_args(CohortMethod))
    life = np.asarray(service_life, dtype=np.float64)
    refuse(life, ~((life > 0.0) & np.isfinite(life)), "service_life", "must be above zero and finite", "Give years.")
    numbers = [np.asarray(x, dtype=np.float64) for x in (discount_rate, delay, factor)]
    optional = {"retirement_spread": retirement_spread, "depreciation_rate": depreciation_rate, "beta": beta}
    wanted = {
        "retirement_spread": retirement != "sudden",
        "depreciation_rate": efficiency == "geometric",
        "beta": efficiency == "hyperbolic",
    }
    for name, needed in wanted.items():
        if needed and optional[name] is None:
            raise DataError(name, f"is needed by {retirement} retirement of a {efficiency} profile", remedy="Give it.")
    given = {name: np.asarray(x, dtype=np.float64) for name, x in optional.items() if x is not None}
    shape = np.broadcast_shapes(life.shape, *(x.shape for x in (*numbers, *given.values())))
    life = np.broadcast_to(life, shape)
    spread = given.get("retirement_spread") if retirement != "sudden" else None
    oldest = np.ceil(life if spread is None else life * (1.0 + _OLDEST * spread))
    ages = int(oldest.max()) + 2
    if retirement == "sudden":
        table = _sudden(ages, life)
    else:
        table = survival(ages, mean_life=life, distribution=retirement, cov=spread, maximum=oldest)
    single = _profile(efficiency, given, delay, factor)
    combine = mixture_over_retirement if cohorts == "mixture" else product_with_survival
    faded = combine(table, single)
    price = age_price(faded, discount_rate=discount_rate)
    return CohortTables(
        survival=np.array(np.broadcast_to(table, price.shape)),
        efficiency=np.array(np.broadcast_to(faded, price.shape)),
        price=price,
    )


def _sudden(ages: int, life: Array) -> Array:
    """Return the share in use at each age; of a life of 3.4 years four tenths of the cohort serve a fourth year.

    In whole years this is `survival(…, distribution="sudden")`; between them it moves with the life, so that draws of a
    life do not all fall on whole years. The ages sum to the life, when it is a year at least.
    """
    age = np.arange(float(ages)).reshape(-1, *(1,) * life.ndim)
    return np.asarray(np.where(age == 0.0, 1.0, np.clip(life - age, 0.0, 1.0)))


def _profile(
    efficiency: Efficiency, given: dict[str, Array], delay: ArrayLike, factor: ArrayLike
) -> Callable[[Array, Array], Array]:
    if efficiency == "one_hoss_shay":
        return one_hoss_shay
    if efficiency == "linear":
        return lambda age, life: linear(age, life, delay=delay)
    if efficiency == "hyperbolic":
        return lambda age, life: hyperbolic(age, life, beta=given["beta"])
    if efficiency == "declining_balance":
        return lambda age, life: declining_balance(age, life, factor=factor)
    return lambda age, life: np.asarray(geometric(age, given["depreciation_rate"]) * (age < life))
