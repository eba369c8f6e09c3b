"""Income shares of labour: input–output coefficients, compensation, mixed income, wages by employment status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import two_year_mean
from tfp_soctrang.arithmetic.checks import aligned, refuse
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "checked_shares",
    "compensation_share",
    "full_income_share",
    "held_coefficients",
    "labour_income_by_status",
    "mean_shares",
    "mixed_income_in_proportion",
    "mixed_income_to_labour",
    "self_employed_at_average_wage",
]


def _amounts(years: ArrayLike | None, may_be_zero: tuple[str, ...] = (), **named: ArrayLike) -> list[Array]:
    """Return the named amounts aligned, refusing what cannot be an amount."""
    for name, values in named.items():
        array = np.asarray(values, dtype=np.float64)
        zero = name in may_be_zero
        fine = np.isfinite(array) & ((array >= 0.0) if zero else (array > 0.0))
        limit = "not below zero" if zero else "above zero"
        refuse(array, ~fine, name, f"must be a finite number {limit}", "Correct or supply the figure.", years)
    return aligned(", ".join(named), *named.values())


def checked_shares(share: ArrayLike, name: str = "labour_share", years: ArrayLike | None = None) -> Array:
    """Return shares as an array, refusing what does not lie strictly between 0 and 1.

    Parameters
    ----------
    share
        Fractions, shape (n, …) or a number.
    name, years
        What the message calls the share, and the labels of axis 0 in it.

    Raises
    ------
    DataError
        A share is not a number between 0 and 1, both ends excluded.

    Examples
    --------
    >>> checked_shares([0.6, 41.2], years=[2023, 2024])
    Traceback (most recent call last):
    tfp_soctrang.errors.DataError: labour_share, 2024: must lie between 0 and 1 (got 41.2). Shares are fractions: ...
    """
    array = np.asarray(share, dtype=np.float64)
    remedy = (
        "Shares are fractions: divide a percentage by 100; otherwise check that numerator and denominator have one "
        "unit and price base, and whether mixed income is large enough for another treatment."
    )
    refuse(array, ~((array > 0.0) & (array < 1.0)), name, "must lie between 0 and 1", remedy, years)
    return array


def mean_shares(share: ArrayLike, name: str = "labour_share", years: ArrayLike | None = None) -> Array:
    """Return the mean share of each year and the year before: shape (n, …) in, (n-1, …) out.

    These are the weights of a Törnqvist index. Raises as `checked_shares`.

    Examples
    --------
    >>> mean_shares([0.58, 0.60, 0.61]).round(12).tolist()
    [0.59, 0.605]
    """
    return two_year_mean(checked_shares(share, name, years))


def held_coefficients(years: ArrayLike, table_years: ArrayLike, coefficients: ArrayLike, *, held_for: int = 5) -> Array:
    """Return the input–output coefficient of each year: that of the latest table, held until the next.

    Parameters
    ----------
    years, table_years
        Shapes (n,) and (k,); the years of the tables rise.
    coefficients
        Shape (k, …), fractions, one row a table.
    held_for
        For how many years a table serves, its own included. The Statistics Office makes a table every five years.

    Returns
    -------
    ndarray
        Shape (n, …).

    Raises
    ------
    DataError
        A year lies before the first table, or the last table has served its years; table years do not rise; as
        `checked_shares`.

    Examples
    --------
    >>> held_coefficients([2015, 2016, 2017, 2018], [2012, 2017], [0.61, 0.60]).tolist()
    [0.61, 0.61, 0.6, 0.6]
    """
    wanted, made = np.atleast_1d(np.asarray(years)), np.atleast_1d(np.asarray(table_years))
    given = np.atleast_1d(checked_shares(coefficients, "coefficients", table_years))
    if given.shape[0] != len(made) or np.any(np.diff(made) <= 0):
        raise DataError(
            "table_years",
            "must rise, with one row of coefficients each",
            value=(made.tolist(), given.shape),
            remedy="Sort the tables by year.",
        )
    rows = np.searchsorted(made, wanted, side="right") - 1
    problem = f"no input–output table is in force: they are of {', '.join(map(str, made))}"
    age = wanted - made[rows]
    for bad, remedy in (
        (rows < 0, "Add the earlier table."),
        (age >= held_for, f"Add the later table, or hold the last one for more than {held_for} years: held_for."),
    ):
        if bad.any():
            raise DataError(f"coefficient, {wanted[bad][0]}", problem, remedy=remedy)
    return given[rows]


def compensation_share(compensation: ArrayLike, value_added: ArrayLike, *, years: ArrayLike | None = None) -> Array:
    """Return the unadjusted labour share: compensation of employees / value added, C / V.

    What the self-employed earn counts as capital income here: where they are many the share is far too low.

    Parameters
    ----------
    compensation
        C, shape (n, …), current prices.
    value_added
        V, same unit, without taxes less subsidies on products, which are income of neither factor.

    Raises
    ------
    DataError
        An amount is not positive, the share does not lie between 0 and 1, or shapes do not fit.

    Examples
    --------
    >>> float(compensation_share(40.0, 100.0))
    0.4
    """
    pay, output = _amounts(years, compensation=compensation, value_added=value_added)
    return checked_shares(pay / output, "compensation share", years)


def mixed_income_to_labour(
    compensation: ArrayLike, mixed_income: ArrayLike, value_added: ArrayLike, *, years: ArrayLike | None = None
) -> Array:
    """Return the labour share with all mixed income as labour income: (C + M) / V.

    M, the income of households' own enterprises, holds income of both factors, so this is an upper bound; it may be
    zero. C, V and errors as in `compensation_share`.

    References
    ----------
    Gollin (2002), Getting Income Shares Right, Journal of Political Economy 110(2), 458–474, adjustment 1.

    Examples
    --------
    >>> float(mixed_income_to_labour(40.0, 20.0, 100.0))
    0.6
    """
    pay, mixed, output = _amounts(
        years, ("mixed_income",), compensation=compensation, mixed_income=mixed_income, value_added=value_added
    )
    return checked_shares((pay + mixed) / output, "labour share, mixed income to labour", years)


def mixed_income_in_proportion(
    compensation: ArrayLike, mixed_income: ArrayLike, value_added: ArrayLike, *, years: ArrayLike | None = None
) -> Array:
    """Return the labour share with mixed income split as the rest of the economy is: s = C / (V - M).

    It satisfies `s == (C + s * M) / V`. Parameters and errors as in `mixed_income_to_labour`.

    References
    ----------
    Gollin (2002), adjustment 2.

    Examples
    --------
    >>> float(mixed_income_in_proportion(40.0, 20.0, 100.0))
    0.5
    """
    pay, mixed, output = _amounts(
        years, ("mixed_income",), compensation=compensation, mixed_income=mixed_income, value_added=value_added
    )
    problem = "must be smaller than value added"
    refuse(mixed, mixed >= output, "mixed_income", problem, "Check the units of both.", years)
    return checked_shares(pay / (output - mixed), "labour share, mixed income in proportion", years)


def self_employed_at_average_wage(
    compensation: ArrayLike,
    employees: ArrayLike,
    employed: ArrayLike,
    value_added: ArrayLike,
    *,
    years: ArrayLike | None = None,
) -> Array:
    """Return the labour share with the self-employed paid as the average employee: (C / E) N / V.

    Parameters
    ----------
    compensation, value_added
        C and V as in `compensation_share`.
    employees, employed
        E, persons (or hours) in paid employment; N, all employed, E among them; same unit and shape (n, …).

    Raises
    ------
    DataError
        Employees exceed the employed; else as `compensation_share`.

    Notes
    -----
    With industries behind the years the wage is that of the industry. Σ C N / E over industries over Σ V is then a
    share of the whole, and not the one computed from totals: self-employed farmers are paid as farm hands are.

    References
    ----------
    Gollin (2002), adjustment 3.

    Examples
    --------
    >>> float(self_employed_at_average_wage(40.0, 10.0, 16.0, 100.0))
    0.64
    """
    pay, paid, everyone, output = _amounts(
        years, compensation=compensation, employees=employees, employed=employed, value_added=value_added
    )
    remedy = "Employees are part of the employed: check the units of both."
    refuse(paid, paid > everyone, "employees", "must not exceed the employed", remedy, years)
    return checked_shares(pay / paid * everyone / output, "labour share, self-employed at the average wage", years)


def full_income_share(
    compensation: ArrayLike, own_account_income: ArrayLike, gross_product: ArrayLike, *, years: ArrayLike | None = None
) -> Array:
    """Return the office's labour coefficient: full income of workers / gross product, (C + W) / Y.

    *Thu nhập đầy đủ của người lao động* is read here as what employees are paid, in wages and beside them, and what
    workers earn in their own households' production.

    Parameters
    ----------
    compensation
        C, wages, what is paid like wages, and employers' contributions, shape (n, …), current prices.
    own_account_income
        W, income of own-account and family workers from production; may be zero.
    gross_product
        Y, gross domestic or regional product, *with* taxes less subsidies on products: the one way in which this
        differs from `mixed_income_to_labour` when W is all mixed income.

    Raises
    ------
    DataError
        As `compensation_share`.

    References
    ----------
    Tăng Văn Khiên (2005), Tốc độ tăng năng suất nhân tố tổng hợp: the accounting method, in which full income of
    workers over gross domestic product is the coefficient of labour, and one less it that of capital.

    Examples
    --------
    >>> float(full_income_share(40.0, 20.0, 110.0).round(4))
    0.5455
    """
    pay, own, output = _amounts(
        years,
        ("own_account_income",),
        compensation=compensation,
        own_account_income=own_account_income,
        gross_product=gross_product,
    )
    return checked_shares((pay + own) / output, "full income share", years)


def labour_income_by_status(
    employed: ArrayLike,
    monthly_income: ArrayLike,
    *,
    contribution_rate: ArrayLike,
    months: float = 12.0,
    years: ArrayLike | None = None,
) -> Array:
    """Return the labour income of a region without an income account: Σ N w (1 + c) 12 over employment status.

    Parameters
    ----------
    employed, monthly_income
        N and w, shape (n, statuses, …): persons and their average income a month as employees, own-account workers,
        employers, unpaid family workers. May be zero: family workers are paid through the head of the household.
    contribution_rate
        c, what employers pay beside wages as a fraction of them: a number, or by status, shape (statuses, …).
    months
        Months of income in a year.

    Returns
    -------
    ndarray
        Shape (n, …), in the unit of N times that of w: thousand persons times million đồng are billion đồng. Over value
        added in the same unit it is a labour share.

    Raises
    ------
    DataError
        A number is below zero or not finite, or shapes do not fit.

    Examples
    --------
    >>> thousand_persons, million_dong = [[200.0, 350.0]], [[6.0, 4.0]]
    >>> labour_income_by_status(thousand_persons, million_dong, contribution_rate=[0.2, 0.0]).round(6).tolist()
    [34080.0]
    """
    if np.ndim(employed) < 2 or np.ndim(monthly_income) < 2:
        raise DataError(
            "employed and monthly_income",
            "need years on axis 0 and statuses on axis 1",
            value=(np.shape(employed), np.shape(monthly_income)),
            remedy="Give one column a status.",
        )
    rate = np.asarray(contribution_rate, dtype=np.float64)
    persons, income, rate = _amounts(
        years,
        ("employed", "monthly_income", "contribution_rate"),
        employed=employed,
        monthly_income=monthly_income,
        contribution_rate=rate[np.newaxis] if rate.ndim else rate,
    )
    return np.asarray(months * (persons * income * (1.0 + rate)).sum(axis=1))
