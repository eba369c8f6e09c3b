"""What the sheets share while they are written: names of the assumptions, sources met so far, one side's records."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Origin
from tfp_soctrang.report.sheets.formulas import Cell, Formula
from tfp_soctrang.report.sheets.page import Book
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.units import Territory

__all__ = ["Side", "SourceList", "Work", "origin_words", "same_number"]

# A formula and the library do the same steps in another order: some thousand roundings of 1e-16 are far below this.
_TOLERANCE = 1e-10


@dataclass(slots=True)
class SourceList:
    """The publications in the order in which the sheets met them, with the years each gave."""

    years: dict[tuple[Territory, str, Origin], set[int]] = field(default_factory=dict)

    def number(self, territory: Territory, series: str, origin: Origin, year: int) -> int:
        """Return the number of a publication in the list of sources, taking note of the year."""
        key = (territory, series, origin)
        self.years.setdefault(key, set()).add(year)
        return list(self.years).index(key) + 1


@dataclass(slots=True)
class Work:
    """The workbook being written, its words and sources."""

    book: Book
    words: Mapping[str, str]
    sources: SourceList

    @property
    def language(self) -> Language:
        """Of the workbook."""
        return self.book.language


@dataclass(slots=True)
class Side:
    """One territory's records: its data, what the phase needs of them, and the names of its assumptions in formulas.

    `growths` holds the reference's growth cells by series and year, `deflators` the deflator's by year, `rates`
    measured depreciation by year.
    """

    data: Dataset
    inputs: PhaseInputs
    names: Mapping[str, Formula]
    prefix: str = ""
    growths: dict[str, dict[int, Cell]] = field(default_factory=dict)
    deflators: dict[int, Cell] = field(default_factory=dict)
    rates: dict[int, Cell] = field(default_factory=dict)

    @property
    def territory(self) -> Territory:
        """Whose records they are."""
        return self.data.territory


def origin_words(origin: Origin, language: Language) -> str:
    """Return a publication in a few words: who and which edition."""
    if origin.source == "derived":
        return LABELS["derived_cell"][language]
    edition = f", {LABELS['edition'][language]} {origin.vintage}" if origin.vintage else ""
    return f"{origin.source}{edition}"


def same_number(place: str, formula: float, library: float) -> None:
    """Refuse a workbook whose formulas do not come to the library's numbers: a fault of ours.

    Raises
    ------
    RuntimeError
        They differ.
    """
    if not math.isclose(formula, library, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE):
        raise RuntimeError(f"workbook, {place}: the formula comes to {formula!r}, the library to {library!r}")
