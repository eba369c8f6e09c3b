"""The optional series of the register: incomes, labour in detail, assets, industries; made of names and their parts."""

from __future__ import annotations

from tfp_soctrang.sources.office.office_series import Bound, OfficeSeries, OfficeSheet
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

__all__ = ["DETAILS", "DETAIL_SHEETS"]

_CONSTANT = PriceBase(2010)
_BILLION, _MILLION, _PERSONS, _PERCENT, _RATIO, _HOURS = map(
    Unit.parse, ("tỷ đồng", "triệu đồng", "nghìn người", "%", "lần", "giờ")
)

DETAIL_SHEETS: tuple[OfficeSheet, ...] = (
    OfficeSheet(
        name="Thu nhập",
        title_vi="Thu nhập của lao động trong tổng sản phẩm (không bắt buộc)",
        title_en="Labour income in the gross product (optional)",
        needed=False,
    ),
    OfficeSheet(
        name="Lao động chi tiết",
        title_vi="Giờ làm việc, đào tạo, vị thế việc làm và thu nhập (không bắt buộc)",
        title_en="Hours, training, employment status and income (optional)",
        needed=False,
    ),
    OfficeSheet(
        name="Tài sản",
        title_vi="Đầu tư theo loại tài sản và tài sản của doanh nghiệp (không bắt buộc)",
        title_en="Investment by type of asset, and assets of enterprises (optional)",
        needed=False,
    ),
    OfficeSheet(
        name="Khu vực kinh tế",
        title_vi="Ba khu vực kinh tế (không bắt buộc)",
        title_en="The three sectors (optional)",
        needed=False,
    ),
)

_STATUSES = {
    "employee": ("làm công ăn lương", "employees"),
    "employer": ("chủ cơ sở", "employers"),
    "own_account": ("tự làm", "own-account workers"),
    "family_worker": ("lao động gia đình", "family workers"),
}
_SECTORS = {
    "primary": ("nông, lâm nghiệp và thủy sản", "agriculture, forestry and fishing"),
    "industry": ("công nghiệp và xây dựng", "industry and construction"),
    "services": ("dịch vụ", "services"),
}
_TRAINING = {"trained": ("đã qua đào tạo", "trained"), "untrained": ("chưa qua đào tạo", "untrained")}
_CELLS = {
    f"{training}_{sector}": (f"{words[0]}, {place[0]}", f"{words[1]}, {place[1]}")
    for training, words in _TRAINING.items()
    for sector, place in _SECTORS.items()
}
_ASSETS = {
    "structures": ("nhà cửa, công trình", "structures"),
    "machinery": ("máy móc, thiết bị", "machinery and equipment"),
    "other": ("tài sản khác", "other assets"),
}
_TAXES = {"taxes": ("thuế trừ trợ cấp sản phẩm", "taxes less subsidies on products")}


def _series(
    sheet: str, name: str, vi: str, en: str, unit: Unit, price_base: PriceBase | None, bound: Bound, *, notes: str = "|"
) -> OfficeSeries:
    note_vi, note_en = notes.split("|")
    return OfficeSeries(
        name=name,
        sheet=sheet,
        heading_vi=vi,
        heading_en=en,
        unit=unit,
        price_base=price_base,
        bound=bound,
        note_vi=note_vi,
        note_en=note_en,
    )


def _parted(
    sheet: str,
    stem: str,
    parts: dict[str, tuple[str, str]],
    words: tuple[str, str],
    unit: Unit,
    price_base: PriceBase | None,
    bound: Bound = Bound.POSITIVE,
) -> tuple[OfficeSeries, ...]:
    return tuple(
        _series(sheet, f"{stem}.{part}", f"{words[0]}: {vi}", f"{words[1]}: {en}", unit, price_base, bound)
        for part, (vi, en) in parts.items()
    )


_INCOME = (
    _series(
        "Thu nhập", "compensation_of_employees_current", "Thu nhập của người làm công, giá hiện hành",
        "Compensation of employees, current prices", _BILLION, CURRENT_PRICES, Bound.POSITIVE,
        notes="Tiền lương, các khoản như lương và đóng góp của người sử dụng lao động.|"
        "Wages, what is paid like wages, and employers' contributions.",
    ),
    _series(
        "Thu nhập", "mixed_income_current", "Thu nhập hỗn hợp, giá hiện hành", "Mixed income, current prices",
        _BILLION, CURRENT_PRICES, Bound.NOT_NEGATIVE,
    ),
    _series(
        "Thu nhập", "own_account_income_current", "Thu nhập của lao động tự làm, giá hiện hành",
        "Income of own-account workers, current prices", _BILLION, CURRENT_PRICES, Bound.NOT_NEGATIVE,
        notes="Cùng với thu nhập của người làm công là thu nhập đầy đủ của người lao động.|"
        "With the compensation of employees it is the full income of workers.",
    ),
    _series(
        "Thu nhập", "value_added_current", "Giá trị tăng thêm (chưa gồm thuế trừ trợ cấp), giá hiện hành",
        "Value added (without taxes less subsidies), current prices", _BILLION, CURRENT_PRICES, Bound.POSITIVE,
    ),
    _series(
        "Thu nhập", "taxes_less_subsidies_current", "Thuế sản phẩm trừ trợ cấp, giá hiện hành",
        "Taxes less subsidies on products, current prices", _BILLION, CURRENT_PRICES, Bound.POSITIVE,
    ),
    _series(
        "Thu nhập", "employees", "Lao động làm công ăn lương", "Employees", _PERSONS, None, Bound.POSITIVE,
    ),
)  # fmt: skip

