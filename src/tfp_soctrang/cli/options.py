"""What the commands share: argument types and options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tfp_soctrang import editions
from tfp_soctrang.api import loading
from tfp_soctrang.cli.completion import PHASES, names
from tfp_soctrang.cli.teaching import LANGUAGE_VARIABLE, language_of
from tfp_soctrang.cli.words import HELP
from tfp_soctrang.errors import DataError
from tfp_soctrang.report.machine import as_csv, as_json
from tfp_soctrang.report.text import issues_text
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tfp_soctrang.dataset import Dataset
    from tfp_soctrang.errors import CellIssue
    from tfp_soctrang.messages import Language

__all__ = [
    "ARCHIVE",
    "DATA_REFUSED",
    "DECIMAL",
    "LANG",
    "PHASE",
    "TERRITORY",
    "Chosen",
    "common",
    "issues_and_hint",
    "put",
]

DATA_REFUSED = 3
# Output, investment and labour: a workbook without any of these sheets was not made from the template.
_SHEETS_NEEDED = 3
DECIMAL = {"comma": ",", "point": "."}


class _PhaseType(click.ParamType[Phase]):
    name = "FIRST-LAST"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Phase:  # noqa: ANN401
        if isinstance(value, Phase):
            return value
        try:
            return Phase.parse(value)
        except DataError as error:
            raise click.BadParameter("write a phase as two years, 2021-2025", ctx, param) from error

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        return names(lambda _: PHASES)(ctx, param, incomplete)


PHASE = _PhaseType()


ARCHIVE = click.option(
    "--archive",
    type=click.Path(path_type=Path),
    default="tfp-archive.sqlite",
    show_default=True,
    envvar="TFP_SOCTRANG_ARCHIVE",
    help="The archive of vintages and runs.",
)

LANG = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default=lambda: language_of(click.get_current_context()),
    show_default=False,
    help=f"Language; default: vi, or what {LANGUAGE_VARIABLE} says.",
)


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command with a figure has."""
    for option in (
        LANG,
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
            "--as-of", metavar="YYYY-MM-DD", help="The figures as they were known on a day, from the archive."
        ),
        ARCHIVE,
        click.option(
            "--mapping", type=click.Path(path_type=Path), metavar="MAP.toml",
            help="Which cells of a published file are which series (written by 'data map').",
        ),
        click.option(
            "--data", "source", type=click.Path(path_type=Path), metavar="FILE",
            help="Other figures: an .xlsx from 'data template', a tidy .csv, or a published file with --mapping.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def issues_and_hint(issues: Sequence[CellIssue], language: Language) -> str:
    """Return the bad cells of a file as text; a workbook that has no sheet of the template may be a published one."""
    text = issues_text(issues, language).rstrip()
    if sum(issue.reason.code == "sheet_missing" for issue in issues) >= _SHEETS_NEEDED:
        text += f"\n{HELP['published_file'][language]}"
    return f"{text}\n"


def put(shape: str, record: Mapping[str, object], text: Callable[[], str], rows: str | None = None) -> None:
    """Print a result in the asked shape: the text, the record as JSON, or as CSV the records under its key `rows`."""
    if shape == "json":
        click.echo(as_json(record), nl=False)
    elif shape == "csv":
        lines = [record] if rows is None else record[rows]
        click.echo(as_csv(lines if isinstance(lines, list) else []), nl=False)
    else:
        click.echo(text(), nl=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which figures a command was asked to use."""

    territory: str | None
    source: Path | None
    mapping: Path | None
    decimal: str | None
    as_of: str | None
    archive: Path

    def data(self, default: str) -> Dataset:
        """Return the figures: of a file, of a day, or the bundled ones.

        Raises
        ------
        DataError
            They cannot be had, or are of another territory than was asked for.
        """
        if self.source is not None and self.as_of is not None:
            raise DataError("--as-of", "stands beside --data", remedy="Give one of the two.")
        if self.as_of is not None:
            return editions.as_of(self.archive, self.as_of, self.territory or default)
        if self.source is None:
            return loading.load(self.territory or default)
        data = loading.load(self.source, mapping=self.mapping, decimal=DECIMAL.get(self.decimal or ""))
        if self.territory is not None and data.territory.code != self.territory:
            raise DataError(
                self.source.name,
                f"holds figures of {data.territory.code}, --territory asks for {self.territory}",
                remedy="Leave --territory out, or give that territory's file.",
            )
        return data


TERRITORY = click.option("--territory", type=click.Choice(["soc_trang", "viet_nam"]), help="Which territory.")
