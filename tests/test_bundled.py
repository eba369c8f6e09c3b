"""The bundled figures: every number with status and origin, the file the catalogue was written for."""

from __future__ import annotations

import csv
import re

import pytest

import tfp_soctrang as tfp
from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources import catalogue


@pytest.mark.parametrize("name", catalogue.bundled_names())
def test_every_number_has_an_origin(name):
    data = tfp.load(name)
    for series in data.series.values():
        for year, status, origin in zip(series.years, series.status, series.origin, strict=True):
            assert origin.source, (series.name, year)
            assert origin.reference or origin.note, (series.name, year)
            if status is Status.DERIVED:
                assert "formula" in origin.note
                assert "công thức" in origin.note_vi


def test_national_set_is_complete_2010_2024():
    data = tfp.load("viet_nam")
    for name in ("output_const2010", "output_current", "fixed_capital_formation_const2010"):
        assert data[name].years.tolist() == list(range(2010, 2025))
    assert data["employed_icls13"].years.tolist() == list(range(2010, 2021))
    assert data["employed_icls19"].has(range(2019, 2026))


def test_known_figures():
    nation, province = tfp.load("viet_nam"), tfp.load("soc_trang")
    # the figures the coefficients of the NSO are recovered from
    assert [nation["employed_icls13"].at(year) for year in (2010, 2015, 2020)] == [49124.4, 53110.5, 53609.58]
    assert province["output_const2010"].at(2021) == 35415
    assert [province["output_growth"].at(year) for year in (2021, 2022, 2023, 2024)] == [1.18, 7.71, 5.77, 7.07]
    assert province["investment_outlay_current"].at(2021) == 18952
    assert province.reference is nation


def test_provincial_employment_to_2020_is_on_the_older_definition():
    data = tfp.load("soc_trang")
    assert data["employed_icls13"].at(2020) == 628.4
    assert not data["employed_icls19"].has(2020)


def test_a_changed_file_is_noticed(monkeypatch):
    original = catalogue.data_file

    def changed(name):
        content = original(name)
        return content.replace(b"35415", b"35416") if name == "soc_trang.csv" else content

    monkeypatch.setattr(catalogue, "data_file", changed)
    catalogue._rows.cache_clear()
    catalogue.load_bundled.cache_clear()
    try:
        with pytest.raises(DataError, match="sha256 differs"):
            catalogue.load_bundled("soc_trang")
    finally:
        monkeypatch.undo()
        catalogue._rows.cache_clear()
        catalogue.load_bundled.cache_clear()


def test_unknown_set_is_refused(tmp_path):
    with pytest.raises(DataError, match="soc_trang"):
        tfp.load("socs_trang")
    with pytest.raises(DataError, match=r"missing\.xlsx"):
        tfp.load(tmp_path / "missing.xlsx")


SOURCES = {"viet_nam": "vietnam_national.csv", "soc_trang": "soctrang_observed.csv"}
NAMES = {
    "viet_nam": {
        "output_const2010": "gdp_const2010",
        "output_current": "gdp_current",
        "fixed_capital_formation_const2010": "gfcf_const2010",
        "fixed_capital_formation_current": "gfcf_current",
        "employed_icls13": "employed_icls13",
        "employed_icls19": "employed_icls19",
        "investment_outlay_current": "investment_total_current",
    },
    "soc_trang": {
        "output_const2010": "grdp_const2010",
        "output_growth": "grdp_growth",
        "output_current": "grdp_current",
        "investment_outlay_current": "investment_total_current",
        "employed_icls13": "employed_icls19",  # labelled icls19 there; its own note sets the break at 2020/2021
        "employed_icls19": "employed_icls19",
        "labour_force_15plus": "labour_force_15plus_rev",
        "unemployment_rate": "unemployment_rate",
        "population": "population",
    },
}


@pytest.mark.parametrize("name", SOURCES)
def test_bundled_figures_are_the_collected_ones(name, raw_folder):
    """Every bundled number stands in the collection of published figures as `ok` or `derived`."""
    folder = raw_folder(".").parent
    with (folder / SOURCES[name]).open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["period"] == "A" and row["quality"] in {"ok", "derived"}]
    found = {(row["series"], int(row["year"]), float(row["value"])) for row in rows}
    data, compared = tfp.load(name), 0
    for ours, theirs in NAMES[name].items():
        for year, value in zip(data[ours].years.tolist(), data[ours].values.tolist(), strict=True):
            assert (theirs, year, value) in found, (ours, year)
            compared += 1
    assert compared == sum(len(data[ours]) for ours in NAMES[name])
    assert compared > 60


def test_catalogue_names_no_path_of_a_machine():
    text = catalogue.data_file("catalogue.toml").decode()
    assert not re.search(r'"/|[A-Z]:\\\\', text)
