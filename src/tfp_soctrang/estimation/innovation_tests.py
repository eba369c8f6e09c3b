"""What the one-step prediction errors of a state-space model say about it: correlation, normality, even spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome, chi_square_outcome
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["even_spread_test", "kurtosis", "ljung_box_test", "normality_test", "skewness"]


def _errors(standardised: ArrayLike) -> Array:
    e = np.asarray(standardised, dtype=np.float64)
    if e.ndim != 1 or len(e) < 3 or not np.isfinite(e).all() or np.ptp(e) == 0.0:
        raise EstimationError(
            "prediction errors",
            "must be at least three different numbers",
            value=e.shape,
            remedy="Take a longer series.",
        )
    return e


def skewness(standardised: ArrayLike) -> float:
    """Return the third central moment over the cube of the standard deviation, √b₁.

    Examples
    --------
    >>> skewness([-1.0, 0.0, 1.0])
    0.0
    """
    e = _errors(standardised)
    centred = e - e.mean()
    return float((centred**3).mean() / (centred**2).mean() ** 1.5)


def kurtosis(standardised: ArrayLike) -> float:
    """Return the fourth central moment over the square of the variance, b₂: 3 for a normal distribution.

    Examples
    --------
    >>> kurtosis([-1.0, 0.0, 1.0])
    1.5
    """
    e = _errors(standardised)
    centred = e - e.mean()
    return float((centred**4).mean() / (centred**2).mean() ** 2)


def normality_test(standardised: ArrayLike) -> HypothesisTest:
    """Return the test of Jarque and Bera (Bowman and Shenton): n (S²/6 + (K - 3)²/24) ~ χ²(2) in large samples.

    References
    ----------
    Durbin and Koopman (2012), section 2.12.
    """
    e = _errors(standardised)
    statistic = len(e) * (skewness(e) ** 2 / 6.0 + (kurtosis(e) - 3.0) ** 2 / 24.0)
    return HypothesisTest(
        name="jarque_bera",
        null=Message.of("innovations_normal"),
        outcome=chi_square_outcome(float(statistic), 2),
    )


def ljung_box_test(standardised: ArrayLike, lags: int | None = None, estimated_variances: int = 1) -> HypothesisTest:
    """Return the test of Ljung and Box: n (n + 2) Σ r[j]² / (n - j) over `lags`, √n of them unless said.

    Its distribution is χ² with `lags` less the number of *ratios* of variances estimated (Harvey 1989).

    References
    ----------
    Ljung and Box (1978), Biometrika 65, 297–303.
    """
    e = _errors(standardised)
    n = len(e)
    last = int(np.sqrt(n)) if lags is None else lags
    if not 1 <= last < n:
        raise EstimationError("lags", f"must lie between 1 and {n - 1}", value=last, remedy="Often √n.")
    centred = e - e.mean()
    correlation = np.array([centred[j:] @ centred[:-j] for j in range(1, last + 1)]) / (centred @ centred)
    statistic = n * (n + 2.0) * float((correlation**2 / (n - np.arange(1, last + 1))).sum())
    freedom = last - max(estimated_variances - 1, 0)
    null = Message.of("innovations_uncorrelated", lags=last)
    if freedom < 1:
        reason = Message.of("too_few_lags", lags=last, ratios=estimated_variances - 1)
        return HypothesisTest(name="ljung_box", null=null, outcome=NotApplicable(reason))
    return HypothesisTest(
        name="ljung_box",
        null=null,
        outcome=chi_square_outcome(float(statistic), freedom),
    )


def even_spread_test(standardised: ArrayLike, part: int | None = None) -> HypothesisTest:
    """Return the test H(h): sum of squares of the last h errors over that of the first h ~ F(h, h), both tails.

    h is a third of the errors unless `part` says otherwise.

    References
    ----------
    Durbin and Koopman (2012), section 2.12. Harvey (1989).
    """
    from scipy.special import fdtr, fdtrc

    e = _errors(standardised)
    h = round(len(e) / 3) if part is None else part
    if not 1 <= h <= len(e) // 2:
        raise EstimationError("part", f"must lie between 1 and {len(e) // 2}", value=h, remedy="Often a third.")
    early = float((e[:h] ** 2).sum())
    if early == 0.0:
        raise EstimationError(
            "prediction errors", "of the first years are all zero", value=0.0, remedy="Take another part."
        )
    ratio = float((e[-h:] ** 2).sum()) / early
    return HypothesisTest(
        name="heteroskedasticity",
        null=Message.of("innovations_even", part=h),
        outcome=Outcome(
            statistic=ratio,
            distribution="F",
            degrees_of_freedom=(float(h), float(h)),
            p_value=float(min(1.0, 2.0 * min(fdtr(h, h, ratio), fdtrc(h, h, ratio)))),
        ),
    )
