"""What the words of a PX-Web table say: times, names of dimensions, units, prices, the status of unlabelled years."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tfp_soctrang.provenance import Status, Vintage, status_from_words
from tfp_soctrang.published_table import TimeLabel, clean_text, first_that_is, parse_time, plain_key
from tfp_soctrang.units import PriceBase, Quantity, Unit

__all__ = [
    "factor",
    "is_time_name",
    "names_in_title",
    "price_of",
    "printed_vintage",
    "split_time",
    "status_of",
    "time_of",
    "unit_of",
    "unlike",
]

_TIME_NAMES = frozenset({"year", "years", "nam", "quarter", "quy", "time", "thoi gian", "period", "ky"})


def is_time_name(name: str) -> bool:
    """Return whether a dimension of this name holds times.

    Examples
    --------
    >>> is_time_name("Năm"), is_time_name("Items")
    (True, False)
    """
    return plain_key(name) in _TIME_NAMES


_FOUR_DIGITS = re.compile(r"[0-9]{4}")


@lru_cache(maxsize=4096)  # labels stand on thousands of rows
def time_of(text: str) -> TimeLabel | None:
    """Return the time a heading names: as `parse_time`, and with the status behind the year or the word for year.

    Examples
    --------
    >>> time_of("2016 (Prel.)") == time_of("Prel. 2016"), time_of("Năm 2019").year
    (True, 2019)
    """
    if _FOUR_DIGITS.search(text) is None:
        return None
    text = clean_text(text)
    if match := re.fullmatch(r"([0-9]{4}) ?[(-]? ?([^\W\d].*?)\)?", text):
        return parse_time(text) or parse_time(f"{match[2]} {match[1]}")
    return parse_time(text) or parse_time(re.sub(r"(?i)\b(?:năm|year) (?=[0-9]{4}\b)", "", text))


# "Giá so sánh 2010" ends in the year of its prices, which is no time of a cell.
_BASE_YEAR = re.compile(r"(?:so sanh|co dinh|constant|prices?|prices of|previous|gia)(?: nam)?$")


def split_time(headings: Sequence[str]) -> tuple[list[tuple[str, TimeLabel] | None], bool] | None:
    """Return each joined heading as label and time, and whether the time stands first; None where most hold none.

    A heading that holds no time on that side is None in the list.

    Examples
    --------
    >>> split_time(["2011 Area (Km2)", "2012 Area (Km2)"])[0][1]
    ('Area (Km2)', TimeLabel(year=2012, part='A', status=None))
    >>> split_time(["Share (%) 2011", "Share (%) Prel. 2012"])[0][1][0]
    'Share (%)'
    >>> split_time(["Giá so sánh 2010", "Giá so sánh 1994"]) is None
    True
    """
    first = [_split(heading, time_first=True) for heading in headings]
    last = [_split(heading, time_first=False) for heading in headings]

    def worth(parts: list[tuple[str, TimeLabel] | None]) -> tuple[int, int]:
        return sum(part is not None for part in parts), len({part[1] for part in parts if part})

    time_first = worth(first) >= worth(last)
    best = first if time_first else last
    return (best, time_first) if 2 * worth(best)[0] >= max(len(headings), 1) else None


# "(%) 2005": the sign of a unit is no part of the time behind it
_TIME_WORDS = re.compile(r"(?:[\w.*/ -]|\(\*+\)|\([^\W\d][\w.]*\))+")


def _split(heading: str, *, time_first: bool) -> tuple[str, TimeLabel] | None:
    words = clean_text(heading).split()
    # the longest time: "Prel. 2016" rather than "2016"; a time has no more than five words
    for count in range(min(5, len(words) - 1), 0, -1):
        cut = count if time_first else len(words) - count
        ahead, behind = " ".join(words[:cut]), " ".join(words[cut:])
        text, label = (ahead, behind) if time_first else (behind, ahead)
        time = time_of(text) if _TIME_WORDS.fullmatch(text) else None
        if time is not None and (time_first or not _BASE_YEAR.search(plain_key(label))) and plain_key(label):
            return label, time
    return None


def factor(labels: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return labels that join two dimensions, each once with each, as pairs; None where that is not certain.

    Examples
    --------
    >>> factor(["Total State", "Total Other", "Share (%) State", "Share (%) Other"])[2]
    ('Share (%)', 'State')
    """
    found: list[list[tuple[str, str]]] = []
    cleaned = [clean_text(label) for label in labels]
    words = cleaned[0].split() if cleaned else []
    for many in (count for count in range(2, len(cleaned)) if len(cleaned) % count == 0):
        for cut in range(1, len(words)):
            head, tail = " ".join(words[:cut]) + " ", " " + " ".join(words[cut:])
            inner = [label.removeprefix(head) for label in cleaned[:many]]
            outer = [label.removesuffix(tail) for label in cleaned[::many]]
            pairs = [(high, low) for high in outer for low in inner]
            if [f"{high} {low}" for high, low in pairs] == cleaned:
                found.append(pairs)
    return found[0] if len(found) == 1 else None


_BY = re.compile(r"(?i)\b(?:chia theo|by)\b")
_AND = re.compile(r"(?i) (?:and|và) ")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


