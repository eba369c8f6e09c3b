import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError
from tfp_soctrang.sources.numbers import Form, decide, form_of, is_missing, to_number


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1.234,5", Form.COMMA),
        ("12,5", Form.COMMA),
        ("1.234.567", Form.COMMA),
        ("0,123", Form.COMMA),
        ("1234,567", Form.COMMA),
        ("1 234 567,8", Form.COMMA),
        ("3,54E+04", Form.COMMA),
        ("1,234.5", Form.POINT),
        ("12.5", Form.POINT),
        ("1,234,567", Form.POINT),
        ("0.123", Form.POINT),
        (".5", Form.POINT),
        ("3.541E+04", Form.POINT),
        ("35.415", Form.EITHER),
        ("1,234", Form.EITHER),
        ("-1.234", Form.EITHER),
        ("35415", Form.PLAIN),
        (" 35\u00a0415 ", Form.PLAIN),
        ("\u22125", Form.PLAIN),
        ("7,71%", Form.PERCENT),
        ("7 %", Form.PERCENT),
        ("nan", Form.NOT_FINITE),
        ("-inf", Form.NOT_FINITE),
        ("1e999", Form.NOT_FINITE),
        ("1.23.456", Form.WORDS),
        ("1,2,3", Form.WORDS),
        ("12 34", Form.WORDS),
        ("0.123.456", Form.WORDS),
        ("1.234,5.6", Form.WORDS),
        ("35415 tỷ", Form.WORDS),
        ("%", Form.WORDS),
        ("٣", Form.WORDS),
        ("1_000", Form.WORDS),
    ],
)
def test_the_form_of_a_number(text, form):
    assert form_of(text) is form


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "..", "...", "…", "-", "–", "—", "na", "N/A", "n/a"])
def test_missing_marks_are_no_number(text):
    assert is_missing(text)
    assert form_of(text) is Form.MISSING


@pytest.mark.parametrize("text", ["0", "0,0", "none", ",", "#N/A"])
def test_other_texts_are_not_missing(text):
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("35.415", ",", 35415.0),
        ("35.415", ".", 35.415),
        ("1.234.567,25", ",", 1234567.25),
        ("1\u202f234,5", ",", 1234.5),
        ("\u22121,5", ",", -1.5),
        ("+2.5", ".", 2.5),
        ("3.541e2", ".", 354.1),
    ],
)
def test_to_number(text, decimal, number):
    assert to_number(text, decimal) == number


def test_a_number_of_the_other_convention_is_refused():
    with pytest.raises(ValueError, match=r"1,234\.5"):
        to_number("1,234.5", ",")


def test_the_file_decides():
    assert decide(["35.415", "12,5", "..", "2021"]).decimal == ","
    assert decide(["35.415", "12.5"]).decimal == "."
    assert decide(["12,5", "0,3", "12.5"]).decimal == ","
    assert decide(["12,5", "12.5"]).decimal is None
    assert decide(["35.415", "1,234", "7"]).decimal is None
    assert decide(["12,5"], ".").decimal == "."


def test_another_decimal_mark_is_refused():
    with pytest.raises(DataError, match="comma or a point"):
        decide([], "comma")


@given(st.integers(-(10**12), 10**12), st.integers(0, 9999))
def test_both_conventions_read_what_they_write(whole, decimals):
    number = float(f"{whole}.{decimals:04d}")
    english = f"{number:,.4f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    assert to_number(english, ".") == to_number(vietnamese, ",") == float(f"{number:.4f}")
    assert form_of(english) is Form.POINT
    assert form_of(vietnamese) is Form.COMMA


@given(st.text(max_size=12))
def test_any_text_has_a_form_and_numbers_are_finite(text):
    form = form_of(text)
    if form in {Form.PLAIN, Form.COMMA, Form.POINT, Form.EITHER}:
        assert math.isfinite(to_number(text, "," if form is Form.COMMA else "."))
