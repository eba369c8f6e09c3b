"""Capital input of a phase: investment by asset, where the stock begins, and the stock or its services by year.

Shapes: years (n) on axis 0, then assets where there are several, then draws (m).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.capital import (
    backcast_investment,
    backcast_stock,
    opening_stock,
    perpetual_inventory,
    ratio_stock,
    steady_state_stock,
)
from tfp_soctrang.arithmetic.capital_services import CapitalServices, capital_services
from tfp_soctrang.arithmetic.checks import refuse
from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
from tfp_soctrang.arithmetic.cohort_tables import CohortTables, cohort_tables
from tfp_soctrang.arithmetic.growth import average_growth
from tfp_soctrang.arithmetic.opening_balance import opening_run_down, steady_growth_stock
from tfp_soctrang.arithmetic.user_costs import user_costs
from tfp_soctrang.choices import CohortMethod, Efficiency, RetirementDistribution
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.measures import OUTLAY

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Parameters = Mapping[str, ArrayLike]

__all__ = [
    "RATIO_FACTOR",
    "SHARE_ERROR",
    "CapitalPath",
    "capital_path",
    "capital_share_rows",
    "earlier_growth",
    "reference_ratio_drawn",
]

_RATIO = "initial_capital_output_ratio"

# Draws of a ratio that is taken from the reference territory are multiples of it: the rest of the chain, depreciation
# above all, moves the reference's ratio as it moves the territory's stock.
RATIO_FACTOR = "reference_ratio_factor"

# The error of an estimated capital share, the same in all years.
SHARE_ERROR = "capital_share_error"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CapitalPath(Shown):
    """Output, investment and capital on the grid of years, shape (n, m); money at constant prices.

    `closing` and `opening` are the stocks of the kind chosen, shape (n, m) or (n, assets, m); `from_initial` the part
    of `closing` that comes from the initial stock, where it was asked for. `capital_input` is what the account takes:
    the stock of the year that the settings name, or an index of services that begins in the phase at the sum of the
    stocks. `opening` is the closing stock again where no setting needs it.
    """

    output: Array
    investment: Array
    opening: Array
    closing: Array
    from_initial: Array | None
    capital_input: Array
    services: CapitalServices | None


def capital_path(inputs: PhaseInputs, drawn: Parameters, *, trace: bool = False) -> CapitalPath:
    """Return the path of capital for the assumptions' values, or for draws of some of them.

    With `trace` it tells what is left of the initial stock.
    """
    settings = inputs.settings
    output = inputs.output.filled(drawn)
    investment = inputs.investment.filled(drawn, output)
    if inputs.investment.name in OUTLAY:
        factor = inputs.row("outlay_to_formation", drawn)
        own = bool(inputs.investment.fills) and investment.shape[1] >= factor.shape[1]  # no view of what is published
        investment = np.multiply(investment, factor, out=investment if own else None)
    flows = _by_asset(inputs, investment, drawn)
    flows.setflags(write=False)
    if settings.disposals == "refuse" and not flows[1:].min() >= 0.0:
        remedy = "Correct it, or say disposals = 'reduce_stock' in the settings."
        least = flows[1:].reshape(len(flows) - 1, -1).min(axis=1)
        refuse(least, least < 0.0, inputs.investment.name, "is negative", remedy, inputs.years[1:].tolist())
    tables = None if settings.geometric else _tables(inputs, drawn)
    build = _geometric if tables is None else _cohorts
    opening, closing, from_initial = build(inputs, output, flows, drawn, tables, trace=trace)
    used = closing if settings.stock == "closing" else opening
    used = 0.5 * (opening + closing) if settings.stock == "average" else used
    taken = used.sum(axis=1) if settings.assets else used
    services = None
    if settings.capital_kind == "services":
        phase = slice(-len(inputs.phase.level_years), None)
        services = _services(inputs, used[phase], output[phase], drawn, tables)
        growth = services.services_growth.cumsum(axis=0)
        level = taken[phase][:1] * np.exp(np.concatenate([np.zeros_like(growth[:1]), growth]))
        before = np.broadcast_to(taken[: phase.start], (len(taken) + phase.start, *level.shape[1:]))
        taken = np.concatenate([before, level])
    return CapitalPath(
        output=output,
        investment=investment,
        opening=opening,
        closing=closing,
        from_initial=from_initial,
        capital_input=np.asarray(taken),
        services=services,
    )


def capital_share_rows(inputs: PhaseInputs, drawn: Parameters) -> Array:
    """Return the capital share: (1, m) when it is assumed, (n, 1) when it is measured."""
    if "labour_share" in drawn or "capital_share" not in inputs.coefficients:
        return np.asarray(1.0 - inputs.row("labour_share", drawn))
    share = inputs.row("capital_share", drawn)
    return share if SHARE_ERROR not in drawn else np.asarray(share + inputs.row(SHARE_ERROR, drawn))


def _by_asset(inputs: PhaseInputs, investment: Array, drawn: Parameters) -> Array:
    """Return investment by asset, shape (n, assets, m): by measured shares, or assumed ones and their rest."""
    assets = inputs.settings.assets
    if not assets:
        return investment
    if inputs.asset_shares is not None:
        return np.asarray(investment[:, None] * inputs.asset_shares[:, :, None])
    given = [inputs.row(f"investment_share_{asset}", drawn) for asset in assets[:-1]]
    rest = 1.0 - np.asarray(sum(given))
    if (rest < 0.0).any():
        raise DataError(
            "investment_share",
            "of the assets before the last add up to more than one",
            value=float(1.0 - rest.min()),
            remedy="Lower them: the last asset takes what they leave.",
        )
    shares = np.stack(np.broadcast_arrays(*given, rest), axis=1)
    return np.asarray(investment[:, None] * shares)


def _tables(inputs: PhaseInputs, drawn: Parameters) -> CohortTables:
    """Return survival, efficiency and price by age, shape (ages, m) or (ages, assets, m)."""
    settings = inputs.settings
    if settings.retirement == "none":
        raise DataError("settings.retirement", "is none, and assets of this profile retire", remedy="Name one.")

    def optional(name: str, wanted: bool) -> Array | None:
        return inputs.by_asset(name, drawn)[0] if wanted else None

    choices = (settings.efficiency, settings.retirement, settings.cohorts)
    numbers = {
        "service_life": inputs.by_asset("service_life", drawn)[0],
        "discount_rate": inputs.number("discount_rate", drawn),
        "retirement_spread": optional("retirement_spread", settings.retirement != "sudden"),
        "depreciation_rate": optional("depreciation_rate", settings.efficiency == "geometric"),
        "beta": optional("efficiency_beta", settings.efficiency == "hyperbolic"),
        "delay": inputs.by_asset("efficiency_delay", drawn, 0.0)[0],
        "factor": inputs.by_asset("declining_factor", drawn, 2.0)[0],
    }
    given = {name: values for name, values in numbers.items() if values is not None}
    if max(values.size for values in given.values()) > _FEW:
        return _cohort_tables(choices, given)
    return _tables_of_few(choices, tuple((name, one.shape, one.tobytes()) for name, one in given.items()))


# Cohort tables of up to so many draws are kept: the specifications of a grid, and the studies of one territory, ask for
# the same few lives again and again. Tables of a block of draws are large, and never asked for twice.
_FEW = 64


@lru_cache(maxsize=64)
def _tables_of_few(
    choices: tuple[Efficiency, RetirementDistribution, CohortMethod],
    given: tuple[tuple[str, tuple[int, ...], bytes], ...],
) -> CohortTables:
    return _cohort_tables(choices, {name: np.frombuffer(data).reshape(shape) for name, shape, data in given})


def _cohort_tables(
    choices: tuple[Efficiency, RetirementDistribution, CohortMethod], given: Mapping[str, Array]
) -> CohortTables:
    efficiency, retirement, cohorts = choices
    return cohort_tables(**given, efficiency=efficiency, retirement=retirement, cohorts=cohorts)


def earlier_growth(inputs: PhaseInputs, output: Array, drawn: Parameters) -> Array:
    """Return how investment grew before the record, shape (m,): assumed, or as output did over the window.

    Raises
    ------
    DataError
        Output of the window's ends is not on the grid of years.
    """
    if "investment_growth" in drawn or "investment_growth" in inputs.values:
        return inputs.number("investment_growth", drawn)
    first, last = inputs.settings.growth_window or (inputs.phase.first_year, inputs.phase.last_year)
    rows = (inputs.years >= first - 1) & (inputs.years <= last)
    levels = output[rows]
    ends_known = rows.sum() == last - first + 2 and np.isfinite(levels[[0, -1]]).all()
    if not ends_known:
        raise DataError(
            "settings.growth_window",
            f"needs output of {first - 1} and {last}",
            value=(int(inputs.years[0]), int(inputs.years[-1])),
            remedy="Name years within the record, or give investment_growth among the assumptions.",
        )
    return np.asarray(average_growth(levels[[0, -1]], "cumulative") + 1.0) ** (1.0 / (last - first + 1)) - 1.0


def reference_ratio_drawn(inputs: PhaseInputs, drawn: Parameters) -> Array:
    """Return the net stock over output of the reference territory in its last year, shape (m,).

    Its assets age as those of the territory do: drawn rates and lives are its own too, drawn output is not.
    """
    wider = inputs.reference
    if wider is None:
        raise DataError("reference", "is missing", remedy="Give initial_capital_output_ratio a value.")
    shared = {name: value for name, value in drawn.items() if inputs.ages(name)}
    if "depreciation_rate" in inputs.coefficients and "depreciation_rate" not in shared:
        shared["depreciation_rate"] = inputs.row("depreciation_rate", drawn)[0]
    path = capital_path(wider, shared)
    return np.asarray(path.capital_input[-1] / path.output[-1])


def _net_initial(inputs: PhaseInputs, output: Array, drawn: Parameters) -> Array:
    """Return the initial stock of all assets where it is published or a ratio to output, shape (m,)."""
    if inputs.initial_stock is not None:
        return np.full(1, inputs.initial_stock)
    if inputs.reference is None or _RATIO in drawn:
        return ratio_stock(output[0], inputs.number(_RATIO, drawn))
    ratio = reference_ratio_drawn(inputs, drawn)
    if RATIO_FACTOR in drawn:
        ratio = ratio * np.atleast_1d(np.asarray(drawn[RATIO_FACTOR], dtype=np.float64))
    return ratio_stock(output[0], ratio)


def _geometric(
    inputs: PhaseInputs, output: Array, flows: Array, drawn: Parameters, _: CohortTables | None, *, trace: bool
) -> tuple[Array, Array, Array | None]:
    """Return opening and closing stocks, and what is left of the initial one, at one rate an asset."""
    settings = inputs.settings
    timing = settings.investment_timing
    rate = inputs.by_asset("depreciation_rate", drawn)
    later = rate if rate.shape[0] == 1 else rate[1:]
    first = later[0]
    if inputs.initial_rule in {"published", "ratio"}:
        initial = _net_initial(inputs, output, drawn)
        if settings.assets:
            growth = earlier_growth(inputs, output, drawn)
            steady = steady_state_stock(flows[1], growth=growth, depreciation_rate=first, investment_timing=timing)
            initial = initial * steady / steady.sum(axis=0)
    else:
        growth = earlier_growth(inputs, output, drawn)
        if inputs.initial_rule == "steady_state":
            initial = steady_state_stock(flows[1], growth=growth, depreciation_rate=first, investment_timing=timing)
        else:
            initial = backcast_stock(
                flows[1],
                growth=growth,
                life=np.round(inputs.by_asset("service_life", drawn)[0]),
                depreciation_rate=first,
                investment_timing=timing,
            )
    stock = perpetual_inventory(flows[1:], initial_stock=initial, depreciation_rate=later, investment_timing=timing)
    closing = stock.levels
    opening = closing
    if settings.stock != "closing":
        before = np.broadcast_to(opening_stock(closing[:1], flows[:1], rate[:1], timing), closing[:1].shape)
        opening = np.concatenate([before, stock.opening])
    if not trace:
        return opening, closing, None
    kept = np.cumprod(np.broadcast_to(1.0 - later, stock.closing.shape), axis=0)
    return opening, closing, np.concatenate([closing[:1], closing[:1] * kept])


def _cohorts(
    inputs: PhaseInputs, output: Array, flows: Array, drawn: Parameters, tables: CohortTables | None, *, trace: bool
) -> tuple[Array, Array, Array | None]:
    """Return opening and closing stocks, and what is left of the initial one, from the cohorts' profile by age."""
    if tables is None:
        raise DataError("tables", "are missing")
    settings = inputs.settings
    timing = settings.investment_timing
    profile = {"net": tables.price, "gross": tables.survival}.get(settings.capital_kind, tables.efficiency)
    growth = earlier_growth(inputs, output, drawn)
    n = len(inputs.years)
    if inputs.initial_rule == "backcast":
        past = backcast_investment(flows[1], growth, np.round(inputs.by_asset("service_life", drawn)[0]))
        record = np.broadcast_to(flows[1:], (n - 1, *past.shape[1:]))
        built = cohort_stock(
            np.concatenate([past, record]), profile, investment_timing=timing, disposals=settings.disposals
        )
        start = len(past) - 1
        if not trace:
            return built.opening[start:], built.closing[start:], None
        # what is left is what the record does not explain: disposals take old and new alike
        alone = cohort_stock(
            np.concatenate([past, np.zeros_like(record)]), profile, investment_timing=timing, disposals="refuse"
        )
        return built.opening[start:], built.closing[start:], np.minimum(alone.closing, built.closing)[start:]
    steady = steady_growth_stock(flows[1], profile, growth=growth, investment_timing=timing)
    if inputs.initial_rule == "steady_state":
        initial = steady
    else:
        total = _net_initial(inputs, output, drawn)
        measured = tables.survival if inputs.initial_is_gross else tables.price
        kind = steady_growth_stock(flows[1], measured, growth=growth, investment_timing=timing)
        initial = total * steady / (kind.sum(axis=0) if settings.assets else kind)
    run_down = opening_run_down(profile, investment_growth=growth, years=n, investment_timing=timing)
    stock = cohort_stock(
        flows[1:],
        profile,
        investment_timing=timing,
        opening_balance=initial,
        opening_profile=run_down,
        disposals=settings.disposals,
    )
    closing = np.concatenate([np.broadcast_to(initial, stock.closing[:1].shape), stock.closing])
    # before the record stock and investment grew alike
    opening = np.concatenate([closing[:1] / (1.0 + growth), stock.opening])
    from_opening = np.broadcast_to(stock.from_opening, stock.closing.shape)
    return opening, closing, np.concatenate([closing[:1], from_opening]) if trace else None


