"""A job from its TOML file: every fault with its line, before anything is loaded or computed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tfp_soctrang.errors import DataError, JobFileError
from tfp_soctrang.job_settings import LATEST, Job, JobChecks, JobData, JobProjection, JobSensitivity
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.catalogue import bundled_names
from tfp_soctrang.sources.toml_lines import TomlLines
from tfp_soctrang.units import Phase, territory

__all__ = ["folder_named", "load_job"]

_LEVELS = ("fail", "warn")
_STATUSES = ("official", "preliminary", "estimate", "unstated", "derived")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a value must be: its kind, and what else must hold of it, in words and as a test."""

    kind: type | tuple[type, ...]
    what: str
    holds: Callable[[Any], bool] = lambda _: True

    def allows(self, value: object) -> bool:
        # true is a whole number to Python; and a test of a text would fail on a number, so the kind comes first
        kind = isinstance(value, self.kind) and isinstance(value, bool) == (self.kind is bool)
        return kind and self.holds(value)


def _whole(least: int) -> _Rule:
    return _Rule(int, f"a whole number, {least} or more", lambda value: value >= least)


def _one_of(words: Collection[str]) -> _Rule:
    return _Rule(str, f"one of: {', '.join(words)}", lambda value: value in words)


def _day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_phase(text: str) -> bool:
    try:
        Phase.parse(text)
    except DataError:
        return False
    return True


_TEXT = _Rule(str, "a text", bool)
_ANY_TEXT = _Rule(str, "a text")
_TEXTS = _Rule(list, "a list of texts", lambda value: all(isinstance(one, str) and one for one in value))
_FLAG = _Rule(bool, "true or false")
_POINTS = _Rule((int, float), "percentage points, more than 0", lambda value: value > 0)
_SHARE = _Rule((int, float), "a fraction between 0 and 1", lambda value: 0 < value < 1)
_LANGUAGES = ("vi", "en")

_RULES: Mapping[str, Mapping[str, _Rule]] = {
    "": {
        "folder": _TEXT,
        "phase": _Rule(str, "two years, 2021-2025", _is_phase),
        "language": _one_of(_LANGUAGES),
        "plan": _TEXT,
    },
    "data": {
        "bundled": _Rule(str, "a data set that ships: soc_trang, viet_nam", lambda value: value in bundled_names()),
        "file": _TEXT,
        "mapping": _TEXT,
        "decimal": _one_of(("comma", "point")),
        "archive": _TEXT,
        "as_of": _Rule(str, f"{LATEST!r} or a day, 2026-09-30", lambda value: value == LATEST or _day(value)),
        "territory": _one_of(("soc_trang", "viet_nam")),
    },
    "assumptions": {"file": _TEXT, "allow_filled": _FLAG, "minimum_status": _one_of(_STATUSES)},
    "sensitivity": {
        "draws": _whole(100),
        "seed": _whole(0),
        "sampling": _one_of(("random", "latin_hypercube", "sobol")),
        "variance_draws": _Rule(int, "a power of two, 64 or more", lambda n: n >= 64 and n & (n - 1) == 0),
        "level": _SHARE,
        "targets": _Rule(list, "a list of fractions", lambda values: all(_number(v) and 0 < v < 1 for v in values)),
    },
    "projection": {
        "phase": _Rule(str, "two years, 2026-2030", _is_phase),
        "scenarios": _TEXT,
        "city": _TEXT,
        "target": _SHARE,
        "growth": _Rule((int, float), "a fraction a year, 0.10", lambda value: -0.5 < value < 1),
        "draws": _whole(100),
        "seed": _whole(0),
    },
    "outputs": {"formats": _TEXTS, "keep": _whole(2)},
    "checks": {
        "band_points": _POINTS,
        "previous": _one_of(_LEVELS),
        "accept_change_from": _TEXT,
        "national_band_points": _POINTS,
        "national": _one_of(_LEVELS),
        "last_year_status": _one_of(_STATUSES),
        "last_year": _one_of(_LEVELS),
        "data_age": _one_of(_LEVELS),
        "grace_days": _whole(0),
        "max_age_days": _whole(1),
    },
    "letterhead": {},
}
_NEEDED = {"": ("folder", "phase"), "outputs": ("formats",), "projection": ("phase",)}


def folder_named(path: Path) -> Path | None:
    """Return the folder that a job file names, even when the file has faults: the failed run is recorded there."""
    try:
        folder = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("folder")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    return path.absolute().parent / folder if isinstance(folder, str) and folder else None


