"""Every result shows itself: a line in a console, a table in a notebook."""

from __future__ import annotations

import dataclasses
import html.parser
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys

import numpy as np
import pytest

import tfp_soctrang as tfp
from public_results import results
from tfp_soctrang.display import BadCells, Shown, as_html, as_line, in_short
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.report.factor_names import bare_name, range_of
from tfp_soctrang.report.tables import html_table

# A line of a console, and half of one more: longer is no longer read.
LONGEST = 240

# Records whose fields are all there is to tell: their own words are not worth a function each.
PLAIN = {"Design", "FanYear"}

# What says itself in a word or a sentence.
VALUES = {"Message", "NotApplicable", "Origin", "Phase", "PriceBase", "Status", "Unit"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    return results(str(tmp_path_factory.mktemp("results")))


class Parser(html.parser.HTMLParser):
    """Refuses tags that are not closed in order, and keeps what a reader sees."""

    def __init__(self):
        super().__init__()
        self.open, self.cells, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)
        if self.open and self.open[-1] in {"td", "th"}:
            self.cells[-1] += data


def read(fragment):
    parser = Parser()
    parser.feed(fragment)
    parser.close()
    assert not parser.open
    return parser


def test_every_result_has_a_short_line(shown):
    for name, record in shown.items():
        line = repr(record)
        assert len(line) <= LONGEST, (name, line)
        assert "\n" not in line, name
        assert "array(" not in line, name
        assert line.startswith("<"), (name, line)
        assert " at 0x" not in line, name


def test_every_result_has_a_table(shown):
    for name, record in shown.items():
        found = read(record._repr_html_())
        assert "<table>" in record._repr_html_(), name
        assert any(re.search(r"\d", cell) for cell in found.cells), name
        assert "<pre>" not in record._repr_html_(), name
        text = "".join(found.text)
        for left_over in ("Message(", "array(", "nan", "None", "NotApplicable", "{"):
            if type(record).__name__ not in PLAIN:
                assert left_over not in text, (name, left_over)


def test_results_are_drawn_by_report_and_not_by_their_fields(shown):
    for name, record in shown.items():
        drawn = as_html.dispatch(type(record)) is not as_html.dispatch(object)
        assert drawn == (type(record).__name__ not in PLAIN), name


def test_figures_in_a_notebook_are_those_of_the_result(shown):
    def cells(name):
        return read(shown[name]._repr_html_()).cells

    assert "46,1" in cells("phase")
    assert "46,1" in cells("capital")
    assert "0,6008" in cells("calibration")
    assert "61,2" in cells("projection")
    median = shown["run"]["tfp_contribution_share"].median.value
    assert f"{100 * median:.2f}".replace(".", ",") in cells("run")
    first = shown["growth"].tfp_growth[0]
    assert f"{100 * first:.2f}".replace(".", ",") in cells("growth")
    # the axis behind is three shares of capital: the median of the three is the one of 0.4
    assert cells("growth of many") == cells("growth")
    total = shown["indices"].total.max()
    assert f"{100 * total:.1f}".replace(".", ",") in cells("indices")


def test_assumptions_have_words_in_both_languages(shown):
    for name in shown["sensitivity"].drawn:
        assert bare_name(name) != name
        assert bare_name(name, "en") != name
        assert bare_name(name) != bare_name(name, "en")
    assert bare_name("scenario_output") == "Tổng sản phẩm, kịch bản"
    assert bare_name("something of my own") == "something of my own"
    assert range_of("labour_share", 0.42, 0.62) == "42,0 – 62,0 %"


def test_what_a_file_holds_is_escaped(shown):
    fragment = shown["check"]._repr_html_()
    assert "&lt;b&gt;abc&lt;/b&gt;" in fragment
    assert "<b>" not in fragment
    assert "<script>" not in html_table(["<script>"], [["<script>", "<script>"]])


def test_no_bad_cell_says_so():
    assert "Không có ô nào sai" in BadCells()._repr_html_()
    assert repr(BadCells()) == "<BadCells: 0>"
    assert BadCells() == ()


def test_numbers_stand_right_and_words_left():
    fragment = html_table(["", "Giá trị"], [["Vốn (K)", "6,85"], ["Lao động (L)", "0,61 *"]])
    assert fragment.count("text-align:left") == 3
    assert fragment.count("text-align:right") == 3
    assert fragment.count("nowrap") == 2  # the heading may break


