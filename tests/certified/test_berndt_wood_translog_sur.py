"""United States manufacturing 1947 to 1971: the translog share system of Berndt and Wood, 28 printed values.

Source
    Data: Berndt and Wood (1975), Review of Economics and Statistics 57, as Greene's table F14.1 prints them: data set
    ManufactCosts of the R package AER, commit 170d567f767705c44cf534665a35039d7cecfd00. Estimates: Greene, Econometric
    Analysis, 7th ed., section 10.4.2, as table 'greene' in the tests of the R package nlsur, commit
    b232328e478b807dd095b7b4bf20fade2f6b49ac.
Formula
    Shares of capital, labour and energy on logs of prices relative to materials, symmetric; two-step feasible least
    squares from pooled least squares; errors' covariance over n. Coefficients of materials from adding up.
Tolerance
    Half a unit of the last printed digit; for the error of d_mm, a unit, since it is printed as computed from rounded
    figures.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.translog_cost import translog_cost

INPUTS = {"k": "capital", "l": "labor", "e": "energy", "m": "materials"}
PRINTED = {
    "bk": ("0.05682", "0.00131"),
    "bl": ("0.25355", "0.001987"),
    "be": ("0.04383", "0.00105"),
    "bm": ("0.64580", "0.00299"),
    "dkk": ("0.02987", "0.00575"),
    "dkl": ("0.0000221", "0.00367"),
    "dke": ("-0.00820", "0.00406"),
    "dkm": ("-0.02169", "0.00963"),
    "dll": ("0.07488", "0.00639"),
    "dle": ("-0.00321", "0.00275"),
    "dlm": ("-0.07169", "0.00941"),
    "dee": ("0.02938", "0.00741"),
    "dem": ("-0.01797", "0.01075"),
    "dmm": ("0.11134", "0.02239"),
}


@pytest.fixture(scope="module")
def data():
    with Path(__file__).with_name("berndt_wood_1975.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    prices = {key: np.array([float(row[f"{name}price"]) for row in rows]) for key, name in INPUTS.items()}
    shares = {key: np.array([float(row[f"{name}cost"]) for row in rows]) for key, name in INPUTS.items()}
    return prices, shares, np.array([int(row["year"]) for row in rows])


def fitted(data, **options):
    prices, shares, years = data
    return translog_cost(prices, shares=shares, years=years, scale="none", **options)


def found(fit):
    """Coefficient and standard error by the names of the source."""
    names = {name[1:] if len(name) == 2 else f"{name[1]}*{name[2]}": name for name in PRINTED}
    return {
        names[parameter]: (value, error)
        for parameter, value, error in zip(
            fit.parameters.names, fit.parameters.values, fit.parameters.standard_errors, strict=True
        )
    }


def tolerance(name, which, printed):
    half = 0.5 * 10.0 ** -len(printed.partition(".")[2])
    return 2.0 * half if (name, which) == ("dmm", 1) else half


def misses(fit):
    computed = found(fit)
    return [
        (name, printed[which], computed[name][which])
        for name, printed in PRINTED.items()
        for which in (0, 1)
        if abs(computed[name][which] - float(printed[which])) > tolerance(name, which, printed[which])
    ]


def test_all_twenty_eight_values(data, compared):
    assert 2 * len(PRINTED) == 28
    computed = found(fitted(data, method="two_step"))
    for which, what in enumerate(("coefficients", "standard errors")):
        compared(
            what,
            [computed[name][which] for name in PRINTED],
            [float(printed[which]) for printed in PRINTED.values()],
            [tolerance(name, which, printed[which]) for name, printed in PRINTED.items()],
        )


def test_iterating_or_another_divisor_gives_other_figures(data):
    assert len(misses(fitted(data, method="iterated"))) > 20
    # all equations have four regressors: the divisor moves every standard error and no coefficient
    other = misses(fitted(data, method="two_step", divisor="degrees_of_freedom"))
    assert {printed for _, printed, _ in other} == {error for _, error in PRINTED.values()}


def test_two_steps_depend_on_the_equation_left_out_and_iteration_does_not(data):
    two = [fitted(data, method="two_step", dropped=key) for key in INPUTS]
    assert max(np.abs(fit.parameters.values - two[-1].parameters.values).max() for fit in two[:-1]) > 1e-4
    # printed shares add up to one within 1e-5 only: invariance is a property of shares that add up
    prices, shares, years = data
    total = sum(shares.values())
    exact = (prices, {key: share / total for key, share in shares.items()}, years)
    iterated = [fitted(exact, method="iterated", dropped=key) for key in INPUTS]
    for fit in iterated[:-1]:
        np.testing.assert_allclose(fit.parameters.values, iterated[-1].parameters.values, atol=1e-9)
        np.testing.assert_allclose(fit.parameters.covariance, iterated[-1].parameters.covariance, atol=1e-11)


def test_iterated_estimates_are_those_of_the_case(data):
    """Maximum likelihood, computed independently when the case was made (not printed by the source)."""
    case = {"bk": 0.056892478, "bl": 0.253438012, "dkk": 0.029483268, "dee": 0.018338699, "dmm": 0.092297154}
    computed = found(fitted(data, method="iterated"))
    for name, value in case.items():
        assert computed[name][0] == pytest.approx(value, abs=5e-8)


def test_energy_and_capital_are_complements_and_labour_a_substitute(data):
    """The finding of Berndt and Wood: sigma_KE about -3.2, sigma_LE about 0.65."""
    fit = fitted(data)
    allen = fit.elasticities.allen
    assert allen.shape == (25, 4, 4)
    assert (allen[:, 0, 2] < -2.0).all()
    assert (allen[:, 1, 2] > 0.4).all()
    np.testing.assert_allclose(allen, np.swapaxes(allen, 1, 2), atol=1e-12)
    np.testing.assert_allclose(fit.elasticities.price.sum(axis=2), 0.0, atol=1e-12)
    assert fit.regularity.monotone.all()
    assert fit.regularity.concave.all()


def test_what_shares_alone_do_not_tell_says_so(data):
    fit = fitted(data)
    assert isinstance(fit.cost_elasticity, NotApplicable)
    assert "shares alone do not tell returns to scale" in str(fit.cost_elasticity)
    assert isinstance(fit.test("returns_to_scale").outcome, NotApplicable)
    for name in ("homogeneity", "symmetry", "symmetry_and_homogeneity", "symmetry_likelihood_ratio", "cobb_douglas"):
        assert 0.0 <= fit.test(name).outcome.p_value <= 1.0
    # homogeneity 3 restrictions, symmetry given homogeneity 3
    assert fit.test("homogeneity").outcome.degrees_of_freedom == (3.0,)
    assert fit.test("symmetry").outcome.degrees_of_freedom == (3.0,)
    assert fit.test("symmetry_and_homogeneity").outcome.degrees_of_freedom == (6.0,)
