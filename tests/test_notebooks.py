"""Every notebook runs top to bottom from a clean kernel in an empty folder, and shows what is kept in its .ipynb.

Run as a reader would: without `ipywidgets`, as the outputs are kept, and with it, each slider moved to its end. What
the prose says is asked of the same kernel (`notebook_claims`). A warning in a notebook is an error there.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from notebook_claims import CLAIMS, SETUP, TOLD

ROOT = Path(__file__).parents[1]
WRITE = ROOT / "notebooks" / "write.py"
NAMES = [
    "do_nhay_cua_gia_dinh",
    "doi_chieu_so_lieu_cong_bo",
    "giai_doan_2026_2030",
    "hop_nhat_can_tho",
    "tinh_tfp_2021_2025",
]

# An image is compared in squares of this many pixels: root mean square of each, in levels of 255, and the worst counts.
# The same matplotlib draws the same glyphs from the font it brings along, so what may differ is the last bit of a
# coordinate, and the palette of 256 colours that the kept figures have: together below 6 (measured, see the control
# below). A digit that differs fills a tenth of a square and more: 25 and up, however large the figure is.
SQUARE = 24
IMAGE_TOLERANCE = 12.0

# Cells that are run after the last one: those with sliders once more, now with ipywidgets; what each slider shows, and
# what it shows at its end.
WIDGETS = "import sys; sys.modules.pop('ipywidgets')"
SHOW = """
import gc, ipywidgets
from IPython.display import display
interactives = [one for one in gc.get_objects() if type(one) is ipywidgets.interactive]
display({"application/json": {one.f.__name__: one.out.outputs for one in interactives}}, raw=True)
"""
MOVE = """
for one in interactives:
    for widget in one.kwargs_widgets:
        if isinstance(widget, ipywidgets.Dropdown):
            widget.index = len(widget.options) - 1
        else:
            widget.value = widget.max
"""
SHOW_AGAIN = SHOW.splitlines()[-1]


@pytest.fixture(scope="module")
def writer():
    found = importlib.util.spec_from_file_location("write_notebooks", WRITE)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def command(folder, *arguments):
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, str(WRITE), "--into", str(folder), *map(str, arguments)],
        cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def run(folder, *arguments):
    done = command(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return {path.stem: nbformat.read(path, as_version=4) for path in folder.glob("*.ipynb")}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Every notebook run anew, and after its last cell: what its prose says, and its sliders."""
    folder = tmp_path_factory.mktemp("fresh")
    more = {}
    for name in NAMES:
        sliders = [cell.source for cell in kept(name).cells if has_slider(cell)]
        more[name] = [SETUP, CLAIMS[name], TOLD, WIDGETS, *sliders, SHOW, MOVE, SHOW_AGAIN]
    path = folder / "more.json"
    path.write_text(json.dumps(more), encoding="utf-8")
    return run(folder, "--more", path)


