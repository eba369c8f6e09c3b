"""What each section of a page shows: words, rows and charts, ready for its template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.report.choice_words import AVERAGING, CHOICES, FORM
from tfp_soctrang.report.factor_names import value_of
from tfp_soctrang.report.names import PHASE_STATUS, STATUS, place
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.page.charts import (
    PARTS,
    YearParts,
    curve_chart,
    even_bands,
    fan_chart,
    tornado_chart,
    waterfall_chart,
    yearly_chart,
)
from tfp_soctrang.report.page.evidence import assumption_table, cell_lines, filled_groups, source_rows
from tfp_soctrang.report.page.tables import (
    capital_tables,
    curve_table,
    fan_table,
    published_table,
    ranking_table,
    readings_table,
    share_or_dash,
    swing_label,
    swing_table,
    yearly_table,
)
from tfp_soctrang.report.page.words import PAGE
from tfp_soctrang.report.phrases import telling
from tfp_soctrang.report.tables import split_rows
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.report.page.model import PageModel
    from tfp_soctrang.report.page.specification_shares import ShareCurve
    from tfp_soctrang.uncertainty import FanYear

__all__ = [
    "curve_context",
    "evidence_context",
    "figure_context",
    "growth_context",
    "sliders_context",
    "uncertainty_context",
]


def figure_context(report: PhaseReport) -> dict[str, Any]:
    """Return the figure itself, its status, its split and its other readings."""
    account, language = report.account, report.language
    words = {name: text[language] for name, text in LABELS.items()}
    share = account.tfp_contribution_share
    split = split_rows(account, language)
    assumed = account.status is PhaseStatus.ASSUMED
    published = report.published
    letterhead = report.letterhead
    return {
        "place": place(account.territory, language),
        "share": share_or_dash(share, language),
        "why_undefined": share.reason.text(language) if isinstance(share, NotApplicable) else "",
        "growth": f"{percent(account.tfp_growth, 2, language)} {_pace(report)}",
        "status": PHASE_STATUS[account.status][language],
        "status_code": account.status.value,
        "assumed_text": PAGE["assumed_text"][language].format(count=len(account.filled_cells)) if assumed else "",
        "split": split,
        "method": [
            (words["form"], FORM[account.form][language]),
            (words["averaging"], AVERAGING[account.averaging][language]),
            (
                words["coefficients"],
                f"{words['capital_share']} = {number(account.capital_share, 3, language)}, "
                f"{words['labour_share']} = {number(account.labour_share, 3, language)}",
            ),
        ],
        "published": None if published is None else published_table(account, published, language),
        "letterhead": [part for part in (letterhead.parent_body, letterhead.body) if part],
        "letter_date": ", ".join(part for part in (letterhead.place, letterhead.date) if part),
        "readings": readings_table(account, language),
    }


def _pace(report: PhaseReport) -> str:
    return LABELS["whole_phase" if report.account.averaging == "cumulative" else "per_year"][report.language]


def _year_parts(report: PhaseReport) -> list[YearParts]:
    """Return the account by year at the central values, each part of its growth."""
    account = report.account
    yearly = evaluate(report.inputs).yearly(account.form)
    shape = yearly.output_growth.shape
    filled = {cell.year for cell in account.filled_cells}
    columns = [
        np.broadcast_to(rows, shape)[:, 0].tolist()
        for rows in (yearly.output_growth, yearly.capital_contribution, yearly.labour_contribution, yearly.tfp_growth)
    ]
    return [
        YearParts(year=year, output=y, capital=k, labour=n, tfp=a, assumed=bool({year, year - 1} & filled))
        for year, y, k, n, a in zip(yearly.years.tolist(), *columns, strict=True)
    ]


def growth_context(report: PhaseReport) -> dict[str, Any]:
    """Return what growth is made of: charts, table and what to say of negative parts."""
    account, language = report.account, report.language
    years = _year_parts(report)
    phase = {
        "capital": account.capital_contribution,
        "labour": account.labour_contribution,
        "tfp": account.tfp_growth,
        "output": account.output_growth,
    }
    unit = PAGE["points_phase" if account.averaging == "cumulative" else "points_year"][language]
    below = [(str(account.phase), part, phase[part]) for part in PARTS if phase[part] < 0.0 and len(years) > 1]
    below += [(str(one.year), part, getattr(one, part)) for one in years for part in PARTS if getattr(one, part) < 0.0]
    named = "; ".join(
        f"{when}: {PAGE[f'short_{part}'][language]} {percent(size, 2, language)}" for when, part, size in below
    )
    shares = (account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share)
    outside = any(not isinstance(one, NotApplicable) and not 0.0 <= one <= 1.0 for one in shares)
    return {
        "waterfall": waterfall_chart(phase, unit, language),
        "yearly": yearly_chart(years, language),
        "yearly_rows": yearly_table(years, language),
        "negative": PAGE["negative"][language].format(parts=named) if below else "",
        "negative_share": PAGE["negative_share"][language] if outside else "",
        "negative_output": PAGE["negative_output"][language] if account.output_growth < 0.0 else "",
    }


def sliders_context(report: PhaseReport, model: PageModel) -> dict[str, Any]:
    """Return the sliders, and why some are absent."""
    language = report.language
    words = {name: text[language] for name, text in PAGE.items()}
    ratio = report.assumptions["initial_capital_output_ratio"]
    names = {
        "capital_share": words["slider_capital_share"],
        "depreciation_rate": words["slider_depreciation_rate"],
        "initial_capital_output_ratio": words["slider_initial_capital_output_ratio"].format(year=ratio.year),
    }
    ranges = {} if model.values is None else model.values["sliders"]
    reference = report.inputs.reference is not None
    found = [
        {
            "name": name,
            "label": names[name],
            **ends,
            "low_shown": _end(name, ends["low"], report),
            "high_shown": _end(name, ends["high"], report),
            "follows": reference and name == "initial_capital_output_ratio",
        }
        for name, ends in ranges.items()
    ]
    absent = [
        f"{words['no_sliders']}: {words[why]}"
        if name == "all"
        else words["no_slider"].format(name=names[name], why=words[why])
        for name, why in model.absent.items()
    ]
    return {"sliders": found, "absent": absent}


def _end(name: str, value: float, report: PhaseReport) -> str:
    if name == "capital_share":
        return number(value, 3, report.language)
    return value_of(name, value, report.language)


def uncertainty_context(report: PhaseReport) -> dict[str, Any]:
    """Return how sure the figure is, where that was computed."""
    found, account, language = report.uncertainty, report.account, report.language
    if found is None:
        return {"uncertainty": None, "interval": "", "fan": "", "tornado": "", "sure": [], "sure_tables": []}
    words = {name: text[language] for name, text in PAGE.items()}
    interval = words["interval"].format(
        level=percent(found.level, 0, language),
        low=percent(found.low, 1, language),
        high=percent(found.high, 1, language),
        median=percent(found.median, 1, language),
    )
    growth = words["growth_interval"].format(
        median=percent(found.tfp_growth_median, 2, language),
        low=percent(found.tfp_growth_low, 2, language),
        high=percent(found.tfp_growth_high, 2, language),
        level=percent(found.level, 0, language),
        pace=_pace(report),
    )
    told = [
        growth,
        words["negative_probability"].format(percent=percent(found.probability_negative, 1, language)),
        *(
            words["target"].format(target=percent(target, 0, language), percent=percent(probability, 1, language))
            for target, probability in found.targets
        ),
    ]
    if found.probability_undefined > 0.0:
        told.append(words["undefined_probability"].format(percent=percent(found.probability_undefined, 1, language)))
    told.append(
        words["draws"].format(
            draws=number(found.draws, 0, language), sampling=CHOICES[found.sampling][language], seed=found.seed
        )
    )
    tables = [fan_table(found.fan, language)] if found.fan else []
    tables += [swing_table(report, found)] if found.swings else []
    tables += [ranking_table(report, found)] if found.ranking else []
    swings = [(swing_label(report, one.name), one) for one in telling(found)]
    return {
        "uncertainty": found,
        "interval": interval,
        "fan": fan_chart(found.fan, _tfp_index(report), language) if found.fan else "",
        "fan_note": _fan_note(found.fan, words, language),
        "tornado_note": words["tornado_note"],
        "tornado": tornado_chart(swings, account.tfp_contribution_share, language) if swings else "",
        "sure": told,
        "sure_tables": tables,
    }


def _fan_note(fan: Sequence[FanYear], words: dict[str, str], language: Language) -> str:
    """Return what the lines and bands of the fan are."""
    if not fan:
        return ""
    held = [percent(high - low, 0, language) for low, high in even_bands(fan[0].probabilities)]
    bands = ", ".join(words["fan_band"].format(percent=one) for one in held)
    return words["fan_note"].format(bands=bands)


def _tfp_index(report: PhaseReport) -> dict[int, float]:
    """Return the TFP index of the account by year, the year before the phase being 1."""
    log = report.account.form == "log"
    index = {report.account.levels[0].year: 1.0}
    at = 1.0
    for level in report.account.levels[1:]:
        growth = 0.0 if level.tfp_growth is None else level.tfp_growth
        at *= float(np.exp(growth)) if log else 1.0 + growth
        index[level.year] = at
    return index


def curve_context(curve: ShareCurve | None, report: PhaseReport) -> dict[str, Any]:
    """Return the specification curve, where it was computed."""
    if curve is None:
        return {"curve": "", "curve_told": [], "curve_rows": None}
    language = report.language
    words = {name: text[language] for name, text in PAGE.items()}
    count = len(curve.points)
    low, median, high = (
        percent(share, 1, language) for share in (curve.points[0].share, curve.median, curve.points[-1].share)
    )
    told = [words["curve_desc"].format(count=number(count, 0, language), low=low, high=high, median=median)]
    if curve.chosen is None:
        told.append(words["curve_unchosen"])
    else:
        rank = number(curve.chosen + 1, 0, language)
        told.append(words["curve_chosen"].format(rank=rank, count=number(count, 0, language)))
    if curve.undefined:
        told.append(words["curve_undefined"].format(count=number(curve.undefined, 0, language)))
    return {"curve": curve_chart(curve, language), "curve_told": told, "curve_rows": curve_table(curve, language)}


def evidence_context(report: PhaseReport) -> dict[str, Any]:
    """Return what the figure rests on: fills, assumptions, caveats, sources, capital."""
    account, language = report.account, report.language
    weak: dict[str, list[str]] = {}
    for status in dict.fromkeys(cell.status for cell in account.unofficial_cells):
        cells = [(cell.series, cell.year) for cell in account.unofficial_cells if cell.status is status]
        weak[STATUS[status][language]] = cell_lines(cells, language)
    return {
        "filled": filled_groups(account, language),
        "filled_heading": LABELS["filled_cells"][language].format(count=len(account.filled_cells)),
        "assumptions": assumption_table(account, language) if account.assumptions else None,
        "missing": cell_lines([(cell.series, cell.year) for cell in account.filled_cells], language),
        "weak": weak,
        "caveats": [caveat.text(language) for caveat in account.caveats],
        "sources": source_rows(account, language),
        "capital": capital_tables(report.capital, language),
        "command": f"tfp-soctrang phase {account.first_year}-{account.last_year} --territory {account.territory.code}",
    }
