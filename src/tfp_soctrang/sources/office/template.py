"""The office's workbook template: one sheet for each group of series, filled with what is already known."""

from __future__ import annotations

import contextlib
import datetime
import io
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.sources.office.labels import (
    BREAKS,
    CODE,
    GUIDE,
    HEADING,
    PRICES,
    SOURCE,
    SOURCE_SUFFIX,
    STATUS,
    STATUS_SUFFIX,
    STATUS_WORDS,
    TERRITORIES,
    TERRITORY,
    UNIT,
    UNITS,
    VALUE,
    YEAR,
    price_words,
)
from tfp_soctrang.sources.office.raw_cells import file_error
from tfp_soctrang.sources.office.register import SERIES, SHEETS, OfficeSeries, OfficeSheet
from tfp_soctrang.sources.office.template_guide import GUIDE_TITLE, PARAGRAPHS
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Quantity

__all__ = ["write_template"]

# The same two limits as for years that are read.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# A fixed date of making, for two runs to give the same bytes: the library's first year.
_MADE = datetime.datetime(2025, 1, 1)
# Rows above the years, counted from 0: two titles, two headings, code, unit, prices, breaks, captions.
_HEADING_ROW, _CODE_ROW, _UNIT_ROW, _PRICE_ROW, _BREAK_ROW, _CAPTION_ROW = 2, 4, 5, 6, 7, 8
# Widths in characters of the default font. Values: 2,739,843.172 and room for đồng; statuses: "Trạng thái / Status".
_LABEL_WIDTH, _VALUE_WIDTH, _STATUS_WIDTH = 36, 20, 21
# Sources are free text: as wide as the longest up to 48, from there on wrapped.
_SOURCE_WIDTHS = (24, 48)
_GUIDE_WIDTHS = (34, 100)
_CHARACTERS_A_LINE = 110  # a width of 100 counts digits; letters are narrower, and some 118 were seen to fit
_LINE_HEIGHT = 15.0  # points; the height Excel gives one line of Calibri 11
_NUMBER_FORMATS = {
    Quantity.MONEY: "#,##0.0##",
    Quantity.PERSONS: "#,##0.0##",
    Quantity.RATIO: "0.00##",
    Quantity.TIME: "#,##0.0##",
}


def write_template(
    path: str | os.PathLike[str],
    dataset: Dataset,
    *,
    first_year: int = 2010,
    last_year: int = 2030,
    overwrite: bool = False,
) -> None:
    """Write the workbook an office fills in, holding the numbers, statuses and sources of `dataset` already.

    Two runs give the same bytes. Of `dataset` the series of the register are written
    (`sources.office_series.SERIES`), to the 16 significant digits XlsxWriter gives a number. Of an origin only the
    source is written: edition, reference, licence and note stay behind.

    Parameters
    ----------
    path
        Where; a file that is there stays unless `overwrite`.
    dataset
        What is known already; its territory is entered.
    first_year, last_year
        The rows; widened when `dataset` has numbers outside them.
    overwrite
        Whether an existing file may be replaced.

    Raises
    ------
    DataError
        The file exists, cannot be written, the years go backwards, or a number of `dataset` was filled in by an
        assumption and so was never published.
    """
    target = Path(path)
    if target.exists() and not overwrite:
        raise file_error(target.name, "template_exists")
    if not _FIRST_YEAR <= first_year <= last_year <= _LAST_YEAR:
        raise file_error(target.name, "template_years", first=_FIRST_YEAR, last=_LAST_YEAR)
    known = [dataset[series.name] for series in SERIES if series.name in dataset]
    for series in known:
        if Status.FILLED in series.status:
            year = series.years[series.status.index(Status.FILLED)]
            raise file_error(f"{dataset.name}, {series.name}", "template_filled", year=year)
    span = [int(year) for series in known for year in series.years]
    years = range(min([first_year, *span]), max([last_year, *span]) + 1)
    content = _workbook(dataset, years)
    partial = target.with_name(f"{target.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink()
        why = error.strerror or type(error).__name__
        raise file_error(target.name, "template_unwritable", why=why) from error


@dataclass(frozen=True, slots=True)
class _Formats:
    """The looks of the template's cells; xlsxwriter's formats, which it does not type."""

    title: Any
    english: Any
    label: Any
    heading: Any
    code: Any
    input: Any
    caption: Any
    year: Any
    wrapped: Any
    english_wrapped: Any
    inapplicable: Any
    numbers: dict[str, Any]


def _formats(book: Any) -> _Formats:  # noqa: ANN401 - xlsxwriter has no types
    grey, dark, tint, band, line = "#808080", "#1F3864", "#FFF9E1", "#DCE6F1", "#BFBFBF"
    cell = {"bg_color": tint, "border": 1, "border_color": line, "valign": "top"}
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 14, "font_color": dark}),
        english=book.add_format({"italic": True, "font_color": grey}),
        label=book.add_format({"bold": True, "valign": "top"}),
        heading=book.add_format({"bold": True, "font_color": dark}),
        code=book.add_format({"font_size": 7, "font_color": grey, "shrink": True}),
        input=book.add_format({**cell, "text_wrap": True, "align": "left", "indent": 1}),
        caption=book.add_format({"bold": True, "bg_color": band, "border": 1, "border_color": line, "align": "center"}),
        year=book.add_format(
            {"bold": True, "bg_color": band, "border": 1, "border_color": line, "valign": "top", "align": "center"}
        ),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        english_wrapped=book.add_format({"text_wrap": True, "valign": "top", "italic": True, "font_color": grey}),
        inapplicable=book.add_format({"font_color": grey}),
        numbers={
            quantity: book.add_format({**cell, "num_format": number, "align": "right", "indent": 1})
            for quantity, number in _NUMBER_FORMATS.items()
        },
    )


