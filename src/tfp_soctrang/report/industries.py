"""The account of a whole by its parts as text and as a table for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.display import as_html
from tfp_soctrang.industry_accounts import IndustryAccount
from tfp_soctrang.report.choice_words import FORM
from tfp_soctrang.report.layout import bullets, columns, wrapped
from tfp_soctrang.report.names import part_name, place
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.report.tables import html_heading, html_record, html_table
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language

__all__ = ["bridge_rows", "industry_text", "part_rows"]


def part_rows(found: IndustryAccount, language: Language = "vi") -> list[list[str]]:
    """Return one row a part: its weight, its growth, and what it contributes to growth and TFP growth of the whole."""
    return [
        [
            part_name(one.part, language),
            *(
                percent(value, digits, language)
                for value, digits in (
                    (one.weight, 1),
                    (one.output_growth, 2),
                    (one.capital_growth, 2),
                    (one.labour_growth, 2),
                    (one.tfp_growth, 2),
                    (one.output_contribution, 2),
                    (one.tfp_contribution, 2),
                )
            ),
        ]
        for one in found.parts
    ]


def bridge_rows(found: IndustryAccount, language: Language = "vi") -> list[list[str]]:
    """Return what makes TFP growth of the whole, points a year: parts, item, difference, reallocations, their sum."""
    words = {name: text[language] for name, text in LABELS.items()}
    rows = [(part_name(one.part, language), one.tfp_contribution) for one in found.parts]
    if found.item_contribution != 0.0:
        rows.append((part_name("taxes", language), found.item_tfp_contribution))
    if found.output_difference != 0.0:
        rows.append((words["bridge_difference"], found.output_difference))
    rows += [
        (words["bridge_capital"], found.capital_reallocation),
        (words["bridge_labour"], found.labour_reallocation),
        (words["bridge_tfp"], found.tfp_growth),
    ]
    return [[name, percent(value, 2, language)] for name, value in rows]


def industry_text(found: IndustryAccount, language: Language = "vi") -> str:
    """Return the account by part: each part, the bridge to TFP growth of the whole, and labour productivity."""
    words = {name: text[language] for name, text in LABELS.items()}
    terms = found.productivity
    shift = [
        (words["shift_growth"], terms.productivity_growth),
        (words["shift_within"], terms.within.sum(axis=1)),
        (words["shift_static"], terms.static_shift.sum(axis=1)),
        (words["shift_dynamic"], terms.dynamic_shift.sum(axis=1)),
    ]
    if found.item_contribution != 0.0:
        shift.append((part_name("taxes", language), terms.item_contribution))
    lines = [
        words["industries_title"],
        f"{place(found.territory, language)}, {words['phase']} {found.phase}",
        *wrapped(f"{words['form']}: {FORM[found.form][language]}", indent=0),
        "",
        *columns([words["industries_head"].split(" | "), *part_rows(found, language)]),
        "",
        words["bridge_heading"],
        *columns(bridge_rows(found, language)),
        "",
        words["shift_heading"],
        *columns([[name, percent(float(value.item()), 2, language)] for name, value in shift]),
    ]
    if found.caveats:
        lines += ["", words["caveats"], *bullets(caveat.text(language) for caveat in found.caveats)]
    return "\n".join(lines) + "\n"


@as_html.register
def _(found: IndustryAccount) -> str:
    words = {name: text["vi"] for name, text in LABELS.items()}
    return html_record(
        f"Tăng trưởng và TFP theo khu vực: {place(found.territory, 'vi')}, {words['phase']} {found.phase}",
        html_table(words["industries_head"].split(" | "), part_rows(found)),
        html_heading(words["bridge_heading"]),
        html_table(["", words["points"]], bridge_rows(found)),
        notes=[
            f"{words['form']}: {FORM[found.form]['vi']}",
            *(f"{words['caveats']}: {caveat.text('vi')}" for caveat in found.caveats),
        ],
    )
