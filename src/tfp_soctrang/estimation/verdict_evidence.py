"""Rules about what stands behind an estimate: cointegration, memory of errors, stability, constant returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import Outcome
from tfp_soctrang.estimation.innovation_tests import ljung_box_test
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.linear_tests import leaves_nothing
from tfp_soctrang.estimation.phase_elasticity import PhaseElasticity, is_cross_section
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.residual_tests import breusch_godfrey
from tfp_soctrang.estimation.unit_root_tests import engle_granger
from tfp_soctrang.estimation.verdict_rules import RuleOutcome, found_test, is_given, outcome, skipped
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["evidence_rules"]

# Nulls that a good fit meets are refused at one in a hundred where the rule guards an assumption that theory or the
# account makes anyway, at one in twenty where a miss makes intervals too narrow. The null of no cointegration must be
# refused at one in twenty.
_RARE, _USUAL = 0.01, 0.05


def evidence_rules(fit: ProductionFit, estimate: PhaseElasticity) -> tuple[RuleOutcome, ...]:
    """Return the rules of the evidence."""
    if is_given(fit, estimate):
        given = Message.of("rule_share_given", value=estimate.value)
        names = ("drift", "cointegration", "memory", "stability", "constant_returns")
        return tuple(skipped(name, given) for name in names)
    return _drift(fit), _cointegration(fit), _memory(fit), _stability(fit), _constant_returns(fit)


def _choice(fit: ProductionFit, name: str, default: str) -> str:
    return dict(fit.choices).get(name, default)


def _drift(fit: ProductionFit) -> RuleOutcome:
    if is_cross_section(fit):
        return skipped("drift", Message.of("na_cross_section"))
    room = _choice(fit, "trend", "none") not in ("none", "local_level")
    return outcome("drift", room or _choice(fit, "effects", "") == "two_way")


# -- levels of trending series -----------------------------------------------------------------------------------------


def _cointegration(fit: ProductionFit) -> RuleOutcome:
    name = "cointegration"
    if is_cross_section(fit):
        return skipped(name, Message.of("na_cross_section"))
    if fit.entities:
        return skipped(name, Message.of("rule_cointegration_panel"))
    if fit.form == "state_space" or _choice(fit, "form", "levels") == "growth":
        return skipped(name, Message.of("rule_cointegration_differences"))
    if _exact(fit):
        return skipped(name, Message.of("na_exact_fit"))
    if _trend_stationary(fit):
        return skipped(name, Message.of("rule_cointegration_stationary"))
    if _choice(fit, "breaks", "none") != "none":
        return _no_evidence(name, Message.of("na_breaks_given"))
    found = _residual_unit_root(fit)
    if isinstance(found, NotApplicable):
        return _no_evidence(name, found.reason)
    statistic, critical = found
    return outcome(name, statistic < critical, statistic=statistic, critical=critical)


def _no_evidence(name: str, reason: Message) -> RuleOutcome:
    """Return a failure: levels need evidence, and a test that does not apply is none."""
    return RuleOutcome(name=name, status="failed", finding=reason, why=Message.of(f"why_{name}"))


def _exact(fit: ProductionFit) -> bool:
    """Return whether residuals are rounding: of made-up figures, about whose errors nothing can be asked."""
    return bool(np.abs(fit.residuals).max() == 0.0) or (fit.regression is not None and leaves_nothing(fit.regression))


def _trend_stationary(fit: ProductionFit) -> bool:
    """Return whether unit roots are refused in output and in every input, about the trend that the function has."""
    tests = [found_test(fit, f"unit_root_{series}") for series in ("output", *fit.input_names)]
    return _choice(fit, "trend", "none") != "none" and all(test is not None and test.rejects(_USUAL) for test in tests)


def _residual_unit_root(fit: ProductionFit) -> tuple[float, float] | NotApplicable:
    """Return the Engle–Granger statistic of the residuals in levels, and its critical value for so many years.

    Critical values are MacKinnon's (2010) for the length of the sample: his asymptotic p-values, which the test itself
    reports, refuse a true null too often in 25 years. Terms that are products of logs count as regressors of their own;
    their distribution is then approximate (Chang, Park and Phillips 2001, Econometrics Journal 4).
    """
    from statsmodels.tsa.adfvalues import mackinnoncrit

    trended = _choice(fit, "trend", "none") != "none"
    regression = fit.regression
    if regression is None or fit.form == "cobb_douglas":
        regressors = len(fit.input_names) - int(_choice(fit, "returns", "free") == "constant")
    else:
        still = sum(name in ("constant", "trend", "trend*trend") for name in regression.names)
        regressors = len(regression.response) - regression.degrees_of_freedom - still
    test = engle_granger(_level_residuals(fit), regressors=regressors, trend="linear" if trended else "constant")
    if isinstance(test.outcome, NotApplicable):
        return test.outcome
    critical = mackinnoncrit(N=regressors + 1, regression="ct" if trended else "c", nobs=len(fit.years))
    return test.outcome.statistic, float(critical[1])


def _level_residuals(fit: ProductionFit) -> Array:
    """Return log TFP less its constant and trend: the error in levels, whatever was transformed to estimate it."""
    if len(fit.residuals) == len(fit.years) and fit.form != "cobb_douglas":
        return fit.residuals
    columns = [np.ones(len(fit.years))]
    if _choice(fit, "trend", "none") != "none":
        columns.append(fit.years - fit.years.mean())
    names = [str(j) for j in range(len(columns))]
    return least_squares(fit.tfp, np.column_stack(columns), names).residuals


# -- errors ------------------------------------------------------------------------------------------------------------


def _memory(fit: ProductionFit) -> RuleOutcome:
    name = "memory"
    errors = _choice(fit, "errors", "classical")
    if errors.startswith("hac") or _choice(fit, "method", "") in ("dynamic", "fully_modified"):
        return skipped(name, Message.of("rule_memory_allowed"))
    if fit.entities and errors == "clustered":
        return skipped(name, Message.of("rule_memory_clustered"))
    if _exact(fit):
        return skipped(name, Message.of("na_exact_fit"))
    if is_cross_section(fit):
        return _order(fit)
    test = found_test(fit, "wooldridge_serial") if fit.entities else found_test(fit, "breusch_godfrey", "ljung_box")
    found = test.outcome if test is not None else None
    if not isinstance(found, Outcome) and not fit.entities:
        found = _memory_of_residuals(fit)
    if not isinstance(found, Outcome):
        reason = found.reason if found is not None else Message.of("rule_memory_unknown")
        return skipped(name, reason)
    return outcome(name, found.p_value >= _USUAL, p_value=found.p_value)


def _memory_of_residuals(fit: ProductionFit) -> Outcome | NotApplicable:
    """Return the test of Breusch and Godfrey on the regression, or of Ljung and Box where there is no plain one."""
    regression = fit.regression
    try:
        if regression is not None:
            plain = least_squares(regression.response, regression.design, regression.names)
            if plain.degrees_of_freedom == regression.degrees_of_freedom:
                found = breusch_godfrey(plain).outcome
                if isinstance(found, Outcome):
                    return found
    except EstimationError:  # terms that only a prior or restrictions tell apart
        pass
    return ljung_box_test(fit.residuals).outcome


def _order(fit: ProductionFit) -> RuleOutcome:
    """Return whether residuals of undated observations remember the row before: then the rows are years."""
    e = fit.residuals - fit.residuals.mean()
    correlation = float(e[1:] @ e[:-1] / (e @ e))
    # independent rows: the correlation is normal with variance 1/n in large samples; one side, one in a hundred
    passed = correlation * np.sqrt(len(e)) <= 2.326
    return RuleOutcome(
        name="memory",
        status="passed" if passed else "failed",
        finding=Message.of(f"rule_order_{'passed' if passed else 'failed'}", correlation=correlation),
        why=Message.of("why_order"),
    )


def _stability(fit: ProductionFit) -> RuleOutcome:
    test = found_test(fit, "parameter_stability")
    if test is None:
        return skipped("stability", Message.of("rule_stability_unknown"))
    if isinstance(test.outcome, NotApplicable):
        return skipped("stability", test.outcome.reason)
    return outcome("stability", not test.rejects(_RARE), p_value=test.outcome.p_value)


def _constant_returns(fit: ProductionFit) -> RuleOutcome:
    if _choice(fit, "returns", "free") != "constant":
        return skipped("constant_returns", Message.of("rule_returns_free"))
    test = fit.test("returns_to_scale")
    if isinstance(test.outcome, NotApplicable):
        return skipped("constant_returns", test.outcome.reason)
    return outcome("constant_returns", not test.rejects(_RARE), p_value=test.outcome.p_value)
