"""Scenarios from TOML: what ships says where it is from; a file overrides parts; every fault has its line."""

from __future__ import annotations

import tomllib

import pytest

import tfp_soctrang as tfp
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.sources.scenario_file import bundled_scenarios, load_scenarios, scenario_territories


def written(tmp_path, text):
    path = tmp_path / "ahead.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("code", ["soc_trang", "can_tho_2025", "viet_nam"])
def test_every_bundled_path_has_range_source_and_reason_in_both_languages(code):
    found = bundled_scenarios(code)
    assert list(found.scenarios) == ["baseline", "plan", "low"]
    assert {one.quantity for one in found.targets} == {
        "tfp_contribution_share", "output_growth", "labour_productivity_growth"
    }  # fmt: skip
    assert all(one.source and one.source_vi for one in found.targets)
    for one in found.scenarios.values():
        assert {path.measure for path in one.paths} == {"output", "investment", "labour"}
        assert one.title
        assert one.title_vi
        for path in one.paths:
            parameter = path.parameter
            assert parameter.low < parameter.high
            for what in ("unit", "source", "reason"):
                assert getattr(parameter, what)
                assert getattr(parameter, f"{what}_vi")
                assert getattr(parameter, what) != getattr(parameter, f"{what}_vi")


def test_a_number_without_a_plan_or_figure_is_called_an_assumption():
    # a path whose source names no publication says so
    publications = ("xe.today", "VnEconomy", "CafeF", "Báo", "Thanh Niên", "Đại Đoàn Kết", "Kênh 14", "bundled figures")
    for code in scenario_territories():
        for one in bundled_scenarios(code).scenarios.values():
            for path in one.paths:
                source = path.parameter.source
                assert any(name in source for name in publications) or "ssumption" in source, source


def test_only_the_merged_province_names_an_allocation_rule():
    rules = {code: bundled_scenarios(code).allocation_rule for code in scenario_territories()}
    assert rules == {"soc_trang": "growth_of_new_city", "can_tho_2025": None, "viet_nam": None}


def test_the_file_is_plain_toml_with_fractions():
    tables = tomllib.loads(data_file("scenarios.toml").decode())
    for table in tables.values():
        for one in table["scenarios"].values():
            for path in one["paths"]:
                assert abs(path.get("value", 0.0)) <= 0.5


def test_a_file_changes_only_what_it_names(tmp_path):
    text = (
        "[[soc_trang.scenarios.plan.paths]]\n"
        'name = "scenario_output"\n'
        "value = 0.11\nhigh = 0.12\n"
        'source = "made up"\nreason = "made up"\n'
    )
    found, base = load_scenarios(written(tmp_path, text), "soc_trang"), bundled_scenarios("soc_trang")
    changed, was = found["plan"].of("output")[0], base["plan"].of("output")[0]
    assert (changed.parameter.value, changed.parameter.low, changed.parameter.high) == (0.11, 0.10, 0.12)
    assert changed.years == was.years
    assert changed.parameter.source_vi == ""  # the Vietnamese words were of the other number
    assert found["plan"].of("investment") == base["plan"].of("investment")
    assert found["low"] == base["low"]
    assert found.targets == base.targets
    assert found.allocation_rule == base.allocation_rule


def test_a_change_without_words_says_where_it_stands(tmp_path):
    text = '# made up\n[[viet_nam.scenarios.low.paths]]\nname = "scenario_labour"\nvalue = 0.001\n'
    found = load_scenarios(written(tmp_path, text), "viet_nam")["low"].of("labour")[0]
    assert found.parameter.source == "ahead.toml, line 2, in place of the baseline."


def test_a_scenario_and_a_path_may_be_added(tmp_path):
    text = """
[soc_trang.scenarios.drought]
title = "Drought"

[[soc_trang.scenarios.drought.paths]]
name = "dry"
measure = "output"
rule = "growth"
years = [2026]
value = -0.02
low = -0.05
high = 0.0
distribution = "uniform"
unit = "made up"
source = "made up"
reason = "made up"

[[soc_trang.targets]]
quantity = "output_growth"
value = 0.08
first_year = 2026
last_year = 2030
source = "made up"
"""
    found = load_scenarios(written(tmp_path, text), "soc_trang")
    assert list(found.scenarios) == ["baseline", "plan", "low", "drought"]
    assert found["drought"].in_words("vi") == "Drought"
    assert found.target("output_growth", 2030).value == 0.08
    assert found.target("output_growth", 2031) is None
    assert found.target("tfp_contribution_share", 2030).value == 0.55


