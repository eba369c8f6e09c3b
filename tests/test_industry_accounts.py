"""Accounts by sector and by territory through the study: made-up figures, and the identities by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from made_up import STEPS, assumption, data, study
from tfp_soctrang.arithmetic.aggregation import aggregate_accounts
from tfp_soctrang.cli import cli
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.report.industries import bridge_rows, industry_text
from tfp_soctrang.sources.territory_register import find_territory

_CONSTANT, _CURRENT, _PERSONS = ("tỷ đồng", "giá so sánh 2010"), ("tỷ đồng", "giá hiện hành"), ("nghìn người", "")
GROWTH = {"primary": (1.03, 1.05, 0.98), "industry": (1.08, 1.09, 1.03), "services": (1.07, 1.06, 1.02)}
SIZE = {"primary": (300.0, 90.0, 250.0), "industry": (350.0, 150.0, 120.0), "services": (300.0, 100.0, 150.0)}
SECTORS = {
    **{f"output_const2010.{s}": (_CONSTANT, SIZE[s][0] * GROWTH[s][0] ** STEPS) for s in SIZE},
    **{f"output_current.{s}": (_CURRENT, SIZE[s][0] * (GROWTH[s][0] * 1.04) ** STEPS) for s in SIZE},
    **{f"fixed_capital_formation_const2010.{s}": (_CONSTANT, SIZE[s][1] * GROWTH[s][1] ** STEPS) for s in SIZE},
    **{f"employed_icls19.{s}": (_PERSONS, SIZE[s][2] * GROWTH[s][2] ** STEPS) for s in SIZE},
    "output_const2010.taxes": (_CONSTANT, 60.0 * 1.05**STEPS),
    "output_current.taxes": (_CURRENT, 60.0 * 1.09**STEPS),
}
WHOLE = {
    "output_const2010": (_CONSTANT, sum(v for name, (_, v) in SECTORS.items() if name.startswith("output_const2010."))),
    "fixed_capital_formation_const2010": (
        _CONSTANT, sum(v for name, (_, v) in SECTORS.items() if name.startswith("fixed_capital")),
    ),
    "employed_icls19": (_PERSONS, sum(v for name, (_, v) in SECTORS.items() if name.startswith("employed"))),
}  # fmt: skip
RATIOS = {"primary": 1.8, "industry": 3.0, "services": 2.6}
SHARES = {"primary": 0.75, "industry": 0.5, "services": 0.6}
TEXT = "".join(
    assumption(f"initial_capital_output_ratio_{s}", RATIOS[s], extra="year = 2010")
    + assumption(f"labour_share_{s}", SHARES[s])
    for s in SIZE
)


@pytest.fixture
def made(tmp_path):
    return study(tmp_path, data(tmp_path, WHOLE, SECTORS), TEXT)


def levels_by_hand():
    output, capital, labour = ([], [], [])
    for s in SIZE:
        y = SECTORS[f"output_const2010.{s}"][1]
        stock = [RATIOS[s] * y[0]]
        for flow in SECTORS[f"fixed_capital_formation_const2010.{s}"][1][1:]:
            stock.append(0.95 * stock[-1] + flow)
        output.append(y[5:])
        capital.append(stock[5:])
        labour.append(SECTORS[f"employed_icls19.{s}"][1][5:])
    return (np.column_stack(rows) for rows in (output, capital, labour))


@pytest.mark.parametrize("form", ["discrete", "log"])
def test_sectors_through_the_study_are_the_aggregation_by_hand(tmp_path, form):
    made = study(tmp_path, data(tmp_path, WHOLE, SECTORS), f'[viet_nam.settings]\nform = "{form}"\n{TEXT}')
    output, capital, labour = levels_by_hand()
    current = np.column_stack([SECTORS[f"output_current.{s}"][1][5:] for s in SIZE])
    log = form == "log"
    by_hand = aggregate_accounts(
        np.arange(2015, 2021), output, capital, labour,
        capital_share=1.0 - np.array([[SHARES[s] for s in SIZE]]), form=form,
        value_added=current if log else None,
        item=SECTORS["output_const2010.taxes"][1][5:],
        item_value=SECTORS["output_current.taxes"][1][5:] if log else None,
        whole_output=WHOLE["output_const2010"][1][5:],
    )  # fmt: skip
    found = tfp.industry_account(made, 2016, 2020)
    assert found.form == form
    for i, part in enumerate(found.parts):
        assert part.tfp_contribution == pytest.approx(by_hand.tfp_contribution[:, i].mean(), rel=1e-11)
        assert part.capital_share == pytest.approx(1.0 - SHARES[part.part], rel=1e-12)
        parts = part.capital_contribution + part.labour_contribution + part.tfp_contribution
        assert parts == pytest.approx(part.output_contribution, rel=1e-12)
    assert found.labour_reallocation == pytest.approx(by_hand.labour_reallocation.mean(), rel=1e-11)
    bridge = (
        sum(one.tfp_contribution for one in found.parts) + found.item_tfp_contribution + found.output_difference
        + found.capital_reallocation + found.labour_reallocation
    )  # fmt: skip
    assert found.tfp_growth == pytest.approx(bridge, rel=1e-11)
    assert found.labour_reallocation > 0.001  # out of agriculture, to where a worker makes more
    frame = found.to_frame()
    np.testing.assert_allclose(frame.iloc[:, :-1].sum(axis=1), frame["tfp_growth"], rtol=1e-11)
    terms = found.productivity
    shifts = terms.within.sum() + terms.static_shift.sum() + terms.dynamic_shift.sum() + terms.item_contribution.sum()
    assert terms.productivity_growth.item() == pytest.approx(shifts, rel=1e-12)


def test_a_published_whole_that_is_not_the_sum_is_shown_apart(tmp_path, made):
    assert tfp.industry_account(made, 2016, 2020).output_difference == pytest.approx(0.0, abs=1e-14)
    other = {**WHOLE, "output_const2010": (_CONSTANT, WHOLE["output_const2010"][1] * 1.002**STEPS)}
    found = tfp.industry_account(study(tmp_path, data(tmp_path, other, SECTORS), TEXT), 2016, 2020)
    assert found.output_difference == pytest.approx(0.00213, abs=5e-5)
    assert "published whole less the sum of the parts" in industry_text(found, "en")


def test_every_missing_cell_of_every_sector_is_named(tmp_path):
    drop = {("employed_icls19.industry", 2018), ("fixed_capital_formation_const2010.services", 2020)}
    with pytest.raises(DataError) as caught:
        tfp.industry_account(study(tmp_path, data(tmp_path, WHOLE, SECTORS, drop=drop), TEXT), 2016, 2020)
    assert set(caught.value.cells) == drop
    with pytest.raises(DataError, match="the data hold no series of this part"):
        tfp.industry_account(tfp.study(tfp.load("viet_nam")), 2016, 2020)


def test_an_industry_needs_a_stock_of_its_own(tmp_path):
    figures = data(tmp_path, WHOLE, SECTORS)
    with pytest.raises(AssumptionError, match="initial_capital_output_ratio_primary: is missing"):
        tfp.industry_account(tfp.study(figures), 2016, 2020)
    stocks = {f"net_capital_stock_const2010.{s}": (_CONSTANT, 3.0 * SIZE[s][0] * 1.05**STEPS) for s in SIZE}
    published = tfp.industry_account(tfp.study(data(tmp_path, WHOLE, SECTORS, stocks)), 2016, 2020)
    assert len(published.parts) == 3


def test_command_and_words(tmp_path, made):
    path = tmp_path / "made_up.csv"
    asked = ["industries", "2016-2020", "--data", str(path), "--assumptions", str(tmp_path / "assumptions.toml")]
    done = CliRunner().invoke(cli, [*asked, "--format", "json"])
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    found = tfp.industry_account(made, 2016, 2020)
    assert record["tfp_growth"] == found.tfp_growth
    assert [one["part"] for one in record["parts"]] == ["primary", "industry", "services"]
    assert record["yearly"][0]["year"] == 2016
    text = CliRunner().invoke(cli, asked).stdout
    assert "nông, lâm nghiệp và thủy sản" in text
    assert "dịch chuyển lao động" in text
    assert "<table>" in found._repr_html_()
    rows = [float(value.replace(",", ".")) for _, value in bridge_rows(found)]
    assert sum(rows[:-1]) == pytest.approx(rows[-1], abs=0.02)  # five roundings of half a hundredth


def test_a_name_that_two_units_share_needs_its_code(tmp_path):
    with pytest.raises(DataError, match=r"units of different times share the name.*can_tho, can_tho_2025"):
        data(tmp_path, WHOLE, place="Cần Thơ")


def test_three_territories_sum_to_the_new_city(tmp_path):
    members = {}
    for i, place in enumerate(("can_tho", "Hậu Giang", "Sóc Trăng")):
        own = {
            "output_const2010": (_CONSTANT, (600.0, 250.0, 330.0)[i] * (1.07, 1.065, 1.05)[i] ** STEPS),
            "fixed_capital_formation_const2010": (_CONSTANT, (200.0, 90.0, 110.0)[i] * 1.06**STEPS),
            "employed_icls19": (_PERSONS, (620.0, 400.0, 600.0)[i] * (1.02, 1.0, 0.99)[i] ** STEPS),
        }
        figures = data(tmp_path, own, name=f"{i}.csv", place=place)
        nation = tfp.baseline("viet_nam")
        values = dict(nation.values)
        values["initial_capital_output_ratio"] = replace(values["initial_capital_output_ratio"], year=2010)
        members[place] = tfp.study(figures, replace(nation, territory=figures.territory.code, values=values))
    found = tfp.merged_account(members, find_territory("can_tho_2025"), 2016, 2020)
    output = np.column_stack([one.data["output_const2010"].levels(np.arange(2015, 2021)) for one in members.values()])
    whole = np.diff(output.sum(axis=1)) / output.sum(axis=1)[:-1]
    np.testing.assert_allclose(found.yearly.whole.output_growth[:, 0], whole, rtol=1e-12)
    assert found.labour_reallocation > 0.0
    bridge = sum(one.tfp_contribution for one in found.parts) + found.capital_reallocation + found.labour_reallocation
    assert found.tfp_growth == pytest.approx(bridge, rel=1e-11)
    with pytest.raises(DataError, match="has no members"):
        tfp.merged_account({}, find_territory("can_tho_2025"), 2016, 2020)
