"""The sections on method and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.choice_words import AVERAGING, CAPITAL, READINGS
from tfp_soctrang.report.document.formulas import ACCOUNT, INVENTORY, SHARES, SHARES_ADD_UP
from tfp_soctrang.report.document.words import FORM_NAME
from tfp_soctrang.report.figures import contributions, png, waterfall
from tfp_soctrang.report.names import label, of_territory, unit_name
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.phrases import negative, points
from tfp_soctrang.report.tables import split_rows
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.report.document.blocks import Draft

__all__ = ["method", "results"]


def method(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the formula, the averaging, the coefficients and what stands for Y, K and L."""
    account, inputs, language = report.account, report.inputs, report.language
    settings, form = inputs.settings, account.form
    draft.heading(words["formula_title"])
    draft.say(words["formula_intro"].format(form=FORM_NAME[form][language]))
    draft.formula(ACCOUNT[form], SHARES_ADD_UP[form])
    draft.say(words["formula_where_log" if form == "log" else "formula_where_discrete"])
    draft.formula(SHARES[form])
    phase = {"phase": account.phase, "first": account.first_year, "last": account.last_year}
    draft.say(
        words["phase_rule"].format(
            averaging=AVERAGING[account.averaging][language], before=account.first_year - 1, **phase
        )
    )
    draft.heading(words["data_title"])
    capital, labour = (number(share, 3, language) for share in (account.capital_share, account.labour_share))
    draft.say(words["coefficients"].format(capital=capital, labour=labour))
    money, persons = unit_name(account.money_unit, language), unit_name(account.labour_unit, language)
    draft.say(words["y_is"].format(series=_small(label(inputs.output.name, language)), unit=money))
    draft.say(words["l_is"].format(series=_small(label(inputs.labour.name, language)), unit=persons))
    timing, investment = CAPITAL[settings.stock][language], _small(label(inputs.investment.name, language))
    draft.say(words["k_is"].format(timing=timing, unit=money, investment=investment))
    if settings.capital_kind != "net":
        draft.say(words["k_kind"].format(kind=CAPITAL[settings.capital_kind][language]))
    if settings.geometric:
        draft.formula(INVENTORY[settings.investment_timing])
        draft.say(words["k_formula"])
    draft.say(LABELS[f"initial_{report.capital.initial_stock}"][language].format(year=report.capital.initial_year))


