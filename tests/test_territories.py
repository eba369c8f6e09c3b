import csv
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from tfp_soctrang.errors import DataError
from tfp_soctrang.published_table import plain_key
from tfp_soctrang.sources.territory_register import (
    all_territories,
    find_territory,
    is_valid,
    members_of,
    units_on,
)
from tfp_soctrang.units import territory

EVE = date(2025, 6, 30)
MERGED = date(2025, 7, 1)
UNCHANGED = {
    "ha_noi", "hue", "lai_chau", "dien_bien", "son_la", "lang_son", "quang_ninh", "thanh_hoa", "nghe_an", "ha_tinh",
    "cao_bang",
}  # fmt: skip
# Nghị quyết 202/2025/QH15, Article 1, written out apart from the register
MERGERS = {
    "Tuyên Quang": "Hà Giang, Tuyên Quang",
    "Lào Cai": "Yên Bái, Lào Cai",
    "Thái Nguyên": "Bắc Kạn, Thái Nguyên",
    "Phú Thọ": "Vĩnh Phúc, Hòa Bình, Phú Thọ",
    "Bắc Ninh": "Bắc Giang, Bắc Ninh",
    "Hưng Yên": "Thái Bình, Hưng Yên",
    "Hải Phòng": "Hải Dương, Hải Phòng",
    "Ninh Bình": "Hà Nam, Nam Định, Ninh Bình",
    "Quảng Trị": "Quảng Bình, Quảng Trị",
    "Đà Nẵng": "Quảng Nam, Đà Nẵng",
    "Quảng Ngãi": "Kon Tum, Quảng Ngãi",
    "Gia Lai": "Bình Định, Gia Lai",
    "Khánh Hòa": "Ninh Thuận, Khánh Hòa",
    "Lâm Đồng": "Đắk Nông, Bình Thuận, Lâm Đồng",
    "Đắk Lắk": "Phú Yên, Đắk Lắk",
    "TP. Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương, TP. Hồ Chí Minh",
    "Đồng Nai": "Bình Phước, Đồng Nai",
    "Tây Ninh": "Long An, Tây Ninh",
    "Cần Thơ": "Sóc Trăng, Hậu Giang, Cần Thơ",
    "Vĩnh Long": "Bến Tre, Trà Vinh, Vĩnh Long",
    "Đồng Tháp": "Tiền Giang, Đồng Tháp",
    "Cà Mau": "Bạc Liêu, Cà Mau",
    "An Giang": "Kiên Giang, An Giang",
}


def codes(units):
    return {unit.code for unit in units}


def test_how_many_units_there_were():
    assert [len(units_on(year)) for year in (1995, 2003, 2004, 2007, 2008, 2024, 2025)] == [61, 61, 64, 64, 63, 63, 34]
    assert len(units_on(EVE)) == 63
    assert len(units_on(MERGED)) == 34
    assert Counter(unit.kind for unit in units_on(MERGED)) == {"province": 28, "city": 6}
    assert Counter(unit.kind for unit in units_on(date(2024, 6, 30)))["city"] == 6  # Huế counts by its later rank
    kinds = Counter(unit.kind for unit in all_territories())
    assert (kinds["country"], kinds["region"]) == (1, 6)


def test_eleven_stayed_and_fifty_two_became_twenty_three():
    before, after = units_on(EVE), units_on(MERGED)
    assert codes(before) & codes(after) == UNCHANGED
    ended = [unit for unit in before if unit.valid_to == EVE.isoformat()]
    formed = [unit for unit in after if unit.valid_from == MERGED.isoformat()]
    assert (len(ended), len(formed)) == (52, 23)
    assert {unit.merged_into for unit in ended} == codes(formed)
    assert sorted(len(members_of(unit)) for unit in formed) == [2] * 17 + [3] * 6
    assert sorted(code for unit in formed for code in codes(members_of(unit))) == sorted(codes(ended))


@pytest.mark.parametrize("new", MERGERS)
def test_mergers_are_those_of_the_resolution(new):
    found = members_of(find_territory(new, on=MERGED))
    assert {unit.name_vi for unit in found} == set(MERGERS[new].split(", "))


def test_codes_and_names_follow_the_rule():
    units = all_territories()
    assert len(codes(units)) == len(units)
    by_name = {}
    for unit in units:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*(_(to_)?\d{4})?", unit.code)
        by_name.setdefault(plain_key(unit.name_vi), []).append(unit)
        if unit.kind in {"province", "city"}:
            assert plain_key(unit.name_vi).removeprefix("tp ").replace(" ", "_") == re.sub(
                r"_(to_)?\d{4}$", "", unit.code
            )
            assert plain_key(unit.name_en).removesuffix(" city") == plain_key(unit.name_vi).removeprefix("tp ")
        year = re.search(r"_(to_)?(\d{4})$", unit.code)
        if year:
            assert ((unit.valid_to if year[1] else unit.valid_from) or "").startswith(year[2])
    for same in by_name.values():  # one after the other, no day without, no day with two
        ordered = sorted(same, key=lambda unit: unit.valid_from or "")
        for former, latter in pairwise(ordered):
            assert date.fromisoformat(latter.valid_from) - date.fromisoformat(former.valid_to) == timedelta(days=1)


