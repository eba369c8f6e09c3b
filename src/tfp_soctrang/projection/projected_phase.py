"""A phase under one scenario: its account, what a target would need, and what each year that comes in settles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.account import FilledCell, Level, PhaseAccount, PhaseStatus
from tfp_soctrang.assumptions import GapFiller
from tfp_soctrang.choices import Measure
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.measures import MeasuredSeries
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.phase_model import SHARE, PhaseModel
from tfp_soctrang.projection.records import NeededGrowth, NeededInvestment, ProjectedCell, YearKnown
from tfp_soctrang.projection.scenarios import Scenario
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo
from tfp_soctrang.series import year_spans
from tfp_soctrang.uncertain_phase import PhaseSensitivity, phase_sensitivity
from tfp_soctrang.uncertainty import PhaseUncertainty
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from tfp_soctrang.arithmetic.accounting import Decomposition

__all__ = ["ProjectedPhase", "projected_phase"]

# Where solutions are sought: growth of a year ahead, and investment over output.
_LEAST_GROWTH, _MOST_GROWTH = -0.5, 1.0
_MOST_RATIO = 2.0
# Years of levels before the phase: the phase before it.
_BEFORE = 5

Solved = Literal["output_growth", "tfp_growth"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProjectedPhase(Shown):
    """One phase under one scenario.

    Parameters
    ----------
    scenario
        The course of the years ahead.
    account
        Of the phase; its status is `open` while a cell is projected, and its `filled_cells` are those of the study's
        own gap fillers.
    cells
        The projected ones.
    inputs
        What the account was computed from: the study's inputs with the paths as further fills.
    sensitivity
        The same phase with every range, those of the scenario and those of the study's assumptions.
    levels
        Of the account, and of the five years before where the study has them: measured, filled and projected.
    base
        The study without the scenario.
    rule_paths
        Paths that the rule of a former territory supplies.
    """

    scenario: Scenario
    phase: Phase
    account: PhaseAccount
    cells: tuple[ProjectedCell, ...]
    inputs: PhaseInputs
    sensitivity: PhaseSensitivity
    levels: tuple[Level, ...]
    base: Study
    rule_paths: tuple[GapFiller, ...] = ()

    @property
    def measured_to(self) -> int:
        """The last year before the first that a scenario projects; the phase's last when none is."""
        ahead = [cell.year for cell in self.cells if not cell.by_rule]
        return min(ahead) - 1 if ahead else self.phase.last_year

    @property
    def investment_ratio(self) -> float:
        """Investment of the phase over its output, at the constant prices of the account."""
        output = self.inputs.output.filled({})
        at = self.inputs.level_rows
        return float(self.inputs.investment.filled({}, output)[at][1:].sum() / output[at][1:].sum())

    @property
    def labour_productivity_growth(self) -> float:
        """Growth of output a person employed, a year."""
        levels = self.account.levels
        ends = levels[-1].output / levels[-1].labour_input, levels[0].output / levels[0].labour_input
        return float((ends[0] / ends[1]) ** (1.0 / (len(levels) - 1)) - 1.0)

    def uncertainty(
        self, draws: int = 100_000, seed: int = 0, *, level: float = 0.9, targets: Sequence[float] = (0.55,)
    ) -> PhaseUncertainty:
        """Return interval, probabilities, ranking and fan over the ranges of scenario and assumptions."""
        return self.sensitivity.uncertainty(draws, seed, level=level, targets=targets)

    def needed_tfp_growth(self, output_growth: float) -> NeededGrowth | NotApplicable:
        """Return the TFP growth that a growth of output takes, with the investment and employment of the scenario.

        Where investment is a ratio to output it rises with it.

        Parameters
        ----------
        output_growth
            Of the phase, a fraction, averaged as the account is.

        Returns
        -------
        NeededGrowth or NotApplicable
            `account at it: output_growth == tfp_growth + contributions`; not applicable when every year is measured, or
            the growth is out of reach.
        """
        return self._with("output_growth", output_growth)

    def output_growth_with(self, tfp_growth: float) -> NeededGrowth | NotApplicable:
        """Return the growth of output that a growth of TFP brings: `needed_tfp_growth` the other way round."""
        return self._with("tfp_growth", tfp_growth)

    def needed_investment(self, output_growth: float, tfp_growth: float) -> NeededInvestment | NotApplicable:
        """Return the investment that a growth of output takes when TFP grows at a given rate.

        The growth or ratio of every investment path is shifted by one number. Investment is sought with a ratio to
        output from 0 to 2, or a growth from -50 to 100 % a year.

        Parameters
        ----------
        output_growth, tfp_growth
            Of the phase, fractions, averaged as the account is.
        """
        steps = self._steps(self.inputs.investment)
        if not steps:
            return self._nothing("investment")
        ahead = self._solved("output_growth", output_growth)
        if isinstance(ahead, NotApplicable):
            return ahead
        least = max(
            (0.0 if path.rule == "output_ratio" else _LEAST_GROWTH) - central for path, central in steps.values()
        )
        most = min(
            (_MOST_RATIO if path.rule == "output_ratio" else _MOST_GROWTH) - central for path, central in steps.values()
        )

        def tfp(shift: float) -> float:
            return self._split({**ahead, **self._moved(steps, shift)}).tfp_growth.item()

        shift = _root(tfp, tfp_growth, least, most)
        if isinstance(shift, tuple):
            reason = Message.of(
                "investment_out_of_reach", target=100.0 * tfp_growth, least=100.0 * shift[0], most=100.0 * shift[1],
                high=_MOST_RATIO, low=100.0 * _LEAST_GROWTH, top=100.0 * _MOST_GROWTH,
            )  # fmt: skip
            return NotApplicable(reason)
        drawn = {**ahead, **self._moved(steps, shift)}
        what = self.inputs.investment
        rows = np.isin(what.years, [cell.year for cell in self.cells if cell.path.name in steps])
        output = self.inputs.output.filled(drawn)
        found = what.filled(drawn, output)[rows, 0]
        split = self._split(drawn)
        return NeededInvestment(
            output_growth=split.output_growth.item(),
            tfp_growth=split.tfp_growth.item(),
            capital_growth=split.capital_growth.item(),
            years=tuple(what.years[rows].tolist()),
            investment=tuple(found.tolist()),
            planned=float(what.filled({}, self.inputs.output.filled({}))[rows, 0].sum()),
            ratio=float(found.sum() / output[rows, 0].sum()),
            unit=what.unit,
        )

    def as_years_come_in(
        self, draws: int = 20_000, seed: int = 0, *, level: float = 0.9, target: float = 0.55
    ) -> tuple[YearKnown, ...]:
        """Return the figure and its interval with the years to the year before the phase, to its first, … all known.

        A year that the data hold is cut off, and the scenario stands in for it: so a row shows what was known then. A
        year still ahead is taken to come in as the scenario has it: growth and ratio of its cells are known, and what
        the remaining years and the assumptions leave open remains. The variance falls on average over the courses that
        the years may take; on this one course, where a number is not in the middle of its range, a last step may leave
        it as it was.
        """
        rows = []
        for year in range(min(self.phase.first_year - 1, self.measured_to), self.phase.last_year + 1):
            if year < self.measured_to:
                study = Study(_cut(self.base, year), self.base.assumptions)
                rule = tuple(path for path in self.rule_paths if path.years[0] <= year)
                then = projected_phase(study, self.phase, self.scenario, rule)
                rows.append(then._year_known(year, then.inputs, draws, seed, level, target, simulated=False))
            else:
                simulated = year > self.measured_to
                inputs = self.inputs
                if simulated:
                    inputs = _extended(self.base, self._held(year), self.rule_paths).prepare(self.phase)
                rows.append(self._year_known(year, inputs, draws, seed, level, target, simulated=simulated))
        return tuple(rows)

    def _year_known(
        self, year: int, inputs: PhaseInputs, draws: int, seed: int, level: float, target: float, *, simulated: bool
    ) -> YearKnown:
        # the same draws for every row: what is known by then is no longer among the model's assumptions
        whole = self.sensitivity
        model = PhaseModel(inputs=inputs.bare, form=whole.model.form, averaging=whole.model.averaging)
        run = monte_carlo(model, whole.design(draws, seed), targets={SHARE: (target,)})[SHARE]
        central = evaluate(inputs).decomposition(model.form, model.averaging)
        interval = run.interval(level)
        return YearKnown(
            measured_to=year,
            simulated=simulated,
            share=_share(central),
            low=interval if isinstance(interval, NotApplicable) else interval.low.value,
            high=interval if isinstance(interval, NotApplicable) else interval.high.value,
            standard_deviation=run.standard_deviation,
            probability_above=run.probability_above(target).value,
        )

    def _steps(self, what: MeasuredSeries, *, ahead: bool = True) -> dict[str, tuple[GapFiller, float]]:
        """Return the scenario's paths at work in a measure, with the number each takes; `ahead`: in the phase only."""
        own = {path.name for path in self.scenario.paths}
        first = self.phase.first_year if ahead else int(what.years[0])
        return {
            step.filler.name: (step.filler, step.parameter)
            for step in what.fills
            if step.filler.name in own and what.years[step.rows].max() >= first
        }

    @staticmethod
    def _moved(steps: Mapping[str, tuple[GapFiller, float]], shift: float) -> dict[str, float]:
        return {name: central + shift for name, (_, central) in steps.items()}

    def _split(self, drawn: Mapping[str, float]) -> Decomposition:
        return evaluate(self.inputs, drawn).decomposition(self.account.form, self.account.averaging)

    def _nothing(self, what: Measure) -> NotApplicable:
        return NotApplicable(Message.of("nothing_projected", what=what, phase=self.phase))

    def _solved(self, quantity: Solved, wanted: float) -> dict[str, float] | NotApplicable:
        """Return the numbers of the output paths, all shifted alike, at which a quantity takes the value wanted."""
        steps = self._steps(self.inputs.output)
        if not steps:
            return self._nothing("output")
        centrals = [central for _, central in steps.values()]
        least, most = _LEAST_GROWTH - min(centrals), _MOST_GROWTH - max(centrals)

        def outcome(shift: float) -> float:
            split = self._split(self._moved(steps, shift))
            return float((split.output_growth if quantity == "output_growth" else split.tfp_growth).item())

        shift = _root(outcome, wanted, least, most)
        if isinstance(shift, tuple):
            reason = Message.of(
                f"{quantity}_out_of_reach", target=100.0 * wanted, least=100.0 * shift[0], most=100.0 * shift[1],
                low=100.0 * _LEAST_GROWTH, high=100.0 * _MOST_GROWTH,
            )  # fmt: skip
            return NotApplicable(reason)
        return self._moved(steps, shift)

    def _with(self, quantity: Solved, wanted: float) -> NeededGrowth | NotApplicable:
        drawn = self._solved(quantity, wanted)
        if isinstance(drawn, NotApplicable):
            return drawn
        split = self._split(drawn)
        return NeededGrowth(
            output_growth=split.output_growth.item(),
            tfp_growth=split.tfp_growth.item(),
            capital_contribution=split.capital_contribution.item(),
            labour_contribution=split.labour_contribution.item(),
            tfp_contribution_share=_share(split),
            growth_ahead=float(np.mean(list(drawn.values()))),
        )

    def _held(self, year: int) -> Scenario:
        """Return the scenario with its paths known up to a year: fixed there, with their range in the years after."""
        paths = []
        for what in self.inputs.measures:
            for name, (path, central) in self._steps(what, ahead=False).items():
                known = tuple(one for one in path.years if one <= year)
                later = tuple(one for one in path.years if one > year)
                if known:
                    fixed = replace(
                        path.parameter, name=f"{name}_known", value=central, low=central, high=central,
                        distribution="fixed",
                    )  # fmt: skip
                    paths.append(replace(path, parameter=fixed, years=known))
                if later:
                    paths.append(replace(path, parameter=replace(path.parameter, value=central), years=later))
        return replace(self.scenario, paths=tuple(paths))

    def __repr__(self) -> str:
        share = self.account.tfp_contribution_share
        shown = "undefined" if isinstance(share, NotApplicable) else f"{share:.3f}"
        years = year_spans([cell.year for cell in self.cells])
        return f"<ProjectedPhase {self.phase} {self.scenario.name}: TFP share {shown}, projected: {years}>"


