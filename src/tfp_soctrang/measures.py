"""Which published series measure output, investment and labour in a phase, and which cells an assumption fills.

Records become arrays here: a `MeasuredSeries` holds the published numbers by year with NaN in the holes, and the fill
steps that close them. The numbers of the fills are computed by `study`, for one value of an assumption or many draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.gaps import fill_by_growth, fill_by_ratio
from tfp_soctrang.assumptions import Assumptions, GapFiller
from tfp_soctrang.choices import Measure
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError
from tfp_soctrang.linking import deflate, implicit_deflator, link
from tfp_soctrang.messages import Message
from tfp_soctrang.price_bases import at_2010_prices, chained_on_growth, linked_bases, price_base_pairs
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries, year_spans
from tfp_soctrang.settings import Settings
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "COEFFICIENT_SERIES",
    "OUTLAY",
    "FillStep",
    "MeasuredSeries",
    "held_forward",
    "investment_deflator",
    "measure",
]

# Coefficients that the data may hold in place of an assumption, and the published stock that may start the inventory.
COEFFICIENT_SERIES = (
    "capital_share",
    "labour_share",
    "depreciation_rate",
    "net_capital_stock_const2010",
    "gross_capital_stock_const2010",
)

# How firm a cell is says by which assumption its error is drawn; an official one is taken as it is.
_ERROR_OF = {
    Status.PRELIMINARY: "error_preliminary",
    Status.ESTIMATE: "error_estimate",
    Status.UNSTATED: "error_estimate",
    Status.DERIVED: "error_derived",
}

# Vốn đầu tư thực hiện is an outlay, not fixed capital formation: it stands in for it times `outlay_to_formation`.
OUTLAY = frozenset({"investment_outlay_const2010", "investment_outlay_const2020", "investment_outlay_current"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FillStep(Shown):
    """One gap filler at work: the rows it fills, and what it needs besides its parameter.

    `parameter` is the filler's central value (computed when the filler gives a rule only); `reference_growth` has shape
    (n,) for the rule of that name; `proxy` is the series that the rule leans on.
    """

    filler: GapFiller
    parameter: float
    rows: NDArray[np.bool_]
    reference_growth: Array | None = None
    proxy: AnnualSeries | None = None

    def apply(
        self,
        values: Array,
        parameter: ArrayLike,
        output: Array | None,
        *,
        missing: NDArray[np.bool_],
        overwrite: bool = False,
    ) -> Array:
        """Return `values`, shape (n, m), with this step's rows filled for a parameter of shape (m,).

        `missing`, shape (n,), says which rows hold no number yet; those that are filled are struck off it.
        """
        p = np.atleast_1d(np.asarray(parameter, dtype=np.float64))
        if self.filler.rule == "output_ratio":
            if output is None:
                raise DataError(self.filler.name, "fills by a ratio to output, and output is not given")
            return fill_by_ratio(values, output, p, self.rows, overwrite=overwrite, missing=missing)
        growth = np.zeros(len(self.rows)) if self.reference_growth is None else self.reference_growth
        return fill_by_growth(values, growth[:, None], self.rows, shift=p, overwrite=overwrite, missing=missing)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MeasuredSeries(Shown):
    """One measure over the grid `years`: published numbers, status and origin, the fills, and what stays missing.

    `proxies` are the other series that the numbers lean on: a deflator's, a reference's growth, the base of a ratio.
    `needed` are the years of the grid that the figure uses. `values` has shape (n,) with NaN where nothing was
    published; `status` and `origin` are None there. `error_cells` are the published cells that may be revised: (name of
    the cell's error, the assumption it is drawn by, row).
    """

    measure: Measure
    name: str
    years: NDArray[np.int64]
    needed: tuple[int, ...]
    values: Array
    unit: Unit
    price_base: PriceBase | None
    status: tuple[Status | None, ...]
    origin: tuple[Origin | None, ...]
    fills: tuple[FillStep, ...] = ()
    caveats: tuple[Message, ...] = ()
    proxies: tuple[AnnualSeries, ...] = ()
    error_cells: tuple[tuple[str, str, int], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = []
        for row, (year, status) in enumerate(zip(self.years.tolist(), self.status, strict=True)):
            by = None if status is None or year not in self.needed else _ERROR_OF.get(status)
            if by is not None:
                found.append((f"error_{self.measure}_{year}", by, row))
        object.__setattr__(self, "error_cells", tuple(found))

    @property
    def filled_years(self) -> tuple[int, ...]:
        """Years that an assumption supplies."""
        return tuple(sorted(int(year) for step in self.fills for year in self.years[step.rows]))

    @property
    def missing_years(self) -> tuple[int, ...]:
        """Needed years that are neither published nor filled."""
        have = set(self.years[~np.isnan(self.values)].tolist()) | set(self.filled_years)
        return tuple(year for year in self.needed if year not in have)

    def filled(self, parameters: Mapping[str, ArrayLike], output: Array | None = None) -> Array:
        """Return the numbers with every fill applied: shape (n, m) for parameters of shape (m,), (n, 1) for none.

        A published cell whose error is among the parameters is multiplied by one plus it before anything is filled.
        """
        values = self.values[:, None]
        missing = np.isnan(self.values)
        errors = [(row, np.asarray(parameters[name])) for name, _, row in self.error_cells if name in parameters]
        if errors:
            values = np.empty((len(self.values), max(error.size for _, error in errors)))
            revised = dict(errors)
            to_fill = {row for step in self.fills for row in step.rows.nonzero()[0].tolist()}
            for row, published in enumerate(self.values.tolist()):
                if row in revised:
                    np.add(revised[row], 1.0, out=values[row])
                    values[row] *= published
                elif row not in to_fill or not missing[row]:  # what a step fills it need not find empty
                    values[row] = published
        for i, step in enumerate(self.fills):
            own = i > 0 or bool(errors)
            parameter = parameters.get(step.filler.name, step.parameter)
            values = step.apply(values, parameter, output, missing=missing, overwrite=own)
        return values


def measure(
    what: Measure,
    data: Dataset,
    assumptions: Assumptions,
    *,
    years: NDArray[np.int64],
    needed: tuple[int, ...],
    output: MeasuredSeries | None = None,
) -> MeasuredSeries:
    """Return the best published measure of `what`, with the fills it takes to cover the years `needed`.

    Candidates are the series that the settings name, best first; for output and investment also two price bases linked
    at the last year that is published at both, and for labour the two definitions linked at the link year. The one that
    leaves the fewest years missing wins, then the one with the fewest filled cells, then the order. Where a fill is
    chained on a number before the needed years, the years from that number on are needed too.

    Parameters
    ----------
    years
        Shape (n,), consecutive: the grid of the result.
    needed
        The years of the grid that the figure needs.
    output
        The measured output, for investment: price base and unit must be its own, and ratios are taken to it.

    Raises
    ------
    DataError
        The data hold none of the series; investment is at another price base than output; or needed years are published
        at two price bases with no year in common.
    """
    found = list(_candidates(what, data, assumptions.settings))
    if not found:
        names = getattr(assumptions.settings, what)
        raise DataError(
            f"{data.name}, {what}",
            "no series measures it",
            value=list(data.series),
            remedy=f"Supply one of: {', '.join(names)}.",
        )
    measured = [
        _reaching_back(what, series, proxies, data, assumptions, years, needed, output) for series, proxies in found
    ]
    alike = [one for one in measured if output is None or one.price_base == output.price_base]
    best = min(alike or measured, key=lambda m: (len(m.missing_years), len(m.filled_years)))
    if what != "labour":
        _refuse_unlinked(data, getattr(assumptions.settings, what), best)
    if output is not None and best.price_base is not None and best.price_base != output.price_base:
        raise DataError(
            f"{data.name}, {best.name}",
            "investment and output must be at the same prices",
            value=(str(best.price_base), str(output.price_base)),
            remedy="Supply both at one price base, or link them by growth at an overlap year.",
        )
    return best


def _candidates(
    what: Measure, data: Dataset, settings: Settings
) -> Iterable[tuple[AnnualSeries, tuple[AnnualSeries, ...]]]:
    """Yield the series that may measure `what`, best first, each with the series it leans on."""
    names: tuple[str, ...] = getattr(settings, what)
    present = [data[name] for name in names if name in data]
    if what == "output":
        for series in (*present, *linked_bases(present)):
            yield chained_on_growth(series, data), ()
    elif what == "investment":
        for series in present:
            yield (series, ()) if series.price_base != CURRENT_PRICES else _deflated(series, data, settings)
        yield from ((series, ()) for series in linked_bases(present))
    else:
        yield from ((series, ()) for series in present)
        if len(present) > 1:
            earlier, later, at = present[0], present[1], settings.labour_link_year
            if earlier.has(at) and later.has(at):
                linked = link(earlier, later, at)
                note = Message.of("labour_linked", earlier=earlier.name, later=later.name, year=at)
                yield replace(linked, name=f"{earlier.name} + {later.name}", caveats=(*linked.caveats, note)), ()


def _refuse_unlinked(data: Dataset, names: Sequence[str], best: MeasuredSeries) -> None:
    """Refuse to leave out a needed year that is published at a price base which nothing links to that of the others."""
    unpublished = {year for year in best.needed if np.isnan(best.values[best.years == year]).all()}
    for earlier, later, at in price_base_pairs([data[name] for name in names if name in data]):
        lost = sorted(year for year in unpublished if earlier.has(year) or later.has(year))
        if at is None and lost:
            raise DataError(
                f"{data.name}, {earlier.name} and {later.name}",
                Message.of("no_overlap_year", years=year_spans(lost)),
                value=(year_spans(earlier.years), year_spans(later.years)),
                remedy=Message.of("supply_overlap_year"),
            )


def investment_deflator(data: Dataset, settings: Settings) -> AnnualSeries | None:
    """Return the deflator that the settings name, or None when the data have no such territory or series."""
    owner, _, what = settings.deflator.partition(":")
    holder = data if owner == "own" else data.reference
    if holder is None or any(f"{what}_{kind}" not in holder for kind in ("current", "const2010")):
        return None
    return implicit_deflator(holder[f"{what}_current"], at_2010_prices(holder, what))


def _deflated(series: AnnualSeries, data: Dataset, settings: Settings) -> tuple[AnnualSeries, tuple[AnnualSeries, ...]]:
    owner, _, what = settings.deflator.partition(":")
    holder = data if owner == "own" else data.reference
    if holder is None:
        raise DataError(
            f"{data.name}, deflator",
            "the data have no reference territory to take it from",
            value=settings.deflator,
            remedy="Use a deflator of the data's own (own:…), or supply investment at constant prices.",
        )
    current, constant = holder[f"{what}_current"], at_2010_prices(holder, what)
    deflator = implicit_deflator(current, constant)
    result = deflate(series, deflator)
    left = sorted(set(series.years.tolist()) - set(result.years.tolist()))
    if left and left[-1] > deflator.years[-1]:
        waiting = year_spans([year for year in left if year > deflator.years[-1]])
        note = Message.of("not_deflated_yet", years=waiting, territory=holder.territory)
        result = replace(result, caveats=(*result.caveats, note))
    if holder is data:
        return result, (current, constant)
    note = Message.of(f"proxy_deflator_{what}", territory=holder.territory)
    return replace(result, caveats=(*result.caveats, note)), (current, constant)


def _reaching_back(
    what: Measure,
    series: AnnualSeries,
    proxies: tuple[AnnualSeries, ...],
    data: Dataset,
    assumptions: Assumptions,
    years: NDArray[np.int64],
    needed: tuple[int, ...],
    output: MeasuredSeries | None,
) -> MeasuredSeries:
    """Return a measure with its fills, chained on the last number before the needed years where that closes holes."""
    known = _with_fills(what, series, proxies, data, assumptions, years, needed, output)
    first = min(needed)
    before = series.years[(series.years < first) & (series.years >= years[0])]
    if not known.missing_years or not before.size:
        return known
    anchor = int(before[-1])
    if any(anchor < broken <= first for broken in series.breaks):
        return known
    wider = (*range(anchor, first), *needed)
    chained = _with_fills(what, series, proxies, data, assumptions, years, wider, output)
    return chained if len(chained.missing_years) < len(known.missing_years) else known


def _with_fills(
    what: Measure,
    series: AnnualSeries,
    proxies: tuple[AnnualSeries, ...],
    data: Dataset,
    assumptions: Assumptions,
    years: NDArray[np.int64],
    needed: tuple[int, ...],
    output: MeasuredSeries | None,
) -> MeasuredSeries:
    if output is not None:
        series = series.in_unit(output.unit)
    values = np.full(len(years), np.nan)
    span = (years >= min(needed)) & (years <= max(needed))
    values[span] = series.levels(years[span])
    published = [year if np.isfinite(value) else None for year, value in zip(years.tolist(), values, strict=True)]
    holes = np.isnan(values) & np.isin(years, needed)
    steps: list[FillStep] = []
    for filler in assumptions.gap_fillers:
        if filler.measure != what or (filler.series and filler.series != series.name):
            continue
        rows = holes & np.isin(years, filler.years)
        step = _step(filler, rows, series, data, years, output) if rows.any() else None
        if step is not None:
            steps.append(step)
            holes = holes & ~rows
    known = MeasuredSeries(
        measure=what,
        name=series.name,
        years=years,
        needed=needed,
        values=values,
        unit=series.unit,
        price_base=series.price_base,
        status=tuple(None if year is None else series.status_at(year) for year in published),
        origin=tuple(None if year is None else series.origin_at(year) for year in published),
        fills=tuple(steps),
        caveats=series.caveats,
        proxies=tuple(proxy.window(min(needed), max(needed)) for proxy in proxies),
    )
    return known if not steps else _without_idle_steps(known, output)


def _step(
    filler: GapFiller,
    rows: NDArray[np.bool_],
    series: AnnualSeries,
    data: Dataset,
    years: NDArray[np.int64],
    output: MeasuredSeries | None,
) -> FillStep | None:
    """Return the step of a filler, or None when what it rests on is not published."""
    value = filler.parameter.value
    if filler.rule == "output_ratio":
        if output is None:
            return None
        if value is None:
            base = [year for year in filler.base_years if series.has(year) and year in output.years]
            at = {int(year): level for year, level in zip(output.years, output.values, strict=True)}
            ratios = [series.at(year) / at[year] for year in base]
            if not ratios or not np.isfinite(ratios).all():
                return None
            value = float(np.mean(ratios))
            base_years = series.window(min(base), max(base))
            return FillStep(filler=filler, parameter=value, rows=rows, proxy=base_years)
        return FillStep(filler=filler, parameter=value, rows=rows)
    if value is None:
        return None
    if filler.rule == "growth":
        return FillStep(filler=filler, parameter=value, rows=rows)
    if data.reference is None or series.name not in data.reference:
        return None
    reference = data.reference[series.name]
    levels = reference.levels(years)
    growth = np.full(len(years), np.nan)
    growth[1:] = levels[1:] / levels[:-1] - 1.0
    first, last = int(years[rows].min()), int(years[rows].max())
    used = reference.window(first - series.has(first - 1), last + series.has(last + 1))
    return FillStep(filler=filler, parameter=value, rows=rows, reference_growth=growth, proxy=used)


def _without_idle_steps(known: MeasuredSeries, output: MeasuredSeries | None) -> MeasuredSeries:
    """Return the measure with only the rows that the steps do fill: the rest stays missing, and is said so."""
    base = output.filled({}) if output is not None else None
    filled = known.filled({}, base)
    steps = [replace(step, rows=step.rows & np.isfinite(filled[:, 0])) for step in known.fills]
    busy = tuple(step for step in steps if step.rows.any())
    return replace(
        known, fills=busy, proxies=(*known.proxies, *(step.proxy for step in busy if step.proxy is not None))
    )


def held_forward(data: Dataset, name: str, years: NDArray[np.int64]) -> Array | None:
    """Return a coefficient for each of `years`, the last published one held until the next; None when none covers them.

    This is the rule of the national input–output coefficients: made every five years, held in between.
    """
    if name not in data:
        return None
    series = data[name].in_unit(Unit.parse("lần"))
    at = np.searchsorted(series.years, years, side="right") - 1
    return None if (at < 0).any() else np.asarray(series.values[at])
