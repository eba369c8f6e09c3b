"""A projection as text and as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tfp_soctrang.display import as_html
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.projection.outlook import Outlook
from tfp_soctrang.projection.projected_phase import ProjectedPhase
from tfp_soctrang.projection.projections import Projection
from tfp_soctrang.projection.records import NeededGrowth, NeededInvestment, ProjectedCell, YearKnown
from tfp_soctrang.report.layout import bullets, columns, wrapped
from tfp_soctrang.report.names import PHASE_STATUS, RULE, place
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.projection_words import PROJECTION_LABELS
from tfp_soctrang.report.tables import html_record, html_table
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["come_in_rows", "needed_rows", "projection_record", "projection_rows", "projection_text", "scenario_rows"]

Summaries = Mapping[str, "PhaseUncertainty"]


def _words(language: Language) -> dict[str, str]:
    return {name: text[language] for name, text in PROJECTION_LABELS.items()}


def _interval(low: float | NotApplicable, high: float | NotApplicable, language: Language) -> str:
    return f"{percent(low, 1, language)} – {percent(high, 1, language)}"


def scenario_rows(
    phases: Sequence[ProjectedPhase], summaries: Summaries, target: float, language: Language = "vi"
) -> list[list[str]]:
    """Return one row a scenario: growth of output, investment ratio, labour, capital, TFP; share, interval, chance."""
    rows = []
    for one in phases:
        account, found = one.account, summaries[one.scenario.name]
        chance = dict(found.targets)[target]
        rows.append(
            [
                one.scenario.in_words(language),
                percent(account.output_growth, 2, language),
                percent(one.investment_ratio, 1, language),
                percent(account.labour_growth, 2, language),
                percent(account.capital_growth, 2, language),
                percent(account.tfp_growth, 2, language),
                percent(account.tfp_contribution_share, 1, language),
                _interval(found.low, found.high, language),
                percent(chance, 0, language),
            ]
        )
    return rows


def needed_rows(found: Projection, growth: float, tfp_growth: float, language: Language = "vi") -> list[list[str]]:
    """Return one row a scenario: the TFP growth that a growth of output takes, its share, or the investment instead."""
    rows = []
    for one in found.scenarios:
        needed, investment = one.needed_tfp_growth(growth), one.needed_investment(growth, tfp_growth)
        missing = isinstance(needed, NotApplicable)
        rows.append(
            [
                one.scenario.in_words(language),
                "–" if isinstance(needed, NotApplicable) else percent(needed.tfp_growth, 2, language),
                "–" if isinstance(needed, NotApplicable) else percent(needed.tfp_contribution_share, 1, language),
                "–" if missing or isinstance(investment, NotApplicable) else percent(investment.ratio, 1, language),
            ]
        )
    return rows


def come_in_rows(years: Sequence[YearKnown], language: Language = "vi") -> list[list[str]]:
    """Return one row a year that comes in: the figure, its interval and the chance of the target; `*`: still ahead."""
    return [
        [
            f"{one.measured_to}{' *' if one.simulated else '  '}",
            percent(one.share, 1, language),
            _interval(one.low, one.high, language),
            percent(one.probability_above, 0, language),
        ]
        for one in years
    ]


def projection_text(told: Outlook, language: Language = "vi") -> str:
    """Return a projection as text: scenarios, interim, what a target needs, years as they come in, sources, caveats."""
    found, target, growth = told.projection, told.target, told.growth
    words, first = _words(language), found.scenarios[0]
    status = PHASE_STATUS[first.account.status][language]
    summary = told.uncertainty[first.scenario.name]
    level, aim = percent(summary.level, 0, language), percent(target, 0, language)
    lines = [
        words["title"],
        f"{place(found.territory, language)}, {LABELS['phase'][language]} {found.phase}",
        words["mark"] if first.cells else words["closed"].format(phase=str(found.phase).replace("–", "-")),
        words["measured_to"].format(status=status, year=found.measured_to),
    ]
    if found.allocation_rule is not None:
        lines += wrapped(words["rule"].format(rule=found.allocation_rule), indent=0)
    head = words["head"].format(level=level, target=aim).split(" | ")
    lines += ["", *columns([head, *scenario_rows(found.scenarios, told.uncertainty, target, language)], indent=0)]
    lines += wrapped(words["units"], indent=0)
    draws = number(summary.draws, 0, language)
    lines += wrapped(words["draws"].format(draws=draws, seed=summary.seed), indent=0)
    if found.interim:
        title = words["interim"].format(phase=found.interim[0].phase)
        lines += ["", title, *columns([head, *scenario_rows(found.interim, told.interim, target, language)], indent=0)]
    if growth is not None and first.cells:
        lines += ["", *_needed(found, growth, target, words, language)]
    if told.years:
        head = words["come_in_head"].format(level=level, target=aim).split(" | ")
        head[0] += "  "
        lines += ["", words["come_in"].format(scenario=first.scenario.in_words(language))]
        lines += columns([head, *come_in_rows(told.years, language)], indent=0)
        if any(one.simulated for one in told.years):
            lines += wrapped(words["come_in_note"], indent=0)
    lines += [""] if found.targets else []
    for one in found.targets:
        value = percent(one.value, 0 if round(100 * one.value, 6).is_integer() else 1, language)
        shown = words["target"].format(quantity=words[one.quantity], value=value, source=one.in_words(language))
        lines += wrapped(shown, indent=0)
    for scenario in found.scenarios:
        lines += ["", *_paths(scenario, words, language)]
    lines += ["", LABELS["caveats"][language], *bullets(note.text(language) for note in first.account.caveats)]
    return "\n".join(lines) + "\n"


def _needed(found: Projection, growth: float, target: float, words: dict[str, str], language: Language) -> list[str]:
    tfp = target * growth
    shown = {
        "growth": percent(growth, 1, language),
        "tfp": percent(tfp, 2, language),
        "target": percent(target, 0, language),
    }
    lines = [words["needed"].format(**shown)]
    head = words["needed_head"].format(**shown).split(" | ")
    lines += columns([head, *needed_rows(found, growth, tfp, language)], indent=0)
    lines += wrapped(words["needed_tfp"].format(**shown), indent=0)
    for one in found.scenarios:
        for result in (one.needed_tfp_growth(growth), one.needed_investment(growth, tfp)):
            if isinstance(result, NotApplicable):
                lines += wrapped(f"– {one.scenario.in_words(language)}: {result.reason.text(language)}.", indent=0)
    return lines


def _paths(one: ProjectedPhase, words: dict[str, str], language: Language) -> list[str]:
    grouped: dict[str, list[ProjectedCell]] = {}
    for cell in one.cells:
        grouped.setdefault(cell.path.name, []).append(cell)
    years = year_spans([cell.year for cell in one.cells])
    lines = [words["paths"].format(scenario=one.scenario.in_words(language), from_to=years)]
    for cells in grouped.values():
        path, parameter = cells[0].path, cells[0].path.parameter
        rule = RULE[path.rule][language].format(value=percent(cells[0].parameter, 2, language))
        ends = f"{percent(parameter.low, 2, language)} – {percent(parameter.high, 2, language)}"
        name = LABELS[f"measure_{path.measure}"][language]
        span = year_spans([cell.year for cell in cells])
        lines += wrapped(f"{name} {span}: {rule} ({LABELS['range'][language]} {ends}).")
        lines += wrapped(f"{LABELS['reason'][language]}: {parameter.in_words('reason', language)}", indent=4)
        lines += wrapped(f"{LABELS['source'][language]}: {parameter.in_words('source', language)}", indent=4)
    return lines


def _plain(value: float | NotApplicable) -> float | None:
    return None if isinstance(value, NotApplicable) else float(value)


def _needed_record(one: ProjectedPhase, growth: float, tfp_growth: float) -> dict[str, Any]:
    needed, investment = one.needed_tfp_growth(growth), one.needed_investment(growth, tfp_growth)
    record: dict[str, Any] = {"output_growth": growth, "given_tfp_growth": tfp_growth}
    record["tfp_growth"] = needed.tfp_growth if isinstance(needed, NeededGrowth) else None
    record["tfp_contribution_share"] = (
        _plain(needed.tfp_contribution_share) if isinstance(needed, NeededGrowth) else None
    )
    record["investment_ratio"] = investment.ratio if isinstance(investment, NeededInvestment) else None
    record["investment"] = (
        dict(zip(map(str, investment.years), investment.investment, strict=True))
        if isinstance(investment, NeededInvestment)
        else None
    )
    reasons = [one.reason.text("en") for one in (needed, investment) if isinstance(one, NotApplicable)]
    return {**record, "not_applicable": reasons}


def _scenario_record(one: ProjectedPhase, found: PhaseUncertainty, target: float, language: Language) -> dict[str, Any]:
    account = one.account
    return {
        "scenario": one.scenario.name,
        "title": one.scenario.in_words(language),
        "first_year": one.phase.first_year,
        "last_year": one.phase.last_year,
        "status": account.status.value,
        "measured_to": one.measured_to,
        "output_growth": account.output_growth,
        "investment_ratio": one.investment_ratio,
        "capital_growth": account.capital_growth,
        "labour_growth": account.labour_growth,
        "labour_productivity_growth": one.labour_productivity_growth,
        "capital_contribution": account.capital_contribution,
        "labour_contribution": account.labour_contribution,
        "tfp_growth": account.tfp_growth,
        "tfp_contribution_share": _plain(account.tfp_contribution_share),
        "median": _plain(found.median),
        "level": found.level,
        "low": _plain(found.low),
        "high": _plain(found.high),
        "target": target,
        "probability_above": dict(found.targets)[target],
        "draws": found.draws,
        "seed": found.seed,
    }


def projection_record(told: Outlook, language: Language = "vi") -> dict[str, Any]:
    """Return a projection as plain values: fractions; None where something is not applicable."""
    found, target, growth = told.projection, told.target, told.growth
    rows = []
    for one in found.scenarios:
        summary = told.uncertainty[one.scenario.name]
        rows.append(
            {
                **_scenario_record(one, summary, target, language),
                "levels": [{name: getattr(level, name) for name in level.__slots__} for level in one.account.levels],
                "projected_cells": [_cell_record(cell, language) for cell in one.cells],
                "fan": [
                    {"year": year.year, "probabilities": list(year.probabilities), "tfp_index": list(year.index)}
                    for year in summary.fan
                ],
                "needed": None if growth is None else _needed_record(one, growth, target * growth),
                "caveats": [{"code": note.code, "text": note.text(language)} for note in one.account.caveats],
            }
        )
    return {
        "territory": found.territory.code,
        "first_year": found.phase.first_year,
        "last_year": found.phase.last_year,
        "measured_to": found.measured_to,
        "allocation_rule": found.allocation_rule,
        "targets": [
            {"quantity": one.quantity, "value": one.value, "source": one.in_words(language)} for one in found.targets
        ],
        "scenarios": rows,
        "interim": [_scenario_record(one, told.interim[one.scenario.name], target, language) for one in found.interim],
        "as_years_come_in": [
            {
                "measured_to": one.measured_to,
                "simulated": one.simulated,
                "tfp_contribution_share": _plain(one.share),
                "low": _plain(one.low),
                "high": _plain(one.high),
                "standard_deviation": _plain(one.standard_deviation),
                "probability_above": one.probability_above,
            }
            for one in told.years
        ],
    }


def projection_rows(told: Outlook, language: Language = "vi") -> list[dict[str, Any]]:
    """Return one flat row a scenario, of the phase and of its interim: fractions; None where not applicable."""
    phases = [(one, told.uncertainty) for one in told.projection.scenarios]
    phases += [(one, told.interim) for one in told.projection.interim]
    return [_scenario_record(one, found[one.scenario.name], told.target, language) for one, found in phases]


def _cell_record(cell: ProjectedCell, language: Language) -> dict[str, Any]:
    parameter = cell.path.parameter
    return {
        "series": cell.series,
        "year": cell.year,
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "unit": cell.unit.symbol,
        "price_base": None if cell.price_base is None else str(cell.price_base),
        "path": cell.path.name,
        "rule": cell.path.rule,
        "by_rule": cell.by_rule,
        "parameter": cell.parameter,
        "parameter_low": parameter.low,
        "parameter_high": parameter.high,
        "source": parameter.in_words("source", language),
        "reason": parameter.in_words("reason", language),
    }


@as_html.register
def _(found: Projection) -> str:
    rows = [
        [
            one.scenario.in_words("vi"),
            *(percent(part, 2) for part in (one.account.output_growth, one.account.tfp_growth)),
            percent(one.account.tfp_contribution_share),
        ]
        for one in found.scenarios
    ]
    words = _words("vi")
    head = [cell.strip() for cell in words["head"].split(" | ")]
    return html_record(
        f"Dự tính: {place(found.territory, 'vi')}, {LABELS['phase']['vi']} {found.phase}",
        html_table([head[0], head[1], head[5], head[6]], rows),
        notes=[f"Có số liệu đến {found.measured_to}; các năm sau theo kịch bản, không phải số của cơ quan Thống kê."],
    )
