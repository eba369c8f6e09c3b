"""Numbers written as text: Vietnamese 35.415,5 and English 35,415.5 told apart by the whole file, never by guessing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message

__all__ = ["Convention", "Form", "decide", "decimal_mark", "form_of", "is_missing", "to_number"]

# What tables print for "no number"; none of them means zero. The dash is how GSO yearbooks print "nothing to report";
# PC-Axis exports print one to six points.
_MISSING = frozenset({"", ".", "..", "...", "....", ".....", "......", "…", "-", "–", "—", ":", "na", "n/a"})
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")  # U+00A0, U+2007, U+2009 and U+202F: spaces that group thousands
_MINUS = "\u2212"


def _grammar(decimal: str, group: str) -> re.Pattern[str]:
    """Return what a number looks like with these marks: grouped in threes or not at all, an exponent only ungrouped."""
    d, g = re.escape(decimal), re.escape(group)
    grouped = rf"[1-9][0-9]{{0,2}}(?:{g}[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+"
    return re.compile(rf"[-+]? ?(?:(?:{grouped})(?:{d}[0-9]+)?|(?:[0-9]+(?:{d}[0-9]+)?|{d}[0-9]+)(?:[eE][-+]?[0-9]+)?)")


_GRAMMARS = {",": _grammar(",", "."), ".": _grammar(".", ",")}
_INFINITE = re.compile(r"[-+]?(?:nan|inf|infinity)")


class Form(Enum):
    """What a text shows about the number in it."""

    MISSING = "no number"
    PLAIN = "the same under both conventions"
    COMMA = "a decimal comma"
    POINT = "a decimal point"
    EITHER = "one mark that may be decimal or may group thousands"
    PERCENT = "a number with a percent sign"
    NOT_FINITE = "not finite"
    WORDS = "not a number"


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text).strip().replace(_MINUS, "-")


def is_missing(text: str) -> bool:
    """Return whether `text` is one of the marks for "no number": blank, `..`, `…`, a dash, `n/a`."""
    return _clean(text).lower() in _MISSING


def form_of(text: str) -> Form:
    """Return what `text` shows: a number of one convention, of either, of both, or none.

    Examples
    --------
    >>> [form_of(text).name for text in ("1.234,5", "35,415.5", "35.415", "1.234.567", "0,123", "2021", "..")]
    ['COMMA', 'POINT', 'EITHER', 'COMMA', 'COMMA', 'PLAIN', 'MISSING']
    """
    cleaned = _clean(text)
    if cleaned.lower() in _MISSING:
        return Form.MISSING
    if _INFINITE.fullmatch(cleaned.lower()):
        return Form.NOT_FINITE
    if cleaned.endswith("%"):
        return Form.PERCENT if form_of(cleaned[:-1]) in _NUMBERS else Form.WORDS
    comma, point = (bool(_GRAMMARS[mark].fullmatch(cleaned)) for mark in ",.")
    if comma and point:
        form = Form.EITHER if "," in cleaned or "." in cleaned else Form.PLAIN
    else:
        form = Form.COMMA if comma else Form.POINT if point else Form.WORDS
    if form in {Form.PLAIN, Form.COMMA, Form.POINT}:  # 1e999
        mark = "," if form is Form.COMMA else "."
        return form if math.isfinite(to_number(text, mark)) else Form.NOT_FINITE
    return form


_NUMBERS = frozenset({Form.PLAIN, Form.COMMA, Form.POINT, Form.EITHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """How a file writes its numbers.

    Parameters
    ----------
    decimal
        The decimal mark, "," or "."; None when nothing decides, or when both conventions are met equally often.
    commas, points
        How many numbers decisively have a decimal comma, and how many a decimal point.
    given
        Whether the reader was told the mark.
    """

    decimal: str | None
    commas: int
    points: int
    given: bool = False

    def admits(self, form: Form) -> bool:
        """Return whether a number of this form is written as the file is."""
        return form not in {Form.COMMA, Form.POINT} or self.decimal == (",."[form is Form.POINT])


def decimal_mark(decimal: str | None) -> str | None:
    """Return the decimal mark that a caller gave, checked.

    Raises
    ------
    DataError
        It is neither "," nor ".".
    """
    if decimal not in {None, ",", "."}:
        raise DataError(
            "decimal", Message.of("decimal_unknown"), value=decimal, remedy=Message.of("decimal_unknown_remedy")
        )
    return decimal


def decide(texts: Iterable[str], decimal: str | None = None) -> Convention:
    """Return the convention that the numeric texts of one file share; `decimal` decides when it is given.

    Raises
    ------
    DataError
        `decimal` is neither "," nor ".".

    Examples
    --------
    >>> decide(["35.415", "12,5"])
    Convention(decimal=',', commas=1, points=0, given=False)
    >>> decide(["35.415"]).decimal is None
    True
    """
    forms = [form_of(text) for text in texts]
    commas, points = forms.count(Form.COMMA), forms.count(Form.POINT)
    if decimal is not None:
        return Convention(decimal=decimal_mark(decimal), commas=commas, points=points, given=True)
    majority = None if commas == points else "," if commas > points else "."
    return Convention(decimal=majority, commas=commas, points=points)


def to_number(text: str, decimal: str) -> float:
    """Return the number in `text`, whose decimal mark is `decimal`.

    Raises
    ------
    ValueError
        `text` is no number of this convention: ask `form_of` first.

    Examples
    --------
    >>> to_number("35.415,5", ","), to_number("35.415", "."), to_number("\N{MINUS SIGN}1 234", ",")
    (35415.5, 35.415, -1234.0)
    """
    cleaned = _clean(text)
    if not _GRAMMARS[decimal].fullmatch(cleaned):
        raise ValueError(text)
    group = "." if decimal == "," else ","
    return float(cleaned.replace(" ", "").replace(group, "").replace(decimal, "."))
