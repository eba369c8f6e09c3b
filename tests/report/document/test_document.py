"""What the Word document says: every number from the record, the state of the figure, both languages, templates."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
import pytest
from lxml import etree
from phase_documents import LETTERHEAD, PHASES, W, WordFile, bundled_report

import tfp_soctrang as tfp
from made_up import BASIC, STEPS, data
from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.messages import SENTENCES, Message
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.report.choice_words import READINGS
from tfp_soctrang.report.document.decree_template import template_bytes, write_template
from tfp_soctrang.report.document.letterhead import letter
from tfp_soctrang.report.document.word_document import PLACEHOLDERS, document_bytes, write_document
from tfp_soctrang.report.document.words import FORM_NAME, HEADERS, REPORT
from tfp_soctrang.report.names import SERIES
from tfp_soctrang.report.numbers import number, percent, rounded_parts
from tfp_soctrang.report.words import LABELS

NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@pytest.fixture(scope="module")
def reports():
    return {(name, language): bundled_report(name, language) for name in PHASES for language in ("vi", "en")}


@pytest.fixture(scope="module")
def files(reports):
    return {key: document_bytes(report) for key, report in reports.items()}


@pytest.fixture(scope="module")
def documents(files):
    return {key: WordFile(source) for key, source in files.items()}


def shown(value, decimals, language):
    """A fraction in percent, rounded half away from zero, written without the library's own functions."""
    exact = (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact) if exact == 0 else exact}"
    return text.replace(".", ",") if language == "vi" else text


# ------------------------------------------------------------------------------------------------ numbers


