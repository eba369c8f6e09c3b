"""The Word template of the report, written by code: an administrative report after Nghị định 30/2020/NĐ-CP, Annex I.

The file in `templates` is what `template_bytes` returns. An office edits a copy of it in Word: letterhead, styles, its
own paragraphs around the placeholders, the order of the sections. `{{ name }}` is a piece of text; `{{p name }}` stands
alone in a paragraph and becomes paragraphs and tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang.report.document.decree_styles import settings_xml, styles_xml
from tfp_soctrang.report.document.word_package import packed
from tfp_soctrang.report.document.word_xml import STYLES, TEXT_WIDTH_MM

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

__all__ = ["LEFT_MM", "RIGHT_MM", "template_bytes", "write_template"]

# Letterhead: the issuing body to the left, the motto of the state to the right.
LEFT_MM = 72.0
RIGHT_MM = TEXT_WIDTH_MM - LEFT_MM
_SIGNATURE_LINES = 4


def write_template(path: Path) -> None:
    """Write the template that an office can edit."""
    path.write_bytes(template_bytes())


def template_bytes() -> bytes:
    """Return the template as the bytes of a .docx file; two runs give the same."""
    import docx
    from docx.enum.section import WD_SECTION

    document = docx.Document()
    _clean(document)
    first = document.sections[0]
    _page(first)
    _running_lines(first)
    _letterhead(document)
    for name in ("kinh_gui", "can_cu", "mo_dau", *_SECTION_PLACES, "ket_thuc"):
        _block(document, name)
    _signature(document)
    for number in (1, 2):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        # the break stands in a paragraph of its own: a small one, that needs no page for itself
        document.paragraphs[-1].style = document.styles[STYLES["rule"][1]]
        _from_one(section)
        _line(document, f"{{{{ phu_luc_{number} }}}}", size=14, bold=True, align="center")
        _line(document, f"{{{{ ten_phu_luc_{number} }}}}", size=14, bold=True, align="center")
        _line(document, "{{ kem_theo }}", size=14, italic=True, align="center", after=6)
        _block(document, f"noi_dung_phu_luc_{number}")
    core = document.core_properties
    core.title, core.author, core.comments = "Mẫu báo cáo đóng góp của TFP vào tăng trưởng", "", ""
    _forget_dates(document)
    return packed(document)


# Sections in the order of the report; an office may put them in another.
_SECTION_PLACES = ("phuong_phap", "ket_qua", "gia_dinh", "do_nhay", "doi_chieu", "luu_y", "can_bo_sung")


def _clean(document: Document) -> None:
    """Put our styles and settings in place of those python-docx brings along, and take away its other parts."""
    from docx.oxml import parse_xml

    part: Any = document.part
    unwanted = {"thumbnail", "extended-properties", "stylesWithEffects", "customXml", "webSettings", "numbering"}
    for rels in (part.package.rels, part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in unwanted]:
            del rels[key]
    part._styles_part._element = parse_xml(styles_xml())
    part._settings_part._element = parse_xml(settings_xml())


def _forget_dates(document: Document) -> None:
    core: Any = document.core_properties._element
    for child in list(core):
        if child.tag.rpartition("}")[2] in {"created", "modified", "lastModifiedBy", "revision", "lastPrinted"}:
            core.remove(child)


def _page(section: Section) -> None:
    """Set the page: A4 upright; top and bottom 20 mm, left 30 mm, right 15 mm, the least that the decree allows."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)


def _running_lines(section: Section) -> None:
    """Set the page number in the middle of the top margin, not on the first page, and the state of the figure below."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section.different_first_page_header_footer = True
    head: Any = section.header.paragraphs[0]
    _format(head, align="center")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = head.add_run()
        _font(run, 13)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
    _format(section.first_page_header.paragraphs[0], align="center")
    for foot in (section.footer, section.first_page_footer):
        paragraph: Any = foot.paragraphs[0]
        _format(paragraph, align="center")
        _font(paragraph.add_run("{{ chan_trang }}"), 11, italic=True)


def _from_one(section: Section) -> None:
    """Let the pages of an annex count from one again, the first not shown."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section.different_first_page_header_footer = True
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    properties: Any = section._sectPr
    properties.find(qn("w:pgMar")).addnext(numbers)


