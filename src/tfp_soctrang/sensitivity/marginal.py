"""What the engine asks of a distribution, and the checks that all of them share."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING, NoReturn, Protocol

import numpy as np

from tfp_soctrang.errors import AssumptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Marginal", "ModeMarginal", "finite", "mode_inside", "positive", "refuse", "rising"]


class Marginal(Protocol):
    """What the engine asks of a distribution; any picklable object that has it will do."""

    @property
    def low(self) -> float:
        """The lower end of the range; minus infinity where there is none."""

    @property
    def high(self) -> float:
        """The upper end of the range."""

    @property
    def mean(self) -> float:
        """The expected value."""

    @property
    def variance(self) -> float:
        """The expected squared distance from the mean."""

    def quantile(self, u: Array) -> Array:
        """Return the values below which the probability is `u`, an array of any shape."""


class ModeMarginal(Marginal, Protocol):
    """A distribution with a likeliest value."""

    @property
    def mode(self) -> float:
        """The likeliest value."""


def refuse(record: object, problem: str, value: object, remedy: str) -> NoReturn:
    """Refuse a distribution, by its name.

    Raises
    ------
    AssumptionError
        Always.
    """
    raise AssumptionError(f"{type(record).__name__} distribution", problem, value=value, remedy=remedy)


def finite(record: object, *except_for: str) -> None:
    """Refuse a parameter that is not a finite number."""
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if field.name in except_for:
            if math.isnan(value):
                refuse(record, f"{field.name} must be a number", value, "Leave it out where there is no limit.")
        elif not math.isfinite(value):
            refuse(record, f"{field.name} must be a finite number", value, "Correct or supply it.")


def rising(record: Marginal) -> None:
    """Refuse a range that is none."""
    if not record.low < record.high:
        remedy = "Exchange the two; a value that does not vary is Fixed."
        refuse(record, "low must be below high", (record.low, record.high), remedy)


def positive(record: object, *names: str) -> None:
    """Refuse a parameter that is not above zero."""
    for name in names:
        if not getattr(record, name) > 0.0:
            refuse(record, f"{name} must be above zero", getattr(record, name), "Correct it.")


def mode_inside(record: ModeMarginal) -> None:
    """Refuse a mode outside the range."""
    if not record.low <= record.mode <= record.high:
        problem = f"the mode lies outside the range {record.low:g} to {record.high:g}"
        refuse(record, problem, record.mode, "Give low, mode and high in one unit, fractions as fractions.")
