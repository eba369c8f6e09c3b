"""The commands of the scheduled job."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from tfp_soctrang.cli.options import LANG
from tfp_soctrang.cli.teaching import TaughtGroup
from tfp_soctrang.errors import JobFileError
from tfp_soctrang.job.runs import job_status, run_job
from tfp_soctrang.job_records import EXIT_CODES
from tfp_soctrang.messages import Language
from tfp_soctrang.report.job_status import status_text
from tfp_soctrang.report.machine import as_json

__all__ = ["job"]

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="JOB.toml")


@click.group(cls=TaughtGroup)
def job() -> None:
    """Run the scheduled job, which computes, checks and publishes a phase's figure, or tell how it stands."""


@job.command()
@_FILE
@LANG
def run(file: Path, lang: Language) -> None:
    """Run the job once and print one JSON line: outcome, figure, checks, seconds of each step.

    Exit codes: 0 done (or nothing new), 1 a fault of the program or the machine, 2 faults in JOB.toml, 3 data or
    assumptions refused, 4 computed but a check failed, 75 another run holds the lock. Only 0 publishes.
    """
    found = run_job(file)
    click.echo(json.dumps(found.record(), ensure_ascii=False, allow_nan=False))
    if found.error is not None:
        click.echo(found.error[lang], err=True)
    sys.exit(found.exit_code)


@job.command()
@_FILE
@click.option("--fail-if-stale", is_flag=True, help="Exit 4 when the published figure is stale, for a monitor.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For programs: json.",
)
@LANG
def status(file: Path, fail_if_stale: bool, shape: str, lang: Language) -> None:
    """Tell the last run, the age of the published figure, its checks, and what makes it stale."""
    try:
        _, found = job_status(file)
    except JobFileError as error:
        click.echo(error.text(lang), err=True)
        sys.exit(EXIT_CODES["usage"])
    click.echo(as_json(found.record()) if shape == "json" else status_text(found, lang), nl=False)
    if fail_if_stale and found.stale:
        sys.exit(EXIT_CODES["check_failed"])
