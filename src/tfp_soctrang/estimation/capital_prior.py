"""What is known of the elasticity of capital before the data are asked."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.errors import EstimationError

__all__ = ["Prior"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A normal prior on the elasticity of capital.

    Parameters
    ----------
    mean
        Between 0 and 1: the office's coefficient of capital, say.
    sd
        Standard deviation, above zero. Two of them either way hold 95 % of the belief.
    source
        Where it comes from.

    Raises
    ------
    EstimationError
        A mean that is no share, a deviation not above zero.
    """

    mean: float
    sd: float
    source: str = ""

    def __post_init__(self) -> None:
        if not 0.0 < self.mean < 1.0:
            raise EstimationError(
                "prior, mean",
                "must lie between 0 and 1",
                value=self.mean,
                remedy="Shares are fractions: divide a percentage by 100.",
            )
        if not 0.0 < self.sd < float("inf"):
            raise EstimationError(
                "prior, sd",
                "must be a number above zero",
                value=self.sd,
                remedy="Give the share as a number to hold it fixed, or no prior to estimate it freely.",
            )
