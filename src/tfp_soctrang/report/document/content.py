"""The administrative report of a phase as sections and annexes: what Word and PDF set, and no sentence twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.document.blocks import Annex, Block, Draft, Heading, Paragraph, Section, TableBlock
from tfp_soctrang.report.document.certainty import capital_annex, certainty, comparison
from tfp_soctrang.report.document.evidence import caveats, evidence, sources_annex, supply
from tfp_soctrang.report.document.letterhead import Letter, letter
from tfp_soctrang.report.document.results import method, results
from tfp_soctrang.report.document.words import PRODUCT, REPORT, STATUS_TOLD
from tfp_soctrang.report.names import of_territory, prices
from tfp_soctrang.report.numbers import number, percent, rounded_parts
from tfp_soctrang.report.phrases import moved

if TYPE_CHECKING:
    from tfp_soctrang.phase_report import PhaseReport

__all__ = ["ANNEXES", "SECTIONS", "ReportContent", "report_content"]

# In the order of the report; `comparison` stands only where there is a published account.
_WRITERS = {
    "method": method,
    "results": results,
    "evidence": evidence,
    "certainty": certainty,
    "comparison": comparison,
    "caveats": caveats,
    "supply": supply,
}
SECTIONS = tuple(_WRITERS)
_ANNEX_WRITERS = {"capital_annex": capital_annex, "sources_annex": sources_annex}
ANNEXES = tuple(_ANNEX_WRITERS)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """The whole report, the same for every way of setting it."""

    letter: Letter
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    closing: tuple[Block, ...]
    annexes: tuple[Annex, ...]


def report_content(report: PhaseReport, order: Sequence[str] = SECTIONS) -> ReportContent:
    """Return the report as text, tables, formulas and figures, in the report's language.

    Parameters
    ----------
    report
        The figure and what it rests on.
    order
        Names of `SECTIONS` in the order in which they are numbered.
    """
    language = report.language
    words = {name: text[language] for name, text in REPORT.items()}
    draft = Draft(table_word=words["table"], figure_word=words["figure"], letters=words["letters"])
    _open(report, draft, words)
    opening = draft.take()
    written: list[Section] = []
    for name in order:
        _WRITERS[name](report, draft, words)
        blocks = draft.take()
        if blocks:
            title = f"{_ROMAN[len(written)]}. {words[name].upper()}"
            written.append(Section(name=name, title=title, blocks=_set(blocks)))
    where = of_territory(report.account.territory, language)
    draft.say(words["closing"].format(place=where, phase=report.account.phase))
    closing = draft.take()
    head = letter(report)
    annexes = []
    for name, number_of in zip(ANNEXES, head.annexes, strict=True):
        _ANNEX_WRITERS[name](report, draft, words)
        annexes.append(
            Annex(name=name, number=number_of, title=words[name].upper(), blocks=_set(draft.take())),
        )
    return ReportContent(
        letter=head,
        opening=_set(opening),
        sections=tuple(written),
        closing=_set(closing),
        annexes=tuple(annexes),
    )


def _open(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    account, language = report.account, report.language
    draft.say(_headline(report, words))
    if account.output_growth < 0 and not isinstance(account.tfp_contribution_share, NotApplicable):
        draft.say(words["falling"])
    told = STATUS_TOLD[account.status][language]
    draft.say(
        told.format(count=len(account.filled_cells), evidence=words["evidence"], supply=words["supply"]),
    )
    draft.say(_interval(report, words))
    territory = account.territory
    if territory.valid_to is not None and int(territory.valid_to[:4]) <= account.last_year:
        after = date.fromisoformat(territory.valid_to) + timedelta(days=1)
        day = after.strftime("%d/%m/%Y") if language == "vi" else after.isoformat()
        draft.say(words["former_territory"].format(day=day, place=of_territory(territory, language)))
    annexes = "; ".join(
        f"{number_of} – {words[name]}" for name, number_of in zip(ANNEXES, letter(report).annexes, strict=True)
    )
    draft.say(words["opening_annexes"].format(annexes=annexes))


def _headline(report: PhaseReport, words: dict[str, str]) -> str:
    account, language = report.account, report.language
    base = prices(report.inputs.output.price_base, language)
    shares = (
        account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share
    )  # fmt: skip
    told = {
        "phase": str(account.phase),
        "product": PRODUCT[account.territory.kind][language],
        "place": of_territory(account.territory, language),
        "prices": words["at_prices"].format(prices=base) if base else "",
        "output": moved(account.output_growth, account.averaging, words, language),
        "tfp": moved(account.tfp_growth, account.averaging, words, language),
    }
    defined = [share for share in shares if not isinstance(share, NotApplicable)]
    if len(defined) < 3:
        reason = next(share.reason.text(language) for share in shares if isinstance(share, NotApplicable))
        parts = (account.capital_contribution, account.labour_contribution, account.tfp_growth)
        capital, labour, tfp = (percent(part, 2, language) for part in parts)
        return words["headline_no_share"].format(reason=reason, capital=capital, labour=labour, tfp_points=tfp, **told)
    split = rounded_parts(1.0, defined[0], defined[1], defined[2], 1)
    return words["headline"].format(
        tfp_share=number(split.tfp, 1, language),
        capital_share=number(split.capital, 1, language),
        labour_share=number(split.labour, 1, language),
        **told,
    )


def _interval(report: PhaseReport, words: dict[str, str]) -> str:
    found, language = report.uncertainty, report.language
    if found is None or isinstance(found.median, NotApplicable):
        return ""
    return words["opening_interval"].format(
        median=percent(found.median, 1, language),
        low=percent(found.low, 1, language),
        high=percent(found.high, 1, language),
        level=percent(found.level, 0, language),
    )


def _set(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with percent signs that stay with their numbers."""

    def kept(text: str) -> str:
        return re.sub(r"(?<=\d) (?=%)", "\u00a0", text)

    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            found.append(replace(block, text=kept(block.text)))
        elif isinstance(block, TableBlock):
            rows = tuple(tuple(kept(cell) for cell in row) for row in block.rows)
            found.append(replace(block, rows=rows, notes=tuple(kept(note) for note in block.notes)))
        else:
            found.append(block)
    return tuple(found)
