"""Industries or territories summed: what each contributes to the whole, and what reallocation between them does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import GrowthAccount, growth_account, two_year_mean
from tfp_soctrang.arithmetic.checks import aligned, positive_levels, refuse, years_first
from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.choices import Form

    Array = NDArray[np.float64]

__all__ = ["Aggregation", "aggregate_accounts", "opening_weights", "positive_parts", "value_weights"]


def positive_parts(levels: ArrayLike, name: str, years: ArrayLike | None = None) -> Array:
    """Return levels of shape (n, parts, …) as an array, refusing what is not positive or has no axis of parts.

    Raises
    ------
    DataError
        A level is not finite or not above zero; there are fewer than two years or no axis of parts.
    """
    array = np.asarray(levels, dtype=np.float64)
    if array.ndim < 2 or array.shape[0] < 2:
        raise DataError(
            name,
            "needs two years at least on axis 0 and industries (or territories) on axis 1",
            value=array.shape,
            remedy="Give one row a year and one column an industry.",
        )
    refuse(
        array,
        ~(np.isfinite(array) & (array > 0.0)),
        name,
        "must be a finite number above zero",
        "A growth rate needs positive levels: correct or supply the figure, or merge the part with a neighbour.",
        years,
    )
    return array


def value_weights(values: ArrayLike, years: ArrayLike | None = None) -> Array:
    """Return two-period mean shares: w_i = (V_i[t]/ΣV[t] + V_i[t-1]/ΣV[t-1]) / 2.

    Parameters
    ----------
    values
        Value added at current prices, shape (n, parts, …), positive. Parts without inputs (taxes less subsidies on
        products) may stand among them.

    Returns
    -------
    ndarray
        Shape (n-1, parts, …); `value_weights(v).sum(axis=1) == 1`. The contribution of anything by which the parts grow
        to that of the whole is `value_weights(v) * growth`; its sum over axis 1 is the Törnqvist growth of the whole.

    Raises
    ------
    DataError
        A value is not positive, or there are fewer than two years.

    Examples
    --------
    >>> value_weights([[40.0, 60.0], [60.0, 60.0]]).tolist()
    [[0.45, 0.55]]
    """
    array = positive_parts(values, "value_added", years)
    return two_year_mean(array / array.sum(axis=1, keepdims=True))


def opening_weights(values: ArrayLike, years: ArrayLike | None = None) -> Array:
    """Return the shares of the year before: w_i = V_i[t-1] / ΣV[t-1], shape (n-1, parts, …).

    With output at constant prices in `values`, `opening_weights(y) * growth_rates(y)` is Δy_i / Σy[t-1], and sums to
    the growth of Σy exactly.

    Raises
    ------
    DataError
        As `value_weights`.

    Examples
    --------
    >>> opening_weights([[40.0, 60.0], [60.0, 60.0]]).tolist()
    [[0.4, 0.6]]
    """
    array = positive_parts(values, "value_added", years)[:-1]
    return np.asarray(array / array.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Aggregation(Shown):
    """The accounts of the parts (industries, territories), that of the whole, and the bridge between them, by year.

    `parts` has parts on axis 1, shape (n-1, parts, …); `whole` has shape (n-1, …). `weights` are the parts' shares in
    the whole, `item_weight` and `item_growth` belong to what is output without inputs, taxes less subsidies on products
    (zero where there is none); `weights.sum(axis=1) + item_weight == 1`.

    The identities, each but for rounding, W being `weights.sum(axis=1)`:

    - `whole.output_growth == output_contribution.sum(axis=1) + item_contribution + output_difference`
    - `W * whole.capital_contribution == capital_contribution.sum(axis=1) - capital_reallocation`, labour alike
    - `whole.tfp_growth == tfp_contribution.sum(axis=1) + item_tfp_contribution + output_difference + reallocation`
    """

    parts: GrowthAccount
    whole: GrowthAccount
    weights: Array
    item_weight: Array
    item_growth: Array

    def __post_init__(self) -> None:
        for array in (self.weights, self.item_weight, self.item_growth):
            array.setflags(write=False)

    @property
    def years(self) -> NDArray[np.int64]:
        """The growth years."""
        return self.parts.years

    @property
    def output_contribution(self) -> Array:
        """What the output of each part contributes to the growth of the whole."""
        return np.asarray(self.weights * self.parts.output_growth)

    @property
    def capital_contribution(self) -> Array:
        """What the capital of each part contributes, at the part's own return: weight times its contribution there."""
        return np.asarray(self.weights * self.parts.capital_contribution)

    @property
    def labour_contribution(self) -> Array:
        """What the labour of each part contributes, at the part's own wage."""
        return np.asarray(self.weights * self.parts.labour_contribution)

    @property
    def tfp_contribution(self) -> Array:
        """What the TFP growth of each part contributes: its output less its capital and labour contribution."""
        return self.output_contribution - self.capital_contribution - self.labour_contribution

    @property
    def item_contribution(self) -> Array:
        """What the item without inputs contributes to the growth of the whole."""
        return np.asarray(self.item_weight * self.item_growth)

    @property
    def item_tfp_contribution(self) -> Array:
        """What the item without inputs adds to the TFP of the whole: its growth beyond that of the whole's inputs."""
        inputs = self.whole.capital_contribution + self.whole.labour_contribution
        return np.asarray(self.item_weight * (self.item_growth - inputs))

    @property
    def output_difference(self) -> Array:
        """Growth of the whole less what parts and item contribute: zero unless the whole was given from elsewhere."""
        return np.asarray(self.whole.output_growth - self.output_contribution.sum(axis=1) - self.item_contribution)

    @property
    def capital_reallocation(self) -> Array:
        """The parts' capital contributions less that of the whole: above zero when capital moves to higher returns."""
        inside = self.weights.sum(axis=1) * self.whole.capital_contribution
        return np.asarray(self.capital_contribution.sum(axis=1) - inside)

    @property
    def labour_reallocation(self) -> Array:
        """The parts' labour contributions less that of the whole: above zero when labour moves to higher wages."""
        inside = self.weights.sum(axis=1) * self.whole.labour_contribution
        return np.asarray(self.labour_contribution.sum(axis=1) - inside)

    @property
    def reallocation(self) -> Array:
        """Reallocation of capital and labour together: TFP growth of the whole that no part has."""
        return self.capital_reallocation + self.labour_reallocation


