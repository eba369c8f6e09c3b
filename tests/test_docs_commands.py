"""Every command and every piece of code of the pages runs, in the order of its page and in a folder of its own."""

from __future__ import annotations

import ast
import io
import re
import shlex
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout

import openpyxl
import pytest

import made_up
from docs_blocks import DOCS, blocks, sources
from job_cases import FIGURES, NOON, figures
from test_industry_accounts import SECTORS, TEXT, WHOLE
from tfp_soctrang.cli import main
from tfp_soctrang.job.runs import job_status, run_job

# What stands on a page and cannot run in a test, with how often.
NOT_RUN = {"contributing.md": 2, "howto/schedule.md": 2, "start.md": 1}
KINDS = {"sh", "python", "toml", "text", "powershell", "prepare"}


def tfp(arguments, cwd):
    """Exit code and output of `tfp-soctrang …`, as on the command line."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    code = 0
    before = sys.argv
    sys.argv = ["tfp-soctrang", *arguments]
    try:
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            main()
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.argv = before
    return code, *(one.buffer.getvalue().decode() for one in streams)


def fill(sheet, code, numbers, status):
    """Write made-up numbers of a series into the office's workbook."""
    column = next(cell.column for cell in sheet[5] if cell.value == code)
    rows = {cell.value: cell.row for cell in sheet["A"]}
    for year, number in numbers.items():
        sheet.cell(rows[year], column).value = number
        sheet.cell(rows[year], column + 1).value = status
        sheet.cell(rows[year], column + 2).value = "số đặt ra"


def template(folder):
    """The template as the command writes it."""
    tfp(["data", "template", "soctrang.xlsx"], folder)


def filled_template(folder, last="sơ bộ"):
    """The office writes its own figures into the template; the numbers are made up."""
    path = folder / "soctrang.xlsx"
    book = openpyxl.load_workbook(path)
    for sheet, code in (
        ("GRDP", "output_const2010"), ("Vốn đầu tư", "investment_outlay_const2010"), ("Lao động", "employed_icls19")
    ):  # fmt: skip
        _, _, first, values = FIGURES[code]
        numbers = dict(enumerate(values, start=first))
        fill(book[sheet], code, numbers, "chính thức")
        fill(book[sheet], code, {2025: numbers[2025]}, last)
    book.save(path)


def revised_template(folder):
    """Half a year later two figures are revised; the numbers are made up."""
    path = folder / "soctrang.xlsx"
    book = openpyxl.load_workbook(path)
    fill(book["GRDP"], "output_const2010", {2025: 46550}, "chính thức")
    fill(book["Vốn đầu tư"], "investment_outlay_const2010", {2025: 15900}, "chính thức")
    book.save(path.with_name("soctrang_2.xlsx"))


def with_a_bad_cell(folder):
    """Someone types a unit into a cell."""
    book = openpyxl.load_workbook(folder / "soctrang.xlsx")
    fill(book["Lao động"], "employed_icls19", {2024: "614,2 nghìn"}, "chính thức")
    book.save(folder / "soctrang.xlsx")


def table(folder):
    """The office's figures as a tidy table; the numbers are made up."""
    (folder / "soctrang.csv").write_text(figures(), encoding="utf-8")


def job_example(folder):
    """The example of a job, on made-up figures, with the documents that every machine makes."""
    table(folder)
    text = (DOCS / "examples/job/job.toml").read_text(encoding="utf-8")
    text = (
        text.replace("soctrang.xlsx", "soctrang.csv")
        .replace(', "xlsx", "docx", "pdf", "html"', "")
        .replace("draws = 100000", "draws = 1000")
    )
    (folder / "job.toml").write_text(text, encoding="utf-8")


def sectors(folder):
    """Figures of three sectors and the assumptions they need; the numbers are made up."""
    made_up.study(folder, made_up.data(folder, WHOLE, SECTORS, name="khu_vuc.csv"), TEXT)
    (folder / "assumptions.toml").rename(folder / "khu_vuc.toml")


PREPARED = {
    one.__name__: one
    for one in (template, filled_template, revised_template, with_a_bad_cell, table, job_example, sectors)
}


def commands(text):
    """The commands of a block: a line each, a backslash at the end carries on."""
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.strip() and not line.startswith("#")]


def run_code(text, names, where):
    """Run code; the value of a line that `# →` follows is what stands there."""
    lines = text.splitlines()
    for node in ast.parse(text).body:
        shown = lines[node.end_lineno] if node.end_lineno < len(lines) else ""
        if isinstance(node, ast.Expr):
            value = eval(compile(ast.Expression(node.value), where, "eval"), names)  # noqa: S307 - the page's own code
            if shown.startswith("# → "):
                assert str(value) == shown.removeprefix("# → "), where
        else:
            exec(compile(ast.Module([node], []), where, "exec"), names)  # noqa: S102 - the page's own code


@pytest.mark.parametrize("page", sources(), ids=lambda one: str(one.relative_to(DOCS)))
def test_what_a_page_shows_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.modules["tfp_soctrang.cli.plan"], "now_here", lambda: NOON)
    for function in (run_job, job_status):
        monkeypatch.setitem(function.__kwdefaults__, "clock", lambda: NOON)
    printed, names, left_out = "", {}, 0
    for block in blocks(page):
        assert block.kind in KINDS, block
        if block.kind == "prepare":
            PREPARED[block.value](tmp_path)
        elif block.mark == "file":
            (tmp_path / block.value).write_text(block.text, encoding="utf-8")
        elif block.mark == "not run":
            assert block.value
            left_out += 1
        elif block.mark == "output":
            place = 0
            for part in re.split(r"^…\n", block.text, flags=re.MULTILINE):
                found = printed.find(part.strip("\n"), place)
                assert found >= 0, f"{page.name} shows what is not printed:\n{part}\nprinted:\n{printed}"
                place = found + len(part.strip("\n"))
        elif block.kind == "sh":
            printed = ""
            every = commands(block.text)
            for arguments in every:
                assert arguments[0] == "tfp-soctrang", block.text
                expected = int(block.value) if block.mark == "exit" and arguments is every[-1] else 0
                code, out, said = tfp(arguments[1:], tmp_path)
                assert code == expected, (arguments, code, said, out)
                printed += out + said
        elif block.kind == "python":
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                run_code(block.text, names, page.name)
        else:
            assert block.kind != "toml" or block.mark, f"{page.name}: what file is this?\n{block.text}"
    assert left_out == NOT_RUN.get(str(page.relative_to(DOCS)), 0)


def test_commands_stand_in_blocks_that_run():
    """A line that calls the program stands in a block of commands, not in one of plain text that nobody tries."""
    for page in sources():
        if page.name == "commands.md":  # help texts, which tests/test_cli.py and the writer keep
            continue
        for block in blocks(page):
            if block.kind in {"text", "powershell"} and block.mark not in {"not run", "output"}:
                assert not re.search(r"^\s*tfp-soctrang ", block.text, re.MULTILINE), (page.name, block.text)
