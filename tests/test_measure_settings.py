"""Every measure of capital, labour and shares that a setting can choose: the study against the arithmetic by hand."""

from __future__ import annotations

import numpy as np
import pytest

import tfp_soctrang as tfp
from made_up import ASSETS, BASIC, DETAIL, INCOME, STEPS, YEARS, assumption, data, study
from tfp_soctrang.arithmetic.capital import backcast_stock, perpetual_inventory, steady_state_stock
from tfp_soctrang.arithmetic.capital_services import capital_services
from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
from tfp_soctrang.arithmetic.cohort_tables import cohort_tables
from tfp_soctrang.arithmetic.labour import labour_input_by_cell, labour_input_by_training
from tfp_soctrang.arithmetic.opening_balance import opening_run_down, steady_growth_stock
from tfp_soctrang.arithmetic.user_costs import user_costs
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.units import Phase

OUTPUT = BASIC["output_const2010"][1]
INVESTMENT = BASIC["fixed_capital_formation_const2010"][1]
PERSONS = BASIC["employed_icls13"][1]
PHASE = slice(5, 11)  # the levels of 2015 … 2020
GROWTH = (OUTPUT[10] / OUTPUT[5]) ** 0.2 - 1.0
RETIRING = (
    '[viet_nam.settings]\nretirement = "{retirement}"\nefficiency = "{efficiency}"\ncapital_kind = "{kind}"\n'
    'cohorts = "{cohorts}"\n{more}\n'
)


def levels(made, name):
    return np.array([getattr(level, name) for level in made.phase(2016, 2020).levels])


def retiring(kind, efficiency="hyperbolic", retirement="gamma", cohorts="mixture", more=""):
    return RETIRING.format(kind=kind, efficiency=efficiency, retirement=retirement, cohorts=cohorts, more=more)


# ------------------------------------------------------------------------------------------------- initial stocks


def test_steady_growth_is_the_geometric_formula(tmp_path):
    made = study(tmp_path, data(tmp_path), '[viet_nam.settings]\ninitial_stock = ["steady_state"]\n')
    initial = steady_state_stock(INVESTMENT[1], growth=GROWTH, depreciation_rate=0.05)
    by_hand = perpetual_inventory(INVESTMENT[1:], initial_stock=initial).closing[4:]
    np.testing.assert_allclose(levels(made, "capital_input"), by_hand, rtol=1e-13)
    account = made.phase(2016, 2020)
    told = {one.code: one.text("en") for one in account.caveats}
    assert f"{100 * GROWTH:.2f} % a year before 2011" in told["initial_steady_state"]
    assert "initial_capital_output_ratio" not in {one.assumption.name for one in account.assumptions}


def test_window_and_growth_of_investment_before_the_record(tmp_path):
    figures = data(tmp_path)
    settings = '[viet_nam.settings]\ninitial_stock = ["steady_state"]\ngrowth_window = [2012, 2014]\n'
    first = levels(study(tmp_path, figures, settings), "capital_input")[0]
    pace = (OUTPUT[4] / OUTPUT[1]) ** (1 / 3) - 1.0
    initial = steady_state_stock(INVESTMENT[1], growth=pace, depreciation_rate=0.05)
    assert first == pytest.approx(perpetual_inventory(INVESTMENT[1:6], initial_stock=initial).closing[-1], rel=1e-13)
    given = settings + assumption("investment_growth", 0.09)
    first = levels(study(tmp_path, figures, given), "capital_input")[0]
    initial = steady_state_stock(INVESTMENT[1], growth=0.09, depreciation_rate=0.05)
    assert first == pytest.approx(perpetual_inventory(INVESTMENT[1:6], initial_stock=initial).closing[-1], rel=1e-13)
    outside = settings.replace("[2012, 2014]", "[2005, 2008]")
    with pytest.raises(DataError, match="growth_window: needs output of 2004 and 2008"):
        study(tmp_path, figures, outside).phase(2016, 2020)


