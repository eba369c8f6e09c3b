"""What the first sheet of the template says, in Vietnamese with English beneath."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GUIDE_TITLE", "PARAGRAPHS", "Paragraph"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One point of the guide: its subject and its text, in both languages."""

    subject_vi: str
    subject_en: str
    vi: str
    en: str


GUIDE_TITLE = (
    "Biểu nhập số liệu tính năng suất các nhân tố tổng hợp (TFP)",
    "Template for the data behind total factor productivity (TFP)",
)

PARAGRAPHS: tuple[Paragraph, ...] = (
    Paragraph(
        "1. Cách ghi",
        "How to fill in",
        "Mỗi nhóm chỉ tiêu một trang, mỗi năm một dòng. Mỗi chỉ tiêu có ba cột: giá trị, trạng thái, nguồn. "
        "Chỉ ghi vào các ô nền vàng. Ghi số trần, không kèm đơn vị hay dấu %; đơn vị và loại giá chọn ở phía "
        "trên cột.",
        "One sheet for each group, one row a year. Each series has three columns: value, status, source. "
        "Write in the yellow cells only. Write bare numbers, without unit or % sign; unit and price base are "
        "chosen above the column.",
    ),
    Paragraph(
        "2. Ô cần ghi",
        "Which cells are needed",
        "Muốn tính cho giai đoạn 2021–2025 cần số liệu các năm 2020 đến 2025: (a) GRDP theo giá so sánh 2010, "
        "hoặc một năm và tốc độ tăng các năm sau; (b) tích lũy tài sản cố định, hoặc vốn đầu tư thực hiện, "
        "càng nhiều năm trước đó càng tốt; nếu chỉ có giá hiện hành thì được khử giá bằng chỉ số giảm phát của "
        "cả nước, kèm lưu ý; (c) lao động đang làm việc. Trang Hệ số không bắt buộc: để trống thì dùng giả "
        "định chuẩn. Ô nào thiếu, chương trình sẽ nêu rõ.",
        "For the phase 2021–2025 the years 2020 to 2025 are needed: (a) GRDP at constant 2010 prices, or one "
        "year and the growth of the later ones; (b) fixed capital formation, or the investment outlay, and as "
        "many earlier years as there are; at current prices only, it is deflated by the national deflator, with "
        "a caveat; (c) employed persons. The sheet Hệ số is optional: left empty, the baseline assumptions stand "
        "in. What is missing is named when a figure is asked for.",
    ),
    Paragraph(
        "3. Trạng thái",
        "Status",
        "Mỗi số phải có trạng thái. chính thức: số đã quyết toán, không sửa nữa. sơ bộ: đã công bố, sẽ còn "
        "sửa. ước tính: ước trước khi hết kỳ, hoặc số làm tròn. không nêu: nguồn không nói rõ. tính toán: tự "
        "tính từ số đã công bố.",
        "Every number has a status. chính thức (official): final. sơ bộ (preliminary): published, still to be "
        "revised. ước tính (estimate): made before the period ended, or rounded. không nêu (unstated): the "
        "source does not say. tính toán (derived): computed from published numbers.",
    ),
    Paragraph(
        "4. Không có số liệu",
        "No number",
        "Để trống cả ô giá trị và trạng thái, hoặc ghi .. ở ô giá trị. Không ghi số 0 thay cho số liệu thiếu.",
        "Leave value and status empty, or write .. for the value. Never write 0 for a number that is missing.",
    ),
    Paragraph(
        "5. Nguồn",
        "Source",
        "Ghi tên ấn phẩm, số bảng, trang. Để trống thì nguồn là tên tệp này.",
        "Name the publication, table and page. Left empty, the source is this file's name.",
    ),
    Paragraph(
        "6. Năm gián đoạn chuỗi",
        "Break years",
        "Nếu từ năm nào phạm vi, định nghĩa thay đổi so với năm trước thì ghi năm đó (ví dụ 2020): tốc độ "
        "tăng từ 2019 đến 2020 sẽ không được tính. Không có thì để trống.",
        "When scope or definition changed from one year to the next, write the later year (such as 2020): no "
        "growth from 2019 to 2020 is computed. Leave it empty when there is none.",
    ),
    Paragraph(
        "7. Ví dụ",
        "Example",
        "GRDP theo giá so sánh 2010, dòng 2021: giá trị 35415; trạng thái chính thức; nguồn: Niên giám thống "
        "kê 2022, bảng 50.",
        "GRDP at constant 2010 prices, row 2021: value 35415; status chính thức; source: Statistical Yearbook "
        "2022, table 50.",
    ),
    Paragraph(
        "8. Sắp xếp lại",
        "Rearranging",
        "Có thể đổi thứ tự cột, chèn thêm dòng, thêm cột ghi chú. Không sửa dòng Mã (chữ xám nhỏ): chương "
        "trình nhận ra chỉ tiêu nhờ mã này.",
        "Columns may be moved, rows and columns of notes inserted. Leave the row of codes (small, grey) as it "
        "is: series are recognised by it.",
    ),
    Paragraph(
        "9. Kiểm tra",
        "Check",
        "Lưu tệp rồi chạy lệnh: tfp-soctrang data check TÊN_TỆP.xlsx. Mọi ô sai được liệt kê cùng lúc, kèm lý "
        "do và cách sửa.",
        "Save the file and run: tfp-soctrang data check FILE.xlsx. Every bad cell is listed at once, with "
        "reason and remedy.",
    ),
)
