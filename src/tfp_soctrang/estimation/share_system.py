"""Shares as logarithmic derivatives of a translog function: their checks, and tests of what theory asks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.equation_system import (
    Divisor,
    SystemFit,
    SystemMethod,
    equation_blocks,
    seemingly_unrelated,
)
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.linear_hypotheses import (
    independent_restrictions,
    likelihood_ratio,
    restriction_rows,
    stacked_restrictions,
)
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["adding_up_shares", "dropped_share", "equal_coefficients_test", "share_tests", "system_test"]

# Shares printed with three digits add up to one within this.
_ROUNDING = 2e-3


def adding_up_shares(shares: Mapping[str, ArrayLike], names: Sequence[str], years: ArrayLike) -> Array:
    """Return shares as an array (n, i) in the order of `names`.

    Raises
    ------
    EstimationError
        The names of the shares are others.
    DataError
        A share is not a number, or the shares of an observation do not add up to one.

    Examples
    --------
    >>> adding_up_shares({"labour": [0.6, 0.7], "capital": [0.4, 0.3]}, ("capital", "labour"), [2020, 2021]).tolist()
    [[0.4, 0.6], [0.3, 0.7]]
    """
    if set(shares) != set(names):
        raise EstimationError(
            "shares",
            "must be those of the inputs",
            value=sorted(shares),
            remedy=f"Give one of each: {', '.join(names)}.",
        )
    for name in names:
        if np.shape(shares[name]) != np.shape(years):
            raise EstimationError(
                f"share of {name}", f"must have {len(np.asarray(years))} values", value=np.shape(shares[name]),
                remedy="One for each observation.",
            )  # fmt: skip
    table = np.column_stack([np.asarray(shares[name], dtype=np.float64) for name in names])
    refuse(table, ~np.isfinite(table), "shares", "must be a number", "Supply the share or drop the year.", years, names)
    total = table.sum(axis=1)
    remedy = "Shares are fractions of the total of these inputs: divide each payment by their sum."
    refuse(total, np.abs(total - 1.0) > _ROUNDING, "sum of shares", "must be one", remedy, years)
    return table


def dropped_share(dropped: str | None, names: Sequence[str]) -> str:
    """Return the input whose share equation is left out: the last unless another is named.

    Raises
    ------
    EstimationError
        It is not one of the inputs.
    """
    if dropped is not None and dropped not in names:
        raise EstimationError(
            "dropped", "is not one of the inputs", value=dropped, remedy=f"Use one of: {', '.join(names)}."
        )
    return names[-1] if dropped is None else dropped


def system_test(name: str, null: Message, general: SystemFit, restrictions: Restrictions) -> HypothesisTest:
    """Return the Wald test of restrictions within a fitted system, or that none of them is left to test."""
    outcome: Outcome | NotApplicable = NotApplicable(Message.of("translog_follows_already"))
    if len(restrictions[1]):
        outcome = general.wald(restrictions)
    return HypothesisTest(name=name, null=null, outcome=outcome)


def equal_coefficients_test(fit: SystemFit, imposed: Restrictions, null: Message) -> HypothesisTest:
    """Return the test that the first equation of a system has the coefficients of the share equations behind it.

    In the wider system the first equation has coefficients of its own, under the same restrictions `imposed`: the
    shares are then no longer its derivatives.
    """
    name = "first_order_conditions"
    n, m, k = fit.design.shape
    entering = np.flatnonzero((fit.design[:, 1:] != 0.0).any(axis=(0, 1)))
    wide = np.zeros((n, m, k + len(entering)))
    wide[:, 0, :k] = fit.design[:, 0]
    wide[:, 1:, k:] = fit.design[:, 1:, entering]
    matrix, right = imposed
    own = np.hstack([matrix, np.zeros((len(right), len(entering)))])
    within = ~np.delete(matrix != 0.0, entering, axis=1).any(axis=1)  # rows on coefficients of the shares only
    shared = np.hstack([np.zeros((int(within.sum()), k)), matrix[within][:, entering]])
    maintained = independent_restrictions((np.vstack([own, shared]), np.concatenate([right, right[within]])))
    equal = np.zeros((len(entering), wide.shape[2]))
    equal[np.arange(len(entering)), entering] = 1.0
    equal[np.arange(len(entering)), k + np.arange(len(entering))] = -1.0
    try:
        general = seemingly_unrelated(
            fit.response,
            wide,
            [*fit.names, *(f"share:{fit.names[i]}" for i in entering)],
            equations=fit.equations,
            restrictions=maintained if len(maintained[1]) else None,
            method=fit.method,
            divisor=fit.divisor,
        )
    except EstimationError:
        reason = Message.of("system_wider_fails", count=n)
        return HypothesisTest(name=name, null=null, outcome=NotApplicable(reason))
    left = independent_restrictions((equal, np.zeros(len(entering))), maintained)
    return system_test(name, null, general, left)


def share_tests(
    shares: Array,
    logs: Array,
    names: Sequence[str],
    *,
    others: Mapping[str, Array] | None = None,
    dropped: str | None = None,
    method: SystemMethod = "iterated",
    divisor: Divisor = "observations",
) -> tuple[HypothesisTest, ...]:
    """Return tests of homogeneity and symmetry of share equations sᵢ = aᵢ + Σⱼ bᵢⱼ xⱼ + ….

    Every share equation with coefficients of its own is the general system; adding up gives the coefficients of the
    one left out. Homogeneity: Σⱼ bᵢⱼ = 0. Symmetry: bᵢⱼ = bⱼᵢ for all i and j, the one left out among them, which with
    adding up implies homogeneity; it is therefore tested given homogeneity, and both are tested together.

    Parameters
    ----------
    shares, logs
        Shape (n, i): shares, and logs of prices or inputs, in the order of `names`.
    others
        Further regressors by name, each of shape (n,): log of output, time.
    dropped, method, divisor
        See `translog_cost` and `SystemFit`.

    Returns
    -------
    tuple of HypothesisTest
        `homogeneity`, `symmetry`, `symmetry_and_homogeneity`: Wald tests in the wider system. The same with
        `_likelihood_ratio`: by the gain in likelihood, where the system is iterated.

    References
    ----------
    Christensen, Jorgenson and Lau (1975), Transcendental Logarithmic Utility Functions, American Economic Review 65,
    367–383. Berndt and Savin (1975), Econometrica 43, 937–957 (adding up).
    """
    n = len(shares)
    out = dropped_share(dropped, names)
    kept = [name for name in names if name != out]
    extra = dict(others or {})
    columns = np.column_stack([np.ones(n), logs, *extra.values()])
    labels = [
        *(f"{i}|{regressor}" for i in kept for regressor in ("constant", *names, *extra)),
    ]
    design = equation_blocks([columns] * len(kept))
    response = shares[:, [list(names).index(name) for name in kept]]
    homogeneous = restriction_rows(labels, [({f"{i}|{j}": 1.0 for j in names}, 0.0) for i in kept])
    symmetric = restriction_rows(labels, [({f"{i}|{j}": 1.0, f"{j}|{i}": -1.0}, 0.0) for i, j in combinations(kept, 2)])
    both = stacked_restrictions([homogeneous, symmetric], len(labels))

    def fitted(restrictions: Restrictions | None) -> SystemFit | NotApplicable:
        imposed = restrictions if restrictions is not None and len(restrictions[1]) else None
        try:
            return seemingly_unrelated(
                response, design, labels, equations=kept, restrictions=imposed, method=method, divisor=divisor
            )
        except EstimationError:
            return NotApplicable(Message.of("system_wider_fails", count=n))

    general, middle, narrow = fitted(None), fitted(homogeneous), fitted(both)
    arguments = ", ".join(names)
    made = []
    for name, null, wider, nested, maintained, restrictions in (
        ("homogeneity", "null_price_homogeneity", general, middle, None, homogeneous),
        ("symmetry", "null_symmetry", middle, narrow, homogeneous, symmetric),
        ("symmetry_and_homogeneity", "null_symmetry_and_homogeneity", general, narrow, None, both),
    ):
        message = Message.of(null, arguments=arguments) if null != "null_symmetry" else Message.of(null)
        left = independent_restrictions(restrictions, maintained)
        ratio: Outcome | NotApplicable
        if isinstance(wider, NotApplicable):
            made.append(HypothesisTest(name=name, null=message, outcome=wider))
            ratio = wider
        else:
            made.append(system_test(name, message, wider, left))
            ratio = _ratio(wider, nested, len(left[1]), method)
        made.append(HypothesisTest(name=f"{name}_likelihood_ratio", null=message, outcome=ratio))
    return tuple(made)


def _ratio(
    wider: SystemFit, nested: SystemFit | NotApplicable, restrictions: int, method: SystemMethod
) -> Outcome | NotApplicable:
    if isinstance(nested, NotApplicable):
        return nested
    if not restrictions:
        return NotApplicable(Message.of("translog_follows_already"))
    if method != "iterated" or wider.divisor != "observations":
        return NotApplicable(Message.of("system_is_not_iterated"))
    return likelihood_ratio(wider.log_likelihood, nested.log_likelihood, restrictions)
