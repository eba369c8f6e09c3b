"""The command for the figure of a phase."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, get_args

import click

from tfp_soctrang import editions
from tfp_soctrang.api import studies
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.machine import phase_record
from tfp_soctrang.report.text import phase_text
from tfp_soctrang.units import Phase

__all__ = ["phase"]


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@click.option("--form", type=click.Choice(get_args(Form)), help="Form of the account; default: the assumptions'.")
@click.option("--averaging", type=click.Choice(get_args(Averaging)), help="How a phase is averaged; likewise.")
@click.option("--strict", is_flag=True, help="Refuse a figure with cells that assumptions fill (exit 3, naming them).")
@click.option(
    "--minimum-status",
    type=click.Choice(["official", "preliminary", "estimate"]),
    help="Refuse a figure with published cells less firm than this (exit 3, naming them).",
)
@click.option("--record", is_flag=True, help="Keep the figure in the archive (with --as-of); 'data runs' lists them.")
@common
def phase(
    years: Phase,
    territory: str | None,
    form: Form | None,
    averaging: Averaging | None,
    strict: bool,
    minimum_status: str | None,
    record: bool,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print what capital, labour and TFP contributed to growth in a phase, such as 2021-2025.

    The phase 2021-2025 is the growth of 2021 … 2025: it needs levels of 2020 … 2025.
    """
    asked = Chosen(territory=territory, **chosen)
    if record and asked.as_of is None:
        raise click.UsageError("--record needs --as-of: a figure is kept with the editions it was made from.")
    study = studies.study(asked.data("soc_trang"), assumptions)
    account = study.phase(
        years.first_year,
        years.last_year,
        form=form,
        averaging=averaging,
        strict=strict,
        minimum_status=Status(minimum_status) if minimum_status else None,
    )
    if record and asked.as_of is not None:
        command = (
            f"phase {years.first_year}-{years.last_year} --territory {account.territory.code} --as-of {asked.as_of}"
        )
        command += f" --form {account.form} --averaging {account.averaging}"
        command += "" if assumptions is None else f" --assumptions {shlex.quote(str(assumptions))}"
        run = editions.keep_run(asked.archive, study, account, date=asked.as_of, command=command)
        click.echo(f"→ {asked.archive}: {run.id}", err=True)
    put(shape, phase_record(account, lang), lambda: phase_text(account, lang))
