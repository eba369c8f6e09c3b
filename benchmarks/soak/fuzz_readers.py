"""Mutated and random files through every reader: nothing but our own errors comes out, and memory stays small.

python benchmarks/soak/fuzz_readers.py --seconds 600 --seed 0
python benchmarks/soak/fuzz_readers.py --atheris --seconds 600      (coverage-guided, text formats; pip install atheris)
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tfp_soctrang.errors import TfpError
from tfp_soctrang.sources.catalogue import load_bundled
from tfp_soctrang.sources.office.template import write_template
from tfp_soctrang.sources.office.tidy import read_tidy
from tfp_soctrang.sources.office.workbook import read_workbook
from tfp_soctrang.sources.published.guess import mapping_text
from tfp_soctrang.sources.published.open_tables import open_tables
from tfp_soctrang.sources.published.summary import summarise
from tfp_soctrang.units import territory

MOST_MEGABYTES = 500

PXWEB = (
    '\ufeff"Gross product by Items, Territory and Year"\r\n\r\n"Items";"Territory";"2019";"2020";"Prel. 2021"\r\n'
    '"At constant 2010 prices (Bill. dongs)";" WHOLE COUNTRY";1.5;2.5;..\r\n"Structure (%)";"Thai  Nguyen";3;4;5\r\n'
)
PXWEB_VI = (
    '\ufeff"Vốn đầu tư by Cách tính, Năm and Thành phần"\n\n" ";" ";"Tổng số";"Nhà nước"\n"Giá thực tế (Tỷ đồng)"\n'
    '" ";"2018";72447.0;30447.0\n" ";"Sơ bộ 2019";87394.0;42894.0\n"Giá so sánh 2010 (Tỷ đồng)"\n" ";"2018";1.0;2.0\n'
)
JSON_STAT = json.dumps(
    {
        "class": "dataset", "label": "Dân số theo Tỉnh và Năm", "id": ["Tỉnh", "Năm"], "size": [2, 2],
        "dimension": {
            "Tỉnh": {"category": {"index": ["1", "2"], "label": {"1": "Sóc Trăng", "2": "Cần Thơ"}}},
            "Năm": {"category": {"index": {"a": 0, "b": 1}, "label": {"a": "2020", "b": "Sơ bộ 2021"}}},
        },
        "value": [1.5, None, 3, 4],
    },
    ensure_ascii=False,
)  # fmt: skip
SDMX = (
    '<?xml version="1.0" encoding="UTF-8"?><message:StructureSpecificData xmlns:message='
    '"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><message:Header><message:Prepared>2024-10-24T03:08:13Z'
    '</message:Prepared></message:Header><message:DataSet><Series REF_AREA="VN" INDICATOR="NGDP_XDC" FREQ="A" '
    'UNIT_MULT="9"><Obs TIME_PERIOD="2020" OBS_VALUE="7 902.3"/><Obs TIME_PERIOD="2011-Q1" OBS_VALUE="na"/></Series>'
    "</message:DataSet></message:StructureSpecificData>"
)
PX = (
    'CHARSET="ANSI";\nCODEPAGE="utf-8";\nTITLE="GRDP theo Tỉnh và Năm";\nSTUB="Tỉnh";\nHEADING="Năm";\n'
    'VALUES("Tỉnh")="Sóc Trăng","Cần Thơ";\nVALUES("Năm")="2020","2021";\nUNITS="tỷ đồng";\nDATA=\n1 2\n".." 4;\n'
)
YEARBOOK = (
    "=== page index 690\nThu nhËp b×nh qu©n\n§VT: Ngh×n ®ång - Unit: Thous. dongs\n2005\n2008\nSãc Tr¨ng\n1477,6\n"
    "2659,0\n"
)
TIDY = (
    "series;year;value;unit;price_base;status;territory\n"
    "output_const2010;2020;1,5;tỷ đồng;giá so sánh 2010;sơ bộ;Sóc Trăng\n"
)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["Biểu 39"],
        ["ĐVT: Tỷ đồng"],
        [None, 2020, "Sơ bộ 2021"],
        ["Tổng số", 1.5, "2.500,5"],
        ["Nhà nước", "..", 3],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


def _template() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "office.xlsx"
        write_template(path, load_bundled("soc_trang"), first_year=2019, last_year=2022)
        return path.read_bytes()


def _published(path: Path) -> None:
    tables = open_tables(path)
    for table in tables:
        summarise(table)
    if any(table.cells for table in tables):
        mapping_text(tables, territory("soc_trang"))


SEEDS: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "pxweb.csv": (PXWEB.encode(), _published),
    "pxweb_vi.csv": (PXWEB_VI.encode(), _published),
    "table.json": (JSON_STAT.encode(), _published),
    "table.xml": (SDMX.encode(), _published),
    "table.px": (PX.encode(), _published),
    "page.txt": (YEARBOOK.encode(), _published),
    "book.xlsx": (_workbook(), _published),
    "tidy.csv": (TIDY.encode(), read_tidy),
    "office.xlsx": (_template(), read_workbook),
}


def mutated(rng: random.Random, seed: bytes) -> bytes:
    """Return a file near a valid one: bytes changed, cut, doubled, exchanged with parts of itself; or plain noise."""
    data = bytearray(seed)
    if rng.random() < 0.05:
        return rng.randbytes(rng.randrange(400))
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(data) + 1)
        what = rng.randrange(6)
        if what == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif what == 1:
            data[at:at] = rng.choice(
                (b'"', b";", b"\n", b"\x00", b"<", b"{", b"9" * 400, b"[" * 2000, "Đ".encode(), b"\xff")
            )
        elif what == 2:
            del data[at : at + rng.randrange(1, 40)]
        elif what == 3:
            start = rng.randrange(len(data) + 1)
            data[at:at] = data[start : start + rng.randrange(1, 60)]
        elif what == 4:
            data[at : at + 4] = rng.choice((b"-1", b"1e999", b"2020", b"null", b"true", b"2021-Q5", b"..", b"1.234,5"))
        else:
            data[at:] = data[at:][::-1][: rng.randrange(1, 80)]
    return bytes(data)


def read(name: str, content: bytes, folder: Path) -> str:
    """Read one file; return what came out: `read`, `refused`; anything else is raised."""
    path = folder / name
    path.write_bytes(content)
    try:
        SEEDS[name][1](path)
    except TfpError as error:
        error.text("vi")
        return "refused"
    return "read"


def megabytes() -> float:
    """Return the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def soak(seconds: float, seed: int) -> int:
    """Run for so long; print a table; return the number of faults."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    counts: Counter[tuple[str, str]] = Counter()
    faults = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while time.monotonic() < end:
            for name_, (valid, _) in SEEDS.items():
                content = mutated(rng, valid)
                try:
                    counts[name_, read(name_, content, folder)] += 1
                except Exception:
                    faults += 1
                    print(f"FAULT {name_} {content!r}", file=sys.stderr)
                    traceback.print_exc()
    print(f"{'file':14}{'read':>10}{'refused':>10}")
    for name_ in SEEDS:
        print(f"{name_:14}{counts[name_, 'read']:10d}{counts[name_, 'refused']:10d}")
    most = megabytes()
    print(f"seed {seed}, {seconds:.0f} s: {sum(counts.values())} files, {faults} faults, {most:.0f} MB at most")
    return faults + (most > MOST_MEGABYTES)


def guided(seconds: float) -> None:
    """Let atheris look for inputs of the text formats that break a reader."""
    import atheris

    texts = [name for name in SEEDS if not name.endswith(".xlsx")]
    folder = Path(tempfile.mkdtemp())

    def one(data: bytes) -> None:
        if data:
            name = texts[data[0] % len(texts)]
            read(name, data[1:], folder)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", f"-rss_limit_mb={MOST_MEGABYTES}"], one)
    atheris.Fuzz()


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        guided(options.seconds)
    else:
        sys.exit(1 if soak(options.seconds, options.seed) else 0)


if __name__ == "__main__":
    main()
