"""Every element of Annex I of Nghị định 30/2020/NĐ-CP, asserted from the XML of the document.

Elements, sizes and places: shared/data/official/nd30_report_format.csv, from the text of the annex.
"""

from __future__ import annotations

import csv

import pytest
from lxml import etree
from phase_documents import LETTERHEAD, TWIPS, M, W, WordFile, bundled_report

from tfp_soctrang.phase_report import Letterhead
from tfp_soctrang.report.document.text_width import text_width
from tfp_soctrang.report.document.word_document import document_bytes


@pytest.fixture(scope="module")
def word():
    return WordFile(document_bytes(bundled_report("soc_trang", "vi", uncertain=False)))


def sections(word):
    return list(word.body.iter(f"{W}sectPr"))


def test_page_is_a4_upright_with_the_decrees_margins(word):
    found = sections(word)
    assert len(found) == 3  # the report and two annexes
    for section in found:
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size.get(f"{W}orient", "portrait") == "portrait"
        assert [round(int(size.get(f"{W}{side}")) / TWIPS) for side in ("w", "h")] == [210, 297]
        bounds = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
        for side, (least, most) in bounds.items():
            # half a twip of rounding
            assert least - 0.01 <= int(margin.get(f"{W}{side}")) / TWIPS <= most + 0.01, side


def test_font_is_times_new_roman_in_black_everywhere(word):
    for paragraph in word.paragraphs():
        for run in paragraph.findall(f"{W}r"):
            look = word.look(paragraph, run)
            assert (look.font, look.colour) == ("Times New Roman", "000000"), look
    styles = word.part("word/styles.xml")
    assert not styles.xpath("//*[@*[contains(local-name(), 'Theme')]]")
    # native maths need a mathematical font: Word sets them in no other
    fonts = {one.get(f"{W}ascii") for one in word.body.iter(f"{W}rFonts")}
    assert fonts == {"Cambria Math"}


def test_page_number_stands_in_the_middle_of_the_header_from_the_second_page_and_annexes_count_anew(word):
    found = sections(word)
    assert all(one.find(f"{W}titlePg") is not None for one in found)
    headers = {
        one.get(f"{W}type"): one.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for one in found[0].findall(f"{W}headerReference")
    }
    assert set(headers) == {"default", "first"}
    running, first = word.related(headers["default"]), word.related(headers["first"])
    (paragraph,) = running.iter(f"{W}p")
    assert [one.text for one in running.iter(f"{W}instrText")] == ["PAGE"]
    assert not list(first.iter(f"{W}instrText"))
    assert paragraph.find(f"{W}pPr/{W}jc").get(f"{W}val") == "center"
    for run in paragraph.findall(f"{W}r"):
        look = word.look(paragraph, run)
        assert (look.size, look.bold, look.italic, look.font) == (13.0, False, False, "Times New Roman")
    assert found[0].find(f"{W}pgNumType") is None  # from one, as by default
    for annex in found[1:]:
        assert annex.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert not annex.findall(f"{W}headerReference")  # the same header


# element of the table: the paragraph's text, size from–to, bold, italic, alignment
LINES = {
    "Quoc hieu": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, True, False, "center"),
    'Tieu ngu "Doc lap - Tu do - Hanh phuc"': ("Độc lập - Tự do - Hạnh phúc", 13, 14, True, False, "center"),
    "parent body name": ("CỤC THỐNG KÊ", 12, 13, False, False, "center"),
    "issuing body name": ("THỐNG KÊ THÀNH PHỐ CẦN THƠ", 12, 13, True, False, "center"),
    'number and symbol "So: .../BC-..."': ("Số: 07/BC-TKCT", 13, 13, False, False, "center"),
    "place and date": ("Cần Thơ, ngày 05 tháng 02 năm 2026", 13, 14, False, True, "center"),
    'type name "BAO CAO"': ("BÁO CÁO", 13, 14, True, False, "center"),
    "abstract (trich yeu)": ("Đóng góp của năng suất các nhân tố tổng hợp…", 13, 14, True, False, "center"),
    "legal bases": (f"{LETTERHEAD.legal_bases[0]};", 13, 14, False, True, "both"),
    "body": ("Giai đoạn 2021–2025, tổng sản phẩm…", 13, 14, False, False, "both"),
    'section heading "I. ..."': ("I. PHƯƠNG PHÁP TÍNH", 13, 14, True, False, "both"),
    'clause with title "1. ..."': ("1. Công thức", 14, 14, True, False, "both"),
    'point "a)"': ("a) Số của Sóc Trăng là số phân tích…", 14, 14, False, False, "both"),
    "Kinh gui (reports to a higher body)": ("Kính gửi:", 13, 14, False, False, "left"),
    "Noi nhan (word)": ("Nơi nhận:", 12, 12, True, True, "left"),
    "Noi nhan (list)": ("- Như trên;", 11, 11, False, False, "left"),
    "signer authority/title": ("KT. TRƯỞNG THỐNG KÊ", 13, 14, True, False, "center"),
    "signer name": ("Nguyễn Văn A", 13, 14, True, False, "center"),
    'Annex word "Phu luc I"': ("Phụ lục I", 14, 14, True, False, "center"),
    "Annex title": ("VỐN VÀ TỶ PHẦN TFP THEO CÁC CÁCH ĐO VỐN", 13, 14, True, False, "center"),
    "Annex reference line": (
        "(Kèm theo Báo cáo số 07/BC-TKCT ngày 05 tháng 02 năm 2026…",
        13,
        14,
        False,
        True,
        "center",
    ),
}
ELSEWHERE = {"page", "margins", "font", "page number"}  # the tests above


