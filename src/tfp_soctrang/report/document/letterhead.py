"""Letterhead and signature block of an administrative report, after Annex I of Nghị định 30/2020/NĐ-CP, as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.errors import DataError
from tfp_soctrang.report.document.words import HEADERS, SHORT_STATUS
from tfp_soctrang.report.names import PHASE_STATUS, of_territory

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport

__all__ = ["BLANK", "Letter", "letter"]

# What a person fills in by hand.
BLANK = "……"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The lines around the report; what nobody gave stands as dots.

    `status` is the state of the figure for the frame on the first page, `foot` for the foot of every page (empty for a
    final figure). `annexes` are the names of the annexes, `annex_of` the line that ties them to the report.
    """

    motto: str
    motto_below: str
    parent_body: str
    body: str
    number: str
    place_and_date: str
    type_name: str
    abstract: str
    status: str
    foot: str
    legal_bases: tuple[str, ...]
    to: str
    recipients: tuple[str, ...]
    copies_word: str
    copies: tuple[str, ...]
    signer_title: tuple[str, ...]
    signer_name: str
    annexes: tuple[str, ...]
    annex_of: str


def letter(report: PhaseReport) -> Letter:
    """Return the letterhead of a report in its language.

    Raises
    ------
    DataError
        The date is not an ISO date.
    """
    head, account, language = report.letterhead, report.account, report.language
    words = {name: text[language] for name, text in HEADERS.items()}
    assumed = account.status is PhaseStatus.ASSUMED
    numbered = {"number": _number(head.number), "symbol": head.symbol or BLANK}
    when = _date(head.date, words["annex_date"], language)
    copies = ([words["as_above"]] if head.recipients else []) + [f"- {one};" for one in head.copies]
    last = len(head.recipients) - 1
    return Letter(
        motto=words["motto"],
        motto_below=words["motto_below"],
        parent_body=head.parent_body.upper(),
        body=head.body.upper() or BLANK * 3,
        number=words["number"].format(**numbered),
        place_and_date=_date(head.date, words["date"], language, place=head.place or BLANK),
        type_name=words["type"],
        abstract=words["abstract"].format(
            place=of_territory(account.territory, language).replace(" ", "\u00a0"),  # names stay on one line
            phase=account.phase,
            state=words["abstract_assumed"] if assumed else "",
        ),
        status=PHASE_STATUS[account.status][language],
        foot="" if account.status is PhaseStatus.FINAL else SHORT_STATUS[account.status][language],
        legal_bases=tuple(
            f"{basis}{'.' if i == len(head.legal_bases) - 1 else ';'}" for i, basis in enumerate(head.legal_bases)
        ),
        to=words["to"],
        recipients=head.recipients
        if last < 1
        else tuple(f"- {one}{'.' if i == last else ';'}" for i, one in enumerate(head.recipients)),
        copies_word=words["recipients"],
        copies=(*copies, words["file"].format(unit=head.drafting_unit or BLANK)),
        signer_title=tuple((head.signer_title.upper() or BLANK * 3).splitlines()),
        signer_name=head.signer_name or BLANK * 3,
        annexes=tuple(words["annex"].format(number=roman) for roman in ("I", "II")),
        annex_of=words["annex_of"].format(date=when, body=head.body or BLANK, **numbered),
    )


def _number(given: str) -> str:
    """Return the number of the document: those below ten with a zero before, as the decree has them."""
    return given.zfill(2) if given.isdecimal() else given or BLANK


def _date(given: str, pattern: str, language: Language, **other: str) -> str:
    if not given:
        return pattern.format(day=BLANK, month=BLANK, year=BLANK, **other)
    try:
        when = date.fromisoformat(given)
    except ValueError as error:
        raise DataError(
            "letterhead.date", "is not a date", value=given, remedy="Write it as 2026-11-23, or leave it empty."
        ) from error
    if language == "en":
        return pattern.format(day=when.day, month=_MONTHS[when.month - 1], year=when.year, **other)
    # days below 10 and the months 1 and 2 have a zero before; other months have none
    month = f"{when.month:02d}" if when.month < 3 else str(when.month)
    return pattern.format(day=f"{when.day:02d}", month=month, year=when.year, **other)
