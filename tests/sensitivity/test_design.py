import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import qmc

from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import Empirical, Fixed, Pert, Triangular, TruncatedNormal, Uniform
from tfp_soctrang.sensitivity.rank_correlation import combined, conditional, copula_correlation

UNIT = Uniform(low=0.0, high=1.0)
FACTORS = {
    "share": Triangular(low=0.5, mode=0.6, high=0.7),
    "rate": Pert(low=0.03, mode=0.05, high=0.1),
    "kept": Fixed(value=0.9),
    "error": TruncatedNormal(centre=0.0, sd=0.01),
}
SAMPLINGS = ["random", "latin_hypercube", "sobol"]


def design_of(factors=None, **changes):
    return Design(**{"factors": factors or FACTORS, "draws": 4096, "seed": 3, "block_size": 512, **changes})


def all_of(design):
    return design.between(0, design.draws)


@pytest.mark.parametrize("sampling", SAMPLINGS)
@pytest.mark.parametrize("correlations", [{}, {("share", "rate"): 0.4, ("error", "share"): -0.3}])
def test_draws_are_the_same_however_they_are_cut(sampling, correlations):
    design = design_of(sampling=sampling, rank_correlations=correlations)
    whole = all_of(design)
    backwards = [design.block(number) for number in reversed(range(design.blocks))][::-1]
    copy = pickle.loads(pickle.dumps(design))  # noqa: S301
    for name in FACTORS:
        assert np.array_equal(whole[name], np.concatenate([block[name] for block in backwards]))
        assert np.array_equal(whole[name][700:1300], design.between(700, 1300)[name])
        assert np.array_equal(whole[name], all_of(copy)[name])


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_seeds_matter_and_zero_is_one(sampling):
    found = [all_of(design_of(sampling=sampling, seed=seed))["share"] for seed in (0, 0, 1)]
    assert np.array_equal(found[0], found[1])
    assert not np.array_equal(found[0], found[2])
    assert not np.array_equal(*(design_of(sampling=sampling, seed=0).block(b)["share"] for b in (0, 1)))


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_fixing_one_assumption_leaves_the_draws_of_the_others(sampling):
    one, other = design_of(sampling=sampling), design_of({**FACTORS, "rate": Fixed(value=0.05)}, sampling=sampling)
    for name in ("share", "error"):
        assert np.array_equal(one.block(2)[name], other.block(2)[name])
    assert (other.block(2)["rate"] == 0.05).all()
    assert other.varying == ("share", "error")


def test_more_draws_go_on_where_fewer_ended():
    for sampling, fewer in (("random", 700), ("sobol", 1024)):
        short, long = design_of(draws=fewer, sampling=sampling), design_of(sampling=sampling)
        assert np.array_equal(all_of(short)["rate"], long.between(0, fewer)["rate"])


@pytest.mark.parametrize("size", [1, 8, 64, 4096])
def test_sobol_points_are_those_of_scipy_in_every_block(size):
    factors = dict.fromkeys("abcde", UNIT)
    design = design_of(factors, sampling="sobol", block_size=size, seed=11)
    theirs = qmc.Sobol(5, scramble=True, rng=np.random.default_rng(11)).random(4096)
    assert np.array_equal(np.column_stack(list(all_of(design).values())), np.maximum(theirs, 2.0**-31))


def test_latin_hypercube_has_one_draw_in_each_stratum_of_a_block():
    design = design_of({"a": UNIT, "b": UNIT}, sampling="latin_hypercube", draws=1000, block_size=400)
    for number, rows in ((0, 400), (1, 400), (2, 200)):
        block = design.block(number)
        for name in "ab":
            assert np.array_equal(np.sort((block[name] * rows).astype(int)), np.arange(rows))
        assert abs(np.corrcoef(block["a"], block["b"])[0, 1]) < 4 / np.sqrt(rows)


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_marginals_and_rank_correlations_are_those_asked_for(sampling):
    correlations = {("share", "rate"): 0.7, ("rate", "error"): -0.5}
    design = design_of(sampling=sampling, rank_correlations=correlations, draws=2**16, block_size=2**12)
    drawn = all_of(design)
    # a Spearman correlation of n draws has a standard deviation of at most 1.1 / √n; five of them
    allowed = 5 * 1.1 / 256
    for pair, wanted in {**correlations, ("share", "error"): 0.0}.items():
        found = stats.spearmanr(drawn[pair[0]], drawn[pair[1]]).statistic
        assert found == pytest.approx(wanted, abs=allowed)
    for name in ("share", "rate", "error"):
        marginal = FACTORS[name]
        uniform = np.sort(drawn[name])
        steps = marginal.quantile((np.arange(2**16) + 0.5) / 2**16)
        # distance of the distributions in probability: Kolmogorov's 0.1 % point is 1.95 / √n
        at = np.searchsorted(uniform, steps) / 2**16
        assert np.abs(at - (np.arange(2**16) + 0.5) / 2**16).max() < 1.95 / 256


def test_draws_stay_inside_the_open_unit_interval():
    for sampling in SAMPLINGS:
        u = np.concatenate([design_of(sampling=sampling).probabilities(b) for b in range(8)], axis=1)
        assert u.min() > 0.0
        assert u.max() < 1.0


