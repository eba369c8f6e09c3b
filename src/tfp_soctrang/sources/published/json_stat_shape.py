"""The shape of a JSON-stat dataset, checked before a cell is read: dimensions, categories, positions of the values."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn, cast

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.published_table import clean_text
from tfp_soctrang.sources.guards import MOST_CELLS

__all__ = ["Dimension", "Printed", "Shape", "datasets_of", "is_finite", "load_json", "shape_of"]

_EXPORT_ANEW = "Download the table anew as JSON-stat."
_MOST_DIMENSIONS = 64  # PX files have a handful; the bound keeps a made-up file from costing time for nothing


class Printed(float):
    """A number that keeps the digits of the file."""

    __slots__ = ("text",)
    text: str

    @classmethod
    def of(cls, text: str) -> Printed:
        """Return the number that `text` writes."""
        number = cls(text)
        number.text = text
        return number


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its name, the labels of its categories in their order, the words of their units, and its role."""

    name: str
    labels: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    is_time: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A dataset: its dimensions, and its values and status codes by position, those the file leaves out left out."""

    dimensions: tuple[Dimension, ...]
    values: dict[int, object]
    status: dict[int, object]


def load_json(file: str, text: str) -> dict[str, object]:
    """Return the root object of a JSON text.

    Raises
    ------
    DataError
        The text is no JSON, nests too deep, repeats a key, or writes NaN, Infinity or a number beyond all bounds.
    """

    def refuse(problem: str, value: str) -> NoReturn:
        raise DataError(file, problem, value=value[:80], remedy=_EXPORT_ANEW)

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            refuse("has the same key twice in one object", next(key for key in keys if keys.count(key) > 1))
        return found

    try:
        root = json.loads(
            text,
            object_pairs_hook=unique,
            parse_float=Printed.of,
            parse_constant=lambda constant: refuse("writes a number that is none", constant),
        )
    except json.JSONDecodeError as error:
        raise DataError(
            file, f"is not JSON: {error.msg} (line {error.lineno}, column {error.colno})", remedy=_EXPORT_ANEW
        ) from error
    except RecursionError as error:
        raise DataError(file, "nests too deep for a table", remedy=_EXPORT_ANEW) from error
    except DataError:  # a ValueError too, but one that says what is wrong
        raise
    except ValueError as error:  # an integer of more digits than Python reads
        raise DataError(file, "holds a number with too many digits", remedy=_EXPORT_ANEW) from error
    if "\\ud" in text.lower() and _has_half_letters(root):
        raise DataError(file, "writes halves of letters (lone surrogates)", remedy=_EXPORT_ANEW)
    if not isinstance(root, dict):
        raise DataError(file, "is JSON but not an object at its root", remedy=_EXPORT_ANEW)
    return root


def _has_half_letters(root: object) -> bool:
    try:
        json.dumps(root, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return True
    return False


def datasets_of(file: str, root: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the name and content of each dataset of a file; a file of one dataset leaves the name empty.

    Raises
    ------
    DataError
        The object is no JSON-stat, or a collection that links to its datasets rather than holding them.
    """
    kind = root.get("class")
    if kind == "dataset" or (kind is None and "value" in root):
        yield "", root
    elif kind == "collection":
        links = root.get("link")
        items = links.get("item") if isinstance(links, dict) else None
        held = [item for item in items if _is_dataset(item)] if isinstance(items, list) else []
        if not held or len(held) != len(cast("list[object]", items)):
            raise DataError(
                file,
                "is a collection that links to datasets without holding them",
                remedy="Download the datasets themselves and read each file.",
            )
        for number, item in enumerate(held, start=1):
            label = item.get("label")
            yield (clean_text(label) if isinstance(label, str) else "") or str(number), item
    elif kind is None and root and all(_is_dataset(entry) for entry in root.values()):
        for name, entry in root.items():
            yield ("" if len(root) == 1 else name), cast("dict[str, object]", entry)
    else:
        raise DataError(
            file,
            "is JSON but neither a JSON-stat dataset nor a bundle of them",
            remedy="Choose JSON-stat among the formats of PX-Web.",
        )


def _is_dataset(entry: object) -> bool:
    return isinstance(entry, dict) and "dimension" in entry and "value" in entry


