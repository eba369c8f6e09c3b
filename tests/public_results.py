"""Every kind of result that a public function returns, made once, as a user would."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

import tfp_soctrang as tfp
from made_up import STEPS, assumption, data
from made_up import study as made_up_study
from tfp_soctrang.api.studies import published_phase
from tfp_soctrang.phase_report import phase_report
from tfp_soctrang.sources.plan_file import shipped_plan
from tfp_soctrang.sources.scenario_file import bundled_scenarios
from tfp_soctrang.sources.territory_register import find_territory
from tfp_soctrang.units import Phase

CONSTANT, PERSONS = ("tỷ đồng", "giá so sánh 2010"), ("nghìn người", "")


def economy(n=30):
    """A made-up economy: output is capital^0.4 labour^0.6 times TFP, with noise."""
    draw = np.random.default_rng(8)
    capital = np.exp(np.cumsum(draw.normal(0.06, 0.03, n)))
    labour = np.exp(np.cumsum(draw.normal(0.02, 0.02, n)))
    output = capital**0.4 * labour**0.6 * np.exp(0.01 * np.arange(n) + draw.normal(0.0, 0.01, n))
    return output, {"capital": capital, "labour": labour}, 1990 + np.arange(n)


def _sectors(folder):
    made = {
        f"{name}.{sector}": (unit, size * (1.0 + 0.02 * i + pace) ** STEPS)
        for i, sector in enumerate(("primary", "industry", "services"))
        for name, unit, size, pace in (
            ("output_const2010", CONSTANT, 300.0, 0.03),
            ("fixed_capital_formation_const2010", CONSTANT, 100.0, 0.04),
            ("employed_icls19", PERSONS, 200.0, -0.01),
        )
    }
    whole = {
        name: (unit, sum(values for key, (_, values) in made.items() if key.startswith(f"{name}.")))
        for name, unit in {name.partition(".")[0]: unit for name, (unit, _) in made.items()}.items()
    }
    ratios = "".join(
        assumption(f"initial_capital_output_ratio_{sector}", 2.5, extra="year = 2010")
        for sector in ("primary", "industry", "services")
    )
    return made_up_study(folder, data(folder, whole, made, name="sectors.csv"), ratios)


def _members(folder):
    found = {}
    nation = tfp.baseline("viet_nam")
    values = dict(nation.values)
    values["initial_capital_output_ratio"] = replace(values["initial_capital_output_ratio"], year=2010)
    for i, place in enumerate(("Cần Thơ", "Hậu Giang", "Sóc Trăng")):
        own = {
            "output_const2010": (CONSTANT, (600.0, 250.0, 330.0)[i] * (1.07, 1.065, 1.05)[i] ** STEPS),
            "fixed_capital_formation_const2010": (CONSTANT, (200.0, 90.0, 110.0)[i] * 1.06**STEPS),
            "employed_icls19": (PERSONS, (620.0, 400.0, 600.0)[i] * (1.02, 1.0, 0.99)[i] ** STEPS),
        }
        name = ("can_tho", "Hậu Giang", "Sóc Trăng")[i]
        figures = data(folder, own, name=f"{i}.csv", place=name)
        found[place] = tfp.study(figures, replace(nation, territory=figures.territory.code, values=values))
    return found


@cache
def results(folder: str) -> dict[str, object]:
    """By name; `folder` is where the files that some need may be written."""
    province, country = tfp.load("soc_trang"), tfp.load("viet_nam")
    study, national = tfp.study(province), tfp.study(country)
    other = tfp.study(province, study.assumptions.with_settings(form="log"))
    found: dict[str, object] = {
        "dataset": province,
        "series": province["output_const2010"],
        "baseline": tfp.baseline("soc_trang"),
        "study": study,
        "inputs": study.prepare(Phase(2021, 2025)),
        "phase": study.phase(2021, 2025),
        "capital": tfp.capital_account(study, 2021, 2025),
        "curve": tfp.accounting_curve(national, 2016, 2020),
        "calibration": tfp.calibrate(country),
        "published": published_phase(country.territory, Phase(2016, 2020)),
        "revision": tfp.revision(study, other, Phase(2021, 2025)),
        "projection": tfp.project(study, 2026, 2030),
        "scenarios": bundled_scenarios("soc_trang"),
        "plan": shipped_plan(),
        "report": phase_report(study, 2021, 2025),
    }
    projection = found["projection"]
    found["projected phase"] = projection.scenarios[0]
    found["uncertain projection"] = projection.scenarios[0].uncertainty(512, 0)
    first = projection.scenarios[0]
    found["needed growth"] = first.needed_tfp_growth(0.10)
    found["needed investment"] = first.needed_investment(0.10, 0.05)
    found["year known"] = first.as_years_come_in(draws=256)[-1]
    found["target"] = found["plan"].targets[0]
    found["filler"] = study.assumptions.gap_fillers[0]
    found["specification curve"], found["drivers"] = found["curve"].curve, found["curve"].curve.drivers()

    sensitivity = tfp.phase_sensitivity(study, 2021, 2025)
    run = sensitivity.monte_carlo(2048, 0)
    found |= {
        "sensitivity": sensitivity,
        "fan year": sensitivity.fan(draws=256)[-1],
        "run": run,
        "outcome": run["tfp_contribution_share"],
        "variance": sensitivity.variance(256),
        "interval": run["tfp_contribution_share"].interval(0.9),
        "design": sensitivity.variance(256).design,
        "indices": sensitivity.variance(256)["tfp_contribution_share"],
        "tornado": sensitivity.tornado(),
        "break-evens": sensitivity.break_evens(0.45),
        "grid": sensitivity.contour("labour_share", "depreciation_rate", points=9),
        "uncertainty": sensitivity.uncertainty(2048, variance_draws=256),
    }

    estimates = tfp.estimate(national, 2016, 2020, specifications=["cobb_douglas_free", "translog_free", "ces_nls"])
    output, inputs, years = economy()
    found |= {
        "estimates": estimates,
        "estimate": estimates["translog_free"],
        "verdict": estimates["translog_free"].verdict,
        "rule": estimates["translog_free"].verdict.rules[0],
        "cobb_douglas": tfp.cobb_douglas(output, inputs, years=years, trend="linear"),
        "translog": tfp.translog(output, inputs, years=years, trend="neutral"),
        "ces": tfp.ces(output, inputs, years=years, trend="linear"),
        "state_space": tfp.state_space(output, inputs, years=years),
        "growth": tfp.growth_account(years, output, inputs["capital"], inputs["labour"], capital_share=0.4),
        "growth of many": tfp.growth_account(
            years, output[:, None] * np.ones(3), inputs["capital"][:, None], inputs["labour"][:, None],
            capital_share=np.array([[0.3, 0.4, 0.5]]),
        ),
        "stock": tfp.perpetual_inventory(output, initial_stock=3.0, depreciation_rate=0.05),
    }  # fmt: skip

    found["test"] = found["translog"].tests[0]
    found["industries"] = tfp.industry_account(_sectors(Path(folder)), 2016, 2020)
    found["merged"] = tfp.merged_account(_members(Path(folder)), find_territory("can_tho_2025"), 2016, 2020)

    bad = Path(folder) / "bad.csv"
    bad.write_text(
        "series,year,value,unit,price_base,status,territory\n"
        "output_const2010,2020,<b>abc</b>,tỷ đồng,giá so sánh 2010,chính thức,Sóc Trăng\n",
        encoding="utf-8",
    )
    found["check"] = tfp.check(bad)
    table = Path(folder) / "published.csv"
    table.write_text(
        '"GRDP theo giá so sánh 2010"\n\n"Tỉnh","2020","2021"\n"Sóc Trăng","35002","35415"\n"Cần Thơ","64","62"\n',
        encoding="utf-8-sig",
    )
    found["show"] = tfp.show(table)
    found["table"] = found["show"][0]
    return found
