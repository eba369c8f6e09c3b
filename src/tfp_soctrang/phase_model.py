"""A phase as a model that the sensitivity engine can call: draws of its assumptions in, the figure out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.assumptions import Assumption
from tfp_soctrang.capital_input import RATIO_FACTOR, SHARE_ERROR, reference_ratio_drawn
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.bounded_distributions import Fixed, Pert, Triangular, Uniform
from tfp_soctrang.sensitivity.normal_distributions import LogNormal, TruncatedNormal

if TYPE_CHECKING:
    from tfp_soctrang.sensitivity.marginal import Marginal

__all__ = [
    "SHARE",
    "TFP_GROWTH",
    "TFP_INDEX",
    "Factor",
    "PhaseModel",
    "chosen_factors",
    "marginal_of",
    "phase_factors",
]

SHARE = "tfp_contribution_share"
TFP_GROWTH = "tfp_growth"
TFP_INDEX = "tfp_index"

# The normal deviate that 5 % lie above: low and high of a range are read as the 5th and 95th percentile.
_NINETY = 1.6448536269514722


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One assumption of a phase: the value the figure takes, and how it is drawn."""

    name: str
    central: float
    marginal: Marginal


def marginal_of(assumption: Assumption, central: float) -> Marginal:
    """Return how an assumption is drawn, its value being `central`.

    Raises
    ------
    AssumptionError
        A value computed from the data lies outside the range.
    """
    low, high = assumption.low, assumption.high
    if not low <= central <= high:
        raise AssumptionError(
            assumption.name,
            Message.of("computed_outside_range", value=central, low=low, high=high),
            remedy=Message.of("mend_computed_range", name=assumption.name),
        )
    if assumption.distribution == "fixed" or low == high:
        return Fixed(value=central)
    if assumption.distribution == "uniform":
        return Uniform(low=low, high=high)
    if assumption.distribution == "pert":
        return Pert(low=low, mode=central, high=high)
    if assumption.distribution == "normal":
        return TruncatedNormal(centre=central, sd=(high - low) / (2.0 * _NINETY), low=low, high=high)
    if assumption.distribution == "log_normal":
        return LogNormal.from_range(low, high, level=0.9)
    return Triangular(low=low, mode=central, high=high)


def phase_factors(inputs: PhaseInputs, *, errors: bool = True) -> tuple[Factor, ...]:
    """Return what can be drawn in a phase, in the order of the method: assumptions, gap fillers, errors of cells.

    Parameters
    ----------
    errors
        Whether published cells that are not official have an error.

    Raises
    ------
    AssumptionError
        A value computed from the data lies outside its range.
    """
    found = []
    for name in inputs.assumptions_used:
        one = inputs.values[name]
        if one.value is None:
            found.append(_of_reference(one, float(reference_ratio_drawn(inputs, {}).item())))
        else:
            found.append(Factor(name=name, central=one.value, marginal=marginal_of(one, one.value)))
    if inputs.share_error > 0.0:
        found.append(_of_estimate(inputs))
    for what in inputs.measures:
        for step in what.fills:
            parameter = step.filler.parameter
            found.append(
                Factor(name=parameter.name, central=step.parameter, marginal=marginal_of(parameter, step.parameter))
            )
    if errors:
        for what in inputs.measures:
            for name, by, _ in what.error_cells:
                if by in inputs.values and inputs.values[by].low < inputs.values[by].high:
                    found.append(Factor(name=name, central=0.0, marginal=marginal_of(inputs.values[by], 0.0)))
    return tuple(found)


def _of_reference(assumption: Assumption, ratio: float) -> Factor:
    """Return a ratio taken from the reference territory as multiples of that one, its range over it."""
    multiples = replace(
        assumption, name=RATIO_FACTOR, meaning="output_ratio", value=1.0, low=assumption.low / ratio,
        high=assumption.high / ratio,
    )  # fmt: skip
    return Factor(name=RATIO_FACTOR, central=1.0, marginal=marginal_of(multiples, 1.0))


def _of_estimate(inputs: PhaseInputs) -> Factor:
    """Return the error of an estimated capital share: normal, cut off where a share would lose its meaning."""
    shares = inputs.coefficients["capital_share"][inputs.level_rows]
    room = min(float(shares.min()), 1.0 - float(shares.max()), 4.0 * inputs.share_error) * (1.0 - 1e-9)
    marginal = TruncatedNormal(centre=0.0, sd=inputs.share_error, low=-room, high=room)
    return Factor(name=SHARE_ERROR, central=0.0, marginal=marginal)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PhaseModel(Shown):
    """The account of a phase as a callable: parameters by name, arrays of shape (m,), to outcomes by name.

    `tfp_contribution_share` (masked where it is not defined) and `tfp_growth`; with `by_year` also `tfp_index`, shape
    (m, k): TFP of each growth year over the year before the phase.
    """

    inputs: PhaseInputs
    form: Form
    averaging: Averaging
    by_year: bool = False

    def __call__(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the outcomes of the draws."""
        result = evaluate(self.inputs, parameters)
        split = result.decomposition(self.form, self.averaging)
        m = next(iter(parameters.values())).shape[0] if parameters else 1
        share = split.tfp_contribution_share
        if not split.shares_defined.all():
            share = np.ma.masked_array(share, mask=~split.shares_defined)
        found: dict[str, Any] = {SHARE: _wide(share, m), TFP_GROWTH: _wide(split.tfp_growth, m)}
        if self.by_year:
            growth = result.yearly(self.form).tfp_growth
            steps = np.exp(growth) if self.form == "log" else 1.0 + growth
            found[TFP_INDEX] = np.broadcast_to(steps.cumprod(axis=0), (len(growth), m)).T
        return found


def _wide(values: Any, m: int) -> Any:  # noqa: ANN401 - an array, masked or not
    """Return an outcome with one value a draw, where no drawn assumption touches it."""
    if values.shape == (m,):
        return values
    data = np.broadcast_to(np.ma.getdata(values), (m,))
    return np.ma.masked_array(data, mask=np.broadcast_to(np.ma.getmaskarray(values), (m,)))


def chosen_factors(factors: Sequence[Factor], only: Sequence[str] | None) -> dict[str, Marginal]:
    """Return how each factor is drawn; those that `only` does not name stay at their central value.

    Raises
    ------
    AssumptionError
        `only` names something that the figure does not rest on.
    """
    names = [one.name for one in factors]
    unknown = sorted(set(only or ()) - set(names))
    if unknown:
        raise AssumptionError(
            "only", "names what the figure does not rest on", value=unknown[0], remedy=f"Use: {', '.join(names)}."
        )
    return {one.name: one.marginal if only is None or one.name in only else Fixed(value=one.central) for one in factors}
