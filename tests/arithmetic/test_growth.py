import math

import numpy as np
import pytest

from tfp_soctrang.arithmetic.checks import positive_levels
from tfp_soctrang.arithmetic.growth import average_growth, growth_rates, index_from_growth
from tfp_soctrang.errors import DataError


def test_discrete_and_log_rates():
    assert growth_rates([100.0, 110.0, 99.0]) == pytest.approx([0.1, -0.1], abs=1e-15)
    assert growth_rates([100.0, 110.0, 99.0], log=True) == pytest.approx([math.log(1.1), math.log(0.9)], abs=1e-15)


@pytest.mark.parametrize("shape", [(2,), (5,), (5, 3), (5, 3, 2), (5, 1)])
@pytest.mark.parametrize("log", [False, True])
def test_rates_drop_one_year_and_keep_the_other_axes(shape, log):
    assert growth_rates(np.ones(shape), log=log).shape == (shape[0] - 1, *shape[1:])


def test_further_axes_are_separate_series():
    levels = np.array([[100.0, 50.0], [110.0, 40.0]])
    assert growth_rates(levels)[0] == pytest.approx([0.1, -0.2], abs=1e-15)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("compound", 1.452 ** (1.0 / 3.0) - 1.0),  # 100 → 110 → 132 → 145.2: 10, 20 and 10 per cent
        ("cumulative", 0.452),
        ("arithmetic", 0.4 / 3.0),
        ("log", math.log(1.452) / 3.0),
    ],
)
def test_average_growth_by_hand(kind, expected):
    assert float(average_growth([100.0, 110.0, 132.0, 145.2], kind)) == pytest.approx(expected, abs=1e-15)


def test_average_growth_is_compound_by_default():
    assert float(average_growth([100.0, 110.0, 132.0])) == float(average_growth([100.0, 110.0, 132.0], "compound"))


@pytest.mark.parametrize("kind", ["compound", "cumulative", "arithmetic", "log"])
def test_average_growth_drops_the_years(kind):
    assert average_growth(np.full((4, 3, 2), 7.0), kind).shape == (3, 2)
    assert np.array_equal(average_growth(np.full((4, 3), 7.0), kind), np.zeros(3))


@pytest.mark.parametrize("log", [False, True])
def test_index_starts_at_the_base(log):
    index = index_from_growth([0.1, -0.1], log=log, base=100.0)
    second = 100.0 * math.exp(0.1) if log else 110.0
    third = 100.0 if log else 99.0
    assert index == pytest.approx([100.0, second, third], rel=1e-15, abs=0.0)
    assert index[0] == 100.0


def test_index_starts_at_one_by_default_and_keeps_the_other_axes():
    index = index_from_growth(np.zeros((3, 2, 4)))
    assert index.shape == (4, 2, 4)
    assert (index == 1.0).all()


@pytest.mark.parametrize("function", [growth_rates, average_growth])
@pytest.mark.parametrize("level", [0.0, -3.5, np.nan, np.inf, -np.inf])
def test_a_level_without_growth_is_refused_with_its_row(function, level):
    with pytest.raises(DataError) as error:
        function([100.0, level, 110.0])
    assert str(error.value) == (
        f"levels, row 1: must be a finite number above zero (got {level!r}). "
        "A growth rate needs positive levels: correct or supply the figure."
    )


def test_the_first_bad_year_is_named():
    with pytest.raises(DataError) as error:
        positive_levels([[1.0, 2.0], [3.0, 0.0], [-1.0, 4.0]], "output", years=[2019, 2020, 2021])
    assert error.value.subject == "output, 2020, column 1"
    assert error.value.value == 0.0


@pytest.mark.parametrize("levels", [100.0, [100.0], np.ones((1, 5)), []])
@pytest.mark.parametrize("function", [growth_rates, average_growth])
def test_one_year_has_no_growth(function, levels):
    with pytest.raises(DataError) as error:
        function(levels)
    assert str(error.value) == (
        f"levels: needs the levels of at least two years (got {np.shape(levels)!r}). Add the year before the first."
    )


def test_levels_are_not_changed():
    levels = np.array([1.0, 2.0, 4.0])
    growth_rates(levels)
    average_growth(levels)
    assert levels.tolist() == [1.0, 2.0, 4.0]
    assert levels.flags.writeable


def test_unknown_average_is_refused():
    with pytest.raises(DataError, match="compound, cumulative"):
        average_growth([100.0, 110.0], "geometric")


@pytest.mark.parametrize("growth", [[-1.5, 0.1], [np.nan], [0.1, np.inf]])
def test_index_refuses_growth_that_is_none(growth):
    with pytest.raises(DataError, match="growth, row"):
        index_from_growth(growth)
