"""What a published table holds, at a glance."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.published_table import PublishedTable, TableSummary
from tfp_soctrang.sources.territory_register import find_territory

__all__ = ["is_territory", "summarise"]

# A name that several units bore (Cần Thơ) is told apart by the years of the table; here any of them will do.
_LAST_OF_THE_63 = 2024


@lru_cache(maxsize=4096)
def is_territory(label: str) -> bool:
    """Return whether the register knows a label as the name of a territory."""
    for on in (None, _LAST_OF_THE_63):
        try:
            find_territory(label, on=on)
        except DataError:
            continue
        return True
    return False


def summarise(table: PublishedTable) -> TableSummary:
    """Return what a table holds."""
    labels = tuple(table.labels(dimension) for dimension in table.dimensions)
    counts = Counter(cell.status for cell in table.cells if cell.value is not None)
    return TableSummary(
        table=table,
        labels=labels,
        territories=tuple(label for some in labels for label in some if is_territory(label)),
        years=table.years(),
        parts=tuple(sorted({cell.time.part for cell in table.cells} - {"A"})),
        units=tuple(dict.fromkeys(str(cell.unit) for cell in table.cells if cell.unit)),
        prices=tuple(dict.fromkeys(cell.price_base for cell in table.cells if cell.price_base)),
        numbers=sum(counts.values()),
        missing=sum(cell.value is None for cell in table.cells),
        statuses=tuple((status, counts[status]) for status in Status if counts[status]),
    )
