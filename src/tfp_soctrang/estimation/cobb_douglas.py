"""Cobb–Douglas production functions fitted by least squares: in levels or growth rates, with memory, with a prior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.autoregressive import AutoregressiveFit, ar1_regression
from tfp_soctrang.estimation.coefficient_covariance import ErrorKind, newey_west_lags
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.log_linear_record import log_linear_fit
from tfp_soctrang.estimation.observations import Observations, observations
from tfp_soctrang.estimation.prior import (
    Knowledge,
    NormalPrior,
    Ridge,
    free_variance,
    informed_least_squares,
    knowledge_of,
    prior_agreement,
)
from tfp_soctrang.estimation.production_fit import Diagnostics, Parameters, ProductionFit
from tfp_soctrang.estimation.production_terms import (
    BreakKind,
    FittedForm,
    ProductionTerms,
    Returns,
    Trend,
    production_terms,
)
from tfp_soctrang.estimation.production_tests import (
    breaks_test,
    engle_granger_test,
    not_applicable,
    residual_tests,
    returns_test,
    unit_root_tests,
)
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Serial", "cobb_douglas"]

Serial = Literal["none", "cochrane_orcutt", "prais_winsten"]

_MEMORY = 2  # years of memory that annual residuals are tested for


def cobb_douglas(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    returns: Returns = "free",
    trend: Trend = "none",
    breaks: Mapping[int, BreakKind] | None = None,
    form: FittedForm = "levels",
    errors: ErrorKind = "classical",
    lags: int | None = None,
    serial: Serial = "none",
    rho: float | None = None,
    prior: NormalPrior | Sequence[NormalPrior] | Literal["official"] | None = None,
    ridge: Ridge | None = None,
) -> ProductionFit:
    """Return a Cobb–Douglas function fitted to output and inputs, with the TFP that they leave unexplained.

    log Y_t = constant + Σ ε_i log X_it + trend·(t - t₀) + breaks + u_t; log TFP is all of it but the inputs.

    Parameters
    ----------
    output
        Levels at constant prices, shape (n,), positive.
    inputs
        Levels by name, each of shape (n,), positive: `{"capital": …, "labour": …}`.
    years
        Labels, shape (n,), whole and consecutive; None for a cross section, which has no trend, break or memory.
    returns
        "free", or "constant": elasticities sum to one (the last input's is one less the others).
    trend
        "linear" lets TFP grow at a constant rate.
    breaks
        First year of a new regime and what changes in it: "step" (the level of TFP), "kink" (its growth) or "both".
    form
        "growth" fits differences of logs: no constant, and the trend becomes the mean growth of TFP.
    errors
        Standard errors; see `LinearFit`.
    lags
        Of "hac"; None takes the whole part of 4 (n/100)^(2/9).
    serial
        Errors that remember the year before; see `ar1_regression`.
    rho
        Their autocorrelation, when it is given.
    prior
        On elasticities: one or several; "official" is `official_prior()`, 0.40 on the elasticity of `capital`.
    ridge
        Shrinking of elasticities towards a centre, instead of a prior.

    Returns
    -------
    ProductionFit
        `log(output) == tfp + (elasticities * log inputs).sum(axis=1)`. `regression` holds fit, t-values and intervals.
        With a prior or ridge the tests of residuals do not apply and the diagnostics are those of the data alone.

    Raises
    ------
    DataError, EstimationError
        Levels that are not positive; years with a hole; a series that never moves; terms that are combinations of
        others; no degree of freedom; choices that exclude each other. Each says what to do.

    References
    ----------
    Cobb and Douglas (1928), American Economic Review 18 (supplement). Theil and Goldberger (1961) for the prior.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.arange(12)
    >>> capital, labour = np.exp(0.08 * t + 0.1 * np.sin(t)), np.exp(0.01 * t + 0.05 * np.cos(2 * t))
    >>> output = 2.0 * capital**0.4 * labour**0.6 * np.exp(0.02 * t + 0.01 * np.sin(3 * t))
    >>> fit = cobb_douglas(output, {"capital": capital, "labour": labour}, years=2010 + t, trend="linear")
    >>> {name: round(fit.parameters[name], 3) for name in fit.parameters.names}
    {'constant': 0.693, 'capital': 0.393, 'labour': 0.591, 'trend': 0.021}
    >>> fit.test("returns_to_scale").rejects()
    False
    """
    dated = years is not None
    _refuse_combinations(
        dated=dated, trend=trend, breaks=breaks, form=form, errors=errors, lags=lags, serial=serial, rho=rho,
        prior=prior, ridge=ridge,
    )  # fmt: skip
    seen = observations(output, inputs, years)
    terms = production_terms(seen, returns=returns, trend=trend, breaks=breaks, form=form)
    loose = production_terms(seen, returns="free", trend=trend, breaks=breaks, form=form)
    rows = len(terms.response)
    equation = _Equation(
        errors=errors,
        lags=0 if errors != "hac" else newey_west_lags(rows) if lags is None else lags,
        serial=serial,
        rho=rho,
    )
    knowledge = knowledge_of(prior, ridge, terms)
    made: LinearFit | AutoregressiveFit | None
    diagnostics: Diagnostics | NotApplicable
    if knowledge is None:
        made = equation.fit(terms)
        fit = _regression(made)
        diagnostics = diagnostics_of(fit)
        tests = _tests_of_data(seen, terms, loose, equation, made, trend=trend, form=form, dated=dated)
    else:
        made, fit, diagnostics, tests = _informed(seen, terms, loose, equation, knowledge, dated=dated)
    chosen = (
        ("returns", returns),
        ("trend", trend),
        ("breaks", ", ".join(f"{kind} {year}" for year, kind in sorted((breaks or {}).items())) or "none"),
        ("form", form),
        ("errors", f"hac, {equation.lags} lags" if errors == "hac" else errors),
        ("serial", serial if rho is None else f"{serial}, rho given"),
        ("prior", knowledge.label if knowledge and prior is not None else "none"),
        ("ridge", knowledge.label if knowledge and ridge is not None else "none"),
    )
    return log_linear_fit(
        seen,
        terms,
        _with_rho(terms.parameters(fit.coefficients, fit.covariance), made),
        choices=chosen,
        residuals=fit.residuals,
        degrees_of_freedom=fit.degrees_of_freedom,
        tests=tests,
        diagnostics=diagnostics,
        informed=knowledge is not None,
        regression=fit,
        priors=() if knowledge is None else knowledge.priors(free_variance(fit.response, fit.design)[0]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Equation:
    """How the regression is estimated once its terms stand."""

    errors: ErrorKind
    lags: int
    serial: Serial
    rho: float | None

    def fit(self, terms: ProductionTerms, rho: float | None = None) -> LinearFit | AutoregressiveFit:
        """Return the regression; under the given `rho` where errors are autoregressive."""
        given = self.rho if rho is None else rho
        if self.serial == "none":
            return least_squares(terms.response, terms.design, terms.names, errors=self.errors, lags=self.lags)
        return ar1_regression(
            terms.response, terms.design, terms.names, method=self.serial, rho=given, errors=self.errors, lags=self.lags
        )


def _regression(made: LinearFit | AutoregressiveFit) -> LinearFit:
    return made.regression if isinstance(made, AutoregressiveFit) else made


def _with_rho(parameters: Parameters, made: LinearFit | AutoregressiveFit | None) -> Parameters:
    """Return the parameters and ρ, whose estimate is uncorrelated with theirs (asymptotically)."""
    if not isinstance(made, AutoregressiveFit):
        return parameters
    m = len(parameters.names)
    covariance = np.zeros((m + 1, m + 1))
    covariance[:m, :m] = parameters.covariance
    covariance[m, m] = made.rho_error**2
    return Parameters(
        names=(*parameters.names, "rho"), values=np.append(parameters.values, made.rho), covariance=covariance
    )


def _lagged_residuals(made: LinearFit | AutoregressiveFit) -> Array | None:
    """Return the derivative of the innovations by -ρ, row by row: what estimating ρ adds to the regression."""
    if not isinstance(made, AutoregressiveFit) or made.rho_given:
        return None
    u = made.residuals
    if made.method == "cochrane_orcutt":
        return u[:-1]
    return np.concatenate([made.rho / np.sqrt(1.0 - made.rho**2) * u[:1], u[:-1]])


def _free_fit(
    equation: _Equation, loose: ProductionTerms, made: LinearFit | AutoregressiveFit
) -> LinearFit | EstimationError:
    """Return the regression with free returns, at the same ρ; or why the data give none."""
    rho = made.rho if isinstance(made, AutoregressiveFit) else None
    try:
        return _regression(equation.fit(loose, rho))
    except EstimationError as error:
        return error


def _tests_of_data(
    seen: Observations,
    terms: ProductionTerms,
    loose: ProductionTerms,
    equation: _Equation,
    made: LinearFit | AutoregressiveFit,
    *,
    trend: Trend,
    form: FittedForm,
    dated: bool,
) -> tuple[HypothesisTest, ...]:
    fit = _regression(made)
    if form == "growth":
        cointegration = not_applicable("engle_granger", "na_growth_form")
    elif equation.serial != "none":
        cointegration = not_applicable("engle_granger", "na_serial")
    else:
        cointegration = engle_granger_test(fit, terms, trend, dated=dated)
    return (
        returns_test(_free_fit(equation, loose, made), seen.input_names),
        breaks_test(fit, terms.break_names),
        *residual_tests(
            fit,
            terms.years[len(terms.years) - len(fit.response) :],
            dated=dated,
            breaks=bool(terms.break_names),
            memory=_MEMORY,
            serial=_lagged_residuals(made),
        ),
        *unit_root_tests(seen, dated=dated),
        cointegration,
        not_applicable("prior_agreement", "na_no_prior"),
    )


def _informed(
    seen: Observations,
    terms: ProductionTerms,
    loose: ProductionTerms,
    equation: _Equation,
    knowledge: Knowledge,
    *,
    dated: bool,
) -> tuple[LinearFit | AutoregressiveFit | None, LinearFit, Diagnostics | NotApplicable, tuple[HypothesisTest, ...]]:
    """Return the data's own fit (None where they give none), the informed one, diagnostics of the data, and tests."""
    made: LinearFit | AutoregressiveFit | None
    try:
        made = equation.fit(terms)
    except EstimationError:
        if equation.serial != "none":
            raise
        made = None
    data = None if made is None else _regression(made)
    response, design = (terms.response, terms.design) if data is None else (data.response, data.design)
    fit = informed_least_squares(
        response,
        design,
        terms.names,
        weights=knowledge.weights,
        targets=knowledge.targets,
        sds=knowledge.sds,
        penalty=knowledge.penalty,
    )
    not_estimable = NotApplicable(Message.of("na_free_not_estimable"))
    if made is None or data is None:
        agreement: Outcome | NotApplicable = not_estimable
        free: LinearFit | EstimationError = EstimationError("returns", "cannot be told from these data")
    else:
        sds = knowledge.sds if knowledge.penalty is None else np.sqrt(data.residual_variance / knowledge.penalty)
        agreement = prior_agreement(data, knowledge.weights, knowledge.targets, np.asarray(sds))
        free = _free_fit(equation, loose, made)
    tests = (
        returns_test(free, seen.input_names),
        breaks_test(fit, terms.break_names, unless="na_informed"),
        not_applicable("parameter_stability", "na_informed"),
        not_applicable("durbin_watson", "na_informed"),
        not_applicable("breusch_godfrey", "na_informed", lags=_MEMORY),
        not_applicable("jarque_bera", "na_informed"),
        not_applicable("breusch_pagan", "na_informed"),
        *unit_root_tests(seen, dated=dated),
        not_applicable("engle_granger", "na_informed"),
        HypothesisTest(name="prior_agreement", null=Message.of("null_prior_agrees"), outcome=agreement),
    )
    return made, fit, not_estimable if data is None else diagnostics_of(data), tests


def _refuse_combinations(
    *, dated: bool, trend: Trend, breaks: object, form: FittedForm, errors: ErrorKind, lags: int | None, serial: Serial,
    rho: float | None, prior: object, ridge: object,
) -> None:  # fmt: skip
    refuse_unknown(serial, "serial", ("none", "cochrane_orcutt", "prais_winsten"))
    needs_years = [
        name
        for name, asked in (
            ("trend", trend != "none"), ("breaks", bool(breaks)), ("form='growth'", form == "growth"),
            ("errors='hac'", errors == "hac"), ("serial", serial != "none"),
        )
        if asked
    ]  # fmt: skip
    if needs_years and not dated:
        raise EstimationError(
            needs_years[0],
            "needs the years of the observations",
            remedy="Give years=…, or leave it out of a cross section.",
        )
    faults = (
        (lags is not None and errors != "hac", "lags", "belong to errors='hac'", "Leave them out."),
        (rho is not None and serial == "none", "rho", "belongs to autoregressive errors",
         "Take serial='prais_winsten' or 'cochrane_orcutt', or leave it out."),
        (prior is not None and ridge is not None, "ridge", "stands beside a prior",
         "A ridge is a prior of another name: give one of the two."),
        ((prior is not None or ridge is not None) and errors != "classical", "errors",
         "must be classical beside a prior or a ridge: its closed form rests on them", "Leave errors='classical'."),
    )  # fmt: skip
    for wrong, subject, problem, remedy in faults:
        if wrong:
            raise EstimationError(subject, problem, remedy=remedy)
