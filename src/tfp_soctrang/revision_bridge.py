"""The bridge between two editions of a figure: how much of its change each difference between them made.

Every difference is a step: the revised cells of one series, the cells that are new, the assumptions, the method. The
part of a step is its Shapley value, the mean of what it changes over all orders in which the steps can be taken: no
step is favoured by coming first, and the parts add up to the change exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.details import series_that_count
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.units import Phase, Territory

if TYPE_CHECKING:
    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.assumptions import Assumptions
    from tfp_soctrang.dataset import Dataset
    from tfp_soctrang.series import AnnualSeries

__all__ = ["Revision", "RevisionPart", "revision"]

# 2 to this power studies are made: some four thousand, a few seconds. More differing series than that are grouped.
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RevisionPart(Shown):
    """What one step made of the change of the TFP contribution share, a fraction.

    `kind` is `revised`, `new`, `assumptions` or `method`; `series` names the series of a revised part, with its
    territory where that is the reference; `years` the cells that differ.
    """

    kind: str
    territory: Territory
    series: str
    years: tuple[int, ...]
    change: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Revision(Shown):
    """The change of the TFP contribution share between two editions, split into parts.

    `math.fsum(part.change for part in parts) == change`.
    """

    phase: Phase
    before: PhaseAccount
    after: PhaseAccount
    parts: tuple[RevisionPart, ...]

    @property
    def change(self) -> float:
        """The later TFP contribution share less the earlier one."""
        return _share(self.after) - _share(self.before)

    def __repr__(self) -> str:
        before, after = _share(self.before), _share(self.after)
        return (
            f"<Revision {self.after.territory} {self.phase}: TFP contribution share {before:.3f} to {after:.3f}, "
            f"{self.change:+.4f} in {len(self.parts)} parts>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    kind: str
    territory: Territory
    cells: tuple[tuple[str, int], ...]

    def holds(self, territory: Territory, name: str, year: int, *, new: bool) -> bool:
        return self.territory == territory and (self.kind == "new") == new and (name, year) in self.cells


def revision(earlier: Study, later: Study, phase: Phase) -> Revision:
    """Return why the TFP contribution share of a phase differs between two studies of the same territory.

    The parts add up to the change of the share: revised data, new years, assumptions, method.

    Parameters
    ----------
    earlier, later
        The two studies, each of an edition of the data under its assumptions.
    phase
        The years, `tfp_soctrang.units.Phase(2021, 2025)`.

    Raises
    ------
    DataError
        The studies are of different territories; one of them has no figure for the phase, or no defined share.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> before = tfp.study(tfp.load("soc_trang"))
    >>> after = tfp.study(before.data, before.assumptions.with_settings(form="log"))
    >>> found = tfp.revision(before, after, Phase(2021, 2025))
    >>> round(found.change, 4), [str(part.kind) for part in found.parts]
    (0.0008, ['method'])
    """
    if earlier.data.territory != later.data.territory:
        raise DataError(
            "revision",
            "the two editions are of different territories",
            value=(str(earlier.data.territory), str(later.data.territory)),
            remedy="Compare two editions of one territory.",
        )
    before = earlier.phase(phase.first_year, phase.last_year)
    after = later.phase(phase.first_year, phase.last_year)
    for account in (before, after):
        if isinstance(account.tfp_contribution_share, NotApplicable):
            raise DataError(f"{account.territory} {phase}", account.tfp_contribution_share.reason)
    steps = _steps(earlier, later)
    shares = _shares_by_steps(earlier, later, phase, steps, (_share(before), _share(after)))
    return Revision(phase=phase, before=before, after=after, parts=_parts(steps, shares))


def _share(account: PhaseAccount) -> float:
    share = account.tfp_contribution_share
    return math.nan if isinstance(share, NotApplicable) else share


def _steps(earlier: Study, later: Study) -> list[_Step]:
    steps: list[_Step] = []
    count = series_that_count(earlier.assumptions) | series_that_count(later.assumptions)
    for a, b in _pairs(earlier.data, later.data):
        new = tuple(
            (name, year)
            for name, series in b.series.items()
            if name in count
            for year in series.years.tolist()
            if name not in a or not a[name].has(year)
        )
        if new:
            steps.append(_Step(kind="new", territory=a.territory, cells=new))
        for name in (name for name in dict.fromkeys([*a.series, *b.series]) if name in count):
            revised = tuple((name, year) for year in _revised_years(a.series.get(name), b.series.get(name)))
            if revised:
                steps.append(_Step(kind="revised", territory=a.territory, cells=revised))
    if len(steps) > _MOST_STEPS - 2:
        steps = _grouped(steps)
    place = earlier.data.territory
    if _words(earlier.assumptions) != _words(later.assumptions):
        steps.append(_Step(kind="assumptions", territory=place, cells=()))
    if _settings(earlier.assumptions) != _settings(later.assumptions):
        steps.append(_Step(kind="method", territory=place, cells=()))
    return steps


def _grouped(steps: list[_Step]) -> list[_Step]:
    """Return the steps with all revised series of a territory beyond the first few in one."""
    kept, rest = steps[: _MOST_STEPS - 4], steps[_MOST_STEPS - 4 :]
    for kind, place in dict.fromkeys((step.kind, step.territory) for step in rest):
        cells = tuple(cell for step in rest if (step.kind, step.territory) == (kind, place) for cell in step.cells)
        kept.append(_Step(kind=kind, territory=place, cells=cells))
    return kept


def _pairs(a: Dataset, b: Dataset) -> list[tuple[Dataset, Dataset]]:
    if a.reference is None or b.reference is None:
        return [(a, b)]
    return [(a, b), (a.reference, b.reference)]


def _revised_years(a: AnnualSeries | None, b: AnnualSeries | None) -> list[int]:
    """Return the years that both have with other numbers, and those that only the earlier has."""
    if a is None:
        return []
    if b is None:
        return [int(year) for year in a.years]
    gone = [int(year) for year in a.years if not b.has(int(year))]
    later = _alike(a, b)
    changed = [int(year) for year in np.intersect1d(a.years, b.years) if a.at(int(year)) != later.at(int(year))]
    return sorted(gone + changed)


def _words(assumptions: Assumptions) -> object:
    own = (dict(assumptions.values), assumptions.gap_fillers)
    return own if assumptions.reference is None else (own, _words(assumptions.reference))


def _settings(assumptions: Assumptions) -> object:
    return (assumptions.settings, assumptions.reference.settings if assumptions.reference else None)


def _shares_by_steps(
    earlier: Study, later: Study, phase: Phase, steps: list[_Step], ends: tuple[float, float]
) -> Mapping[frozenset[int], float]:
    """Return the share after every set of steps, by the positions of the steps taken."""
    everything = range(len(steps))
    shares: dict[frozenset[int], float] = {}
    for size in range(len(steps) + 1):
        for taken in map(frozenset, combinations(everything, size)):
            if len(taken) in (0, len(steps)):
                shares[taken] = ends[0] if not taken else ends[1]
                continue
            account = _between(earlier, later, [steps[i] for i in taken]).phase(phase.first_year, phase.last_year)
            shares[taken] = _share(account)
            if math.isnan(shares[taken]):
                raise DataError(f"{earlier.data.territory} {phase}", Message.of("share_undefined"))
    return shares


def _between(earlier: Study, later: Study, taken: list[_Step]) -> Study:
    """Return the study that lies between the two: the later's where a step was taken, the earlier's elsewhere."""
    own, *wider = [_mixed(a, b, taken) for a, b in _pairs(earlier.data, later.data)]
    data = replace(own, reference=wider[0] if wider else earlier.data.reference)
    kinds = {step.kind for step in taken}
    words = later.assumptions if "assumptions" in kinds else earlier.assumptions
    method = later.assumptions if "method" in kinds else earlier.assumptions
    return Study(data, _with_settings(words, method))


def _with_settings(words: Assumptions, method: Assumptions) -> Assumptions:
    reference = words.reference
    if reference is not None and method.reference is not None:
        reference = replace(reference, settings=method.reference.settings)
    # settings of the one may need assumptions that only it has
    values = {**method.values, **words.values}
    return replace(words, settings=method.settings, values=values, reference=reference)


def _mixed(a: Dataset, b: Dataset, taken: Iterable[_Step]) -> Dataset:
    steps = list(taken)
    series: dict[str, AnnualSeries] = {}
    for name in dict.fromkeys([*a.series, *b.series]):
        old, new = a.series.get(name), b.series.get(name)
        if old is not None and new is not None:
            new = _alike(old, new)
        cells = {}
        for year in _years(old) | _years(new):
            is_new = year not in _years(old)
            after = any(step.holds(a.territory, name, year, new=is_new) for step in steps)
            source = new if after else old
            if source is not None and source.has(year):
                cells[year] = (source.at(year), source.status_at(year), source.origin_at(year))
        shape = old if old is not None else new
        if cells and shape is not None:
            series[name] = shape.with_cells(cells, new or shape, shape.breaks | (new.breaks if new else shape.breaks))
    return replace(a, series=series)


def _years(series: AnnualSeries | None) -> set[int]:
    return set() if series is None else set(series.years.tolist())


def _alike(old: AnnualSeries, new: AnnualSeries) -> AnnualSeries:
    """Return the later edition in the unit of the earlier; another price base is not a revision of it."""
    converted = new.in_unit(old.unit)
    old.refuse_other_kind(converted, "compare two editions of")
    return converted


def _parts(steps: list[_Step], shares: Mapping[frozenset[int], float]) -> tuple[RevisionPart, ...]:
    n = len(steps)
    exact: list[Fraction] = []
    for i in range(n):
        part = Fraction(0)
        others = [j for j in range(n) if j != i]
        for size in range(n):
            weight = Fraction(math.factorial(size) * math.factorial(n - size - 1), math.factorial(n))
            for taken in map(frozenset, combinations(others, size)):
                part += weight * (Fraction(shares[taken | {i}]) - Fraction(shares[taken]))
        exact.append(part)
    changes = [float(part) for part in exact]
    if changes:
        total = shares[frozenset(range(n))] - shares[frozenset()]
        largest = max(range(n), key=lambda i: abs(changes[i]))
        # what the rounding of the parts to floats leaves over is some 1e-17: it goes to the largest
        for _ in range(4):
            changes[largest] += total - math.fsum(changes)
    return tuple(
        RevisionPart(
            kind=step.kind,
            territory=step.territory,
            series=", ".join(dict.fromkeys(name for name, _ in step.cells)),
            years=tuple(sorted({year for _, year in step.cells})),
            change=change,
        )
        for step, change in zip(steps, changes, strict=True)
    )
