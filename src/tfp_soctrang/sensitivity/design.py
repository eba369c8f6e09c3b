"""What is drawn: assumptions with their distributions and rank correlations, cut into blocks that anyone can draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from scipy import special

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sensitivity.rank_correlation import cholesky, combined, copula_correlation
from tfp_soctrang.sensitivity.sobol_points import MOST_POINTS, refuse_not_power_of_two, sobol_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfp_soctrang.sensitivity.distributions import Marginal

    Array = NDArray[np.float64]

__all__ = ["BLOCK_SIZE", "Design", "Sampling"]

Sampling = Literal["random", "latin_hypercube", "sobol"]

BLOCK_SIZE = 16_384
"""Draws of a block: eight assumptions of them fit into a processor's second-level cache."""

# The numbers nearest to 0 and 1 that a draw may take: no quantile function is asked for an end that may be infinite.
_LEAST, _MOST = 2.0**-54, 1.0 - 2.0**-53


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Design(Shown):
    """The draws of a run, not one of them stored.

    Block b holds draws b · block_size to (b + 1) · block_size - 1. It is drawn from the design and b alone, so that
    any process draws the same bits, and no way of cutting the computation changes them. Every assumption has a place of
    its own in the stream, fixed ones too: fixing one leaves the draws of the others as they were.

    Parameters
    ----------
    factors
        Assumptions by name, in order, each with its distribution.
    draws
        How many.
    seed
        A whole number not below zero; 0 is a seed.
    sampling
        `random`: pseudo-random, a stream of PCG64 for each block, seeded by (seed, block). `latin_hypercube`: the same
        streams, each assumption stratified within the block. `sobol`: scrambled Sobol points, one scramble from the
        seed; `draws` and `block_size` are powers of two then.
    rank_correlations
        Spearman's, by pair of names; a Gaussian copula carries them (see `copula_correlation`).
    block_size
        Belongs to the design: other blocks are other draws, but for `sobol`.

    Raises
    ------
    AssumptionError
        There is no assumption, a number is not whole or out of range, a correlated assumption is fixed, or the
        correlations cannot hold together.

    Notes
    -----
    With correlations the stratification of `latin_hypercube` and the balance of `sobol` hold before the copula mixes
    the correlated assumptions, and for the first of them after it. Of an assumption with few values the rank
    correlation is that of the scores behind it.

    Examples
    --------
    >>> from tfp_soctrang.sensitivity.distributions import Triangular, Uniform
    >>> factors = {"labour_share": Triangular(low=0.5, mode=0.6, high=0.7), "rate": Uniform(low=0.03, high=0.07)}
    >>> design = Design(factors=factors, draws=40_000, seed=0)
    >>> design.blocks, design.block(2)["rate"].shape
    (3, (7232,))
    """

    factors: Mapping[str, Marginal]
    draws: int
    seed: int
    sampling: Sampling = "random"
    rank_correlations: Mapping[tuple[str, str], float] = field(default_factory=dict)
    block_size: int = BLOCK_SIZE
    copula: Array = field(init=False, repr=False)
    _lower: Array = field(init=False, repr=False)
    _linked: NDArray[np.intp] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.sampling not in get_args(Sampling):
            remedy = f"Use one of: {', '.join(get_args(Sampling))}."
            raise AssumptionError("design.sampling", "is not known", value=self.sampling, remedy=remedy)
        if not self.factors:
            raise AssumptionError("design.factors", "is empty", value={}, remedy="Name at least one assumption.")
        for name, least in (("draws", 1), ("seed", 0), ("block_size", 1)):
            value = getattr(self, name)
            if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < least:
                problem = f"must be a whole number not below {least}"
                raise AssumptionError(f"design.{name}", problem, value=value, remedy="Give a whole number.")
            object.__setattr__(self, name, int(value))
        if self.sampling == "sobol":
            refuse_not_power_of_two("design.draws", self.draws)
            refuse_not_power_of_two("design.block_size", self.block_size)
            if self.draws > MOST_POINTS:
                remedy = "Take fewer, or sampling random."
                raise AssumptionError(
                    "design.draws", "is more than the Sobol sequence has", value=self.draws, remedy=remedy
                )
        for name in {name for pair in self.rank_correlations for name in pair} & set(self.factors):
            if not self.varies(name):
                remedy = "Leave the correlation out, or give the assumption a range."
                raise AssumptionError(f"rank correlation of {name}", "is fixed, and has no rank", remedy=remedy)
        copula = copula_correlation(self.names, self.rank_correlations)
        linked = np.flatnonzero(np.abs(copula - np.eye(len(copula))).max(axis=0) > 0.0)
        for name, value in (
            ("factors", dict(self.factors)),
            ("rank_correlations", dict(self.rank_correlations)),
            ("copula", copula),
            ("_lower", cholesky(copula[np.ix_(linked, linked)])),
            ("_linked", linked),
        ):
            object.__setattr__(self, name, value)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The assumptions, in order."""
        return tuple(self.factors)

    @property
    def varying(self) -> tuple[str, ...]:
        """The assumptions that have a range, in order."""
        return tuple(name for name in self.factors if self.varies(name))

    def varies(self, name: str) -> bool:
        """Return whether the assumption has a range."""
        return self.factors[name].low < self.factors[name].high

    @property
    def correlated(self) -> bool:
        """Whether any two assumptions are."""
        return bool(len(self._linked))

    @property
    def blocks(self) -> int:
        """How many blocks the draws make; the last may be shorter."""
        return -(-self.draws // self.block_size)

    def rows(self, block: int) -> slice:
        """Return the numbers of the draws of a block."""
        return slice(block * self.block_size, min((block + 1) * self.block_size, self.draws))

    def replaced(self, **changes: object) -> Design:
        """Return the design with other draws, seed, sampling, factors, correlations or block size."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def probabilities(self, block: int) -> Array:
        """Return the probabilities behind the draws of a block, shape (d, rows): each uniform on (0, 1)."""
        within = self.rows(block)
        rows, d = within.stop - within.start, len(self.factors)
        if self.sampling == "sobol":
            size = min(self.block_size, self.draws)
            u = sobol_block(self.seed, d, block, size, self.blocks)
        else:
            stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=(block,))))
            if self.sampling == "random":
                # all of the block even where it is cut short: more draws go on where fewer ended
                u = stream.random((d, self.block_size))[:, :rows]
            else:
                u = stream.random((d, rows))
                for i in range(d):
                    u[i] += stream.permutation(rows)
                u /= rows
            np.clip(u, _LEAST, _MOST, out=u)
        if self.correlated:
            scores = combined(self._lower, special.ndtri(u[self._linked]))
            u[self._linked] = np.clip(special.ndtr(scores, out=scores), _LEAST, _MOST, out=scores)
        return u

    def block(self, number: int) -> dict[str, Array]:
        """Return the draws of a block: an array of shape (rows,) for each assumption.

        Raises
        ------
        AssumptionError
            There is no such block.
        """
        if not 0 <= number < self.blocks:
            remedy = f"There are {self.blocks}, counted from 0."
            raise AssumptionError("design.block", "does not exist", value=number, remedy=remedy)
        u = self.probabilities(number)
        drawn = {name: marginal.quantile(u[i]) for i, (name, marginal) in enumerate(self.factors.items())}
        for values in drawn.values():
            values.setflags(write=False)
        return drawn

    def between(self, start: int, stop: int) -> dict[str, Array]:
        """Return draws number `start` to `stop - 1` of every assumption, drawn anew.

        Raises
        ------
        AssumptionError
            Not 0 <= start < stop <= draws.
        """
        if not 0 <= start < stop <= self.draws:
            remedy = f"There are {self.draws} draws, counted from 0."
            raise AssumptionError("design.between", "is no range of draws", value=(start, stop), remedy=remedy)
        parts = []
        for number in range(start // self.block_size, -(-stop // self.block_size)):
            first = number * self.block_size
            part = slice(max(start - first, 0), stop - first)
            parts.append({name: values[part] for name, values in self.block(number).items()})
        return {name: np.concatenate([part[name] for part in parts]) for name in self.factors}
