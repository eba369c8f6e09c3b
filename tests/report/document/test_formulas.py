"""Formulas that know what they come to: their text, computed independently, gives their value."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.report.sheets.formulas import (
    Cell,
    absolute,
    all_true,
    any_true,
    constant,
    exp,
    is_number,
    join,
    ln,
    mean,
    named,
    pick,
    rounds,
    rounds_half_even,
    span,
    total,
    when,
    whole_text,
)

VALUES = {"a": 1.5, "b": 0.75, "c": 2.0, "d": 3.25}
leaves = st.one_of(
    st.sampled_from([named(name, value) for name, value in VALUES.items()]),
    st.sampled_from([constant(2), constant(0.5), constant(-1.25), constant(1e-7)]),
)
signs = st.sampled_from("+-*/")


@st.composite
def branches(draw, children):
    left, sign, right = draw(children), draw(signs), draw(children)
    return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[sign](right)


@given(st.recursive(leaves, branches, max_leaves=12))
def test_brackets_stand_where_arithmetic_needs_them(formula):
    """Python reads + - * / and brackets as Excel does: an independent reading of the text."""
    try:
        value = formula.number
    except ZeroDivisionError:
        return
    assert eval(formula.text, {"__builtins__": {}}, VALUES) == value  # noqa: S307 - our own text


def test_powers_are_bracketed_since_excel_goes_from_the_left_and_minus_goes_first():
    a, b = named("a", 2.0), named("b", 3.0)
    assert (a**b).text == "a^b"
    assert ((a**b) ** b).text == "(a^b)^b"
    assert (a ** (constant(1) / b)).text == "a^(1/b)"
    assert (constant(-2) ** constant(2)).text == "(-2)^2"
    assert ((a + b) ** b).number == 125.0
    assert (1.0 - a).text == "1-a"
    assert (2.0 * (a - b)).text == "2*(a-b)"
    assert (1.0 / a).text == "1/a"


def test_cells_side_by_side_are_a_range_and_others_a_list():
    column = [Cell("Vốn", row, 27, float(row)) for row in (4, 5, 6)]
    assert span(column) == "'Vốn'!AB5:AB7"
    assert span([column[0], column[2]]) == "'Vốn'!AB5,'Vốn'!AB7"
    assert span([column[0], Cell("K", 5, 27, 0.0)]) == "'Vốn'!AB5,'K'!AB6"
    assert column[0].fixed == "'Vốn'!$AB$5"
    assert (mean(column).number, total(column).number) == (5.0, 15.0)
    assert mean(column).text == "AVERAGE('Vốn'!AB5:AB7)"


def test_functions_come_to_what_excel_s_do():
    x = named("x", 2.5)
    assert (ln(x).number, exp(x).number) == (math.log(2.5), math.exp(2.5))
    assert [rounds(constant(one), 1).number for one in (0.25, -0.25, 0.05)] == [0.3, -0.3, 0.1]
    assert [rounds_half_even(constant(one)).number for one in (0.5, 1.5, 2.5, 2.4)] == [0.0, 2.0, 2.0, 2.0]
    assert rounds_half_even(x).text == "IF(MOD(x,1)=0.5,2*ROUND(x/2,0),ROUND(x,0))"
    assert absolute(constant(-3.0)).number == 3.0
    assert whole_text(named("y", 12.0)).value == "12"
    assert join(["a", x - 1.0, whole_text(x)]).text == '"a"&x-1&TEXT(x,"0")'


def test_the_branch_not_taken_is_never_computed():
    nothing = named("zero", 0.0)
    share = when(nothing.is_(0.0), "none", 1.0 / nothing)
    assert share.value == "none"
    assert share.text == 'IF(zero=0,"none",1/zero)'
    with pytest.raises(TypeError, match="is 'none'"):
        (share + 1.0).number  # noqa: B018 - the value is asked for
    cell = Cell("S", 0, 0, share.value)
    assert not is_number(cell).value
    assert when(is_number(cell), cell, 2.0).value == 2.0


def test_conditions():
    low, high = constant(1.0).below(2.0), constant(3.0).below(2.0)
    assert (all_true([low, high]).value, any_true([low, high]).value) == (False, True)
    assert all_true([low, low]).text == "AND(1<2,1<2)"


def test_pick_finds_the_cell_of_a_key():
    keys = [Cell("S", i, 0, word) for i, word in enumerate(("one", "two"))]
    cells = [Cell("S", i, 1, float(i)) for i in range(2)]
    found = pick(cells, keys, named("chosen", "two"))
    assert found.value == 1.0
    assert found.text == "INDEX('S'!B1:B2,MATCH(chosen,'S'!A1:A2,0))"


def test_text_in_a_formula_is_quoted_and_not_longer_than_excel_takes():
    assert constant('a "b"').text == '"a ""b"""'
    with pytest.raises(ValueError, match="xxx"):
        constant("x" * 256)