def projected_phase(
    study: Study,
    phase: Phase,
    scenario: Scenario,
    rule_paths: tuple[GapFiller, ...] = (),
    notes: tuple[Message, ...] = (),
) -> ProjectedPhase:
    """Return a phase under a scenario: what the study reads, then the rule's years, then the scenario's.

    The paths are further gap fillers of the same reading, so that one chain computes measured and projected years.

    Raises
    ------
    DataError
        Years are missing that neither the study nor the scenario supplies.
    AssumptionError
        A path bears the name of an assumption.
    """
    whole = _extended(study, scenario, rule_paths)
    first, last = phase.first_year, phase.last_year
    account = whole.phase(first, last)
    by_path = {path.name: path for path in (*rule_paths, *scenario.paths)}
    rule = {path.name for path in rule_paths}
    cells = tuple(_projected(cell, by_path, rule) for cell in account.filled_cells if cell.filler.name in by_path)
    if cells:
        ahead = Message.of("projected", first=min(cell.year for cell in cells), scenario=scenario.name)
        account = replace(
            account,
            status=PhaseStatus.OPEN,
            filled_cells=tuple(cell for cell in account.filled_cells if cell.filler.name not in by_path),
            caveats=(ahead, Message.of("share_implied"), *notes, *account.caveats),
        )
    return ProjectedPhase(
        scenario=scenario,
        phase=phase,
        account=account,
        cells=cells,
        inputs=whole.prepare(phase),
        sensitivity=replace(phase_sensitivity(whole, first, last), basis=account.basis),
        levels=_levels(whole, phase, account),
        base=study,
        rule_paths=rule_paths,
    )


