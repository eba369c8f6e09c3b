"""What a model returns for one block of draws, checked: outcomes, undefined ones, and draws that failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, EstimationError, TfpError
from tfp_soctrang.messages import Language, Message
from tfp_soctrang.sensitivity.working_memory import keep_freed_memory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "MAX_FAILURE_RATE",
    "SHOWN",
    "BlockOutcomes",
    "FailedDraw",
    "Model",
    "allowed_failures",
    "evaluate",
    "outcome_at",
    "refuse_too_many",
]

Model = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""`model(parameters)`: arrays of shape (m,) by assumption in, arrays of shape (m,) or (m, k) by outcome out.

An outcome that is legitimately not defined for a draw is masked (`numpy.ma.masked_where`). A number that is not finite
and not masked is a failure, and so is a draw for which the model raises ArithmeticError or ValueError, or a TfpError.
"""

MAX_FAILURE_RATE = 0.001
"""Draws that may fail, as a share. Leaving a share f out moves no probability by more than f: with 0.001 the last digit
printed, a tenth of a per cent, stands."""

SHOWN = 5
"""Failed draws kept with their assumptions."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FailedDraw(Shown):
    """A draw that the model could not compute: its number, its assumptions, what happened."""

    number: int
    parameters: Mapping[str, float]
    reason: Message

    def text(self, language: Language = "en") -> str:
        """Return the draw on one line."""
        values = ", ".join(f"{name}={value:.6g}" for name, value in self.parameters.items())
        return f"{self.number}: {self.reason.text(language)} ({values})"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class BlockOutcomes(Shown):
    """Outcomes of m draws, one array of shape (m,) a column; NaN where undefined, and throughout for a failed draw.

    An outcome of shape (m, k) is k columns, `name[0]` to `name[k-1]`. `failed` holds the numbers of failed draws,
    rising; `shown` the first of them with their assumptions. `too_many` says that the rest was left uncomputed.
    """

    columns: Mapping[str, Array]
    failed: NDArray[np.int64]
    shown: tuple[FailedDraw, ...]
    too_many: bool = False


class _TooManyError(Exception):
    """More draws failed in this block than may fail in the run."""


def allowed_failures(rate: float, draws: int) -> int:
    """Return how many of the draws may fail.

    Raises
    ------
    AssumptionError
        The rate does not lie between 0 and 1.
    """
    if not 0.0 <= rate < 1.0:
        raise AssumptionError("max_failure_rate", "must lie between 0 and 1", value=rate, remedy="For example 0.001.")
    return int(rate * draws + 1e-9)


class _Evaluation:
    """One block on its way: columns fill up piece by piece, and a piece that raises is halved down to its draws."""

    def __init__(self, model: Model, parameters: Mapping[str, Array], allowed: int) -> None:
        self.model, self.parameters, self.allowed = model, parameters, allowed
        self.rows = len(next(iter(parameters.values())))
        self.columns: dict[str, Array] = {}
        self.reasons: dict[int, Message] = {}

    def fail(self, row: int, reason: Message) -> None:
        self.reasons.setdefault(row, reason)
        if len(self.reasons) > self.allowed:
            raise _TooManyError

    def piece(self, start: int, stop: int) -> None:
        given = {name: values[start:stop] for name, values in self.parameters.items()}
        for values in given.values():
            values.setflags(write=False)
        try:
            returned = self.model(given)
        except (ArithmeticError, ValueError, TfpError) as error:
            if stop - start == 1:
                self.fail(start, Message.of("draw_raised", error=f"{type(error).__name__}: {error}"))
                return
            middle = (start + stop) // 2
            self.piece(start, middle)
            self.piece(middle, stop)
            return
        self.take(_columns(returned, stop - start), start, stop)

    def take(self, found: Mapping[str, np.ma.MaskedArray[Any, Any] | Array], start: int, stop: int) -> None:
        if not self.columns:
            self.columns = {name: np.full(self.rows, np.nan) for name in found}
        if found.keys() != self.columns.keys():
            remedy = "Return the same outcomes for all draws."
            raise AssumptionError("model", "returned other outcomes than before", value=sorted(found), remedy=remedy)
        bad: dict[int, Message] = {}
        for name, values in found.items():
            numbers = np.ma.getdata(values)
            good = np.isfinite(numbers)
            if isinstance(values, np.ma.MaskedArray):
                mask = np.ma.getmaskarray(values)
                good |= mask
                numbers = np.where(mask, np.nan, numbers)
            self.columns[name][start:stop] = numbers
            if not good.all():
                for row in np.flatnonzero(~good)[: self.allowed + 1].tolist():
                    bad.setdefault(row, Message.of("draw_not_finite", outcome=name, value=repr(float(numbers[row]))))
        for row in sorted(bad):
            self.fail(start + row, bad[row])


def _columns(returned: object, m: int) -> dict[str, Any]:
    """Return the model's outcomes as columns of shape (m,), masked where it declared them undefined."""
    if not isinstance(returned, Mapping) or not returned:
        remedy = 'Return {"name": array of shape (m,) or (m, k)}.'
        raise _broken("must return a mapping with at least one outcome", type(returned).__name__, remedy)
    columns: dict[str, Any] = {}
    for name, value in returned.items():
        array = np.ma.asarray(value) if np.ma.isMaskedArray(value) else np.asarray(value)
        if array.dtype.kind not in "fiub":
            raise _broken(f"outcome {name} is not numbers", str(array.dtype), "Return floating-point numbers.")
        if array.ndim not in {1, 2} or array.shape[0] != m:
            remedy = "One row for each draw, and the model must be vectorised over draws."
            raise _broken(f"outcome {name} must have shape ({m},) or ({m}, k)", array.shape, remedy)
        array = array.astype(np.float64, copy=False)  # copied where the columns are gathered
        if array.ndim == 1:
            columns[name] = array
        else:
            columns.update({f"{name}[{k}]": array[:, k] for k in range(array.shape[1])})
    return columns


