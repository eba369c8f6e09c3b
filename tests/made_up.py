"""Made-up figures of a territory as a tidy table, for the tests of what a study can use."""

from __future__ import annotations

import numpy as np

import tfp_soctrang as tfp

YEARS = np.arange(2010, 2021)
STEPS = np.arange(len(YEARS))
_CONSTANT, _CURRENT, _PERSONS = ("tỷ đồng", "giá so sánh 2010"), ("tỷ đồng", "giá hiện hành"), ("nghìn người", "")

# name: (unit and prices, values)
BASIC = {
    "output_const2010": (_CONSTANT, 1000.0 * 1.06**STEPS * (1 + 0.01 * np.sin(STEPS))),
    "fixed_capital_formation_const2010": (_CONSTANT, 320.0 * 1.07**STEPS * (1 + 0.03 * np.cos(STEPS))),
    "employed_icls13": (_PERSONS, 500.0 * 1.01**STEPS),
}
INCOME = {
    "output_current": (_CURRENT, 1000.0 * 1.12**STEPS),
    "taxes_less_subsidies_current": (_CURRENT, 100.0 * 1.11**STEPS),
    "compensation_of_employees_current": (_CURRENT, 380.0 * 1.125**STEPS),
    "mixed_income_current": (_CURRENT, 200.0 * 1.10**STEPS),
    "own_account_income_current": (_CURRENT, 150.0 * 1.10**STEPS),
    "employees": (_PERSONS, 300.0 * 1.03**STEPS),
}
DETAIL = {
    "hours_per_person": (("giờ", ""), 2200.0 - 7.0 * STEPS),
    "trained_share": (("%", ""), 15.0 + 0.8 * STEPS),
    "employed.trained": (_PERSONS, 75.0 * 1.06**STEPS),
    "employed.untrained": (_PERSONS, 425.0 * 1.001**STEPS),
    "income_per_worker.trained": (("triệu đồng", "giá hiện hành"), 9.0 * 1.08**STEPS),
    "income_per_worker.untrained": (("triệu đồng", "giá hiện hành"), 5.0 * 1.08**STEPS),
    "employed.employee": (_PERSONS, 300.0 * 1.03**STEPS),
    "employed.own_account": (_PERSONS, 200.0 * 0.98**STEPS),
    "income_per_worker.employee": (("triệu đồng", "giá hiện hành"), 0.09 * 1.09**STEPS),
    "income_per_worker.own_account": (("triệu đồng", "giá hiện hành"), 0.05 * 1.09**STEPS),
}
ASSETS = {
    "fixed_capital_formation_const2010.structures": (_CONSTANT, 200.0 * 1.06**STEPS),
    "fixed_capital_formation_const2010.machinery": (_CONSTANT, 100.0 * 1.10**STEPS),
}


def data(tmp_path, *groups, name="made_up.csv", place="Việt Nam", drop=()):
    """A data set of the groups of made-up series; `drop` holds (series, year) to leave out."""
    rows = ["series;year;value;unit;price_base;status;territory"]
    for group in groups or (BASIC,):
        for series, ((unit, prices), values) in group.items():
            rows += [
                f"{series};{year};{value!r};{unit};{prices};chính thức;{place}"
                for year, value in zip(YEARS.tolist(), values.tolist(), strict=True)
                if (series, year) not in drop
            ]
    path = tmp_path / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tfp.load(path)


def assumption(name, value, low=None, high=None, extra=""):
    """The text of one assumption in a file."""
    low, high = value if low is None else low, value if high is None else high
    return (
        f'[viet_nam.assumptions.{name}]\nvalue = {value}\nlow = {low}\nhigh = {high}\ndistribution = "triangular"\n'
        f'unit = "made up"\nsource = "made up"\nreason = "made up"\n{extra}\n'
    )


def study(tmp_path, figures, text):
    """A study of made-up figures under an assumptions file."""
    path = tmp_path / "assumptions.toml"
    path.write_text(text, encoding="utf-8")
    return tfp.study(figures, path)
