"""Assumptions from TOML: the baseline that ships with the library, and files that override parts of it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from tfp_soctrang.assumptions import Assumption, Assumptions, GapFiller, meaning_of
from tfp_soctrang.choices import FillRule
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.settings import Settings
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.sources.toml_lines import TomlLines

__all__ = ["TomlFile", "baseline", "filler_of", "load_assumptions", "raise_faults", "read_toml", "write_values"]

_ASSUMPTION_KEYS = {
    "value",
    "low",
    "high",
    "distribution",
    "unit",
    "source",
    "reason",
    "rule",
    "year",
    "unit_vi",
    "source_vi",
    "reason_vi",
}
_FILLER_KEYS = _ASSUMPTION_KEYS | {"name", "measure", "series", "years", "base_years"}
_SETTING_KEYS = set(Settings.__slots__)
# What an assumption must say when the baseline has none of its name.
_NEEDED = ("value", "low", "high", "distribution", "unit", "source", "reason")
# Settings that are lists, and of what.
_LISTS: Mapping[str, type] = {
    "output": str,
    "investment": str,
    "labour": str,
    "assets": str,
    "initial_stock": str,
    "labour_cells": str,
    "factor_shares": str,
    "growth_window": int,
}
Made = TypeVar("Made")
_REFERENCE = {"soc_trang": "viet_nam"}


class TomlFile(TomlLines):
    """A TOML file of assumptions: what refuses a value becomes a fault of its line."""

    def attempt(self, path: tuple[str, ...], make: Callable[[], Made]) -> Made | None:
        """Return what `make` makes, or None with its refusal noted."""
        try:
            return make()
        except AssumptionError as error:
            key = error.subject.rpartition(".")[2]
            self.fault((*path, key) if key in _FILLER_KEYS | _SETTING_KEYS else path, _without_subject(error))
        except (TypeError, ValueError) as error:
            self.fault(path, f"{error}.")
        return None


def _without_subject(error: AssumptionError) -> str:
    return str(error).removeprefix(f"{error.subject}: ")


@cache
def baseline(territory: str) -> Assumptions:
    """Return the baseline assumptions of a territory, those of its reference territory attached.

    Parameters
    ----------
    territory
        Its code: "soc_trang" or "viet_nam".

    Raises
    ------
    AssumptionError
        There is no baseline for the territory.

    Examples
    --------
    >>> baseline("soc_trang")["depreciation_rate"].value
    0.05
    """
    file = TomlFile("baseline.toml", data_file("baseline.toml").decode())
    tables = tomllib.loads(file.text)
    if territory not in tables:
        raise AssumptionError(
            "baseline", "has no assumptions for this territory", value=territory, remedy=f"It has: {', '.join(tables)}."
        )
    table = tables[territory]
    made = {
        name: _assumption(file, (territory, "assumptions", name), name, entry)
        for name, entry in table["assumptions"].items()
    }
    fillers = [
        filler_of(file, (territory, "gap_fillers", entry["name"]), entry) for entry in table.get("gap_fillers", [])
    ]
    settings = _settings(file, (territory, "settings"), table["settings"])
    if settings is None or None in made.values() or None in fillers:
        raise_faults(file)
    parent = _REFERENCE.get(territory)
    return Assumptions(
        territory=territory,
        settings=cast("Settings", settings),
        values={name: one for name, one in made.items() if one is not None},
        gap_fillers=tuple(filler for filler in fillers if filler is not None),
        reference=baseline(parent) if parent else None,
    )


def read_toml(path: Path) -> tuple[TomlFile, dict[str, Any]]:
    """Return a file of assumptions or scenarios, for its faults, and its tables.

    Raises
    ------
    AssumptionError
        It cannot be read, or is not TOML.
    """
    try:
        file = TomlFile(path.name, path.read_text(encoding="utf-8-sig"))
        return file, tomllib.loads(file.text)
    except (OSError, UnicodeDecodeError) as error:
        raise AssumptionError(path.name, f"cannot be read: {error}", remedy="Give a TOML file in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise AssumptionError(path.name, f"is not TOML: {error}", remedy="Mend the line that is named.") from error


def load_assumptions(path: Path, territory: str) -> Assumptions:
    """Return the baseline of a territory with the changes of a TOML file.

    The file has the tables of `baseline.toml` and only the keys that differ. `capital_share` may be given in place of
    `labour_share`. A gap filler is found by its name; one with a new name is added.

    Raises
    ------
    AssumptionError
        A key is unknown, a value outside its meaning or its range, low above high; every fault with its line.
    """
    file, tables = read_toml(path)
    known = {"viet_nam", "soc_trang"}
    for name in tables:
        if name not in known:
            file.unknown((name,), known)
    changed = {name: _changed(file, name, tables.get(name, {}), baseline(name)) for name in sorted(known)}
    raise_faults(file)
    result = changed[territory]
    parent = _REFERENCE.get(territory)
    return replace(result, reference=changed[parent]) if parent else result


def write_values(path: Path, territory: str, values: Mapping[str, tuple[float, float, float]], *, source: str) -> None:
    """Write an assumptions file that sets value, low and high of some assumptions, with their source.

    Raises
    ------
    AssumptionError
        The file is there already.
    """
    lines = []
    for name, (value, low, high) in values.items():
        lines += [
            f"[{territory}.assumptions.{name}]",
            f"value = {value!r}",
            f"low = {low!r}",
            f"high = {high!r}",
            f"source = {json.dumps(source, ensure_ascii=False)}",
            f"reason = {json.dumps(source, ensure_ascii=False)}",
            "",
        ]
    try:
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write("\n".join(lines))
    except FileExistsError as error:
        raise AssumptionError(path.name, "is there already", remedy="Name another file, or remove it.") from error


def raise_faults(file: TomlFile) -> None:
    """Refuse a file in which faults were found, naming every one with its line."""
    if file.problems:
        raise AssumptionError(
            file.name,
            f"{len(file.problems)} fault(s)",
            remedy="Mend every line below; nothing was used.",
            problems=file.problems,
        )


def _changed(file: TomlFile, territory: str, table: Mapping[str, Any], base: Assumptions) -> Assumptions:
    for key in table:
        if key not in {"settings", "assumptions", "gap_fillers"}:
            file.unknown((territory, key), {"settings", "assumptions", "gap_fillers"})
    settings = _settings(file, (territory, "settings"), table.get("settings", {}), base.settings) or base.settings
    values = dict(base.values)
    given = table.get("assumptions", {})
    if "capital_share" in given and "labour_share" in given:
        file.fault((territory, "assumptions", "capital_share"), "stands beside labour_share; give one of the two.")
    for name, entry in given.items():
        path = (territory, "assumptions", name)
        target = "labour_share" if name == "capital_share" else name
        if meaning_of(target, settings.assets) is None:
            file.unknown(path, {*values, "capital_share"})
            continue
        if not isinstance(entry, dict):
            file.fault(path, f"must be a table with value, low, high (got {entry!r}).")
            continue
        entry = _mirrored(file, path, entry) if name == "capital_share" else entry  # noqa: PLW2901
        lacking = [key for key in _NEEDED if key not in entry] if target not in values else []
        if lacking:
            file.fault(path, f"lacks {', '.join(lacking)}: the baseline has no assumption of this name.")
            continue
        made = _assumption(file, path, target, entry, values.get(target), settings.assets)
        if made is not None:
            values[target] = made
    fillers = {filler.name: filler for filler in base.gap_fillers}
    for i, entry in enumerate(table.get("gap_fillers", [])):
        name = entry.get("name", f"number {i + 1}")
        filler = filler_of(file, (territory, "gap_fillers", name), entry, fillers.get(name))
        if filler is not None:
            fillers[name] = filler
    changed = file.attempt(
        (territory, "settings"),
        lambda: replace(base, settings=settings, values=values, gap_fillers=tuple(fillers.values())),
    )
    return changed or base


def _mirrored(file: TomlFile, path: tuple[str, ...], entry: dict[str, Any]) -> dict[str, Any]:
    """Return a table for the capital share as one for the labour share: one less each number, ends exchanged."""
    turned = dict(entry)
    try:
        for key, source in (("value", "value"), ("low", "high"), ("high", "low")):
            if source in entry:
                turned[key] = 1.0 - float(entry[source])
            elif key in turned:
                del turned[key]
    except (TypeError, ValueError):
        file.fault(path, "value, low and high must be numbers.")
        return {}
    return turned


def _known(file: TomlFile, path: tuple[str, ...], entry: Mapping[str, Any], allowed: set[str]) -> None:
    for key in entry:
        if key not in allowed:
            file.unknown((*path, key), allowed)


def _numbers(file: TomlFile, path: tuple[str, ...], entry: Mapping[str, Any]) -> bool:
    good = True
    for key in ("value", "low", "high"):
        if key in entry and (isinstance(entry[key], bool) or not isinstance(entry[key], int | float)):
            file.fault((*path, key), f"must be a number (got {entry[key]!r}).")
            good = False
    return good


def _assumption(
    file: TomlFile,
    path: tuple[str, ...],
    name: str,
    entry: Mapping[str, Any],
    base: Assumption | None = None,
    assets: tuple[str, ...] = (),
) -> Assumption | None:
    meaning = meaning_of(name, assets) or name
    _known(file, path, entry, _ASSUMPTION_KEYS)
    if not _numbers(file, path, entry):
        return base
    kept = {key: entry[key] for key in _ASSUMPTION_KEYS if key in entry} | _own_words(file, path, entry, base)
    if base is not None:
        return file.attempt(path, lambda: replace(base, **kept))
    return file.attempt(path, lambda: Assumption(name=name, **{"value": None, "meaning": meaning, **kept}))


def _own_words(
    file: TomlFile, path: tuple[str, ...], entry: Mapping[str, Any], base: Assumption | None
) -> dict[str, str]:
    """Return the source and reason of a number that a file changes without saying why: the file itself."""
    if base is None or not {"value", "low", "high", "rule"} & set(entry):
        return {}
    place = f"{file.name}, line {file.line(*path)}"
    said = {"source_vi": "", "reason_vi": ""}
    if "source" not in entry:
        said["source"] = f"{place}, in place of the baseline."
        said["source_vi"] = f"{file.name}, dòng {file.line(*path)}, thay cho giả định cơ sở."
    if "reason" not in entry:
        said["reason"] = "Not given in that file."
        said["reason_vi"] = "Tệp ấy không nêu."
    return {what: text for what, text in said.items() if what not in entry}


def filler_of(
    file: TomlFile,
    path: tuple[str, ...],
    entry: Mapping[str, Any],
    base: GapFiller | None = None,
    lines: TomlFile | None = None,
) -> GapFiller | None:
    """Return the gap filler of a table, that of `base` with its changes, or None with its faults noted in `file`.

    `lines` knows the lines of the entry; without it they are found by its name.
    """
    shown = lines or EntryLines(file, path[-1])
    _known(shown, path, entry, _FILLER_KEYS)
    if not _numbers(shown, path, entry):
        file.problems += shown.problems
        return base
    number_keys = {key: entry[key] for key in _ASSUMPTION_KEYS - {"rule", "year"} if key in entry}
    number_keys |= _own_words(shown, path, entry, base.parameter if base else None)
    rule = entry.get("rule", base.rule if base else "")

    if rule not in get_args(FillRule):
        shown.fault((*path, "rule"), f"is not a rule (got {rule!r}). Use one of: {', '.join(get_args(FillRule))}.")
        file.problems += shown.problems
        return base

    def make() -> GapFiller:
        if base is not None:
            parameter = replace(base.parameter, meaning=rule, **number_keys)
        else:
            parameter = Assumption(
                name=path[-1], meaning=rule, rule=rule, **cast("Any", {"value": None, **number_keys})
            )
        return GapFiller(
            parameter=parameter,
            measure=entry.get("measure", base.measure if base else ""),
            series=entry.get("series", base.series if base else ""),
            years=tuple(entry.get("years", base.years if base else ())),
            rule=rule,
            base_years=tuple(entry.get("base_years", base.base_years if base else ())),
        )

    made = shown.attempt(path, make)
    file.problems += shown.problems
    return made


class EntryLines(TomlFile):
    """The same file, with the lines of one `[[…gap_fillers]]` entry: the one whose name it is."""

    def __init__(self, file: TomlFile, name: str) -> None:
        super().__init__(file.name, file.text)
        self._entry = name

    def line(self, *path: str, entry: int = 0) -> int:
        lines = self.text.splitlines()
        start = next(
            (i for i, raw in enumerate(lines) if re.match(rf'\s*name\s*=\s*"{re.escape(self._entry)}"', raw)), 0
        )
        head = next((i for i in range(start, -1, -1) if lines[i].lstrip().startswith("[[")), start)
        for i in range(head + 1, len(lines)):
            if lines[i].lstrip().startswith("["):
                break
            if re.match(rf"\s*{re.escape(path[-1])}\s*=", lines[i]):
                return i + 1
        return start + 1


def _settings(
    file: TomlFile, path: tuple[str, ...], entry: Mapping[str, Any], base: Settings | None = None
) -> Settings | None:
    _known(file, path, entry, _SETTING_KEYS)
    kept: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key in _SETTING_KEYS
    }
    for key, kind in _LISTS.items():
        if key in kept and not (isinstance(kept[key], tuple) and all(type(one) is kind for one in kept[key])):
            what = "whole years" if kind is int else "names in quotes"
            file.fault((*path, key), f"must be a list of {what} (got {entry[key]!r}).")
            return base
    if base is not None:
        return file.attempt(path, lambda: replace(base, **kept))
    return file.attempt(path, lambda: Settings(**kept))