@pytest.mark.parametrize("name", PHASES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_table_of_the_phase_is_the_account_and_its_shares_add_up(reports, documents, name, language):
    account = reports[name, language].account
    _, output, capital, labour, residual = documents[name, language].tables()[1]
    assert [row[1] for row in (output, capital, labour)] == [
        shown(one, 2, language) for one in (account.output_growth, account.capital_growth, account.labour_growth)
    ]
    contributions = (
        account.output_growth, account.capital_contribution, account.labour_contribution, account.tfp_growth,
    )  # fmt: skip
    assert [row[2] for row in (output, capital, labour, residual)] == [shown(one, 2, language) for one in contributions]
    shares = [row[3].removesuffix(" *").replace(",", ".") for row in (output, capital, labour, residual)]
    assert sum(Decimal(share) for share in shares[1:]) == Decimal(shares[0]) == Decimal("100.0")
    assert residual[3] == shown(account.tfp_contribution_share, 1, language)


@pytest.mark.parametrize("name", PHASES)
def test_table_by_year_is_the_account_by_year(reports, documents, name):
    report = reports[name, "vi"]
    rows = documents[name, "vi"].tables()[2][2:]
    levels = {level.year: level for level in report.account.levels}
    assert len(rows) == len(report.yearly) + 1 == 6
    for row, one in zip(rows, report.yearly, strict=False):
        level = levels[one.year]
        assert row[0].removesuffix(" +") == str(one.year)
        values = (
            level.output_growth, level.capital_growth, level.labour_growth,
            one.capital_contribution, one.labour_contribution, one.tfp_growth,
        )  # fmt: skip
        assert row[1:] == [shown(value, 2, "vi") for value in values]
        assert one.tfp_growth == pytest.approx(level.tfp_growth, abs=1e-15)  # the same account in two records
    assert rows[-1][0] == str(report.account.phase)
    assert rows[-1][6] == shown(report.account.tfp_growth, 2, "vi")


def _numbers_of(record, found):
    """Every number of a record and every number inside its texts."""
    if isinstance(record, bool) or record is None:
        return
    if isinstance(record, Message):
        for language in ("vi", "en"):
            found["text"].update(NUMBER.findall(record.text(language)))
    elif isinstance(record, str):
        found["text"].update(NUMBER.findall(record))
    elif isinstance(record, int | float):
        found["value"].add(float(record))
        found["text"] |= {str(record)} if isinstance(record, int) else set()  # a year, a seed
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            _numbers_of(getattr(record, field.name), found)
    elif isinstance(record, tuple | list):
        for part in record:
            _numbers_of(part, found)


def allowed_numbers(report):
    """Every print that has an origin: values of the record at 0 to 3 decimals, texts of the record, fixed words."""
    account, language = report.account, report.language
    found = {"text": set(), "value": set()}
    found["text"].update(NUMBER.findall(Message.of("second_hand_account").text(language)))
    for part in (account, report.capital, report.uncertainty, report.published, report.letterhead, report.yearly,
                 report.code_version, letter(report)):  # fmt: skip
        _numbers_of(part, found)
    found["value"] |= {account.tfp_growth, account.labour_share, account.tfp_contribution_share}
    found["value"] |= {one.tfp_growth for one in report.yearly}
    texts = set(found["text"])
    for value in found["value"]:
        for decimals in range(4):
            texts |= set(NUMBER.findall(number(value, decimals, language)))
            texts |= set(NUMBER.findall(percent(value, decimals, language)))
    split = rounded_parts(
        1.0, account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share
    )
    measured = [100 * one.tfp_contribution_share for one in report.capital.measures]
    made = [split.capital, split.labour, split.tfp, split.by]
    made += [Decimal(str(round(max(measured), 1))) - Decimal(str(round(min(measured), 1)))]
    if report.published is not None:
        printed = [Decimal(repr(round(100 * one, 1))) for one in report.published.printed]
        computed = [split.capital, split.labour, split.tfp, Decimal(repr(round(100 * account.tfp_growth, 1)))]
        made += [one - other for one, other in zip(computed, printed, strict=True)]
    for value in made:
        texts |= set(NUMBER.findall(number(value, 1, language)))
    # numbers of sections, tables, figures and annexes; years of the phase; the territory's end
    texts |= {str(one) for one in range(1, 13)} | {str(year) for year in range(account.first_year - 1, 2026)}
    texts |= {"01", "07", "0"}  # 01/07/2025
    for table in (REPORT, HEADERS, FORM_NAME, LABELS, SERIES, READINGS):
        for entry in table.values():
            texts |= set(NUMBER.findall(entry[language]))
    return texts


@pytest.mark.parametrize("name", PHASES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_number_without_an_origin(reports, documents, name, language):
    allowed = allowed_numbers(reports[name, language])
    assert not {"99,87", "99.87", "31,4159"} & allowed  # the set does not allow everything
    for line in documents[name, language].lines():
        strange = set(NUMBER.findall(line)) - allowed
        assert not strange, (strange, line)


def test_numbers_follow_the_language(documents):
    vi, en = documents["soc_trang", "vi"].text(), documents["soc_trang", "en"].text()
    assert "5,76 %/năm" in vi
    assert "46.322" in vi  # tỷ đồng, a dot for thousands
    assert "5.76 % a year" in en
    assert "46,322" in en


# ------------------------------------------------------------------------------------------------ what it says


def test_soc_trang_is_plainly_marked_as_assumed(reports, documents):
    report, word = reports["soc_trang", "vi"], documents["soc_trang", "vi"]
    assert report.account.status is PhaseStatus.ASSUMED
    lines = word.lines()
    frame = word.find("TÍNH THỬ TRÊN GIẢ ĐỊNH (không phải số ước tính của cơ quan Thống kê)")
    assert len(frame.find(f"{W}pPr/{W}pBdr")) == 4
    (abstract,) = [line for line in lines if line.startswith("Đóng góp của năng suất")]
    assert abstract.endswith("(tính thử trên giả định)")
    assert any(line.startswith("Đây là kết quả tính thử trên giả định, không phải số ước tính") for line in lines)
    assert sum("ước tính" in line for line in lines if "không phải" not in line) == 0
    for footer in ("word/footer1.xml", "word/footer2.xml"):  # every page, the first one too
        assert "".join(one.text for one in word.part(footer).iter(f"{W}t")) == "Tính thử trên giả định"
    en = documents["soc_trang", "en"].text()
    assert "ASSUMED: some cells are filled by assumptions" in en
    assert "tính thử trên giả định" in en


def test_first_paragraph_is_the_headline(documents):
    lines = documents["soc_trang", "vi"].lines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Giai đoạn 2021–2025"))
    assert lines[at] == (
        "Giai đoạn 2021–2025, tổng sản phẩm trên địa bàn (GRDP) tỉnh Sóc Trăng theo giá so sánh 2010 tăng bình quân "
        "5,76 %/năm; năng suất các nhân tố tổng hợp (TFP) tăng bình quân 2,66 %/năm. Trong tăng trưởng đó, TFP đóng "
        "góp 46,1 %, vốn đóng góp 47,5 %, lao động đóng góp 6,4 %."
    )
    assert lines[at - 1].endswith(".")  # the last of the legal bases


def test_filled_cells_stand_with_range_and_reason(reports, documents):
    account, word = reports["soc_trang", "vi"].account, documents["soc_trang", "vi"]
    rows = word.tables()[5][1:]
    assert len(rows) == len(account.filled_cells) == 9
    for row, cell in zip(rows, account.filled_cells, strict=True):
        assert row[1:] == [str(cell.year), *(number(one, 1) for one in (cell.value, cell.low, cell.high))]
    text = word.text()
    for cell in account.filled_cells:
        assert cell.filler.parameter.reason_vi.rstrip(".") in text
        assert cell.filler.parameter.source_vi.rstrip(".") in text


def test_caveats_sources_readings_and_measures_are_all_there(reports, documents):
    for key, report in reports.items():
        text, language = documents[key].text(), report.language
        for caveat in report.account.caveats:
            here = Message("initial_stock_left_annex", caveat.values) if caveat.code == "initial_stock_left" else caveat
            assert here.text(language).rstrip(".") in text
        for source in report.account.origins:
            assert source.origin.reference in text or source.origin.source == "derived"
        assert len(documents[key].tables()[4]) == len(report.account.alternatives) + 1
        measures = max(documents[key].tables())
        assert len(documents[key].tables()[measures]) == len(report.capital.measures) + 1


def test_viet_nam_stands_beside_the_published_account(reports, documents):
    report, word = reports["viet_nam", "vi"], documents["viet_nam", "vi"]
    (rows,) = [rows for rows in word.tables().values() if rows[0][1:3] == ["Công bố", "Tính"]]
    assert [row[1] for row in rows[1:]] == ["52,2", "1,8", "46,0", "2,9"]  # NSO, 2016–2020
    account = report.account
    assert rows[3][2] == shown(account.tfp_contribution_share, 1, "vi")
    for row in rows[1:]:
        printed, computed, gap = (Decimal(cell.replace(",", ".")) for cell in row[1:])
        assert computed - printed == gap
    assert "xem qua một bản sao công khai" in word.text()  # second-hand, and it says so
    assert report.published.source in word.text()
    assert not any("đã công bố cho cùng" in line for line in documents["soc_trang", "vi"].lines())


def test_uncertainty_is_shown_where_it_was_computed(reports, documents):
    report, word = reports["soc_trang", "vi"], documents["soc_trang", "vi"]
    found = report.uncertainty
    ends = [shown(one, 1, "vi") for one in (found.median, found.low, found.high)]
    assert "có trung vị {} % và nằm trong khoảng từ {} đến {} %".format(*ends) in word.text()
    tables = word.tables()
    assert [row[0] for row in tables[7][1:]] == ["45", "55"]
    assert [row[1] for row in tables[7][1:]] == [shown(chance, 1, "vi") for _, chance in found.targets]
    assert [row[2] for row in tables[8][1:]] == [shown(one.total, 1, "vi") for one in found.ranking]
    assert [(row[2], row[4]) for row in tables[9][1:]] == [
        (shown(one.share_at_low, 1, "vi"), shown(one.share_at_high, 1, "vi")) for one in found.swings
    ]
    without = WordFile(document_bytes(bundled_report("soc_trang", "vi", uncertain=False)))
    assert "trung vị" not in without.text()


def test_negative_contributions_are_explained(documents):
    text = documents["soc_trang", "vi"].text()
    assert "Đóng góp âm: lao động năm 2021 (-1,19 điểm %); TFP năm 2021 (-0,65 điểm %)." in text
    assert text.count("Đóng góp âm của vốn hoặc lao động nghĩa là") == 1


def test_pictures_are_described_and_numbered(documents):
    word = documents["soc_trang", "vi"]
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    described = [one.get("descr") for one in word.body.iter(drawing)]
    assert len(described) == 4
    assert all(text.startswith("Biểu đồ. ") for text in described)
    captions = [line for line in word.lines() if re.match(r"Hình \d+\. ", line)]
    assert [caption.split(".")[0] for caption in captions] == ["Hình 1", "Hình 2", "Hình 3", "Hình 4"]


def test_sections_and_tables_are_numbered_in_one_run(documents):
    for key, word in documents.items():
        lines = word.lines()
        romans = [line.split(". ")[0] for line in lines if re.match(r"[IVX]+\. ", line) and line.isupper()]
        assert romans == ["I", "II", "III", "IV", "V", "VI", "VII"][: len(romans)]
        assert len(romans) == (7 if key[0] == "viet_nam" else 6)
        assert list(word.tables()) == list(range(1, len(word.tables()) + 1))


def test_english_document_has_no_vietnamese_sentence(documents):
    text = documents["viet_nam", "en"].text()
    for word in ("Giai đoạn", "Phụ lục", "Bảng ", "Nguồn", "đóng góp", "Lý do", "Kính gửi"):
        assert word not in text
    for word in ("Annex I", "Table 1", "Reason:", "To:", "Recipients:", "- As above;"):
        assert word in text


# ------------------------------------------------------------------------------------------------ odd figures


@pytest.fixture
def quick(monkeypatch):
    """A dot in place of every chart: for tests that look at the text alone."""
    from matplotlib.figure import Figure

    from tfp_soctrang.report.document import certainty, results
    from tfp_soctrang.report.figures import png

    dot = png(Figure(figsize=(0.05, 0.05)))
    for module in (certainty, results):
        monkeypatch.setattr(module, "png", lambda _: dot)


def made_up_report(tmp_path, series, language="vi", **settings):
    figures = data(tmp_path, BASIC | series)
    study = tfp.study(figures, tfp.baseline("viet_nam").with_settings(**settings))
    return phase_report(study, 2016, 2020, language=language)


PERSONS, CONSTANT = BASIC["employed_icls13"][0], BASIC["output_const2010"][0]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.usefixtures("quick")
def test_without_a_share_the_report_says_why_and_still_stands(tmp_path, language):
    report = made_up_report(tmp_path, {"output_const2010": (CONSTANT, 1000.0 + 0.0 * STEPS)}, language)
    assert isinstance(report.account.tfp_contribution_share, NotApplicable)
    word = WordFile(document_bytes(report))
    text = word.text()
    assert report.account.tfp_contribution_share.reason.text(language) in text
    assert [row[3] for row in word.tables()[1][1:]] == ["–"] * 4
    points = shown(report.account.tfp_growth, 2, language)
    assert points.startswith("-")
    assert (f"của TFP {points} điểm %" if language == "vi" else f"TFP {points}.") in text
    assert "nan" not in text.lower().split()


@pytest.mark.usefixtures("quick")
def test_falling_output_and_labour_are_told_as_falls(tmp_path):
    falling = {
        "output_const2010": (CONSTANT, 1000.0 * 0.98**STEPS),
        "employed_icls13": (PERSONS, 500.0 * 0.97**STEPS),
    }
    text = WordFile(document_bytes(made_up_report(tmp_path, falling))).text()
    assert "theo giá so sánh 2010 giảm bình quân 2,00 %/năm" in text
    assert "Tổng sản phẩm giảm trong giai đoạn" in text
    assert re.search(r"Đóng góp âm: lao động \(-1,80 điểm %\); TFP \(-\d,\d\d điểm %\)\.", text)


@pytest.mark.parametrize("settings", [{"form": "log"}, {"form": "geometric"}, {"averaging": "cumulative"}])
@pytest.mark.usefixtures("quick")
def test_other_forms_and_averagings_have_their_own_formula(tmp_path, settings):
    word = WordFile(document_bytes(made_up_report(tmp_path, {}, **settings)))
    maths = ["".join(one.itertext()) for one in word.body.iter() if one.tag.endswith("}oMath")]
    if settings.get("form") == "log":
        assert "ln" in maths[0]
    elif settings.get("form") == "geometric":
        assert maths[0].startswith("GA = GY − [(1 + GK)bK")
    else:
        assert "cả giai đoạn; năng suất" in word.text()
        assert "bình quân 33" not in word.text()


# ------------------------------------------------------------------------------------------------ injection


ODD = "Cục {{ 7*7 }} <b>&amp; & {% raw %} {_{x}_} {#n#} \"q\" 'a' ]]>"


@pytest.mark.usefixtures("quick")
def test_names_stay_text(reports):
    head = dataclasses.replace(
        LETTERHEAD, body=ODD, parent_body=ODD, recipients=(ODD, ODD), copies=(ODD,), signer_name=ODD, place=ODD,
        legal_bases=(ODD,),
    )  # fmt: skip
    published = dataclasses.replace(reports["viet_nam", "vi"].published, source=ODD)
    report = dataclasses.replace(
        reports["viet_nam", "vi"], letterhead=head, published=published, code_version=ODD, uncertainty=None
    )
    lines = WordFile(document_bytes(report)).lines()
    for line in (
        ODD.upper(), f"- {ODD};", f"- {ODD}.", ODD, f"{ODD}, ngày 05 tháng 02 năm 2026", f"{ODD}.",
        f"Nguồn của số công bố: {ODD}.", f"Tính bằng phần mềm tfp-soctrang {ODD}.",
    ):  # fmt: skip
        assert line in lines, line


@pytest.mark.usefixtures("quick")
def test_letters_that_xml_cannot_hold_are_replaced(reports):
    head = dataclasses.replace(LETTERHEAD, signer_name="A\x00B\x07C", body="Dòng một\nDòng hai")
    report = dataclasses.replace(reports["viet_nam", "vi"], letterhead=head, uncertainty=None)
    lines = WordFile(document_bytes(report)).lines()
    assert "A\ufffdB\ufffdC" in lines
    assert "DÒNG MỘT\nDÒNG HAI" in lines


@pytest.mark.usefixtures("quick")
def test_bad_date_is_named(reports):
    head = Letterhead(date="05/02/2026")
    with pytest.raises(DataError, match=r"letterhead\.date: is not a date \(got '05/02/2026'\)"):
        document_bytes(dataclasses.replace(reports["viet_nam", "vi"], letterhead=head))


# ------------------------------------------------------------------------------------------------ templates


def parts_of(source):
    word = WordFile(source)
    return {
        name: etree.tostring(word.part(name), method="c14n")
        if name.endswith((".xml", ".rels"))
        else word.zip.read(name)
        for name in word.zip.namelist()
    }


def test_stored_template_is_the_one_that_the_code_writes(tmp_path):
    import tfp_soctrang.report.document as package

    stored = (Path(package.__file__).parent / "templates" / "bao_cao.docx").read_bytes()
    assert parts_of(stored) == parts_of(template_bytes())
    write_template(tmp_path / "mau.docx")
    assert parts_of((tmp_path / "mau.docx").read_bytes()) == parts_of(stored)


def test_template_holds_every_placeholder_once():
    word = WordFile(template_bytes())
    texts = word.lines() + [
        "".join(one.text for one in word.part(name).iter(f"{W}t")) for name in ("word/footer1.xml", "word/footer2.xml")
    ]
    found = [name for text in texts for name in re.findall(r"\{\{p? (\w+) \}\}", text)]
    assert set(found) == set(PLACEHOLDERS)
    twice = {name for name in found if found.count(name) > 1}
    assert twice == {"chan_trang", "kem_theo"}  # on the first and the other pages; in both annexes


def changed_template(tmp_path, change):
    """A template that an office has changed: `change` edits the document that python-docx opens."""
    document = docx.Document(io.BytesIO(template_bytes()))
    change(document)
    path = tmp_path / "mau_co_quan.docx"
    document.save(path)
    return path


def retext(old, new):
    def change(document):
        for paragraph in document.paragraphs:
            if paragraph.text == old:
                paragraph.runs[0].text = new
                return
        raise LookupError(old)

    return change


def remove(old):
    def change(document):
        (paragraph,) = [one for one in document.paragraphs if one.text == old]
        paragraph._p.getparent().remove(paragraph._p)

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            retext("{{ trich_yeu }}", "{{ trich_yeu }} {{ tac_gia }}"),
            "mau_co_quan.docx: has placeholders that the report does not fill: tac_gia. It fills: quoc_hieu, ",
        ),
        (
            retext("{{ trich_yeu }}", "{{ trich_yeu_2 }}"),
            "mau_co_quan.docx: has placeholders that the report does not fill: trich_yeu_2.",
        ),
        (
            remove("{{ tinh_trang }}"),
            "mau_co_quan.docx: lacks placeholders without which the report would not be whole: tinh_trang. Put each",
        ),
        (
            retext("{{p ket_qua }}", "{{ ket_qua }}"),
            "mau_co_quan.docx: has placeholders in a place where they cannot stand: {{ ket_qua }}. Every placeholder",
        ),
        (
            retext("{{p ket_qua }}", "Xem: {{p ket_qua }}"),
            "has placeholders in a place where they cannot stand: {{p ket_qua }} (Xem: {{p ket_qua }})",
        ),
        (retext("{{ trich_yeu }}", "{{p trich_yeu }}"), "where they cannot stand: {{p trich_yeu }}"),
        (
            retext("{{ trich_yeu }}", "{{ trich_yeu"),
            "mau_co_quan.docx: has a placeholder that cannot be understood: braces are not closed, near '{{ trich_yeu'",
        ),
        (retext("{{ ten_loai }}", "{{ ten_loai.khac }}"), "has a placeholder that cannot be understood: "),
        (retext("{{ ten_loai }}", "{% if ten_loai %}x"), "has a placeholder that cannot be understood: "),
    ],
)
@pytest.mark.usefixtures("quick")
def test_broken_template_is_named_with_its_placeholder(tmp_path, reports, change, message):
    path = changed_template(tmp_path, change)
    with pytest.raises(DataError) as caught:
        write_document(reports["viet_nam", "vi"], tmp_path / "out.docx", path)
    assert message in str(caught.value)
    assert caught.value.text("vi").startswith("mau_co_quan.docx: ")
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize(("content", "message"), [(b"not a zip", "cannot be read"), (None, "cannot be read")])
@pytest.mark.usefixtures("quick")
def test_file_that_is_no_template_is_refused(tmp_path, reports, content, message):
    path = tmp_path / "mau.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=f"mau.docx: {message}"):
        document_bytes(reports["viet_nam", "vi"], path)


