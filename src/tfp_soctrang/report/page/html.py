"""The page of a phase: one HTML file that loads nothing, with its charts, its sources and sliders that recompute it."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

from tfp_soctrang.errors import DataError
from tfp_soctrang.report.page.model import page_model
from tfp_soctrang.report.page.sections import (
    curve_context,
    evidence_context,
    figure_context,
    growth_context,
    sliders_context,
    uncertainty_context,
)
from tfp_soctrang.report.page.words import PAGE
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.report.page.model import PageModel
    from tfp_soctrang.report.page.specification_shares import ShareCurve

__all__ = ["page_html", "write_page"]


def page_html(
    report: PhaseReport,
    *,
    curve: ShareCurve | None = None,
    stale: str | None = None,
    fresh_until: str | None = None,
) -> str:
    """Return the page of a phase as HTML: one file, no network, the same bytes for the same inputs.

    Figure, split, charts, side-by-side readings, what is assumed and where numbers come from; sliders recompute the
    phase in the page with the library's arithmetic. A Content-Security-Policy lets only the page's own script and style
    run, told by their hashes.

    Parameters
    ----------
    report
        From `phase_report`; its language is the page's.
    curve
        The share under every choice of method, where it was computed.
    stale
        Why the figure is out of date, shown as a banner; None when it is not. Text, in the language of the page.
    fresh_until
        Last day, ISO, on which the page counts as fresh: after it the page shows the banner by itself, by the clock of
        whoever reads it.

    Raises
    ------
    DataError
        `fresh_until` is not a date.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> from tfp_soctrang.phase_report import phase_report
    >>> page = page_html(phase_report(tfp.study(tfp.load("viet_nam")), 2016, 2020, language="en"))
    >>> "45.6 %" in page, "<script src" in page
    (True, False)
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    until = _day(fresh_until)
    language = report.language
    script, style = _shipped("page.js"), _shipped("page.css")
    model = page_model(report)
    environment = Environment(
        loader=FunctionLoader(_shipped),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    labels = {name: text[language] for name, text in LABELS.items()}
    words = {name: text[language] for name, text in PAGE.items()}
    context = {
        "language": language,
        "labels": labels,
        "words": words,
        "script": script,
        "style": style,
        "script_hash": _hash(script),
        "style_hash": _hash(style),
        "stale": stale,
        "until": _shown_day(until, report.language),
        "report": report,
        "data": _embedded(report, model, until),
        **figure_context(report),
        **growth_context(report),
        **sliders_context(report, model),
        **uncertainty_context(report),
        **curve_context(curve, report),
        **evidence_context(report),
    }
    return environment.get_template("page.html.j2").render(context)


def write_page(
    report: PhaseReport,
    path: Path,
    *,
    curve: ShareCurve | None = None,
    stale: str | None = None,
    fresh_until: str | None = None,
) -> None:
    """Write the page of a phase to a file, UTF-8 with unix line ends on every system; see `page_html`."""
    page = page_html(report, curve=curve, stale=stale, fresh_until=fresh_until)
    path.write_bytes(page.encode("utf-8"))


def _shipped(name: str) -> str:
    text = resources.files("tfp_soctrang.report.page").joinpath("templates", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise DataError(
            "fresh_until", "is not a date", value=given, remedy="Write year, month and day, for example 2026-11-23."
        ) from error


def _shown_day(day: date | None, language: str) -> str:
    if day is None:
        return ""
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()


def _embedded(report: PhaseReport, model: PageModel, until: date | None) -> str:
    """Return the numbers and words of the script as JSON that no text can break out of."""
    language = report.language
    words = {name: PAGE[name][language] for name in ("at_centre", "difference", "impossible", "old_title")}
    words |= {name: LABELS[name][language] for name in ("headline", "undefined")}
    told = {
        "language": language,
        "fresh_until": None if until is None else until.isoformat(),
        "model": model.values,
        "words": words,
    }
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # inside a script element only these could end it or begin a comment
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
