"""The province's plan as records: phases, who does what, due days, targets, and when figures are released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tfp_soctrang.display import Shown
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.units import Phase, Territory

__all__ = [
    "Body",
    "ComingDue",
    "Due",
    "Erratum",
    "Plan",
    "PlanPhase",
    "Quantity",
    "Release",
    "ReleaseDay",
    "Target",
    "released_quantity",
]

Quantity = Literal["gdp", "grdp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An institution and its part in the plan."""

    code: str
    name_vi: str
    name_en: str
    role_vi: str
    role_en: str

    def name(self, language: Language) -> str:
        """Return the name in `language`."""
        return self.name_vi if language == "vi" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanPhase(Shown):
    """A phase whose figure is asked for; `interim` ones are published by the Statistics Office on the way."""

    phase: Phase
    kind: Literal["phase", "interim"]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Due(Shown):
    """Something that is due before a day, every year from `first_year` to `last_year`.

    Without `month` and `day` the plan names only the year: it is then due by the end of it.
    """

    code: str
    name_vi: str
    name_en: str
    first_year: int
    last_year: int
    month: int | None
    day: int | None
    by: str
    to: str
    source: str

    def name(self, language: Language) -> str:
        """Return what is due, in `language`."""
        return self.name_vi if language == "vi" else self.name_en

    def before(self, year: int) -> date:
        """Return the day before which it is due in a year."""
        return date(year + 1, 1, 1) if self.month is None or self.day is None else date(year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDue:
    """A due day that lies ahead: on `before` it is late."""

    due: Due
    year: int
    before: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Target(Shown):
    """A figure that was aimed at, or announced as reached (`outturn`); a fraction, `about` it or `over` it."""

    first_year: int | None
    last_year: int
    territory: str
    value: float
    relation: Literal["about", "over"]
    kind: Literal["target", "outturn"]
    source: str
    source_vi: str
    note_vi: str = ""
    note_en: str = ""

    def told_by(self, language: Language) -> str:
        """Return who set or told it, in `language`."""
        return self.source_vi if language == "vi" else self.source

    def note(self, language: Language) -> str:
        """Return what a reader must know of it, in `language`."""
        return self.note_vi if language == "vi" else self.note_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """When a decree has the gross product of a year released at a given firmness: a day `years_after` the year.

    The decree holds for releases on the days `in_force_from` … `in_force_to`. `stated` is False where only a draft of
    it, or an analogy, gives the day.
    """

    quantity: Quantity
    status: Status
    years_after: int
    month: int
    day: int
    decree: str
    in_force_from: date
    in_force_to: date
    stated: bool
    source: str

    def on(self, year: int) -> date:
        """Return the day on which the figure of a year is released."""
        return date(year + self.years_after, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDay:
    """The release of one year's figure, with its day."""

    year: int
    day: date
    release: Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A misprint of the plan: where, what stands there, and what is meant."""

    place_vi: str
    place_en: str
    printed: str
    meant: str
    source: str


def released_quantity(territory: Territory) -> Quantity:
    """Return which quantity of the release calendar a territory's output is."""
    return "gdp" if territory.kind == "country" else "grdp"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Plan(Shown):
    """Everything the plan says about the figure, and the release calendar beside it."""

    name_vi: str
    name_en: str
    source: str
    bodies: tuple[Body, ...]
    phases: tuple[PlanPhase, ...]
    dues: tuple[Due, ...]
    targets: tuple[Target, ...]
    releases: tuple[Release, ...]
    errata: tuple[Erratum, ...]

    def __repr__(self) -> str:
        phases = ", ".join(str(one.phase) for one in self.phases)
        return f"<Plan: phases {phases}; {len(self.dues)} dues, {len(self.targets)} targets>"

    def body(self, code: str) -> Body:
        """Return the institution of a code; the loader has checked that every code used is one."""
        return next(one for one in self.bodies if one.code == code)

    def releases_of(self, quantity: Quantity, year: int) -> tuple[ReleaseDay, ...]:
        """Return when the gross product of a year is released, earliest first.

        A day counts when the decree that names it is in force on that day: before, another decree held, or none.
        """
        days = [
            ReleaseDay(year=year, day=one.on(year), release=one)
            for one in self.releases
            if one.quantity == quantity and one.in_force_from <= one.on(year) <= one.in_force_to
        ]
        return tuple(sorted(days, key=lambda found: (found.day, not found.release.stated)))

    def firmer_releases(self, quantity: Quantity, year: int, held: Status) -> tuple[ReleaseDay, ...]:
        """Return the releases of a year that are firmer than what is held of it, earliest first."""
        days = self.releases_of(quantity, year)
        return tuple(found for found in days if not held.meets(found.release.status))

    def coming(self, day: date) -> tuple[ComingDue, ...]:
        """Return the next occurrence of everything that is due after a day, soonest first."""
        found = []
        for due in self.dues:
            ahead = (year for year in range(due.first_year, due.last_year + 1) if due.before(year) > day)
            year = next(ahead, None)
            if year is not None:
                found.append(ComingDue(due=due, year=year, before=due.before(year)))
        return tuple(sorted(found, key=lambda one: (one.before, one.due.code)))

    def asked(self, year: int) -> tuple[PlanPhase, ...]:
        """Return the phases a report of a year is about: the last full one that has ended, and those that run."""
        ended = [one for one in self.phases if one.kind == "phase" and one.phase.last_year <= year]
        running = [one for one in self.phases if one.phase.first_year <= year < one.phase.last_year]
        newest = max(ended, key=lambda one: one.phase.last_year, default=None)
        return tuple(self._ordered(running if newest is None else [newest, *running]))

    def target_of(self, phase: Phase) -> tuple[Target, ...]:
        """Return the targets and outturns to set a phase's figure against: those of the same last year."""
        return tuple(one for one in self.targets if one.last_year == phase.last_year)

    @staticmethod
    def _ordered(found: list[PlanPhase]) -> Iterator[PlanPhase]:
        return iter(sorted(found, key=lambda one: (one.phase, one.kind)))
