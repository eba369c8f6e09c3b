"""Scenarios from TOML: those that ship with the library, and files that override parts of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from tfp_soctrang.assumptions import GapFiller
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.projection.scenarios import AllocationRule, Scenario, ScenarioSet, Target
from tfp_soctrang.settings import one_of
from tfp_soctrang.sources.assumption_file import TomlFile, filler_of, raise_faults, read_toml
from tfp_soctrang.sources.catalogue import data_file

__all__ = ["bundled_scenarios", "load_scenarios", "scenario_territories"]

_FILE = "scenarios.toml"
_TERRITORY_KEYS = {"allocation_rule", "scenarios", "targets"}
_SCENARIO_KEYS = {"title", "title_vi", "paths"}
_TARGET_KEYS = set(Target.__slots__)


class _ListLines(TomlFile):
    """The same file, with the lines of one entry of a list of tables: `[[soc_trang.targets]]`, the second."""

    def __init__(self, file: TomlFile, table: tuple[str, ...], number: int) -> None:
        super().__init__(file.name, file.text)
        self._table = ".".join(table)
        self._number = number

    def line(self, *path: str, entry: int = 0) -> int:
        lines = self.text.splitlines()
        heads = [i for i, raw in enumerate(lines) if re.match(rf"\s*\[\[\s*{re.escape(self._table)}\s*\]\]", raw)]
        if self._number >= len(heads):
            return TomlFile(self.name, self.text).line(*self._table.split("."))
        start = heads[self._number]
        for i in range(start + 1, len(lines)):
            if lines[i].lstrip().startswith("["):
                break
            if re.match(rf"\s*{re.escape(path[-1])}\s*=", lines[i]):
                return i + 1
        return start + 1


@cache
def _bundled() -> tuple[TomlFile, Mapping[str, Any]]:
    file = TomlFile(_FILE, data_file(_FILE).decode())
    return file, tomllib.loads(file.text)


def scenario_territories() -> tuple[str, ...]:
    """Return the codes of the territories whose scenarios ship with the library."""
    return tuple(_bundled()[1])


@cache
def bundled_scenarios(territory: str) -> ScenarioSet:
    """Return the scenarios of a territory that ship with the library.

    Raises
    ------
    AssumptionError
        There are none for the territory.

    Examples
    --------
    >>> bundled_scenarios("soc_trang")
    <ScenarioSet soc_trang: baseline, plan, low; 3 targets>
    """
    file, tables = _bundled()
    if territory not in tables:
        raise AssumptionError(
            "scenarios", "has none for this territory", value=territory,
            remedy=f"Give a scenario file; those of {', '.join(tables)} ship with the library.",
        )  # fmt: skip
    made = _set(file, territory, tables[territory], None)
    raise_faults(file)
    if made is None:
        raise AssumptionError(territory, "has no scenarios")
    return made


def load_scenarios(path: Path, territory: str) -> ScenarioSet:
    """Return the scenarios of a territory with the changes of a TOML file.

    The file has the tables of `scenarios.toml` and only the keys that differ. A path is found by its name; one with a
    new name is added, and so is a scenario. The targets of a quantity take the place of those that ship.

    Raises
    ------
    AssumptionError
        A key is unknown, a value outside its meaning or range, low above high; every fault with its line.
    """
    file, tables = read_toml(path)
    shipped = scenario_territories()
    known = {*shipped, territory}
    for name in tables:
        if name not in known:
            file.unknown((name,), known)
    made = {
        name: _set(file, name, tables.get(name, {}), bundled_scenarios(name) if name in shipped else None)
        for name in [*(one for one in tables if one in known and one != territory), territory]
    }
    raise_faults(file)
    wanted = made[territory]
    if wanted is None:
        raise AssumptionError(path.name, "has no scenarios for this territory", value=territory)
    return wanted


def _table(file: TomlFile, path: tuple[str, ...], given: object) -> Mapping[str, Any]:
    if isinstance(given, dict):
        return given
    file.fault(path, f"must be a table (got {given!r}).")
    return {}


def _entries(file: TomlFile, path: tuple[str, ...], given: object) -> Sequence[Mapping[str, Any]]:
    if isinstance(given, list) and all(isinstance(one, dict) for one in given):
        return given
    file.fault(path, "must be tables in double brackets.")
    return ()


def _set(file: TomlFile, territory: str, table: object, base: ScenarioSet | None) -> ScenarioSet | None:
    here = (territory,)
    entry = _table(file, here, table)
    for key in entry:
        if key not in _TERRITORY_KEYS:
            file.unknown((*here, key), _TERRITORY_KEYS)
    scenarios = dict(base.scenarios) if base else {}
    for name, given in _table(file, (*here, "scenarios"), entry.get("scenarios", {})).items():
        path = (*here, "scenarios", name)
        made = _scenario(file, path, _table(file, path, given), scenarios.get(name))
        if made is not None:
            scenarios[name] = made
    targets = list(base.targets) if base else []
    own = _targets(file, (*here, "targets"), entry.get("targets", []))
    replaced = {one.quantity for one in own}
    targets = [*own, *(one for one in targets if one.quantity not in replaced)]
    rule = entry.get("allocation_rule", base.allocation_rule if base else None)
    if rule is not None and rule not in get_args(AllocationRule):
        file.fault((*here, "allocation_rule"), f"is not a rule (got {rule!r}). {one_of(AllocationRule)}")
    if file.problems:
        return base
    return file.attempt(
        here,
        lambda: ScenarioSet(
            territory=territory,
            scenarios=scenarios,
            targets=tuple(targets),
            allocation_rule=rule,
        ),
    )


def _scenario(
    file: TomlFile, path: tuple[str, ...], entry: Mapping[str, Any], base: Scenario | None
) -> Scenario | None:
    for key in entry:
        if key not in _SCENARIO_KEYS:
            file.unknown((*path, key), _SCENARIO_KEYS)
    for key in ("title", "title_vi"):
        if not isinstance(entry.get(key, ""), str):
            file.fault((*path, key), f"must be text (got {entry[key]!r}).")
            return base
    if base is None and not entry.get("title"):
        file.fault((*path, "title"), "is missing: a scenario of this name does not ship with the library.")
        return None
    paths = {one.name: one for one in base.paths} if base else {}
    table = (*path, "paths")
    for i, given in enumerate(_entries(file, table, entry.get("paths", []))):
        made = _path(file, table, i, given, paths)
        if made is not None:
            paths[made.name] = made
    return file.attempt(
        path,
        lambda: Scenario(
            name=path[-1],
            title=entry.get("title", base.title if base else ""),
            title_vi=entry.get("title_vi", base.title_vi if base else ""),
            paths=tuple(paths.values()),
        ),
    )


def _path(
    file: TomlFile, table: tuple[str, ...], number: int, entry: Mapping[str, Any], known: Mapping[str, GapFiller]
) -> GapFiller | None:
    lines = _ListLines(file, table, number)
    name = entry.get("name")
    faults: list[tuple[str, str]] = []
    if not isinstance(name, str) or not name.isidentifier():
        faults.append(("name", f"must be a name of letters, digits and underscores (got {name!r})."))
    for key in ("years", "base_years"):
        years = entry.get(key, [])
        if not (isinstance(years, list) and all(type(year) is int for year in years)):
            faults.append((key, f"must be a list of whole years (got {years!r})."))
    for key, text in faults:
        lines.fault((*table, key), text)
    if faults:
        file.problems += lines.problems
        return None
    return filler_of(file, (*table, str(name)), entry, known.get(str(name)), lines)


def _targets(file: TomlFile, table: tuple[str, ...], given: object) -> list[Target]:
    found = []
    for i, entry in enumerate(_entries(file, table, given)):
        lines = _ListLines(file, table, i)
        for key in entry:
            if key not in _TARGET_KEYS:
                lines.unknown((*table, key), _TARGET_KEYS)
        kinds: dict[str, type | tuple[type, ...]] = {"value": (int, float), "first_year": int, "last_year": int}
        for key in sorted(_TARGET_KEYS - {"source_vi"}):
            if key not in entry:
                lines.fault((*table, key), "is missing.")
            elif isinstance(entry[key], bool) or not isinstance(entry[key], kinds.get(key, str)):
                lines.fault((*table, key), f"is of the wrong kind (got {entry[key]!r}).")
        made = None if lines.problems else lines.attempt(table, partial(Target, **entry))
        file.problems += lines.problems
        if made is not None:
            found.append(made)
    return found
