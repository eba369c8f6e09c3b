"""The code table of TCVN 5712 VN3, what copying does to it, and how it is told from Unicode and VNI."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.sources.published.tcvn3 import (
    is_capitals_font,
    is_tcvn3_font,
    is_vni,
    is_vni_font,
    looks_like_tcvn3,
    mixes_encodings,
    tcvn3_to_unicode,
)

# every letter of the table, by the bytes that write it
BYTES = {
    "a8 b5 b6 b7 b8 b9": "ăàảãáạ",
    "a9 bb bc bd be c6": "âằẳẵắặ",
    "c7 c8 c9 ca cb": "ầẩẫấậ",
    "cc ce cf d0 d1": "èẻẽéẹ",
    "aa d2 d3 d4 d5 d6": "êềểễếệ",
    "d7 d8 dc dd de": "ìỉĩíị",
    "df e1 e2 e3 e4": "òỏõóọ",
    "ab e5 e6 e7 e8 e9": "ôồổỗốộ",
    "ac ea eb ec ed ee": "ơờởỡớợ",
    "ef f1 f2 f3 f4": "ùủũúụ",
    "ad f5 f6 f7 f8 f9": "ưừửữứự",
    "fa fb fc fd fe ae": "ỳỷỹýỵđ",
    "a1 a2 a3 a4 a5 a6 a7": "ĂÂÊÔƠƯĐ",
}


@pytest.mark.parametrize(("codes", "letters"), BYTES.items())
def test_the_code_table(codes, letters):
    # a soft hyphen is a letter only beside another, so each stands in a word
    text = "".join(f"t{letter}t" for letter in bytes.fromhex(codes).decode("latin-1"))
    assert tcvn3_to_unicode(text) == "".join(f"t{letter}t" for letter in letters)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sãc Tr¨ng", "Sóc Trăng"),
        ("S¬ bé", "Sơ bộ"),
        ("§VT: Tû ®ång", "ĐVT: Tỷ đồng"),
        ("Ngh×n ng−êi", "Nghìn người"),
        ("Nhμ n\u00adíc", "Nhà nước"),
        ("§Çu t−", "Đầu tư"),
        ("\u00adu ®·i", "ưu đãi"),
        ("Nhµ n-íc", "Nhà nước"),
        ("Thõa Thiªn-HuÕ", "Thừa Thiên-Huế"),
        ("non-farm −5,3 2010−2011 a − b", "non-farm −5,3 2010−2011 a − b"),
        ("\uf0a7¬n vÞ", "Đơn vị"),
    ],
)
def test_words_as_copied(typed, meant):
    assert tcvn3_to_unicode(typed) == meant


def test_capitals_fonts_print_capitals():
    assert tcvn3_to_unicode("Tæng s¶n phÈm", capitals=True) == "TỔNG SẢN PHẨM"
    assert is_capitals_font(".VnTimeH")
    assert not is_capitals_font(".VnTime")
    assert not is_capitals_font("ArialH")
    assert is_tcvn3_font(".vnarial narrow")


@pytest.mark.parametrize(
    "text", ["Sóc Trăng", "Hòa Bình", "Tổng số", "Central", "5 µg", "© 2011 GSO", "50 °C ± 2", "hoà toàn", "Müller"]
)
def test_other_text_is_not_taken_for_tcvn3_or_vni(text):
    assert not looks_like_tcvn3(text)
    assert not is_vni(text)


@pytest.mark.parametrize("text", ["Soùc Traêng", "Tyû ñoàng", "Sô boä - Ñôn vò", "Toång saûn phaåm"])
def test_vni_is_known(text):
    assert is_vni(text)
    assert is_vni_font("VNI-Times")


def test_both_codes_in_one_text():
    assert mixes_encodings("Sãc Tr¨ng, V¨n hãa; Sóc Trăng")
    assert not mixes_encodings("Sãc Tr¨ng, V¨n hãa")
    assert not mixes_encodings("Sóc Trăng")


@pytest.mark.parametrize(
    "name",
    [
        "nien_giam_2008_pages_130_144_151_194_53_616_text_TCVN3.txt",
        "nien_giam_2011_p690-691_text_TCVN3.txt",
        "nien_giam_2011_pages_206_224_233_114_293_text_TCVN3.txt",
    ],
)
def test_the_raw_pages_convert_without_rest(raw_folder, name):
    text = (raw_folder("yearbook_pdf_pages") / name).read_text(encoding="utf-8")
    assert looks_like_tcvn3(text)
    assert not is_vni(text)
    converted = tcvn3_to_unicode(text)
    # nothing is left that is neither ASCII nor a Vietnamese letter
    assert not {letter for letter in converted if not letter.isascii()} - set("".join(BYTES.values()))
    assert "Đồng bằng sông Cửu Long" in converted
    assert "Sóc Trăng" in converted


@given(st.text())
def test_any_text_converts_and_ascii_stays(text):
    converted = tcvn3_to_unicode(text)
    assert len(converted) == len(text)
    assert all(new == old for new, old in zip(converted, text, strict=True) if old.isascii() and old != "-")
    assert isinstance(looks_like_tcvn3(text) or is_vni(text) or mixes_encodings(text), bool)


@given(st.text(alphabet="".join(BYTES.values()) + " abc,.123", min_size=1))
def test_unicode_letters_survive_a_round_trip(text):
    back = {ord(new): chr(old) for codes, letters in BYTES.items() for old, new in zip(bytes.fromhex(codes), letters)}  # noqa: B905
    word = f"t{text.replace('ư', '').replace(' ', '')}t"
    assert tcvn3_to_unicode(word.translate(back)) == word
