"""The page of estimates: Việt Nam, Sóc Trăng and a Mekong panel of what is published, written from the computed tables."""

from __future__ import annotations

import csv

import numpy as np
from page_text import ROOT, WRITTEN

import tfp_soctrang as tfp
from tfp_soctrang.arithmetic.capital import perpetual_inventory
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.panel import panel_cobb_douglas
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.verdict import Verdict, verdict
from tfp_soctrang.linking import implicit_deflator
from tfp_soctrang.report.choice_words import VERDICTS
from tfp_soctrang.report.estimates import estimate_rows
from tfp_soctrang.report.numbers import number
from tfp_soctrang.report.words import LABELS

__all__ = ["page"]


def panel() -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Return provinces, years, output and inputs of the published panel, at constant 2010 prices by national deflators.

    Capital is the inventory of investment by owner from the nation's capital–output ratio of 2016: the same ratio for
    every province, so that levels tell nothing and only what was invested since does.
    """
    with (ROOT / "data" / "mekong_panel.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    nation = tfp.load("viet_nam")
    deflators = {
        name: implicit_deflator(nation[f"{name}_current"], nation[f"{name}_const2010"])
        for name in ("output", "fixed_capital_formation")
    }
    stocks = {one.year: one for one in tfp.capital_account(tfp.study(nation), 2016, 2016).years}
    provinces = np.array([row["province"] for row in rows])
    years = np.array([int(row["year"]) for row in rows])
    output = np.array([float(row["output_current"]) / deflators["output"].at(int(row["year"])) for row in rows])
    outlay = np.array(
        [float(row["investment_current"]) / deflators["fixed_capital_formation"].at(int(row["year"])) for row in rows]
    )
    capital = np.empty(len(rows))
    for name in dict.fromkeys(provinces):
        own = provinces == name
        first = float(output[own][0] * stocks[2016].capital_output_ratio)
        capital[own] = np.concatenate([[first], perpetual_inventory(outlay[own][1:], initial_stock=first).closing])
    employed = np.array([float(row["employed"]) for row in rows])
    return provinces, years, output, {"capital": capital, "labour": employed}


def panel_fits() -> list[tuple[str, ProductionFit, Verdict]]:
    """Return the panel's specifications with their verdicts."""
    provinces, years, output, inputs = panel()
    found = []
    for words, choices in (
        ("hiệu ứng tỉnh", {"effects": "province"}),
        ("hiệu ứng tỉnh và năm", {"effects": "two_way"}),
        ("hiệu ứng tỉnh và năm, hiệu suất không đổi", {"effects": "two_way", "returns": "constant"}),
    ):
        fit = panel_cobb_douglas(output, inputs, provinces=provinces, years=years, **choices)
        found.append((words, fit, verdict(fit)))
    return found


def panel_rows() -> list[list[str]]:
    """Return one row a specification of the panel."""
    return [
        [
            words,
            *(number(float(x), 3) for i in (0, 1) for x in (fit.elasticities[0, i], fit.elasticity_errors[0, i])),
            VERDICTS[found.kind]["vi"],
        ]
        for words, fit, found in panel_fits()
    ]


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Return a Markdown table."""
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)]


def page() -> str:
    """Return the page."""
    nation = tfp.estimate(tfp.study(tfp.load("viet_nam")), 2016, 2020)
    province = tfp.estimate(tfp.study(tfp.load("soc_trang")), 2021, 2025)
    head = LABELS["estimate_head"]["vi"].split(" | ")
    kinds = [one.verdict.kind for one in nation.estimates if not isinstance(one.verdict, NotApplicable)]
    counted = ", ".join(f"{kinds.count(kind)} {words['vi']}" for kind, words in VERDICTS.items())
    first, last = nation.sample.years[[0, -1]]
    lines = [
        "# Ước lượng hàm sản xuất · Estimating the production function",
        "",
        WRITTEN.format(name="estimates"),
        "",
        "Hệ số của con số chính thức là **đầu vào** (bảng cân đối liên ngành), không phải ước lượng. Trang này cho biết số liệu tự nó",
        "nói được gì. `tfp-soctrang estimate 2016-2020 --territory viet_nam` in bảng này cùng lý do của từng kết luận và các kiểm định.",
        "",
        f"## Việt Nam, {first}–{last} ({len(nation.sample.years)} năm)",
        "",
        *table(head, estimate_rows(nation)),
        "",
        f"Kết luận: {counted}. Tỷ phần TFP 2016–2020 với hệ số như đã đặt: {number(100 * float(nation.as_set), 1)} %.",
        "",
        f"## Sóc Trăng, {province.sample.years[0]}–{province.sample.years[-1]} ({len(province.sample.years)} năm, "
        f"{len(province.sample.filled)} ô thay thế)",
        "",
        *table(head, estimate_rows(province)),
        "",
        "## Mười hai tỉnh đồng bằng sông Cửu Long, 2016–2021",
        "",
        "GRDP và vốn đầu tư theo giá hiện hành chia cho chỉ số giảm phát cả nước; vốn đầu tư chỉ gồm khu vực Nhà nước và ngoài Nhà",
        "nước; vốn từ tỷ lệ cả nước năm 2016, như nhau cho mọi tỉnh; lao động = lực lượng lao động × (1 − tỷ lệ thất nghiệp), gãy",
        "2020/2021. Nguồn: bộ số liệu 63 tỉnh 2016–2022 dẫn TCTK, GSO PX-Web, báo chí (`data/mekong_panel.csv`).",
        "",
        *table(["Dạng", "Co giãn vốn", "Sai số", "Co giãn lao động", "Sai số", "Kết luận"], panel_rows()),
        "",
        "## Được và không được kết luận gì · What one may and may not conclude",
        "",
        "- **Được:** một ước lượng có tiên nghiệm (hệ số chính thức 0,40 với khoảng của nó) hoặc xu thế ẩn cho biết số liệu có mâu",
        "  thuẫn với hệ số chính thức hay không, và khoảng tin cậy của nó.",
        "- **Không được:** đọc hệ số của hàm tự do hay translog trên mười lăm năm cùng có xu thế; lấy R² cao làm bằng chứng; dùng tỷ",
        "  phần TFP suy ra từ một dạng *không xác định được*.",
        "- Sáu năm của tỉnh, phần lớn là ô thay thế, không xác định được hàm sản xuất: hãy dùng hệ số đo được.",
        '- Muốn dùng hệ số ước lượng trong tài khoản: `factor_shares = ["cobb_douglas"]` (hoặc `translog`, `state_space`) trong',
        '  `[….settings]`; dạng *không xác định được* bị từ chối trừ khi `accept = "not_identified"`.',
        "",
        "*One may say whether the data contradict the official coefficient, under a prior or an unobserved trend; one may not read",
        "free or translog coefficients off fifteen trending years, nor use a share implied by a fit that is not identified.*",
    ]
    return "\n".join(lines) + "\n"
