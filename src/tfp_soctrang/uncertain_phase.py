"""How much a phase's figure depends on its assumptions: draws, variance, swings, break-even, on one engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.account import Basis
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.evidence import basis
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.phase_model import (
    SHARE,
    TFP_GROWTH,
    TFP_INDEX,
    Factor,
    PhaseModel,
    chosen_factors,
    phase_factors,
)
from tfp_soctrang.sensitivity.break_even import BreakEven, break_even
from tfp_soctrang.sensitivity.design import BLOCK_SIZE, Design, Sampling
from tfp_soctrang.sensitivity.monte_carlo import KEEP, MonteCarloRun, monte_carlo
from tfp_soctrang.sensitivity.sobol_estimators import OutcomeIndices
from tfp_soctrang.sensitivity.tornado import Tornado, tornado
from tfp_soctrang.sensitivity.two_way import TwoWayGrid, two_way
from tfp_soctrang.sensitivity.variance import SobolIndices, sobol_indices
from tfp_soctrang.uncertainty import FanYear, PhaseUncertainty, RankedAssumption, Swing
from tfp_soctrang.units import Phase, Territory

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from tfp_soctrang.sensitivity.marginal import Marginal

__all__ = ["TARGETS", "BreakEvens", "PhaseSensitivity", "phase_sensitivity"]

# Đại hội XIII: about 45 % in 2021-2025; Nghị quyết 57-NQ/TW: over 55 % by 2030.
TARGETS = (0.45, 0.55)

# Draws of the fan: quantiles by year are drawn in a chart, to a pixel.
_FAN_DRAWS = 20_000
_FAN_LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BreakEvens(Shown):
    """For each assumption, the values at which the TFP contribution share is the target, or why there are none."""

    target: float
    found: tuple[tuple[str, BreakEven | NotApplicable], ...]

    def __repr__(self) -> str:
        reached = [
            f"{name} {' or '.join(in_short(root.value) for root in one.roots) or 'throughout'}"
            for name, one in self.found
            if not isinstance(one, NotApplicable)
        ]
        shown = ", ".join(reached[:4]) + (", …" if len(reached) > 4 else "")
        return f"<BreakEvens of TFP contribution share {self.target:g}: {shown or 'none'}>"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhaseSensitivity(Shown):
    """One phase under its assumptions' ranges: what is drawn, the model, and every analysis of the two.

    Parameters
    ----------
    factors
        The assumptions with their central values, in the order of the method.
    drawn
        How each is drawn; those held stay at their central value.
    model
        The account of the phase.
    basis
        What the figure rests on.
    """

    territory: Territory
    phase: Phase
    factors: tuple[Factor, ...]
    drawn: Mapping[str, Marginal]
    rank_correlations: Mapping[tuple[str, str], float]
    model: PhaseModel
    basis: Basis

    @property
    def central(self) -> dict[str, float]:
        """The value that the figure takes of each assumption."""
        return {one.name: one.central for one in self.factors}

    @property
    def central_share(self) -> float | NotApplicable:
        """The TFP contribution share at the central values: the figure itself."""
        share = self.model({name: np.array([value]) for name, value in self.central.items()})[SHARE]
        return NotApplicable(Message.of("share_undefined")) if np.ma.is_masked(share) else float(share[0])

    def design(self, draws: int, seed: int, *, sampling: Sampling = "random", block_size: int = BLOCK_SIZE) -> Design:
        """Return the design of so many draws of the assumptions."""
        return Design(
            factors=self.drawn,
            draws=draws,
            seed=seed,
            sampling=sampling,
            rank_correlations=self.rank_correlations,
            block_size=block_size,
        )

    def monte_carlo(
        self,
        draws: int = 100_000,
        seed: int = 0,
        *,
        sampling: Sampling = "random",
        executor: Executor | None = None,
        chunk: int | None = None,
        keep: int = KEEP,
        targets: Sequence[float] = TARGETS,
        progress: Callable[[int, int], None] | None = None,
    ) -> MonteCarloRun:
        """Return the share and TFP growth as distributions; see `sensitivity.monte_carlo`."""
        return monte_carlo(
            self.model,
            self.design(draws, seed, sampling=sampling),
            executor=executor,
            chunk=chunk,
            keep=keep,
            targets={SHARE: targets},
            progress=progress,
        )

    def variance(self, draws: int = 4096, seed: int = 0, *, executor: Executor | None = None) -> SobolIndices:
        """Return first-order and total Sobol indices of share and TFP growth; see `sensitivity.sobol_indices`.

        Raises
        ------
        AssumptionError
            Assumptions are correlated; the message names what to use instead.
        """
        return sobol_indices(self.model, self.design(draws, seed, sampling="sobol"), executor=executor)

    def tornado(self, amplitude: tuple[float, float] | None = None) -> Tornado:
        """Return the swing of each assumption: between the ends of its range, or between two of its quantiles."""
        return tornado(
            self.model, self.drawn, SHARE, amplitude="range" if amplitude is None else amplitude, base=self.central
        )

    def break_evens(self, target: float) -> BreakEvens:
        """Return, for each assumption, the values in its range at which the share is the target."""
        found = [
            (name, break_even(self.model, self.central, name, one.low, one.high, SHARE, target=target))
            for name, one in self.drawn.items()
            if one.low < one.high
        ]
        return BreakEvens(target=target, found=tuple(found))

    def contour(self, first: str, second: str, points: int = 65) -> TwoWayGrid:
        """Return the share over the ranges of two assumptions; see `sensitivity.two_way`."""
        ends = [(name, self.drawn[name].low, self.drawn[name].high) for name in (first, second)]
        return two_way(self.model, self.central, ends[0], ends[1], SHARE, points=points)

    def uncertainty(
        self,
        draws: int = 100_000,
        seed: int = 0,
        *,
        sampling: Sampling = "random",
        level: float = 0.9,
        targets: Sequence[float] = TARGETS,
        variance_draws: int = 4096,
        executor: Executor | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> PhaseUncertainty:
        """Return all of it as plain records: interval, probabilities, ranking, swings, fan.

        The ranking is empty when assumptions are correlated, or when the share is undefined too often for indices.
        """
        run = self.monte_carlo(draws, seed, sampling=sampling, executor=executor, targets=targets, progress=progress)
        return self.summary(run, level=level, targets=targets, variance_draws=variance_draws, executor=executor)

    def summary(
        self,
        run: MonteCarloRun,
        *,
        level: float = 0.9,
        targets: Sequence[float] = TARGETS,
        variance_draws: int = 4096,
        executor: Executor | None = None,
    ) -> PhaseUncertainty:
        """Return a run, with variance, swings and fan, as plain records."""
        share, growth = run[SHARE], run[TFP_GROWTH]
        interval, median = share.interval(level), share.median
        ends = growth.quantiles([0.5, 0.5 - 0.5 * level, 0.5 + 0.5 * level])
        middle, low, high = (np.nan,) * 3 if isinstance(ends, NotApplicable) else ends.tolist()
        return PhaseUncertainty(
            territory=self.territory,
            phase=self.phase,
            draws=run.design.draws,
            seed=run.design.seed,
            sampling=run.design.sampling,
            central=self.central_share,
            median=median if isinstance(median, NotApplicable) else median.value,
            level=level,
            low=interval if isinstance(interval, NotApplicable) else interval.low.value,
            high=interval if isinstance(interval, NotApplicable) else interval.high.value,
            tfp_growth_median=middle,
            tfp_growth_low=low,
            tfp_growth_high=high,
            probability_negative=share.probability_negative.value,
            probability_undefined=share.probability_undefined.value,
            targets=tuple((target, share.probability_above(target).value) for target in targets),
            ranking=self._ranking(variance_draws, run.design.seed, executor),
            swings=self._swings(),
            fan=self.fan(run.design.seed),
        )

    def _ranking(self, draws: int, seed: int, executor: Executor | None) -> tuple[RankedAssumption, ...]:
        if self.rank_correlations:
            return ()
        indices = self.variance(draws, seed, executor=executor)[SHARE]
        if not isinstance(indices, OutcomeIndices):
            return ()
        rows = zip(indices.names, indices.first, indices.total, indices.total_interval, strict=True)
        ranked = [
            RankedAssumption(
                name=name,
                first_order=float(first),
                total=float(total),
                total_low=float(ends[0]),
                total_high=float(ends[1]),
            )
            for name, first, total, ends in rows
            if self.drawn[name].low < self.drawn[name].high
        ]
        return tuple(sorted(ranked, key=lambda one: -one.total))

    def _swings(self) -> tuple[Swing, ...]:
        return tuple(
            Swing(name=bar.assumption, low=bar.low, high=bar.high, share_at_low=bar.at_low, share_at_high=bar.at_high)
            for bar in self.tornado().bars
        )

    @property
    def _by_year(self) -> PhaseModel:
        return replace(self.model, by_year=True)

    @property
    def central_index(self) -> tuple[float, ...]:
        """The TFP index of each year of the phase at the central values, the year before the phase being 1."""
        found = self._by_year({name: np.array([value]) for name, value in self.central.items()})
        return tuple(np.asarray(found[TFP_INDEX], dtype=np.float64).ravel().tolist())

    def fan(
        self, seed: int = 0, *, draws: int = _FAN_DRAWS, probabilities: Sequence[float] = _FAN_LEVELS
    ) -> tuple[FanYear, ...]:
        """Return quantiles of the TFP index by year of the phase, the year before it being 1."""
        run = monte_carlo(self._by_year, self.design(draws, seed))
        found = []
        for k, year in enumerate(self.phase.growth_years.tolist()):
            name = TFP_INDEX if len(self.phase.growth_years) == 1 else f"{TFP_INDEX}[{k}]"
            ends = run[name if name in run.outcomes else f"{TFP_INDEX}[{k}]"].quantiles(list(probabilities))
            if not isinstance(ends, NotApplicable):
                found.append(FanYear(year=year, probabilities=tuple(probabilities), index=tuple(ends.tolist())))
        return tuple(found)

    def __repr__(self) -> str:
        varying = sum(one.low < one.high for one in self.drawn.values())
        return f"<PhaseSensitivity {self.territory} {self.phase}: {varying} assumptions with a range>"


def phase_sensitivity(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    only: Sequence[str] | None = None,
    distributions: Mapping[str, Marginal] | None = None,
    rank_correlations: Mapping[tuple[str, str], float] | None = None,
    errors: bool = True,
) -> PhaseSensitivity:
    """Return a phase ready to be drawn: every assumption with a range, every filled cell, every cell not yet official.

    Parameters
    ----------
    study
        Figures and assumptions; form and averaging are those of its settings.
    first_year, last_year
        The phase.
    only
        Names of the assumptions that vary; the others stay at their central values.
    distributions
        By name, in place of what the assumptions say: any distribution of `sensitivity.distributions`.
    rank_correlations
        Spearman's, by pair of names.
    errors
        Whether published cells that are not official are drawn too.

    Raises
    ------
    DataError
        The phase is open.
    AssumptionError
        A name is not one of the figure's assumptions, or a computed value lies outside its range.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.phase_sensitivity(tfp.study(tfp.load("viet_nam")), 2016, 2020)
    >>> run = found.monte_carlo(10_000, seed=1)
    >>> round(run["tfp_contribution_share"].median.value, 2)
    0.39
    """
    phase = Phase(first_year, last_year)
    inputs = study.prepare(phase)
    factors = phase_factors(inputs, errors=errors)
    drawn = chosen_factors(factors, only)
    chosen_factors(factors, list(distributions or ()))  # refuses a name that is not known
    settings = inputs.settings
    return PhaseSensitivity(
        territory=study.data.territory,
        phase=phase,
        factors=factors,
        drawn={**drawn, **(distributions or {})},
        rank_correlations=dict(rank_correlations or {}),
        model=PhaseModel(inputs=inputs.bare, form=settings.form, averaging=settings.averaging),
        basis=basis(study.data, inputs),
    )
