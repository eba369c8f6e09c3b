"""The tables of a page: rows of text under headings, each with a caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tfp_soctrang.account import PhaseAccount
from tfp_soctrang.capital_measures import CapitalAccount
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Language
from tfp_soctrang.phase_report import PhaseReport
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.report.capital import measure_rows
from tfp_soctrang.report.choice_words import READINGS
from tfp_soctrang.report.factor_names import factor_name, factor_value
from tfp_soctrang.report.names import unit_name
from tfp_soctrang.report.numbers import number, percent, rounded
from tfp_soctrang.report.page.charts import PARTS, YearParts
from tfp_soctrang.report.page.specification_shares import ShareCurve
from tfp_soctrang.report.page.words import PAGE
from tfp_soctrang.report.phrases import telling
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.uncertainty import FanYear, PhaseUncertainty

__all__ = [
    "PageTable",
    "capital_tables",
    "curve_table",
    "fan_table",
    "head_of",
    "published_table",
    "ranking_table",
    "readings_table",
    "share_or_dash",
    "swing_label",
    "swing_table",
    "yearly_table",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table: its heading, rows of as many cells, notes below.

    `stacked`: on a narrow page each row stands as a block, every cell with its heading. `wordy` columns hold words,
    the others numbers. `marked` rows are set off.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stacked: bool = False
    wordy: frozenset[int] = frozenset({0})
    marked: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def head_of(code: str, language: Language) -> tuple[str, ...]:
    """Return the heading of a table."""
    return tuple(PAGE[code][language].split(" | "))


def yearly_table(years: Sequence[YearParts], language: Language) -> PageTable:
    """Return the contributions by year, in points."""
    names = [PAGE[f"short_{part}"][language] for part in ("output", *PARTS)]
    rows = tuple(
        (
            f"{one.year}{' +' if one.assumed else ''}",
            *(percent(getattr(one, part), 2, language) for part in ("output", *PARTS)),
        )
        for one in years
    )
    notes = [LABELS["own_rounding"][language]]
    if any(one.assumed for one in years):
        notes.insert(0, LABELS["filled_mark"][language])
    return PageTable(
        caption=PAGE["yearly_caption"][language],
        head=(LABELS["year"][language], *names),
        rows=rows,
        notes=tuple(notes),
    )


def readings_table(account: PhaseAccount, language: Language) -> PageTable:
    """Return the TFP share of the same phase under every form and averaging; the figure's own is marked."""
    rows, marked = [], set()
    for i, other in enumerate(account.alternatives):
        same = (other.form, other.averaging) == (account.form, account.averaging)
        mark = f" ← {LABELS['this_figure'][language]}" if same else ""
        marked |= {i} if same else set()
        share = percent(other.tfp_contribution_share, 1, language)
        rows.append((READINGS[other.form, other.averaging][language] + mark, share))
    return PageTable(
        caption=LABELS["side_by_side"][language],
        head=head_of("reading", language) + head_of("share_percent", language),
        rows=tuple(rows),
        marked=frozenset(marked),
    )


def published_table(account: PhaseAccount, published: PublishedPhase, language: Language) -> PageTable:
    """Return the published account beside the figure's own, percent, to the digits that were printed."""
    words = {name: text[language] for name, text in LABELS.items()}
    names = (words["capital"], words["labour"], words["tfp"], f"{words['tfp_growth']} ({words['per_year']})")
    own = (
        account.capital_contribution_share,
        account.labour_contribution_share,
        account.tfp_contribution_share,
        account.tfp_growth,
    )
    rows = []
    for name, printed, half, found in zip(names, published.printed, published.half_unit, own, strict=True):
        decimals = max(0, -rounded(200.0 * half, 6).normalize().adjusted())
        rows.append((name, percent(printed, decimals, language), percent(found, decimals, language)))
    edition = f"{words['edition']} {published.edition}" if published.edition else ""
    notes = tuple(text for text in (edition, published.source, published.note) if text)
    return PageTable(
        caption=PAGE["published_note"][language],
        head=(PAGE["part"][language], f"{words['printed']} (%)", f"{PAGE['here'][language]} (%)"),
        rows=tuple(rows),
        notes=notes,
    )


