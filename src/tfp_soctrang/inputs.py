"""What the arithmetic of a phase needs, read out of the figures and assumptions of a territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.assumptions import Assumption, Assumptions, Settings
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.measures import MeasuredSeries, held_forward, measure
from tfp_soctrang.messages import Message
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["PhaseInputs", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhaseInputs:
    """What the arithmetic of a phase needs, on one grid of years (n,) that begins with the stock's initial year.

    `initial_stock` is a published closing stock of that year, or None: then the stock is a ratio times output, and
    where that ratio has no value it is the one of `reference` in the same year. `coefficients` holds the measured ones
    (`capital_share`, `depreciation_rate`) by year, shape (n,); for the others `values` holds the assumptions.
    """

    phase: Phase
    years: NDArray[np.int64]
    settings: Settings
    output: MeasuredSeries
    investment: MeasuredSeries
    labour: MeasuredSeries
    values: Mapping[str, Assumption]
    coefficients: Mapping[str, Array]
    initial_stock: float | None
    reference: PhaseInputs | None

    @property
    def measures(self) -> tuple[MeasuredSeries, MeasuredSeries, MeasuredSeries]:
        """Output, investment and labour."""
        return self.output, self.investment, self.labour

    def row(self, name: str, parameters: Mapping[str, ArrayLike]) -> Array:
        """Return a parameter with years on axis 0: (1, m) for draws or a value, (n, 1) for a measured coefficient."""
        if name in parameters:
            return np.atleast_1d(np.asarray(parameters[name], dtype=np.float64))[None, :]
        if name in self.coefficients:
            return self.coefficients[name][:, None]
        return np.full((1, 1), self.values[name].value)


def prepare(data: Dataset, assumptions: Assumptions, phase: Phase, *, for_ratio: bool = False) -> PhaseInputs:
    """Return the inputs of a phase: the whole reading of the data happens here.

    Parameters
    ----------
    for_ratio
        Only what the capital–output ratio of the phase's last year needs.

    Raises
    ------
    DataError
        A year is missing that no assumption fills (the phase is open), or series do not fit together.
    """
    settings = assumptions.settings
    ratio = assumptions["initial_capital_output_ratio"]
    levels = phase.level_years.tolist()
    given = _given_stock(data, before=levels[0])
    initial_year = int(given.years[-1]) if given is not None else ratio.year or levels[0]
    years = np.arange(min(initial_year, levels[0]), levels[-1] + 1)
    from_start = initial_year if settings.stock != "closing" and initial_year == levels[0] else initial_year + 1
    needed = {
        "output": (*([initial_year] if given is None and initial_year < levels[0] else []), *levels),
        "investment": tuple(range(min(from_start, levels[0] + 1), levels[-1] + 1)),
        "labour": tuple(levels),
    }
    if for_ratio:
        needed |= {"output": (initial_year, levels[-1])}
    output = measure("output", data, assumptions, years=years, needed=needed["output"])
    investment = measure("investment", data, assumptions, years=years, needed=needed["investment"], output=output)
    labour = output if for_ratio else measure("labour", data, assumptions, years=years, needed=needed["labour"])
    missing = [
        (what.name, year) for what in dict.fromkeys((output, investment, labour))
        for year in what.missing_years
    ]  # fmt: skip
    if missing:
        raise DataError(
            f"{data.territory} {phase}",
            Message.of("phase_open"),
            remedy=Message.of("supply_cells"),
            cells=missing,
        )
    if initial_year > levels[0]:
        raise DataError(
            f"{data.territory} {phase}",
            Message.of("stock_begins_later", year=initial_year, needed=levels[0]),
            remedy=Message.of("give_stock", year=levels[0]),
        )
    reference = None
    if given is None and ratio.value is None:
        reference = _reference(data, assumptions, initial_year)
    coefficients = {
        name: series
        for name in ("capital_share", "depreciation_rate")
        if (series := _coefficient(data, name, years)) is not None
    }
    return PhaseInputs(
        phase=phase,
        years=years,
        settings=settings,
        output=output,
        investment=investment,
        labour=labour,
        values=assumptions.values,
        coefficients=coefficients,
        initial_stock=None if given is None else given.in_unit(output.unit).at(initial_year),
        reference=reference,
    )


def _given_stock(data: Dataset, before: int) -> AnnualSeries | None:
    """Return the published closing stocks up to the year `before`, when there is one."""
    name = "net_capital_stock_const2010"
    if name not in data or not (data[name].years <= before).any():
        return None
    return data[name].window(int(data[name].years[0]), before)


def _reference(data: Dataset, assumptions: Assumptions, year: int) -> PhaseInputs:
    """Return the wider territory's inputs up to `year`, whose last stock over output is the ratio."""
    if data.reference is None or assumptions.reference is None:
        raise DataError(
            data.name,
            "the initial stock takes the ratio of a reference territory, and there is none",
            remedy="Give initial_capital_output_ratio a value, or the data a reference.",
        )
    return prepare(data.reference, assumptions.reference, Phase(year, year), for_ratio=True)


def _coefficient(data: Dataset, name: str, years: NDArray[np.int64]) -> Array | None:
    held = held_forward(data, name, years)
    if held is None and name == "capital_share":
        labour = held_forward(data, "labour_share", years)
        return None if labour is None else 1.0 - labour
    return held
