"""What is public is documented, and what is documented is there: names, commands, errors, data, choices, files."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import tomllib
import zlib
from types import ModuleType

import click
import pytest

import tfp_soctrang as tfp
from docs_blocks import DOCS, ROOT, blocks, sources
from docs_site import MISSING, built
from tfp_soctrang import errors
from tfp_soctrang.cli import cli
from tfp_soctrang.settings import Settings
from tfp_soctrang.sources.catalogue import data_file

# Pages that a program writes from the very thing: to stand there is no proof that a person is told of it.
REFERENCE = {"commands.md", "architecture.md"}


@pytest.fixture(scope="module")
def documented(not_run):
    """The names of Python that the built pages describe, from their inventory."""
    if MISSING:
        not_run(f'pip install -e ".[docs]" (missing: {", ".join(MISSING)})')
    done, folder = built()
    assert done.returncode == 0, done.stderr
    inventory = (folder / "objects.inv").read_bytes().split(b"\n", 4)[4]
    lines = (line.split() for line in zlib.decompress(inventory).decode().splitlines())
    return {name: kind.removeprefix("py:") for name, kind, *_ in lines if kind.startswith("py:")}


@pytest.fixture(scope="module")
def told():
    """The text of every page that a person wrote, or that is written from the data."""
    return {one.relative_to(DOCS).as_posix(): one.read_text("utf-8") for one in sources() if one.name not in REFERENCE}


# What completion offers; the version has no page.
NAMES = sorted(set(dir(tfp)) - {"__version__"})


def public():
    """Every public name with its object; of a public module, its own public names too."""
    for name in NAMES:
        found = getattr(tfp, name)
        if isinstance(found, ModuleType):
            for inner in found.__all__:
                yield f"{found.__name__}.{inner}", getattr(found, inner)
        else:
            yield f"tfp_soctrang.{name}", found


def home(name, found):
    """The name under which an exception or record is described: that of the module it is written in."""
    return f"{found.__module__}.{found.__qualname__}" if inspect.isclass(found) else name


def test_every_public_name_is_described(documented, told):
    missing = {home(name, found) for name, found in public()} - set(documented)
    # constants carry no docstring: a page says what they are
    text = "\n".join(text for name, text in told.items() if name.startswith("api/"))
    assert not {name for name in missing if name.split(".")[-1].islower() or f"`{name.split('.')[-1]}`" not in text}


def test_the_page_of_the_api_names_every_public_name(told):
    page = told["api/index.md"]
    named = set(
        re.findall(r"autofunction:: tfp_soctrang\.(\w+)$|autoexception:: tfp_soctrang\.(\w+)$", page, re.MULTILINE)
    )
    named = {one or other for one, other in named}
    modules = {name for name in NAMES if isinstance(getattr(tfp, name), ModuleType)}
    assert named == set(NAMES) - modules
    assert set(tfp.__all__) <= set(NAMES)
    for name in modules:
        assert f"`tfp.{name}`" in page


@pytest.mark.parametrize("package", ["arithmetic", "estimation", "sensitivity"])
def test_every_function_of_the_pure_packages_is_described(documented, told, package):
    root = importlib.import_module(f"tfp_soctrang.{package}")
    formulas = "\n".join(text for name, text in told.items() if name.startswith("formulas/"))
    for one in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        module = importlib.import_module(one.name)
        last = one.name.rpartition(".")[2]
        if not last.startswith("_"):
            assert f"`{last}`" in formulas or f"`{last}." in formulas, f"{one.name} has no formula on docs/formulas"
        for name in getattr(module, "__all__", ()):
            found = getattr(module, name)
            if inspect.isfunction(found) or inspect.isclass(found):
                assert f"{found.__module__}.{name}" in documented, f"{one.name}.{name}"


def test_what_is_described_is_there(documented):
    for name, kind in documented.items():
        parts = name.split(".")
        found, place = None, len(parts)
        while found is None:
            try:
                found = importlib.import_module(".".join(parts[:place]))
            except ModuleNotFoundError:
                place -= 1
        for part in parts[place:]:
            fields = getattr(found, "__dataclass_fields__", {})
            notes = getattr(found, "__annotations__", {})
            there = hasattr(found, part) or part in fields or part in notes or kind == "attribute"
            assert there, name
            found = getattr(found, part, None)


def test_names_that_pages_mention_are_there(told):
    for page, text in told.items():
        for name in set(re.findall(r"\btfp\.([a-z]\w+)(?:\.(\w+))?", text)):
            first, second = name
            if first in {"css", "svg", "toml"}:  # names of files
                continue
            assert first in NAMES, (page, f"tfp.{first}")
            if second and isinstance(getattr(tfp, first), ModuleType):
                assert hasattr(getattr(tfp, first), second), (page, name)
        for name in set(re.findall(r"\btfp_soctrang((?:\.[a-z]\w*)+)", text)):
            module, _, last = f"tfp_soctrang{name}".rpartition(".")
            try:
                importlib.import_module(f"tfp_soctrang{name}")
            except ModuleNotFoundError:
                assert hasattr(importlib.import_module(module), last), (page, name)


def every_command(command=cli, path=()):
    for name, one in getattr(command, "commands", {}).items():
        yield (*path, name), one
        yield from every_command(one, (*path, name))


def test_every_command_runs_on_some_page(told):
    """A page shows each command in a block that the tests run; so the commands that pages call are there too."""
    called = set()
    for page in sources():
        for block in blocks(page):
            if block.kind == "sh" and block.mark != "not run":
                for line in re.findall(r"^tfp-soctrang (.*)$", block.text, re.MULTILINE):
                    words = line.split()
                    called |= {tuple(words[:1]), tuple(words[:2])}
    wanted = {path for path, command in every_command() if not isinstance(command, click.Group)}
    readme = (ROOT / "README.md").read_text("utf-8")  # tests/test_readme.py runs what stands there
    missing = {path for path in wanted - called if f"tfp-soctrang {' '.join(path)}" not in readme}
    assert not missing


def test_every_command_and_option_has_its_line():
    page = (DOCS / "commands.md").read_text("utf-8")
    for path, command in every_command():
        section = page.split(f"## `tfp-soctrang {' '.join(path)}`\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert all(f"`{name}`" in section for name in parameter.opts), (path, parameter.opts)


def test_every_error_is_told(documented, told):
    page = told["errors.md"]
    classes = {name for name in errors.__all__ if inspect.isclass(getattr(errors, name))}
    assert {f"tfp_soctrang.errors.{name}" for name in classes} <= set(documented)
    assert set(re.findall(r"~tfp_soctrang\.errors\.(\w+)`", page)) == classes
    for name in classes:
        if issubclass(getattr(errors, name), errors.TfpError):
            row = re.search(rf"^\| .*errors\.{name}` \| .+ \| (\d+) \| .+ \|$", page, re.MULTILINE)
            assert row, f"{name} has no exit code on docs/errors.md"
    for base in (ValueError, ArithmeticError):
        for name in classes:
            if issubclass(getattr(errors, name), base):
                row = next(line for line in page.splitlines() if f"errors.{name}`" in line)
                assert f"`{base.__name__}`" in row, name


def test_every_dataset_and_series_is_told(told):
    page = told["data.md"]
    catalogue = tomllib.loads(data_file("catalogue.toml").decode())
    for dataset in catalogue["dataset"]:
        assert f"## Bộ số liệu `{dataset['name']}`" in page
        assert isinstance(tfp.load(dataset["name"]).name, str)
    for record in catalogue["series"]:
        assert f"### `{record['name']}`" in page.split(f"## Bộ số liệu `{record['dataset']}`")[1]
    shown = re.findall(r"^### `(\w+)`$", page, re.MULTILINE)
    assert len(shown) == len(catalogue["series"])
    assert len(shown) == sum(len(tfp.load(one["name"]).series) for one in catalogue["dataset"])


def test_every_file_of_data_is_told(told):
    text = "\n".join(told.values())
    for path in (ROOT / "data").iterdir():
        assert f"data/{path.name}" in text or f"`{path.name}`" in text, path.name


def test_every_setting_is_told(told):
    text = "\n".join(told.values())
    for field in dataclasses.fields(Settings):
        assert re.search(rf"`{field.name}[`\"= ]|^{field.name} = ", text, re.MULTILINE), field.name


def test_files_that_pages_name_are_there(told):
    for page, text in told.items():
        for name in set(re.findall(r"`((?:docs|data|tests|benchmarks|notebooks|src)/[\w./*-]*)`", text)):
            if "*" in name:
                assert list(ROOT.glob(name)), (page, name)
            else:
                assert (ROOT / name).exists(), (page, name)
