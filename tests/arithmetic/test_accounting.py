import csv
import dataclasses
import math
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.accounting import (
    SMALLEST_GROWTH,
    contributions,
    growth_account,
    phase_decomposition,
    two_year_mean,
)
from tfp_soctrang.arithmetic.capital import perpetual_inventory, ratio_stock
from tfp_soctrang.errors import DataError

YEARS = [2020, 2021, 2022]
OUTPUT = [100.0, 106.0, 112.0]
CAPITAL = [300.0, 324.0, 342.0]
LABOUR = [50.0, 50.5, 51.0]
FORMS = ["discrete", "geometric", "log"]
AVERAGINGS = ["compound", "cumulative", "arithmetic", "mean_of_shares"]


# -- the account by year -----------------------------------------------------------------------------------------------


def test_discrete_by_hand():
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=0.4)
    assert account.form == "discrete"
    assert account.years.tolist() == [2021, 2022]
    assert account.output_growth == pytest.approx([0.06, 6.0 / 106.0], abs=1e-15)
    assert account.capital_contribution == pytest.approx([0.4 * 0.08, 0.4 * 18.0 / 324.0], abs=1e-15)
    assert account.labour_contribution == pytest.approx([0.6 * 0.01, 0.6 * 0.5 / 50.5], abs=1e-15)
    assert account.tfp_growth[0] == pytest.approx(0.06 - 0.032 - 0.006, abs=1e-15)
    assert float(account.labour_share) == 0.6


def test_geometric_by_hand():
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=0.4, form="geometric")
    joint = 1.08**0.4 * 1.01**0.6 - 1.0
    assert account.capital_contribution[0] + account.labour_contribution[0] == pytest.approx(joint, abs=1e-15)
    assert account.tfp_growth[0] == pytest.approx(0.06 - joint, abs=1e-15)
    # the joint input is split in proportion to the log parts
    assert account.capital_contribution[0] / account.labour_contribution[0] == pytest.approx(
        0.4 * math.log(1.08) / (0.6 * math.log(1.01)), rel=1e-13, abs=0.0
    )


def test_log_by_hand_with_two_year_mean_shares():
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=[0.3, 0.4, 0.6], form="log")
    assert account.capital_share == pytest.approx([0.35, 0.5], abs=1e-15)
    expected = math.log(1.06) - 0.35 * math.log(1.08) - 0.65 * math.log(1.01)
    assert account.tfp_growth[0] == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("form", ["discrete", "geometric"])
def test_without_logs_the_later_years_share_counts(form):
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=[0.3, 0.4, 0.6], form=form)
    assert account.capital_share.tolist() == [0.4, 0.6]


@pytest.mark.parametrize("form", FORMS)
def test_a_share_of_each_growth_year_is_used_as_given(form):
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=[0.35, 0.5], form=form)
    assert account.capital_share.tolist() == [0.35, 0.5]
    for row, share in enumerate((0.35, 0.5)):
        scalar = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=share, form=form)
        assert account.tfp_growth[row] == scalar.tfp_growth[row]


@pytest.mark.parametrize("form", FORMS)
def test_one_share_holds_throughout(form):
    scalar = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=0.4, form=form)
    for share in ([0.4], [0.4, 0.4], [0.4, 0.4, 0.4]):
        account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=share, form=form)
        assert np.array_equal(account.tfp_growth, scalar.tfp_growth)


def test_the_share_is_0_4_and_the_form_discrete_unless_said_otherwise():
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR)
    assert float(account.capital_share) == 0.4
    assert account.form == "discrete"
    phase = phase_decomposition(YEARS, OUTPUT, CAPITAL, LABOUR)
    assert (float(phase.capital_share), phase.form, phase.averaging) == (0.4, "discrete", "compound")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("levels", "share", "shape"),
    [
        ((3,), (), (2,)),
        ((3, 4), (), (2, 4)),
        ((3, 4), (1, 4), (2, 4)),
        ((3, 4), (3, 4), (2, 4)),
        ((3, 1), (2, 5), (2, 5)),
    ],
)
def test_shapes(form, levels, share, shape):
    further = (1,) * (len(levels) - 1)
    arrays = [np.broadcast_to(np.reshape(x, (3, *further)), levels) for x in (OUTPUT, CAPITAL, LABOUR)]
    account = growth_account(YEARS, *arrays, capital_share=np.full(share, 0.4), form=form)
    assert account.tfp_growth.shape == shape
    single = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=0.4, form=form)
    assert np.array_equal(account.tfp_growth, np.broadcast_to(single.tfp_growth.reshape(2, *further), shape))