def names_in_title(title: str, stubs: Sequence[str] = ()) -> tuple[int, list[str]]:
    """Return how many of the `stubs` the title names first, and the names that it gives to the dimensions after them.

    PX-Web ends a title in "by A, B and C" or "chia theo A, B và C". A name may hold a comma of its own: a part that
    begins with a small letter belongs to the name before it.

    Examples
    --------
    >>> names_in_title("Population by province by Cities, towns, Sex and Year", ["Cities, towns", "Male 1995"])
    (1, ['Sex', 'Year'])
    >>> names_in_title("Dân số by Tỉnh, thành phố, Dân số trung bình and Năm")
    (0, ['Tỉnh, thành phố', 'Dân số trung bình', 'Năm'])
    """
    match = _last(_BY, title := clean_text(title))
    if match is None:
        return 0, []
    rest = title[match.end() :].strip()
    told = 0
    for stub in map(clean_text, stubs):
        follows = re.match(rf"(?i){re.escape(stub)}(?:, | and | và |$)", rest) if stub else None
        if follows is None:
            break
        rest, told = rest[follows.end() :], told + 1
    if not rest:
        return told, []
    join = _last(_AND, rest)
    parts = [rest] if join is None else [rest[: join.start()], rest[join.end() :]]
    names: list[str] = []
    for part in parts[0].split(", "):
        if names and part[:1].islower():
            names[-1] += f", {part}"
        else:
            names.append(part)
    return told, names + parts[1:]


def unlike(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names with a number behind those that stood before, so that each is there once.

    Examples
    --------
    >>> unlike(["row", "row", "Year"])
    ('row', 'row 2', 'Year')
    """
    found: list[str] = []
    for name in names:
        count, fresh = 1, name
        while fresh in found:
            count += 1
            fresh = f"{name} {count}"
        found.append(fresh)
    return tuple(found)


# The abbreviations of the English tables; a unit is then looked up by its full name.
_SHORT = ((r"\bbill\.", "billion"), (r"\bmill\.", "million"), (r"\bthous\.", "thousand"), (r"\bpers\.", "persons"))


def unit_of(texts: Iterable[str]) -> Unit | None:
    """Return the first unit that one of the texts names in brackets, behind a dash or as a whole, None where none does.

    A bare ratio (`lần`, `tỷ lệ`) counts only in brackets or behind a dash: as a whole label it is the name of a figure.

    Examples
    --------
    >>> str(unit_of(["Male", "Total (Bill. Dongs)"])), str(unit_of(["Growth rate -%"])), unit_of(["Tỷ lệ"])
    ('tỷ đồng', '%', None)
    """
    return next((unit for text in texts if (unit := _unit_in(text))), None)


@lru_cache(maxsize=4096)  # labels stand on thousands of rows
def _unit_in(label: str) -> Unit | None:
    text = clean_text(label)
    told = [*re.findall(r"[(\[]([^()\[\]]*)[)\]]", text)[::-1], *re.split(r"(?:^| |\))-", text)[:0:-1]]
    for candidate in (*told, text):
        full = candidate.strip().lower()
        for short, word in _SHORT:
            full = re.sub(short, word, full)
        if full.isdigit():  # a footnote's number
            continue
        unit = first_that_is([full], Unit)
        if isinstance(unit, Unit) and (candidate in told or unit.quantity != Quantity.RATIO or unit.multiplier != 1.0):
            return unit
    return None


_PRICES = re.compile(
    r"(?i)constant prices of [0-9]{4}|constant [0-9]{4}(?: prices)?|current prices"
    r"|giá (?:hiện hành|thực tế)|giá (?:so sánh|cố định)(?: năm)? [0-9]{4}"
)


def price_of(texts: Iterable[str]) -> PriceBase | None:
    """Return the prices that the first of the texts to speak of prices names, None where it names two or none does.

    Examples
    --------
    >>> str(price_of(["Total", "GDP at constant 2010 prices by Year"])), str(price_of(["Giá thực tế (Tỷ đồng)"]))
    ('constant 2010 prices', 'current prices')
    """
    named = next((found for text in texts if (found := _prices_in(text))), ())
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=4096)
def _prices_in(label: str) -> tuple[PriceBase, ...]:
    found = {first_that_is([words], PriceBase) for words in _PRICES.findall(clean_text(label))}
    return tuple(base for base in found if isinstance(base, PriceBase))


def printed_vintage(headings: Iterable[tuple[str, TimeLabel]]) -> Vintage | None:
    """Return the edition told by the latest year printed as preliminary or estimate: its words and that year.

    Examples
    --------
    >>> printed_vintage([("2015", time_of("2015")), ("Prel. 2016", time_of("Prel. 2016"))])
    Vintage(edition='Prel. 2016', year=2016)
    """
    labelled = [(time.year, text) for text, time in headings if time.status is not None]
    if not labelled:
        return None
    year, text = max(labelled)
    return Vintage(edition=clean_text(text), year=year)


_BY_YEAR = "chính thức/sơ bộ (không dán nhãn)"


def status_of(time: TimeLabel, times: Iterable[TimeLabel], vintage: Vintage | None = None) -> Status:
    """Return how firm a cell is.

    What is printed with the year counts. Otherwise, where the table prints some year as preliminary or estimate, it
    labels those years alone: a year up to the first of them is official, a later one contradicts the labels and is
    unstated. A table that labels no year is judged by the date of its edition (up to two years before it official, the
    year before preliminary, then estimate), and without a date is unstated.

    Parameters
    ----------
    time
        Of the cell.
    times
        All times of the table.
    vintage
        The date of the edition, told by something else than a year's label.
    """
    if time.status is not None:
        return time.status
    labelled = [other.year for other in times if other.status is not None]
    if labelled:
        return Status.OFFICIAL if time.year <= min(labelled) else Status.UNSTATED
    if vintage is None or vintage.year is None:
        return Status.UNSTATED
    return status_from_words(_BY_YEAR, year=time.year, vintage=vintage)
