"""Panels of provinces against linearmodels, dummies by hand, and data that say nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from linearmodels.panel import PanelOLS

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.diagnostics import leave_one_out
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.panel import panel_cobb_douglas

seeds = st.integers(0, 5_000)


def panel(seed, *, holes=True, serial=0.0, provinces=7, years=9):
    rng = np.random.default_rng(seed)
    province = np.repeat([f"province {i}" for i in range(provinces)], years)
    year = np.tile(np.arange(2010, 2010 + years), provinces)
    n = provinces * years
    capital = np.exp(rng.normal(size=n) * 0.3 + 0.06 * (year - 2010) + np.repeat(rng.normal(size=provinces), years))
    labour = np.exp(rng.normal(size=n) * 0.2 + np.repeat(rng.normal(size=provinces), years))
    shocks = rng.normal(size=(provinces, years)) * 0.05
    for t in range(1, years):
        shocks[:, t] += serial * shocks[:, t - 1]
    effects = np.repeat(rng.normal(size=provinces), years) + 0.02 * (year - 2010)
    output = np.exp(effects + shocks.ravel()) * capital**0.4 * labour**0.6
    keep = rng.permutation(n)[: n - 6] if holes else np.arange(n)
    return output[keep], {"capital": capital[keep], "labour": labour[keep]}, province[keep], year[keep]


def fitted(seed, *, holes=True, **choices):
    output, inputs, province, year = panel(seed, holes=holes)
    return panel_cobb_douglas(output, inputs, provinces=province, years=year, **choices)


def frame(seed, *, holes=True):
    output, inputs, province, year = panel(seed, holes=holes)
    data = pd.DataFrame({"y": np.log(output)} | {name: np.log(level) for name, level in inputs.items()})
    data.index = pd.MultiIndex.from_arrays([province, year])
    return data


@pytest.mark.parametrize("effects", ["province", "two_way"])
@settings(max_examples=20)
@given(seed=seeds)
def test_equals_linearmodels(effects, seed):
    data = frame(seed)
    peer = PanelOLS(data["y"], data[["capital", "labour"]], entity_effects=True, time_effects=effects == "two_way")
    plain = peer.fit(cov_type="unadjusted")
    ours = fitted(seed, effects=effects, errors="classical")
    np.testing.assert_allclose(ours.elasticities[0], plain.params, rtol=1e-8)
    np.testing.assert_allclose(ours.elasticity_errors[0], plain.std_errors, rtol=1e-8)
    assert ours.degrees_of_freedom == plain.df_resid
    clustered = fitted(seed, effects=effects)
    np.testing.assert_allclose(clustered.elasticities, ours.elasticities, rtol=1e-12)
    if effects == "province":
        robust = peer.fit(cov_type="clustered", cluster_entity=True, group_debias=True, count_effects=False)
        np.testing.assert_allclose(clustered.elasticity_errors[0], robust.std_errors, rtol=1e-8)


@settings(max_examples=20)
@given(seeds)
def test_equals_dummies_by_hand(seed):
    data = frame(seed)
    dummies = pd.get_dummies(data.index.get_level_values(0)).to_numpy(dtype=float)
    x = np.column_stack([data[["capital", "labour"]], dummies])
    peer = sm.OLS(data["y"].to_numpy(), x).fit()
    ours = fitted(seed, errors="classical")
    np.testing.assert_allclose(ours.elasticities[0], peer.params[:2], rtol=1e-8)
    np.testing.assert_allclose(ours.elasticity_errors[0], peer.bse[:2], rtol=1e-8)
    np.testing.assert_allclose(ours.residuals, peer.resid, atol=1e-10)
    # leaving a row out of the panel is leaving it out of the regression with dummies
    by_dummies = leave_one_out(least_squares(data["y"], x, [str(i) for i in range(x.shape[1])]))[1]
    np.testing.assert_allclose(ours.diagnostics.influence, by_dummies[:, :2], rtol=1e-6, atol=1e-8)
    pooled = sm.OLS(data["y"].to_numpy(), sm.add_constant(data[["capital", "labour"]].to_numpy())).fit()
    by_hand = (pooled.ssr - peer.ssr) / 6 / (peer.ssr / peer.df_resid)
    assert ours.test("province_effects").outcome.statistic == pytest.approx(by_hand, rel=1e-7)
    weights = np.zeros((1, x.shape[1]))
    weights[0, :2] = 1.0
    theirs = peer.f_test((weights, np.array([1.0])))
    assert ours.test("returns_to_scale").outcome.statistic == pytest.approx(float(theirs.fvalue), rel=1e-6, abs=1e-9)
    clustered = fitted(seed).test("returns_to_scale").outcome
    assert clustered.degrees_of_freedom == (1.0, 6.0)


@settings(max_examples=20)
@given(seeds, st.floats(-8, 8).map(np.exp), st.floats(-8, 8).map(np.exp))
def test_units_and_the_order_of_rows_do_not_matter(seed, money, stock):
    output, inputs, province, year = panel(seed)
    one = panel_cobb_douglas(output, inputs, provinces=province, years=year, effects="two_way")
    mixed = np.random.default_rng(seed).permutation(len(output))
    other = panel_cobb_douglas(
        money * output[mixed],
        {"capital": stock * inputs["capital"][mixed], "labour": inputs["labour"][mixed]},
        provinces=province[mixed],
        years=year[mixed],
        effects="two_way",
    )
    np.testing.assert_allclose(other.parameters.values, one.parameters.values, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(other.parameters.standard_errors, one.parameters.standard_errors, rtol=1e-6)
    for test, same in zip(other.tests, one.tests, strict=True):
        if not hasattr(same.outcome, "reason"):
            assert test.outcome.p_value == pytest.approx(same.outcome.p_value, rel=1e-5, abs=1e-9), test.name


def test_constant_returns_trend_and_tfp():
    fit = fitted(3, returns="constant", trend="linear")
    assert (fit.elasticities.sum(axis=1) == 1.0).all()
    assert fit.parameters.names == ("capital", "labour", "trend")
    assert fit.parameters["trend"] == pytest.approx(0.02, abs=0.01)
    output, inputs, province, _ = panel(3)
    explained = (fit.elasticities * np.log(np.column_stack(list(inputs.values())))).sum(axis=1)
    np.testing.assert_allclose(fit.tfp + explained, np.log(output), rtol=1e-12)
    assert fit.entities == tuple(province)
    free = fitted(3, trend="linear")
    assert fit.test("returns_to_scale").outcome == free.test("returns_to_scale").outcome


def test_effects_of_years_and_memory_are_seen():
    found = fitted(4, effects="two_way")
    assert found.test("year_effects").rejects(0.01)
    assert fitted(4).test("year_effects").outcome.reason.code == "na_no_year_effects"
    rejected = {0.0: 0, 0.8: 0}
    for serial in rejected:
        for seed in range(40):
            output, inputs, province, year = panel(seed, serial=serial, provinces=20)
            fit = panel_cobb_douglas(output, inputs, provinces=province, years=year, trend="linear")
            rejected[serial] += fit.test("wooldridge_serial").rejects(0.05)
    # 5 % of 40 without memory: above 8 has probability below 1e-3; with memory nearly all
    assert rejected[0.0] <= 8
    assert rejected[0.8] >= 32


def test_wooldridge_by_hand():
    output, inputs, province, year = panel(5, holes=False)
    fit = panel_cobb_douglas(output, inputs, provinces=province, years=year)
    y = np.diff(np.log(output).reshape(7, 9), axis=1)
    x = np.stack([np.diff(np.log(level).reshape(7, 9), axis=1) for level in inputs.values()], axis=-1)
    changes = sm.OLS(y.ravel(), x.reshape(-1, 2)).fit()
    e = changes.resid.reshape(7, 8)
    groups = {"groups": np.repeat(np.arange(7), 7)}
    memory = sm.OLS(e[:, 1:].ravel(), e[:, :-1].ravel()).fit(cov_type="cluster", cov_kwds=groups, use_t=True)
    expected = ((memory.params[0] + 0.5) / memory.bse[0]) ** 2
    outcome = fit.test("wooldridge_serial").outcome
    assert outcome.statistic == pytest.approx(expected, rel=1e-7)
    assert outcome.degrees_of_freedom == (1.0, 6.0)


def test_refusals():
    output, inputs, province, year = panel(6)
    with pytest.raises(EstimationError, match="errors: of a panel cannot be 'hac'"):
        panel_cobb_douglas(output, inputs, provinces=province, years=year, errors="hac")
    with pytest.raises(EstimationError, match=r"errors: of a panel cannot be 'hc3'.*Take errors='clustered'"):
        panel_cobb_douglas(output, inputs, provinces=province, years=year, errors="hc3")
    with pytest.raises(EstimationError, match="trend: is a combination of the effects of years"):
        panel_cobb_douglas(output, inputs, provinces=province, years=year, effects="two_way", trend="linear")
    with pytest.raises(DataError, match="effects: is not known"):
        panel_cobb_douglas(output, inputs, provinces=province, years=year, effects="random")
    with pytest.raises(EstimationError, match=r"rows: stand twice \(got \['province 1 2012'\]\)"):
        panel_cobb_douglas(
            [1.0, 2, 3, 4], {"capital": [1.0, 2, 3, 5]}, provinces=["province 1"] * 2 + ["a"] * 2,
            years=[2012, 2012, 2012, 2013],
        )  # fmt: skip
    with pytest.raises(EstimationError, match=r"provinces: must be two at least, each with two years.*Leave a"):
        panel_cobb_douglas([1.0, 2, 3], {"capital": [1.0, 2, 5]}, provinces=["a", "a", "b"], years=[2012, 2013, 2012])
    bad = inputs["capital"].copy()
    bad[3] = 0.0
    with pytest.raises(DataError, match=rf"capital, {province[3]} {year[3]}: must be a finite number above zero"):
        panel_cobb_douglas(output, inputs | {"capital": bad}, provinces=province, years=year)
    still = np.unique(province, return_inverse=True)[1] + 1.0
    with pytest.raises(EstimationError, match="land: moves in no province: the effects of provinces leave nothing"):
        panel_cobb_douglas(output, inputs | {"land": still}, provinces=province, years=year)
    with pytest.raises(EstimationError, match="labour: is a linear combination"):
        panel_cobb_douglas(output, inputs | {"labour": still * inputs["capital"]}, provinces=province, years=year)
    with pytest.raises(EstimationError, match="provinces: must have 57 rows"):
        panel_cobb_douglas(output, inputs, provinces=province[1:], years=year)
    with pytest.raises(EstimationError, match="years: must be whole"):
        panel_cobb_douglas(output, inputs, provinces=province, years=year + 0.5)
    with pytest.raises(EstimationError, match="inputs: are empty"):
        panel_cobb_douglas(output, {}, provinces=province, years=year)
    with pytest.raises(EstimationError, match=r"observations: are not enough for 4 coefficients.*got 4"):
        panel_cobb_douglas(
            [1.0, 2, 3, 7], {"capital": [1.0, 2, 3, 5], "labour": [1.0, 3, 2, 2]}, provinces=["a", "a", "b", "b"],
            years=[2012, 2013, 2012, 2013],
        )  # fmt: skip


def test_clusters_need_labels():
    x = np.column_stack([np.ones(6), np.arange(6.0)])
    y = np.array([1.0, 2, 4, 3, 5, 5])
    with pytest.raises(EstimationError, match=r"clusters: must be 6 labels for errors='clustered'"):
        least_squares(y, x, ["a", "b"], errors="clustered")
    with pytest.raises(EstimationError, match=r"clusters: must be two at least \(got \[1\]\)"):
        least_squares(y, x, ["a", "b"], errors="clustered", clusters=[1] * 6)
    groups = [1, 1, 2, 2, 3, 3]
    ours = least_squares(y, x, ["a", "b"], errors="clustered", clusters=groups)
    peer = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": np.array(groups)}, use_t=True)
    np.testing.assert_allclose(ours.standard_errors, peer.bse, rtol=1e-10)
    np.testing.assert_allclose(ours.p_values, peer.pvalues, rtol=1e-8)
    assert ours.reference_degrees_of_freedom == 2
    assert ours.degrees_of_freedom == 4
