"""The account of a phase as a record: the figure, what it rests on, and what a reader must know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.assumptions import Assumption, GapFiller
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import year_spans
from tfp_soctrang.units import Phase, PriceBase, Territory, Unit

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Alternative",
    "Basis",
    "CellUse",
    "FilledCell",
    "Level",
    "PhaseAccount",
    "PhaseStatus",
    "Source",
    "UsedAssumption",
]


class PhaseStatus(Enum):
    """The state of a phase's figure.

    `ASSUMED`: a cell is filled by an assumption (*tính thử trên giả định*). `OPEN`: a year is missing, there is no
    figure, or only the projection of a scenario. `PROVISIONAL`: every cell is published or derived, not all official.
    `FINAL`: every cell of output, investment and labour is official.
    """

    ASSUMED = "assumed"
    OPEN = "open"
    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellUse:
    """A published cell that the figure uses."""

    series: str
    year: int
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FilledCell(Shown):
    """A cell that the data lack, with the gap filler that supplies it.

    `parameter` is the value of the filler's assumption, given or computed; `low` and `high` are the cell's own values
    at the ends of that assumption's range, in `unit`.
    """

    series: str
    year: int
    value: float
    low: float
    high: float
    unit: Unit
    price_base: PriceBase | None
    parameter: float
    filler: GapFiller


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Source(Shown):
    """The years of a series that one publication gave; a proxy is a series of another territory."""

    territory: Territory
    series: str
    years: tuple[int, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a figure rests on, in short: its status, how many cells assumptions fill, and the publications."""

    status: PhaseStatus
    filled: int
    origins: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UsedAssumption(Shown):
    """An assumption with the value the figure used: its own, or what its rule computed from the data."""

    assumption: Assumption
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """The TFP contribution share of the same phase under another form or averaging."""

    form: Form
    averaging: Averaging
    tfp_contribution_share: float | NotApplicable


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Level(Shown):
    """One year of the account: levels of output, capital and labour, and growth on the year before (None at first).

    `tfp_growth == output_growth - capital_contribution - labour_contribution`.
    """

    year: int
    output: float
    investment: float | None
    capital_input: float
    labour_input: float
    output_growth: float | None
    capital_growth: float | None
    labour_growth: float | None
    capital_contribution: float | None
    labour_contribution: float | None
    tfp_growth: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhaseAccount(Shown):
    """What capital, labour and TFP contributed to output growth in a phase; growth and shares are fractions.

    `tfp_growth == output_growth - capital_contribution - labour_contribution`, and the three contribution shares add
    up to one. Growth and contributions are a year's average, with averaging `cumulative` those of the whole phase.
    """

    territory: Territory
    phase: Phase
    form: Form
    averaging: Averaging
    output_growth: float
    capital_growth: float
    labour_growth: float
    capital_contribution: float
    labour_contribution: float
    capital_contribution_share: float | NotApplicable
    labour_contribution_share: float | NotApplicable
    capital_share: float
    status: PhaseStatus
    filled_cells: tuple[FilledCell, ...]
    published_cells: tuple[CellUse, ...]
    assumptions: tuple[UsedAssumption, ...]
    alternatives: tuple[Alternative, ...]
    levels: tuple[Level, ...]
    caveats: tuple[Message, ...]
    origins: tuple[Source, ...]
    money_unit: Unit
    labour_unit: Unit

    @property
    def first_year(self) -> int:
        """First growth year."""
        return self.phase.first_year

    @property
    def last_year(self) -> int:
        """Last growth year."""
        return self.phase.last_year

    @property
    def labour_share(self) -> float:
        """One less the capital share."""
        return 1.0 - self.capital_share

    @property
    def tfp_growth(self) -> float:
        """Output growth less the contributions of capital and labour."""
        return self.output_growth - self.capital_contribution - self.labour_contribution

    @property
    def tfp_contribution_share(self) -> float | NotApplicable:
        """One less the contribution shares of capital and labour."""
        if isinstance(self.capital_contribution_share, NotApplicable):
            return self.capital_contribution_share
        if isinstance(self.labour_contribution_share, NotApplicable):
            return self.labour_contribution_share
        return 1.0 - self.capital_contribution_share - self.labour_contribution_share

    @property
    def basis(self) -> Basis:
        """What the account rests on, in short."""
        return Basis(status=self.status, filled=len(self.filled_cells), origins=self.origins)

    @property
    def unofficial_cells(self) -> tuple[CellUse, ...]:
        """Published cells that are not official yet."""
        return tuple(cell for cell in self.published_cells if cell.status is not Status.OFFICIAL)

    def to_frame(self) -> pd.DataFrame:
        """Return the account as a table: growth, contribution and contribution share of each part, fractions.

        A share that is not defined is NaN here; its reason is in `caveats`.
        """
        import pandas as pd

        def number(value: float | NotApplicable) -> float:
            return np.nan if isinstance(value, NotApplicable) else value

        whole = np.nan if isinstance(self.tfp_contribution_share, NotApplicable) else 1.0
        return pd.DataFrame(
            {
                "growth": [self.output_growth, self.capital_growth, self.labour_growth, self.tfp_growth],
                "contribution": [
                    self.output_growth,
                    self.capital_contribution,
                    self.labour_contribution,
                    self.tfp_growth,
                ],
                "contribution_share": [
                    whole,
                    number(self.capital_contribution_share),
                    number(self.labour_contribution_share),
                    number(self.tfp_contribution_share),
                ],
            },
            index=pd.Index(["output", "capital", "labour", "tfp"], name=f"{self.territory} {self.phase}"),
        )

    def __repr__(self) -> str:
        share = self.tfp_contribution_share
        shown = "undefined" if isinstance(share, NotApplicable) else f"{share:.3f}"
        return (
            f"<PhaseAccount {self.territory} {self.phase}: TFP contribution share {shown}, "
            f"{self.form}, {self.averaging}, {self.status.value}, "
            f"filled: {len(self.filled_cells)} cells in {year_spans([cell.year for cell in self.filled_cells])}>"
        )