def test_texts_tell_units_apart():
    units = all_territories()
    assert len({str(unit) for unit in units}) == len(units)
    assert [str(find_territory(code)) for code in ("soc_trang", "can_tho", "can_tho_2025", "can_tho_to_2003")] == [
        "Sóc Trăng",
        "Cần Thơ",
        "Cần Thơ (2025–)",
        "Cần Thơ (–2003)",
    ]


def test_every_name_means_one_unit_on_a_day():
    for on in (2000, 2007, 2024, 2025):
        for unit in units_on(on):
            assert find_territory(unit.name_vi, on=on) == unit
            assert find_territory(unit.name_en.upper(), on=on) == unit
            assert find_territory(unit.code) == unit


def test_bundled_territories_are_those_of_the_register():
    by_code = {unit.code: unit for unit in all_territories()}
    for code in ("viet_nam", "soc_trang"):
        assert territory(code) == by_code[code]
        assert find_territory(code) == by_code[code]


def test_bundled_names_do_not_open_the_register():
    program = (
        "from tfp_soctrang.sources import territory_register as r\n"
        "r.find_territory('Sóc Trăng', on=2020), r.find_territory('viet_nam')\n"
        "assert r._register.cache_info().currsize == 0\n"
        "r.find_territory('Hậu Giang')\n"
        "assert r._register.cache_info().currsize == 1\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("printed", "year", "code"),
    [
        (" WHOLE COUNTRY", 2016, "viet_nam"),
        ("CẢ NƯỚC", 2019, "viet_nam"),
        ("TP. Hồ Chí Minh", 2019, "ho_chi_minh"),
        ("TP.Hồ Chí Minh", 2019, "ho_chi_minh"),
        ("Ho Chi Minh city", 2025, "ho_chi_minh_2025"),
        ("TPHCM", 2024, "ho_chi_minh"),
        ("Thừa Thiên - Huế", 2021, "hue"),
        ("Thua Thien-Hue", 2016, "hue"),
        ("Thành phố Huế", 2025, "hue"),
        ("Ba Ria - Vung Tau", 2016, "ba_ria_vung_tau"),
        ("Ha Tay", 2007, "ha_tay"),
        ("Hoà Bình", 2019, "hoa_binh"),
        ("Hoa Binh", 2016, "hoa_binh"),
        ("Ðắk Lắk", 2019, "dak_lak"),
        ("Đăk Lăk", 2003, "dak_lak_to_2003"),
        ("Đắc Lắc", 2025, "dak_lak_2025"),
        ("Thai  Nguyen", 2016, "thai_nguyen"),
        ("Tỉnh Sóc Trăng", 2020, "soc_trang"),
        ("Soc Trang province", 2020, "soc_trang"),
        ("Can Tho", 2003, "can_tho_to_2003"),
        ("Can Tho", 2004, "can_tho"),
        ("Hanoi", 2007, "ha_noi_to_2008"),
        ("Hà Nội", 2008, "ha_noi"),
        ("Lai Châu", 2003, "lai_chau_to_2003"),
        ("Mekong Delta", 2020, "dong_bang_song_cuu_long"),
        ("Vùng Đồng bằng sông Hồng", 2020, "dong_bang_song_hong"),
    ],
)
def test_printed_names(printed, year, code):
    assert find_territory(printed, on=year).code == code


def test_day_of_the_change():
    assert find_territory("Cần Thơ", on=EVE).code == "can_tho"
    assert find_territory("Cần Thơ", on=MERGED).code == "can_tho_2025"
    assert find_territory("Cần Thơ", on=datetime(2025, 7, 1, 8)).code == "can_tho_2025"
    assert find_territory("Hà Tây", on=date(2008, 7, 31)).code == "ha_tay"
    assert find_territory("Cần Thơ", on=np.int64(2024)).code == "can_tho"


def test_figures_of_a_year_follow_the_map_of_its_end():
    soc_trang, new = find_territory("soc_trang"), find_territory("can_tho_2025")
    assert [is_valid(soc_trang, year) for year in (1995, 2024, 2025)] == [True, True, False]
    assert [is_valid(new, year) for year in (2024, 2025)] == [False, True]
    assert not is_valid(find_territory("ha_tay"), 2008)


def test_unknown_name_offers_the_nearest():
    with pytest.raises(DataError, match="Did you mean Sóc Trăng"):
        find_territory("Sóc Trang thị")
    with pytest.raises(DataError, match=r"Did you mean .*Hậu Giang"):
        find_territory("Hau Gian", on=2020)
    with pytest.raises(DataError, match="Give the name of a province"):
        find_territory("xyzzy")


