"""Elasticities and TFP when the variances are not known: their posteriors mixed over a grid of variances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.scale_mixture import ScaleMixture, scale_nodes
from tfp_soctrang.estimation.state_space_tfp import StateSpaceFit
from tfp_soctrang.estimation.trend_likelihood import posterior, scale_given
from tfp_soctrang.estimation.trend_model import states
from tfp_soctrang.estimation.trend_paths import path_covariance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["OverVariances", "over_variances", "proportion_nodes"]

# What weighs less than this, relative to the heaviest node, is left out.
_LIGHT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OverVariances(Shown):
    """Elasticities and log TFP with the doubt about the variances counted.

    Parameters
    ----------
    input_names, years
        As in the fit.
    elasticities
        Mixture over the i inputs: `elasticities.interval(0.95)` is of shape (i, 2).
    tfp
        Mixture over the n years; levels with inputs in units of their geometric means.
    tfp_covariance
        Of log TFP between years, shape (n, n), by the law of total variance.
    variances, weights
        Grid of variances, shape (nodes, m), and posterior weights, (nodes,).
    """

    input_names: tuple[str, ...]
    years: NDArray[np.int64]
    elasticities: ScaleMixture
    tfp: ScaleMixture
    tfp_covariance: Array
    variances: Array
    weights: Array

    def __post_init__(self) -> None:
        for array in (self.tfp_covariance, self.variances, self.weights):
            array.setflags(write=False)

    def interval(self, name: str, level: float = 0.95) -> tuple[float, float]:
        """Return the interval of the elasticity of the input `name`."""
        low, high = self.elasticities.interval(level)[self.input_names.index(name)]
        return float(low), float(high)


def over_variances(found: StateSpaceFit, *, nodes: int = 16, scale_points: int = 41) -> OverVariances:
    """Return the posterior of elasticities and TFP of a state-space fit, its variances integrated out.

    The prior of the variances says nothing: their sum is flat in its log, their proportions are uniform. The sum is
    integrated by the trapezoidal rule over its log, proportions by Gauss and Legendre's rule over angles, which is
    dense where a variance is close to zero.

    Parameters
    ----------
    found
        From `state_space`, with estimated variances.
    nodes, scale_points
        Nodes of each angle, and of the sum of the variances.

    Raises
    ------
    EstimationError
        The variances were given; a fixed share and constant returns leave no elasticity in doubt, which is no error.

    Notes
    -----
    With a random walk with drift, no measurement error and no prior the interval of the elasticity is that of least
    squares on growth rates: Student's t.

    References
    ----------
    Harvey, Trimbur and van Dijk (2007), Journal of Econometrics 140, 618–649 (trends by Bayesian methods).
    """
    if found.variances.given:
        raise EstimationError(
            "variances", "were given: there is no doubt about them to integrate over", remedy="Estimate them."
        )
    regression, mapping = found.regression, found.elasticity_map
    n = len(regression.response)
    proportions, angle_weights = proportion_nodes(len(found.variances.names), nodes)
    scales = [scale_given(regression, row) for row in proportions]
    grids = [scale_nodes(scale, scale_points) for scale in scales]
    steps = np.array([np.log(variance[-1] / variance[0]) / (scale_points - 1) for variance, _ in grids])
    log_weights = np.array([density for _, density in grids]) + np.log(angle_weights * steps)[:, None]
    weights = np.exp(log_weights - log_weights.max())
    weights = np.where(weights > _LIGHT, weights, 0.0)
    weights /= weights.sum()
    centre = regression.design.mean(axis=0)
    means, covariances, levels, spreads, rows = [], [], [], [], []
    for row, (variance, _), weight in zip(proportions, grids, weights, strict=True):
        if not weight.any():
            continue
        both = states(regression.model, row, regression.columns)
        table = both.innovations.standardised
        own = path_covariance(regression.model, row, n)
        per_input = both.smoothed[:, 0, 1:] - centre
        for v, w in zip(variance[weight > 0.0], weight[weight > 0.0], strict=True):
            mean, covariance = posterior(table, float(v), regression.prior)
            means.append(mapping.fixed + mapping.matrix @ mean)
            covariances.append(np.diag(mapping.matrix @ covariance @ mapping.matrix.T))
            levels.append(both.smoothed[:, 0] @ np.append(1.0, -mean) + centre @ mean)
            spreads.append(v * own + per_input @ covariance @ per_input.T)
            rows.append((w, *(v * row)))
    table = np.array(rows)
    weight = table[:, 0] / table[:, 0].sum()
    level = np.array(levels)
    away = level - weight @ level
    spread = np.array(spreads)
    return OverVariances(
        input_names=found.fit.input_names,
        years=found.fit.years,
        elasticities=_mixture(np.array(means), np.array(covariances), weight),
        tfp=_mixture(level, np.einsum("kii->ki", spread).copy(), weight),
        tfp_covariance=np.einsum("k,kij->ij", weight, spread) + np.einsum("k,ki,kj->ij", weight, away, away),
        variances=table[:, 1:].copy(),
        weights=weight,
    )


def _mixture(means: Array, variances: Array, weight: Array) -> ScaleMixture:
    return ScaleMixture(means=means, variances=np.maximum(variances, 0.0), weights=weight[:, np.newaxis])


def proportion_nodes(count: int, nodes: int) -> tuple[Array, Array]:
    """Return proportions that sum to one, shape (k, count), and the weights of their integral over the simplex.

    With sin² of an angle as the proportion the weights carry the derivative; the volume of the simplex is one.

    Examples
    --------
    >>> proportions, weights = proportion_nodes(2, 8)
    >>> (weights @ proportions).round(6).tolist()
    [0.5, 0.5]
    """
    if count == 1:
        return np.ones((1, 1)), np.ones(1)
    points, rule = np.polynomial.legendre.leggauss(nodes)
    angle, rule = 0.25 * np.pi * (points + 1.0), 0.25 * np.pi * rule
    part, density = np.sin(angle) ** 2, np.sin(2.0 * angle) * rule
    if count == 2:
        return np.column_stack([part, 1.0 - part]), np.asarray(density)
    first, second = np.meshgrid(part, part, indexing="ij")
    # density of uniform proportions: 2 on the triangle; the second splits what the first leaves
    weights = 2.0 * np.multiply.outer(density * (1.0 - part), density)
    return (
        np.column_stack([first.ravel(), ((1 - first) * second).ravel(), ((1 - first) * (1 - second)).ravel()]),
        np.asarray(weights.ravel()),
    )
