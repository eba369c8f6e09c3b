"""Blocks of a report as WordprocessingML: paragraphs, tables, pictures, native Word maths.

Text goes in as text: `<` and `&` are escaped, braces are written as references so that no template engine reads them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tfp_soctrang.report.document.blocks import Block, FigureBlock, FormulaBlock, Heading, Paragraph, TableBlock
from tfp_soctrang.report.document.formulas import Formula, Fraction, Power, Symbol

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

__all__ = ["STYLES", "TEXT_WIDTH_MM", "blocks_xml", "line_xml", "omml", "paragraph_xml", "word_text"]

TEXT_WIDTH_MM = 165.0  # A4 less 30 mm on the left and 15 mm on the right
_TWIPS = 1440.0 / 25.4

# The styles of the template, by what they are for: id and name.
STYLES = {
    "body": ("TfpNoiDung", "TFP Nội dung"),
    "item": ("TfpLietKe", "TFP Liệt kê"),
    "note": ("TfpGhiChu", "TFP Ghi chú"),
    "source": ("TfpNguon", "TFP Nguồn"),
    "caption": ("TfpTenBang", "TFP Tên bảng, hình"),
    "cell": ("TfpOBang", "TFP Ô bảng"),
    "formula": ("TfpCongThuc", "TFP Công thức"),
    "picture": ("TfpHinh", "TFP Hình"),
    "rule": ("TfpDuongKe", "TFP Đường kẻ"),
    "to": ("TfpKinhGui", "TFP Kính gửi"),
    "basis": ("TfpCanCu", "TFP Căn cứ"),
    "copies": ("TfpNoiNhan", "TFP Nơi nhận"),
    "signer": ("TfpChucVu", "TFP Chức vụ"),
    "section": ("Heading1", "heading 1"),
    "clause": ("Heading2", "heading 2"),
    "grid": ("TfpBang", "TFP Bảng"),
}

# The symbols of the report's formulas where they stand in running text.
_SYMBOL = re.compile(r"(?<!\w)([GbsKI])_(TFP|[YKLAt])(?!\w)")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_text(text: str) -> str:
    """Return text as XML: escaped, letters that XML cannot hold replaced, braces as references."""
    kept = escape(_NOT_XML.sub("\ufffd", text))
    return kept.replace("{", "&#123;").replace("}", "&#125;")


def _run(text: str, properties: str = "") -> str:
    settings = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{settings}<w:t xml:space="preserve">{word_text(text)}</w:t></w:r>' if text else ""


def _runs(text: str, properties: str = "", *, symbols: bool = True) -> str:
    """Return running text, its symbols as a letter in italics with an index."""
    if not symbols:
        return _run(text, properties)
    found, at = [], 0
    for match in _SYMBOL.finditer(text):
        found.append(_run(text[at : match.start()], properties))
        found.append(_run(match[1], f"{properties}<w:i/>"))
        found.append(_run(match[2], f'{properties}<w:vertAlign w:val="subscript"/>'))
        at = match.end()
    return "".join([*found, _run(text[at:], properties)])


def paragraph_xml(text: str, style: str, settings: str = "", *, symbols: bool = True) -> str:
    """Return a paragraph in a style of `STYLES`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[style][0]}"/>{settings}</w:pPr>{_runs(text, symbols=symbols)}</w:p>'


def line_xml(length_mm: float, room_mm: float) -> str:
    """Return a rule of a given length in the middle of a room: the upper border of an empty paragraph."""
    indent = round(max(0.0, (room_mm - length_mm) / 2.0) * _TWIPS)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES["rule"][0]}"/>'
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:ind w:left="{indent}" w:right="{indent}" w:firstLine="0"/></w:pPr></w:p>'
    )


