"""The terms of a translog function: their names, columns, gradients and the restrictions that theory puts on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.estimation.linear_hypotheses import restriction_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["TranslogTerms", "Trend"]

Trend = Literal["none", "neutral", "biased"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TranslogTerms:
    """The quadratic function of logs, and of time, that a translog is.

    F(x, t) = a₀ + Σ aᵢ xᵢ + ½ Σᵢ Σⱼ bᵢⱼ xᵢ xⱼ + aₜ t + ½ bₜₜ t² + Σ bᵢₜ xᵢ t with bᵢⱼ = bⱼᵢ.

    The coefficients stand in the order of `names`: `constant`; `capital`, …; `capital*capital` (column ½ x²),
    `capital*labour`, …; `trend`; `trend*trend` (column ½ t²); `capital*trend`, ….

    Parameters
    ----------
    arguments
        Names of the i logs: inputs of a production function; prices and output of a cost function.
    trend
        `none`; `neutral`: aₜ; `biased`: aₜ and every bᵢₜ.
    quadratic_trend
        Whether bₜₜ is there as well.
    """

    arguments: tuple[str, ...]
    trend: Trend
    quadratic_trend: bool

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The i(i+1)/2 pairs of arguments with a coefficient bᵢⱼ."""
        return tuple(combinations_with_replacement(range(len(self.arguments)), 2))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the k coefficients."""
        squares = (f"{self.arguments[i]}*{self.arguments[j]}" for i, j in self.pairs)
        trend = () if self.trend == "none" else ("trend",)
        curve = ("trend*trend",) if self.quadratic_trend else ()
        bias = tuple(f"{name}*trend" for name in self.arguments) if self.trend == "biased" else ()
        return ("constant", *self.arguments, *squares, *trend, *curve, *bias)

    def name_of(self, first: str, second: str) -> str:
        """Return the name of the coefficient of the product of two arguments, in either order."""
        i, j = sorted((self.arguments.index(first), self.arguments.index(second)))
        return f"{self.arguments[i]}*{self.arguments[j]}"

    def columns(self, logs: ArrayLike, time: ArrayLike) -> Array:
        """Return the columns of the terms, shape (…, k), at logs of shape (…, i) and time of shape (…)."""
        x, t = np.asarray(logs, dtype=np.float64), np.asarray(time, dtype=np.float64)
        squares = [(0.5 if i == j else 1.0) * x[..., i] * x[..., j] for i, j in self.pairs]
        columns = [np.ones_like(x[..., 0]), *np.moveaxis(x, -1, 0), *squares]
        if self.trend != "none":
            columns.append(t)
        if self.quadratic_trend:
            columns.append(0.5 * t * t)
        if self.trend == "biased":
            columns.extend(np.moveaxis(x * t[..., None], -1, 0))
        return np.stack(columns, axis=-1)

    def gradients(self, logs: ArrayLike, time: ArrayLike) -> Array:
        """Return W of shape (…, i, k): `W @ coefficients` are the derivatives of F by each log."""
        x, t = np.asarray(logs, dtype=np.float64), np.asarray(time, dtype=np.float64)
        names = self.names
        weights = np.zeros((*x.shape, len(names)))
        for i, first in enumerate(self.arguments):
            weights[..., i, names.index(first)] = 1.0
            for j, second in enumerate(self.arguments):
                weights[..., i, names.index(self.name_of(first, second))] = x[..., j]
            if self.trend == "biased":
                weights[..., i, names.index(f"{first}*trend")] = t
        return weights

    def time_gradient(self, logs: ArrayLike, time: ArrayLike) -> Array:
        """Return w of shape (…, k): `w @ coefficients` is the derivative of F by time."""
        x, t = np.asarray(logs, dtype=np.float64), np.asarray(time, dtype=np.float64)
        names = self.names
        weights = np.zeros((*x.shape[:-1], len(names)))
        if self.trend != "none":
            weights[..., names.index("trend")] = 1.0
        if self.quadratic_trend:
            weights[..., names.index("trend*trend")] = t
        if self.trend == "biased":
            for i, name in enumerate(self.arguments):
                weights[..., names.index(f"{name}*trend")] = x[..., i]
        return weights

    def second_order(self, coefficients: ArrayLike) -> Array:
        """Return the symmetric bᵢⱼ, shape (…, i, i), of coefficients of shape (…, k)."""
        values = np.asarray(coefficients, dtype=np.float64)
        places = {name: at for at, name in enumerate(self.names)}
        rows = [[places[self.name_of(a, b)] for b in self.arguments] for a in self.arguments]
        return np.asarray(values[..., np.array(rows)])

    def homogeneity(self, of: Sequence[str] | None = None, degree: float = 1.0) -> Restrictions:
        """Return the restrictions of homogeneity in the arguments `of` (None: in all).

        Σᵢ aᵢ = degree, Σᵢ bᵢⱼ = 0 for every argument j, Σᵢ bᵢₜ = 0, each i over `of`. In all inputs and of degree one:
        constant returns to scale; in prices of a cost function: prices count relative to each other only.
        """
        among = tuple(self.arguments if of is None else of)
        equations: list[tuple[Mapping[str, float], float]] = [(dict.fromkeys(among, 1.0), degree)]
        equations += [(dict.fromkeys([self.name_of(i, j) for i in among], 1.0), 0.0) for j in self.arguments]
        if self.trend == "biased":
            equations.append((dict.fromkeys([f"{name}*trend" for name in among], 1.0), 0.0))
        return restriction_rows(self.names, equations)

    def separability(self, groups: Sequence[Sequence[str]]) -> Restrictions:
        """Return the restrictions of linear separability of each group: bᵢₖ = 0 for i in it and k outside it.

        They make the ratio of any two elasticities of the group independent of every input outside it, everywhere:
        the sufficient, global form of Berndt and Christensen (1973). Whether the weaker form holds at a point is a
        test, not a restriction on the coefficients that is linear.
        """
        names = sorted(
            {
                self.name_of(inside, outside)
                for group in groups
                for inside in group
                for outside in self.arguments
                if outside not in group
            },
            key=self.names.index,
        )
        return restriction_rows(self.names, [({name: 1.0}, 0.0) for name in names])

    def cobb_douglas(self) -> Restrictions:
        """Return the restrictions of a Cobb–Douglas function: every bᵢⱼ and bᵢₜ is zero, elasticities are constant."""
        squares = [f"{self.arguments[i]}*{self.arguments[j]}" for i, j in self.pairs]
        return restriction_rows(self.names, [({name: 1.0}, 0.0) for name in [*squares, *self.bias_names]])

    @property
    def bias_names(self) -> tuple[str, ...]:
        """Of the coefficients bᵢₜ, by which technical change favours one input over another."""
        return tuple(f"{name}*trend" for name in self.arguments) if self.trend == "biased" else ()

    @property
    def trend_names(self) -> tuple[str, ...]:
        """Of every coefficient that time enters by."""
        return tuple(name for name in self.names if name.split("*")[-1] == "trend")

    def zero(self, names: Sequence[str]) -> Restrictions:
        """Return the restrictions that the coefficients `names` are zero."""
        return restriction_rows(self.names, [({name: 1.0}, 0.0) for name in names])
