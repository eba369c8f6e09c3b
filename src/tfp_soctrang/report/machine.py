"""Accounts for programs: JSON and CSV with full precision; keys are the names of the records' fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from tfp_soctrang.account import FilledCell, PhaseAccount, UsedAssumption
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.capital_measures import CapitalAccount
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.industry_accounts import IndustryAccount
from tfp_soctrang.messages import Language
from tfp_soctrang.reconciliation import CalibratedAccount
from tfp_soctrang.revision_bridge import Revision

__all__ = [
    "as_csv",
    "as_json",
    "assumptions_record",
    "calibration_record",
    "capital_record",
    "industry_record",
    "phase_record",
    "revision_record",
]


def _number(value: float | NotApplicable) -> float | None:
    return None if isinstance(value, NotApplicable) else value


def _filled(cell: FilledCell, language: Language) -> dict[str, object]:
    parameter = cell.filler.parameter
    return {
        "series": cell.series,
        "year": cell.year,
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "unit": cell.unit.symbol,
        "price_base": None if cell.price_base is None else str(cell.price_base),
        "assumption": cell.filler.name,
        "rule": cell.filler.rule,
        "parameter": cell.parameter,
        "parameter_low": parameter.low,
        "parameter_high": parameter.high,
        "source": parameter.in_words("source", language),
        "reason": parameter.in_words("reason", language),
    }


def _assumption(used: UsedAssumption, language: Language) -> dict[str, object]:
    one = used.assumption
    return {
        "name": one.name,
        "value": used.value,
        "low": one.low,
        "high": one.high,
        "distribution": one.distribution,
        "rule": one.rule,
        "year": one.year,
        "unit": one.in_words("unit", language),
        "source": one.in_words("source", language),
        "reason": one.in_words("reason", language),
    }


def phase_record(account: PhaseAccount, language: Language = "en") -> dict[str, object]:
    """Return the account of a phase as plain values: fractions; None for a share that is not defined."""
    return {
        "territory": account.territory.code,
        "first_year": account.first_year,
        "last_year": account.last_year,
        "form": account.form,
        "averaging": account.averaging,
        "output_growth": account.output_growth,
        "capital_growth": account.capital_growth,
        "labour_growth": account.labour_growth,
        "capital_contribution": account.capital_contribution,
        "labour_contribution": account.labour_contribution,
        "tfp_growth": account.tfp_growth,
        "capital_contribution_share": _number(account.capital_contribution_share),
        "labour_contribution_share": _number(account.labour_contribution_share),
        "tfp_contribution_share": _number(account.tfp_contribution_share),
        "capital_share": account.capital_share,
        "labour_share": account.labour_share,
        "status": account.status.value,
        "filled_cells": [_filled(cell, language) for cell in account.filled_cells],
        "caveats": [{"code": caveat.code, "text": caveat.text(language)} for caveat in account.caveats],
        "origins": [
            {
                "territory": source.territory.code,
                "series": source.series,
                "years": list(source.years),
                "source": source.origin.source,
                "reference": source.origin.reference,
                "vintage": None if source.origin.vintage is None else source.origin.vintage.edition,
                "licence": source.origin.licence,
                "note": source.origin.note,
            }
            for source in account.origins
        ],
        "published_cells": [
            {"series": cell.series, "year": cell.year, "status": cell.status.value} for cell in account.published_cells
        ],
        "assumptions": [_assumption(one, language) for one in account.assumptions],
        "alternatives": [
            {
                "form": other.form,
                "averaging": other.averaging,
                "tfp_contribution_share": _number(other.tfp_contribution_share),
            }
            for other in account.alternatives
        ],
        "levels": [{name: getattr(level, name) for name in level.__slots__} for level in account.levels],
    }


def assumptions_record(assumptions: Assumptions) -> dict[str, object]:
    """Return everything assumed about a territory, and about the one it refers to, as plain values."""
    return {
        "territory": assumptions.territory,
        "settings": asdict(assumptions.settings),
        "values": {name: asdict(one) for name, one in assumptions.values.items()},
        "gap_fillers": [asdict(one) for one in assumptions.gap_fillers],
        "reference": None if assumptions.reference is None else assumptions_record(assumptions.reference),
    }


def calibration_record(found: CalibratedAccount, language: Language = "en") -> dict[str, object]:
    """Return a calibration as plain values."""
    return {
        "territory": found.territory.code,
        "account": found.account,
        "coefficients": [{name: getattr(one, name) for name in one.__slots__} for one in found.coefficients],
        "deviation": found.deviation,
        "comparisons": [
            {
                "first_year": one.phase.first_year,
                "last_year": one.phase.last_year,
                "printed": list(one.printed),
                "half_unit": list(one.half_unit),
                "computed": list(one.computed),
                "reproduced": list(one.reproduced),
                "used": one.used,
                "reason": None if one.reason is None else one.reason.text(language),
            }
            for one in found.comparisons
        ],
        "caveats": [{"code": caveat.code, "text": caveat.text(language)} for caveat in found.caveats],
    }


def capital_record(found: CapitalAccount) -> dict[str, object]:
    """Return the capital of a phase as plain values: fractions; None where a measure is not applicable."""
    return {
        "territory": found.territory.code,
        "first_year": found.phase.first_year,
        "last_year": found.phase.last_year,
        "averaging": found.averaging,
        "unit": found.money_unit.symbol,
        "initial_year": found.initial_year,
        "initial_stock": found.initial_stock,
        "years": [asdict(one) for one in found.years],
        "assets": [asdict(one) for one in found.assets],
        "services": [asdict(one) for one in found.services],
        "enterprises": None
        if found.enterprises is None
        else {
            "year": found.enterprises.year,
            "fixed_assets": found.enterprises.fixed_assets,
            "stock": _number(found.enterprises.stock),
        },
        "measures": [
            {
                "variant": one.variant,
                "value": one.value,
                "capital_growth": _number(one.capital_growth),
                "capital_output_ratio": _number(one.capital_output_ratio),
                "tfp_contribution_share": _number(one.tfp_contribution_share),
            }
            for one in found.measures
        ],
    }


def industry_record(found: IndustryAccount, language: Language = "en") -> dict[str, object]:
    """Return the account of a whole by its parts as plain values: fractions a year, `yearly` by year."""
    whole = (
        "output_growth", "capital_contribution", "labour_contribution", "tfp_growth", "item_contribution",
        "item_tfp_contribution", "output_difference", "capital_reallocation", "labour_reallocation",
    )  # fmt: skip
    terms = found.productivity
    return {
        "territory": found.territory.code,
        "first_year": found.phase.first_year,
        "last_year": found.phase.last_year,
        "form": found.form,
        "parts": [asdict(one) for one in found.parts],
        **{name: getattr(found, name) for name in whole},
        "productivity": {
            "growth": float(terms.productivity_growth.item()),
            "within": float(terms.within.sum()),
            "static_shift": float(terms.static_shift.sum()),
            "dynamic_shift": float(terms.dynamic_shift.sum()),
            "item": float(terms.item_contribution.item()),
        },
        "yearly": found.to_frame().reset_index().to_dict("records"),
        "caveats": [{"code": caveat.code, "text": caveat.text(language)} for caveat in found.caveats],
    }


def revision_record(found: Revision) -> dict[str, object]:
    """Return the bridge between two editions as plain values: fractions; the changes add up to `change` exactly."""
    return {
        "territory": found.after.territory.code,
        "first_year": found.phase.first_year,
        "last_year": found.phase.last_year,
        "before": _number(found.before.tfp_contribution_share),
        "after": _number(found.after.tfp_contribution_share),
        "change": found.change,
        "parts": [
            {
                "kind": part.kind,
                "territory": part.territory.code,
                "series": part.series,
                "years": list(part.years),
                "change": part.change,
            }
            for part in found.parts
        ],
    }


def as_json(record: Mapping[str, object]) -> str:
    """Return a record as JSON text; NaN is refused, so a hole cannot pass as a number."""
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Return records as CSV with a header; lists are joined by `; `, None is an empty cell."""

    def flat(value: object) -> object:
        if isinstance(value, list):
            return "; ".join(_short(item) for item in value)
        return "" if value is None else value

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([flat(value) for value in row.values()])
    return out.getvalue()


def _short(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    if "series" in item and "year" in item:
        return f"{item['series']} {item['year']}"
    if "series" in item:
        return f"{item['series']}: {item['source']}"
    return str(item.get("code") or item.get("name") or item.get("averaging") or item.get("year") or "")