def test_investment_carried_back_one_life(tmp_path):
    made = study(tmp_path, data(tmp_path), '[viet_nam.settings]\ninitial_stock = ["backcast"]\n')
    initial = backcast_stock(INVESTMENT[1], growth=GROWTH, life=40, depreciation_rate=0.05)
    by_hand = perpetual_inventory(INVESTMENT[1:], initial_stock=initial).closing[4:]
    np.testing.assert_allclose(levels(made, "capital_input"), by_hand, rtol=1e-13)
    found = tfp.capital_account(made, 2016, 2020)
    assert found.initial_stock == "backcast"
    assert found.years[-1].from_initial_stock == pytest.approx(0.95**10 * initial / by_hand[-1], rel=1e-12)


def test_carried_back_and_steady_are_one_when_every_asset_retires_within_its_life(tmp_path):
    figures = data(tmp_path)
    both = [
        levels(
            study(tmp_path, figures, retiring("net", retirement="sudden", more=f'initial_stock = ["{rule}"]')),
            "capital_input",
        )
        for rule in ("steady_state", "backcast")
    ]
    np.testing.assert_allclose(*both, rtol=1e-12)


# ---------------------------------------------------------------------------------- stocks of assets that retire


@pytest.mark.parametrize("kind", ["gross", "net", "productive"])
@pytest.mark.parametrize("efficiency", ["one_hoss_shay", "linear", "hyperbolic", "declining_balance", "geometric"])
@pytest.mark.parametrize("retirement", ["sudden", "normal", "log_normal", "gamma", "weibull"])
def test_stocks_of_every_profile_and_distribution(tmp_path, kind, efficiency, retirement):
    made = study(tmp_path, data(tmp_path), retiring(kind, efficiency, retirement))
    tables = cohort_tables(
        40.0, efficiency=efficiency, retirement=retirement, discount_rate=0.03,
        retirement_spread=None if retirement == "sudden" else 0.33, beta=0.75, depreciation_rate=0.05,
    )  # fmt: skip
    profile = {"gross": tables.survival, "net": tables.price, "productive": tables.efficiency}[kind]
    net, own = (
        steady_growth_stock(INVESTMENT[1], table, growth=GROWTH, investment_timing="end")
        for table in (tables.price, profile)
    )
    stock = cohort_stock(
        INVESTMENT[1:], profile, investment_timing="end", opening_balance=2.5 * OUTPUT[0] * own / net,
        opening_profile=opening_run_down(profile, investment_growth=GROWTH, years=11, investment_timing="end"),
    )  # fmt: skip
    np.testing.assert_allclose(levels(made, "capital_input"), stock.closing[4:], rtol=1e-12)


def test_both_ways_of_combining_a_cohort_differ_and_are_offered(tmp_path):
    figures = data(tmp_path)
    mixture, product = (
        levels(study(tmp_path, figures, retiring("productive", cohorts=way)), "capital_input")
        for way in ("mixture", "product")
    )
    assert (product > mixture * 1.01).all()


def test_a_long_life_without_loss_is_capital_that_never_goes(tmp_path):
    text = retiring("gross", retirement="sudden", more='initial_stock = ["ratio"]') + assumption("service_life", 4000.0)
    made = study(tmp_path, data(tmp_path), text)
    assert np.diff(levels(made, "capital_input")) == pytest.approx(INVESTMENT[6:11], rel=1e-9)


@pytest.mark.parametrize("stock", ["opening", "average"])
def test_stock_of_the_year(tmp_path, stock):
    figures = data(tmp_path)
    closing, other = (
        levels(study(tmp_path, figures, retiring("net", more=f'stock = "{one}"')), "capital_input")
        for one in ("closing", stock)
    )
    expected = closing[:-1] if stock == "opening" else 0.5 * (closing[1:] + closing[:-1])
    np.testing.assert_allclose(other[1:], expected, rtol=1e-13)


def test_sale_of_assets_has_a_named_policy(tmp_path):
    sold = {**BASIC, "fixed_capital_formation_const2010": (BASIC["fixed_capital_formation_const2010"][0], INVESTMENT)}
    figures = data(tmp_path, sold)
    series = figures["fixed_capital_formation_const2010"]
    from dataclasses import replace

    values = series.values.copy()
    values[7] = -50.0
    figures = replace(figures, series={**figures.series, series.name: replace(series, values=values)})
    with pytest.raises(DataError, match=r"fixed_capital_formation_const2010, 2017: is negative \(got -50\.0\)"):
        study(tmp_path, figures, retiring("net")).phase(2016, 2020)
    made = study(tmp_path, figures, retiring("net", more='disposals = "reduce_stock"'))
    assert levels(made, "capital_input")[2] < levels(made, "capital_input")[1]


