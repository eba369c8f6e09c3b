"""The arrays of a phase through the arithmetic: for one value of each assumption, or for many draws at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import Decomposition, GrowthAccount, growth_account, phase_decomposition
from tfp_soctrang.arithmetic.capital import opening_stock, perpetual_inventory, ratio_stock
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.measures import OUTLAY

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Evaluation", "StockPath", "capital_chain", "evaluate", "stock_path"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluation:
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
    output, investment, capital = capital_chain(inputs, drawn, inputs.row("depreciation_rate", drawn))
    labour = inputs.labour.filled(drawn)
    if "labour_share" in drawn or "capital_share" not in inputs.coefficients:
        capital_share = 1.0 - inputs.row("labour_share", drawn)
    else:
        capital_share = inputs.row("capital_share", drawn)
    at = np.isin(inputs.years, inputs.phase.level_years)
    return Evaluation(
        years=inputs.years[at],
        output=output[at],
        investment=investment[at],
        capital_input=capital[at],
        labour_input=labour[at],
        capital_share=capital_share if capital_share.shape[0] == 1 else capital_share[at],
    )


def capital_chain(inputs: PhaseInputs, drawn: Mapping[str, ArrayLike], rate: Array) -> tuple[Array, Array, Array]:
    """Return output, investment and capital input on the grid, shape (n, m) each."""
    settings = inputs.settings
    output = inputs.output.filled(drawn)
    investment = inputs.investment.filled(drawn, output)
    if inputs.investment.name in OUTLAY:
        investment = investment * inputs.row("outlay_to_formation", drawn)
    ratio = "initial_capital_output_ratio"
    if inputs.initial_stock is not None:
        initial = np.full(1, inputs.initial_stock)
    elif inputs.reference is None or ratio in drawn:
        initial = ratio_stock(output[0], inputs.row(ratio, drawn)[0])
    else:
        nation_output, _, nation_capital = capital_chain(inputs.reference, {}, rate[:1])
        initial = ratio_stock(output[0], nation_capital[-1] / nation_output[-1])
    later = rate if rate.shape[0] == 1 else rate[1:]
    stock = perpetual_inventory(
        investment[1:], initial_stock=initial, depreciation_rate=later, investment_timing=settings.investment_timing
    )
    closing = np.concatenate([np.broadcast_to(initial, stock.closing[:1].shape), stock.closing])
    if settings.stock == "closing":
        return output, investment, closing
    before = opening_stock(closing[:1], investment[:1], rate[:1], settings.investment_timing)
    opening = np.concatenate([np.broadcast_to(before, stock.opening[:1].shape), stock.opening])
    return output, investment, opening if settings.stock == "opening" else 0.5 * (opening + closing)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StockPath:
    """The closing stocks of the grid of years, shape (n,) each; output is NaN where no year of it is known.

    `from_initial` is the fraction of the stock that still comes from the initial one.
    """

    output: Array
    investment: Array
    closing: Array
    from_initial: Array


def stock_path(inputs: PhaseInputs) -> StockPath:
    """Return the closing stocks from the initial year on, for the assumptions' values."""
    rate = inputs.row("depreciation_rate", {})
    at_end = replace(inputs, settings=replace(inputs.settings, stock="closing"))
    output, investment, closing = (array[:, 0] for array in capital_chain(at_end, {}, rate))
    later = rate[:, 0] if rate.shape[0] == 1 else rate[1:, 0]
    left = perpetual_inventory(np.zeros(len(closing) - 1), initial_stock=closing[0], depreciation_rate=later).closing
    remaining = np.concatenate([closing[:1], left]) / closing
    return StockPath(output=output, investment=investment, closing=closing, from_initial=remaining)
