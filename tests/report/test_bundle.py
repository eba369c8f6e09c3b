"""The documents of a phase in one folder."""

from __future__ import annotations

import csv
import json
import sys
import types
from dataclasses import replace
from datetime import date

import pytest

import tfp_soctrang as tfp
from tfp_soctrang.errors import DataError
from tfp_soctrang.phase_report import phase_report
from tfp_soctrang.report.bundle import OUTPUTS, bundle_tables, output_names, write_bundle
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.units import territory


@pytest.fixture(scope="module")
def report():
    study = tfp.study(tfp.load("soc_trang"))
    found = tfp.phase_sensitivity(study, 2021, 2025).uncertainty(500, 1, variance_draws=64)
    return phase_report(study, 2021, 2025, uncertainty=found, language="en", code_version="9.9")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_json_holds_account_capital_and_uncertainty(report, tmp_path):
    (path,) = write_bundle(report, tmp_path / "new", ["json"])
    record = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "tfp_soc_trang_2021-2025.json"
    assert record["tfp_contribution_share"] == report.account.tfp_contribution_share
    assert record["sensitivity"]["median"] == report.uncertainty.median
    assert record["capital"]["initial_year"] == 2020
    assert record["code_version"] == "9.9"


def test_csv_holds_every_table_with_full_precision(report, tmp_path):
    paths = {path.stem: path for path in write_bundle(report, tmp_path, ["csv"])}
    assert set(paths) == set(bundle_tables(report))
    account = report.account
    split = {row["part"]: row for row in rows(paths["split"])}
    assert float(split["tfp"]["contribution_share"]) == account.tfp_contribution_share
    assert sum(float(split[part]["contribution_share"]) for part in ("capital", "labour", "tfp")) == pytest.approx(
        1.0, abs=1e-15
    )
    assert float(split["output"]["growth"]) == account.output_growth
    assert [int(row["year"]) for row in rows(paths["levels"])] == list(range(2020, 2026))
    assert len(rows(paths["filled_cells"])) == len(account.filled_cells) == 9
    assert len(rows(paths["published_cells"])) == len(account.published_cells)
    assert {row["name"] for row in rows(paths["assumptions"])} >= {"labour_share", "depreciation_rate"}
    fan = rows(paths["sensitivity_fan"])
    assert len(fan) == sum(len(one.index) for one in report.uncertainty.fan)
    assert {row["name"] for row in rows(paths["sensitivity_assumptions"])} == {
        one.name for one in report.uncertainty.swings
    }


def test_tables_without_rows_are_left_out_and_a_printed_account_is_one(tmp_path):
    study = tfp.study(tfp.load("viet_nam"))
    printed = load_account(None, territory("viet_nam")).phases[1]
    tables = bundle_tables(phase_report(study, 2016, 2020, published=printed))
    assert "filled_cells" not in tables
    assert "sensitivity_fan" not in tables
    assert tables["published_account"][0]["printed"] == printed.printed
    paths = write_bundle(phase_report(study, 2016, 2020, published=printed), tmp_path, ["csv", "json"])
    assert {path.stem for path in paths if path.suffix == ".csv"} == set(tables)


def test_undefined_share_is_an_empty_cell(tmp_path):
    data = tfp.load("viet_nam")
    level = data["output_const2010"]
    still = replace(level, values=level.values * 0 + 100.0)
    study = tfp.study(replace(data, series={**data.series, "output_const2010": still}), tfp.baseline("viet_nam"))
    paths = {path.stem: path for path in write_bundle(phase_report(study, 2011, 2015), tmp_path, ["csv", "json"])}
    assert {row["contribution_share"] for row in rows(paths["split"])} == {""}
    record = json.loads(paths["tfp_viet_nam_2011-2015"].read_text(encoding="utf-8"))
    assert record["tfp_contribution_share"] is None


def test_two_bundles_are_the_same_bytes(report, tmp_path):
    first = write_bundle(report, tmp_path / "a", ["json", "csv", "json"])
    second = write_bundle(report, tmp_path / "b", ["json", "csv"])
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_unknown_documents_are_refused_before_anything_is_written(report, tmp_path):
    with pytest.raises(DataError, match=r"\['odt'\].*json, csv, xlsx, docx, pdf, html"):
        write_bundle(report, tmp_path / "new", ["json", "odt"])
    assert not (tmp_path / "new").exists()


def test_renderer_that_is_not_installed_is_told(report, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tfp_soctrang.report.document.pdf", None)
    with pytest.raises(DataError, match=r"output pdf: cannot be made here.*leave this output out"):
        write_bundle(report, tmp_path, ["pdf"])


@pytest.mark.parametrize("name", OUTPUTS)
def test_renderers_of_the_library_are_called_with_report_and_path(report, tmp_path, monkeypatch, name):
    """By module and function; the page is told the day up to which the figure counts as fresh."""
    module, _, function = OUTPUTS[name].function.partition(":")
    called = {}

    def write(given, path, **more):
        called.update(report=given, **more)
        path.write_bytes(b"made")

    fake = types.ModuleType(module)
    setattr(fake, function, write)
    monkeypatch.setitem(sys.modules, module, fake)
    (path,) = write_bundle(report, tmp_path, [name], fresh_until=date(2026, 10, 29))
    assert path.read_bytes() == b"made"
    assert path.name == f"tfp_soc_trang_2021-2025.{name}"
    assert called == {"report": report, **({"fresh_until": "2026-10-29"} if name == "html" else {})}


def test_given_renderers_stand_beside_and_before_those_of_the_library(report, tmp_path):
    made = write_bundle(
        report, tmp_path, ["odt", "xlsx"],
        renderers={"odt": lambda _, path: path.write_bytes(b"o"), "xlsx": lambda _, path: path.write_bytes(b"x")},
    )  # fmt: skip
    assert [(path.suffix, path.read_bytes()) for path in made] == [(".odt", b"o"), (".xlsx", b"x")]
    assert "odt" not in output_names()
