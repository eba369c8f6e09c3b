"""Made-up figures of an office, and the files that hold them, for the tests of this folder."""

from dataclasses import replace

import numpy as np
from openpyxl import load_workbook

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.sources.catalogue import load_bundled
from tfp_soctrang.sources.office.register import SERIES
from tfp_soctrang.sources.office.template import write_template
from tfp_soctrang.units import Quantity, territory

YEARS = range(2010, 2026)
FIRST_ROW = 10  # of the years in a template

_MADE_UP = {
    "output_growth": lambda t: round(6.0 + 0.1 * t, 1),
    "capital_share": lambda t: round(0.4 + 0.001 * t, 3),
    "labour_share": lambda t: round(0.6 - 0.001 * t, 3),
    "depreciation_rate": lambda t: 0.05,
    "trained_share": lambda t: round(15.0 + 0.4 * t, 1),
    "hours_per_person": lambda t: round(2100.0 - 5.5 * t, 1),
    "income_per_worker": lambda t: round(4.0 + 0.3 * t, 2),
}


def official(place="soc_trang", names=None):
    """Every series of the register, 2010-2025, official: plausible in size, made up in every digit."""
    series = {}
    for spec in SERIES:
        if names is not None and spec.name not in names:
            continue
        level = 700.5 if spec.unit.quantity == Quantity.PERSONS else 30000.25
        make = _MADE_UP.get(spec.name.partition(".")[0], lambda t, level=level: round(level * 1.04**t, 3))
        series[spec.name] = AnnualSeries(
            name=spec.name,
            years=np.array(YEARS),
            values=np.array([make(t) for t in range(len(YEARS))]),
            unit=spec.unit,
            price_base=spec.price_base,
            territory=territory(place),
            status=(Status.OFFICIAL,) * len(YEARS),
            origin=(Origin(source="Niên giám thống kê, bảng 50"),) * len(YEARS),
        )
    return Dataset(name=place, territory=territory(place), series=series)


def bundled_like(name):
    """The bundled data set of that name, without its reference."""
    return replace(load_bundled(name), reference=None)


def assert_same(read, written):
    """Both data sets hold the same numbers, statuses, sources, units, price bases and breaks, exactly."""
    assert read.territory == written.territory
    for name in read:
        one, other = read[name], written[name]
        assert one.years.tolist() == other.years.tolist(), name
        assert one.values.tolist() == other.values.tolist(), name
        assert (one.status, one.unit, one.price_base) == (other.status, other.unit, other.price_base), name
        assert one.breaks == other.breaks, name
        told = [(o.note_vi or o.note) if o.source == "derived" else o.source for o in other.origin]
        assert [origin.source for origin in one.origin] == told, name


class Office:
    """A filled template under the hands of an analyst."""

    _template = b""

    def __init__(self, folder):
        self.path = folder / "soc_trang.xlsx"
        if not Office._template:
            write_template(self.path, official())
            Office._template = self.path.read_bytes()
        self.path.write_bytes(Office._template)
        self.open()

    def open(self):
        self.book = load_workbook(self.path)

    def save(self):
        self.book.save(self.path)
        self.book.close()
        return self.path

    def cell(self, code, where):
        """The cell of a series' column: of a year, or of the rows "code", "unit", "prices", "breaks"."""
        rows = {"code": 5, "unit": 6, "prices": 7, "breaks": 8}
        row = rows.get(where) or FIRST_ROW + where - 2010
        for sheet in self.book:
            for cell in sheet[5]:
                if cell.value == code:
                    return sheet.cell(row, cell.column)
        raise KeyError(code)

    def put(self, code, where, value):
        cell = self.cell(code, where)
        cell.value = value
        return cell