def aggregate_accounts(
    years: ArrayLike,
    output: ArrayLike,
    capital_input: ArrayLike,
    labour_input: ArrayLike,
    *,
    capital_share: ArrayLike,
    form: Form = "discrete",
    value_added: ArrayLike | None = None,
    item: ArrayLike | None = None,
    item_value: ArrayLike | None = None,
    whole_output: ArrayLike | None = None,
    whole_capital_input: ArrayLike | None = None,
    whole_labour_input: ArrayLike | None = None,
    whole_capital_share: ArrayLike | None = None,
) -> Aggregation:
    """Return the growth accounts of industries (or territories) and of their sum, with the reallocation between them.

    `log`: g = Σ w̄_i g_i with two-period mean shares of value added (direct aggregation over industries). `discrete`:
    g = Σ w_i[t-1] g_i, which for levels at one price base is the growth of their sum exactly. The input of the whole is
    the sum of the parts' inputs, its capital share Σ w_i s_i / Σ w_i, unless they are given.

    Parameters
    ----------
    years
        Shape (n,), whole and consecutive.
    output, capital_input, labour_input
        Levels by part, shape (n, parts, …), positive: nông lâm thủy sản; công nghiệp – xây dựng; dịch vụ, in any order;
        or territories that merge. Capital and labour are in one unit across parts, since they are summed.
    capital_share
        Fractions by part as in `growth_account`, shape (n, parts, …), (n-1, parts, …) or (1, parts, …); or a number.
    form
        `discrete` or `log`.
    value_added
        Value added at current prices, shape (n, parts, …), for the weights. `log` needs it; `discrete` weights with
        `output` without it.
    item, item_value
        Taxes less subsidies on products, which no capital and labour produce: at constant and at current prices, shape
        (n, …). `item_value` goes with `value_added`. Positive.
    whole_output, whole_capital_input, whole_labour_input
        Levels of the whole from elsewhere, shape (n, …), in place of the sums.
    whole_capital_share
        Shape as in `growth_account`, e.g. the office's coefficient.

    Returns
    -------
    Aggregation
        n-1 rows labelled `years[1:]`.

    Raises
    ------
    DataError
        As `growth_account`; the form is `geometric`, which has no additive contributions; weights are missing.

    Notes
    -----
    Territories: sum levels, never rates. When one territory has more output a worker than another, workers who move
    raise the TFP of the sum though neither territory has more: that is the reallocation term, not an error.

    References
    ----------
    Jorgenson, Ho and Stiroh (2005), Productivity, Volume 3: Information Technology and the American Growth Resurgence,
    on direct aggregation across industries and on the reallocation of capital and labour.

    Examples
    --------
    One worker moves from the first part to the second, which makes twice as much with each worker:

    >>> account = aggregate_accounts(
    ...     [2020, 2021], [[50.0, 50.0], [49.5, 51.0]], [[100.0, 100.0], [100.0, 100.0]], [[50.0, 25.0], [49.0, 26.0]],
    ...     capital_share=0.5)
    >>> account.tfp_contribution.round(6).tolist(), account.labour_reallocation.round(6).tolist()
    ([[0.0, 0.0]], [0.005])
    >>> account.whole.tfp_growth.round(6).tolist()
    [0.005]
    """
    if form == "geometric":
        raise DataError(
            "form", "has no contributions that add up over parts", value=form, remedy="Use discrete or log."
        )
    made, capital, labour = (
        positive_parts(array, name, years)
        for array, name in ((output, "output"), (capital_input, "capital_input"), (labour_input, "labour_input"))
    )
    if not made.shape[1] == capital.shape[1] == labour.shape[1]:
        raise DataError(
            "output, capital_input and labour_input",
            "need the same parts on axis 1",
            value=(made.shape, capital.shape, labour.shape),
            remedy="Give one column a part in each; taxes less subsidies go into item.",
        )
    log = form == "log"
    of_parts = (made, capital, labour, capital_share, value_added)
    of_whole = (item, item_value, whole_output, whole_capital_input, whole_labour_input, whole_capital_share)
    ndim = max(
        np.ndim(array) + behind
        for arrays, behind in ((of_parts, 0), (of_whole, 1))
        for array in arrays
        if array is not None
    )
    # deep enough once, so that parts (axis 1) and whole (no axis 1) stay aligned whatever carries the draws
    made = years_first(made, ndim)
    parts = growth_account(years, made, capital, labour, capital_share=capital_share, form=form)
    weights, item_weight = (
        years_first(array, depth)
        for array, depth in zip(
            _weights(years, made, value_added, item, item_value, log=log), (ndim, ndim - 1), strict=True
        )
    )
    item_growth = np.zeros_like(item_weight)
    if item is not None:
        item_growth = years_first(growth_rates(positive_levels(item, "item", years), log=log), ndim - 1)
    aligned("value_added and the parts", weights, parts.output_growth, parts.capital_contribution)
    share = (weights * parts.capital_share).sum(axis=1) / weights.sum(axis=1)
    summed = growth_account(
        years,
        years_first(made.sum(axis=1) if whole_output is None else whole_output, ndim - 1),
        capital.sum(axis=1) if whole_capital_input is None else whole_capital_input,
        labour.sum(axis=1) if whole_labour_input is None else whole_labour_input,
        capital_share=share if whole_capital_share is None else whole_capital_share,
        form=form,
    )
    contributed = (weights * parts.output_growth).sum(axis=1)
    aligned(
        "the parts, item and the whole", contributed, item_growth, summed.output_growth, summed.capital_contribution
    )
    whole = summed
    if whole_output is None:
        whole = replace(summed, output_growth=contributed + item_weight * item_growth)
    return Aggregation(parts=parts, whole=whole, weights=weights, item_weight=item_weight, item_growth=item_growth)