def capital_tables(capital: CapitalAccount, language: Language) -> list[PageTable]:
    """Return the stock by year, and the figure under every measure of capital."""
    words = {name: text[language] for name, text in LABELS.items()}
    stock = tuple(
        (
            str(one.year),
            "–" if one.investment is None else number(one.investment, 0, language),
            number(one.closing_stock, 0, language),
            "–" if one.growth is None else percent(one.growth, 2, language),
            "–" if one.capital_output_ratio is None else number(one.capital_output_ratio, 2, language),
            percent(one.from_initial_stock, 1, language),
        )
        for one in capital.years
    )
    pace = words["whole_phase" if capital.averaging == "cumulative" else "per_year"]
    return [
        PageTable(
            caption=f"{words['chart_stock']} ({unit_name(capital.money_unit, language)})",
            head=tuple(words["capital_years"].split(" | ")),
            rows=stock,
            stacked=True,
            notes=(words[f"initial_{capital.initial_stock}"].format(year=capital.initial_year),),
        ),
        PageTable(
            caption=words["capital_heading"],
            head=tuple(words["capital_measures"].format(pace=pace).split(" | ")),
            rows=tuple(measure_rows(capital, language)),
            marked=frozenset({0}),
        ),
    ]


def fan_table(fan: Sequence[FanYear], language: Language) -> PageTable:
    """Return the quantiles of the TFP index by year, the year before the phase being 100; a row for each quantile."""
    quantile = PAGE["quantile"][language]
    rows = tuple(
        (
            quantile.format(percent=percent(probability, 0, language)),
            *(number(100.0 * one.index[i], 1, language) for one in fan),
        )
        for i, probability in enumerate(fan[0].probabilities)
    )
    head = ("", *(str(one.year) for one in fan))
    return PageTable(caption=PAGE["fan"][language], head=head, rows=rows, stacked=len(head) > 6)


def swing_label(report: PhaseReport, name: str) -> str:
    """Return an assumption in words; a gap filler by what it fills and in which years."""
    return factor_name(name, report.inputs, report.language)


def swing_table(report: PhaseReport, uncertainty: PhaseUncertainty) -> PageTable:
    """Return the TFP share at both ends of each assumption's range."""
    language = report.language
    rows = []
    for one in telling(uncertainty):
        ends = (factor_value(one.name, end, report.inputs, language) for end in (one.low, one.high))
        shares = (percent(end, 1, language) for end in (one.share_at_low, one.share_at_high))
        rows.append((swing_label(report, one.name), *ends, *shares))
    return PageTable(caption=PAGE["tornado"][language], head=head_of("swing_head", language), rows=tuple(rows))


# A part of the variance that prints as 0 % is left out.
_LEAST_TOTAL = 0.005


def ranking_table(report: PhaseReport, uncertainty: PhaseUncertainty) -> PageTable:
    """Return what part of the variance each assumption explains, percent."""
    language = report.language
    rows = tuple(
        (
            swing_label(report, one.name),
            percent(one.first_order, 0, language),
            percent(one.total, 0, language),
            f"{percent(one.total_low, 0, language)} – {percent(one.total_high, 0, language)}",
        )
        for one in uncertainty.ranking
        if one.total >= _LEAST_TOTAL
    )
    return PageTable(caption=PAGE["ranking"][language], head=head_of("ranking_head", language), rows=rows)


def curve_table(curve: ShareCurve, language: Language) -> PageTable:
    """Return how the share runs under each option of each choice."""
    rows: list[tuple[str, ...]] = []
    for axis, (name, options) in enumerate(curve.axes):
        for option in options:
            shares = curve.of_option(axis, option)
            if not shares:
                rows.append((f"{name}: {option}", "0", "–", "–", "–"))
                continue
            middle = 0.5 * (shares[(len(shares) - 1) // 2] + shares[len(shares) // 2])
            run = (percent(share, 1, language) for share in (shares[0], middle, shares[-1]))
            rows.append((f"{name}: {option}", number(len(shares), 0, language), *run))
    return PageTable(caption=PAGE["curve"][language], head=head_of("curve_head", language), rows=tuple(rows))


def share_or_dash(share: float | NotApplicable, language: Language) -> str:
    """Return a share in percent with its sign, or the word for one that is not defined."""
    return LABELS["undefined"][language] if isinstance(share, NotApplicable) else f"{percent(share, 1, language)} %"
