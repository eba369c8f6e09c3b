"""The record of a log-linear production function, from its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.production_fit import Diagnostics, Parameters, ProductionFit
from tfp_soctrang.estimation.production_terms import ProductionTerms, log_linear_regularity
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfp_soctrang.estimation.hypotheses import HypothesisTest
    from tfp_soctrang.estimation.least_squares import LinearFit
    from tfp_soctrang.estimation.observations import Observations
    from tfp_soctrang.estimation.prior import NormalPrior

    Array = NDArray[np.float64]

__all__ = ["log_linear_fit"]


def log_linear_fit(
    seen: Observations,
    terms: ProductionTerms,
    parameters: Parameters,
    *,
    choices: tuple[tuple[str, str], ...],
    residuals: Array,
    degrees_of_freedom: int,
    tests: tuple[HypothesisTest, ...],
    diagnostics: Diagnostics | NotApplicable,
    informed: bool = False,
    regression: LinearFit | None = None,
    priors: tuple[NormalPrior, ...] = (),
    entities: tuple[str, ...] = (),
) -> ProductionFit:
    """Return the record: elasticities the same at every observation, TFP all of log output that inputs leave.

    Parameters
    ----------
    seen
        The observations.
    terms
        The equation, for the names of inputs among the parameters.
    parameters
        Of the function, elasticities among them under the names of the inputs.
    choices, residuals, degrees_of_freedom, tests, diagnostics, informed, regression, priors, entities
        As in `ProductionFit`.
    """
    elasticities, covariance = terms.elasticities(parameters, len(seen.log_output))
    slopes = terms.mapping[terms.input_rows]
    return ProductionFit(
        form="cobb_douglas",
        choices=choices,
        years=np.array(seen.years),
        input_names=seen.input_names,
        parameters=parameters,
        elasticities=elasticities,
        elasticity_covariance=covariance,
        tfp=seen.log_output - (elasticities * seen.log_inputs).sum(axis=1),
        tfp_errors=NotApplicable(Message.of("na_residual_tfp")),
        residuals=np.array(residuals),
        degrees_of_freedom=degrees_of_freedom,
        tests=tests,
        regularity=log_linear_regularity(elasticities),
        diagnostics=diagnostics,
        informed=informed,
        regression=regression,
        elasticity_slopes=np.broadcast_to(slopes, (len(elasticities), *slopes.shape)),
        priors=priors,
        entities=entities,
    )
