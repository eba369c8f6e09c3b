"""A million draws of the whole chain of a phase: perpetual inventory 2010-2025, account, phase share.

The figure is that of Sóc Trăng for 2021-2025 with all of its sixteen assumptions, fills and errors of cells drawn: the
national stock from 2010 on under the drawn depreciation, the ratio it gives in 2020, the province's stock to 2025, the
fills of output, investment and labour, the account, the share. Times are processor time of this process, which others
on the machine lengthen less than wall time; all sides run in one thread.

Against one fused loop that numba compiles (`pip install numba`), drawing excluded: block by block, each drawn just
before, untimed, as the engine does it, and then computed by either side in turns. Ours is the model within the engine,
with the checks of both. The loop keeps every number of a draw in registers and checks nothing but the growth that a
share is taken of.

Against a loop in pandas, a draw at a time, drawing included: a table of the years of either territory, the stock by a
loop over its rows, growth by `pct_change`. It is timed on fewer draws and scaled.

Against SALib: total Sobol indices of six assumptions, N = 8 192, with intervals of 100 resamples, on this model.

Memory: ten million draws, in a process of its own (Linux). All rivals give the same figures, which is checked first.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import tfp_soctrang as tfp
from tfp_soctrang.arithmetic.accounting import SMALLEST_GROWTH
from tfp_soctrang.phase_model import SHARE, TFP_GROWTH
from tfp_soctrang.sensitivity.outcomes import evaluate
from tfp_soctrang.sensitivity.variance import sobol_indices
from tfp_soctrang.uncertain_phase import PhaseSensitivity

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 7
DRAWS, PANDAS_DRAWS, BASE = 1_000_000, 200, 8192
Draws = Mapping[str, np.ndarray]


def phase() -> PhaseSensitivity:
    """Return the phase that is drawn."""
    return tfp.phase_sensitivity(tfp.study(tfp.load("soc_trang")), 2021, 2025)


def pandas_tables(found: PhaseSensitivity) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the published figures of the nation and of the province as a table by year."""
    inputs = found.model.inputs
    reference = inputs.reference
    assert reference is not None  # noqa: S101 - Sóc Trăng takes the ratio of Việt Nam
    nation = pd.DataFrame(
        {"output": reference.output.values, "investment": reference.investment.values}, index=reference.years
    )
    growth = inputs.labour.fills[0].reference_growth
    province = pd.DataFrame(
        {
            "output": inputs.output.values,
            "investment": inputs.investment.values,
            "labour": inputs.labour.values,
            "national_labour_growth": growth,
        },
        index=inputs.years,
    )
    return nation, province


def pandas_draw(nation: pd.DataFrame, province: pd.DataFrame, ratio: float, p: Mapping[str, float]) -> float:
    """Return the TFP contribution share of one draw, as one writes it in a notebook."""
    stock = pd.Series(index=nation.index, dtype=float)
    stock[2010] = ratio * nation.loc[2010, "output"]
    for year in range(2011, 2021):
        stock[year] = (1 - p["depreciation_rate"]) * stock[year - 1] + nation.loc[year, "investment"]
    table = province.copy()
    for year in range(2020, 2025):
        table.loc[year, "output"] *= 1 + p[f"error_output_{year}"]
    table.loc[2025, "output"] = table.loc[2024, "output"] * (1 + p["output_2025"])
    table.loc[2021, "investment"] *= 1 + p["error_investment_2021"]
    table.loc[2022:2025, "investment"] = p["investment_2022_2025"] * table.loc[2022:2025, "output"]
    table["investment"] *= p["outlay_to_formation"]
    for year in (2021, 2022):
        table.loc[year, "labour"] *= 1 + p[f"error_labour_{year}"]
    growth = table["national_labour_growth"]
    table.loc[2020, "labour"] = table.loc[2021, "labour"] / (1 + growth[2021] + p["employment_2020"])
    for year in (2023, 2024, 2025):
        table.loc[year, "labour"] = table.loc[year - 1, "labour"] * (1 + growth[year] + p["employment_2023_2025"])
    table.loc[2020, "capital"] = (
        p["reference_ratio_factor"] * stock[2020] / nation.loc[2020, "output"] * table.loc[2020, "output"]
    )
    for year in range(2021, 2026):
        before = table.loc[year - 1, "capital"]
        table.loc[year, "capital"] = (1 - p["depreciation_rate"]) * before + table.loc[year, "investment"]
    growth = (1 + table[["output", "capital", "labour"]].pct_change().iloc[1:]).prod() ** (1 / 5) - 1
    inputs = (1 - p["labour_share"]) * growth["capital"] + p["labour_share"] * growth["labour"]
    return float((growth["output"] - inputs) / growth["output"])


