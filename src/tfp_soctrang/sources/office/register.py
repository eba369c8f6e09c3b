"""The series an office can fill in: a register, read by the template, the workbook reader and the CSV reader."""

from __future__ import annotations

from tfp_soctrang.sources.office.labels import fold
from tfp_soctrang.sources.office.office_series import Bound, OfficeSeries, OfficeSheet
from tfp_soctrang.sources.office.register_details import DETAIL_SHEETS, DETAILS
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

__all__ = ["SERIES", "SHEETS", "Bound", "OfficeSeries", "OfficeSheet", "is_series_name", "series_called"]


SHEETS: tuple[OfficeSheet, ...] = (
    OfficeSheet(
        name="GRDP",
        title_vi="Tổng sản phẩm trên địa bàn (GRDP)",
        title_en="Gross regional domestic product (GRDP)",
        needed=True,
    ),
    OfficeSheet(
        name="Vốn đầu tư",
        title_vi="Tích lũy tài sản cố định và vốn đầu tư thực hiện",
        title_en="Fixed capital formation and investment outlay",
        needed=True,
    ),
    OfficeSheet(
        name="Lao động",
        title_vi="Lao động từ 15 tuổi trở lên đang làm việc",
        title_en="Employed persons aged 15 and over",
        needed=True,
    ),
    OfficeSheet(
        name="Hệ số",
        title_vi="Hệ số và giá trị tài sản cố định (không bắt buộc)",
        title_en="Coefficients and capital stock (optional)",
        needed=False,
    ),
    *DETAIL_SHEETS,
)

_CONSTANT = PriceBase(2010)
# The prices of the figures of 2026 and later.
_CONSTANT_2020 = PriceBase(2020)
_BILLION, _THOUSAND_PERSONS, _PERCENT, _RATIO = map(Unit.parse, ("tỷ đồng", "nghìn người", "%", "lần"))

