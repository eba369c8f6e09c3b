"""The data of a translog cost function made ready: scaled logs of prices and output, equations, restrictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.linear_hypotheses import (
    independent_restrictions,
    restriction_rows,
    stacked_restrictions,
)
from tfp_soctrang.estimation.observations import observations
from tfp_soctrang.estimation.share_system import adding_up_shares, dropped_share
from tfp_soctrang.estimation.translog_model import Returns, Scale, refuse_collinear, refuse_trend
from tfp_soctrang.estimation.translog_terms import TranslogTerms, Trend
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["CostModel", "constant_returns", "cost_model"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CostModel(Shown):
    """A translog cost function and its data: `response` of m equations on `design`, coefficients `names`.

    Parameters
    ----------
    years, inputs
        Labels of the n observations and names of the i inputs.
    terms
        Of the whole cost function.
    kept
        Which of them the equations tell: all with a cost equation, else those in the shares.
    logs, time
        Scaled logs of prices and, where given, output, shape (n, i or i+1); time, shape (n,).
    shares
        Observed, shape (n, i), or None.
    response, design, equations
        Shapes (n, m), (n, m, k) and m names.
    imposed
        R and r on the kept coefficients: "homogeneity", "returns".
    choices
        As `CostFit` tells them.
    """

    years: NDArray[np.int64]
    inputs: tuple[str, ...]
    terms: TranslogTerms
    kept: tuple[int, ...]
    logs: Array
    time: Array
    shares: Array | None
    response: Array
    design: Array
    equations: tuple[str, ...]
    imposed: Mapping[str, Restrictions]
    choices: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        for array in (self.years, self.logs, self.time, self.response, self.design):
            array.setflags(write=False)
        if self.shares is not None:
            self.shares.setflags(write=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the k coefficients."""
        return tuple(self.terms.names[i] for i in self.kept)

    @property
    def has_cost(self) -> bool:
        """Whether the first equation is that of cost."""
        return "cost" in self.equations

    @property
    def share_weights(self) -> Array:
        """W of shape (n, i, k): `W @ coefficients` are the cost shares."""
        return self.terms.gradients(self.logs, self.time)[:, : len(self.inputs)][..., self.kept]

    @property
    def output_weights(self) -> Array | NotApplicable:
        """Shape (n, k): the elasticity of cost with respect to output."""
        if not self.has_cost:
            return NotApplicable(Message.of("cost_without_output"))
        return self.terms.gradients(self.logs, self.time)[:, -1][..., self.kept]

    @property
    def time_weights(self) -> Array | NotApplicable:
        """Shape (n, k): the change of log cost with time."""
        if not self.has_cost:
            return NotApplicable(Message.of("cost_without_output"))
        if self.terms.trend == "none":
            return NotApplicable(Message.of("cost_without_trend"))
        return self.terms.time_gradient(self.logs, self.time)[..., self.kept]

    @property
    def units(self) -> Array:
        """Which coefficient each bᵢⱼ among prices is, shape (i, i, k) of zeros and ones."""
        every = np.eye(len(self.names))
        return np.array([[every[self.names.index(self.terms.name_of(a, b))] for b in self.inputs] for a in self.inputs])

    def second_order(self, coefficients: Array) -> Array:
        """Return bᵢⱼ among prices, shape (i, i)."""
        return np.asarray(self.units @ coefficients)

    def restrictions(self, without: str = "") -> Restrictions:
        """Return the independent restrictions imposed, all but those of `without`."""
        chosen = [pair for name, pair in self.imposed.items() if name != without]
        return independent_restrictions(stacked_restrictions(chosen, len(self.kept)))


def constant_returns(terms: TranslogTerms) -> Restrictions:
    """Return the restrictions of cost in proportion to output: a_y = 1 and no other term in output."""
    others = [name for name in terms.names if "output" in name.split("*") and name != "output"]
    return restriction_rows(terms.names, [({"output": 1.0}, 1.0), *(({name: 1.0}, 0.0) for name in others)])