def test_the_account_cannot_be_overwritten():
    share = np.array([0.3, 0.4, 0.5])
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=share)
    for field in dataclasses.fields(account):
        value = getattr(account, field.name)
        if isinstance(value, np.ndarray):
            assert not value.flags.writeable, field.name
    with pytest.raises(ValueError, match="read-only"):
        account.output_growth[0] = 0.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        account.form = "log"
    share[:] = 0.9
    assert account.capital_share.tolist() == [0.4, 0.5]


def test_the_frame_by_year():
    account = growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=0.4)
    frame = account.to_frame()
    assert frame.index.name == "year"
    assert frame.index.tolist() == [2021, 2022]
    assert frame["capital_share"].tolist() == [0.4, 0.4]
    assert frame["tfp_growth"].tolist() == account.tfp_growth.tolist()
    residual = frame["output_growth"] - frame["capital_contribution"] - frame["labour_contribution"]
    assert residual.tolist() == frame["tfp_growth"].tolist()


def test_two_year_mean():
    assert two_year_mean([0.25, 0.5, 1.0]).tolist() == [0.375, 0.75]
    assert two_year_mean(np.ones((4, 3))).shape == (3, 3)


def test_contributions_of_inputs_that_do_not_grow_are_zero():
    for form in FORMS:
        assert [float(part) for part in contributions(0.0, 0.0, 0.4, form)] == [0.0, 0.0]


def test_geometric_contributions_whose_log_parts_cancel():
    # the joint input does not grow: the weight is 1 and the parts are the log parts
    capital, labour = contributions(np.expm1(0.6), np.expm1(-0.4), 0.4, "geometric")
    assert float(capital) == pytest.approx(0.24, abs=1e-15)
    assert float(capital + labour) == pytest.approx(0.0, abs=1e-16)


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize("value", [0.0, -1.0, np.nan, np.inf])
def test_a_bad_level_is_named_with_its_year(position, value):
    name = ("output", "capital_input", "labour_input")[position]
    levels = [list(OUTPUT), list(CAPITAL), list(LABOUR)]
    levels[position][1] = value
    for function in (growth_account, phase_decomposition):
        with pytest.raises(DataError) as error:
            function(YEARS, *levels)
        assert str(error.value) == (
            f"{name}, 2021: must be a finite number above zero (got {value!r}). "
            "A growth rate needs positive levels: correct or supply the figure."
        )


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 41.2, np.nan])
def test_a_share_outside_0_and_1_is_refused(share):
    with pytest.raises(DataError) as error:
        growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=share)
    assert str(error.value) == (
        f"capital_share: must lie between 0 and 1 (got {share!r}). Shares are fractions: divide a percentage by 100."
    )


def test_the_row_of_a_bad_share_is_named():
    with pytest.raises(DataError) as error:
        growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=[0.4, 0.4, 40.0])
    assert error.value.subject == "capital_share, row 2"
    assert error.value.value == 40.0


@pytest.mark.parametrize("form", FORMS)
def test_a_share_of_another_length_is_refused(form):
    with pytest.raises(DataError) as error:
        growth_account(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=[0.4] * 5, form=form)
    assert str(error.value) == (
        "capital_share: must be a scalar, 3 values (one a year) or 2 (one a growth year) (got (5,)). "
        "Give the share of each year of the levels, or one that holds throughout."
    )


@pytest.mark.parametrize(
    "years", [[2020, 2021, 2023], [2020, 2020, 2021], [2022, 2021, 2020], [2020.0, 2021.0, 2022.0]]
)
def test_years_with_holes_are_refused(years):
    with pytest.raises(DataError) as error:
        growth_account(years, OUTPUT, CAPITAL, LABOUR)
    assert str(error.value) == f"years: must be whole and consecutive (got {years!r}). Fill or drop the missing years."


@pytest.mark.parametrize("position", [0, 1, 2])
def test_levels_of_another_length_are_refused(position):
    name = ("output", "capital_input", "labour_input")[position]
    levels = [list(OUTPUT), list(CAPITAL), list(LABOUR)]
    del levels[position][0]
    with pytest.raises(DataError) as error:
        growth_account(YEARS, *levels)
    assert str(error.value) == f"{name}: must have 3 years on axis 0 (got (2,)). One level for each year."


