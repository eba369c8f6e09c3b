"""`tfp-soctrang report`: every document in one folder, the same bytes twice, nothing overwritten."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields

import docx
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from tfp_soctrang.cli import cli
from tfp_soctrang.cli.report import letterhead_of
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.phase_report import Letterhead

BASE = ["report", "2016-2020", "--territory", "viet_nam", "--draws", "2000", "--outputs", "docx,html,json,csv"]


def invoke(*arguments):
    return CliRunner().invoke(cli, [str(one) for one in arguments], catch_exceptions=True)


def test_documents_are_written_and_the_same_twice(tmp_path):
    head = tmp_path / "head.toml"
    head.write_text('body = "THỐNG KÊ THÀNH PHỐ CẦN THƠ"\nrecipients = ["Lưu: VT."]\n', encoding="utf-8")
    for name in ("one", "two"):
        done = invoke(*BASE, "--out", tmp_path / name, "--letterhead", head)
        assert done.exit_code == 0, done.output
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert {path.suffix for path in files} == {".docx", ".html", ".json", ".csv"}
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
    record = json.loads((tmp_path / "one" / "tfp_viet_nam_2016-2020.json").read_text(encoding="utf-8"))
    share = tfp.study(tfp.load("viet_nam")).phase(2016, 2020).tfp_contribution_share
    assert record["tfp_contribution_share"] == share
    assert record["sensitivity"]["draws"] == 2000
    assert "THỐNG KÊ THÀNH PHỐ CẦN THƠ" in (tmp_path / "one" / "tfp_viet_nam_2016-2020.html").read_text(
        encoding="utf-8"
    )
    again = invoke(*BASE, "--out", tmp_path / "one")
    assert isinstance(again.exception, DataError)
    assert "is there already and not empty" in str(again.exception)


def test_without_draws_there_is_no_interval(tmp_path):
    done = invoke("report", "2021-2025", "--draws", "0", "--outputs", "json", "--out", tmp_path / "out")
    assert done.exit_code == 0
    record = json.loads((tmp_path / "out" / "tfp_soc_trang_2021-2025.json").read_text(encoding="utf-8"))
    assert record["sensitivity"] is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("boss = 'x'\n", "keys that no letterhead has"),
        ("body = 3\n", "must be a text"),
        ("recipients = 'x'\n", "a list"),
        ("body = ", "cannot be read"),
    ],
)
def test_letterhead_of_other_things_is_refused(tmp_path, text, problem):
    head = tmp_path / "head.toml"
    head.write_text(text, encoding="utf-8")
    done = invoke(*BASE, "--out", tmp_path / "out", "--letterhead", head)
    assert isinstance(done.exception, AssumptionError)
    assert problem in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_unknown_outputs_are_refused(tmp_path):
    done = invoke("report", "2021-2025", "--draws", "0", "--outputs", "odt", "--out", tmp_path / "out")
    assert isinstance(done.exception, DataError)
    assert "are not documents this library makes" in str(done.exception)


def test_template_of_the_office(tmp_path):
    path = tmp_path / "own.docx"
    assert invoke("template", "write", path).exit_code == 0
    assert isinstance(invoke("template", "write", path).exception, DataError)
    done = invoke(
        "report", "2021-2025", "--draws", "0", "--outputs", "docx", "--template", path, "--out", tmp_path / "out"
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "tfp_soc_trang_2021-2025.docx").stat().st_size > 20_000


def test_letterhead_to_fill_in_has_every_key_and_says_nothing_yet(tmp_path):
    path = tmp_path / "letterhead.toml"
    assert invoke("template", "letterhead", path).exit_code == 0
    assert tomllib.loads(path.read_text(encoding="utf-8")).keys() == {one.name for one in fields(Letterhead)}
    assert letterhead_of(path) == Letterhead()
    again = invoke("template", "letterhead", path)
    assert isinstance(again.exception, DataError)
    filled = path.read_text(encoding="utf-8").replace('signer_name = ""', 'signer_name = "Nguyễn Văn A"')
    path.write_text(filled, encoding="utf-8")
    done = invoke(
        "report", "2021-2025", "--draws", "0", "--outputs", "docx", "--letterhead", path, "--out", tmp_path / "b"
    )
    assert done.exit_code == 0, done.output
    made = docx.Document(str(tmp_path / "b" / "tfp_soc_trang_2021-2025.docx"))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert any("Nguyễn Văn A" in cell for cell in cells)
