"""The choices of method: one record, its words checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from tfp_soctrang.choices import (
    Averaging,
    CapitalKind,
    CohortMethod,
    DisposalPolicy,
    Efficiency,
    Form,
    InitialRule,
    InvestmentTiming,
    LabourKind,
    Retirement,
    ReturnOnCapital,
    ShareSource,
    ShareYears,
    StockTiming,
    VerdictKind,
)
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError

__all__ = ["Settings", "one_of"]

_ONE = {
    "form": Form,
    "averaging": Averaging,
    "stock": StockTiming,
    "investment_timing": InvestmentTiming,
    "capital_kind": CapitalKind,
    "efficiency": Efficiency,
    "retirement": Retirement,
    "cohorts": CohortMethod,
    "disposals": DisposalPolicy,
    "return_on_capital": ReturnOnCapital,
    "labour_kind": LabourKind,
    "share_years": ShareYears,
    "accept": VerdictKind,
}
_SEVERAL = {"initial_stock": InitialRule, "factor_shares": ShareSource}


def one_of(allowed: object) -> str:
    """Return the remedy that lists what a choice can be."""
    return f"Use one of: {', '.join(get_args(allowed))}."


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings(Shown):
    """The choices of method; those that name several things name the best first.

    Parameters
    ----------
    form, averaging
        Of the account.
    output, investment, labour
        Which published series measure what.
    labour_link_year
        The year at which two definitions of employment are linked.
    deflator
        `own:X` or `reference:X`, with X `output` or `fixed_capital_formation`: the implicit deflator that turns
        investment at current prices into constant ones.
    stock
        Which stock of the year is the capital input.
    investment_timing
        When in the year investment arrives.
    capital_kind
        Net, gross or productive stock, or the services of the productive stocks of several assets.
    efficiency, retirement, cohorts
        How one asset ages, when assets retire, and how the two make a cohort; `geometric` with `none` is the usual
        perpetual inventory at one rate.
    assets
        Types of assets, each with assumptions of its own (`depreciation_rate_structures`); empty: capital is one.
    disposals
        What a negative investment is.
    initial_stock
        Where the stock begins: a published one, a ratio to output, steady growth, or investment carried back a life.
    growth_window
        First and last growth year of the output growth that stands for investment growth before the record; empty:
        the phase.
    return_on_capital
        What user costs earn: what capital's share of income leaves, or a given rate.
    labour_kind
        Persons, hours, or persons weighted by the composition of their cells or by their training.
    labour_cells
        The cells of `composition`: the data hold `employed.X` and `income_per_worker.X` for each.
    factor_shares
        Where capital's and labour's shares of income come from: the data, an assumption, or elasticities estimated on
        the territory's own years.
    share_years
        `as_form`: two-year means for `log`, the later year's share for the others; `two_year_mean`: for all.
    accept
        The weakest verdict under which an estimated elasticity may weigh the inputs.
    """

    form: Form
    averaging: Averaging
    stock: StockTiming
    investment_timing: InvestmentTiming
    output: tuple[str, ...]
    investment: tuple[str, ...]
    labour: tuple[str, ...]
    labour_link_year: int
    deflator: str
    capital_kind: CapitalKind = "net"
    efficiency: Efficiency = "geometric"
    retirement: Retirement = "none"
    cohorts: CohortMethod = "mixture"
    assets: tuple[str, ...] = ()
    disposals: DisposalPolicy = "refuse"
    initial_stock: tuple[InitialRule, ...] = ("published", "ratio")
    growth_window: tuple[int, ...] = ()
    return_on_capital: ReturnOnCapital = "internal"
    labour_kind: LabourKind = "persons"
    labour_cells: tuple[str, ...] = ()
    factor_shares: tuple[ShareSource, ...] = ("coefficients", "assumption")
    share_years: ShareYears = "as_form"
    accept: VerdictKind = "usable_with_prior"

    def __post_init__(self) -> None:
        for name, allowed in _ONE.items():
            given = getattr(self, name)
            if given not in get_args(allowed):
                raise AssumptionError(f"settings.{name}", "is not known", value=given, remedy=one_of(allowed))
        for name in ("output", "investment", "labour", *_SEVERAL):
            if not getattr(self, name):
                raise AssumptionError(f"settings.{name}", "names nothing", value=[], remedy="Name at least one.")
        for name, allowed in _SEVERAL.items():
            for given in getattr(self, name):
                if given not in get_args(allowed):
                    raise AssumptionError(f"settings.{name}", "is not known", value=given, remedy=one_of(allowed))
        owner, _, what = self.deflator.partition(":")
        if owner not in {"own", "reference"} or what not in {"output", "fixed_capital_formation"}:
            raise AssumptionError(
                "settings.deflator",
                "is not known",
                value=self.deflator,
                remedy="Use own: or reference: with output or fixed_capital_formation.",
            )
        self._refuse_what_does_not_fit()

    @property
    def geometric(self) -> bool:
        """Whether every stock is the usual perpetual inventory at one rate."""
        return self.efficiency == "geometric" and self.retirement == "none"

    def _refuse_what_does_not_fit(self) -> None:
        def refuse(name: str, problem: str, remedy: str) -> None:
            raise AssumptionError(f"settings.{name}", problem, value=getattr(self, name), remedy=remedy)

        if self.retirement == "none" and self.efficiency != "geometric":
            refuse("efficiency", "needs assets that retire", "Give retirement, and service_life among the assumptions.")
        if self.capital_kind == "gross" and self.retirement == "none":
            refuse("capital_kind", "has no end when nothing retires", "Give retirement, and service_life.")
        if self.capital_kind == "services" and len(self.assets) < 2:
            refuse("capital_kind", "is of several assets", "Name them in assets, or take productive.")
        if len(set(self.assets)) != len(self.assets) or len(self.assets) == 1:
            refuse("assets", "must name two or more, each once", "Leave assets out when capital is one.")
        if self.labour_kind == "composition" and len(self.labour_cells) < 2:
            refuse("labour_kind", "is of several cells", "Name them in labour_cells.")
        window = self.growth_window
        if window and (len(window) != 2 or window[0] > window[1]):
            refuse("growth_window", "must be a first and a last growth year", "For example [2021, 2024].")
