"""Time to load and check a published table of 34 units, 40 years and 12 series, over that of pandas reading the CSV."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from tfp_soctrang.sources.published.open_tables import open_tables
from tfp_soctrang.sources.territory_register import units_on

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
YEARS = range(1986, 2026)
SERIES = 12


def write_table(path: Path) -> int:
    """Write a PX-Web export of made-up numbers: one row a unit and series, one column a year. Return its numbers."""
    rng = np.random.default_rng(0)
    units = [unit.name_vi for unit in units_on(2025)]
    lines = ['"Made-up table by Territory, Items and Year"', ""]
    lines.append(";".join(['"Territory"', '"Items"', *(f'"{year}"' for year in YEARS)]))
    for unit in units:
        for item in range(SERIES):
            numbers = 1000.0 * np.cumprod(rng.uniform(1.0, 1.1, len(YEARS)))
            lines.append(
                ";".join([f'"{unit}"', f'"Item {item} (Bill. dongs)"', *(f"{number:.2f}" for number in numbers)])
            )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(units) * SERIES * len(YEARS)


def seconds(work: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        numbers = write_table(path)
        ours: list[float] = []
        pandas: list[float] = []
        for _ in range(RUNS + 1):
            pandas.append(seconds(lambda: pd.read_csv(path, sep=";", skiprows=2)))
            ours.append(seconds(lambda: open_tables(path)))
        (table,) = open_tables(path)
        if sum(cell.value is not None for cell in table.cells) != numbers or table.issues:
            raise SystemExit("the table was not read whole")
    # the first run of each warms up
    rival, own = statistics.median(pandas[1:]), statistics.median(ours[1:])
    print(f"{numbers} numbers, {RUNS} runs, medians")
    print(f"pandas.read_csv        {1000 * rival:8.1f} ms")
    print(f"load and check         {1000 * own:8.1f} ms   ratio {own / rival:.1f}")


if __name__ == "__main__":
    main()