def results(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the account of the phase, by year, and under other readings."""
    told = _phase(report, draft, words)
    _years(report, draft, words, meaning_told=told)
    _readings(report, draft, words)


def _phase(report: PhaseReport, draft: Draft, words: dict[str, str]) -> bool:
    """Write the account of the phase; return whether the meaning of a negative contribution was told."""
    account, language = report.account, report.language
    draft.heading(words["phase_title"])
    draft.say(words["phase_intro"].format(table=draft.next_table()))
    table = split_rows(account, language)
    where = of_territory(account.territory, language)
    draft.table(
        words["phase_caption"].format(place=where, phase=account.phase),
        (tuple(f"{name} ({unit})" if name else "" for name, unit in zip(*table.rows[:2], strict=True)),),
        table.rows[2:],
        (1.7, 1.15, 1.1, 0.9),
        strong=frozenset({3}),
        notes=table.notes,
    )
    parts = {
        "part_capital": account.capital_contribution,
        "part_labour": account.labour_contribution,
        "part_tfp": account.tfp_growth,
    }
    below = [
        words["negative_part"].format(part=words[name], points=points(part, language))
        for name, part in parts.items()
        if negative(part)
    ]
    if below:
        draft.say(f"{words['negative'].format(parts='; '.join(below))} {words['negative_meaning']}")
    draft.figure(
        words["waterfall_caption"].format(phase=account.phase),
        png(waterfall(account, language=language, titled=False)),
        words["chart_text"].format(what="; ".join(f"{row[0]}: {row[2]}" for row in table.rows[2:])),
    )
    return bool(below)


def _years(report: PhaseReport, draft: Draft, words: dict[str, str], *, meaning_told: bool) -> None:
    account, language = report.account, report.language
    draft.heading(words["year_title"])
    draft.say(words["year_intro"].format(table=draft.next_table()))
    filled = {cell.year for cell in account.filled_cells}
    marked = {level.year: level.year in filled or level.year - 1 in filled for level in account.levels}
    growth = {level.year: level for level in account.levels}
    rows = []
    for one in report.yearly:
        rates = (one.output_growth, growth[one.year].capital_growth, growth[one.year].labour_growth)
        rows.append(
            (
                f"{one.year}{' +' if marked[one.year] else ''}",
                *("–" if rate is None else percent(rate, 2, language) for rate in rates),
                points(one.capital_contribution, language),
                points(one.labour_contribution, language),
                points(one.tfp_growth, language),
            )
        )
    whole = (
        account.output_growth, account.capital_growth, account.labour_growth,
        account.capital_contribution, account.labour_contribution, account.tfp_growth,
    )  # fmt: skip
    rows.append((str(account.phase), *(percent(part, 2, language) for part in whole)))
    head = (words["year_head"].split(" |"), words["year_parts"].split(" |"))
    mark = LABELS["filled_mark"][language]
    draft.table(
        words["year_caption"],
        tuple(tuple(cell.strip() for cell in row) for row in head),
        rows,
        (1.3, 1.0, 1.0, 1.0, 1.0, 1.1, 1.0),
        strong=frozenset({len(rows) - 1}),
        notes=(mark,) if any(marked[one.year] for one in report.yearly) else (),
    )
    parts = {"part_capital": "capital_contribution", "part_labour": "labour_contribution", "part_tfp": "tfp_growth"}
    below = [
        words["negative_year"].format(part=words[name], year=one.year, points=points(getattr(one, what), language))
        for one in report.yearly
        for name, what in parts.items()
        if negative(getattr(one, what))
    ]
    if below:
        meaning = "" if meaning_told else f" {words['negative_meaning']}"
        draft.say(f"{words['negative'].format(parts='; '.join(below))}{meaning}")
    shown = "; ".join(f"{row[0]}: {', '.join(row[4:])}" for row in rows[:-1])
    draft.figure(
        words["years_figure"],
        png(contributions(account, language=language, titled=False)),
        words["chart_text"].format(what=shown),
    )
    _levels(report, draft, words)


def _levels(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    account, language = report.account, report.language
    units = {"money": unit_name(account.money_unit, language), "labour": unit_name(account.labour_unit, language)}
    rows = [
        (
            str(level.year),
            number(level.output, 0, language),
            "–" if level.investment is None else number(level.investment, 0, language),
            number(level.capital_input, 0, language),
            number(level.labour_input, 1, language),
        )
        for level in account.levels
    ]
    draft.table(
        words["levels_caption"],
        (tuple(words["levels_head"].format(**units).split(" | ")),),
        rows,
        (0.7, 1.3, 1.3, 1.3, 1.3),
        notes=(words["levels_note"],),
    )


def _readings(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    account, language = report.account, report.language
    draft.heading(words["readings_title"])
    shares = [
        one.tfp_contribution_share
        for one in account.alternatives
        if not isinstance(one.tfp_contribution_share, NotApplicable)
    ]
    text = words["readings_intro"].format(table=draft.next_table())
    if shares:
        low, high = percent(min(shares), 1, language), percent(max(shares), 1, language)
        text += f" {words['readings_range'].format(low=low, high=high)}"
    draft.say(text)
    rows, strong = [], set()
    for i, one in enumerate(account.alternatives):
        name = READINGS[one.form, one.averaging][language]
        name = name[:1].upper() + name[1:]
        if (one.form, one.averaging) == (account.form, account.averaging):
            name = words["of_this_report"].format(reading=name)
            strong.add(i)
        rows.append((name, percent(one.tfp_contribution_share, 1, language)))
    head = (tuple(words["readings_head"].split(" | ")),)
    draft.table(words["readings_caption"], head, rows, (4.0, 1.0), strong=frozenset(strong))


def _small(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]
