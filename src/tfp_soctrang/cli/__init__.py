"""The command `tfp-soctrang`: results on standard output, all else on standard error, exit codes that mean it."""

from __future__ import annotations

import sys

import click

from tfp_soctrang.cli.data import data
from tfp_soctrang.cli.editions import revisions
from tfp_soctrang.cli.figure import calibrate, capital, estimate, industries, phase
from tfp_soctrang.cli.job import job
from tfp_soctrang.cli.options import DATA_REFUSED
from tfp_soctrang.cli.plan import plan
from tfp_soctrang.cli.projection import project
from tfp_soctrang.cli.report import report, template
from tfp_soctrang.cli.sensitivity import sensitivity
from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.messages import Language
from tfp_soctrang.report.text import cells_text, issues_text

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tfp-soctrang")
def cli() -> None:
    """Growth accounting: how much of growth comes from capital, labour, and total factor productivity (TFP).

    \b
    tfp-soctrang phase 2021-2025                        the figure for Sóc Trăng, from published data
    tfp-soctrang phase 2016-2020 --territory viet_nam   the same for Việt Nam
    tfp-soctrang data template soctrang.xlsx            a workbook for the office's own figures
    tfp-soctrang data check soctrang.xlsx               every bad cell of it, at once
    tfp-soctrang phase 2021-2025 --data soctrang.xlsx   the figure from that workbook
    tfp-soctrang capital 2021-2025                      the stock of capital, and other measures of it
    tfp-soctrang sensitivity 2021-2025                  its interval, and which assumption moves it
    tfp-soctrang estimate 2016-2020 --territory viet_nam    what the data say of the production function
    tfp-soctrang report 2021-2025 --out bao_cao         the documents: Word, workbook, page, tables
    tfp-soctrang project 2026-2030                      the years ahead by scenarios, and what a target needs
    tfp-soctrang industries 2021-2025 --data FILE.xlsx  growth and TFP of the three sectors
    tfp-soctrang calibrate                              the coefficients behind the published national account

    tfp-soctrang plan                                   what is due next, and the data it still needs
    tfp-soctrang job run job.toml                       the scheduled job: compute, check, publish

    Exit codes: 0 done, 1 a fault of the program, 2 usage, 3 data or assumptions refused.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines


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
):
    cli.add_command(command)


def _language(arguments: list[str]) -> Language:
    """Return the language asked for, also when the command did not come to run."""
    for i, argument in enumerate(arguments):
        if argument == "--lang=en" or (argument == "--lang" and arguments[i + 1 : i + 2] == ["en"]):
            return "en"
    return "vi"


def main() -> None:
    """Run the command; a refused file or assumption ends with exit code 3 and its text on standard error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Windows redirects in the code page of the machine; the texts need UTF-8
            reconfigure(encoding="utf-8")
    try:
        cli(prog_name="tfp-soctrang")
    except TfpError as error:
        language = _language(sys.argv[1:])
        lines = [error.text(language)]
        if isinstance(error, DataError) and error.issues:
            lines = [error.headline(language), issues_text(error.issues, language).rstrip()]
        elif isinstance(error, DataError) and error.cells:
            lines = [error.headline(language), *cells_text(error.cells, language)]
        click.echo("\n".join(lines), err=True)
        sys.exit(DATA_REFUSED)