# ------------------------------------------------------------------------------------------------ several assets

TWO = '[viet_nam.settings]\nassets = ["structures", "machinery"]\n{more}\n'
RATES = assumption("depreciation_rate_structures", 0.03) + assumption("depreciation_rate_machinery", 0.12)


def by_hand_of_two(shares):
    flows = INVESTMENT[1:, None] * shares
    rate = np.array([0.03, 0.12])
    steady = steady_state_stock(flows[0], growth=GROWTH, depreciation_rate=rate)
    initial = 2.5 * OUTPUT[0] * steady / steady.sum()
    stock = perpetual_inventory(flows, initial_stock=initial, depreciation_rate=rate[None])
    return np.concatenate([initial[None], stock.closing])


def test_two_assets_by_assumed_shares(tmp_path):
    text = TWO.format(more="") + RATES + assumption("investment_share_structures", 0.65)
    made = study(tmp_path, data(tmp_path), text)
    by_hand = by_hand_of_two(np.array([0.65, 0.35]))
    np.testing.assert_allclose(levels(made, "capital_input"), by_hand.sum(axis=1)[PHASE], rtol=1e-13)
    found = tfp.capital_account(made, 2016, 2020)
    last = {one.asset: one.closing_stock for one in found.assets if one.year == 2020}
    assert last == pytest.approx({"structures": by_hand[-1, 0], "machinery": by_hand[-1, 1]}, rel=1e-13)
    used = {one.assumption.name for one in made.phase(2016, 2020).assumptions}
    assert {"depreciation_rate_structures", "depreciation_rate_machinery", "investment_share_structures"} <= used
    assert "depreciation_rate" not in used


def test_two_assets_by_measured_shares_come_first(tmp_path):
    made = study(tmp_path, data(tmp_path, BASIC, ASSETS), TWO.format(more="") + RATES)
    parts = np.column_stack([values for _, values in ASSETS.values()])[1:]
    by_hand = by_hand_of_two(parts / parts.sum(axis=1, keepdims=True))
    np.testing.assert_allclose(levels(made, "capital_input"), by_hand.sum(axis=1)[PHASE], rtol=1e-13)
    named = {source.series for source in made.phase(2016, 2020).origins}
    assert set(ASSETS) <= named


def test_services_by_user_cost_with_the_composition_apart(tmp_path):
    more = 'capital_kind = "services"'
    text = TWO.format(more=more) + RATES + assumption("investment_share_structures", 0.65)
    text += assumption("asset_price_change_machinery", -0.02)
    made = study(tmp_path, data(tmp_path), text)
    stock = by_hand_of_two(np.array([0.65, 0.35]))[PHASE]
    price = np.column_stack([np.ones(7), 0.98 ** np.arange(-1.0, 6.0)])
    costs = user_costs(
        price, stock, depreciation_rate=np.array([[0.03, 0.12]]), capital_income=0.4 * OUTPUT[PHASE]
    )  # fmt: skip
    expected = capital_services(stock, costs.compensation)
    found = tfp.capital_account(made, 2016, 2020)
    np.testing.assert_allclose([one.services_growth for one in found.services], expected.services_growth, rtol=1e-12)
    np.testing.assert_allclose(
        [one.composition_effect for one in found.services], expected.composition_effect, rtol=1e-9
    )
    logs = np.log(levels(made, "capital_input"))
    np.testing.assert_allclose(np.diff(logs), expected.services_growth, rtol=1e-12)
    external = study(
        tmp_path, data(tmp_path),
        text.replace(more, f'{more}\nreturn_on_capital = "external"') + assumption("rate_of_return", 0.08),
    )  # fmt: skip
    costs = user_costs(price, stock, depreciation_rate=np.array([[0.03, 0.12]]), rate_of_return=0.08)
    growth = capital_services(stock, costs.compensation).services_growth
    np.testing.assert_allclose(np.diff(np.log(levels(external, "capital_input"))), growth, rtol=1e-12)


