"""The documents of a phase in one folder: machine-readable records and tables here, the others by their renderers.

A renderer takes a report and a path. It is named by module and function and imported when it is used, so that a missing
extra (PDF) stops only the document that needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.report.figures import projection, save
from tfp_soctrang.report.machine import as_csv, as_json, capital_record, phase_record
from tfp_soctrang.report.projection import projection_record, projection_rows, projection_text
from tfp_soctrang.report.sensitivity import sensitivity_record

if TYPE_CHECKING:
    from datetime import date

    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.projection.outlook import Outlook

__all__ = [
    "OUTPUTS",
    "Renderer",
    "bundle_tables",
    "output_names",
    "report_record",
    "write_bundle",
    "write_output",
    "write_projection",
]

Renderer = Callable[["PhaseReport", Path], None]


@dataclass(frozen=True, slots=True)
class _Output:
    """How a document is made: its file's ending, and the function that writes it, as `module:name`."""

    ending: str
    function: str
    takes_day: bool = False


OUTPUTS: Mapping[str, _Output] = {
    "xlsx": _Output(".xlsx", "tfp_soctrang.report.workbook:write_workbook"),
    "docx": _Output(".docx", "tfp_soctrang.report.document.word_document:write_document"),
    "pdf": _Output(".pdf", "tfp_soctrang.report.document.pdf:write_pdf"),
    "html": _Output(".html", "tfp_soctrang.report.page.html:write_page", takes_day=True),
}
_OWN = ("json", "csv")


def output_names() -> tuple[str, ...]:
    """Return the names of the documents that can be made."""
    return (*_OWN, *OUTPUTS)


def report_record(report: PhaseReport) -> dict[str, Any]:
    """Return everything a report shows as plain values: the account, its capital, its uncertainty; fractions."""
    return {
        **phase_record(report.account, report.language),
        "capital": capital_record(report.capital),
        "sensitivity": None if report.uncertainty is None else sensitivity_record(report.uncertainty),
        "code_version": report.code_version,
    }


def bundle_tables(report: PhaseReport) -> dict[str, Sequence[Mapping[str, object]]]:
    """Return every table of a report by name, rows of plain values; tables without rows are left out.

    `split` holds growth, contribution and contribution share of output, capital, labour and TFP; a share that is not
    defined is an empty cell.
    """
    account, capital = report.account, report.capital
    record = phase_record(account, report.language)
    names: Mapping[str, str] = {
        "filled_cells": "filled_cells",
        "published_cells": "published_cells",
        "assumptions": "assumptions",
        "alternatives": "alternatives",
        "levels": "levels",
        "origins": "origins",
        "caveats": "caveats",
    }
    tables: dict[str, Sequence[Mapping[str, object]]] = {"split": _split(report)}
    for name, key in names.items():
        rows = record[key]
        tables[name] = rows if isinstance(rows, list) else []
    whole = capital_record(capital)
    tables["capital_years"], tables["capital_measures"] = whole["years"], whole["measures"]  # type: ignore[assignment]
    if report.uncertainty is not None:
        found = sensitivity_record(report.uncertainty)
        tables["sensitivity_assumptions"] = found["assumptions"]
        tables["sensitivity_targets"] = found["targets"]
        tables["sensitivity_fan"] = [
            {"year": one["year"], "probability": probability, "tfp_index": index}
            for one in found["fan"]
            for probability, index in zip(one["probabilities"], one["tfp_index"], strict=True)
        ]
    if report.published is not None:
        tables["published_account"] = [asdict(report.published)]
    return {name: rows for name, rows in tables.items() if rows}


def _split(report: PhaseReport) -> list[dict[str, object]]:
    account = report.account

    def share(value: float | NotApplicable) -> float | None:
        return None if isinstance(value, NotApplicable) else value

    whole = None if isinstance(account.tfp_contribution_share, NotApplicable) else 1.0
    rows = (
        ("output", account.output_growth, account.output_growth, whole),
        ("capital", account.capital_growth, account.capital_contribution, share(account.capital_contribution_share)),
        ("labour", account.labour_growth, account.labour_contribution, share(account.labour_contribution_share)),
        ("tfp", account.tfp_growth, account.tfp_growth, share(account.tfp_contribution_share)),
    )
    return [
        {"part": part, "growth": growth, "contribution": contribution, "contribution_share": of_growth}
        for part, growth, contribution, of_growth in rows
    ]


