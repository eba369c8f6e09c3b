"""What the arithmetic of a phase needs, read out of the figures and assumptions of a territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.assumptions import AGEING, Assumption, Assumptions, meaning_of
from tfp_soctrang.choices import InitialRule, ShareSource
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.details import LabourDetail, MeasuredShare, asset_shares, labour_detail, measured_share
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.measures import OUTLAY, MeasuredSeries, held_forward, measure
from tfp_soctrang.messages import Message
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.settings import Settings
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["ESTIMATED", "PhaseInputs", "prepare", "reads"]

# Sources of the shares that are estimated on the territory's own years: `production_estimates` does it.
ESTIMATED: tuple[ShareSource, ...] = ("cobb_douglas", "translog", "state_space")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PhaseInputs(Shown):
    """What the arithmetic of a phase needs, on one grid of years (n,) that begins with the stock's initial year.

    Parameters
    ----------
    initial_rule
        Where the stock begins. `published`: `initial_stock`, a closing stock of the initial year, which is gross when
        `initial_is_gross`. `ratio`: a ratio times output, that of `reference` in the same year where it has no value.
    coefficients
        The measured ones (`capital_share`, `depreciation_rate`) by year, shape (n,); for the others `values` holds the
        assumptions.
    share_error
        Standard error of an estimated capital share; 0 for a measured one.
    asset_shares
        Measured shares of the assets in investment, shape (n, assets), NaN before investment is needed; or None.
    labour_detail
        What weights persons, or None.
    supports
        Published series behind coefficients, asset shares and labour's weights.
    """

    phase: Phase
    years: NDArray[np.int64]
    settings: Settings
    output: MeasuredSeries
    investment: MeasuredSeries
    labour: MeasuredSeries
    values: Mapping[str, Assumption]
    coefficients: Mapping[str, Array]
    initial_rule: InitialRule
    initial_stock: float | None
    reference: PhaseInputs | None
    initial_is_gross: bool = False
    share_source: ShareSource = "assumption"
    share_error: float = 0.0
    asset_shares: Array | None = None
    labour_detail: LabourDetail | None = None
    supports: tuple[AnnualSeries, ...] = ()
    support_caveats: tuple[Message, ...] = ()

    @property
    def measures(self) -> tuple[MeasuredSeries, MeasuredSeries, MeasuredSeries]:
        """Output, investment and labour."""
        return self.output, self.investment, self.labour

    @property
    def bare(self) -> PhaseInputs:
        """The same inputs without sources and caveats: light enough to send to another process for every block."""
        output, investment, labour = (replace(one, origin=(), caveats=(), proxies=()) for one in self.measures)
        return replace(
            self,
            output=output,
            investment=investment,
            labour=labour,
            reference=None if self.reference is None else self.reference.bare,
            supports=(),
            support_caveats=(),
        )

    def under(self, settings: Settings) -> PhaseInputs:
        """Return the same inputs under other settings, which must read the same data: `reads` is the same of both."""
        reference = self.reference
        if reference is not None:
            reference = replace(reference, settings=_aged_alike(reference.settings, settings))
        return replace(self, settings=settings, reference=reference)

    @property
    def level_rows(self) -> slice:
        """The rows of the grid that are the level years of the phase: its last ones."""
        return slice(len(self.years) - len(self.phase.level_years), None)

    @property
    def assumptions_used(self) -> tuple[str, ...]:
        """The assumptions that the figure rests on besides its gap fillers, in the order of the method."""
        settings, detail = self.settings, self.labour_detail
        services = settings.capital_kind == "services"
        rates = settings.efficiency == "geometric" and "depreciation_rate" not in self.coefficients
        carried = self.initial_rule in {"steady_state", "backcast"} or not settings.geometric or bool(settings.assets)
        wanted = {
            "labour_share": self.share_source == "assumption",
            "depreciation_rate": rates,
            "service_life": settings.retirement != "none" or self.initial_rule == "backcast",
            "retirement_spread": settings.retirement not in {"none", "sudden"},
            "efficiency_beta": settings.efficiency == "hyperbolic",
            "efficiency_delay": settings.efficiency == "linear",
            "declining_factor": settings.efficiency == "declining_balance",
            "discount_rate": settings.retirement != "none",
            "initial_capital_output_ratio": self.initial_rule == "ratio",
            "investment_growth": carried,
            "outlay_to_formation": self.investment.name in OUTLAY,
            "investment_share": self.asset_shares is None,
            "asset_price_change": services,
            "tax_factor": services,
            "rate_of_return": services and settings.return_on_capital == "external",
            "wage_premium": detail is not None and detail.trained_share is not None,
            "employer_contribution": self.share_source == "income_by_status",
        }
        found = []
        for stem, used in wanted.items():
            own = [f"{stem}_{asset}" for asset in settings.assets if f"{stem}_{asset}" in self.values]
            common = [stem] if stem in self.values and (len(own) < len(settings.assets) or not own) else []
            found += [*common, *own] if used else []
        return tuple(found)

    def ages(self, name: str) -> bool:
        """Return whether an assumption of this name says how assets age and retire."""
        return name in self.values and meaning_of(name, self.settings.assets) in AGEING

    def row(self, name: str, parameters: Mapping[str, ArrayLike]) -> Array:
        """Return a parameter with years on axis 0: (1, m) for draws or a value, (n, 1) for a measured coefficient."""
        if name in parameters:
            return np.atleast_1d(np.asarray(parameters[name], dtype=np.float64))[None, :]
        if name in self.coefficients:
            return self.coefficients[name][:, None]
        return np.full((1, 1), self.values[name].value)

    def number(self, name: str, parameters: Mapping[str, ArrayLike]) -> Array:
        """Return a parameter that holds for all years and assets, shape (m,)."""
        return np.asarray(self.row(name, parameters)[0])

    def by_asset(self, name: str, parameters: Mapping[str, ArrayLike], default: float | None = None) -> Array:
        """Return a parameter of each asset, its own or the common one: (1 or n, assets, 1 or m), (…, m) without assets.

        `default` stands where neither is among the assumptions.
        """
        assets = self.settings.assets
        rows = []
        for own in [f"{name}_{asset}" for asset in assets] or [name]:
            key = own if own in parameters or own in self.values else name
            known = key in parameters or key in self.values or key in self.coefficients
            if not known and default is None:
                raise AssumptionError(own, "is missing", remedy="Give value, low, high, unit, source.")
            rows.append(self.row(key, parameters) if known else np.full((1, 1), default))
        if not assets:
            return rows[0]
        shape = np.broadcast_shapes(*(row.shape for row in rows))
        return np.asarray(np.stack([np.broadcast_to(row, shape) for row in rows], axis=1))


def prepare(data: Dataset, assumptions: Assumptions, phase: Phase, *, for_ratio: bool = False) -> PhaseInputs:
    """Return the inputs of a phase: the whole reading of the data happens here.

    Parameters
    ----------
    for_ratio
        Only what the capital–output ratio of the phase's last year needs.

    Raises
    ------
    DataError
        A year is missing that no assumption fills (the phase is open), or series do not fit together.
    """
    settings = assumptions.settings
    ratio = assumptions["initial_capital_output_ratio"]
    levels = phase.level_years.tolist()
    given, gross = _given_stock(data, settings, before=levels[0])
    rule = next((one for one in settings.initial_stock if one != "published" or given is not None), None)
    if rule is None:
        raise DataError(
            data.name,
            "no capital stock is published up to the year before the phase",
            value=levels[0],
            remedy="Supply net_capital_stock_const2010, or name another initial_stock in the settings.",
        )
    given = given if rule == "published" else None
    initial_year = int(given.years[-1]) if given is not None else ratio.year or levels[0]
    years = np.arange(min(initial_year, levels[0]), levels[-1] + 1)
    from_start = initial_year if settings.stock != "closing" and initial_year == levels[0] else initial_year + 1
    needed = {
        "output": (*([initial_year] if given is None and initial_year < levels[0] else []), *levels),
        "investment": tuple(range(min(from_start, levels[0] + 1), levels[-1] + 1)),
        "labour": tuple(levels),
    }
    if for_ratio:
        needed |= {"output": (initial_year, levels[-1])}
    output = measure("output", data, assumptions, years=years, needed=needed["output"])
    investment = measure("investment", data, assumptions, years=years, needed=needed["investment"], output=output)
    labour = output if for_ratio else measure("labour", data, assumptions, years=years, needed=needed["labour"])
    missing = [
        (what.name, year) for what in dict.fromkeys((output, investment, labour))
        for year in what.missing_years
    ]  # fmt: skip
    if missing:
        raise DataError(
            f"{data.territory} {phase}",
            Message.of("phase_open"),
            remedy=Message.of("supply_cells"),
            cells=missing,
        )
    if initial_year > levels[0]:
        raise DataError(
            f"{data.territory} {phase}",
            Message.of("stock_begins_later", year=initial_year, needed=levels[0]),
            remedy=Message.of("give_stock", year=levels[0]),
        )
    reference = None
    if rule == "ratio" and ratio.value is None:
        reference = _reference(data, assumptions, initial_year)
    grid = years[np.isin(years, levels)]
    source: ShareSource = "assumption"
    share = None
    if not for_ratio:
        measured = measured_share(data, assumptions, labour, years, grid)
        share = measured if isinstance(measured, MeasuredShare) else None
        source = measured.source if isinstance(measured, MeasuredShare) else measured
    coefficients = {} if share is None else {"capital_share": share.values}
    depreciation = held_forward(data, "depreciation_rate", years)
    if depreciation is not None:
        coefficients["depreciation_rate"] = depreciation
    detail = None if for_ratio else labour_detail(data, settings, years, levels)
    shares, asset_series = asset_shares(data, settings, investment, years)
    supports = [
        *(share.supports if share is not None else ()),
        *(detail.supports if detail is not None else ()),
        *asset_series,
    ]
    return PhaseInputs(
        phase=phase,
        years=years,
        settings=settings,
        output=output,
        investment=investment,
        labour=labour,
        values=dict(assumptions.values),
        coefficients=coefficients,
        initial_rule=rule,
        initial_stock=None if given is None else given.in_unit(output.unit).at(initial_year),
        reference=reference,
        initial_is_gross=gross,
        share_source=source,
        asset_shares=shares,
        labour_detail=detail,
        supports=tuple(one.window(min(levels[0], int(years[0])), levels[-1]) for one in supports),
        support_caveats=(*(() if share is None else share.caveats), *(() if detail is None else detail.caveats)),
    )


def _given_stock(data: Dataset, settings: Settings, before: int) -> tuple[AnnualSeries | None, bool]:
    """Return the published closing stocks up to the year `before`, when there are any, and whether they are gross."""
    names = ["net_capital_stock_const2010"]
    if settings.capital_kind == "gross":
        names.insert(0, "gross_capital_stock_const2010")
    for name in names:
        if name in data and (data[name].years <= before).any():
            return data[name].window(int(data[name].years[0]), before), name.startswith("gross")
    return None, False


def _reference(data: Dataset, assumptions: Assumptions, year: int) -> PhaseInputs:
    """Return the wider territory's inputs up to `year`, whose last net stock over output is the ratio.

    Its assets age and retire as those of the territory do: the ratio is one under the same depreciation.
    """
    wider = assumptions.reference
    if data.reference is None or wider is None:
        raise DataError(
            data.name,
            "the initial stock takes the ratio of a reference territory, and there is none",
            remedy="Give initial_capital_output_ratio a value, or the data a reference.",
        )
    own = assumptions.settings
    ageing = {name: one for name, one in assumptions.values.items() if (meaning_of(name, own.assets) or name) in AGEING}
    settings = _aged_alike(wider.settings, own)
    alike = replace(wider, settings=settings, values={**wider.values, **ageing})
    return prepare(data.reference, alike, Phase(year, year), for_ratio=True)


def _aged_alike(wider: Settings, own: Settings) -> Settings:
    """Return the reference territory's settings where its assets age and retire as those of the territory do."""
    return replace(
        wider,
        capital_kind="net",
        efficiency=own.efficiency,
        retirement=own.retirement,
        cohorts=own.cohorts,
        assets=own.assets,
        labour_kind="persons",
        factor_shares=("assumption",),
    )


# How the figures are computed once they are read. Of the kinds of capital the gross one looks for a stock of its own.
_READS_NOTHING = {"form", "averaging", "investment_timing", "efficiency", "retirement", "cohorts", "capital_kind"}


def reads(settings: Settings) -> tuple[object, ...]:
    """Return a key that is the same for all settings that read the same data.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> own = tfp.baseline("viet_nam").settings
    >>> [reads(replace(own, **other)) == reads(own) for other in ({"form": "log"}, {"stock": "opening"})]
    [True, False]
    """
    others = (getattr(settings, one.name) for one in fields(settings) if one.name not in _READS_NOTHING)
    return (settings.capital_kind == "gross", *others)