def test_shares_of_assets_that_leave_nothing_are_refused(tmp_path):
    text = '[viet_nam.settings]\nassets = ["a", "b", "c"]\n'
    text += assumption("investment_share_a", 0.7) + assumption("investment_share_b", 0.5)
    with pytest.raises(DataError, match=r"add up to more than one \(got 1\.2\)"):
        study(tmp_path, data(tmp_path), text).phase(2016, 2020)
    with pytest.raises(DataError, match="neither published") as caught:
        study(tmp_path, data(tmp_path, BASIC, ASSETS, drop={("fixed_capital_formation_const2010.machinery", 2014)}),
              TWO.format(more="") + RATES).phase(2016, 2020)  # fmt: skip
    assert caught.value.cells == (("fixed_capital_formation_const2010.machinery", 2014),)


# ------------------------------------------------------------------------------------------------------- labour


def test_hours(tmp_path):
    made = study(tmp_path, data(tmp_path, BASIC, DETAIL), '[viet_nam.settings]\nlabour_kind = "hours"\n')
    expected = (PERSONS * DETAIL["hours_per_person"][1])[PHASE]
    np.testing.assert_allclose(levels(made, "labour_input"), expected, rtol=1e-14)


def test_composition_by_cells(tmp_path):
    text = '[viet_nam.settings]\nlabour_kind = "composition"\nlabour_cells = ["trained", "untrained"]\n'
    made = study(tmp_path, data(tmp_path, BASIC, DETAIL), text)
    people, income = (
        np.column_stack([DETAIL[f"{what}.{cell}"][1] for cell in ("trained", "untrained")])[PHASE]
        for what in ("employed", "income_per_worker")
    )
    index = np.exp(np.concatenate([[0.0], labour_input_by_cell(people, people * income).composition_growth.cumsum()]))
    np.testing.assert_allclose(levels(made, "labour_input"), PERSONS[PHASE] * index, rtol=1e-13)
    assert index[-1] > 1.005


def test_trained_share_is_a_fallback_that_says_so(tmp_path):
    text = '[viet_nam.settings]\nlabour_kind = "trained_share"\n' + assumption("wage_premium", 0.6, 0.4, 0.8)
    made = study(tmp_path, data(tmp_path, BASIC, DETAIL), text)
    trained = DETAIL["trained_share"][1][PHASE] / 100.0
    expected = labour_input_by_training(PERSONS[PHASE], trained, wage_premium=0.6).labour_input_growth
    np.testing.assert_allclose(np.diff(np.log(levels(made, "labour_input"))), expected, rtol=1e-12)
    account = made.phase(2016, 2020)
    assert "trained_share_fallback" in {one.code for one in account.caveats}
    assert "trained_share" in {source.series for source in account.origins}


def test_labour_detail_that_is_missing_is_named(tmp_path):
    figures = data(tmp_path, BASIC, DETAIL, drop={("hours_per_person", 2017), ("hours_per_person", 2019)})
    with pytest.raises(DataError) as caught:
        study(tmp_path, figures, '[viet_nam.settings]\nlabour_kind = "hours"\n').phase(2016, 2020)
    assert caught.value.cells == (("hours_per_person", 2017), ("hours_per_person", 2019))


# ------------------------------------------------------------------------------------------------ income shares

VALUE_ADDED = INCOME["output_current"][1] - INCOME["taxes_less_subsidies_current"][1]
PAY = INCOME["compensation_of_employees_current"][1]
MIXED = INCOME["mixed_income_current"][1]
SHARES = {
    "compensation": PAY / VALUE_ADDED,
    "mixed_income_to_labour": (PAY + MIXED) / VALUE_ADDED,
    "mixed_income_in_proportion": PAY / (VALUE_ADDED - MIXED),
    "self_employed_at_average_wage": PAY / INCOME["employees"][1] * PERSONS / VALUE_ADDED,
    "full_income": (PAY + INCOME["own_account_income_current"][1]) / INCOME["output_current"][1],
}


