"""Estimates through the study: the same numbers as the estimators, verdicts heard, shares that feed the account."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from tfp_soctrang.cli import cli
from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.specifications import OF_SOURCE, SPECIFICATIONS
from tfp_soctrang.production_estimates import sample_of
from tfp_soctrang.report.estimates import estimate_rows, estimate_text


@pytest.fixture(scope="module")
def nation():
    return tfp.study(tfp.load("viet_nam"))


@pytest.fixture(scope="module")
def table(nation):
    return tfp.estimate(nation, 2016, 2020)


def test_sample_is_the_levels_of_the_study(nation):
    sample = sample_of(nation.data, nation.assumptions)
    assert sample.years.tolist() == list(range(2010, 2025))
    assert sample.filled == ()
    levels = {level.year: level for level in nation.phase(2011, 2024).levels}
    np.testing.assert_array_equal(sample.capital_input, [levels[year].capital_input for year in sample.years])
    np.testing.assert_array_equal(sample.labour_input, [levels[year].labour_input for year in sample.years])
    assert sample_of(nation.data, nation.assumptions, 2019).years[-1] == 2019
    province = sample_of(tfp.load("soc_trang"), tfp.baseline("soc_trang"))
    assert province.years.tolist() == list(range(2020, 2026))
    assert ("employed_icls19", 2024) in province.filled


@pytest.mark.parametrize("name", ["cobb_douglas_constant_trend", "cobb_douglas_growth_prior", "translog_free"])
def test_an_estimate_is_that_of_the_estimator(nation, table, name):
    sample = sample_of(nation.data, nation.assumptions)
    inputs = {"capital": sample.capital_input, "labour": sample.labour_input}
    fit = SPECIFICATIONS[name](sample.output, inputs, sample.years, table.prior)
    rows = np.isin(fit.years, np.arange(2016, 2021))
    found = table[name]
    assert found.capital_elasticity == pytest.approx(fit.elasticities[rows, 0].mean(), rel=1e-13)
    account = nation.phase(2016, 2020)
    implied = (
        1.0
        - (found.capital_elasticity * account.capital_growth + found.labour_elasticity * account.labour_growth)
        / account.output_growth
    )
    assert found.tfp_contribution_share == pytest.approx(implied, rel=1e-12)


def test_a_given_share_implies_the_figure_itself(nation, table):
    # the share is fixed at 0.40, the coefficient as set
    share = nation.phase(2016, 2020).tfp_contribution_share
    assert table["state_space_fixed"].tfp_contribution_share == pytest.approx(share, rel=1e-9)
    assert table.as_set == pytest.approx(share, rel=1e-12)
    assert table["state_space_fixed"].verdict.kind == "usable_with_prior"


def test_fifteen_trending_years_do_not_identify_free_functions(table):
    kinds = {
        one.specification: one.verdict.kind for one in table.estimates if not isinstance(one.verdict, NotApplicable)
    }
    assert kinds["cobb_douglas_free"] == kinds["translog_free"] == kinds["ces_nls"] == "not_identified"
    failed = {rule.name for rule in table["cobb_douglas_free"].verdict.failed}
    assert "cointegration" in failed


def test_six_years_of_the_province_are_not_enough():
    found = tfp.estimate(tfp.study(tfp.load("soc_trang")), 2021, 2025)
    free = found["translog_free"]
    assert isinstance(free.fit, NotApplicable)
    assert "observations" in free.fit.reason.text("en")
    assert all(isinstance(one.verdict, NotApplicable) or one.verdict.kind != "usable" for one in found.estimates)


@pytest.mark.parametrize("source", sorted(OF_SOURCE))
def test_a_fit_that_is_not_identified_does_not_feed_the_account(tmp_path, source):
    path = tmp_path / "a.toml"
    path.write_text(f'[viet_nam.settings]\nfactor_shares = ["{source}"]\n', encoding="utf-8")
    study = tfp.study(tfp.load("viet_nam"), path)
    with pytest.raises(EstimationError, match="not identified"):
        study.phase(2016, 2020)
    path.write_text(f'[viet_nam.settings]\nfactor_shares = ["{source}"]\naccept = "not_identified"\n', encoding="utf-8")
    study = tfp.study(tfp.load("viet_nam"), path)
    account = study.phase(2016, 2020)
    table = tfp.estimate(study, 2016, 2020, specifications=[OF_SOURCE[source]])
    assert account.capital_share == pytest.approx(table[OF_SOURCE[source]].capital_elasticity, rel=1e-9)
    assert "share_estimated" in {one.code for one in account.caveats}
    assert "labour_share" not in {one.assumption.name for one in account.assumptions}
    drawn = tfp.phase_sensitivity(study, 2016, 2020)
    assert "capital_share_error" in drawn.central
    assert drawn.central_share == pytest.approx(account.tfp_contribution_share, rel=1e-12)


def test_specifications_are_refused_by_name(nation):
    with pytest.raises(DataError, match="specifications: is not known"):
        tfp.estimate(nation, 2016, 2020, specifications=["quadratic"])


def test_command_and_words(table):
    run = CliRunner().invoke
    asked = ["estimate", "2016-2020", "--territory", "viet_nam", "--specification", "cobb_douglas_growth",
             "--specification", "translog_free"]  # fmt: skip
    record = json.loads(run(cli, [*asked, "--format", "json"]).stdout)
    assert [one["specification"] for one in record["estimates"]] == ["cobb_douglas_growth", "translog_free"]
    assert record["estimates"][1]["capital_elasticity"] == table["translog_free"].capital_elasticity
    assert record["estimates"][1]["verdict"] == "not_identified"
    text = run(cli, [*asked, "--lang", "en"]).stdout
    assert "not identified" in text
    assert "THE PRODUCTION FUNCTION BY THE DATA" in text
    for language in ("vi", "en"):
        assert len(estimate_rows(table, language)) == len(SPECIFICATIONS)
        assert estimate_text(table, language).count("\n") > 40
    assert "<table>" in table._repr_html_()