def test_name_of_two_times_needs_a_year():
    with pytest.raises(DataError, match="units of different times share this name") as caught:
        find_territory("Cần Thơ")
    text = str(caught.value)
    assert "can_tho_to_2003 (to 2003-12-31)" in text
    assert "can_tho (from 2004-01-01 to 2025-06-30, then part of can_tho_2025)" in text
    assert "can_tho_2025 (from 2025-07-01)" in text


def test_name_of_no_unit_in_force():
    for name, on in (("Sóc Trăng", 2025), ("Hà Tây", 2008), ("hau_giang", 2003), ("Tay Nguyen", 2026)):
        with pytest.raises(DataError, match="no unit of this name was in force"):
            find_territory(name, on=on)


def test_within_narrows_the_search():
    members = members_of(find_territory("can_tho_2025"))
    assert codes(members) == {"can_tho", "hau_giang", "soc_trang"}
    assert find_territory("Cần Thơ", within=members).code == "can_tho"
    with pytest.raises(DataError, match="not one of those looked among"):
        find_territory("Cà Mau", within=members)
    with pytest.raises(DataError, match="Did you mean Sóc Trăng"):
        find_territory("Soc Trng", within=members)


def test_members_before_the_division_of_2004():
    new = find_territory("can_tho_2025")
    assert codes(members_of(new, on=2003)) == {"can_tho_to_2003", "soc_trang"}
    assert codes(members_of(new, on=2004)) == {"can_tho", "hau_giang", "soc_trang"}
    for name in ("dak_lak_2025", "lam_dong_2025"):  # Đắk Lắk province held land of both
        with pytest.raises(DataError, match="no units of that date add up to it"):
            members_of(find_territory(name), on=2003)


def test_members_that_do_not_add_up():
    with pytest.raises(DataError, match="took parts of others"):
        members_of(find_territory("ha_noi"))
    assert members_of(find_territory("hue")) == ()


def _first_labels(path):
    for line in path.read_text(encoding="utf-8-sig").splitlines()[2:]:
        if match := re.match(r'"([^"]*)";', line):
            yield match[1]


def _json_labels(path):
    dataset = json.loads(path.read_text(encoding="utf-8-sig").rstrip("\0"))["dataset"]
    for name in dataset["dimension"]["id"]:
        if name in {"Cities, provincies", "Địa phương"}:
            yield from dataset["dimension"][name]["category"]["label"].values()


HEADINGS = {"", "Cities, provincies"}


@pytest.mark.parametrize(
    ("folder", "file", "count"),
    [
        ("pxweb_csv_en_2019", "Average population by province.csv", 71),
        ("pxweb_csv_en_2019", "Area, population and population density by province.csv", 70),
        ("pxweb_csv_en_2019", "Labour force at 15 years of age and above by province.csv", 71),
        (
            "pxweb_csv_en_2019",
            "Percentage of employed workers at 15 years of age and above among population by province.csv",
            71,
        ),
        (
            "pxweb_csv_en_2019",
            "Percentage of trained employed workers at 15 years of age and above by province.csv",
            70,
        ),
        ("pxweb_csv_vi_2020", "danso1.csv", 71),
        ("pxweb_csv_vi_2020", "Diện tích, dân số và mật độ dân số phân theo địa phương.csv", 70),
        ("pxweb_jsonstat_en_2025", "E02.01.json", 70),
        ("pxweb_jsonstat_en_2025", "E02.03-07.json", 71),
        ("pxweb_jsonstat_vi_2022", "luc_luong_lao_dong.json", 71),
    ],
)
def test_every_printed_name_of_the_raw_files_is_known(raw_folder, folder, file, count):
    path = raw_folder(folder) / file
    labels = list(_json_labels(path) if path.suffix == ".json" else _first_labels(path))
    names = [label for label in labels if label.strip() not in HEADINGS]
    # one name, a year before Hà Tây ended: the regions are those of the 63 provinces, 2007 has all 64
    found = [find_territory(name, on=2007) for name in names]
    kinds = Counter(unit.kind for unit in found)
    assert len(found) == len(codes(found)) == count
    assert (kinds["country"], kinds["region"], kinds["city"] + kinds["province"]) == (1, 6, count - 7)
    assert codes(found) >= codes(units_on(2007)) - {"ha_tay"}


@pytest.mark.parametrize("file", ["mekong_observed.csv", "soctrang_observed.csv"])
def test_territories_of_the_published_figures_are_known(raw_folder, not_run, file):
    path = raw_folder(".").parent / file
    if not path.is_file():
        not_run("the published figures must lie beside the raw source files")
    with path.open(encoding="utf-8", newline="") as lines:
        names = {row["territory"] for row in csv.DictReader(lines)}
    for name in names:
        bare, new, _ = name.partition(" (mới")
        assert find_territory(bare, on=2025 if new else 2024).name_vi == bare
