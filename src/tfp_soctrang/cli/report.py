"""The command that writes the documents of a phase by hand; the job writes the same by itself."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from tfp_soctrang import __version__
from tfp_soctrang.api import studies
from tfp_soctrang.cli.completion import several
from tfp_soctrang.cli.options import LANG, PHASE, TERRITORY, Chosen, common
from tfp_soctrang.cli.teaching import Taught, TaughtGroup
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.messages import Language
from tfp_soctrang.phase_report import Letterhead, PhaseReport, phase_report
from tfp_soctrang.report.bundle import output_names, write_bundle
from tfp_soctrang.report.files import write_new
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.uncertain_phase import phase_sensitivity
from tfp_soctrang.units import Phase

__all__ = ["letterhead_of", "report", "template"]

_USUAL = "docx,xlsx,html,json,csv"


def letterhead_of(path: Path | None) -> Letterhead | None:
    """Return the letterhead of a TOML file, whose keys are the fields of `Letterhead`."""
    if path is None:
        return None
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AssumptionError(path.name, f"cannot be read: {error}", remedy="Give a TOML file in UTF-8.") from error
    known = {one.name: one.type for one in fields(Letterhead)}
    wrong = [name for name in given if name not in known]
    if wrong:
        raise AssumptionError(
            path.name, "has keys that no letterhead has", value=wrong, remedy=f"Use: {', '.join(known)}."
        )
    kept: dict[str, Any] = {}
    for name, value in given.items():
        several = "tuple" in str(known[name])
        good = isinstance(value, list) and all(isinstance(one, str) for one in value) if several else None
        if good is False or (good is None and not isinstance(value, str)):
            what = "a list of texts" if several else "a text"
            raise AssumptionError(f"{path.name}.{name}", f"must be {what}", value=value, remedy="Mend the line.")
        kept[name] = tuple(value) if several else value
    return Letterhead(**kept)


def _outputs(text: str, template_file: Path | None) -> tuple[list[str], dict[str, Any]]:
    names = [one.strip() for one in text.split(",") if one.strip()]
    renderers: dict[str, Any] = {}
    if template_file is not None:
        from tfp_soctrang.report.document.word_document import write_document

        def with_template(found: PhaseReport, path: Path) -> None:
            write_document(found, path, template_file)

        renderers["docx"] = with_template
    return names, renderers


@click.group(cls=TaughtGroup)
def template() -> None:
    """Handle the Word template of the report, which the office can edit, and its letterhead."""


@template.command("write")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE.docx")
@LANG
def write(path: Path, lang: Language) -> None:
    """Write the Word template to a file that is not there yet."""
    from tfp_soctrang.report.document.decree_template import write_template

    if path.exists():
        raise DataError(path.name, "is there already", remedy="Name another file, or remove it.")
    write_template(path)
    click.echo({"vi": f"đã ghi {path}", "en": f"wrote {path}"}[lang])


@template.command("letterhead")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE.toml")
def letterhead_(path: Path) -> None:
    """Write a file for the names in the report's letterhead and signature, each key explained, to fill in."""
    write_new(path, data_file("letterhead.toml").decode())
    click.echo(f"→ {path}", err=True)


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A folder not there yet.")
@click.option(
    "--outputs",
    default=_USUAL,
    show_default=True,
    metavar="NAME,…",
    help=f"Any of: {', '.join(output_names())}.",
    shell_complete=several(lambda _: output_names()),
)
@click.option("--draws", type=click.IntRange(0), default=100_000, show_default=True, help="0: without the interval.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed, the same numbers.")
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Who reports to whom, from 'template letterhead'.",
)
@click.option("--template", "template_file", type=click.Path(path_type=Path), metavar="FILE.docx",
              help="The office's own Word template, from 'template write'.")  # fmt: skip
@common
def report(
    years: Phase,
    territory: str | None,
    out: Path,
    outputs: str,
    draws: int,
    seed: int,
    letterhead: Path | None,
    template_file: Path | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Write the documents of a phase: Word after decree 30/2020, workbook with live formulas, page, tables."""
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        raise DataError(str(out), "is there already and not empty", remedy="Name another folder, or empty it.")
    names, renderers = _outputs(outputs, template_file)
    study = studies.study(Chosen(territory=territory, **chosen).data("soc_trang"), assumptions)
    uncertainty = None
    if draws:
        uncertainty = phase_sensitivity(study, years.first_year, years.last_year).uncertainty(draws, seed)
    made = phase_report(
        study,
        years.first_year,
        years.last_year,
        uncertainty=uncertainty,
        published=studies.published_phase(study.data.territory, years),
        letterhead=letterhead_of(letterhead),
        language=lang,
        code_version=__version__,
    )
    for path in write_bundle(made, out, names, renderers=renderers):
        click.echo(str(path))
