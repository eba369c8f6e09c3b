"""Workbooks computed anew by LibreOffice: without their cached values, several in one run."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import numpy as np
import openpyxl

from tfp_soctrang.dataset import Dataset

_FORMULA_CELL = re.compile(r"(<c [^>]*>)(<f>.*?</f>)<v>.*?</v>(</c>)", re.DOTALL)
# LibreOffice keeps cached values unless told otherwise: 0 is "always recalculate".
_ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item></oor:items>"
)


def without_cached_values(source, target):
    """Copy a workbook with every formula's cached value taken out; return how many there were."""
    taken = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                text, count = _FORMULA_CELL.subn(r"\1\2\3", content.decode())
                assert text.count("<f>") == count, "a formula without a cached value"
                # a text formula says so in its type, which would be wrong without the text
                content, taken = text.encode(), taken + count
            new.writestr(item, content)
    return taken


def edited(source, target, changes):
    """Copy what a workbook holds, with some cells changed: numbers, text, formulas and names, without their values.

    `changes` maps the defined name of a cell, or (sheet, address), to what is typed into it. Looks and charts are left
    behind: they do not count, and LibreOffice is twice as fast without them.
    """
    book, copy = openpyxl.load_workbook(source), openpyxl.Workbook()
    copy.remove(copy.active)
    for page in book:
        plain = copy.create_sheet(page.title)
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    plain.cell(cell.row, cell.column).value = cell.value
                    # text that begins as a formula is text all the same
                    plain.cell(cell.row, cell.column).data_type = cell.data_type
    copy.defined_names.update(book.defined_names)
    for where, value in changes.items():
        sheet, address = _place(book, where) if isinstance(where, str) else where
        assert copy[sheet][address].value is not None, where
        copy[sheet][address].value = value
    copy.save(target)


def _place(book, name):
    sheet, address = book.defined_names[name].attr_text.rsplit("!", 1)
    return sheet.strip("'"), address.replace("$", "")


def named(book, name):
    """The value of a defined name: one, or a list for a column of cells."""
    sheet, address = _place(book, name)
    cells = book[sheet][address]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else cells.value


def recalculated(folder, sources, soffice):
    """Compute workbooks anew in one run of LibreOffice; return those it wrote, by name without ending."""
    profile, out = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), *map(str, sources)], check=True, capture_output=True, timeout=300)
    return {one.stem: openpyxl.load_workbook(out / one.name, data_only=True) for one in sources}


def find_soffice():
    """The program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def changed(data, cells):
    """The same data with some numbers changed; `cells` maps (series, year), or (\"reference\", series, year)."""
    own = {where: value for where, value in cells.items() if where[0] != "reference"}
    wider = {where[1:]: value for where, value in cells.items() if where[0] == "reference"}
    series = dict(data.series)
    for (name, year), value in own.items():
        one = series[name]
        values = np.where(one.years == year, value, one.values)
        assert (values != one.values).sum() == 1, (name, year)
        series[name] = replace(one, values=values)
    reference = changed(data.reference, wider) if wider else data.reference
    return Dataset(name=data.name, territory=data.territory, series=series, reference=reference)


def published_cell(path, sheet, series_words, year, column):
    """The address of a published cell: the row of `year` in the block whose heading holds `series_words`."""
    page = openpyxl.load_workbook(path)[sheet]
    rows = iter(page.iter_rows(min_col=1, max_col=1))
    for (cell,) in rows:
        if isinstance(cell.value, str) and series_words in cell.value:
            break
    else:
        raise AssertionError(f"no block {series_words} in {sheet}")
    for (cell,) in rows:
        if cell.value == year:
            address = f"{column}{cell.row}"
            assert isinstance(page[address].value, int | float), address
            return sheet, address
    raise AssertionError(f"no {year} in {series_words}")
