"""The Solow account: output growth split into what capital, labour and total factor productivity contribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import positive_levels, refuse_unknown, within, years_first
from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "SMALLEST_GROWTH",
    "Decomposition",
    "GrowthAccount",
    "contributions",
    "growth_account",
    "phase_decomposition",
    "two_year_mean",
]

# Below this size output growth prints as 0,0 % at the one decimal that the Statistics Office publishes; a share of it
# is a share of nothing.
SMALLEST_GROWTH = 0.0005
_FORMS, _AVERAGINGS = get_args(Form), get_args(Averaging)


def two_year_mean(values: ArrayLike) -> Array:
    """Return the mean of each year and the year before: shape (n, …) in, (n-1, …) out."""
    array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    return np.asarray(0.5 * (array[1:] + array[:-1]))


def contributions(
    capital_growth: ArrayLike, labour_growth: ArrayLike, capital_share: ArrayLike, form: Form
) -> tuple[Array, Array]:
    """Return what capital and labour contribute to output growth.

    `discrete` and `log`: share times growth. `geometric` (Tăng Văn Khiên's Cobb–Douglas form): the joint input grows by
    (1+gK)^sK (1+gL)^sL - 1, split between the two in proportion to their log parts (Montgomery–Vartia), so that the
    contributions add up to it exactly.

    Parameters
    ----------
    capital_growth, labour_growth
        Fractions; discrete rates, or log changes for `form="log"`. Any shapes that broadcast.
    capital_share
        Fraction; the labour share is one less it.

    Returns
    -------
    tuple of ndarray
        Contributions of capital and of labour, fractions.

    Raises
    ------
    DataError
        The form is not known.
    """
    refuse_unknown(form, "form", _FORMS)
    k = np.asarray(capital_growth, dtype=np.float64)
    n = np.asarray(labour_growth, dtype=np.float64)
    share = np.asarray(capital_share, dtype=np.float64)
    if form != "geometric":
        return np.asarray(share * k), np.asarray((1.0 - share) * n)
    from_capital, from_labour = share * np.log1p(k), (1.0 - share) * np.log1p(n)
    joint = np.asarray(from_capital + from_labour)
    # the logarithmic mean of the joint input's index and 1: expm1(x)/x, which is 1 at x = 0
    safe = np.where(joint == 0.0, 1.0, joint)
    weight = np.where(joint == 0.0, 1.0, np.expm1(joint) / safe)
    return np.asarray(weight * from_capital), np.asarray(weight * from_labour)


def _freeze(record: GrowthAccount | Decomposition) -> None:
    for name in record.__slots__:
        value = getattr(record, name)
        if isinstance(value, np.ndarray):
            value.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GrowthAccount(Shown):
    """The account by year: n-1 growth rows labelled `years`, each of shape (n-1, …), fractions.

    `tfp_growth == output_growth - capital_contribution - labour_contribution`: the account adds up by construction.
    """

    years: NDArray[np.int64]
    form: Form
    output_growth: Array
    capital_growth: Array
    labour_growth: Array
    capital_share: Array
    capital_contribution: Array
    labour_contribution: Array

    def __post_init__(self) -> None:
        _freeze(self)

    def __repr__(self) -> str:
        axes = "" if self.tfp_growth.ndim == 1 else f" over {' × '.join(map(str, self.tfp_growth.shape[1:]))}"
        if not self.tfp_growth.size:
            return f"<GrowthAccount {self.form}: empty{axes}>"
        return (
            f"<GrowthAccount {self.years[0]}–{self.years[-1]}, {self.form}: mean output growth "
            f"{in_short(self.output_growth.mean())}, TFP growth {in_short(self.tfp_growth.mean())}{axes}>"
        )

    @property
    def labour_share(self) -> Array:
        """One less the capital share."""
        return np.asarray(1.0 - self.capital_share)

    @property
    def tfp_growth(self) -> Array:
        """Output growth less the contributions of capital and labour."""
        return self.output_growth - self.capital_contribution - self.labour_contribution

    def to_frame(self) -> pd.DataFrame:
        """Return a table by year, fractions (an account without further axes only)."""
        import pandas as pd

        names = (
            "output_growth", "capital_growth", "labour_growth", "capital_share",
            "capital_contribution", "labour_contribution", "tfp_growth",
        )  # fmt: skip
        rows = {name: np.broadcast_to(getattr(self, name), self.output_growth.shape) for name in names}
        return pd.DataFrame(rows, index=pd.Index(self.years, name="year"))


def _shares(capital_share: ArrayLike, n: int, form: Form) -> Array:
    share = np.asarray(capital_share, dtype=np.float64)
    if not within(share, 0.0, 1.0):
        bad = ~((share > 0.0) & (share < 1.0))
        where = tuple(int(i) for i in np.argwhere(bad)[0])
        raise DataError(
            f"capital_share, row {where[0]}" if where else "capital_share",
            "must lie between 0 and 1",
            value=float(share[where]),
            remedy="Shares are fractions: divide a percentage by 100.",
        )
    if share.ndim == 0 or share.shape[0] == 1 or share.shape[0] == n - 1:
        return share
    if share.shape[0] != n:
        raise DataError(
            "capital_share",
            f"must be a scalar, {n} values (one a year) or {n - 1} (one a growth year)",
            value=share.shape,
            remedy="Give the share of each year of the levels, or one that holds throughout.",
        )
    return two_year_mean(share) if form == "log" else share[1:]


def _checked(
    years: ArrayLike, output: ArrayLike, capital_input: ArrayLike, labour_input: ArrayLike, form: Form
) -> tuple[NDArray[np.int64], Array, Array, Array]:
    refuse_unknown(form, "form", _FORMS)
    label = np.asarray(years)
    if label.ndim != 1 or not np.issubdtype(label.dtype, np.integer) or (label[1:] - label[:-1] != 1).any():
        raise DataError(
            "years", "must be whole and consecutive", value=label.tolist(), remedy="Fill or drop the missing years."
        )
    named = (("output", output), ("capital_input", capital_input), ("labour_input", labour_input))
    for name, array in named:
        shape = np.shape(array)
        if not shape or shape[0] != len(label):
            raise DataError(
                name, f"must have {len(label)} years on axis 0", value=shape, remedy="One level for each year."
            )
    deepest = max(np.ndim(array) for _, array in named)
    y, k, n = (years_first(positive_levels(array, name, label), deepest) for name, array in named)
    return label, y, k, n


def _aligned_levels(
    years: ArrayLike,
    output: ArrayLike,
    capital_input: ArrayLike,
    labour_input: ArrayLike,
    capital_share: ArrayLike,
    form: Form,
) -> tuple[NDArray[np.int64], Array, Array, Array, Array]:
    """Return years, levels and the share of each growth year, checked, years on axis 0 and axes aligned behind."""
    label, y, k, n = _checked(years, output, capital_input, labour_input, form)
    share = _shares(capital_share, len(label), form)
    if share.ndim:
        deepest = max(share.ndim, y.ndim)
        share, y, k, n = (years_first(array, deepest) for array in (share, y, k, n))
    try:
        np.broadcast(y[1:], k[1:], n[1:], share)
    except ValueError as error:
        raise DataError(
            "growth_account",
            "levels and capital_share do not fit together",
            value=(y.shape, k.shape, n.shape, share.shape),
            remedy="Years stand on axis 0; behind it shapes must broadcast.",
        ) from error
    return label, y, k, n, share


def growth_account(
    years: ArrayLike,
    output: ArrayLike,
    capital_input: ArrayLike,
    labour_input: ArrayLike,
    *,
    capital_share: ArrayLike = 0.4,
    form: Form = "discrete",
) -> GrowthAccount:
    """Return the account by year: output growth = capital + labour contribution + TFP growth.

    `discrete` (the formula of the NSO of Việt Nam): G_A = G_Y - b_K G_K - b_L G_L with discrete rates. `geometric`:
    G_A = G_Y - [(1+G_K)^b_K (1+G_L)^b_L - 1]. `log`: Δln A = Δln Y - s_K Δln K - s_L Δln L (Törnqvist with two-year
    mean shares). b_L = 1 - b_K.

    Parameters
    ----------
    years
        Shape (n,), whole and consecutive.
    output, capital_input, labour_input
        Levels, shape (n, …), positive, each at one price base and definition throughout; units do not matter. Axes
        align from the left: shape (n,) means years.
    capital_share
        Fraction: a scalar, n values (`log` takes the two-year mean, the others the later year's) or n-1 values (used
        as given), years on axis 0; draws stand behind, shape (1, m) for one share a draw.
    form
        See above.

    Returns
    -------
    GrowthAccount
        n-1 rows labelled `years[1:]`.

    Raises
    ------
    DataError
        A level is not positive and finite, a share lies outside (0, 1), years have holes, shapes do not fit.

    References
    ----------
    NSO of Việt Nam, metadata of the indicator *Tốc độ tăng năng suất các nhân tố tổng hợp*. Tăng Văn Khiên (2005), Tốc
    độ tăng năng suất nhân tố tổng hợp. Solow (1957), Review of Economics and Statistics 39, equation 2.

    Examples
    --------
    >>> account = growth_account([2020, 2021], [100.0, 106.0], [300.0, 324.0], [50.0, 50.5], capital_share=0.4)
    >>> account.tfp_growth.round(6).tolist()
    [0.022]
    """
    label, y, k, n, share = _aligned_levels(years, output, capital_input, labour_input, capital_share, form)
    log = form == "log"
    gy, gk, gl = (growth_rates(array, log=log) for array in (y, k, n))
    ck, cl = contributions(gk, gl, share, form)
    return GrowthAccount(
        years=label[1:].astype(np.int64),
        form=form,
        output_growth=gy,
        capital_growth=gk,
        labour_growth=gl,
        capital_share=np.array(share),
        capital_contribution=ck,
        labour_contribution=cl,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Decomposition(Shown):
    """The account of a phase, each field of shape (…): growth and contributions in fractions a year.

    With averaging `cumulative` growth and contributions are of the whole phase. `tfp_growth` is output growth less the
    contributions; the three contribution shares add up to one by construction. Where output growth is smaller than
    `SMALLEST_GROWTH` (in the phase, or for `mean_of_shares` in any year) the shares are NaN and `shares_defined` False.
    """

    form: Form
    averaging: Averaging
    output_growth: Array
    capital_growth: Array
    labour_growth: Array
    capital_share: Array
    capital_contribution: Array
    labour_contribution: Array
    capital_contribution_share: Array
    labour_contribution_share: Array
    shares_defined: NDArray[np.bool_]

    def __post_init__(self) -> None:
        _freeze(self)

    @property
    def labour_share(self) -> Array:
        """One less the capital share."""
        return np.asarray(1.0 - self.capital_share)

    @property
    def tfp_growth(self) -> Array:
        """Output growth less the contributions of capital and labour."""
        return np.asarray(self.output_growth - self.capital_contribution - self.labour_contribution)

    @property
    def tfp_contribution_share(self) -> Array:
        """One less the shares of capital and labour."""
        return np.asarray(1.0 - self.capital_contribution_share - self.labour_contribution_share)


def phase_decomposition(
    years: ArrayLike,
    output: ArrayLike,
    capital_input: ArrayLike,
    labour_input: ArrayLike,
    *,
    capital_share: ArrayLike = 0.4,
    form: Form = "discrete",
    averaging: Averaging = "compound",
) -> Decomposition:
    """Return the account of the whole phase `years[1]` … `years[-1]`.

    `compound`: average growth of output, capital and labour over the phase, then the formula once (the practice of the
    NSO of Việt Nam). `cumulative`: the formula on the change over the whole phase. `arithmetic`: means of the yearly
    account; shares are ratios of these means. `mean_of_shares`: the same means, but the shares are the means of the
    yearly shares, which one near-zero year can throw anywhere.

    Parameters
    ----------
    years, output, capital_input, labour_input, capital_share, form
        As in `growth_account`; `compound` and `cumulative` use the mean share of the phase.
    averaging
        See above. `form="log"` averages log changes; `cumulative` then sums them.

    Returns
    -------
    Decomposition
        `tfp_contribution_share == 1 - capital_contribution_share - labour_contribution_share`.

    Raises
    ------
    DataError
        As `growth_account`; or the averaging is not known.

    Examples
    --------
    >>> phase = phase_decomposition([2020, 2021, 2022], [100, 106, 112], [300, 320, 342], [50, 50.5, 51])
    >>> float(phase.tfp_contribution_share.round(4))
    0.4331
    """
    refuse_unknown(averaging, "averaging", _AVERAGINGS)
    if averaging in ("arithmetic", "mean_of_shares"):
        account = growth_account(years, output, capital_input, labour_input, capital_share=capital_share, form=form)
        share = account.capital_share
        gy, gk, gl, ck, cl = (
            np.asarray(rows.mean(axis=0))
            for rows in (
                account.output_growth,
                account.capital_growth,
                account.labour_growth,
                account.capital_contribution,
                account.labour_contribution,
            )
        )
        mean_share = share if share.ndim == 0 else np.asarray(share.mean(axis=0))
    else:
        _, y, k, n, share = _aligned_levels(years, output, capital_input, labour_input, capital_share, form)
        span = y.shape[0] - 1
        mean_share = share if share.ndim == 0 else share[0] if len(share) == 1 else np.asarray(share.mean(axis=0))
        gy, gk, gl = (_over_phase(array, span, form, averaging) for array in (y, k, n))
        ck, cl = contributions(gk, gl, mean_share, form)
    if averaging == "mean_of_shares":
        defined = np.asarray((np.abs(account.output_growth) >= SMALLEST_GROWTH).all(axis=0))
        sk, sl = (
            np.asarray(
                _ratio(
                    rows,
                    account.output_growth,
                    np.broadcast_to(defined, np.broadcast_shapes(rows.shape, account.output_growth.shape)),
                ).mean(axis=0)
            )
            for rows in (account.capital_contribution, account.labour_contribution)
        )
    else:
        defined = np.asarray(np.abs(gy) >= SMALLEST_GROWTH)
        sk, sl = _ratio(ck, gy, defined), _ratio(cl, gy, defined)
    return Decomposition(
        form=form,
        averaging=averaging,
        output_growth=gy,
        capital_growth=gk,
        labour_growth=gl,
        capital_share=mean_share,
        capital_contribution=ck,
        labour_contribution=cl,
        capital_contribution_share=sk,
        labour_contribution_share=sl,
        shares_defined=defined,
    )


def _over_phase(levels: Array, span: int, form: Form, averaging: Averaging) -> Array:
    """Return growth from the first level to the last: a year of it, or all of it when `averaging` is cumulative."""
    change = np.asarray(levels[-1] / levels[0])
    if form != "log" and (averaging == "cumulative" or span == 1):
        return np.asarray(change - 1.0)
    growth: Array = np.log(change, out=change)
    if averaging != "cumulative":
        growth /= span
    if form == "log":
        return np.asarray(growth)
    # exp(ln x / n) - 1 is x^(1/n) - 1 to 1e-16, in two thirds of the power's time
    np.exp(growth, out=growth)
    growth -= 1.0
    return np.asarray(growth)


def _ratio(part: Array, whole: Array, defined: NDArray[np.bool_]) -> Array:
    if defined.all():
        return np.asarray(part / whole)
    shape = np.broadcast_shapes(part.shape, whole.shape, defined.shape)
    out = np.full(shape, np.nan)
    np.divide(part, whole, out=out, where=np.broadcast_to(defined, shape))
    return out