def _workbook(dataset: Dataset, years: range) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": GUIDE_TITLE[0], "subject": GUIDE_TITLE[1], "created": _MADE})
        formats = _formats(book)
        _guide(book.add_worksheet(GUIDE), dataset, formats)
        for sheet in SHEETS:
            _sheet(book.add_worksheet(sheet.name), sheet, dataset, years, formats)
    return buffer.getvalue()


def _choose(sheet: Any, row: int, column: int, words: list[str], *, last_row: int | None = None) -> None:  # noqa: ANN401
    """Offer `words` in a drop-down; other words are let through, for the reader to judge with a reason."""
    sheet.data_validation(
        row,
        column,
        row if last_row is None else last_row,
        column,
        {"validate": "list", "source": words, "show_error": False},
    )


def _guide(sheet: Any, dataset: Dataset, formats: _Formats) -> None:  # noqa: ANN401
    subject_width, text_width = _GUIDE_WIDTHS
    sheet.set_column(0, 0, subject_width)
    sheet.set_column(1, 1, text_width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, GUIDE_TITLE[0], formats.title)
    sheet.write_string(1, 0, GUIDE_TITLE[1], formats.english)
    sheet.write_string(3, 0, str(TERRITORY), formats.label)
    sheet.write_string(3, 1, dataset.territory.name_vi, formats.input)
    offered = dict.fromkeys(place.name_vi for place in (*TERRITORIES, dataset.territory))
    _choose(sheet, 3, 1, list(offered))
    row = 5

    def write(subject: str, text: str, *, english: bool) -> None:
        nonlocal row
        height = _LINE_HEIGHT * max(math.ceil(len(subject) / subject_width), math.ceil(len(text) / _CHARACTERS_A_LINE))
        sheet.set_row(row, height)
        sheet.write_string(row, 0, subject, formats.english_wrapped if english else formats.label)
        sheet.write_string(row, 1, text, formats.english_wrapped if english else formats.wrapped)
        row += 1

    for point in PARAGRAPHS:
        write(point.subject_vi, point.vi, english=False)
        write(point.subject_en, point.en, english=True)
        row += 1
    sheet.write_string(row, 0, "Các chỉ tiêu", formats.heading)
    sheet.write_string(row, 1, "Series", formats.english)
    row += 1
    for series in SERIES:
        write(f"Trang {series.sheet}", f"{series.heading_vi}. {series.note_vi}".strip(), english=False)
        write("", f"{series.heading_en}. {series.note_en}".strip(), english=True)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sheet(sheet: Any, group: OfficeSheet, dataset: Dataset, years: range, formats: _Formats) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, group.title_vi, formats.title)
    sheet.write_string(1, 0, group.title_en, formats.english)
    labels = ((_HEADING_ROW, HEADING.vi), (_CODE_ROW, str(CODE)), (_UNIT_ROW, str(UNIT)))
    for row, label in (*labels, (_PRICE_ROW, str(PRICES)), (_BREAK_ROW, str(BREAKS))):
        sheet.write_string(row, 0, label, formats.label)
    sheet.write_string(_HEADING_ROW + 1, 0, HEADING.en, formats.english)
    sheet.write_string(_CAPTION_ROW, 0, str(YEAR), formats.year)
    specs = [series for series in SERIES if series.sheet == group.name]
    held = [dataset.series[spec.name] for spec in specs if spec.name in dataset]
    for row, year in enumerate(years, start=_CAPTION_ROW + 1):
        longest = max((len(_told(series.origin_at(year))) for series in held if series.has(year)), default=0)
        sheet.set_row(row, _LINE_HEIGHT * max(1, math.ceil(longest / _SOURCE_WIDTHS[1])))
        sheet.write_number(row, 0, year, formats.year)
    for number, spec in enumerate(specs):
        known = dataset.series.get(spec.name)
        _series_head(sheet, 1 + 3 * number, spec, known, formats)
        _series_rows(sheet, 1 + 3 * number, spec, known=known, years=years, formats=formats)
    sheet.freeze_panes(_CAPTION_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW, _CAPTION_ROW)


