"""The commands for figures: what ships, the office's own, what was published, and the archive of editions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from tfp_soctrang import api, editions
from tfp_soctrang.cli.options import ARCHIVE, DATA_REFUSED, DECIMAL, LANG
from tfp_soctrang.cli.teaching import TaughtGroup, said
from tfp_soctrang.messages import Language
from tfp_soctrang.report.editions import runs_text, tables_text, vintages_text
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.report.text import dataset_text, issues_text
from tfp_soctrang.sources.catalogue import bundled_names

__all__ = ["data"]


@click.group(cls=TaughtGroup)
def data() -> None:
    """Figures: what ships with the library, and the office's own."""


@data.command("list")
@LANG
def list_(lang: Language) -> None:
    """List the bundled data sets and their series."""
    click.echo("\n".join(dataset_text(api.load(name), lang) for name in bundled_names()), nl=False)


@data.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.xlsx")
@click.option("--territory", type=click.Choice(["soc_trang", "viet_nam"]), default="soc_trang", show_default=True)
@click.option("--overwrite", is_flag=True, help=said("Replace OUT.xlsx if it is there.", "Ghi đè OUT.xlsx nếu đã có."))
def template(out: Path, territory: str, overwrite: bool) -> None:
    """Write a workbook for the office's own figures, filled with the published ones."""
    api.write_template(out, territory, overwrite=overwrite)
    click.echo(f"→ {out}", err=True)


@data.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help=said("Number format of text cells.", "Cách viết số trong ô chữ: dấu phẩy hay dấu chấm thập phân."))
@LANG
def check(file: Path, decimal: str | None, lang: Language) -> None:
    """Print every bad cell of a file at once: place, heading, raw text, reason, remedy. Exit 3 if there is one."""
    issues = api.check(file, decimal=DECIMAL.get(decimal or ""))
    click.echo(issues_text(issues, lang), nl=False)
    if issues:
        sys.exit(DATA_REFUSED)


@data.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--all", "everything", is_flag=True, help=said("Every label, however many.", "Mọi nhãn, dù nhiều đến đâu."))
@LANG
def show(file: Path, everything: bool, lang: Language) -> None:
    """Tell what a published file holds: tables, territories, years, units, statuses, bad cells.

    PX-Web CSV and JSON-stat exports, SDMX-ML, PC-Axis, workbooks (.xlsx, .xls), yearbook pages as text.
    """
    click.echo(tables_text(api.show(file), lang, everything=everything), nl=False)


@data.command("map")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--territory", default="soc_trang", show_default=True, help=said("Name or code of the territory.", "Tên hoặc mã lãnh thổ."))
@click.option("--out", type=click.Path(path_type=Path), metavar="MAP.toml", help=said("Write it there; default: print it.", "Ghi vào tệp đó; mặc định: in ra."))
def map_(file: Path, territory: str, out: Path | None) -> None:
    """Write a good guess of the mapping of a published file: which cells are which series."""
    text = api.guess_mapping(file, territory)
    if out is None:
        click.echo(text, nl=False)
        return
    api.write_new(out, text)
    click.echo(f"→ {out}", err=True)


@data.command()
@click.argument("file", metavar="FILE")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="MAP.toml", help=said("For a published file.", "Đi với tệp đã công bố."))
@click.option("--edition", required=True, help=said("Name of the edition, as the publication calls it.", "Tên ấn bản, như trong ấn phẩm."))
@click.option("--release-date", required=True, metavar="YYYY-MM-DD", help=said("The day it was published.", "Ngày công bố."))
@click.option("--access-date", required=True, metavar="YYYY-MM-DD", help=said("The day it was taken.", "Ngày lấy về."))
@click.option("--note", default="", help=said("Anything a later reader should know.", "Điều mà người đọc sau này nên biết."))
@click.option("--decimal", type=click.Choice(["comma", "point"]), help=said("Number format of text cells.", "Cách viết số trong ô chữ: dấu phẩy hay dấu chấm thập phân."))
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
@click.option("--result", type=int, metavar="NO.", help=said("Print the kept result of one run, as it was made (JSON).", "In kết quả đã giữ của một lần chạy, đúng như khi tính (JSON)."))
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
