"""The elasticity of substitution of a fitted CES function with an interval that may have no end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.ces_search import RHO_BOUNDS, CesProblem, CesSolution, least_sum
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Substitution", "substitution_of"]

# The delta method is taken at its word when the test statistic at its ends, as a root, is within this of the critical
# value: an interval of nominal 95 % then covers between 92 and 97 %.
_ROOT_TOLERANCE = 0.1
_GRID = 41


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Substitution(Shown):
    """Elasticity of substitution σ = 1 / (1 + ρ).

    Parameters
    ----------
    value
        σ; infinite where isoquants are straight.
    standard_error
        By the delta method, σ² times that of ρ, or why there is none.
    level
        Of the interval, a fraction.
    interval
        From `low` to `high`: all σ that the test does not reject, or by the delta method. `high` may be infinite; `low`
        is zero where fixed proportions cannot be excluded.
    method
        `delta`: σ ± t times its standard error. `profile`: the values at which the sum of squares, the other parameters
        fitted anew, is not significantly above its least (F test).
    reason
        Why the delta method does not serve, or None where it does.
    notes
        What else must be known: an interval without end, one with gaps.
    """

    value: float
    standard_error: float | NotApplicable
    level: float
    interval: tuple[float, float]
    method: Literal["delta", "profile"]
    reason: Message | None
    notes: tuple[Message, ...]

    @property
    def bounded(self) -> bool:
        """Whether the interval has an end above and lies away from zero."""
        return self.interval[0] > 0.0 and self.interval[1] < float("inf")


def substitution_of(problem: CesProblem, solution: CesSolution, rho_variance: float, level: float) -> Substitution:
    """Return the elasticity of substitution of a solution, by the delta method where it holds, else by the profile.

    References
    ----------
    Bates and Watts (1988), Nonlinear Regression Analysis, chapter 6 (profiles). Fieller (1954) (intervals of ratios
    that have no end). Dufour (1997), Econometrica 65, 1365–1387 (why an interval must be able to have none).
    """
    from scipy.special import fdtri, stdtrit

    freedom = problem.degrees_of_freedom
    rho = float(solution.values[len(problem.linear_names) + 1])
    least = solution.sum_of_squares
    sigma = float("inf") if rho == RHO_BOUNDS[0] else 1.0 / (1.0 + rho)
    critical = float(np.sqrt(fdtri(1.0, freedom, level)))

    def root(at: float) -> float:
        """Return the root of the F statistic at ρ."""
        return float(np.sqrt(max(least_sum(problem, at) - least, 0.0) * freedom / least))

    if solution.at_bound:
        error: float | NotApplicable = NotApplicable(Message.of("rho_at_bound", rho=rho))
        reason = Message.of("rho_at_bound", rho=rho)
    else:
        error = float(sigma**2 * np.sqrt(rho_variance))
        half = float(stdtrit(freedom, 0.5 + 0.5 * level)) * error
        low, high = sigma - half, sigma + half
        if low <= 1.0 / (1.0 + RHO_BOUNDS[1]):
            reason = Message.of("delta_below_zero", low=low)
        else:
            left, right = root(1.0 / low - 1.0), root(1.0 / high - 1.0)
            if max(abs(left - critical), abs(right - critical)) <= _ROOT_TOLERANCE * critical:
                return Substitution(
                    value=sigma,
                    standard_error=error,
                    level=level,
                    interval=(low, high),
                    method="delta",
                    reason=None,
                    notes=(),
                )
            reason = Message.of("delta_not_quadratic", left=left, right=right, critical=critical)
    interval, notes = _inverted(root, rho, critical)
    return Substitution(
        value=sigma,
        standard_error=error,
        level=level,
        interval=interval,
        method="profile",
        reason=reason,
        notes=notes,
    )


def _inverted(
    root: Callable[[float], float], rho: float, critical: float
) -> tuple[tuple[float, float], tuple[Message, ...]]:
    """Return the smallest interval of σ that holds every ρ whose statistic is below the critical value."""
    from scipy.optimize import brentq

    def rho_of(tau: float) -> float:
        return min(max(tau / (1.0 - tau) - 1.0, RHO_BOUNDS[0]), RHO_BOUNDS[1])

    last = (1.0 + RHO_BOUNDS[1]) / (2.0 + RHO_BOUNDS[1])
    own = (1.0 + rho) / (2.0 + rho)
    taus = np.unique(np.append(np.linspace(0.0, last, _GRID), own))
    excess = np.array([root(rho_of(tau)) - critical for tau in taus])
    excess[taus == own] = -critical
    inside = np.flatnonzero(excess <= 0.0)
    first, end = int(inside[0]), int(inside[-1])

    def crossing(a: float, b: float) -> float:
        return float(brentq(lambda tau: root(rho_of(tau)) - critical, a, b, xtol=1e-8))

    def sigma(tau: float) -> float:
        return float("inf") if tau == 0.0 else (1.0 - tau) / tau

    notes = []
    if first == 0:
        high = float("inf")
        notes.append(Message.of("substitution_unbounded"))
    else:
        high = sigma(crossing(taus[first - 1], taus[first]))
    if end == len(taus) - 1:
        low = 0.0
        notes.append(Message.of("substitution_to_zero"))
    else:
        low = sigma(crossing(taus[end], taus[end + 1]))
    if (excess[first : end + 1] > 0.0).any():
        notes.append(Message.of("substitution_with_gaps"))
    return (low, high), tuple(notes)
