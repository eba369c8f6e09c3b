"""The words around a published table: units, prices, editions, time headings, titles in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status, Vintage, status_from_words
from tfp_soctrang.published_table import TimeLabel, clean_text, parse_time
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

__all__ = [
    "NO_UNIT",
    "both_languages",
    "edition_in",
    "english_only",
    "heading_time",
    "join_languages",
    "price_base_in",
    "status_of",
    "table_number",
    "unit_in",
    "unit_line",
]

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE
)


def english_only(text: str) -> bool:
    """Return whether a line is English: no letter with a mark, and a word that is no Vietnamese syllable.

    Examples
    --------
    >>> english_only("Mekong River Delta"), english_only("Long An"), english_only("Sóc Trăng")
    (True, False, False)
    """
    words = re.findall(r"[A-Za-z]{2,}", text)
    return text.isascii() and any(not _SYLLABLE.fullmatch(word) for word in words)


def join_languages(lines: Sequence[str]) -> str:
    """Return the lines of a title or a label as one: a wrapped line goes on, a translation stands behind ` - `.

    Examples
    --------
    >>> join_languages(["Vốn đầu tư", "trên địa bàn", "Investment"])
    'Vốn đầu tư trên địa bàn - Investment'
    """
    text = ""
    for at, line in enumerate(line for line in map(clean_text, lines) if line):
        turns = at and english_only(line) and not english_only(lines[at - 1])
        text += line if not text else f" - {line}" if turns else f" {line}"
    return text


_UNIT_MARK = re.compile(r"^\W*(?:đvt|đơn vị(?: tính)?|unit(?: of measure)?)\s*[:：/\-–]?\s*", re.IGNORECASE)
_PREVIOUS_YEAR = re.compile(r"(?:năm trước|previous year|năm gốc|base year)[^=]*=\s*100", re.IGNORECASE)
# Blocks under the levels that are measured in something else, even where the unit is not printed again.
_OTHER_MEASURE = re.compile(
    r"cơ cấu|structure|tỷ trọng|proportion|chỉ số|\bindex|indices|tốc độ|growth rate|so với", re.IGNORECASE
)
NO_UNIT = "no unit printed"


def unit_line(text: str) -> tuple[bool, Unit | None]:
    """Return whether a line states the unit of a table, and the unit if it is known.

    Examples
    --------
    >>> unit_line("ĐVT: Tỷ đồng - Unit: Bill. dongs")
    (True, Unit(symbol='tỷ đồng', quantity='money', multiplier=1000000000.0))
    >>> unit_line("Đơn vị tính: Tấn"), unit_line("Tỷ đồng năm 2010")
    ((True, None), (False, None))
    """
    cleaned = clean_text(text)
    bare = _UNIT_MARK.sub("", cleaned)
    says_so = bare != cleaned
    parts = re.split(r"\s+[-–]\s+|\s*[/;]\s*", bare)
    units = {unit for part in parts if (unit := _unit(_UNIT_MARK.sub("", part).strip(" ():"))) is not None}
    if len(units) > 1:
        return True, None
    if units and (says_so or _unit(parts[0].strip(" ():")) is not None):
        return True, units.pop()
    return says_so, None


_SHORT = (("bill.", "billion"), ("bil.", "billion"), ("mill.", "million"), ("mil.", "million"), ("thous.", "thousand"),
          ("pers.", "persons"), ("dongs", "dong"), ("vnd", "dong"))  # fmt: skip


def _unit(text: str) -> Unit | None:
    long = text.lower()
    for short, full in _SHORT:
        long = long.replace(short, full)
    for spelling in () if text.isdecimal() else (text, " ".join(long.split())):
        try:
            return Unit.parse(spelling)
        except ValueError:
            continue
    return None


def unit_in(text: str) -> Unit | str | None:
    """Return the unit that a group line or a heading names; `NO_UNIT` where it names another measure without a unit.

    None: it says nothing about what the cells below are measured in.

    Examples
    --------
    >>> str(unit_in("Cơ cấu - Structure (%)")), unit_in("Cơ cấu - Structure"), unit_in("Trung ương")
    ('%', 'no unit printed', None)
    """
    whole, unit = unit_line(text)
    if whole:
        return unit or NO_UNIT
    found = next(
        (unit for part in re.split(r"[()\[\],;:]| - ", clean_text(text)) if (unit := _unit(part.strip()))), None
    )
    if found is not None:
        return found
    if _PREVIOUS_YEAR.search(text):
        return Unit.parse("%")
    return NO_UNIT if _OTHER_MEASURE.search(text) else None


_PRICES = re.compile(
    r"(?:giá )?(?:so sánh|cố định)(?: năm)? (?P<vi>\d{4})|constant (?P<en>\d{4}) prices?"
    r"|constant prices (?:of )?(?P<of>\d{4})|(?P<current>giá (?:hiện hành|thực tế)|current prices?)",
    re.IGNORECASE,
)


def price_base_in(text: str) -> PriceBase | None:
    """Return the price base that a sentence names, or None where it names none or several.

    Examples
    --------
    >>> str(price_base_in("Tổng sản phẩm theo giá so sánh 2010 - GRDP at constant 2010 prices"))
    'constant 2010 prices'
    """
    found = {
        CURRENT_PRICES if match["current"] else PriceBase(int(match["vi"] or match["en"] or match["of"]))
        for match in _PRICES.finditer(clean_text(text))
    }
    return found.pop() if len(found) == 1 else None


def table_number(text: str) -> bool:
    """Return whether a line is a table's number only.

    Examples
    --------
    >>> table_number("39"), table_number("Biểu 39."), table_number("2022")
    (True, True, False)
    """
    return (
        re.fullmatch(r"(?:(?:biểu|bảng|table)(?: số)?\s*)?\d{1,3}(?:\.\d{1,2})?\.?", clean_text(text).lower())
        is not None
    )


def edition_in(texts: Iterable[str]) -> Vintage | None:
    """Return the edition of the yearbook that one of the texts names, or None."""
    for text in texts:
        match = re.search(r"(niên giám thống kê|statistical yearbook)\D{0,40}(\d{4})", text, re.IGNORECASE)
        if match:
            return Vintage(edition=f"{match[1]} {match[2]}", year=int(match[2]))
    return None


_YEAR_WORDS = re.compile(r"^(?:năm|year|thực hiện(?: năm)?|th)\s+(?=\D*\d)", re.IGNORECASE)
_ESTIMATE = re.compile(r"^ước (?:th|thực hiện)(?: năm)?", re.IGNORECASE)


def heading_time(text: str) -> TimeLabel | None:
    """Return the time that a heading names, written with more words than `parse_time` takes.

    Examples
    --------
    >>> heading_time("Năm - Year 2022").year, heading_time("2022 (Sơ bộ)").status
    (2022, <Status.PRELIMINARY: 'preliminary'>)
    >>> heading_time("Ước TH năm 2023").status, heading_time("Kế hoạch 2024")
    (<Status.ESTIMATE: 'estimate'>, None)
    """
    cleaned = re.sub(r"\s*(?:\*+|\(\*+\)|\(\d\))$", "", clean_text(text))
    for _ in range(2):
        cleaned = _YEAR_WORDS.sub("", cleaned).lstrip(" -–:/")
    cleaned = re.sub(r"\b(?:năm|year)\s*(?=\d{4}\b)", "", cleaned, flags=re.IGNORECASE)
    cleaned = _ESTIMATE.sub("ước", cleaned)
    if label := parse_time(cleaned):
        return label
    match = re.fullmatch(r"(\d{4})\W+(\D+)", cleaned)
    return parse_time(f"{match[2]} {match[1]}") if match else None


def status_of(time: TimeLabel, *, labelled_from: int | None, vintage: Vintage | None) -> Status:
    """Return the status of a cell.

    A table that labels a year preliminary means the years before it as final. Where nothing is labelled the edition
    decides; without one the cell's status is unstated.
    """
    if time.status is not None:
        return time.status
    if labelled_from is not None and time.year < labelled_from:
        return Status.OFFICIAL
    if vintage is not None and vintage.year is not None:
        return status_from_words("chính thức/sơ bộ (không dán nhãn)", year=time.year, vintage=vintage)
    return Status.UNSTATED


def both_languages(code: str, **values: object) -> str:
    """Return a remark on a table in both languages, for `PublishedTable.notes`.

    Examples
    --------
    >>> both_languages("note_table_number", which=39)
    'Biểu số 39. / Table number 39.'
    """
    message = Message.of(code, **values)
    return f"{message.text('vi')} / {message.text('en')}"
