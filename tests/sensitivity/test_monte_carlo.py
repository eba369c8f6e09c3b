import math
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import engine_models as models
import numpy as np
import pytest
from scipy import special

from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable
from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import Triangular, TruncatedNormal, Uniform
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo, replicated
from tfp_soctrang.sensitivity.ordered_work import ordered_results

NORMALS = {
    "a": TruncatedNormal(centre=1.0, sd=0.5),
    "b": TruncatedNormal(centre=-0.5, sd=0.8),
    "c": TruncatedNormal(centre=0.2, sd=1.5),
}
PAIR = {("a", "b"): 0.6}


def design_of(draws=2**16, **changes):
    return Design(**{"factors": NORMALS, "draws": draws, "seed": 7, "block_size": 4096, **changes})


def closed_form(correlations):
    """Mean and standard deviation of the linear model of normals."""
    weights = np.array([models.WEIGHTS[name] for name in NORMALS])
    deviations = np.array([marginal.sd for marginal in NORMALS.values()])
    matrix = np.eye(3)
    if correlations:
        matrix[0, 1] = matrix[1, 0] = 2.0 * math.sin(math.pi * 0.6 / 6.0)
    scaled = weights * deviations
    mean = models.CONSTANT + float(weights @ [marginal.centre for marginal in NORMALS.values()])
    return mean, float(np.sqrt(scaled @ matrix @ scaled))


# -- the closed form ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("correlations", [{}, PAIR], ids=["independent", "correlated"])
@pytest.mark.parametrize("keep", [10**7, 0], ids=["kept", "streamed"])
def test_linear_gaussian_outcome_is_its_closed_form_within_the_stated_error(correlations, keep):
    mean, sd = closed_form(correlations)
    run = monte_carlo(models.linear, design_of(rank_correlations=correlations), keep=keep, targets={"y": [mean + sd]})
    found = run["y"]
    # four standard errors: one comparison in 16 000 fails by chance, and the seed is fixed
    for estimate, wanted in [
        (found.mean, mean),
        (found.median, mean),
        (found.quantile(0.05), mean + sd * special.ndtri(0.05)),
        (found.quantile(0.99), mean + sd * special.ndtri(0.99)),
        (found.interval(0.9).low, mean + sd * special.ndtri(0.05)),
        (found.interval(0.9).high, mean + sd * special.ndtri(0.95)),
        (found.probability_above(mean + sd), special.ndtr(-1.0)),
        (found.probability_below(mean + sd), special.ndtr(1.0)),
        (found.probability_negative, special.ndtr(-mean / sd)),
    ]:
        assert abs(estimate.value - wanted) <= 4 * estimate.standard_error
        assert estimate.standard_error < 0.05 * sd, "an error so large would accept anything"
    assert found.standard_deviation == pytest.approx(sd, rel=4 / math.sqrt(2 * 2**16))
    assert found.probability_undefined.value == 0.0
    assert found.probability_above(mean + sd).rank_error == 0.0


@pytest.mark.parametrize("sampling", ["latin_hypercube", "sobol"])
def test_better_points_come_nearer_than_the_error_of_random_ones(sampling):
    mean, _ = closed_form({})
    random = monte_carlo(models.linear, design_of())["y"].mean
    found = monte_carlo(models.linear, design_of(sampling=sampling))["y"]
    assert abs(found.mean.value - mean) < 0.1 * random.standard_error
    assert found.median.value == pytest.approx(mean, abs=2 * random.standard_error)
    if sampling == "sobol":
        assert isinstance(found.mean.standard_error, NotApplicable)
        assert "scramble" in str(found.quantile(0.1).standard_error)
        assert isinstance(found.probability_above(0.0).standard_error, NotApplicable)


def test_stated_errors_are_those_of_repeated_runs():
    estimates = [monte_carlo(models.linear, design_of(2048, seed=seed, block_size=512))["y"] for seed in range(200)]
    for of in (
        lambda found: found.mean,
        lambda found: found.median,
        lambda found: found.quantile(0.95),
        lambda found: found.probability_above(4.0),
    ):
        spread = np.std([of(found).value for found in estimates], ddof=1)
        stated = np.mean([of(found).standard_error for found in estimates])
        # 200 runs know their standard deviation to 5 %: three times it
        assert stated == pytest.approx(spread, rel=0.15)


