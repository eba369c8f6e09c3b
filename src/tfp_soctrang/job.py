"""The scheduled job: figures in, checked documents out, published whole or not at all, every run recorded.

The steps stand in `_computed` and `_published`, top to bottom: read, compute, sensitivity, check, render, publish.
Results carry no clock; the only time is that of the run's record, from one function that is handed in.
"""

from __future__ import annotations

import os
import shlex
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang import __version__, editions
from tfp_soctrang.errors import (
    DataError,
    JobFileError,
    JobLockedError,
    NotApplicable,
    PublishingError,
    TfpError,
)
from tfp_soctrang.job_checks import check_age, check_last_year, check_national, check_previous, check_sums
from tfp_soctrang.job_inputs import JobInputs, read_inputs
from tfp_soctrang.job_lock import job_lock
from tfp_soctrang.job_log import JobLog, add_run, read_log
from tfp_soctrang.job_manifest import SNAPSHOT, Comparison, comparison_of, fingerprint_of, manifest_text
from tfp_soctrang.job_records import EXIT_CODES, Check, JobRun, JobStatus, Outcome, Said, in_both
from tfp_soctrang.job_snapshot import snapshot_of
from tfp_soctrang.job_status import LOG, clock_notes, log_notes, reckoned_now, status_of
from tfp_soctrang.messages import Language, Message
from tfp_soctrang.needed_cells import fresh_until
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.publishing import MANIFEST, BundleStore, bundle_faults, write_atomically
from tfp_soctrang.report.bundle import output_names, write_output
from tfp_soctrang.report.job_status import front_page
from tfp_soctrang.report.machine import as_json, assumptions_record, phase_record
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.sources.job_file import folder_named, load_job
from tfp_soctrang.uncertain_phase import phase_sensitivity

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.job_file import Job
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.published_account import PublishedPhase
    from tfp_soctrang.report.bundle import Renderer
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["FRONT_PAGE", "LOCK", "job_at", "job_status", "now_here", "run_job"]

LOCK = "job.lock"
FRONT_PAGE = "index.html"


def now_here() -> datetime:
    """Return the time with the zone of this machine: the one clock of the job."""
    return datetime.now(UTC).astimezone()


