"""The command that explains this year's figure against last year's."""

from __future__ import annotations

from pathlib import Path

import click

from tfp_soctrang import editions
from tfp_soctrang.api import studies
from tfp_soctrang.cli.completion import bundled_or_file
from tfp_soctrang.cli.options import ARCHIVE, LANG, PHASE, TERRITORY, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.messages import Language
from tfp_soctrang.report.editions import revision_text
from tfp_soctrang.report.files import write_revision_chart
from tfp_soctrang.report.machine import revision_record
from tfp_soctrang.revision_bridge import revision
from tfp_soctrang.units import Phase

__all__ = ["revisions"]


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@click.option(
    "--from",
    "earlier",
    required=True,
    metavar="VINTAGE",
    shell_complete=bundled_or_file,
    help="Number, date, bundled name or file.",
)
@click.option("--to", "later", required=True, metavar="VINTAGE", shell_complete=bundled_or_file, help="Likewise.")
@TERRITORY
@click.option("--from-assumptions", type=click.Path(path_type=Path), metavar="FILE.toml", help="Of the earlier figure.")
@click.option("--assumptions", type=click.Path(path_type=Path), metavar="FILE.toml", help="Of the later figure.")
@click.option("--chart", type=click.Path(path_type=Path), metavar="FILE", help="Draw the bridge (.svg or .png).")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="A table for people; JSON or CSV with full precision for programs.",
)
@LANG
@ARCHIVE
def revisions(
    years: Phase, earlier: str, later: str, territory: str | None, from_assumptions: Path | None,
    assumptions: Path | None, chart: Path | None, shape: str, lang: Language, archive: Path,
) -> None:  # fmt: skip
    """Split the change of the TFP share between two editions: revised data, new years, assumptions, method."""
    place = territory or "soc_trang"
    before = studies.study(editions.edition(archive, earlier, place), from_assumptions)
    after = studies.study(editions.edition(archive, later, place), assumptions)
    found = revision(before, after, years)
    if chart is not None:
        write_revision_chart(found, chart, lang)
        click.echo(f"→ {chart}", err=True)
    put(shape, revision_record(found), lambda: revision_text(found, lang), "parts")