def test_replicates_give_sobol_points_an_error():
    mean, _ = closed_form({})
    found = replicated(models.linear, design_of(1024, sampling="sobol"), lambda run: run["y"].mean.value, replicates=16)
    assert abs(found.value - mean) <= 5 * found.standard_error
    assert found.standard_error < 0.1 * monte_carlo(models.linear, design_of(1024))["y"].mean.standard_error
    with pytest.raises(AssumptionError, match="replicates: must be at least 2"):
        replicated(models.linear, design_of(), lambda run: 0.0, replicates=1)


# -- the same bits -----------------------------------------------------------------------------------------------------


def processes(number):
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"))


@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_same_bits_for_one_two_and_five_processes(number):
    with processes(number) as pool:
        for sampling in ("random", "latin_hypercube", "sobol"):
            design = design_of(2**14, sampling=sampling, rank_correlations=PAIR, block_size=1024)
            alone = monte_carlo(models.exponential_sum, design).values("y")
            found = monte_carlo(models.exponential_sum, design, executor=pool, in_flight=1 + number)
            assert np.array_equal(found.values("y"), alone)


class Backwards(Executor):
    """Runs what it has been given in the reverse order, once somebody waits."""

    def __init__(self):
        self.waiting = []
        self.order = []

    def submit(self, function, /, *args):
        executor = self

        class Late(Future):
            def result(self, timeout=None):
                executor.run()
                return super().result(timeout)

        future = Late()
        self.waiting.append((future, function, args))
        return future

    def run(self):
        while self.waiting:
            future, function, args = self.waiting.pop()
            self.order.append(args[0])
            future.set_result(function(*args))


@pytest.mark.parametrize("keep", [10**7, 0], ids=["kept", "streamed"])
def test_the_order_in_which_blocks_finish_does_not_matter(keep):
    design = design_of(2**15, block_size=1024)
    alone = monte_carlo(models.exponential_sum, design, keep=keep)["y"]
    executor = Backwards()
    found = monte_carlo(models.exponential_sum, design, keep=keep, executor=executor, in_flight=8)["y"]
    assert executor.order[:8] == list(range(7, -1, -1))
    levels = np.linspace(0.0, 1.0, 101)
    assert np.array_equal(found.quantiles(levels), alone.quantiles(levels))
    assert (found.mean.value, found.standard_deviation) == (alone.mean.value, alone.standard_deviation)


@pytest.mark.parametrize("chunk", [1, 1000, 16_384, 10**6])
def test_chunks_change_no_draw_and_no_outcome_beyond_rounding(chunk):
    design = design_of(40_000, block_size=16_384) if chunk > 1 else design_of(300, block_size=100)
    seen = []

    def watching(p):
        seen.append({name: values.copy() for name, values in p.items()})
        return models.exponential_sum(p)

    whole = monte_carlo(models.exponential_sum, design).values("y")
    found = monte_carlo(watching, design, chunk=chunk).values("y")
    # 1e-14 of its size: an exponential may round otherwise at the end of an array than in its middle
    assert np.abs(found - whole).max() <= 1e-14 * np.abs(whole).max()
    assert max(len(p["a"]) for p in seen) == min(chunk, design.block_size)
    drawn = design.between(0, design.draws)
    for name in NORMALS:
        assert np.array_equal(np.concatenate([p[name] for p in seen]), drawn[name])


def test_design_and_outcomes_stay_together():
    run = monte_carlo(models.exponential_sum, design_of(10_000, block_size=1024))
    parameters, outcomes = run.between(3000, 7777)
    assert outcomes["y"] == pytest.approx(models.exponential_sum(parameters)["y"], rel=1e-14)
    with pytest.raises(ValueError, match="read-only"):
        run.values("y")[0] = 0.0


def test_no_more_blocks_are_in_flight_than_asked_for():
    busy, most, lock = 0, 0, threading.Lock()

    def work(task):
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        with lock:
            busy -= 1
        return task

    with ThreadPoolExecutor(8) as pool:
        assert list(ordered_results(work, range(50), pool, in_flight=3)) == list(range(50))
    assert most <= 3


def test_progress_counts_the_draws():
    seen = []
    monte_carlo(models.linear, design_of(10_000), progress=lambda *done: seen.append(done))
    assert seen == [(4096, 10_000), (8192, 10_000), (10_000, 10_000)]


