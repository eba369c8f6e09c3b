"""The specifications that an estimate is made of, by name: what is assumed, from the least to the most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tfp_soctrang.estimation.ces import ces
from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.cointegrated import cointegrated_cobb_douglas
from tfp_soctrang.estimation.prior import NormalPrior
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.state_space_tfp import state_space
from tfp_soctrang.estimation.translog import translog

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Years = NDArray[np.int64]

__all__ = ["OF_SOURCE", "SPECIFICATIONS", "Specification"]

Specification = Callable[["Array", Mapping[str, "Array"], "Years", NormalPrior], ProductionFit]
"""`fit(output, inputs, years, prior)`: levels of n years; the prior is used by those whose name says so."""


def _levels(**choices: object) -> Specification:
    def fit(output: Array, inputs: Mapping[str, Array], years: Years, _: NormalPrior) -> ProductionFit:
        return cobb_douglas(output, inputs, years=years, **choices)  # type: ignore[arg-type]

    return fit


def _growth_prior(output: Array, inputs: Mapping[str, Array], years: Years, prior: NormalPrior) -> ProductionFit:
    return cobb_douglas(output, inputs, years=years, form="growth", returns="constant", prior=prior)


def _dynamic(output: Array, inputs: Mapping[str, Array], years: Years, _: NormalPrior) -> ProductionFit:
    return cointegrated_cobb_douglas(output, inputs, years=years, returns="constant", trend="linear")


def _translog(**choices: object) -> Specification:
    def fit(output: Array, inputs: Mapping[str, Array], years: Years, _: NormalPrior) -> ProductionFit:
        return translog(output, inputs, years=years, **choices)  # type: ignore[arg-type]

    return fit


def _ces(method: str) -> Specification:
    def fit(output: Array, inputs: Mapping[str, Array], years: Years, _: NormalPrior) -> ProductionFit:
        return ces(output, inputs, years=years, method=method, trend="linear").fit  # type: ignore[arg-type]

    return fit


def _trend(share: str) -> Specification:
    def fit(output: Array, inputs: Mapping[str, Array], years: Years, prior: NormalPrior) -> ProductionFit:
        given = prior if share == "prior" else prior.mean if share == "fixed" else None
        return state_space(output, inputs, years=years, capital_share=given).fit

    return fit


SPECIFICATIONS: Mapping[str, Specification] = {
    "cobb_douglas_free": _levels(),
    "cobb_douglas_free_trend": _levels(trend="linear"),
    "cobb_douglas_constant": _levels(returns="constant"),
    "cobb_douglas_constant_trend": _levels(returns="constant", trend="linear"),
    "cobb_douglas_prais_winsten": _levels(returns="constant", trend="linear", serial="prais_winsten"),
    "cobb_douglas_dynamic": _dynamic,
    "cobb_douglas_growth": _levels(returns="constant", form="growth"),
    "cobb_douglas_growth_prior": _growth_prior,
    "translog_free": _translog(),
    "translog_constant_trend": _translog(returns="constant", trend="neutral"),
    "ces_kmenta": _ces("kmenta"),
    "ces_nls": _ces("nls"),
    "state_space_estimated": _trend("estimated"),
    "state_space_prior": _trend("prior"),
    "state_space_fixed": _trend("fixed"),
}
"""From the freest Cobb–Douglas function to a share that is given."""

OF_SOURCE: Mapping[str, str] = {
    "cobb_douglas": "cobb_douglas_growth_prior",
    "translog": "translog_constant_trend",
    "state_space": "state_space_prior",
}
"""The specification that a source of shares in the settings stands for: constant returns, so that shares add up to one;
a prior where twenty observations need one; growth or a stochastic trend, because levels of trending series deceive."""
