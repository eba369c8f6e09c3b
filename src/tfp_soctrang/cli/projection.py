"""The command that looks ahead: an open phase under scenarios."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tfp_soctrang.api import loading, projections, studies
from tfp_soctrang.cli.completion import names
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.messages import Language
from tfp_soctrang.projection.outlook import DRAWS, outlook
from tfp_soctrang.report.files import write_projection_chart
from tfp_soctrang.report.projection import projection_record, projection_rows, projection_text
from tfp_soctrang.units import Phase

__all__ = ["project"]


def _scenarios(context: click.Context) -> Iterable[str]:
    from tfp_soctrang.sources.scenario_file import bundled_scenarios

    return bundled_scenarios(context.params.get("territory") or "soc_trang").scenarios


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@click.option(
    "--scenario",
    metavar="NAME",
    shell_complete=names(_scenarios),
    help="One scenario: baseline, plan, low, or another; default: all.",
)
@click.option(
    "--scenarios", type=click.Path(path_type=Path), metavar="FILE.toml",
    help="Scenarios that differ from those that ship (data/scenarios.toml shows every key).",
)  # fmt: skip
@click.option(
    "--city", type=click.Path(path_type=Path), metavar="FILE",
    help="Figures of the new city, whose measured growth a former province takes by its rule.",
)  # fmt: skip
@click.option(
    "--target", type=click.FloatRange(-100, 100), default=None,
    help="TFP share, per cent; default: the published target, 55.",
)  # fmt: skip
@click.option(
    "--growth", type=click.FloatRange(-50, 100), default=None,
    help="Output growth that something is needed for, % a year; default: the published target.",
)  # fmt: skip
@click.option("--draws", type=click.IntRange(1), default=DRAWS, show_default=True, help="How many draws.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed, the same numbers.")
@click.option("--level", type=click.FloatRange(1, 99), default=90, show_default=True, help="Of the interval, per cent.")
@click.option("--chart", type=click.Path(path_type=Path), metavar="FILE", help="Draw TFP by scenario (.svg or .png).")
@common
def project(
    years: Phase,
    territory: str | None,
    scenario: str | None,
    scenarios: Path | None,
    city: Path | None,
    target: float | None,
    growth: float | None,
    draws: int,
    seed: int,
    level: float,
    chart: Path | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print an open phase under scenarios of the years ahead, and what a target would need.

    Measured years are read as in `phase`; the others come from scenarios with ranges. The result is a projection on
    assumptions, never a figure of the Statistics Office.
    """
    study = studies.study(Chosen(territory=territory, **chosen).data("soc_trang"), assumptions)
    found = projections.project(
        study,
        years.first_year,
        years.last_year,
        scenario=scenario,
        scenarios=scenarios,
        city=None if city is None else loading.load(city),
    )
    told = outlook(
        found,
        draws,
        seed,
        level=level / 100.0,
        target=None if target is None else target / 100.0,
        growth=None if growth is None else growth / 100.0,
    )
    if chart is not None:
        write_projection_chart(found, told.uncertainty[found.scenarios[0].scenario.name], chart, lang)
        click.echo(f"→ {chart}", err=True)
    record = projection_record(told, lang) if shape == "json" else {"rows": projection_rows(told, lang)}
    put(shape, record, lambda: projection_text(told, lang), "rows")
