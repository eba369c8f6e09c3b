"""Where a number comes from and how firm it is: status, vintage, origin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tfp_soctrang.errors import DataError

__all__ = ["Origin", "Status", "Vintage", "status_from_words"]


class Status(Enum):
    """How firm a cell is, firmest first.

    `UNSTATED`: published without saying; counts as an estimate, never as official. `DERIVED`: computed from published
    cells; never counts as published. `FILLED`: the data lack it and an assumption supplies it.
    """

    OFFICIAL = "official"
    PRELIMINARY = "preliminary"
    ESTIMATE = "estimate"
    UNSTATED = "unstated"
    DERIVED = "derived"
    FILLED = "filled"

    def meets(self, minimum: Status) -> bool:
        """Return whether a cell of this status may stand where `minimum` is asked for."""
        return _RANK[self] <= _RANK[minimum]

    @staticmethod
    def weakest(statuses: Iterable[Status]) -> Status:
        """Return the least firm of `statuses`."""
        order = list(Status)
        return max(statuses, key=lambda status: (_RANK[status], order.index(status)))


_RANK = {
    Status.OFFICIAL: 0,
    Status.PRELIMINARY: 1,
    Status.ESTIMATE: 2,
    # somebody published it, edition unknown: it may be no more than an estimate, so it passes as one and no higher
    Status.UNSTATED: 2,
    Status.DERIVED: 3,
    Status.FILLED: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """The edition of a publication: its name as printed, and its year when it has one."""

    edition: str
    year: int | None = None

    def __str__(self) -> str:
        return self.edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The publication a cell was read from.

    Parameters
    ----------
    source
        Who published it: a table, a newspaper, a workbook.
    reference
        Address, page, or sheet and cell.
    vintage
        The edition, when it is told.
    licence
        Terms under which the source may be used; empty when not told.
    note, note_vi
        What a reader must know: a formula for a derived cell, a doubt; in English and Vietnamese.
    """

    source: str
    reference: str = ""
    vintage: Vintage | None = None
    licence: str = ""
    note: str = ""
    note_vi: str = ""

    def __str__(self) -> str:
        edition = f", edition {self.vintage}" if self.vintage else ""
        return f"{self.source}{edition}"


# The words the sources print, by what they mean. A source that labels only its preliminary years is told apart by the
# edition: a year two before the edition or earlier is official, the year before preliminary, the year itself estimate.
_WORDS: dict[str, Status] = {
    "chính thức": Status.OFFICIAL,
    "official": Status.OFFICIAL,
    "final": Status.OFFICIAL,
    "sơ bộ": Status.PRELIMINARY,
    "preliminary": Status.PRELIMINARY,
    "prel.": Status.PRELIMINARY,
    "prel": Status.PRELIMINARY,
    "ước": Status.ESTIMATE,
    "ước tính": Status.ESTIMATE,
    "estimate": Status.ESTIMATE,
    "est.": Status.ESTIMATE,
    "dự thảo": Status.ESTIMATE,
    "công bố (làm tròn)": Status.ESTIMATE,
    "ước (làm tròn)": Status.ESTIMATE,
    "không nêu": Status.UNSTATED,
    "unstated": Status.UNSTATED,
    "công bố của tỉnh": Status.UNSTATED,
    "công bố của ubnd tỉnh": Status.UNSTATED,
    "báo cáo địa phương": Status.UNSTATED,
    "tính toán": Status.DERIVED,
    "derived": Status.DERIVED,
}
_BY_YEAR = {"chính thức (không dán nhãn sơ bộ)", "chính thức/sơ bộ (không dán nhãn)"}


def status_from_words(words: str, *, year: int | None = None, vintage: Vintage | None = None) -> Status:
    """Return the status that the words of a source mean.

    Parameters
    ----------
    words
        As printed, Vietnamese or English, any case.
    year, vintage
        The year of the cell and the edition; needed for sources that label only their preliminary years.

    Raises
    ------
    DataError
        The words are not known, or the edition is needed and not given.

    Examples
    --------
    >>> status_from_words("Sơ bộ")
    <Status.PRELIMINARY: 'preliminary'>
    >>> status_from_words("chính thức/sơ bộ (không dán nhãn)", year=2023, vintage=Vintage(edition="2024Q4", year=2024))
    <Status.PRELIMINARY: 'preliminary'>
    """
    key = " ".join(unicodedata.normalize("NFC", words).lower().split())
    if key in _BY_YEAR:
        if year is None or vintage is None or vintage.year is None:
            raise DataError(
                "status",
                "these words mean a status only together with the year and the edition",
                value=words,
                remedy="Give year and vintage.",
            )
        age = vintage.year - year
        return Status.OFFICIAL if age >= 2 else Status.PRELIMINARY if age == 1 else Status.ESTIMATE
    word = key if key in _WORDS else key.split(" (")[0]  # "ước (dự thảo, tháng 12/2023)"
    if word not in _WORDS:
        raise DataError(
            "status",
            "not a status this library knows",
            value=words,
            remedy="Write chính thức (official), sơ bộ (preliminary) or ước tính (estimate).",
        )
    return _WORDS[word]
