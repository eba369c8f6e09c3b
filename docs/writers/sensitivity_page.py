"""Write sensitivity.md, the page on how much the figure of Sóc Trăng for 2021-2025 depends on its assumptions.

It is made of sensitivity.md.in; every number on it is computed here, and what its sentences say is checked here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import tfp_soctrang as tfp
from tfp_soctrang.accounting_choices import AccountingCurve
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.sensitivity import break_even_rows, driver_rows, ranking_rows
from tfp_soctrang.uncertain_phase import TARGETS, PhaseSensitivity
from tfp_soctrang.units import Phase

__all__ = ["page"]

TEMPLATE = Path(__file__).with_name("sensitivity.md.in")
DRAWS, SEED = 100_000, 0
LEVELS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


def table(*rows: list[str], aligned: str = "---:") -> str:
    """Return a table: the head, then its rows."""
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|---" + f"|{aligned}" * (len(rows[0]) - 1) + "|", *body])


def break_evens(found: PhaseSensitivity, inputs: PhaseInputs) -> str:
    """Return the values that meet each target, errors of single cells left out."""
    values = []
    for target in TARGETS:
        places = found.break_evens(target)
        met = [name for name, one in places.found if not isinstance(one, NotApplicable)]
        shown = zip(met, break_even_rows(places, inputs), strict=True)
        values.append({name: row for name, row in shown if not name.startswith("error_")})
    rows = []
    for name in found.drawn:
        met_by = [one[name] for one in values if name in one]
        if met_by:
            rows.append([met_by[0][0], *(one[name][1] if name in one else "–" for one in values)])
    return table(["giả định · assumption", *(f"tỷ phần TFP {percent(one, 0)} %" for one in TARGETS)], *rows)


def spread(curve: AccountingCurve) -> str:
    """Return the quantiles over all accounting choices."""
    values = curve.curve.values
    for place in (np.nanargmin(values), np.nanargmax(values)):
        if curve.curve.grid.labels(int(place))["reading"] != "discrete/mean_of_shares":
            raise SystemExit("the far ends are no longer means of yearly shares: change the sentence")
    quantiles = np.quantile(values[np.isfinite(values)], LEVELS)
    return table(
        ["phân vị · quantile", *(f"{percent(level, 0)} %" for level in LEVELS)],
        ["tỷ phần TFP, %", *(percent(float(value), 1) for value in quantiles)],
    )


def page() -> str:
    """Return the text of the page."""
    study = tfp.study(tfp.load("soc_trang"))
    inputs = study.prepare(Phase(2021, 2025))
    found = tfp.phase_sensitivity(study, 2021, 2025)
    summary = found.uncertainty(DRAWS, SEED)
    curve = tfp.accounting_curve(study, 2021, 2025)
    totals = [one.total for one in summary.ranking]
    if not (summary.ranking[0].name == "reference_ratio_factor" and totals[0] > sum(totals[1:])):
        raise SystemExit("the initial stock no longer carries more than all others: change the sentence")
    ranked = ranking_rows(summary, inputs)
    shown = sum(total >= 0.001 for total in totals)
    head = ["giả định · assumption", "khoảng · range", "tỷ phần TFP ở hai đầu, %", "phần phương sai · variance, %"]
    drivers = [list(row) for row in driver_rows(curve, inputs)]
    count = f"{len(curve.curve.grid):,}"
    above = dict(summary.targets)
    ends = {"central": summary.central, "low": summary.low, "high": summary.high}
    return TEMPLATE.read_text(encoding="utf-8").format(
        **{name: percent(value, 1) for name, value in ends.items()},
        **{f"{name}_en": percent(value, 1, "en") for name, value in ends.items()},
        median=percent(summary.median, 1),
        growth_low=percent(summary.tfp_growth_low, 2),
        growth_high=percent(summary.tfp_growth_high, 2),
        above_45=percent(above[0.45], 0),
        above_55=percent(above[0.55], 0),
        draws=number(DRAWS / 1000, 0),
        seed=SEED,
        first_en=percent(totals[0], 1, "en"),
        ranking=table(head, *ranked[:shown]),
        rest=len(ranked) - shown,
        break_even=break_evens(found, inputs),
        count=count.replace(",", "."),
        count_en=count,
        spread=spread(curve),
        drivers=table(["lựa chọn · choice", "phần phương sai, %", "tỷ phần TFP bình quân, %"], *drivers, aligned="---"),
    )
