"""Cobb–Douglas function of a panel of provinces with fixed effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import positive_levels, refuse_unknown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome, f_outcome
from tfp_soctrang.estimation.least_squares import ErrorKind, LinearFit, least_squares
from tfp_soctrang.estimation.linear_tests import leaves_nothing, linear_hypothesis
from tfp_soctrang.estimation.log_linear_record import log_linear_fit
from tfp_soctrang.estimation.observations import Observations
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.production_terms import ProductionTerms, Returns, Trend, production_terms
from tfp_soctrang.estimation.production_tests import not_applicable, returns_test
from tfp_soctrang.estimation.residual_tests import jarque_bera
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Effects", "panel_cobb_douglas"]

Effects = Literal["province", "two_way"]

# A column that moves less than this within provinces, relative to its size, is rounding of the demeaning.
_STILL = 1e-10


def panel_cobb_douglas(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    provinces: ArrayLike,
    years: ArrayLike,
    returns: Returns = "free",
    trend: Trend = "none",
    effects: Effects = "province",
    errors: ErrorKind = "clustered",
) -> ProductionFit:
    """Return a Cobb–Douglas function common to provinces, each with a constant of its own.

    log Y_pt = α_p (+ λ_t) + Σ ε_i log X_ipt + trend·(t - t₀) + u_pt, by least squares on deviations from the means of
    provinces (the within estimator).

    Parameters
    ----------
    output
        Levels at constant prices, shape (n,), one row a province and year, in any order; positive.
    inputs
        Levels by name, shape (n,), positive.
    provinces, years
        Labels of the rows, shape (n,); a province may lack years.
    returns, trend
        As for `cobb_douglas`; the trend is common.
    effects
        "province", or "two_way" for effects of years as well (which leave no trend).
    errors
        "clustered" by province, with t and F on G - 1 degrees of freedom; "classical", "hc0" or "hc1".

    Returns
    -------
    ProductionFit
        `entities` holds the province of each row; `tfp` holds the effects; `regression` the within regression.

    Raises
    ------
    DataError, EstimationError
        Levels that are not positive, a row given twice, a province of a single year, an input that does not move within
        any province, no degree of freedom.

    References
    ----------
    Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, sections 10.5 and 20.3. Arellano (1987),
    Oxford Bulletin of Economics and Statistics 49 (clustered errors).

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> province, year = np.repeat(["An Giang", "Bạc Liêu", "Cần Thơ"], 8), np.tile(np.arange(2011, 2019), 3)
    >>> capital, labour = np.exp(rng.normal(size=24)), np.exp(rng.normal(size=24))
    >>> output = capital**0.4 * labour**0.6 * np.repeat([1.0, 2.0, 3.0], 8)
    >>> fit = panel_cobb_douglas(output, {"capital": capital, "labour": labour}, provinces=province, years=year)
    >>> fit.elasticities[0].round(6).tolist()
    [0.4, 0.6]
    """
    refuse_unknown(effects, "effects", get_args(Effects))
    if errors in ("hac", "hc2", "hc3"):
        why = "rows are no single series" if errors == "hac" else "leverages leave out the effects that were removed"
        raise EstimationError("errors", f"of a panel cannot be {errors!r}: {why}", remedy="Take errors='clustered'.")
    if effects == "two_way" and trend != "none":
        raise EstimationError(
            "trend",
            "is a combination of the effects of years",
            value=trend,
            remedy="Take trend='none' or effects='province'.",
        )
    province, label, seen = _panel(output, inputs, provinces, years)
    names, group = np.unique(province, return_inverse=True)
    size = np.bincount(group)
    terms, within = _within_terms(seen, group, returns=returns, trend=trend, effects=effects)
    fit = _fit(within, province, len(names), errors)
    _, loose_within = _within_terms(seen, group, returns="free", trend=trend, effects=effects)
    free: LinearFit | EstimationError
    try:
        free = fit if returns == "free" else _fit(loose_within, province, len(names), errors)
    except EstimationError as error:
        free = error
    tests = (
        returns_test(free, seen.input_names),
        _province_effects(terms, fit, len(names)),
        _year_effects(fit, [name for name in fit.names if name.startswith("year_")]),
        _wooldridge(terms, province, label, seen.input_names),
        jarque_bera(fit),
        *(
            not_applicable(name, "na_panel", **({"lags": 2} if name == "breusch_godfrey" else {}))
            for name in ("parameter_stability", "durbin_watson", "breusch_godfrey", "breusch_pagan", "engle_granger")
        ),
        not_applicable("prior_agreement", "na_no_prior"),
    )
    return log_linear_fit(
        seen,
        within,
        within.parameters(fit.coefficients, fit.covariance),
        choices=(("returns", returns), ("trend", trend), ("effects", effects), ("errors", errors)),
        residuals=fit.residuals,
        degrees_of_freedom=fit.degrees_of_freedom,
        tests=tests,
        diagnostics=diagnostics_of(fit, absorbed_leverage=1.0 / size[group]),
        regression=fit,
        entities=tuple(str(name) for name in province),
    )


def _panel(
    output: ArrayLike, inputs: Mapping[str, ArrayLike], provinces: ArrayLike, years: ArrayLike
) -> tuple[NDArray[np.str_], NDArray[np.int64], Observations]:
    province, label = np.asarray(provinces).astype(str), np.asarray(years)
    n = np.size(output)
    shapes = {"provinces": province.shape, "years": label.shape, "output": np.shape(output)}
    shapes |= {name: np.shape(levels) for name, levels in inputs.items()}
    for name, shape in shapes.items():
        if shape != (n,):
            raise EstimationError(name, f"must have {n} rows", value=shape, remedy="One row a province and year.")
    if not np.issubdtype(label.dtype, np.integer):
        raise EstimationError("years", "must be whole", value=label.dtype.name, remedy="Give years as integers.")
    if not inputs:
        raise EstimationError("inputs", "are empty", remedy="Give capital and labour.")
    rows = [f"{one} {year}" for one, year in zip(province, label, strict=True)]
    twice = sorted({row for row in rows if rows.count(row) > 1}) if len(set(rows)) < n else []
    if twice:
        raise EstimationError("rows", "stand twice", value=twice[:5], remedy="Leave one row a province and year.")
    names, count = np.unique(province, return_counts=True)
    if len(names) < 2 or (count < 2).any():
        raise EstimationError(
            "provinces",
            "must be two at least, each with two years",
            value={
                str(name): int(years) for name, years in zip(names, count, strict=True) if years < 2 or len(names) < 2
            },
            remedy="Leave a province of one year out; for one province use cobb_douglas.",
        )
    logs = {name: np.log(positive_levels(levels, name, rows)) for name, levels in [("output", output), *inputs.items()]}
    number = np.unique(province, return_inverse=True)[1]
    for name, log in logs.items():
        if np.abs(_deviations(log, number)).max() < _STILL * max(1.0, np.abs(log).max()):
            raise EstimationError(
                name,
                "moves in no province: the effects of provinces leave nothing of it",
                remedy="Take another series, or leave the input out.",
            )
    return (
        province,
        label.astype(np.int64),
        Observations(
            years=label.astype(np.int64),
            input_names=tuple(inputs),
            log_output=logs["output"],
            log_inputs=np.column_stack([logs[name] for name in inputs]),
        ),
    )


def _deviations(values: Array, group: NDArray[np.intp]) -> Array:
    """Return values less the means of their groups, rows on axis 0."""
    size = np.bincount(group)
    sums = np.zeros((len(size), *values.shape[1:]))
    np.add.at(sums, group, values)
    means = sums / size.reshape(-1, *(1,) * (values.ndim - 1))
    return np.asarray(values - means[group])


def _within_terms(
    seen: Observations, group: NDArray[np.intp], *, returns: Returns, trend: Trend, effects: Effects
) -> tuple[ProductionTerms, ProductionTerms]:
    """Return the equation with its constant and year effects, and the same about province means, without it."""
    terms = production_terms(seen, returns=returns, trend=trend)
    if effects == "two_way":
        later = np.unique(seen.years)[1:]
        dummies = (seen.years[:, np.newaxis] == later).astype(np.float64)
        names = tuple(f"year_{year}" for year in later)
        (m, k), q = terms.mapping.shape, len(later)
        terms = replace(
            terms,
            names=terms.names + names,
            design=np.column_stack([terms.design, dummies]),
            parameter_names=terms.parameter_names + names,
            offset=np.append(terms.offset, np.zeros(q)),
            mapping=np.block([[terms.mapping, np.zeros((m, q))], [np.zeros((q, k)), np.eye(q)]]),
        )
    within = replace(
        terms,
        names=terms.names[1:],
        response=_deviations(terms.response, group),
        design=_deviations(terms.design[:, 1:], group),
        parameter_names=terms.parameter_names[1:],
        offset=np.array(terms.offset[1:]),
        mapping=np.array(terms.mapping[1:, 1:]),
    )
    return terms, within


def _fit(within: ProductionTerms, province: NDArray[np.str_], count: int, errors: ErrorKind) -> LinearFit:
    return least_squares(within.response, within.design, within.names, errors=errors, clusters=province, absorbed=count)


def _province_effects(terms: ProductionTerms, fit: LinearFit, count: int) -> HypothesisTest:
    """Return the F test of one constant for all provinces: sums of squares pooled against within."""
    outcome: Outcome | NotApplicable
    if leaves_nothing(fit):
        outcome = NotApplicable(Message.of("na_exact_fit"))
    else:
        pooled = least_squares(terms.response, terms.design, terms.names)
        fall = (pooled.sum_of_squares - fit.sum_of_squares) / (count - 1)
        outcome = f_outcome(fall / fit.residual_variance, count - 1, fit.degrees_of_freedom)
    return HypothesisTest(name="province_effects", null=Message.of("null_no_effects"), outcome=outcome)


def _year_effects(fit: LinearFit, names: list[str]) -> HypothesisTest:
    """Return the F test of no effects of years, with classical errors: clusters may be fewer than years."""
    outcome: Outcome | NotApplicable
    if not names:
        outcome = NotApplicable(Message.of("na_no_year_effects"))
    elif leaves_nothing(fit):
        outcome = NotApplicable(Message.of("na_exact_fit"))
    else:
        absorbed = len(fit.response) - len(fit.names) - fit.degrees_of_freedom
        plain = least_squares(fit.response, fit.design, fit.names, absorbed=absorbed)
        weights = np.array([[float(name == one) for name in fit.names] for one in names])
        outcome = linear_hypothesis(plain, weights, np.zeros(len(names)))
    return HypothesisTest(name="year_effects", null=Message.of("null_no_year_effects"), outcome=outcome)


def _wooldridge(
    terms: ProductionTerms, province: NDArray[np.str_], years: NDArray[np.int64], input_names: tuple[str, ...]
) -> HypothesisTest:
    """Return Wooldridge's test of memory: residuals of the regression of changes have autocorrelation -½ without it."""
    name, null = "wooldridge_serial", Message.of("null_no_memory_in_panel")
    order = np.lexsort((years, province))
    province, years = province[order], years[order]
    next_year = (province[1:] == province[:-1]) & (np.diff(years) == 1)
    keep = [i for i, term in enumerate(terms.names) if term != "constant"]
    response = np.diff(terms.response[order])[next_year]
    design = np.diff(terms.design[order][:, keep], axis=0)[next_year]
    outcome: Outcome | NotApplicable
    try:
        changes = least_squares(response, design, [terms.names[i] for i in keep])
        residuals = np.full(len(next_year), np.nan)
        residuals[next_year] = changes.residuals
        pair = next_year[1:] & next_year[:-1]
        memory = least_squares(
            residuals[1:][pair],
            residuals[:-1][pair][:, np.newaxis],
            ["residual of the year before"],
            errors="clustered",
            clusters=province[2:][pair],
        )
    except EstimationError:
        outcome = NotApplicable(Message.of("na_too_few", needed=3 * len(keep), given=len(response)))
    else:
        exact = leaves_nothing(changes)
        outcome = NotApplicable(Message.of("na_exact_fit")) if exact else linear_hypothesis(memory, [1.0], -0.5)
    return HypothesisTest(name=name, null=null, outcome=outcome)
