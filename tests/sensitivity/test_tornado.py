import numpy as np
import pytest

from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable
from tfp_soctrang.sensitivity.distributions import Fixed, LogNormal, Triangular, TruncatedNormal, Uniform
from tfp_soctrang.sensitivity.tornado import central_values, tornado

FACTORS = {
    "small": Uniform(low=0.0, high=1.0),
    "kept": Fixed(value=10.0),
    "large": Triangular(low=-2.0, mode=0.0, high=4.0),
}


def model(p):
    return {"y": p["kept"] + p["small"] - 3.0 * p["large"], "ratio": np.ma.masked_equal(p["small"], 0.0) * 1.0}


def test_bars_are_the_outcomes_at_the_ends_widest_first():
    found = tornado(model, FACTORS, "y", amplitude="range", base={"large": 1.0})
    assert found.amplitude == "range"
    assert found.base == {"small": 0.5, "kept": 10.0, "large": 1.0}
    assert found.base_outcome == 10.0 + 0.5 - 3.0
    assert [(bar.assumption, bar.low, bar.high) for bar in found.bars] == [("large", -2.0, 4.0), ("small", 0.0, 1.0)]
    assert [(bar.at_low, bar.at_high) for bar in found.bars] == [(16.5, -1.5), (7.0, 8.0)]
    assert [bar.swing for bar in found.bars] == [-18.0, 1.0]


def test_the_amplitude_may_be_two_quantiles():
    factors = {**FACTORS, "large": TruncatedNormal(centre=1.0, sd=2.0)}
    found = tornado(model, factors, "y", amplitude=(0.05, 0.95))
    bar = found.bars[0]
    assert found.amplitude == (0.05, 0.95)
    assert (bar.low, bar.high) == pytest.approx((1.0 - 2 * 1.6448536269514722, 1.0 + 2 * 1.6448536269514722))
    assert bar.swing == pytest.approx(-3.0 * (bar.high - bar.low))
    with pytest.raises(AssumptionError, match=r"large: its range has no end .* amplitude=\(0.05, 0.95\)"):
        tornado(model, factors, "y", amplitude="range")


def test_the_model_is_called_once():
    calls = []

    def counted(p):
        calls.append(len(p["small"]))
        return model(p)

    tornado(counted, FACTORS, "y", amplitude="range")
    assert calls == [5]


def test_an_end_where_the_outcome_is_not_defined_says_so_and_comes_last():
    found = tornado(model, FACTORS, "ratio", amplitude="range")
    last = found.bars[-1]
    assert last.assumption == "small"
    assert isinstance(last.at_low, NotApplicable)
    assert isinstance(last.swing, NotApplicable)
    assert str(last.swing) == "not applicable: ratio is not defined where small is 0"
    assert last.at_high == 1.0
    nowhere = tornado(lambda p: {"y": np.ma.masked_all(len(p["small"]))}, FACTORS, "y", amplitude="range")
    assert isinstance(nowhere.base_outcome, NotApplicable)


def test_central_values_are_medians_unless_given():
    assert central_values({"a": LogNormal(median=2.0, log_sd=1.0)}) == {"a": pytest.approx(2.0)}


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"outcome": "z"}, AssumptionError, r"outcome: is not returned by the model \(got 'z'\)"),
        ({"amplitude": (0.9, 0.1)}, AssumptionError, "amplitude: is no pair of levels"),
        ({"amplitude": (0.0, 1.0)}, AssumptionError, "amplitude: is no pair of levels"),
        ({"base": {"wage": 1.0}}, AssumptionError, "base: is not an assumption of the design"),
        ({"base": {"small": 41.2}}, AssumptionError, r"small: the central value lies outside its range 0 to 1"),
        ({"model": lambda p: {"y": np.where(p["small"] > 0.9, np.nan, 1.0)}}, EstimationError,
         r"1 of the first 5 draws failed, 0 may .*small=1"),
    ],
)  # fmt: skip
def test_tornadoes_that_are_refused(changes, error, message):
    with pytest.raises(error, match=message) as caught:
        tornado(**{"model": model, "factors": FACTORS, "outcome": "y", "amplitude": "range", **changes})
    assert caught.value.remedy
