"""The figures and assumptions of a study as plain values and back: what a later run compares itself with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tfp_soctrang.archive.rows import VintageRows, rows_of, series_from
from tfp_soctrang.assumptions import Assumption, Assumptions, GapFiller
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.method import Study
from tfp_soctrang.report.machine import assumptions_record
from tfp_soctrang.settings import Settings
from tfp_soctrang.units import Territory

__all__ = ["snapshot_of", "study_of"]


def snapshot_of(study: Study) -> dict[str, Any]:
    """Return everything a study rests on as plain values."""
    return {"data": _data(study.data), "assumptions": assumptions_record(study.assumptions)}


def _data(data: Dataset) -> dict[str, Any]:
    rows = rows_of(data)
    return {
        "name": data.name,
        "territory": asdict(data.territory),
        "series": [list(row) for row in rows.series],
        "observations": [list(row) for row in rows.observations],
        "reference": None if data.reference is None else _data(data.reference),
    }


def study_of(snapshot: Mapping[str, Any]) -> Study:
    """Return the study that `snapshot_of` was given, bit for bit.

    Raises
    ------
    KeyError, TypeError, ValueError
        The snapshot is of another version of the library, or damaged.
    """
    again = json.loads(json.dumps(snapshot))
    return Study(_dataset(again["data"]), _assumptions(again["assumptions"]))


def _dataset(record: Mapping[str, Any]) -> Dataset:
    place = Territory(**record["territory"])
    rows = VintageRows([tuple(row) for row in record["series"]], [tuple(row) for row in record["observations"]])
    wider = record["reference"]
    return Dataset(
        name=record["name"],
        territory=place,
        series=series_from(rows, place),
        reference=None if wider is None else _dataset(wider),
    )


def _tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}


def _assumptions(record: Mapping[str, Any]) -> Assumptions:
    fillers = [
        GapFiller(**{**_tuples(one), "parameter": Assumption(**_tuples(one["parameter"]))})
        for one in record["gap_fillers"]
    ]  # fmt: skip
    wider = record["reference"]
    return Assumptions(
        territory=record["territory"],
        settings=Settings(**_tuples(record["settings"])),
        values={name: Assumption(**_tuples(one)) for name, one in record["values"].items()},
        gap_fillers=tuple(fillers),
        reference=None if wider is None else _assumptions(wider),
    )