def _weights(
    years: ArrayLike,
    output: Array,
    value_added: ArrayLike | None,
    item: ArrayLike | None,
    item_value: ArrayLike | None,
    *,
    log: bool,
) -> tuple[Array, Array]:
    """Return the weights of the parts, shape (n-1, parts, …), and that of the item, shape (n-1, …)."""
    if log and value_added is None:
        raise DataError(
            "value_added",
            "is needed by the form log",
            remedy="Give value added at current prices by part, or discrete.",
        )
    if (item is None and item_value is not None) or (
        item is not None and (item_value is None) is not (value_added is None)
    ):
        raise DataError(
            "item_value",
            "belongs to item and value_added",
            remedy="Give taxes less subsidies at constant prices, and at current ones too when value_added is given.",
        )
    values = output if value_added is None else positive_parts(value_added, "value_added", years)
    if values.shape[:2] != output.shape[:2]:
        raise DataError(
            "value_added",
            "needs the years and parts of output",
            value=(values.shape, output.shape),
            remedy="Give one row a year and one column a part.",
        )
    one = item if value_added is None else item_value
    if one is not None:
        column = positive_levels(one, "item" if value_added is None else "item_value", years)[:, np.newaxis]
        values, column = aligned("value_added and item_value", values, column)
        behind = np.broadcast_shapes(values.shape[2:], column.shape[2:])
        values = np.concatenate(
            [np.broadcast_to(array, (*array.shape[:2], *behind)) for array in (values, column)], axis=1
        )
    weights = value_weights(values) if log else opening_weights(values)
    if one is None:
        return weights, np.zeros((weights.shape[0], *weights.shape[2:]))
    return weights[:, :-1], weights[:, -1]