SERIES: tuple[OfficeSeries, ...] = (
    OfficeSeries(
        name="output_const2010",
        sheet="GRDP",
        heading_vi="GRDP theo giá so sánh 2010",
        heading_en="GRDP at constant 2010 prices",
        unit=_BILLION,
        price_base=_CONSTANT,
        bound=Bound.POSITIVE,
        note_vi="Cần cho mọi năm của giai đoạn và năm liền trước; hoặc ghi một năm và tốc độ tăng các năm sau.",
        note_en="Every year of the phase and the year before; or one year and the growth of later years.",
    ),
    OfficeSeries(
        name="output_growth",
        sheet="GRDP",
        heading_vi="Tốc độ tăng GRDP so với năm trước",
        heading_en="Growth of GRDP over the year before",
        unit=_PERCENT,
        price_base=_CONSTANT,
        bound=Bound.GROWTH,
        note_vi="Ghi khi không có giá trị GRDP theo giá so sánh của năm đó.",
        note_en="For years whose GRDP at constant prices is not available.",
    ),
    OfficeSeries(
        name="output_current",
        sheet="GRDP",
        heading_vi="GRDP theo giá hiện hành",
        heading_en="GRDP at current prices",
        unit=_BILLION,
        price_base=CURRENT_PRICES,
        bound=Bound.POSITIVE,
        note_vi='Không bắt buộc. Cho chỉ số giảm phát của tỉnh, khi tệp giả định chọn deflator = "own:output".',
        note_en='Optional. For the province\'s own deflator, when the assumptions choose deflator = "own:output".',
    ),
    OfficeSeries(
        name="output_growth_const2020",
        sheet="GRDP",
        heading_vi="Tốc độ tăng GRDP so với năm trước, giá so sánh 2020",
        heading_en="Growth of GRDP over the year before, constant 2020 prices",
        unit=_PERCENT,
        price_base=_CONSTANT_2020,
        bound=Bound.GROWTH,
        note_vi="Từ năm 2026. Ghi khi chưa có giá trị GRDP theo giá so sánh 2020 của năm đó.",
        note_en="From 2026 on, for years whose GRDP at constant 2020 prices is not available.",
    ),
    OfficeSeries(
        name="output_const2020",
        sheet="GRDP",
        heading_vi="GRDP theo giá so sánh 2020",
        heading_en="GRDP at constant 2020 prices",
        unit=_BILLION,
        price_base=_CONSTANT_2020,
        bound=Bound.POSITIVE,
        note_vi="Từ năm 2026. Cần ít nhất một năm (ví dụ 2025) có ở cả hai giá so sánh để nối.",
        note_en="From 2026 on. One year (2025, say) at both constant prices is needed to link them.",
    ),
    OfficeSeries(
        name="fixed_capital_formation_const2010",
        sheet="Vốn đầu tư",
        heading_vi="Tích lũy tài sản cố định, giá so sánh 2010",
        heading_en="Gross fixed capital formation, constant 2010 prices",
        unit=_BILLION,
        price_base=_CONSTANT,
        bound=Bound.NOT_NEGATIVE,
        note_vi="Cần cho mọi năm có số liệu, càng dài càng tốt; tốt hơn vốn đầu tư thực hiện.",
        note_en="Every year there is, the longer the better; preferred to the investment outlay.",
    ),
    OfficeSeries(
        name="fixed_capital_formation_const2020",
        sheet="Vốn đầu tư",
        heading_vi="Tích lũy tài sản cố định, giá so sánh 2020",
        heading_en="Gross fixed capital formation, constant 2020 prices",
        unit=_BILLION,
        price_base=_CONSTANT_2020,
        bound=Bound.NOT_NEGATIVE,
        note_vi="Từ năm 2026. Cần ít nhất một năm có ở cả hai giá so sánh để nối.",
        note_en="From 2026 on. One year at both constant prices is needed to link them.",
    ),
    OfficeSeries(
        name="fixed_capital_formation_current",
        sheet="Vốn đầu tư",
        heading_vi="Tích lũy tài sản cố định, giá hiện hành",
        heading_en="Gross fixed capital formation, current prices",
        unit=_BILLION,
        price_base=CURRENT_PRICES,
        bound=Bound.NOT_NEGATIVE,
    ),
    OfficeSeries(
        name="investment_outlay_const2010",
        sheet="Vốn đầu tư",
        heading_vi="Vốn đầu tư thực hiện, giá so sánh 2010",
        heading_en="Investment outlay, constant 2010 prices",
        unit=_BILLION,
        price_base=_CONSTANT,
        bound=Bound.NOT_NEGATIVE,
        note_vi="Ghi khi không có tích lũy tài sản cố định.",
        note_en="When fixed capital formation is not available.",
    ),
    OfficeSeries(
        name="investment_outlay_const2020",
        sheet="Vốn đầu tư",
        heading_vi="Vốn đầu tư thực hiện, giá so sánh 2020",
        heading_en="Investment outlay, constant 2020 prices",
        unit=_BILLION,
        price_base=_CONSTANT_2020,
        bound=Bound.NOT_NEGATIVE,
        note_vi="Từ năm 2026, khi không có tích lũy tài sản cố định. Cần một năm có ở cả hai giá để nối.",
        note_en="From 2026 on, when fixed capital formation is not available. One year at both prices links them.",
    ),
    OfficeSeries(
        name="investment_outlay_current",
        sheet="Vốn đầu tư",
        heading_vi="Vốn đầu tư thực hiện, giá hiện hành",
        heading_en="Investment outlay, current prices",
        unit=_BILLION,
        price_base=CURRENT_PRICES,
        bound=Bound.NOT_NEGATIVE,
    ),
    OfficeSeries(
        name="employed_icls13",
        sheet="Lao động",
        heading_vi="Lao động đang làm việc (định nghĩa ICLS-13)",
        heading_en="Employed persons 15+ (definition of ICLS-13)",
        unit=_THOUSAND_PERSONS,
        price_base=None,
        bound=Bound.POSITIVE,
        note_vi="Định nghĩa cũ, công bố đến năm 2020.",
        note_en="The old definition, published up to 2020.",
    ),
    OfficeSeries(
        name="employed_icls19",
        sheet="Lao động",
        heading_vi="Lao động đang làm việc (định nghĩa ICLS-19)",
        heading_en="Employed persons 15+ (definition of ICLS-19)",
        unit=_THOUSAND_PERSONS,
        price_base=None,
        bound=Bound.POSITIVE,
        note_vi="Không tính lao động tự sản tự tiêu. Cần ít nhất một năm có cả hai định nghĩa để nối chuỗi.",
        note_en="Work for own use left out. One year by both definitions is needed to link them.",
    ),
    OfficeSeries(
        name="capital_share",
        sheet="Hệ số",
        heading_vi="Hệ số đóng góp của vốn (tỷ phần vốn)",
        heading_en="Capital share of income",
        unit=_RATIO,
        price_base=None,
        bound=Bound.SHARE,
        note_vi="Tỷ phần vốn và tỷ phần lao động của một năm cộng lại bằng 1.",
        note_en="The capital and the labour share of a year sum to 1.",
    ),
    OfficeSeries(
        name="labour_share",
        sheet="Hệ số",
        heading_vi="Hệ số đóng góp của lao động (tỷ phần lao động)",
        heading_en="Labour share of income",
        unit=_RATIO,
        price_base=None,
        bound=Bound.SHARE,
    ),
    OfficeSeries(
        name="depreciation_rate",
        sheet="Hệ số",
        heading_vi="Tỷ lệ khấu hao tài sản cố định",
        heading_en="Rate of depreciation",
        unit=_RATIO,
        price_base=None,
        bound=Bound.RATE,
    ),
    OfficeSeries(
        name="net_capital_stock_const2010",
        sheet="Hệ số",
        heading_vi="Giá trị tài sản cố định cuối năm, giá so sánh 2010",
        heading_en="Closing net capital stock, constant 2010 prices",
        unit=_BILLION,
        price_base=_CONSTANT,
        bound=Bound.POSITIVE,
        note_vi="Giá trị còn lại vào ngày 31/12.",
        note_en="Net of depreciation, on 31 December.",
    ),
    *DETAILS,
)

_CALLED = {fold(name): series for series in SERIES for name in (series.name, series.heading_vi)}


def is_series_name(text: str) -> bool:
    """Return whether a series can be called so: a name, or a name and the part of the whole it is of.

    Examples
    --------
    >>> is_series_name("output_const2010.primary"), is_series_name("GRDP 2010")
    (True, False)
    """
    stem, dot, part = text.partition(".")
    return stem.isidentifier() and (not dot or part.isidentifier())


def series_called(text: str) -> OfficeSeries | None:
    """Return the series whose code or Vietnamese heading is `text`, or None.

    Examples
    --------
    >>> series_called("GRDP theo giá hiện hành").name
    'output_current'
    """
    return _CALLED.get(fold(text))
