"""The checks a figure must pass before it is published, each with what was found and why it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable, TfpError
from tfp_soctrang.job.snapshot import study_of
from tfp_soctrang.job_records import Check, in_both
from tfp_soctrang.messages import Language, Message
from tfp_soctrang.needed_cells import overdue
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.job_words import WORDS
from tfp_soctrang.report.names import STATUS, label
from tfp_soctrang.report.numbers import number
from tfp_soctrang.report.plan import day_text
from tfp_soctrang.report.tables import split_rows
from tfp_soctrang.revision_bridge import RevisionPart, revision

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.job_settings import JobChecks
    from tfp_soctrang.method import Study
    from tfp_soctrang.plan import Plan
    from tfp_soctrang.published_account import PublishedAccount, PublishedPhase
    from tfp_soctrang.units import Phase

__all__ = [
    "PREVIOUS",
    "PreviousFigure",
    "check_age",
    "check_last_year",
    "check_national",
    "check_previous",
    "check_sums",
]

PREVIOUS = "previous"  # the name of the check against the last published figure
_TFP = 2  # the place of the TFP share among PRINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousFigure:
    """The last published figure of a phase: its bundle, its share, and what it rested on."""

    bundle: str
    share: float | None
    snapshot: Mapping[str, Any] | None


def check_sums(account: PhaseAccount) -> Check:
    """Return whether the shares, as they are printed, add up to 100.0."""
    cells = [row[-1].removesuffix(" *") for row in split_rows(account, "en").rows[2:]]
    if isinstance(account.tfp_contribution_share, NotApplicable):
        parts = account.capital_contribution + account.labour_contribution + account.tfp_growth
        gap = 100.0 * (parts - account.output_growth)
        passed = abs(gap) < 1e-9
        said = in_both(Message.of("check_sums_undefined", gap=gap))
    else:
        whole, *shares = (Decimal(cell) for cell in cells)
        passed = whole == sum(shares) == Decimal("100.0")

        def sentence(language: Language) -> str:
            shown = " + ".join(number(part, 1, language) for part in shares)
            return Message.of("check_sums", total=number(sum(shares, Decimal(0)), 1, language), parts=shown).text(
                language
            )

        said = in_both(sentence)
    return Check(name="sums", passed=passed, level="fail", said=said, why=in_both(Message.of("why_sums")))


def check_previous(
    study: Study, account: PhaseAccount, previous: PreviousFigure | None, rules: JobChecks
) -> Check:  # fmt: skip
    """Return whether the figure lies near the last published one, or its inputs' revision explains why it does not.

    Explained is what new cells make of the change, and revised cells that are firmer than they were or come from
    another edition. Not explained are cells that changed with nothing said, and cells that are gone; changed
    assumptions and methods, which somebody decided; and what another version of the code makes of the same inputs.
    These are for a person to accept: `accept_change_from`.
    """
    why = in_both(Message.of("why_previous"))
    share = account.tfp_contribution_share
    if previous is None:
        return Check(
            name=PREVIOUS, passed=True, level=rules.previous, said=in_both(Message.of("check_previous_none")), why=why
        )
    if previous.share is None or isinstance(share, NotApplicable):
        both = previous.share is None and isinstance(share, NotApplicable)
        passed = both or rules.accept_change_from == previous.bundle
        said = in_both(Message.of("check_previous_undefined", bundle=previous.bundle))
        return Check(name=PREVIOUS, passed=passed, level=rules.previous, said=said, why=why)
    change = 100.0 * (share - previous.share)
    band = float(rules.band_points)
    values: dict[str, object] = {
        "before": 100.0 * previous.share, "after": 100.0 * share, "change": change, "band": band,
        "bundle": previous.bundle,
    }  # fmt: skip
    if abs(change) <= band:
        said = in_both(Message.of("check_previous_within", **_only(values, "before", "after", "change", "band")))
        return Check(name=PREVIOUS, passed=True, level=rules.previous, said=said, why=why)
    parts, rest = _explanation(study, account.phase, previous)
    explained = abs(rest) <= band
    accepted = rules.accept_change_from == previous.bundle
    code = "explained" if explained else "accepted" if accepted else "outside"

    def sentence(language: Language) -> str:
        shown = "; ".join(f"{name[language]} {number(points, 1, language)}" for name, points in parts)
        found = {
            **values,
            "rest": rest,
            "parts": shown or Message.of("part_unreadable", bundle=previous.bundle).text(language),
        }
        names = {
            "explained": ("before", "after", "change", "band", "parts", "rest"),
            "accepted": ("before", "after", "change", "band", "bundle"),
            "outside": ("before", "after", "change", "band", "rest", "parts", "bundle"),
        }[code]
        return Message.of(f"check_previous_{code}", **_only(found, *names)).text(language)

    return Check(name=PREVIOUS, passed=explained or accepted, level=rules.previous, said=in_both(sentence), why=why)


def _only(values: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: values[name] for name in names}


def _explanation(
    study: Study, phase: Phase, previous: PreviousFigure
) -> tuple[list[tuple[Mapping[Language, str], float]], float]:
    """Return the parts of the change in points, by their names, and the points that nothing explains."""
    share = study.phase(phase.first_year, phase.last_year).tfp_contribution_share
    whole = 100.0 * (share - previous.share) if isinstance(share, float) and previous.share is not None else 0.0
    if previous.snapshot is None:
        return [], whole
    try:
        before = study_of(previous.snapshot)
        bridge = revision(before, study, phase)
    except (TfpError, KeyError, TypeError, ValueError):
        return [], whole
    points = dict.fromkeys(("new", "firmer", "silent", "assumptions", "method"), 0.0)
    for part in bridge.parts:
        points[_sort(part, before, study)] += 100.0 * part.change
    points["code"] = whole - 100.0 * bridge.change
    named = [(WORDS[f"part_{kind}"], value) for kind, value in points.items() if abs(value) >= 0.05]
    return named, whole - points["new"] - points["firmer"]


def _sort(part: RevisionPart, before: Study, after: Study) -> str:
    if part.kind != "revised":
        return part.kind
    data = [
        (a, b)
        for a, b in ((before.data, after.data), (before.data.reference, after.data.reference))
        if a is not None and b is not None and a.territory == part.territory
    ]
    for a, b in data:
        for name in part.series.split(", "):
            for year in part.years:
                if name not in a or not a[name].has(year):
                    continue
                if name not in b or not b[name].has(year):
                    return "silent"  # the cell is gone
                if a[name].at(year) == b[name].in_unit(a[name].unit).at(year):
                    continue
                firmer = b[name].status_at(year).meets(a[name].status_at(year)) and not a[name].status_at(year).meets(
                    b[name].status_at(year)
                )
                editions = a[name].origin_at(year).vintage, b[name].origin_at(year).vintage
                if not firmer and (editions[1] is None or editions[0] == editions[1]):
                    return "silent"
    return "firmer"


def check_national(account: PhaseAccount, national: PublishedAccount, rules: JobChecks) -> Check:
    """Return whether the figure lies near the Statistics Office's for the country in the same or nearest phase."""
    why = in_both(Message.of("why_national"))
    share = account.tfp_contribution_share
    if isinstance(share, NotApplicable):
        said = in_both(Message.of("check_national_undefined"))
        return Check(name="national", passed=True, level=rules.national, said=said, why=why)
    nearest = max(national.phases, key=lambda one: _nearness(one, account.phase))
    theirs = nearest.printed[_TFP]
    gap, band = 100.0 * (share - theirs), float(rules.national_band_points)
    said = in_both(
        Message.of(
            "check_national", ours=100.0 * share, theirs=100.0 * theirs, phase=nearest.phase, edition=nearest.edition,
            gap=gap, band=band,
        )
    )  # fmt: skip
    return Check(name="national", passed=abs(gap) <= band, level=rules.national, said=said, why=why)