def fused(found: PhaseSensitivity) -> Callable[[Draws], tuple[np.ndarray, np.ndarray]] | None:
    """Return a compiled loop over draws, or None when numba is not installed."""
    try:
        import numba
    except ImportError:
        return None
    nation, province = pandas_tables(found)
    reference = found.model.inputs.reference
    assert reference is not None  # noqa: S101 - as above
    ratio = reference.values["initial_capital_output_ratio"].value
    national_output = nation["output"].to_numpy()
    national_investment = nation["investment"].to_numpy()
    output_, investment_, labour_, growth_ = (province[name].to_numpy() for name in province)

    # numba reads the types of the arrays it is given
    def loop(  # type: ignore[no-untyped-def]
        labour_share, rate, factor, outlay, output_2025, investment_ratio,
        labour_before, labour_after, e20, e21, e22, e23, e24, e_investment,
        e_labour_21, e_labour_22, share, growth,
    ):  # fmt: skip
        for i in range(len(labour_share)):
            kept = 1.0 - rate[i]
            stock = ratio * national_output[0]
            for t in range(1, 11):
                stock = kept * stock + national_investment[t]
            y20 = output_[0] * (1.0 + e20[i])
            y22 = output_[2] * (1.0 + e22[i])
            y23 = output_[3] * (1.0 + e23[i])
            y24 = output_[4] * (1.0 + e24[i])
            y25 = y24 * (1.0 + output_2025[i])
            first = factor[i] * (stock / national_output[10]) * y20
            part = outlay[i] * investment_ratio[i]
            last = kept * first + outlay[i] * investment_[1] * (1.0 + e_investment[i])
            last = kept * last + part * y22
            last = kept * last + part * y23
            last = kept * last + part * y24
            last = kept * last + part * y25
            n21 = labour_[1] * (1.0 + e_labour_21[i])
            n20 = n21 / (1.0 + growth_[1] + labour_before[i])
            n25 = labour_[2] * (1.0 + e_labour_22[i])
            for t in range(3, 6):
                n25 = n25 * (1.0 + growth_[t] + labour_after[i])
            gy = (y25 / y20) ** 0.2 - 1.0
            gk = (last / first) ** 0.2 - 1.0
            gn = (n25 / n20) ** 0.2 - 1.0
            growth[i] = gy - (1.0 - labour_share[i]) * gk - labour_share[i] * gn
            share[i] = growth[i] / gy if abs(gy) >= smallest else np.nan

    smallest = SMALLEST_GROWTH
    compiled = numba.njit(loop)

    def run(draws: Draws) -> tuple[np.ndarray, np.ndarray]:
        share, growth = np.empty(len(draws["labour_share"])), np.empty(len(draws["labour_share"]))
        compiled(*draws.values(), share, growth)
        return share, growth

    return run


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time of one call: this process's own, whatever else the machine does."""
    before = time.process_time()
    call()
    return time.process_time() - before


