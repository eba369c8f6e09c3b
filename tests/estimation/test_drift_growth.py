"""Many random walks with drift in one call against one at a time, and what their intervals cover."""

from __future__ import annotations

import numpy as np
import pytest

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.drift_growth import drift_estimates
from tfp_soctrang.estimation.prior import NormalPrior
from tfp_soctrang.estimation.state_space_tfp import state_space
from tfp_soctrang.estimation.variance_quadrature import over_variances

PRIOR = NormalPrior(mean=0.40, sd=0.05, source="made up")


def samples(seed: int, count: int = 50, n: int = 25, share=0.45):
    rng = np.random.default_rng(seed)
    capital = (0.07 + 0.03 * rng.normal(size=(count, n))).cumsum(axis=-1)
    labour = (0.02 + 0.02 * rng.normal(size=(count, n))).cumsum(axis=-1)
    tfp = (0.018 + 0.02 * rng.normal(size=(count, n))).cumsum(axis=-1)
    share = np.broadcast_to(share, (count,))[:, None]
    output = tfp + share * capital + (1 - share) * labour
    return np.exp(output), {"capital": np.exp(capital), "labour": np.exp(labour)}


@pytest.mark.parametrize("share", [None, 0.4, PRIOR])
@pytest.mark.parametrize("returns", ["constant", "free"])
def test_a_batch_is_the_state_space_fits(share, returns):
    output, inputs = samples(1)
    batch = drift_estimates(output, inputs, capital_share=share, returns=returns)
    for row in (0, 17, 49):
        one = state_space(output[row], {k: v[row] for k, v in inputs.items()}, capital_share=share, returns=returns)
        np.testing.assert_allclose(batch.elasticities[row], one.fit.elasticities[0], atol=1e-11)
        np.testing.assert_allclose(batch.elasticity_errors[row], one.fit.elasticity_errors[0], atol=1e-11)
        # the diffuse smoother of statsmodels, which gives the drift there, keeps some ten digits
        assert batch.drift[row] == pytest.approx(one.fit.parameters["drift"], abs=1e-9)
        assert batch.drift_errors[row] == pytest.approx(one.fit.parameters.standard_errors[2], rel=1e-8)
        assert batch.variance[row] == pytest.approx(one.variances["level"], rel=1e-10)
        assert batch.degrees_of_freedom == one.fit.degrees_of_freedom


def test_intervals_with_a_prior_are_those_of_the_quadrature():
    output, inputs = samples(2, 4)
    batch = drift_estimates(output, inputs, capital_share=PRIOR).interval("capital")
    for row in range(4):
        one = state_space(output[row], {k: v[row] for k, v in inputs.items()}, capital_share=PRIOR)
        assert tuple(batch[row]) == pytest.approx(over_variances(one, scale_points=65).interval("capital"), abs=1e-7)


def test_intervals_cover():
    # without a prior: Student's t, exactly 95 %; three standard errors of a proportion of 4000 are 0.0104
    output, inputs = samples(3, 4000)
    covered = drift_estimates(output, inputs).interval("capital")
    inside = ((covered[:, 0] <= 0.45) & (covered[:, 1] >= 0.45)).mean()
    assert abs(inside - 0.95) < 0.0104
    # with a prior from which the truth is drawn: 95 % too, up to the prior of the variance
    truth = np.random.default_rng(4).normal(PRIOR.mean, PRIOR.sd, 4000)
    output, inputs = samples(5, 4000, share=truth)
    covered = drift_estimates(output, inputs, capital_share=PRIOR).interval("capital")
    assert abs(((covered[:, 0] <= truth) & (covered[:, 1] >= truth)).mean() - 0.95) < 0.0104


def test_shapes():
    output, inputs = samples(6, 6)
    shaped = drift_estimates(output.reshape(2, 3, 25), {k: v.reshape(2, 3, 25) for k, v in inputs.items()})
    flat = drift_estimates(output, inputs)
    np.testing.assert_array_equal(shaped.elasticities.reshape(6, 2), flat.elasticities)
    assert (shaped.drift.shape, shaped.elasticity_covariance.shape) == ((2, 3), (2, 3, 2, 2))
    single = drift_estimates(output[0], {k: v[0] for k, v in inputs.items()})
    assert (single.drift.shape, single.interval("capital").shape) == ((), (2,))
    one_history = {k: v[0] for k, v in inputs.items()}  # one history of inputs, many of output
    assert drift_estimates(output, one_history).drift.shape == (6,)


def test_units_do_not_matter():
    output, inputs = samples(7)
    one = drift_estimates(output, inputs, capital_share=PRIOR)
    other = drift_estimates(
        1e6 * output, {"capital": 1e-3 * inputs["capital"], "labour": 7.0 * inputs["labour"]}, capital_share=PRIOR
    )
    np.testing.assert_allclose(other.elasticities, one.elasticities, atol=1e-11)
    np.testing.assert_allclose(other.drift, one.drift, atol=1e-12)


def test_refusals():
    output, inputs = samples(8, 5)
    even = inputs["capital"].copy()
    even[3] = inputs["labour"][3] * np.exp(0.05 * np.arange(25))
    with pytest.raises(EstimationError, match=r"capital, sample 3: grows evenly.*as a prior"):
        drift_estimates(output, {**inputs, "capital": even})
    with pytest.raises(EstimationError, match=r"capital, sample 0: grows evenly"):
        drift_estimates(output, {"capital": 3.0 * inputs["labour"], "labour": inputs["labour"]})
    assert np.isfinite(drift_estimates(output, {**inputs, "capital": even}, capital_share=PRIOR).elasticities).all()
    broken = inputs["labour"].copy()
    broken[1, 4] = 0.0
    with pytest.raises(DataError, match="labour, row 1"):
        drift_estimates(output, {**inputs, "labour": broken})
    with pytest.raises(EstimationError, match="are not enough"):
        drift_estimates(output[:, :4], {k: v[:, :4] for k, v in inputs.items()})
    with pytest.raises(EstimationError, match="do not fit together"):
        drift_estimates(output[:, :20], inputs)
    with pytest.raises(EstimationError, match="years on its last axis"):
        drift_estimates(1.0, inputs)
    with pytest.raises(EstimationError, match="explain a sample exactly"):
        drift_estimates(np.sqrt(inputs["capital"] * inputs["labour"]), inputs)
    with pytest.raises(EstimationError, match=r"interval\('capital'\)"):
        drift_estimates(output, inputs, capital_share=PRIOR).interval("labour")
