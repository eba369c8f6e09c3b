"""The command that explains this year's figure against last year's."""

from __future__ import annotations

from pathlib import Path

import click

from tfp_soctrang import api, editions
from tfp_soctrang.cli.options import ARCHIVE, PHASE, TERRITORY, put
from tfp_soctrang.cli.teaching import Taught, said
from tfp_soctrang.messages import Language
from tfp_soctrang.report.editions import revision_text
from tfp_soctrang.report.machine import revision_record
from tfp_soctrang.units import Phase

__all__ = ["revisions"]


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@click.option("--from", "earlier", required=True, metavar="VINTAGE", help=said("Number, date, bundled name or file.", "Số thứ tự trong kho, ngày, tên bộ có sẵn, hoặc tệp."))
@click.option("--to", "later", required=True, metavar="VINTAGE", help=said("Likewise.", "Tương tự."))
@TERRITORY
@click.option("--from-assumptions", type=click.Path(path_type=Path), metavar="FILE.toml", help=said("Of the earlier figure.", "Giả định của con số trước."))
@click.option("--assumptions", type=click.Path(path_type=Path), metavar="FILE.toml", help=said("Of the later figure.", "Giả định của con số sau."))
@click.option("--chart", type=click.Path(path_type=Path), metavar="FILE", help=said("Draw the bridge (.svg or .png).", "Vẽ các phần của thay đổi (.svg hoặc .png)."))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help=said("A table for people; JSON or CSV with full precision for programs.", "Bảng cho người đọc; JSON hoặc CSV đủ chữ số cho chương trình."),
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help=said("Language.", "Ngôn ngữ."))
@ARCHIVE
def revisions(
    years: Phase, earlier: str, later: str, territory: str | None, from_assumptions: Path | None,
    assumptions: Path | None, chart: Path | None, shape: str, lang: Language, archive: Path,
) -> None:  # fmt: skip
    """Split the change of the TFP share between two editions: revised data, new years, assumptions, method."""
    place = territory or "soc_trang"
    before = api.study(editions.edition(archive, earlier, place), from_assumptions)
    after = api.study(editions.edition(archive, later, place), assumptions)
    found = api.revision(before, after, years)
    if chart is not None:
        api.write_revision_chart(found, chart, lang)
        click.echo(f"→ {chart}", err=True)
    put(shape, revision_record(found), lambda: revision_text(found, lang), "parts")
