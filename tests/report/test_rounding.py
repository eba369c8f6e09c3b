from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.report.numbers import number, percent, rounded, rounded_parts

shares = st.floats(-50, 50, allow_nan=False)


@given(shares, shares)
def test_printed_shares_add_up_and_tfp_is_its_own_rounding(capital, labour):
    tfp = 1.0 - capital - labour
    split = rounded_parts(1.0, capital, labour, tfp)
    assert split.capital + split.labour + split.tfp == Decimal("100.0")
    assert split.tfp == rounded(float(Decimal(repr(tfp)) * 100), 1)
    # what is left over is a few tenths at most: half a unit from each of the three parts, and it is on the larger one
    assert abs(split.by) <= Decimal("0.2")
    own = {
        "capital": rounded(float(Decimal(repr(capital)) * 100), 1),
        "labour": rounded(float(Decimal(repr(labour)) * 100), 1),
    }
    for name in ("capital", "labour"):
        assert getattr(split, name) - own[name] == (split.by if split.adjusted == name else 0)
    if split.adjusted:
        assert abs(own[split.adjusted]) >= min(abs(own["capital"]), abs(own["labour"]))


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (-0.04, 1, "0.0"), (2.5, 0, "3")]
)
def test_half_away_from_zero_and_no_minus_zero(value, decimals, text):
    assert str(rounded(value, decimals)) == text


def test_vietnamese_and_english_formats():
    assert number(1234567.891, 2) == "1.234.567,89"
    assert number(1234567.891, 2, "en") == "1,234,567.89"
    assert percent(0.0576437, 2) == "5,76"
    assert percent(-0.25, 1, "en") == "-25.0"
