"""The arrays of a phase through the arithmetic: for one value of each assumption, or for many draws at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import Decomposition, GrowthAccount, growth_account, phase_decomposition
from tfp_soctrang.arithmetic.capital_services import CapitalServices
from tfp_soctrang.arithmetic.factor_shares import mean_shares
from tfp_soctrang.capital_input import capital_path, capital_share_rows
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.display import Shown
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.labour_input import labour_levels

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Evaluation", "StockPath", "evaluate", "stock_path"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Evaluation(Shown):
    """Levels of the phase, shape (k+1, m) for k growth years and m draws, and the capital share that weighs them."""

    years: NDArray[np.int64]
    output: Array
    investment: Array
    capital_input: Array
    labour_input: Array
    capital_share: Array

    def decomposition(self, form: Form, averaging: Averaging) -> Decomposition:
        """Return the account of the phase, fields of shape (m,)."""
        levels = (self.years, self.output, self.capital_input, self.labour_input)
        return phase_decomposition(*levels, capital_share=self.capital_share, form=form, averaging=averaging)

    def yearly(self, form: Form) -> GrowthAccount:
        """Return the account by year, fields of shape (k, m)."""
        levels = (self.years, self.output, self.capital_input, self.labour_input)
        return growth_account(*levels, capital_share=self.capital_share, form=form)


def evaluate(inputs: PhaseInputs, parameters: Mapping[str, ArrayLike] | None = None) -> Evaluation:
    """Return the levels of the phase for the assumptions' values, or for draws of some of them.

    Parameters
    ----------
    inputs
        From `Study.prepare`.
    parameters
        By the name of an assumption or gap filler: a number or an array of shape (m,); those left out keep their value.

    Returns
    -------
    Evaluation
        One column a draw; m is 1 when no parameter is an array.
    """
    drawn = {} if parameters is None else parameters
    path = capital_path(inputs, drawn)
    share = capital_share_rows(inputs, drawn)
    at = inputs.level_rows
    share = share if share.shape[0] == 1 else share[at]
    if inputs.settings.share_years == "two_year_mean" and share.shape[0] > 1:
        share = mean_shares(share, "capital_share", inputs.years[at].tolist())
    return Evaluation(
        years=inputs.years[at],
        output=path.output[at],
        investment=path.investment[at],
        capital_input=path.capital_input[at],
        labour_input=labour_levels(inputs, drawn),
        capital_share=share,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StockPath(Shown):
    """The closing stocks of the grid of years, shape (n,) each; output is NaN where no year of it is known.

    `from_initial` is the fraction of the stock that still comes from the initial one; `by_asset` the stocks of each
    asset, shape (n, assets), or None; `services` the growth of capital services in the phase, or None.
    """

    output: Array
    investment: Array
    closing: Array
    from_initial: Array
    by_asset: Array | None
    services: CapitalServices | None


def stock_path(inputs: PhaseInputs) -> StockPath:
    """Return the closing stocks from the initial year on, for the assumptions' values."""
    path = capital_path(inputs, {}, trace=True)
    closing, left = path.closing, path.from_initial
    by_asset = None
    if inputs.settings.assets:
        by_asset = closing[:, :, 0]
        closing, left = closing.sum(axis=1), None if left is None else left.sum(axis=1)
    remaining = np.full(len(closing), np.nan) if left is None else left[:, 0] / closing[:, 0]
    return StockPath(
        output=path.output[:, 0],
        investment=path.investment[:, 0],
        closing=closing[:, 0],
        from_initial=remaining,
        by_asset=by_asset,
        services=path.services,
    )
