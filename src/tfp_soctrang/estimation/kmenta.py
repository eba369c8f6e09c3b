"""Kmenta's approximation: the CES function as a translog with one restriction, by linear least squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.ces_search import CesProblem
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["f_test", "kmenta_fit", "kmenta_parameters", "kmenta_restriction_test"]


def kmenta_fit(problem: CesProblem) -> LinearFit:
    """Return log Y = c + λ t + a k + b l + d (k - l)²; with constant returns that of log Y/L on k - l and its square.

    References
    ----------
    Kmenta (1967), International Economic Review 8, 180–189, equation 6.
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
    from scipy.special import fdtrc

    statistic = max(restricted - free, 0.0) / restrictions / (free / degrees_of_freedom)
    return HypothesisTest(
        name=name,
        null=null,
        outcome=Outcome(
            statistic=float(statistic),
            distribution="F",
            degrees_of_freedom=(float(restrictions), float(degrees_of_freedom)),
            p_value=float(fdtrc(restrictions, degrees_of_freedom, statistic)),
        ),
    )
