import math
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import engine_models as models
import numpy as np
import pytest

from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable
from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import Fixed, TruncatedNormal, Uniform
from tfp_soctrang.sensitivity.shapley import shapley_effects
from tfp_soctrang.sensitivity.variance import sobol_indices

WEIGHTS = np.array([1.0, -2.0, 0.5, 1.5])
DEVIATIONS = np.array([1.0, 0.5, 2.0, 0.8])
NAMES = ("a", "b", "c", "d")


def rank(score):
    """Return the rank correlation whose score correlation is given."""
    return 6.0 / math.pi * math.asin(score / 2.0)


def gaussian(correlations, draws=2**14, **changes):
    factors = {name: TruncatedNormal(centre=1.0, sd=sd) for name, sd in zip(NAMES, DEVIATIONS, strict=True)}
    ranks = {pair: rank(score) for pair, score in correlations.items()}
    return Design(
        **{"factors": factors, "draws": draws, "seed": 3, "sampling": "sobol", "rank_correlations": ranks, **changes}
    )


def linear(p):
    return {"y": 5.0 + sum(weight * p[name] for name, weight in zip(NAMES, WEIGHTS, strict=True))}


def closed_form(correlations):
    """Shapley effects, first and total of the linear Gaussian model, from Var(E[Y | X_J]) = Cov_J' Σ_J⁻¹ Cov_J."""
    matrix = np.eye(4)
    for (one, other), score in correlations.items():
        i, j = NAMES.index(one), NAMES.index(other)
        matrix[i, j] = matrix[j, i] = score
    covariance = matrix * np.outer(DEVIATIONS, DEVIATIONS)
    towards = covariance @ WEIGHTS
    variance = float(WEIGHTS @ towards)

    def explained(chosen):
        chosen = list(chosen)
        return (
            float(towards[chosen] @ np.linalg.solve(covariance[np.ix_(chosen, chosen)], towards[chosen]))
            if chosen
            else 0.0
        )

    effects = np.zeros(4)
    for i in range(4):
        others = [j for j in range(4) if j != i]
        for number in range(4):
            for chosen in combinations(others, number):
                weight = math.factorial(number) * math.factorial(3 - number) / math.factorial(4)
                effects[i] += weight * (explained([*chosen, i]) - explained(chosen))
    first = np.array([explained([i]) for i in range(4)])
    total = np.array([variance - explained([j for j in range(4) if j != i]) for i in range(4)])
    return variance, effects / variance, first / variance, total / variance


@pytest.mark.parametrize(
    "correlations",
    [{}, {("a", "b"): 0.6}, {("a", "c"): -0.7, ("b", "c"): 0.4}, {("a", "b"): 0.5, ("b", "c"): 0.5, ("c", "d"): -0.5}],
    ids=["independent", "one pair", "two pairs", "chain"],
)
def test_correlated_linear_gaussian_effects_are_the_closed_form(correlations):
    variance, effect, first, total = closed_form(correlations)
    found = shapley_effects(linear, gaussian(correlations))["y"]
    # 2^14 base draws: errors of some 3e-3 of the variance; a wrong treatment of correlation errs by 0.1
    assert found.variance == pytest.approx(variance, rel=0.02)
    assert found.effect == pytest.approx(effect, abs=0.01)
    assert found.first == pytest.approx(first, abs=0.02)
    assert found.total == pytest.approx(total, abs=0.01)
    assert found.effect.sum() == pytest.approx(1.0, abs=1e-12)
    assert (np.abs(found.effect - effect) <= 5 * found.effect_error).all()
    assert (np.diff(found.effect_interval) < 0.05).all()


def test_two_correlated_normals_by_hand():
    """Owen and Prieur (2017), SIAM/ASA Journal on Uncertainty Quantification 5, 986–1002: the case of two."""
    score, one, other = 0.8, 1.0, 2.0
    factors = {"a": TruncatedNormal(centre=0.0, sd=one), "b": TruncatedNormal(centre=0.0, sd=other)}
    design = Design(factors=factors, draws=2**15, seed=0, sampling="sobol", rank_correlations={("a", "b"): rank(score)})
    found = shapley_effects(lambda p: {"y": p["a"] + p["b"]}, design)["y"]
    variance = one**2 + 2 * score * one * other + other**2
    by_hand = (one**2 * (1 - score**2 / 2) + score * one * other + other**2 * score**2 / 2) / variance
    assert found.effect[0] == pytest.approx(by_hand, abs=0.005)


def test_independent_assumptions_have_their_sobol_indices():
    angle = Uniform(low=-math.pi, high=math.pi)
    design = Design(factors={"x1": angle, "x2": angle, "x3": angle}, draws=2**15, seed=1, sampling="sobol")
    indices, found = sobol_indices(models.ishigami, design)["y"], shapley_effects(models.ishigami, design)["y"]
    assert found.first == pytest.approx(indices.first, abs=0.02)
    assert found.total == pytest.approx(indices.total, abs=0.02)
    # Ishigami: the interaction of x1 and x3 is shared equally
    assert found.effect == pytest.approx(0.5 * (indices.first + indices.total), abs=0.02)


def test_fixed_assumptions_and_correlation_of_any_distributions():
    factors = {
        "a": Uniform(low=0.0, high=1.0), "kept": Fixed(value=2.0), "b": Uniform(low=0.0, high=1.0),
        "c": Uniform(low=0.0, high=1.0),
    }  # fmt: skip
    design = Design(
        factors=factors, draws=2**14, seed=0, sampling="sobol", rank_correlations={("a", "b"): 0.95}, block_size=1024
    )
    found = shapley_effects(lambda p: {"y": p["kept"] * p["a"] + 0.0 * p["b"] + p["c"]}, design)["y"]
    assert found.names == ("a", "b", "c")
    # b does nothing itself, but knowing it is nearly knowing a: it gets nearly half of a's four fifths
    assert found.effect[1] > 0.3
    assert found.total[1] == pytest.approx(0.0, abs=1e-3)
    assert found.effect[2] == pytest.approx(0.2, abs=0.02)


def test_workers_change_no_bit():
    design = gaussian({("a", "b"): 0.6}, draws=2**10, block_size=128)
    alone = shapley_effects(linear, design)["y"]
    with ThreadPoolExecutor(3) as pool:
        found = shapley_effects(linear, design, executor=pool)["y"]
    assert np.array_equal(found.effect, alone.effect)
    assert np.array_equal(found.effect_error, alone.effect_error)


def test_failures_constants_and_too_many_assumptions():
    design = gaussian({}, draws=256)
    with pytest.raises(EstimationError, match=r"Shapley effects: .* draws failed"):
        shapley_effects(lambda p: {"y": np.where(p["a"] > 1.0, np.nan, 1.0)}, design)
    constant = shapley_effects(lambda p: {"y": np.ones(len(p["a"]))}, design)["y"]
    assert isinstance(constant, NotApplicable)
    masked = shapley_effects(lambda p: {"y": np.ma.masked_where(p["a"] > 1.0, p["b"])}, design)["y"]
    assert isinstance(masked, NotApplicable)
    assert "not defined in" in str(masked)
    many = {f"x{i}": Uniform(low=0.0, high=1.0) for i in range(13)}
    with pytest.raises(AssumptionError, match=r"take at most 12 assumptions \(got 13\)"):
        shapley_effects(linear, Design(factors=many, draws=16, seed=0, sampling="sobol"))
    with pytest.raises(AssumptionError, match="must be sobol here"):
        shapley_effects(linear, gaussian({}, sampling="random"))
