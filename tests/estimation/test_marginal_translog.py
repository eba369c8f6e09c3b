"""Marginal products of translog functions: numerical derivatives, systems, data that are refused."""

from __future__ import annotations

import numpy as np
import pytest

from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.marginal import marginal_products
from tfp_soctrang.estimation.translog import translog
from tfp_soctrang.estimation.translog_model import translog_model
from tfp_soctrang.estimation.translog_system import translog_system
from tfp_soctrang.estimation.translog_terms import TranslogTerms


def economy(n=30, seed=1):
    rng = np.random.default_rng(seed)
    inputs = {name: np.exp(rng.normal(2.0, 0.5, n)) for name in ("capital", "labour")}
    return inputs["capital"] ** 0.4 * inputs["labour"] ** 0.5 * np.exp(rng.normal(0.0, 0.05, n)), inputs


@pytest.mark.parametrize("scale", ["mean", "none"])
@pytest.mark.parametrize("at", ["fitted", "observed"])
def test_marginal_products_and_their_errors_are_numerical_ones(at, scale):
    output, inputs = economy()
    years = np.arange(1996, 2026)
    fit = translog(output, inputs, years=years, trend="biased", returns="constant", scale=scale)
    model = translog_model(output, inputs, years=years, trend="biased", returns="constant", scale=scale)
    levels = np.column_stack(list(inputs.values()))

    def products(b):
        fitted = np.exp(model.design @ b) if at == "fitted" else output
        return (model.terms.gradients(model.logs, model.time) @ b) * fitted[:, None] / levels

    b = fit.parameters.values
    made = marginal_products(fit, inputs, output=output, at=at)
    np.testing.assert_allclose(made.values, products(b), rtol=1e-9)
    step = 1e-5
    jacobian = np.stack(
        [(products(b + step * row) - products(b - step * row)) / (2.0 * step) for row in np.eye(len(b))], axis=-1
    )
    covariance = jacobian @ fit.parameters.covariance @ np.swapaxes(jacobian, 1, 2)
    np.testing.assert_allclose(made.covariance, covariance, rtol=1e-4, atol=1e-8 * covariance.max())


def test_fitted_output_moves_when_an_input_does():
    """MP × ΔX is the change of fitted output, to first order."""
    output, inputs = economy()
    fit = translog(output, inputs, scale="none")
    made = marginal_products(fit, inputs, output=output)
    terms = TranslogTerms(arguments=("capital", "labour"), trend="none", quadratic_trend=False)
    more = {**inputs, "capital": inputs["capital"] * (1.0 + 1e-6)}
    before, after = (
        np.exp(terms.columns(np.log(np.column_stack(list(given.values()))), np.zeros(30)) @ fit.parameters.values)
        for given in (inputs, more)
    )
    np.testing.assert_allclose(made.of("capital"), (after - before) / (inputs["capital"] * 1e-6), rtol=1e-4)


def test_marginal_products_of_a_system():
    output, inputs = economy()
    share = 0.4 + 0.01 * np.sin(np.arange(30.0))
    fit = translog_system(output, inputs, {"capital": share, "labour": 1.0 - share})
    made = marginal_products(fit, inputs, output=output, at="observed")
    levels = np.column_stack(list(inputs.values()))
    np.testing.assert_allclose(made.values, fit.elasticities * output[:, None] / levels, rtol=1e-9)
    np.testing.assert_allclose(made.errors, fit.elasticity_errors * output[:, None] / levels, rtol=1e-6)


def test_other_data_than_those_of_the_fit_are_refused():
    output, inputs = economy()
    fit = translog(output, inputs)
    with pytest.raises(EstimationError, match="output and inputs: are not those the function was fitted to"):
        marginal_products(fit, {**inputs, "labour": inputs["labour"][::-1]}, output=output)
