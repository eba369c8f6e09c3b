"""Reports for the tests of documents, and how to read a Word file by its XML alone."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from dataclasses import dataclass

import numpy as np
from lxml import etree

import tfp_soctrang as tfp
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.sources.accounts import load_account
from tfp_soctrang.uncertainty import PhaseUncertainty, RankedAssumption, Swing
from tfp_soctrang.units import Phase

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PHASES = {"soc_trang": (2021, 2025), "viet_nam": (2016, 2020)}
TWIPS = 1440 / 25.4  # in a millimetre

LETTERHEAD = Letterhead(
    parent_body="Cục Thống kê",
    body="Thống kê thành phố Cần Thơ",
    place="Cần Thơ",
    number="7",
    symbol="TKCT",
    date="2026-02-05",
    recipients=("Sở Khoa học và Công nghệ thành phố Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ"),
    signer_title="KT. Trưởng Thống kê\nPhó Trưởng Thống kê",
    signer_name="Nguyễn Văn A",
    copies=("Lãnh đạo Thống kê thành phố",),
    drafting_unit="TH",
    legal_bases=(
        "Căn cứ Nghị định số 94/2022/NĐ-CP ngày 07 tháng 11 năm 2022 của Chính phủ",
        "Căn cứ Kế hoạch nâng cao năng suất của tỉnh",
    ),
)


def uncertainty(study, first, last, draws=400):
    """A small run over the ranges of the assumptions; its ranking is made up from the swings."""
    inputs, account = study.prepare(Phase(first, last)), study.phase(first, last)
    centre = {used.assumption.name: used.value for used in account.assumptions}
    centre |= {cell.filler.name: cell.parameter for cell in account.filled_cells}
    ranges = {name: study.assumptions[name] for name in centre}
    rng = np.random.default_rng(0)
    drawn = {
        name: rng.triangular(ranges[name].low, mode, ranges[name].high, draws)
        for name, mode in centre.items()
        if ranges[name].low < ranges[name].high
    }

    def shares(values):
        return evaluate(inputs, values).decomposition(account.form, account.averaging)

    split = shares(drawn)
    share, growth = split.tfp_contribution_share, split.tfp_growth
    swings = []
    for name in drawn:
        low, high = ranges[name].low, ranges[name].high
        ends = shares({name: np.array([low, high])}).tfp_contribution_share
        swings.append(Swing(name=name, low=low, high=high, share_at_low=float(ends[0]), share_at_high=float(ends[1])))
    swings.sort(key=lambda one: -abs(one.share_at_high - one.share_at_low))
    widths = {one.name: (one.share_at_high - one.share_at_low) ** 2 for one in swings}
    parts = {name: width / sum(widths.values()) for name, width in widths.items()}

    def quantile(values, at):
        return float(np.quantile(values, at))

    return PhaseUncertainty(
        territory=account.territory,
        phase=account.phase,
        draws=draws,
        seed=0,
        sampling="random",
        central=account.tfp_contribution_share,
        median=quantile(share, 0.5),
        level=0.9,
        low=quantile(share, 0.05),
        high=quantile(share, 0.95),
        tfp_growth_median=quantile(growth, 0.5),
        tfp_growth_low=quantile(growth, 0.05),
        tfp_growth_high=quantile(growth, 0.95),
        probability_negative=float((share < 0).mean()),
        probability_undefined=0.0,
        targets=((0.45, float((share > 0.45).mean())), (0.55, float((share > 0.55).mean()))),
        ranking=tuple(
            RankedAssumption(
                name=name, first_order=part, total=1.05 * part, total_low=0.95 * part, total_high=1.15 * part
            )
            for name, part in parts.items()
        ),
        swings=tuple(swings),
        fan=(),
    )


def bundled_report(name, language, *, letterhead=LETTERHEAD, uncertain=True):
    """The report of a bundled data set."""
    first, last = PHASES[name]
    data = tfp.load(name)
    study = tfp.study(data)
    published = None
    if name == "viet_nam":
        phases = load_account(None, data.territory).phases
        published = next(one for one in phases if one.phase == Phase(first, last))
    return phase_report(
        study,
        first,
        last,
        uncertainty=uncertainty(study, first, last) if uncertain else None,
        published=published,
        letterhead=letterhead,
        language=language,
        code_version="0.1.0",
    )


@dataclass(frozen=True)
class Look:
    """How a run of text is set after all its styles: font, size in points, colour, alignment, spaces in points."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    colour: str
    align: str
    first_line_mm: float
    before: float
    after: float
    lines: float


