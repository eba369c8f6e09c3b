"""An outcome over two assumptions at once: the grid that two-way break-even lines are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sensitivity.break_even import outcomes_along, refuse_range
from tfp_soctrang.sensitivity.outcomes import Model, outcome_at

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["TwoWayGrid", "two_way"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TwoWayGrid(Shown):
    """An outcome over two assumptions: `values[i, j]` at `first_values[i]` and `second_values[j]`, NaN where undefined.

    Its level sets are the two-way break-even lines; `report` draws them.
    """

    outcome: str
    first: str
    second: str
    first_values: Array
    second_values: Array
    values: Array
    base: Mapping[str, float]

    def __post_init__(self) -> None:
        for array in (self.first_values, self.second_values, self.values):
            array.setflags(write=False)

    @property
    def undefined(self) -> NDArray[np.bool_]:
        """Where the outcome is not defined."""
        return np.isnan(self.values)

    def to_frame(self) -> pd.DataFrame:
        """Return the grid as a table, the first assumption down, the second across; NaN where undefined."""
        import pandas as pd

        return pd.DataFrame(
            self.values,
            index=pd.Index(self.first_values, name=self.first),
            columns=pd.Index(self.second_values, name=self.second),
        )


def two_way(
    model: Model,
    base: Mapping[str, float],
    first: tuple[str, float, float],
    second: tuple[str, float, float],
    outcome: str,
    *,
    points: int = 65,
) -> TwoWayGrid:
    """Return an outcome over a grid of two assumptions, the others held.

    Parameters
    ----------
    model, base, outcome
        As in `break_even`.
    first, second
        Name, low and high of each.
    points
        Of each; the model is called once, with their square.

    Raises
    ------
    AssumptionError, EstimationError
        As `break_even`.

    Examples
    --------
    >>> grid = two_way(lambda p: {"y": p["a"] - p["b"]}, {"a": 0.0, "b": 0.0}, ("a", 0, 1), ("b", 0, 2), "y", points=3)
    >>> grid.values.tolist()
    [[0.0, -1.0, -2.0], [0.5, -0.5, -1.5], [1.0, 0.0, -1.0]]
    """
    for name, low, high in (first, second):
        refuse_range(base, name, low, high, points)
    if first[0] == second[0]:
        raise AssumptionError("two-way", "needs two assumptions", value=first[0], remedy="Name another second one.")
    rows, columns = (np.linspace(low, high, points) for _, low, high in (first, second))
    moved = {first[0]: np.repeat(rows, points), second[0]: np.tile(columns, points)}
    values = outcome_at(outcomes_along(model, base, moved), outcome).reshape(points, points)
    return TwoWayGrid(
        outcome=outcome, first=first[0], second=second[0], first_values=rows, second_values=columns, values=values,
        base=dict(base),
    )  # fmt: skip
