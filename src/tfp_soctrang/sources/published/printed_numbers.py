"""Numbers as they are printed: which mark is the decimal one is decided by the evidence of the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tfp_soctrang.sources.numbers import Form, decide, form_of, is_missing, to_number

__all__ = ["Marks", "Reading", "is_missing", "looks_numeric", "read_number"]

_SHAPE = re.compile(r"[-+\u2212]?\d[\d.,\u00a0\u2009\u202f ]*%?")


def looks_numeric(text: str) -> bool:
    """Return whether a text has the shape of a number, well written or not."""
    return _SHAPE.fullmatch(text.strip()) is not None


class Reading(Enum):
    """Why a printed text is no number."""

    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS = "ambiguous"
    CONTRARY = "contrary"


def _bare(text: str) -> str:
    return text.strip().rstrip("%").strip()


@dataclass(frozen=True, slots=True)
class Marks:
    """The decimal mark of a file: None where nothing proves one.

    `mixed` means that some numbers prove a comma and others a point.
    """

    decimal: str | None
    mixed: bool = False

    @classmethod
    def of(cls, texts: Iterable[str]) -> Marks:
        """Return the marks that the printed numbers of a file prove.

        Examples
        --------
        >>> Marks.of(["35.415,5", "1.234"]).decimal, Marks.of(["1.234"]).decimal
        (',', None)
        """
        found = decide(_bare(text) for text in texts)
        mixed = bool(found.commas and found.points)
        return cls(None if mixed else found.decimal, mixed=mixed)


def read_number(text: str, marks: Marks) -> float | Reading:
    """Return a printed number, or why it is none. A percent sign at the end is left out.

    Examples
    --------
    >>> read_number("35.415,5", Marks(",")), read_number("1.234", Marks(None))
    (35415.5, <Reading.AMBIGUOUS: 'ambiguous'>)
    >>> read_number("1.234", Marks(",")), read_number("12a", Marks(","))
    (1234.0, <Reading.NOT_A_NUMBER: 'not_a_number'>)
    """
    bare = _bare(text)
    form = form_of(bare)
    if form is Form.PLAIN:
        return to_number(bare, ".")
    if form not in {Form.COMMA, Form.POINT, Form.EITHER}:
        return Reading.NOT_A_NUMBER
    if marks.decimal is None:
        return Reading.CONTRARY if marks.mixed else Reading.AMBIGUOUS
    if form is not Form.EITHER and form is not (Form.COMMA if marks.decimal == "," else Form.POINT):
        return Reading.NOT_A_NUMBER
    return to_number(bare, marks.decimal)