def load_job(path: Path, *, outputs: Collection[str], letterhead: Mapping[str, bool]) -> Job:
    """Return the job that a TOML file describes; its paths are relative to the file.

    Parameters
    ----------
    path
        The file.
    outputs
        The names of the documents that can be made.
    letterhead
        The fields of a letterhead, and whether each is a list.

    Raises
    ------
    JobFileError
        The file cannot be read, is not TOML, or has faults: all of them in `problems`, each with its line.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise JobFileError(path.name, f"cannot be read: {error}", remedy="Give a TOML file in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise JobFileError(path.name, f"is not TOML: {error}", remedy="Mend the line that is named.") from error
    file = TomlLines(path.name, text)
    heads = {name: _TEXTS if is_list else _ANY_TEXT for name, is_list in letterhead.items()}
    rules = {**_RULES, "letterhead": heads}
    top = {key: value for key, value in tables.items() if not isinstance(value, dict)}
    for key in tables:
        if key not in rules and key not in rules[""]:
            file.unknown((key,), [*rules[""], *(name for name in rules if name)])
        elif isinstance(tables[key], dict) != (key in rules):
            file.fault((key,), f"must be a table [{key}]." if key in rules else "must not be a table.")
    given = {"": _checked(file, "", top, rules[""])}
    for name in (name for name in rules if name):
        table = tables.get(name, {})
        if name in tables or name != "projection":
            given[name] = _checked(file, name, table if isinstance(table, dict) else {}, rules[name])
    _fits_together(file, given, outputs)
    if file.problems:
        raise JobFileError(
            path.name,
            f"{len(file.problems)} fault(s)",
            remedy="Mend every line below; nothing was run.",
            problems=file.problems,
        )
    return _job(path.absolute(), raw, given)


def _checked(file: TomlLines, table: str, entry: Mapping[str, Any], rules: Mapping[str, _Rule]) -> dict[str, Any]:
    good = {}
    for key, value in entry.items():
        path = (table, key) if table else (key,)
        rule = rules.get(key)
        if rule is None:
            if table:
                file.unknown(path, rules)
        elif not rule.allows(value):
            file.fault(path, f"must be {rule.what} (got {value!r}).")
        else:
            good[key] = value
    for key in _NEEDED.get(table, ()):
        if key not in entry:
            file.fault((table, key) if table else (key,), "is missing.")
    return good


def _fits_together(file: TomlLines, given: Mapping[str, Mapping[str, Any]], outputs: Collection[str]) -> None:
    """Note the faults that no single value has."""
    data = given["data"]
    sources = [key for key in ("bundled", "file", "archive") if key in data]
    if len(sources) > 1:
        file.fault(("data", sources[1]), f"stands beside {sources[0]}; give one of bundled, file, archive.")
    for key, needs in (("mapping", "file"), ("decimal", "file"), ("as_of", "archive")):
        if key in data and needs not in data:
            file.fault(("data", key), f"needs {needs}.")
    if data.get("territory", data.get("bundled")) != data.get("bundled", data.get("territory")):
        file.fault(("data", "territory"), f"is not that of the bundled set {data['bundled']}.")
    unknown = [name for name in given["outputs"].get("formats", []) if name not in outputs]
    if unknown:
        known = ", ".join(sorted(outputs))
        file.fault(("outputs", "formats"), f"cannot make {', '.join(map(repr, unknown))}. Use any of: {known}.")
    if "formats" in given["outputs"] and not given["outputs"]["formats"]:
        file.fault(("outputs", "formats"), "names no document.")
    run = given["sensitivity"]
    draws = run.get("draws", JobSensitivity().draws)
    if run.get("sampling") == "sobol" and draws & (draws - 1):
        file.fault(("sensitivity", "draws"), f"must be a power of two with sampling sobol (got {draws}).")


def _job(path: Path, raw: bytes, given: Mapping[str, Mapping[str, Any]]) -> Job:
    home = path.parent

    def place(table: str, key: str) -> Path | None:
        return home / given[table][key] if key in given.get(table, {}) else None

    data, assumed, checks, run = (
        dict(given[name]) for name in ("data", "assumptions", "checks", "sensitivity")
    )  # fmt: skip
    minimum = Status(assumed.get("minimum_status", "estimate"))
    checks["last_year_status"] = Status(checks.get("last_year_status", minimum.value))
    if "targets" in run:
        run["targets"] = tuple(map(float, run["targets"]))
    ahead = dict(given.get("projection", {}))
    if ahead:
        ahead["phase"] = Phase.parse(ahead["phase"])
        ahead |= {key: place("projection", key) for key in ("scenarios", "city")}
    source = any(key in data for key in ("file", "archive"))
    bundled = "" if source else data.get("bundled", data.get("territory", "soc_trang"))
    return Job(
        path=path,
        text=raw,
        folder=home / given[""]["folder"],
        phase=Phase.parse(given[""]["phase"]),
        language=given[""].get("language", "vi"),
        data=JobData(
            territory=territory(data.get("territory", bundled or "soc_trang")).code,
            bundled=bundled,
            file=place("data", "file"),
            mapping=place("data", "mapping"),
            decimal={"comma": ",", "point": "."}.get(data.get("decimal", "")),
            archive=place("data", "archive"),
            as_of=data.get("as_of", LATEST),
        ),
        assumptions=place("assumptions", "file"),
        plan=place("", "plan"),
        allow_filled=assumed.get("allow_filled", False),
        minimum_status=minimum,
        sensitivity=JobSensitivity(**run),
        projection=JobProjection(**ahead) if ahead else None,
        outputs=tuple(dict.fromkeys(given["outputs"]["formats"])),
        keep=given["outputs"].get("keep", 5),
        checks=JobChecks(**checks),
        letterhead={
            key: tuple(value) if isinstance(value, list) else value for key, value in given["letterhead"].items()
        },
    )
