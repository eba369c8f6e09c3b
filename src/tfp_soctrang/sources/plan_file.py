"""The province's plan from `plan.toml`, checked: every fault with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from tfp_soctrang.errors import DataError
from tfp_soctrang.plan import Body, Due, Erratum, Plan, PlanPhase, Release, Target
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.sources.toml_lines import TomlLines
from tfp_soctrang.units import Phase, territory

__all__ = ["load_plan", "shipped_plan"]

Made = TypeVar("Made")
_KEYS: Mapping[str, tuple[set[str], set[str]]] = {  # by table: keys it must have, keys it may have
    "plan": ({"name_vi", "name_en", "source"}, set()),
    "body": ({"code", "name_vi", "name_en", "role_vi", "role_en"}, set()),
    "phase": ({"years", "kind", "source"}, set()),
    "due": ({"code", "name_vi", "name_en", "first_year", "last_year", "by", "to", "source"}, {"before"}),
    "target": (
        {"last_year", "territory", "value", "relation", "kind", "source", "source_vi"},
        {"first_year", "note_vi", "note_en"},
    ),
    "release": (
        {"quantity", "status", "years_after", "on", "decree", "in_force_from", "stated", "source"},
        {"in_force_to"},
    ),
    "erratum": ({"place_vi", "place_en", "printed", "meant", "source"}, set()),
}
_WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("phase", "kind"): ("phase", "interim"),
    ("target", "relation"): ("about", "over"),
    ("target", "kind"): ("target", "outturn"),
    ("release", "quantity"): ("gdp", "grdp"),
    ("release", "status"): ("estimate", "preliminary", "official"),
}
_KINDS: Mapping[str, type] = {
    "first_year": int, "last_year": int, "years_after": int, "stated": bool, "in_force_from": date, "in_force_to": date,
    "value": float,
}  # fmt: skip


@cache
def shipped_plan() -> Plan:
    """Return the plan that ships with the library.

    Raises
    ------
    DataError
        The file is damaged.
    """
    return _plan("plan.toml", data_file("plan.toml").decode())


def load_plan(path: Path) -> Plan:
    """Return a plan from a TOML file with the tables of the shipped `plan.toml`.

    Raises
    ------
    DataError
        The file cannot be read, or has faults: all of them, with their lines.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path.name, f"cannot be read: {error}", remedy="Give a TOML file in UTF-8.") from error
    return _plan(path.name, text)


def _plan(name: str, text: str) -> Plan:
    file = TomlLines(name, text)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(name, f"is not TOML: {error}", remedy="Mend the line that is named.") from error
    for key in tables:
        if key not in _KEYS:
            file.unknown((key,), _KEYS)
    rows = {table: _rows(file, table, tables.get(table, {} if table == "plan" else [])) for table in _KEYS}
    bodies = tuple(Body(**row) for _, row in rows["body"])
    codes = {one.code for one in bodies}
    for i, row in rows["due"]:
        for key in ("by", "to"):
            if row[key] not in codes:
                file.fault(("due", key), f"is not the code of a body (got {row[key]!r}).", entry=i)
    phases = [_made(file, "phase", i, row, _phase) for i, row in rows["phase"]]
    dues = [_made(file, "due", i, row, _due) for i, row in rows["due"]]
    targets = [_made(file, "target", i, row, _target) for i, row in rows["target"]]
    releases = [_made(file, "release", i, row, _release) for i, row in rows["release"]]
    if file.problems:
        raise DataError(
            name, f"{len(file.problems)} fault(s)", remedy="\n  ".join(["Mend every line:", *file.problems])
        )
    head = rows["plan"][0][1]
    return Plan(
        name_vi=head["name_vi"],
        name_en=head["name_en"],
        source=head["source"],
        bodies=bodies,
        phases=tuple(one for one in phases if one is not None),
        dues=tuple(one for one in dues if one is not None),
        targets=tuple(one for one in targets if one is not None),
        releases=tuple(one for one in releases if one is not None),
        errata=tuple(Erratum(**row) for _, row in rows["erratum"]),
    )


def _rows(file: TomlLines, table: str, given: object) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of a table that have the keys they need, each of its kind; the rest become faults."""
    entries = [given] if table == "plan" else given
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        file.fault((table,), f"must be tables [[{table}]].")
        return []
    needed, allowed = _KEYS[table]
    good = []
    for i, row in enumerate(entries):
        before = len(file.problems)
        for key in row:
            if key not in needed | allowed:
                file.unknown((table, key), needed | allowed, entry=i)
            else:
                _check(file, table, i, key, row[key])
        for key in sorted(needed - set(row)):
            file.fault((table, key), "is missing.", entry=i)
        if len(file.problems) == before:
            good.append((i, row))
    return good


def _check(file: TomlLines, table: str, entry: int, key: str, value: object) -> None:
    kind = _KINDS.get(key, str)
    fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    words = _WORDS.get((table, key))
    if not fits or (isinstance(value, str) and not value):
        what = {int: "a whole number", bool: "true or false", date: "a date, 2026-04-10", float: "a fraction, 0.45"}
        file.fault((table, key), f"must be {what.get(kind, 'a text')} (got {value!r}).", entry=entry)
    elif words is not None and value not in words:
        file.fault((table, key), f"is not known (got {value!r}). Use one of: {', '.join(words)}.", entry=entry)


def _made(
    file: TomlLines, table: str, entry: int, row: dict[str, Any], make: Callable[[dict[str, Any]], Made]
) -> Made | None:
    try:
        return make(row)
    except (DataError, ValueError) as error:
        file.fault((table,), str(error), entry=entry)
        return None


def _phase(row: dict[str, Any]) -> PlanPhase:
    return PlanPhase(phase=Phase.parse(row["years"]), kind=row["kind"], source=row["source"])


def _month_day(text: str) -> tuple[int, int]:
    """Return month and day of `11-30`, refused when no year has such a day."""
    day = date.fromisoformat(f"2024-{text}")
    return day.month, day.day


def _due(row: dict[str, Any]) -> Due:
    month, day = _month_day(row["before"]) if "before" in row else (None, None)
    if row["last_year"] < row["first_year"]:
        raise ValueError("last_year lies before first_year.")
    return Due(month=month, day=day, **{key: value for key, value in row.items() if key != "before"})


def _target(row: dict[str, Any]) -> Target:
    territory(row["territory"])
    if not 0.0 < row["value"] < 1.0:
        raise ValueError(f"value must be a fraction (got {row['value']!r}).")
    return Target(**{"first_year": None, **row})


def _release(row: dict[str, Any]) -> Release:
    month, day = _month_day(row["on"])
    kept = {key: value for key, value in row.items() if key != "on"}
    return Release(
        **{**{"in_force_to": date.max}, **kept, "status": Status(row["status"])}, month=month, day=day
    )  # fmt: skip
