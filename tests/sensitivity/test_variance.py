import importlib.util
import math
from concurrent.futures import ThreadPoolExecutor

import engine_models as models
import numpy as np
import pytest
from scipy import special

from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable
from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import Fixed, Pert, TruncatedNormal, Uniform
from tfp_soctrang.sensitivity.resampling import resample_rows, resampled_means
from tfp_soctrang.sensitivity.sobol_estimators import variance_indices
from tfp_soctrang.sensitivity.variance import sobol_indices

ANGLE = Uniform(low=-math.pi, high=math.pi)
ISHIGAMI = {"x1": ANGLE, "x2": ANGLE, "x3": ANGLE}


def design_of(factors=None, draws=4096, **changes):
    return Design(**{"factors": factors or ISHIGAMI, "draws": draws, "seed": 3, "sampling": "sobol", **changes})


def ishigami_indices(a=7.0, b=0.1):
    """Ishigami and Homma (1990): the variance and its parts in closed form."""
    one = 0.5 * (1.0 + b * math.pi**4 / 5.0) ** 2
    two = a * a / 8.0
    both = b * b * math.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
    variance = one + two + both
    first = np.array([one, two, 0.0]) / variance
    total = np.array([one + both, two, both]) / variance
    return variance, first, total, both / variance


def test_ishigami_indices_are_the_analytic_ones():
    variance, first, total, both = ishigami_indices()
    found = sobol_indices(models.ishigami, design_of(draws=2**16), second_order=True)["y"]
    # 2^16 scrambled Sobol points: some 1e-3 here; random ones would err by 5e-3
    assert found.variance == pytest.approx(variance, rel=1e-3)
    assert found.mean == pytest.approx(3.5, abs=1e-2)
    assert found.first == pytest.approx(first, abs=3e-3)
    assert found.total == pytest.approx(total, abs=3e-3)
    assert found.second[0, 2] == pytest.approx(both, abs=5e-3)
    assert found.second[0, 1] == pytest.approx(0.0, abs=5e-3)
    assert np.isnan(found.second[np.tril_indices(3)]).all()
    assert found.interaction == pytest.approx(both, abs=5e-3)
    for index, interval in ((first, found.first_interval), (total, found.total_interval)):
        assert ((interval[:, 0] <= index) & (index <= interval[:, 1])).all()
        assert (np.diff(interval) < 0.05).all()


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    _, first, total, _ = ishigami_indices()
    inside = []
    for seed in range(60):
        found = sobol_indices(models.ishigami, design_of(draws=512, seed=seed), level=0.9, resamples=60)["y"]
        inside.append((found.first_interval[:, 0] <= first) & (first <= found.first_interval[:, 1]))
        inside.append((found.total_interval[:, 0] <= total) & (total <= found.total_interval[:, 1]))
    # Sobol points err less than the resampled rows say, so too often is right; too rarely is not
    assert np.mean(inside) >= 0.88
    assert np.mean(inside) < 1.0, "intervals that always hold it are too wide to say anything"


def test_sample_and_indices_are_those_of_salib(not_run):
    if importlib.util.find_spec("SALib") is None:
        not_run("install SALib: the indices are compared with its own on the same sample")
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sample

    names = [f"x{i}" for i in range(1, 7)]
    bounds = [[-math.pi, math.pi]] * 3 + [[0.0, 1.0], [2.0, 5.0], [-1.0, 1.0]]
    problem = {"num_vars": 6, "names": names, "bounds": bounds}

    def model(p):
        return {"y": models.ishigami(p)["y"] + p["x4"] * p["x5"] + 0.3 * p["x6"] ** 3}

    factors = {name: Uniform(low=low, high=high) for name, (low, high) in zip(names, bounds, strict=True)}
    for second_order in (False, True):
        run = sobol_indices(model, design_of(factors, block_size=512), second_order=second_order)
        points = sample.sample(problem, 4096, calc_second_order=second_order, seed=np.random.default_rng(3))
        outcomes = model(dict(zip(names, points.T, strict=True)))["y"]
        # the same points; SALib scales them by its own expression, so a last bit may differ
        assert np.abs(run.interleaved("y") - outcomes).max() <= 1e-11
        theirs = analysis.analyze(problem, run.interleaved("y"), calc_second_order=second_order, seed=9)
        rows = np.random.default_rng(9).integers(4096, size=(4096, 100)).T  # the resamples SALib drew
        ours = variance_indices(
            "y", tuple(names), run.evaluations["y"], second_order=second_order, resamples=np.ascontiguousarray(rows)
        )
        assert np.abs(ours.first - theirs["S1"]).max() <= 1e-9
        assert np.abs(ours.total - theirs["ST"]).max() <= 1e-9
        z = special.ndtri(0.975)
        assert np.abs(z * ours.first_error - theirs["S1_conf"]).max() <= 1e-9
        assert np.abs(z * ours.total_error - theirs["ST_conf"]).max() <= 1e-9
        assert np.array_equal(ours.first, run["y"].first)
        if second_order:
            upper = np.triu_indices(6, 1)
            assert np.abs(ours.second[upper] - theirs["S2"][upper]).max() <= 1e-9
            assert np.abs(z * ours.second_error[upper] - theirs["S2_conf"][upper]).max() <= 1e-9


