"""The scheduled job: figures in, checked documents out, published whole or not at all, every run recorded.

The steps stand in `job_steps`: read, compute, sensitivity, check; render, publish. Here they are locked in, their
errors become outcomes, and each run is recorded.
Results carry no clock; the only time is that of the run's record, from one function that is handed in.
"""

from __future__ import annotations

import os
import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang import __version__
from tfp_soctrang.errors import JobFileError, JobLockedError, NotApplicable, PublishingError, TfpError
from tfp_soctrang.job.lock import job_lock
from tfp_soctrang.job.log import add_run, read_log
from tfp_soctrang.job.publishing import BundleStore, write_atomically
from tfp_soctrang.job.status import LOG, clock_notes, log_notes, reckoned_now, status_of
from tfp_soctrang.job.steps import Computed, Steps, computed, published
from tfp_soctrang.job_records import EXIT_CODES, Check, JobRun, JobStatus, Outcome, Said, in_both
from tfp_soctrang.messages import Language, Message
from tfp_soctrang.phase_report import Letterhead
from tfp_soctrang.report.bundle import output_names
from tfp_soctrang.report.job_status import front_page
from tfp_soctrang.sources.job_file import folder_named, load_job

if TYPE_CHECKING:
    from tfp_soctrang.job_settings import Job
    from tfp_soctrang.report.bundle import Renderer

__all__ = ["FRONT_PAGE", "LOCK", "job_at", "job_status", "now_here", "run_job"]

LOCK = "job.lock"
FRONT_PAGE = "index.html"


def now_here() -> datetime:
    """Return the time with the zone of this machine: the one clock of the job."""
    return datetime.now(UTC).astimezone()


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
    steps, now = Steps(), clock()
    try:
        with steps.step("read job"):
            job = job_at(path, renderers)
    except JobFileError as error:
        run = _run("usage", now, steps, error)
        folder = folder_named(path)
        return run if folder is None or not folder.is_dir() else _recorded(run, folder, None, now)
    holder = f"{os.getpid()}, {socket.gethostname()}, {now.isoformat(timespec='seconds')}"
    try:
        _make(job.folder)
        with job_lock(job.folder / LOCK, holder):
            return _recorded(_locked_run(job, now, steps, renderers), job.folder, job, now)
    except JobLockedError as error:
        return replace(_run("locked", now, steps, error), territory=job.data.territory, phase=str(job.phase))
    except PublishingError as error:  # of the folder or the lock: what happens under the lock is answered there
        return _recorded(_run("fault", now, steps, error), job.folder, job, now)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishingError(
            str(folder),
            Message.of("job_disk_error", reason=error.strerror or str(error)),
            remedy=Message.of("job_disk_error_mend"),
        ) from error


def _run(outcome: Outcome, now: datetime, steps: Steps, error: BaseException | None = None) -> JobRun:
    def sentence(language: Language) -> str:
        return error.text(language) if isinstance(error, TfpError) else f"{type(error).__name__}: {error}"

    return JobRun(
        at=now.isoformat(timespec="seconds"),
        outcome=outcome,
        exit_code=EXIT_CODES[outcome],
        error=None if error is None else in_both(sentence),
        seconds=steps.seconds,
        code_version=__version__,
    )


def _locked_run(job: Job, now: datetime, steps: Steps, renderers: Mapping[str, Renderer] | None) -> JobRun:
    """Return the run of a job whose lock is held; every error becomes a run that failed."""
    store = BundleStore(job.folder)
    notes: tuple[Said, ...] = ()
    found: Computed | None = None
    try:
        store.prepare()
        log = read_log(job.folder / LOG)
        notes = (*clock_notes(log, now), *log_notes(log))
        found = computed(job, store, log, reckoned_now(log, now).date(), steps)
        _refuse_failed([*found.checks, found.age])
        outcome, more = published(job, store, log, found, steps, renderers)
        run, notes = _run(outcome, now, steps), (*notes, *more)
    except _CheckFailedError as error:
        run = _run("check_failed", now, steps, error)
    except PublishingError as error:
        run = _run("fault", now, steps, error)
    except TfpError as error:
        run = _run("refused", now, steps, error)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        run = _run("fault", now, steps, error)
    run = replace(
        run, territory=job.data.territory, phase=str(job.phase), bundle=store.current(), notes=notes
    )  # fmt: skip
    return run if found is None else _with_figure(run, found)


def _refuse_failed(checks: list[Check]) -> None:
    failed = [one for one in checks if one.blocks]
    if failed:
        raise _CheckFailedError(
            "job",
            Message.of("job_checks_failed", checks=", ".join(one.name for one in failed)),
            remedy=Message.of("job_see_checks"),
        )


def _with_figure(run: JobRun, found: Computed) -> JobRun:
    share = found.account.tfp_contribution_share
    return replace(
        run,
        share=None if isinstance(share, NotApplicable) else share,
        status=found.account.status.value,
        fresh_until=None if found.fresh_until is None else found.fresh_until.isoformat(),
        checks=(*found.checks, found.age),
    )


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
