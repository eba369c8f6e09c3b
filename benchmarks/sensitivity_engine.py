"""The pure parts of the sensitivity engine: drawing, Monte Carlo of a cheap model, Sobol indices, peak memory.

Drawing: seconds a million draws of each distribution, and of an eight-assumption design, beside `scipy.stats` quantiles
of the same distributions. Monte Carlo: a million draws of a model of six operations, beside plain numpy that draws and
computes in one array. Indices: six assumptions, N = 8 192, first and total with intervals of 100 resamples, beside
SALib on the same model and points. Memory: ten million draws, one outcome kept, in a process of its own. Medians of
interleaved runs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np
from scipy import stats

from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import (
    Beta,
    Empirical,
    LogNormal,
    Marginal,
    Pert,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo
from tfp_soctrang.sensitivity.variance import sobol_indices

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 7
DRAWS, BASE = 2**20, 8192
MILLIONS = DRAWS / 1e6

FACTORS: dict[str, Marginal] = {
    "labour_share": Triangular(low=0.5, mode=0.6, high=0.7),
    "depreciation": Pert(low=0.03, mode=0.05, high=0.10),
    "initial_ratio": LogNormal(median=2.5, log_sd=0.3),
    "output_error": TruncatedNormal(centre=0.0, sd=0.005),
    "labour_error": TruncatedNormal(centre=0.0, sd=0.01, low=-0.02, high=0.02),
    "quality": Uniform(low=0.0, high=0.01),
    "utilisation": Beta(a=8.0, b=2.0),
    "deflator": Empirical(np.linspace(0.95, 1.05, 30), np.arange(1.0, 31.0)),
}
THEIRS = {
    "labour_share": stats.triang(0.5, 0.5, 0.2),
    "depreciation": stats.beta(1 + 4 * 2 / 7, 1 + 4 * 5 / 7, 0.03, 0.07),
    "initial_ratio": stats.lognorm(0.3, scale=2.5),
    "output_error": stats.norm(0.0, 0.005),
    "labour_error": stats.truncnorm(-2.0, 2.0, 0.0, 0.01),
    "quality": stats.uniform(0.0, 0.01),
    "utilisation": stats.beta(8.0, 2.0),
}
SIX = {name: FACTORS[name] for name in list(FACTORS)[:6]}
UNIT_SIX = {f"x{i}": Uniform(low=0.0, high=1.0) for i in range(6)}


def model(p: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return a residual of six assumptions."""
    capital = (0.09 - p["depreciation"]) / p["initial_ratio"] + 0.05
    labour = 0.01 + p["labour_error"] + p["quality"]
    return {"tfp": 0.065 + p["output_error"] - (1.0 - p["labour_share"]) * capital - p["labour_share"] * labour}


