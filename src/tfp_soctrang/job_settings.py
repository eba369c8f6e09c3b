"""A job as a record: which figures, by which rule, under which assumptions, into which documents, with which checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tfp_soctrang.display import Shown
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.units import Phase

__all__ = ["LATEST", "CheckLevel", "Job", "JobChecks", "JobData", "JobProjection", "JobSensitivity"]

# The vintage rule: the newest editions that the archive holds.
LATEST = "latest"

CheckLevel = Literal["fail", "warn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobData:
    """Where the figures come from: one of a bundled set, a file, or the archive as of a day.

    Parameters
    ----------
    bundled
        Name of a set that ships with the library; empty otherwise.
    file, mapping, decimal
        As in `load`.
    archive, as_of
        The archive, and the day as known on which its figures are taken: an ISO date, or `latest` for the day of the
        newest edition it holds.
    territory
        Whose account; a file must be of it.
    """

    territory: str
    bundled: str = ""
    file: Path | None = None
    mapping: Path | None = None
    decimal: str | None = None
    archive: Path | None = None
    as_of: str = LATEST


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSensitivity:
    """The run of the sensitivity analysis; the same numbers give the same result."""

    draws: int = 100_000
    seed: int = 0
    sampling: Literal["random", "latin_hypercube", "sobol"] = "random"
    variance_draws: int = 4096
    level: float = 0.9
    targets: tuple[float, ...] = (0.45, 0.55)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProjection:
    """An open phase that is projected beside the figure, as `tfp-soctrang project` does.

    Parameters
    ----------
    phase
        The open phase.
    scenarios
        Scenarios that differ from those that ship.
    city
        Figures of the city that a former province is part of now.
    target, growth
        Of the TFP contribution share and of output growth, fractions; None for the published targets.
    """

    phase: Phase
    scenarios: Path | None = None
    city: Path | None = None
    target: float | None = None
    growth: float | None = None
    draws: int = 20_000
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JobChecks:
    """What a figure must pass before it is published; a check at level `warn` is told and lets it pass.

    Parameters
    ----------
    band_points, previous
        How far, in percentage points, the TFP share may lie from the last published one without its inputs' revision
        explaining it.
    accept_change_from
        The name of the published bundle a larger change from which somebody has looked at and accepted.
    national_band_points, national
        How far it may lie from the Statistics Office's figure for the country.
    last_year_status, last_year
        How firm the phase's last year must be.
    data_age, grace_days
        Whether figures that the release calendar says are out must have been entered, and within how many days.
    max_age_days
        Days without a successful run after which the published figure counts as stale.
    """

    band_points: float = 1.0
    previous: CheckLevel = "fail"
    accept_change_from: str = ""
    national_band_points: float = 20.0
    national: CheckLevel = "warn"
    last_year_status: Status = Status.ESTIMATE
    last_year: CheckLevel = "fail"
    data_age: CheckLevel = "warn"
    grace_days: int = 30
    max_age_days: int = 400


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Job(Shown):
    """A job file, read and checked; paths are absolute.

    `letterhead` holds the fields of `Letterhead` that are given, `keep` how many bundles stay in the folder, `text` the
    bytes of the file.
    """

    path: Path
    text: bytes
    folder: Path
    phase: Phase
    language: Language
    data: JobData
    assumptions: Path | None
    plan: Path | None
    allow_filled: bool
    minimum_status: Status
    sensitivity: JobSensitivity
    projection: JobProjection | None
    outputs: tuple[str, ...]
    keep: int
    checks: JobChecks
    letterhead: Mapping[str, str | tuple[str, ...]]
