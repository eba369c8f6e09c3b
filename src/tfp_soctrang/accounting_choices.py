"""The grid of defensible accounting choices of a phase, and its figure under every one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.account import Basis
from tfp_soctrang.capital_input import RATIO_FACTOR
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.evidence import SIDE_BY_SIDE
from tfp_soctrang.inputs import PhaseInputs, reads
from tfp_soctrang.method import Study
from tfp_soctrang.phase_model import SHARE, Factor, phase_factors
from tfp_soctrang.sensitivity.specification_curve import SpecificationCurve, specification_curve
from tfp_soctrang.sensitivity.specification_grid import Bundle, SpecificationGrid
from tfp_soctrang.units import Phase, Territory

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["READING", "AccountingCurve", "accounting_curve", "accounting_grid"]

READING = "reading"
# The settings that an axis of the grid can set; all others stay as they are.
_SETTINGS = (
    "stock", "investment_timing", "initial_stock", "capital_kind", "retirement", "efficiency", "deflator",
    "factor_shares", "labour_kind",
)  # fmt: skip
_CAPITAL = {
    "net": {"capital_kind": "net", "retirement": "none", "efficiency": "geometric"},
    "gross": {"capital_kind": "gross", "retirement": "gamma", "efficiency": "one_hoss_shay"},
    "productive": {"capital_kind": "productive", "retirement": "gamma", "efficiency": "hyperbolic"},
    "net_hyperbolic": {"capital_kind": "net", "retirement": "gamma", "efficiency": "hyperbolic"},
}
_RATIO = "initial_capital_output_ratio"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AccountingCurve(Shown):
    """The TFP contribution share of a phase under every accounting choice of a grid, and under the study as set.

    `inputs` are those of the study as set, without their sources: they name the assumptions.
    """

    territory: Territory
    phase: Phase
    as_set: float | NotApplicable
    curve: SpecificationCurve
    inputs: PhaseInputs
    basis: Basis

    def __repr__(self) -> str:
        return (
            f"<AccountingCurve {self.territory} {self.phase}: TFP contribution share {in_short(self.as_set)} as set; "
            f"median {in_short(self.curve.median)}, range {in_short(self.curve.range)} "
            f"of {len(self.curve.grid)} specifications>"
        )


def accounting_grid(study: Study, first_year: int, last_year: int) -> SpecificationGrid:
    """Return the full grid of defensible choices for a phase.

    Readings of "contribution in a phase" (form and averaging, six); which stock of the year; when investment arrives;
    the kind of capital with how its assets age (bundled); where the stock begins, a ratio at the ends of its range
    among it (bundled); the deflators that the data have; and every numeric assumption or gap filler with a range at its
    low, central and high value. Choices that belong together move together; what cannot be combined is left out with
    its reason. A filled cell of the year before the phase is a choice of how two definitions are linked; other filled
    cells stand for figures that will be known, and are drawn by Monte Carlo, not chosen.

    Raises
    ------
    DataError
        The phase is open.
    """
    inputs = study.prepare(Phase(first_year, last_year))
    factors = {one.name: one for one in phase_factors(inputs, errors=False)}
    for what in inputs.measures:
        for step in what.fills:
            if what.years[step.rows].max() > inputs.phase.level_years[0]:
                del factors[step.filler.name]
    choices: dict[str, Sequence[Any]] = {READING: [f"{form}/{averaging}" for form, averaging in SIDE_BY_SIDE]}
    choices["investment_timing"] = ["end", "middle", "start"]
    deflators = _deflators(study, inputs)
    if len(deflators) > 1:
        choices["deflator"] = deflators
    bundles = [_initial(inputs, factors.get(_RATIO) or factors.get(RATIO_FACTOR)), _kinds(study, factors)]
    for name, one in factors.items():
        if name in {_RATIO, RATIO_FACTOR, "depreciation_rate"}:
            continue
        levels = sorted({one.marginal.low, one.central, one.marginal.high})
        if len(levels) > 1:
            choices[name] = levels
    return SpecificationGrid(choices=choices, bundles=[one for one in bundles if one is not None])


def accounting_curve(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    grid: SpecificationGrid | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> AccountingCurve:
    """Return the TFP contribution share under every specification of a grid of accounting choices.

    Specifications that share their settings are computed in one call, with an array for each numeric choice: the same
    arithmetic as single runs of the study.

    Parameters
    ----------
    first_year, last_year
        The phase: growth of the years from the first to the last.
    grid
        `accounting_grid` when not given. An axis or a bundle sets `reading` (form/averaging), one of the settings
        (`stock`, `investment_timing`, `initial_stock` as a tuple, `capital_kind`, `retirement`, `efficiency`,
        `deflator`, `factor_shares`, `labour_kind`), or an assumption or gap filler by its name.
    executor
        Where groups of specifications are computed: a `concurrent.futures` executor; here when not given.
    progress
        Called with how many specifications are done and of how many.

    Raises
    ------
    DataError
        The phase is open.
    AssumptionError
        An axis sets something that is none of these.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.accounting_curve(tfp.study(tfp.load("viet_nam")), 2016, 2020)
    >>> len(found.curve.grid), round(found.as_set, 3)
    (3240, 0.456)
    """
    phase = Phase(first_year, last_year)
    chosen = accounting_grid(study, first_year, last_year) if grid is None else grid
    inputs = study.prepare(phase)  # an open phase is refused before the grid is
    account = study.phase(first_year, last_year)
    return AccountingCurve(
        territory=study.data.territory,
        phase=phase,
        as_set=account.tfp_contribution_share,
        curve=specification_curve(
            _Batch(study, phase), chosen, SHARE, batched=True, at_once=len(chosen), executor=executor, progress=progress
        ),
        inputs=inputs.bare,
        basis=account.basis,
    )


def _deflators(study: Study, inputs: PhaseInputs) -> list[str]:
    """Return the deflators that change nothing but themselves: those under which the phase is not open."""
    found = []
    measure = inputs.investment
    for deflator in dict.fromkeys((inputs.settings.deflator, "reference:output", "own:output")):
        try:
            other = Study(study.data, study.assumptions.with_settings(deflator=deflator)).prepare(inputs.phase)
        except DataError:
            continue
        same = np.array_equal(other.investment.values, measure.values, equal_nan=True)
        if deflator == inputs.settings.deflator or not same:
            found.append(deflator)
    return found


def _initial(inputs: PhaseInputs, ratio: Factor | None) -> Bundle | None:
    """Return where the stock begins: the ratio as set and at the ends of its range, steady growth, a life back."""
    if ratio is None:
        return None
    own = inputs.settings.initial_stock
    options: dict[str, Mapping[str, Any]] = {
        "ratio": {"initial_stock": own, ratio.name: ratio.central},
        "ratio_low": {"initial_stock": own, ratio.name: ratio.marginal.low},
        "ratio_high": {"initial_stock": own, ratio.name: ratio.marginal.high},
        "steady_state": {"initial_stock": ("steady_state",), ratio.name: ratio.central},
    }
    if "service_life" in inputs.values:
        options["backcast"] = {"initial_stock": ("backcast",), ratio.name: ratio.central}
    return Bundle(name="initial_stock", options=options)


def _kinds(study: Study, factors: Mapping[str, Factor]) -> Bundle | None:
    """Return the kinds of capital, a geometric one with the ends of its rate and the others with those of the life."""
    settings, values = study.assumptions.settings, study.assumptions.values
    rate = factors.get("depreciation_rate")
    if not settings.geometric or settings.capital_kind != "net" or settings.assets or rate is None:
        return None
    options: dict[str, Mapping[str, Any]] = {}
    life = values.get("service_life")
    middle = rate.central if life is None or life.value is None else life.value
    for name, end in (("", rate.central), ("_low", rate.marginal.low), ("_high", rate.marginal.high)):
        options[f"net{name}"] = {**_CAPITAL["net"], "depreciation_rate": end, "service_life": middle}
    if life is not None and {"discount_rate", "retirement_spread", "efficiency_beta"} <= set(values):
        for kind in ("gross", "productive", "net_hyperbolic"):
            for name, years in (("", middle), ("_low", life.low), ("_high", life.high)):
                options[f"{kind}{name}"] = {
                    **_CAPITAL[kind],
                    "depreciation_rate": rate.central,
                    "service_life": years,
                }
    return Bundle(name="capital", options=options)


class _Batch:
    """The study as a function of many specifications: grouped by their settings, each group one evaluation."""

    def __init__(self, study: Study, phase: Phase) -> None:
        self.study, self.phase = study, phase

    def __call__(self, columns: Mapping[str, NDArray[Any]]) -> np.ma.MaskedArray[Any, Any]:
        size = len(next(iter(columns.values())))
        settings = {name: values for name, values in columns.items() if name in _SETTINGS}
        numbers = {name: values for name, values in columns.items() if name not in (*_SETTINGS, READING)}
        self._refuse_unknown(numbers)
        readings = columns.get(READING, np.full(size, None, dtype=object))
        found = np.full(size, np.nan)
        undefined = np.zeros(size, dtype=np.bool_)
        read: dict[tuple[object, ...], PhaseInputs] = {}
        for chosen, rows in _groups(settings, size):
            inputs = self._inputs(chosen, read)
            used = [name for name in self._used(inputs) if name in numbers]
            # readings and numbers that a group does not use repeat: each distinct row of numbers is computed once
            table = np.column_stack([numbers[name][rows].astype(np.float64) for name in used]) if used else None
            distinct, place = (
                (np.empty((1, 0)), np.zeros(len(rows), dtype=np.int64)) if table is None else _distinct(table)
            )
            result = evaluate(inputs, {name: distinct[:, i] for i, name in enumerate(used)})
            for reading in dict.fromkeys(readings[rows].tolist()):
                form, averaging = reading.split("/") if reading else (inputs.settings.form, inputs.settings.averaging)
                split = result.decomposition(form, averaging)
                own = readings[rows] == reading
                share = np.broadcast_to(split.tfp_contribution_share, (len(distinct),))
                defined = np.broadcast_to(split.shares_defined, (len(distinct),))
                found[rows[own]] = share[place[own]]
                undefined[rows[own]] = ~defined[place[own]]
        return np.ma.masked_array(found, mask=undefined)

    def _inputs(self, chosen: Mapping[str, Any], read: dict[tuple[object, ...], PhaseInputs]) -> PhaseInputs:
        """Return the inputs under settings; the data are read once for those that read the same."""
        assumptions = self.study.assumptions.with_settings(**chosen)
        key = reads(assumptions.settings)
        if key not in read:
            read[key] = Study(self.study.data, assumptions).prepare(self.phase)
        return read[key].under(assumptions.settings)

    def _used(self, inputs: PhaseInputs) -> list[str]:
        fills = [step.filler.name for what in inputs.measures for step in what.fills]
        ratio = [] if inputs.reference is None else [RATIO_FACTOR]
        return [*inputs.assumptions_used, *ratio, *fills]

    def _refuse_unknown(self, numbers: Mapping[str, Any]) -> None:
        for name in numbers:
            if name != RATIO_FACTOR:
                self.study.assumptions[name]


def _groups(settings: Mapping[str, NDArray[Any]], size: int) -> list[tuple[dict[str, Any], NDArray[np.int64]]]:
    """Return the distinct settings, each with the rows that have them."""
    if not settings:
        return [({}, np.arange(size))]
    names = list(settings)
    codes, keys = np.zeros(size, dtype=np.int64), []
    for name in names:
        words = {option: i for i, option in enumerate(dict.fromkeys(settings[name].tolist()))}
        keys.append(list(words))
        codes = codes * len(words) + np.array([words[option] for option in settings[name].tolist()])
    found = []
    for code in np.unique(codes):
        rows = np.flatnonzero(codes == code)
        found.append(({name: settings[name][rows[0]] for name in names}, rows))
    return found


def _distinct(table: Array) -> tuple[Array, NDArray[np.int64]]:
    """Return the distinct rows of a table with few values a column, and which of them each row is."""
    codes = np.zeros(len(table), dtype=np.int64)
    for column in table.T:
        values, place = np.unique(column, return_inverse=True)
        codes = codes * len(values) + place
    _, first, place = np.unique(codes, return_index=True, return_inverse=True)
    return table[first], place.ravel()
