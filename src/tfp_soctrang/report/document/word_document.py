"""The report as a Word document: the content set into a template that the office can edit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.report.document.content import SECTIONS, ReportContent, report_content
from tfp_soctrang.report.document.decree_template import LEFT_MM, RIGHT_MM
from tfp_soctrang.report.document.text_width import text_width
from tfp_soctrang.report.document.word_package import packed
from tfp_soctrang.report.document.word_xml import TEXT_WIDTH_MM, blocks_xml, line_xml, paragraph_xml, word_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.parts.document import DocumentPart
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    from tfp_soctrang.phase_report import PhaseReport

__all__ = ["PLACEHOLDERS", "document_bytes", "write_document"]

# Placeholders of the sections, by their names in the content.
_SECTION_PLACES = {
    "method": "phuong_phap",
    "results": "ket_qua",
    "evidence": "gia_dinh",
    "certainty": "do_nhay",
    "comparison": "doi_chieu",
    "caveats": "luu_y",
    "supply": "can_bo_sung",
}
_ANNEX_PLACES = ("noi_dung_phu_luc_1", "noi_dung_phu_luc_2")
# `{{ name }}`, a piece of text in a line.
_LINES = (
    "quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu",
    "tinh_trang", "noi_nhan_tu", "nguoi_ky", "chan_trang", "kem_theo",
    "phu_luc_1", "ten_phu_luc_1", "phu_luc_2", "ten_phu_luc_2",
)  # fmt: skip
# `{{p name }}`, alone in a paragraph.
_BLOCKS = (
    "ke_co_quan", "ke_tieu_ngu", "ke_trich_yeu", "can_cu", "kinh_gui", "mo_dau", *_SECTION_PLACES.values(),
    "ket_thuc", "noi_nhan", "chuc_vu", *_ANNEX_PLACES,
)  # fmt: skip
PLACEHOLDERS = (*_LINES, *_BLOCKS)
# An office may write its letterhead into the template; what the figure is and rests on must not go missing.
_REQUIRED = ("trich_yeu", "tinh_trang", "mo_dau", *_SECTION_PLACES.values(), *_ANNEX_PLACES)

_RULE = 0.4  # of the text above: the decree asks for a third to a half
_ADDRESSEES_MM = 45.0


def write_document(report: PhaseReport, path: Path, template: Path | None = None) -> None:
    """Write the report as a Word document; the same report and template give the same bytes.

    Parameters
    ----------
    report
        The figure, what it rests on, and the letterhead.
    path
        The .docx file.
    template
        A .docx file made from the shipped template; None: the shipped one.

    Raises
    ------
    DataError
        The template cannot be read, has placeholders that are unknown or misplaced, or lacks one that is required.
    """
    path.write_bytes(document_bytes(report, template))


def document_bytes(report: PhaseReport, template: Path | None = None) -> bytes:
    """Return the report as the bytes of a .docx file.

    Raises
    ------
    DataError
        As `write_document`.
    """
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from lxml import etree

    name = "bao_cao.docx" if template is None else template.name
    source = _shipped() if template is None else _given(template)
    opened = _opened(source, name)
    environment = _environment()
    setting = DocxTemplate(io.BytesIO(source))
    try:
        _check(setting, opened, environment, name)
        content = report_content(report, _order(opened))
        setting.init_docx()
        values = _values(content, setting.docx.part)
        # docxtpl mends broken XML without a word: the body is rendered once strictly before
        setting.render_init()
        etree.fromstring(setting.build_xml(values, environment).encode())
        setting.render(values, environment)
    except TemplateError as error:
        raise _broken(error, name) from error
    except etree.XMLSyntaxError as error:
        raise DataError(
            name, Message.of("template_broken", why=error, where="document.xml"), remedy=Message.of("mend_placeholder")
        ) from error
    _properties(setting.docx, report, content)
    return packed(setting.docx)


@cache
def _shipped() -> bytes:
    return (files("tfp_soctrang.report.document") / "templates" / "bao_cao.docx").read_bytes()


def _given(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            path.name, Message.of("template_unreadable", why=error), remedy=Message.of("give_docx")
        ) from error


def _opened(source: bytes, name: str) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        return docx.Document(io.BytesIO(source))
    except (zipfile.BadZipFile, OpcError, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise DataError(name, Message.of("template_unreadable", why=error), remedy=Message.of("give_docx")) from error


def _environment() -> SandboxedEnvironment:
    """Return the engine: a name without a value is an error, and values are text, never markup."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _paragraphs(document: Document) -> Iterator[str]:
    """Yield the text of every paragraph of body, headers and footers."""
    from docx.oxml.ns import qn

    parts: list[Any] = [document.element.body]
    for section in document.sections:
        parts += [
            part._element
            for part in (section.header, section.first_page_header, section.footer, section.first_page_footer)
            if not part.is_linked_to_previous
        ]
    for part in parts:
        texts: dict[Any, list[str]] = {}
        for text in part.iter(qn("w:t")):
            owner = next(text.iterancestors(qn("w:p")))
            texts.setdefault(owner, []).append(text.text or "")
        yield from ("".join(pieces) for pieces in texts.values())


