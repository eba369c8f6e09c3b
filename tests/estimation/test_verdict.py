"""Verdicts: each rule passes and fails for its own reason, numbers are those of independent computations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tfp_soctrang as tfp
from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.ces import ces
from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.cointegrated import cointegrated_cobb_douglas
from tfp_soctrang.estimation.nonlinear import nonlinear_cobb_douglas
from tfp_soctrang.estimation.panel import panel_cobb_douglas
from tfp_soctrang.estimation.phase_elasticity import is_cross_section, phase_elasticity
from tfp_soctrang.estimation.prior import NormalPrior, Ridge, free_variance, official_prior
from tfp_soctrang.estimation.state_space_tfp import state_space
from tfp_soctrang.estimation.translog import translog
from tfp_soctrang.estimation.verdict import require, verdict
from tfp_soctrang.estimation.verdict_rules import LEAST_DATA_WEIGHT, MOST_MOVED, WIDEST
from tfp_soctrang.messages import SENTENCES

YEARS = np.arange(2000, 2025)
RULES = (
    "precision", "meaning", "regularity", "collinearity", "robustness", "drift", "cointegration", "memory", "stability",
    "constant_returns", "prior_declared", "prior_agreement", "data_weight",
)  # fmt: skip


def spread(seed=0, n=500, noise=0.15, capital=0.4, labour=0.6):
    """A cross-section whose inputs vary by their own."""
    rng = np.random.default_rng(seed)
    k, x = np.exp(rng.normal(0.0, 0.7, (2, n)))
    return k**capital * x**labour * np.exp(rng.normal(0.0, noise, n)), {"capital": k, "labour": x}


def country(seed=0, n=25, drift=0.02, shock=0.012, spread=0.015):
    """A short series of years whose TFP is a random walk with drift."""
    rng = np.random.default_rng(seed)
    k = np.exp(rng.normal(0.08, spread, n).cumsum())
    x = np.exp(rng.normal(0.01, 0.01, n).cumsum())
    return k**0.4 * x**0.6 * np.exp(rng.normal(drift, shock, n).cumsum()), {"capital": k, "labour": x}


def returning(seed=0, n=200, noise=0.01):
    """Trending inputs with output that returns to what they explain."""
    rng = np.random.default_rng(seed)
    k = np.exp(rng.normal(0.05, 0.06, n).cumsum())
    x = np.exp(rng.normal(0.01, 0.06, n).cumsum())
    return k**0.4 * x**0.6 * np.exp(rng.normal(0.0, noise, n)), {"capital": k, "labour": x}


def failed(found):
    return {rule.name for rule in found.failed}


# -- kinds -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "estimate",
    [
        cobb_douglas,
        lambda y, x: cobb_douglas(y, x, returns="constant", errors="hc3"),
        nonlinear_cobb_douglas,
        translog,
        lambda y, x: translog(y, x, returns="constant"),
        lambda y, x: ces(y, x, method="kmenta").fit,
        lambda y, x: ces(y, x).fit,
    ],
)
def test_well_spread_data_are_usable_in_every_form(estimate):
    output, inputs = spread()
    found = verdict(estimate(output, inputs))
    assert found.kind == "usable"
    assert tuple(rule.name for rule in found.rules) == RULES
    assert found.rule("cointegration").status == "not_applicable"
    low, high = found.estimate.interval
    assert low < 0.4 < high
    assert require(found, accept="usable") is found


@pytest.mark.parametrize(
    "estimate",
    [
        lambda y, x: cobb_douglas(y, x, years=YEARS, trend="linear"),
        lambda y, x: cobb_douglas(y, x, years=YEARS, form="growth", trend="linear", returns="constant"),
        lambda y, x: cobb_douglas(y, x, years=YEARS, form="growth", trend="linear", prior="official"),
        lambda y, x: cointegrated_cobb_douglas(y, x, years=YEARS, returns="constant", trend="linear"),
        lambda y, x: translog(y, x, years=YEARS, trend="biased"),
        lambda y, x: state_space(y, x, years=YEARS).fit,
        lambda y, x: state_space(y, x, years=YEARS, capital_share=official_prior()).fit,
    ],
)
def test_twenty_five_years_of_a_random_walk_identify_nothing(estimate):
    found = verdict(estimate(*country()), phase_years=range(2020, 2025))
    assert found.kind == "not_identified"
    assert found.estimate.span == "2020–2024"
    with pytest.raises(EstimationError) as caught:
        require(found)
    for language in ("en", "vi"):
        text = caught.value.text(language)
        assert all(rule.finding.text(language) in text for rule in found.failed)
        assert "accept='not_identified'" in text
    assert require(found, accept="not_identified") is found


def test_a_prior_and_data_that_speak_are_usable_with_a_prior_and_only_so():
    output, inputs = country(3, shock=0.004, spread=0.03)
    choices = {"years": YEARS, "form": "growth", "trend": "linear", "returns": "constant"}
    found = verdict(cobb_douglas(output, inputs, **choices, prior="official"))
    assert found.kind == "usable_with_prior"
    assert found.rule("prior_declared").status == found.rule("prior_agreement").status == "passed"
    assert require(found) is found
    with pytest.raises(EstimationError, match="rests on a prior"):
        require(found, accept="usable")
    assert verdict(cobb_douglas(output, inputs, **choices)).kind == "usable"


def test_a_given_share_is_usable_by_that_name():
    found = verdict(state_space(*country(), years=YEARS, capital_share=0.4).fit)
    assert found.kind == "usable_with_prior"
    assert found.estimate.half_width == 0.0
    assert {r.name for r in found.rules if r.status == "passed"} == {"meaning", "regularity"}


def test_provinces_with_clustered_errors():
    rng = np.random.default_rng(5)
    provinces, years = np.repeat([f"p{i}" for i in range(40)], 15), np.tile(np.arange(2010, 2025), 40)
    k, x, a = (rng.normal(m, s, (40, 15)).cumsum(axis=1).ravel() for m, s in ((0.08, 0.1), (0.01, 0.1), (0.02, 0.02)))
    output, inputs = np.exp(a + 0.4 * k + 0.6 * x), {"capital": np.exp(k), "labour": np.exp(x)}
    clustered = panel_cobb_douglas(output, inputs, provinces=provinces, years=years, effects="two_way")
    found = verdict(clustered, phase_years=range(2021, 2025))
    assert found.rule("memory").status == found.rule("cointegration").status == "not_applicable"
    assert found.kind == "usable"
    plain = replace(clustered, choices=(*clustered.choices[:-1], ("errors", "classical")))
    assert failed(verdict(plain)) == {"memory"}  # TFP of a province is a random walk


# -- rules -------------------------------------------------------------------------------------------------------------


def test_precision_turns_where_the_interval_reaches_its_limit():
    fit = cobb_douglas(*spread(n=60))
    scale = WIDEST / verdict(fit).estimate.half_width
    for factor, status in ((0.999, "passed"), (1.001, "failed")):
        regression = replace(fit.regression, covariance=fit.regression.covariance * (scale * factor) ** 2)
        found = verdict(replace(fit, regression=regression))
        assert found.rule("precision").status == status
        assert found.estimate.half_width == pytest.approx(WIDEST * factor, rel=1e-12)
    # collinearity is asked about only then, and these inputs are not collinear
    assert found.rule("collinearity").status == "passed"
    assert verdict(fit).rule("collinearity").status == "not_applicable"


def test_the_sentence_of_precision_tells_what_an_error_does_in_the_data():
    def moved(name, first, last):
        account = tfp.study(tfp.load(name)).phase(first, last)
        return 10.0 * (account.capital_growth - account.labour_growth) / account.output_growth

    assert round(moved("soc_trang", 2021, 2025)) == 11
    assert round(moved("viet_nam", 2016, 2020)) == 13
    assert max(moved("viet_nam", *span) for span in ((2011, 2015), (2021, 2023))) < 13
    for text in SENTENCES["why_precision"].values():
        assert " 11 " in text
        assert " 13 " in text
    prior = official_prior()
    assert prior.note.text("en").count("0.38") == 1  # the range that the limit is half as wide as
    assert pytest.approx((0.58 - 0.38) / 2) == WIDEST


@settings(max_examples=10)
@given(st.integers(0, 1000), st.integers(2000, 2020), st.integers(1, 5))
def test_the_error_of_a_phase_is_that_of_the_mean_elasticity(seed, first, length):
    fit = translog(*country(seed), years=YEARS)
    phase = range(first, min(first + length, 2025))
    found = phase_elasticity(fit, phase, "labour")
    rows = np.isin(fit.years, list(phase))
    # by hand: a + b' mean logs, through the design
    x = fit.regression.design[rows].mean(axis=0)
    weights = np.zeros(6)
    names = fit.regression.names
    weights[names.index("labour")] = 1.0
    weights[names.index("labour*labour")] = x[names.index("labour")]
    weights[names.index("capital*labour")] = x[names.index("capital")]
    value, error = fit.regression.linear_combination(weights)
    assert found.value == pytest.approx(float(value), rel=1e-8, abs=1e-10)
    assert found.error == pytest.approx(float(error), rel=1e-8)
    bound = phase_elasticity(replace(fit, regression=None), phase, "labour").error
    assert bound == pytest.approx(fit.elasticity_errors[rows, 1].mean(), rel=1e-12)
    assert found.error <= bound * (1.0 + 1e-9)


def test_meaning_is_asked_within_the_phase():
    output, inputs = spread(labour=-0.05)
    found = verdict(cobb_douglas(output, inputs))
    assert failed(found) == {"meaning", "regularity"}
    assert "labour" in found.rule("meaning").finding.text()
    # above one, and regular all the same
    assert failed(verdict(cobb_douglas(*spread(capital=1.1)))) == {"meaning"}
    fit = translog(*returning(), years=np.arange(1800, 2000))
    values = np.array(fit.elasticities)
    values[:10, 0] = 1.2
    bent = replace(fit, elasticities=values)
    assert verdict(bent).rule("meaning").status == "failed"
    assert verdict(bent, phase_years=range(1990, 2000)).rule("meaning").status == "passed"


def test_levels_need_cointegration_and_a_test_that_does_not_apply_is_none():
    years = np.arange(1800, 2000)
    found = verdict(cobb_douglas(*returning(), years=years, trend="linear"), phase_years=range(1990, 2000))
    assert found.kind == "usable"
    assert found.rule("cointegration").status == "passed"
    spurious = country(1, n=200, shock=0.05)
    for fit in (
        cobb_douglas(*spurious, years=years, errors="hac"),
        cobb_douglas(*spurious, years=years, serial="prais_winsten", rho=0.99),
        nonlinear_cobb_douglas(*spurious, years=years),
        translog(*spurious, years=years),
        ces(*spurious, years=years).fit,
        ces(*spurious, years=years, method="kmenta").fit,
    ):
        assert verdict(fit).rule("cointegration").status == "failed"
    broken = cobb_douglas(*returning(), years=years, trend="linear", breaks={1900: "step"})
    assert failed(verdict(broken)) == {"cointegration"}
    many = translog(*returning(), years=years, trend="biased", quadratic_trend=True)
    rule = verdict(many).rule("cointegration")
    assert (rule.status, rule.finding.code) == ("failed", "na_too_many_variables")


def test_critical_values_are_those_for_the_length_of_the_sample():
    from statsmodels.tsa.stattools import coint

    output, inputs = returning(4, n=30, noise=0.04)
    years = np.arange(1995, 2025)
    fit = cobb_douglas(output, inputs, years=years)
    logs = np.log(np.column_stack(list(inputs.values())))
    lags = 1
    _, _, critical = coint(np.log(output), logs, trend="c", maxlag=lags, autolag=None)
    values = dict(verdict(fit).rule("cointegration").finding.values)
    # the peer counts one year less, that lost to the first difference: 0.02 at 30 years
    assert values["critical"] == pytest.approx(critical[1], abs=0.03)
    assert values["statistic"] == pytest.approx(fit.test("engle_granger").outcome.statistic, rel=1e-9)


def test_memory_is_seen_unless_the_errors_allow_for_it():
    rng = np.random.default_rng(2)
    shocks = rng.normal(0.0, 0.01, 201)
    output, inputs = returning(noise=0.0)
    moved = output * np.exp(shocks[1:] + 0.9 * shocks[:-1])
    choices = {"years": np.arange(1800, 2000), "trend": "linear"}
    assert failed(verdict(cobb_douglas(moved, inputs, **choices))) == {"memory"}
    assert verdict(cobb_douglas(moved, inputs, **choices, errors="hac")).kind == "usable"
    assert "memory" in failed(verdict(translog(moved, inputs, years=choices["years"], trend="neutral")))
    # undated, the rows give themselves away
    undated = verdict(cobb_douglas(moved, inputs))
    assert failed(undated) == {"memory"}
    assert undated.rule("memory").why.code == "why_order"


def test_an_exact_fit_leaves_nothing_to_ask_of_its_errors():
    for choices in ({}, {"years": np.arange(1800, 2000), "trend": "linear"}):
        output, inputs = returning(noise=0.0)
        found = verdict(cobb_douglas(output, inputs, **choices))
        assert found.kind == "usable"
        assert found.rule("memory").finding.code == "na_exact_fit"
        assert found.estimate.value == pytest.approx(0.4, abs=1e-9)


def test_years_from_zero_are_a_cross_section_unless_the_form_has_time():
    output, inputs = country()
    assert is_cross_section(cobb_douglas(output, inputs))
    assert not is_cross_section(cobb_douglas(output, inputs, years=YEARS))
    assert not is_cross_section(state_space(output, inputs).fit)
    counted = np.arange(25)
    for choices in ({"trend": "linear"}, {"form": "growth"}, {"errors": "hac"}, {"breaks": {9: "step"}}):
        assert not is_cross_section(cobb_douglas(output, inputs, years=counted, **choices))
    assert not is_cross_section(cointegrated_cobb_douglas(output, inputs, years=counted))


def test_tfp_must_have_growth_of_its_own():
    years = np.arange(1800, 2000)
    # everything else is in order: trendless TFP is what must not be assumed
    assert failed(verdict(cobb_douglas(*returning(), years=years))) == {"drift"}
    for fit, status in (
        (cobb_douglas(*country(), years=YEARS, form="growth"), "failed"),
        (state_space(*country(), years=YEARS, trend="local_level").fit, "failed"),
        (state_space(*country(), years=YEARS, trend="smooth").fit, "passed"),
        (translog(*country(), years=YEARS, trend="neutral"), "passed"),
        (ces(*country(), years=YEARS, trend="linear").fit, "passed"),
        (cobb_douglas(*spread()), "not_applicable"),
    ):
        assert verdict(fit).rule("drift").status == status
    # what it guards against: with drift in TFP, constant returns and no trend, capital takes what TFP grows by
    output, inputs = country(shock=0.001)
    blind = verdict(cobb_douglas(output, inputs, years=YEARS, returns="constant")).estimate
    seeing = verdict(cobb_douglas(output, inputs, years=YEARS, returns="constant", trend="linear")).estimate
    assert blind.value - 0.4 > 0.15
    assert abs(seeing.value - 0.4) < 0.05


def test_stability_and_constant_returns():
    years = np.arange(1800, 2000)
    output, inputs = returning(noise=0.01)
    shifted = output * np.where(years >= 1900, inputs["capital"] ** 0.1 / inputs["labour"] ** 0.1, 1.0)
    assert "stability" in failed(verdict(cobb_douglas(shifted, inputs, years=years)))
    increasing = spread(capital=0.5, labour=0.9)
    assert failed(verdict(cobb_douglas(*increasing, returns="constant"))) == {"constant_returns"}
    assert verdict(cobb_douglas(*increasing)).kind == "usable"


def test_one_observation_must_not_decide():
    output, inputs = spread(n=30, noise=0.02)
    fit = cobb_douglas(output, inputs)
    far = int(np.argmax(inputs["capital"]))
    wrong = np.array(output)
    wrong[far] *= 3.0
    found = verdict(cobb_douglas(wrong, inputs))
    values = dict(found.rule("robustness").finding.values)
    assert values["observation"] == str(far + 1)
    kept = np.arange(30) != far
    without = cobb_douglas(wrong[kept], {name: level[kept] for name, level in inputs.items()})
    moved = found.estimate.value - without.elasticities[0, 0]
    assert values["moved"] == pytest.approx(abs(moved), rel=1e-9)
    assert values["moved"] > MOST_MOVED
    assert "robustness" in failed(found)
    assert verdict(fit).rule("robustness").status == "passed"
    # an observation that alone tells a term: nothing is left without it
    alone = {"capital": np.where(np.arange(30) == 7, 2.0, 1.0), "labour": inputs["labour"]}
    assert dict(verdict(cobb_douglas(output, alone)).rule("robustness").finding.values)["observation"] == "8"


def test_what_an_observation_moves_beside_a_prior():
    output, inputs = country(2)
    prior = NormalPrior(mean=0.5, sd=0.1, source="made up")
    fit = cobb_douglas(
        output, inputs, years=YEARS, form="growth", trend="linear", returns="constant", prior=prior
    )  # fmt: skip
    y, x = fit.regression.response, fit.regression.design
    variance, _ = free_variance(y, x)
    at = fit.regression.names.index("capital")

    def posterior(rows):
        precision = x[rows].T @ x[rows] / variance
        precision[at, at] += 1.0 / prior.sd**2
        right = x[rows].T @ y[rows] / variance
        right[at] += prior.mean / prior.sd**2
        return np.linalg.solve(precision, right)[at]

    rows = np.arange(len(y))
    moved = [abs(posterior(rows) - posterior(rows[rows != i])) for i in rows]
    values = dict(verdict(fit).rule("robustness").finding.values)
    assert values["moved"] == pytest.approx(max(moved), rel=1e-8)
    assert values["observation"] == str(YEARS[1 + int(np.argmax(moved))])


def test_a_precise_prior_buys_no_precision():
    output, inputs = country()
    choices = {"years": YEARS, "form": "growth", "trend": "linear", "returns": "constant"}
    tight = NormalPrior(mean=0.5, sd=0.02, source="made up")
    found = verdict(cobb_douglas(output, inputs, **choices, prior=tight))
    assert failed(found) == {"data_weight"}
    assert found.rule("precision").status == "passed"
    assert verdict(state_space(output, inputs, years=YEARS, capital_share=tight).fit).failed[0].name == "data_weight"
    ridge = cobb_douglas(
        output, inputs, **choices, ridge=Ridge.towards({"capital": 0.5}, penalty=1.0, source="made up")
    )  # fmt: skip
    variance, _ = free_variance(ridge.regression.response, ridge.regression.design)
    assert ridge.priors[0].sd == pytest.approx(np.sqrt(variance), rel=1e-12)
    assert "data_weight" in failed(verdict(ridge))
    # the weight is what is left of the prior's variance; a prior on labour is the same one turned round
    values = dict(found.rule("data_weight").finding.values)
    assert values["percent"] == pytest.approx(100.0 * (1.0 - (found.estimate.error / 0.02) ** 2), rel=1e-12)
    assert values["percent"] < 100.0 * LEAST_DATA_WEIGHT
    turned = replace(tight, input_name="labour", mean=0.5)
    mirrored = dict(
        verdict(cobb_douglas(output, inputs, **choices, prior=turned)).rule("data_weight").finding.values
    )  # fmt: skip
    assert mirrored["percent"] == pytest.approx(values["percent"], rel=1e-6)


def test_a_prior_without_a_source_or_against_the_data():
    output, inputs = country(3, shock=0.004, spread=0.03)
    choices = {"years": YEARS, "form": "growth", "trend": "linear", "returns": "constant"}
    nameless = NormalPrior(mean=0.4, sd=0.1, source=" ")
    assert failed(verdict(cobb_douglas(output, inputs, **choices, prior=nameless))) == {"prior_declared"}
    against = cobb_douglas(output, inputs, **choices, prior=NormalPrior(mean=0.9, sd=0.1, source="made up"))
    found = verdict(against)
    assert failed(found) == {"prior_agreement"}
    # from the posterior alone the same test follows
    kept = tuple(test for test in against.tests if test.name != "prior_agreement")
    alone = verdict(replace(against, tests=kept))
    ours, theirs = (dict(one.rule("prior_agreement").finding.values)["p_value"] for one in (alone, found))
    assert ours == pytest.approx(theirs, rel=1e-6)


@settings(max_examples=5)
@given(st.integers(0, 500), st.floats(-9, 9).map(np.exp), st.floats(-9, 9).map(np.exp))
def test_units_do_not_matter(seed, first, second):
    output, inputs = country(seed)
    other = {"capital": first * inputs["capital"], "labour": second * inputs["labour"]}
    choices = {"years": YEARS, "form": "growth", "trend": "linear", "prior": "official"}
    one, two = (verdict(cobb_douglas(output, levels, **choices)) for levels in (inputs, other))
    assert [rule.status for rule in one.rules] == [rule.status for rule in two.rules]
    assert one.estimate.value == pytest.approx(two.estimate.value, rel=1e-6)


# -- words and refusals ------------------------------------------------------------------------------------------------


def test_the_text_names_every_rule_with_its_reason_in_both_languages():
    found = verdict(cobb_douglas(*spread(), returns="constant"))
    for language, word in (("en", "passed"), ("vi", "đạt")):
        lines = found.text(language).splitlines()
        assert len(lines) == 1 + len(RULES)
        assert word in lines[1]
        for line, rule in zip(lines[1:], found.rules, strict=True):
            assert line.startswith(f"  {rule.name} – ")
            assert rule.why.text(language) in line
    assert str(found).startswith("Usable: the elasticity of capital (n = 500)")


def test_refusals():
    fit = cobb_douglas(*country(), years=YEARS)
    with pytest.raises(EstimationError, match="must be years of the fit, 2000 to 2024"):
        verdict(fit, phase_years=[2024, 2025])
    with pytest.raises(EstimationError, match="must be years of the fit"):
        verdict(fit, phase_years=[])
    with pytest.raises(EstimationError, match="Use: capital, labour"):
        verdict(fit, input_name="land")
    with pytest.raises(DataError, match="precision"):
        verdict(fit).rule("luck")
    with pytest.raises(DataError, match="usable_with_prior"):
        require(verdict(fit), accept="whatever")
