"""The TFP contribution share under 8 192 accounting choices in one call.

The grid: four readings of "contribution in a phase", two timings of investment, four kinds of capital (two rates of a
geometric stock, a gross and a productive one), four beginnings of the stock, eight labour shares, four factors of
outlay and two links of employment.

Against a loop over `study` with the settings and values of each specification, timed on specifications drawn at random
and scaled. Against `specification_curve` (PyPI) with as many specifications: a regression of made-up data on one
variable with every subset of thirteen controls, without its chart. What it computes in a specification is another
thing (least squares on 100 rows), so the ratio is one of machinery: specifications a second. It needs pandas 3 and is
run by the interpreter of an environment of its own that has it:

    python -m venv /tmp/curve && /tmp/curve/bin/pip install specification_curve
    python benchmarks/accounting_choices.py --curve /tmp/curve/bin/python
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

import tfp_soctrang as tfp
from tfp_soctrang.accounting_choices import READING
from tfp_soctrang.method import Study
from tfp_soctrang.sensitivity.specification_grid import Bundle, SpecificationGrid

RUNS, SAMPLE = 7, 100
_SETTINGS = ("investment_timing", "initial_stock", "capital_kind", "retirement", "efficiency")
_REGRESSIONS = """
import contextlib, io, time
import matplotlib
matplotlib.use("Agg")
import numpy as np, pandas as pd
import specification_curve as sc
random = np.random.default_rng(1)
controls = [f"c{i}" for i in range(%d)]
frame = pd.DataFrame({name: random.normal(size=100) for name in ["y", "x", *controls]})
before = time.process_time()
with contextlib.redirect_stdout(io.StringIO()):
    found = sc.SpecificationCurve(frame, y_endog="y", x_exog="x", controls=controls)
    found.fit()
print(time.process_time() - before, len(found.df_r))
"""


def grid(study: Study) -> SpecificationGrid:
    """Return the grid of 8 192 specifications."""
    ratio = {"low": 0.8, "as_set": 1.0}
    capital = {
        "net": ("net", "none", "geometric", 0.05),
        "net_low": ("net", "none", "geometric", 0.038),
        "gross": ("gross", "gamma", "one_hoss_shay", 0.05),
        "productive": ("productive", "gamma", "hyperbolic", 0.05),
    }
    names = ("capital_kind", "retirement", "efficiency", "depreciation_rate")
    found = SpecificationGrid(
        choices={
            READING: ["discrete/compound", "discrete/arithmetic", "geometric/compound", "log/compound"],
            "investment_timing": ["end", "middle"],
            "labour_share": [0.45, 0.47, 0.50, 0.52, 0.55, 0.57, 0.60, 0.62],
            "outlay_to_formation": [0.85, 0.9, 0.95, 1.0],
            "employment_2020": [0.0, 0.02],
        },
        bundles=[
            Bundle(
                name="capital", options={label: dict(zip(names, sets, strict=True)) for label, sets in capital.items()}
            ),
            Bundle(
                name="initial",
                options={
                    **{label: {"initial_stock": ("ratio",), "reference_ratio_factor": ratio[label]} for label in ratio},
                    "steady_state": {"initial_stock": ("steady_state",), "reference_ratio_factor": 1.0},
                    "backcast": {"initial_stock": ("backcast",), "reference_ratio_factor": 1.0},
                },
            ),
        ],
    )
    if len(found) != 8192:
        raise SystemExit(f"the grid has {len(found)} specifications")
    return found


def alone(study: Study, chosen: Mapping[str, Any], ratio: float) -> Any:  # noqa: ANN401 - a number, or why there is none
    """Return the share of one specification, by a study of its own; `ratio` is the reference's for its settings."""
    form, averaging = chosen[READING].split("/")
    settings = {name: chosen[name] for name in _SETTINGS}
    values = {
        name: value for name, value in chosen.items() if name not in (*_SETTINGS, READING, "reference_ratio_factor")
    }
    if chosen["reference_ratio_factor"] != 1.0:
        values["initial_capital_output_ratio"] = ratio * chosen["reference_ratio_factor"]
    changed = study.assumptions.with_settings(**settings).with_values(**values)
    return tfp.study(study.data, changed).phase(2021, 2025, form=form, averaging=averaging).tfp_contribution_share


def reference_ratio(study: Study, chosen: Mapping[str, Any]) -> float:
    """Return the ratio that a specification takes from the reference territory."""
    settings = {name: chosen[name] for name in _SETTINGS}
    changed = study.assumptions.with_settings(**settings).with_values(depreciation_rate=chosen["depreciation_rate"])
    used = tfp.study(study.data, changed).phase(2021, 2025).assumptions
    return next((one.value for one in used if one.assumption.name == "initial_capital_output_ratio"), 1.0)


def seconds(call: Any) -> float:  # noqa: ANN401 - a function without arguments
    """Return the processor time of one call."""
    before = time.process_time()
    call()
    return time.process_time() - before


def main() -> None:
    """Print the ratios."""
    print(f"{RUNS} runs, load {' '.join(f'{one:.1f}' for one in os.getloadavg())}, {os.cpu_count()} cores")
    study = tfp.study(tfp.load("soc_trang"))
    choices = grid(study)
    places = np.random.default_rng(1).choice(len(choices), SAMPLE, replace=False).tolist()
    sample = [choices[place] for place in places]
    ratios = [reference_ratio(study, one) for one in sample]
    curve = tfp.accounting_curve(study, 2021, 2025, grid=choices).curve
    singles = [alone(study, one, ratio) for one, ratio in zip(sample, ratios, strict=True)]
    if not np.allclose(curve.values[places], singles, rtol=1e-12, atol=0.0):
        raise SystemExit("the loop over study finds other shares")
    ours, loop = [], []
    for _ in range(RUNS):
        ours.append(seconds(lambda: tfp.accounting_curve(study, 2021, 2025, grid=choices)))
        loop.append(seconds(lambda: [alone(study, one, ratio) for one, ratio in zip(sample, ratios, strict=True)]))
    scale = len(choices) / SAMPLE
    found = [b * scale / a for a, b in zip(ours, loop, strict=True)]
    print(f"{'accounting_curve, 8 192 specifications':50}{statistics.median(ours):9.3f} s")
    print(f"{f'loop over study, {SAMPLE} of them scaled':50}{statistics.median(loop) * scale:9.1f} s")
    print(f"loop / ours: {statistics.median(found):.0f} ({min(found):.0f} to {max(found):.0f}); wanted: 200")
    if "--curve" not in sys.argv:
        print("specification_curve: not run, name its interpreter with --curve")
        return
    command = [sys.argv[sys.argv.index("--curve") + 1], "-W", "ignore", "-c", _REGRESSIONS % 13]
    theirs, count = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    again = [seconds(lambda: tfp.accounting_curve(study, 2021, 2025, grid=choices)) for _ in range(RUNS)]
    print(f"{f'specification_curve, {count} specifications':50}{float(theirs):9.1f} s")
    ratio = float(theirs) / int(count) * len(choices) / statistics.median(again)
    print(f"specification_curve / ours, a specification: {ratio:.0f}; wanted: 500")


if __name__ == "__main__":
    main()
