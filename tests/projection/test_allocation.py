"""A territory after a merger: the new one from its members, the former one by a named rule. All figures are made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from tfp_soctrang.api.loading import merged_data
from tfp_soctrang.cli import cli
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.projection.allocation import carried_to, merged_dataset
from tfp_soctrang.projection.projections import project
from tfp_soctrang.sources.territory_register import find_territory, members_of
from tfp_soctrang.units import Unit
from years_ahead import figures, levels, plain, series

CITY = find_territory("can_tho_2025")
MEMBERS = members_of(CITY)
SIZES = {"can_tho": (60000.0, 0.065), "hau_giang": (25000.0, 0.07), "soc_trang": (35000.0, 0.058)}


def member(place, years=6, first=2020):
    size, growth = SIZES[place.code]
    output = levels(size, [growth] * (years - 1))
    return figures(
        output, 0.33 * output, levels(size / 60.0, [0.002] * (years - 1)), first=first, place=place,
        reference=tfp.load("viet_nam"),
    )  # fmt: skip


@pytest.fixture
def members():
    return [member(place) for place in MEMBERS]


def test_the_new_city_is_the_sum_of_levels(members):
    city = merged_data(members, "can_tho_2025")
    assert city.territory.code == "can_tho_2025"
    for name in city:
        expected = sum(one[name].values for one in members)
        np.testing.assert_allclose(city[name].values, expected, rtol=1e-15)
    assert set(city) == set(members[0])
    assert city.reference is members[0].reference


def test_rates_and_averages_are_left_out(members):
    def with_more(one):
        more = {
            "capital_share": series("capital_share", [0.4] * 6, 2020, place=one.territory, unit=Unit.parse("lần")),
            "income_per_worker.employee": series("income_per_worker.employee", [90.0] * 6, 2020, place=one.territory),
        }
        return replace(one, series={**one.series, **more})

    assert set(merged_data([with_more(one) for one in members], "can_tho_2025")) == set(members[0])


def test_a_member_missing_or_foreign_is_refused(members):
    with pytest.raises(DataError, match="cannot be summed without all its members"):
        merged_data(members[:2], "can_tho_2025")
    with pytest.raises(DataError, match="given more than once"):
        merged_data([*members, members[0]], "can_tho_2025")
    with pytest.raises(DataError, match="hold no level in common"):
        merged_dataset([], CITY, MEMBERS)
    bare = replace(members[0], series={})
    with pytest.raises(DataError, match="hold no level in common"):
        merged_data([bare, *members[1:]], "can_tho_2025")


def test_the_new_city_is_projected_like_any_other(members):
    city = merged_data(members, "can_tho_2025")
    study = tfp.study(city)
    found = tfp.project(study, 2026, 2030, scenario="plan")
    account = found.scenarios[0].account
    assert account.output_growth == pytest.approx(0.1025, abs=1e-12)
    assert account.levels[0].output == pytest.approx(sum(one["output_const2010"].at(2025) for one in members))
    assert not any(note.code.startswith("rule_") for note in account.caveats)


def test_the_new_city_takes_over_the_assumptions_of_a_member(tmp_path):
    place = find_territory("soc_trang")
    base = tfp.baseline("soc_trang")
    found = carried_to(base, place, CITY)
    assert found.territory == "can_tho_2025"
    assert found.gap_fillers == ()
    assert {name: (one.value, one.low, one.high) for name, one in found.values.items()} == {
        name: (one.value, one.low, one.high) for name, one in base.values.items()
    }
    assert found["depreciation_rate"].reason.startswith("As for Soc Trang, which is part of it: ")
    assert found["depreciation_rate"].reason_vi.startswith("Như Sóc Trăng, một phần của nó: ")
    path = tmp_path / "other.toml"
    path.write_text("[soc_trang.assumptions.depreciation_rate]\nvalue = 0.06\n")
    city = merged_data([member(one) for one in MEMBERS], "can_tho_2025")
    assert tfp.study(city, path).assumptions["depreciation_rate"].value == 0.06


def test_the_command_projects_the_new_city(tmp_path, members):
    rows = ["series;year;value;unit;price_base;status;territory"]
    for name, one in merged_data(members, "can_tho_2025").series.items():
        prices = "" if one.price_base is None else "giá so sánh 2010"
        rows += [
            f"{name};{year};{value!r};{one.unit};{prices};chính thức;can_tho_2025"
            for year, value in zip(one.years.tolist(), one.values.tolist(), strict=True)
        ]
    path = tmp_path / "city.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["project", "2026-2030", "--data", str(path), "--draws", "200"])
    assert done.exit_code == 0, done.output
    assert "Cần Thơ, giai đoạn 2026–2030" in done.stdout
    assert "Quy tắc" not in done.stdout.splitlines()[4]


def province(members):
    data = next(one for one in members if one.territory.code == "soc_trang")
    return tfp.study(data, replace(tfp.baseline("soc_trang"), gap_fillers=()))


def chosen(rule):
    return replace(plain(range(2026, 2031)), territory="soc_trang", allocation_rule=rule)


def test_the_former_province_without_a_rule_is_refused(members):
    with pytest.raises(DataError) as caught:
        project(province(members), 2026, 2030, scenarios=chosen(None), merged_into=CITY)
    assert "was merged into Cần Thơ on 2025-07-01: figures after 2025 exist only by a rule" in str(caught.value)
    assert "growth_of_new_city | office_estimate" in str(caught.value)
    assert "quy tắc phân bổ" in caught.value.text("vi")


def test_years_up_to_the_merger_need_no_rule(members):
    data = next(one for one in members if one.territory.code == "soc_trang")
    cut = replace(data, series={name: one.window(2020, 2024) for name, one in data.series.items()})
    study = tfp.study(cut, replace(tfp.baseline("soc_trang"), gap_fillers=()))
    found = project(study, 2021, 2025, scenarios=replace(chosen(None), scenarios=plain([2025]).scenarios))
    assert not any(note.code.startswith("rule_") for note in found.scenarios[0].account.caveats)


@pytest.mark.parametrize("rule", ["growth_of_new_city", "office_estimate"])
def test_the_rule_stands_among_the_caveats(members, rule):
    found = project(province(members), 2026, 2030, scenarios=chosen(rule), merged_into=CITY).scenarios[0]
    note = next(note for note in found.account.caveats if note.code == f"rule_{rule}")
    assert "Cần Thơ since 2025-07-01" in note.text("en")
    assert "office estimate" in note.text("en")
    assert rule in note.text("vi")


def city_after(members, growth, years):
    """The city's figures to the year `2025 + years`, output and employment growing at `growth` from 2026 on."""
    city = merged_data(members, "can_tho_2025")
    more = {}
    for name, one in city.series.items():
        values = [*one.values, *levels(one.at(2025), [growth] * years)[1:]]
        more[name] = series(name, values, 2020, place=CITY, unit=one.unit)
    return Dataset(name="city", territory=CITY, series=more, reference=city.reference)