_LABOUR = (
    _series(
        "Lao động chi tiết", "hours_per_person", "Số giờ làm việc bình quân một người trong năm",
        "Hours a person works in the year", _HOURS, None, Bound.POSITIVE,
    ),
    _series(
        "Lao động chi tiết", "trained_share", "Tỷ lệ lao động đang làm việc đã qua đào tạo",
        "Share of the employed who are trained", _PERCENT, None, Bound.SHARE,
        notes="Theo bằng, chứng chỉ (định nghĩa của Cục Thống kê).|With a certificate or degree.",
    ),
    *_parted("Lao động chi tiết", "employed", _STATUSES, ("Lao động", "Employed"), _PERSONS, None),
    *_parted(
        "Lao động chi tiết", "income_per_worker", _STATUSES, ("Thu nhập bình quân tháng", "Monthly income"),
        _MILLION, CURRENT_PRICES, Bound.NOT_NEGATIVE,
    ),
    *_parted("Lao động chi tiết", "employed", _CELLS, ("Lao động", "Employed"), _PERSONS, None),
    *_parted(
        "Lao động chi tiết", "income_per_worker", _CELLS, ("Thu nhập bình quân tháng", "Monthly income"),
        _MILLION, CURRENT_PRICES,
    ),
)  # fmt: skip

_CAPITAL = (
    *_parted(
        "Tài sản", "fixed_capital_formation_const2010", _ASSETS,
        ("Tích lũy tài sản cố định, giá so sánh 2010", "Fixed capital formation, constant 2010 prices"),
        _BILLION, _CONSTANT, Bound.NOT_NEGATIVE,
    ),
    *_parted(
        "Tài sản", "investment_outlay_current", _ASSETS,
        ("Vốn đầu tư thực hiện, giá hiện hành", "Investment outlay, current prices"),
        _BILLION, CURRENT_PRICES, Bound.NOT_NEGATIVE,
    ),
    _series(
        "Tài sản", "gross_capital_stock_const2010", "Nguyên giá tài sản cố định cuối năm, giá so sánh 2010",
        "Closing gross capital stock, constant 2010 prices", _BILLION, _CONSTANT, Bound.POSITIVE,
        notes="Dùng khi tệp giả định chọn vốn gộp.|When the assumptions choose the gross stock.",
    ),
    _series(
        "Tài sản", "enterprise_fixed_assets_current", "Tài sản cố định và đầu tư dài hạn của doanh nghiệp cuối năm",
        "Fixed assets and long-term investment of enterprises, end of year", _BILLION, CURRENT_PRICES, Bound.POSITIVE,
        notes="Giá trị sổ sách; chỉ để đối chiếu.|Book value; a cross-check only.",
    ),
)  # fmt: skip

_INDUSTRY = (
    *_parted(
        "Khu vực kinh tế", "output_const2010", _SECTORS | _TAXES,
        ("GRDP theo giá so sánh 2010", "GRDP at constant 2010 prices"), _BILLION, _CONSTANT,
    ),
    *_parted(
        "Khu vực kinh tế", "output_current", _SECTORS | _TAXES,
        ("GRDP theo giá hiện hành", "GRDP at current prices"), _BILLION, CURRENT_PRICES,
    ),
    *_parted(
        "Khu vực kinh tế", "fixed_capital_formation_const2010", _SECTORS,
        ("Tích lũy tài sản cố định, giá so sánh 2010", "Fixed capital formation, constant 2010 prices"),
        _BILLION, _CONSTANT, Bound.NOT_NEGATIVE,
    ),
    *_parted(
        "Khu vực kinh tế", "investment_outlay_current", _SECTORS,
        ("Vốn đầu tư thực hiện, giá hiện hành", "Investment outlay, current prices"),
        _BILLION, CURRENT_PRICES, Bound.NOT_NEGATIVE,
    ),
    *_parted(
        "Khu vực kinh tế", "net_capital_stock_const2010", _SECTORS,
        ("Giá trị tài sản cố định cuối năm, giá so sánh 2010", "Closing net capital stock, constant 2010 prices"),
        _BILLION, _CONSTANT,
    ),
    *_parted(
        "Khu vực kinh tế", "employed_icls19", _SECTORS,
        ("Lao động đang làm việc (ICLS-19)", "Employed persons (ICLS-19)"), _PERSONS, None,
    ),
    *_parted(
        "Khu vực kinh tế", "labour_share", _SECTORS, ("Tỷ phần lao động", "Labour share"), _RATIO, None, Bound.SHARE,
    ),
)  # fmt: skip

DETAILS: tuple[OfficeSeries, ...] = (*_INCOME, *_LABOUR, *_CAPITAL, *_INDUSTRY)