def interleaved(calls: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, list[float]]:
    """Return the times of every call, taken in turns, the first turn left out."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for run in range(runs + 1):
        for name, call in calls.items():
            found = seconds(call)
            if run:
                times[name].append(found)
    return times


def against_pandas(found: PhaseSensitivity) -> None:
    """Print the ratio to a loop in pandas, drawing included."""
    nation, province = pandas_tables(found)
    reference = found.model.inputs.reference
    assert reference is not None  # noqa: S101 - as above
    ratio = reference.values["initial_capital_output_ratio"].value
    assert ratio is not None  # noqa: S101 - a value in the baseline
    design = found.design(PANDAS_DRAWS, 1)

    def theirs() -> list[float]:
        drawn = design.block(0)
        return [
            pandas_draw(nation, province, ratio, {name: float(values[i]) for name, values in drawn.items()})
            for i in range(PANDAS_DRAWS)
        ]

    if not np.allclose(theirs(), found.model(design.block(0))[SHARE], rtol=1e-10, atol=0.0):
        raise SystemExit("the loop in pandas finds other shares")
    pairs = interleaved({"ours": lambda: found.monte_carlo(DRAWS, 1), "pandas": theirs})
    ours, loop = (statistics.median(pairs[name]) for name in pairs)
    scaled = loop * DRAWS / PANDAS_DRAWS
    ratios = [b * DRAWS / PANDAS_DRAWS / a for a, b in zip(pairs["ours"], pairs["pandas"], strict=True)]
    print(f"\na million draws, drawing included{'median s':>20}{'min':>9}{'max':>9}")
    print(f"{'monte_carlo':33}{ours:20.3f}{min(pairs['ours']):9.3f}{max(pairs['ours']):9.3f}")
    print(f"{f'pandas, {PANDAS_DRAWS} draws scaled':33}{scaled:20.0f}")
    print(f"pandas / ours: {statistics.median(ratios):.0f} ({min(ratios):.0f} to {max(ratios):.0f}); wanted: 3 000")


def against_numba(found: PhaseSensitivity) -> None:
    """Print the ratio to a compiled loop, drawing excluded."""
    compiled = fused(found)
    if compiled is None:
        print("\nfused loop: not run, numba is not installed (pip install numba)")
        return
    design = found.design(DRAWS, 1)
    blocks = (design.block(number) for number in range(design.blocks))
    for block in blocks:
        ours = found.model(block)
        for got, wanted in zip((SHARE, TFP_GROWTH), compiled(block), strict=True):
            if not np.allclose(ours[got], wanted, rtol=1e-9, atol=1e-12):
                raise SystemExit("the fused loop finds other figures")
    print(f"\na million draws, drawing excluded{'s':>20}")
    times = np.empty((2 * RUNS, design.blocks, 2))
    calls = (lambda block: evaluate(found.model, block), compiled)
    for turn in range(2 * RUNS):
        for number in range(design.blocks):
            for side in ((0, 1), (1, 0))[(turn + number) % 2]:
                block = design.block(number)
                times[turn, number, side] = seconds(partial(calls[side], block))
    whole = times.sum(axis=1)
    least = times.min(axis=0).sum(axis=0)  # what others on the machine do falls on some turns of a block, not on all
    for name, column in zip(("PhaseModel in the engine", "fused loop, numba"), whole.T, strict=True):
        print(f"{name:33}{np.median(column):20.3f}{column.min():9.3f}{column.max():9.3f}")
    ratios = whole[:, 0] / whole[:, 1]
    print(f"ours / numba: {least[0] / least[1]:.2f} by the least time of each block; wanted: at most 1.5")
    print(f"  {least[0]:.3f} s, {least[1]:.3f} s; turn by turn {np.median(ratios):.2f}")
    print(f"  from {ratios.min():.2f} to {ratios.max():.2f}")
    block = design.block(0)
    again = interleaved({"ours": partial(calls[0], block), "numba": partial(calls[1], block)}, max(50 * RUNS, 300))
    ours, loop = (statistics.median(one) for one in again.values())
    least_ours, least_loop = (min(one) for one in again.values())
    print(
        f"one block again and again: {ours / loop:.2f} of medians ({1e3 * ours:.2f} ms, {1e3 * loop:.2f} ms), "
        f"{least_ours / least_loop:.2f} of least times"
    )


def against_salib(found: PhaseSensitivity) -> None:
    """Print the ratio to SALib: indices of six assumptions with intervals, on this model."""
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as sample
    except ImportError:
        print("\nSobol indices: not run, SALib is not installed")
        return
    names = list(found.drawn)[:6]
    six = {name: found.drawn[name] for name in names}
    problem = {"num_vars": 6, "names": names, "bounds": [[0.0, 1.0]] * 6}
    design = found.design(BASE, 1, sampling="sobol").replaced(factors=six)

    def theirs() -> Any:
        points = sample.sample(problem, BASE, calc_second_order=False, seed=1)
        shares = found.model({name: six[name].quantile(points[:, i]) for i, name in enumerate(names)})[SHARE]
        return analysis.analyze(problem, np.asarray(shares), calc_second_order=False, seed=1)

    ours = sobol_indices(found.model, design)[SHARE]
    if not np.allclose(ours.total, theirs()["ST"], rtol=0.0, atol=0.01):  # other points of the same distributions
        raise SystemExit("SALib finds other indices")
    pairs = interleaved({"ours": lambda: sobol_indices(found.model, design), "SALib": theirs})
    print(f"\nSobol indices, N = {BASE}, six assumptions{'median s':>14}")
    for name, one in pairs.items():
        print(f"{name:33}{statistics.median(one):20.3f}{min(one):9.3f}{max(one):9.3f}")
    ratios = [b / a for a, b in zip(*pairs.values(), strict=True)]
    print(f"SALib / ours: {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}); wanted: at least 1")


def peak(draws: int) -> None:
    """Run and print this process's peak memory in MB."""
    run = phase().monte_carlo(draws, 1)
    run[SHARE].interval(0.9)
    # of this program alone: ru_maxrss also holds what the process was before it became this program
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024.0)


def memory() -> None:
    """Print the peak memory of runs in processes of their own."""
    print(f"\n{'peak memory, quantiles asked for':33}{'MB':>20}")
    for draws in (1_000, 1_000_000, 10_000_000, 20_000_000):
        command = [sys.executable, __file__, "--peak", str(draws)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        print(f"{f'{draws:,} draws':33}{float(found):20.0f}")


def main() -> None:
    """Print the ratios."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{RUNS} runs, load {load}, {os.cpu_count()} cores; processor seconds: median, least, most")
    found = phase()
    against_numba(found)
    against_pandas(found)
    against_salib(found)
    memory()


if __name__ == "__main__":
    if "--peak" in sys.argv:
        peak(int(sys.argv[-1]))
    else:
        main()
