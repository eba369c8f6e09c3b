"""The capital of a phase as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.display import as_html
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.choice_words import CAPITAL
from tfp_soctrang.report.layout import bullets, columns, wrapped
from tfp_soctrang.report.names import part_name, place, unit_name
from tfp_soctrang.report.numbers import number, percent, rounded
from tfp_soctrang.report.tables import html_heading, html_record, html_table
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language

from tfp_soctrang.capital_measures import CapitalAccount, CapitalMeasure

__all__ = [
    "capital_spread",
    "capital_text",
    "enterprise_text",
    "measure_head",
    "measure_name",
    "measure_rows",
    "reasons_lacking",
    "year_rows",
]


def measure_name(measure: CapitalMeasure, language: Language = "vi") -> str:
    """Return what a measure of capital is called."""
    value = measure.value
    if isinstance(value, str):
        shown = CAPITAL[value][language]
    elif value is None:
        shown = ""
    elif measure.variant == "depreciation_rate":
        shown = percent(value, 1, language)
    else:
        shown = number(value, 2, language)
    return CAPITAL[measure.variant][language].format(value=shown)


def measure_rows(found: CapitalAccount, language: Language = "vi") -> list[tuple[str, str, str, str]]:
    """Return the measures as rows: name, capital–output ratio at the end, growth of capital, TFP share."""
    return [
        (
            measure_name(one, language),
            "–"
            if isinstance(one.capital_output_ratio, NotApplicable)
            else number(one.capital_output_ratio, 2, language),
            percent(one.capital_growth, 2, language),
            percent(one.tfp_contribution_share, 1, language),
        )
        for one in found.measures
    ]


def measure_head(found: CapitalAccount, language: Language) -> list[str]:
    """Return the heading of `measure_rows`."""
    pace = LABELS["whole_phase" if found.averaging == "cumulative" else "per_year"][language]
    return LABELS["capital_measures"][language].format(pace=pace).split(" | ")


def year_rows(found: CapitalAccount, language: Language) -> list[list[str]]:
    """Return the stock by year as rows, under the heading `capital_years`."""
    return [
        [
            str(one.year),
            "–" if one.investment is None else number(one.investment, 0, language),
            number(one.closing_stock, 0, language),
            "–" if one.growth is None else percent(one.growth, 2, language),
            "–" if one.capital_output_ratio is None else number(one.capital_output_ratio, 2, language),
            percent(one.from_initial_stock, 1, language),
        ]
        for one in found.years
    ]


def _asset_lines(found: CapitalAccount, words: dict[str, str], language: Language) -> list[str]:
    lines: list[str] = []
    if found.assets:
        names = list(dict.fromkeys(one.asset for one in found.assets))
        stocks = {(one.year, one.asset): number(one.closing_stock, 0, language) for one in found.assets}
        head = [words["year"], *(part_name(name, language) for name in names)]
        rows = [[str(one.year), *(stocks[one.year, name] for name in names)] for one in found.years]
        lines += ["", words["asset_stocks"], *columns([head, *rows])]
    if found.services:
        rows = [
            [
                str(one.year),
                percent(one.services_growth, 2, language),
                percent(one.stock_growth, 2, language),
                percent(one.composition_effect, 2, language),
            ]
            for one in found.services
        ]
        lines += ["", *columns([words["services_head"].split(" | "), *rows])]
    return lines


def enterprise_text(found: CapitalAccount, language: Language) -> str:
    """Return the cross-check with the books of enterprises as a sentence; empty where the data hold none."""
    words = {name: text[language] for name, text in LABELS.items()}
    check = found.enterprises
    if check is None:
        return ""
    if isinstance(check.stock, NotApplicable) or isinstance(check.share, NotApplicable):
        why = check.stock.reason.text(language) if isinstance(check.stock, NotApplicable) else ""
        stock = words["enterprise_incomparable"].format(why=why.removesuffix("."))
    else:
        share = percent(check.share, 1, language)
        stock = words["enterprise_share"].format(stock=number(check.stock, 0, language), share=share)
    books = number(check.fixed_assets, 0, language)
    return words["enterprise_check"].format(year=check.year, books=books, stock=stock)


def capital_spread(found: CapitalAccount, language: Language) -> str:
    """Return how far the measures of capital move the TFP share, as a sentence; empty where none has a share."""
    shares = [
        one.tfp_contribution_share
        for one in found.measures
        if not isinstance(one.tfp_contribution_share, NotApplicable)
    ]
    if not shares:
        return ""
    low, high = rounded(100.0 * min(shares), 1), rounded(100.0 * max(shares), 1)
    spread = {"low": low, "high": high, "spread": high - low}
    shown = {name: number(value, 1, language) for name, value in spread.items()}
    return LABELS["capital_spread"][language].format(**shown)


def reasons_lacking(found: CapitalAccount, language: Language) -> list[str]:
    """Return why measures of capital have no TFP share, a sentence each."""
    return [
        f"{measure_name(one, language)}: {one.tfp_contribution_share.reason.text(language)}"
        for one in found.measures
        if isinstance(one.tfp_contribution_share, NotApplicable)
    ]


def capital_text(found: CapitalAccount, language: Language = "vi") -> str:
    """Return the stock of capital of a phase by year, and the figure under every measure of it, as text."""
    words = {name: text[language] for name, text in LABELS.items()}
    check, spread = enterprise_text(found, language), capital_spread(found, language)
    lines = [
        words["capital_title"],
        f"{place(found.territory, language)}, {words['phase']} {found.phase} ({unit_name(found.money_unit, language)})",
        *wrapped(words[f"initial_{found.initial_stock}"].format(year=found.initial_year), indent=0),
        "",
        *columns([words["capital_years"].split(" | "), *year_rows(found, language)]),
        *_asset_lines(found, words, language),
        *(["", *wrapped(check, indent=0)] if check else []),
        "",
        *columns([measure_head(found, language), *measure_rows(found, language)]),
        "",
    ]
    lines += wrapped(spread) if spread else []
    return "\n".join([*lines, *bullets(reasons_lacking(found, language))]) + "\n"


@as_html.register
def _(found: CapitalAccount) -> str:
    words = {name: text["vi"] for name, text in LABELS.items()}
    notes = [capital_spread(found, "vi"), *reasons_lacking(found, "vi"), enterprise_text(found, "vi")]
    return html_record(
        f"Vốn: {place(found.territory, 'vi')}, {words['phase']} {found.phase} ({unit_name(found.money_unit, 'vi')})",
        html_table(words["capital_years"].split(" | "), year_rows(found, "vi")),
        html_heading(words["capital_heading"]),
        html_table(measure_head(found, "vi"), measure_rows(found)),
        notes=[
            words[f"initial_{found.initial_stock}"].format(year=found.initial_year),
            *(note for note in notes if note),
        ],
    )
