"""The commands that compute: phase, capital, industries, estimate, calibrate."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, get_args

import click

from tfp_soctrang import api, editions
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.cli.completion import names as names_of
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.estimation.specifications import SPECIFICATIONS
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.capital import capital_text
from tfp_soctrang.report.estimates import estimate_record, estimate_text
from tfp_soctrang.report.industries import industry_text
from tfp_soctrang.report.machine import calibration_record, capital_record, industry_record, phase_record
from tfp_soctrang.report.text import calibration_text, phase_text
from tfp_soctrang.units import Phase

__all__ = ["calibrate", "capital", "estimate", "industries", "phase"]


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
    study = api.study(asked.data("soc_trang"), assumptions)
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
    found = api.capital_account(api.study(data, assumptions), years.first_year, years.last_year)
    if chart is not None:
        api.write_capital_chart(found, chart, lang)
        click.echo(f"→ {chart}", err=True)
    put(shape, capital_record(found), lambda: capital_text(found, lang), "measures")


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
    found = api.industry_account(api.study(data, assumptions), years.first_year, years.last_year)
    put(shape, industry_record(found, lang), lambda: industry_text(found, lang), "parts")


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
    study = api.study(Chosen(territory=territory, **chosen).data("soc_trang"), assumptions)
    found = api.estimate(study, years.first_year, years.last_year, specifications=names or None, through=through)
    put(shape, estimate_record(found, lang), lambda: estimate_text(found, lang), "estimates")


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
    found = api.calibrate(data, account=account, assumptions=assumptions, phases=wanted)
    if write is not None:
        api.write_calibrated(found, write)
        click.echo(f"→ {write}", err=True)
    put(shape, calibration_record(found, lang), lambda: calibration_text(found, lang), "coefficients")
