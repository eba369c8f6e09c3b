"""Exact diffuse likelihood of a trend with inputs beside it, and its maximum over the variances, edges included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.normal_scale import NormalScale
from tfp_soctrang.estimation.trend_model import TrendModel, innovations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfp_soctrang.estimation.prior import NormalPrior

    Array = NDArray[np.float64]

__all__ = ["TrendRegression", "coefficients_given", "information", "log_likelihood", "maximised", "scale_given"]

# Two maxima whose log-likelihoods differ by less are one: the smaller set of positive variances is taken.
_SAME = 1e-7
# Ratios of variances are searched between exp(-18) and exp(18): a millionth part of a standard deviation is none.
_FURTHEST = 18.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TrendRegression(Shown):
    """`response == design @ coefficients + trend (+ measurement error)`, one coefficient with a normal prior or none.

    Parameters
    ----------
    model
        Of the trend.
    names
        Of the k coefficients.
    response, design
        Shapes (n,) and (n, k); k may be 0.
    prior
        On the first coefficient, or None. The other coefficients are diffuse.
    """

    model: TrendModel
    names: tuple[str, ...]
    response: Array
    design: Array
    prior: NormalPrior | None = None

    def __post_init__(self) -> None:
        for array in (self.response, self.design):
            array.setflags(write=False)

    @property
    def columns(self) -> Array:
        """Response and design side by side, shape (n, 1 + k)."""
        return np.column_stack([self.response, self.design])

    @property
    def degrees_of_freedom(self) -> int:
        """Observations less diffuse states and diffuse coefficients."""
        return len(self.response) - self.model.diffuse - int(self.design.shape[1]) + int(self.prior is not None)


def scale_given(regression: TrendRegression, proportions: Array) -> NormalScale:
    """Return the likelihood as a function of the scale v alone, the variances being v times `proportions`.

    The diffuse likelihood of Durbin and Koopman: of the observations that only serve to start the filter it has no
    term, not even ln 2π. Diffuse coefficients are states that never move (de Jong 1991): the filter is run over
    response and inputs, and the coefficients are those of the regression between their prediction errors.
    """
    found = innovations(regression.model, proportions, regression.columns)
    table = found.standardised
    prior = regression.prior
    first = 1 if prior is None else 2
    q, r = np.linalg.qr(table[:, first:])
    y = table[:, 0] - q @ (q.T @ table[:, 0])
    determinant = float(np.log(found.variance).sum() + 2.0 * np.log(np.abs(np.diag(r))).sum())
    if prior is None:
        return NormalScale(
            degrees_of_freedom=regression.degrees_of_freedom,
            sum_of_squares=np.asarray(y @ y),
            score=np.asarray(0.0),
            information=np.asarray(0.0),
            prior_variance=0.0,
            log_determinant=determinant,
        )
    x = table[:, 1] - q @ (q.T @ table[:, 1])
    away = y - prior.mean * x
    return NormalScale(
        degrees_of_freedom=regression.degrees_of_freedom,
        sum_of_squares=np.asarray(away @ away),
        score=np.asarray(x @ away),
        information=np.asarray(x @ x),
        prior_variance=prior.sd**2,
        log_determinant=determinant,
    )


def log_likelihood(regression: TrendRegression, variances: Array) -> float:
    """Return the exact diffuse log-likelihood at given variances; coefficients are integrated out.

    References
    ----------
    Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., section 7.2 (diffuse
    likelihood). de Jong (1991), Annals of Statistics 19, 1073–1083.
    """
    total = float(variances.sum())
    if not total > 0.0:
        raise EstimationError("variances", "are all zero", value=0.0, remedy="Give at least one above zero.")
    return float(scale_given(regression, variances / total).log_likelihood(np.asarray(total)))


def coefficients_given(
    regression: TrendRegression, proportions: Array, scale: float, rows: int | None = None
) -> tuple[Array, Array]:
    """Return mean and covariance of the coefficients given the variances, from the first `rows` prediction errors."""
    table = innovations(regression.model, proportions, regression.columns).standardised[:rows]
    return posterior(table, scale, regression.prior)


def posterior(table: Array, scale: float, prior: NormalPrior | None) -> tuple[Array, Array]:
    """Return mean and covariance of the coefficients of column 0 on the others, errors of variance `scale`."""
    y, x = table[:, 0], table[:, 1:]
    if prior is not None:
        row = np.zeros(x.shape[1])
        row[0] = np.sqrt(scale) / prior.sd
        y, x = np.append(y, row[0] * prior.mean), np.vstack([x, row])
    if x.shape[1] == 0:
        return np.empty(0), np.empty((0, 0))
    q, r = np.linalg.qr(x)
    inverse = np.linalg.inv(r)
    return np.asarray(inverse @ (q.T @ y)), np.asarray(scale * inverse @ inverse.T)


def maximised(regression: TrendRegression) -> Array:
    """Return the variances that maximise the diffuse likelihood, shape (m,); some may be exactly zero.

    Every set of positive variances is searched on its own, its scale in closed form and its ratios from a grid of
    starts, so a maximum on the edge is found as such and not approached.
    """
    m = len(regression.model.variance_names)
    best_value, best = -np.inf, np.zeros(m)
    for size in range(1, m + 1):
        for positive in combinations(range(m), size):
            value, variances = _on_face(regression, positive)
            if value > best_value + _SAME:
                best_value, best = value, variances
    return best


def _on_face(regression: TrendRegression, positive: tuple[int, ...]) -> tuple[float, Array]:
    """Return the maximum with only the variances `positive` above zero, the others zero."""
    from scipy.optimize import minimize, minimize_scalar

    m = len(regression.model.variance_names)

    def proportions(ratios: Array) -> Array:
        weights = np.zeros(m)
        logs = np.append(0.0, ratios)
        weights[list(positive)] = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum())

    def loss(ratios: Array) -> float:
        scale = scale_given(regression, proportions(np.atleast_1d(ratios)))
        return -float(scale.log_likelihood(scale.mode()))

    at: Array = np.empty(0)
    if len(positive) == 2:
        grid = np.linspace(-_FURTHEST, _FURTHEST, 25)
        values = np.array([loss(np.array([point])) for point in grid])
        inside = [i for i in range(1, 24) if values[i] <= min(values[i - 1], values[i + 1])]
        found = [
            minimize_scalar(
                lambda point: loss(np.array([point])),
                bounds=(grid[i - 1], grid[i + 1]),
                method="bounded",
                options={"xatol": 1e-9},
            ).x
            for i in inside
        ] or [grid[int(np.argmin(values))]]
        at = np.array([min(found, key=lambda point: loss(np.array([point])))])
    elif len(positive) == 3:
        line = np.linspace(-12.0, 12.0, 7)
        starts = sorted((loss(np.array([a, b])), a, b) for a in line for b in line)[:2]
        runs = [
            minimize(
                loss,
                np.array([a, b]),
                method="Nelder-Mead",
                bounds=[(-_FURTHEST, _FURTHEST)] * 2,
                options={"xatol": 1e-3, "fatol": 1e-9, "initial_simplex": [[a, b], [a + 2.0, b], [a, b + 2.0]]},
            )
            for _, a, b in starts
        ]
        at = np.asarray(min(runs, key=lambda run: run.fun).x)
    at = _polished(loss, at)
    weights = proportions(at)
    scale = scale_given(regression, weights)
    mode = scale.mode()
    return float(scale.log_likelihood(mode)), np.asarray(weights * mode)


def _polished(loss: Callable[[Array], float], at: Array) -> Array:
    """Return the minimum after Newton's steps: a search by values alone stops at the root of the rounding error."""
    step = 0.02
    for _ in range(2 if len(at) else 0):
        moves = step * np.eye(len(at))
        gradient = np.array(
            [
                (8.0 * (loss(at + m) - loss(at - m)) - (loss(at + 2 * m) - loss(at - 2 * m))) / (12.0 * step)
                for m in moves
            ]
        )
        hessian = _hessian(loss, at, step)
        if np.linalg.eigvalsh(hessian)[0] <= 1e-6:
            break  # flat: a maximum on the edge of the face, which the smaller face gives exactly
        move = np.linalg.solve(hessian, gradient)
        if np.abs(move).max() > 0.1:
            break
        at = at - move
    return at


