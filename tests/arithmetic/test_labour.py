import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.arithmetic.labour import (
    hours_worked,
    labour_input_by_cell,
    labour_input_by_training,
    link_definitions,
)
from tfp_soctrang.errors import DataError

NAN = np.nan
YEARS = [2018, 2019, 2020, 2021, 2022]
ICLS13 = [54.0, 54.5, 53.6, NAN, NAN]
ICLS19 = [NAN, NAN, 50.0, 49.0, 50.5]

level = st.floats(0.01, 1e4)


@st.composite
def cells(draw, most_years=5, most_cells=4):
    """Hours and wage bills, shape (n, cells) each."""
    shape = draw(st.tuples(st.integers(2, most_years), st.integers(1, most_cells)))
    size = shape[0] * shape[1]
    return tuple(np.reshape(draw(st.lists(level, min_size=size, max_size=size)), shape) for _ in range(2))


# -- hours and links ---------------------------------------------------------------------------------------------------


def test_hours_are_persons_times_hours_a_person():
    persons, hours = [600.0, 606.0], [[2000.0, 2100.0], [1980.0, 2050.0]]
    assert hours_worked(persons, hours).tolist() == [[1.2e6, 1.26e6], [606.0 * 1980.0, 606.0 * 2050.0]]
    assert hours_worked(persons, hours)[:, 1].tolist() == hours_worked(persons, [2100.0, 2050.0]).tolist()


def test_linked_definitions_grow_as_each_does_on_its_side():
    linked = link_definitions(YEARS, ICLS13, ICLS19, at=2020)
    assert linked[:3].tolist() == ICLS13[:3]
    assert linked[3:] == pytest.approx([53.6 * 49.0 / 50.0, 53.6 * 50.5 / 50.0], rel=1e-15)
    later = link_definitions(YEARS, ICLS13, ICLS19, at=2020, levels_of="later")
    assert later[2:] == pytest.approx(ICLS19[2:], rel=4e-16)
    assert growth_rates(later) == pytest.approx(growth_rates(linked), abs=4e-16)


def test_linking_one_definition_to_itself_changes_nothing():
    whole = np.array([54.0, 54.5, 53.6, 52.0, 53.0])
    for levels_of in ("earlier", "later"):
        assert link_definitions(YEARS, whole, whole, at=2020, levels_of=levels_of).tolist() == whole.tolist()


def test_numbers_on_the_other_side_of_the_link_are_not_used():
    noisy = [9.0, -1.0, *ICLS19[2:]]
    assert np.array_equal(
        link_definitions(YEARS, ICLS13, noisy, at=2020), link_definitions(YEARS, ICLS13, ICLS19, at=2020)
    )


def test_linked_draws_are_the_links_of_single_draws():
    ratio = np.array([0.9, 1.0, 1.1])
    drawn = np.array(ICLS19)[:, np.newaxis] * ratio
    drawn[2] = 50.0  # the draw is of the growth after the link
    together = link_definitions(YEARS, ICLS13, drawn, at=2020)
    assert together.shape == (5, 3)
    for m in range(3):
        assert np.array_equal(together[:, m], link_definitions(YEARS, ICLS13, drawn[:, m], at=2020))


@pytest.mark.parametrize(
    ("earlier", "later", "at", "message"),
    [
        (ICLS13, ICLS19, 2030, "at: must be one of the years"),
        (ICLS13, ICLS19, 2021, "earlier definition, 2021: must be a finite number above zero"),
        (ICLS13, [NAN, NAN, 50.0, NAN, 50.5], 2020, "later definition, 2021"),
        ([54.0, 0.0, 53.6, NAN, NAN], ICLS19, 2020, "earlier definition, 2019"),
        (ICLS13[:4], ICLS19, 2020, "need the same rows"),
    ],
)
def test_links_that_are_refused(earlier, later, at, message):
    with pytest.raises(DataError, match=message):
        link_definitions(YEARS, earlier, later, at=at)


# -- composition -------------------------------------------------------------------------------------------------------


def test_two_cells_by_hand():
    # hours 100 + 300 -> 120 + 300; wage-bill shares 0.4 -> 0.5 of the first cell: mean 0.45
    labour = labour_input_by_cell([[100.0, 300.0], [120.0, 300.0]], [[40.0, 60.0], [62.0, 62.0]])
    assert labour.cell_share == pytest.approx(np.array([[0.45, 0.55]]), rel=1e-15)
    assert labour.labour_input_growth == pytest.approx([0.45 * np.log(1.2)], rel=1e-14)
    assert labour.hours_growth == pytest.approx([np.log(420.0 / 400.0)], rel=1e-14)
    assert labour.composition_growth == pytest.approx([0.45 * np.log(1.2) - np.log(1.05)], rel=1e-13)
    assert labour.weights == "wage_bill"
    assert not labour.is_fallback


