"""What series, assumptions, places, units and states are called, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.assumptions import Assumption
from tfp_soctrang.choices import FillRule
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.words import Words
from tfp_soctrang.units import PriceBase, Territory, TerritoryKind, Unit

__all__ = [
    "ASSUMPTIONS",
    "AS_NUMBER",
    "PHASE_STATUS",
    "RULE",
    "STATUS",
    "assumption_name",
    "label",
    "of_territory",
    "part_name",
    "place",
    "prices",
    "unit_name",
]

ASSUMPTIONS: Mapping[str, Words] = {
    "labour_share": {"vi": "Hệ số lao động (b_L)", "en": "Labour share (b_L)"},
    "depreciation_rate": {"vi": "Tỷ lệ khấu hao", "en": "Depreciation rate"},
    "initial_capital_output_ratio": {
        "vi": "Tỷ lệ vốn/sản lượng ban đầu",
        "en": "Initial capital–output ratio",
    },
    "outlay_to_formation": {
        "vi": "Tích lũy tài sản cố định / vốn đầu tư thực hiện",
        "en": "Fixed capital formation / investment outlay",
    },
    "investment_share": {"vi": "Tỷ trọng trong vốn đầu tư", "en": "Share in investment"},
    "investment_growth": {
        "vi": "Vốn đầu tư tăng trước khi có số liệu",
        "en": "Growth of investment before the record",
    },
    "service_life": {"vi": "Tuổi đời tài sản (năm)", "en": "Service life (years)"},
    "retirement_spread": {"vi": "Độ phân tán của tuổi đời", "en": "Spread of the life"},
    "efficiency_beta": {"vi": "Tham số hypebol của hiệu suất", "en": "Beta of the hyperbolic efficiency"},
    "efficiency_delay": {"vi": "Số năm chưa suy giảm", "en": "Years without loss"},
    "declining_factor": {"vi": "Hệ số số dư giảm dần", "en": "Declining-balance factor"},
    "discount_rate": {"vi": "Lãi suất chiết khấu thực", "en": "Real discount rate"},
    "rate_of_return": {"vi": "Suất sinh lợi thực", "en": "Real rate of return"},
    "asset_price_change": {
        "vi": "Giá tài sản tăng so với giá chung",
        "en": "Change of the asset's price over prices in general",
    },
    "tax_factor": {"vi": "Hệ số thuế", "en": "Tax factor"},
    "wage_premium": {"vi": "Tiền lương lao động qua đào tạo cao hơn", "en": "Wage premium of the trained"},
    "employer_contribution": {
        "vi": "Đóng góp của người sử dụng lao động",
        "en": "What employers pay beside wages",
    },
    "error_estimate": {"vi": "Sai số của số ước tính", "en": "Error of an estimate"},
    "error_preliminary": {"vi": "Sai số của số sơ bộ", "en": "Error of a preliminary figure"},
    "error_derived": {"vi": "Sai số của số tính lại", "en": "Error of a derived figure"},
}

# Assumptions that are shown as they are; every other is a share or a rate and reads in percent.
AS_NUMBER = frozenset(
    {
        "initial_capital_output_ratio",
        "outlay_to_formation",
        "service_life",
        "retirement_spread",
        "efficiency_beta",
        "efficiency_delay",
        "declining_factor",
        "tax_factor",
    }
)

SERIES: Mapping[str, Words] = {
    "output_const2010": {"vi": "Tổng sản phẩm theo giá so sánh 2010", "en": "Gross product, constant 2010 prices"},
    "output_const2020": {"vi": "Tổng sản phẩm theo giá so sánh 2020", "en": "Gross product, constant 2020 prices"},
    "fixed_capital_formation_const2020": {
        "vi": "Tích lũy tài sản cố định theo giá so sánh 2020",
        "en": "Fixed capital formation, constant 2020 prices",
    },
    "investment_outlay_const2020": {
        "vi": "Vốn đầu tư thực hiện theo giá so sánh 2020",
        "en": "Investment outlay, constant 2020 prices",
    },
    "output_growth_const2020": {
        "vi": "Tốc độ tăng tổng sản phẩm, giá so sánh 2020",
        "en": "Growth of gross product, constant 2020 prices",
    },
    "output_growth": {"vi": "Tốc độ tăng tổng sản phẩm", "en": "Growth of gross product"},
    "output_current": {"vi": "Tổng sản phẩm theo giá hiện hành", "en": "Gross product, current prices"},
    "fixed_capital_formation_const2010": {
        "vi": "Tích lũy tài sản cố định theo giá so sánh 2010",
        "en": "Fixed capital formation, constant 2010 prices",
    },
    "fixed_capital_formation_current": {
        "vi": "Tích lũy tài sản cố định theo giá hiện hành",
        "en": "Fixed capital formation, current prices",
    },
    "investment_outlay_const2010": {
        "vi": "Vốn đầu tư thực hiện theo giá so sánh 2010",
        "en": "Investment outlay, constant 2010 prices",
    },
    "investment_outlay_current": {
        "vi": "Vốn đầu tư thực hiện theo giá hiện hành",
        "en": "Investment outlay, current prices",
    },
    "employed_icls13": {"vi": "Lao động đang làm việc 15+ (ICLS-13)", "en": "Employed persons 15+ (ICLS-13)"},
    "employed_icls19": {"vi": "Lao động đang làm việc 15+ (ICLS-19)", "en": "Employed persons 15+ (ICLS-19)"},
    "output_const2010_draft": {"vi": "Tổng sản phẩm, số dự thảo", "en": "Gross product, draft level"},
    "investment_state_current": {"vi": "Vốn đầu tư khu vực Nhà nước", "en": "Investment, state"},
    "investment_nonstate_current": {"vi": "Vốn đầu tư khu vực ngoài Nhà nước", "en": "Investment, non-state"},
    "labour_force_15plus": {"vi": "Lực lượng lao động 15+", "en": "Labour force 15+"},
    "unemployment_rate": {"vi": "Tỷ lệ thất nghiệp", "en": "Unemployment rate"},
    "population": {"vi": "Dân số", "en": "Population"},
    "trained_share": {"vi": "Tỷ lệ lao động đã qua đào tạo", "en": "Share of trained workers"},
    "hours_per_person": {"vi": "Giờ làm việc một người trong năm", "en": "Hours a person works in a year"},
    "enterprise_fixed_assets_current": {
        "vi": "Tài sản cố định và đầu tư dài hạn của doanh nghiệp",
        "en": "Fixed assets and long-term investment of enterprises",
    },
    "employed_icls13 + employed_icls19": {
        "vi": "Lao động đang làm việc 15+ (nối ICLS-13 và ICLS-19)",
        "en": "Employed persons 15+ (ICLS-13 linked to ICLS-19)",
    },
}

PHASE_STATUS: Mapping[PhaseStatus, Words] = {
    PhaseStatus.ASSUMED: {
        "vi": "TÍNH THỬ TRÊN GIẢ ĐỊNH (không phải số ước tính của cơ quan Thống kê)",
        "en": "ASSUMED: some cells are filled by assumptions",
    },
    PhaseStatus.OPEN: {"vi": "CHƯA KHÉP: còn thiếu năm", "en": "OPEN: a year is missing"},
    PhaseStatus.PROVISIONAL: {
        "vi": "TẠM TÍNH: có ô chưa phải số chính thức",
        "en": "PROVISIONAL: some cells are not official yet",
    },
    PhaseStatus.FINAL: {"vi": "CHÍNH THỨC: mọi ô đều là số chính thức", "en": "FINAL: every cell is official"},
}

STATUS: Mapping[Status, Words] = {
    Status.OFFICIAL: {"vi": "chính thức", "en": "official"},
    Status.PRELIMINARY: {"vi": "sơ bộ", "en": "preliminary"},
    Status.ESTIMATE: {"vi": "ước tính", "en": "estimate"},
    Status.UNSTATED: {"vi": "không nêu", "en": "unstated"},
    Status.DERIVED: {"vi": "tính lại", "en": "derived"},
    Status.FILLED: {"vi": "giả định", "en": "filled"},
}

RULE: Mapping[FillRule, Words] = {
    "growth": {"vi": "tăng {value} % so với năm trước", "en": "growth of {value} % over the year before"},
    "reference_growth": {
        "vi": "theo tốc độ tăng của cả nước, chênh lệch {value} điểm %",
        "en": "national growth, with a difference of {value} points",
    },
    "output_ratio": {"vi": "bằng {value} % tổng sản phẩm cùng năm", "en": "{value} % of the year's gross product"},
}

# Parts of a name that follow it: assets and industries that the library knows; others show their own name.
PARTS: Mapping[str, Words] = {
    "primary": {"vi": "nông, lâm nghiệp và thủy sản", "en": "agriculture, forestry and fishing"},
    "industry": {"vi": "công nghiệp và xây dựng", "en": "industry and construction"},
    "services": {"vi": "dịch vụ", "en": "services"},
    "taxes": {"vi": "thuế trừ trợ cấp sản phẩm", "en": "taxes less subsidies on products"},
    "structures": {"vi": "nhà cửa, công trình", "en": "structures"},
    "machinery": {"vi": "máy móc, thiết bị", "en": "machinery and equipment"},
    "other": {"vi": "khác", "en": "other"},
}

_UNIT_EN = {
    "tỷ đồng": "billion đồng",
    "triệu đồng": "million đồng",
    "nghìn người": "thousand persons",
    "người": "persons",
}

TERRITORY: Mapping[TerritoryKind, Words] = {
    "country": {"vi": "{name}", "en": "{name}"},
    "region": {"vi": "vùng {name}", "en": "{name} region"},
    "province": {"vi": "tỉnh {name}", "en": "{name} province"},
    "city": {"vi": "thành phố {name}", "en": "{name} city"},
}


def assumption_name(assumption: Assumption, language: Language) -> str:
    """Return what an assumption is called, the asset or industry it is of in brackets."""
    name = ASSUMPTIONS[assumption.about][language]
    part = assumption.name.removeprefix(assumption.about).removeprefix("_")
    return f"{name} ({part_name(part, language)})" if part else name


def part_name(part: str, language: Language) -> str:
    """Return what an asset or industry is called, or its own name where the library does not know it."""
    return PARTS[part][language] if part in PARTS else part


def label(name: str, language: Language) -> str:
    """Return the name of a series in words."""
    return SERIES[name][language] if name in SERIES else name


def place(territory: Territory, language: Language) -> str:
    """Return the name of a territory."""
    return territory.name_vi if language == "vi" else territory.name_en


def of_territory(territory: Territory, language: Language) -> str:
    """Return a territory with its kind: `tỉnh Sóc Trăng`."""
    return TERRITORY[territory.kind][language].format(name=place(territory, language))


def unit_name(unit: Unit, language: Language) -> str:
    """Return the name of a unit."""
    return unit.symbol if language == "vi" else _UNIT_EN.get(unit.symbol, unit.symbol)


def prices(base: PriceBase | None, language: Language) -> str:
    """Return a price base in words; empty where there is none."""
    if base is None:
        return ""
    if language == "en":
        return str(base)
    return "giá hiện hành" if base.year is None else f"giá so sánh {base.year}"
