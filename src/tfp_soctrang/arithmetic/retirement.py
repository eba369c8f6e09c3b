"""Retirement of assets: the share of a cohort that is still in use, by age."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import common_shape, refuse, refuse_unknown
from tfp_soctrang.choices import RetirementDistribution
from tfp_soctrang.errors import DataError, EstimationError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    # 1 - F and F, each to full precision
    Tails = tuple[Callable[[Array], Array], Callable[[Array], Array]]

__all__ = ["RetirementDistribution", "survival", "weibull_parameters"]


# Newton's steps to the shape of a Weibull distribution. From cov 0.001 to 100 seven reach the last bit.
_STEPS = 12


def weibull_parameters(mean_life: ArrayLike, cov: ArrayLike) -> tuple[Array, Array]:
    """Return shape k and scale of the Weibull distribution with this mean and coefficient of variation.

    k solves Γ(1 + 2/k) / Γ(1 + 1/k)² = 1 + cov²; the scale is mean / Γ(1 + 1/k).

    Parameters
    ----------
    mean_life
        Years, above zero.
    cov
        Standard deviation over mean, above zero; broadcasts against `mean_life`.

    Returns
    -------
    tuple of ndarray
        Shape and scale (years).

    Raises
    ------
    DataError
        A mean or a coefficient of variation is not a finite number above zero.
    EstimationError
        No shape has this coefficient of variation in floating point (none met between 0.001 and 100).

    Notes
    -----
    With x = 1/k the logarithm of the left side, ln Γ(1+2x) - 2 ln Γ(1+x), rises with x like π²x²/6 near zero and like
    2x ln 2 far away: as a function of ln x its logarithm is nearly straight, and Newton's steps converge from anywhere.

    References
    ----------
    Weibull (1951), A Statistical Distribution Function of Wide Applicability, Journal of Applied Mechanics 18.

    Examples
    --------
    >>> shape, scale = weibull_parameters(10.0, 1.0)  # the exponential distribution
    >>> float(shape.round(10)), float(scale.round(10))
    (1.0, 10.0)
    """
    from scipy.special import gammaln, psi

    mean, spread = _above_zero(mean_life, "mean_life"), _above_zero(cov, "cov")
    target = np.log1p(spread**2)
    x = spread * np.sqrt(6.0) / np.pi
    for _ in range(_STEPS):
        value = gammaln(1.0 + 2.0 * x) - 2.0 * gammaln(1.0 + x)
        slope = 2.0 * x * (psi(1.0 + 2.0 * x) - psi(1.0 + x)) / value
        x = x * np.exp(np.log(target / value) / slope)
    value = gammaln(1.0 + 2.0 * x) - 2.0 * gammaln(1.0 + x)
    # 1 + x loses up to half a unit of the sixteenth digit, which is 1e-12 of the value at cov 0.01: 1e-8 is met down to
    # cov 0.001, where survival is a step to the eye
    missed = ~(np.abs(value / target - 1.0) < 1e-8)
    if missed.any():
        raise EstimationError(
            "weibull_parameters",
            "no shape has this coefficient of variation",
            value=float(np.broadcast_to(spread, missed.shape)[missed].flat[0]),
            remedy="For lives that hardly vary take the sudden distribution.",
        )
    return np.asarray(1.0 / x), np.asarray(mean * np.exp(-gammaln(1.0 + x)))


def survival(
    ages: int,
    *,
    mean_life: ArrayLike,
    distribution: RetirementDistribution,
    cov: ArrayLike | None = None,
    minimum: ArrayLike = 0.0,
    maximum: ArrayLike = np.inf,
    right_truncated: bool = False,
    offset: ArrayLike = 0.0,
) -> Array:
    """Return the share of a cohort still in use at ages 0, 1, …: one up to `minimum`, nothing beyond `maximum`.

    From minimum to maximum S(a) = (1 - F(a + offset)) / (1 - F(minimum)), or, right-truncated,
    (F(maximum) - F(a + offset)) / (F(maximum) - F(minimum)). F has mean `mean_life` and standard deviation
    `cov · mean_life` before truncation; `sudden` retires the whole cohort at `mean_life`.

    Parameters
    ----------
    ages
        Number of rows: ages 0 to `ages - 1`, years.
    mean_life
        Years, above zero; infinite for `sudden` means that nothing retires. Parameters broadcast against each other
        behind the age axis: assets, draws, or cohorts where service life changes over time.
    distribution
        Family of F.
    cov
        Coefficient of variation, above zero; not given for `sudden`.
    minimum, maximum
        Ages before which and after which no asset retires, years.
    right_truncated
        Spread the assets that F lets live beyond `maximum` over the ages up to it; otherwise they retire together
        right after `maximum`.
    offset
        Point of the year, in [0, 1], at which survival is taken: 0 the birthday, 0.5 half a year later.

    Returns
    -------
    ndarray
        Shape (ages, …), fractions, never rising with age; row 0 is one unless `minimum` is zero and `offset` is not.

    Raises
    ------
    DataError
        A parameter is out of its range, shapes do not fit, or F leaves nothing between minimum and maximum.

    Notes
    -----
    Parameters by moments: normal (mean, mean · cov); log-normal (variance of logs ln(1 + cov²)); gamma (shape 1/cov²);
    Weibull by `weibull_parameters`. The mean after truncation is not `mean_life`.

    References
    ----------
    OECD (2009), Measuring Capital. ONS, `pimir`, survival functions.

    Examples
    --------
    >>> survival(5, mean_life=3.0, distribution="sudden").tolist()
    [1.0, 1.0, 1.0, 0.0, 0.0]
    >>> survival(4, mean_life=[7.0, 9.0], distribution="normal", cov=3 / 7, minimum=2.0).round(4).tolist()
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [0.9544, 0.974]]
    """
    life, spread = _checked(ages, mean_life, distribution, cov)
    low, high, shift = (np.asarray(x, dtype=np.float64) for x in (minimum, maximum, offset))
    refuse(low, ~((low >= 0.0) & np.isfinite(low)), "minimum", "must be a finite age, not negative", "Give years.")
    refuse(high, ~(high > 0.0), "maximum", "must be above zero", "Give years, or infinity for no maximum.")
    refuse(shift, ~((shift >= 0.0) & (shift <= 1.0)), "offset", "must lie between 0 and 1", "Give a part of a year.")
    shape = common_shape("survival", *(x.shape for x in (life, spread, low, high, shift)))
    lowest = np.broadcast_to(low, np.broadcast_shapes(low.shape, high.shape))
    refuse(lowest, lowest > high, "minimum", "must not exceed maximum", "Exchange the two.")
    retiring = _retiring_until(high if right_truncated else None, _tails(distribution, life, spread))
    whole = retiring(low)
    refuse(
        np.broadcast_to(low, whole.shape),
        ~(whole > 0.0),
        "minimum",
        "leaves no asset to retire between minimum and maximum",
        "Bring minimum and maximum closer to the mean life.",
    )
    found = np.empty((ages, *shape))
    for age in range(ages):
        left = np.minimum(retiring(np.maximum(age, low) + shift) / whole, 1.0)
        found[age] = np.where(age < low, 1.0, np.where(age > high, 0.0, left))
        if age:  # the incomplete gamma function is monotone only up to its rounding
            found[age] = np.minimum(found[age], found[age - 1])
    return found


def _checked(
    ages: int, mean_life: ArrayLike, distribution: RetirementDistribution, cov: ArrayLike | None
) -> tuple[Array, Array]:
    refuse_unknown(distribution, "distribution", get_args(RetirementDistribution))
    if ages < 1:
        raise DataError("ages", "must be at least 1", value=ages, remedy="Row 0 is the new asset.")
    if distribution == "sudden":
        if cov is not None:
            raise DataError("cov", "has no meaning for sudden retirement", value=cov, remedy="Leave it out.")
        life = np.asarray(mean_life, dtype=np.float64)
        refuse(life, ~(life > 0.0), "mean_life", "must be above zero", "Give years.")
        return life, np.asarray(0.0)
    if cov is None:
        raise DataError(
            "cov",
            "is needed for retirement that is not sudden",
            value=None,
            remedy="Give the standard deviation of lives over their mean.",
        )
    return _above_zero(mean_life, "mean_life"), _above_zero(cov, "cov")


def _above_zero(given: ArrayLike, name: str) -> Array:
    array = np.asarray(given, dtype=np.float64)
    refuse(array, ~(np.isfinite(array) & (array > 0.0)), name, "must be a finite number above zero", "Correct it.")
    return array


def _retiring_until(end: Array | None, tails: Tails) -> Callable[[Array], Array]:
    """Return the function of t that gives the share retiring after t and by `end`, from the tail that keeps digits."""
    surviving, retired = tails
    if end is None:
        return surviving
    surviving_end, retired_end = surviving(end), retired(end)

    def share(t: Array) -> Array:
        start = np.minimum(t, end)
        return np.where(retired_end < 0.5, retired_end - retired(start), surviving(start) - surviving_end)

    return share


def _tails(distribution: RetirementDistribution, life: Array, spread: Array) -> Tails:
    from scipy.special import gammainc, gammaincc, ndtr

    if distribution == "sudden":
        return lambda t: (t < life).astype(np.float64), lambda t: (t >= life).astype(np.float64)
    if distribution == "normal":
        deviation = spread * life
        return lambda t: ndtr((life - t) / deviation), lambda t: ndtr((t - life) / deviation)
    if distribution == "log_normal":
        variance = np.log1p(spread**2)
        median_log, deviation_log = np.log(life) - 0.5 * variance, np.sqrt(variance)

        def z(t: Array) -> Array:
            return np.where(t > 0.0, (np.log(np.where(t > 0.0, t, 1.0)) - median_log) / deviation_log, -np.inf)

        return lambda t: ndtr(-z(t)), lambda t: ndtr(z(t))
    if distribution == "gamma":
        form, scale = 1.0 / spread**2, life * spread**2
        return lambda t: gammaincc(form, t / scale), lambda t: gammainc(form, t / scale)
    shape, scale_weibull = weibull_parameters(life, spread)

    def hazard(t: Array) -> Array:
        # far beyond the mean it overflows where cov is small: nothing survives
        with np.errstate(over="ignore"):
            return np.asarray((t / scale_weibull) ** shape)

    return lambda t: np.exp(-hazard(t)), lambda t: -np.expm1(-hazard(t))
