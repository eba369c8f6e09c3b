"""What an estimator refuses before it estimates."""

from __future__ import annotations

import numpy as np
import pytest

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.observations import observations

YEARS = np.arange(2010, 2016)
GOOD = np.array([10.0, 11.0, 12.0, 13.0, 14.0, 15.0])


def test_logs_of_levels():
    made = observations(GOOD, {"capital": 2 * GOOD, "labour": GOOD[::-1]}, YEARS)
    np.testing.assert_array_equal(made.log_output, np.log(GOOD))
    np.testing.assert_array_equal(made.log_inputs, np.log(np.column_stack([2 * GOOD, GOOD[::-1]])))
    assert (made.input_names, made.years[0]) == (("capital", "labour"), 2010)
    with pytest.raises(ValueError, match="read-only"):
        made.log_output[0] = 0.0


@pytest.mark.parametrize("bad", [0.0, -3.0, np.nan, np.inf])
def test_levels_that_have_no_log(bad):
    broken = GOOD.copy()
    broken[2] = bad
    with pytest.raises(DataError, match="capital, 2012"):
        observations(GOOD, {"capital": broken, "labour": GOOD}, YEARS)


def test_series_that_carry_nothing():
    with pytest.raises(EstimationError, match=r"labour: never moves.*got 5\.0.*Take another series"):
        observations(GOOD, {"capital": GOOD, "labour": np.full(6, 5.0)}, YEARS)
    with pytest.raises(EstimationError, match="inputs: are empty"):
        observations(GOOD, {}, YEARS)


def test_years():
    with pytest.raises(EstimationError, match=r"without a hole \(got \[2012\]\)"):
        observations(GOOD, {"capital": GOOD}, [2010, 2011, 2013, 2014, 2015, 2016])
    with pytest.raises(EstimationError, match="without a hole"):
        observations(GOOD, {"capital": GOOD}, [2010, 2011, 2011, 2012, 2013, 2014])
    with pytest.raises(EstimationError, match="must be 6 whole years"):
        observations(GOOD, {"capital": GOOD}, YEARS + 0.5)
    made = observations(GOOD, {"capital": GOOD}, [1, 4, 9, 16, 25, 36], consecutive=False)
    assert made.years.tolist() == [1, 4, 9, 16, 25, 36]


def test_shapes():
    with pytest.raises(EstimationError, match=r"labour: must have 6 levels \(got \(5,\)\)"):
        observations(GOOD, {"labour": GOOD[:5]}, YEARS)
    with pytest.raises(EstimationError, match="output: must be one series"):
        observations(GOOD[:, None], {"labour": GOOD}, YEARS)
