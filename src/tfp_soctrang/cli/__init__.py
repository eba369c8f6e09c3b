"""The command `tfp-soctrang`: results on standard output, all else on standard error, exit codes that mean it."""

from __future__ import annotations

import sys

import click

from tfp_soctrang.cli.completion import completion
from tfp_soctrang.cli.data import data
from tfp_soctrang.cli.editions import revisions
from tfp_soctrang.cli.figure import calibrate, capital, estimate, industries, phase
from tfp_soctrang.cli.job import job
from tfp_soctrang.cli.options import DATA_REFUSED, issues_and_hint
from tfp_soctrang.cli.plan import plan
from tfp_soctrang.cli.projection import project
from tfp_soctrang.cli.report import report, template
from tfp_soctrang.cli.sensitivity import sensitivity
from tfp_soctrang.cli.teaching import LANGUAGE_VARIABLE, TaughtGroup, asked_language
from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.report.text import cells_text

__all__ = ["main"]


@click.group(cls=TaughtGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tfp-soctrang")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), expose_value=False, envvar=LANGUAGE_VARIABLE, show_envvar=True,
    help="Language of every command.",
)  # fmt: skip
def cli() -> None:
    """Growth accounting: how much of growth comes from capital, labour, and total factor productivity (TFP).

    Go on as the examples below do; every command has its own: tfp-soctrang COMMAND --help.

    Exit codes: 0 done, 1 a fault of the program, 2 usage, 3 data or assumptions refused.
    """


for command in (
    phase,
    capital,
    industries,
    estimate,
    sensitivity,
    project,
    calibrate,
    data,
    revisions,
    report,
    template,
    plan,
    job,
    completion,
):
    cli.add_command(command)


def main() -> None:
    """Run the command; a refused file or assumption ends with exit code 3 and its text on standard error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Windows redirects in the code page of the machine; the texts need UTF-8
            reconfigure(encoding="utf-8")
    try:
        cli(prog_name="tfp-soctrang")
    except TfpError as error:
        language = asked_language(sys.argv[1:])
        lines = [error.text(language)]
        if isinstance(error, DataError) and error.issues:
            lines = [error.headline(language), issues_and_hint(error.issues, language).rstrip()]
        elif isinstance(error, DataError) and error.cells:
            lines = [error.headline(language), *cells_text(error.cells, language)]
        click.echo("\n".join(lines), err=True)
        sys.exit(DATA_REFUSED)