def test_linear_model_of_any_distributions_divides_by_variances():
    factors = {
        "a": Pert(low=0.0, mode=1.0, high=4.0),
        "b": TruncatedNormal(centre=0.0, sd=0.5, low=-1.0, high=2.0),
        "kept": Fixed(value=3.0),
        "c": Uniform(low=-1.0, high=1.0),
    }

    def model(p):
        return {"y": 100.0 + p["kept"] + 2.0 * p["a"] - p["b"] + 0.5 * p["c"]}

    found = sobol_indices(model, design_of(factors, draws=2**14))["y"]
    parts = np.array([4.0, 1.0, 0.25]) * [factors[name].variance for name in "abc"]
    assert found.names == ("a", "b", "c")
    assert found.first == pytest.approx(parts / parts.sum(), abs=2e-3)
    assert found.total == pytest.approx(parts / parts.sum(), abs=2e-3)


def test_blocks_chunks_and_workers_change_nothing():
    whole = sobol_indices(models.ishigami, design_of())
    with ThreadPoolExecutor(3) as pool:
        cut = sobol_indices(models.ishigami, design_of(block_size=256), chunk=100, executor=pool)
    # the model's sums may round otherwise in a shorter array
    assert np.abs(cut.evaluations["y"] - whole.evaluations["y"]).max() <= 1e-14 * 20
    assert cut["y"].total == pytest.approx(whole["y"].total, abs=1e-12)
    assert cut["y"].total_error == pytest.approx(whole["y"].total_error, abs=1e-12)


def test_outcomes_of_several_columns_have_indices_of_their_own():
    def model(p):
        return {"path": np.stack([p["x1"], p["x1"] + p["x2"]], axis=1), "nothing": np.zeros(len(p["x1"]))}

    found = sobol_indices(model, design_of())
    assert found["path[0]"].total == pytest.approx([1.0, 0.0, 0.0], abs=1e-2)
    assert found["path[1]"].total == pytest.approx([0.5, 0.5, 0.0], abs=1e-2)
    assert isinstance(found["nothing"], NotApplicable)
    assert "nothing is 0 whatever the assumptions" in str(found["nothing"])
    with pytest.raises(AssumptionError, match="is not returned by the model"):
        found["x"]


def test_failed_and_undefined_points_leave_out_their_base_draw():
    def model(p):
        undefined = p["x3"] > 3.14 * 0.999
        values = np.where(p["x2"] > 3.14 * 0.9999, np.inf, models.ishigami(p)["y"])
        return {"y": np.ma.masked_where(undefined, values)}

    found = sobol_indices(model, design_of(draws=2**14))
    assert 0 < len(found.failed) < 20
    assert 0.0 < found["y"].undefined < 0.01
    assert "is inf" in found.shown[0].text()
    assert found["y"].total == pytest.approx(ishigami_indices()[2], abs=0.03)

    def half(p):
        return {"y": np.ma.masked_where(p["x1"] > 0.0, p["x2"]), "z": p["x2"]}

    split = sobol_indices(half, design_of())
    assert isinstance(split["y"], NotApplicable)
    assert "not defined in 7" in str(split["y"])  # both halves and the mixed points: three quarters of the base draws
    assert split["z"].total[1] == pytest.approx(1.0, abs=1e-2)
    with pytest.raises(EstimationError, match=r"Sobol indices: .* of the first 20480 draws failed"):
        sobol_indices(lambda p: {"y": np.where(p["x1"] > 0.0, np.nan, p["x2"])}, design_of())


def test_correlated_assumptions_are_refused_with_the_remedy():
    with pytest.raises(AssumptionError, match=r"correlated assumptions \(got 'x1 and x3'\). Use shapley_effects"):
        sobol_indices(models.ishigami, design_of(rank_correlations={("x1", "x3"): 0.3}))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sobol_indices(models.ishigami, design_of(sampling="random")), "design.sampling: must be sobol here"),
        (lambda: sobol_indices(models.ishigami, design_of({"x1": Fixed(value=1.0)})), "design.factors: do not vary"),
        (lambda: sobol_indices(models.ishigami, design_of(), level=95), r"level: must lie between 0 and 1 \(got 95\)"),
        (lambda: sobol_indices(models.ishigami, design_of(), resamples=1), "resamples: must be at least 2"),
    ],
)
def test_questions_that_are_refused(call, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        call()
    assert caught.value.remedy


def test_resampled_means_are_those_of_the_rows(monkeypatch):
    terms = np.random.default_rng(0).normal(size=(300, 4))
    rows = resample_rows(5, 300, 0, 20)
    plain = np.stack([terms[each].mean(axis=0) for each in rows])
    assert resampled_means(terms, 20, 5) == pytest.approx(plain, abs=1e-14)
    monkeypatch.setattr("tfp_soctrang.sensitivity.resampling._MOST_AT_ONCE", 1000)
    assert resampled_means(terms, 20, 5) == pytest.approx(plain, abs=1e-14)
    assert resampled_means(terms, rows) == pytest.approx(plain, abs=1e-14)