_TAG = re.compile(r"\{\{(p|r|tr|tc)?\s+(\w+)[^{}]*\}\}|\{\{(\w+)[^{}]*\}\}")


def _check(setting: DocxTemplate, opened: Document, environment: SandboxedEnvironment, name: str) -> None:
    for text in _paragraphs(opened):
        if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
            raise DataError(
                name,
                Message.of("template_unclosed", where=repr(text.strip()[:80])),
                remedy=Message.of("mend_placeholder"),
            )
    found = setting.get_undeclared_template_variables(environment)
    unknown = sorted(found - set(PLACEHOLDERS))
    if unknown:
        raise DataError(
            name,
            Message.of("template_unknown", names=", ".join(unknown)),
            remedy=Message.of("known_placeholders", names=", ".join(PLACEHOLDERS)),
        )
    missing = [one for one in _REQUIRED if one not in found]
    if missing:
        raise DataError(
            name, Message.of("template_missing", names=", ".join(missing)), remedy=Message.of("add_placeholders")
        )
    wrong = []
    for text in _paragraphs(opened):
        for match in _TAG.finditer(text):
            kind, placeholder = match[1] or "", match[2] or match[3]
            alone = text.strip() == match[0]
            as_block = kind == "p" and alone
            if (placeholder in _BLOCKS and not as_block) or (placeholder in _LINES and kind):
                wrong.append(match[0] if alone else f"{match[0]} ({text.strip()[:60]})")
    if wrong:
        raise DataError(
            name, Message.of("template_misplaced", names="; ".join(wrong)), remedy=Message.of("mend_placeholder")
        )


def _broken(error: Exception, name: str) -> DataError:
    """Return what the template engine says as an error that shows the place."""
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    near = " … ".join(line for line in lines if "{" in line) or " … ".join(line for line in lines if line)
    return DataError(
        name, Message.of("template_broken", why=error, where=repr(near[:200])), remedy=Message.of("mend_placeholder")
    )


def _order(document: Document) -> list[str]:
    """Return the sections as the template has them: they are numbered in that order."""
    names = {place: name for name, place in _SECTION_PLACES.items()}
    found = [match[2] or match[3] for text in _paragraphs(document) for match in _TAG.finditer(text)]
    order = [names[place] for place in dict.fromkeys(found) if place in names]
    return order if len(order) == len(SECTIONS) else list(SECTIONS)


