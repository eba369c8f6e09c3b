"""The design of a log-linear production function: columns of inputs, trend and breaks, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.observations import Observations
from tfp_soctrang.estimation.production_fit import Parameters, Regularity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "BreakKind",
    "FittedForm",
    "ProductionTerms",
    "Returns",
    "Trend",
    "break_columns",
    "log_linear_regularity",
    "production_terms",
]

Returns = Literal["free", "constant"]
Trend = Literal["none", "linear"]
BreakKind = Literal["step", "kink", "both"]
FittedForm = Literal["levels", "growth"]

_RESERVED = ("constant", "trend", "rho")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ProductionTerms(Shown):
    """A regression equation, and how its k coefficients make the m parameters: `offset + mapping @ coefficients`.

    Parameters
    ----------
    years
        Of the rows: those of the levels, or all but the first for growth.
    names, response, design
        Of the k columns; shapes (r,) and (r, k).
    parameter_names, offset, mapping
        Of the m parameters; shapes (m,) and (m, k).
    input_names
        Of the inputs, which are parameters (elasticities).
    break_names
        Of the break terms, which are both columns and parameters.
    """

    years: NDArray[np.int64]
    names: tuple[str, ...]
    response: Array
    design: Array
    parameter_names: tuple[str, ...]
    offset: Array
    mapping: Array
    input_names: tuple[str, ...]
    break_names: tuple[str, ...]

    def __post_init__(self) -> None:
        for array in (self.years, self.response, self.design, self.offset, self.mapping):
            array.setflags(write=False)

    @property
    def input_rows(self) -> list[int]:
        """Where the elasticities stand among the parameters."""
        return [self.parameter_names.index(name) for name in self.input_names]

    def parameters(self, coefficients: Array, covariance: Array) -> Parameters:
        """Return the parameters with their covariance."""
        return Parameters(
            names=self.parameter_names,
            values=self.offset + self.mapping @ coefficients,
            covariance=self.mapping @ covariance @ self.mapping.T,
        )

    def elasticities(self, parameters: Parameters, n: int) -> tuple[Array, Array]:
        """Return elasticities (n, i), the same each year, and their covariance (n, i, i)."""
        rows = self.input_rows
        values = parameters.values[rows]
        covariance = parameters.covariance[np.ix_(rows, rows)]
        return np.tile(values, (n, 1)), np.tile(covariance, (n, 1, 1))


def break_columns(years: NDArray[np.int64], trend: Trend, breaks: Mapping[int, BreakKind]) -> dict[str, Array]:
    """Return the columns of breaks by name: `step_YEAR` and `kink_YEAR`.

    `step`: the level of TFP shifts in that year for good, 1 from it on. `kink`: the growth of TFP changes from that
    year on, 1, 2, 3, … from it on: growth *in* that year is the first of the new regime. `both`: both.

    Raises
    ------
    EstimationError
        A year outside the sample, or a kink of no trend.
    """
    columns: dict[str, Array] = {}
    for year in sorted(breaks):
        kind = breaks[year]
        refuse_unknown(kind, f"breaks, {year}", get_args(BreakKind))
        if year not in years[1:].tolist():
            raise EstimationError(
                "breaks",
                f"must lie between {years[1]} and {years[-1]}",
                value=year,
                remedy="Name the first year of the new regime, with at least one year before it.",
            )
        if kind != "step" and trend == "none":
            raise EstimationError(
                f"breaks, {year}",
                "is a kink of a trend that the function does not have",
                value=kind,
                remedy="Take trend='linear', or a step.",
            )
        after = (years >= year).astype(np.float64)
        if kind != "kink":
            columns[f"step_{year}"] = after
        if kind != "step":
            columns[f"kink_{year}"] = after * (years - year + 1)
    return columns


def production_terms(
    seen: Observations,
    *,
    returns: Returns = "free",
    trend: Trend = "none",
    breaks: Mapping[int, BreakKind] | None = None,
    form: FittedForm = "levels",
) -> ProductionTerms:
    """Return the regression of log output on log inputs, trend and breaks.

    log Y_t = constant + Σ ε_i log X_it + trend·(t - t₀) + breaks. With constant returns the last elasticity is one
    less the others: log Y - log X_m is regressed on log X_i - log X_m. In growth form every column is differenced: the
    constant falls out and the trend becomes the mean of TFP growth.

    Parameters
    ----------
    seen
        Checked observations.
    returns, trend, breaks, form
        See above and `break_columns`.
    """
    refuse_unknown(returns, "returns", get_args(Returns))
    refuse_unknown(trend, "trend", get_args(Trend))
    refuse_unknown(form, "form", get_args(FittedForm))
    n, i = seen.log_inputs.shape
    last = seen.log_inputs[:, -1]
    tied = returns == "constant"
    columns = {"constant": np.ones(n)}
    columns |= {
        name: seen.log_inputs[:, j] - last if tied else seen.log_inputs[:, j]
        for j, name in enumerate(seen.input_names[: i - 1] if tied else seen.input_names)
    }
    if trend == "linear":
        columns["trend"] = (seen.years - seen.years[0]).astype(np.float64)
    bent = break_columns(seen.years, trend, breaks or {})
    taken = [name for name in seen.input_names if name in _RESERVED or name in bent]
    if taken:
        raise EstimationError(
            "inputs", "bear the name of a term of the function", value=taken, remedy="Give them other names."
        )
    columns |= bent
    response = seen.log_output - last if tied else seen.log_output
    design, years = np.column_stack(list(columns.values())), seen.years
    names = tuple(columns)
    if form == "growth":
        response, design, years, names = np.diff(response), np.diff(design, axis=0)[:, 1:], years[1:], names[1:]
    parameter_names = tuple(
        name for name in ("constant", *seen.input_names, "trend", *bent) if name in (*names, *seen.input_names)
    )
    mapping = np.array([[float(one == other) for other in names] for one in parameter_names])
    offset = np.zeros(len(parameter_names))
    if tied:
        row = parameter_names.index(seen.input_names[-1])
        offset[row] = 1.0
        for name in seen.input_names[:-1]:
            mapping[row, names.index(name)] = -1.0
    return ProductionTerms(
        years=np.array(years),
        names=names,
        response=np.array(response),
        design=design,
        parameter_names=parameter_names,
        offset=offset,
        mapping=mapping.reshape(len(parameter_names), len(names)),
        input_names=seen.input_names,
        break_names=tuple(bent),
    )


def log_linear_regularity(elasticities: Array) -> Regularity:
    """Return where a Cobb–Douglas function is regular, from elasticities of shape (n, i).

    Monotone: no elasticity is negative. Quasi-concave: along an isoquant, Σ ε_i u_i = 0 with u_i = dlog X_i, the second
    differential of log output -Σ ε_i u_i² is never positive. Elasticities that are not negative have both.
    """
    monotone = np.asarray((elasticities >= 0.0).all(axis=1))
    concave = np.array([_bends_inwards(row) for row in elasticities])
    return Regularity(monotone=monotone, quasi_concave=concave)


def _bends_inwards(elasticities: Array) -> bool:
    size = np.abs(elasticities).max()
    if len(elasticities) == 1 or size == 0.0:
        return True
    _, _, rows = np.linalg.svd(elasticities[np.newaxis, :])
    along = rows[1:].T
    return bool(np.linalg.eigvalsh(-along.T @ (elasticities[:, np.newaxis] * along)).max() <= 1e-12 * size)
