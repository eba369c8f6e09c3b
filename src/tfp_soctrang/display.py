"""How a record shows itself: one line in a console, a table in a notebook, which `report` draws."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import singledispatch
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfp_soctrang.errors import CellIssue

__all__ = ["BadCells", "Shown", "as_html", "as_line", "in_short"]

# Found by name when something is shown first: records stand below `report` and do not import it.
_DRAWING = "tfp_soctrang.report.notebook"

_LONGEST_LINE = 200
_LONGEST_TEXT = 40


@singledispatch
def as_html(record: object) -> str:
    """Return the record as an HTML fragment: as `report` draws it, and else its fields one by one."""
    import_module(_DRAWING)
    drawn = as_html.dispatch(type(record))
    if drawn is not as_html.dispatch(object):
        return drawn(record)
    head = f"<h4>{html.escape(type(record).__name__)}</h4>"
    if not is_dataclass(record):
        return f"{head}<pre>{html.escape(repr(record))}</pre>"
    rows = "".join(
        f"<tr><th>{html.escape(one.name)}</th><td>{html.escape(in_short(getattr(record, one.name)))}</td></tr>"
        for one in fields(record)
    )
    return f"{head}<table><tbody>{rows}</tbody></table>"


def in_short(value: object) -> str:
    """Return a value in a few characters: four digits of a number, the ends of an array, how many of a collection.

    Examples
    --------
    >>> in_short(0.460792), in_short(np.arange(40.0)), in_short(("a", "b"))
    ('0.4608', '0 … 39 (40)', "('a', 'b')")
    """
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float | np.floating):
        return f"{value:.4g}"
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_TEXT else f"{value[: _LONGEST_TEXT - 1]}…")
    if isinstance(value, Mapping):
        return _several([f"{key}: {in_short(one)}" for key, one in value.items()])
    if isinstance(value, tuple | list | frozenset):
        return _several([in_short(one) for one in value])
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        return type(value).__name__
    text = str(value)
    return text if len(text) <= 2 * _LONGEST_TEXT else f"{text[: 2 * _LONGEST_TEXT - 1]}…"


def _several(parts: list[str]) -> str:
    text = f"({', '.join(parts)})"
    return text if len(text) <= _LONGEST_TEXT else f"({len(parts)} items)"


def _array(values: NDArray[Any]) -> str:
    if values.ndim == 0:
        return in_short(values.item())
    if values.ndim > 1 or values.size > 4:
        size = " × ".join(map(str, values.shape))
        ends = f"{in_short(values.flat[0])} … {in_short(values.flat[-1])} " if values.size else ""
        return f"{ends}({size})"
    return f"[{', '.join(in_short(one) for one in values.tolist())}]"


def as_line(record: object) -> str:
    """Return a record on one line: its name, its numbers, then the rest in short, cut where it gets long."""
    numbers: list[str] = []
    others: list[str] = []
    for one in fields(record):  # type: ignore[arg-type]
        value = getattr(record, one.name)
        plain = isinstance(value, float | int | str | Enum) and value != ""  # what is empty says nothing
        (numbers if plain else others).append(f"{one.name}={in_short(value)}")
    room, kept = _LONGEST_LINE - len(type(record).__name__), []
    for part in numbers + others:
        if len(part) + 2 <= room:
            kept.append(part)
            room -= len(part) + 2
    cut = ["…"] if len(kept) < len(numbers) + len(others) else []
    return f"<{type(record).__name__}: {', '.join(kept + cut)}>"


class BadCells(tuple[CellIssue, ...]):
    """The bad cells of a file, in its order; a tuple that shows itself as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<BadCells: {len(self)}{f' in {self[0].file}, the first: {self[0].text()}' if self else ''}>"

    def _repr_html_(self) -> str:
        return as_html(self)


class Shown:
    """A record that shows itself: one line in a console, a table in a notebook."""

    __slots__ = ()

    def __repr__(self) -> str:
        return as_line(self)

    def _repr_html_(self) -> str:
        return as_html(self)
