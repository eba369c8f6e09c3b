"""What the data may hold beside output, investment and persons: income shares, hours, training, cells, assets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.factor_shares import (
    compensation_share,
    full_income_share,
    labour_income_by_status,
    mixed_income_in_proportion,
    mixed_income_to_labour,
    self_employed_at_average_wage,
)
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.choices import LabourKind, ShareSource
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError
from tfp_soctrang.measures import COEFFICIENT_SERIES, MeasuredSeries
from tfp_soctrang.messages import Message
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.settings import Settings
from tfp_soctrang.units import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "STATUSES",
    "LabourDetail",
    "MeasuredShare",
    "asset_shares",
    "held_coefficient",
    "labour_detail",
    "measured_share",
    "series_that_count",
]

# Employment status, as the labour force survey has it: làm công ăn lương, chủ cơ sở, tự làm, lao động gia đình.
STATUSES = ("employee", "employer", "own_account", "family_worker")
_RATIO, _MONEY = Unit.parse("lần"), Unit.parse("tỷ đồng")
_PERSONS, _INCOME = Unit.parse("nghìn người"), Unit.parse("triệu đồng")
_SHARE_SERIES = {
    "compensation": ("compensation_of_employees_current",),
    "mixed_income_to_labour": ("compensation_of_employees_current", "mixed_income_current"),
    "mixed_income_in_proportion": ("compensation_of_employees_current", "mixed_income_current"),
    "self_employed_at_average_wage": ("compensation_of_employees_current", "employees"),
    "full_income": ("compensation_of_employees_current", "own_account_income_current", "output_current"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MeasuredShare(Shown):
    """A measured capital share on the grid of years, shape (n,), where it comes from, and what it leans on."""

    source: ShareSource
    values: Array
    supports: tuple[AnnualSeries, ...]
    caveats: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LabourDetail(Shown):
    """What weights the persons employed, on the grid of years: rows that the phase does not need are NaN.

    `hours` a person works in a year, shape (n,); `trained_share`, a fraction, (n,); `cell_persons` and `cell_income`,
    (n, cells). Those that `kind` does not use are None.
    """

    kind: LabourKind
    hours: Array | None
    trained_share: Array | None
    cell_persons: Array | None
    cell_income: Array | None
    supports: tuple[AnnualSeries, ...]
    caveats: tuple[Message, ...]


def series_that_count(assumptions: Assumptions) -> frozenset[str]:
    """Return the names of the series that a figure under these assumptions may use: no other can change it."""
    settings = assumptions.settings
    names = {*settings.output, *settings.investment, *settings.labour, *COEFFICIENT_SERIES}
    names |= {"output_growth", "output_growth_const2020"}
    prices = ("current", "const2010", "const2020")
    names |= {f"{what}_{kind}" for what in ("output", "fixed_capital_formation") for kind in prices}
    names |= {"hours_per_person", "trained_share", "value_added_current", "taxes_less_subsidies_current"}
    for source in settings.factor_shares:
        names |= set(_SHARE_SERIES.get(source, ()))
    cells = (*settings.labour_cells, *(STATUSES if "income_by_status" in settings.factor_shares else ()))
    names |= {f"{what}.{cell}" for what in ("employed", "income_per_worker") for cell in cells}
    names |= {f"{series}.{asset}" for series in settings.investment for asset in settings.assets}
    wider = series_that_count(assumptions.reference) if assumptions.reference else frozenset()
    return frozenset(names) | wider


def held_coefficient(years: NDArray[np.int64], known: Sequence[int], values: Array, first_needed: int) -> Array | None:
    """Return the last known coefficient of each year, held until the next; None when `first_needed` has none.

    Years before the first known one have NaN.
    """
    at = np.searchsorted(np.asarray(known), years, side="right") - 1
    if not len(known) or (at[years >= first_needed] < 0).any():
        return None
    return np.where(at >= 0, np.asarray(values)[np.maximum(at, 0)], np.nan)


def measured_share(
    data: Dataset, assumptions: Assumptions, labour: MeasuredSeries, years: NDArray[np.int64], grid: NDArray[np.int64]
) -> MeasuredShare | ShareSource:
    """Return the capital share by year from the first source of the settings that the data hold.

    Where that source is an assumption or an estimate its word is returned: the share comes later.

    A share measured in a year serves until the next one measured, as a coefficient of an input–output table does.

    Raises
    ------
    DataError
        The data hold none of the sources named, and `assumption` is not among them.
    """
    makers: dict[str, Callable[[], tuple[list[int], Array, tuple[AnnualSeries, ...], tuple[Message, ...]] | None]] = {
        "coefficients": lambda: _coefficients(data),
        "income_by_status": lambda: _by_status(data, assumptions),
    }
    sources = assumptions.settings.factor_shares
    for source in sources:
        if source in {"assumption", "cobb_douglas", "translog", "state_space"}:
            return source
        found = makers.get(source, lambda source=source: _from_income(data, source, labour))()
        if found is None:
            continue
        known, values, supports, caveats = found
        held = held_coefficient(years, known, values, int(grid[0]))
        if held is not None:
            return MeasuredShare(source=source, values=held, supports=supports, caveats=caveats)
    needed = [", ".join(_SHARE_SERIES.get(source, ("labour_share",))) for source in sources]
    raise DataError(
        f"{data.name}, factor_shares",
        "the data hold none of these from the first year of the phase on",
        value=list(sources),
        remedy=f"Supply {' or '.join(dict.fromkeys(needed))}, or add assumption to the list.",
    )


def _coefficients(data: Dataset) -> tuple[list[int], Array, tuple[AnnualSeries, ...], tuple[Message, ...]] | None:
    for name in ("capital_share", "labour_share"):
        if name in data:
            series = data[name].in_unit(_RATIO)
            values = series.values if name == "capital_share" else 1.0 - series.values
            return series.years.tolist(), np.asarray(values), (data[name],), ()
    return None


def _common(series: Sequence[AnnualSeries]) -> list[int]:
    years = set(series[0].years.tolist())
    return sorted(years.intersection(*(one.years.tolist() for one in series[1:])))


def _value_added(data: Dataset) -> tuple[tuple[AnnualSeries, ...], tuple[Message, ...]]:
    """Return value added at current prices, or output and the taxes in it, or output alone with a caveat."""
    if "value_added_current" in data:
        return (data["value_added_current"],), ()
    if "output_current" not in data:
        return (), ()
    if "taxes_less_subsidies_current" in data:
        return (data["output_current"], data["taxes_less_subsidies_current"]), ()
    return (data["output_current"],), (Message.of("value_added_with_taxes"),)


def _from_income(
    data: Dataset, source: ShareSource, labour: MeasuredSeries
) -> tuple[list[int], Array, tuple[AnnualSeries, ...], tuple[Message, ...]] | None:
    names = _SHARE_SERIES[source]
    whole, caveats = _value_added(data) if source != "full_income" else ((), ())
    if any(name not in data for name in names) or (source != "full_income" and not whole):
        return None
    own = tuple(data[name] for name in names)
    known = _common((*own, *whole))
    if source == "self_employed_at_average_wage":
        published = set(labour.years[np.isfinite(labour.values)].tolist())
        known = [year for year in known if year in published]
    if not known:
        return None
    amounts = [one.in_unit(_PERSONS if one.name == "employees" else _MONEY).levels(known) for one in (*own, *whole)]
    pay = amounts[0]
    total = amounts[len(own)] if whole else amounts[-1]
    if len(whole) > 1:
        total = total - amounts[len(own) + 1]
    if source == "compensation":
        share = compensation_share(pay, total, years=known)
    elif source == "mixed_income_to_labour":
        share = mixed_income_to_labour(pay, amounts[1], total, years=known)
    elif source == "mixed_income_in_proportion":
        share = mixed_income_in_proportion(pay, amounts[1], total, years=known)
    elif source == "self_employed_at_average_wage":
        everyone = labour.values[np.isin(labour.years, known)] * labour.unit.multiplier / _PERSONS.multiplier
        share = self_employed_at_average_wage(pay, amounts[1], everyone, total, years=known)
    else:
        share = full_income_share(pay, amounts[1], amounts[2], years=known)
    return known, np.asarray(1.0 - share), (*own, *whole), caveats


def _by_status(
    data: Dataset, assumptions: Assumptions
) -> tuple[list[int], Array, tuple[AnnualSeries, ...], tuple[Message, ...]] | None:
    statuses = [one for one in STATUSES if f"employed.{one}" in data]
    whole, caveats = _value_added(data)
    if "employee" not in statuses or not whole:
        return None
    persons = tuple(data[f"employed.{one}"] for one in statuses)
    incomes = tuple(data[f"income_per_worker.{one}"] for one in statuses)
    known = _common((*persons, *incomes, *whole))
    if not known:
        return None
    rate = [float(assumptions["employer_contribution"].value or 0.0) if one == "employee" else 0.0 for one in statuses]
    income = labour_income_by_status(
        np.column_stack([one.in_unit(_PERSONS).levels(known) for one in persons]),
        np.column_stack([one.in_unit(_INCOME).levels(known) for one in incomes]),
        contribution_rate=rate,
        years=known,
    )
    amounts = [one.in_unit(_MONEY).levels(known) for one in whole]
    total = amounts[0] - amounts[1] if len(amounts) > 1 else amounts[0]
    share = compensation_share(income, total, years=known)
    return known, np.asarray(1.0 - share), (*persons, *incomes, *whole), caveats


def labour_detail(
    data: Dataset, settings: Settings, years: NDArray[np.int64], needed: Sequence[int]
) -> LabourDetail | None:
    """Return what weights the persons employed, or None when labour input is persons.

    Raises
    ------
    DataError
        A year of the phase is missing in a series that the setting needs.
    """
    kind = settings.labour_kind
    if kind == "persons":
        return None
    missing: list[tuple[str, int]] = []
    used: list[AnnualSeries] = []

    def column(name: str, unit: str) -> Array:
        values = np.full(len(years), np.nan)
        if name in data:
            series = data[name].in_unit(Unit.parse(unit))
            used.append(data[name])
            have = [year for year in needed if series.has(year)]
            values[np.isin(years, have)] = series.levels(have)
        missing.extend((name, year) for year in needed if np.isnan(values[years == year]).any())
        return values

    cells = settings.labour_cells if kind == "composition" else ()
    detail = LabourDetail(
        kind=kind,
        hours=column("hours_per_person", "giờ") if kind == "hours" else None,
        trained_share=column("trained_share", "lần") if kind == "trained_share" else None,
        cell_persons=np.column_stack([column(f"employed.{cell}", "nghìn người") for cell in cells]) if cells else None,
        cell_income=np.column_stack([column(f"income_per_worker.{cell}", "triệu đồng") for cell in cells])
        if cells
        else None,
        supports=tuple(used),
        caveats=(Message.of("trained_share_fallback"),) if kind == "trained_share" else (),
    )
    if missing:
        raise DataError(
            f"{data.territory}, labour_kind = {kind}",
            Message.of("phase_open"),
            remedy=Message.of("supply_cells"),
            cells=missing,
        )
    return detail


def asset_shares(
    data: Dataset, settings: Settings, investment: MeasuredSeries, years: NDArray[np.int64]
) -> tuple[Array | None, tuple[AnnualSeries, ...]]:
    """Return the assets' measured shares in investment, shape (n, assets), and their series; None when none is held.

    Raises
    ------
    DataError
        Some assets or years are held and others not.
    """
    names = [f"{investment.name}.{asset}" for asset in settings.assets]
    if not any(name in data for name in names):
        return None, ()
    needed = list(investment.needed)
    missing = [(name, year) for name in names for year in needed if name not in data or not data[name].has(year)]
    if missing:
        raise DataError(
            f"{data.territory}, assets", Message.of("phase_open"), remedy=Message.of("supply_cells"), cells=missing
        )
    levels = np.full((len(years), len(names)), np.nan)
    levels[np.isin(years, needed)] = np.column_stack([data[name].in_unit(_MONEY).levels(needed) for name in names])
    return levels / levels.sum(axis=1, keepdims=True), tuple(data[name] for name in names)