def _stem(report: PhaseReport) -> str:
    account = report.account
    return f"tfp_{account.territory.code}_{account.first_year}-{account.last_year}"


def write_output(
    report: PhaseReport,
    folder: Path,
    output: str,
    *,
    fresh_until: date | None = None,
    renderers: Mapping[str, Renderer] | None = None,
) -> list[Path]:
    """Write one document of a report into a folder and return its files.

    Parameters
    ----------
    report, folder
        What is written, and where; the folder is there already.
    output
        One of `output_names()`, or of `renderers`.
    fresh_until
        Last day on which the figure counts as fresh, for the page.
    renderers
        By name, in place of those of the library or beside them.

    Raises
    ------
    DataError
        The name is not known, or the renderer is not installed.
    """
    if renderers is not None and output in renderers:
        path = folder / f"{_stem(report)}{OUTPUTS[output].ending if output in OUTPUTS else f'.{output}'}"
        renderers[output](report, path)
        return [path]
    if output == "json":
        return [_write(folder / f"{_stem(report)}.json", as_json(report_record(report)))]
    if output == "csv":
        place = folder / "csv"
        place.mkdir()
        return [_write(place / f"{name}.csv", as_csv(rows)) for name, rows in bundle_tables(report).items()]
    refuse_unknown([output])
    made = OUTPUTS[output]
    path = folder / f"{_stem(report)}{made.ending}"
    write = _imported(output, made.function)
    if made.takes_day:
        write(report, path, fresh_until=None if fresh_until is None else fresh_until.isoformat())
    else:
        write(report, path)
    return [path]


def write_bundle(
    report: PhaseReport,
    folder: Path,
    outputs: Sequence[str],
    *,
    fresh_until: date | None = None,
    renderers: Mapping[str, Renderer] | None = None,
) -> list[Path]:
    """Write the named documents of a report into a folder, made when it is not there, and return their files.

    Raises
    ------
    DataError
        A name is not known (nothing is written), or a renderer is not installed.
    """
    refuse_unknown(outputs, renderers or ())
    folder.mkdir(parents=True, exist_ok=True)
    return [
        path
        for output in dict.fromkeys(outputs)
        for path in write_output(report, folder, output, fresh_until=fresh_until, renderers=renderers)
    ]


def write_projection(told: Outlook, folder: Path, language: Language = "vi") -> list[Path]:
    """Write a projection into a folder as text, JSON, CSV (a row a scenario) and chart, and return the files."""
    found = told.projection
    stem = f"projection_{found.territory.code}_{found.phase.first_year}-{found.phase.last_year}"
    chart = folder / f"{stem}.svg"
    fan = told.uncertainty[found.scenarios[0].scenario.name].fan
    save(projection(found, fan=fan, language=language), chart)
    return [
        _write(folder / f"{stem}.txt", projection_text(told, language)),
        _write(folder / f"{stem}.json", as_json(projection_record(told, language))),
        _write(folder / f"{stem}.csv", as_csv(projection_rows(told, language))),
        chart,
    ]


def refuse_unknown(outputs: Sequence[str], more: Collection[str] = ()) -> None:
    """Refuse names that are no document.

    Raises
    ------
    DataError
        One is not; the remedy lists those that are.
    """
    known = (*output_names(), *(name for name in more if name not in output_names()))
    unknown = [name for name in outputs if name not in known]
    if unknown:
        raise DataError(
            "outputs", "are not documents this library makes", value=unknown, remedy=f"Use any of: {', '.join(known)}."
        )


def _imported(output: str, function: str) -> Callable[..., None]:
    module, _, name = function.partition(":")
    try:
        found: Callable[..., None] = getattr(import_module(module), name)
    except ImportError as error:
        raise DataError(
            f"output {output}",
            f"cannot be made here: {error}",
            remedy="Install what it needs, or leave this output out.",
        ) from error
    return found


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
