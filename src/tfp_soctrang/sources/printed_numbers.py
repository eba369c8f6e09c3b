"""Numbers as they are printed: which mark is the decimal one is decided by the evidence of the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

__all__ = ["Marks", "Reading", "is_missing", "looks_numeric", "read_number"]

# "-" is printed for nil as well as for "not available": a nil cannot be told from a missing figure.
_MISSING = {"", "..", "...", "…", "-", "–", "—", "\u2212"}
_BLANKS = "\u00a0\u2009\u202f "
_SHAPE = re.compile(r"[-+\u2212]?\d[\d.,\u00a0\u2009\u202f ]*%?")


def is_missing(text: str) -> bool:
    """Return whether a printed cell stands for no figure.

    Examples
    --------
    >>> [is_missing(text) for text in ("..", "…", "-", "0")]
    [True, True, True, False]
    """
    return text.strip() in _MISSING


def looks_numeric(text: str) -> bool:
    """Return whether a text has the shape of a number, well written or not."""
    return _SHAPE.fullmatch(text.strip()) is not None


class Reading(Enum):
    """Why a printed text is no number."""

    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS = "ambiguous"
    CONTRARY = "contrary"


def _body(text: str) -> str:
    return text.strip().lstrip("-+\u2212").rstrip("%").strip()


def _evidence(text: str) -> str | None:
    """Return the mark that a printed number proves to be the decimal one, or None."""
    body = _body(text)
    if not re.fullmatch(r"[\d.,\u00a0\u2009\u202f ]+", body):
        return None
    bare = re.sub(f"[{_BLANKS}]", "", body)
    marks = [letter for letter in bare if letter in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else None
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    whole, _, rest = bare.partition(marks[0])
    # blanks group the thousands, so the one mark is the decimal one
    spaced = bare != body
    return marks[0] if spaced or len(rest) != 3 or len(whole) > 3 or whole in {"", "0"} else None


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
        proofs = {_evidence(text) for text in texts} - {None}
        return cls(proofs.pop()) if len(proofs) == 1 else cls(None, mixed=bool(proofs))


def read_number(text: str, marks: Marks) -> float | Reading:
    """Return a printed number, or why it is none. A percent sign at the end is left out.

    Examples
    --------
    >>> read_number("35.415,5", Marks(",")), read_number("1.234", Marks(None))
    (35415.5, <Reading.AMBIGUOUS: 'ambiguous'>)
    >>> read_number("1.234", Marks(",")), read_number("12a", Marks(","))
    (1234.0, <Reading.NOT_A_NUMBER: 'not_a_number'>)
    """
    if not looks_numeric(text):
        return Reading.NOT_A_NUMBER
    body = _body(text)
    sign = -1.0 if text.strip()[0] in "-\u2212" else 1.0
    if body.isdecimal():
        return sign * float(body)
    if re.fullmatch(f"\\d{{1,3}}(?:[{_BLANKS}]\\d{{3}})+", body):
        return sign * float(re.sub(f"[{_BLANKS}]", "", body))
    if marks.decimal is None:
        if marks.mixed:
            return Reading.CONTRARY
        return Reading.AMBIGUOUS if re.fullmatch(r"\d{1,3}[.,]\d{3}", body) else Reading.NOT_A_NUMBER
    group = "." if marks.decimal == "," else ","
    shape = rf"(?:\d+|\d{{1,3}}(?:[{re.escape(group)}{_BLANKS}]\d{{3}})+)(?:{re.escape(marks.decimal)}\d+)?"
    if not re.fullmatch(shape, body):
        return Reading.NOT_A_NUMBER
    return sign * float(re.sub(f"[{re.escape(group)}{_BLANKS}]", "", body).replace(marks.decimal, "."))
