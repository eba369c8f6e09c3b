"""Sentences for people, in Vietnamese and English, each under a code.

Errors about data, caveats and notes carry a code and its values; the sentence is made when it is shown, in the
reader's language. A test renders every code in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from tfp_soctrang.sentences.cells import CELL_SENTENCES
from tfp_soctrang.sentences.documents import DOCUMENT_SENTENCES
from tfp_soctrang.sentences.editions import EDITION_SENTENCES
from tfp_soctrang.sentences.estimation_linear import ESTIMATION_LINEAR_SENTENCES
from tfp_soctrang.sentences.estimation_translog import TRANSLOG_SENTENCES
from tfp_soctrang.sentences.estimation_trend import ESTIMATION_TREND_SENTENCES
from tfp_soctrang.sentences.estimation_verdict import ESTIMATION_VERDICT_SENTENCES
from tfp_soctrang.sentences.job import JOB_SENTENCES
from tfp_soctrang.sentences.measures import MEASURE_SENTENCES
from tfp_soctrang.sentences.projection import PROJECTION_SENTENCES
from tfp_soctrang.sentences.sdmx_px import SDMX_PX_SENTENCES
from tfp_soctrang.sentences.sensitivity import SENSITIVITY_SENTENCES
from tfp_soctrang.sentences.sheets import SHEET_SENTENCES
from tfp_soctrang.sentences.territories import TERRITORY_SENTENCES
from tfp_soctrang.sentences.text_formats import TEXT_FORMAT_SENTENCES

__all__ = ["SENTENCES", "Language", "Message"]

Language = Literal["vi", "en"]

_ACCOUNT_SENTENCES: dict[str, dict[str, str]] = {
    "measure_open": {
        "vi": "không có số liệu: {cells}.",
        "en": "the data lack {cells}.",
    },
    "measure_refused": {
        "vi": "không tính được: {why}",
        "en": "cannot be computed: {why}",
    },
    "phase_open": {
        "en": "no figure yet, these cells are neither published nor filled by an assumption",
        "vi": "chưa tính được, các ô sau chưa có số liệu và không có giả định nào thay",
    },
    "supply_cells": {
        "en": "Supply them: tfp-soctrang data template OUT.xlsx, fill in, then --data OUT.xlsx. Years ahead: tfp-soctrang project.",
        "vi": "Hãy bổ sung: chạy tfp-soctrang data template OUT.xlsx, điền số, rồi dùng --data OUT.xlsx. Các năm chưa tới: tfp-soctrang project.",
    },
    "stock_begins_later": {
        "en": "the capital stock begins at the end of {year}, the phase needs it at the end of {needed}",
        "vi": "chuỗi vốn bắt đầu từ cuối năm {year}, giai đoạn này cần vốn cuối năm {needed}",
    },
    "give_stock": {
        "en": "Give initial_capital_output_ratio for {year} or earlier in the assumptions, or a published stock.",
        "vi": "Hãy cho tỷ lệ vốn/sản lượng ban đầu (initial_capital_output_ratio) của năm {year} hoặc trước đó "
        "trong tệp giả định, hoặc giá trị tài sản cố định đã công bố.",
    },
    "filled_refused": {
        "en": "the figure rests on cells that assumptions fill, and --strict refuses them",
        "vi": "số liệu dựa vào các ô được thay bằng giả định, --strict không chấp nhận",
    },
    "both_refused": {
        "en": "cells that assumptions fill (--strict) and cells less firm than {minimum} are refused",
        "vi": "không chấp nhận các ô thay bằng giả định (--strict) và các ô có mức tin cậy thấp hơn {minimum}",
    },
    "status_refused": {
        "en": "cells less firm than {minimum} are refused",
        "vi": "không chấp nhận các ô có mức tin cậy thấp hơn {minimum}",
    },
    "supply_firmer": {
        "en": "Supply firmer figures, or lower --minimum-status.",
        "vi": "Hãy bổ sung số liệu chính thức hơn, hoặc hạ --minimum-status.",
    },
    "share_undefined": {
        "en": "Output growth prints as 0.0 % (less than 0.05 in size), in the phase or in a year that is averaged: a "
        "share of it is not defined. Read the contributions in percentage points.",
        "vi": "Tốc độ tăng của tổng sản phẩm in ra là 0,0 % (nhỏ hơn 0,05 về độ lớn), trong giai đoạn hoặc trong một "
        "năm được lấy bình quân: không xác định được tỷ phần. Hãy đọc đóng góp theo điểm phần trăm.",
    },
    "analytical": {
        "en": "The figure for {territory} is analytical until the Statistics Office adopts it: the coefficients are "
        "national, and the method is defined for the whole economy.",
        "vi": "Số của {territory} là số phân tích, cho đến khi cơ quan Thống kê công nhận: các hệ số là của cả nước, và "
        "phương pháp được quy định cho toàn nền kinh tế.",
    },
    "proxy_deflator_fixed_capital_formation": {
        "en": "Investment at current prices is deflated by the implicit deflator of fixed capital formation of "
        "{territory}: a proxy, no provincial deflator of investment is published.",
        "vi": "Vốn đầu tư theo giá hiện hành được khử giá bằng chỉ số giảm phát ngầm định của tích lũy tài sản cố định "
        "{territory}: đây là số thay thế, chưa có chỉ số giá đầu tư của tỉnh.",
    },
    "not_deflated_yet": {
        "en": "Investment of {years} is there at current prices and is not used: {territory} has published no deflator of "
        "these years. Supply it at constant prices (investment_outlay_const2010).",
        "vi": "Vốn đầu tư năm {years} đã có theo giá hiện hành nhưng chưa dùng được: {territory} chưa công bố chỉ số giảm "
        "phát của các năm này. Hãy ghi vốn đầu tư theo giá so sánh (investment_outlay_const2010).",
    },
    "proxy_deflator_output": {
        "en": "Investment at current prices is deflated by the implicit deflator of the gross product of {territory}: a "
        "proxy, no provincial deflator of investment is published.",
        "vi": "Vốn đầu tư theo giá hiện hành được khử giá bằng chỉ số giảm phát ngầm định của tổng sản phẩm {territory}: "
        "đây là số thay thế, chưa có chỉ số giá đầu tư của tỉnh.",
    },
    "outlay_for_formation": {
        "en": "Investment outlay (vốn đầu tư thực hiện) stands in for fixed capital formation (tích lũy tài sản cố "
        "định), by the factor among the assumptions.",
        "vi": "Vốn đầu tư thực hiện được dùng thay cho tích lũy tài sản cố định, theo hệ số nêu trong các giả định.",
    },
    "reference_ratio": {
        "en": "The initial stock takes the capital-output ratio of {territory} in {year}, {ratio:.2f}: no stock of the "
        "province is published.",
        "vi": "Vốn ban đầu lấy theo tỷ lệ vốn/sản lượng của {territory} năm {year}, bằng {ratio:.2f}: chưa có số vốn của tỉnh.",
    },
    "initial_stock_left": {
        "en": "{percent:.1f} % of the stock at the end of {last} still comes from the initial stock of {first}, which is "
        "assumed; tfp-soctrang capital shows the figure under others.",
        "vi": "{percent:.1f} % số vốn cuối năm {last} vẫn là từ vốn ban đầu năm {first}, một giả định; tfp-soctrang capital "
        "cho thấy con số theo các giả định khác.",
    },
    "labour_linked": {
        "en": "The phase straddles two definitions of employment: {earlier} is carried on by the growth of {later} from "
        "{year}.",
        "vi": "Giai đoạn này nằm giữa hai định nghĩa về lao động: {earlier} được nối bằng tốc độ tăng của {later} từ năm "
        "{year}.",
    },
    "secondary_panel": {
        "en": "Investment by owner, unemployment and the labour force of 2022 come from one secondary panel that cites "
        "the office; they were not read on the office's own pages.",
        "vi": "Vốn đầu tư theo loại hình, tỷ lệ thất nghiệp và lực lượng lao động 2022 lấy từ một bộ số liệu thứ cấp có "
        "dẫn nguồn cơ quan Thống kê; chưa đối chiếu với ấn phẩm gốc.",
    },
    "outlay_scope": {
        "en": "The national investment outlay changed its scope in 2020/21; the province's rise of 23 % in 2021 (current "
        "prices) may share in that.",
        "vi": "Phạm vi tính vốn đầu tư thực hiện của cả nước thay đổi năm 2020/21; mức tăng 23 % của tỉnh năm 2021 (giá "
        "hiện hành) có thể một phần do đó.",
    },
    "price_base_inferred": {
        "en": "The GRDP level of 2021 is at constant 2010 prices by inference: the source does not name the prices.",
        "vi": "Mức GRDP năm 2021 được suy ra là theo giá so sánh 2010: nguồn không ghi rõ giá.",
    },
    "national_2020_derived": {
        "en": "National employment on ICLS-19 in 2020 is derived and approximate (50,067 thousand).",
        "vi": "Lao động cả nước theo ICLS-19 năm 2020 là số tính lại, gần đúng (50.067 nghìn người).",
    },
    "not_calibrated_to_derived": {
        "en": "Not calibrated to: some of its cells are derived, not published.",
        "vi": "Không dùng để hiệu chỉnh: có ô là số tính lại, không phải số công bố.",
    },
    "not_calibrated_to": {
        "en": "Not calibrated to: another choice of phases was asked for.",
        "vi": "Không dùng để hiệu chỉnh: đã chọn các giai đoạn khác.",
    },
    "second_hand_account": {
        "en": "The published account was seen second-hand, in a public copy of the office's table; other editions print "
        "45.0 and 45.2 for the TFP share of 2016-2020.",
        "vi": "Bảng công bố được xem qua một bản sao công khai, không phải trên trang của cơ quan Thống kê; có ấn phẩm in "
        "45,0 và 45,2 cho tỷ phần TFP 2016-2020.",
    },
}

SENTENCES = cast(
    "Mapping[str, Mapping[Language, str]]",
    {
        **_ACCOUNT_SENTENCES,
        **CELL_SENTENCES,
        **MEASURE_SENTENCES,
        **TERRITORY_SENTENCES,
        **PROJECTION_SENTENCES,
        **SDMX_PX_SENTENCES,
        **EDITION_SENTENCES,
        **TEXT_FORMAT_SENTENCES,
        **SHEET_SENTENCES,
        **SENSITIVITY_SENTENCES,
        **TRANSLOG_SENTENCES,
        **ESTIMATION_TREND_SENTENCES,
        **ESTIMATION_LINEAR_SENTENCES,
        **ESTIMATION_VERDICT_SENTENCES,
        **DOCUMENT_SENTENCES,
        **JOB_SENTENCES,
    },
)


class _CommaFloat(float):
    """A number that formats itself with a decimal comma."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence waiting for its language: a code of `SENTENCES` and the values that go into it."""

    code: str
    values: tuple[tuple[str, str | float], ...] = ()

    @classmethod
    def of(cls, code: str, **values: object) -> Message:
        """Return the message `code` with its values: numbers stay numbers, everything else becomes text.

        Raises
        ------
        KeyError
            `code` is not in `SENTENCES`: a fault of ours.
        """
        if code not in SENTENCES:
            raise KeyError(code)
        kept = ((name, value if isinstance(value, float) else str(value)) for name, value in values.items())
        return cls(code, tuple(kept))

    def text(self, language: Language = "en") -> str:
        """Return the sentence in `language`."""
        values = {
            name: _CommaFloat(value) if language == "vi" and isinstance(value, float) else value
            for name, value in self.values
        }
        return SENTENCES[self.code][language].format(**values)

    def __str__(self) -> str:
        return self.text("en")
