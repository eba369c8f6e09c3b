"""How a job stands: its last run, the age of what is published, and why that may be stale."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tfp_soctrang.job.log import JobLog, read_log
from tfp_soctrang.job.publishing import BundleStore, bundle_faults
from tfp_soctrang.job_records import JobRun, JobStatus, Said, in_both
from tfp_soctrang.messages import Language, Message
from tfp_soctrang.report.job_words import WORDS
from tfp_soctrang.report.plan import day_text

__all__ = ["LOG", "clock_notes", "log_notes", "reckoned_now", "status_of"]

LOG = "runs.jsonl"
# A clock that is set by hand or by the network jumps back by seconds; that is no news.
_SLACK = timedelta(minutes=2)


def reckoned_now(log: JobLog, now: datetime) -> datetime:
    """Return the time from which ages are counted: now, or the last run when the clock was set back behind it."""
    return max([now, *(datetime.fromisoformat(run.at) for run in log.runs)])


def clock_notes(log: JobLog, now: datetime) -> tuple[Said, ...]:
    """Return what is to be told when the clock stands before the last run."""
    last = reckoned_now(log, now)
    if last - now <= _SLACK:
        return ()
    shown = {"now": _time(now), "last": _time(last)}
    return (in_both(Message.of("job_clock_back", **shown)),)


def _time(when: datetime) -> str:
    return when.isoformat(sep=" ", timespec="minutes")


def log_notes(log: JobLog) -> tuple[Said, ...]:
    """Return what is to be told of lines of the log that cannot be read."""
    if not log.damaged_lines:
        return ()
    return (in_both(Message.of("job_log_damaged", lines=", ".join(map(str, log.damaged_lines)))),)


def status_of(
    folder: Path, now: datetime, *, territory: str = "", phase: str = "", max_age_days: int | None = None
) -> JobStatus:
    """Return how the job of a folder stands at a time.

    Parameters
    ----------
    folder
        Of the job.
    now
        With its time zone.
    territory, phase, max_age_days
        As the job file has them; when it cannot be read, territory and phase are those of what is published.

    Raises
    ------
    PublishingError
        The log is there and cannot be read.
    """
    log, store = read_log(folder / LOG), BundleStore(folder)
    today = reckoned_now(log, now)
    name = store.current()
    manifest = (store.manifest(name) if name else None) or {}
    success = log.last_success
    age = None if success is None else (today - datetime.fromisoformat(success.at)).days
    until = manifest.get("fresh_until")
    documents = manifest.get("outputs")
    return JobStatus(
        at=now.isoformat(timespec="seconds"),
        territory=territory or str(manifest.get("territory", "")),
        phase=phase or str(manifest.get("phase", "")),
        last_run=log.last,
        last_success=success,
        age_days=age,
        bundle=name,
        published=_figure(manifest),
        documents=tuple(one["name"] for one in documents) if isinstance(documents, list) else (),
        fresh_until=until if isinstance(until, str) else None,
        stale=(
            *_of_another(manifest, territory, phase),
            *_stale(log, store.path(name) if name else None, until, age, max_age_days, today.date()),
        ),
        notes=(*clock_notes(log, now), *log_notes(log)),
    )


def _figure(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    figure = manifest.get("figure")
    return figure if isinstance(figure, dict) else {}


def _of_another(manifest: Mapping[str, Any], territory: str, phase: str) -> list[Said]:
    held = manifest.get("territory"), manifest.get("phase")
    if not manifest or not phase or held == (territory, phase):
        return []
    return [in_both(Message.of("stale_other", territory=held[0], phase=held[1]))]


def _stale(
    log: JobLog, bundle: Path | None, until: object, age: int | None, most: int | None, today: date
) -> list[Said]:
    reasons: list[Said] = []
    if bundle is None:
        reasons = [in_both(Message.of("stale_nothing"))]
    else:
        faults = bundle_faults(bundle)
        reasons = [in_both(Message.of("stale_damaged", files=", ".join(faults)))] if faults else []
    if log.last is None:
        reasons.append(in_both(Message.of("stale_no_run")))
    elif not log.last.succeeded:
        reasons.append(_failed(log.last))
    if age is not None and most is not None and age > most:
        reasons.append(in_both(Message.of("stale_old", days=age, limit=most)))
    if isinstance(until, str) and today > date.fromisoformat(until):
        day = date.fromisoformat(until)

        def sentence(language: Language) -> str:
            return Message.of("stale_released", day=day_text(day, language)).text(language)

        reasons.append(in_both(sentence))
    return reasons


def _failed(run: JobRun) -> Said:
    def sentence(language: Language) -> str:
        why = WORDS[f"outcome_{run.outcome}"][language] if run.error is None else run.error[language].splitlines()[0]
        at = _time(datetime.fromisoformat(run.at))
        return Message.of("stale_failed", at=at, why=why).text(language)

    return in_both(sentence)
