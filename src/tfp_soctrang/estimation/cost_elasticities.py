"""Elasticities of substitution and of demand of a translog cost function, with delta-method errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["CostElasticities", "cost_elasticities"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CostElasticities(Shown):
    """How demand for input i answers the price of input j at each observation: element [t, i, j], shapes (n, i, i).

    Parameters
    ----------
    price
        ηᵢⱼ = ∂ln Xᵢ/∂ln pⱼ at given output; rows sum to zero.
    allen
        σᵢⱼ = ηᵢⱼ / sⱼ (Allen and Uzawa), symmetric; positive for substitutes.
    price_errors, allen_errors
        Standard errors by the delta method.
    """

    input_names: tuple[str, ...]
    price: Array
    price_errors: Array
    allen: Array
    allen_errors: Array

    def __post_init__(self) -> None:
        for array in (self.price, self.price_errors, self.allen, self.allen_errors):
            array.setflags(write=False)

    @property
    def morishima(self) -> Array:
        """∂ln(Xᵢ/Xⱼ)/∂ln pⱼ = ηᵢⱼ - ηⱼⱼ: Blackorby and Russell (1989), American Economic Review 79; zero for i = j."""
        own = np.einsum("nii->ni", self.price)
        return np.asarray(self.price - own[:, None, :])


def cost_elasticities(
    names: tuple[str, ...],
    second_order: Array,
    units: Array,
    shares: Array,
    share_weights: Array | None,
    covariance: Array,
) -> CostElasticities:
    """Return elasticities of demand and of substitution from shares and bᵢⱼ.

    ηᵢⱼ = bᵢⱼ / sᵢ + sⱼ - δᵢⱼ and σᵢⱼ = ηᵢⱼ / sⱼ.

    Parameters
    ----------
    second_order
        bᵢⱼ among prices, shape (i, i).
    units
        Which coefficient each bᵢⱼ is, shape (i, i, k) of zeros and ones.
    shares
        Shape (n, i).
    share_weights
        W of shape (n, i, k) with shares = W @ coefficients where shares are fitted: they are then as uncertain as the
        coefficients. None: shares are observed, and taken as given (the convention of Berndt and Wood).
    covariance
        Of the coefficients, shape (k, k).

    References
    ----------
    Berndt and Wood (1975), Review of Economics and Statistics 57, 259–268, equations 8 and 9. Binswanger (1974),
    American Journal of Agricultural Economics 56, 377–386.
    """
    identity = np.eye(len(names))
    s_i, s_j = shares[:, :, None], shares[:, None, :]
    price = second_order / s_i + s_j - identity
    allen = price / s_j
    slopes = units / s_i[..., None]
    allen_slopes = slopes / s_j[..., None]
    if share_weights is not None:
        w_i, w_j = share_weights[:, :, None, :], share_weights[:, None, :, :]
        slopes = slopes - (second_order / s_i**2)[..., None] * w_i + w_j
        allen_slopes = (slopes - allen[..., None] * w_j) / s_j[..., None]
    return CostElasticities(
        input_names=names,
        price=price,
        price_errors=_errors(slopes, covariance),
        allen=allen,
        allen_errors=_errors(allen_slopes, covariance),
    )


def _errors(slopes: Array, covariance: Array) -> Array:
    variance = np.einsum("nijk,nijk->nij", slopes @ covariance, slopes)
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)))
