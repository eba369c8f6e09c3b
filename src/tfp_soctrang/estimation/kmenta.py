"""Kmenta's approximation: the CES function as a translog with one restriction, by linear least squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.ces_search import CesProblem
from tfp_soctrang.estimation.hypotheses import HypothesisTest, f_outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.linear_tests import linear_hypothesis
from tfp_soctrang.estimation.production_fit import Regularity
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "f_test",
    "kmenta_fit",
    "kmenta_parameters",
    "kmenta_regularity",
    "kmenta_restriction_test",
    "kmenta_slopes",
    "kmenta_tests",
]


def kmenta_fit(problem: CesProblem) -> LinearFit:
    """Return log Y = c + λ t + a k + b l + d (k - l)²; with constant returns that of log Y/L on k - l and its square.

    References
    ----------
    Kmenta (1967), International Economic Review 8, 180–189.
    """
    ratio = problem.log_capital - problem.log_labour
    basis = list(problem.basis().T)
    if problem.free_returns:
        columns = [*basis, problem.log_capital, problem.log_labour, ratio**2]
        names = (*problem.linear_names, "capital", "labour", "curvature")
        return least_squares(problem.log_output, np.column_stack(columns), names)
    names = (*problem.linear_names, "capital", "curvature")
    return least_squares(problem.log_output - problem.log_labour, np.column_stack([*basis, ratio, ratio**2]), names)


def kmenta_parameters(problem: CesProblem, fit: LinearFit) -> tuple[Array, Array]:
    """Return (c, λ, δ, ρ, ν) and their covariance by the delta method, ν only where it is free.

    ν = a + b, δ = a / ν, ρ = -2 d ν / (a b); with constant returns b = 1 - a.
    """
    b = len(problem.linear_names)
    capital, curvature = fit["capital"], fit["curvature"]
    labour = fit["labour"] if problem.free_returns else 1.0 - capital
    returns = capital + labour
    k = len(fit.names)
    jacobian = np.zeros((len(problem.names), k))
    jacobian[:b, :b] = np.eye(b)
    at = {name: i for i, name in enumerate(fit.names)}
    rho = -2.0 * curvature * returns / (capital * labour)
    by_capital = -2.0 * curvature * (1.0 / (capital * labour) - returns / (capital**2 * labour))
    by_labour = -2.0 * curvature * (1.0 / (capital * labour) - returns / (capital * labour**2))
    jacobian[b + 1, at["curvature"]] = -2.0 * returns / (capital * labour)
    values = [*fit.coefficients[:b], capital / returns, rho]
    if problem.free_returns:
        jacobian[b, at["capital"]], jacobian[b, at["labour"]] = labour / returns**2, -capital / returns**2
        jacobian[b + 1, at["capital"]], jacobian[b + 1, at["labour"]] = by_capital, by_labour
        jacobian[b + 2, at["capital"]] = jacobian[b + 2, at["labour"]] = 1.0
        values.append(returns)
    else:
        jacobian[b, at["capital"]] = 1.0
        jacobian[b + 1, at["capital"]] = by_capital - by_labour
    return np.array(values), np.asarray(jacobian @ fit.covariance @ jacobian.T)


def kmenta_restriction_test(problem: CesProblem) -> HypothesisTest:
    """Return the F test of Kmenta's form within the translog: k², k l and l² enter as (k - l)² alone.

    With constant returns the translog of two inputs *is* Kmenta's form: nothing is left to test.
    """
    null = Message.of("kmenta_restriction")

    def no(code: str, **values: object) -> HypothesisTest:
        return HypothesisTest(name="kmenta_restriction", null=null, outcome=NotApplicable(Message.of(code, **values)))

    if not problem.free_returns:
        return no("kmenta_is_translog")
    if problem.error == "additive":
        return no("kmenta_needs_logs")
    k, log_l = problem.log_capital, problem.log_labour
    columns = [*problem.basis().T, k, log_l, k * k, k * log_l, log_l * log_l]
    if len(k) <= len(columns):
        return no("kmenta_too_few", count=len(k), terms=len(columns))
    names = (*problem.linear_names, "capital", "labour", "capital²", "capital·labour", "labour²")
    free = least_squares(problem.log_output, np.column_stack(columns), names)
    return f_test(
        "kmenta_restriction",
        null,
        restricted=kmenta_fit(problem).sum_of_squares,
        free=free.sum_of_squares,
        restrictions=2,
        degrees_of_freedom=free.degrees_of_freedom,
    )


def f_test(
    name: str, null: Message, *, restricted: float, free: float, restrictions: int, degrees_of_freedom: int
) -> HypothesisTest:
    """Return the F test that compares two sums of squares."""
    statistic = max(restricted - free, 0.0) / restrictions / (free / degrees_of_freedom)
    return HypothesisTest(name=name, null=null, outcome=f_outcome(float(statistic), restrictions, degrees_of_freedom))


def kmenta_slopes(problem: CesProblem, linear: LinearFit, ratio: Array) -> Array:
    """Return the derivatives of the elasticities by the linear coefficients, shape (n, 2, k)."""
    at = {name: i for i, name in enumerate(linear.names)}
    slopes = np.zeros((len(ratio), 2, len(linear.names)))
    slopes[:, 0, at["capital"]] = 1.0
    slopes[:, 0, at["curvature"]] = 2.0 * ratio
    slopes[:, 1, at["curvature"]] = -2.0 * ratio
    slopes[:, 1, at["labour" if problem.free_returns else "capital"]] = 1.0 if problem.free_returns else -1.0
    return slopes


def kmenta_regularity(elasticities: Array, second: float) -> Regularity:
    """Return regularity from the elasticities e and the second log derivative h = h_kk = h_ll = -h_kl.

    The bordered Hessian of two inputs has the sign of e_k e_l (e_k + e_l) - h (e_k + e_l)².
    """
    capital, labour = elasticities.T
    total = capital + labour
    return Regularity(
        monotone=np.asarray((elasticities >= 0.0).all(axis=1)),
        quasi_concave=np.asarray(capital * labour * total - second * total**2 >= 0.0),
    )


def kmenta_tests(problem: CesProblem, linear: LinearFit) -> tuple[HypothesisTest, ...]:
    """Return the tests of Cobb–Douglas, of constant returns and of the restriction itself."""
    k = len(linear.names)
    square = np.eye(k)[linear.names.index("curvature")]
    null = Message.of("ces_is_cobb_douglas")
    found = [HypothesisTest(name="cobb_douglas", null=null, outcome=linear_hypothesis(linear, square, 0.0))]
    null = Message.of("constant_returns")
    if problem.free_returns:
        both = np.eye(k)[linear.names.index("capital")] + np.eye(k)[linear.names.index("labour")]
        outcome = linear_hypothesis(linear, both, 1.0)
        found.append(HypothesisTest(name="returns_to_scale", null=null, outcome=outcome))
    else:
        reason = NotApplicable(Message.of("constant_returns_imposed"))
        found.append(HypothesisTest(name="returns_to_scale", null=null, outcome=reason))
    return (*found, kmenta_restriction_test(problem))
