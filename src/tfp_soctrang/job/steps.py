"""The steps of a job: read, compute, run the sensitivity, check; then render, keep in the archive, publish."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang import __version__, editions
from tfp_soctrang.errors import DataError
from tfp_soctrang.job.checks import check_age, check_last_year, check_national, check_previous, check_sums
from tfp_soctrang.job.inputs import JobInputs, read_inputs
from tfp_soctrang.job.manifest import SNAPSHOT, Comparison, comparison_of, fingerprint_of, manifest_text
from tfp_soctrang.job.publishing import MANIFEST, BundleStore, bundle_faults
from tfp_soctrang.job.snapshot import snapshot_of
from tfp_soctrang.job_records import Check, Outcome, Said, in_both
from tfp_soctrang.messages import Message
from tfp_soctrang.needed_cells import fresh_until
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.projection.outlook import Outlook, outlook
from tfp_soctrang.report.bundle import write_output, write_projection
from tfp_soctrang.report.machine import as_json, assumptions_record, phase_record
from tfp_soctrang.uncertain_phase import phase_sensitivity

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.job.log import JobLog
    from tfp_soctrang.job_settings import Job
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.published_account import PublishedPhase
    from tfp_soctrang.report.bundle import Renderer
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["Computed", "Steps", "computed", "published"]


class Steps:
    """The time each step took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; parts of the same name add up."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - begin, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a run computed, before anything is written."""

    inputs: JobInputs
    account: PhaseAccount
    uncertainty: PhaseUncertainty
    ahead: Outlook | None
    comparison: Comparison
    checks: tuple[Check, ...]
    age: Check
    fresh_until: date | None


def computed(job: Job, store: BundleStore, log: JobLog, today: date, steps: Steps) -> Computed:
    """Read, compute, run the sensitivity, check."""
    with steps.step("read"):
        inputs = read_inputs(job)
    with steps.step("compute"):
        account = _account(job, inputs)
    with steps.step("sensitivity"):
        run = job.sensitivity
        uncertainty = phase_sensitivity(inputs.study, job.phase.first_year, job.phase.last_year).uncertainty(
            run.draws,
            run.seed,
            sampling=run.sampling,
            level=run.level,
            targets=run.targets,
            variance_draws=run.variance_draws,
        )
    with steps.step("project"):
        ahead = _outlook(job, inputs)
    with steps.step("check"):
        comparison = comparison_of(job, store, log, fingerprint_of(inputs))
        previous = comparison.standing or check_previous(inputs.study, account, comparison.previous, job.checks)
        checks = (
            check_sums(account),
            previous,
            check_national(account, inputs.national, job.checks),
            check_last_year(account, job.checks),
        )
        age = check_age(account, inputs.plan, today, job.checks)
    return Computed(
        inputs=inputs,
        account=account,
        uncertainty=uncertainty,
        ahead=ahead,
        comparison=comparison,
        checks=checks,
        age=age,
        fresh_until=fresh_until(account, inputs.plan, job.checks.grace_days),
    )


def _outlook(job: Job, inputs: JobInputs) -> Outlook | None:
    asked = job.projection
    if asked is None or inputs.projection is None:
        return None
    return outlook(inputs.projection, asked.draws, asked.seed, target=asked.target, growth=asked.growth)


def _account(job: Job, inputs: JobInputs) -> PhaseAccount:
    """Return the account of the phase, refused in the words of the job file."""
    first, last = job.phase.first_year, job.phase.last_year
    try:
        return inputs.study.phase(first, last, strict=not job.allow_filled, minimum_status=job.minimum_status)
    except DataError as error:
        code = error.problem.code if isinstance(error.problem, Message) else ""
        if code not in ("filled_refused", "both_refused", "status_refused"):
            raise
        problem = Message.of(
            f"job_{code}", **({} if code == "filled_refused" else {"minimum": job.minimum_status.value})
        )
        raise DataError(error.subject, problem, remedy=Message.of("job_supply"), cells=error.cells) from error


def published(
    job: Job,
    store: BundleStore,
    log: JobLog,
    found: Computed,
    steps: Steps,
    renderers: Mapping[str, Renderer] | None,
) -> tuple[Outcome, tuple[Said, ...]]:
    """Render, keep in the archive, publish; or say that there is nothing new."""
    current = store.current()
    with store.staging() as staged:
        with steps.step("report"):
            report = _report(job, found)
        for output in job.outputs:
            with steps.step(f"render {output}"):
                write_output(report, staged, output, fresh_until=found.fresh_until, renderers=renderers)
        if found.ahead is not None:
            with steps.step("render projection"):
                write_projection(found.ahead, staged, job.language)
        with steps.step("manifest"):
            _write(staged / SNAPSHOT, as_json(snapshot_of(found.inputs.study)))
            text = manifest_text(
                job, found.inputs, found.account, found.comparison, found.checks, found.fresh_until, staged
            )
            _write(staged / MANIFEST, text)
        name = store.name_of(staged, f"{job.data.territory}-{job.phase.first_year}-{job.phase.last_year}")
        with steps.step("archive"):
            _keep(job, found)
        with steps.step("publish"):
            damaged = bundle_faults(store.path(name)) if name == current else []
            if name == current and not damaged:
                return "nothing_new", ()
            store.publish(staged, name)
            store.prune(job.keep, log.published())
    if damaged:
        return "published", (in_both(Message.of("job_bundle_mended", bundle=name, files=", ".join(damaged))),)
    return "published", ()


def _report(job: Job, found: Computed) -> PhaseReport:
    given: dict[str, Any] = dict(job.letterhead)
    return phase_report(
        found.inputs.study,
        job.phase.first_year,
        job.phase.last_year,
        uncertainty=found.uncertainty,
        published=_printed(found),
        letterhead=Letterhead(**given),
        language=job.language,
        code_version=__version__,
    )


def _printed(found: Computed) -> PublishedPhase | None:
    """Return what the Statistics Office printed for the same phase of the same territory."""
    if found.account.territory != found.inputs.national.territory:
        return None
    return next((one for one in found.inputs.national.phases if one.phase == found.account.phase), None)


def _keep(job: Job, found: Computed) -> None:
    """Keep the figure in the archive its editions come from, once."""
    archive, day = job.data.archive, found.inputs.as_of
    if archive is None or day is None:
        return
    account = found.account
    command = f"phase {account.first_year}-{account.last_year} --territory {account.territory.code} --as-of {day}"
    command += f" --form {account.form} --averaging {account.averaging}"
    command += "" if job.assumptions is None else f" --assumptions {shlex.quote(job.assumptions.name)}"
    result, assumed = as_json(phase_record(account)), as_json(assumptions_record(found.inputs.study.assumptions))
    used = tuple(one["id"] for one in found.inputs.editions)
    for kept in editions.runs(archive):
        if (kept.command, kept.result, kept.assumptions) == (command, result, assumed) and kept.vintages == used:
            return
    editions.keep_run(archive, found.inputs.study, account, date=day, command=command)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
