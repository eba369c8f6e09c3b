"""The command for the stock of capital and the measures of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tfp_soctrang.api import studies
from tfp_soctrang.capital_measures import capital_account
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.messages import Language
from tfp_soctrang.report.capital import capital_text
from tfp_soctrang.report.files import write_capital_chart
from tfp_soctrang.report.machine import capital_record
from tfp_soctrang.units import Phase

__all__ = ["capital"]


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@click.option("--chart", type=click.Path(path_type=Path), metavar="FILE", help="Draw both (.svg or .png).")
@common
def capital(
    years: Phase,
    territory: str | None,
    chart: Path | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print the stock of capital by year, where it comes from, and the figure under other measures of it."""
    data = Chosen(territory=territory, **chosen).data("soc_trang")
    found = capital_account(studies.study(data, assumptions), years.first_year, years.last_year)
    if chart is not None:
        write_capital_chart(found, chart, lang)
        click.echo(f"→ {chart}", err=True)
    put(shape, capital_record(found), lambda: capital_text(found, lang), "measures")