def kept(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


NUMBER = re.compile(r"\d[\d.,]*\d|\d")
# A number of prose that is a result or an assumption: 46,1 or 53.610 or 5 %; not a year, a day, a mark of a section.
FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+(?= ?%)")


def value_and_unit(text):
    """Return a printed number and one unit of its last digit: 1.234,5 as in Vietnamese, or 0.123 as in code."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})*,\d+|\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    whole, _, decimals = text.partition(".")
    return float(f"{whole}.{decimals or 0}"), 10.0 ** -len(decimals)


def same_number(found, stored):
    if found == stored:
        return True
    try:
        (a, unit), (b, other_unit) = value_and_unit(found), value_and_unit(stored)
    except ValueError:  # a document's address, or a date
        return False
    # another maths library may round a number in the middle of two prints the other way: one unit of the last digit
    return unit == other_unit and abs(a - b) <= unit * (1 + 1e-9)


def text_differences(found, stored):
    """Return how two texts differ: words must be equal, printed numbers but for one unit of their last digit."""
    if NUMBER.split(found) != NUMBER.split(stored):
        return [f"words: {found!r} instead of {stored!r}"]
    numbers = zip(NUMBER.findall(found), NUMBER.findall(stored), strict=True)
    return [f"{a} instead of {b}" for a, b in numbers if not same_number(a, b)]


def pixels(encoded):
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB"), dtype=float)


def distance(found, stored):
    """Return the root mean square difference of the worst square of two images, infinite when they differ in size."""
    a, b = pixels(found), pixels(stored)
    if a.shape != b.shape:
        return np.inf
    square = ((a - b) ** 2).mean(axis=2)
    rows, columns = (range(0, size, SQUARE) for size in square.shape)
    by_rows = np.add.reduceat(square, rows, axis=0)
    return float(np.sqrt(np.add.reduceat(by_rows, columns, axis=1).max()) / SQUARE)


def differences(found, stored):
    """Return how the outputs of a cell differ from those that are kept."""
    shapes = [[(one["output_type"], sorted(one.get("data", {}))) for one in outputs] for outputs in (found, stored)]
    if shapes[0] != shapes[1]:
        return [f"{shapes[0]} instead of {shapes[1]}"]
    wrong = []
    for one, other in zip(found, stored, strict=True):
        if one["output_type"] == "stream":
            wrong += text_differences(one["text"], other["text"])
        for kind, content in one.get("data", {}).items():
            if kind == "image/png":
                far = distance(content, other["data"][kind])
                wrong += [f"image: {far:.2f} levels apart"] if far > IMAGE_TOLERANCE else []
            else:
                wrong += text_differences(content, other["data"][kind])
    return wrong


def has_slider(cell):
    return cell.cell_type == "code" and "from ipywidgets import" in cell.source


def slider_name(cell):
    return re.search(r"interact\(\s*(\w+)", cell.source)[1]


def test_every_notebook_is_here(writer):
    assert writer.names() == NAMES
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_pair_is_in_step(name, writer):
    """The .ipynb is the .py with outputs: same cells, same ids, cells counted from one, nothing else."""
    stored, made = kept(name), writer.paired(name)
    count = 0
    for cell, own in zip(stored.cells, made.cells, strict=True):
        if cell.cell_type == "code":
            count += 1
            assert cell.execution_count == count
            own.outputs, own.execution_count = cell.outputs, count
    assert writer.text(made) == (ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_those_kept(name, fresh):
    stored = kept(name).cells
    wrong, compared = {}, 0
    for cell, own in zip(fresh[name].cells[: len(stored)], stored, strict=True):
        assert (cell.id, cell.source) == (own.id, own.source)
        if own.cell_type == "code":
            compared += len(own.outputs)
            found = differences(cell.outputs, own.outputs)
            if found:
                wrong[own.source.splitlines()[0]] = found
    assert not wrong, "run `python notebooks/write.py` when this is meant"
    assert compared >= 4


@pytest.mark.parametrize("name", NAMES)
def test_prose_says_what_is_computed(name, fresh):
    prose = "\n".join(cell.source for cell in kept(name).cells if cell.cell_type == "markdown")
    plain = " ".join(prose.split())
    told = json.loads(fresh[name].cells[len(kept(name).cells) + 2].outputs[0]["text"])
    assert len(told) == CLAIMS[name].count("says(")
    assert [quote for quote, truth in told if not truth] == []
    assert [quote for quote, _ in told if quote not in plain] == []
    for quote, _ in told:
        plain = plain.replace(quote, "")
    # a number that no quote holds may drift from the result
    assert FIGURE.findall(plain) == []


@pytest.mark.parametrize("name", NAMES)
def test_sliders_show_what_is_kept_and_more(name, fresh):
    cells, stored = fresh[name].cells, kept(name).cells
    before, after = (cells[place].outputs[0]["data"]["application/json"] for place in (-3, -1))
    with_sliders = [one for one in stored if has_slider(one)]
    for own in with_sliders:
        again = next(one for one in cells[len(stored) :] if one.source == own.source)
        assert any("application/vnd.jupyter.widget-view+json" in one.data for one in again.outputs)
        shown, moved = (one[slider_name(own)] for one in (before, after))
        assert not differences(shown, own.outputs)
        # an error in a slider's function would stand there as an output
        assert [one["output_type"] for one in moved] == [one["output_type"] for one in own.outputs]
        assert differences(moved, own.outputs), "moving the sliders changes nothing"
    assert len(with_sliders) == len(before) >= 1


def test_sliders_from_a_clean_kernel(tmp_path):
    found = run(tmp_path, "hop_nhat_can_tho", "--sliders")["hop_nhat_can_tho"]
    for cell, own in zip(found.cells, kept("hop_nhat_can_tho").cells, strict=True):
        if has_slider(own):
            assert any("application/vnd.jupyter.widget-view+json" in one.data for one in cell.outputs)
        elif own.cell_type == "code":
            assert not differences(cell.outputs, own.outputs)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_prose_names_exists(name):
    """Each `tfp.…` in a text cell is a public name, each `tfp-soctrang …` a command with these options."""
    import tfp_soctrang as tfp
    from tfp_soctrang.cli import cli

    prose = " ".join(cell.source for cell in kept(name).cells if cell.cell_type == "markdown")
    for public in re.findall(r"`tfp\.(\w+)", prose):
        assert public in dir(tfp)
    for line in re.findall(r"`tfp-soctrang ([^`]*)`", prose):
        words = line.split()
        known = {option for parameter in cli.commands[words[0]].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_provincial_studies_are_copied_as_they_were_found(fresh, raw_folder):
    import csv

    columns = ["alpha_K", "beta_L", "TFP_growth_published", "K_contrib_pct", "L_contrib_pct", "TFP_contrib_pct"]
    source = raw_folder(".").parent / "official" / "provincial_tfp_published_results.csv"
    with source.open(encoding="utf-8") as stream:
        found = [[row["period"].replace("-", "–"), *(row[one] for one in columns)] for row in csv.DictReader(stream)]
    found = [[period, *(f"{float(one):g}".replace(".", ",") if one else "–" for one in row)] for period, *row in found]
    cell = next(one for one in fresh["doi_chieu_so_lieu_cong_bo"].cells if one.source.startswith("KG = "))
    rows = re.findall(r"<tr>(.*?)</tr>", cell.outputs[0]["data"]["text/html"])[1:]
    shown = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)[1:8] for row in rows]
    assert shown == found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_machine_or_the_clock_is_kept(name):
    notebook = kept(name)
    assert (ROOT / "notebooks" / f"{name}.ipynb").stat().st_size < 400_000  # what a code site still shows
    assert notebook.metadata.keys() == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}  # not its version
    for cell in notebook.cells:
        assert not cell.metadata
        for output in cell.get("outputs", []):
            assert output.output_type in {"execute_result", "display_data", "stream"}
            assert output.get("name", "stdout") == "stdout"
            for text in (output.get("text", ""), *(output.get("data", {}).values())):
                assert not re.search(
                    r"Warning|/tmp/|/home/|/root/|/usr/|\\\\Users\\\\| at 0x[0-9a-f]|site-packages", text
                )
                assert sys.prefix not in text
                assert str(ROOT) not in text


@pytest.mark.parametrize("name", NAMES)
def test_last_part_says_how_to_make_it_ones_own(name):
    last = kept(name).cells[-1]
    assert last.cell_type == "markdown"
    assert "## Để dùng cho mình" in last.source
    assert "1. " in last.source


def test_two_runs_write_the_same_bytes(tmp_path):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        run(tmp_path / folder, "hop_nhat_can_tho")
    one, other = ((tmp_path / folder / "hop_nhat_can_tho.ipynb").read_bytes() for folder in ("one", "other"))
    assert one == other


def test_a_notebook_that_warns_fails(tmp_path):
    path = tmp_path / "more.json"
    path.write_text(json.dumps({"hop_nhat_can_tho": ["import warnings", "warnings.warn('seen')"]}), encoding="utf-8")
    done = command(tmp_path, "hop_nhat_can_tho", "--more", path)
    assert done.returncode != 0
    assert "UserWarning: seen" in re.sub(r"\x1b\[[0-9;]*m", "", done.stderr)
    assert list(tmp_path.iterdir()) == [path]


def test_differences_see_a_digit_a_word_and_a_missing_figure():
    def shown(text):
        return [{"output_type": "execute_result", "data": {"text/html": text}}]

    stored = shown("<td>46,1</td><td>1.234,5</td><td>2,66 %</td>")
    assert not differences(shown("<td>46,2</td><td>1.234,4</td><td>2,65 %</td>"), stored)
    assert differences(shown("<td>46,3</td><td>1.234,5</td><td>2,66 %</td>"), stored) == ["46,3 instead of 46,1"]
    assert differences(shown("<td>46,1</td><td>1.234,7</td><td>2,66 %</td>"), stored)
    assert differences(shown("<td>-46,1</td><td>1.234,5</td><td>2,66 %</td>"), stored)
    assert differences(shown("<td>46,1</td><td>1.234,5</td><td>2,66 điểm</td>"), stored)
    assert differences([], stored)


def test_an_image_with_one_other_digit_is_too_far(writer):
    import tfp_soctrang as tfp

    def image(labour_share):
        study = tfp.study(tfp.load("soc_trang"))
        changed = study.assumptions.with_values(labour_share=labour_share)
        stream = io.BytesIO()
        figure = tfp.figures.waterfall(tfp.study(study.data, changed).phase(2021, 2025))
        figure.savefig(stream, format="png", **writer.FIGURES)
        return base64.b64encode(stream.getvalue()).decode()

    plain = image(0.6)
    # another machine's last bit, and the palette of what is kept
    assert distance(image(0.6 * (1 + 1e-12)), plain) < IMAGE_TOLERANCE / 2
    assert distance(writer.small(plain), plain) < IMAGE_TOLERANCE / 2
    # a tenth of a point of the coefficient: the printed numbers change in their last digit
    assert distance(image(0.601), plain) > 2 * IMAGE_TOLERANCE
