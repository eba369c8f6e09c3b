"""The data of a translog production function made ready: scaled logs, time, design, and the restrictions asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import rank_of
from tfp_soctrang.estimation.linear_hypotheses import independent_restrictions, stacked_restrictions
from tfp_soctrang.estimation.observations import Observations, observations
from tfp_soctrang.estimation.translog_terms import TranslogTerms, Trend

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["Returns", "Scale", "TranslogModel", "refuse_collinear", "refuse_trend", "translog_model"]

Returns = Literal["free", "constant"]
Scale = Literal["mean", "none"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TranslogModel(Shown):
    """A translog production function and its data: `response` on `design` under `imposed`.

    Parameters
    ----------
    data
        Logs of output and inputs as given.
    terms
        Of the function.
    logs
        Of the inputs, scaled, shape (n, i).
    time
        Shape (n,).
    imposed
        R and r by what they impose: "returns", "separability".
    choices
        As `ProductionFit` tells them.
    """

    data: Observations
    terms: TranslogTerms
    logs: Array
    time: Array
    imposed: Mapping[str, Restrictions]
    choices: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        for array in (self.logs, self.time):
            array.setflags(write=False)

    @property
    def response(self) -> Array:
        """Log of output, shape (n,)."""
        return self.data.log_output

    @property
    def design(self) -> Array:
        """Columns of the terms, shape (n, k)."""
        return self.terms.columns(self.logs, self.time)

    def restrictions(self, without: str = "") -> Restrictions:
        """Return the independent restrictions imposed, all but those of `without`."""
        kept = [pair for name, pair in self.imposed.items() if name != without]
        return independent_restrictions(stacked_restrictions(kept, len(self.terms.names)))


def translog_model(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    trend: Trend = "none",
    quadratic_trend: bool = False,
    returns: Returns = "free",
    separable: Sequence[Sequence[str]] = (),
    scale: Scale = "mean",
    consecutive: bool = False,
) -> TranslogModel:
    """Return a translog production function with its data, checked; parameters and errors as `translog`."""
    refuse_unknown(trend, "trend", get_args(Trend))
    refuse_unknown(returns, "returns", get_args(Returns))
    refuse_unknown(scale, "scale", get_args(Scale))
    _refuse_names(tuple(inputs))
    refuse_trend(trend, quadratic_trend, years is not None)
    data = observations(output, inputs, years, consecutive=consecutive or trend != "none")
    terms = TranslogTerms(arguments=data.input_names, trend=trend, quadratic_trend=quadratic_trend)
    origin = data.log_inputs.mean(axis=0) if scale == "mean" else np.zeros(len(data.input_names))
    first = data.years.mean() if scale == "mean" else data.years[0]
    imposed: dict[str, Restrictions] = {}
    if returns == "constant":
        imposed["returns"] = terms.homogeneity()
    if separable:
        _refuse_groups(separable, data.input_names)
        imposed["separability"] = terms.separability(separable)
    model = TranslogModel(
        data=data,
        terms=terms,
        logs=data.log_inputs - origin,
        time=data.years - first,
        imposed=imposed,
        choices=(
            ("trend", trend),
            ("quadratic_trend", "yes" if quadratic_trend else "no"),
            ("returns", returns),
            ("separable", ", ".join("+".join(group) for group in separable)),
            ("scale", scale),
        ),
    )
    _refuse_collinear(model)
    _refuse_short(model)
    return model


def _refuse_names(names: tuple[str, ...]) -> None:
    for name in names:
        if name in ("constant", "trend") or set(name) & set("*+,"):
            raise EstimationError(
                f"input {name}",
                "has the name of another term",
                value=name,
                remedy="Call it something else, without the signs * + and comma.",
            )


def refuse_trend(trend: Trend, quadratic_trend: bool, has_years: bool) -> None:
    """Refuse a trend that bends without being there, or that has no years.

    Raises
    ------
    EstimationError
        One of the two.
    """
    if quadratic_trend and trend == "none":
        raise EstimationError(
            "quadratic_trend",
            "bends a trend that is not there",
            value=trend,
            remedy="Give trend='neutral' or 'biased'.",
        )
    if trend != "none" and not has_years:
        raise EstimationError(
            "years", "must be given where there is a trend", remedy="Give the year of each level, or trend='none'."
        )


def _refuse_groups(groups: Sequence[Sequence[str]], names: tuple[str, ...]) -> None:
    for group in groups:
        if isinstance(group, str) or not set(group) < set(names) or not group:
            raise EstimationError(
                "separable",
                "must be groups of some, not all, of the inputs",
                value=group,
                remedy=f"For example separable=(('{names[0]}',),), with names among: {', '.join(names)}.",
            )


def refuse_collinear(columns: Array, labels: Sequence[str], size: float) -> None:
    """Refuse series of logs, or of time, that are a constant or a combination of those before them.

    Parameters
    ----------
    columns
        Shape (n, i).
    labels
        Of the columns.
    size
        Of the logs they were made from: a difference of logs that is constant but for rounding has no length of its own
        to be judged by.

    Raises
    ------
    EstimationError
        A column repeats those before it: it is named.
    """
    centred = columns - columns.mean(axis=0)
    still = np.abs(centred).max(axis=0) <= 1e-13 * (1.0 + size)
    _, dependent = rank_of(np.where(still, 0.0, centred))
    if dependent:
        raise EstimationError(
            labels[dependent[0]],
            "moves, in logs, in a fixed proportion to those before it: what each does cannot be told apart",
            remedy="Leave it out, take a longer or more varied sample, or a Cobb–Douglas function with a given share.",
        )


def _refuse_collinear(model: TranslogModel) -> None:
    """Refuse inputs whose logs, taken relative to the last input's where returns are constant, repeat each other."""
    logs, labels = model.data.log_inputs, list(model.data.input_names)
    columns = logs - logs.mean(axis=0)
    if "returns" in model.imposed:
        columns, labels = logs[:, :-1] - logs[:, -1:], [f"{name}/{labels[-1]}" for name in labels[:-1]]
    if model.terms.trend != "none":
        columns, labels = np.column_stack([columns, model.time]), [*labels, "trend"]
    if labels:
        refuse_collinear(columns, labels, float(np.abs(logs).max()))


def _refuse_short(model: TranslogModel) -> None:
    n, k = model.design.shape
    k -= len(model.restrictions()[1])
    if n <= k:
        count = len(model.data.input_names)
        raise EstimationError(
            "observations",
            f"are not enough for the {k} free coefficients of a translog function of {count} inputs",
            value=n,
            remedy="Take returns='constant', a simpler trend, separable groups, fewer inputs, or Cobb–Douglas.",
        )