def shape_of(file: str, dataset: Mapping[str, object]) -> Shape:
    """Return the shape of a dataset.

    Raises
    ------
    DataError
        Dimensions, sizes, categories or values have the wrong type or contradict each other, or there are more than
        `MOST_CELLS` cells.
    """
    described = _object(file, dataset.get("dimension"), "dimension")
    # version 1 keeps id, size and role inside `dimension`, version 2 beside it
    outer = dataset if "id" in dataset else described
    ids, sizes, role = outer.get("id"), outer.get("size"), outer.get("role")
    if not isinstance(ids, list) or not ids or not all(isinstance(name, str) for name in ids):
        raise DataError(file, "has no list of its dimensions ('id')", remedy=_EXPORT_ANEW)
    if not isinstance(sizes, list) or not all(type(size) is int and size > 0 for size in sizes):
        raise DataError(file, "has no list of the sizes of its dimensions ('size')", remedy=_EXPORT_ANEW)
    if len(ids) != len(sizes) or len(set(ids)) != len(ids) or len(ids) > _MOST_DIMENSIONS:
        raise DataError(
            file, "names dimensions that do not fit their sizes", value=f"{len(ids)}, {len(sizes)}", remedy=_EXPORT_ANEW
        )
    count = 1
    for size in sizes:
        count *= size
        if count > MOST_CELLS:
            problem = Message.of("text_too_many_cells", most=MOST_CELLS)
            raise DataError(file, problem, remedy=Message.of("text_mend_table"))
    times = role.get("time") if isinstance(role, dict) else None
    dimensions = tuple(
        _dimension(file, name, size, described.get(name), is_time=isinstance(times, list) and name in times)
        for name, size in zip(ids, sizes, strict=True)
    )
    return Shape(
        dimensions,
        _by_position(file, "value", dataset.get("value"), count),
        _by_position(file, "status", dataset.get("status"), count),
    )


def _object(file: str, entry: object, name: str) -> dict[str, object]:
    if not isinstance(entry, dict):
        raise DataError(file, f"has no object {name!r}", remedy=_EXPORT_ANEW)
    return entry


def _dimension(file: str, name: str, size: int, entry: object, *, is_time: bool) -> Dimension:
    described = _object(file, entry, name)
    category = _object(file, described.get("category"), f"{name}.category")
    labels = category.get("label", {})
    units = category.get("unit", {})
    if not isinstance(labels, dict) or not all(isinstance(label, str) for label in labels.values()):
        raise DataError(file, "has labels of categories that are no text", value=name, remedy=_EXPORT_ANEW)
    codes = _codes(file, name, category.get("index"), labels, size)
    label = described.get("label")
    return Dimension(
        name=(clean_text(label) if isinstance(label, str) else "") or clean_text(name),
        labels=tuple(clean_text(labels.get(code, code)) for code in codes),
        units=tuple(_unit_words(units.get(code)) if isinstance(units, dict) else () for code in codes),
        is_time=is_time,
    )


def _codes(file: str, name: str, index: object, labels: dict[str, object], size: int) -> list[str]:
    """Return the codes of a dimension's categories in their order."""
    codes: list[object]
    if isinstance(index, list):
        codes = index
    elif isinstance(index, dict):
        if not all(type(position) is int for position in index.values()):
            raise DataError(file, "has positions of categories that are no numbers", value=name, remedy=_EXPORT_ANEW)
        codes = [*sorted(index, key=lambda code: cast("int", index[code]))]
        if [index[code] for code in codes] != [*range(len(codes))]:
            raise DataError(file, "has categories without a position of their own", value=name, remedy=_EXPORT_ANEW)
    else:  # a single category needs no index
        codes = [*labels] if index is None else []
    if len(codes) != size or not all(isinstance(code, str) for code in codes) or len({*map(str, codes)}) != size:
        raise DataError(
            file, f"has categories that do not fit the size {size}", value=f"{name}: {len(codes)}", remedy=_EXPORT_ANEW
        )
    return cast("list[str]", codes)


def _unit_words(unit: object) -> tuple[str, ...]:
    """Return the words of a category's unit: `label` in JSON-stat, `base` in that of PX-Web."""
    if not isinstance(unit, dict):
        return ()
    return tuple(words for key in ("label", "base") if isinstance(words := unit.get(key), str))


def _by_position(file: str, name: str, entry: object, count: int) -> dict[int, object]:
    """Return what a list, an object by position, or (for the status) one text for all gives to each position."""
    if isinstance(entry, list):
        if len(entry) != count:
            raise DataError(file, f"has {len(entry)} entries in {name!r} for {count} cells", remedy=_EXPORT_ANEW)
        return dict(enumerate(entry))
    if isinstance(entry, dict):
        found = {int(key): item for key, item in entry.items() if key.isascii() and key.isdigit() and len(key) < 10}
        if len(found) != len(entry) or any(position >= count for position in found):
            raise DataError(file, f"has positions in {name!r} that no cell has", remedy=_EXPORT_ANEW)
        return found
    if name == "status" and entry is None:
        return {}
    if name == "status" and isinstance(entry, str):
        return dict.fromkeys(range(count), entry)
    raise DataError(file, f"has neither a list nor an object {name!r}", remedy=_EXPORT_ANEW)


def is_finite(number: float) -> bool:
    """Return whether a number of the file can be computed with (an integer may be too large for a float)."""
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False
