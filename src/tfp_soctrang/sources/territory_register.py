"""The register of territories: what a printed name means on a date, and which units a merged one was made of.

The facts and their sources are in `territories.toml`; it is read when a name is asked for that `units.territory` does
not know.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from tfp_soctrang.errors import DataError
from tfp_soctrang.published_table import plain_key
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.units import Territory, territory

__all__ = ["all_territories", "find_territory", "is_valid", "members_of", "units_on"]

# The words for the rank that tables print with a name or leave out: tỉnh, thành phố, TP., vùng; province, city.
_RANK = re.compile(r"^(?:tinh|thanh pho|tp|vung) | (?:province|city)$")
_YEAR_OF_CODE = re.compile(r"_(?:to_)?\d{4}$")
_FIELDS = tuple(field.name for field in fields(Territory))


@dataclass(frozen=True, slots=True)
class _Register:
    by_code: dict[str, Territory]
    by_key: dict[str, tuple[Territory, ...]]
    split_into: dict[str, tuple[str, ...]]
    took_parts_of: dict[str, tuple[str, ...]]


@cache
def _register() -> _Register:
    content = tomllib.loads(data_file("territories.toml").decode())
    entries = [{**group, **unit} for group in content["group"] for unit in group["units"]]
    by_code = {
        entry["code"]: Territory(**{name: entry[name] for name in _FIELDS if name in entry}) for entry in entries
    }
    by_key: dict[str, dict[str, Territory]] = {}
    for unit in by_code.values():
        variants = content["variants"].get(_YEAR_OF_CODE.sub("", unit.code), [])
        for spelling in (unit.name_vi, unit.name_en, *variants):
            for key in _keys(spelling):
                by_key.setdefault(key, {})[unit.code] = unit
    return _Register(
        by_code=by_code,
        by_key={key: tuple(units.values()) for key, units in by_key.items()},
        split_into={entry["code"]: tuple(entry.get("split_into", ())) for entry in entries},
        took_parts_of={entry["code"]: tuple(entry.get("took_parts_of", ())) for entry in entries},
    )


def _keys(name: str) -> tuple[str, ...]:
    """Return the name as compared: without accents, marks and blanks, with and without the word for the rank."""
    key = plain_key(name)
    return tuple(dict.fromkeys(one.replace(" ", "") for one in (key, _RANK.sub("", key))))


def all_territories() -> tuple[Territory, ...]:
    """Return every territory of the register, of all times."""
    return tuple(_register().by_code.values())


def units_on(on: date | int) -> tuple[Territory, ...]:
    """Return the provinces and cities in force on a date, or at the end of a year."""
    day = _day(on)
    return tuple(one for one in all_territories() if one.kind in {"province", "city"} and _in_force(one, day))


def is_valid(territory: Territory, year: int) -> bool:
    """Return whether the territory was in force at the end of `year`: figures of a year follow the map of its end.

    So the Statistics Office counts Hà Tây in Hà Nội from 2008 on, the year in which it was merged (1 August).
    """
    return _in_force(territory, _day(year))


def _day(on: date | int) -> str:
    return on.isoformat()[:10] if isinstance(on, date) else f"{int(on):04d}-12-31"


def _in_force(unit: Territory, day: str) -> bool:
    return (unit.valid_from or "") <= day and (unit.valid_to is None or day <= unit.valid_to)


def find_territory(
    name: str, *, on: date | int | None = None, within: Collection[Territory] | None = None
) -> Territory:
    """Return the territory that a code or a printed name means.

    Parameters
    ----------
    name
        A code, or a name as tables print it: either language, any accents, case and blanks, with or without the word
        for the rank.
    on
        The date, or the year (its last day), that the figures are of: needed where units of different times share the
        name. A code names one unit; with `on`, it must be in force then.
    within
        Look only among these, for example `members_of` a merged unit.

    Raises
    ------
    DataError
        The name is not known (the text offers the nearest), several units share it, or none was in force.

    Examples
    --------
    >>> find_territory("TP.Cần Thơ", on=2024).code, find_territory("Can Tho city", on=2025).code
    ('can_tho', 'can_tho_2025')
    """
    found = _candidates(name)
    if not found:
        raise _unknown(name, within)
    if within is not None:
        codes = {one.code for one in within}
        among = tuple(one for one in found if one.code in codes)
        if not among:
            raise DataError(
                "territory",
                "is not one of those looked among",
                value=name,
                remedy=f"They are: {', '.join(one.code for one in within) or 'none'}.",
            )
        found = among
    if on is not None:
        day = _day(on)
        standing = tuple(one for one in found if _in_force(one, day))
        if not standing:
            raise DataError(
                "territory",
                f"no unit of this name was in force on {day}",
                value=name,
                remedy=f"Known of this name: {'; '.join(map(_described, found))}.",
            )
        found = standing
    if len(found) > 1:
        raise DataError(
            "territory",
            "units of different times share this name",
            value=name,
            remedy=f"Give the year of the figures (on=2024), or a code: {'; '.join(map(_described, found))}.",
        )
    return found[0]


def units_called(name: str) -> tuple[Territory, ...]:
    """Return every unit that a code or printed name can mean: none, one, or several of different times."""
    return _candidates(name)


def _candidates(name: str) -> tuple[Territory, ...]:
    try:
        return (territory(name),)
    except DataError:
        pass
    register = _register()
    if name.strip() in register.by_code:
        return (register.by_code[name.strip()],)
    units = {one.code: one for key in _keys(name) for one in register.by_key.get(key, ())}
    return tuple(units.values())


def _unknown(name: str, within: Collection[Territory] | None) -> DataError:
    register = _register()
    keys = register.by_key
    if within is not None:
        codes = {one.code for one in within}
        keys = {key: units for key, units in keys.items() if any(one.code in codes for one in units)}
    near = difflib.get_close_matches(_keys(name)[-1], keys, n=3)
    names = dict.fromkeys(keys[key][0].name_vi for key in near)
    return DataError(
        "territory",
        "not a territory this library knows",
        value=name,
        remedy=f"Did you mean {', '.join(names)}?" if names else "Give the name of a province, city or region.",
    )


def _described(unit: Territory) -> str:
    period = " ".join(
        f"{word} {day}" for word, day in (("from", unit.valid_from), ("to", unit.valid_to)) if day is not None
    )
    into = f", then part of {unit.merged_into}" if unit.merged_into else ""
    return f"{unit.code} ({period or 'throughout'}{into})"


def members_of(new: Territory, *, on: date | int | None = None) -> tuple[Territory, ...]:
    """Return the units that were merged into `new`; none for a unit that no merger formed.

    Parameters
    ----------
    on
        The units that held its land on this date or at the end of this year, instead of those on the eve of the
        merger: Cần Thơ province until 2003, then Cần Thơ city and Hậu Giang.

    Raises
    ------
    DataError
        They do not add up to it: it also took parts of other units, or on that date a unit held more than its land.
    """
    register = _register()
    parts = register.took_parts_of.get(new.code)
    members = tuple(one for one in register.by_code.values() if one.merged_into == new.code)
    if parts:
        raise DataError(
            str(new),
            "the units merged into it do not add up to it: it also took parts of others",
            value=", ".join(str(register.by_code[code]) for code in parts),
            remedy="Take the figures published for it.",
        )
    return members if on is None else _at(new, members, _day(on))


def _at(new: Territory, members: tuple[Territory, ...], day: str) -> tuple[Territory, ...]:
    register = _register()
    codes = {one.code for one in members}
    held = []
    for member in members:
        if _in_force(member, day):
            held.append(member)
            continue
        whole = [
            register.by_code[code]
            for code, parts in register.split_into.items()
            if parts and member.code in parts and codes.issuperset(parts) and _in_force(register.by_code[code], day)
        ]
        if not whole:
            raise DataError(
                f"{new}, {day}",
                "no units of that date add up to it",
                value=str(member),
                remedy=f"Begin where all its members stand: {max(one.valid_from or '' for one in members)}.",
            )
        held.extend(whole)
    return tuple(dict.fromkeys(held))
