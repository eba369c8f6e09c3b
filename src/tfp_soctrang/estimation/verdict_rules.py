"""Rules about an estimate itself and about its prior: precision, meaning, collinearity, robustness, weight of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.phase_elasticity import PhaseElasticity, is_cross_section, phase_rows
from tfp_soctrang.estimation.prior import NormalPrior, free_variance
from tfp_soctrang.estimation.production_fit import Diagnostics, ProductionFit
from tfp_soctrang.messages import Language, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "COLLINEAR",
    "LEAST_DATA_WEIGHT",
    "LEAST_REGULAR",
    "MOST_MOVED",
    "WIDEST",
    "RuleOutcome",
    "Status",
    "estimate_rules",
    "found_test",
    "is_given",
    "outcome",
    "prior_rules",
    "skipped",
]

Status = Literal["passed", "failed", "not_applicable"]

# Half the width of the range 0.38 to 0.58 that published labour shares give the capital share (`official_prior`).
WIDEST = 0.10
# What one observation may move: half of what precision allows.
MOST_MOVED = 0.05
# Caves and Christensen (1980), American Economic Review 70: a translog, exact at a point, is regular only about it.
LEAST_REGULAR = 0.90
# Belsley, Kuh and Welsch (1980), section 3.2.
COLLINEAR = 30.0
# Of the precision of a posterior that comes from the data: below one half the figure is the prior's.
LEAST_DATA_WEIGHT = 0.50
# Of the tests of agreement; see the reasons in the sentences.
_LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RuleOutcome(Shown):
    """One rule applied to one fit.

    Parameters
    ----------
    name
        Of the rule: "precision", "cointegration".
    status
        `failed` decides for `not_identified`.
    finding
        What was found, with the numbers; or why the rule does not apply.
    why
        Why the rule exists.
    """

    name: str
    status: Status
    finding: Message
    why: Message

    def text(self, language: Language = "en") -> str:
        """Return the rule on one line."""
        status = Message.of(f"verdict_{self.status}").text(language)
        return f"{self.name} – {status}: {self.finding.text(language)} [{self.why.text(language)}]"


def outcome(name: str, passed: bool, **values: object) -> RuleOutcome:
    """Return the outcome of a rule that applies, in the sentence `NAME_passed` or `NAME_failed`."""
    status: Status = "passed" if passed else "failed"
    return RuleOutcome(
        name=name, status=status, finding=Message.of(f"rule_{name}_{status}", **values), why=Message.of(f"why_{name}")
    )


def skipped(name: str, reason: Message) -> RuleOutcome:
    """Return a rule that does not apply, with the reason."""
    return RuleOutcome(name=name, status="not_applicable", finding=reason, why=Message.of(f"why_{name}"))


def found_test(fit: ProductionFit, *names: str) -> HypothesisTest | None:
    """Return the first test of these names that applies to the fit, else the first it has, else None."""
    has = [test for name in names for test in fit.tests if test.name == name]
    return next((test for test in has if isinstance(test.outcome, Outcome)), has[0] if has else None)


def estimate_rules(fit: ProductionFit, estimate: PhaseElasticity) -> tuple[RuleOutcome, ...]:
    """Return the rules of the estimate itself."""
    precise = _precision(fit, estimate)
    return (
        precise,
        _meaning(fit, estimate),
        _regularity(fit, estimate),
        _collinearity(fit, precise),
        _robustness(fit, estimate),
    )


def is_given(fit: ProductionFit, estimate: PhaseElasticity) -> bool:
    """Return whether the elasticity is a number that was given: nothing of it is estimated."""
    return fit.informed and not fit.priors and estimate.error == 0.0


def _precision(fit: ProductionFit, estimate: PhaseElasticity) -> RuleOutcome:
    if is_given(fit, estimate):
        return skipped("precision", Message.of("rule_share_given", value=estimate.value))
    return outcome(
        "precision",
        estimate.half_width <= WIDEST,
        value=estimate.value,
        half=estimate.half_width,
        limit=WIDEST,
        moved=100.0 * 1.3 * estimate.half_width,
    )


def _meaning(fit: ProductionFit, estimate: PhaseElasticity) -> RuleOutcome:
    values = fit.elasticities[phase_rows(fit, estimate.years)]
    low, high = values.min(axis=0), values.max(axis=0)
    worst = int(np.argmax(np.maximum(-low, high - 1.0)))
    return outcome(
        "meaning",
        bool(((values > 0.0) & (values < 1.0)).all()),
        input_name=fit.input_names[worst],
        low=float(low[worst]),
        high=float(high[worst]),
    )


def _regularity(fit: ProductionFit, estimate: PhaseElasticity) -> RuleOutcome:
    if isinstance(fit.regularity, NotApplicable):
        return skipped("regularity", fit.regularity.reason)
    regular = fit.regularity.monotone & fit.regularity.quasi_concave
    share = float(regular[phase_rows(fit, estimate.years)].mean())
    return outcome("regularity", share >= LEAST_REGULAR, percent=100.0 * share, limit=100.0 * LEAST_REGULAR)


def _collinearity(fit: ProductionFit, precise: RuleOutcome) -> RuleOutcome:
    if precise.status != "failed":
        return skipped("collinearity", Message.of("rule_collinearity_harmless"))
    if isinstance(fit.diagnostics, NotApplicable):
        return skipped("collinearity", fit.diagnostics.reason)
    number = fit.diagnostics.condition_number
    inflation = fit.diagnostics.variance_inflation
    told = inflation[np.isfinite(inflation)]
    return outcome(
        "collinearity", number <= COLLINEAR, number=number, inflation=float(told.max()) if told.size else 1.0,
        limit=COLLINEAR,
    )  # fmt: skip


def _robustness(fit: ProductionFit, estimate: PhaseElasticity) -> RuleOutcome:
    if is_given(fit, estimate):
        return skipped("robustness", Message.of("rule_share_given", value=estimate.value))
    changes = _changes(fit)
    if isinstance(changes, NotApplicable):
        return skipped("robustness", changes.reason)
    if fit.elasticity_slopes is None:
        return skipped("robustness", Message.of("rule_robustness_unknown"))
    weights = fit.elasticity_slopes[phase_rows(fit, estimate.years), fit.input_names.index(estimate.input_name)]
    moved = np.abs(changes @ weights.mean(axis=0))
    moved = np.where(np.isnan(moved), np.inf, moved)  # without this observation there is no estimate
    worst = int(np.argmax(moved))
    return outcome(
        "robustness",
        bool(moved[worst] <= MOST_MOVED),
        observation=_label(fit, worst, len(moved)),
        moved=float(moved[worst]),
        limit=MOST_MOVED,
    )


def _label(fit: ProductionFit, row: int, rows: int) -> str:
    """Return the name of a row of the regression: differences and transformations lose first years."""
    at = row + len(fit.years) - rows
    if fit.entities:
        return f"{fit.entities[at]} {fit.years[at]}"
    return f"{fit.years[at] + 1 if is_cross_section(fit) else fit.years[at]}"


def _changes(fit: ProductionFit) -> Array | NotApplicable:
    """Return the change of the coefficients when an observation is left out, (n, k); of informed fits with the prior.

    With C = (X'X/s² + R'T⁻¹R)⁻¹ and s² held, b - b(i) = C xᵢ eᵢ / (s² (1 - xᵢ'C xᵢ/s²)).
    """
    if not fit.informed or fit.regression is None:
        return fit.diagnostics.changes if isinstance(fit.diagnostics, Diagnostics) else fit.diagnostics
    design = fit.regression.design
    variance, _ = free_variance(fit.regression.response, design)
    if variance == 0.0:
        return NotApplicable(Message.of("na_exact_fit"))
    spread = design @ fit.regression.covariance / variance
    left = 1.0 - (spread * design).sum(axis=1)
    return np.asarray(spread * (fit.regression.residuals / left)[:, np.newaxis])


def prior_rules(fit: ProductionFit, estimate: PhaseElasticity) -> tuple[RuleOutcome, ...]:
    """Return the rules of informed fits."""
    names = ("prior_declared", "prior_agreement", "data_weight")
    if not fit.informed:
        return tuple(skipped(name, Message.of("rule_no_prior")) for name in names)
    if is_given(fit, estimate):
        given = Message.of("rule_share_given", value=estimate.value)
        return tuple(skipped(name, given) for name in names)
    prior = _prior_on(fit, estimate.input_name)
    sources = "; ".join(one.source for one in fit.priors)
    declared = outcome(
        "prior_declared", bool(fit.priors) and all(one.source.strip() for one in fit.priors), source=sources or "–"
    )
    if prior is None:
        elsewhere = Message.of("rule_prior_elsewhere", input_name=estimate.input_name)
        return declared, _agreement(fit, None, estimate, 0.0), skipped("data_weight", elsewhere)
    weight = 1.0 - (estimate.error / prior.sd) ** 2
    return (
        declared,
        _agreement(fit, prior, estimate, weight),
        outcome(
            "data_weight",
            weight >= LEAST_DATA_WEIGHT,
            percent=100.0 * weight,
            sd=prior.sd,
            error=estimate.error,
            limit=100.0 * LEAST_DATA_WEIGHT,
        ),
    )


def _prior_on(fit: ProductionFit, input_name: str) -> NormalPrior | None:
    """Return the prior on an elasticity: its own, or with two inputs and constant returns the other's turned round."""
    own = [one for one in fit.priors if one.input_name == input_name]
    if own:
        return own[0]
    if len(fit.input_names) == 2 and dict(fit.choices).get("returns") == "constant" and fit.priors:
        other = fit.priors[0]
        return NormalPrior(mean=1.0 - other.mean, sd=other.sd, source=other.source, input_name=input_name)
    return None


def _agreement(fit: ProductionFit, prior: NormalPrior | None, estimate: PhaseElasticity, weight: float) -> RuleOutcome:
    """Return Theil's test; where the fit has none, from the posterior: what it adds to the prior came from the data."""
    test = found_test(fit, "prior_agreement")
    if test is not None:
        if isinstance(test.outcome, NotApplicable):
            return skipped("prior_agreement", test.outcome.reason)
        return outcome("prior_agreement", not test.rejects(_LEVEL), p_value=test.outcome.p_value)
    if prior is None or weight < 0.01:
        return skipped("prior_agreement", Message.of("na_free_not_estimable"))
    from scipy.special import ndtr

    data_variance = estimate.error**2 / weight
    centre = prior.mean + (estimate.value - prior.mean) / weight
    z = (centre - prior.mean) / np.sqrt(data_variance + prior.sd**2)
    p_value = float(2.0 * ndtr(-abs(z)))
    return outcome("prior_agreement", p_value >= _LEVEL, p_value=p_value)
