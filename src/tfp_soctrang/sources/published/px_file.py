"""PC-Axis files (.px), as PX-Web and PX-Win of statistical offices write them.

Numbers stand in the file with all their decimals: DECIMALS, SHOWDECIMALS and PRECISION only round on the screen, and
are not applied. A dash is nil, a zero by the definition of the format, whatever DATASYMBOLNIL shows for it; one to six
dots are a value that is missing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import cast

from tfp_soctrang.errors import CellIssue
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status, Vintage, status_from_words
from tfp_soctrang.published_table import (
    PublishedCell,
    PublishedTable,
    TimeLabel,
    clean_text,
    first_that_is,
    parse_time,
    plain_key,
)
from tfp_soctrang.sources.guards import MOST_CELLS
from tfp_soctrang.sources.published.px_keywords import Keywords, refuse, split_file
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

__all__ = ["read_px"]

# Enough to see what is wrong with a file; the rest is counted.
_MOST_TOLD = 100
_MOST_LANGUAGES = 10
_CELL = re.compile(r'"([^"]*)"|([^\s,;"]+)|(;)|(")')
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_TIME_NAMES = {"nam", "year", "years", "time", "thoi gian", "quy", "quarter", "ky", "period", "thang", "month"}
_TIME_CODES = {
    "A": r"(\d{4})()",
    "H": r"(\d{4})H?([12])",
    "Q": r"(\d{4})[QK]?([1-4])",
    "M": r"(\d{4})M?(0[1-9]|1[0-2])",
}
_Meaning = tuple[Unit | None, PriceBase | None]
_NOTES = ("NOTE", "NOTEX", "VALUENOTE", "VALUENOTEX", "CELLNOTE", "CELLNOTEX", "INFO", "REFPERIOD")


def read_px(path: Path) -> tuple[PublishedTable, ...]:
    """Return the table of a PC-Axis file, once for each language the file has.

    The table's name is the language (empty where there is only one), its labels are the texts of VALUES. The status is
    the one printed with the year (*Sơ bộ 2019*), else it follows from the age of the year at the last update.

    Raises
    ------
    DataError
        The file cannot be read or decoded, is no PC-Axis file, is written with KEYS, has another number of cells than
        its dimensions ask for, has no dimension of time, or is absurdly large.
    """
    keywords, data = split_file(path)
    if any(key[0] == "KEYS" for key in keywords.entries):
        refuse(path.name, "px_keys")
    named = keywords.languages()
    own = keywords.text("LANGUAGE") or next((name for name in keywords.get("LANGUAGES") or [] if name not in named), "")
    others = sorted(named - {"", own})
    if len(others) >= _MOST_LANGUAGES:
        refuse(path.name, "px_too_many_languages", most=_MOST_LANGUAGES)
    layouts = [_Layout(path.name, keywords, language) for language in ("", *others)]
    size = layouts[0].size
    # every cell names all its dimensions; tables have three to eight
    if size * len(layouts) * max(len(layouts[0].names), 8) > 8 * MOST_CELLS:
        refuse(path.name, "px_too_large", most=MOST_CELLS)
    if any(layout.sizes != layouts[0].sizes for layout in layouts):
        refuse(path.name, "px_languages_differ")
    cells = _cells(path.name, data, size)
    names = [own, *others] if others else [""]
    return tuple(layout.table(name, cells) for layout, name in zip(layouts, names, strict=True))


def _cells(file: str, data: str, size: int) -> list[tuple[str, bool]]:
    """Return the text of every cell and whether it was quoted."""
    cells: list[tuple[str, bool]] = []
    for match in _CELL.finditer(data):
        if match[4]:
            refuse(file, "px_open_data_string", cell=len(cells) + 1)
        if match[3]:
            if data[match.end() :].strip():
                refuse(file, "px_after_data")
            if len(cells) != size:
                refuse(file, "px_wrong_number", found=len(cells), size=size)
            break
        cells.append((match[2] or match[1], match[2] is None))
        if len(cells) > size:
            refuse(file, "px_wrong_number", found=f"{len(cells)}+", size=size)
    else:
        refuse(file, "px_data_cut_off", found=len(cells), size=size)
    return cells


@dataclass(slots=True)
class _Layout:
    """The dimensions of a file in one language: names, values, times; and what a cell means by its labels."""

    file: str
    keywords: Keywords
    language: str
    own_names: list[str] = field(init=False)
    own_values: list[list[str]] = field(init=False)
    names: list[str] = field(init=False)
    values: list[list[str]] = field(init=False)
    sizes: list[int] = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        own = self._names("")
        names = self._names(self.language)
        if not own:
            refuse(self.file, "px_no_dimensions")
        for name, count in [*Counter(names).items(), *Counter(own).items()]:
            if count > 1:
                refuse(self.file, "px_dimension_twice", name=name)
        self.names, self.own_names = names, own
        self.values = [self._values(self.language, name, other) for name, other in zip(names, own, strict=True)]
        self.own_values = [self._values("", name, name) for name in own] if self.language else self.values
        self.sizes = [len(values) for values in self.values]
        self.size = 1
        for size in self.sizes:
            self.size *= size
            if self.size > MOST_CELLS:  # at once: a product of thousands of sizes has more digits than can be printed
                refuse(self.file, "px_too_large", most=MOST_CELLS)

    def _names(self, language: str) -> list[str]:
        names: list[str] = []
        for keyword in ("STUB", "HEADING"):
            own = self.keywords.get(keyword) or []
            translated = self.keywords.get(keyword, language) or own
            if len(translated) != len(own):
                refuse(self.file, "px_languages_differ")
            names += translated
        return names

    def _of(self, keyword: str, language: str, name: str, own: str) -> list[str]:
        return self.keywords.get(keyword, language, name) or self.keywords.get(keyword, "", own) or []

    def _values(self, language: str, name: str, own: str) -> list[str]:
        texts, codes = self._of("VALUES", language, name, own), self._of("CODES", language, name, own)
        times = _time_codes(self._of("TIMEVAL", language, name, own))[1]
        values = texts or codes or times
        if not values:
            refuse(self.file, "px_no_values", name=name)
        for keyword, others in (("CODES", codes), ("TIMEVAL", times)):
            if others and len(others) != len(values):
                refuse(self.file, "px_counts_differ", keyword=keyword, name=name, found=len(others), size=len(values))
        return values

    def _times(self) -> tuple[int, list[TimeLabel | None]]:
        """Return which dimension is time, and its times; None for a value that is no time."""
        parsed = [[parse_time(value) for value in values] for values in self.values]
        for at, name in enumerate(self.names):
            scale, codes = _time_codes(self._of("TIMEVAL", self.language, name, self.own_names[at]))
            if codes:
                coded = [_coded_time(scale, code) for code in codes]
                pairs = list(zip(parsed[at], coded, strict=True))
                for value, (text, code) in zip(self.values[at], pairs, strict=True):
                    if text and code and (text.year, text.part) != (code.year, code.part):
                        refuse(self.file, "px_times_differ", value=value, time=f"{code.year}-{code.part}")
                return at, [text or code for text, code in pairs]
        ranked = sorted(
            ((sum(map(bool, times)) / len(times), plain_key(self.names[at]) in _TIME_NAMES, at))
            for at, times in enumerate(parsed)
        )
        share, named, at = ranked[-1]
        # a dimension most of whose values are years is time, the odd ones out ("Average") are told
        if share <= 0.5:
            refuse(self.file, "px_no_time")
        if len(ranked) > 1 and ranked[-2][:2] == (share, named):
            refuse(self.file, "px_two_times", names=f"{self.names[ranked[-2][2]]}, {self.names[at]}")
        return at, parsed[at]

    def _told(self, keyword: str, subkeys: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> str:
        parts = self.keywords.get(keyword, self.language, *subkeys) or self.keywords.get(keyword, "", *own)
        return parts[0] if parts else ""

    def _meanings(self) -> Iterator[_Meaning]:
        """Yield unit and prices of every cell: as a label says, else as UNITS and PRICES say, else contents or title.

        The keywords may be said for one value of a dimension (that of contents) or for the whole table.
        """
        title = [self._told("CONTENTS"), self._told("TITLE")]
        of_table = self._said((), ())
        unit = of_table[0] or cast("Unit | None", first_that_is(title, Unit))
        prices = of_table[1] or (None if self._told("PRICES") else _prices(title))
        by_value: list[Sequence[tuple[_Meaning, _Meaning] | None]] = []
        for values, others in zip(self.values, self.own_values, strict=True):
            told = [(_label(value), self._said((value,), (own,))) for value, own in zip(values, others, strict=True)]
            # a dimension of which no value says anything is not looked at again for every cell
            says = any(unit or prices for both in told for unit, prices in both)
            by_value.append(told if says else [None] * len(told))
        for chosen in product(*by_value):
            marks = [mark for mark in chosen if mark]
            said = [label for label, _ in marks] + [keyword for _, keyword in marks] + [(unit, prices)]
            yield next((one for one, _ in said if one), None), next((one for _, one in said if one), None)

    def _said(self, subkeys: tuple[str, ...], own: tuple[str, ...]) -> _Meaning:
        units = self._told("UNITS", subkeys, own)
        unit = cast("Unit | None", first_that_is([units], Unit)) if units else None
        kind = self._told("PRICES", subkeys, own).upper()
        base = self._told("BASEPERIOD", subkeys, own) or self._told("BASEPERIOD")
        if kind == "C":
            return unit, CURRENT_PRICES
        year = re.fullmatch(r"\D{0,20}((?:19|20)[0-9]{2})\D{0,20}", base) if kind == "F" else None
        return unit, PriceBase(int(year[1])) if year else None

    def table(self, name: str, data: list[tuple[str, bool]]) -> PublishedTable:
        """Return the table of this language."""
        at, times = self._times()
        vintage = self._vintage()
        bad = [
            self._issue(f"VALUES({self.names[at]})", value, value, "px_not_a_time")
            for value, time in zip(self.values[at], times, strict=True)
            if time is None
        ]
        read = self._reader()
        cleaned = [[clean_text(value) for value in values] for values in self.values]
        places = zip(data, product(*cleaned), product(*map(range, self.sizes)), self._meanings(), strict=True)
        cells: list[PublishedCell] = []
        nils = 0
        for number, ((raw, quoted), chosen, place, (unit, prices)) in enumerate(places, start=1):
            value, readable = read(raw, quoted)
            nils += value == 0 and not raw[-1:].isdigit()
            if not readable:
                bad.append(self._issue(f"value {number}", ", ".join(chosen), raw, "px_number"))
            time = times[place[at]]
            if time is not None:
                cells.append(
                    PublishedCell(
                        at=f"value {number}",
                        labels=chosen[:at] + chosen[at + 1 :],
                        time=time,
                        raw=raw,
                        value=value,
                        status=time.status or _status_by_age(time.year, vintage),
                        unit=unit,
                        price_base=prices,
                    )
                )
        notes = list(self._notes())
        if nils:
            notes.append(_both("px_nil", count=nils))
        if len(bad) > _MOST_TOLD:
            notes.append(_both("px_untold", count=len(bad) - _MOST_TOLD))
        texts = (self.keywords.text(keyword, self.language) for keyword in ("TITLE", "DESCRIPTION", "CONTENTS"))
        return PublishedTable(
            file=self.file,
            name=name,
            title=clean_text(next((text for text in texts if text), "").replace("#", " ")),
            dimensions=tuple(clean_text(name) for i, name in enumerate(self.names) if i != at),
            cells=tuple(cells),
            vintage=vintage,
            issues=tuple(bad[:_MOST_TOLD]),
            notes=tuple(notes),
        )

    def _reader(self) -> Callable[[str, bool], tuple[float | None, bool]]:
        """Return what reads a cell: text and whether it is quoted in, number and whether it can be read out."""
        shown = {self._told(f"DATASYMBOL{number}") for number in range(1, 7)} - {"", "-"}
        nil = {"-", self._told("DATASYMBOLNIL")} - {""} - shown

        def read(raw: str, quoted: bool) -> tuple[float | None, bool]:
            if not quoted and _NUMBER.fullmatch(raw):
                value = float(raw)
                return (value, True) if math.isfinite(value) else (None, False)
            if raw in nil:
                return 0.0, True
            return None, bool(re.fullmatch(r"\.{1,6}", raw)) or (quoted and raw in shown)

        return read

    def _issue(self, place: str, heading: str, raw: str, code: str) -> CellIssue:
        reason, remedy = Message.of(code), Message.of(f"{code}_remedy")
        return CellIssue(file=self.file, sheet="", cell=place, heading=heading, raw=raw, reason=reason, remedy=remedy)

    def _vintage(self) -> Vintage | None:
        """Return the latest of LAST-UPDATED, which may be said for each contents value (`20190314 09:00`)."""
        said = [part for _, parts in self.keywords.under("LAST-UPDATED", "") for part in parts]
        dated = [text for text in said if re.match(r"(?:19|20)[0-9]{6}\b", text)]
        return Vintage(edition=max(dated), year=int(max(dated)[:4])) if dated else None

    def _notes(self) -> Iterator[str]:
        """Yield remarks as printed; `#` is a new line."""
        for keyword in _NOTES:
            found = self.keywords.under(keyword, self.language) or self.keywords.under(keyword, "")
            for subkeys, parts in found:
                about = ", ".join(subkey for subkey in subkeys if subkey != "*")
                for part in parts:
                    yield clean_text((f"{about}: " if about else "") + part.replace("#", " "))
        if source := self.keywords.text("SOURCE", self.language):
            yield clean_text(f"Source: {source.replace('#', ' ')}")


def _time_codes(parts: Sequence[str]) -> tuple[str, list[str]]:
    """Return scale and codes of TIMEVAL: `TLIST(A1),"1994","1995"` or `TLIST(A1,"1994"-"1996")`."""
    if len(parts) < 2 or parts[0].upper() != "TLIST":
        return "", []
    scale, codes = parts[1][:1].upper(), list(parts[2:])
    if (
        scale == "A"
        and len(codes) == 3
        and codes[1] == "-"
        and all(re.fullmatch(r"[0-9]{4}", codes[i]) for i in (0, 2))
    ):
        codes = [str(year) for year in range(int(codes[0]), int(codes[2]) + 1)]
    elif len(codes) == 3 and codes[1] == "-":
        codes = []  # a range of quarters or months: the values themselves say which
    return scale, codes


def _coded_time(scale: str, code: str) -> TimeLabel | None:
    match = re.fullmatch(_TIME_CODES.get(scale, "(?!)"), code)
    if match is None or not 1900 <= int(match[1]) <= 2100:
        return None
    return TimeLabel(int(match[1]), "A" if scale == "A" else f"{scale}{match[2]}")


def _prices(texts: Sequence[str]) -> PriceBase | None:
    return cast("PriceBase | None", first_that_is([text for text in texts if text], PriceBase))


def _label(label: str) -> _Meaning:
    if not re.search(r"[^\W\d]|%", label):  # "1" alone is a label, no unit
        return None, None
    return cast("Unit | None", first_that_is([label], Unit)), _prices([label])


def _status_by_age(year: int, vintage: Vintage | None) -> Status:
    if vintage is None:
        return Status.UNSTATED
    return status_from_words("chính thức/sơ bộ (không dán nhãn)", year=year, vintage=vintage)


def _both(code: str, **values: object) -> str:
    note = Message.of(code, **values)
    return f"{note.text('vi')} / {note.text('en')}"