def _broken(problem: str, value: object, remedy: str) -> AssumptionError:
    return AssumptionError("model", problem, value=value, remedy=remedy)


def evaluate(
    model: Model, parameters: Mapping[str, Array], *, first: int = 0, chunk: int | None = None, allowed: int = 0
) -> BlockOutcomes:
    """Return the outcomes of a block of draws, failures counted and shown.

    Parameters
    ----------
    model, parameters
        See `Model`; parameters of shape (m,) each.
    first
        Number of the first draw of the block.
    chunk
        Draws given to the model at a time, for its memory; all of them when none.
    allowed
        How many draws may fail before the block is given up.

    Raises
    ------
    AssumptionError
        The model returns something else than it should: a fault of the model, not of a draw.

    Examples
    --------
    >>> import numpy as np
    >>> def share(p):
    ...     return {"share": np.ma.masked_where(p["growth"] < 0.0005, 0.01 / np.maximum(p["growth"], 0.0005))}
    >>> evaluate(share, {"growth": np.array([0.04, 0.0])}).columns["share"].tolist()
    [0.25, nan]
    """
    keep_freed_memory()
    work = _Evaluation(model, parameters, allowed)
    step = work.rows if chunk is None else chunk
    if step < 1:
        raise AssumptionError("chunk", "must be at least 1", value=chunk, remedy="Give a number of draws.")
    too_many = False
    try:
        for start in range(0, work.rows, step):
            work.piece(start, min(start + step, work.rows))
    except _TooManyError:
        too_many = True
    failed = sorted(work.reasons)
    for values in work.columns.values():
        values[failed] = np.nan
    shown = tuple(
        FailedDraw(
            number=first + row,
            parameters={name: float(values[row]) for name, values in parameters.items()},
            reason=work.reasons[row],
        )
        for row in failed[:SHOWN]
    )
    numbers = np.array(failed, dtype=np.int64) + first
    return BlockOutcomes(columns=work.columns, failed=numbers, shown=shown, too_many=too_many)


def refuse_too_many(subject: str, failed: int, computed: int, allowed: int, shown: tuple[FailedDraw, ...]) -> None:
    """End the run when more draws failed than may.

    Raises
    ------
    EstimationError
        `failed` is above `allowed`; the message shows the first failed draws with their assumptions.
    """
    if failed <= allowed:
        return
    draws = "; ".join(draw.text() for draw in shown[:SHOWN])
    raise EstimationError(
        subject,
        Message.of("too_many_failed", failed=failed, computed=computed, allowed=allowed, draws=draws),
        remedy=Message.of("mend_failed"),
    )


def outcome_at(columns: Mapping[str, Array], outcome: str) -> Array:
    """Return one outcome of a block.

    Raises
    ------
    AssumptionError
        The model returns no such outcome.
    """
    if outcome not in columns:
        remedy = f"The model returns: {', '.join(columns)}."
        raise AssumptionError("outcome", "is not returned by the model", value=outcome, remedy=remedy)
    return columns[outcome]
