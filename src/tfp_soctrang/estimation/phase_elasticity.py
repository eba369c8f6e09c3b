"""The elasticity that a phase takes from a fit: its mean over the years, with the standard error of that mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.production_fit import ProductionFit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["PhaseElasticity", "is_cross_section", "phase_elasticity", "phase_rows"]

# Choices that a cross-section cannot make otherwise.
_STILL = (("trend", "none"), ("form", "levels"), ("serial", "none"), ("breaks", "none"))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhaseElasticity(Shown):
    """The mean elasticity of an input over the observations of a phase.

    Parameters
    ----------
    input_name
        Of the input.
    years
        Of the phase; empty for every observation of the fit.
    span
        First and last of them, of the phase or the fit; the number of observations of a cross-section.
    value, error
        The mean and its standard error (zero for a share that is given).
    degrees_of_freedom
        Of Student's t that the interval is taken from.
    """

    input_name: str
    years: tuple[int, ...]
    span: str
    value: float
    error: float
    degrees_of_freedom: int

    @property
    def half_width(self) -> float:
        """Of the 95 % interval."""
        from scipy.special import stdtrit

        return float(stdtrit(self.degrees_of_freedom, 0.975)) * self.error

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval."""
        return self.value - self.half_width, self.value + self.half_width


def is_cross_section(fit: ProductionFit) -> bool:
    """Return whether observations came without years: labelled 0, 1, 2, …, nothing of the fit being in time."""
    chosen = dict(fit.choices)
    timed = (
        fit.form == "state_space"
        or bool(fit.entities)
        or any(chosen.get(name, still) != still for name, still in _STILL)
        or chosen.get("errors", "").startswith("hac")
        or chosen.get("method") in ("dynamic", "fully_modified")
    )
    return not timed and bool((fit.years == np.arange(len(fit.years))).all())


def phase_rows(fit: ProductionFit, years: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return which observations belong to the phase, shape (n,): all where `years` is empty."""
    return np.isin(fit.years, years) if years else np.ones(len(fit.years), dtype=bool)


def _span(fit: ProductionFit, years: tuple[int, ...]) -> str:
    if is_cross_section(fit) and not years:
        return f"n = {len(fit.years)}"
    return f"{min(years)}–{max(years)}" if years else f"{fit.years.min()}–{fit.years.max()}"


def phase_elasticity(fit: ProductionFit, years: Iterable[int] | None, input_name: str) -> PhaseElasticity:
    """Return the mean elasticity over a phase.

    The account weighs growth of inputs by the elasticity of each year; the share of TFP in a phase rests on their mean.
    Its variance is w̄'V w̄, w̄ the mean derivative of the elasticity by the coefficients. Without those derivatives the
    mean of the yearly standard errors is taken, which the standard error of a mean never exceeds.

    Raises
    ------
    EstimationError
        An input or years that the fit does not have.
    """
    if input_name not in fit.input_names:
        raise EstimationError(
            "input_name",
            "is not an input of the function",
            value=input_name,
            remedy=f"Use: {', '.join(fit.input_names)}.",
        )
    asked = () if years is None else tuple(sorted({int(year) for year in years}))
    missing = [year for year in asked if year not in fit.years]
    if missing or (years is not None and not asked):
        raise EstimationError(
            "phase_years",
            f"must be years of the fit, {fit.years.min()} to {fit.years.max()}",
            value=missing or asked,
            remedy="Fit the function to a sample that holds the phase, or leave phase_years out for the whole sample.",
        )
    rows, at = phase_rows(fit, asked), fit.input_names.index(input_name)
    error = float(fit.elasticity_errors[rows, at].mean())
    slopes, regression = fit.elasticity_slopes, fit.regression
    if slopes is not None and regression is not None and slopes.shape[-1] == len(regression.names):
        weights = slopes[rows, at].mean(axis=0)
        error = float(np.sqrt(max(weights @ regression.covariance @ weights, 0.0)))
    return PhaseElasticity(
        input_name=input_name,
        years=asked,
        span=_span(fit, asked),
        value=float(fit.elasticities[rows, at].mean()),
        error=error,
        degrees_of_freedom=fit.degrees_of_freedom if regression is None else regression.reference_degrees_of_freedom,
    )