# -- undefined, failed -------------------------------------------------------------------------------------------------

SHARES = {"a": Uniform(low=-0.01, high=0.03), "b": Uniform(low=-0.01, high=0.03)}


@pytest.mark.parametrize("keep", [10**7, 0], ids=["kept", "streamed"])
def test_undefined_outcomes_are_counted_and_probabilities_add_up(keep):
    design = Design(factors=SHARES, draws=50_000, seed=0, block_size=4096)
    run = monte_carlo(models.share, design, keep=keep, targets={"share": [0.55]})
    found = run["share"]
    # growth is triangular from -0.02 to 0.06: P(|growth| < 0.0005) = (0.0205² - 0.0195²) / 2 / 0.04²
    undefined = found.probability_undefined
    assert abs(undefined.value - (0.0205**2 - 0.0195**2) / 2 / 0.04**2) <= 4 * undefined.standard_error
    above, below = found.probability_above(0.55).value, found.probability_below(0.55).value
    assert above + below + undefined.value == pytest.approx(1.0, abs=1e-12)
    assert run["path[0]"].probability_undefined.value == 0.0
    assert list(run.outcomes) == ["share", "path[0]", "path[1]"]
    assert len(run.failed) == 0
    if keep:
        drawn = design.between(0, 50_000)
        assert np.array_equal(np.isnan(run.values("share")), np.abs(drawn["a"] + drawn["b"]) < 0.0005)
        assert np.array_equal(run.values("path[1]"), drawn["b"])


def test_an_outcome_that_is_never_defined_says_so():
    def never(p):
        return {"y": np.ma.masked_all(p["a"].shape)}

    found = monte_carlo(never, design_of(1000))["y"]
    for nothing in (found.median, found.mean, found.standard_deviation, found.interval(0.9), found.quantiles([0.5])):
        assert isinstance(nothing, NotApplicable)
        assert "not defined in any draw" in str(nothing)
    assert found.probability_undefined.value == 1.0
    assert found.probability_negative.value == 0.0


@pytest.mark.parametrize("model", [models.with_hole, models.raising], ids=["NaN", "raises"])
@pytest.mark.parametrize("sampling", ["random", "sobol"])
def test_failed_draws_are_counted_shown_and_left_out(model, sampling):
    design = Design(
        factors={"a": TruncatedNormal(centre=0.0, sd=1.0), "b": Uniform(low=0.0, high=1.0)},
        draws=8192, seed=1, block_size=1024, sampling=sampling,
    )  # fmt: skip
    drawn = design.between(0, 8192)["a"]
    bad = np.flatnonzero(drawn > 2.5)
    assert 20 < len(bad) < 90
    run = monte_carlo(model, design, max_failure_rate=0.02)
    assert run.failed.tolist() == bad.tolist()
    assert run.failure_rate == len(bad) / 8192
    assert [draw.number for draw in run.shown] == bad[:5].tolist()
    assert run.shown[0].parameters["a"] == drawn[bad[0]]
    for language in ("vi", "en"):
        assert f"a={drawn[bad[0]]:.6g}" in run.shown[0].text(language)
    assert np.array_equal(np.isnan(run.values("y")), drawn > 2.5)
    assert run["y"].computed == 8192 - len(bad)
    assert run["y"].probability_undefined.value == 0.0, "a failed draw is not an undefined one"
    assert run["y"].mean.value == pytest.approx(drawn[drawn <= 2.5].mean(), rel=1e-12)


@pytest.mark.parametrize("model", [models.with_hole, models.raising], ids=["NaN", "raises"])
def test_more_failures_than_the_stated_rate_end_the_run_with_examples(model):
    design = Design(factors={"a": Uniform(low=0.0, high=3.0)}, draws=5000, seed=1, block_size=1000)
    first = int(np.flatnonzero(design.between(0, 5000)["a"] > 2.5)[0])
    with pytest.raises(EstimationError, match=r"6 of the first 1000 draws failed, 5 may in the whole run") as caught:
        monte_carlo(model, design)
    assert f"{first}: " in str(caught.value)
    assert "Narrow the ranges" in str(caught.value)
    assert "lần rút" in caught.value.text("vi")
    with ThreadPoolExecutor(2) as pool, pytest.raises(EstimationError, match="6 of the first 1000 draws failed"):
        monte_carlo(model, design, executor=pool)


