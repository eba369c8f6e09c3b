"""How much a figure depends on its assumptions, as text and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.choice_words import CHOICES
from tfp_soctrang.report.factor_names import factor_name, factor_value, option_name
from tfp_soctrang.report.layout import columns, wrapped
from tfp_soctrang.report.names import place
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from tfp_soctrang.accounting_choices import AccountingCurve
    from tfp_soctrang.inputs import PhaseInputs
    from tfp_soctrang.messages import Language
    from tfp_soctrang.uncertain_phase import BreakEvens
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["break_even_rows", "curve_text", "driver_rows", "ranking_rows", "sensitivity_record", "sensitivity_text"]

_LEVELS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


def _share(value: float | NotApplicable, language: Language) -> str:
    return percent(value, 1, language)


def ranking_rows(found: PhaseUncertainty, inputs: PhaseInputs, language: Language = "vi") -> list[list[str]]:
    """Return one row an assumption, the most telling first: range, share at its ends, part of the variance."""
    totals = {one.name: one for one in found.ranking}
    swings = {one.name: one for one in found.swings}
    names = [one.name for one in found.ranking] or [one.name for one in found.swings]
    rows = []
    for name in names:
        swing, rank = swings[name], totals.get(name)
        rows.append(
            [
                factor_name(name, inputs, language),
                " – ".join(factor_value(name, end, inputs, language) for end in (swing.low, swing.high)),
                f"{_share(swing.share_at_low, language)} – {_share(swing.share_at_high, language)}",
                "–" if rank is None else percent(rank.total, 1, language),
            ]
        )
    return rows


def break_even_rows(found: BreakEvens, inputs: PhaseInputs, language: Language = "vi") -> list[list[str]]:
    """Return one row an assumption whose range holds a break-even value, with those values."""
    rows = []
    for name, one in found.found:
        if not isinstance(one, NotApplicable):
            values = [factor_value(name, root.value, inputs, language) for root in one.roots]
            held = [
                f"{factor_value(name, low, inputs, language)} – {factor_value(name, high, inputs, language)}"
                for low, high in one.held
            ]
            rows.append([factor_name(name, inputs, language), "; ".join([*values, *held])])
    return rows


def sensitivity_text(
    found: PhaseUncertainty,
    inputs: PhaseInputs,
    break_evens: tuple[BreakEvens, ...] = (),
    language: Language = "vi",
) -> str:
    """Return the interval of a phase's figure, what it comes from, and where targets are met, as text."""
    words = {name: text[language] for name, text in LABELS.items()}
    level = percent(found.level, 0, language)
    lines = [
        words["sensitivity_title"],
        f"{place(found.territory, language)}, {words['phase']} {found.phase}",
        "",
        f"{words['headline']}: {_share(found.central, language)} %",
        *wrapped(
            words["sensitivity_interval"].format(
                level=level,
                low=_share(found.low, language),
                high=_share(found.high, language),
                median=_share(found.median, language),
                growth_low=percent(found.tfp_growth_low, 2, language),
                growth_high=percent(found.tfp_growth_high, 2, language),
            ),
            indent=0,
        ),
        *(
            words["sensitivity_target"].format(
                target=percent(target, 0, language), probability=percent(probability, 1, language)
            )
            for target, probability in found.targets
        ),
        words["sensitivity_negative"].format(
            negative=percent(found.probability_negative, 1, language),
            undefined=percent(found.probability_undefined, 1, language),
        ),
        words["sensitivity_draws"].format(
            draws=f"{found.draws:,}".replace(",", "." if language == "vi" else ","),
            sampling=CHOICES[found.sampling][language],
            seed=found.seed,
        ),
        "",
        *columns([words["sensitivity_head"].split(" | "), *ranking_rows(found, inputs, language)]),
    ]
    for one in break_evens:
        rows = break_even_rows(one, inputs, language)
        target = percent(one.target, 0, language)
        lines += ["", words["break_even_head"].format(target=target)]
        lines += columns(rows) if rows else [f"  {words['break_even_none']}"]
    return "\n".join(lines) + "\n"


def driver_rows(found: AccountingCurve, inputs: PhaseInputs, language: Language = "vi") -> list[tuple[str, str, str]]:
    """Return one row a choice, the one that drives the spread most first: the mean share under each option."""
    drivers = found.curve.drivers()
    rows: list[tuple[str, str, str]] = []
    if isinstance(drivers, NotApplicable):
        return rows
    for name in drivers.order:
        at = drivers.axes.index(name)
        means = [
            f"{option_name(name, option, inputs, language)} {percent(mean, 1, language)}"
            for option, mean in drivers.means[name].items()
            if mean is not None
        ]
        rows.append((_axis(name, inputs, language), percent(float(drivers.total[at]), 1, language), "; ".join(means)))
    return rows


