"""The log of a job's runs: one JSON line a run, added and never changed, whole or not there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tfp_soctrang.errors import PublishingError
from tfp_soctrang.job.publishing import append_line
from tfp_soctrang.job_records import JobRun
from tfp_soctrang.messages import Message

__all__ = ["JobLog", "add_run", "read_log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLog:
    """The runs in their order, and the lines that cannot be read (a power failure may cut one off)."""

    runs: tuple[JobRun, ...]
    damaged_lines: tuple[int, ...]

    @property
    def last(self) -> JobRun | None:
        """The last run."""
        return self.runs[-1] if self.runs else None

    @property
    def last_success(self) -> JobRun | None:
        """The last run whose figure is the published one."""
        return next((run for run in reversed(self.runs) if run.succeeded), None)

    def published(self) -> Sequence[str]:
        """Return the names of the bundles that were published, the newest first."""
        return list(dict.fromkeys(run.bundle for run in reversed(self.runs) if run.succeeded and run.bundle))


def read_log(path: Path) -> JobLog:
    """Return the runs of a log; a file that is not there has none.

    Raises
    ------
    PublishingError
        The file is there and cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    except OSError as error:
        raise PublishingError(
            str(path),
            Message.of("job_disk_error", reason=error.strerror or str(error)),
            remedy=Message.of("job_disk_error_mend"),
        ) from error
    runs, damaged = [], []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            runs.append(JobRun.from_record(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            damaged.append(number)
    return JobLog(runs=tuple(runs), damaged_lines=tuple(damaged))


def add_run(path: Path, run: JobRun) -> None:
    """Add a run to a log.

    Raises
    ------
    PublishingError
        The disk is full or cannot be written; the log is as it was.
    """
    append_line(path, json.dumps(run.record(), ensure_ascii=False, allow_nan=False))