def test_one_year_is_refused():
    with pytest.raises(DataError, match="at least two years"):
        growth_account([2020], [1.0], [1.0], [1.0])


def test_an_unknown_form_is_refused_with_the_known_ones():
    for function in (growth_account, phase_decomposition):
        with pytest.raises(DataError) as error:
            function(YEARS, OUTPUT, CAPITAL, LABOUR, form="translog")
        assert str(error.value) == "form: is not known (got 'translog'). Use one of: discrete, geometric, log."


def test_an_unknown_averaging_is_refused_with_the_known_ones():
    with pytest.raises(DataError) as error:
        phase_decomposition(YEARS, OUTPUT, CAPITAL, LABOUR, averaging="median")
    assert str(error.value) == (
        "averaging: is not known (got 'median'). Use one of: compound, cumulative, arithmetic, mean_of_shares."
    )


# -- a phase -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def viet_nam():
    """Years, output, closing capital stock and labour of Việt Nam, 2015 to 2020, under the national baseline."""
    path = Path(__file__).parents[2] / "data" / "viet_nam.csv"
    with path.open(encoding="utf-8") as file:
        rows = {int(row["year"]): row for row in csv.DictReader(file)}
    first = ratio_stock(float(rows[2010]["output_const2010"]), 2.5)
    formation = [float(rows[year]["fixed_capital_formation_const2010"]) for year in range(2011, 2021)]
    stock = perpetual_inventory(formation, initial_stock=first, depreciation_rate=0.05, investment_timing="end")
    years = range(2015, 2021)
    return (
        list(years),
        [float(rows[year]["output_const2010"]) for year in years],
        stock.closing[4:].tolist(),
        [float(rows[year]["employed_icls13"]) for year in years],
    )


@pytest.mark.parametrize(
    ("form", "averaging", "printed"),
    [
        ("discrete", "compound", "45.6"),
        ("discrete", "cumulative", "43.7"),
        ("discrete", "mean_of_shares", "43.9"),
        ("log", "compound", "46.0"),
        ("geometric", "compound", "46.7"),
        ("geometric", "arithmetic", "46.8"),
    ],
)
def test_the_choices_of_averaging_for_viet_nam_2016_to_2020(viet_nam, form, averaging, printed):
    phase = phase_decomposition(*viet_nam, capital_share=0.40, form=form, averaging=averaging)
    assert f"{100.0 * float(phase.tfp_contribution_share):.1f}" == printed


