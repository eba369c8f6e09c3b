"""The commands for figures: what ships, the office's own, what was published, and the archive of editions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tfp_soctrang import editions
from tfp_soctrang.api import loading
from tfp_soctrang.cli.completion import bundled_or_file, names
from tfp_soctrang.cli.options import ARCHIVE, DATA_REFUSED, DECIMAL, LANG, issues_and_hint
from tfp_soctrang.cli.teaching import TaughtGroup
from tfp_soctrang.messages import Language
from tfp_soctrang.report.editions import runs_text, tables_text, vintages_text
from tfp_soctrang.report.files import write_new
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.report.text import dataset_text
from tfp_soctrang.sources.catalogue import bundled_names
from tfp_soctrang.sources.territory_register import all_territories

__all__ = ["data"]


def _codes(context: click.Context) -> Iterable[str]:
    return [one.code for one in all_territories()]


@click.group(cls=TaughtGroup)
def data() -> None:
    """Figures: what ships with the library, and the office's own."""


@data.command("list")
@LANG
def list_(lang: Language) -> None:
    """List the bundled data sets and their series."""
    click.echo("\n".join(dataset_text(loading.load(name), lang) for name in bundled_names()), nl=False)


@data.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.xlsx")
@click.option(
    "--territory",
    type=click.Choice(["soc_trang", "viet_nam"]),
    default="soc_trang",
    show_default=True,
    help="Which territory.",
)
@click.option("--overwrite", is_flag=True, help="Replace OUT.xlsx if it is there.")
def template(out: Path, territory: str, overwrite: bool) -> None:
    """Write a workbook for the office's own figures, filled with the published ones."""
    loading.write_template(out, territory, overwrite=overwrite)
    click.echo(f"→ {out}", err=True)


@data.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="Number format of text cells.")
@LANG
def check(file: Path, decimal: str | None, lang: Language) -> None:
    """Print every bad cell of a file at once: place, heading, raw text, reason, remedy. Exit 3 if there is one."""
    issues = loading.check(file, decimal=DECIMAL.get(decimal or ""))
    click.echo(issues_and_hint(issues, lang), nl=False)
    if issues:
        sys.exit(DATA_REFUSED)


@data.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--all", "everything", is_flag=True, help="Every label, however many.")
@LANG
def show(file: Path, everything: bool, lang: Language) -> None:
    """Tell what a published file holds: tables, territories, years, units, statuses, bad cells.

    PX-Web CSV and JSON-stat exports, SDMX-ML, PC-Axis, workbooks (.xlsx, .xls), yearbook pages as text.
    """
    click.echo(tables_text(loading.show(file), lang, everything=everything), nl=False)


@data.command("map")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--territory",
    default="soc_trang",
    show_default=True,
    shell_complete=names(_codes),
    help="Name or code of the territory.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="MAP.toml", help="Write it there; default: print it.")
def map_(file: Path, territory: str, out: Path | None) -> None:
    """Write a good guess of the mapping of a published file: which cells are which series."""
    text = loading.guess_mapping(file, territory)
    if out is None:
        click.echo(text, nl=False)
        return
    write_new(out, text)
    click.echo(f"→ {out}", err=True)


@data.command()
@click.argument("file", metavar="FILE", shell_complete=bundled_or_file)
@click.option("--mapping", type=click.Path(path_type=Path), metavar="MAP.toml", help="For a published file.")
@click.option("--edition", required=True, help="Name of the edition, as the publication calls it.")
@click.option("--release-date", required=True, metavar="YYYY-MM-DD", help="The day it was published.")
@click.option("--access-date", required=True, metavar="YYYY-MM-DD", help="The day it was taken.")
@click.option("--note", default="", help="Anything a later reader should know.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="Number format of text cells.")
@ARCHIVE
def add(
    file: str, mapping: Path | None, edition: str, release_date: str, access_date: str, note: str,
    decimal: str | None, archive: Path,
) -> None:  # fmt: skip
    """Keep an edition in the archive: a workbook, a tidy table, a published file with its mapping, or a bundled set."""
    stored = editions.add_vintage(
        archive, file, mapping=mapping, decimal=DECIMAL.get(decimal or ""),
        edition=edition, release_date=release_date, access_date=access_date, note=note,
    )  # fmt: skip
    click.echo(f"{stored.id}" if stored.added else f"{stored.id} (đã có / stored already)")


@data.command()
@ARCHIVE
@LANG
def vintages(archive: Path, lang: Language) -> None:
    """List the editions in the archive."""
    rows = [
        [str(one.id), one.dataset, one.territory.name_vi, one.edition, one.release_date, one.access_date, one.file_name]
        for one in editions.vintages(archive)
    ]
    click.echo(vintages_text(rows, lang), nl=False)


@data.command()
@click.option("--result", type=int, metavar="NO.", help="Print the kept result of one run, as it was made (JSON).")
@ARCHIVE
@LANG
def runs(result: int | None, archive: Path, lang: Language) -> None:
    """List the figures kept in the archive by 'phase --record'."""
    kept = editions.runs(archive)
    if result is not None:
        found = next((one for one in kept if one.id == result), None)
        if found is None:
            known = ", ".join(str(one.id) for one in kept) or "–"
            raise click.BadParameter(f"there is no run {result}; the archive holds {known}", param_hint="--result")
        click.echo(found.result, nl=False)
        return
    rows = []
    for one in kept:
        share = json.loads(one.result)["tfp_contribution_share"]
        shown = "–" if share is None else percent(share, 1, lang)
        made_from = ", ".join(map(str, one.vintages))
        rows.append([str(one.id), one.recorded_at, shown, made_from, one.code_version, one.command])
    click.echo(runs_text(rows, lang), nl=False)