def test_uncorrelated_assumptions_are_untouched_by_the_correlations_of_others():
    with_pair = design_of(rank_correlations={("share", "error"): 0.5})
    for name in ("share", "rate"):  # the first of a correlated pair leads: its score is its own
        same = np.allclose(all_of(with_pair)[name], all_of(design_of())[name], rtol=1e-12)
        assert same
    assert np.array_equal(all_of(with_pair)["rate"], all_of(design_of())["rate"])


def test_impossible_correlations_name_the_pair_and_how_much_less_would_do():
    given = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9}
    with pytest.raises(AssumptionError, match=r"rank correlation of . and .: cannot hold together") as caught:
        copula_correlation(["a", "b", "c"], given)
    fraction = float(caught.value.remedy.rstrip(".").rsplit(" ", 1)[1])
    assert 0.0 < fraction < 1.0
    copula_correlation(["a", "b", "c"], {pair: fraction * value for pair, value in given.items()})
    with pytest.raises(AssumptionError):
        copula_correlation(["a", "b", "c"], {pair: (fraction + 0.05) * value for pair, value in given.items()})


def test_the_pair_named_is_the_one_out_of_step():
    given = {("a", "b"): 0.8, ("a", "c"): 0.8, ("a", "d"): 0.8, ("b", "c"): 0.8, ("b", "d"): 0.8, ("c", "d"): -0.8}
    with pytest.raises(AssumptionError, match="rank correlation of c and d: cannot hold"):
        copula_correlation(["a", "b", "c", "d"], given)


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_conditional_scores_have_the_joint_covariance(seed, known_number):
    random = np.random.default_rng(seed)
    half = random.normal(size=(5, 7))
    covariance = half @ half.T
    scale = np.sqrt(np.diag(covariance))
    matrix = covariance / np.outer(scale, scale)
    known = np.zeros(5, dtype=bool)
    known[random.permutation(5)[:known_number]] = True
    coefficients, left = conditional(matrix, known)
    # Cov(z_u, z_k) = B C_kk and Var(z_u) = B C_kk Bᵀ + F Fᵀ; condition numbers below 1e6 of 1e-16
    inner = matrix[np.ix_(known, known)]
    assert coefficients @ inner == pytest.approx(matrix[np.ix_(~known, known)], abs=1e-9)
    assert coefficients @ inner @ coefficients.T + left @ left.T == pytest.approx(
        matrix[np.ix_(~known, ~known)], abs=1e-9
    )


def test_combined_is_a_matrix_product_that_never_rounds_otherwise():
    random = np.random.default_rng(1)
    weights, rows = np.tril(random.normal(size=(6, 6))), random.normal(size=(6, 1000))
    found = combined(weights, rows)
    assert found == pytest.approx(weights @ rows, rel=1e-12, abs=1e-12)
    assert np.array_equal(found[:, 137:138], combined(weights, rows[:, 137:138]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sampling": "halton"}, r"design.sampling: is not known \(got 'halton'\). Use one of: random"),
        ({"factors": {}}, "design.factors: is empty"),
        ({"draws": 0}, r"design.draws: must be a whole number not below 1 \(got 0\)"),
        ({"draws": 10.5}, "design.draws: must be a whole number"),
        ({"seed": -1}, "design.seed: must be a whole number not below 0"),
        ({"seed": None}, "design.seed: must be a whole number"),
        ({"seed": True}, "design.seed: must be a whole number"),
        ({"block_size": 0}, "design.block_size"),
        ({"sampling": "sobol", "draws": 5000}, r"design.draws: must be a power of two .* Take 4096"),
        ({"sampling": "sobol", "block_size": 100}, r"design.block_size: must be a power of two .* Take 128"),
        ({"sampling": "sobol", "draws": 2**31}, "more than the Sobol sequence has"),
        ({"rank_correlations": {("share", "kept"): 0.5}}, "rank correlation of kept: is fixed"),
        ({"rank_correlations": {("share", "wage"): 0.5}}, r"is not of two assumptions \(got \('share', 'wage'\)\)"),
        ({"rank_correlations": {("share", "share"): 0.5}}, "is not of two assumptions"),
        ({"rank_correlations": {("share", "rate"): 1.0}}, "must lie between -1 and 1"),
        ({"rank_correlations": {("share", "rate"): 0.1, ("rate", "share"): 0.1}}, "is given twice"),
    ],
)
def test_designs_that_are_refused(changes, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        Design(**{"factors": FACTORS, "draws": 4096, "seed": 3, **changes})
    assert caught.value.remedy


def test_places_outside_the_design_are_refused_and_draws_are_read_only():
    design = design_of()
    with pytest.raises(AssumptionError, match=r"design.block: does not exist \(got 8\). There are 8"):
        design.block(8)
    with pytest.raises(AssumptionError, match="is no range of draws"):
        design.between(0, 4097)
    with pytest.raises(ValueError, match="read-only"):
        design.block(0)["share"][0] = 1.0


def test_an_empirical_assumption_of_one_value_does_not_vary():
    assert design_of({"a": Empirical([2.0, 2.0]), "b": UNIT}).varying == ("b",)
