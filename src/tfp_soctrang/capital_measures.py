"""The capital of a phase: its stock year by year, where it comes from, and the figure under other measures of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from tfp_soctrang.choices import Averaging, InvestmentTiming, StockTiming
from tfp_soctrang.display import as_html
from tfp_soctrang.errors import AssumptionError, DataError, NotApplicable
from tfp_soctrang.evaluation import evaluate, stock_path
from tfp_soctrang.evidence import contribution_share
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.units import Phase, Territory, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.inputs import PhaseInputs

    Array = NDArray[np.float64]

__all__ = ["CapitalAccount", "CapitalMeasure", "CapitalYear", "InitialStock", "Variant", "capital_account"]

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
    rule: InitialStock = inputs.initial_rule if inputs.reference is None else "reference_ratio"
    return CapitalAccount(
        territory=study.data.territory,
        phase=phase,
        averaging=inputs.settings.averaging,
        money_unit=inputs.output.unit,
        initial_year=int(inputs.years[0]),
        initial_stock=rule,
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