def _series_head(sheet: Any, column: int, spec: OfficeSeries, known: AnnualSeries | None, formats: _Formats) -> None:  # noqa: ANN401
    sheet.write_string(_HEADING_ROW, column, spec.heading_vi, formats.heading)
    sheet.write_string(_HEADING_ROW + 1, column, spec.heading_en, formats.english)
    codes = (spec.name, spec.name + STATUS_SUFFIX, spec.name + SOURCE_SUFFIX)
    for place, (code, caption) in enumerate(zip(codes, (VALUE, STATUS, SOURCE), strict=True)):
        sheet.write_string(_CODE_ROW, column + place, code, formats.code)
        sheet.write_string(_CAPTION_ROW, column + place, str(caption), formats.caption)
    unit = known.unit if known else spec.unit
    sheet.write_string(_UNIT_ROW, column, str(unit), formats.input)
    _choose(sheet, _UNIT_ROW, column, [str(one) for one in UNITS[spec.unit.quantity]])
    base = known.price_base if known else spec.price_base
    if spec.price_base is None:
        sheet.write_string(_PRICE_ROW, column, price_words(base), formats.inapplicable)
    else:
        sheet.write_string(_PRICE_ROW, column, price_words(base), formats.input)
        _choose(sheet, _PRICE_ROW, column, [price_words(PriceBase(2010)), price_words(CURRENT_PRICES)])
    breaks = ", ".join(map(str, sorted(known.breaks))) if known else ""
    if breaks:
        sheet.write_string(_BREAK_ROW, column, breaks, formats.input)
    else:
        sheet.write_blank(_BREAK_ROW, column, None, formats.input)


def _told(origin: Origin) -> str:
    """Return what the source column says: the publication, or the formula of a derived cell."""
    return (origin.note_vi or origin.note) if origin.source == "derived" else origin.source


def _series_rows(
    sheet: Any,  # noqa: ANN401
    column: int,
    spec: OfficeSeries,
    *,
    known: AnnualSeries | None,
    years: range,
    formats: _Formats,
) -> None:
    number = formats.numbers[spec.unit.quantity]
    longest = 0
    for row, year in enumerate(years, start=_CAPTION_ROW + 1):
        if known is None or not known.has(year):
            for place, look in enumerate((number, formats.input, formats.input)):
                sheet.write_blank(row, column + place, None, look)
            continue
        source = _told(known.origin_at(year))
        longest = max(longest, len(source))
        sheet.write_number(row, column, known.at(year), number)
        sheet.write_string(row, column + 1, STATUS_WORDS[known.status_at(year)], formats.input)
        sheet.write_string(row, column + 2, source, formats.input)
    _choose(sheet, _CAPTION_ROW + 1, column + 1, list(STATUS_WORDS.values()), last_row=_CAPTION_ROW + len(years))
    sheet.set_column(column, column, _VALUE_WIDTH)
    sheet.set_column(column + 1, column + 1, _STATUS_WIDTH)
    sheet.set_column(column + 2, column + 2, min(max(longest + 2, _SOURCE_WIDTHS[0]), _SOURCE_WIDTHS[1]))