def _axis(name: str, inputs: PhaseInputs, language: Language) -> str:
    return CHOICES[name][language] if name in CHOICES else factor_name(name, inputs, language)


def curve_text(found: AccountingCurve, inputs: PhaseInputs, language: Language = "vi") -> str:
    """Return the spread of the figure over every accounting choice, and which choice drives it, as text."""
    words = {name: text[language] for name, text in LABELS.items()}
    values = found.curve.values[np.isfinite(found.curve.values)]
    quantiles = np.quantile(values, _LEVELS)
    lines = [
        words["curve_title"],
        words["curve_count"].format(
            count=number(len(found.curve.grid), 0, language),
            infeasible=number(len(found.curve.grid.infeasible), 0, language),
            undefined=number(len(found.curve.undefined), 0, language),
        ),
        *columns(
            [
                [f"{100 * level:.0f} %" for level in _LEVELS],
                [percent(float(value), 1, language) for value in quantiles],
            ]
        ),
        "",
        words["curve_drivers"],
    ]
    for name, total, means in driver_rows(found, inputs, language):
        lines += [f"  {name}: {total} %", *wrapped(means, indent=4)]
    return "\n".join(lines) + "\n"


def sensitivity_record(
    found: PhaseUncertainty,
    break_evens: tuple[BreakEvens, ...] = (),
    curve: AccountingCurve | None = None,
) -> dict[str, Any]:
    """Return the analysis as plain values: fractions; None where something is not applicable."""

    def plain(value: float | NotApplicable) -> float | None:
        return None if isinstance(value, NotApplicable) or np.isnan(value) else float(value)

    record: dict[str, Any] = {
        "territory": found.territory.code,
        "first_year": found.phase.first_year,
        "last_year": found.phase.last_year,
        "draws": found.draws,
        "seed": found.seed,
        "sampling": found.sampling,
        "central": plain(found.central),
        "median": plain(found.median),
        "level": found.level,
        "low": plain(found.low),
        "high": plain(found.high),
        "tfp_growth": {
            "median": plain(found.tfp_growth_median),
            "low": plain(found.tfp_growth_low),
            "high": plain(found.tfp_growth_high),
        },
        "probability_negative": found.probability_negative,
        "probability_undefined": found.probability_undefined,
        "targets": [{"target": target, "probability_above": above} for target, above in found.targets],
        "assumptions": _assumptions(found, plain),
        "fan": [
            {"year": one.year, "probabilities": list(one.probabilities), "tfp_index": list(one.index)}
            for one in found.fan
        ],
        "break_even": [
            {
                "target": one.target,
                "values": {
                    name: [root.value for root in place.roots]
                    for name, place in one.found
                    if not isinstance(place, NotApplicable)
                },
            }
            for one in break_evens
        ],
    }
    if curve is not None:
        drivers = curve.curve.drivers()
        values = curve.curve.values[np.isfinite(curve.curve.values)]
        record["specifications"] = {
            "count": len(curve.curve.grid),
            "infeasible": len(curve.curve.grid.infeasible),
            "undefined": len(curve.curve.undefined),
            "quantiles": dict(zip(map(str, _LEVELS), np.quantile(values, _LEVELS).tolist(), strict=True)),
            "drivers": []
            if isinstance(drivers, NotApplicable)
            else [
                {"choice": name, "main": float(main), "total": float(total), "means": dict(drivers.means[name])}
                for name, main, total in zip(drivers.axes, drivers.main, drivers.total, strict=True)
            ],
        }
    return record


def _assumptions(found: PhaseUncertainty, plain: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a function above
    totals = {one.name: one for one in found.ranking}
    rows = []
    for swing in found.swings:
        rank = totals.get(swing.name)
        rows.append(
            {
                "name": swing.name,
                "low": swing.low,
                "high": swing.high,
                "share_at_low": plain(swing.share_at_low),
                "share_at_high": plain(swing.share_at_high),
                "first_order": None if rank is None else rank.first_order,
                "total": None if rank is None else rank.total,
                "total_low": None if rank is None else rank.total_low,
                "total_high": None if rank is None else rank.total_high,
            }
        )
    return rows