@pytest.mark.usefixtures("quick")
def test_office_edits_are_kept_and_sections_follow_its_order(tmp_path, reports):
    def change(document):
        retext("{{ ten_loai }}", "BÁO CÁO NHANH")(document)
        document.styles["TFP Nội dung"].font.size = docx.shared.Pt(13)
        found = {paragraph.text: paragraph._p for paragraph in document.paragraphs}
        found["{{p phuong_phap }}"].addprevious(found["{{p ket_qua }}"])  # results before method
        found["{{p ket_qua }}"].addprevious(document.add_paragraph("Câu riêng của cơ quan.")._p)

    path = changed_template(tmp_path, change)
    word = WordFile(document_bytes(reports["viet_nam", "vi"], path))
    lines = word.lines()
    assert "BÁO CÁO NHANH" in lines
    assert "BÁO CÁO" not in lines
    order = [lines.index(line) for line in ("Câu riêng của cơ quan.", "I. KẾT QUẢ", "II. PHƯƠNG PHÁP TÍNH")]
    assert order == sorted(order)
    assert word.look(word.find("Giai đoạn 2016–2020, tổng sản phẩm…")).size == 13.0
    assert list(word.tables()) == list(range(1, len(word.tables()) + 1))


@pytest.mark.usefixtures("quick")
def test_placeholder_split_into_runs_by_word_is_still_found(tmp_path, reports):
    def change(document):
        (paragraph,) = [one for one in document.paragraphs if one.text == "{{ trich_yeu }}"]
        paragraph.runs[0].text = "{{ trich"
        paragraph.add_run("_yeu }}").bold = True

    path = changed_template(tmp_path, change)
    assert any(
        line.startswith("Đóng góp của năng suất")
        for line in WordFile(document_bytes(reports["viet_nam", "vi"], path)).lines()
    )