def _values(content: ReportContent, part: DocumentPart) -> dict[str, Any]:
    """Return what each placeholder becomes."""
    from markupsafe import Markup

    letter = content.letter
    annexes = content.annexes
    lines = {
        "quoc_hieu": letter.motto,
        "tieu_ngu": letter.motto_below,
        "co_quan_chu_quan": letter.parent_body,
        "co_quan": letter.body,
        "so_ky_hieu": letter.number,
        "dia_danh_ngay": letter.place_and_date,
        "ten_loai": letter.type_name,
        "trich_yeu": letter.abstract,
        "tinh_trang": letter.status,
        "noi_nhan_tu": letter.copies_word,
        "nguoi_ky": letter.signer_name,
        "chan_trang": letter.foot,
        "kem_theo": letter.annex_of,
        "phu_luc_1": annexes[0].number,
        "ten_phu_luc_1": annexes[0].title,
        "phu_luc_2": annexes[1].number,
        "ten_phu_luc_2": annexes[1].title,
    }
    blocks = {
        "ke_co_quan": line_xml(_RULE * _in_room(letter.body, 12, LEFT_MM), LEFT_MM),
        "ke_tieu_ngu": line_xml(_in_room(letter.motto_below, 13, RIGHT_MM), RIGHT_MM),
        "ke_trich_yeu": line_xml(_RULE * _in_room(letter.abstract, 14, TEXT_WIDTH_MM), TEXT_WIDTH_MM),
        "can_cu": "".join(paragraph_xml(basis, "basis") for basis in letter.legal_bases),
        "kinh_gui": _addressees(letter.to, letter.recipients),
        "mo_dau": blocks_xml(content.opening, part),
        "ket_thuc": blocks_xml(content.closing, part),
        "noi_nhan": _paragraphs_xml(letter.copies, "copies"),
        "chuc_vu": _paragraphs_xml(letter.signer_title, "signer"),
        **dict.fromkeys(_SECTION_PLACES.values(), ""),
    }
    for section in content.sections:
        heading = paragraph_xml(section.title, "section")
        blocks[_SECTION_PLACES[section.name]] = heading + blocks_xml(section.blocks, part)
    for place, annex in zip(_ANNEX_PLACES, annexes, strict=True):
        blocks[place] = blocks_xml(annex.blocks, part)
    return {name: Markup(word_text(text)) for name, text in lines.items()} | {  # noqa: S704 - escaped by word_text
        name: Markup(xml)  # noqa: S704 - our own markup, its text escaped by word_text
        for name, xml in blocks.items()
    }


def _in_room(text: str, size: float, room_mm: float) -> float:
    """Return the length of the (longest) line that a bold text makes in a room."""
    return min(text_width(text, size, bold=True), room_mm)


def _paragraphs_xml(texts: Iterable[str], style: str) -> str:
    return "".join(paragraph_xml(text, style, symbols=False) for text in texts)


def _addressees(to: str, recipients: tuple[str, ...]) -> str:
    """Return to whom the report goes: one on the same line, several below the colon, each with its dash."""
    if not recipients:
        return ""
    if len(recipients) == 1:
        return paragraph_xml(f"{to} {recipients[0]}", "to", '<w:jc w:val="center"/>', symbols=False)
    twips = 1440.0 / 25.4
    below = _ADDRESSEES_MM + text_width(to.removesuffix(":"), 14)
    hang = round(text_width("- ", 14) * twips)
    first = paragraph_xml(to, "to", f'<w:ind w:left="{round(_ADDRESSEES_MM * twips)}"/>', symbols=False)
    indent = f'<w:ind w:left="{round(below * twips) + hang}" w:hanging="{hang}"/>'
    return first + "".join(paragraph_xml(one, "to", indent, symbols=False) for one in recipients)


def _properties(document: Document, report: PhaseReport, content: ReportContent) -> None:
    """Set the file's properties from the report alone: no clock, no user of the machine."""
    from docx.oxml.ns import qn

    core = document.core_properties
    element: Any = core._element
    for child in list(element):
        element.remove(child)
    core.title = content.letter.abstract[:255]
    core.author = report.letterhead.body[:255]
    core.language = {"vi": "vi-VN", "en": "en-GB"}[report.language]
    if report.language == "en":
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
