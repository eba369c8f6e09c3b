"""Industries with intermediate inputs: gross-output accounts, Domar weights, aggregate TFP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import two_year_mean
from tfp_soctrang.arithmetic.aggregation import Aggregation, aggregate_accounts, positive_parts, value_weights
from tfp_soctrang.arithmetic.checks import aligned, refuse, years_first
from tfp_soctrang.arithmetic.growth import growth_rates, index_from_growth
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["DomarAggregation", "domar_accounts", "domar_weights"]


def _values(
    gross_output_value: ArrayLike, intermediate_value: ArrayLike, years: ArrayLike | None
) -> tuple[Array, Array]:
    """Return value added at current prices and the two-period mean share of it in gross output."""
    gross = positive_parts(gross_output_value, "gross_output_value", years)
    used = positive_parts(intermediate_value, "intermediate_value", years)
    if gross.shape[:2] != used.shape[:2]:
        raise DataError(
            "gross_output_value and intermediate_value",
            "need the same years and industries",
            value=(gross.shape, used.shape),
            remedy="Give one row a year and one column an industry in each.",
        )
    gross, used = aligned("gross_output_value and intermediate_value", gross, used)
    problem = "must be smaller than gross output"
    refuse(used, used >= gross, "intermediate_value", problem, "Value added is what is left: above zero.", years)
    return gross - used, two_year_mean((gross - used) / gross)


def domar_weights(
    gross_output_value: ArrayLike, intermediate_value: ArrayLike, years: ArrayLike | None = None
) -> Array:
    """Return Domar weights: D_i = w̄_i / v̄_i, the share in total value added over the value-added share of gross output.

    But for averaging over two years D_i is gross output of the industry over total value added; the weights sum to more
    than one, since a gain in an industry also reaches its customers.

    Parameters
    ----------
    gross_output_value, intermediate_value
        Current prices, shape (n, industries, …), positive; the first is the larger.

    Returns
    -------
    ndarray
        Shape (n-1, industries, …).

    Raises
    ------
    DataError
        A value is not positive, intermediate inputs are not smaller than gross output, shapes do not fit.

    References
    ----------
    Domar (1961), On the Measurement of Technological Change, Economic Journal 71. Hulten (1978), Growth Accounting with
    Intermediate Inputs, Review of Economic Studies 45. As a ratio of means: Jorgenson, Ho and Stiroh (2005).

    Examples
    --------
    >>> domar_weights([[100.0, 100.0], [100.0, 100.0]], [[60.0, 40.0], [60.0, 40.0]]).tolist()
    [[1.0, 1.0]]
    """
    added, share = _values(gross_output_value, intermediate_value, years)
    return np.asarray(value_weights(added) / share)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DomarAggregation(Shown):
    """Gross-output accounts of industries, shape (n-1, industries, …), log changes, and their way to the whole.

    `value_added` is the same economy by value added: `value_added.whole.tfp_growth ==
    tfp_contribution.sum(axis=1) + value_added.item_tfp_contribution + value_added.reallocation`, but for rounding.
    """

    weights: Array
    output_growth: Array
    intermediate_growth: Array
    intermediate_share: Array
    value_added: Aggregation

    def __post_init__(self) -> None:
        for array in (self.weights, self.output_growth, self.intermediate_growth, self.intermediate_share):
            array.setflags(write=False)

    @property
    def intermediate_contribution(self) -> Array:
        """What intermediate inputs contribute to the growth of the industry's gross output."""
        return np.asarray(self.intermediate_share * self.intermediate_growth)

    @property
    def capital_contribution(self) -> Array:
        """What capital contributes to the growth of the industry's gross output."""
        return np.asarray((1.0 - self.intermediate_share) * self.value_added.parts.capital_contribution)

    @property
    def labour_contribution(self) -> Array:
        """What labour contributes to the growth of the industry's gross output."""
        return np.asarray((1.0 - self.intermediate_share) * self.value_added.parts.labour_contribution)

    @property
    def tfp_growth(self) -> Array:
        """Growth of gross output less the contributions of intermediate inputs, capital and labour."""
        inputs = self.intermediate_contribution + self.capital_contribution + self.labour_contribution
        return np.asarray(self.output_growth - inputs)

    @property
    def tfp_contribution(self) -> Array:
        """What the TFP growth of each industry contributes to that of the whole: Domar weight times TFP growth."""
        return np.asarray(self.weights * self.tfp_growth)


def domar_accounts(
    years: ArrayLike,
    gross_output: ArrayLike,
    intermediate_input: ArrayLike,
    capital_input: ArrayLike,
    labour_input: ArrayLike,
    *,
    gross_output_value: ArrayLike,
    intermediate_value: ArrayLike,
    capital_share: ArrayLike,
    item: ArrayLike | None = None,
    item_value: ArrayLike | None = None,
) -> DomarAggregation:
    """Return gross-output accounts of industries and the TFP of the whole by Domar weights, in log changes.

    Value added grows by g_V = (g_Q - v̄_X g_X) / v̄_V, so that Domar weight times gross-output TFP is value-added weight
    times value-added TFP in each industry, exactly.

    Parameters
    ----------
    years
        Shape (n,), whole and consecutive.
    gross_output, intermediate_input, capital_input, labour_input
        Levels at constant prices (persons or hours), shape (n, industries, …), positive.
    gross_output_value, intermediate_value
        Current prices, same shape.
    capital_share
        Fraction of *value added*, as in `aggregate_accounts`.
    item, item_value
        Taxes less subsidies on products, as in `aggregate_accounts`.

    Raises
    ------
    DataError
        As `domar_weights` and `aggregate_accounts`.

    Notes
    -----
    The capital share of gross output is here the product of two two-year means, v̄_V s̄_K. The mean of the product
    differs from it by a quarter of the product of the two changes, and would leave a small term between industries and
    whole.

    References
    ----------
    As `domar_weights`.

    Examples
    --------
    >>> account = domar_accounts(
    ...     [2020, 2021], [[100.0], [104.0]], [[50.0], [50.0]], [[300.0], [300.0]], [[10.0], [10.0]],
    ...     gross_output_value=[[100.0], [100.0]], intermediate_value=[[50.0], [50.0]], capital_share=0.4)
    >>> account.weights.tolist(), account.tfp_growth.round(4).tolist()
    ([[2.0]], [[0.0392]])
    >>> account.value_added.whole.tfp_growth.round(4).tolist()
    [0.0784]
    """
    added, share = _values(gross_output_value, intermediate_value, years)
    gross, used = (
        growth_rates(positive_parts(array, name, years), log=True)
        for array, name in ((gross_output, "gross_output"), (intermediate_input, "intermediate_input"))
    )
    if not gross.shape[:2] == used.shape[:2] == share.shape[:2]:
        raise DataError(
            "gross_output, intermediate_input and their values",
            "need the same years and industries",
            value=(gross.shape, used.shape, share.shape),
            remedy="Give one row a year and one column an industry in each.",
        )
    gross, used, share = aligned("gross_output, intermediate_input and their values", gross, used, share)
    volume = index_from_growth((gross - (1.0 - share) * used) / share, log=True)
    account = aggregate_accounts(
        years,
        volume,
        capital_input,
        labour_input,
        capital_share=capital_share,
        form="log",
        value_added=added,
        item=item,
        item_value=item_value,
    )
    gross, used, share = (years_first(array, account.weights.ndim) for array in (gross, used, share))
    return DomarAggregation(
        weights=account.weights / share,
        output_growth=gross,
        intermediate_growth=used,
        intermediate_share=1.0 - share,
        value_added=account,
    )
