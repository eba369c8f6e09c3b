"""Whether an estimated elasticity may feed the account: usable, usable with a prior, or not identified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.phase_elasticity import PhaseElasticity, phase_elasticity
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.verdict_evidence import evidence_rules
from tfp_soctrang.estimation.verdict_rules import RuleOutcome, estimate_rules, prior_rules
from tfp_soctrang.messages import Language, Message

__all__ = ["Kind", "Verdict", "require", "verdict"]

Kind = Literal["usable", "usable_with_prior", "not_identified"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Verdict(Shown):
    """What a fit is good for, and by which rules.

    Parameters
    ----------
    kind
        `usable`: the data alone settle the elasticity well enough. `usable_with_prior`: they do so together with a
        declared prior, or the share is given. `not_identified`: at least one rule failed.
    estimate
        The elasticity judged: its mean over the phase.
    rules
        Every rule with its outcome, in the order in which they are read.
    """

    kind: Kind
    estimate: PhaseElasticity
    rules: tuple[RuleOutcome, ...]

    def rule(self, name: str) -> RuleOutcome:
        """Return the outcome of the rule of that name.

        Raises
        ------
        DataError
            There is no such rule; those there are are named.
        """
        refuse_unknown(name, "rule", [rule.name for rule in self.rules])
        return next(rule for rule in self.rules if rule.name == name)

    @property
    def failed(self) -> tuple[RuleOutcome, ...]:
        """The rules that decided for `not_identified`; empty otherwise."""
        return tuple(rule for rule in self.rules if rule.status == "failed")

    def text(self, language: Language = "en") -> str:
        """Return the verdict with the elasticity, and each rule on a line: its outcome, what was found and why."""
        e = self.estimate
        head = Message.of(
            f"verdict_{self.kind}", input_name=e.input_name, value=e.value, low=e.interval[0], high=e.interval[1],
            phase=e.span,
        )  # fmt: skip
        return "\n".join([head.text(language), *(f"  {rule.text(language)}" for rule in self.rules)])

    def __str__(self) -> str:
        return self.text("en")


def verdict(fit: ProductionFit, *, phase_years: Iterable[int] | None = None, input_name: str = "capital") -> Verdict:
    """Return whether the elasticity of an input may feed the account of a phase, with the rules that decide.

    An error of e in the elasticity of capital moves the TFP contribution share of a phase by e (g_K - g_L)/g_Y: some
    1.1 e in Sóc Trăng in 2021–2025, up to 1.3 e in Việt Nam. Limits follow from that use, none from the sample.

    Parameters
    ----------
    fit
        Of any form; `CesFit.fit` and `StateSpaceFit.fit` are such.
    phase_years
        Growth years of the phase, all of them among the years of the fit; None takes every observation.
    input_name
        Of the input whose elasticity is used.

    Returns
    -------
    Verdict
        `not_identified` where a rule failed; else `usable_with_prior` where the fit is informed, else `usable`.

    Raises
    ------
    EstimationError
        An input or years that the fit does not have.

    Notes
    -----
    Rules: `precision` (the 95 % interval is within ±0.10, what measured shares know without an estimate), `meaning`
    (elasticities between 0 and 1 throughout the phase), `regularity` (at nine observations of ten), `collinearity`
    (read only where precision fails), `robustness` (no observation moves the elasticity by more than 0.05), `drift`
    (TFP may grow by itself), `cointegration` (levels of trending series need evidence against a spurious regression),
    `memory` (errors are as the standard errors assume), `stability`, `constant_returns`, and of informed fits
    `prior_declared`, `prior_agreement` and `data_weight` (half of what is known comes from the data: a precise prior
    cannot buy precision for data that say nothing; its mean is then better used as what it is, a measured share).

    A fit of undated observations is taken for a cross-section; if it is in truth a series of years, `memory` sees it.

    Examples
    --------
    >>> import numpy as np
    >>> from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
    >>> rng = np.random.default_rng(0)
    >>> capital, labour = np.exp(rng.normal(0.0, 0.7, (2, 500)))
    >>> output = capital**0.4 * labour**0.6 * np.exp(rng.normal(0.0, 0.1, 500))
    >>> verdict(cobb_douglas(output, {"capital": capital, "labour": labour})).kind
    'usable'
    """
    estimate = phase_elasticity(fit, phase_years, input_name)
    rules = (*estimate_rules(fit, estimate), *evidence_rules(fit, estimate), *prior_rules(fit, estimate))
    failed = any(rule.status == "failed" for rule in rules)
    kind: Kind = "not_identified" if failed else "usable_with_prior" if fit.informed else "usable"
    return Verdict(kind=kind, estimate=estimate, rules=rules)


def require(found: Verdict, *, accept: Kind = "usable_with_prior") -> Verdict:
    """Return the verdict if its kind is accepted, else raise with the rules that failed and what to do.

    Parameters
    ----------
    found
        Of `verdict`.
    accept
        The weakest kind accepted: "usable" asks for data alone, "not_identified" uses the fit all the same, by name.

    Raises
    ------
    EstimationError
        The kind is weaker than `accept`: the failed rules stand in its `problems`, and in its text in both languages.

    Examples
    --------
    >>> import numpy as np
    >>> from tfp_soctrang.estimation.translog import translog
    >>> t = np.arange(25)
    >>> capital, labour = np.exp(0.08 * t + 0.02 * np.sin(t)), np.exp(0.01 * t + 0.02 * np.cos(2 * t))
    >>> output = capital**0.4 * labour**0.6 * np.exp(0.02 * t + 0.01 * np.sin(3 * t))
    >>> found = verdict(translog(output, {"capital": capital, "labour": labour}, years=2000 + t))
    >>> require(found, accept="not_identified").kind
    'not_identified'
    """
    kinds = get_args(Kind)
    refuse_unknown(accept, "accept", kinds)
    if kinds.index(found.kind) <= kinds.index(accept):
        return found
    subject = f"elasticity of {found.estimate.input_name}, {found.estimate.span}"
    if found.kind == "usable_with_prior":
        raise EstimationError(subject, Message.of("verdict_prior_refused"), remedy=Message.of("remedy_accept_prior"))
    raise EstimationError(
        subject,
        Message.of("verdict_refused"),
        remedy=Message.of("remedy_not_identified"),
        problems=[rule.finding for rule in found.failed],
    )
