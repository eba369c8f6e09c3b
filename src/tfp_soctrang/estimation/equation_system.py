"""Seemingly unrelated regressions: several equations with correlated errors, in two steps or iterated to likelihood.

A system is a response of m equations on one vector of coefficients: equations with coefficients of their own have
designs of blocks (`equation_blocks`), equations that share coefficients have entries in the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.hypotheses import Outcome, chi_square_outcome
from tfp_soctrang.estimation.least_squares import coefficients_of, solutions_of
from tfp_soctrang.estimation.linear_hypotheses import wald
from tfp_soctrang.estimation.system_checks import refuse_shapes, refuse_singular, refuse_terms

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Divisor", "SystemFit", "SystemMethod", "equation_blocks", "seemingly_unrelated"]

SystemMethod = Literal["ols", "two_step", "iterated"]
Divisor = Literal["observations", "degrees_of_freedom"]

# Iteration stops when no coefficient moves by more than this in its standard errors: five digits below what any table
# prints, and well above what rounding moves.
_SETTLED = 1e-9
# ... or when they move by less than this and no longer by less and less: what is left is rounding, enlarged by an error
# covariance that is nearly singular or by errors that are tiny.
_ROUNDING, _PATIENCE = 1e-6, 25
_MOST_ITERATIONS = 2000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SystemFit(Shown):
    """A system of m equations on n observations: `response == design @ coefficients + residuals`.

    Parameters
    ----------
    equations
        Names of the m equations.
    names
        Of the k coefficients.
    design, response
        Shapes (n, m, k) and (n, m).
    coefficients, covariance
        Shapes (k,) and (k, k).
    weighting
        The error covariance Ω, shape (m, m), that equations were weighted by; the identity for `ols`.
    method
        `ols`: all equations pooled, unweighted; its covariance allows for errors correlated across equations.
        `two_step`: Ω from the residuals of `ols`. `iterated`: Ω and the coefficients agree with each other: with
        `divisor="observations"` the maximum of the normal likelihood.
    divisor
        Of the sums of squares and products in Ω: n, or √((n - kᵢ)(n - kⱼ)) with kᵢ the coefficients in equation i.
    iterations
        Weighted regressions made.
    free_coefficients
        k less the number of restrictions.
    """

    equations: tuple[str, ...]
    names: tuple[str, ...]
    design: Array
    response: Array
    coefficients: Array
    covariance: Array
    weighting: Array
    method: SystemMethod
    divisor: Divisor
    iterations: int
    free_coefficients: int

    def __post_init__(self) -> None:
        for array in (self.design, self.response, self.coefficients, self.covariance, self.weighting):
            array.setflags(write=False)

    def __getitem__(self, name: str) -> float:
        """Return the coefficient `name`."""
        return float(self.coefficients[self.names.index(name)])

    @property
    def standard_errors(self) -> Array:
        """Shape (k,)."""
        return np.asarray(np.sqrt(np.maximum(np.diag(self.covariance), 0.0)))

    @property
    def fitted(self) -> Array:
        """Shape (n, m)."""
        return np.asarray(self.design @ self.coefficients)

    @property
    def residuals(self) -> Array:
        """Shape (n, m)."""
        return np.asarray(self.response - self.fitted)

    @property
    def error_covariance(self) -> Array:
        """Of the residuals of this fit, with its divisor, shape (m, m)."""
        return _error_covariance(self.residuals, self.design, self.divisor)

    @property
    def log_likelihood(self) -> float:
        """Normal, with the error covariance that is most likely given the coefficients."""
        n, m = self.response.shape
        _, log_determinant = np.linalg.slogdet(self.residuals.T @ self.residuals / n)
        return float(-0.5 * n * (m * (np.log(2.0 * np.pi) + 1.0) + log_determinant))

    @property
    def r_squared(self) -> Array:
        """Of each equation, about its mean, shape (m,); can be negative where coefficients are shared."""
        about = self.response - self.response.mean(axis=0)
        return np.asarray(1.0 - (self.residuals**2).sum(axis=0) / (about**2).sum(axis=0))

    @property
    def mcelroy_r_squared(self) -> float:
        """1 - e' (Ω⁻¹ ⊗ I) e / y' (Ω⁻¹ ⊗ M) y, M taking out means: McElroy (1977), Journal of Econometrics 6."""
        about = self.response - self.response.mean(axis=0)
        inverse = np.linalg.inv(self.weighting)
        unexplained = np.einsum("ni,ij,nj->", self.residuals, inverse, self.residuals)
        return float(1.0 - unexplained / np.einsum("ni,ij,nj->", about, inverse, about))

    def wald(self, restrictions: tuple[Array, Array]) -> Outcome:
        """Return the Wald test of R b = r, chi-square."""
        return wald(self.coefficients, self.covariance, restrictions)

    def breusch_pagan(self) -> Outcome:
        """Return the Lagrange multiplier test that errors of different equations are uncorrelated: n Σ rᵢⱼ².

        Chi-square with m(m-1)/2 degrees of freedom, for residuals of `ols`.

        References
        ----------
        Breusch and Pagan (1980), Review of Economic Studies 47, 239–253.
        """
        n, m = self.response.shape
        covariance = self.residuals.T @ self.residuals / n
        scale = np.sqrt(np.diag(covariance))
        correlations = (covariance / np.outer(scale, scale))[np.tril_indices(m, -1)]
        statistic = float(n * (correlations @ correlations))
        q = m * (m - 1) // 2
        return chi_square_outcome(float(statistic), q)


def equation_blocks(designs: Sequence[ArrayLike]) -> Array:
    """Return the design (n, m, Σk) of equations with coefficients of their own, from m designs of shape (n, kᵢ).

    Examples
    --------
    >>> equation_blocks([[[1.0], [1.0]], [[2.0], [3.0]]])[1].tolist()
    [[1.0, 0.0], [0.0, 3.0]]
    """
    made = [np.asarray(design, dtype=np.float64) for design in designs]
    out = np.zeros((made[0].shape[0], len(made), sum(design.shape[1] for design in made)))
    at = 0
    for i, design in enumerate(made):
        out[:, i, at : at + design.shape[1]] = design
        at += design.shape[1]
    return out


def seemingly_unrelated(
    response: ArrayLike,
    design: ArrayLike,
    names: Sequence[str],
    *,
    equations: Sequence[str],
    restrictions: tuple[ArrayLike, ArrayLike] | None = None,
    method: SystemMethod = "iterated",
    divisor: Divisor = "observations",
) -> SystemFit:
    """Return a system of equations whose errors are correlated across equations, independent across observations.

    b = (X'(Ω⁻¹ ⊗ I)X)⁻¹ X'(Ω⁻¹ ⊗ I)y with Ω from residuals; its covariance is the inverse in that formula.

    Parameters
    ----------
    response
        Shape (n, m).
    design
        Shape (n, m, k): row (t, i) are the values that the coefficients multiply in equation i at observation t.
    names, equations
        Of the k coefficients and the m equations.
    restrictions
        R b = r, of shapes (q, k) and (q,), within or across equations.
    method, divisor
        See `SystemFit`.

    Raises
    ------
    EstimationError
        Values that are not finite, too few observations, terms that are combinations of others, an error covariance
        that is singular (equations that add up, such as all shares), or iteration that does not settle.

    References
    ----------
    Zellner (1962), Journal of the American Statistical Association 57, 348–368. Greene (2018), Econometric Analysis,
    8th ed., section 10.2. Oberhofer and Kmenta (1974), Econometrica 42, 579–590 (iteration is maximum likelihood).

    Examples
    --------
    >>> t = np.arange(12.0)
    >>> x = np.column_stack([np.ones(12), t])
    >>> y = np.column_stack([t + np.sin(t), 2.0 * t + np.cos(t)])
    >>> fit = seemingly_unrelated(y, equation_blocks([x, x]), ["a", "b", "c", "d"], equations=["one", "two"])
    >>> fit.coefficients[[1, 3]].round(2).tolist()  # the same regressors: each equation's own least squares
    [0.94, 1.94]
    """
    refuse_unknown(method, "method", get_args(SystemMethod))
    refuse_unknown(divisor, "divisor", get_args(Divisor))
    y, x = np.array(response, dtype=np.float64), np.array(design, dtype=np.float64)
    refuse_shapes(y, x, names, equations)
    k = x.shape[2]
    free, fixed = (np.eye(k), np.zeros(k)) if restrictions is None else solutions_of(restrictions, names)
    left, reduced = y - x @ fixed, x @ free
    refuse_terms(left, reduced, x, names, equations, restricted=restrictions is not None)
    weighting, iterations = np.eye(y.shape[1]), 1
    gamma, half = _weighted(left, reduced, weighting)
    residuals = left - reduced @ gamma
    if method == "ols":
        # H H' = (X'X)⁻¹ X'(Ω ⊗ I)X (X'X)⁻¹ with H = (X'X)⁻¹ X'(Ω½ ⊗ I)
        values, vectors = np.linalg.eigh(_error_covariance(residuals, x, divisor))
        root = vectors * np.sqrt(np.maximum(values, 0.0))  # of all shares together one value is zero but for rounding
        half = half @ half.T @ np.einsum("nig,ij->gnj", reduced, root).reshape(reduced.shape[2], -1)
    else:
        steps: list[float] = []
        while not _settled(steps) and not (method == "two_step" and steps):
            if len(steps) == _MOST_ITERATIONS:
                raise EstimationError(
                    "iterated",
                    f"does not settle in {len(steps)} iterations: coefficients still move, in standard errors",
                    value=steps[-1],
                    remedy="Use method='two_step', or fewer coefficients for these observations.",
                )
            weighting = _error_covariance(residuals, x, divisor)
            refuse_singular(weighting, left, equations)
            before, iterations = gamma, iterations + 1
            gamma, half = _weighted(left, reduced, weighting)
            residuals = left - reduced @ gamma
            # along the directions in which coefficients are uncorrelated
            steps.append(float(np.abs(np.linalg.solve(half, gamma - before)).max()))
    return SystemFit(
        equations=tuple(equations),
        names=tuple(names),
        design=x,
        response=y,
        coefficients=fixed + free @ gamma,
        covariance=np.asarray((free @ half) @ (free @ half).T),
        weighting=weighting,
        method=method,
        divisor=divisor,
        iterations=iterations,
        free_coefficients=free.shape[1],
    )


def _settled(steps: Sequence[float]) -> bool:
    if not steps:
        return False
    rests = len(steps) > _PATIENCE and min(steps[-_PATIENCE:]) >= min(steps[:-_PATIENCE])
    return steps[-1] < _SETTLED or (steps[-1] < _ROUNDING and rests)


def _weighted(y: Array, x: Array, weighting: Array) -> tuple[Array, Array]:
    """Return the weighted coefficients (g,), and H of shape (g, g) with H H' = (X'(Ω⁻¹ ⊗ I)X)⁻¹."""
    root = np.linalg.cholesky(weighting)
    white_x = np.linalg.solve(root, x).reshape(-1, x.shape[2])
    white_y = np.linalg.solve(root, y[:, :, None]).reshape(-1)
    scale = np.sqrt((white_x * white_x).sum(axis=0))
    _, r = np.linalg.qr(white_x / scale)
    return coefficients_of(white_y, white_x), np.asarray(np.linalg.inv(r) / scale[:, None])


def _error_covariance(residuals: Array, design: Array, divisor: Divisor) -> Array:
    n = len(residuals)
    product = residuals.T @ residuals
    if divisor == "observations":
        return np.asarray(product / n)
    root = np.sqrt(n - (design != 0.0).any(axis=0).sum(axis=1))
    return np.asarray(product / np.outer(root, root))
