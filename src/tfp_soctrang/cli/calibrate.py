"""The command for the coefficients behind a published account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tfp_soctrang.api import calibration
from tfp_soctrang.cli.options import TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.messages import Language
from tfp_soctrang.report.machine import calibration_record
from tfp_soctrang.report.text import calibration_text
from tfp_soctrang.units import Phase

__all__ = ["calibrate"]


@click.command(cls=Taught)
@TERRITORY
@click.option(
    "--account", type=click.Path(path_type=Path), metavar="FILE.csv",
    help="A published account, with the columns of data/published_accounts.csv; default: the one that ships.",
)  # fmt: skip
@click.option(
    "--phases", help="Phases to calibrate to, e.g. 2011-2015,2016-2020; default: those whose every cell is published."
)
@click.option(
    "--write", type=click.Path(path_type=Path), metavar="FILE.toml", help="Write the point as an assumptions file."
)
@common
def calibrate(
    territory: str | None,
    account: Path | None,
    phases: str | None,
    write: Path | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Recover the labour share, depreciation and initial capital ratio behind a published account."""
    data = Chosen(territory=territory, **chosen).data("viet_nam")
    wanted = tuple(Phase.parse(text) for text in phases.split(",")) if phases else None
    found = calibration.calibrate(data, account=account, assumptions=assumptions, phases=wanted)
    if write is not None:
        calibration.write_calibrated(found, write)
        click.echo(f"→ {write}", err=True)
    put(shape, calibration_record(found, lang), lambda: calibration_text(found, lang), "coefficients")
