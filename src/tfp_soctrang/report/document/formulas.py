"""Formulas as small trees: one writing each, set as Word maths, as Typst maths or as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tfp_soctrang.choices import Form, InvestmentTiming

__all__ = ["ACCOUNT", "INVENTORY", "SHARES", "SHARES_ADD_UP", "Formula", "Fraction", "Power", "Symbol", "plain"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter with its index: G_Y; `mean` draws a bar over it."""

    letter: str
    index: str = ""
    mean: bool = False


@dataclass(frozen=True, slots=True)
class Power:
    """Something raised to a symbol."""

    base: Formula
    power: Formula


@dataclass(frozen=True, slots=True)
class Fraction:
    """One thing over another."""

    above: Formula
    below: Formula


# A string is an operator, a number or a word, set upright.
Formula = str | Symbol | Power | Fraction | tuple["Formula", ...]

_OUTPUT, _CAPITAL, _LABOUR, _TFP = (Symbol("G", index) for index in "YKLA")
_CAPITAL_SHARE, _LABOUR_SHARE = Symbol("b", "K"), Symbol("b", "L")
_LOG_CAPITAL_SHARE, _LOG_LABOUR_SHARE = Symbol("s", "K", mean=True), Symbol("s", "L", mean=True)
_RATE = Symbol("δ")
_THIN = "\u2009"  # between factors


def _log_change(letter: str) -> Formula:
    return ("Δ ln ", Symbol(letter))


ACCOUNT: Mapping[Form, Formula] = {
    "discrete": (_TFP, " = ", _OUTPUT, " − ", _CAPITAL_SHARE, _THIN, _CAPITAL, " − ", _LABOUR_SHARE, _THIN, _LABOUR),
    "geometric": (
        _TFP, " = ", _OUTPUT, " − [",
        Power(("(1 + ", _CAPITAL, ")"), _CAPITAL_SHARE), _THIN, Power(("(1 + ", _LABOUR, ")"), _LABOUR_SHARE), " − 1]",
    ),
    "log": (
        _log_change("A"), " = ", _log_change("Y"), " − ",
        _LOG_CAPITAL_SHARE, _THIN, _log_change("K"), " − ", _LOG_LABOUR_SHARE, _THIN, _log_change("L"),
    ),
}  # fmt: skip

SHARES_ADD_UP: Mapping[Form, Formula] = {
    "discrete": (_CAPITAL_SHARE, " + ", _LABOUR_SHARE, " = 1"),
    "geometric": (_CAPITAL_SHARE, " + ", _LABOUR_SHARE, " = 1"),
    "log": (_LOG_CAPITAL_SHARE, " + ", _LOG_LABOUR_SHARE, " = 1"),
}

# The TFP contribution share.
SHARES: Mapping[Form, Formula] = {
    "discrete": (Symbol("s", "TFP"), " = ", Fraction(_TFP, _OUTPUT)),
    "geometric": (Symbol("s", "TFP"), " = ", Fraction(_TFP, _OUTPUT)),
    "log": (Symbol("s", "TFP"), " = ", Fraction(_log_change("A"), _log_change("Y"))),
}

_KEPT: Formula = (Symbol("K", "t"), " = (1 − ", _RATE, ")", _THIN, Symbol("K", "t−1"), " + ")

# The closing stock by when in the year investment arrives.
INVENTORY: Mapping[InvestmentTiming, Formula] = {
    "end": (_KEPT, Symbol("I", "t")),
    "middle": (_KEPT, "(1 − ", Fraction(_RATE, "2"), ")", _THIN, Symbol("I", "t")),
    "start": (_KEPT, "(1 − ", _RATE, ")", _THIN, Symbol("I", "t")),
}


def plain(formula: Formula) -> str:
    """Return a formula as a line of text.

    Examples
    --------
    >>> plain(ACCOUNT["discrete"])
    'G_A = G_Y − b_K G_K − b_L G_L'
    >>> plain(SHARES["log"]), plain(ACCOUNT["geometric"])
    ('s_TFP = (Δ ln A)/(Δ ln Y)', 'G_A = G_Y − [(1 + G_K)^b_K (1 + G_L)^b_L − 1]')
    """
    if isinstance(formula, str):
        return formula.replace(_THIN, " ")
    if isinstance(formula, Symbol):
        return f"{formula.letter}_{formula.index}" if formula.index else formula.letter
    if isinstance(formula, Power):
        return f"{plain(formula.base)}^{plain(formula.power)}"
    if isinstance(formula, Fraction):
        above, below = plain(formula.above), plain(formula.below)
        return f"({above})/({below})" if " " in above + below else f"{above}/{below}"
    return "".join(plain(part) for part in formula)