@pytest.mark.parametrize("element", LINES)
def test_element(word, element):
    text, least, most, bold, italic, align = LINES[element]
    paragraph = word.find(text)
    runs = [word.look(paragraph, run) for run in paragraph.findall(f"{W}r")]
    assert runs
    for look in runs:
        assert least <= look.size <= most, look
        assert (look.bold, look.italic, look.align) == (bold, italic, align), look


def test_every_element_of_the_decrees_table_is_asserted(raw_folder, not_run):
    table = raw_folder("").parent / "official" / "nd30_report_format.csv"
    if not table.is_file():
        not_run("the table of the decree's elements must lie beside the raw source files")
    with table.open(encoding="utf-8") as stream:
        elements = {row["element"] for row in csv.DictReader(stream)}
    assert elements == set(LINES) | ELSEWHERE


def test_body_has_its_indent_and_spaces(word):
    body = [one for one in word.paragraphs() if one.find(f"{W}pPr/{W}pStyle[@{W}val='TfpNoiDung']") is not None]
    assert len(body) > 20
    look = word.look(body[3])
    assert look.first_line_mm == pytest.approx(12.7, abs=0.01)  # 1,27 cm, to the twip
    assert look.after >= 6.0
    assert 1.0 <= look.lines <= 1.5


def rule_below(word, text):
    """Length of the rule under a line, and the room it stands in, in millimetres."""
    paragraph = word.find(text)
    rule = paragraph.getnext()
    border = rule.find(f"{W}pPr/{W}pBdr/{W}top")
    assert border.get(f"{W}val") == "single"
    indent = rule.find(f"{W}pPr/{W}ind")
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    room = 165.0 if cell is None else int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / TWIPS
    return room - sum(int(indent.get(f"{W}{side}")) for side in ("left", "right")) / TWIPS, room


def test_rule_below_the_motto_is_as_long_as_its_line(word):
    text = "Độc lập - Tự do - Hạnh phúc"
    length, _ = rule_below(word, text)
    # 56,06 mm: the line in Liberation Serif Bold 13, which has the widths of Times New Roman
    assert length == pytest.approx(56.06, rel=0.01)
    assert length == pytest.approx(text_width(text, 13, bold=True), abs=0.1)


@pytest.mark.parametrize(
    ("text", "size"), [("THỐNG KÊ THÀNH PHỐ CẦN THƠ", 12), ("Đóng góp của năng suất các nhân tố…", 14)]
)
def test_rule_below_body_and_abstract_is_a_third_to_a_half_of_the_line(word, text, size):
    length, room = rule_below(word, text)
    line = min(text_width(word.text_of(word.find(text)), size, bold=True), room)
    assert line / 3 <= length <= line / 2


