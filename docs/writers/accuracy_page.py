"""The page of accuracy: what the tests in tests/certified compare, as they write it down when they run."""

from __future__ import annotations

import ast
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from page_text import ROOT, filled, plain, table

import tfp_soctrang as tfp

__all__ = ["page"]

TEMPLATE = Path(__file__).with_name("accuracy.md.in")
CERTIFIED = ROOT / "tests" / "certified"
GROUPS = {
    "accounts": [
        "pwt1001_tfp_open", "fernald_quarterly_tfp", "worldklems_usa_open", "worldklems_usa_aggregation",
        "bea_bls_klems_open", "kendrick_1961_private_domestic", "solow_1957",
    ],
    "capital": [
        "cobb_douglas_1928_table2", "ons_retirement_survival", "ons_cohort_profiles", "ons_pim_stocks",
        "oecd_manual_age_price", "fernald_capital_services", "fernald_annualisation", "balk_ppi_manual_indexes",
        "missong_price_quantity_index",
    ],
    "estimation": [
        "nist_strd_linear_open", "cobb_douglas_1928", "greene_sic33_cobb_douglas", "micecon_germanfarms_cobb_douglas",
        "micecon_germanfarms_translog", "berndt_wood_translog_sur", "prais_winsten_barium", "nile_local_level",
        "kfas_trend_models",
    ],
}  # fmt: skip
# From this many digits on, what is left is the rounding of the machine, which no two machines share.
MACHINE = 9.0