@given(cells(), st.lists(st.floats(-0.5, 0.5), min_size=4, max_size=4))
def test_composition_vanishes_when_all_cells_grow_alike(data, rates):
    first, wage_bill = data[0][0], data[1]
    growth = np.concatenate([[0.0], rates])[: len(wage_bill), np.newaxis]
    labour = labour_input_by_cell(first * np.exp(np.cumsum(growth, axis=0)), wage_bill)
    # growth rates below 1 in size, shares that sum to one: a dozen roundings of numbers of order one
    assert np.abs(labour.composition_growth).max() <= 12 * 2.0**-52
    assert labour.labour_input_growth == pytest.approx(growth[1:, 0], abs=1e-14)


@given(cells(), st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_units_of_hours_and_of_pay_do_not_matter(data, hours_unit, pay_unit):
    hours, wage_bill = data
    one, other = labour_input_by_cell(hours, wage_bill), labour_input_by_cell(hours_unit * hours, pay_unit * wage_bill)
    assert other.composition_growth == pytest.approx(one.composition_growth, abs=1e-12)
    assert other.labour_input_growth == pytest.approx(one.labour_input_growth, abs=1e-12)


@given(cells())
def test_shares_sum_to_one_and_contributions_to_labour_input(data):
    labour = labour_input_by_cell(*data)
    assert labour.cell_share.sum(axis=1) == pytest.approx(1.0, rel=1e-14)
    assert np.array_equal(labour.cell_contribution.sum(axis=1), labour.labour_input_growth)
    parts = labour.hours_growth + labour.composition_growth
    assert parts == pytest.approx(labour.labour_input_growth, abs=1e-14)


@given(cells(most_cells=1))
def test_one_cell_has_no_composition(data):
    assert np.abs(labour_input_by_cell(*data).composition_growth).max() == 0.0


def test_equal_pay_leaves_composition_of_third_order():
    # an hour is paid the same in both cells: halving the step divides composition by eight, not by two or four
    def composition(step):
        hours = np.array([[100.0, 300.0], [100.0 * (1 + step), 300.0 * (1 - step)]])
        return float(labour_input_by_cell(hours, 2.0 * hours).composition_growth[0])

    assert abs(composition(0.04)) < 1e-4
    assert composition(0.04) / composition(0.02) == pytest.approx(8.0, rel=0.05)


def test_two_axes_of_cells_are_their_flat_table():
    rng = np.random.default_rng(0)
    hours, pay = rng.uniform(1.0, 9.0, (2, 4, 2, 3))
    table, flat = (
        labour_input_by_cell(hours, pay, cell_axes=2),
        labour_input_by_cell(hours.reshape(4, 6), pay.reshape(4, 6)),
    )
    assert table.cell_share.shape == (3, 6)
    assert np.array_equal(table.composition_growth, flat.composition_growth)
    # draws behind two cell axes
    drawn = labour_input_by_cell(hours[..., np.newaxis] * [1.0, 2.0], pay, cell_axes=2)
    assert drawn.composition_growth.shape == (3, 2)
    assert drawn.composition_growth[:, 0] == pytest.approx(flat.composition_growth, abs=1e-15)


def test_draws_of_the_wage_bill_are_single_calls():
    rng = np.random.default_rng(1)
    hours, pay = rng.uniform(1.0, 9.0, (5, 3)), rng.uniform(1.0, 9.0, (5, 3, 7))
    together = labour_input_by_cell(hours, pay)
    assert together.composition_growth.shape == (4, 7)
    for m in range(7):
        single = labour_input_by_cell(hours, pay[..., m])
        assert together.composition_growth[:, m] == pytest.approx(single.composition_growth, abs=4e-16)


def test_a_cell_that_is_empty_throughout_counts_for_nothing():
    hours, pay = np.array([[100.0, 300.0], [120.0, 300.0]]), np.array([[40.0, 60.0], [62.0, 62.0]])
    empty = np.zeros((2, 1))
    with_empty = labour_input_by_cell(np.hstack([hours, empty]), np.hstack([pay, empty]))
    assert with_empty.composition_growth.tolist() == labour_input_by_cell(hours, pay).composition_growth.tolist()


@pytest.mark.parametrize(
    ("hours", "pay", "message"),
    [
        ([[1.0, 2.0], [1.0, 0.0]], [[1.0, 2.0], [1.0, 0.0]], r"hours, 2021, column 1: of a cell that appears or disa"),
        ([[1.0, 2.0], [1.0, 2.0]], [[1.0, 2.0], [1.0, 0.0]], r"wage_bill, 2021, column 1: is missing for a cell that"),
        ([[1.0, 0.0], [1.0, 0.0]], [[1.0, 2.0], [1.0, 2.0]], r"hours, 2020, column 1: are missing for a cell that is"),
        ([[1.0, -2.0], [1.0, 2.0]], [[1.0, 2.0], [1.0, 2.0]], r"hours, 2020, column 1: must be a finite number not b"),
        ([[1.0, NAN], [1.0, 2.0]], [[1.0, 2.0], [1.0, 2.0]], r"hours, 2020, column 1: must be a finite number"),
        ([[1.0, 2.0], [1.0, 2.0]], [[1.0], [1.0]], "the same cells"),
        ([[1.0, 2.0]], [[1.0, 2.0]], "two at least"),
        ([1.0, 2.0], [1.0, 2.0], "the same cells"),
    ],
)
def test_cells_that_are_refused(hours, pay, message):
    with pytest.raises(DataError, match=message):
        labour_input_by_cell(hours, pay, years=[2020, 2021])


# -- the fallback ------------------------------------------------------------------------------------------------------


def test_trained_share_by_hand():
    labour = labour_input_by_training([600.0, 606.0], [0.10, 0.12], wage_premium=0.5)
    trained = np.array([60.0, 0.12 * 606.0])
    share = np.mean([1.5 * 0.10 / 1.05, 1.5 * 0.12 / 1.06])
    growth = share * np.log(trained[1] / trained[0]) + (1 - share) * np.log(0.88 * 606.0 / 540.0)
    assert labour.labour_input_growth == pytest.approx([growth], rel=1e-13)
    assert labour.hours_growth == pytest.approx([np.log(1.01)], rel=1e-13)
    assert labour.is_fallback
    assert labour.weights == "wage_premium"


def test_the_fallback_is_the_cell_index_at_its_premium():
    trained, untrained = np.array([60.0, 75.0, 80.0]), np.array([540.0, 530.0, 531.0])
    cells_ = np.stack([trained, untrained], axis=1)
    by_cell = labour_input_by_cell(cells_, cells_ * [1.4, 1.0])
    fallback = labour_input_by_training(trained + untrained, trained / (trained + untrained), wage_premium=0.4)
    assert fallback.composition_growth == pytest.approx(by_cell.composition_growth, abs=1e-15)


def test_a_constant_trained_share_has_no_composition_and_a_higher_premium_more():
    persons = [600.0, 606.0, 610.0]
    assert np.abs(labour_input_by_training(persons, [0.1] * 3, wage_premium=0.5).composition_growth).max() < 1e-15
    low, high = (
        labour_input_by_training(persons, [0.10, 0.12, 0.13], wage_premium=p).composition_growth for p in (0.2, 0.6)
    )
    assert (high > low).all()
    assert (low > 0.0).all()


def test_the_premium_has_no_default():
    with pytest.raises(TypeError, match="wage_premium"):
        labour_input_by_training([600.0, 606.0], [0.10, 0.12])


def test_draws_of_the_premium_are_single_calls():
    premium = np.array([[0.2, 0.4, 0.6]])
    together = labour_input_by_training([600.0, 606.0, 610.0], [0.10, 0.12, 0.13], wage_premium=premium)
    assert together.composition_growth.shape == (2, 3)
    for m, value in enumerate(premium[0]):
        single = labour_input_by_training([600.0, 606.0, 610.0], [0.10, 0.12, 0.13], wage_premium=value)
        assert together.composition_growth[:, m] == pytest.approx(single.composition_growth, abs=4e-16)
    by_year = labour_input_by_training([600.0, 606.0, 610.0], [0.10, 0.12, 0.13], wage_premium=[0.4, 0.4, 0.4])
    assert by_year.composition_growth == pytest.approx(together.composition_growth[:, 1], abs=4e-16)


@pytest.mark.parametrize(
    ("share", "premium", "message"),
    [
        ([0.10, 12.0], 0.5, r"trained_share, 2021: must lie between 0 and 1 \(got 12.0\)"),
        ([0.10, 0.0], 0.5, "trained_share, 2021"),
        ([0.10, 0.12], -1.0, "wage_premium: must be finite and above -1"),
        ([0.10, 0.12], [0.5, 0.5, 0.5], "do not fit together"),
    ],
)
def test_training_that_is_refused(share, premium, message):
    with pytest.raises(DataError, match=message):
        labour_input_by_training([600.0, 606.0], share, wage_premium=premium, years=[2020, 2021])


def test_results_are_read_only():
    labour = labour_input_by_training([600.0, 606.0], [0.10, 0.12], wage_premium=0.5)
    with pytest.raises(ValueError, match="read-only"):
        labour.hours_growth[0] = 0.0
