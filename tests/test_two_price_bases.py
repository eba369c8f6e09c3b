"""Figures at 2010 and 2020 prices in one study. No provincial year is published at both: every figure is made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tfp_soctrang as tfp
from made_up import assumption
from made_up import study as study_of_file
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.linking import carry_price_base_back, link_price_base
from tfp_soctrang.measures import investment_deflator, measure
from tfp_soctrang.units import CURRENT_PRICES, Phase, PriceBase, Unit
from years_ahead import INVESTMENT, LABOUR, OUTPUT, THOUSAND, VIET_NAM, levels, plain, series, study

# 2010 … 2020 stand for 2015 … 2025: at the older prices to 2018, at the newer ones from 2018 on, 1.6 times as high
AT, FACTOR = 2018, 1.6
NEWER = FACTOR * 1.01 ** np.arange(11)  # relative prices drift: growth at the newer prices is not that at the older


def data(*, overlap=True, investment="both", output="both", current=False):
    first = AT if overlap else AT + 1
    cut = first - 2010
    found = []
    for name, values, kind in (("output", OUTPUT, output), ("fixed_capital_formation", INVESTMENT, investment)):
        if kind in {"both", "old"}:
            end = len(values) if kind == "old" else AT - 2010 + 1
            found.append(series(f"{name}_const2010", values[:end]))
        if kind in {"both", "new"}:
            start = 0 if kind == "new" else cut
            found.append(series(f"{name}_const2020", (values * NEWER)[start:], 2010 + start, base=2020))
        if current:
            money = series(f"{name}_current", values * 1.05 ** np.arange(11))
            found.append(replace(money, price_base=CURRENT_PRICES))
    found.append(series("employed_icls19", LABOUR, unit=THOUSAND))
    return Dataset(name="made up", territory=VIET_NAM, series={one.name: one for one in found})


def by_hand(values):
    """Levels at the older prices: growth after the overlap is that at the newer ones."""
    at = AT - 2010
    newer = values * NEWER
    return np.concatenate([values[: at + 1], newer[at + 1 :] * values[at] / newer[at]])


def test_a_phase_over_both_price_bases_grows_as_each_was_published():
    account = study(data()).phase(2016, 2020)
    output, investment = by_hand(OUTPUT), by_hand(INVESTMENT)
    assert [level.output for level in account.levels] == pytest.approx(output[5:].tolist(), rel=1e-14)
    assert [level.investment for level in account.levels] == pytest.approx(investment[5:].tolist(), rel=1e-14)
    assert account.output_growth == pytest.approx((output[-1] / output[5]) ** 0.2 - 1.0, abs=1e-13)
    notes = [note for note in account.caveats if note.code == "price_base_carried_back"]
    assert len(notes) == 2  # output and investment have factors of their own
    assert "after 2018 were published at constant 2020 prices" in notes[0].text("en")
    assert f"{FACTOR * 1.01**8:.4f}" in notes[0].text("en")
    assert "giá so sánh 2010" in notes[0].text("vi")


def test_the_link_is_kept():
    study_ = study(data())
    inputs = study_.prepare(Phase(2016, 2020))
    assert inputs.output.price_base == PriceBase(2010)
    assert inputs.output.name == "output_const2010"
    linked = carry_price_base_back(study_.data["output_const2010"], study_.data["output_const2020"], AT)
    (link,) = linked.links
    assert (link.at, link.from_base, link.to_base) == (AT, PriceBase(2020), PriceBase(2010))
    assert link.factor == pytest.approx(1.0 / NEWER[8], rel=1e-15)


def test_a_phase_at_one_price_base_needs_no_link():
    account = study(data()).phase(2014, 2018)
    assert not any(note.code == "price_base_carried_back" for note in account.caveats)
    assert account.tfp_growth == study(data(output="old", investment="old")).phase(2014, 2018).tfp_growth


def test_without_an_overlap_year_a_phase_over_both_is_refused():
    with pytest.raises(DataError) as caught:
        study(data(overlap=False)).phase(2016, 2020)
    text = str(caught.value)
    assert "output_const2010 and output_const2020: stand at two price bases with no year in common, and 2019" in text
    assert "('2010–2018', '2019–2020')" in text
    assert "Supply one year at both" in text
    assert "không có năm nào chung" in caught.value.text("vi")


def test_without_an_overlap_year_a_phase_at_one_base_stands():
    account = study(data(overlap=False)).phase(2014, 2018)
    assert account.tfp_growth == study(data(output="old", investment="old")).phase(2014, 2018).tfp_growth


def test_a_scenario_does_not_stand_in_for_what_is_published_at_other_prices():
    # the years 2019 and 2020 are measured, only not linked: a projection must not pass over them
    with pytest.raises(DataError, match="no year in common"):
        tfp.project(study(data(overlap=False)), 2016, 2020, scenarios=plain(range(2019, 2021)))


def test_a_projection_goes_on_with_the_figures_at_2020_prices():
    found = tfp.project(study(data()), 2017, 2021, scenarios=plain([2021])).scenarios[0]
    assert found.measured_to == 2020
    output = by_hand(OUTPUT)
    assert found.account.levels[-1].output == pytest.approx(output[-1] * 1.07, rel=1e-13)
    assert any(note.code == "price_base_carried_back" for note in found.account.caveats)


def test_output_at_the_newer_prices_alone_takes_investment_at_the_same():
    made = study(data(output="new"))
    inputs = made.prepare(Phase(2019, 2020))
    assert inputs.output.price_base == PriceBase(2020)
    assert inputs.investment.price_base == PriceBase(2020)
    # link_price_base: the earlier investment at the newer prices
    expected = INVESTMENT[5] * NEWER[8]
    assert inputs.investment.values[5] == pytest.approx(expected, rel=1e-14)
    assert made.phase(2016, 2020).output_growth == pytest.approx(
        float((OUTPUT * NEWER)[-1] / (OUTPUT * NEWER)[5]) ** 0.2 - 1.0, abs=1e-13
    )


def test_prices_that_nothing_brings_together_are_refused():
    with pytest.raises(DataError, match="investment and output must be at the same prices"):
        study(data(output="new", investment="old")).phase(2016, 2020)


def test_the_deflator_goes_on_at_the_newer_prices():
    made = data(current=True)
    deflator = investment_deflator(made, study(made).assumptions.settings)
    assert deflator.years[-1] == 2020
    at = by_hand(INVESTMENT)[-1]
    assert deflator.at(2020) == pytest.approx(made["fixed_capital_formation_current"].at(2020) / at, rel=1e-14)
    assert [one.from_base.year for one in deflator.links] == [2020]


def test_the_settings_say_whether_prices_are_linked(tmp_path):
    text = "[viet_nam.settings]\noutput = ['output_const2010']\n" + assumption("depreciation_rate", 0.05)
    with pytest.raises(DataError) as caught:
        study_of_file(tmp_path, data(), text).phase(2016, 2020)
    assert ("output_const2010", 2019) in caught.value.cells


def test_the_office_can_supply_both(tmp_path):
    rows = ["series;year;value;unit;price_base;status;territory"]
    for name, one in data().series.items():
        prices = "" if one.price_base is None else f"giá so sánh {one.price_base.year}"
        rows += [
            f"{name};{year};{value!r};{one.unit};{prices};chính thức;Việt Nam"
            for year, value in zip(one.years.tolist(), one.values.tolist(), strict=True)
        ]
    path = tmp_path / "two.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    read = tfp.load(path)
    assert read["output_const2020"].price_base == PriceBase(2020)
    assert tfp.study(read).phase(2016, 2020).tfp_growth == pytest.approx(
        study(data()).phase(2016, 2020).tfp_growth, rel=1e-12
    )


def test_growth_at_2020_prices_is_chained_on_levels_at_2010_prices():
    made = data(output="old", investment="old")
    rates = series("output_growth_const2020", [8.0, 9.0], 2019, base=2020, unit=Unit.parse("%"))
    rates = replace(rates, price_base=PriceBase(2020))
    cut = {**made.series, "output_const2010": made["output_const2010"].window(2010, 2018), rates.name: rates}
    account = study(replace(made, series=cut)).phase(2016, 2020)
    assert account.levels[-1].output == pytest.approx(OUTPUT[8] * 1.08 * 1.09, rel=1e-14)
    (note,) = [note for note in account.caveats if note.code == "growth_at_later_prices"]
    assert note.text("en").startswith("Growth of 2019–2020 was published at constant 2020 prices")
    # a level that is published is not touched, and nothing is said
    whole = study(replace(made, series={**made.series, rates.name: rates})).phase(2016, 2020)
    assert whole.levels[-1].output == OUTPUT[10]
    assert not any(note.code == "growth_at_later_prices" for note in whole.caveats)


positive = st.lists(st.floats(1e-3, 1e9), min_size=2, max_size=12)


@given(positive, positive)
def test_carried_back_is_the_link_times_one_factor(before, after):
    at = 2010 + len(before) - 1
    old, new = series("output_const2010", before), series("output_const2020", after, at, base=2020)
    back, forth = carry_price_base_back(old, new, at), link_price_base(old, new, at)
    np.testing.assert_array_equal(back.years, forth.years)
    np.testing.assert_allclose(back.values * forth.links[-1].factor, forth.values, rtol=1e-14)
    np.testing.assert_array_equal(back.values[: len(before)], old.values)
    assert back.price_base == old.price_base
    assert back.status == forth.status


def test_fills_chain_on_the_last_number_before_the_phase():
    # employment of the province ends in 2022: 2025, the first level of the next phase, is reached from there
    inputs_needed = (2024, 2025)
    province = tfp.study(tfp.load("soc_trang"))
    found = measure("labour", province.data, province.assumptions, years=np.arange(2020, 2026), needed=inputs_needed)
    assert found.needed == (2022, 2023, 2024, 2025)
    assert found.filled_years == (2023, 2024, 2025)
    assert found.missing_years == ()
    nation = tfp.load("viet_nam")["employed_icls19"]
    expected = province.data["employed_icls19"].at(2022) * nation.at(2025) / nation.at(2022)
    assert found.filled({})[-1, 0] == pytest.approx(expected, rel=1e-14)
    account = province.phase(2024, 2025)
    whole = province.phase(2021, 2025)
    assert account.levels[-1].labour_input == pytest.approx(whole.levels[-1].labour_input, rel=1e-14)
    assert account.levels[-1].capital_input == pytest.approx(whole.levels[-1].capital_input, rel=1e-14)


def test_no_fill_reaches_over_a_break():
    labour = replace(
        series("employed_icls19", levels(500.0, [0.01] * 2), 2010, unit=THOUSAND), breaks=frozenset({2014})
    )
    made = data(output="old", investment="old")
    made = replace(made, series={**made.series, "employed_icls19": labour})
    filler = plain(range(2013, 2021)).scenarios["made_up"].of("labour")
    assumptions = replace(tfp.baseline("viet_nam"), gap_fillers=filler)
    for breaks, missing in ((frozenset(), ()), (frozenset({2014}), (2015, 2016))):
        own = replace(made, series={**made.series, "employed_icls19": replace(labour, breaks=breaks)})
        found = measure("labour", own, assumptions, years=np.arange(2010, 2021), needed=(2015, 2016))
        assert found.missing_years == missing