def comparisons() -> list[dict]:
    """Return what the tests compared: they run here, and all must pass."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "comparisons.json"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(CERTIFIED)],
            cwd=ROOT, env=os.environ | {"TFP_COMPARISONS": str(file), "TFP_ALL_MUST_RUN": "1"},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stdout)
        return json.loads(file.read_text(encoding="utf-8"))["comparisons"]


def by_case(made: list[dict]) -> dict[str, dict[str, list[dict]]]:
    """Return comparisons by case and by what was compared; every case has a comparison and a group."""
    found: dict[str, dict[str, list[dict]]] = {}
    for one in made:
        found.setdefault(one["case"], {}).setdefault(one["what"], []).append(one)
    written = {path.stem.removeprefix("test_") for path in CERTIFIED.glob("test_*.py")}
    grouped = {name for group in GROUPS.values() for name in group}
    if not (written == set(found) == grouped):
        raise SystemExit(f"cases without a comparison or a group: {(written ^ set(found)) | (written ^ grouped)}")
    return found


def small(value: float) -> str:
    """Return an error in two digits."""
    if value == 0.0:
        return "0"
    return (f"{value:.1e}".replace("e-0", "e-") if value < 0.001 else f"{value:.2g}").replace(".", ",")


def between(low: float, high: float) -> str:
    """Return a bound, or the least and the greatest."""
    return small(high) if small(low) == small(high) else f"{small(low)} – {small(high)}"


def row(case: str, what: str, parts: list[dict]) -> list[str]:
    """Return the row of what one case compares."""
    correct = sorted(digit for part in parts for digit in part["digits"])
    largest = max(part["largest"] for part in parts)
    fewest, middle = correct[0], statistics.median_low(correct)
    exact = parts[0]["allowed"][1] == 0.0
    unit = " tương đối" if parts[0]["relative"] else ""
    allowed = between(min(part["allowed"][0] for part in parts), max(part["allowed"][1] for part in parts))
    return [
        f"[{plain(TITLES[case])}](#{case.replace('_', '-')})",
        plain(what),
        f"{sum(part['values'] for part in parts):,}".replace(",", "."),
        "mọi chữ số" if exact else "> 9" if fewest >= MACHINE else f"{fewest:.1f}".replace(".", ","),
        "mọi chữ số" if exact else "> 9" if middle >= MACHINE else f"{middle:.1f}".replace(".", ","),
        "0" if exact else "làm tròn của máy" if fewest >= MACHINE else small(largest) + unit,
        "0" if exact else allowed + unit,
    ]


TITLES = {
    "pwt1001_tfp_open": "Penn World Table 10.01",
    "fernald_quarterly_tfp": "Fernald, TFP theo quý",
    "worldklems_usa_open": "World KLEMS, Hoa Kỳ",
    "worldklems_usa_aggregation": "World KLEMS, cộng gộp ngành",
    "bea_bls_klems_open": "BEA/BLS, 32 ngành",
    "kendrick_1961_private_domestic": "Kendrick 1961",
    "solow_1957": "Solow 1957",
    "cobb_douglas_1928_table2": "Cobb & Douglas 1928, bảng II",
    "ons_retirement_survival": "ONS: loại bỏ tài sản",
    "ons_cohort_profiles": "ONS: hiệu suất theo lứa",
    "ons_pim_stocks": "ONS: vốn",
    "oecd_manual_age_price": "OECD, Measuring Capital 3.3",
    "fernald_capital_services": "Fernald, dịch vụ vốn",
    "fernald_annualisation": "Fernald, từ quý ra năm",
    "balk_ppi_manual_indexes": "Balk / PPI Manual",
    "missong_price_quantity_index": "Missong",
    "nist_strd_linear_open": "NIST StRD",
    "cobb_douglas_1928": "Cobb & Douglas 1928",
    "greene_sic33_cobb_douglas": "Greene, SIC 33",
    "micecon_germanfarms_cobb_douglas": "Trang trại Đức, Cobb–Douglas",
    "micecon_germanfarms_translog": "Trang trại Đức, translog",
    "berndt_wood_translog_sur": "Berndt & Wood 1975",
    "prais_winsten_barium": "Barium, Wooldridge 12.4",
    "nile_local_level": "Sông Nile",
    "kfas_trend_models": "Thất nghiệp Hoa Kỳ, KFAS",
}


def about(case: str) -> str:
    """Return what a case says of itself: what it is, source, formula, tolerance with its reason."""
    text = ast.get_docstring(ast.parse((CERTIFIED / f"test_{case}.py").read_text(encoding="utf-8")))
    first, _, rest = text.partition("\n\n")
    # a word alone on a line, with indented lines below it, begins a part
    parts = re.split(r"^(\w+)\n(?=    )", rest, flags=re.MULTILINE)
    lines = [f"({case.replace('_', '-')})=", "", f"### {plain(TITLES[case])}", "", plain(" ".join(first.split()))]
    if parts[0].strip():
        lines += ["", plain(" ".join(parts[0].split()))]
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        indented = "".join(re.findall(r"^(?:    .*)?\n?", body, flags=re.MULTILINE))
        lines += ["", f"**{name}.** {plain(' '.join(indented.split()))}"]
        after = " ".join(line for line in body.splitlines() if line.strip() and not line.startswith("    "))
        if after:
            lines += ["", plain(after)]
    return "\n".join(lines)


def page(made: list[dict] | None = None) -> str:
    """Return the page, from comparisons that were made already where they are given."""
    found = by_case(comparisons() if made is None else made)
    head = [
        "trường hợp · case", "so sánh gì · what", "số · values", "chữ số đúng, ít nhất · fewest",
        "trung vị · median", "lệch lớn nhất · largest", "cho phép · allowed",
    ]  # fmt: skip
    marks = ["---", "---", "---:", "---:", "---:", "---:", "---:"]
    parts = {
        f"{name}_table": table(
            head, [row(case, what, parts) for case in cases for what, parts in found[case].items()], marks
        )
        for name, cases in GROUPS.items()
    }
    parts |= {f"{name}_cases": "\n\n".join(about(case) for case in cases) for name, cases in GROUPS.items()}
    values = sum(part["values"] for case in found.values() for what in case.values() for part in what)
    calibrated = tfp.calibrate(tfp.load("viet_nam"))
    return filled(
        TEMPLATE.read_text(encoding="utf-8"),
        parts
        | {
            "count": f"{values:,}".replace(",", "."),
            "count_en": f"{values:,}",
            "cases": str(len(found)),
            "deviation": f"{calibrated.deviation:.2f}".replace(".", ","),
        },
    )
