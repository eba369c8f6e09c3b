"""The full grid of accounting choices: what belongs together stays so, what cannot be is listed with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Bundle", "Infeasible", "Layout", "Specification", "SpecificationGrid"]

Specification = Mapping[str, Any]
Rule = Callable[[Specification], Message | None]

_MOST = 5_000_000  # specifications: beyond, the codes alone take gigabytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Bundle(Shown):
    """Choices that belong together: one axis of the grid, each of its options setting several choices at once.

    Parameters
    ----------
    name
        Of the axis.
    options
        By label, what the option sets: the same choices in every option.

    Raises
    ------
    AssumptionError
        There is no option, or the options set different choices.

    Examples
    --------
    >>> Bundle(name="labour", options={"ICLS-13": {"series": "employed_13", "share": 0.55},
    ...                                "ICLS-19": {"series": "employed_19", "share": 0.60}}).sets
    ('series', 'share')
    """

    name: str
    options: Mapping[str, Specification]

    def __post_init__(self) -> None:
        if not self.options:
            raise AssumptionError(f"bundle {self.name}", "has no option", value={}, remedy="Give at least one.")
        for label, sets in self.options.items():
            if set(sets) != set(self.sets) or not sets:
                remedy = f"Every option must set: {', '.join(self.sets) or 'at least one choice'}."
                subject = f"bundle {self.name}, {label}"
                raise AssumptionError(
                    subject, "sets other choices than the first option", value=list(sets), remedy=remedy
                )

    @property
    def sets(self) -> tuple[str, ...]:
        """The choices that every option sets."""
        return tuple(next(iter(self.options.values())))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Layout(Shown):
    """The axes of a grid: what the codes of a specification, one a choice and one a bundle, stand for."""

    choices: Mapping[str, Sequence[Any]]
    bundles: Sequence[Bundle]

    @property
    def axes(self) -> dict[str, tuple[Any, ...]]:
        """The options of every axis, in order: those of a choice, the labels of a bundle."""
        labels = {bundle.name: tuple(bundle.options) for bundle in self.bundles}
        return {**{name: tuple(options) for name, options in self.choices.items()}, **labels}

    def one(self, codes: NDArray[np.int64]) -> dict[str, Any]:
        """Return the specification behind one row of codes."""
        place = codes.tolist()
        found = {name: options[place[i]] for i, (name, options) in enumerate(self.choices.items())}
        for i, bundle in enumerate(self.bundles, start=len(self.choices)):
            found.update(list(bundle.options.values())[place[i]])
        return found

    def columns(self, codes: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
        """Return the specifications behind rows of codes as one array of options a choice.

        Options that are all numbers make a number array, else an array of objects.
        """
        found = {name: _array(options)[codes[:, i]] for i, (name, options) in enumerate(self.choices.items())}
        for i, bundle in enumerate(self.bundles, start=len(self.choices)):
            for name in bundle.sets:
                found[name] = _array([sets[name] for sets in bundle.options.values()])[codes[:, i]]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """A combination that cannot be, and why. `number` is its place in the full grid."""

    number: int
    specification: Specification
    reason: Message


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SpecificationGrid(Shown):
    """Every combination of the choices, in a fixed order: the last axis runs fastest.

    Parameters
    ----------
    choices
        Options by choice, each choice an axis of its own. A choice with one option is always on.
    bundles
        Axes after those, whose options set several choices.
    rules
        Each returns the reason why a specification cannot be, or None; the first reason counts.

    Raises
    ------
    AssumptionError
        A choice has no option, one option twice, or is set in two places; or the grid is too large.

    Examples
    --------
    >>> grid = SpecificationGrid(choices={"form": ["discrete", "log"], "rate": [0.04, 0.05, 0.06]})
    >>> len(grid), grid[1]
    (6, {'form': 'discrete', 'rate': 0.05})
    """

    choices: Mapping[str, Sequence[Any]]
    bundles: Sequence[Bundle] = ()
    rules: Sequence[Rule] = ()
    codes: NDArray[np.int64] = field(init=False, repr=False)
    numbers: NDArray[np.int64] = field(init=False, repr=False)
    infeasible: tuple[Infeasible, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "choices", {name: tuple(options) for name, options in self.choices.items()})
        self._check()
        layout = self.layout
        shape = tuple(len(options) for options in layout.axes.values())
        full = int(np.prod(shape))
        if full > _MOST:
            remedy = "Drop options, or draw specifications at random as empirical distributions."
            raise AssumptionError("specification grid", "is too large", value=full, remedy=remedy)
        codes = np.stack(np.unravel_index(np.arange(full), shape), axis=1).astype(np.int64)
        feasible = np.ones(full, dtype=np.bool_)
        left_out: list[Infeasible] = []
        if self.rules:
            for number in range(full):
                specification = layout.one(codes[number])
                reason = next((why for rule in self.rules if (why := rule(specification)) is not None), None)
                if reason is not None:
                    feasible[number] = False
                    left_out.append(Infeasible(number=number, specification=specification, reason=reason))
        if not feasible.any():
            reason_text = str(left_out[0].reason)
            remedy = "Loosen the rules."
            raise AssumptionError("specification grid", "has no feasible combination", value=reason_text, remedy=remedy)
        for name, value in (
            ("codes", codes[feasible]),
            ("numbers", np.flatnonzero(feasible).astype(np.int64)),
            ("infeasible", tuple(left_out)),
        ):
            object.__setattr__(self, name, value)
        self.codes.setflags(write=False)
        self.numbers.setflags(write=False)

    def _check(self) -> None:
        names = [*self.choices, *(bundle.name for bundle in self.bundles)]
        set_by = [*self.choices, *(name for bundle in self.bundles for name in bundle.sets)]
        for kind, given in (("axis", names), ("choice", set_by)):
            twice = next((name for i, name in enumerate(given) if name in given[:i]), None)
            if twice is not None:
                remedy = "Let one axis or bundle set it."
                raise AssumptionError(f"{kind} {twice}", "stands twice", value=given, remedy=remedy)
        if not names:
            raise AssumptionError("specification grid", "has no choices", value={}, remedy="Name at least one.")
        for name, options in self.choices.items():
            repeated = any(option == earlier for i, option in enumerate(options) for earlier in options[:i])
            if not options or repeated:
                problem = "has an option twice" if options else "has no option"
                raise AssumptionError(f"choice {name}", problem, value=list(options), remedy="Give each option once.")

    @property
    def layout(self) -> Layout:
        """The axes alone: what a worker needs."""
        return Layout(choices=self.choices, bundles=tuple(self.bundles))

    @property
    def axes(self) -> dict[str, tuple[Any, ...]]:
        """The options of every axis, in order: those of a choice, the labels of a bundle."""
        return self.layout.axes

    @property
    def size(self) -> int:
        """How many combinations there are, infeasible ones among them."""
        return len(self.numbers) + len(self.infeasible)

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: int) -> dict[str, Any]:
        return self.layout.one(self.codes[place])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self.layout.one, self.codes)

    def labels(self, place: int) -> dict[str, str]:
        """Return the option of every axis in words, a bundle by its label."""
        codes = self.codes[place].tolist()
        return {name: str(options[codes[i]]) for i, (name, options) in enumerate(self.axes.items())}


def _array(options: Sequence[Any]) -> NDArray[Any]:
    if all(isinstance(option, int | float) and not isinstance(option, bool) for option in options):
        return np.array(options, dtype=np.float64)
    out = np.empty(len(options), dtype=object)
    for i, option in enumerate(options):
        out[i] = option
    return out
