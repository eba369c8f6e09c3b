"""The capital of a phase: its stock year by year, where it comes from, and the figure under other measures of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from tfp_soctrang.account import Basis
from tfp_soctrang.choices import Averaging, InvestmentTiming, StockTiming
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import AssumptionError, DataError, NotApplicable
from tfp_soctrang.evaluation import StockPath, evaluate, stock_path
from tfp_soctrang.evidence import basis, contribution_share
from tfp_soctrang.measures import investment_deflator
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.units import Phase, Territory, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.inputs import PhaseInputs

    Array = NDArray[np.float64]

__all__ = [
    "AssetStock",
    "CapitalAccount",
    "CapitalMeasure",
    "CapitalYear",
    "EnterpriseCheck",
    "InitialStock",
    "ServicesYear",
    "Variant",
    "capital_account",
]

InitialStock = Literal["published", "ratio", "reference_ratio", "steady_state", "backcast"]
Variant = Literal[
    "as_set",
    "stock",
    "investment_timing",
    "depreciation_rate",
    "initial_capital_output_ratio",
    "initial_stock",
    "capital_kind",
]
# The kinds of stock that are shown beside the one set, each with how its assets age and retire: the gross stock as the
# German office has it (gamma), the productive and net ones with the hyperbolic efficiency of the BLS.
_KINDS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("gross", {"capital_kind": "gross", "retirement": "gamma", "efficiency": "one_hoss_shay"}),
    ("productive", {"capital_kind": "productive", "retirement": "gamma", "efficiency": "hyperbolic"}),
    ("net_hyperbolic", {"capital_kind": "net", "retirement": "gamma", "efficiency": "hyperbolic"}),
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CapitalYear(Shown):
    """The stock at the end of a year, constant prices, and how it came about.

    `investment` and `growth` are None in the initial year, `capital_output_ratio` where no output of the year is needed
    and none is known. `from_initial_stock` is the fraction of the stock that still comes from the initial one.
    """

    year: int
    investment: float | None
    closing_stock: float
    growth: float | None
    capital_output_ratio: float | None
    from_initial_stock: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CapitalMeasure(Shown):
    """The figure of the phase under one measure of capital.

    `variant` says what differs from the assumptions, `value` what it is instead: the word of a setting, a number, or
    None for the measure as set. Where the data lack a cell that the measure needs, the results are not applicable.
    """

    variant: Variant
    value: str | float | None
    capital_growth: float | NotApplicable
    capital_output_ratio: float | NotApplicable
    tfp_contribution_share: float | NotApplicable


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AssetStock(Shown):
    """The closing stock of one type of asset at the end of a year, constant prices."""

    year: int
    asset: str
    closing_stock: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ServicesYear(Shown):
    """Growth of capital services in a year, log changes: that of the stock and what its composition adds."""

    year: int
    services_growth: float
    stock_growth: float
    composition_effect: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EnterpriseCheck(Shown):
    """Fixed assets in the books of enterprises, current prices, against the stock of the study at the same prices.

    The books leave out households and public works and count assets at what they cost: a lower bound. `stock` is the
    closing stock of `year` at the prices of that year, or why there is none.
    """

    year: int
    fixed_assets: float
    stock: float | NotApplicable

    @property
    def share(self) -> float | NotApplicable:
        """Fixed assets of enterprises over the stock."""
        return self.stock if isinstance(self.stock, NotApplicable) else self.fixed_assets / self.stock


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CapitalAccount(Shown):
    """The capital of a phase: stocks from the initial year on, and the figure under each measure, the one set first.

    `assets` and `services` are empty where capital is one stock; `enterprises` is None where the data hold no books.
    """

    territory: Territory
    phase: Phase
    averaging: Averaging
    money_unit: Unit
    initial_year: int
    initial_stock: InitialStock
    years: tuple[CapitalYear, ...]
    assets: tuple[AssetStock, ...]
    services: tuple[ServicesYear, ...]
    enterprises: EnterpriseCheck | None
    measures: tuple[CapitalMeasure, ...]
    basis: Basis

    def __repr__(self) -> str:
        first = self.measures[0]
        shares = [
            one.tfp_contribution_share
            for one in self.measures
            if not isinstance(one.tfp_contribution_share, NotApplicable)
        ]
        spread = f", {min(shares):.3f} to {max(shares):.3f} under {len(self.measures)} measures" if shares else ""
        return (
            f"<CapitalAccount {self.territory} {self.phase}: capital growth {first.capital_growth:.4f}, "
            f"TFP contribution share {in_short(first.tfp_contribution_share)} as set{spread}>"
        )


def capital_account(study: Study, first_year: int, last_year: int) -> CapitalAccount:
    """Return the stock of capital behind the account of a phase, and the figure under other measures of capital.

    The other measures: which stock of the year is the input (closing, opening, average); when in the year investment
    arrives; depreciation, and the initial capital–output ratio, at the ends of their ranges; an initial stock of steady
    growth, or of investment carried back a life; a gross, a productive and a net stock of assets that retire. Each
    differs from the assumptions in that one thing.

    Parameters
    ----------
    study
        Figures and assumptions.
    first_year, last_year
        The phase.

    Raises
    ------
    DataError
        The phase is open.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.capital_account(tfp.study(tfp.load("viet_nam")), 2016, 2020)
    >>> found.initial_year, found.initial_stock, round(found.years[-1].from_initial_stock, 2)
    (2010, 'ratio', 0.28)
    """
    phase = Phase(first_year, last_year)
    inputs = study.prepare(phase)
    path = stock_path(inputs)
    rule: InitialStock = inputs.initial_rule if inputs.reference is None else "reference_ratio"
    return CapitalAccount(
        territory=study.data.territory,
        phase=phase,
        averaging=inputs.settings.averaging,
        money_unit=inputs.output.unit,
        initial_year=int(inputs.years[0]),
        initial_stock=rule,
        years=_years(inputs, path),
        assets=_assets(inputs, path),
        services=_services(inputs, path),
        enterprises=_enterprises(study, inputs, path),
        measures=(
            _measure(inputs, "as_set", None),
            *_other_settings(study, phase),
            *_other_numbers(inputs),
        ),
        basis=basis(study.data, inputs),
    )


def _years(inputs: PhaseInputs, path: StockPath) -> tuple[CapitalYear, ...]:
    closing, output = path.closing, path.output
    return tuple(
        CapitalYear(
            year=int(year),
            investment=float(path.investment[i]) if i else None,
            closing_stock=float(closing[i]),
            growth=float(closing[i] / closing[i - 1] - 1.0) if i else None,
            capital_output_ratio=float(closing[i] / output[i]) if np.isfinite(output[i]) else None,
            from_initial_stock=float(path.from_initial[i]),
        )
        for i, year in enumerate(inputs.years)
    )


def _assets(inputs: PhaseInputs, path: StockPath) -> tuple[AssetStock, ...]:
    if path.by_asset is None:
        return ()
    return tuple(
        AssetStock(year=int(year), asset=asset, closing_stock=float(path.by_asset[i, j]))
        for i, year in enumerate(inputs.years)
        for j, asset in enumerate(inputs.settings.assets)
    )


def _services(inputs: PhaseInputs, path: StockPath) -> tuple[ServicesYear, ...]:
    found = path.services
    if found is None:
        return ()
    rows = zip(
        inputs.phase.growth_years.tolist(),
        found.services_growth[:, 0].tolist(),
        found.stock_growth[:, 0].tolist(),
        found.composition_effect[:, 0].tolist(),
        strict=True,
    )
    return tuple(
        ServicesYear(year=year, services_growth=services, stock_growth=stock, composition_effect=effect)
        for year, services, stock, effect in rows
    )


def _enterprises(study: Study, inputs: PhaseInputs, path: StockPath) -> EnterpriseCheck | None:
    """Return the books of the last year that the stock covers, or of the last year there is."""
    if "enterprise_fixed_assets_current" not in study.data:
        return None
    books = study.data["enterprise_fixed_assets_current"].in_unit(inputs.output.unit)
    covered = [int(year) for year in books.years if year in inputs.years]
    year = covered[-1] if covered else int(books.years[-1])
    stock: float | NotApplicable
    if not covered:
        first = int(inputs.years[0])
        stock = NotApplicable(Message.of("enterprise_books_before", year=year, first=first))
    else:
        deflator = investment_deflator(study.data, inputs.settings)
        if deflator is None or not deflator.has(year):
            stock = NotApplicable(Message.of("enterprise_no_deflator", year=year))
        else:
            stock = float(path.closing[inputs.years == year][0]) * deflator.at(year)
    return EnterpriseCheck(year=year, fixed_assets=books.at(year), stock=stock)


def _measure(
    inputs: PhaseInputs,
    variant: Variant,
    value: str | float | None,
    parameters: Mapping[str, ArrayLike] | None = None,
) -> CapitalMeasure:
    result = evaluate(inputs, parameters)
    split = result.decomposition(inputs.settings.form, inputs.settings.averaging)
    return CapitalMeasure(
        variant=variant,
        value=value,
        capital_growth=split.capital_growth.item(),
        capital_output_ratio=float((result.capital_input[-1] / result.output[-1]).item()),
        tfp_contribution_share=contribution_share(split.tfp_contribution_share, split),
    )


def _other_settings(study: Study, phase: Phase) -> list[CapitalMeasure]:
    chosen = study.assumptions.settings
    others: list[tuple[Variant, str, Mapping[str, Any]]] = [
        *(("stock", word, {"stock": word}) for word in get_args(StockTiming)),
        *(("investment_timing", word, {"investment_timing": word}) for word in get_args(InvestmentTiming)),
        *(("initial_stock", word, {"initial_stock": (word,)}) for word in ("steady_state", "backcast")),
        *(("capital_kind", word, kind) for word, kind in _KINDS),
    ]
    if chosen.assets:
        others.append(("capital_kind", "services", {"capital_kind": "services"}))
    found = []
    for variant, word, settings in others:
        if all(getattr(chosen, name) == value for name, value in settings.items()):
            continue
        try:
            inputs = Study(study.data, study.assumptions.with_settings(**settings)).prepare(phase)
            found.append(_measure(inputs, variant, word))
        except DataError as error:
            cells = ", ".join(f"{series} {year}" for series, year in error.cells)
            why = Message.of("measure_open", cells=cells) if cells else Message.of("measure_refused", why=error)
            found.append(_lacking(variant, word, NotApplicable(why)))
        except AssumptionError as error:
            found.append(_lacking(variant, word, NotApplicable(Message.of("measure_refused", why=error))))
    return found


def _lacking(variant: Variant, value: str, why: NotApplicable) -> CapitalMeasure:
    return CapitalMeasure(
        variant=variant, value=value, capital_growth=why, capital_output_ratio=why, tfp_contribution_share=why
    )


def _other_numbers(inputs: PhaseInputs) -> list[CapitalMeasure]:
    found = []
    names: tuple[Variant, ...] = ("depreciation_rate", "initial_capital_output_ratio")
    for name in names:
        if name in inputs.assumptions_used:
            one = inputs.values[name]
            found += [_measure(inputs, name, end, {name: end}) for end in (one.low, one.high)]
    return found