def _nearness(one: PublishedPhase, phase: Phase) -> tuple[int, int, int]:
    """Return years in common, less the years that only one of the two has, then the later."""
    ours, theirs = set(phase.growth_years.tolist()), set(one.phase.growth_years.tolist())
    distance = min(abs(a - b) for a in ours for b in theirs)
    return len(ours & theirs) - len(theirs - ours), -distance, one.phase.last_year


def check_last_year(account: PhaseAccount, rules: JobChecks) -> Check:
    """Return whether every cell of the phase's last year is as firm as is asked."""
    year = account.last_year
    cells = [(cell.status, cell.series) for cell in account.published_cells if cell.year == year]
    cells += [(Status.FILLED, cell.series) for cell in account.filled_cells if cell.year == year]
    weakest = Status.weakest(status for status, _ in cells)
    names = [name for status, name in cells if status is weakest]

    def sentence(language: Language) -> str:
        return Message.of(
            "check_last_year",
            year=year,
            status=STATUS[weakest][language],
            series=", ".join(label(name, language) for name in dict.fromkeys(names)),
            minimum=STATUS[rules.last_year_status][language],
        ).text(language)

    return Check(
        name="last_year",
        passed=weakest.meets(rules.last_year_status),
        level=rules.last_year,
        said=in_both(sentence),
        why=in_both(Message.of("why_last_year")),
    )


def check_age(account: PhaseAccount, plan: Plan, today: date, rules: JobChecks) -> Check:
    """Return whether every figure that the release calendar says is out has been entered, within the days of grace.

    It depends on the day it is asked, so it stands in the record of the run and not in the manifest of the bundle.
    """
    late = overdue(account, plan, today, rules.grace_days)

    def sentence(language: Language) -> str:
        day = day_text(today, language)
        if not late:
            return Message.of("check_age", day=day).text(language)
        cells = []
        for cell in late:
            out = cell.expected(today)
            if out is not None:
                firmness = STATUS[out.release.status][language]
                cells.append(f"{label(cell.series, language)} {cell.year} ({firmness} {day_text(out.day, language)})")
        return Message.of("check_age_overdue", day=day, grace=rules.grace_days, cells="; ".join(cells)).text(language)

    return Check(
        name="data_age",
        passed=not late,
        level=rules.data_age,
        said=in_both(sentence),
        why=in_both(Message.of("why_age")),
    )
