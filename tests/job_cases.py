"""A job on made-up figures of Sóc Trăng: the file, its data, and runs at a time that is handed in."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from tfp_soctrang.job.publishing import BundleStore, bundle_faults
from tfp_soctrang.job.runs import run_job

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

# By series: unit, prices, first year, values. Every cell the phase 2021-2025 needs is there.
FIGURES = {
    "output_const2010": ("tỷ đồng", "giá so sánh 2010", 2020, [35002.0, 35415.0, 38145.0, 40346.0, 43199.0, 46300.0]),
    "investment_outlay_const2010": ("tỷ đồng", "giá so sánh 2010", 2021, [13005.0, 13400.0, 13900.0, 14600.0, 15300.0]),
    "employed_icls19": ("nghìn người", "", 2020, [607.2, 595.1, 606.4, 611.0, 614.2, 617.9]),
}
# As the release calendar has it in November 2026: the last year preliminary, all before official.
STATUS = {2025: "sơ bộ"}

JOB = """folder = "published"
phase = "2021-2025"
language = "en"

[data]
file = "figures.csv"

[outputs]
formats = ["json", "csv"]

[sensitivity]
draws = 500
variance_draws = 64
seed = 7
"""


def figures(revised=(), status=None, drop=()):
    """The made-up figures as a tidy table; `revised` maps (series, year) to a value or (value, status)."""
    revised, firm = dict(revised), STATUS if status is None else status
    rows = ["series;year;value;unit;price_base;status;territory"]
    for series, (unit, prices, first, values) in FIGURES.items():
        for year, value in enumerate(values, start=first):
            given = revised.get((series, year), value)
            shown, words = given if isinstance(given, tuple) else (given, firm.get(year, "chính thức"))
            if (series, year) not in drop:
                rows.append(f"{series};{year};{shown};{unit};{prices};{words};Sóc Trăng")
    return "\n".join(rows) + "\n"


def write_job(folder, text=JOB, table=None):
    """A job file and its figures in a folder; returns the job file."""
    (folder / "figures.csv").write_text(figures() if table is None else table, encoding="utf-8")
    (folder / "job.toml").write_text(text, encoding="utf-8")
    return folder / "job.toml"


def run(path, now=NOON, **other):
    """One run of a job at a time."""
    return run_job(path, clock=lambda: now, **other)


def tree(folder):
    """The sha256 of every file of a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def published(folder):
    """Name and files of the published bundle, after checking that it is whole."""
    store = BundleStore(folder)
    name = store.current()
    assert name is not None
    assert bundle_faults(store.path(name)) == []
    return name, tree(store.path(name))
