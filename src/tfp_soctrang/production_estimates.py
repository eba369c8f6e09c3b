"""What a territory's own figures say of its production function, and the TFP share each estimate implies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import Decomposition
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.prior import NormalPrior, normal_prior
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.specifications import OF_SOURCE, SPECIFICATIONS
from tfp_soctrang.estimation.verdict import Verdict, require, verdict
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.inputs import PhaseInputs, prepare
from tfp_soctrang.messages import Message
from tfp_soctrang.series import year_spans
from tfp_soctrang.units import Phase, Territory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Estimate", "EstimateTable", "Sample", "estimate_table", "sample_of", "with_estimated_share"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Sample(Shown):
    """Levels of the years that an estimate is made of, shape (n,) each, and the cells among them that are filled."""

    years: NDArray[np.int64]
    output: Array
    capital_input: Array
    labour_input: Array
    filled: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Estimate(Shown):
    """One specification: its fit and verdict, or why it could not be estimated.

    Elasticities are means over the growth years of the phase; `tfp_contribution_share` is one less what the estimated
    elasticities ascribe to capital and labour.
    """

    specification: str
    fit: ProductionFit | NotApplicable
    verdict: Verdict | NotApplicable
    capital_elasticity: float | NotApplicable
    capital_error: float | NotApplicable
    labour_elasticity: float | NotApplicable
    labour_error: float | NotApplicable
    regular: float | NotApplicable
    tfp_contribution_share: float | NotApplicable

    def __repr__(self) -> str:
        kind = "not estimated" if isinstance(self.verdict, NotApplicable) else self.verdict.kind
        return (
            f"<Estimate {self.specification}: capital elasticity {in_short(self.capital_elasticity)}, "
            f"TFP contribution share {in_short(self.tfp_contribution_share)}, {kind}>"
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EstimateTable(Shown):
    """Specifications beside each other for one phase, and the share with the coefficients as set."""

    territory: Territory
    phase: Phase
    sample: Sample
    prior: NormalPrior
    estimates: tuple[Estimate, ...]
    as_set: float | NotApplicable

    def __repr__(self) -> str:
        kinds = [one.verdict.kind for one in self.estimates if not isinstance(one.verdict, NotApplicable)]
        usable = sum(kind != "not_identified" for kind in kinds)
        return (
            f"<EstimateTable {self.territory} {self.phase}: TFP contribution share {in_short(self.as_set)} as set; "
            f"{len(self.estimates)} specifications, {usable} usable, years {year_spans(self.sample.years)}>"
        )

    def _ipython_key_completions_(self) -> list[str]:
        return [one.specification for one in self.estimates]

    def __getitem__(self, specification: str) -> Estimate:
        for one in self.estimates:
            if one.specification == specification:
                return one
        raise DataError(
            "estimates",
            "hold no such specification",
            value=specification,
            remedy=f"They hold: {', '.join(SPECIFICATIONS)}.",
        )


def sample_of(data: Dataset, assumptions: Assumptions, through: int | None = None) -> Sample:
    """Return the longest run of years with output, investment and labour: from the stock's initial year on.

    Parameters
    ----------
    through
        Its last year; None: the last year that is not open.

    Raises
    ------
    DataError
        No run of three years can be had.
    """
    plain = assumptions.with_settings(factor_shares=("assumption",))
    first = plain["initial_capital_output_ratio"].year
    start = int(first) if first is not None else min(int(data[name].years[0]) for name in data)
    told = [int(data[name].years[-1]) for name in data if name in {*plain.settings.output, "output_growth"}]
    last = max([start, *told, *(year for filler in plain.gap_fillers for year in filler.years)])
    trouble: DataError | None = None
    for year in range(last if through is None else through, start + 1, -1):
        try:
            inputs = prepare(data, plain, Phase(start + 1, year))
        except DataError as error:
            trouble = trouble or error
            if through is not None:
                break
            continue
        result = evaluate(inputs)
        return Sample(
            years=result.years,
            output=result.output[:, 0],
            capital_input=result.capital_input[:, 0],
            labour_input=result.labour_input[:, 0],
            filled=tuple((what.name, year) for what in inputs.measures for year in what.filled_years),
        )
    raise trouble or DataError(data.name, "has no run of three years to estimate on", remedy="Supply more years.")


def _prior(assumptions: Assumptions) -> NormalPrior:
    share = assumptions["labour_share"]
    middle = 0.5 * (share.low + share.high) if share.value is None else share.value
    return normal_prior(
        1.0 - middle,
        1.0 - share.high,
        1.0 - share.low,
        source=f"one less the labour share assumed, {middle:g} ({share.low:g} to {share.high:g})",
    )


def estimate_table(
    data: Dataset,
    assumptions: Assumptions,
    phase: Phase,
    *,
    specifications: Sequence[str] = tuple(SPECIFICATIONS),
    through: int | None = None,
) -> EstimateTable:
    """Return the specifications beside each other: elasticities, verdicts, and the TFP share of the phase.

    Parameters
    ----------
    specifications
        Names of `estimation.specifications.SPECIFICATIONS`.
    through
        Last year of the sample; None: the longest.

    Raises
    ------
    DataError
        The phase is open, no run of years can be had, or a specification is not known.
    """
    for name in specifications:
        if name not in SPECIFICATIONS:
            raise DataError("specifications", "is not known", value=name, remedy=f"Use: {', '.join(SPECIFICATIONS)}.")
    plain = assumptions.with_settings(factor_shares=("coefficients", "assumption"))
    inputs = prepare(data, plain, phase)
    split = evaluate(inputs).decomposition(inputs.settings.form, inputs.settings.averaging)
    sample = sample_of(data, assumptions, through)
    prior = _prior(assumptions)
    as_set: float | NotApplicable = NotApplicable(Message.of("share_undefined"))
    if split.shares_defined.all():
        as_set = float(split.tfp_contribution_share.item())
    return EstimateTable(
        territory=data.territory,
        phase=phase,
        sample=sample,
        prior=prior,
        estimates=tuple(_estimate(name, sample, prior, phase, split) for name in specifications),
        as_set=as_set,
    )


def _estimate(name: str, sample: Sample, prior: NormalPrior, phase: Phase, split: Decomposition) -> Estimate:
    inputs = {"capital": sample.capital_input, "labour": sample.labour_input}
    try:
        fit = SPECIFICATIONS[name](sample.output, inputs, sample.years, prior)
    except (EstimationError, DataError) as error:
        why = NotApplicable(Message.of("not_estimated", why=error))
        return Estimate(
            specification=name, fit=why, verdict=why, capital_elasticity=why, capital_error=why, labour_elasticity=why,
            labour_error=why, regular=why, tfp_contribution_share=why,
        )  # fmt: skip
    rows = np.isin(fit.years, phase.growth_years)
    if not rows.any():
        rows = np.ones(len(fit.years), dtype=np.bool_)
    means = fit.elasticities[rows].mean(axis=0)
    errors = np.sqrt(np.einsum("nii->ni", fit.elasticity_covariance[rows])).mean(axis=0)
    share: float | NotApplicable = NotApplicable(Message.of("share_undefined"))
    if split.shares_defined.all():
        used = float(means[0] * split.capital_growth.item() + means[1] * split.labour_growth.item())
        share = 1.0 - used / float(split.output_growth.item())
    return Estimate(
        specification=name,
        fit=fit,
        verdict=_judged(fit, phase),
        capital_elasticity=float(means[0]),
        capital_error=float(errors[0]),
        labour_elasticity=float(means[1]),
        labour_error=float(errors[1]),
        regular=fit.regularity if isinstance(fit.regularity, NotApplicable) else fit.regularity.regular,
        tfp_contribution_share=share,
    )


def _judged(fit: ProductionFit, phase: Phase) -> Verdict | NotApplicable:
    """Return the verdict on the years of the phase that the fit has, or why there is none."""
    years = [int(year) for year in phase.growth_years if year in fit.years]
    try:
        return verdict(fit, phase_years=years or None)
    except EstimationError as error:
        return NotApplicable(Message.of("not_estimated", why=error))


def with_estimated_share(data: Dataset, assumptions: Assumptions, inputs: PhaseInputs) -> PhaseInputs:
    """Return the inputs with the capital share that the settings ask to be estimated, by year; else as they are.

    The estimate is made on the longest sample at the central assumptions; its elasticity of capital, constant returns
    imposed, is the capital share of each year. A fit whose verdict the settings do not accept is refused.

    Raises
    ------
    EstimationError
        The function cannot be estimated, or its verdict is not accepted.
    """
    source = inputs.share_source
    if source not in OF_SOURCE:
        return inputs
    sample = sample_of(data, assumptions)
    name = OF_SOURCE[source]
    levels = {"capital": sample.capital_input, "labour": sample.labour_input}
    fit = SPECIFICATIONS[name](sample.output, levels, sample.years, _prior(assumptions))
    found = verdict(fit, phase_years=inputs.phase.growth_years.tolist())
    require(found, accept=assumptions.settings.accept)
    by_year = dict(zip(fit.years.tolist(), fit.elasticity("capital").tolist(), strict=True))
    first, last = min(by_year), max(by_year)
    shares = np.array([by_year[min(max(int(year), first), last)] for year in inputs.years])
    error = float(fit.elasticity_errors[:, 0].mean())
    note = Message.of(
        "share_estimated", specification=name, first=int(sample.years[0]), last=int(sample.years[-1]),
        elasticity=float(shares[inputs.level_rows].mean()), error=error,
    )  # fmt: skip
    return replace(
        inputs,
        coefficients={**inputs.coefficients, "capital_share": shares},
        share_error=error,
        support_caveats=(*inputs.support_caveats, note),
    )
