"""TFP as a random walk with drift, for many samples at once: generalised least squares on growth rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import coefficients_of
from tfp_soctrang.estimation.normal_scale import NormalScale
from tfp_soctrang.estimation.prior import NormalPrior
from tfp_soctrang.estimation.scale_mixture import ScaleMixture
from tfp_soctrang.estimation.state_space_tfp import Returns, elasticity_map

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["DriftEstimates", "drift_estimates"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DriftEstimates(Shown):
    """Random walks with drift fitted to samples: Δlog Y = g + Σ ε_i Δlog X_i + η, η of the variance v.

    Parameters
    ----------
    input_names
        Of the i inputs.
    elasticities
        Shape (…, i).
    elasticity_covariance
        Given the variance, shape (…, i, i).
    drift, drift_errors
        Yearly growth of TFP and its standard error given the variance, shape (…).
    variance
        v of greatest likelihood, shape (…); without a prior the sum of squares over the degrees of freedom.
    degrees_of_freedom
        Growth rates less free coefficients; one with a prior is not free.
    scale, prior
        What `interval` needs: the likelihood of v, and the prior or None.
    """

    input_names: tuple[str, ...]
    elasticities: Array
    elasticity_covariance: Array
    drift: Array
    drift_errors: Array
    variance: Array
    degrees_of_freedom: int
    scale: NormalScale
    prior: NormalPrior | None

    def __post_init__(self) -> None:
        for array in (self.elasticities, self.elasticity_covariance, self.drift, self.drift_errors, self.variance):
            array.setflags(write=False)

    @property
    def elasticity_errors(self) -> Array:
        """Standard errors of the elasticities given the variance, shape (…, i)."""
        return np.asarray(np.sqrt(np.einsum("...ii->...i", self.elasticity_covariance)))

    def elasticity(self, name: str) -> Array:
        """Return the elasticity of the input `name`, shape (…)."""
        return np.asarray(self.elasticities[..., self.input_names.index(name)])

    def interval(self, name: str, level: float = 0.95) -> Array:
        """Return intervals of the elasticity `name` that count the doubt about the variance, shape (…, 2).

        Without a prior this is Student's t, exact in small samples. With one it is the posterior of the prior and
        the usual flat one on log v, by quadrature over v.

        Raises
        ------
        EstimationError
            With a prior: another input than that of the prior.
        """
        from scipy.special import stdtrit

        centre = self.elasticity(name)
        if self.prior is None:
            error = self.elasticity_errors[..., self.input_names.index(name)]
            half = stdtrit(self.degrees_of_freedom, 0.5 + 0.5 * level) * error
            return np.stack([centre - half, centre + half], axis=-1)
        own = self.prior.input_name
        if name != own:
            raise EstimationError(
                "interval", "with a prior is that of its input", value=name, remedy=f"Ask for interval({own!r})."
            )
        return ScaleMixture.of(self.scale, self.prior.mean).interval(level)


def drift_estimates(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    capital_share: float | NormalPrior | None = None,
    returns: Returns = "constant",
) -> DriftEstimates:
    """Return TFP drift and elasticities of many samples, as `state_space` finds them one by one.

    Parameters
    ----------
    output, inputs
        Positive levels, shape (…, n): years on the last axis, samples before it.
    capital_share, returns
        As in `state_space`.

    Returns
    -------
    DriftEstimates
        Equal to `state_space` with a random walk with drift and no measurement error.

    Raises
    ------
    DataError
        A level that is not positive.
    EstimationError
        Shapes that do not fit, too few years, or a sample whose inputs cannot be told from the drift.

    References
    ----------
    Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> capital, labour = np.exp(rng.normal(0.05, 0.03, (2, 1000, 25)).cumsum(axis=-1))
    >>> output = capital**0.4 * labour**0.6 * np.exp(rng.normal(0.02, 0.02, (1000, 25)).cumsum(axis=-1))
    >>> found = drift_estimates(output, {"capital": capital, "labour": labour})
    >>> found.elasticity("capital").shape, round(float(found.elasticity("capital").mean()), 1)
    ((1000,), 0.4)
    """
    names = tuple(inputs)
    share = capital_share if capital_share is None or isinstance(capital_share, NormalPrior) else float(capital_share)
    mapping = elasticity_map(names, share, returns)
    growth = [_growth(values, name) for name, values in [("output", output), *inputs.items()]]
    try:
        shape = np.broadcast_shapes(*(rate.shape for rate in growth))
    except ValueError as error:
        raise EstimationError(
            "output and inputs",
            "do not fit together",
            value=[rate.shape for rate in growth],
            remedy="Samples first, years last.",
        ) from error
    rates = np.stack([np.broadcast_to(rate, shape) for rate in growth[1:]], axis=-1)
    y = np.broadcast_to(growth[0], shape) - rates @ mapping.fixed
    x = rates @ mapping.matrix
    prior = share if isinstance(share, NormalPrior) else None
    k = len(mapping.names)
    freedom = shape[-1] - 1 - k + (prior is not None)
    if freedom < 2:
        raise EstimationError(
            "observations", "are not enough for these coefficients", value=shape[-1] + 1, remedy="Take more years."
        )
    scale = _reduced(y, x, prior, freedom, mapping.names, np.sqrt((rates**2).sum(axis=(-1, -2))))
    variance = np.broadcast_to(scale.mode(), shape[:-1])
    coefficients, covariance = _posterior(y, x, prior, variance)
    spread = np.einsum("ij,...jk,lk->...il", mapping.matrix, covariance[..., 1:, 1:], mapping.matrix)
    return DriftEstimates(
        input_names=names,
        elasticities=mapping.fixed + coefficients[..., 1:] @ mapping.matrix.T,
        elasticity_covariance=spread,
        drift=coefficients[..., 0].copy(),
        drift_errors=np.sqrt(covariance[..., 0, 0]),
        variance=variance.copy(),
        degrees_of_freedom=freedom,
        scale=scale,
        prior=prior,
    )


def _growth(levels: ArrayLike, name: str) -> Array:
    array = np.asarray(levels, dtype=np.float64)
    if array.ndim == 0 or array.shape[-1] < 2:
        raise EstimationError(name, "needs years on its last axis", value=array.shape, remedy="Shape (…, n).")
    refuse(
        array,
        ~(np.isfinite(array) & (array > 0.0)),
        name,
        "must be a finite number above zero",
        "A growth rate needs positive levels: correct or supply the figure.",
    )
    return np.asarray(np.diff(np.log(array), axis=-1))


def _refuse_collinear(x: Array, names: tuple[str, ...], movement: Array) -> None:
    """Refuse samples in which an input, less its mean growth and the inputs before it, does not move.

    A column may be a difference of growth rates: `movement`, shape (…), is the length of those.
    """
    size = np.sqrt((x * x).sum(axis=-2))
    _, r = np.linalg.qr(x / np.where(size > 0.0, size, 1.0)[..., np.newaxis, :])
    bad = np.abs(np.einsum("...ii->...i", r)) < 1e-10
    bad |= size <= 1e-10 * movement[..., np.newaxis]
    if bad.any():
        where = tuple(int(i) for i in np.argwhere(bad)[0])
        at = names[where[-1] - 1]
        raise EstimationError(
            f"{at}, sample {', '.join(map(str, where[:-1]))}" if len(where) > 1 else at,
            "grows evenly or like the other inputs: its elasticity cannot be told from the drift",
            remedy="Give the capital share as a number or as a prior, or assume constant returns.",
        )


def _reduced(
    y: Array, x: Array, prior: NormalPrior | None, freedom: int, names: tuple[str, ...], movement: Array
) -> NormalScale:
    ones = np.ones((*y.shape, 1))
    diffuse = np.concatenate([ones, x if prior is None else x[..., 1:]], axis=-1)
    _refuse_collinear(diffuse, names if prior is None else names[1:], movement)
    q, _ = np.linalg.qr(diffuse)

    def left(column: Array) -> Array:
        for _ in range(2):  # the second pass removes what rounding left of the first
            column = column - np.einsum("...ij,...kj,...k->...i", q, q, column)
        return column

    rest = left(y)
    exact = (rest**2).sum(axis=-1) <= 1e-22 * (y**2).sum(axis=-1)
    if exact.any():
        raise EstimationError(
            "variance",
            "is zero: an even drift and the inputs explain a sample exactly",
            value=int(exact.sum()),
            remedy="Made-up or interpolated figures do this: take measured ones.",
        )
    if prior is None:
        zero = np.zeros(y.shape[:-1])
        return NormalScale(
            degrees_of_freedom=freedom,
            sum_of_squares=(rest**2).sum(axis=-1),
            score=zero,
            information=zero,
            prior_variance=0.0,
        )
    column = left(x[..., 0])
    away = rest - prior.mean * column
    return NormalScale(
        degrees_of_freedom=freedom,
        sum_of_squares=(away**2).sum(axis=-1),
        score=(column * away).sum(axis=-1),
        information=(column**2).sum(axis=-1),
        prior_variance=prior.sd**2,
    )


def _posterior(y: Array, x: Array, prior: NormalPrior | None, variance: Array) -> tuple[Array, Array]:
    """Return mean and covariance of drift and coefficients, shapes (…, 1 + k) and (…, 1 + k, 1 + k)."""
    design = np.concatenate([np.ones((*y.shape, 1)), x], axis=-1)
    if prior is not None:
        row = np.zeros((*y.shape[:-1], 1, design.shape[-1]))
        row[..., 0, 1] = np.sqrt(variance) / prior.sd
        y = np.concatenate([y, row[..., 0, 1, np.newaxis] * prior.mean], axis=-1)
        design = np.concatenate([design, row], axis=-2)
    coefficients = coefficients_of(y, design)
    _, r = np.linalg.qr(design)
    inverse = np.linalg.inv(r)
    covariance = variance[..., np.newaxis, np.newaxis] * inverse @ np.swapaxes(inverse, -1, -2)
    return coefficients, np.asarray(covariance)