def information(regression: TrendRegression, variances: Array) -> Array:
    """Return the covariance (m, m) of the positive variances from the curvature of the likelihood; zero for others.

    The second derivatives are taken in the logs of the variances, central with two steps (Richardson): there the
    likelihood is closest to quadratic, and at a maximum the change of variable costs no term.

    Raises
    ------
    EstimationError
        The likelihood does not curve downwards: the variances cannot be told apart.
    """
    free = np.flatnonzero(variances > 0.0)

    def value(logs: Array) -> float:
        moved = variances.copy()
        moved[free] = np.exp(logs)
        return log_likelihood(regression, moved)

    at = np.log(variances[free])
    coarse, fine = _hessian(value, at, 0.04), _hessian(value, at, 0.02)
    hessian = (4.0 * fine - coarse) / 3.0
    if (np.linalg.eigvalsh(-hessian) <= 0.0).any():
        raise EstimationError(
            "variances",
            "cannot be told apart: the likelihood is flat around its maximum",
            value=dict(zip(regression.model.variance_names, variances.tolist(), strict=True)),
            remedy="Take a simpler trend, leave out measurement_error, or give the variances.",
        )
    out = np.zeros((len(variances), len(variances)))
    out[np.ix_(free, free)] = np.linalg.inv(-hessian) * np.outer(variances[free], variances[free])
    return out


def _hessian(value: Callable[[Array], float], at: Array, step: float) -> Array:
    m = len(at)
    out = np.empty((m, m))
    moves = step * np.eye(m)
    centre = value(at)
    for i in range(m):
        out[i, i] = (value(at + moves[i]) - 2.0 * centre + value(at - moves[i])) / step**2
        for j in range(i):
            mixed = (
                value(at + moves[i] + moves[j])
                - value(at + moves[i] - moves[j])
                - value(at - moves[i] + moves[j])
                + value(at - moves[i] - moves[j])
            )
            out[i, j] = out[j, i] = mixed / (4.0 * step**2)
    return out
