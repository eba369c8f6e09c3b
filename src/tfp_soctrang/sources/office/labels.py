"""The fixed words of the office's files: labels, status words, and the units, prices and territories on offer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tfp_soctrang.provenance import Status
from tfp_soctrang.units import PriceBase, Quantity, Territory, Unit, territory

__all__ = [
    "BREAKS",
    "CODE",
    "GUIDE",
    "HEADING",
    "NO_PRICES",
    "PRICES",
    "SOURCE",
    "SOURCE_SUFFIX",
    "STATUS",
    "STATUS_SUFFIX",
    "STATUS_WORDS",
    "TERRITORIES",
    "TERRITORY",
    "UNIT",
    "UNITS",
    "VALUE",
    "YEAR",
    "Label",
    "fold",
    "price_words",
]


def fold(text: str) -> str:
    """Return `text` as it is compared: composed letters, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


@dataclass(frozen=True, slots=True)
class Label:
    """A fixed text of the template in both languages; a reader matches the whole or either half."""

    vi: str
    en: str

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"

    def matches(self, text: str) -> bool:
        """Return whether `text` is this label, or one half of it."""
        return fold(text) in {fold(str(self)), fold(self.vi), fold(self.en)}


HEADING = Label("Chỉ tiêu", "Indicator")
CODE = Label("Mã", "Code")
UNIT = Label("Đơn vị", "Unit")
PRICES = Label("Giá", "Price base")
BREAKS = Label("Năm gián đoạn chuỗi", "Break years")
YEAR = Label("Năm", "Year")
VALUE = Label("Giá trị", "Value")
STATUS = Label("Trạng thái", "Status")
SOURCE = Label("Nguồn", "Source")
TERRITORY = Label("Lãnh thổ", "Territory")
GUIDE = "Hướng dẫn"

# The codes above the status and source columns of a series: its name and these.
STATUS_SUFFIX = "_status"
SOURCE_SUFFIX = "_source"

# The price-base cell of a series that has no prices.
NO_PRICES = "—"

STATUS_WORDS: dict[Status, str] = {
    Status.OFFICIAL: "chính thức",
    Status.PRELIMINARY: "sơ bộ",
    Status.ESTIMATE: "ước tính",
    Status.UNSTATED: "không nêu",
    Status.DERIVED: "tính toán",
}
"""The word written for a status; a filled cell has none, for it was never published."""

UNITS: dict[str, tuple[Unit, ...]] = {
    Quantity.MONEY: tuple(map(Unit.parse, ("tỷ đồng", "triệu đồng", "nghìn tỷ đồng", "nghìn đồng", "đồng"))),
    Quantity.PERSONS: tuple(map(Unit.parse, ("nghìn người", "người", "triệu người"))),
    Quantity.RATIO: tuple(map(Unit.parse, ("lần", "%"))),
    Quantity.TIME: (Unit.parse("giờ"),),
}
"""The units offered for each kind of quantity, the usual one first."""

TERRITORIES: tuple[Territory, ...] = (territory("soc_trang"), territory("viet_nam"))
"""The territories offered in the template."""


def price_words(base: PriceBase | None) -> str:
    """Return the Vietnamese words for a price base, as the files carry them."""
    if base is None:
        return NO_PRICES
    return "giá hiện hành" if base.year is None else f"giá so sánh {base.year}"
