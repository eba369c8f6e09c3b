"""The command `tfp-soctrang`: results on standard output, all else on standard error, exit codes that mean it."""

from __future__ import annotations

import sys

import click

from tfp_soctrang.cli.later import CommandsByName
from tfp_soctrang.cli.options import DATA_REFUSED, issues_and_hint
from tfp_soctrang.cli.teaching import LANGUAGE_VARIABLE, TaughtGroup, asked_language
from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.report.text import cells_text

__all__ = ["main"]


# Where each command is; the help lists them in the order of `words.GROUPS`.
_MODULES = {
    "phase": "phase",
    "capital": "capital",
    "industries": "industries",
    "estimate": "estimate",
    "sensitivity": "sensitivity",
    "project": "projection",
    "calibrate": "calibrate",
    "data": "data",
    "revisions": "editions",
    "report": "report",
    "template": "report",
    "plan": "plan",
    "job": "job",
    "completion": "completion",
}


@click.group(
    cls=TaughtGroup,
    commands=CommandsByName({name: f"{__name__}.{at}" for name, at in _MODULES.items()}),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
