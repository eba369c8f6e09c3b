"""The capital of a phase: its stock year by year, where it comes from, and the figure under other measures of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.capital import steady_state_stock
from tfp_soctrang.arithmetic.growth import average_growth
from tfp_soctrang.choices import Averaging, InvestmentTiming, StockTiming
from tfp_soctrang.display import as_html
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.evaluation import capital_chain, evaluate, stock_path
from tfp_soctrang.evidence import contribution_share
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.units import Phase, Territory, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.assumptions import Settings
    from tfp_soctrang.inputs import PhaseInputs

    Array = NDArray[np.float64]

__all__ = ["CapitalAccount", "CapitalMeasure", "CapitalYear", "InitialStock", "Variant", "capital_account"]

InitialStock = Literal["published", "ratio", "reference_ratio"]
Variant = Literal[
    "as_set", "stock", "investment_timing", "depreciation_rate", "initial_capital_output_ratio", "steady_state"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalYear:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalMeasure:
    """The figure of the phase under one measure of capital.

    `variant` says what differs from the assumptions, `value` what it is instead: the word of a setting, a number, or
    None for the measure as set. Where the data lack a cell that the measure needs, the results are not applicable.
    """

    variant: Variant
    value: str | float | None
    capital_growth: float | NotApplicable
    capital_output_ratio: float | NotApplicable
    tfp_contribution_share: float | NotApplicable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CapitalAccount:
    """The capital of a phase: stocks from the initial year on, and the figure under each measure, the one set first."""

    territory: Territory
    phase: Phase
    averaging: Averaging
    money_unit: Unit
    initial_year: int
    initial_stock: InitialStock
    years: tuple[CapitalYear, ...]
    measures: tuple[CapitalMeasure, ...]

    def _repr_html_(self) -> str:
        return as_html(self)


def capital_account(study: Study, first_year: int, last_year: int) -> CapitalAccount:
    """Return the stock of capital behind the account of a phase, and the figure under other measures of capital.

    The other measures: which stock of the year is the input (closing, opening, average); when in the year investment
    arrives; depreciation, and the initial capital–output ratio, at the ends of their ranges; an initial stock in steady
    state with the output growth of the phase. Each differs from the assumptions in that one thing.

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
    rule: InitialStock = "ratio" if inputs.reference is None else "reference_ratio"
    return CapitalAccount(
        territory=study.data.territory,
        phase=phase,
        averaging=inputs.settings.averaging,
        money_unit=inputs.output.unit,
        initial_year=int(inputs.years[0]),
        initial_stock="published" if inputs.initial_stock is not None else rule,
        years=_years(inputs),
        measures=(
            _measure(inputs, "as_set", None),
            *_other_settings(study, phase),
            *_other_numbers(inputs),
        ),
    )


def _years(inputs: PhaseInputs) -> tuple[CapitalYear, ...]:
    path = stock_path(inputs)
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
    others: list[tuple[Variant, str, Settings]] = [
        *(("stock", word, replace(chosen, stock=word)) for word in get_args(StockTiming)),
        *(("investment_timing", word, replace(chosen, investment_timing=word)) for word in get_args(InvestmentTiming)),
    ]
    found = []
    for variant, word, settings in others:
        if settings == chosen:
            continue
        try:
            inputs = Study(study.data, replace(study.assumptions, settings=settings)).prepare(phase)
        except DataError as error:
            cells = ", ".join(f"{series} {year}" for series, year in error.cells)
            found.append(_lacking(variant, word, NotApplicable(Message.of("measure_open", cells=cells))))
        else:
            found.append(_measure(inputs, variant, word))
    return found


def _lacking(variant: Variant, value: str, why: NotApplicable) -> CapitalMeasure:
    return CapitalMeasure(
        variant=variant, value=value, capital_growth=why, capital_output_ratio=why, tfp_contribution_share=why
    )


def _other_numbers(inputs: PhaseInputs) -> list[CapitalMeasure]:
    found = []
    names: list[Variant] = [] if "depreciation_rate" in inputs.coefficients else ["depreciation_rate"]
    ratio: Variant = "initial_capital_output_ratio"
    names += [] if inputs.initial_stock is not None else [ratio]
    for name in names:
        one = inputs.values[name]
        found += [_measure(inputs, name, end, {name: end}) for end in (one.low, one.high)]
    if ratio in names:
        steady = _steady_state_ratio(inputs)
        found.append(_measure(inputs, "steady_state", steady, {ratio: steady}))
    return found


def _steady_state_ratio(inputs: PhaseInputs) -> float:
    """Return the initial stock over output from which the first year's investment keeps pace with output."""
    rate = inputs.row("depreciation_rate", {})
    output, investment, _ = capital_chain(inputs, {}, rate)
    levels = output[np.isin(inputs.years, inputs.phase.level_years), 0]
    stock = steady_state_stock(
        investment[1, 0],
        growth=average_growth(levels, kind="compound"),
        depreciation_rate=rate[min(1, rate.shape[0] - 1), 0],
        investment_timing=inputs.settings.investment_timing,
    )
    return float(stock / output[0, 0])
