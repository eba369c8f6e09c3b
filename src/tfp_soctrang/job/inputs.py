"""What a job reads: its files with their sha256, the study made of them, and the editions of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang import editions
from tfp_soctrang.api import loading, projections, studies
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.errors import ArchiveError, DataError
from tfp_soctrang.job_settings import LATEST, Job
from tfp_soctrang.messages import Message
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.sources.guards import read_limited
from tfp_soctrang.sources.plan_file import load_plan, shipped_plan
from tfp_soctrang.units import territory

if TYPE_CHECKING:
    from tfp_soctrang.dataset import Dataset
    from tfp_soctrang.method import Study
    from tfp_soctrang.plan import Plan
    from tfp_soctrang.projection.projections import Projection
    from tfp_soctrang.published_account import PublishedAccount

__all__ = ["JobInputs", "read_inputs"]

# The figures and facts that ship with the library and that every job may rest on.
_SHIPPED = ("baseline.toml", "catalogue.toml", "plan.toml", "published_accounts.csv", "soc_trang.csv", "viet_nam.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobInputs:
    """The study of a job, the open phase it projects, and all that both were read from.

    `files` are records with role, name, bytes and sha256; `editions` those of the archive that the figures come from,
    as known on the day `as_of`.
    """

    study: Study
    projection: Projection | None
    plan: Plan
    national: PublishedAccount
    files: tuple[Mapping[str, Any], ...]
    editions: tuple[Mapping[str, Any], ...]
    as_of: str | None


def read_inputs(job: Job) -> JobInputs:
    """Read everything a job names.

    Raises
    ------
    DataError, AssumptionError, ArchiveError
        A file is not there, has faults, changed while it was read, or is of another territory; the archive is damaged
        or holds no such edition.
    """
    given = {"job": job.path, "data": job.data.file, "mapping": job.data.mapping, "assumptions": job.assumptions}
    given |= {"plan": job.plan}
    if job.projection is not None:
        given |= {"scenarios": job.projection.scenarios, "city": job.projection.city}
    named = {role: path for role, path in given.items() if path is not None}
    before = {role: _digest(role, path.name, read_limited(path)) for role, path in named.items()}
    data, taken, day = _figures(job)
    if data.territory.code != job.data.territory:
        raise DataError(
            job.path.name,
            f"asks for figures of {job.data.territory}, the data are of {data.territory.code}",
            remedy="Name the territory of the file under [data].",
        )
    study = studies.study(data, job.assumptions)
    plan = shipped_plan() if job.plan is None else load_plan(job.plan)
    projection = _projection(job, study)
    for role, path in named.items():
        if _digest(role, path.name, read_limited(path)) != before[role]:
            raise DataError(path.name, Message.of("job_input_changed"), remedy=Message.of("job_input_settle"))
    if before["job"]["sha256"] != hashlib.sha256(job.text).hexdigest():
        raise DataError(job.path.name, Message.of("job_input_changed"), remedy=Message.of("job_input_settle"))
    names = _SHIPPED if projection is None else (*_SHIPPED, "scenarios.toml")
    shipped = [_digest("shipped", name, data_file(name)) for name in names]
    return JobInputs(
        study=study,
        projection=projection,
        plan=plan,
        national=load_account(None, territory("viet_nam")),
        files=(*before.values(), *shipped),
        editions=taken,
        as_of=day,
    )


def _projection(job: Job, study: Study) -> Projection | None:
    """Return the projection that a job asks for, without its draws."""
    asked = job.projection
    if asked is None:
        return None
    city = None if asked.city is None else loading.load(asked.city)
    return projections.project(
        study, asked.phase.first_year, asked.phase.last_year, scenarios=asked.scenarios, city=city
    )


def _digest(role: str, name: str, content: bytes) -> Mapping[str, Any]:
    return {"role": role, "name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _figures(job: Job) -> tuple[Dataset, tuple[Mapping[str, Any], ...], str | None]:
    """Return the figures, the editions they come from, and the day as known on which they were taken."""
    data = job.data
    if data.archive is None:
        source: str | Path = data.bundled if data.file is None else data.file
        return loading.load(source, mapping=data.mapping, decimal=data.decimal), (), None
    places = tuple(dict.fromkeys((data.territory, "viet_nam")))
    day = data.as_of
    if day == LATEST:
        stored = [one for one in editions.vintages(data.archive) if one.territory.code in places]
        if not stored:
            raise ArchiveError(
                data.archive.name, "holds no edition of the territory", value=data.territory, remedy="Add one first."
            )
        day = max(one.release_date for one in stored)
    with Archive(data.archive, create=False) as kept:
        used = {one.id: one for place in places for one in kept.vintages_as_of(day, place).values()}
    found = editions.as_of(data.archive, day, data.territory)
    records = [
        {
            "id": one.id,
            "dataset": one.dataset,
            "territory": one.territory.code,
            "edition": one.edition,
            "release_date": one.release_date,
            "file": one.file_name,
            "file_sha256": one.file_sha256,
            "figures_sha256": one.figures_sha256,
        }
        for one in sorted(used.values(), key=lambda one: one.id)
    ]
    return found, tuple(records), day
