"""What the sliders of a page recompute, as plain numbers at full precision: the model that the page's script reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.account import PhaseAccount
from tfp_soctrang.arithmetic.accounting import SMALLEST_GROWTH
from tfp_soctrang.assumptions import Assumption
from tfp_soctrang.capital_input import capital_path, earlier_growth
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.phase_report import PhaseReport

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["SLIDERS", "PageModel", "page_model"]

# The sliders, each with the assumption behind it and the step it moves by where the ends of the range allow it.
SLIDERS: dict[str, tuple[str, float]] = {
    "capital_share": ("labour_share", 0.001),
    "depreciation_rate": ("depreciation_rate", 0.0005),
    "initial_capital_output_ratio": ("initial_capital_output_ratio", 0.01),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageModel:
    """The numbers that the page's script recomputes the phase from, and why a slider is absent.

    Parameters
    ----------
    values
        For JSON, NaN as None; None when the script cannot recompute the phase.
    absent
        By slider, or `all`: the code of the words that say why it is not there.
    """

    values: dict[str, Any] | None
    absent: dict[str, str]


def page_model(report: PhaseReport) -> PageModel:
    """Return the model of a phase: levels, settings, initial stock and the ranges of its sliders.

    Labour, and investment and output with their fills, stand as the library evaluated them at the central values: no
    slider moves them. The initial ratio of a reference territory comes with that territory's own inventory, because it
    depends on depreciation.
    """
    inputs, account = report.inputs, report.account
    settings = inputs.settings
    if settings.assets:
        return PageModel(values=None, absent={"all": "no_sliders_assets"})
    if not settings.geometric:
        return PageModel(values=None, absent={"all": "no_sliders_retiring"})
    result = evaluate(inputs)
    share = result.capital_share[:, 0]
    sliders: dict[str, dict[str, Any]] = {}
    absent: dict[str, str] = {}
    why = {
        "capital_share": inputs.share_source != "assumption" and "no_slider_measured_share",
        "depreciation_rate": "depreciation_rate" in inputs.coefficients and "no_slider_measured_rate",
        "initial_capital_output_ratio": inputs.initial_rule != "ratio" and f"no_slider_{inputs.initial_rule}",
    }
    for name, (stem, step) in SLIDERS.items():
        reason = why[name]
        if reason:
            absent[name] = reason
            continue
        slider = _slider(name, inputs.values[stem], step)
        if slider is None:
            absent[name] = "no_slider_fixed"
        else:
            sliders[name] = slider
    values = {
        "form": account.form,
        "averaging": account.averaging,
        "smallest_growth": SMALLEST_GROWTH,
        "growth_years": inputs.phase.growth_years.tolist(),
        "labour": result.labour_input[:, 0].tolist(),
        "capital_share": share.tolist() if len(share) > 1 else float(share[0]),
        "stock": _inventory(inputs),
        "sliders": sliders,
        "central": _central(account),
    }
    return PageModel(values=values if sliders else None, absent=absent)


def _slider(name: str, assumption: Assumption, step: float) -> dict[str, Any] | None:
    """Return the range of a slider; None when the assumption has none."""
    low, high = assumption.low, assumption.high
    if name == "capital_share":
        # 1 - 0.62 is not the number nearest to 0.38: the slider shows what a person would write
        low, high = round(1.0 - high, 12), round(1.0 - low, 12)
        low, high = max(low, step), min(high, 1.0 - step)
    if name == "initial_capital_output_ratio":
        low = max(low, step)
    if not low < high:
        return None
    on_grid = all(abs(end / step - round(end / step)) < 1e-6 for end in (low, high))
    return {"low": low, "high": high, "step": step if on_grid else "any"}


def _numbers(values: Array) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]


def _rate(inputs: PhaseInputs, shared: float | None) -> float | list[float]:
    if shared is not None:
        return shared
    rate = inputs.row("depreciation_rate", {})[:, 0]
    return rate.tolist() if len(rate) > 1 else float(rate[0])


def _inventory(inputs: PhaseInputs, shared_rate: float | None = None) -> dict[str, Any]:
    """Return what the perpetual inventory of a territory needs, that of its reference within it."""
    drawn = {} if shared_rate is None else {"depreciation_rate": shared_rate}
    path = capital_path(inputs, drawn)
    initial: dict[str, Any] = {"rule": inputs.initial_rule}
    if inputs.initial_rule == "published":
        initial["stock"] = inputs.initial_stock
    elif inputs.initial_rule == "ratio":
        if inputs.reference is None:
            initial["ratio"] = float(inputs.number("initial_capital_output_ratio", {})[0])
        else:
            # a measured rate of the territory ages the reference's assets too, at that of the initial year
            measured = "depreciation_rate" in inputs.coefficients and shared_rate is None
            own = float(inputs.row("depreciation_rate", {})[0, 0]) if measured else shared_rate
            initial["reference"] = _inventory(inputs.reference, own)
    else:
        initial["growth"] = float(earlier_growth(inputs, path.output, {})[0])
        if inputs.initial_rule == "backcast":
            initial["life"] = int(np.round(inputs.number("service_life", {})[0]))
    return {
        "years": inputs.years.tolist(),
        "output": _numbers(path.output[:, 0]),
        "investment": _numbers(path.investment[:, 0]),
        "depreciation_rate": _rate(inputs, shared_rate),
        "stock": inputs.settings.stock,
        "investment_timing": inputs.settings.investment_timing,
        "initial": initial,
    }


def _central(account: PhaseAccount) -> dict[str, float | None]:
    """Return the library's own figure, which the script checks itself against."""
    share = account.tfp_contribution_share
    return {
        "tfp_contribution_share": None if isinstance(share, NotApplicable) else share,
        "tfp_growth": account.tfp_growth,
        "capital_growth": account.capital_growth,
    }
