"""One call for 60 years, 12 assets and 10 000 draws over the same stocks one by one: medians of interleaved runs.

The rivals are timed on a sample of draws and scaled to all of them: single calls of the same functions, one for each
asset and draw (vectors) or one for each draw (all assets in it), and a double loop over years and cohorts in plain
Python. The stocks of the sample are compared before anything is timed.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from tfp_soctrang.arithmetic.asset_profiles import geometric
from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
from tfp_soctrang.arithmetic.retirement import survival

YEARS, ASSETS, DRAWS = 60, 12, 10_000
SINGLE, PLAIN = 300, 3  # draws in the samples
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 7

random = np.random.default_rng(11)
investment = random.uniform(10.0, 30.0, (YEARS, ASSETS, 1)) * 1.05 ** np.arange(YEARS).reshape(-1, 1, 1)
lives = random.uniform(5.0, 50.0, (ASSETS, 1)) * random.uniform(0.8, 1.2, (ASSETS, DRAWS))
rates = random.uniform(0.03, 0.2, (ASSETS, 1)) * random.uniform(0.8, 1.2, (ASSETS, DRAWS))
ages = np.arange(YEARS + 1.0).reshape(-1, 1, 1)


def profiles(life: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Return survival by a Weibull distribution times geometric loss of efficiency."""
    left = survival(YEARS + 1, mean_life=life, distribution="weibull", cov=0.3)
    return left * geometric(ages.reshape(-1, *(1,) * life.ndim), rate)


def together(chosen: slice) -> np.ndarray:
    """Return the closing stocks of some draws in one call of each function."""
    profile = profiles(lives[:, chosen], rates[:, chosen])
    return cohort_stock(investment, profile, investment_timing="middle").closing


def draw_by_draw(draws: int) -> np.ndarray:
    """Return the same, all assets of a draw in one call."""
    found = np.empty((YEARS, ASSETS, draws))
    for j in range(draws):
        profile = profiles(lives[:, j], rates[:, j])
        found[:, :, j] = cohort_stock(investment[:, :, 0], profile, investment_timing="middle").closing
    return found


def one_by_one(draws: int) -> np.ndarray:
    """Return the same, one asset and draw a call."""
    found = np.empty((YEARS, ASSETS, draws))
    for j in range(draws):
        for i in range(ASSETS):
            profile = profiles(lives[i, j], rates[i, j])
            found[:, i, j] = cohort_stock(investment[:, i, 0], profile, investment_timing="middle").closing
    return found


def plain(draws: int) -> np.ndarray:
    """Return the same by a double loop over years and cohorts of Python floats, from profiles that are given."""
    table = profiles(lives[:, :draws], rates[:, :draws])
    found = np.empty((YEARS, ASSETS, draws))
    for j in range(draws):
        for i in range(ASSETS):
            flow, g = investment[:, i, 0].tolist(), table[:, i, j].tolist()
            for t in range(YEARS):
                found[t, i, j] = sum(flow[v] * 0.5 * (g[t - v] + g[t - v + 1]) for v in range(t + 1))
    return found


def seconds(call: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    before = time.perf_counter()
    call()
    return time.perf_counter() - before


def main() -> None:
    """Print the table."""
    known = together(slice(None))
    for rival, draws in ((draw_by_draw, 20), (one_by_one, 5), (plain, PLAIN)):
        if not np.allclose(rival(draws), known[:, :, :draws], rtol=1e-12, atol=0.0):
            raise SystemExit(f"{rival.__name__} finds other stocks")
    profile = profiles(lives, rates)
    singles = SINGLE // ASSETS  # draws whose assets make some hundred single calls
    calls: dict[str, tuple[Callable[[], object], float]] = {
        "one call: survival, profile, stock": (lambda: together(slice(None)), 1.0),
        "  of which the stock": (lambda: cohort_stock(investment, profile, investment_timing="middle"), 1.0),
        f"10 000 calls, 12 assets each (from {SINGLE})": (lambda: draw_by_draw(SINGLE), DRAWS / SINGLE),
        f"120 000 calls, one asset each (from {singles * ASSETS})": (lambda: one_by_one(singles), DRAWS / singles),
        f"plain Python, year by cohort (from {PLAIN * ASSETS} stocks)": (lambda: plain(PLAIN), DRAWS / PLAIN),
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(RUNS):
        for name, (call, factor) in calls.items():
            times[name].append(factor * seconds(call))
    base = statistics.median(times["one call: survival, profile, stock"])
    print(f"{'':52}{'median s':>10}{'min':>9}{'max':>9}{'ratio':>8}   ({RUNS} runs)")
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:52}{median:10.2f}{min(found):9.2f}{max(found):9.2f}{median / base:8.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
