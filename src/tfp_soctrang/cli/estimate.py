"""The command for production functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tfp_soctrang.api import estimates, studies
from tfp_soctrang.cli.completion import names as names_of
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.estimation.specifications import SPECIFICATIONS
from tfp_soctrang.messages import Language
from tfp_soctrang.report.estimates import estimate_record, estimate_text
from tfp_soctrang.units import Phase

__all__ = ["estimate"]


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@click.option("--specification", "names", multiple=True, shell_complete=names_of(lambda _: SPECIFICATIONS),
              help="One of the specifications; may be repeated.")  # fmt: skip
@click.option("--through", type=int, metavar="YEAR", help="Last year of the sample; default: the longest run of years.")
@common
def estimate(
    years: Phase,
    territory: str | None,
    names: tuple[str, ...],
    through: int | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print what the data say of the production function, by specification, and what one may conclude."""
    study = studies.study(Chosen(territory=territory, **chosen).data("soc_trang"), assumptions)
    found = estimates.estimate(study, years.first_year, years.last_year, specifications=names or None, through=through)
    put(shape, estimate_record(found, lang), lambda: estimate_text(found, lang), "estimates")
