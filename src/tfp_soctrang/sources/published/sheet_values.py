"""What a cell under a year says: its value and the unit its format prints, or why it is refused."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from tfp_soctrang.errors import CellIssue
from tfp_soctrang.messages import Message
from tfp_soctrang.sources.published.printed_numbers import Marks, Reading, is_missing, read_number
from tfp_soctrang.sources.published.sheet_grid import Grid, GridCell
from tfp_soctrang.units import Unit

__all__ = ["TROUBLES", "trouble", "value_of"]

_PERCENT = Unit.parse("%")
# A comma behind the last digit of a format shows the number divided by 1,000.
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
TROUBLES = {
    "error": ("sheet_error", "sheet_mend_formula"),
    "uncomputed": ("sheet_no_cache", "sheet_recalculate"),
    "date": ("sheet_date", "number_write_it"),
    "logical": ("sheet_logical", "number_write_it"),
}
_UNREAD = {
    Reading.NOT_A_NUMBER: ("number_not_one", "number_write_it"),
    Reading.AMBIGUOUS: ("number_ambiguous", "number_one_style"),
    Reading.CONTRARY: ("number_contrary", "number_one_style"),
}


def trouble(grid: Grid, cell: GridCell, heading: str) -> CellIssue:
    """Return the issue of a cell that holds an error, a formula without a value, a date or a logical value."""
    reason, remedy = TROUBLES[cell.stored.kind]
    return grid.issue(cell, Message.of(reason), remedy, heading)


def value_of(grid: Grid, cell: GridCell, marks: Marks, heading: str) -> tuple[float | None, Unit | None] | CellIssue:
    """Return the value of a cell and the unit its format prints, or why it is refused."""
    stored = cell.stored
    if stored.kind in TROUBLES:
        return trouble(grid, cell, heading)
    if stored.kind == "number":
        shape = re.sub(r'"[^"]*"|\[[^]]*\]|\\.', "", stored.number_format.split(";")[0])
        if not math.isfinite(stored.number):
            return grid.issue(cell, Message.of("sheet_not_finite"), "number_write_it", heading)
        if _SCALED.search(shape):
            return grid.issue(cell, Message.of("sheet_scaled"), "sheet_plain_format", heading)
        if "%" in shape:
            return float(Decimal(repr(stored.number)) * 100), _PERCENT
        return stored.number, None
    if is_missing(cell.text):
        return None, None
    number = read_number(cell.text, marks)
    if isinstance(number, Reading):
        reason, remedy = _UNREAD[number]
        return grid.issue(cell, Message.of(reason), remedy, heading)
    return number, _PERCENT if cell.text.endswith("%") else None
