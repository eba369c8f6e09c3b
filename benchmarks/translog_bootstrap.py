"""10 000 bootstrap replications of a translog function on 25 years: one call over loops, medians of interleaved runs.

The rivals are a loop over statsmodels' OLS on the rows drawn, a loop over our own single regression, and NumPy's
batched QR on the gathered rows. All 10 000 coefficient vectors are compared before anything is timed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import statsmodels.api as sm

from tfp_soctrang.estimation.bootstrap import BLOCK, bootstrap_coefficients
from tfp_soctrang.estimation.least_squares import coefficients_of
from tfp_soctrang.estimation.translog_bootstrap import bootstrap_translog
from tfp_soctrang.estimation.translog_model import translog_model

YEARS, REPLICATIONS = 25, 10_000
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 7

random = np.random.default_rng(3)
t = np.arange(YEARS)
capital = np.exp(0.08 * t + random.normal(0.0, 0.03, YEARS).cumsum())
labour = np.exp(0.02 * t + random.normal(0.0, 0.02, YEARS).cumsum())
output = capital**0.4 * labour**0.6 * np.exp(0.01 * t + random.normal(0.0, 0.02, YEARS))
inputs = {"capital": capital, "labour": labour}
model = translog_model(output, inputs)
y, x, names = model.response, model.design, model.terms.names
rows = np.concatenate(
    [
        np.random.default_rng(np.random.SeedSequence(0, spawn_key=(block,))).integers(0, YEARS, (BLOCK, YEARS))
        for block in range(-(-REPLICATIONS // BLOCK))
    ]
)[:REPLICATIONS]


def together() -> np.ndarray:
    """Return the coefficients of all replications in one call."""
    return bootstrap_coefficients(y, x, names, replications=REPLICATIONS, seed=0).coefficients


def residuals() -> np.ndarray:
    """Return those of a bootstrap of residuals in one call."""
    return bootstrap_coefficients(y, x, names, replications=REPLICATIONS, seed=0, resampling="residual").coefficients


def elasticities() -> np.ndarray:
    """Return the standard errors of elasticities from the levels, in one call."""
    return bootstrap_translog(output, inputs, replications=REPLICATIONS, seed=0).elasticity_errors


def gathered() -> np.ndarray:
    """Return the coefficients by QR of every replication, batched over the gathered rows."""
    return coefficients_of(y[rows], x[rows])


def statsmodels_loop() -> np.ndarray:
    """Return the coefficients by one OLS of statsmodels a replication, the rows being drawn already."""
    return np.array([sm.OLS(y[drawn], x[drawn]).fit().params for drawn in rows])


def seconds(call: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    before = time.perf_counter()
    call()
    return time.perf_counter() - before


def main() -> None:
    """Print the table."""
    ours, theirs = together(), statsmodels_loop()
    gap = np.abs(ours - theirs)
    relative = (gap / np.abs(theirs).max(axis=1, keepdims=True)).max()
    if gap.max() > 1e-10 or relative > 1e-10:
        raise SystemExit(f"statsmodels finds other coefficients: {gap.max():.1e}, {relative:.1e}")
    print(f"largest gap to statsmodels: {gap.max():.1e}, relative to its vector of coefficients {relative:.1e}")
    calls: dict[str, Callable[[], object]] = {
        "one call, pairs": together,
        "one call, residuals": residuals,
        "one call, errors of 50 elasticities, from levels": elasticities,
        "gathered rows, batched QR": gathered,
        "loop over statsmodels OLS, rows given": statsmodels_loop,
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(RUNS):
        for name, call in calls.items():
            times[name].append(seconds(call))
    base = statistics.median(times["one call, pairs"])
    print(f"{'':50}{'median ms':>11}{'min':>10}{'max':>10}{'ratio':>8}   ({RUNS} runs)")
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:50}{1e3 * median:11.1f}{1e3 * min(found):10.1f}{1e3 * max(found):10.1f}{median / base:8.1f}")


if __name__ == "__main__":
    main()
