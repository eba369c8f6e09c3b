"""What is known of the elasticity of capital before the data are asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from tfp_soctrang.errors import AssumptionError

__all__ = ["NormalPrior"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalPrior:
    """A normal prior on the elasticity of one input.

    Parameters
    ----------
    mean, sd
        Of the elasticity, fractions; `sd` above zero.
    source
        Where it comes from, in words: the office's coefficient of capital, say.
    input_name
        Of the input.

    Raises
    ------
    AssumptionError
        A mean that is no number, a deviation that is not above zero.
    """

    mean: float
    sd: float
    source: str
    input_name: str = "capital"

    def __post_init__(self) -> None:
        if not isfinite(self.mean):
            raise AssumptionError("prior, mean", "must be a number", value=self.mean, remedy="Give a fraction: 0.40.")
        if not (isfinite(self.sd) and self.sd > 0.0):
            raise AssumptionError(
                "prior, sd",
                "must be a number above zero",
                value=self.sd,
                remedy="Give the share as a number to hold it fixed, or no prior to estimate it freely.",
            )
