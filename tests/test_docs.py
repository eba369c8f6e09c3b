"""The pages say what the data and the code say."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from pathlib import Path

import pytest

import tfp_soctrang as tfp
from tfp_soctrang.report.numbers import number
from tfp_soctrang.sources.catalogue import data_file

ROOT = Path(__file__).parents[1]


def test_every_source_and_licence_stands_on_the_data_page():
    page = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    for record in tomllib.loads(data_file("catalogue.toml").decode())["series"]:
        for origin in record["origin"]:
            if origin["source"] != "derived":
                assert f"| {origin['source']} | {origin.get('licence', '')} |" in page


def test_calibration_on_the_method_page_is_the_computed_one():
    page = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    found = tfp.calibrate(tfp.load("viet_nam"))
    share, rate, ratio = found.coefficients
    assert f"| {number(share.value, 4)} | {number(share.low, 4)} – {number(share.high, 4)} |" in page
    rates = [number(100 * value, 2) for value in (rate.value, rate.low, rate.high)]
    assert f"| {rates[0]} % | {rates[1]} – {rates[2]} % |" in page
    assert f"| {number(ratio.value, 3)} | {number(ratio.low, 3)} – {number(ratio.high, 3)} |" in page


def test_figures_of_the_changelog_are_the_computed_ones():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name, first, last in (
        ("soc_trang", 2021, 2025), ("viet_nam", 2011, 2015), ("viet_nam", 2016, 2020), ("viet_nam", 2021, 2023)
    ):  # fmt: skip
        share = tfp.study(tfp.load(name)).phase(first, last).tfp_contribution_share
        assert f"{number(100 * share, 1, 'en')} %" in text


def test_records_show_themselves_in_a_notebook():
    data = tfp.load("soc_trang")
    for record in (data, data["output_const2010"], tfp.study(data).phase(2021, 2025), tfp.calibrate(data.reference)):
        shown = record._repr_html_()
        assert "<table>" in shown
        assert "<pre>" not in shown


def test_public_names_load_and_complete():
    assert set(tfp.__all__) <= set(dir(tfp))
    for module in pkgutil.walk_packages(tfp.__path__, "tfp_soctrang."):
        importlib.import_module(module.name)  # a module of the same name would take the place of a public name
    for name in tfp.__all__:
        assert callable(getattr(tfp, name)), name
        assert getattr(tfp, name).__doc__
    with pytest.raises(AttributeError, match="no_such"):
        tfp.no_such  # noqa: B018


def test_commands_of_the_readme_and_pages_exist():
    """Every `tfp-soctrang …` that a page shows is a command with these options."""
    import re

    from tfp_soctrang.cli import cli

    shown = set()
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = page.read_text(encoding="utf-8")
        shown |= set(re.findall(r"tfp-soctrang ((?:data )?[a-z]+)", text))
        for line in re.findall(r"tfp-soctrang [^\n`]*", text):
            words = line.split()[1:]
            command = cli
            while words and words[0] in getattr(command, "commands", {}):
                command = command.commands[words.pop(0)]
            known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= known, line
    documented = {name for name in shown if name not in {"data"}}
    assert documented <= {*cli.commands, *(f"data {name}" for name in cli.commands["data"].commands)}
    assert {*cli.commands, *(f"data {name}" for name in cli.commands["data"].commands)} - documented <= {"data"}
