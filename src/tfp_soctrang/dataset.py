"""The published figures of one territory, by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import Territory

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Dataset"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dataset(Shown):
    """The published figures of one territory, by name.

    Parameters
    ----------
    name
        What it is called in messages: `soc_trang`, or the file it was read from.
    territory
        Where.
    series
        By name.
    reference
        The wider territory's figures (Việt Nam for a province), from which a declared proxy may be taken.
    """

    name: str
    territory: Territory
    series: Mapping[str, AnnualSeries]
    reference: Dataset | None = None

    def __post_init__(self) -> None:
        for name, series in self.series.items():
            if series.territory != self.territory:
                raise DataError(
                    f"{self.name}, {name}",
                    f"belongs to another territory than the data set ({self.territory})",
                    value=str(series.territory),
                    remedy="Keep one data set for each territory.",
                )
        object.__setattr__(self, "series", MappingProxyType(dict(self.series)))

    def __getitem__(self, name: str) -> AnnualSeries:
        if name not in self.series:
            near = difflib.get_close_matches(name, self.series, n=3)
            raise DataError(
                self.name,
                "has no series of this name",
                value=name,
                remedy=f"Did you mean {', '.join(near)}?" if near else f"It holds: {', '.join(self.series)}.",
            )
        return self.series[name]

    def __contains__(self, name: object) -> bool:
        return name in self.series

    def __iter__(self) -> Iterator[str]:
        return iter(self.series)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.series)

    def to_frame(self) -> pd.DataFrame:
        """Return a table: years by series, NaN where a series has no number."""
        import pandas as pd

        columns = {name: pd.Series(series.values, index=series.years) for name, series in self.series.items()}
        return pd.DataFrame(columns).sort_index().rename_axis("year")

    def __repr__(self) -> str:
        return f"<Dataset {self.name}: {self.territory}, {len(self.series)} series>"
