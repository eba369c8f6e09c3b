"""The command for the three sectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tfp_soctrang.api import studies
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.industry_accounts import industry_account
from tfp_soctrang.messages import Language
from tfp_soctrang.report.industries import industry_text
from tfp_soctrang.report.machine import industry_record
from tfp_soctrang.units import Phase

__all__ = ["industries"]


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@common
def industries(
    years: Phase,
    territory: str | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print growth and TFP of the three sectors, and what moving capital and labour between them adds.

    The figures of the sectors come from the sheet "Khu vực kinh tế" of the office's workbook (--data).
    """
    data = Chosen(territory=territory, **chosen).data("soc_trang")
    found = industry_account(studies.study(data, assumptions), years.first_year, years.last_year)
    put(shape, industry_record(found, lang), lambda: industry_text(found, lang), "parts")
