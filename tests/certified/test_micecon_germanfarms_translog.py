"""German farms 1975/76 to 1994/95: a translog function of four inputs, 237 printed values.

Source
    Data `germanFarms` of the R package micEcon, commit 3978e171290de9fa45b11ff92267b6d36f634b49, and the output printed
    by its tests of `translogEst`.
Formula
    ln q on labour, land, variable input and time, all in logs as they are, not scaled; marginal products at the fitted
    output. Time is an input here, as the package's tests have it.
Tolerance
    Half a unit of the last printed digit of each value; counts are exact.

The package also prints standard deviations of the elasticities that leave out the covariances of the coefficients;
they are not certified, and the last test shows that ours are others.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.estimation.marginal import marginal_products
from tfp_soctrang.estimation.translog import translog

INPUTS = ("qLabor", "land", "qVarInput", "time")
KINDS = {
    "coef": "coefficients", "se": "standard errors", "fitted": "fitted output", "residual": "residuals",
    "elasticity": "elasticities", "marginal": "marginal products", "R2": "R², plain and adjusted",
    "adj": "R², plain and adjusted", "monotone": "monotone observations",
}  # fmt: skip
COEFFICIENTS = {
    "a_0": ("-133.485", "165.548"),
    "a_1": ("24.589", "66.497"),
    "a_2": ("19.923", "16.500"),
    "a_3": ("34.631", "55.323"),
    "a_4": ("-12.467", "5.228"),
    "b_1_1": ("-16.865", "19.101"),
    "b_1_2": ("14.347", "8.770"),
    "b_1_3": ("-8.591", "10.551"),
    "b_1_4": ("-3.573", "1.900"),
    "b_2_2": ("0.264", "4.822"),
    "b_2_3": ("-3.468", "3.490"),
    "b_2_4": ("-1.163", "1.542"),
    "b_3_3": ("-3.910", "9.323"),
    "b_3_4": ("2.793", "0.750"),
    "b_4_4": ("-0.246", "0.160"),
}
WHOLE = {
    "R2": "0.998",
    "adj R2": "0.993",
    "monotone in all inputs: observations": "1",
    "monotone qLabor": "14",
    "monotone land": "20",
    "monotone qVarInput": "11",
    "monotone time": "7",
}
YEARLY = ("residual", "fitted", *(f"{kind} {name}" for kind in ("elasticity", "marginal product") for name in INPUTS))


def half_a_unit(printed):
    return 0.5 * 10.0 ** -len(printed.partition(".")[2])


@pytest.fixture(scope="module")
def case():
    with Path(__file__).with_name("micecon_germanfarms_translog.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name: np.array([float(row[name]) for row in rows]) for name in ("qOutput", *INPUTS)}
    published = {f"{name}[{t + 1}]": row[name] for name in YEARLY for t, row in enumerate(rows)}
    for place, (value, error) in COEFFICIENTS.items():
        published[f"coef {place}"], published[f"se {place}"] = value, error
    output, inputs = columns["qOutput"], {name: columns[name] for name in INPUTS}
    return published | WHOLE, translog(output, inputs, scale="none"), output, inputs


def computed(fit, output, inputs):
    """Every printed figure by its name in the case."""
    names = ["constant", *INPUTS]
    found = {}
    for parameter, value, error in zip(
        fit.parameters.names, fit.parameters.values, fit.parameters.standard_errors, strict=True
    ):
        first, _, second = parameter.partition("*")
        place = f"b_{names.index(first)}_{names.index(second)}" if second else f"a_{names.index(first)}"
        found[f"coef {place}"], found[f"se {place}"] = value, error
    log = np.log(output)
    products = marginal_products(fit, inputs, output=output).values
    for t in range(len(output)):
        found[f"residual[{t + 1}]"] = fit.residuals[t]
        found[f"fitted[{t + 1}]"] = np.exp(log[t] - fit.residuals[t])
        for i, name in enumerate(INPUTS):
            found[f"elasticity {name}[{t + 1}]"] = fit.elasticities[t, i]
            found[f"marginal product {name}[{t + 1}]"] = products[t, i]
    unexplained = fit.residuals @ fit.residuals
    about = (log - log.mean()) @ (log - log.mean())
    found["R2"] = 1.0 - unexplained / about
    found["adj R2"] = 1.0 - unexplained / fit.degrees_of_freedom / (about / (len(log) - 1))
    found["monotone in all inputs: observations"] = fit.regularity.monotone.sum()
    for i, name in enumerate(INPUTS):
        found[f"monotone {name}"] = (fit.elasticities[:, i] >= 0.0).sum()
    return found


def misses(published, found):
    return [
        (name, printed, found[name])
        for name, printed in published.items()
        if abs(found[name] - float(printed)) > half_a_unit(printed)
    ]


def test_every_printed_value(case, compared):
    published, fit, output, inputs = case
    found = computed(fit, output, inputs)
    assert len(published) == 237
    assert set(published) == set(found)
    for name, printed in published.items():
        kind = KINDS[name.replace("[", " ").split()[0]]
        compared(kind, found[name], float(printed), half_a_unit(printed))


def test_the_comparison_can_fail(case):
    published, _, output, inputs = case
    other = output * np.linspace(1.0, 1.001, 20)
    found = computed(translog(other, inputs, scale="none"), other, inputs)
    assert len(misses(published, found)) > 100  # one per mille over twenty years moves most of the figures


def test_scaling_at_the_mean_leaves_every_elasticity_and_marginal_product(case):
    _, fit, output, inputs = case
    scaled = translog(output, inputs)
    # the unscaled design has a condition number of some 1e7
    np.testing.assert_allclose(scaled.elasticities, fit.elasticities, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(scaled.elasticity_errors, fit.elasticity_errors, rtol=1e-6)
    np.testing.assert_allclose(
        marginal_products(scaled, inputs, output=output).errors,
        marginal_products(fit, inputs, output=output).errors,
        rtol=1e-5,
    )


def test_errors_of_elasticities_use_the_covariances(case):
    _, fit, _, _ = case
    # computed by the case's authors with the delta method; the package prints 66.5
    assert fit.elasticity_errors[0, 0] == pytest.approx(3.24, abs=0.005)
