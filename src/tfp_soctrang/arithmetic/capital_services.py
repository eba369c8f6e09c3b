"""Capital services: the growth of stocks of several assets weighted by user cost, and what it owes to composition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import years_first
from tfp_soctrang.arithmetic.klems import InputGrowth, input_growth
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CapitalServices", "capital_services"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CapitalServices(Shown):
    """Growth of capital services, log changes of m-1 years, apart from that of the stock."""

    assets: InputGrowth
    stock_growth: Array

    def __post_init__(self) -> None:
        self.stock_growth.setflags(write=False)

    @property
    def services_growth(self) -> Array:
        """Log change of the Törnqvist aggregate of stocks: the sum of the contributions of the assets."""
        return self.assets.total

    @property
    def composition_effect(self) -> Array:
        """Services growth less stock growth: the shift towards assets with a higher user cost."""
        return np.asarray(self.services_growth - self.stock_growth)


def capital_services(
    stock: ArrayLike,
    compensation: ArrayLike | None = None,
    *,
    cost_share: ArrayLike | None = None,
    wealth: ArrayLike | None = None,
    allow_negative: bool = False,
    items: Sequence[object] | None = None,
    years: Sequence[object] | None = None,
) -> CapitalServices:
    """Return the growth of capital services: Σ ½(v[t-1] + v[t]) Δln K over assets, v the share in user cost.

    Parameters
    ----------
    stock
        Productive stocks, shape (m, k, …), constant prices; zero only where an asset is absent, without compensation,
        in both of two years.
    compensation
        User cost times stock, shape (m, k, …), as `UserCosts.compensation`.
    cost_share
        Instead of it: shares used as given, shape (m-1, k, …), that add up to one.
    wealth
        Stocks at current asset prices, shape (m, k, …): stock growth is then the Törnqvist with shares in wealth. When
        not given it is that of the sum of the stocks, which must be at the constant prices of one year.
    allow_negative
        Whether compensation may be negative (user costs computed with `negative="keep"`).

    Returns
    -------
    CapitalServices
        `services_growth == stock_growth + composition_effect`.

    Raises
    ------
    DataError
        As `klems.input_growth`; or all stocks of a year are zero.

    References
    ----------
    Jorgenson and Griliches (1967), Review of Economic Studies 34. OECD (2009), Measuring Capital, chapters 7, 8 and 17.

    Examples
    --------
    >>> services = capital_services([[90.0, 10.0], [90.0, 20.0]], [[9.0, 3.0], [8.0, 4.0]])
    >>> services.services_growth.round(6).tolist(), services.composition_effect.round(6).tolist()
    ([0.202168], [0.106858])
    """
    assets = input_growth(
        stock, compensation, cost_share=cost_share, allow_negative=allow_negative, items=items, years=years
    )
    if wealth is not None:
        of_stock = input_growth(stock, wealth, items=items, years=years).total
    else:
        total = np.asarray(stock, dtype=np.float64).sum(axis=1)
        if not (total > 0.0).all():
            row = int(np.argwhere(~(total > 0.0))[0][0])
            raise DataError(f"stock, row {row}", "adds up to nothing", remedy="Start in a year with capital.")
        of_stock = np.log(total[1:] / total[:-1])
    assets = assets.with_axes(of_stock.ndim + 1)
    return CapitalServices(assets=assets, stock_growth=years_first(of_stock, assets.total.ndim))
