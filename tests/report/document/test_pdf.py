"""The report as PDF: the words of the Word document, the same bytes on every run, an extra that names itself."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
import sys

import pytest
from phase_documents import LETTERHEAD, WordFile, bundled_report

from tfp_soctrang.errors import DataError
from tfp_soctrang.report.document.pdf import pdf_bytes, write_pdf
from tfp_soctrang.report.document.word_document import document_bytes

ODD = "Cục #panic(1) *x* _y_ $z$ <b> [a] \\ // {{ 7*7 }} `c`"


@pytest.fixture(scope="module")
def reports(not_run):
    try:
        import typst  # noqa: F401
    except ImportError:
        not_run("install the extra pdf: the report is set by Typst")
    return {key: bundled_report(*key) for key in (("soc_trang", "vi"), ("viet_nam", "en"))}


@pytest.fixture(scope="module")
def made(reports):
    return {key: pdf_bytes(report) for key, report in reports.items()}


@pytest.fixture(scope="module")
def pages(made, not_run, tmp_path_factory):
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        not_run("install poppler-utils: the pages are read by it")
    folder = tmp_path_factory.mktemp("pages")

    def read(source):
        path = folder / "report.pdf"
        path.write_bytes(source)
        command = ["pdftotext", "-layout", str(path), "-"]
        run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        return run.stdout.replace("\u00a0", " ").split("\f")[:-1]

    return {key: read(source) for key, source in made.items()} | {"read": read}


def test_same_report_same_bytes_without_a_clock(tmp_path, reports, made):
    write_pdf(reports["viet_nam", "en"], tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == made["viet_nam", "en"]
    for source in made.values():
        assert source.startswith(b"%PDF-")
        assert b"CreationDate" not in source
        assert b"xmp:CreateDate" not in source


def test_pages_are_numbered_and_marked(pages):
    for key, mark in ((("soc_trang", "vi"), "Tính thử trên giả định"), (("viet_nam", "en"), "Provisional")):
        found = pages[key]
        assert 6 <= len(found) <= 16  # a table that overflowed would make many more
        assert all(mark in page for page in found)
        assert found[1].split()[0] == "2"
        annexes = [i for i, page in enumerate(found) if re.match(r"\s*(Phụ lục|Annex) I+\s*\n", page)]
        assert len(annexes) == 2  # each begins a page, without a number
        assert found[annexes[0] + 1].split()[0] == "2"


def words_of(text):
    return re.sub(r"[\W_]+", " ", text).split()


def test_it_says_what_the_word_document_says(reports, pages):
    ours = set(words_of(" ".join(pages["viet_nam", "en"])))
    theirs = set(words_of(WordFile(document_bytes(reports["viet_nam", "en"])).text()))
    # words that one of the two breaks at the end of a line are not compared: addresses of sources
    whole = {word for word in theirs if len(word) < 25 and not re.search(r"[a-z][A-Z]|[0-9a-f]{8}", word)}
    assert len(whole) > 400
    assert whole <= ours | {"GY", "GK", "GL", "GA", "bK", "bL", "Kt", "It"}, whole - ours
    text = " ".join(" ".join(pages["soc_trang", "vi"]).split())
    assert "TÍNH THỬ TRÊN GIẢ ĐỊNH (không phải số ước tính của cơ quan Thống kê)" in text
    assert "TFP đóng góp 46,1 %, vốn đóng góp 47,5 %, lao động đóng góp 6,4 %." in text
    assert "Difference (points)" in " ".join(" ".join(pages["viet_nam", "en"]).split())


def test_names_stay_text(reports, pages):
    head = dataclasses.replace(
        LETTERHEAD, body=ODD, recipients=(ODD, ODD), signer_name=ODD, copies=(ODD,), legal_bases=(ODD,)
    )
    report = dataclasses.replace(
        reports["viet_nam", "en"], letterhead=head, uncertainty=None, code_version="#x *1* [2]"
    )
    text = " ".join(" ".join(pages["read"](pdf_bytes(report))).split())
    assert text.count("#panic(1) *x* _y_ $z$ <b> [a] \\ // {{ 7*7 }} `c`") >= 5
    assert "Computed by tfp-soctrang #x *1* [2]." in text


def test_missing_extra_is_named(monkeypatch, reports, tmp_path):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(DataError) as caught:
        write_pdf(reports["viet_nam", "en"], tmp_path / "report.pdf")
    assert str(caught.value) == (
        "report.pdf: needs Typst, which is not installed. Install the extra: pip install tfp-soctrang[pdf]."
    )
    assert not (tmp_path / "report.pdf").exists()