@pytest.mark.usefixtures("quick")
def test_template_cannot_reach_python(tmp_path, reports):
    path = changed_template(tmp_path, retext("{{ ten_loai }}", "{{ ten_loai.__class__.__mro__ }}"))
    with pytest.raises(DataError, match="has a placeholder that cannot be understood"):
        document_bytes(reports["viet_nam", "vi"], path)


def test_sentences_about_templates_show_their_braces():
    assert "{{p name }}" in SENTENCES["mend_placeholder"]["en"].format()
    assert "{{p tên }}" in Message.of("mend_placeholder").text("vi")


# ------------------------------------------------------------------------------------------------ same bytes


def test_same_report_same_bytes_whoever_and_whenever(tmp_path, files):
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "import hashlib, phase_documents\n"
        "from tfp_soctrang.report.document.word_document import document_bytes\n"
        "report = phase_documents.bundled_report('viet_nam', 'vi')\n"
        "sys.stdout.write(hashlib.sha256(document_bytes(report)).hexdigest())\n"
    )
    environment = os.environ | {"PYTHONHASHSEED": "12345", "USER": "someone-else", "TZ": "Asia/Ho_Chi_Minh"}
    here = Path(__file__).parent
    run = subprocess.run(
        [sys.executable, "-c", code, str(here), str(here.parents[1]), str(Path(tfp.__file__).parents[1])],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert run.stdout == hashlib.sha256(files["viet_nam", "vi"]).hexdigest()


def test_file_names_no_clock_and_nobody_of_the_machine(documents):
    word = documents["soc_trang", "vi"]
    assert {entry.date_time for entry in word.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = word.part("docProps/core.xml")
    values = {etree.QName(one).localname: one.text for one in core}
    assert set(values) == {"title", "creator", "language"}
    assert values["creator"] == LETTERHEAD.body
    assert values["language"] == "vi-VN"


# ------------------------------------------------------------------------------------------------ LibreOffice


@pytest.fixture(scope="module")
def opened(files, not_run, tmp_path_factory):
    """The documents as PDF, opened and set by LibreOffice Writer."""
    program = shutil.which("soffice")
    if program is None or not (Path(program).resolve().parent / "libswlo.so").is_file():
        not_run("install libreoffice-writer: the document is opened and set by it")
    for tool in ("pdftotext", "pdfinfo"):
        if shutil.which(tool) is None:
            not_run("install poppler-utils: the pages are read by it")
    folder = tmp_path_factory.mktemp("opened")
    names = {}
    for key, source in files.items():
        names[key] = folder / f"{'_'.join(key)}.docx"
        names[key].write_bytes(source)
    subprocess.run(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *(str(name) for name in names.values())],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {key: name.with_suffix(".pdf") for key, name in names.items()}


def pages_of(path):
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"],  # noqa: S607 - found on the path above
        check=True, capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    return text.split("\f")[:-1]


def test_libreoffice_opens_and_sets_the_document(opened):
    for (name, language), path in opened.items():
        pages = pages_of(path)
        # some 2 500 words, 8 to 12 tables and 3 to 4 charts: a table that overflowed would make many more
        assert 7 <= len(pages) <= 18, (name, language, len(pages))
        assert all(page.strip() for page in pages)  # no empty page
        first = pages[0].replace("\u00a0", " ")
        assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" if language == "vi" else "SOCIALIST REPUBLIC OF VIET NAM") in first
        assert pages[1].split()[0] == "2"  # the page number, in the header
        assert not re.match(r"\s*1\s*\n", pages[0])
        annex = next(i for i, page in enumerate(pages) if re.match(r"\s*(Phụ lục|Annex) I\s*\n", page))
        assert pages[annex + 1].split()[0] == "2"  # an annex counts from one again
        mark = {"vi": "Tính thử trên giả định", "en": "Assumed"}[language]
        assert all(mark in page for page in pages) == (name == "soc_trang")
