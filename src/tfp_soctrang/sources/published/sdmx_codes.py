"""What the codes of an SDMX data message mean: periods, values, statuses, units and prices."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from tfp_soctrang.provenance import Status, Vintage, status_from_words
from tfp_soctrang.published_table import TimeLabel
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

__all__ = ["MISSING_STATUS", "number", "price_base", "status", "time_label", "unit"]

_STATUS = {
    "A": Status.OFFICIAL,
    "P": Status.PRELIMINARY,
    "V": Status.PRELIMINARY,  # not validated yet
    "E": Status.ESTIMATE,
    "F": Status.ESTIMATE,  # forecast
    "G": Status.ESTIMATE,  # experimental
    "I": Status.ESTIMATE,  # imputed
    "U": Status.ESTIMATE,  # of low reliability
}
MISSING_STATUS = {"M", "O", "L", "H", "Q", "K"}
_MISSING_WORDS = {"", "na", "n/a", "n.a.", "nan", "null", ".", "..", "...", "…"}
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:\.[0-9]*)?")
_TIME = re.compile(r"([0-9]{4})(?:-?(A1)|-?(Q[1-4])|-?[HS]([12])|-M?(0[1-9]|1[0-2])|M(0[1-9]|1[0-2]))?")
_MULTIPLES = {12: "nghìn tỷ ", 9: "tỷ ", 6: "triệu ", 3: "nghìn ", 0: ""}


def status(code: str, year: int, vintage: Vintage | None) -> Status:
    """Return what `OBS_STATUS` says; where it says nothing about firmness, the age of the year at the edition does.

    Examples
    --------
    >>> status("P", 2010, None), status("", 2010, None)
    (<Status.PRELIMINARY: 'preliminary'>, <Status.UNSTATED: 'unstated'>)
    """
    if code in _STATUS:
        return _STATUS[code]
    if vintage is None:
        return Status.UNSTATED
    return status_from_words("chính thức/sơ bộ (không dán nhãn)", year=year, vintage=vintage)


@lru_cache(maxsize=10_000)
def time_label(text: str) -> TimeLabel | None:
    """Return the time of a `TIME_PERIOD`: a year, half-year, quarter or month; None for anything else.

    Examples
    --------
    >>> time_label("2011-Q1"), time_label("2011-01"), time_label("2011-W05")
    (TimeLabel(year=2011, part='Q1', status=None), TimeLabel(year=2011, part='M01', status=None), None)
    """
    match = _TIME.fullmatch(text)
    if match is None or not 1900 <= int(match[1]) <= 2100:
        return None
    month = match[5] or match[6]
    return TimeLabel(int(match[1]), match[3] or (match[4] and f"H{match[4]}") or (month and f"M{month}") or "A")


def number(raw: str) -> tuple[float | None, str]:
    """Return the number (None where the cell has none) and the code of what is wrong with it, if anything is.

    Examples
    --------
    >>> number("7 902.3"), number("na"), number("7,902.3")
    ((7902.3, ''), (None, ''), (None, 'sdmx_number'))
    """
    text = raw.strip()
    if text.lower() in _MISSING_WORDS:
        return None, ""
    if not (_NUMBER.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None, "sdmx_number"
    value = float(re.sub(r"\s", "", text))
    return (value, "") if math.isfinite(value) else (None, "sdmx_number")


@lru_cache(maxsize=10_000)
def unit(indicator: str, measure: str, multiplier: str, area: str) -> Unit | None:
    """Return the unit that indicator and multiplier tell; the codes are those of the IMF's ECOFIN structure."""
    power = int(multiplier) if re.fullmatch(r"[0-9]{1,2}", multiplier) else None
    if measure in {"PT", "PC"} or indicator.endswith("_PT"):
        return Unit.parse("%") if power in {None, 0} else None
    # national currency is đồng in Việt Nam only: VN, VNM, VN-52
    if measure == "VND" or ((measure == "XDC" or indicator.endswith("_XDC")) and area.startswith("VN")):
        return Unit.parse(f"{_MULTIPLES[power]}đồng") if power in _MULTIPLES else None
    if measure == "PS" or indicator.endswith("_PE_NUM"):
        return Unit.parse(f"{_MULTIPLES[power]}người") if power in {0, 3, 6} else None
    return None


@lru_cache(maxsize=10_000)
def price_base(indicator: str, base: str, of: Unit | None) -> PriceBase | None:
    """Return the prices of a money series: `_R_` marks a real one, `_Z` (not applicable) has no base year.

    Examples
    --------
    >>> dong = Unit.parse("tỷ đồng")
    >>> str(price_base("NGDP_R_XDC", "2010", dong)), str(price_base("NGDPVA_ISIC4_R_XDC", "_Z", dong))
    ('constant 2010 prices', 'current prices')
    """
    if of is None or of.quantity != "money":
        return None
    # section R of the industrial classification is no mark of real values
    if not re.search(r"(?<!ISIC[0-9])_R(?:_|$)", indicator):
        return CURRENT_PRICES if base == "_Z" else None
    within = re.search(r"_BY((?:19|20)[0-9]{2})(?:_|$)", indicator)
    years = {base} if re.fullmatch(r"(?:19|20)[0-9]{2}", base) else set()
    years |= {within[1]} if within else set()
    return PriceBase(int(years.pop())) if len(years) == 1 else None
