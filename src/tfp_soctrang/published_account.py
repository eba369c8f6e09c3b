"""A growth account as somebody published it: rounded shares, no coefficients."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.display import Shown
from tfp_soctrang.units import Phase, Territory

__all__ = ["PRINTED", "PublishedAccount", "PublishedPhase"]

# The order of the numbers in `PublishedPhase.printed`.
PRINTED = ("capital_contribution_share", "labour_contribution_share", "tfp_contribution_share", "tfp_growth")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PublishedPhase(Shown):
    """One phase of a published account, fractions, in the order of `PRINTED`, with half a unit of each last digit.

    `second_hand` when it was not read on the publisher's own pages.
    """

    phase: Phase
    printed: tuple[float, ...]
    half_unit: tuple[float, ...]
    edition: str = ""
    source: str = ""
    note: str = ""
    second_hand: bool = False

    def __repr__(self) -> str:
        shown = ", ".join(f"{name} {value:g}" for name, value in zip(PRINTED, self.printed, strict=True))
        return f"<PublishedPhase {self.phase}: {shown}>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PublishedAccount(Shown):
    """A published account of one territory; `second_hand` when it was not read on the publisher's own pages."""

    name: str
    territory: Territory
    phases: tuple[PublishedPhase, ...]
    second_hand: bool = False