def polynomial(p: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return a function of six numbers from 0 to 1, with an interaction."""
    x = list(p.values())
    return {"y": x[0] + 2.0 * x[1] ** 2 + x[2] * x[3] + 0.5 * x[4] - 0.1 * x[5]}


def seconds(call: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    before = time.perf_counter()
    call()
    return time.perf_counter() - before


def medians(calls: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, list[float]]:
    """Return the times of every call, taken in turns, the first turn left out."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for run in range(runs + 1):
        for name, call in calls.items():
            found = seconds(call)
            if run:
                times[name].append(found)
    return times


def table(title: str, times: Mapping[str, list[float]], scale: float = 1.0, rival: str = "") -> None:
    """Print medians, and the ratio of the rival to each."""
    print(f"\n{title:58}{'median s':>10}{'min':>9}{'max':>9}{'rival/it':>10}")
    for name, found in times.items():
        median = statistics.median(found) * scale
        ratio = f"{statistics.median(times[rival]) * scale / median:10.1f}" if rival else ""
        print(f"{name:58}{median:10.3f}{min(found) * scale:9.3f}{max(found) * scale:9.3f}{ratio}")


def draw(design: Design) -> None:
    """Draw every block and keep none."""
    for number in range(design.blocks):
        design.block(number)


def quantiles() -> None:
    """Time the quantile function of each distribution, block by block as the engine calls it."""
    u = np.random.default_rng(1).random((64, 2**14))

    def by_block(quantile: Callable[[np.ndarray], np.ndarray], rows: np.ndarray) -> None:
        for row in rows:
            quantile(row)

    ours = {f"{name}: {type(m).__name__}": partial(by_block, m.quantile, u) for name, m in FACTORS.items()}
    theirs = {f"  scipy.stats {name}": partial(by_block, d.ppf, u[:4]) for name, d in THEIRS.items()}
    table("quantiles, a million", medians(ours), 1.0 / MILLIONS)
    table("the same by scipy.stats (from 65 536)", medians(theirs, 3), 16.0 / MILLIONS)


def drawing() -> None:
    """Time a million draws of eight assumptions."""
    pairs = {("labour_share", "depreciation"): 0.5, ("quality", "output_error"): -0.3}
    calls: dict[str, Callable[[], object]] = {}
    for sampling in ("random", "latin_hypercube", "sobol"):
        design = Design(factors=FACTORS, draws=DRAWS, seed=1, sampling=sampling)
        calls[sampling] = partial(draw, design)
        calls[f"{sampling}, two rank correlations"] = partial(draw, design.replaced(rank_correlations=pairs))
    table("eight assumptions, a million draws", medians(calls), 1.0 / MILLIONS)


def plain_numpy() -> None:
    """Draw with numpy's own generators and compute, all in one array."""
    random = np.random.default_rng(1)
    found = model(
        {
            "labour_share": random.triangular(0.5, 0.6, 0.7, DRAWS),
            "depreciation": 0.03 + 0.07 * random.beta(1 + 4 * 2 / 7, 1 + 4 * 5 / 7, DRAWS),
            "initial_ratio": random.lognormal(np.log(2.5), 0.3, DRAWS),
            "output_error": random.normal(0.0, 0.005, DRAWS),
            "labour_error": np.clip(random.normal(0.0, 0.01, DRAWS), -0.02, 0.02),
            "quality": random.uniform(0.0, 0.01, DRAWS),
        }
    )["tfp"]
    np.quantile(found, [0.05, 0.5, 0.95])


def simulation() -> None:
    """Time a million draws of a cheap model."""

    def ours() -> None:
        monte_carlo(model, Design(factors=SIX, draws=DRAWS, seed=1))["tfp"].interval(0.9)

    rival = "plain numpy, all at once"
    table("Monte Carlo, six assumptions", medians({"monte_carlo": ours, rival: plain_numpy}), 1.0 / MILLIONS, rival)


def indices() -> None:
    """Time first and total indices with intervals beside SALib."""
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as sample
    except ImportError:
        print("\nSobol indices: not run, SALib is not installed")
        return
    problem = {"num_vars": 6, "names": list(UNIT_SIX), "bounds": [[0.0, 1.0]] * 6}
    design = Design(factors=UNIT_SIX, draws=BASE, seed=1, sampling="sobol")

    def theirs() -> dict[str, np.ndarray]:
        points = sample.sample(problem, BASE, calc_second_order=False, seed=np.random.default_rng(1))
        outcomes = polynomial(dict(zip(UNIT_SIX, points.T, strict=True)))["y"]
        found: dict[str, np.ndarray] = analysis.analyze(problem, outcomes, calc_second_order=False, seed=1)
        return found

    if not np.allclose(sobol_indices(polynomial, design)["y"].total, theirs()["ST"], rtol=0.0, atol=1e-9):
        raise SystemExit("SALib finds other indices")
    calls = {"sobol_indices": lambda: sobol_indices(polynomial, design), "SALib sample, model, analyse": theirs}
    table("Sobol indices, N = 8192, 100 resamples", medians(calls), rival="SALib sample, model, analyse")


def peak(draws: int) -> None:
    """Run and print this process's peak memory in MB."""
    run = monte_carlo(model, Design(factors=SIX, draws=draws, seed=1))
    run["tfp"].interval(0.9)
    # of this program alone: ru_maxrss also holds what the process was before it became this program
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024.0)


def memory() -> None:
    """Print the peak memory of runs in processes of their own."""
    print(f"\n{'peak memory, one outcome kept':58}{'MB':>10}")
    for draws in (100_000, 10_000_000, 20_000_000):
        command = [sys.executable, __file__, "--peak", str(draws)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        kept = "" if draws <= 10_000_000 else " (summarised)"
        print(f"{f'{draws:,} draws, quantiles asked for{kept}':58}{float(found):10.0f}")


def main() -> None:
    """Print the tables."""
    print(f"{RUNS} runs")
    quantiles()
    drawing()
    simulation()
    indices()
    memory()


if __name__ == "__main__":
    if "--peak" in sys.argv:
        peak(int(sys.argv[-1]))
    else:
        main()