@pytest.mark.parametrize("source", sorted(SHARES))
@pytest.mark.parametrize(
    ("years", "form"), [("as_form", "discrete"), ("two_year_mean", "discrete"), ("as_form", "log")]
)
def test_measured_shares(tmp_path, source, years, form):
    text = f'[viet_nam.settings]\nfactor_shares = ["{source}"]\nshare_years = "{years}"\nform = "{form}"\n'
    made = study(tmp_path, data(tmp_path, BASIC, INCOME), text)
    share = 1.0 - SHARES[source]
    mean = 0.5 * (share[6:11] + share[5:10])
    expected = share[6:11] if (years, form) == ("as_form", "discrete") else mean
    account = made.phase(2016, 2020)
    assert account.capital_share == pytest.approx(expected.mean(), rel=1e-12)
    assert f"share_source_{source}" in {one.code for one in account.caveats}
    assert "labour_share" not in {one.assumption.name for one in account.assumptions}
    assert "compensation_of_employees_current" in {one.series for one in account.origins}


def test_income_by_status(tmp_path):
    text = '[viet_nam.settings]\nfactor_shares = ["income_by_status"]\n' + assumption("employer_contribution", 0.2)
    made = study(tmp_path, data(tmp_path, BASIC, INCOME, DETAIL), text)
    income = sum(
        12 * DETAIL[f"employed.{one}"][1] * DETAIL[f"income_per_worker.{one}"][1] * factor
        for one, factor in (("employee", 1.2), ("own_account", 1.0))
    )
    expected = 1.0 - income / VALUE_ADDED
    assert made.phase(2016, 2020).capital_share == pytest.approx(expected[6:11].mean(), rel=1e-12)


def test_a_share_serves_until_the_next_one_and_sources_stand_in_order(tmp_path):
    later = {(name, int(year)) for name in INCOME for year in YEARS if year > 2017}
    figures = data(tmp_path, BASIC, INCOME, drop=later)
    text = '[viet_nam.settings]\nfactor_shares = ["coefficients", "compensation", "assumption"]\n'
    made = study(tmp_path, figures, text)
    share = 1.0 - SHARES["compensation"]
    assert made.phase(2016, 2020).capital_share == pytest.approx(
        np.array([share[6], share[7], share[7], share[7], share[7]]).mean(), rel=1e-12
    )
    early = data(tmp_path, BASIC, INCOME, drop={(name, int(year)) for name in INCOME for year in YEARS if year < 2018})
    assert study(tmp_path, early, text).phase(2016, 2020).capital_share == pytest.approx(0.4)
    with pytest.raises(DataError, match="the data hold none of these from the first year of the phase on"):
        study(tmp_path, early, text.replace(', "assumption"', "")).phase(2016, 2020)


def test_taxes_that_cannot_be_told_are_a_caveat(tmp_path):
    income = {name: one for name, one in INCOME.items() if name != "taxes_less_subsidies_current"}
    made = study(tmp_path, data(tmp_path, BASIC, income), '[viet_nam.settings]\nfactor_shares = ["compensation"]\n')
    assert "value_added_with_taxes" in {one.code for one in made.phase(2016, 2020).caveats}


def test_a_share_outside_its_meaning_is_refused(tmp_path):
    income = {**INCOME, "mixed_income_current": (INCOME["mixed_income_current"][0], 900.0 * 1.10**STEPS)}
    text = '[viet_nam.settings]\nfactor_shares = ["mixed_income_to_labour"]\n'
    with pytest.raises(DataError, match="labour share, mixed income to labour, 2010: must lie between 0 and 1"):
        study(tmp_path, data(tmp_path, BASIC, income), text).phase(2016, 2020)


