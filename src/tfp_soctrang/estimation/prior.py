"""What is known of elasticities before the data: a normal prior on a share, and shrinking towards a centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, EstimationError
from tfp_soctrang.estimation.hypotheses import Outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares, rank_of
from tfp_soctrang.estimation.linear_hypotheses import wald
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.estimation.production_terms import ProductionTerms

    Array = NDArray[np.float64]

__all__ = [
    "Knowledge",
    "NormalPrior",
    "Ridge",
    "free_variance",
    "informed_least_squares",
    "knowledge_of",
    "normal_prior",
    "official_prior",
    "prior_agreement",
]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NormalPrior(Shown):
    """A normal prior on the elasticity of one input.

    Parameters
    ----------
    input_name
        Of the input.
    mean, sd
        Of the elasticity, fractions; `sd` above zero.
    source
        Where it comes from, in words.
    note
        What to know of how it was made.
    """

    mean: float
    sd: float
    source: str
    input_name: str = "capital"
    note: Message | None = None

    def __post_init__(self) -> None:
        if not np.isfinite(self.mean):
            raise AssumptionError("prior, mean", "must be a number", value=self.mean, remedy="Give a fraction: 0.40.")
        if not (np.isfinite(self.sd) and self.sd > 0.0):
            raise AssumptionError(
                "prior, sd",
                "must be a number above zero",
                value=self.sd,
                remedy="An elasticity that is known for certain needs no estimate: use it as a share in the account.",
            )

    def probability(self, low: float, high: float) -> float:
        """Return how much of the prior lies between `low` and `high`."""
        from scipy.special import ndtr

        return float(ndtr((high - self.mean) / self.sd) - ndtr((low - self.mean) / self.sd))


def normal_prior(
    mean: float, low: float, high: float, *, source: str, input_name: str = "capital", coverage: float = 0.90
) -> NormalPrior:
    """Return the normal prior with a stated mean, as wide as its range says.

    sd = max(mean - low, high - mean) / z, z the (1 + coverage)/2 quantile of the standard normal: the end of the range
    that is farther from the mean is where an even range of that coverage would end. The mean is kept, since it is the
    figure in use, and the prior is rather too wide on the nearer side than too narrow on the farther one: a prior that
    is too narrow would outvote the data. A range that is not even about the mean is told in `note`.

    Parameters
    ----------
    mean, low, high
        Fractions, low < high and low ≤ mean ≤ high.
    source
        In words.
    input_name
        Of the input.
    coverage
        How often such ranges hold the truth. Ranges drawn from the spread of published figures are not certain bounds:
        the default takes 90 %.

    Raises
    ------
    AssumptionError
        Figures out of order, a coverage that is no probability.

    Examples
    --------
    >>> prior = normal_prior(0.40, 0.30, 0.50, source="made up")
    >>> round(prior.sd, 4), round(prior.probability(0.30, 0.50), 4), prior.note is None
    (0.0608, 0.9, True)
    """
    from scipy.special import ndtri

    if not (low <= mean <= high and low < high):
        raise AssumptionError(
            "prior",
            "needs low ≤ mean ≤ high and low < high",
            value=(low, mean, high),
            remedy="Give a range with a width.",
        )
    if not 0.0 < coverage < 1.0:
        raise AssumptionError(
            "prior, coverage", "must lie between 0 and 1", value=coverage, remedy="A probability, for example 0.9."
        )
    below, above = mean - low, high - mean
    sd = max(below, above) / float(ndtri(0.5 + 0.5 * coverage))
    prior = NormalPrior(mean=mean, sd=sd, source=source, input_name=input_name)
    if abs(below - above) <= 1e-9 * (high - low):
        return prior
    note = Message.of(
        "note_range_skewed",
        low=float(low),
        high=float(high),
        mean=float(mean),
        inside=100.0 * prior.probability(low, high),
        below=100.0 * prior.probability(-np.inf, low),
    )
    return replace(prior, note=note)


def official_prior(
    *, labour_share: float = 0.60, low: float = 0.42, high: float = 0.62, input_name: str = "capital"
) -> NormalPrior:
    """Return the prior on the capital elasticity from the labour share of the baseline: 0.40, range 0.38 to 0.58.

    The range is the baseline's for the labour share, 0.42 to 0.62: at its upper end what the account printed by the
    Statistics Office allows, at its lower end ILO and the Total Economy Database. It is not even about 0.40, which the
    note of the prior says.

    Examples
    --------
    >>> prior = official_prior()
    >>> prior.mean, round(prior.sd, 4), round(prior.probability(0.38, 0.58), 2)
    (0.4, 0.1094, 0.52)
    """
    return normal_prior(
        1.0 - labour_share,
        1.0 - high,
        1.0 - low,
        source=f"one less the labour share of the baseline, {labour_share:g} ({low:g} to {high:g})",
        input_name=input_name,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridge:
    """A penalty on the distance of elasticities from a centre: `penalty · Σ (ε_i - centre_i)²` on the sum of squares.

    Parameters
    ----------
    penalty
        Above zero, in the units of squared logs. It is the prior whose variance is the residual variance over it.
    centre
        Elasticities by input, as pairs; inputs that are not named are not shrunk.
    source
        Of the centre, in words.
    """

    penalty: float
    centre: tuple[tuple[str, float], ...]
    source: str

    def __post_init__(self) -> None:
        if not (np.isfinite(self.penalty) and self.penalty > 0.0):
            raise AssumptionError(
                "ridge, penalty", "must be a number above zero", value=self.penalty, remedy="Leave ridge=None for none."
            )
        if not self.centre:
            raise AssumptionError(
                "ridge, centre", "is empty", remedy='Name the elasticities to shrink towards: (("capital", 0.4),).'
            )

    @classmethod
    def towards(cls, centre: Mapping[str, float], *, penalty: float, source: str) -> Ridge:
        """Return the ridge towards elasticities given as a mapping."""
        return cls(penalty=penalty, centre=tuple((name, float(value)) for name, value in centre.items()), source=source)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Knowledge(Shown):
    """Priors or a ridge as rows beside a regression: `weights @ coefficients = targets` up to `sds` or a penalty.

    Parameters
    ----------
    weights, targets
        Shapes (q, k) and (q,).
    sds, penalty
        Shape (q,) for priors, a number for a ridge; the other is None.
    label
        Both in words.
    named, centre, source
        The priors as they were given; the centre of a ridge and where it comes from.
    """

    weights: Array
    targets: Array
    sds: Array | None
    penalty: float | None
    label: str
    named: tuple[NormalPrior, ...]
    centre: tuple[tuple[str, float], ...]
    source: str

    def priors(self, residual_variance: float) -> tuple[NormalPrior, ...]:
        """Return the priors; a ridge as those of variance `residual_variance` over its penalty.

        Of an exact fit a ridge is no prior: its penalty weighs against nothing.
        """
        if self.penalty is None:
            return self.named
        if residual_variance <= 0.0:
            return ()
        sd = float(np.sqrt(residual_variance / self.penalty))
        return tuple(NormalPrior(mean=mean, sd=sd, source=self.source, input_name=name) for name, mean in self.centre)


def knowledge_of(
    prior: NormalPrior | Sequence[NormalPrior] | Literal["official"] | None, ridge: Ridge | None, terms: ProductionTerms
) -> Knowledge | None:
    """Return priors or a ridge in the coefficients of an equation; None where there are none.

    Raises
    ------
    EstimationError
        An input that the function does not have, or twice, or whose elasticity is fixed by constant returns.
    """
    if isinstance(prior, str):
        refuse_unknown(prior, "prior", ("official",))
        prior = official_prior()
    priors = () if prior is None else (prior,) if isinstance(prior, NormalPrior) else tuple(prior)
    if priors:
        centre = [(one.input_name, one.mean) for one in priors]
        sds: Array | None = np.array([one.sd for one in priors])
        label = "; ".join(f"{one.input_name} {one.mean:.4g} ± {one.sd:.4g} ({one.source})" for one in priors)
    elif ridge is not None:
        centre, sds = list(ridge.centre), None
        towards = ", ".join(f"{name} {value:.4g}" for name, value in centre)
        label = f"penalty {ridge.penalty:.4g} towards {towards} ({ridge.source})"
    else:
        return None
    named = [name for name, _ in centre]
    unknown = [name for name in named if name not in terms.input_names]
    if unknown or len(set(named)) < len(named):
        raise EstimationError(
            "prior" if priors else "ridge",
            f"must name inputs among {', '.join(terms.input_names)}, each once",
            value=named,
            remedy="Set input_name (or the centre's names) to the names under which inputs are given.",
        )
    rows = [terms.parameter_names.index(name) for name in named]
    weights = terms.mapping[rows]
    if not weights.any(axis=1).all():
        raise EstimationError(
            "prior" if priors else "ridge",
            "is on an elasticity that constant returns fix",
            value=named,
            remedy="Take returns='free', or leave it out.",
        )
    return Knowledge(
        weights=weights,
        targets=np.array([value for _, value in centre]) - terms.offset[rows],
        sds=sds,
        penalty=None if ridge is None or priors else ridge.penalty,
        label=label,
        named=priors,
        centre=tuple(centre),
        source="" if ridge is None else ridge.source,
    )


def free_variance(response: ArrayLike, design: ArrayLike) -> tuple[float, int]:
    """Return the residual variance of the data alone and its degrees of freedom, collinear terms left out.

    Raises
    ------
    EstimationError
        No degree of freedom is left.
    """
    y, x = np.asarray(response, dtype=np.float64), np.asarray(design, dtype=np.float64)
    _, dependent = rank_of(x)
    kept = [j for j in range(x.shape[1]) if j not in dependent]
    left = len(y) - len(kept)
    if left < 1:
        raise EstimationError(
            "observations",
            f"are not enough to tell the variance of errors beside {len(kept)} terms",
            value=len(y),
            remedy="Take more years or fewer terms; a prior replaces an elasticity, not the variance.",
        )
    fit = least_squares(y, x[:, kept], [str(j) for j in kept])
    return fit.residual_variance, left


def informed_least_squares(
    response: ArrayLike,
    design: ArrayLike,
    names: Sequence[str],
    *,
    weights: ArrayLike,
    targets: ArrayLike,
    sds: ArrayLike | None = None,
    penalty: float | None = None,
) -> LinearFit:
    """Return least squares with stochastic knowledge of some combinations of the coefficients, in closed form.

    b = (X'X/s² + R'T⁻¹R)⁻¹ (X'y/s² + R'T⁻¹r), with covariance (X'X/s² + R'T⁻¹R)⁻¹; s² is the residual variance of the
    data alone. It is the posterior mean and variance under r = Rb + v, v ~ N(0, T), a flat prior on the rest and s²
    known, and Theil and Goldberger's mixed estimator. With a penalty T = s²/penalty.

    Parameters
    ----------
    response, design, names
        As for `least_squares`; columns may be collinear where the prior tells them apart.
    weights, targets
        R of shape (q, k) and r of shape (q,).
    sds
        Square roots of the diagonal of T, shape (q,), above zero.
    penalty
        Instead of `sds`.

    Returns
    -------
    LinearFit
        On the data: its residuals are `response - design @ coefficients`, its degrees of freedom those of s².

    References
    ----------
    Theil and Goldberger (1961), International Economic Review 2. Hoerl and Kennard (1970), Technometrics 12.
    """
    y, x = np.array(response, dtype=np.float64), np.array(design, dtype=np.float64)
    r, target = np.atleast_2d(np.asarray(weights, dtype=np.float64)), np.asarray(targets, dtype=np.float64)
    variance, left = free_variance(y, x)
    if (sds is None) == (penalty is None):
        raise EstimationError("prior", "needs sds or a penalty, one of them", value=(sds, penalty), remedy="Give one.")
    heft = np.sqrt(penalty) if penalty is not None else np.sqrt(variance) / np.asarray(sds, dtype=np.float64)
    heft = np.broadcast_to(heft, target.shape)
    stacked = least_squares(np.concatenate([y, heft * target]), np.concatenate([x, heft[:, np.newaxis] * r]), names)
    scale = variance / stacked.residual_variance if stacked.residual_variance > 0.0 else 0.0
    return LinearFit(
        names=tuple(names),
        design=x,
        response=y,
        coefficients=np.array(stacked.coefficients),
        covariance=stacked.covariance * scale,
        errors="classical",
        lags=0,
        degrees_of_freedom=left,
    )


def prior_agreement(fit: LinearFit, weights: ArrayLike, targets: ArrayLike, sds: ArrayLike) -> Outcome:
    """Return Theil's test that data and prior agree: (Rb - r)'(R V R' + T)⁻¹(Rb - r), chi-square with q.

    Parameters
    ----------
    fit
        Of the data alone.
    weights, targets, sds
        As for `informed_least_squares`.

    References
    ----------
    Theil (1963), Journal of the American Statistical Association 58 (compatibility statistic).
    """
    r, target = np.atleast_2d(np.asarray(weights, dtype=np.float64)), np.asarray(targets, dtype=np.float64)
    spread = r @ fit.covariance @ r.T + np.diag(np.broadcast_to(np.asarray(sds, dtype=np.float64) ** 2, target.shape))
    return wald(r @ fit.coefficients, spread, (np.eye(len(target)), target))
