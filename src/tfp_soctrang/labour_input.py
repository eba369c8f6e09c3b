"""Labour input of a phase: persons, hours, or persons weighted by what they are paid or by their training."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.labour import hours_worked, labour_input_by_cell, labour_input_by_training
from tfp_soctrang.errors import DataError
from tfp_soctrang.inputs import PhaseInputs

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["labour_levels"]


def labour_levels(inputs: PhaseInputs, drawn: Mapping[str, ArrayLike]) -> Array:
    """Return labour input in the level years of the phase, shape (k+1, m).

    Persons; or hours, persons times the hours a person works; or persons times an index of their composition that is
    one in the first year.
    """
    at = inputs.level_rows
    persons = inputs.labour.filled(drawn)[at]
    detail = inputs.labour_detail
    if detail is None:
        return persons
    years = inputs.years[at].tolist()
    if detail.hours is not None:
        return hours_worked(persons, detail.hours[at][:, None])
    if detail.cell_persons is not None and detail.cell_income is not None:
        people = detail.cell_persons[at]
        composition = labour_input_by_cell(people, people * detail.cell_income[at], years=years).composition_growth
        return np.asarray(persons * _index(composition[:, None]))
    if detail.trained_share is None:
        raise DataError("labour_detail", "holds nothing", value=detail.kind)
    premium = inputs.row("wage_premium", drawn)
    weighted = labour_input_by_training(persons, detail.trained_share[at][:, None], wage_premium=premium, years=years)
    return np.asarray(persons * _index(weighted.composition_growth))


def _index(growth: Array) -> Array:
    """Return the levels of log changes, one in the first year."""
    return np.asarray(np.exp(np.concatenate([np.zeros_like(growth[:1]), growth.cumsum(axis=0)])))