def by_hand(levels, form, averaging):
    """The TFP contribution share of a phase in plain floats, written out a second time."""
    output, capital, labour = levels
    n, share = len(output) - 1, 0.40

    def tfp(y, k, x):
        if form == "geometric":
            return y - ((1.0 + k) ** share * (1.0 + x) ** (1.0 - share) - 1.0)
        return y - share * k - (1.0 - share) * x

    def yearly(levels):
        return [math.log(b / a) if form == "log" else b / a - 1.0 for a, b in pairwise(levels)]

    if averaging in ("arithmetic", "mean_of_shares"):
        rows = [(y, tfp(y, k, x)) for y, k, x in zip(yearly(output), yearly(capital), yearly(labour), strict=True)]
        if averaging == "mean_of_shares":
            return sum(a / y for y, a in rows) / n
        return sum(a for _, a in rows) / sum(y for y, _ in rows)
    ratios = [levels[-1] / levels[0] for levels in (output, capital, labour)]
    if form == "log":
        growth = [math.log(ratio) for ratio in ratios]
    elif averaging == "compound":
        growth = [ratio ** (1.0 / n) - 1.0 for ratio in ratios]
    else:
        growth = [ratio - 1.0 for ratio in ratios]
    return tfp(*growth) / growth[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("averaging", AVERAGINGS)
def test_every_form_and_averaging_against_the_formula_in_plain_floats(viet_nam, form, averaging):
    phase = phase_decomposition(*viet_nam, capital_share=0.40, form=form, averaging=averaging)
    expected = by_hand(viet_nam[1:], form, averaging)
    # a share near 0.45 from growth near 0.06: differences of ratios near 1, some 1e-16/0.01 each
    assert float(phase.tfp_contribution_share) == pytest.approx(expected, abs=1e-13)
    assert (phase.form, phase.averaging) == (form, averaging)
    assert bool(phase.shares_defined)


def test_the_fields_of_a_phase_by_hand():
    phase = phase_decomposition([2020, 2021, 2022], [100.0, 110.0, 121.0], [100.0, 100.0, 144.0], [100.0, 50.0, 100.0])
    assert float(phase.output_growth) == pytest.approx(0.1, abs=1e-15)
    assert float(phase.capital_growth) == pytest.approx(0.2, abs=1e-15)
    assert float(phase.labour_growth) == 0.0
    assert float(phase.capital_contribution) == pytest.approx(0.08, abs=1e-15)
    assert float(phase.labour_contribution) == 0.0
    assert float(phase.tfp_growth) == pytest.approx(0.02, abs=1e-15)
    assert float(phase.capital_contribution_share) == pytest.approx(0.8, abs=1e-14)
    assert float(phase.labour_contribution_share) == 0.0
    assert float(phase.tfp_contribution_share) == pytest.approx(0.2, abs=1e-14)
    assert float(phase.labour_share) == 0.6


def test_cumulative_is_of_the_whole_phase():
    levels = [100.0, 110.0, 132.0]
    discrete = phase_decomposition([2020, 2021, 2022], levels, levels, levels, averaging="cumulative")
    assert float(discrete.output_growth) == pytest.approx(0.32, abs=1e-15)
    log = phase_decomposition([2020, 2021, 2022], levels, levels, levels, averaging="cumulative", form="log")
    assert float(log.output_growth) == pytest.approx(math.log(1.32), abs=1e-15)


def test_compound_and_cumulative_use_the_mean_share_of_the_phase():
    for averaging in ("compound", "cumulative"):
        varying = phase_decomposition(
            YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=[0.2, 0.3, 0.5], averaging=averaging
        )
        fixed = phase_decomposition(YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=0.4, averaging=averaging)
        assert float(varying.capital_share) == 0.4
        assert float(varying.tfp_growth) == float(fixed.tfp_growth)


@pytest.mark.parametrize("averaging", AVERAGINGS)
@pytest.mark.parametrize("form", FORMS)
def test_the_shape_of_a_phase_is_that_of_the_further_axes(averaging, form):
    column = [np.array(levels)[:, np.newaxis] for levels in (OUTPUT, CAPITAL, LABOUR)]
    phase = phase_decomposition(
        YEARS, *column, capital_share=np.array([[0.3, 0.4, 0.5]]), averaging=averaging, form=form
    )
    for name in ("tfp_growth", "tfp_contribution_share", "capital_contribution_share", "labour_contribution_share"):
        assert getattr(phase, name).shape == (3,)
    for column_number, share in enumerate((0.3, 0.4, 0.5)):
        single = phase_decomposition(
            YEARS, OUTPUT, CAPITAL, LABOUR, capital_share=share, averaging=averaging, form=form
        )
        assert phase.tfp_growth[column_number] == pytest.approx(float(single.tfp_growth), rel=1e-14, abs=0.0)


# -- growth near zero --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("averaging", AVERAGINGS)
@pytest.mark.parametrize("growth", [0.0, 1e-12, -1e-12, 0.00049 / 2.0, -0.00049 / 2.0])
def test_output_that_does_not_grow_has_no_shares(form, averaging, growth):
    output = 100.0 * (1.0 + growth) ** np.arange(3)
    phase = phase_decomposition(YEARS, output, CAPITAL, LABOUR, form=form, averaging=averaging)
    assert phase.shares_defined.dtype == np.bool_
    assert not bool(phase.shares_defined)
    for name in ("capital_contribution_share", "labour_contribution_share", "tfp_contribution_share"):
        assert np.isnan(getattr(phase, name))
    assert np.isfinite(phase.tfp_growth)
    assert np.isfinite(phase.capital_contribution)


@pytest.mark.parametrize("averaging", ["compound", "arithmetic", "mean_of_shares"])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_the_smallest_growth_with_shares_is_what_prints_as_zero_at_one_decimal(averaging, sign):
    for factor, defined in ((1.01, True), (0.99, False)):
        output = 100.0 * (1.0 + sign * factor * SMALLEST_GROWTH) ** np.arange(3)
        phase = phase_decomposition(YEARS, output, CAPITAL, LABOUR, averaging=averaging)
        assert bool(phase.shares_defined) is defined
    assert f"{100.0 * 0.99 * SMALLEST_GROWTH:.1f}" == "0.0"
    assert f"{100.0 * 1.01 * SMALLEST_GROWTH:.1f}" == "0.1"


def test_one_flat_year_undoes_the_mean_of_yearly_shares_only():
    output = [100.0, 100.001, 112.0]
    for averaging in AVERAGINGS:
        phase = phase_decomposition(YEARS, output, CAPITAL, LABOUR, averaging=averaging)
        assert bool(phase.shares_defined) is (averaging != "mean_of_shares")
        assert np.isnan(phase.tfp_contribution_share) == (averaging == "mean_of_shares")


@pytest.mark.parametrize("averaging", AVERAGINGS)
def test_undefined_shares_stay_in_their_column(averaging):
    output = np.array([[100.0, 100.0], [100.0, 106.0], [100.0, 112.0]])
    pair = [np.array(levels)[:, np.newaxis] for levels in (CAPITAL, LABOUR)]
    phase = phase_decomposition(YEARS, output, *pair, averaging=averaging)
    assert phase.shares_defined.tolist() == [False, True]
    assert np.isnan(phase.tfp_contribution_share).tolist() == [True, False]
    single = phase_decomposition(YEARS, OUTPUT, CAPITAL, LABOUR, averaging=averaging)
    assert phase.tfp_contribution_share[1] == pytest.approx(float(single.tfp_contribution_share), rel=1e-14, abs=0.0)


def test_shares_by_year_stay_on_the_years_for_many_draws():
    levels = np.array([[100.0, 100.0], [200.0, 200.0], [400.0, 400.0]])
    account = growth_account([2020, 2021, 2022], levels, levels, levels, capital_share=[0.3, 0.4, 0.5])
    assert account.capital_contribution.tolist() == [[0.4, 0.4], [0.5, 0.5]]


def test_draws_of_the_share_stand_behind_the_years():
    levels = [100.0, 110.0, 121.0]
    account = growth_account([2020, 2021, 2022], levels, levels, levels, capital_share=[[0.3, 0.5]])
    assert account.tfp_growth.shape == (2, 2)
    assert account.capital_contribution[0] == pytest.approx([0.03, 0.05])


def test_levels_by_year_stand_beside_draws_of_another():
    output = [100.0, 110.0, 121.0]
    capital = np.array([[100.0, 100.0], [110.0, 120.0], [121.0, 144.0]])
    account = growth_account([2020, 2021, 2022], output, capital, output)
    assert account.tfp_growth == pytest.approx(np.array([[0.0, -0.04], [0.0, -0.04]]), abs=1e-15)  # roundings of 0.1


def test_shapes_that_do_not_fit_are_refused():
    levels = np.ones((3, 2))
    with pytest.raises(DataError, match="do not fit together"):
        growth_account([2020, 2021, 2022], levels, np.ones((3, 4)), levels)
    with pytest.raises(DataError, match="years on axis 0"):
        growth_account([2020, 2021], [1.0, 2.0, -1.0], [1.0, 2.0], [1.0, 2.0])


def test_unknown_choices_are_refused_everywhere():
    with pytest.raises(DataError, match="form"):
        contributions(0.1, 0.1, 0.4, "khien")


def test_decomposition_is_read_only():
    split = phase_decomposition([2020, 2021, 2022], [100, 106, 112], [300, 320, 342], [50, 50.5, 51])
    for name in ("output_growth", "capital_contribution", "capital_contribution_share", "shares_defined"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(split, name)[...] = 0


def test_compound_growth_keeps_its_digits_near_zero():
    # a phase of five years in which a level rises by a millionth: x^(1/5) - 1 itself has ten digits left of sixteen
    levels = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0 + 1e-6])
    represented = Fraction(levels[-1]) - 1  # what the level says, to its own last digit
    # (1 + r)^(1/5) - 1; the next term is below 1e-25
    exact = represented / 5 - 2 * represented**2 / 25 + 6 * represented**3 / 125
    found = phase_decomposition(range(2020, 2026), levels, np.ones(6), np.ones(6)).output_growth
    assert float(found) == pytest.approx(float(exact), rel=1e-15)