def test_a_model_that_always_stops_is_given_up_soon():
    calls = 0

    def broken(p):
        nonlocal calls
        calls += 1
        raise ValueError("no data")

    with pytest.raises(EstimationError, match="the model stopped with ValueError: no data"):
        monte_carlo(broken, design_of(2**16))
    assert calls < 500


def test_faults_of_the_program_are_not_taken_for_failed_draws():
    with pytest.raises(KeyError):
        monte_carlo(lambda p: {"y": p["no such assumption"]}, design_of(100))


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (lambda p: p["a"], r"model: must return a mapping .* \(got 'ndarray'\)"),
        (lambda p: {}, "must return a mapping with at least one outcome"),
        (lambda p: {"y": 1.0}, r"outcome y must have shape \(100,\) or \(100, k\)"),
        (lambda p: {"y": p["a"][:5]}, r"outcome y must have shape .* \(got \(5,\)\)"),
        (lambda p: {"y": np.array(["x"] * len(p["a"]))}, "outcome y is not numbers"),
        (lambda p: {("y" if p["a"][0] > 1 else "z"): p["a"]}, "returned other outcomes than for the first draws"),
    ],
)
def test_models_that_break_the_protocol_are_refused(model, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        monte_carlo(model, design_of(1000, block_size=100))
    assert caught.value.remedy


def test_a_model_cannot_change_its_draws():
    def meddling(p):
        p["a"][:] = 0.0
        return {"y": p["a"]}

    with pytest.raises(EstimationError, match="read-only"):
        monte_carlo(meddling, design_of(100))


# -- what is asked of the result ---------------------------------------------------------------------------------------


def test_streamed_and_kept_runs_agree():
    design = design_of(2**17, factors={**NORMALS, "c": Triangular(low=0.0, mode=0.1, high=1.0)})
    kept = monte_carlo(models.linear, design)["y"]
    streamed = monte_carlo(models.linear, design, keep=0, targets={"y": [3.0]})["y"]
    assert streamed.probability_above(3.0).value == kept.probability_above(3.0).value
    assert streamed.probability_negative.value == kept.probability_negative.value
    # sums of 2^17 numbers in another order: some 10 roundings of the size of the sum of squares
    assert streamed.mean.value == pytest.approx(kept.mean.value, rel=1e-13)
    assert streamed.standard_deviation == pytest.approx(kept.standard_deviation, rel=1e-12)
    found = streamed.quantile(0.25)
    assert 0.0 < found.rank_error < 1e-4
    one_rank = 1.0 / 2**17  # the two take the quantile between neighbouring ranks differently
    allowed = found.rank_error + one_rank
    assert kept.quantiles([0.25 - allowed])[0] <= found.value <= kept.quantiles([0.25 + allowed])[0]
    other = streamed.probability_above(2.0)
    assert abs(other.value - kept.probability_above(2.0).value) <= other.rank_error > 0.0


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda run: run["z"], r"outcome: is not returned by the model \(got 'z'\). The model returns: y"),
        (lambda run: run["y"].quantile(5.0), r"quantile: its level must lie between 0 and 1"),
        (lambda run: run["y"].interval(90), r"interval: its level must lie between 0 and 1 \(got 90\)"),
        (lambda run: run.between(0, 10**9), "is no range of draws"),
        (lambda run: monte_carlo(models.linear, run.design, targets={"z": [0.0]}), "is not returned by the model"),
        (lambda run: monte_carlo(models.linear, run.design, max_failure_rate=5.0), r"max_failure_rate: must lie"),
        (lambda run: monte_carlo(models.linear, run.design, chunk=0), "chunk: must be at least 1"),
    ],
)
def test_questions_that_are_refused(ask, message):
    run = monte_carlo(models.linear, design_of(100))
    with pytest.raises(AssumptionError, match=message) as caught:
        ask(run)
    assert caught.value.remedy


def test_values_that_were_not_kept_are_not_there():
    run = monte_carlo(models.linear, design_of(10_000), keep=9999)
    with pytest.raises(EstimationError, match=r"outcome y: its values were not kept \(got 10000\)"):
        run.values("y")
