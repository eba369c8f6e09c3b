"""A test with its null hypothesis in words, and what it says; or why it does not apply."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Message

__all__ = ["HypothesisTest", "Outcome", "chi_square_outcome", "f_outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A test statistic with its distribution under the null and its p-value, a fraction.

    `degrees_of_freedom` are those of the distribution: one number for t and chi-square, two for F, none for the others.
    """

    statistic: float
    distribution: str
    degrees_of_freedom: tuple[float, ...]
    p_value: float

    def rejects(self, level: float = 0.05) -> bool:
        """Return whether the null is rejected at `level`."""
        return self.p_value < level


def f_outcome(statistic: float, numerator: int, denominator: int) -> Outcome:
    """Return the outcome of an F statistic."""
    from scipy.special import fdtrc

    return Outcome(
        statistic=statistic,
        distribution="F",
        degrees_of_freedom=(float(numerator), float(denominator)),
        p_value=float(fdtrc(numerator, denominator, max(statistic, 0.0))),
    )


def chi_square_outcome(statistic: float, degrees_of_freedom: int) -> Outcome:
    """Return the outcome of a chi-square statistic."""
    from scipy.special import chdtrc

    return Outcome(
        statistic=statistic,
        distribution="chi-square",
        degrees_of_freedom=(float(degrees_of_freedom),),
        p_value=float(chdtrc(float(degrees_of_freedom), max(statistic, 0.0))),
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HypothesisTest(Shown):
    """One test of one fit.

    Parameters
    ----------
    name
        Of the test: "returns_to_scale", "breusch_godfrey".
    null
        What is tested, in words.
    outcome
        The statistic and its p-value, or why the test does not apply to this fit.
    note
        What else the test tells, in words: where the largest statistic stands.
    """

    name: str
    null: Message
    outcome: Outcome | NotApplicable
    note: Message | None = None

    def rejects(self, level: float = 0.05) -> bool:
        """Return whether the null is rejected at `level`; a test that does not apply rejects nothing."""
        return isinstance(self.outcome, Outcome) and self.outcome.rejects(level)
