"""What every fitted production function tells, whatever its form: elasticities by year, implied TFP, tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest
from tfp_soctrang.estimation.least_squares import LinearFit
from tfp_soctrang.estimation.prior import NormalPrior

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Diagnostics", "FunctionForm", "Parameters", "ProductionFit", "Regularity"]

FunctionForm = Literal["cobb_douglas", "translog", "ces", "state_space"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Parameters(Shown):
    """Estimated parameters: `names` of k, `values` of shape (k,), `covariance` of shape (k, k).

    A parameter that was given or restricted to a number has zero variance.
    """

    names: tuple[str, ...]
    values: Array
    covariance: Array

    def __post_init__(self) -> None:
        for array in (self.values, self.covariance):
            array.setflags(write=False)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.names)

    def __getitem__(self, name: str) -> float:
        """Return the value of the parameter `name`."""
        return float(self.values[self.names.index(name)])

    @property
    def standard_errors(self) -> Array:
        """Shape (k,)."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Regularity(Shown):
    """Whether the function behaves as a production function at each observation, shapes (n,).

    `monotone`: no marginal product is negative. `quasi_concave`: isoquants bend towards the origin (the Hessian is
    negative semidefinite along them).
    """

    monotone: NDArray[np.bool_]
    quasi_concave: NDArray[np.bool_]

    def __post_init__(self) -> None:
        for array in (self.monotone, self.quasi_concave):
            array.setflags(write=False)

    @property
    def regular(self) -> float:
        """Fraction of the observations at which both hold."""
        return float((self.monotone & self.quasi_concave).mean())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Diagnostics(Shown):
    """How well the data tell the terms of a regression apart.

    Parameters
    ----------
    terms
        Names of the k terms.
    condition_number
        Of the design with columns scaled to length one (Belsley, Kuh and Welsch 1980), about their means where the
        design has a constant: so that units of output and inputs do not matter.
    variance_inflation
        Of each term, shape (k,), NaN for a constant.
    influence
        Change of each coefficient when an observation is left out, in its standard errors, shape (n, k); NaN where
        a term cannot be estimated without the observation.
    changes
        The same in the coefficients' own units, b - b(i): shape (n, k), NaN likewise.
    """

    terms: tuple[str, ...]
    condition_number: float
    variance_inflation: Array
    influence: Array
    changes: Array

    def __post_init__(self) -> None:
        for array in (self.variance_inflation, self.influence, self.changes):
            array.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ProductionFit(Shown):
    """A production function fitted to n observations of output and i inputs.

    `log(output) == tfp + f(log inputs)`: what the inputs do not explain, constant and trend with it, is TFP.

    Parameters
    ----------
    form
        Of the function.
    choices
        What was chosen besides: ("returns", "constant"), ("trend", "linear"), ("serial", "prais_winsten"), …
    years
        Labels of the observations.
    input_names
        Of the inputs, in the order of the elasticities.
    parameters
        Of the function and of the stochastic model (ρ, variances) where it has any.
    elasticities
        Output elasticities at each observation, shape (n, i).
    elasticity_covariance
        Their delta-method covariance, shape (n, i, i).
    tfp
        Log of TFP implied at each observation, shape (n,), up to the units of output and inputs.
    tfp_errors
        Its standard errors where TFP is itself estimated (state space), or why it has none.
    residuals
        Of the estimating equation, as many as it has rows.
    degrees_of_freedom
        Of the estimating equation.
    tests
        Each with its null in words.
    regularity
        At each observation, or why it does not apply.
    diagnostics
        Of the design, or why they do not apply.
    informed
        Whether elasticities rest on a prior, a given share or a penalty besides the data.
    regression
        The estimating regression where it is one (transformed or differenced as the choices say, under restrictions,
        or on the derivatives at the estimate of a nonlinear function): fit, t-values, intervals.
    elasticity_slopes
        Derivatives of the elasticities by the coefficients of the regression of the levels, transformed or not, whose
        terms `diagnostics` names, shape (n, i, k); None where elasticities do not come from one regression.
    priors
        What `informed` fits know of elasticities besides the data; a ridge as the prior it amounts to. Empty for a
        share that is given, and without a prior.
    entities
        Province of each observation of a panel, n labels; empty otherwise.
    """

    form: FunctionForm
    choices: tuple[tuple[str, str], ...]
    years: NDArray[np.int64]
    input_names: tuple[str, ...]
    parameters: Parameters
    elasticities: Array
    elasticity_covariance: Array
    tfp: Array
    tfp_errors: Array | NotApplicable
    residuals: Array
    degrees_of_freedom: int
    tests: tuple[HypothesisTest, ...]
    regularity: Regularity | NotApplicable
    diagnostics: Diagnostics | NotApplicable
    informed: bool
    regression: LinearFit | None = None
    elasticity_slopes: Array | None = None
    priors: tuple[NormalPrior, ...] = ()
    entities: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for array in (self.years, self.elasticities, self.elasticity_covariance, self.tfp, self.residuals):
            array.setflags(write=False)
        if isinstance(self.tfp_errors, np.ndarray):
            self.tfp_errors.setflags(write=False)

    def __repr__(self) -> str:
        n = len(self.elasticities)
        means = ", ".join(
            f"{name} {mean:.3f}" for name, mean in zip(self.input_names, self.elasticities.mean(axis=0), strict=True)
        )
        prior = ", with a prior" if self.informed else ""
        return f"<ProductionFit {self.form}: elasticities {means}; {n} observations{prior}>"

    def elasticity(self, name: str) -> Array:
        """Return the elasticity of the input `name` at each observation, shape (n,)."""
        return np.asarray(self.elasticities[:, self.input_names.index(name)])

    @property
    def elasticity_errors(self) -> Array:
        """Standard errors of the elasticities, shape (n, i)."""
        return np.asarray(np.sqrt(np.maximum(np.einsum("nii->ni", self.elasticity_covariance), 0.0)))

    @property
    def returns_to_scale(self) -> Array:
        """Sum of the elasticities at each observation, shape (n,)."""
        return np.asarray(self.elasticities.sum(axis=1))

    @property
    def returns_to_scale_errors(self) -> Array:
        """Standard errors of the returns to scale, shape (n,)."""
        return np.asarray(np.sqrt(np.maximum(self.elasticity_covariance.sum(axis=(1, 2)), 0.0)))

    def test(self, name: str) -> HypothesisTest:
        """Return the test of that name.

        Raises
        ------
        DataError
            The fit has no test of that name; those it has are named.
        """
        refuse_unknown(name, "test", [test.name for test in self.tests])
        return next(test for test in self.tests if test.name == name)
