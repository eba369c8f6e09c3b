"""A published account against ours: the coefficients that reproduce it, and how close each print comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.calibration import COEFFICIENTS, AccountPhase, calibrate, printed_quantities
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.evidence import published_cells
from tfp_soctrang.inputs import PhaseInputs, prepare
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status
from tfp_soctrang.published_account import PublishedAccount, PublishedPhase
from tfp_soctrang.settings import Settings
from tfp_soctrang.units import Phase, Territory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["CalibratedAccount", "Coefficient", "Comparison", "calibrate_account"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Coefficient(Shown):
    """A recovered coefficient: its value at the stated point, and the ends of the admissible set along it.

    `low_open`, `high_open`: the end lies on the edge of the search, the set may go on.
    """

    name: str
    value: float
    low: float
    high: float
    low_open: bool
    high_open: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Comparison(Shown):
    """One phase: what was printed, what the point gives (fractions, in the order of `published.PRINTED`).

    `used` says whether the phase was calibrated to; `reason` why not.
    """

    phase: Phase
    printed: tuple[float, ...]
    half_unit: tuple[float, ...]
    computed: tuple[float, ...]
    used: bool
    reason: Message | None = None

    @property
    def reproduced(self) -> tuple[bool, ...]:
        """Which prints the point reproduces to the last digit."""
        # a billionth of half a unit of grace for the representation of decimal prints
        return tuple(
            abs(c - p) <= h * (1.0 + 1e-9) for c, p, h in zip(self.computed, self.printed, self.half_unit, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CalibratedAccount(Shown):
    """The coefficients behind a published account.

    `deviation` is the largest distance from a print, in units of its rounding: at most 1 means that every print of the
    phases used is reproduced.
    """

    territory: Territory
    account: str
    coefficients: tuple[Coefficient, ...]
    deviation: float
    comparisons: tuple[Comparison, ...]
    caveats: tuple[Message, ...]
    initial_year: int

    def _ipython_key_completions_(self) -> list[str]:
        return [one.name for one in self.coefficients]

    def __getitem__(self, name: str) -> Coefficient:
        for coefficient in self.coefficients:
            if coefficient.name == name:
                return coefficient
        raise DataError("calibration", "has no such coefficient", value=name, remedy=f"It has: {COEFFICIENTS}.")

    @property
    def point(self) -> dict[str, float]:
        """The stated point, as values for `Assumptions.with_values`."""
        return {coefficient.name: coefficient.value for coefficient in self.coefficients}

    def __repr__(self) -> str:
        shown = ", ".join(f"{c.name} {c.value:.4f} [{c.low:.4f}, {c.high:.4f}]" for c in self.coefficients)
        return f"<CalibratedAccount {self.territory}: {shown}; deviation {self.deviation:.2f}>"


def settings_are_usual(settings: Settings) -> bool:
    """Return whether capital is one net stock at one rate, labour persons, and the shares assumed or coefficients."""
    capital = settings.geometric and settings.capital_kind in {"net", "productive"} and not settings.assets
    return capital and settings.labour_kind == "persons" and settings.stock == "closing"


def calibrate_account(
    data: Dataset, assumptions: Assumptions, account: PublishedAccount, phases: tuple[Phase, ...] | None = None
) -> CalibratedAccount:
    """Return the labour share, depreciation and initial ratio that reproduce a published account.

    Parameters
    ----------
    phases
        The phases to calibrate to; None: those whose every cell is published (neither derived nor filled). The others
        are compared, out of sample.

    Raises
    ------
    DataError
        A named phase is not in the account, or is open; or the stock does not start from a ratio.
    EstimationError
        Fewer than two phases are left.
    """
    known = {published.phase for published in account.phases}
    for phase in phases or ():
        if phase not in known:
            raise DataError(
                account.name,
                "prints no such phase",
                value=str(phase),
                remedy=f"It prints: {', '.join(str(one) for one in sorted(known))}.",
            )
    readings = {published.phase: prepare(data, assumptions, published.phase) for published in account.phases}
    used = {
        published.phase: None if _usable(readings[published.phase], published, phases) else _why_not(phases)
        for published in account.phases
    }
    longest = max(readings.values(), key=lambda inputs: len(inputs.years))
    other = longest.initial_rule != "ratio" or not settings_are_usual(assumptions.settings)
    if other or longest.reference is not None:
        raise DataError(
            data.name,
            "its stock is not the usual one that starts from a ratio of its own, so there is nothing to calibrate",
            remedy="Calibrate the territory whose account was published, with one geometric net stock and persons.",
        )
    flows = longest.investment.filled({}, longest.output.filled({}))[1:, 0]
    initial_output = float(longest.output.filled({})[0, 0])
    settings = assumptions.settings
    all_phases = [_account_phase(readings[published.phase], published) for published in account.phases]
    fitted = calibrate(
        tuple(one for one, published in zip(all_phases, account.phases, strict=True) if used[published.phase] is None),
        flows,
        initial_output,
        form=settings.form,
        averaging=settings.averaging,
        investment_timing=settings.investment_timing,
    )
    computed = printed_quantities(
        fitted.point[:, None],
        tuple(all_phases),
        flows,
        initial_output,
        form=settings.form,
        averaging=settings.averaging,
        investment_timing=settings.investment_timing,
    )[:, :, 0]
    return CalibratedAccount(
        territory=data.territory,
        account=account.name,
        coefficients=tuple(
            Coefficient(
                name=name,
                value=float(fitted.point[i]),
                low=float(fitted.low[i]),
                high=float(fitted.high[i]),
                low_open=bool(fitted.open_ended[i, 0]),
                high_open=bool(fitted.open_ended[i, 1]),
            )
            for i, name in enumerate(COEFFICIENTS)
        ),
        deviation=fitted.deviation,
        comparisons=tuple(
            Comparison(
                phase=published.phase,
                printed=published.printed,
                half_unit=published.half_unit,
                computed=tuple(float(value) for value in row),
                used=used[published.phase] is None,
                reason=used[published.phase],
            )
            for published, row in zip(account.phases, computed, strict=True)
        ),
        caveats=(Message.of("second_hand_account"),) if account.second_hand else (),
        initial_year=int(longest.years[0]),
    )


def _usable(inputs: PhaseInputs, published: PublishedPhase, phases: tuple[Phase, ...] | None) -> bool:
    if phases is not None:
        return published.phase in phases
    filled = any(what.fills for what in inputs.measures)
    return not filled and all(cell.status is not Status.DERIVED for cell in published_cells(inputs))


def _why_not(phases: tuple[Phase, ...] | None) -> Message:
    return Message.of("not_calibrated_to_derived" if phases is None else "not_calibrated_to")


def _account_phase(inputs: PhaseInputs, published: PublishedPhase) -> AccountPhase:
    result = evaluate(inputs)
    return AccountPhase(
        years=result.years,
        rows=result.years - int(inputs.years[0]),
        output=result.output[:, 0],
        labour_input=result.labour_input[:, 0],
        printed=np.array(published.printed),
        half_unit=np.array(published.half_unit),
    )
