"""The TFP contribution share under every combination of choices, as documents and charts show it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from tfp_soctrang.sensitivity.specification_curve import SpecificationCurve
    from tfp_soctrang.sensitivity.specification_grid import Specification

__all__ = ["ShareCurve", "SpecifiedShare", "share_curve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecifiedShare:
    """The TFP contribution share under one combination of choices: its option of every axis, in words."""

    share: float
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCurve:
    """The shares of a grid of choices, least first.

    Parameters
    ----------
    axes
        What is chosen and its options, in words, in the order of each point's options.
    points
        Sorted by share.
    chosen
        Place among `points` of the figure's own choices; None where they are not in the grid.
    undefined
        Combinations that have no share.

    Raises
    ------
    DataError
        The points are not sorted or not finite, one has other axes, or `chosen` is not among them.

    Examples
    --------
    >>> points = tuple(SpecifiedShare(share=s, options=(o,)) for s, o in ((0.44, "log"), (0.46, "discrete")))
    >>> ShareCurve(axes=(("form", ("discrete", "log")),), points=points, chosen=1).median
    0.45
    """

    axes: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[SpecifiedShare, ...]
    chosen: int | None = None
    undefined: int = 0

    def __post_init__(self) -> None:
        shares = [point.share for point in self.points]
        if not shares or not all(map(math.isfinite, shares)) or sorted(shares) != shares:
            raise DataError(
                "specification curve",
                "needs finite shares, the least first",
                value=shares[:3],
                remedy="Sort them, and count those that have none in undefined.",
            )
        known = [set(options) for _, options in self.axes]
        for point in self.points:
            fits = len(point.options) == len(known)
            if not fits or any(option not in options for option, options in zip(point.options, known, strict=True)):
                raise DataError(
                    "specification curve",
                    "has a point that is not on its axes",
                    value=point.options,
                    remedy="Give each point one option of every axis, in the order of the axes.",
                )
        if self.chosen is not None and not 0 <= self.chosen < len(shares):
            raise DataError("specification curve", "chosen is not among its points", value=self.chosen)

    @property
    def median(self) -> float:
        """The median share."""
        return float(np.median([point.share for point in self.points]))

    def of_option(self, axis: int, option: str) -> list[float]:
        """Return the shares under one option, least first."""
        return [point.share for point in self.points if point.options[axis] == option]


def share_curve(
    found: SpecificationCurve, *, chosen: Specification | None = None, names: Mapping[str, str] | None = None
) -> ShareCurve:
    """Return the curve of a sensitivity run as documents show it.

    Parameters
    ----------
    found
        Its outcome is the TFP contribution share.
    chosen
        The figure's own choices, a specification of the grid.
    names
        Words for axes and options; those left out keep their name.
    """
    words = {} if names is None else names
    order = [int(place) for place in found.order]
    place = None if chosen is None else found.place(chosen)
    labels = [found.grid.labels(one) for one in order]
    return ShareCurve(
        axes=tuple(
            (words.get(axis, axis), tuple(words.get(str(option), str(option)) for option in options))
            for axis, options in found.grid.axes.items()
        ),
        points=tuple(
            SpecifiedShare(
                share=float(found.values[one]), options=tuple(words.get(text, text) for text in label.values())
            )
            for one, label in zip(order, labels, strict=True)
        ),
        chosen=order.index(place) if place in order else None,
        undefined=len(found.grid) - len(order),
    )
