"""The coefficients behind a published account: the labour share, depreciation and initial stock that reproduce it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import phase_decomposition
from tfp_soctrang.arithmetic.capital import perpetual_inventory, ratio_stock
from tfp_soctrang.choices import Averaging, Form, InvestmentTiming
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["COEFFICIENTS", "SEARCH_BOX", "AccountPhase", "Calibration", "calibrate", "printed_quantities"]

COEFFICIENTS = ("labour_share", "depreciation_rate", "initial_capital_output_ratio")

# Where coefficients are sought, one row each: about twice as wide as the sources for Việt Nam reach (labour share 0.42
# to 0.62, depreciation 0.038 to 0.08, capital-output ratio 1.9 to 3.5). A bound found on its edge is reported as open.
SEARCH_BOX = np.array([[0.05, 0.95], [0.0, 0.16], [0.9, 7.0]])

_GRID = 25  # points a side of the grids that start the search


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AccountPhase(Shown):
    """One phase of the account: its levels, the rows of the stock that belong to it, and what was printed.

    `years`, `output`, `labour_input` have shape (k+1,) for k growth years; `rows` are the positions of these years on
    the grid of the stock. `printed` and `half_unit` have shape (4,): contribution shares of capital, labour and TFP and
    TFP growth, fractions, and half a unit of their last printed digits.
    """

    years: NDArray[np.int64]
    rows: NDArray[np.int64]
    output: Array
    labour_input: Array
    printed: Array
    half_unit: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Calibration(Shown):
    """Coefficients that reproduce a published account, each of shape (3,) in the order of `COEFFICIENTS`.

    `point` is the one whose largest deviation from a print is least; `deviation` is that deviation in units of the
    rounding (at most 1: every printed digit is reproduced). `low` and `high` are the ends of the admissible set along
    each coefficient; `open_ended` marks ends that lie on the edge of `SEARCH_BOX`, shape (3, 2).
    """

    point: Array
    deviation: float
    low: Array
    high: Array
    open_ended: NDArray[np.bool_]

    @property
    def reproduces(self) -> bool:
        """Whether some coefficients reproduce every print."""
        return self.deviation <= 1.0


def printed_quantities(
    coefficients: Array,
    phases: tuple[AccountPhase, ...],
    investment: Array,
    initial_output: float,
    *,
    form: Form,
    averaging: Averaging,
    investment_timing: InvestmentTiming,
) -> Array:
    """Return what the account would print, unrounded: shape (p, 4, m) for p phases and m sets of coefficients.

    Parameters
    ----------
    coefficients
        Shape (3, m), in the order of `COEFFICIENTS`.
    investment
        Shape (n,): the years after the initial one; the stock's grid is the initial year and these.
    initial_output
        Output of the initial year, same prices.
    """
    labour_share, rate, ratio = coefficients
    initial = ratio_stock(initial_output, ratio)
    stock = perpetual_inventory(
        investment[:, None], initial_stock=initial, depreciation_rate=rate[None, :], investment_timing=investment_timing
    )
    closing = np.concatenate([initial[None, :], stock.closing])
    found = []
    for phase in phases:
        split = phase_decomposition(
            phase.years,
            phase.output[:, None],
            closing[phase.rows],
            phase.labour_input[:, None],
            capital_share=1.0 - labour_share[None, :],
            form=form,
            averaging=averaging,
        )
        found.append(
            np.stack(
                np.broadcast_arrays(
                    split.capital_contribution_share,
                    split.labour_contribution_share,
                    split.tfp_contribution_share,
                    split.tfp_growth,
                )
            )
        )
    return np.stack(found)


def calibrate(
    phases: tuple[AccountPhase, ...],
    investment: Array,
    initial_output: float,
    *,
    form: Form = "discrete",
    averaging: Averaging = "compound",
    investment_timing: InvestmentTiming = "end",
) -> Calibration:
    """Return the coefficients that reproduce a published account within the rounding of its prints.

    The deviation of a set of coefficients is the largest |computed - printed| / (half a unit of the last digit) over
    all prints; the admissible set is where it is at most 1. The point minimises it; the ends of the set are found by
    minimising and maximising each coefficient within it.

    Parameters
    ----------
    phases
        At least two, or depreciation and the initial ratio cannot be told apart.
    investment, initial_output, form, averaging, investment_timing
        As in `printed_quantities`.

    Returns
    -------
    Calibration
        Where nothing reproduces the prints, `deviation` is above 1 and `low`, `high` equal the point.

    Raises
    ------
    EstimationError
        There are fewer than two phases, or a phase has no defined shares.

    Notes
    -----
    Deterministic: a grid over `SEARCH_BOX`, refined around its admissible points, starts sequential quadratic
    programming (scipy's SLSQP).
    """
    if len(phases) < 2:
        raise EstimationError(
            "calibration",
            "needs at least two published phases",
            value=len(phases),
            remedy="With one, depreciation and the initial ratio cannot be told apart.",
        )
    printed = np.stack([phase.printed for phase in phases])[:, :, None]
    half = np.stack([phase.half_unit for phase in phases])[:, :, None]

    def deviations(coefficients: Array) -> Array:
        computed = printed_quantities(
            coefficients, phases, investment, initial_output,
            form=form, averaging=averaging, investment_timing=investment_timing,
        )  # fmt: skip
        if np.isnan(computed).any():
            raise EstimationError("calibration", "a phase grew too little for shares to be defined")
        return np.asarray(((computed - printed) / half).reshape(-1, coefficients.shape[1]))

    box = SEARCH_BOX
    for _ in range(4):
        grid = _grid(box)
        size = np.abs(deviations(grid)).max(axis=0)
        # the better half per mille of the grid, or every admissible point: the next grid spans them
        kept = grid[:, size <= max(1.0, float(np.quantile(size, 0.0005)))]
        step = (box[:, 1] - box[:, 0]) / (_GRID - 1)
        box = np.stack([kept.min(axis=1) - step, kept.max(axis=1) + step], axis=1)
        box = np.clip(box, SEARCH_BOX[:, :1], SEARCH_BOX[:, 1:])
    best = grid[:, int(np.argmin(size))]
    point, deviation = _minimax(lambda x: deviations(x[:, None])[:, 0], best, float(size.min()))
    if deviation > 1.0:
        ends = np.stack([point, point], axis=1)
    else:
        admissible = grid[:, size <= 1.0]
        ends = _ends(lambda x: deviations(x[:, None])[:, 0], point, admissible)
    # an end within a millionth of the box's side lies on its edge
    tolerance = 1e-6 * (SEARCH_BOX[:, 1] - SEARCH_BOX[:, 0])
    return Calibration(
        point=point,
        deviation=deviation,
        low=ends[:, 0],
        high=ends[:, 1],
        open_ended=np.abs(ends - SEARCH_BOX) <= tolerance[:, None],
    )


def _grid(box: Array) -> Array:
    axes = [np.linspace(low, high, _GRID) for low, high in box]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")])


def _minimax(deviation: Callable[[Array], Array], start: Array, size: float) -> tuple[Array, float]:
    """Return the coefficients with the least largest deviation, and that deviation."""
    from scipy.optimize import Bounds, minimize

    scale = SEARCH_BOX[:, 1] - SEARCH_BOX[:, 0]

    def room(z: Array) -> Array:
        found = deviation(z[:3] * scale)
        return np.concatenate([z[3] - found, z[3] + found])

    result = minimize(
        lambda z: z[3],
        np.append(start / scale, size),
        jac=lambda _: np.array([0.0, 0.0, 0.0, 1.0]),
        method="SLSQP",
        bounds=Bounds(np.append(SEARCH_BOX[:, 0] / scale, 0.0), np.append(SEARCH_BOX[:, 1] / scale, np.inf)),
        constraints=[{"type": "ineq", "fun": room}],
        options={"ftol": 1e-12, "maxiter": 300},
    )
    found = np.clip(result.x[:3] * scale, SEARCH_BOX[:, 0], SEARCH_BOX[:, 1])
    reached = float(np.abs(deviation(found)).max())
    return (found, reached) if reached < size else (start, size)


def _ends(deviation: Callable[[Array], Array], point: Array, admissible: Array) -> Array:
    """Return the least and the greatest admissible value of each coefficient, shape (3, 2)."""
    from scipy.optimize import Bounds, minimize

    scale = SEARCH_BOX[:, 1] - SEARCH_BOX[:, 0]

    def room(z: Array) -> Array:
        found = deviation(z * scale)
        return np.concatenate([1.0 - found, 1.0 + found])

    known = np.concatenate([point[:, None], admissible], axis=1)
    ends = np.stack([known.min(axis=1), known.max(axis=1)], axis=1)
    for i in range(3):
        for side, sign in ((0, 1.0), (1, -1.0)):
            start = known[:, int(np.argmin(sign * known[i]))]
            result = minimize(
                lambda z, i=i, sign=sign: sign * z[i],
                start / scale,
                method="SLSQP",
                bounds=Bounds(SEARCH_BOX[:, 0] / scale, SEARCH_BOX[:, 1] / scale),
                constraints=[{"type": "ineq", "fun": room}],
                options={"ftol": 1e-12, "maxiter": 300},
            )
            found = result.x * scale
            # SLSQP keeps constraints to about its tolerance; a point outside by more is not a bound
            if np.abs(deviation(found)).max() <= 1.0 + 1e-7 and sign * found[i] < sign * ends[i, side]:
                ends[i, side] = found[i]
    return ends