# ----------------------------------------------------------------------------------------- draws, refusals, words


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        (retiring("productive"), "service_life", [30.0, 41.7, 52.0]),
        (retiring("net"), "discount_rate", [0.02, 0.05]),
        (retiring("gross", more='initial_stock = ["backcast"]'), "service_life", [25.0, 40.0]),
        (TWO.format(more='capital_kind = "services"') + RATES + assumption("investment_share_structures", 0.65),
         "depreciation_rate_machinery", [0.10, 0.12, 0.2]),
        (TWO.format(more=""), "investment_share_structures", [0.3, 0.9]),
        ('[viet_nam.settings]\nlabour_kind = "trained_share"\n' + assumption("wage_premium", 0.6), "wage_premium",
         [0.1, 0.9]),
    ],
)  # fmt: skip
def test_draws_in_one_call_are_single_runs(tmp_path, text, name, values):
    text = text if "investment_share" in text or "structures" not in text else text + RATES
    if name == "investment_share_structures":
        text += assumption(name, 0.5)
    figures = data(tmp_path, BASIC, DETAIL)
    inputs = study(tmp_path, figures, text).prepare(Phase(2016, 2020))
    many = evaluate(inputs, {name: np.array(values)}).decomposition("discrete", "compound").tfp_contribution_share
    single = [
        evaluate(inputs, {name: value}).decomposition("discrete", "compound").tfp_contribution_share.item()
        for value in values
    ]
    np.testing.assert_allclose(many, single, rtol=1e-12)
    assert np.ptp(many) > 1e-6


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ('efficiency = "linear"', "needs assets that retire"),
        ('capital_kind = "gross"', "has no end when nothing retires"),
        ('capital_kind = "services"', "is of several assets"),
        ('assets = ["one"]', "must name two or more"),
        ('labour_kind = "composition"', "is of several cells"),
        ('labour_kind = "trained_share"', "wage_premium"),
        ('factor_shares = ["income_by_status"]', "employer_contribution"),
        ('factor_shares = ["guess"]', "is not known"),
        ('initial_stock = []', "names nothing"),
        ('growth_window = [2015, 2012]', "must be a first and a last growth year"),
        ('growth_window = ["2012"]', "must be a list of whole years"),
        ('capital_kind = "wealth"', "is not known"),
    ],
)  # fmt: skip
def test_settings_that_do_not_fit_are_refused_at_their_line(tmp_path, settings, problem):
    with pytest.raises(AssumptionError, match=problem):
        study(tmp_path, data(tmp_path), f"[viet_nam.settings]\n{settings}\n")


def test_new_assumptions_must_say_all_and_be_known(tmp_path):
    with pytest.raises(AssumptionError, match=r"wage_premium: lacks low, high, distribution, unit, source, reason"):
        study(tmp_path, data(tmp_path), "[viet_nam.assumptions.wage_premium]\nvalue = 0.5\n")
    with pytest.raises(AssumptionError, match=r"service_life_boats: is not a key.*service_life"):
        study(tmp_path, data(tmp_path), "[viet_nam.assumptions.service_life_boats]\nvalue = 5.0\n")


def test_published_gross_stock_starts_a_gross_stock(tmp_path):
    published = {"gross_capital_stock_const2010": (("tỷ đồng", "giá so sánh 2010"), 3000.0 * 1.05**STEPS)}
    later = {("gross_capital_stock_const2010", int(year)) for year in YEARS if year != 2015}
    figures = data(tmp_path, BASIC, published, drop=later)
    made = study(tmp_path, figures, retiring("gross", efficiency="one_hoss_shay"))
    assert levels(made, "capital_input")[0] == pytest.approx(3000.0 * 1.05**5, rel=1e-12)


def test_province_takes_the_nations_ratio_under_its_own_ageing():
    baseline = tfp.baseline("soc_trang")
    plain = tfp.study(tfp.load("soc_trang"), baseline)
    aged = tfp.study(tfp.load("soc_trang"), baseline.with_settings(retirement="gamma", efficiency="hyperbolic"))
    nation = tfp.baseline("viet_nam").with_settings(retirement="gamma", efficiency="hyperbolic")
    own = tfp.capital_account(tfp.study(tfp.load("viet_nam"), nation), 2020, 2020).years[-1].capital_output_ratio
    found = tfp.capital_account(aged, 2021, 2025)
    assert found.initial_stock == "reference_ratio"
    assert found.years[0].capital_output_ratio == pytest.approx(own, rel=1e-12)
    assert tfp.capital_account(plain, 2021, 2025).years[0].capital_output_ratio != pytest.approx(own, rel=1e-3)
