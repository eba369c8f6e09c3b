"""A phase under the ranges of its assumptions: every number against single runs of the study."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import math
import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from made_up import BASIC, data, study
from single_runs import RATIO_FACTOR, account, share
from tfp_soctrang.cli import cli
from tfp_soctrang.errors import AssumptionError, NotApplicable
from tfp_soctrang.linking import extend_by_growth
from tfp_soctrang.phase_model import SHARE, TFP_GROWTH, TFP_INDEX, PhaseModel, marginal_of
from tfp_soctrang.sensitivity.bounded_distributions import Fixed, Pert, Triangular, Uniform
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo
from tfp_soctrang.sensitivity.normal_distributions import LogNormal, TruncatedNormal

PHASES = {"soc_trang": (2021, 2025), "viet_nam": (2016, 2020)}
PHASE = (2021, 2025)
# relative: the same operations on the same numbers, in one array or in one row
EXACT = 1e-12


@pytest.fixture(scope="module")
def province():
    return tfp.study(tfp.load("soc_trang"))


@pytest.fixture(scope="module")
def found(province):
    return tfp.phase_sensitivity(province, *PHASE)


@pytest.fixture(scope="module")
def run(found):
    return found.monte_carlo(20_000, seed=3)


# ------------------------------------------------------------------------------------------------- what is drawn


@pytest.mark.parametrize("name", list(PHASES))
def test_the_central_share_is_the_figure(name):
    made, phase = tfp.study(tfp.load(name)), PHASES[name]
    for errors in (True, False):
        one = tfp.phase_sensitivity(made, *phase, errors=errors)
        assert one.central_share == pytest.approx(made.phase(*phase).tfp_contribution_share, rel=1e-14)
        # nothing drawn: the very figure
        assert float(one.model({})[SHARE][0]) == made.phase(*phase).tfp_contribution_share


@pytest.mark.parametrize("name", list(PHASES))
@pytest.mark.parametrize("reading", ["discrete/compound", "geometric/arithmetic", "log/cumulative"])
def test_draws_are_single_runs_of_the_study(name, reading):
    form, averaging = reading.split("/")
    plain = tfp.study(tfp.load(name))
    made = tfp.study(plain.data, plain.assumptions.with_settings(form=form, averaging=averaging))
    one = tfp.phase_sensitivity(made, *PHASES[name], errors=False)
    result = one.monte_carlo(4000, seed=11)
    parameters, outcomes = result.between(0, 4000)
    for i in range(0, 4000, 223):
        chosen = {factor: float(values[i]) for factor, values in parameters.items()}
        alone = account(made, PHASES[name], chosen)
        assert outcomes[SHARE][i] == pytest.approx(alone.tfp_contribution_share, rel=EXACT)
        assert outcomes[TFP_GROWTH][i] == pytest.approx(alone.tfp_growth, rel=EXACT)


def revised(plain, errors):
    """The figures with the named cells revised, growth rates of output chained on to levels before."""
    data_ = plain.data
    series = dict(data_.series)
    output = series["output_const2010"]
    if "output_growth" in series:
        output = extend_by_growth(output, series.pop("output_growth"))
    names = {"output": output, "investment": series["investment_outlay_current"], "labour": series["employed_icls19"]}
    for what, one in names.items():
        values = np.array(one.values)
        for year in one.years.tolist():
            values[one.years == year] *= 1.0 + errors.get(f"error_{what}_{year}", 0.0)
        series[one.name] = replace(one, values=values)
    return tfp.study(replace(data_, series=series), plain.assumptions)


def test_errors_of_cells_are_revised_figures(province, found):
    parameters, outcomes = found.monte_carlo(500, seed=5).between(0, 500)
    cells = [name for name in parameters if name.startswith("error_")]
    assert len(cells) == 8
    for i in range(0, 500, 71):
        errors = {name: float(parameters[name][i]) for name in cells}
        values = {name: float(parameters[name][i]) for name in parameters if name not in errors}
        # the reference's ratio is one of its own figures: errors of the province leave it
        moved = revised(province, errors)
        # the mean ratio of investment is an assumption with a value here, not computed anew from revised figures
        assert outcomes[SHARE][i] == pytest.approx(share(moved, PHASE, values), rel=EXACT)


STATUSES = {2015: "sơ bộ", 2017: "sơ bộ", 2018: "ước tính", 2020: "ước tính"}


def uncertain_cells(tmp_path):
    figures = data(tmp_path, BASIC)
    path = tmp_path / "made_up.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    for year, status in STATUSES.items():
        lines = [
            line.replace("chính thức", status) if line.startswith(f"output_const2010;{year};") else line
            for line in lines
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return figures, tfp.load(path)


def test_a_cell_is_drawn_by_its_status(tmp_path):
    official, mixed = uncertain_cells(tmp_path)
    plain = tfp.phase_sensitivity(study(tmp_path, official, ""), 2016, 2020)
    assert not [name for name in plain.drawn if name.startswith("error_")]
    made = study(tmp_path, mixed, "")
    one = tfp.phase_sensitivity(made, 2016, 2020)
    values = made.assumptions.values
    expected = {
        f"error_output_{year}": values["error_preliminary" if status == "sơ bộ" else "error_estimate"]
        for year, status in STATUSES.items()
    }
    assert {name for name in one.drawn if name.startswith("error_")} == set(expected)
    for name, assumption in expected.items():
        assert one.drawn[name] == Triangular(low=assumption.low, mode=0.0, high=assumption.high)
        assert one.central[name] == 0.0
    assert values["error_preliminary"].high < values["error_estimate"].high
    assert not [n for n in tfp.phase_sensitivity(made, 2016, 2020, errors=False).drawn if n.startswith("error_")]


def test_a_revised_last_year_moves_growth_as_by_hand(tmp_path):
    _, mixed = uncertain_cells(tmp_path)
    made = study(tmp_path, mixed, "")
    one = tfp.phase_sensitivity(made, 2016, 2020)
    errors = np.array([-0.004, 0.0, 0.003])
    growth = one.model({"error_output_2020": errors})[TFP_GROWTH]
    levels = BASIC["output_const2010"][1]
    by_hand = (levels[10] * (1.0 + errors) / levels[5]) ** 0.2 - (levels[10] / levels[5]) ** 0.2
    np.testing.assert_allclose(growth - growth[1], by_hand, rtol=0.0, atol=1e-15)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("fixed", Fixed(value=0.05)),
        ("uniform", Uniform(low=0.03, high=0.08)),
        ("triangular", Triangular(low=0.03, mode=0.05, high=0.08)),
        ("pert", Pert(low=0.03, mode=0.05, high=0.08)),
        ("normal", TruncatedNormal(centre=0.05, sd=(0.08 - 0.03) / (2.0 * 1.6448536269514722), low=0.03, high=0.08)),
        ("log_normal", LogNormal.from_range(0.03, 0.08, level=0.9)),
    ],
)
def test_each_word_is_its_distribution(word, expected):
    rate = tfp.baseline("viet_nam")["depreciation_rate"]
    assert marginal_of(replace(rate, value=0.05, low=0.03, high=0.08, distribution=word), 0.05) == expected
    assert marginal_of(replace(rate, low=0.05, high=0.05, distribution=word), 0.05) == Fixed(value=0.05)


def test_a_computed_value_outside_its_range_is_refused():
    rate = tfp.baseline("viet_nam")["depreciation_rate"]
    with pytest.raises(AssumptionError, match="outside its range"):
        marginal_of(rate, 0.2)


# --------------------------------------------------------------------------------------------- what the caller chooses


def test_only_holds_the_others(found, province):
    one = tfp.phase_sensitivity(province, *PHASE, only=["labour_share", "depreciation_rate"])
    parameters, outcomes = one.monte_carlo(200, seed=0).between(0, 200)
    for name, values in parameters.items():
        assert (np.ptp(values) > 0.0) == (name in {"labour_share", "depreciation_rate"})
        if name not in {"labour_share", "depreciation_rate"}:
            assert (values == one.central[name]).all()
    # what varies is drawn as it is with all the others: the same numbers
    everything, _ = found.monte_carlo(200, seed=0).between(0, 200)
    assert np.array_equal(parameters["labour_share"], everything["labour_share"])
    for i in range(0, 200, 67):
        chosen = {name: float(parameters[name][i]) for name in ("labour_share", "depreciation_rate")}
        assert outcomes[SHARE][i] == pytest.approx(share(province, PHASE, chosen), rel=EXACT)
    with pytest.raises(AssumptionError, match="capital_share"):
        tfp.phase_sensitivity(province, *PHASE, only=["capital_share"])


def test_distributions_take_the_place_of_the_assumptions(province):
    narrow = Uniform(low=0.049, high=0.051)
    one = tfp.phase_sensitivity(province, *PHASE, distributions={"depreciation_rate": narrow})
    values = one.design(1000, 0).block(0)["depreciation_rate"]
    assert one.drawn["depreciation_rate"] == narrow
    assert (values.min() >= 0.049, values.max() <= 0.051) == (True, True)
    with pytest.raises(AssumptionError, match="rate_of_depreciation"):
        tfp.phase_sensitivity(province, *PHASE, distributions={"rate_of_depreciation": narrow})


def test_rank_correlations_are_drawn_and_end_the_ranking(province):
    pair = ("labour_share", "depreciation_rate")
    one = tfp.phase_sensitivity(province, *PHASE, rank_correlations={pair: 0.7})
    drawn, _ = one.monte_carlo(20_000, seed=1).between(0, 20_000)
    ranks = [np.argsort(np.argsort(drawn[name])) for name in pair]
    # standard error of a rank correlation of 0.7 with 20 000 draws: about (1 - 0.49) / √20 000 = 0.0036
    assert np.corrcoef(ranks)[0, 1] == pytest.approx(0.7, abs=0.015)
    with pytest.raises(AssumptionError):
        one.variance(256)
    assert one.uncertainty(2000, variance_draws=256).ranking == ()


# ------------------------------------------------------------------------------------------------ the same everywhere


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_any_number_of_processes_gives_the_same_bits(province, workers):
    one = tfp.phase_sensitivity(province, *PHASE)
    design = one.design(6000, 7, block_size=500)
    alone = monte_carlo(tfp.phase_sensitivity(province, *PHASE).model, design)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        there = monte_carlo(one.model, design, executor=pool)
        indices = one.variance(256, 7, executor=pool)[SHARE]
    for name in (SHARE, TFP_GROWTH):
        assert alone.values(name).tobytes() == there.values(name).tobytes()
    assert np.array_equal(indices.total, one.variance(256, 7)[SHARE].total)


def test_a_cluster_gives_the_same_bits(found, not_run):
    if importlib.util.find_spec("distributed") is None:
        not_run("install dask[distributed]: a phase is drawn on a cluster of two workers")
    alone = found.monte_carlo(50_000, seed=2)
    with warnings.catch_warnings():
        # of the cluster's own machinery, while it starts and stops: not of what is tested
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        with (
            LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            there = found.monte_carlo(50_000, seed=2, executor=client.get_executor())
    for name in (SHARE, TFP_GROWTH):
        assert alone.values(name).tobytes() == there.values(name).tobytes()


def test_chunks_change_no_draw_and_no_more_than_the_last_digit(found):
    whole = found.monte_carlo(20_000, seed=4)
    for chunk in (1000, 16_384):
        parts = found.monte_carlo(20_000, seed=4, chunk=chunk)
        drawn, again = whole.between(0, 20_000)[0], parts.between(0, 20_000)[0]
        assert all(np.array_equal(drawn[name], again[name]) for name in drawn)
        for name in (SHARE, TFP_GROWTH):
            np.testing.assert_allclose(parts.values(name), whole.values(name), rtol=1e-14, atol=0.0)


def test_a_seed_is_its_numbers(found, run):
    again = found.monte_carlo(20_000, seed=3)
    other = found.monte_carlo(20_000, seed=4)
    assert np.array_equal(run.values(SHARE), again.values(SHARE))
    assert not np.array_equal(run.values(SHARE), other.values(SHARE))


# -------------------------------------------------------------------------------------------------- what is made of it


def test_tornado_ends_are_the_measures_of_capital(province, found):
    bars = {bar.assumption: bar for bar in found.tornado().bars}
    account_ = tfp.capital_account(province, *PHASE)

    def measure(variant, value):
        return next(
            one.tfp_contribution_share
            for one in account_.measures
            if one.variant == variant and one.value == pytest.approx(value)
        )

    rate = bars["depreciation_rate"]
    assert (rate.low, rate.high) == (0.038, 0.08)
    assert rate.at_low == pytest.approx(measure("depreciation_rate", 0.038), rel=EXACT)
    assert rate.at_high == pytest.approx(measure("depreciation_rate", 0.08), rel=EXACT)
    ratio = bars[RATIO_FACTOR]
    assert ratio.at_low == pytest.approx(measure("initial_capital_output_ratio", 1.9), rel=EXACT)
    assert ratio.at_high == pytest.approx(measure("initial_capital_output_ratio", 3.5), rel=EXACT)
    widths = [abs(bar.swing) for bar in found.tornado().bars]
    assert widths == sorted(widths, reverse=True)


def test_tornado_between_quantiles(found):
    bars = {bar.assumption: bar for bar in found.tornado((0.05, 0.95)).bars}
    rate = found.drawn["depreciation_rate"]
    ends = rate.quantile(np.array([0.05, 0.95]))
    assert (bars["depreciation_rate"].low, bars["depreciation_rate"].high) == pytest.approx(tuple(ends), rel=1e-15)


@pytest.mark.parametrize("target", [0.45, 0.55])
def test_break_even_values_give_the_target_when_put_back(province, found, target):
    met = set()
    for name, place in found.break_evens(target).found:
        if isinstance(place, NotApplicable) or name.startswith("error_"):
            continue
        for root in place.roots:
            # 1e-9: the search ends when the assumption is known to its last digits
            assert share(province, PHASE, {name: root.value}) == pytest.approx(target, abs=1e-9)
            met.add(name)
    # found wherever the share lies on either side of the target at the ends of the range, and nowhere else here
    sides = {bar.assumption: (bar.at_low < target) != (bar.at_high < target) for bar in found.tornado().bars}
    assert met == {name for name, apart in sides.items() if apart and not name.startswith("error_")}
    assert met


def test_a_break_even_of_an_error_gives_the_target_too(province, found):
    places = {name: place for name, place in found.break_evens(0.46).found if name.startswith("error_")}
    roots = {name: place.roots for name, place in places.items() if not isinstance(place, NotApplicable)}
    assert roots
    for name, values in roots.items():
        moved = {name: float(values[0].value)}
        # the mean ratio of investment stays the central one
        central = {"investment_2022_2025": found.central["investment_2022_2025"]}
        assert share(revised(province, moved), PHASE, central) == pytest.approx(0.46, abs=1e-9)


def test_contour_is_single_runs(province, found):
    grid = found.contour("labour_share", "depreciation_rate", points=5)
    values = np.asarray(grid.values)
    for i, first in enumerate(np.linspace(0.42, 0.62, 5)):
        for k, second in enumerate(np.linspace(0.038, 0.08, 5)):
            alone = share(province, PHASE, {"labour_share": float(first), "depreciation_rate": float(second)})
            assert values[i, k] == pytest.approx(alone, rel=EXACT)


def test_summary_is_the_counts_of_the_draws(found, run):
    values, growth = run.values(SHARE), run.values(TFP_GROWTH)
    summary = found.summary(run, level=0.8, targets=(0.45, 0.55), variance_draws=256)
    assert summary.central == found.central_share
    # the engine interpolates between order statistics as numpy does
    assert (summary.low, summary.high) == pytest.approx(tuple(np.quantile(values, [0.1, 0.9])), abs=1e-4)
    assert summary.median == pytest.approx(np.median(values), abs=1e-4)
    assert summary.tfp_growth_low == pytest.approx(np.quantile(growth, 0.1), abs=1e-5)
    assert summary.tfp_growth_high == pytest.approx(np.quantile(growth, 0.9), abs=1e-5)
    assert summary.probability_negative == np.mean(values < 0.0) > 0.0
    assert summary.probability_undefined == 0.0
    for target, probability in summary.targets:
        assert probability == np.mean(values > target)
    totals = [one.total for one in summary.ranking]
    assert totals == sorted(totals, reverse=True)
    assert {one.name for one in summary.ranking} == {name for name, one in found.drawn.items() if one.low < one.high}
    for one in summary.ranking:
        assert one.total_low <= one.total <= one.total_high


def test_sobol_sampling_is_nearer_and_other_points(found, run):
    sobol = found.monte_carlo(2**14, seed=3, sampling="sobol")
    assert sobol[SHARE].median.value == pytest.approx(run[SHARE].median.value, abs=0.003)


def test_the_fan_is_tfp_by_year(province, found):
    by_year = PhaseModel(inputs=found.model.inputs, form="discrete", averaging="compound", by_year=True)
    index = by_year({name: np.array([value]) for name, value in found.central.items()})[TFP_INDEX]
    levels = province.phase(*PHASE).levels
    growth = [level.tfp_growth for level in levels[1:]]
    np.testing.assert_allclose(index[0], np.cumprod(1.0 + np.array(growth)), rtol=1e-12)
    fan = found.summary(found.monte_carlo(500, seed=0), variance_draws=256).fan
    assert [one.year for one in fan] == [2021, 2022, 2023, 2024, 2025]
    assert all(tuple(sorted(one.index)) == one.index for one in fan)
    width = [one.index[-1] - one.index[0] for one in fan]
    assert width[-1] > width[0]


# ---------------------------------------------------------------------------------- shares negative, and not defined

FILLED = """
[[viet_nam.gap_fillers]]
name = "output_2020"
measure = "output"
years = [2020]
rule = "growth"
value = {value}
low = -0.1
high = 0.1
distribution = "uniform"
unit = "made up"
source = "made up"
reason = "made up"
"""


def through_zero(tmp_path, value=0.05):
    """A territory that stood still until the last year, whose growth may be of either sign."""
    prices, values = BASIC["output_const2010"]
    still = BASIC | {"output_const2010": (prices, values * 0.0 + 1000.0)}
    figures = data(tmp_path, still, drop={("output_const2010", 2020)})
    return study(tmp_path, figures, FILLED.format(value=value))


def test_growth_through_zero_is_counted_exactly(tmp_path):
    made = through_zero(tmp_path)
    one = tfp.phase_sensitivity(made, 2016, 2020, only=["output_2020"])
    result = one.monte_carlo(50_000, seed=1)
    pace = result.between(0, 50_000)[0]["output_2020"]
    growth = (1.0 + pace) ** 0.2 - 1.0
    alone = made.phase(2016, 2020)
    inputs = alone.capital_contribution + alone.labour_contribution
    undefined = np.abs(growth) < 0.0005
    shares = np.where(undefined, np.nan, 1.0 - inputs / np.where(undefined, 1.0, growth))
    assert 0.01 < np.mean(undefined) < 0.05
    # cancellation: growth near 0.0005 is known to 1e-16 / 0.0005 of itself
    np.testing.assert_allclose(result.values(SHARE), shares, rtol=1e-11)
    assert result[SHARE].probability_undefined.value == np.mean(undefined)
    # over all draws, the undefined ones among them
    defined = shares[~undefined]
    assert result[SHARE].probability_negative.value == pytest.approx(
        np.mean(defined < 0.0) * (~undefined).mean(), rel=0.05
    )
    assert 0.3 < result[SHARE].probability_negative.value < 0.7
    np.testing.assert_allclose(result.values(TFP_GROWTH), growth - inputs, rtol=0.0, atol=1e-15)
    assert not len(result.failed)


def test_negative_shares_are_single_runs(tmp_path):
    made = through_zero(tmp_path)
    one = tfp.phase_sensitivity(made, 2016, 2020)
    parameters, outcomes = one.monte_carlo(300, seed=1).between(0, 300)
    negative = np.flatnonzero(outcomes[SHARE] < 0.0)[:5]
    undefined = np.flatnonzero(np.isnan(outcomes[SHARE]))[:3]
    assert (len(negative), len(undefined) > 0) == (5, True)
    for i in [*negative, *undefined]:
        chosen = {name: float(values[i]) for name, values in parameters.items()}
        alone = account(made, (2016, 2020), chosen)
        if np.isnan(outcomes[SHARE][i]):
            assert isinstance(alone.tfp_contribution_share, NotApplicable)
        else:
            assert outcomes[SHARE][i] == pytest.approx(alone.tfp_contribution_share, rel=EXACT)
        assert outcomes[TFP_GROWTH][i] == pytest.approx(alone.tfp_growth, rel=EXACT)


def test_a_figure_that_is_not_defined_says_so_and_still_has_a_distribution(tmp_path):
    made = through_zero(tmp_path, value=0.0)
    one = tfp.phase_sensitivity(made, 2016, 2020)
    assert isinstance(one.central_share, NotApplicable)
    assert "not defined" in str(one.central_share)
    summary = one.uncertainty(5000, seed=1, variance_draws=256)
    assert isinstance(summary.central, NotApplicable)
    assert summary.low < 0.0 < summary.high
    assert 0.0 < summary.probability_undefined < 0.1
    assert math.isfinite(summary.tfp_growth_median)


# ------------------------------------------------------------------------------------------------------ the command


def command(*arguments):
    result = CliRunner().invoke(cli, ["sensitivity", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


ARGUMENTS = ("2021-2025", "--draws", 3000, "--seed", 5)


@pytest.fixture(scope="module")
def record():
    return json.loads(command(*ARGUMENTS, "--format", "json"))


def test_json_is_the_library(found, record):
    summary = found.uncertainty(3000, seed=5)
    for name in ("central", "median", "low", "high", "draws", "seed", "probability_negative", "probability_undefined"):
        assert record[name] == getattr(summary, name)
    assert [(one["target"], one["probability_above"]) for one in record["targets"]] == list(summary.targets)
    ranked = {one["name"]: one["total"] for one in record["assumptions"]}
    assert ranked == {one.name: one.total for one in summary.ranking}
    places = {one["target"]: one["values"] for one in record["break_even"]}
    assert set(places) == {0.0, 0.45, 0.55}
    for target, values in places.items():
        expected = dict(found.break_evens(target).found)
        for name, roots in values.items():
            assert roots == [root.value for root in expected[name].roots]


def test_csv_is_one_row_an_assumption(record):
    rows = list(csv.DictReader(io.StringIO(command(*ARGUMENTS, "--format", "csv"))))
    assert [row["name"] for row in rows] == [one["name"] for one in record["assumptions"]]
    assert [float(row["total"]) for row in rows] == [one["total"] for one in record["assumptions"]]


def test_table_shows_the_numbers(record):
    for lang, comma in (("vi", ","), ("en", ".")):
        text = command(*ARGUMENTS, "--lang", lang)
        for name in ("central", "low", "high", "median"):
            assert f"{100 * record[name]:.1f}".replace(".", comma) in text
        assert "46,1" in text or lang == "en"


def test_npz_holds_the_draws_and_outcomes(found, tmp_path):
    path = tmp_path / "draws.npz"
    command(*ARGUMENTS, "--npz", path)
    parameters, outcomes = found.monte_carlo(3000, seed=5).between(0, 3000)
    with np.load(path) as kept:
        names = {f"assumption:{name}" for name in parameters} | {f"outcome:{name}" for name in outcomes}
        assert set(kept) == names
        for kind, columns in (("assumption", parameters), ("outcome", outcomes)):
            for name, values in columns.items():
                assert np.array_equal(kept[f"{kind}:{name}"], values)


def test_only_on_the_command_line(province):
    shown = json.loads(command(*ARGUMENTS, "--only", "labour_share, depreciation_rate", "--format", "json"))
    assert {one["name"] for one in shown["assumptions"]} == {"labour_share", "depreciation_rate"}
    one = tfp.phase_sensitivity(province, *PHASE, only=["labour_share", "depreciation_rate"])
    assert shown["low"] == one.uncertainty(3000, seed=5, variance_draws=256).low


def test_two_workers_print_the_same_bytes():
    arguments = (*ARGUMENTS[:2], 40_000, *ARGUMENTS[3:])
    for shape in ("table", "json"):
        assert command(*arguments, "--format", shape, "--workers", 2) == command(*arguments, "--format", shape)


def test_specifications_on_the_command_line(province, tmp_path):
    text = command(*ARGUMENTS, "--specifications", "--format", "json", "--charts", tmp_path / "charts")
    shown = json.loads(text)["specifications"]
    result = tfp.accounting_curve(province, *PHASE)
    curve = result.curve
    assert shown["count"] == len(curve.grid)
    assert shown["quantiles"]["0.5"] == np.quantile(curve.values, 0.5)
    drivers = curve.drivers()
    assert {one["choice"]: one["total"] for one in shown["drivers"]} == dict(
        zip(drivers.axes, drivers.total.tolist(), strict=True)
    )
    tfp.figures.save(tfp.figures.specification_curve(result), tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_bytes() == (tmp_path / "charts/specifications.svg").read_bytes()


def test_charts_are_the_same_bytes_each_time(tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        command(*ARGUMENTS, "--charts", folder)
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == ["contour.svg", "density.svg", "fan.svg", "index.svg", "tornado.svg"]
    for name in names:
        first, second = (folder.joinpath(name).read_bytes() for folder in folders)
        assert first == second
        assert len(first) > 5000
