"""Bootstrap of a translog production function: elasticities, returns to scale, TFP and regularity over replications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.estimation.bootstrap import Bootstrap, Resampling, bootstrap_coefficients
from tfp_soctrang.estimation.translog import log_tfp
from tfp_soctrang.estimation.translog_model import Returns, Scale, TranslogModel, translog_model
from tfp_soctrang.estimation.translog_regularity import production_regularity
from tfp_soctrang.estimation.translog_terms import Trend

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["TranslogBootstrap", "bootstrap_translog"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TranslogBootstrap:
    """Replications of a translog production function at the n observations of its sample.

    Every figure is over the u usable replications; `draws.left_out` tells how many are not, being singular.

    Parameters
    ----------
    model
        The function and its data.
    draws
        Coefficients of the replications.
    """

    model: TranslogModel
    draws: Bootstrap

    @property
    def elasticities(self) -> Array:
        """Of each usable replication at each observation, shape (u, n, i)."""
        weights = self.model.terms.gradients(self.model.logs, self.model.time)
        n, i, k = weights.shape
        return np.asarray((self.draws.usable @ weights.reshape(n * i, k).T).reshape(-1, n, i))

    @property
    def elasticity_errors(self) -> Array:
        """Standard deviations over replications, shape (n, i)."""
        return np.asarray(np.std(self.elasticities, axis=0, ddof=1))

    def elasticity_interval(self, level: float = 0.95) -> Array:
        """Return the percentile intervals of the elasticities, shape (n, i, 2)."""
        return _interval(self.elasticities, level)

    def returns_to_scale_interval(self, level: float = 0.95) -> Array:
        """Return the percentile intervals of the returns to scale, shape (n, 2)."""
        return _interval(self.elasticities.sum(axis=-1), level)

    def tfp_growth_interval(self, level: float = 0.95) -> Array:
        """Return the percentile intervals of log TFP growth between neighbouring observations, shape (n-1, 2)."""
        return _interval(np.diff(log_tfp(self.model, self.draws.usable), axis=-1), level)

    @property
    def regular(self) -> Array:
        """Fraction of the replications that are monotone and quasi-concave at each observation, shape (n,)."""
        second = self.model.terms.second_order(self.draws.usable)[:, None]
        found = production_regularity(self.elasticities, second)
        return np.asarray((found.monotone & found.quasi_concave).mean(axis=0))


def _interval(values: Array, level: float) -> Array:
    tail = 0.5 - 0.5 * level
    return np.moveaxis(np.quantile(values, [tail, 1.0 - tail], axis=0), 0, -1)


def bootstrap_translog(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    replications: int,
    seed: int,
    resampling: Resampling = "pairs",
    first: int = 0,
    years: ArrayLike | None = None,
    trend: Trend = "none",
    quadratic_trend: bool = False,
    returns: Returns = "free",
    separable: Sequence[Sequence[str]] = (),
    scale: Scale = "mean",
) -> TranslogBootstrap:
    """Return bootstrap replications of a translog production function, all in one call.

    Parameters and errors as `translog` and `bootstrap_coefficients`. The scale and the origin of time are those of the
    sample in every replication, so that coefficients mean the same in all of them.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> capital, labour = np.exp(random.normal(size=(2, 40)))
    >>> output = capital**0.4 * labour**0.6 * np.exp(0.01 * random.normal(size=40))
    >>> made = bootstrap_translog(output, {"capital": capital, "labour": labour}, replications=2000, seed=0)
    >>> made.elasticities.shape, made.draws.left_out, bool(made.elasticity_errors.max() < 0.02)
    ((2000, 40, 2), 0, True)
    """
    model = translog_model(
        output,
        inputs,
        years=years,
        trend=trend,
        quadratic_trend=quadratic_trend,
        returns=returns,
        separable=separable,
        scale=scale,
    )
    matrix, right = model.restrictions()
    draws = bootstrap_coefficients(
        model.response,
        model.design,
        model.terms.names,
        replications=replications,
        seed=seed,
        resampling=resampling,
        restrictions=(matrix, right) if len(right) else None,
        first=first,
    )
    return TranslogBootstrap(model=model, draws=draws)
