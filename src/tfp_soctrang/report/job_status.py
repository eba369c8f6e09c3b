"""The status of a job as text for a terminal, and as the front page of its folder."""

from __future__ import annotations

import base64
import hashlib
import html
from datetime import date, datetime
from typing import TYPE_CHECKING

from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.report.job_words import WORDS
from tfp_soctrang.report.layout import bullets, wrapped
from tfp_soctrang.report.names import PHASE_STATUS, place
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.report.plan import day_text
from tfp_soctrang.units import territory

if TYPE_CHECKING:
    from tfp_soctrang.job_records import Check, JobRun, JobStatus
    from tfp_soctrang.messages import Language

__all__ = ["front_page", "status_text"]


def _when(run: JobRun | None, language: Language) -> str:
    if run is None:
        return WORDS["never"][language]
    return f"{datetime.fromisoformat(run.at).isoformat(sep=' ', timespec='minutes')} – {_outcome(run, language)}"


def _outcome(run: JobRun, language: Language) -> str:
    return f"{WORDS[f'outcome_{run.outcome}'][language]} ({run.exit_code})"


def _figure(status: JobStatus, language: Language) -> list[str]:
    """Return the published figure as lines: its share, and the status that stands on every page."""
    if not status.published:
        return []
    share, state = status.published.get("tfp_contribution_share"), status.published.get("status")
    shown = "–" if share is None else f"{percent(float(share), 1, language)} %"
    return [
        f"{WORDS['share'][language]}: {shown}",
        f"{WORDS['state'][language]}: {PHASE_STATUS[PhaseStatus(state)][language] if state else '–'}",
    ]


def _freshness(status: JobStatus, language: Language) -> str:
    if status.fresh_until is None:
        return WORDS["fresh_always"][language] + "."
    return WORDS["fresh_until"][language].format(day=day_text(date.fromisoformat(status.fresh_until), language)) + "."


def _check(one: Check, language: Language) -> str:
    mark = "passed" if one.passed else "failed" if one.level == "fail" else "warned"
    why = "" if one.passed else f" {one.why[language]}"
    return f"[{WORDS[mark][language]}] {one.said[language]}{why}"


def status_text(status: JobStatus, language: Language = "vi") -> str:
    """Return how a job stands, as text: stale or fresh first, then the figure, the runs and their checks."""
    words = {name: text[language] for name, text in WORDS.items()}
    where = place(territory(status.territory), language)
    lines = [words["status_title"], f"{where}, {words['phase'].lower()} {status.phase}", ""]
    if status.stale:
        lines += [words["stale"], *bullets(one[language] for one in status.stale)]
    else:
        lines += wrapped(f"{words['fresh']} {_freshness(status, language)}", indent=0)
    lines += ["", f"{words['published']}: {status.bundle or words['nothing_published']}"]
    lines += [line for text in _figure(status, language) for line in wrapped(text, hang=0)]
    age = "" if status.age_days is None else f", {words['age'].format(days=status.age_days)}"
    lines += [
        "",
        f"{words['last_run']}: {_when(status.last_run, language)}",
        f"{words['last_success']}: {_when(status.last_success, language)}{age}",
    ]
    run = status.last_run
    if run is not None and run.error is not None:
        lines += [f"  {line}" for line in run.error[language].splitlines()]
    if run is not None and run.checks:
        lines += ["", words["checks"], *bullets(_check(one, language) for one in run.checks)]
    notes = [*status.notes, *(run.notes if run is not None else ())]
    if notes:
        lines += ["", words["notes"], *bullets(one[language] for one in notes)]
    return "\n".join(lines) + "\n"


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    ".stale{border:3px solid #a40000;background:#fff0f0;padding:.5rem 1rem}"
    ".share{font-size:1.6rem}@media(prefers-color-scheme:dark){body{background:#16181c;color:#e8e8e8}"
    "a{color:#8ab4f8}.stale{background:#3a1010}}"
)
# Shows the banner when the day has passed by the clock of the reader: nobody need run anything for that.
_SCRIPT = (
    "const b=document.getElementById(\"late\");if(b&&new Date()>new Date(b.dataset.until+'T23:59:59'))b.hidden=false;"
)


def front_page(status: JobStatus, language: Language = "vi") -> str:
    """Return the front page of a job's folder: the banner when the figure is stale, the figure, links to the documents.

    It loads nothing. It is written anew by every run, the failed ones too, so that a failed run cannot leave the last
    published figure looking fresh; and once the day has passed to which the figure counts as fresh, it shows the banner
    by itself.
    """
    words = {name: html.escape(text[language]) for name, text in WORDS.items()}
    where = html.escape(place(territory(status.territory), language))
    title = f"{words['front_title']}: {where}, {words['phase'].lower()} {html.escape(status.phase)}"
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (_STYLE, _SCRIPT)]
    policy = f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
    ]
    if status.stale:
        reasons = "".join(f"<li>{html.escape(one[language])}</li>" for one in status.stale)
        parts.append(f'<div class="stale" role="alert"><strong>{words["stale"]}</strong><ul>{reasons}</ul></div>')
    elif status.fresh_until is not None:
        told = f"{html.escape(_freshness(status, language))} {words['reader_clock']}"
        parts.append(
            f'<div class="stale" role="alert" id="late" data-until="{html.escape(status.fresh_until)}" hidden>'
            f"<strong>{words['stale']}</strong><p>{told}</p></div>"
        )
    figure = _figure(status, language)
    if figure:
        parts.append(f'<p class="share"><strong>{html.escape(figure[0])}</strong></p><p>{html.escape(figure[1])}</p>')
    else:
        parts.append(f"<p>{words['nothing_published']}</p>")
    parts.append(f"<p>{html.escape(_freshness(status, language))}</p>")
    if status.bundle and status.documents:
        links = "".join(
            f'<li><a href="bundles/{html.escape(status.bundle)}/{html.escape(name)}">{html.escape(name)}</a></li>'
            for name in (*sorted(status.documents, key=lambda name: ("/" in name, name)), "manifest.json")
        )
        parts.append(f"<h2>{words['documents']}</h2><ul>{links}</ul>")
    parts.append(f"<p>{words['last_run']}: {html.escape(_when(status.last_run, language))}</p>")
    if status.last_run is not None and status.last_run.checks:
        rows = "".join(f"<li>{html.escape(_check(one, language))}</li>" for one in status.last_run.checks)
        parts.append(f"<h2>{words['checks']}</h2><ul>{rows}</ul>")
    notes = "".join(f"<li>{html.escape(one[language])}</li>" for one in status.notes)
    parts.append(f"<h2>{words['notes']}</h2><ul>{notes}</ul>" if notes else "")
    parts.append(f"<script>{_SCRIPT}</script></body></html>")
    return "\n".join(part for part in parts if part) + "\n"
