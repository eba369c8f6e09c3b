"""What the readers find in the raw files equals the collected figures that name these files as their source."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tfp_soctrang.errors import DataError
from tfp_soctrang.published_table import plain_key
from tfp_soctrang.sources.published.open_tables import open_tables
from tfp_soctrang.sources.territory_register import find_territory

# file: collected figures that name it (all three collections), counted in the collections
NAMED = {
    "pxweb_csv_en_2019/Annual employed population and annual employed population at 15 years of age and above by kinds "
    "of economic activity.csv": 11,
    "pxweb_csv_en_2019/Average population by province.csv": 321,
    "pxweb_csv_en_2019/Gross domestic product at constant 2010 prices by economic sector.csv": 55,
    "pxweb_csv_en_2019/Gross domestic product at current prices by economic sector.csv": 31,
    "pxweb_csv_en_2019/Gross domestic product by expenditure category at constant 2010 prices.csv": 12,
    "pxweb_csv_en_2019/Labour force at 15 years of age and above by province.csv": 165,
    "pxweb_csv_en_2019/Percentage of employed workers at 15 years of age and above among population by "
    "province.csv": 165,
    "pxweb_csv_en_2019/Percentage of trained employed workers at 15 years of age and above by province.csv": 135,
    "pxweb_csv_en_2019/Productivity of employed population by industry.csv": 11,
    "pxweb_csv_vi_2020/dautu.csv": 160,
    "pxweb_csv_vi_2020/laodong.csv": 20,
    "pxweb_jsonstat_en_2025/E02.03-07.json": 868,
    "pxweb_jsonstat_vi_2022/lao_dong_theo_nghe.json": 13,
    "pxweb_jsonstat_vi_2022/luc_luong_lao_dong.json": 240,
    "pxweb_jsonstat_vi_2022/nang_suat_lao_dong.json": 15,
}
COLLECTIONS = ("vietnam_national.csv", "mekong_observed.csv", "soctrang_observed.csv")


def _keys(name: str) -> set[str]:
    """Return the keys under which a territory may stand in a label."""
    keys = {plain_key(name)}
    for on in (None, 2003, 2024):
        try:
            place = find_territory(name, on=on)
        except DataError:
            continue
        keys |= {plain_key(place.name_vi), plain_key(place.name_en)}
    return keys | ({"whole country", "ca nuoc"} if name == "Việt Nam" else set())


@pytest.mark.parametrize("file", NAMED, ids=lambda file: Path(file).stem[:40])
def test_collected_figures_stand_in_the_raw_file(file, raw_folder):
    folder, name = file.split("/")
    path = raw_folder(folder) / name
    cells: dict[tuple[int, float], list[set[str]]] = {}
    for table in open_tables(path):
        for cell in table.cells:
            if cell.value is not None and cell.time.part == "A":
                cells.setdefault((cell.time.year, _digits(cell.value)), []).append(
                    {plain_key(one) for one in cell.labels}
                )
    compared, absent = 0, []
    for collection in COLLECTIONS:
        with (path.parents[2] / collection).open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                if name not in row["source_ref"] or row["period"] != "A":
                    continue
                compared += 1
                found = cells.get((int(row["year"]), _digits(float(row["value"]))), [])
                places = _keys(row["territory"])
                by_place = any(_is_place(label) for labels in found for label in labels)
                if not found or (by_place and not any(labels & places for labels in found)):
                    absent.append((row["series"], row["territory"], row["year"], row["value"]))
    assert absent == []
    assert compared == NAMED[file]


def _digits(value: float) -> float:
    """Return a number to three decimals, as it was collected: the file writes 97582.693682080848 for 97582.694."""
    return round(value, 3)


def _is_place(key: str) -> bool:
    return key in {"whole country", "ca nuoc", "soc trang", "long an", "mekong river delta", "dong bang song cuu long"}


def test_sdmx_levels_equal_the_collected_ones_where_the_edition_did_not_revise_them(raw_folder):
    """The raw file is of October 2024, the collection of a quarter later: 2021 to 2023 were revised, no other."""
    path = raw_folder("nsdp_sdmx") / "GDPVNM.xml"
    (table,) = open_tables(path)
    at = table.dimensions.index("INDICATOR")
    raw = {
        (cell.labels[at], cell.time.year): cell.value
        for cell in table.cells
        if cell.time.part == "A" and cell.value is not None
    }
    names = {
        "gdp_const2010": "NGDP_R_XDC",
        "gdp_current": "NGDP_XDC",
        "gfcf_const2010": "NFI_R_XDC",
        "gfcf_current": "NFI_XDC",
    }
    compared, other = 0, set()
    with (path.parents[2] / "vietnam_national.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            key = (names.get(row["series"], ""), int(row["year"]))
            if key in raw and row["period"] == "A" and "NSDP" in row["source"]:
                compared += 1
                # collected to three decimals; the file's own are 963320.2701175418
                if abs(raw[key] - float(row["value"])) > 0.0005:
                    other.add(key)
    assert compared == 81
    assert {year for _, year in other} == {2021, 2022, 2023}, sorted(other)
