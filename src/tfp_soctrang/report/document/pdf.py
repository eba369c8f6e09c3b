"""The report as PDF, set by Typst: the same content as the Word document, for reading and for the archive."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.report.document.blocks import Block, FigureBlock, FormulaBlock, Heading, Paragraph
from tfp_soctrang.report.document.content import report_content
from tfp_soctrang.report.document.formulas import Formula, Fraction, Power, Symbol

if TYPE_CHECKING:
    from tfp_soctrang.phase_report import PhaseReport

__all__ = ["pdf_bytes", "write_pdf"]


def write_pdf(report: PhaseReport, path: Path) -> None:
    """Write the report as PDF; the same report gives the same bytes.

    Its fonts are those that Typst ships (Libertinus Serif, New Computer Modern Math), so that every machine writes the
    same file; the document that follows the decree to the letter, in Times New Roman, is that of `write_document`.

    Raises
    ------
    DataError
        The extra `pdf` is not installed.
    """
    path.write_bytes(pdf_bytes(report))


def pdf_bytes(report: PhaseReport) -> bytes:
    """Return the report as the bytes of a PDF file.

    Raises
    ------
    DataError
        As `write_pdf`.
    """
    try:
        import typst
    except ImportError as error:
        raise DataError("report.pdf", Message.of("no_typst"), remedy=Message.of("install_pdf")) from error

    content = report_content(report)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pictures = _Pictures(root)
        record = {
            "language": report.language,
            "author": report.letterhead.body,
            "letter": asdict(content.letter),
            "opening": pictures.blocks(content.opening),
            "sections": [{"title": one.title, "blocks": pictures.blocks(one.blocks)} for one in content.sections],
            "closing": pictures.blocks(content.closing),
            "annexes": [
                {"number": one.number, "title": one.title, "blocks": pictures.blocks(one.blocks)}
                for one in content.annexes
            ],
        }
        (root / "content.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        source = (files("tfp_soctrang.report.document") / "templates" / "bao_cao.typ").read_bytes()
        (root / "report.typ").write_bytes(source)
        made: bytes = typst.compile(str(root / "report.typ"), root=folder, font_paths=[], ignore_system_fonts=True)
    return made


class _Pictures:
    """Blocks as records for Typst, their pictures written beside them in the order of the report."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._count = 0

    def blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [self._one(block) for block in blocks]

    def _one(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Heading):
            return {"kind": "heading", "text": block.text}
        if isinstance(block, Paragraph):
            return {"kind": block.kind, "text": block.text}
        if isinstance(block, FormulaBlock):
            return {"kind": "formula", "lines": [_tree(line) for line in block.lines]}
        if isinstance(block, FigureBlock):
            self._count += 1
            name = f"figure-{self._count}.png"
            (self._root / name).write_bytes(block.png)
            return {"kind": "figure", "file": name, "caption": block.caption, "description": block.description}
        return {
            "kind": "table",
            "caption": block.caption,
            "head": block.head,
            "rows": block.rows,
            "widths": block.widths,
            "words": block.words,
            "strong": sorted(block.strong),
            "notes": block.notes,
        }


def _tree(formula: Formula) -> dict[str, Any]:
    """Return a formula as a record."""
    if isinstance(formula, str):
        return {"kind": "text", "text": formula}
    if isinstance(formula, Symbol):
        return {"kind": "symbol", "letter": formula.letter, "index": formula.index, "mean": formula.mean}
    if isinstance(formula, Power):
        return {"kind": "power", "base": _tree(formula.base), "power": _tree(formula.power)}
    if isinstance(formula, Fraction):
        return {"kind": "fraction", "above": _tree(formula.above), "below": _tree(formula.below)}
    return {"kind": "row", "parts": [_tree(part) for part in formula]}
