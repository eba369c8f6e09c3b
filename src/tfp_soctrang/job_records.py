"""What a job says of itself: its checks, each run, and how fresh the published figure is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from tfp_soctrang.display import Shown
from tfp_soctrang.job_settings import CheckLevel
from tfp_soctrang.messages import Language, Message

__all__ = ["EXIT_CODES", "Check", "JobRun", "JobStatus", "Outcome", "Said", "in_both"]

Said = Mapping[Language, str]

Outcome = Literal["published", "nothing_new", "fault", "usage", "refused", "check_failed", "locked"]
EXIT_CODES: Mapping[Outcome, int] = {
    "published": 0,
    "nothing_new": 0,
    "fault": 1,
    "usage": 2,
    "refused": 3,
    "check_failed": 4,
    "locked": 75,  # EX_TEMPFAIL of sysexits.h: try again later
}


def in_both(make: Message | Callable[[Language], str]) -> dict[Language, str]:
    """Return a sentence in both languages, from a message or from what writes it in one."""
    if isinstance(make, Message):
        return {"vi": make.text("vi"), "en": make.text("en")}
    return {"vi": make("vi"), "en": make("en")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of a figure: what was found, with its numbers, and why it is looked at."""

    name: str
    passed: bool
    level: CheckLevel
    said: Said
    why: Said

    @property
    def blocks(self) -> bool:
        """Whether the figure may not be published."""
        return not self.passed and self.level == "fail"

    def record(self) -> dict[str, Any]:
        """Return the check as plain values."""
        return {
            "name": self.name,
            "passed": self.passed,
            "level": self.level,
            "said": dict(self.said),
            "why": dict(self.why),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Check:
        """Return the check that `record` gave."""
        return cls(**{name: record[name] for name in ("name", "passed", "level", "said", "why")})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JobRun(Shown):
    """One run of a job: when, what came out, and why.

    `bundle` is what is published after the run, whether or not this run published it; `share`, `status`, `fresh_until`
    and `checks` are of the figure this run computed, empty when it came to none. `seconds` is the time of each step.
    """

    at: str
    outcome: Outcome
    exit_code: int
    territory: str | None = None
    phase: str | None = None
    bundle: str | None = None
    share: float | None = None
    status: str | None = None
    fresh_until: str | None = None
    checks: tuple[Check, ...] = ()
    notes: tuple[Said, ...] = ()
    error: Said | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    code_version: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether what is published is what this run computed."""
        return self.outcome in ("published", "nothing_new")

    def record(self) -> dict[str, Any]:
        """Return the run as plain values."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {
            **plain,
            "checks": [one.record() for one in self.checks],
            "notes": [dict(one) for one in self.notes],
            "error": None if self.error is None else dict(self.error),
            "seconds": dict(self.seconds),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> JobRun:
        """Return the run that `record` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            It is not the record of a run.
        """
        if datetime.fromisoformat(record["at"]).tzinfo is None:
            raise ValueError(record["at"])
        return cls(
            **{
                **{name: record[name] for name in cls.__slots__ if name in record},
                "checks": tuple(Check.from_record(one) for one in record["checks"]),
                "notes": tuple(record["notes"]),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JobStatus(Shown):
    """How a job stands: the last run, the last successful one, what is published, and why it may be stale.

    `age_days` counts from the last successful run; `stale` is empty when the published figure is fresh. `documents` are
    the files of the published bundle; `published` its figure as its manifest tells it.
    """

    at: str
    territory: str
    phase: str
    last_run: JobRun | None
    last_success: JobRun | None
    age_days: int | None
    bundle: str | None
    published: Mapping[str, Any]
    documents: tuple[str, ...]
    fresh_until: str | None
    stale: tuple[Said, ...]
    notes: tuple[Said, ...]

    def record(self) -> dict[str, Any]:
        """Return the status as plain values."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {
            **plain,
            "last_run": None if self.last_run is None else self.last_run.record(),
            "last_success": None if self.last_success is None else self.last_success.record(),
            "published": dict(self.published),
            "documents": list(self.documents),
            "stale": [dict(one) for one in self.stale],
            "notes": [dict(one) for one in self.notes],
        }