def returned():
    """The classes that public functions return, and the public methods of what these give, by where they come from."""
    classes = {
        name: one
        for module in pkgutil.walk_packages(tfp.__path__, "tfp_soctrang.")
        if not module.name.startswith(("tfp_soctrang.job", "tfp_soctrang.cli"))
        for name, one in vars(importlib.import_module(module.name)).items()
        if isinstance(one, type) and one.__module__ == module.name
    }

    def named(annotation):
        return [classes[word] for word in re.findall(r"\w+", str(annotation)) if word in classes]

    found, seen = {}, set()
    functions = [(name, getattr(tfp, name)) for name in tfp.__all__ if inspect.isfunction(getattr(tfp, name))]
    todo = [(one, name, True) for name, call in functions for one in named(inspect.signature(call).return_annotation)]
    while todo:
        kind, how, is_result = todo.pop()
        if is_result:
            found.setdefault(kind, how)
        if kind in seen:
            continue
        seen.add(kind)
        parts = {field.name: field.type for field in dataclasses.fields(kind)} if dataclasses.is_dataclass(kind) else {}
        for name, one in vars(kind).items():
            if isinstance(one, property):
                parts[name] = inspect.signature(one.fget).return_annotation
            elif inspect.isfunction(one) and not name.startswith("_"):
                given = named(inspect.signature(one).return_annotation)
                todo += [(below, f"{how}.{name}()", True) for below in given]
        todo += [(below, f"{how}.{part}", False) for part, kinds in parts.items() for below in named(kinds)]
    return found


def test_every_class_that_a_public_call_returns_is_among_the_results_shown_here(shown):
    made = {type(record).__name__ for record in shown.values()}
    kinds = returned()
    assert {"PhaseAccount", "NeededGrowth", "HypothesisTest"} <= {kind.__name__ for kind in kinds}
    assert {kind.__name__: how for kind, how in kinds.items() if kind.__name__ not in made | VALUES} == {}


def test_what_has_no_value_says_why():
    assert NotApplicable(Message.of("share_undefined"))._repr_html_().startswith("<p>Không có giá trị: ")


def every_record():
    for module in pkgutil.walk_packages(tfp.__path__, "tfp_soctrang."):
        for one in vars(importlib.import_module(module.name)).values():
            if dataclasses.is_dataclass(one) and isinstance(one, type) and one.__module__ == module.name:
                yield one


def test_no_record_with_arrays_dumps_them():
    """A record of arrays that keeps the line of `dataclass` prints them all."""
    dumping = [
        one.__qualname__
        for one in every_record()
        if any("Array" in str(field.type) for field in dataclasses.fields(one))
        and not issubclass(one, Shown)
        and not one.__name__.startswith("_")
        and one.__repr__.__qualname__.endswith("__create_fn__.<locals>.__repr__")
    ]
    assert dumping == []


@dataclasses.dataclass(frozen=True, repr=False)
class Made(Shown):
    """A record of the kinds of fields there are."""

    rows: np.ndarray
    share: float
    name: str
    why: object
    many: tuple[int, ...]


def test_line_of_a_record_has_its_numbers_first_and_is_cut():
    made = Made(np.arange(40.0), 0.4607925, "x", NotApplicable(Message.of("share_undefined")), tuple(range(60)))
    assert as_line(made).startswith("<Made: share=0.4608, name='x', rows=0 … 39 (40)")
    assert "many=(60 items)" in as_line(made)
    long = Made(np.zeros((3, 4)), 1.0, "y" * 90, "z" * 90, ("ab" * 40,))
    assert len(as_line(long)) <= LONGEST
    assert in_short("y" * 90) == f"'{'y' * 39}…'"
    assert in_short(np.zeros((3, 4))) == "0 … 0 (3 × 4)"
    assert in_short(np.array(0.4)) == "0.4"
    assert in_short(np.empty(0)) == "[]"
    assert in_short(np.empty((0, 3))) == "(0 × 3)"
    fragment = as_html(made)
    assert read(fragment).cells[:2] == ["rows", "0 … 39 (40)"]


def test_a_record_shows_itself_although_nothing_else_was_loaded():
    """The tables are drawn by `report`, which `growth_account` alone does not load."""
    code = (
        "import tfp_soctrang as tfp, sys\n"
        "found = tfp.growth_account([2020, 2021], [100.0, 105.0], [200.0, 210.0], [50.0, 50.5], capital_share=0.4)\n"
        "assert 'tfp_soctrang.report.tables' not in sys.modules\n"
        "assert 'Hạch toán tăng trưởng theo năm' in found._repr_html_()\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
