"""The command `tfp-soctrang`: results on standard output, all else on standard error, exit codes that mean it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from tfp_soctrang import api
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.machine import as_csv, as_json, calibration_record, phase_record
from tfp_soctrang.report.text import calibration_text, cells_text, dataset_text, issues_text, phase_text
from tfp_soctrang.sources.catalogue import bundled_names
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfp_soctrang.dataset import Dataset

__all__ = ["main"]

DATA_REFUSED = 3
_DECIMAL = {"comma": ",", "point": "."}


class _PhaseType(click.ParamType[Phase]):
    name = "FIRST-LAST"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Phase:  # noqa: ANN401
        if isinstance(value, Phase):
            return value
        try:
            return Phase.parse(value)
        except DataError as error:
            self.fail(str(error), param, ctx)


_PHASE = _PhaseType()


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command with a figure has."""
    for option in (
        click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language."),
        click.option(
            "--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
            help="A table for people; JSON or CSV with full precision for programs.",
        ),
        click.option(
            "--decimal", type=click.Choice(["comma", "point"]),
            help="Number format of text cells, for a file that does not tell it.",
        ),
        click.option(
            "--assumptions", type=click.Path(path_type=Path), metavar="FILE.toml",
            help="Assumptions that differ from the baseline (docs: data/baseline.toml shows every key).",
        ),
        click.option(
            "--data", "source", type=click.Path(path_type=Path), metavar="FILE",
            help="The office's own figures (.xlsx from 'data template', or a tidy .csv) in place of the bundled ones.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def _loaded(territory: str | None, source: Path | None, decimal: str | None, default: str) -> Dataset:
    if source is None:
        return api.load(territory or default)
    data = api.load(source, decimal=_DECIMAL.get(decimal or ""))
    if territory is not None and data.territory.code != territory:
        raise DataError(
            source.name,
            f"holds figures of {data.territory.code}, --territory asks for {territory}",
            remedy="Leave --territory out, or give that territory's file.",
        )
    return data


_TERRITORY = click.option("--territory", type=click.Choice(["soc_trang", "viet_nam"]), help="Which territory.")


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
    tfp-soctrang calibrate                              the coefficients behind the published national account

    Exit codes: 0 done, 1 a fault of the program, 2 usage, 3 data or assumptions refused.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines


@cli.command()
@click.argument("years", type=_PHASE, metavar="FIRST-LAST")
@_TERRITORY
@click.option("--form", type=click.Choice(get_args(Form)), help="Form of the account; default: the assumptions'.")
@click.option("--averaging", type=click.Choice(get_args(Averaging)), help="How a phase is averaged; likewise.")
@click.option("--strict", is_flag=True, help="Refuse a figure with cells that assumptions fill (exit 3, naming them).")
@click.option(
    "--minimum-status",
    type=click.Choice(["official", "preliminary", "estimate"]),
    help="Refuse a figure with published cells less firm than this (exit 3, naming them).",
)
@_common
def phase(
    years: Phase,
    territory: str | None,
    form: Form | None,
    averaging: Averaging | None,
    strict: bool,
    minimum_status: str | None,
    source: Path | None,
    assumptions: Path | None,
    decimal: str | None,
    shape: str,
    lang: Language,
) -> None:
    """Print what capital, labour and TFP contributed to growth in a phase, e.g. 2021-2025.

    The phase 2021-2025 is the growth of 2021 … 2025: it needs levels of 2020 … 2025.
    """
    data = _loaded(territory, source, decimal, "soc_trang")
    account = api.study(data, assumptions).phase(
        years.first_year,
        years.last_year,
        form=form,
        averaging=averaging,
        strict=strict,
        minimum_status=Status(minimum_status) if minimum_status else None,
    )
    if shape == "json":
        click.echo(as_json(phase_record(account, lang)), nl=False)
    elif shape == "csv":
        click.echo(as_csv([phase_record(account, lang)]), nl=False)
    else:
        click.echo(phase_text(account, lang), nl=False)


@cli.command()
@_TERRITORY
@click.option(
    "--account", type=click.Path(path_type=Path), metavar="FILE.csv",
    help="A published account, with the columns of data/published_accounts.csv; default: the one that ships.",
)  # fmt: skip
@click.option(
    "--phases", help="Phases to calibrate to, e.g. 2011-2015,2016-2020; default: those whose every cell is published."
)
@click.option(
    "--write", type=click.Path(path_type=Path), metavar="FILE.toml", help="Write the point as an assumptions file."
)
@_common
def calibrate(
    territory: str | None,
    account: Path | None,
    phases: str | None,
    write: Path | None,
    source: Path | None,
    assumptions: Path | None,
    decimal: str | None,
    shape: str,
    lang: Language,
) -> None:
    """Recover the labour share, depreciation and initial capital ratio behind a published account."""
    data = _loaded(territory, source, decimal, "viet_nam")
    chosen = tuple(Phase.parse(text) for text in phases.split(",")) if phases else None
    found = api.calibrate(data, account=account, assumptions=assumptions, phases=chosen)
    if write is not None:
        api.write_calibrated(found, write)
        click.echo(f"→ {write}", err=True)
    if shape == "json":
        click.echo(as_json(calibration_record(found, lang)), nl=False)
    elif shape == "csv":
        rows = calibration_record(found, lang)["coefficients"]
        click.echo(as_csv(rows if isinstance(rows, list) else []), nl=False)
    else:
        click.echo(calibration_text(found, lang), nl=False)


@cli.group()
def data() -> None:
    """Figures: what ships with the library, and the office's own."""


_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language.")


@data.command("list")
@_LANG
def list_(lang: Language) -> None:
    """List the bundled data sets and their series."""
    click.echo("\n".join(dataset_text(api.load(name), lang) for name in bundled_names()), nl=False)


@data.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.xlsx")
@click.option("--territory", type=click.Choice(["soc_trang", "viet_nam"]), default="soc_trang", show_default=True)
@click.option("--overwrite", is_flag=True, help="Replace OUT.xlsx if it is there.")
def template(out: Path, territory: str, overwrite: bool) -> None:
    """Write a workbook for the office's own figures, filled with the published ones."""
    api.write_template(out, territory, overwrite=overwrite)
    click.echo(f"→ {out}", err=True)


@data.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="Number format of text cells.")
@_LANG
def check(file: Path, decimal: str | None, lang: Language) -> None:
    """Print every bad cell of a file at once: place, heading, raw text, reason, remedy. Exit 3 if there is one."""
    issues = api.check(file, decimal=_DECIMAL.get(decimal or ""))
    click.echo(issues_text(issues, lang), nl=False)
    if issues:
        sys.exit(DATA_REFUSED)


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