def _levels(study: Study, phase: Phase, account: PhaseAccount) -> tuple[Level, ...]:
    """Return the levels from five years before the phase on, or of the phase alone where the study has no more."""
    try:
        return study.phase(phase.first_year - _BEFORE, phase.last_year).levels
    except DataError as error:
        if not error.cells and not isinstance(error.problem, Message):
            raise
        return account.levels


def _extended(study: Study, scenario: Scenario, rule_paths: tuple[GapFiller, ...]) -> Study:
    own = study.assumptions
    return Study(study.data, scenario.extending(replace(own, gap_fillers=(*own.gap_fillers, *rule_paths))))


def _projected(cell: FilledCell, paths: Mapping[str, GapFiller], rule: set[str]) -> ProjectedCell:
    path = paths[cell.filler.name]
    return ProjectedCell(
        series=cell.series,
        measure=path.measure,
        year=cell.year,
        value=cell.value,
        low=cell.low,
        high=cell.high,
        unit=cell.unit,
        price_base=cell.price_base,
        parameter=cell.parameter,
        path=path,
        by_rule=path.name in rule,
    )


def _cut(study: Study, year: int) -> Dataset:
    data = study.data
    kept = {name: one.window(int(one.years[0]), year) for name, one in data.series.items() if one.years[0] <= year}
    return replace(data, series=kept)


def _share(split: Decomposition) -> float | NotApplicable:
    if not split.shares_defined.all():
        return NotApplicable(Message.of("share_undefined"))
    return float(split.tfp_contribution_share.item())


def _root(outcome: Callable[[float], float], wanted: float, least: float, most: float) -> float | tuple[float, float]:
    """Return where an outcome that rises or falls throughout takes a value, or its ends where it does not."""
    from scipy.optimize import brentq

    ends = outcome(least), outcome(most)
    if not min(ends) <= wanted <= max(ends):
        return min(ends), max(ends)
    return float(brentq(lambda shift: outcome(shift) - wanted, least, most, xtol=1e-16, rtol=1e-15, maxiter=200))
