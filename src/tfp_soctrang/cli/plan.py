"""The command that tells what the plan asks for next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tfp_soctrang.api import studies
from tfp_soctrang.cli.options import TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.job.runs import now_here
from tfp_soctrang.messages import Language
from tfp_soctrang.needed_cells import phase_needs
from tfp_soctrang.report.plan import plan_record, plan_text
from tfp_soctrang.sources.plan_file import load_plan, shipped_plan

__all__ = ["plan"]


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date:
    if value is None:
        return now_here().date()
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("write the day as 2026-11-23") from error


@click.command(cls=Taught)
@TERRITORY
@click.option("--on", "day", callback=_day, metavar="YYYY-MM-DD", help="As of that day; default: today.")
@click.option(
    "--plan",
    "file",
    type=click.Path(path_type=Path),
    metavar="PLAN.toml",
    help="Another plan; default: the province's.",
)
@common
def plan(
    territory: str | None,
    day: date,
    file: Path | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print what is due next, and which data its figures still need, with their release days."""
    study = studies.study(Chosen(territory=territory, **chosen).data("soc_trang"), assumptions)
    found = shipped_plan() if file is None else load_plan(file)
    coming = found.coming(day)
    year = coming[0].year if coming else day.year
    needs = [phase_needs(study, one.phase, found) for one in found.asked(year)]
    place = study.data.territory
    put(shape, plan_record(found, day, place, needs), lambda: plan_text(found, day, place, needs, lang), "due")