def _services(
    inputs: PhaseInputs, stock: Array, output: Array, drawn: Parameters, tables: CohortTables | None
) -> CapitalServices:
    """Return the growth of capital services: stocks weighted by real user costs, output's price being the unit.

    `stock` and `output` hold the level years of the phase only.
    """
    n = len(stock)
    aged = inputs.by_asset("depreciation_rate", drawn) if tables is None else tables.first_year_depreciation[None]
    change = inputs.by_asset("asset_price_change", drawn, 0.0)
    shape = np.broadcast_shapes(change.shape, stock[:1].shape)
    # a user cost of year t needs the price at which the year begins: one row before the first
    price = (1.0 + np.broadcast_to(change, shape)) ** np.arange(-1.0, n).reshape(-1, 1, 1)
    external = inputs.settings.return_on_capital == "external"
    costs = user_costs(
        price,
        stock,
        depreciation_rate=aged[-n:],
        tax_factor=inputs.by_asset("tax_factor", drawn, 1.0),
        items=inputs.settings.assets,
        years=inputs.years[-n:].tolist(),
        rate_of_return=inputs.row("rate_of_return", drawn) if external else None,
        capital_income=None if external else capital_share_rows(inputs, drawn)[-n:] * output,
    )
    return capital_services(stock, costs.compensation, items=inputs.settings.assets)