def omml(formula: Formula) -> str:
    """Return a formula as Office maths."""
    if isinstance(formula, str):
        text = f'<m:t xml:space="preserve">{word_text(formula)}</m:t>'
        return f'<m:r><m:rPr><m:sty m:val="p"/></m:rPr>{_MATHS_FONT}{text}</m:r>'
    if isinstance(formula, Symbol):
        letter = f"<m:r>{_MATHS_FONT}<m:t>{word_text(formula.letter)}</m:t></m:r>"
        if formula.mean:
            letter = f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>{letter}</m:e></m:bar>'
        if not formula.index:
            return letter
        upright = len(formula.index) > 1 and formula.index.isalpha()
        index = omml(formula.index) if upright else f"<m:r>{_MATHS_FONT}<m:t>{word_text(formula.index)}</m:t></m:r>"
        return f"<m:sSub><m:e>{letter}</m:e><m:sub>{index}</m:sub></m:sSub>"
    if isinstance(formula, Power):
        return f"<m:sSup><m:e>{omml(formula.base)}</m:e><m:sup>{omml(formula.power)}</m:sup></m:sSup>"
    if isinstance(formula, Fraction):
        return f"<m:f><m:num>{omml(formula.above)}</m:num><m:den>{omml(formula.below)}</m:den></m:f>"
    return "".join(omml(part) for part in formula)


_MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_MATHS_FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'


def _formula_xml(block: FormulaBlock) -> str:
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES["formula"][0]}"/></w:pPr>'
        f"<m:oMathPara {_MATHS}><m:oMath>{omml(line)}</m:oMath></m:oMathPara></w:p>"
        for line in block.lines
    )


def _cell(text: str, width: int, align: str, *, bold: bool, span: int = 1, merge: str = "") -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    wide += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES["cell"][0]}"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_runs(text, '<w:b/>' if bold else '')}</w:p></w:tc>"
    )


def _heading_row(head: Sequence[Sequence[str]], row: int, widths: Sequence[int]) -> str:
    """Return a row of the heading; an empty cell belongs to the one before it, in the first column to that above."""
    cells, found, i = head[row], [], 0
    while i < len(cells):
        end = i + 1
        while i > 0 and end < len(cells) and not cells[end]:
            end += 1
        merge = "" if len(head) == 1 or i > 0 else "continue" if row else "restart"
        found.append(_cell(cells[i], sum(widths[i:end]), "center", bold=True, span=end - i, merge=merge))
        i = end
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(found)}</w:tr>"


def _table_xml(block: TableBlock) -> str:
    whole = TEXT_WIDTH_MM * _TWIPS
    widths = [round(part / sum(block.widths) * whole) for part in block.widths]
    rows = [_heading_row(block.head, i, widths) for i in range(len(block.head))]
    first = [row[0] for row in block.rows]
    for i, row in enumerate(block.rows):
        more = i + 1 < len(first) and not first[i + 1]
        merge = "continue" if i and not first[i] else "restart" if more else ""
        cells = (
            _cell(
                cell,
                width,
                "left" if j < block.words else "right",
                bold=i in block.strong,
                merge="" if j else merge,
            )
            for j, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{STYLES["grid"][0]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    notes = "".join(paragraph_xml(note, "note") for note in block.notes)
    # Word joins tables that touch: what follows a table without notes is kept apart by an empty line
    return paragraph_xml(block.caption, "caption", "<w:keepNext/>") + table + (notes or paragraph_xml("", "note"))


def _picture_xml(block: FigureBlock, part: DocumentPart) -> str:
    from docx.shared import Mm
    from lxml import etree

    inline: Any = part.new_pic_inline(io.BytesIO(block.png), width=Mm(TEXT_WIDTH_MM - 3.0))
    inline.docPr.set("descr", _NOT_XML.sub("\ufffd", block.description))
    drawing = word_safe(etree.tostring(inline, encoding="unicode"))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES["picture"][0]}"/><w:keepNext/></w:pPr>'
        f"<w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>{paragraph_xml(block.caption, 'caption')}"
    )


def word_safe(xml: str) -> str:
    """Return XML whose text and attributes no template engine reads: braces as references."""
    return xml.replace("{", "&#123;").replace("}", "&#125;")


def blocks_xml(blocks: Iterable[Block], part: DocumentPart) -> str:
    """Return blocks as the XML of the paragraphs and tables of a document's body."""
    found = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(paragraph_xml(block.text, "clause"))
        elif isinstance(block, Paragraph):
            found.append(paragraph_xml(block.text, block.kind, symbols=block.kind != "source"))
        elif isinstance(block, FormulaBlock):
            found.append(_formula_xml(block))
        elif isinstance(block, TableBlock):
            found.append(_table_xml(block))
        else:
            found.append(_picture_xml(block, part))
    return "".join(found)
