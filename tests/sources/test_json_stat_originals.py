import pytest

from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published.json_stat import read_json_stat

# numbers, missing, preliminary, then cells read in the raw text
RAW = {
    ("pxweb_jsonstat_en_2025", "E02.01.json"): (2940, 0, 0, [
        (2011, ("WHOLE COUNTRY", "Area (Km2(*)"), 330957.6),
        (2011, ("Soc Trang", "Average population (Thous. pers.)"), 1273.927),
        (2024, ("Soc Trang", "Population density (Person/km2)"), 365.453883936693)]),
    ("pxweb_jsonstat_en_2025", "E02.02.json"): (525, 0, 15, [
        (1990, ("Total - Thous. pers.", "Total"), 66016.7),
        (2024, ("Total - Thous. pers.", "Urban"), 39007.278764035364),
        (1990, ("Growth rate -%", "Male"), 1.94),
        (1990, ("Structure -%", "Rural"), 80.49)]),
    ("pxweb_jsonstat_en_2025", "E02.03-07.json"): (10362, 288, 355, [
        (1995, ("Soc Trang", "Total"), 1150.1),
        (2016, ("Soc Trang", "Total"), 1227.6),
        (2024, ("Soc Trang", "Total"), 1205.34),
        (2024, ("Soc Trang", "Rural"), 794.193),
        (2007, ("Ha Tay", "Total"), 2773.7),
        (2008, ("Ha Tay", "Total"), None)]),
    ("pxweb_jsonstat_vi_2022", "lao_dong_theo_nghe.json"): (142, 1, 11, [
        (2009, ("TỔNG SỐ",), 47743.6),
        (2021, ("TỔNG SỐ",), 49072.0),
        (2009, ("Khác",), None),
        (2021, ("Khác",), 244.8)]),
    ("pxweb_jsonstat_vi_2022", "luc_luong_lao_dong.json"): (1122, 14, 71, [
        (2005, ("Sóc Trăng",), 720.3),
        (2021, ("Sóc Trăng",), 614.1),
        (2007, ("Hà Tây",), 1575.2),
        (2008, ("Hà Tây",), None)]),
    ("pxweb_jsonstat_vi_2022", "nang_suat_lao_dong.json"): (315, 0, 21, [
        (2005, ("TỔNG SỐ",), 21.4),
        (2020, ("TỔNG SỐ",), 117.4),
        (2010, ("Xây dựng",), 43.1),
        (2020, ("Xây dựng",), 83.0)]),
}  # fmt: skip


@pytest.mark.parametrize(("folder", "name"), RAW)
def test_an_original_file(raw_folder, folder, name):
    numbers, missing, preliminary, known = RAW[folder, name]
    (table,) = read_json_stat(raw_folder(folder) / name)
    assert not table.issues
    assert sum(cell.value is not None for cell in table.cells) == numbers
    assert sum(cell.value is None for cell in table.cells) == missing
    assert sum(cell.status is Status.PRELIMINARY for cell in table.cells) == preliminary
    values = {(cell.time.year, cell.labels): cell.value for cell in table.cells}
    assert len(values) == len(table.cells)
    assert [(year, labels, values[year, labels]) for year, labels, _ in known] == known


def test_every_original_file_is_tested(raw_folder):
    folders = {folder for folder, _ in RAW}
    assert {(folder, path.name) for folder in folders for path in raw_folder(folder).iterdir()} == set(RAW)