class _Steps:
    """The time each step took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - begin, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Computed:
    """What a run computed, before anything is written."""

    inputs: JobInputs
    account: PhaseAccount
    uncertainty: PhaseUncertainty
    comparison: Comparison
    checks: tuple[Check, ...]
    age: Check
    fresh_until: date | None


class _CheckFailedError(TfpError):
    """The figure was computed, and may not be published."""


def job_at(path: Path, renderers: Mapping[str, Renderer] | None = None) -> Job:
    """Return the job that a file describes.

    Raises
    ------
    JobFileError
        The file has faults: all of them, with their lines.
    """
    heads = {one.name: "tuple" in str(one.type) for one in fields(Letterhead)}
    return load_job(path, outputs={*output_names(), *(renderers or ())}, letterhead=heads)


def run_job(
    path: Path, *, clock: Callable[[], datetime] = now_here, renderers: Mapping[str, Renderer] | None = None
) -> JobRun:
    """Run a job once: one figure, its documents, one line in the log.

    Nothing is published unless everything was computed, checked and written; what was published before stays as it was
    until the moment of the one rename that publishes.

    Parameters
    ----------
    path
        The job file.
    clock
        Gives the time with its zone; only the record of the run carries it.
    renderers
        Documents by name, in place of the library's or beside them.

    Returns
    -------
    JobRun
        What came out, with its exit code; a run that failed is an answer too and raises nothing.
    """
    steps, now = _Steps(), clock()
    try:
        with steps.step("read job"):
            job = job_at(path, renderers)
    except JobFileError as error:
        run = _failed("usage", error, now, steps)
        folder = folder_named(path)
        return run if folder is None or not folder.is_dir() else _recorded(run, folder, None, now)
    held = False
    holder = f"{os.getpid()}, {socket.gethostname()}, {now.isoformat(timespec='seconds')}"
    try:
        _make(job.folder)
        with job_lock(job.folder / LOCK, holder):
            held = True
            return _recorded(_locked_run(job, now, steps, renderers), job.folder, job, now)
    except JobLockedError as error:
        return replace(_failed("locked", error, now, steps), territory=job.data.territory, phase=str(job.phase))
    except PublishingError as error:
        if held:
            raise
        return _recorded(_failed("fault", error, now, steps), job.folder, job, now)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishingError(
            str(folder),
            Message.of("job_disk_error", reason=error.strerror or str(error)),
            remedy=Message.of("job_disk_error_mend"),
        ) from error


def _failed(outcome: Outcome, error: BaseException, now: datetime, steps: _Steps) -> JobRun:
    def sentence(language: Language) -> str:
        return error.text(language) if isinstance(error, TfpError) else f"{type(error).__name__}: {error}"

    return JobRun(
        at=now.isoformat(timespec="seconds"),
        outcome=outcome,
        exit_code=EXIT_CODES[outcome],
        error=in_both(sentence),
        seconds=steps.seconds,
        code_version=__version__,
    )


def _locked_run(job: Job, now: datetime, steps: _Steps, renderers: Mapping[str, Renderer] | None) -> JobRun:
    """Return the run of a job whose lock is held; every error becomes a run that failed."""
    store = BundleStore(job.folder)
    notes: tuple[Said, ...] = ()
    found: _Computed | None = None
    try:
        store.prepare()
        log = read_log(job.folder / LOG)
        notes = (*clock_notes(log, now), *log_notes(log))
        found = _computed(job, store, log, reckoned_now(log, now).date(), steps)
        _refuse_failed([*found.checks, found.age])
        outcome, more = _published(job, store, log, found, steps, renderers)
        run = _failed(outcome, JobFileError("", ""), now, steps)
        run = replace(run, error=None, notes=(*notes, *more))
    except _CheckFailedError as error:
        run = replace(_failed("check_failed", error, now, steps), notes=notes)
    except PublishingError as error:
        run = replace(_failed("fault", error, now, steps), notes=notes)
    except TfpError as error:
        run = replace(_failed("refused", error, now, steps), notes=notes)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        run = replace(_failed("fault", error, now, steps), notes=notes)
    run = replace(run, territory=job.data.territory, phase=str(job.phase), bundle=store.current())
    return run if found is None else _with_figure(run, found)


def _with_figure(run: JobRun, found: _Computed) -> JobRun:
    share = found.account.tfp_contribution_share
    return replace(
        run,
        share=None if isinstance(share, NotApplicable) else share,
        status=found.account.status.value,
        fresh_until=None if found.fresh_until is None else found.fresh_until.isoformat(),
        checks=(*found.checks, found.age),
    )


def _computed(job: Job, store: BundleStore, log: JobLog, today: date, steps: _Steps) -> _Computed:
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
    return _Computed(
        inputs=inputs,
        account=account,
        uncertainty=uncertainty,
        comparison=comparison,
        checks=checks,
        age=age,
        fresh_until=fresh_until(account, inputs.plan, job.checks.grace_days),
    )


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


def _refuse_failed(checks: list[Check]) -> None:
    failed = [one for one in checks if one.blocks]
    if failed:
        raise _CheckFailedError(
            "job",
            Message.of("job_checks_failed", checks=", ".join(one.name for one in failed)),
            remedy=Message.of("job_see_checks"),
        )


def _published(
    job: Job,
    store: BundleStore,
    log: JobLog,
    found: _Computed,
    steps: _Steps,
    renderers: Mapping[str, Renderer] | None,
) -> tuple[Outcome, tuple[Said, ...]]:
    """Render, keep in the archive, publish; or say that there is nothing new."""
    current = store.current()
    with store.staging() as staged:
        report = _report(job, found)
        for output in job.outputs:
            with steps.step(f"render {output}"):
                write_output(report, staged, output, fresh_until=found.fresh_until, renderers=renderers)
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


def _report(job: Job, found: _Computed) -> PhaseReport:
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


def _printed(found: _Computed) -> PublishedPhase | None:
    """Return what the Statistics Office printed for the same phase of the same territory."""
    if found.account.territory != found.inputs.national.territory:
        return None
    account = load_account(None, found.account.territory)
    return next((one for one in account.phases if one.phase == found.account.phase), None)


def _keep(job: Job, found: _Computed) -> None:
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


def _recorded(run: JobRun, folder: Path, job: Job | None, now: datetime) -> JobRun:
    """Add a run to the log and write the front page anew; a run that cannot be recorded is one that failed."""
    try:
        add_run(folder / LOG, run)
        status = _status(folder, job, now)
        if status.territory:
            language = job.language if job is not None else "vi"
            write_atomically(folder / FRONT_PAGE, front_page(status, language).encode())
    except PublishingError as error:
        reason = error

        def sentence(language: Language) -> str:
            return Message.of("job_log_unwritable", reason=reason.text(language)).text(language)

        said = in_both(sentence)
        code = run.exit_code or EXIT_CODES["fault"]
        return replace(run, exit_code=code, notes=(*run.notes, said), error=run.error or said)
    return run


def _status(folder: Path, job: Job | None, now: datetime) -> JobStatus:
    if job is None:
        return status_of(folder, now)
    return status_of(
        folder,
        now,
        territory=job.data.territory,
        phase=str(job.phase),
        max_age_days=job.checks.max_age_days,
    )


def job_status(path: Path, *, clock: Callable[[], datetime] = now_here) -> tuple[Job, JobStatus]:
    """Return a job and how it stands.

    Raises
    ------
    JobFileError
        The file has faults.
    PublishingError
        The log is there and cannot be read.
    """
    job = job_at(path)
    return job, _status(job.folder, job, clock())
