"""The plan as text and as a record: what is due next, which figure it asks for, and what that figure still needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.job_words import WORDS
from tfp_soctrang.report.layout import bullets, wrapped
from tfp_soctrang.report.names import PHASE_STATUS, STATUS, label, place
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.series import year_spans
from tfp_soctrang.units import territory

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language
    from tfp_soctrang.needed_cells import NeededCell, PhaseNeeds
    from tfp_soctrang.plan import ComingDue, Plan, ReleaseDay, Target
    from tfp_soctrang.units import Phase, Territory

__all__ = ["day_text", "plan_record", "plan_text"]


def day_text(day: date, language: Language) -> str:
    """Return a day as it is written: `29/9/2026`, or `29 September 2026` in English."""
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {WORDS['months'][language].split()[day.month - 1]} {day.year}"


def _due_text(one: ComingDue, plan: Plan, today: date, language: Language) -> str:
    words = {name: text[language] for name, text in WORDS.items()}
    when = words["within_year"].format(year=one.year)
    if one.due.month is not None:
        when = words["before_day"].format(day=day_text(one.before, language))
    left = words["days_left"].format(days=(one.before - today).days)
    by, to = plan.body(one.due.by).name(language), plan.body(one.due.to).name(language)
    return f"{one.due.name(language)}, {when} ({left}): {by} → {to}"


def _release_text(found: ReleaseDay, language: Language) -> str:
    mark = "" if found.release.stated else " *"
    return f"{STATUS[found.release.status][language]} {day_text(found.day, language)}{mark}"


def _cell_text(cell: NeededCell, today: date, language: Language) -> str:
    words = {name: text[language] for name, text in WORDS.items()}
    parts = []
    out = cell.expected(today)
    if out is not None:
        parts.append(words["out_since"].format(release=_release_text(out, language)))
    parts += [_release_text(one, language) for one in cell.releases if one.day > today]
    return f"{cell.year}: {'; '.join(parts) if parts else words['no_calendar_day']}"


def _held(cell: NeededCell, language: Language) -> str:
    return WORDS["nothing_held"][language] if cell.held is None else STATUS[cell.held][language]


def _needs_text(needs: PhaseNeeds, plan: Plan, today: date, language: Language) -> list[str]:
    words = {name: text[language] for name, text in WORDS.items()}
    if needs.status is None:
        state = words["phase_open"]
    elif isinstance(needs.share, NotApplicable) or needs.share is None:
        state = PHASE_STATUS[needs.status][language]
    else:
        state = f"TFP {percent(needs.share, 1, language)} %; {PHASE_STATUS[needs.status][language]}"
    lines = wrapped(f"{words['phase']} {needs.phase}: {state}", indent=0)
    lines += [line for one in plan.target_of(needs.phase) for line in wrapped(_target_text(one, language))]
    groups: dict[tuple[str, str], list[NeededCell]] = {}
    for cell in needs.cells:
        groups.setdefault((cell.series, _held(cell, language)), []).append(cell)
    for (series, held), cells in groups.items():
        years = year_spans([cell.year for cell in cells])
        dated = [cell for cell in cells if cell.releases]
        undated = [cell.year for cell in cells if not cell.releases]
        told = "" if dated else f": {words['no_calendar_day']}"
        lines += bullets([f"{label(series, language)}: {years} ({words['held'].format(held=held)}){told}"])
        lines += wrapped(f"{year_spans(undated)}: {words['no_calendar_day']}", indent=4) if dated and undated else []
        lines += [line for cell in dated for line in wrapped(_cell_text(cell, today, language), indent=4)]
    if not needs.cells:
        lines += bullets([words["nothing_needed"]])
    return lines


def _target_text(one: Target, language: Language) -> str:
    words = {name: text[language] for name, text in WORDS.items()}
    value = words[one.relation].format(value=percent(one.value, 0, language))
    where = place(territory(one.territory), language)
    note = f"; {one.note(language)}" if one.note(language) else ""
    return f"{words[one.kind]}: {where} {value} ({one.told_by(language)}{note})"


def plan_text(
    plan: Plan, today: date, place_of: Territory, needs: Sequence[PhaseNeeds], language: Language = "vi"
) -> str:
    """Return what is due next and what its figures still need, as text."""
    words = {name: text[language] for name, text in WORDS.items()}
    name = plan.name_vi if language == "vi" else plan.name_en
    lines = [*wrapped(name, indent=0), words["on_day"].format(day=day_text(today, language)), ""]
    lines += [words["due_next"], *bullets(_due_text(one, plan, today, language) for one in plan.coming(today)), ""]
    lines += wrapped(words["needs_head"].format(place=place(place_of, language)), indent=0, hang=0)
    for one in needs:
        lines += ["", *_needs_text(one, plan, today, language)]
    starred = any(not found.release.stated for one in needs for cell in one.cells for found in cell.releases)
    lines += ["", *wrapped(words["draft_mark"], indent=0)] if starred else []
    for erratum in plan.errata:
        told = words["erratum"].format(
            place=erratum.place_vi if language == "vi" else erratum.place_en,
            printed=erratum.printed,
            meant=erratum.meant,
        )
        lines += ["", *wrapped(told, indent=0)]
    return "\n".join(lines) + "\n"


def _phase_record(needs: PhaseNeeds, today: date) -> dict[str, Any]:
    undefined = needs.share is None or isinstance(needs.share, NotApplicable)
    return {
        "first_year": needs.phase.first_year,
        "last_year": needs.phase.last_year,
        "status": "open" if needs.status is None else needs.status.value,
        "tfp_contribution_share": None if undefined else needs.share,
        "needs": [
            {
                "series": cell.series,
                "year": cell.year,
                "held": None if cell.held is None else cell.held.value,
                "overdue": cell.expected(today) is not None,
                "releases": [
                    {
                        "day": one.day.isoformat(),
                        "status": one.release.status.value,
                        "decree": one.release.decree,
                        "stated": one.release.stated,
                    }
                    for one in cell.releases
                ],
            }
            for cell in needs.cells
        ],
    }


def plan_record(plan: Plan, today: date, place_of: Territory, needs: Sequence[PhaseNeeds]) -> dict[str, Any]:
    """Return the same as plain values; days are ISO dates, shares fractions."""
    phases: dict[Phase, PhaseNeeds] = {one.phase: one for one in needs}
    return {
        "on": today.isoformat(),
        "territory": place_of.code,
        "due": [
            {"code": one.due.code, "before": one.before.isoformat(), "by": one.due.by, "to": one.due.to}
            for one in plan.coming(today)
        ],
        "phases": [_phase_record(one, today) for one in phases.values()],
        "targets": [
            {
                "first_year": one.first_year,
                "last_year": one.last_year,
                "territory": one.territory,
                "value": one.value,
                "relation": one.relation,
                "kind": one.kind,
                "source": one.source,
            }
            for one in plan.targets
        ],
        "errata": [{"place": one.place_en, "printed": one.printed, "meant": one.meant} for one in plan.errata],
    }