def _font(run: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:  # noqa: ANN401
    from docx.shared import Pt

    run.font.size, run.font.bold, run.font.italic = Pt(size), bold or None, italic or None


def _format(paragraph: Any, *, align: str = "left", before: float = 0, after: float = 0) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def _line(
    place: Any,  # noqa: ANN401 - a document or a cell
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    before: float = 0,
    after: float = 0,
) -> Any:  # noqa: ANN401
    paragraph = place.add_paragraph()
    _format(paragraph, align=align, before=before, after=after)
    _font(paragraph.add_run(text), size, bold=bold, italic=italic)
    return paragraph


def _block(place: Any, name: str) -> None:  # noqa: ANN401
    paragraph = place.add_paragraph(style=STYLES["body"][1])
    paragraph.add_run(f"{{{{p {name} }}}}")


def _two_columns(document: Document, left: float, *, rows: int) -> Any:  # noqa: ANN401
    """Return a table without borders over the width of the text."""
    from docx.shared import Mm

    table: Any = document.add_table(rows=rows, cols=2)
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, (left, TEXT_WIDTH_MM - left), strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, (left, TEXT_WIDTH_MM - left), strict=True):
        column.width = Mm(width)
    return table


def _drop_first(cell: Any) -> None:  # noqa: ANN401
    """Take away the empty paragraph that a new cell begins with."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def _letterhead(document: Document) -> None:
    table = _two_columns(document, LEFT_MM, rows=2)
    (body, motto), (number, date) = (row.cells for row in table.rows)
    _line(body, "{%p if co_quan_chu_quan %}", size=12, align="center")
    _line(body, "{{ co_quan_chu_quan }}", size=12, align="center")
    _line(body, "{%p endif %}", size=12, align="center")
    _line(body, "{{ co_quan }}", size=12, bold=True, align="center")
    _block(body, "ke_co_quan")
    _line(motto, "{{ quoc_hieu }}", size=12, bold=True, align="center")
    _line(motto, "{{ tieu_ngu }}", size=13, bold=True, align="center")
    _block(motto, "ke_tieu_ngu")
    _line(number, "{{ so_ky_hieu }}", size=13, align="center", before=6)
    _line(date, "{{ dia_danh_ngay }}", size=13, italic=True, align="center", before=6)
    for cell in (body, motto, number, date):
        _drop_first(cell)
    _line(document, "{{ ten_loai }}", size=14, bold=True, align="center", before=14)
    _line(document, "{{ trich_yeu }}", size=14, bold=True, align="center")
    _block(document, "ke_trich_yeu")
    _framed(_line(document, "{{ tinh_trang }}", size=13, bold=True, align="center", before=12, after=10))


def _framed(paragraph: Any) -> None:  # noqa: ANN401
    from docx.oxml import parse_xml

    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(f"<w:pBdr {namespace}>{sides}</w:pBdr>"), "w:spacing", "w:ind", "w:jc")


def _signature(document: Document) -> None:
    from docx.oxml import OxmlElement

    table = _two_columns(document, LEFT_MM, rows=1)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    copies, signer = table.rows[0].cells
    _line(copies, "{{ noi_nhan_tu }}", size=12, bold=True, italic=True)
    _block(copies, "noi_nhan")
    _block(signer, "chuc_vu")
    for _ in range(_SIGNATURE_LINES):
        _line(signer, "", size=14, align="center")
    _line(signer, "{{ nguoi_ky }}", size=14, bold=True, align="center")
    for cell in (copies, signer):
        _drop_first(cell)
