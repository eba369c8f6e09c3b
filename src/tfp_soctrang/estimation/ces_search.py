"""Least squares of a CES function: a grid of starts, the best of the minima, and the sum of squares at a given ρ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.ces_function import Aggregate
from tfp_soctrang.estimation.least_squares import coefficients_of, rank_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["RHO_BOUNDS", "CesError", "CesProblem", "CesSolution", "best_fit", "least_sum"]

CesError = Literal["multiplicative", "additive"]

# ρ = -1: straight isoquants, inputs replace each other one for one. ρ = 99: an elasticity of substitution of 0.01,
# which no series of some decades tells from fixed proportions.
RHO_BOUNDS = (-1.0, 99.0)

# A ratio of inputs that moves less than this, relative to them, is the rounding of their digits.
_ALIKE = 1e-10

# Starts: shares of capital, and τ = 1 / (1 + σ) with ρ = τ / (1 - τ) - 1, which spreads σ from infinity to zero evenly.
_SHARES = np.concatenate([[0.01, 0.03], np.linspace(0.05, 0.95, 19), [0.97, 0.99]])
_TAUS = np.linspace(0.0, 0.98, 50)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CesProblem(Shown):
    """log Y = c + λ t + ν M(k, l; δ, ρ), errors added to log Y (multiplicative) or to Y (additive).

    Parameters
    ----------
    log_output, log_capital, log_labour
        Shape (n,), less their means: inputs in units of their geometric means make δ the weight of capital there.
    time
        Shape (n,), or None for no trend.
    free_returns
        Whether ν is estimated; else it is one.
    error
        Of the estimating equation.
    aggregate
        M with its derivatives: the CES function or its approximation.
    """

    log_output: Array
    log_capital: Array
    log_labour: Array
    time: Array | None
    free_returns: bool
    error: CesError
    aggregate: Callable[[ArrayLike, ArrayLike, ArrayLike, ArrayLike], Aggregate]

    @property
    def linear_names(self) -> tuple[str, ...]:
        """Names of the coefficients in which log output is linear, ν aside."""
        return ("constant",) if self.time is None else ("constant", "trend")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parameters in their order."""
        return (*self.linear_names, "distribution", "rho", *(("returns",) if self.free_returns else ()))

    @property
    def degrees_of_freedom(self) -> int:
        """Observations less parameters."""
        return len(self.log_output) - len(self.names)

    def basis(self) -> Array:
        """Return constant and trend, shape (n, 1 or 2)."""
        ones = np.ones(len(self.log_output))
        return ones[:, None] if self.time is None else np.column_stack([ones, self.time])

    def evaluated(self, values: Array) -> tuple[Array, Array]:
        """Return residuals (n,) and the Jacobian of the prediction (n, k) at (c, λ, logit δ, ρ, ν)."""
        from scipy.special import expit

        b = len(self.linear_names)
        share = expit(values[b])
        returns = values[b + 2] if self.free_returns else 1.0
        m = self.aggregate(self.log_capital, self.log_labour, share, values[b + 1])
        basis = self.basis()
        log = basis @ values[:b] + returns * m.log
        columns = [*basis.T, returns * share * expit(-values[b]) * m.by_share, returns * m.by_rho]
        if self.free_returns:
            columns.append(m.log)
        jacobian = np.column_stack(columns)
        if self.error == "multiplicative":
            return np.asarray(self.log_output - log), jacobian
        level = np.exp(np.minimum(log, 50.0))  # a trial step far off may overflow; output is of the size of one
        return np.asarray(np.exp(self.log_output) - level), np.asarray(jacobian * level[:, None])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CesSolution(Shown):
    """Parameters (c, λ, logit δ, ρ, ν), residuals, Jacobian, and whether ρ lies on a bound."""

    values: Array
    residuals: Array
    jacobian: Array
    at_bound: bool

    def __post_init__(self) -> None:
        for array in (self.values, self.residuals, self.jacobian):
            array.setflags(write=False)

    @property
    def sum_of_squares(self) -> float:
        """Of the residuals."""
        return float(self.residuals @ self.residuals)


def best_fit(problem: CesProblem, rho: float | None = None) -> CesSolution:
    """Return the least-squares parameters with ρ inside its bounds, or at a given ρ.

    Raises
    ------
    EstimationError
        No degree of freedom; inputs that move alike; a best fit that gives one input no weight: δ is then 0 or 1 and ρ
        means nothing.
    """
    if problem.degrees_of_freedom < 1:
        raise EstimationError(
            "observations",
            f"are not enough for {len(problem.names)} parameters: no degree of freedom is left",
            value=len(problem.log_output),
            remedy="Take more years, no trend or constant returns.",
        )
    _refuse_alike(problem)
    solution = _least(problem, rho)
    if _one_input(problem) <= solution.sum_of_squares * (1.0 + 1e-7):
        raise EstimationError(
            "distribution",
            "runs to 0 or 1: the best fit gives one input no weight, and substitution between inputs means nothing",
            value=float(1.0 / (1.0 + np.exp(-solution.values[len(problem.linear_names)]))),
            remedy="Estimate without trend or with constant returns, or a Cobb–Douglas function with a prior.",
        )
    return solution


def _refuse_alike(problem: CesProblem) -> None:
    """Refuse inputs whose ratio, less trend and (with free returns) scale, does not move but for rounding."""
    columns = list(problem.basis().T)
    if problem.free_returns:
        columns.append(problem.log_labour)
    design = np.column_stack(columns)
    alike = bool(rank_of(design)[1])
    if not alike:
        ratio = problem.log_capital - problem.log_labour
        left = ratio - design @ coefficients_of(ratio, design)
        moves = max(float(np.abs(problem.log_capital).max()), float(np.abs(problem.log_labour).max()))
        alike = float(np.abs(left).max()) <= _ALIKE * moves
    if alike:
        raise EstimationError(
            "capital and labour",
            "move alike, or their ratio moves like the trend: weights cannot be told apart",
            remedy="Assume constant returns or no trend, or take a Cobb–Douglas function with a given share.",
        )