def cost_model(
    prices: Mapping[str, ArrayLike],
    *,
    shares: Mapping[str, ArrayLike] | None = None,
    cost: ArrayLike | None = None,
    output: ArrayLike | None = None,
    years: ArrayLike | None = None,
    trend: Trend = "none",
    quadratic_trend: bool = False,
    returns: Returns = "free",
    scale: Scale = "mean",
    dropped: str | None = None,
) -> CostModel:
    """Return a translog cost function with its data, checked; parameters and errors as `translog_cost`."""
    refuse_unknown(trend, "trend", get_args(Trend))
    refuse_unknown(returns, "returns", get_args(Returns))
    refuse_unknown(scale, "scale", get_args(Scale))
    inputs = tuple(prices)
    _refuse_choices(inputs, shares, cost, output, trend, quadratic_trend, years is not None)
    series = dict(prices)
    if output is not None:
        series["output"] = output
    if cost is not None:
        series["cost"] = cost
    length = np.shape(next(iter(series.values())))
    # the check of output belongs to production functions: here every series stands among the others under its own name
    data = observations(np.arange(1.0, 1.0 + (length[0] if length else 1)), series, years, consecutive=trend != "none")
    arguments = tuple(name for name in series if name != "cost")
    logs = data.log_inputs[:, : len(arguments)]
    origin = logs.mean(axis=0) if scale == "mean" else np.zeros(len(arguments))
    logs = logs - origin
    time = data.years - (data.years.mean() if scale == "mean" else data.years[0])
    terms = TranslogTerms(arguments=arguments, trend=trend, quadratic_trend=quadratic_trend)
    table = None if shares is None else adding_up_shares(shares, inputs, data.years)
    out = dropped_share(dropped, inputs)
    equations, response, design = [], [], []
    if cost is not None:
        equations, response, design = ["cost"], [data.log_inputs[:, -1]], [terms.columns(logs, time)]
    if table is not None:
        gradients = terms.gradients(logs, time)
        for i, name in enumerate(inputs):
            if name != out:
                equations.append(name)
                response.append(table[:, i])
                design.append(gradients[:, i])
    kept = _kept(terms, inputs, cost is not None)

    def on_kept(restrictions: Restrictions) -> Restrictions:
        matrix, right = restrictions
        entering = (matrix[:, kept] != 0.0).any(axis=1)
        return independent_restrictions((matrix[entering][:, kept], right[entering]))

    imposed = {"homogeneity": on_kept(terms.homogeneity(inputs))}
    if returns == "constant" and output is not None:
        imposed["returns"] = on_kept(constant_returns(terms))
    relative = logs[:, : len(inputs) - 1] - logs[:, [len(inputs) - 1]]
    labels = [f"{name}/{inputs[-1]}" for name in inputs[:-1]]
    if output is not None and "returns" not in imposed:
        relative, labels = np.column_stack([relative, logs[:, -1]]), [*labels, "output"]
    if trend == "biased" or (trend == "neutral" and cost is not None):
        relative, labels = np.column_stack([relative, time]), [*labels, "trend"]
    refuse_collinear(relative, labels, float(np.abs(data.log_inputs).max()))
    return CostModel(
        years=data.years,
        inputs=inputs,
        terms=terms,
        kept=kept,
        logs=logs,
        time=time,
        shares=table,
        response=np.column_stack(response),
        design=np.stack(design, axis=1)[..., kept],
        equations=tuple(equations),
        imposed=imposed,
        choices=(
            ("trend", trend),
            ("quadratic_trend", "yes" if quadratic_trend else "no"),
            ("returns", returns),
            ("scale", scale),
            ("dropped", out if table is not None else ""),
        ),
    )


def _kept(terms: TranslogTerms, inputs: tuple[str, ...], has_cost: bool) -> tuple[int, ...]:
    names = terms.names
    if has_cost:
        return tuple(range(len(names)))
    return tuple(i for i, name in enumerate(names) if set(name.split("*")) & set(inputs))


def _refuse_choices(
    inputs: tuple[str, ...],
    shares: object,
    cost: object,
    output: object,
    trend: Trend,
    quadratic_trend: bool,
    has_years: bool,
) -> None:
    for name in inputs:
        if name in ("constant", "trend", "output", "cost") or "*" in name:
            raise EstimationError(
                f"input {name}", "has the name of another term", value=name, remedy="Call the input something else."
            )
    if len(inputs) < 2:
        raise EstimationError(
            "prices", "must be those of two inputs or more", value=list(inputs), remedy="Give the others as well."
        )
    if shares is None and cost is None:
        raise EstimationError(
            "shares and cost", "are both missing", remedy="Give the cost shares, the cost and output, or all three."
        )
    if cost is not None and output is None:
        raise EstimationError("output", "must be given with cost", remedy="Give output, or the cost shares alone.")
    refuse_trend(trend, quadratic_trend, has_years)