def test_letterhead_lies_left_and_right_on_the_same_lines(word):
    table = next(word.body.iter(f"{W}tbl"))
    rows = [[word.text_of(cell).strip() for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
    assert rows[0][0].startswith("CỤC THỐNG KÊ")
    assert rows[0][1].startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert rows[1] == ["Số: 07/BC-TKCT", "Cần Thơ, ngày 05 tháng 02 năm 2026"]
    assert table.find(f"{W}tblPr/{W}tblBorders") is None


def test_bases_addressees_and_copies_end_as_the_decree_has_them(word):
    lines = word.lines()
    at = lines.index(f"{LETTERHEAD.legal_bases[0]};")
    assert lines[at + 1] == f"{LETTERHEAD.legal_bases[1]}."
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == [f"- {LETTERHEAD.recipients[0]};", f"- {LETTERHEAD.recipients[1]}."]
    at = lines.index("Nơi nhận:")
    assert lines[at + 1 : at + 4] == ["- Như trên;", "- Lãnh đạo Thống kê thành phố;", "- Lưu: VT, TH."]
    assert lines.index("Kính gửi:") < lines.index(f"{LETTERHEAD.legal_bases[0]};")


def test_one_addressee_stands_on_the_line_itself():
    head = Letterhead(recipients=("Bộ Khoa học và Công nghệ",))
    word = WordFile(document_bytes(bundled_report("viet_nam", "vi", letterhead=head, uncertain=False)))
    assert "Kính gửi: Bộ Khoa học và Công nghệ" in word.lines()
    assert "……, ngày …… tháng …… năm ……" in word.lines()  # what nobody gave is left for the pen
    assert "Số: ……/BC-……" in word.lines()


@pytest.mark.parametrize(
    ("date", "line"),
    [("2026-11-23", "ngày 23 tháng 11 năm 2026"), ("2026-03-09", "ngày 09 tháng 3 năm 2026")],
)
def test_day_below_ten_and_months_one_and_two_have_a_zero(date, line):
    from tfp_soctrang.report.document.letterhead import letter

    report = bundled_report("viet_nam", "vi", letterhead=Letterhead(place="Hà Nội", date=date), uncertain=False)
    assert letter(report).place_and_date == f"Hà Nội, {line}"


def test_tables_have_borders_and_repeat_their_headings(word):
    grids = [one for one in word.body.iter(f"{W}tbl") if one.find(f"{W}tblPr/{W}tblStyle") is not None]
    grids = [one for one in grids if one.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "TfpBang"]
    assert len(grids) == len(word.tables()) == 8
    merged = list(grids[4].iter(f"{W}vMerge"))
    assert [one.get(f"{W}val") for one in merged] == ["restart", *["continue"] * 3, "restart", *["continue"] * 2]
    borders = word.styles["TfpBang"].find(f"{W}tblPr/{W}tblBorders")
    sides = {etree.QName(side).localname: side.get(f"{W}val") for side in borders}
    assert sides == dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single")
    for grid in grids:
        width = sum(int(column.get(f"{W}w")) for column in grid.find(f"{W}tblGrid"))
        assert width / TWIPS == pytest.approx(165, abs=0.2)  # the width of the text; a twip a column of rounding
        assert grid.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_formulas_are_native_maths(word):
    shown = ["".join(one.text for one in maths.iter(f"{M}t")) for maths in word.body.iter(f"{M}oMath")]
    assert [text.replace("\u2009", " ") for text in shown] == [
        "GA = GY − bK GK − bL GL", "bK + bL = 1", "sTFP = GAGY", "Kt = (1 − δ) Kt−1 + It",
    ]  # fmt: skip
    assert len(list(word.body.iter(f"{M}f"))) == 1
    assert len(list(word.body.iter(f"{M}sSub"))) >= 12


def test_every_part_has_its_type_and_every_relation_its_part(word):
    names = set(word.zip.namelist())
    types = word.part("[Content_Types].xml")
    named = {one.get("PartName").lstrip("/") for one in types if one.get("PartName")}
    endings = {one.get("Extension") for one in types if one.get("Extension")}
    for name in names - {"[Content_Types].xml"}:
        assert name in named or name.rpartition(".")[2] in endings, name
    relations = {one.get("Id"): one for one in word.part("word/_rels/document.xml.rels")}
    for one in relations.values():
        assert f"word/{one.get('Target')}" in names
    used = {value for one in word.body.iter() for key, value in one.attrib.items() if "relationships}" in key}
    assert used
    assert used <= set(relations)


# ECMA-376, part 1: the order in which the children of an element must stand; Word refuses a file that mixes them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat mathPr themeFontLang clrSchemeMapping "
    "decimalSymbol listSeparator",
    "docDefaults": "rPrDefault pPrDefault",
}  # fmt: skip


def test_elements_stand_in_the_order_of_the_standard(word):
    checked = 0
    for name in word.zip.namelist():
        if not name.startswith("word/") or not name.endswith(".xml") or "theme" in name or "fontTable" in name:
            continue
        for element in word.part(name).iter():
            kind = etree.QName(element).localname
            if kind not in ORDER or not (element.tag.startswith(W) or kind == "settings"):
                continue
            children = [etree.QName(child).localname for child in element]
            order = ORDER[kind].split()
            assert set(children) <= set(order), (name, kind, children)
            assert children == sorted(children, key=order.index), (name, kind, children)
            checked += 1
    assert checked > 500