def test_measured_growth_of_the_city_is_that_of_the_former_province(members):
    city = city_after(members, 0.09, 2)
    found = project(province(members), 2026, 2030, scenarios=chosen("growth_of_new_city"), city=city).scenarios[0]
    by_rule = [cell for cell in found.cells if cell.by_rule]
    assert {(cell.measure, cell.year) for cell in by_rule} == {
        (what, year) for what in ("output", "investment", "labour") for year in (2026, 2027)
    }
    assert found.measured_to == 2027
    data = province(members).data
    output = {level.year: level.output for level in found.account.levels}
    assert output[2027] == pytest.approx(data["output_const2010"].at(2025) * 1.09**2, rel=1e-13)
    assert output[2030] == pytest.approx(output[2027] * 1.07**3, rel=1e-13)
    assert all(cell.low == cell.value == cell.high for cell in by_rule)
    assert "Can Tho in 2026 (made up)" in by_rule[0].path.parameter.source
    # its share in the city stays what it was
    share = data["output_const2010"].at(2025) / city["output_const2010"].at(2025)
    assert output[2027] / city["output_const2010"].at(2027) == pytest.approx(share, rel=1e-13)
    rows = found.as_years_come_in(300)
    assert [(one.measured_to, one.simulated) for one in rows] == [
        (2025, False), (2026, False), (2027, False), (2028, True), (2029, True), (2030, True),
    ]  # fmt: skip


def test_a_growth_rate_of_the_city_is_enough(members):
    rate = series("output_growth", [9.0], 2026, place=CITY, unit=Unit.parse("%"))
    city = Dataset(name="city", territory=CITY, series={"output_growth": rate}, reference=None)
    found = project(province(members), 2026, 2030, scenarios=chosen("growth_of_new_city"), city=city).scenarios[0]
    cells = [(cell.measure, cell.year, cell.parameter) for cell in found.cells if cell.by_rule]
    assert cells == [("output", 2026, pytest.approx(0.09, abs=1e-15))]
    assert found.measured_to == 2025  # investment and employment of 2026 are still the scenario's


def test_a_city_that_the_rule_does_not_use_is_refused(members):
    city = city_after(members, 0.09, 1)
    with pytest.raises(DataError, match=r"is not used by the allocation rule \(got 'office_estimate'\)"):
        project(province(members), 2026, 2030, scenarios=chosen("office_estimate"), city=city)
    with pytest.raises(DataError, match="is not the territory that Sóc Trăng is part of"):
        project(
            province(members), 2026, 2030, scenarios=chosen("growth_of_new_city"), city=tfp.load("viet_nam"),
            merged_into=CITY,
        )  # fmt: skip