FAULTS = [
    ("[ca_mau]\n", 1, "is not a key of this table"),
    ("[soc_trang]\nallocation = 1\n", 2, "is not a key of this table. Did you mean 'allocation_rule'?"),
    ('[soc_trang]\nallocation_rule = "by_area"\n', 2, "is not a rule (got 'by_area')"),
    ("[soc_trang]\nscenarios = 3\n", 2, "must be a table (got 3)"),
    ("[soc_trang.scenarios]\nplan = 3\n", 2, "must be a table (got 3)"),
    ('[soc_trang.scenarios.plan]\nname = "x"\n', 2, "is not a key of this table"),
    ("[soc_trang.scenarios.plan]\ntitle = 3\n", 2, "must be text (got 3)"),
    ("[soc_trang.scenarios.new]\n", 1, "is missing: a scenario of this name does not ship"),
    ("[soc_trang.scenarios.plan]\npaths = 3\n", 2, "must be tables in double brackets"),
    ("[[soc_trang.scenarios.plan.paths]]\nvalue = 0.1\n", 1, "must be a name of letters"),
    ('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nyears = ["2026"]\n', 3, "a list of whole years"),
    ('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nvalue = "x"\n', 3, "must be a number (got 'x')"),
    ('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nvalue = 7\n', 3, "must lie between -1 and 1"),
    ('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nlow = 0.2\n', 1, "low is above high"),
    ('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nrule = "trend"\n', 3, "is not a rule"),
    ('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nvaleu = 1\n', 3, "Did you mean 'value'?"),
    ("[[soc_trang.targets]]\nvalue = 0.1\n", 1, "is missing"),
    (
        '[[soc_trang.targets]]\nquantity = "profit"\nvalue = 0.1\nfirst_year = 2026\nlast_year = 2030\nsource = "x"\n',
        1, "is not known",
    ),
    (
        '[[soc_trang.targets]]\nquantity = "output_growth"\nvalue = 10\nfirst_year = 2026\nlast_year = 2030\n'
        'source = "x"\n', 3, "must lie between -1 and 1",
    ),
    (
        '[[soc_trang.targets]]\nquantity = "output_growth"\nvalue = 0.1\nfirst_year = "2026"\nlast_year = 2030\n'
        'source = "x"\n', 4, "is of the wrong kind",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "problem"), FAULTS)
def test_every_fault_has_its_line(tmp_path, text, line, problem):
    with pytest.raises(AssumptionError) as caught:
        load_scenarios(written(tmp_path, f"# made up\n{text}"), "soc_trang")
    assert caught.value.problems
    assert any(f"ahead.toml, line {line + 1}: " in one and problem in one for one in caught.value.problems), (
        caught.value.problems
    )


def test_the_second_entry_of_a_list_has_its_own_line(tmp_path):
    entry = '[[soc_trang.scenarios.plan.paths]]\nname = "{}"\nvalue = {}\n'
    text = entry.format("scenario_output", 0.101) + entry.format("scenario_labour", 5)
    with pytest.raises(AssumptionError) as caught:
        load_scenarios(written(tmp_path, text), "soc_trang")
    assert [one.split(":")[0] for one in caught.value.problems] == ["ahead.toml, line 6"]


def test_all_faults_are_told_at_once(tmp_path):
    text = "".join(one for one, _, _ in (FAULTS[5], FAULTS[10], FAULTS[16]))
    with pytest.raises(AssumptionError) as caught:
        load_scenarios(written(tmp_path, text), "soc_trang")
    assert len(caught.value.problems) >= 3


def test_a_file_that_is_not_there_or_not_toml(tmp_path):
    with pytest.raises(AssumptionError, match="cannot be read"):
        load_scenarios(tmp_path / "none.toml", "soc_trang")
    with pytest.raises(AssumptionError, match="is not TOML"):
        load_scenarios(written(tmp_path, "= 3"), "soc_trang")


def test_a_territory_without_scenarios():
    with pytest.raises(AssumptionError, match=r"has none for this territory \(got 'ca_mau'\)"):
        bundled_scenarios("ca_mau")


def test_another_territory_may_bring_its_own(tmp_path):
    text = """
[an_giang.scenarios.one]
title = "One"
[[an_giang.scenarios.one.paths]]
name = "y"
measure = "output"
rule = "growth"
years = [2026]
value = 0.07
low = 0.05
high = 0.09
distribution = "uniform"
unit = "made up"
source = "made up"
reason = "made up"
"""
    assert list(load_scenarios(written(tmp_path, text), "an_giang").scenarios) == ["one"]


def test_the_door_takes_a_file(tmp_path):
    text = '[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nvalue = 0.12\nhigh = 0.13\n'
    study = tfp.study(tfp.load("soc_trang"))
    found = tfp.project(study, 2026, 2030, scenario="plan", scenarios=written(tmp_path, text))
    assert found["plan"].account.output_growth == pytest.approx(0.12, abs=1e-12)
