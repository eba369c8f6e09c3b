"""Fitted levels, marginal products and best inputs: identities, numerical derivatives, first-order conditions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.marginal import fitted_output, marginal_products, profit_maximising_inputs
from tfp_soctrang.estimation.nonlinear import nonlinear_cobb_douglas
from tfp_soctrang.estimation.translog import translog

YEARS = np.arange(2000, 2025)
seeds = st.integers(0, 5_000)
CHOICES = [{}, {"returns": "constant"}, {"trend": "linear", "breaks": {2010: "both"}, "errors": "hc1"}]


def economy(seed, n=25):
    rng = np.random.default_rng(seed)
    inputs = {"capital": np.exp(rng.normal(size=n)), "labour": np.exp(rng.normal(size=n))}
    output = 2.0 * inputs["capital"] ** 0.4 * inputs["labour"] ** 0.3 * np.exp(0.05 * rng.normal(size=n))
    return output, inputs


@pytest.mark.parametrize("choices", CHOICES)
@settings(max_examples=15)
@given(seed=seeds)
def test_identities_and_variances(choices, seed):
    output, inputs = economy(seed)
    fit = cobb_douglas(output, inputs, years=YEARS, **choices)
    level, marginal = fitted_output(fit, inputs), marginal_products(fit, inputs)
    np.testing.assert_allclose(np.log(level.level) + fit.residuals, np.log(output), rtol=1e-9, atol=1e-11)
    products = marginal.values * np.column_stack(list(inputs.values())) / level.level[:, None]
    np.testing.assert_allclose(products, fit.elasticities, rtol=1e-10)
    # the variance of fitted logs is that of the regression, whatever its form
    _, errors = fit.regression.linear_combination(fit.regression.design)
    np.testing.assert_allclose(level.variance, (level.level * errors) ** 2, rtol=1e-6, atol=1e-14)
    # delta method with numerical derivatives by the parameters
    x = {"constant": np.ones(25)} | {name: np.log(values) for name, values in inputs.items()}
    names = fit.parameters.names
    columns = np.column_stack(
        [x[n] if n in x else fit.regression.design[:, fit.regression.names.index(n)] for n in names]
    )

    def capital_product(values):
        return values[names.index("capital")] * np.exp(columns @ values) / inputs["capital"]

    at = fit.parameters.values
    steps = 1e-6 * np.eye(len(names))
    gradient = np.column_stack([(capital_product(at + e) - capital_product(at - e)) / 2e-6 for e in steps])
    variance = np.einsum("ni,ij,nj->n", gradient, fit.parameters.covariance, gradient)
    np.testing.assert_allclose(marginal.covariance[:, 0, 0], variance, rtol=1e-5)
    np.testing.assert_allclose(marginal.errors[:, 0] ** 2, variance, rtol=1e-5)
    observed = marginal_products(fit, inputs, output=output, at="observed")
    ratio = output[:, None] / np.column_stack(list(inputs.values()))
    np.testing.assert_allclose(observed.values, fit.elasticities * ratio, rtol=1e-10)
    np.testing.assert_allclose(observed.errors, fit.elasticity_errors * ratio, rtol=1e-9)
    np.testing.assert_array_equal(marginal.of("capital"), marginal.values[:, 0])


@settings(max_examples=20)
@given(seeds, st.floats(0.1, 10.0), st.floats(0.1, 10.0))
def test_best_inputs_are_worth_their_price_and_profit_is_largest(seed, wage, rent):
    output, inputs = economy(seed)
    fit = cobb_douglas(output, inputs)
    best = profit_maximising_inputs(fit, inputs, output_price=3.0, input_prices={"capital": rent, "labour": wage})
    worth = 3.0 * marginal_products(fit, best).values
    np.testing.assert_allclose(worth, np.tile([rent, wage], (25, 1)), rtol=1e-8)

    def profit(levels):
        return 3.0 * fitted_output(fit, levels).level - rent * levels["capital"] - wage * levels["labour"]

    for capital, labour in ((1.02, 1.0), (0.98, 1.0), (1.0, 1.02), (1.01, 0.98)):
        other = {"capital": best["capital"] * capital, "labour": best["labour"] * labour}
        assert (profit(other) < profit(best)).all()


def test_refusals():
    output, inputs = economy(1)
    fit = cobb_douglas(output, inputs, years=YEARS)
    prices = {"output_price": 1.0, "input_prices": {"capital": 1.0}}
    with pytest.raises(EstimationError, match=r"inputs: must be capital, labour with 25 levels each"):
        fitted_output(fit, {"capital": inputs["capital"]})
    with pytest.raises(DataError, match="capital, 2003"):
        fitted_output(fit, inputs | {"capital": np.where(YEARS == 2003, 0.0, inputs["capital"])})
    growth = cobb_douglas(output, inputs, years=YEARS, form="growth")
    with pytest.raises(EstimationError, match="is not a Cobb–Douglas function in levels"):
        marginal_products(growth, inputs)
    with pytest.raises(EstimationError, match="output: is needed here"):
        marginal_products(fit, inputs, at="observed")
    with pytest.raises(EstimationError, match="output: is needed here"):
        marginal_products(translog(output, inputs), inputs)
    with pytest.raises(EstimationError, match="are not those the function was fitted to"):
        marginal_products(fit, inputs, output=output[::-1])
    with pytest.raises(EstimationError, match="inputs: must be capital, labour"):
        marginal_products(translog(output, inputs), dict(reversed(inputs.items())), output=output)
    nonlinear = nonlinear_cobb_douglas(output, inputs)
    with pytest.raises(EstimationError, match="is not a Cobb–Douglas function in levels"):
        marginal_products(nonlinear, inputs)
    serial = cobb_douglas(output, inputs, years=YEARS, serial="prais_winsten", rho=0.3)
    with pytest.raises(EstimationError, match="has autoregressive errors"):
        fitted_output(serial, inputs)
    with pytest.raises(EstimationError, match=r"input_prices: must name inputs among capital, labour"):
        profit_maximising_inputs(fit, inputs, output_price=1.0, input_prices={"land": 1.0})
    with pytest.raises(EstimationError, match="input_prices"):
        profit_maximising_inputs(fit, inputs, output_price=1.0, input_prices={})
    tied = cobb_douglas(output, inputs, years=YEARS, returns="constant")
    both = {"capital": 1.0, "labour": 1.0}
    with pytest.raises(EstimationError, match="profit has no maximum"):
        profit_maximising_inputs(tied, inputs, output_price=1.0, input_prices=both)
    with pytest.raises(DataError, match="price of capital"):
        profit_maximising_inputs(fit, inputs, **prices | {"input_prices": {"capital": -1.0}})
    with pytest.raises(EstimationError, match="output_price: must be a number or 25 numbers"):
        profit_maximising_inputs(fit, inputs, **prices | {"output_price": [1.0, 2.0]})
