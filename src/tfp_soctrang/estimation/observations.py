"""Output and inputs as an estimator takes them: logs of positive levels by year, refused when they carry nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import positive_levels
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Observations", "observations"]

# A series whose logs move less than this about their mean is constant but for the rounding of its digits.
_CONSTANT = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Observations(Shown):
    """Logs of output, shape (n,), and of i inputs, shape (n, i), with their years and names."""

    years: NDArray[np.int64]
    input_names: tuple[str, ...]
    log_output: Array
    log_inputs: Array

    def __post_init__(self) -> None:
        for array in (self.years, self.log_output, self.log_inputs):
            array.setflags(write=False)


def observations(
    output: ArrayLike, inputs: Mapping[str, ArrayLike], years: ArrayLike | None = None, *, consecutive: bool = True
) -> Observations:
    """Return the logs of output and inputs, checked.

    Parameters
    ----------
    output
        Levels at constant prices, shape (n,), positive.
    inputs
        Levels by name, each of shape (n,), positive: `{"capital": …, "labour": …}`.
    years
        Labels, shape (n,); None counts 0, 1, 2, … (a cross section).
    consecutive
        Whether years must follow each other without a hole, as every fit with lags, trends or growth needs.

    Raises
    ------
    DataError
        A level is not positive and finite (zero, negative, missing): its series and year are named.
    EstimationError
        No input, shapes that do not fit, years with a hole or twice, or a series that never moves.
    """
    n = np.shape(output)[0] if np.ndim(output) == 1 else 0
    if n == 0:
        raise EstimationError(
            "output", "must be one series", value=np.shape(output), remedy="Give one level for each year."
        )
    label = np.arange(n) if years is None else np.asarray(years)
    if label.shape != (n,) or not np.issubdtype(label.dtype, np.integer):
        raise EstimationError("years", f"must be {n} whole years", value=label.tolist(), remedy="One for each level.")
    if consecutive and (np.diff(label) != 1).any():
        missing = sorted(set(range(int(label.min()), int(label.max()) + 1)) - set(label.tolist()))
        raise EstimationError(
            "years",
            "must follow each other without a hole",
            value=missing or label.tolist(),
            remedy="Supply the missing years, or estimate on the longest run without a hole.",
        )
    if not inputs:
        raise EstimationError("inputs", "are empty", remedy="Give capital and labour.")
    logs = []
    for name, levels in [("output", output), *inputs.items()]:
        if np.shape(levels) != (n,):
            raise EstimationError(
                name, f"must have {n} levels", value=np.shape(levels), remedy="One for each year of output."
            )
        log = np.log(positive_levels(levels, name, label))
        if np.ptp(log) < _CONSTANT:
            raise EstimationError(
                name,
                "never moves: nothing can be learned from it",
                value=float(np.asarray(levels, dtype=np.float64)[0]),
                remedy="Take another series, or leave the input out.",
            )
        logs.append(log)
    return Observations(
        years=label.astype(np.int64),
        input_names=tuple(inputs),
        log_output=logs[0],
        log_inputs=np.column_stack(logs[1:]),
    )
