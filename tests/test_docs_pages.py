"""Every page that a program writes is what the program writes."""

from __future__ import annotations

import re
import sys

import pytest

from comparisons import MADE
from docs_blocks import DOCS

# Each is written in seconds; the page of accuracy has a test of its own.
QUICK = (
    "architecture", "assumptions", "commands", "data", "estimates", "plan", "projection", "scenarios", "sensitivity"
)  # fmt: skip


@pytest.fixture(scope="module")
def writers():
    """The pages by name, with the functions that write them."""
    sys.path.insert(0, str(DOCS / "writers"))
    try:
        import writers
    finally:
        sys.path.remove(str(DOCS / "writers"))
    return writers.PAGES


def same(name, text):
    written = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert text == written, f"docs/{name}.md is not what is written now: python docs/writers {name}"


@pytest.mark.parametrize("name", QUICK)
def test_page_is_the_written_one(writers, name):
    same(name, writers[name]())


def test_every_written_page_is_compared(writers):
    assert {*QUICK, "accuracy"} == set(writers)
    for path in DOCS.rglob("*.md"):
        said = re.search(r"Written by `python docs/writers (\w+)`", path.read_text(encoding="utf-8"))
        assert (said is not None) == (path.stem in writers and path.parent == DOCS), path


def test_page_of_accuracy_is_what_the_certified_tests_compare(writers, case_folder):
    """What they compared in this run serves where all of them ran; otherwise they run here."""
    case_folder("pwt1001_tfp_open")
    values = re.search(r"([\d,]+) values of \d+ cases", (DOCS / "accuracy.md").read_text(encoding="utf-8"))[1]
    complete = sum(one["values"] for one in MADE) == int(values.replace(",", ""))
    same("accuracy", writers["accuracy"](MADE if complete else None))
