"""The documentation builds without a warning and without the network, and its pages need no network either."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from docs_blocks import DOCS, ROOT, sources
from docs_site import COMMAND, MISSING, built


@pytest.fixture(scope="module")
def site(not_run):
    """The folder of the built pages."""
    if MISSING:
        not_run(f'pip install -e ".[docs]" (missing: {", ".join(MISSING)})')
    done, folder = built()
    assert done.returncode == 0, done.stderr
    return folder


class Read(HTMLParser):
    """What a page loads, where it points, and the names in it."""

    def __init__(self):
        super().__init__()
        self.loaded, self.links, self.names, self.formulas, self.text = [], [], set(), 0, []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in {"script", "img", "iframe", "source", "audio", "video", "embed"} and found.get("src"):
            self.loaded.append(found["src"])
        if tag == "link" and found.get("rel") != "canonical":
            self.loaded.append(found["href"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if found.get("id"):
            self.names.add(found["id"])
        self.formulas += tag == "math"

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def pages(site):
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path.relative_to(site).as_posix()] = Read()
        found[path.relative_to(site).as_posix()].feed(path.read_text(encoding="utf-8"))
    return found


def test_the_command_is_the_one_that_the_page_for_contributors_shows():
    assert f"```sh\n{COMMAND}\n```" in (DOCS / "contributing.md").read_text(encoding="utf-8")


def test_every_source_is_a_page(pages):
    wanted = {one.relative_to(DOCS).with_suffix(".html").as_posix() for one in sources()}
    assert wanted <= set(pages)
    assert set(pages) - wanted == {"genindex.html", "py-modindex.html", "search.html"}


def test_nothing_is_loaded_from_elsewhere(site, pages):
    for name, page in pages.items():
        for one in page.loaded:
            assert not re.match(r"(?:\w+:)?//", one), (name, one)
    for path in [*site.rglob("*.css"), *site.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""", text), path.name
        assert not re.search(r"""(?:import|fetch)\(["']https?://""", text), path.name


def test_formulas_are_written_out(pages):
    """Every formula is MathML in the page: no script turns it into one."""
    counted = {name: page.formulas for name, page in pages.items() if page.formulas}
    assert counted["method.html"] > 20
    assert sum(counted[f"formulas/{name}.html"] for name in ("account", "estimation", "sensitivity")) > 100
    for name, page in pages.items():
        text = "".join(page.text)
        assert "\\frac" not in text, name
        assert "$$" not in text, name
        assert "mathjax" not in " ".join(page.loaded).lower(), name


def test_links_between_pages_lead_somewhere(site, pages):
    """Those that are written by hand too, which Sphinx does not follow: parts of pages and files."""
    followed = 0
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"\w+:", link):
                continue
            path, _, part = unquote(link).partition("#")
            target = (site / name).parent.joinpath(path).resolve() if path else (site / name).resolve()
            assert target.is_file(), (name, link)
            key = target.relative_to(site.resolve()).as_posix()
            if part and key in pages:
                assert part in pages[key].names, (name, link)
            followed += 1
    assert followed > 5000


def test_no_markup_is_left_in_the_text(pages):
    for name, page in pages.items():
        text = "".join(page.text)
        found = re.search(r"\{doc\}|\{py:|\]\([\w./]+\.md|:::|```|\*\*`|\ue000", text)
        assert found is None, (name, text[max(0, found.start() - 80) :][:200])


def test_built_pages_are_not_tracked():
    assert "build/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
