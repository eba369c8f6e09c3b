"""Open phases under scenarios: the same chain as measured years, its inverses, and what each year settles."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tfp_soctrang as tfp
from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.errors import AssumptionError, DataError, NotApplicable
from tfp_soctrang.projection.projections import project
from years_ahead import (
    FIRST,
    INVESTMENT,
    OUTPUT,
    figures,
    levels,
    path,
    plain,
    realised,
    scenarios,
    study,
    whole,
)

AHEAD = range(2016, 2021)
# growth is a difference of numbers near one, each known to 1e-16: a handful of operations lose a digit or two
CLOSE = 1e-13


def projected(data, chosen, first=2016, last=2020, **values):
    return project(study(data, **values), first, last, scenarios=chosen).scenarios[0]


@pytest.mark.parametrize("rule", ["growth", "output_ratio"])
@pytest.mark.parametrize("until", [2015, 2017, 2019])
@pytest.mark.parametrize(("form", "averaging"), [("discrete", "compound"), ("log", "arithmetic")])
def test_a_scenario_of_what_happened_is_the_account(rule, until, form, averaging):
    ahead = range(until + 1, 2021)
    expected = study(whole(), form=form, averaging=averaging).phase(2016, 2020)
    found = projected(whole(until), realised(ahead, investment_rule=rule), form=form, averaging=averaging).account
    for name in ("output_growth", "capital_growth", "labour_growth", "tfp_growth", "tfp_contribution_share"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), abs=20 * CLOSE)
    for mine, theirs in zip(found.levels, expected.levels, strict=True):
        assert mine.capital_input == pytest.approx(theirs.capital_input, rel=CLOSE)
        assert mine.investment == pytest.approx(theirs.investment, rel=CLOSE)


rates = st.lists(st.floats(-0.05, 0.15), min_size=10, max_size=10)


@settings(max_examples=25)
@given(rates, rates, rates, st.integers(2014, 2019))
def test_any_measured_course_projected_is_the_account(output, investment, labour, until):
    y, i, n = levels(1000.0, output), levels(300.0, investment), levels(500.0, labour)
    expected = study(figures(y, i, n)).phase(2015, 2020)
    paths = []
    for year in range(until + 1, 2021):
        at = year - FIRST
        for what, values in (("output", y), ("investment", i), ("labour", n)):
            paths.append(path(f"{what}_{year}", what, "growth", values[at] / values[at - 1] - 1.0, [year]))
    found = projected(figures(y, i, n, until=until), scenarios(*paths), 2015, 2020).account
    assert found.tfp_growth == pytest.approx(expected.tfp_growth, abs=CLOSE)
    assert found.capital_contribution == pytest.approx(expected.capital_contribution, abs=CLOSE)


def test_a_projected_cell_is_neither_published_nor_filled():
    found = projected(whole(2017), plain(range(2018, 2021)))
    account = found.account
    assert account.status is PhaseStatus.OPEN
    assert account.filled_cells == ()
    assert {(cell.measure, cell.year) for cell in found.cells} == {
        (what, year) for what in ("output", "investment", "labour") for year in (2018, 2019, 2020)
    }
    assert not {(cell.series, cell.year) for cell in account.published_cells} & {
        (cell.series, cell.year) for cell in found.cells
    }
    assert found.measured_to == 2017
    assert not any(cell.by_rule for cell in found.cells)
    assert [note.code for note in account.caveats][:2] == ["projected", "share_implied"]
    assert all(cell.low <= cell.value <= cell.high for cell in found.cells)


def test_gap_fillers_of_the_study_come_before_the_scenario():
    data = whole(2017)
    filled = replace(tfp.baseline("viet_nam"), gap_fillers=(path("y_2018", "output", "growth", 0.02, [2018]),))
    found = project(tfp.study(data, filled), 2016, 2020, scenarios=plain(range(2018, 2021))).scenarios[0]
    assert [(cell.year, cell.filler.name) for cell in found.account.filled_cells] == [(2018, "y_2018")]
    assert [cell.year for cell in found.cells if cell.measure == "output"] == [2019, 2020]


def test_a_phase_whose_years_are_in_has_nothing_to_project():
    found = projected(whole(), plain(AHEAD))
    assert found.cells == ()
    assert found.account.status is PhaseStatus.FINAL
    assert found.measured_to == 2020
    for answer in (found.needed_tfp_growth(0.1), found.output_growth_with(0.05), found.needed_investment(0.1, 0.05)):
        assert isinstance(answer, NotApplicable)
        assert "nothing is left to solve for" in str(answer)
    rows = found.as_years_come_in(200)
    assert [one.measured_to for one in rows] == list(range(2015, 2021))
    assert not any(one.simulated for one in rows)
    assert rows[-1].share == found.account.tfp_contribution_share
    with pytest.raises(DataError, match="no figure yet"):  # nothing says what was expected before the years were in
        projected(whole(), plain(range(2021, 2026))).as_years_come_in(200)


def test_constant_growth_in_closed_form():
    # K/Y = i (1 + g) / (g + d): capital grows as output does, from the first year on
    g, n, ratio, rate = 0.06, 0.01, 0.3, 0.05
    y = levels(1000.0, [g] * 5)
    data = figures(y, ratio * y, levels(500.0, [n] * 5))
    first = ratio * (1.0 + g) / (g + rate)
    values = {"initial_capital_output_ratio": first, "depreciation_rate": rate, "labour_share": 0.6}
    found = projected(data, plain(AHEAD, output=g, ratio=ratio, labour=n), **values)
    assert found.account.capital_growth == pytest.approx(g, abs=CLOSE)
    assert found.account.tfp_growth == pytest.approx(g - 0.4 * g - 0.6 * n, abs=CLOSE)
    assert found.investment_ratio == pytest.approx(ratio, rel=CLOSE)
    assert found.labour_productivity_growth == pytest.approx((1.0 + g) / (1.0 + n) - 1.0, abs=CLOSE)


def test_what_one_year_needs_in_closed_form():
    # one growth year: K1 = K0 (1 - d) + I1, so G_K asks for I1 = K0 (G_K + d)
    found = projected(whole(2015), plain([2016]), 2016, 2016, depreciation_rate=0.05, labour_share=0.6)
    before = found.account.levels[0]
    g, a, n = 0.09, 0.03, 0.01
    needed = found.needed_investment(g, a)
    capital_growth = (g - a - 0.6 * n) / 0.4
    assert needed.capital_growth == pytest.approx(capital_growth, abs=1e-12)
    assert needed.total == pytest.approx(before.capital_input * (capital_growth + 0.05), rel=1e-11)
    assert needed.ratio == pytest.approx(needed.total / (before.output * (1.0 + g)), rel=1e-12)
    tfp_needed = found.needed_tfp_growth(g)
    investment = 0.3 * before.output * (1.0 + g)
    capital = (investment / before.capital_input - 0.05) * 0.4
    assert tfp_needed.tfp_growth == pytest.approx(g - capital - 0.6 * n, abs=1e-12)


FORMS = [
    ("discrete", "compound"), ("discrete", "cumulative"), ("discrete", "arithmetic"), ("geometric", "compound"),
    ("log", "compound"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "averaging"), FORMS)
@pytest.mark.parametrize("until", [2015, 2018])
def test_needed_tfp_put_back_gives_the_target(form, averaging, until):
    found = projected(whole(until), plain(range(until + 1, 2021)), form=form, averaging=averaging)
    target = 0.55 if averaging == "cumulative" else 0.095
    needed = found.needed_tfp_growth(target)
    assert needed.output_growth == pytest.approx(target, abs=1e-12)
    parts = needed.tfp_growth + needed.capital_contribution + needed.labour_contribution
    assert parts == pytest.approx(needed.output_growth, abs=1e-15)
    assert needed.tfp_contribution_share == pytest.approx(needed.tfp_growth / target, rel=1e-9)
    assert found.output_growth_with(needed.tfp_growth).output_growth == pytest.approx(target, abs=1e-12)
    # and through a scenario of its own: an account that knows nothing of the target
    again = projected(
        whole(until), plain(range(until + 1, 2021), output=needed.growth_ahead), form=form, averaging=averaging
    )
    assert again.account.output_growth == pytest.approx(target, abs=1e-12)
    assert again.account.tfp_growth == pytest.approx(needed.tfp_growth, abs=1e-12)


@pytest.mark.parametrize(("form", "averaging"), FORMS)
def test_needed_investment_put_back_gives_the_tfp(form, averaging):
    found = projected(whole(2017), plain(range(2018, 2021)), form=form, averaging=averaging)
    goal, tfp_growth = (0.5, 0.2) if averaging == "cumulative" else (0.085, 0.03)
    needed = found.needed_investment(goal, tfp_growth)
    assert needed.output_growth == pytest.approx(goal, abs=1e-12)
    assert needed.tfp_growth == pytest.approx(tfp_growth, abs=1e-12)
    assert needed.years == (2018, 2019, 2020)
    ahead = found.needed_tfp_growth(goal).growth_ahead
    again = projected(
        whole(2017), plain(range(2018, 2021), output=ahead, ratio=needed.ratio), form=form, averaging=averaging
    )
    assert again.account.tfp_growth == pytest.approx(tfp_growth, abs=1e-12)
    cells = [cell.value for cell in again.cells if cell.measure == "investment"]
    assert cells == pytest.approx(needed.investment, rel=1e-11)


def test_needed_investment_shifts_growth_where_the_path_is_growth():
    found = projected(whole(2015), scenarios(
        path("y", "output", "growth", 0.07, AHEAD), path("i", "investment", "growth", 0.08, AHEAD),
        path("l", "labour", "growth", 0.01, AHEAD),
    ))  # fmt: skip
    needed = found.needed_investment(0.07, found.account.tfp_growth)
    assert sum(needed.investment) == pytest.approx(needed.planned, rel=1e-9)
    more = found.needed_investment(0.07, found.account.tfp_growth - 0.01)
    growth = np.diff(np.log([INVESTMENT[5], *more.investment]))
    np.testing.assert_allclose(growth, growth[0], rtol=1e-9)
    assert growth[0] > np.log(1.08)


def test_years_before_the_phase_are_not_what_a_target_moves():
    # 2015 is past: a scenario fills it, and no target of 2016–2020 changes it
    data, late = whole(2014), path("y_2015", "output", "growth", 0.02, [2015])
    others = [
        path(f"{what}_2015", name, "growth", 0.01, [2015]) for what, name in (("i", "investment"), ("l", "labour"))
    ]
    chosen = scenarios(late, *others, *plain(AHEAD).scenarios["made_up"].paths)
    found = projected(data, chosen)
    assert found.measured_to == 2014
    assert found.needed_tfp_growth(0.09).growth_ahead == pytest.approx(0.09, abs=1e-12)
    assert found.needed_investment(0.09, 0.04).years == tuple(AHEAD)


def test_out_of_reach_says_so_with_the_range():
    found = projected(whole(2015), plain(AHEAD))
    far = found.needed_tfp_growth(3.0)
    assert isinstance(far, NotApplicable)
    assert "out of reach: with output growth" not in str(far)
    assert "300.00 % is out of reach" in str(far)
    assert "-50 to 100 % a year" in str(far)
    without = found.needed_investment(0.07, 0.5)
    assert isinstance(without, NotApplicable)
    assert "outside the range searched" in str(without)
    assert "ratio to output 0 to 2.0" in without.reason.text("en")


def test_intervals_narrow_as_years_come_in():
    rows = projected(whole(2015), plain(AHEAD, spread=0.02)).as_years_come_in(4000, seed=1)
    assert [one.measured_to for one in rows] == [2015, *AHEAD]
    assert [one.simulated for one in rows] == [False, *[True] * 5]
    # the same draws in every row: each year that is known takes its part of the variance away
    spread = [one.standard_deviation for one in rows]
    assert all(later < earlier for earlier, later in pairwise(spread))
    width = [one.high - one.low for one in rows]
    assert width[-1] < width[0]
    assert {round(one.share, 12) for one in rows} == {round(rows[0].share, 12)}
    assert spread[-1] > 0.0  # what the assumptions leave open stays


def test_with_no_range_but_the_scenarios_nothing_remains():
    exact = tfp.baseline("viet_nam")
    held = {
        name: replace(one, low=one.value, high=one.value) for name, one in exact.values.items() if one.value is not None
    }
    made = tfp.study(whole(2015), replace(exact, values=held))
    rows = project(made, 2016, 2020, scenarios=plain(AHEAD, spread=0.02)).scenarios[0].as_years_come_in(2000)
    assert rows[0].standard_deviation > 0.01
    # all years known: every draw is the figure, and its deviation rounding
    assert rows[-1].standard_deviation == pytest.approx(0.0, abs=1e-12)
    assert rows[-1].low == pytest.approx(rows[-1].share, abs=1e-12)


def test_a_measured_year_changes_the_figure_when_it_comes_in():
    found = projected(whole(2018), plain(AHEAD, spread=0.01))
    rows = {one.measured_to: one for one in found.as_years_come_in(500, seed=3)}
    assert sorted(rows) == list(range(2015, 2021))
    assert [rows[year].simulated for year in range(2015, 2021)] == [False] * 4 + [True] * 2
    for year in (2015, 2016, 2017, 2018):
        then = projected(whole(year), plain(AHEAD, spread=0.01))
        assert rows[year].share == pytest.approx(then.account.tfp_contribution_share, rel=1e-12)
    assert len({round(rows[year].share, 6) for year in (2015, 2016, 2017, 2018)}) == 4
    assert rows[2018].share == pytest.approx(found.account.tfp_contribution_share, rel=1e-12)
    assert rows[2020].share == pytest.approx(rows[2018].share, rel=1e-12)


def test_draws_are_single_projections():
    found = projected(whole(2016), plain(range(2017, 2021), spread=0.02))
    drawn = found.sensitivity.design(50, seed=7).block(0)
    together = found.sensitivity.model(drawn)
    assumptions = tfp.baseline("viet_nam")
    for i in range(0, 50, 7):
        own = {name: float(values[i]) for name, values in drawn.items()}
        ahead = plain(range(2017, 2021), output=own["y_ahead"], ratio=own["i_ahead"], labour=own["l_ahead"])
        values = {name: value for name, value in own.items() if name in assumptions.values}
        alone = project(study(whole(2016), **values), 2016, 2020, scenarios=ahead).scenarios[0].account
        # relative 1e-11: the same operations on the same numbers; the share is a difference of parts of like size
        assert together["tfp_contribution_share"][i] == pytest.approx(alone.tfp_contribution_share, rel=1e-11)
        assert together["tfp_growth"][i] == pytest.approx(alone.tfp_growth, rel=1e-11)


def test_probability_counts_the_draws():
    found = projected(whole(2015), plain(AHEAD, spread=0.02))
    run = found.sensitivity.monte_carlo(3000, seed=2, targets=(0.55,))
    values = run.values("tfp_contribution_share")
    summary = found.uncertainty(3000, 2)
    assert dict(summary.targets)[0.55] == pytest.approx((values > 0.55).mean(), abs=1e-12)
    assert summary.low == pytest.approx(np.quantile(values, 0.05), rel=1e-6)
    assert [one.year for one in summary.fan] == list(AHEAD)


def test_the_interim_is_the_first_three_years():
    chosen = plain(AHEAD)
    found = project(study(whole(2015)), 2016, 2020, scenarios=chosen)
    alone = project(study(whole(2015)), 2016, 2018, scenarios=chosen)
    assert str(found.interim[0].phase) == "2016–2018"
    assert found.interim[0].account.tfp_growth == alone.scenarios[0].account.tfp_growth
    assert alone.interim == ()
    assert found.target("tfp_contribution_share").value == 0.55
    assert found.target("output_growth") is None


def test_investment_as_the_mean_ratio_of_measured_years():
    years = range(2016, 2021)
    chosen = scenarios(
        path("y", "output", "growth", 0.07, years), path("l", "labour", "growth", 0.01, years),
        path("i", "investment", "output_ratio", None, years, low=0.2, high=0.4, base_years=(2014, 2015)),
    )  # fmt: skip
    found = projected(whole(2015), chosen)
    expected = np.mean([INVESTMENT[i] / OUTPUT[i] for i in (4, 5)])
    assert found.investment_ratio == pytest.approx(expected, rel=1e-12)


def test_levels_go_back_to_the_phase_before():
    found = projected(whole(2017), plain(range(2018, 2021)))
    assert [one.year for one in found.levels] == list(range(2010, 2021))
    assert found.levels[-6:][0].capital_input == found.account.levels[0].capital_input
    early = projected(whole(2012), plain(range(2013, 2016)), 2012, 2015)  # the record begins in 2010
    assert [one.year for one in early.levels] == list(range(2011, 2016))


def test_what_nothing_supplies_is_named():
    ahead = scenarios(path("y", "output", "growth", 0.07, AHEAD), path("i", "investment", "output_ratio", 0.3, AHEAD))
    with pytest.raises(DataError) as caught:
        projected(whole(2015), ahead)
    assert caught.value.cells == tuple(("employed_icls19", year) for year in AHEAD)


def test_refusals():
    made = study(whole(2015))
    with pytest.raises(AssumptionError, match=r"are of soc_trang, the study of viet_nam"):
        project(made, 2016, 2020, scenarios=replace(plain(AHEAD), territory="soc_trang"))
    with pytest.raises(AssumptionError, match=r"has none of this name \(got 'high'\). It has: made_up"):
        project(made, 2016, 2020, scenarios=plain(AHEAD), scenario="high")
    clash = scenarios(path("depreciation_rate", "output", "growth", 0.07, AHEAD))
    with pytest.raises(AssumptionError, match="is the name of an assumption"):
        project(made, 2016, 2020, scenarios=clash)
    with pytest.raises(AssumptionError, match="takes output as a ratio to itself"):
        scenarios(path("y", "output", "output_ratio", 0.3, AHEAD))
    with pytest.raises(AssumptionError, match=r"names a path twice \(got 'y'\)"):
        scenarios(*[path("y", "output", "growth", 0.07, AHEAD)] * 2)
    with pytest.raises(AssumptionError, match="has no paths"):
        scenarios()
    with pytest.raises(AssumptionError, match="was not projected"):
        project(made, 2016, 2020, scenarios=plain(AHEAD))["plan"]


def test_the_bundled_scenarios_of_the_nation_follow_its_own_figures():
    found = tfp.project(tfp.study(tfp.load("viet_nam")), 2026, 2030, scenario="plan").scenarios[0]
    account = found.account
    assert account.output_growth == pytest.approx(0.10, abs=1e-12)
    assert account.labour_growth == pytest.approx(0.0138, abs=1e-12)
    assert found.investment_ratio == pytest.approx(0.40, abs=1e-12)
    # 2025 is projected too, its employment is published
    assert min(cell.year for cell in found.cells) == 2025
    assert ("employed_icls19", 2025) in {(cell.series, cell.year) for cell in account.published_cells}


def test_the_bundled_scenarios_of_the_province():
    found = tfp.project(tfp.study(tfp.load("soc_trang")), 2026, 2030)
    assert [one.scenario.name for one in found.scenarios] == ["baseline", "plan", "low"]
    assert found.measured_to == 2025
    assert found["baseline"].account.output_growth == pytest.approx(0.0702, abs=1e-12)
    assert {cell.year for cell in found["low"].account.filled_cells} == set(range(2022, 2026))
    codes = [note.code for note in found["plan"].account.caveats]
    assert codes[:3] == ["projected", "share_implied", "rule_growth_of_new_city"]
    assert "Cần Thơ" in found["plan"].account.caveats[2].text("en")
    assert "office estimate" in found["plan"].account.caveats[2].text("en")
    assert "<table>" in found._repr_html_()
