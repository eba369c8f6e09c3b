"""German farms, 1975/76 to 1994/95: Cobb–Douglas function, fitted levels, marginal products, best inputs: 240 values.

Source
    R package micEcon (github.com/cran/micEcon, commit 3978e17): data germanFarms and tests/*.Rout.save of
    translogEst(linear = TRUE), cobbDouglasCalc, cobbDouglasDeriv and cobbDouglasOpt, printed with three digits.
Formula
    log output on logs of labour, variable inputs, land and time. Variance of fitted output q² x'Vx; of marginal
    products by the delta method, fitted output included; inputs of labour and variable inputs where each marginal
    product is worth its price, land and time held.
Tolerance
    Half a unit of the last printed digit.
"""

import csv
import json
import re

import numpy as np
import pytest

from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.marginal import fitted_output, marginal_products, profit_maximising_inputs

INPUTS = ("qLabor", "qVarInput", "land", "time")
KINDS = {
    "fitted": "fitted output", "var": "variances of fitted output", "mp": "marginal products",
    "var mp": "variances of marginal products", "optimal": "inputs that maximise profit",
}  # fmt: skip


@pytest.fixture(scope="module")
def table(case_folder):
    with (case_folder("micecon_germanfarms_cobb_douglas") / "data.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def test_every_printed_value(case_folder, table, compared):
    inputs = {name: table[name] for name in INPUTS}
    fit = cobb_douglas(table["qOutput"], inputs)
    level, marginal = fitted_output(fit, inputs), marginal_products(fit, inputs)
    best = profit_maximising_inputs(
        fit,
        inputs,
        output_price=table["pOutput"],
        input_prices={"qLabor": table["pLabor"], "qVarInput": table["pVarInput"]},
    )
    made = {"fitted": level.level, "var fitted": level.variance}
    for i, name in enumerate(INPUTS):
        made |= {f"mp {name}": marginal.values[:, i], f"var mp {name}": marginal.covariance[:, i, i]}
    made |= {f"optimal {name}": values for name, values in best.items()}
    folder = case_folder("micecon_germanfarms_cobb_douglas")
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))["values"]
    assert len(published) == 240
    for value in published:
        name, row = re.fullmatch(r"(.*)\[(\d+)\]", value["id"]).groups()
        what = name.removesuffix(name.split()[-1]).strip() or name
        compared(KINDS[what], made[name][int(row) - 1], float(value["printed"]), value["half_ulp"])
