"""One computation for one figure and for many draws."""

from __future__ import annotations

import numpy as np
import pytest

import tfp_soctrang as tfp
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.units import Phase

DRAWS = 1000


@pytest.fixture(scope="module")
def province():
    return tfp.study(tfp.load("soc_trang"))


@pytest.fixture(scope="module")
def draws(province):
    rng = np.random.default_rng(0)
    found = {}
    fillers = [filler.parameter for filler in province.assumptions.gap_fillers]
    for one in [*province.assumptions.values.values(), *fillers]:
        found[one.name] = rng.uniform(one.low, one.high, DRAWS)
    return found


def test_a_thousand_draws_are_a_thousand_studies(province, draws):
    inputs = province.prepare(Phase(2021, 2025))
    together = evaluate(inputs, draws).decomposition("discrete", "compound")
    assert together.tfp_contribution_share.shape == (DRAWS,)
    for i in range(0, DRAWS, 37):
        values = {name: float(row[i]) for name, row in draws.items()}
        assumptions = province.assumptions.with_values(**values)
        alone = tfp.study(province.data, assumptions).phase(2021, 2025)
        # relative 1e-12: the same operations on the same numbers, the share is a difference of parts of like size
        assert together.tfp_contribution_share[i] == pytest.approx(alone.tfp_contribution_share, rel=1e-12)
        assert together.tfp_growth[i] == pytest.approx(alone.tfp_growth, rel=1e-12)


def test_no_parameters_is_the_central_figure(province):
    inputs = province.prepare(Phase(2021, 2025))
    split = evaluate(inputs).decomposition("discrete", "compound")
    assert split.tfp_contribution_share.item() == province.phase(2021, 2025).tfp_contribution_share


def test_reference_ratio_follows_the_depreciation(province):
    inputs = province.prepare(Phase(2021, 2025))
    rates = np.array([0.042, 0.05, 0.06])
    result = evaluate(inputs, {"depreciation_rate": rates})
    nation = tfp.load("viet_nam")
    for i, rate in enumerate(rates):
        stock = 2.5 * nation["output_const2010"].at(2010)
        for year in range(2011, 2021):
            stock = (1 - rate) * stock + nation["fixed_capital_formation_const2010"].at(year)
        expected = stock / nation["output_const2010"].at(2020)
        assert result.capital_input[0, i] / result.output[0, 0] == pytest.approx(expected, rel=1e-13)


def test_filled_investment_moves_with_filled_output(province):
    inputs = province.prepare(Phase(2021, 2025))
    result = evaluate(inputs, {"output_2025": np.array([0.06, 0.08])})
    assert result.investment[-1] / result.output[-1] == pytest.approx(result.investment[-2, 0] / result.output[-2, 0])


def test_outlay_factor_scales_every_year(province):
    inputs = province.prepare(Phase(2021, 2025))
    half = evaluate(inputs, {"outlay_to_formation": 0.85}).investment[1:]
    whole = evaluate(inputs, {"outlay_to_formation": 1.0}).investment[1:]
    assert half / whole == pytest.approx(0.85)