def least_sum(problem: CesProblem, rho: float | None = None) -> float:
    """Return the least sum of squares, at a given ρ or over its bounds; the share may go to its ends."""
    return min(_least(problem, rho).sum_of_squares, _one_input(problem))


def _least(problem: CesProblem, rho: float | None) -> CesSolution:
    """Return the best of the minima reached from the grid of starts, bounds of ρ included."""
    candidates = _from_starts(problem, rho)
    if rho is None:
        inside = [c for c in candidates if RHO_BOUNDS[0] < c.values[-1 - problem.free_returns] < RHO_BOUNDS[1]]
        edges = [
            CesSolution(values=c.values, residuals=c.residuals, jacobian=c.jacobian, at_bound=True)
            for bound in RHO_BOUNDS
            for c in _from_starts(problem, bound)
        ]
        candidates = inside + edges
    return min(candidates, key=lambda c: c.sum_of_squares)


def _from_starts(problem: CesProblem, rho: float | None) -> list[CesSolution]:
    from scipy.special import logit

    rhos = _TAUS / (1.0 - _TAUS) - 1.0 if rho is None else np.array([rho])
    sums, linear = _grid(problem, rhos)
    free = np.ones(len(problem.names), dtype=bool)
    at_rho = len(problem.linear_names) + 1
    if rho is not None:
        free[at_rho] = False
    found = []
    for i, j in _local_minima(sums)[: 4 if rho is None else 2]:
        b = len(problem.linear_names)
        start = np.concatenate([linear[i, j, :b], [logit(_SHARES[j]), rhos[i]], linear[i, j, b:]])

        # the sum of squares is flat at its least: at a given ρ, where only it is asked for, half the digits will do
        values = _descended(problem, start, free, 1e-14 if rho is None else 1e-9)
        residuals, jacobian = problem.evaluated(values)
        found.append(CesSolution(values=values, residuals=residuals, jacobian=jacobian, at_bound=False))
    return found


def _descended(problem: CesProblem, start: Array, free: NDArray[np.bool_], tolerance: float) -> Array:
    """Return the minimum that Levenberg and Marquardt's steps reach from `start` in the free parameters."""
    from scipy.optimize import least_squares as minimised

    at_rho = len(problem.linear_names) + 1
    kept: list[tuple[bytes, Array]] = []

    def full(part: Array) -> Array:
        values = start.copy()
        values[free] = part
        values[at_rho - 1] = np.clip(values[at_rho - 1], -30.0, 30.0)
        values[at_rho] = np.clip(values[at_rho], -5.0, 1e4)
        return values

    def residuals(part: Array) -> Array:
        left, jacobian = problem.evaluated(full(part))
        kept[:] = [(part.tobytes(), -jacobian[:, free])]
        return left

    def slopes(part: Array) -> Array:
        if not kept or kept[0][0] != part.tobytes():
            residuals(part)
        return kept[0][1]

    result = minimised(
        residuals,
        start[free],
        jac=slopes,
        method="lm",
        x_scale="jac",
        xtol=tolerance,
        ftol=tolerance,
        gtol=tolerance,
        max_nfev=200,
    )
    return full(np.asarray(result.x))


def _grid(problem: CesProblem, rhos: Array) -> tuple[Array, Array]:
    """Return sums of squares in logs over ρ and δ, shape (r, d), and the coefficients of constant, trend, returns."""
    m = problem.aggregate(problem.log_capital, problem.log_labour, _SHARES[:, None], rhos[:, None, None]).log
    basis = np.broadcast_to(problem.basis(), (*m.shape, len(problem.linear_names)))
    if problem.free_returns:
        design, response = np.concatenate([basis, m[..., None]], axis=-1), np.broadcast_to(problem.log_output, m.shape)
    else:
        design, response = basis, problem.log_output - m
    coefficients = coefficients_of(response, design)
    left = response - np.einsum("...ij,...j->...i", design, coefficients)
    return (left**2).sum(axis=-1), coefficients


def _local_minima(sums: Array) -> list[tuple[int, int]]:
    """Return the places of the local minima of a table, the least first."""
    padded = np.pad(sums, 1, constant_values=np.inf)
    rows, columns = sums.shape
    around = np.min(
        [padded[1 + a : 1 + a + rows, 1 + b : 1 + b + columns] for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b],
        axis=0,
    )
    places = np.argwhere(sums <= around)
    return [(int(i), int(j)) for i, j in sorted(places, key=lambda place: sums[tuple(place)])]


def _one_input(problem: CesProblem) -> float:
    """Return the least sum of squares when one input has all the weight."""
    from scipy.optimize import least_squares as minimised

    sums = []
    for column in (problem.log_capital, problem.log_labour):
        basis = problem.basis()
        design = np.column_stack([basis, column]) if problem.free_returns else basis
        offset = 0.0 if problem.free_returns else column
        start = coefficients_of(problem.log_output - offset, design)
        if problem.error == "multiplicative":
            left = problem.log_output - offset - design @ start
            sums.append(float(left @ left))
            continue

        def residuals(b: Array, design: Array = design, offset: Array | float = offset) -> Array:
            return np.asarray(np.exp(problem.log_output) - np.exp(np.minimum(design @ b + offset, 50.0)))

        sums.append(2.0 * float(minimised(residuals, start, method="lm").cost))
    return min(sums)