class WordFile:
    """A .docx file by its XML, without the library that wrote it."""

    def __init__(self, source: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(source))
        self.body = self.part("word/document.xml").find(f"{W}body")
        self.styles = {one.get(f"{W}styleId"): one for one in self.part("word/styles.xml").iter(f"{W}style")}

    def part(self, name):
        return etree.fromstring(self.zip.read(name))

    def related(self, relation_id):
        """The part behind a relation of the document."""
        for one in self.part("word/_rels/document.xml.rels"):
            if one.get("Id") == relation_id:
                return self.part(f"word/{one.get('Target')}")
        raise KeyError(relation_id)

    @staticmethod
    def text_of(paragraph):
        """Text of a paragraph, its line breaks kept; maths are not text."""
        pieces = paragraph.iter(f"{W}t", f"{W}br")
        return "".join("\n" if one.tag == f"{W}br" else one.text or "" for one in pieces)

    def paragraphs(self, root=None):
        return list((self.body if root is None else root).iter(f"{W}p"))

    def lines(self):
        """Texts of all paragraphs, blanks that do not break turned into blanks."""
        return [self.text_of(one).replace("\u00a0", " ") for one in self.paragraphs()]

    def text(self):
        return "\n".join(self.lines())

    def find(self, text):
        """The first paragraph with this text, or beginning with it when it ends with an ellipsis."""
        for one in self.paragraphs():
            shown = self.text_of(one).replace("\u00a0", " ")
            if shown == text or (text.endswith("…") and shown.startswith(text[:-1])):
                return one
        raise LookupError(text)

    def _chain(self, paragraph):
        """Properties of the style chain, the nearest first, then the document's defaults."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "Normal" if style is None else style.get(f"{W}val")
        while name is not None:
            found = self.styles[name]
            yield found
            base = found.find(f"{W}basedOn")
            name = None if base is None else base.get(f"{W}val")
        yield self.part("word/styles.xml").find(f"{W}docDefaults")

    def look(self, paragraph, run=None):
        """How the (first) run of a paragraph is set."""
        run = run if run is not None else paragraph.find(f"{W}r")
        chain = list(self._chain(paragraph))
        characters = [run.find(f"{W}rPr")] if run is not None else []
        characters += [one.find(f"{W}rPr") if one.tag == f"{W}style" else one.find(f".//{W}rPr") for one in chain]
        settings = [paragraph.find(f"{W}pPr")]
        settings += [one.find(f"{W}pPr") if one.tag == f"{W}style" else None for one in chain]

        def first(places, tag, attribute="val", default=None):
            for place in places:
                found = None if place is None else place.find(f"{W}{tag}")
                value = None if found is None else found.get(f"{W}{attribute}", "on" if attribute == "val" else None)
                if value is not None:
                    return value
            return default

        return Look(
            text="" if run is None else "".join(one.text or "" for one in run.iter(f"{W}t")),
            font=first(characters, "rFonts", "ascii"),
            size=float(first(characters, "sz")) / 2,
            bold=first(characters, "b") in {"on", "1", "true"},
            italic=first(characters, "i") in {"on", "1", "true"},
            colour=first(characters, "color"),
            align=first(settings, "jc", default="left"),
            first_line_mm=float(first(settings, "ind", "firstLine", "0")) / TWIPS,
            before=float(first(settings, "spacing", "before", "0")) / 20,
            after=float(first(settings, "spacing", "after", "0")) / 20,
            lines=float(first(settings, "spacing", "line", "240")) / 240,
        )

    def tables(self):
        """The tables under a caption, as rows of text: {number of the table: rows}."""
        found = {}
        children = list(self.body)
        for before, table in itertools.pairwise(children):
            if table.tag == f"{W}tbl" and (caption := re.match(r"(Bảng|Table) (\d+)\. ", self.text_of(before))):
                found[int(caption[2])] = [
                    [" ".join(self.text_of(one) for one in cell.iter(f"{W}p")).replace("\u00a0", " ") for cell in
                     row.findall(f"{W}tc")]
                    for row in table.findall(f"{W}tr")
                ]  # fmt: skip
        return found
