"""What the choices of the method are called: forms, averages, capital, specifications; Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.report.words import Words

__all__ = ["AVERAGING", "CAPITAL", "CHOICES", "FORM", "READINGS", "SHORT_READINGS", "SPECIFICATION_WORDS", "VERDICTS"]

VERDICTS: Mapping[str, Words] = {
    "usable": {"vi": "dùng được", "en": "usable"},
    "usable_with_prior": {"vi": "dùng được cùng tiên nghiệm", "en": "usable with a prior"},
    "not_identified": {"vi": "không xác định được", "en": "not identified"},
}

SPECIFICATION_WORDS: Mapping[str, Words] = {
    "cobb_douglas_free": {"vi": "Cobb–Douglas tự do", "en": "Cobb–Douglas, free"},
    "cobb_douglas_free_trend": {"vi": "Cobb–Douglas tự do, có xu thế", "en": "Cobb–Douglas, free, trend"},
    "cobb_douglas_constant": {"vi": "Cobb–Douglas, hiệu suất không đổi", "en": "Cobb–Douglas, constant returns"},
    "cobb_douglas_constant_trend": {
        "vi": "Cobb–Douglas, hiệu suất không đổi, xu thế",
        "en": "Cobb–Douglas, constant returns, trend",
    },
    "cobb_douglas_prais_winsten": {
        "vi": "như trên, sai số AR(1)",
        "en": "the same, AR(1) errors",
    },
    "cobb_douglas_dynamic": {"vi": "đồng tích hợp, OLS động", "en": "cointegrated, dynamic OLS"},
    "cobb_douglas_growth": {"vi": "Cobb–Douglas, tốc độ tăng", "en": "Cobb–Douglas in growth rates"},
    "cobb_douglas_growth_prior": {
        "vi": "Cobb–Douglas, tốc độ tăng, tiên nghiệm",
        "en": "Cobb–Douglas in growth rates, prior",
    },
    "translog_free": {"vi": "translog tự do", "en": "translog, free"},
    "translog_constant_trend": {
        "vi": "translog, hiệu suất không đổi, xu thế",
        "en": "translog, constant returns, trend",
    },
    "ces_kmenta": {"vi": "CES (xấp xỉ Kmenta)", "en": "CES (Kmenta)"},
    "ces_nls": {"vi": "CES (phi tuyến)", "en": "CES (nonlinear)"},
    "state_space_estimated": {"vi": "xu thế ẩn, hệ số ước lượng", "en": "unobserved trend, share estimated"},
    "state_space_prior": {"vi": "xu thế ẩn, tiên nghiệm", "en": "unobserved trend, prior"},
    "state_space_fixed": {"vi": "xu thế ẩn, hệ số cho trước", "en": "unobserved trend, share given"},
}

# The readings in a few words, for the rows of a chart.
SHORT_READINGS: Mapping[str, Words] = {
    "discrete/compound": {"vi": "rời rạc, bình quân nhân", "en": "discrete, compound"},
    "discrete/cumulative": {"vi": "rời rạc, cả giai đoạn", "en": "discrete, whole phase"},
    "discrete/arithmetic": {"vi": "rời rạc, bình quân cộng", "en": "discrete, arithmetic"},
    "discrete/mean_of_shares": {"vi": "rời rạc, bình quân tỷ phần", "en": "discrete, mean of shares"},
    "geometric/compound": {"vi": "Cobb–Douglas (Khiên)", "en": "geometric (Khiên)"},
    "log/compound": {"vi": "lôgarit", "en": "log"},
}

# The choices that the grid of accounting choices makes, and the words of sampling.
CHOICES: Mapping[str, Words] = {
    "random": {"vi": "giả ngẫu nhiên", "en": "pseudo-random"},
    "latin_hypercube": {"vi": "siêu lập phương Latinh", "en": "Latin hypercube"},
    "sobol": {"vi": "Sobol xáo trộn", "en": "scrambled Sobol"},
    "reading": {"vi": "Công thức và bình quân", "en": "Form and averaging"},
    "investment_timing": {"vi": "Đầu tư đến vào", "en": "Investment arrives"},
    "stock": {"vi": "Vốn dùng trong năm", "en": "Stock of the year"},
    "deflator": {"vi": "Chỉ số giá đầu tư", "en": "Deflator of investment"},
    "initial_stock": {"vi": "Vốn ban đầu", "en": "Initial stock"},
    "capital": {"vi": "Loại vốn và tốc độ hao mòn", "en": "Kind of capital and how fast it goes"},
    "end": {"vi": "cuối năm", "en": "end of year"},
    "middle": {"vi": "giữa năm", "en": "middle"},
    "start": {"vi": "đầu năm", "en": "start of year"},
    "ratio": {"vi": "tỷ lệ theo giả định", "en": "ratio as set"},
    "ratio_low": {"vi": "tỷ lệ thấp", "en": "low ratio"},
    "ratio_high": {"vi": "tỷ lệ cao", "en": "high ratio"},
    "steady_state": {"vi": "tăng đều trước đó", "en": "steady growth"},
    "backcast": {"vi": "lùi một đời tài sản", "en": "one life back"},
    "net": {"vi": "thuần", "en": "net"},
    "net_low": {"vi": "thuần, khấu hao thấp", "en": "net, low rate"},
    "net_high": {"vi": "thuần, khấu hao cao", "en": "net, high rate"},
    "gross": {"vi": "gộp", "en": "gross"},
    "gross_low": {"vi": "gộp, đời ngắn", "en": "gross, short life"},
    "gross_high": {"vi": "gộp, đời dài", "en": "gross, long life"},
    "productive": {"vi": "năng suất", "en": "productive"},
    "productive_low": {"vi": "năng suất, đời ngắn", "en": "productive, short life"},
    "productive_high": {"vi": "năng suất, đời dài", "en": "productive, long life"},
    "net_hyperbolic": {"vi": "thuần hypebol", "en": "net hyperbolic"},
    "net_hyperbolic_low": {"vi": "thuần hypebol, đời ngắn", "en": "net hyperbolic, short life"},
    "net_hyperbolic_high": {"vi": "thuần hypebol, đời dài", "en": "net hyperbolic, long life"},
    "reference:fixed_capital_formation": {"vi": "tích lũy TSCĐ cả nước", "en": "national fixed capital formation"},
    "reference:output": {"vi": "GDP", "en": "GDP"},
    "own:output": {"vi": "GRDP của tỉnh", "en": "GRDP of the province"},
    "own:fixed_capital_formation": {"vi": "tích lũy TSCĐ", "en": "fixed capital formation"},
}

READINGS: Mapping[tuple[Form, Averaging], Words] = {
    ("discrete", "compound"): {
        "vi": "bình quân nhân rồi áp công thức một lần (cách của cơ quan Thống kê)",
        "en": "compound growth, formula once (the Statistics Office's practice)",
    },
    ("discrete", "cumulative"): {"vi": "mức thay đổi cộng dồn cả giai đoạn", "en": "change over the whole phase"},
    ("discrete", "arithmetic"): {"vi": "bình quân cộng của các năm", "en": "means of the yearly account"},
    ("discrete", "mean_of_shares"): {
        "vi": "bình quân cộng của tỷ phần từng năm",
        "en": "mean of the yearly shares",
    },
    ("geometric", "compound"): {
        "vi": "dạng Cobb–Douglas của Tăng Văn Khiên, bình quân nhân",
        "en": "Tăng Văn Khiên's Cobb–Douglas form, compound growth",
    },
    ("log", "compound"): {"vi": "dạng lôgarit (Törnqvist, quốc tế)", "en": "log form (Törnqvist, international)"},
}

FORM: Mapping[Form, Words] = {
    "discrete": {
        "vi": "rời rạc (công thức của cơ quan Thống kê): G_A = G_Y − b_K·G_K − b_L·G_L",
        "en": "discrete (the Statistics Office's formula): G_A = G_Y − b_K·G_K − b_L·G_L",
    },
    "geometric": {
        "vi": "Cobb–Douglas (Tăng Văn Khiên): G_A = G_Y − [(1+G_K)^b_K·(1+G_L)^b_L − 1]",
        "en": "geometric (Tăng Văn Khiên's Cobb–Douglas form): G_A = G_Y − [(1+G_K)^b_K·(1+G_L)^b_L − 1]",
    },
    "log": {
        "vi": "lôgarit (Törnqvist, quốc tế): Δln A = Δln Y − s_K·Δln K − s_L·Δln L",
        "en": "log (Törnqvist, international): Δln A = Δln Y − s_K·Δln K − s_L·Δln L",
    },
}

AVERAGING: Mapping[Averaging, Words] = {
    "compound": {
        "vi": "tốc độ tăng bình quân nhân của Y, K, L trong giai đoạn, rồi áp công thức một lần",
        "en": "compound growth of Y, K, L over the phase, then the formula once",
    },
    "cumulative": {
        "vi": "mức thay đổi cộng dồn cả giai đoạn, rồi áp công thức một lần",
        "en": "change over the whole phase, then the formula once",
    },
    "arithmetic": {
        "vi": "bình quân cộng của các năm; tỷ phần là tỷ số của các bình quân",
        "en": "means of the yearly account; shares are ratios of the means",
    },
    "mean_of_shares": {
        "vi": "bình quân cộng của tỷ phần từng năm",
        "en": "mean of the yearly shares",
    },
}

CAPITAL: Mapping[str, Words] = {
    "as_set": {"vi": "Theo giả định", "en": "As set"},
    "stock": {"vi": "Vốn dùng trong năm: {value}", "en": "Stock of the year: {value}"},
    "investment_timing": {"vi": "Đầu tư đến vào: {value}", "en": "Investment arrives: {value}"},
    "depreciation_rate": {"vi": "Khấu hao {value} %", "en": "Depreciation {value} %"},
    "initial_capital_output_ratio": {
        "vi": "Vốn ban đầu {value} năm sản lượng",
        "en": "Initial stock {value} years of output",
    },
    "initial_stock": {"vi": "Vốn ban đầu: {value}", "en": "Initial stock: {value}"},
    "steady_state": {"vi": "đầu tư tăng đều trước đó", "en": "left by steady growth"},
    "backcast": {"vi": "đầu tư lùi về một đời tài sản", "en": "investment carried back one life"},
    "capital_kind": {"vi": "Loại vốn: {value}", "en": "Kind of stock: {value}"},
    "gross": {"vi": "gộp, đến khi loại bỏ", "en": "gross, until retirement"},
    "productive": {"vi": "năng suất, suy giảm hypebol", "en": "productive, hyperbolic efficiency"},
    "net_hyperbolic": {"vi": "thuần, theo suy giảm hypebol", "en": "net, of hyperbolic efficiency"},
    "services": {"vi": "dịch vụ vốn theo loại tài sản", "en": "services by type of asset"},
    "closing": {"vi": "cuối năm", "en": "closing"},
    "opening": {"vi": "đầu năm", "en": "opening"},
    "average": {"vi": "bình quân năm", "en": "average"},
    "end": {"vi": "cuối năm", "en": "at the end of the year"},
    "middle": {"vi": "giữa năm", "en": "in the middle of the year"},
    "start": {"vi": "đầu năm", "en": "at the start of the year"},
}
