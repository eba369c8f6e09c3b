"""The sections on how sure the figure is: draws, rankings, swings, measures of capital, the published account."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.report.capital import (
    capital_spread,
    enterprise_text,
    measure_head,
    measure_rows,
    reasons_lacking,
    year_rows,
)
from tfp_soctrang.report.document.letterhead import letter
from tfp_soctrang.report.document.words import SAMPLING
from tfp_soctrang.report.factor_names import factor_value
from tfp_soctrang.report.figures import capital, png, report_swings
from tfp_soctrang.report.names import unit_name
from tfp_soctrang.report.numbers import number, percent, rounded, rounded_parts
from tfp_soctrang.report.phrases import called, telling
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from decimal import Decimal

    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.published_account import PublishedPhase
    from tfp_soctrang.report.document.blocks import Draft
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["capital_annex", "certainty", "comparison"]


def certainty(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the interval, targets, ranking and swings where they were computed, and the measures of capital."""
    if report.uncertainty is not None:
        _draws(report, report.uncertainty, draft, words)
        _ranking(report, report.uncertainty, draft, words)
        _swings(report, report.uncertainty, draft, words)
        draft.heading(words["capital_title"])
    spread = capital_spread(report.capital, report.language)
    draft.say(words["capital_text"].format(spread=spread, annex=letter(report).annexes[0]).strip())


def _draws(report: PhaseReport, found: PhaseUncertainty, draft: Draft, words: dict[str, str]) -> None:
    language = report.language
    draft.heading(words["draws_title"])
    shown = {
        "median": percent(found.median, 1, language),
        "low": percent(found.low, 1, language),
        "high": percent(found.high, 1, language),
        "growth_median": percent(found.tfp_growth_median, 2, language),
        "growth_low": percent(found.tfp_growth_low, 2, language),
        "growth_high": percent(found.tfp_growth_high, 2, language),
        "level": percent(found.level, 0, language),
        "negative": percent(found.probability_negative, 1, language),
        "undefined": percent(found.probability_undefined, 1, language),
        "draws": number(found.draws, 0, language),
        "seed": str(found.seed),
        "sampling": SAMPLING[found.sampling][language] if found.sampling in SAMPLING else found.sampling,
    }
    draft.say(words["draws"].format(**shown))
    if found.targets:
        rows = [(percent(target, 0, language), percent(chance, 1, language)) for target, chance in found.targets]
        draft.table(words["targets_caption"], (tuple(words["targets_head"].split(" | ")),), rows, (1.0, 1.0), words=0)


# A part of the variance that prints as 0,0 % is left out.
_LEAST_TOTAL = 0.0005


def _ranking(report: PhaseReport, found: PhaseUncertainty, draft: Draft, words: dict[str, str]) -> None:
    if not found.ranking:
        return
    language = report.language
    draft.heading(words["ranking_title"])
    first = called(found.ranking[0].name, report)
    first = first[:1].lower() + first[1:]
    draft.say(words["ranking_intro"].format(table=draft.next_table(), name=first))
    rows = [
        (
            called(one.name, report),
            *(percent(part, 1, language) for part in (one.first_order, one.total, one.total_low, one.total_high)),
        )
        for one in found.ranking
        if one.total >= _LEAST_TOTAL
    ]
    head = (tuple(words["ranking_head"].split(" | ")),)
    draft.table(words["ranking_caption"], head, rows, (3.0, 1.0, 1.3, 1.0, 1.0), notes=(words["ranking_note"],))


def _swings(report: PhaseReport, found: PhaseUncertainty, draft: Draft, words: dict[str, str]) -> None:
    if not found.swings:
        return
    language = report.language
    draft.heading(words["swings_title"])
    rows = [
        (
            called(one.name, report),
            factor_value(one.name, one.low, report.inputs, language),
            percent(one.share_at_low, 1, language),
            factor_value(one.name, one.high, report.inputs, language),
            percent(one.share_at_high, 1, language),
        )
        for one in telling(found)
    ]
    caption = words["swings_caption"]
    draft.table(caption, (tuple(words["swings_head"].split(" | ")),), rows, (3.0, 1.0, 1.0, 1.0, 1.0))
    shown = "; ".join(f"{row[0]}: {row[2]} – {row[4]}" for row in rows)
    draft.figure(caption, png(report_swings(report, found, telling(found))), words["chart_text"].format(what=shown))


def comparison(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the figure beside the published account; nothing where there is none."""
    published, language = report.published, report.language
    if published is None:
        return
    draft.say(words["published_text"].format(table=draft.next_table()))
    names = [words[f"published_{part}"] for part in ("capital", "labour", "tfp", "growth")]
    rows = []
    for name, printed, computed, half in zip(
        names, published.printed, _computed(report, published), published.half_unit, strict=True
    ):
        decimals = _decimals(half)
        shown = rounded(100.0 * printed, decimals)
        if computed is None:
            rows.append((name, number(shown, decimals, language), "–", "–"))
            continue
        gap = computed - shown
        sign = "+" if gap > 0 else ""
        rows.append(
            (
                name,
                number(shown, decimals, language),
                number(computed, decimals, language),
                f"{sign}{number(gap, decimals, language)}",
            )
        )
    head = (tuple(words["published_head"].split(" | ")),)
    caption = words["published_caption"].format(phase=published.phase)
    draft.table(caption, head, rows, (2.4, 1.0, 1.0, 1.4))
    if published.second_hand:
        draft.say(Message.of("second_hand_account").text(language))
    elif published.note:
        draft.say(published.note)
    if published.source:
        draft.say(words["published_source"].format(source=published.source), "source")


def _decimals(half_unit: float) -> int:
    """Return the decimals, in percent, of a print whose last digit has this half unit."""
    return max(0, round(-math.log10(2.0 * half_unit * 100.0)))


def _computed(report: PhaseReport, published: PublishedPhase) -> tuple[Decimal | None, ...]:
    account = report.account
    growth = rounded(100.0 * account.tfp_growth, _decimals(published.half_unit[3]))
    shares = [
        share
        for share in (
            account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share
        )
        if not isinstance(share, NotApplicable)
    ]  # fmt: skip
    if len(shares) < 3:
        return None, None, None, growth
    split = rounded_parts(1.0, shares[0], shares[1], shares[2], _decimals(published.half_unit[2]))
    return split.capital, split.labour, split.tfp, growth


def capital_annex(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the stock of capital by year, its initial stock, and the figure under every measure."""
    found, language = report.capital, report.language
    draft.say(LABELS[f"initial_{found.initial_stock}"][language].format(year=found.initial_year))
    head = (tuple(LABELS["capital_years"][language].split(" | ")),)
    rows = [tuple(row) for row in year_rows(found, language)]
    unit = unit_name(found.money_unit, language)
    draft.table(words["stocks_caption"].format(unit=unit), head, rows, (0.7, 1.2, 1.4, 1.0, 1.2, 1.2))
    draft.say(enterprise_text(found, language))
    measures = [tuple(row) for row in measure_rows(found, language)]
    draft.say(capital_spread(found, language))
    draft.table(
        words["measures_caption"],
        (tuple(measure_head(found, language)),),
        measures,
        (3.4, 1.0, 1.0, 1.0),
        strong=frozenset({0}),
    )
    draft.items(reasons_lacking(found, language))
    shown = "; ".join(f"{row[0]}: {row[3]}" for row in measures)
    draft.figure(
        words["capital_figure"],
        png(capital(found, language=language, titled=False)),
        words["chart_text"].format(what=shown),
    )
