"""Regression whose errors remember the year before: u_t = ρ u_{t-1} + ε_t."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.exact_sums import exact_residuals
from tfp_soctrang.estimation.least_squares import ErrorKind, LinearFit, least_squares

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["AutoregressiveFit", "SerialMethod", "ar1_regression", "quasi_differences"]

SerialMethod = Literal["cochrane_orcutt", "prais_winsten"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AutoregressiveFit(Shown):
    """A regression with first-order autoregressive errors.

    Parameters
    ----------
    method
        `prais_winsten` keeps the first year, scaled by √(1 - ρ²); `cochrane_orcutt` drops it.
    rho
        Autocorrelation of the errors.
    path
        Values of ρ by iteration, the last one `rho`; empty where it was given.
    response, design
        Before the transformation, shapes (n,) and (n, k).
    regression
        Ordinary least squares on the transformed data; its residuals are the innovations ε.
    """

    method: SerialMethod
    rho: float
    path: tuple[float, ...]
    response: Array
    design: Array
    regression: LinearFit

    def __post_init__(self) -> None:
        for array in (self.response, self.design):
            array.setflags(write=False)

    @property
    def residuals(self) -> Array:
        """Response less design @ coefficients, the u of the model, shape (n,)."""
        return exact_residuals(self.response, self.design, self.regression.coefficients)[0]

    @property
    def rho_given(self) -> bool:
        """Whether ρ was given, not estimated."""
        return not self.path

    @property
    def rho_error(self) -> float:
        """Asymptotic standard error of ρ, √((1 - ρ²)/n); 0 where it was given."""
        return 0.0 if self.rho_given else float(np.sqrt((1.0 - self.rho**2) / len(self.response)))


def quasi_differences(array: ArrayLike, rho: float, method: SerialMethod) -> Array:
    """Return x_t - ρ x_{t-1} by year; for Prais–Winsten the first row is √(1 - ρ²) x_1.

    Examples
    --------
    >>> quasi_differences([5.0, 6.0, 7.0], 0.6, "prais_winsten").round(12).tolist()
    [4.0, 3.0, 3.4]
    """
    x = np.asarray(array, dtype=np.float64)
    later = x[1:] - rho * x[:-1]
    if method == "cochrane_orcutt":
        return np.asarray(later)
    return np.concatenate([np.sqrt(1.0 - rho * rho) * x[:1], later])


def ar1_regression(
    response: ArrayLike,
    design: ArrayLike,
    names: Sequence[str],
    *,
    method: SerialMethod = "prais_winsten",
    rho: float | None = None,
    errors: ErrorKind = "classical",
    lags: int = 0,
    tolerance: float = 1e-6,
    iterations: int = 200,
) -> AutoregressiveFit:
    """Return the regression with AR(1) errors, ρ and coefficients in turn until ρ no longer moves.

    ρ = Σ_{t≥2} u_t u_{t-1} / Σ_{t≥2} u²_{t-1}, from the residuals u = y - Xb of the last coefficients; first of
    ordinary least squares.

    Parameters
    ----------
    response, design, names
        As for `least_squares`, rows in the order of years without a hole.
    method
        See `AutoregressiveFit`.
    rho
        None estimates it; a number is used as given.
    errors, lags
        Of the standard errors of the transformed regression.
    tolerance, iterations
        The change of ρ at which it stands (1e-6 as in the R package prais and in Stata), and the most iterations.

    Raises
    ------
    EstimationError
        ρ reaches ±1, or does not settle; what `least_squares` refuses.

    Notes
    -----
    Standard errors are those of the transformed regression with n - k degrees of freedom, ρ taken as known (so do the
    R package prais and Stata).

    References
    ----------
    Cochrane and Orcutt (1949), Journal of the American Statistical Association 44. Prais and Winsten (1954), Cowles
    Commission discussion paper 383. Greene (2018), section 20.9.

    Examples
    --------
    >>> fit = ar1_regression([2.0, 3.5, 3.0, 5.5, 6.0, 6.5], [[1, t] for t in range(6)], ["constant", "trend"])
    >>> round(fit.rho, 4), fit.regression.coefficients.round(4).tolist()
    (-0.6687, [2.0816, 0.9443])
    """
    refuse_unknown(method, "method", get_args(SerialMethod))
    y, x = np.array(response, dtype=np.float64), np.array(design, dtype=np.float64)
    fit = least_squares(y, x, names, errors=errors, lags=lags)
    path: list[float] = []
    if rho is not None:
        _refuse_unit(rho, "rho", "A given ρ lies between -1 and 1; near one take form='growth' instead.")
        fit = _transformed(y, x, names, rho, method, errors, lags)
    else:
        before, current = np.inf, 0.0
        while abs(current - before) > tolerance:
            if len(path) == iterations:
                raise EstimationError(
                    "rho",
                    f"does not settle in {iterations} iterations",
                    value=path[-1],
                    remedy="Give rho, or fit growth rates (form='growth').",
                )
            u = exact_residuals(y, x, fit.coefficients)[0]
            past = float(u[:-1] @ u[:-1])
            if past == 0.0:
                raise EstimationError(
                    "rho", "cannot be told: the fit is exact", value=0.0, remedy="Leave serial='none'."
                )
            before, current = current, float(u[1:] @ u[:-1]) / past
            _refuse_unit(
                current, "rho", "Errors do not return: fit growth rates (form='growth') or test cointegration."
            )
            path.append(current)
            fit = _transformed(y, x, names, current, method, errors, lags)
        rho = current
    return AutoregressiveFit(method=method, rho=rho, path=tuple(path), response=y, design=x, regression=fit)


def _transformed(
    y: Array, x: Array, names: Sequence[str], rho: float, method: SerialMethod, errors: ErrorKind, lags: int
) -> LinearFit:
    moved = quasi_differences(y, rho, method), quasi_differences(x, rho, method)
    return least_squares(*moved, names, errors=errors, lags=lags)


def _refuse_unit(rho: float, subject: str, remedy: str) -> None:
    if not abs(rho) < 1.0:
        raise EstimationError(subject, "must lie between -1 and 1", value=float(rho), remedy=remedy)
