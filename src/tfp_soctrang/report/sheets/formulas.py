"""Spreadsheet formulas that know what they come to: the text that Excel computes, and the value to be cached beside it.

An expression is built from cells with Python's own operators, so that a formula and its cached value are one thing:

>>> stock, rate = Cell("K", 4, 1, 100.0), named("depreciation_rate", 0.05)
>>> (stock * (1.0 - rate)).text, (stock * (1.0 - rate)).value
("'K'!B5*(1-depreciation_rate)", 95.0)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tfp_soctrang.report.numbers import rounded

__all__ = [
    "Cell",
    "Formula",
    "absolute",
    "all_true",
    "any_true",
    "constant",
    "exp",
    "is_number",
    "join",
    "ln",
    "mean",
    "named",
    "pick",
    "rounds",
    "rounds_half_even",
    "span",
    "total",
    "when",
    "whole_text",
]

Value = float | str | bool

# How tightly the parts of a formula hold together: comparison, joining of text, sum, product, power, a single thing.
_COMPARED, _JOINED, _SUM, _PRODUCT, _POWER, _ATOM = range(6)
_LONGEST_TEXT = 255  # Excel refuses longer text within a formula


class Formula:
    """A formula without its leading `=`, and its value, computed when it is asked for.

    The branch that an IF does not take is never computed: it may be a share of nothing.
    """

    __slots__ = ("_compute", "rank", "text")

    def __init__(self, text: str, compute: Callable[[], Value], rank: int = _ATOM) -> None:
        self.text = text
        self.rank = rank
        self._compute = compute

    @property
    def value(self) -> Value:
        """What it comes to."""
        return self._compute()

    @property
    def number(self) -> float:
        """What it comes to, where that is a number."""
        value = self.value
        if isinstance(value, str):
            raise TypeError(f"{self.text} is {value!r}")
        return float(value)

    def within(self, rank: int) -> str:
        """Return the text as a part of a formula of that rank, in brackets where it needs them."""
        return self.text if self.rank >= rank else f"({self.text})"

    def __add__(self, other: Formula | float) -> Formula:
        return _two(self, "+", other, _SUM, lambda a, b: a + b)

    def __radd__(self, other: float) -> Formula:
        return constant(other) + self

    def __sub__(self, other: Formula | float) -> Formula:
        return _two(self, "-", other, _SUM, lambda a, b: a - b)

    def __rsub__(self, other: float) -> Formula:
        return constant(other) - self

    def __mul__(self, other: Formula | float) -> Formula:
        return _two(self, "*", other, _PRODUCT, lambda a, b: a * b)

    def __rmul__(self, other: float) -> Formula:
        return constant(other) * self

    def __truediv__(self, other: Formula | float) -> Formula:
        return _two(self, "/", other, _PRODUCT, lambda a, b: a / b)

    def __rtruediv__(self, other: float) -> Formula:
        return constant(other) / self

    def __pow__(self, other: Formula | float) -> Formula:
        end = constant(other)
        text = f"{self.within(_ATOM)}^{end.within(_ATOM)}"
        return Formula(text, lambda: self.number**end.number, _POWER)

    def is_(self, other: Formula | float | str) -> Formula:
        """Return whether it equals `other`."""
        end = constant(other)
        return Formula(f"{self.within(_JOINED)}={end.within(_JOINED)}", lambda: self.value == end.value, _COMPARED)

    def below(self, other: Formula | float) -> Formula:
        """Return whether it is smaller than `other`."""
        end = constant(other)
        return Formula(f"{self.within(_JOINED)}<{end.within(_JOINED)}", lambda: self.number < end.number, _COMPARED)


class Cell(Formula):
    """A cell of a sheet with what stands in it; row and column count from 0."""

    __slots__ = ("column", "row", "sheet")

    def __init__(self, sheet: str, row: int, column: int, value: Value) -> None:
        super().__init__(f"'{sheet}'!{_letters(column)}{row + 1}", lambda: value)
        self.sheet = sheet
        self.row = row
        self.column = column

    @property
    def fixed(self) -> str:
        """The address as a defined name has it: `'Vốn'!$B$5`."""
        return f"'{self.sheet}'!${_letters(self.column)}${self.row + 1}"


def _letters(column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def constant(value: Formula | float | str) -> Formula:
    """Return a number or a text as a part of a formula; a formula as it is."""
    if isinstance(value, Formula):
        return value
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise ValueError(value)
        doubled = value.replace('"', '""')
        return Formula(f'"{doubled}"', lambda: value)
    shown = repr(float(value)).removesuffix(".0").upper()
    return Formula(shown, lambda: float(value), _ATOM if value >= 0 else _SUM)


def _two(a: Formula, sign: str, b: Formula | float, rank: int, compute: Callable[[float, float], float]) -> Formula:
    """Return `a sign b`: what stands at the right holds tighter than the sign."""
    other = constant(b)
    return Formula(f"{a.within(rank)}{sign}{other.within(rank + 1)}", lambda: compute(a.number, other.number), rank)


def _called(function: str, of: Sequence[Formula], compute: Callable[[], Value]) -> Formula:
    return Formula(f"{function}({span(of)})", compute)


def named(text: str, value: Value) -> Formula:
    """Return a defined name with the value of its cell."""
    return Formula(text, lambda: value)


def span(cells: Sequence[Formula]) -> str:
    """Return cells as the arguments of a function: a range where they stand in one column without holes."""
    first = cells[0]
    if len(cells) > 1 and isinstance(first, Cell):
        column = [(first.sheet, first.row + i, first.column) for i in range(len(cells))]
        if [(one.sheet, one.row, one.column) for one in cells if isinstance(one, Cell)] == column:
            return f"{first.text}:{_letters(first.column)}{first.row + len(cells)}"
    return ",".join(one.text for one in cells)


def mean(cells: Sequence[Formula]) -> Formula:
    """Return the mean of cells."""
    return _called("AVERAGE", cells, lambda: math.fsum(one.number for one in cells) / len(cells))


def total(cells: Sequence[Formula]) -> Formula:
    """Return the sum of cells."""
    return _called("SUM", cells, lambda: math.fsum(one.number for one in cells))


def ln(of: Formula) -> Formula:
    """Return the natural logarithm."""
    return _called("LN", [of], lambda: math.log(of.number))


def exp(of: Formula) -> Formula:
    """Return e to the power of it."""
    return _called("EXP", [of], lambda: math.exp(of.number))


def absolute(of: Formula) -> Formula:
    """Return its size."""
    return _called("ABS", [of], lambda: abs(of.number))


def rounds(of: Formula, decimals: int) -> Formula:
    """Return it rounded half away from zero, as Excel does and `report.numbers` does."""
    return Formula(f"ROUND({of.text},{decimals})", lambda: float(rounded(of.number, decimals)))


def rounds_half_even(of: Formula) -> Formula:
    """Return it rounded to a whole number, halves to the even one, as numpy does."""
    text = f"IF(MOD({of.text},1)=0.5,2*ROUND({of.within(_PRODUCT)}/2,0),ROUND({of.text},0))"
    return Formula(text, lambda: float(round(of.number)))


def whole_text(of: Formula) -> Formula:
    """Return a whole number as text, alike in every language of Excel."""
    return Formula(f'TEXT({of.text},"0")', lambda: f"{of.number:.0f}")


def is_number(of: Formula) -> Formula:
    """Return whether it is a number."""
    return _called("ISNUMBER", [of], lambda: not isinstance(of.value, str))


def all_true(conditions: Sequence[Formula]) -> Formula:
    """Return whether every condition holds."""
    return _called("AND", conditions, lambda: all(one.value for one in conditions))


def any_true(conditions: Sequence[Formula]) -> Formula:
    """Return whether a condition holds."""
    return _called("OR", conditions, lambda: any(one.value for one in conditions))


def when(condition: Formula, then: Formula | float | str, otherwise: Formula | float | str) -> Formula:
    """Return `then` where the condition holds, else `otherwise`."""
    yes, no = constant(then), constant(otherwise)
    text = f"IF({condition.text},{yes.text},{no.text})"
    return Formula(text, lambda: yes.value if condition.value else no.value)


def pick(cells: Sequence[Formula], keys: Sequence[Formula], key: Formula) -> Formula:
    """Return the cell whose key is `key`: INDEX with an exact MATCH."""

    def found() -> Value:
        return next(cell.value for cell, one in zip(cells, keys, strict=True) if one.value == key.value)

    return Formula(f"INDEX({span(cells)},MATCH({key.text},{span(keys)},0))", found)


def join(parts: Sequence[Formula | str]) -> Formula:
    """Return text put together."""
    made = [constant(part) for part in parts]
    text = "&".join(part.within(_SUM) for part in made)
    return Formula(text, lambda: "".join(str(part.value) for part in made), _JOINED)
