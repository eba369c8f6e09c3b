"""Every notebook runs top to bottom from a clean kernel in an empty folder, and shows what is kept in its .ipynb.

Run as a reader would: without `ipywidgets`, as the outputs are kept, and with it, each slider moved to its end. A warning
in a notebook is an error there.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
WRITE = ROOT / "notebooks" / "write.py"
NAMES = [
    "do_nhay_cua_gia_dinh",
    "doi_chieu_so_lieu_cong_bo",
    "giai_doan_2026_2030",
    "hop_nhat_can_tho",
    "tinh_tfp_2021_2025",
]

# Root mean square over all pixels, in levels of 255. The same matplotlib draws the same glyphs from the font it brings
# along, so what may differ is the last bit of a coordinate: a few hundred edge pixels by some twenty levels, below 0.5. A
# single digit that differs in one label is 2 and more (see the control below).
IMAGE_TOLERANCE = 1.0

# Cells that are run after the last one where there are sliders: what each shows, then what it shows at its end.
SHOW = """
import gc, json, ipywidgets
interactives = [one for one in gc.get_objects() if type(one) is ipywidgets.interactive]
print(json.dumps({one.f.__name__: one.out.outputs for one in interactives}))
"""
MOVE = """
for one in interactives:
    for widget in one.kwargs_widgets:
        if isinstance(widget, ipywidgets.Dropdown):
            widget.index = len(widget.options) - 1
        else:
            widget.value = widget.max
"""
SHOW_AGAIN = "print(json.dumps({one.f.__name__: one.out.outputs for one in interactives}))"


@pytest.fixture(scope="module")
def writer():
    found = importlib.util.spec_from_file_location("write_notebooks", WRITE)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def run(folder, *arguments):
    done = subprocess.run(
        [sys.executable, str(WRITE), "--into", str(folder), *arguments],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {path.stem: nbformat.read(path, as_version=4) for path in folder.glob("*.ipynb")}


@pytest.fixture(scope="module")
def without_sliders(tmp_path_factory):
    return run(tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="module")
def with_sliders(tmp_path_factory):
    return run(tmp_path_factory.mktemp("sliders"), "--sliders", *(f"--more={code}" for code in (SHOW, MOVE, SHOW_AGAIN)))


def kept(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


NUMBER = re.compile(r"\d[\d.,]*\d|\d")


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
    return 255.0 * matplotlib.image.imread(io.BytesIO(base64.b64decode(encoded)))[..., :3]


def distance(found, stored):
    """Return the root mean square difference of two images, infinite when they differ in size."""
    a, b = pixels(found), pixels(stored)
    return float(np.sqrt(np.mean((a - b) ** 2))) if a.shape == b.shape else np.inf


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
def test_outputs_are_those_kept(name, without_sliders):
    wrong, compared = {}, 0
    for cell, stored in zip(without_sliders[name].cells, kept(name).cells, strict=True):
        if stored.cell_type == "code":
            compared += len(stored.outputs)
            found = differences(cell.outputs, stored.outputs)
            if found:
                wrong[stored.source.splitlines()[0]] = found
    assert not wrong, "run `python notebooks/write.py` when this is meant"
    assert compared >= 4


@pytest.mark.parametrize("name", NAMES)
def test_sliders_show_what_is_kept_and_more(name, with_sliders):
    cells, stored = with_sliders[name].cells, kept(name).cells
    before, after = (json.loads(cells[place].outputs[0]["text"]) for place in (-3, -1))
    slid = 0
    for cell, own in zip(cells[: len(stored)], stored, strict=True):
        if not has_slider(own):
            assert own.cell_type != "code" or not differences(cell.outputs, own.outputs)
            continue
        slid += 1
        assert any("application/vnd.jupyter.widget-view+json" in one.data for one in cell.outputs)
        shown, moved = (one[slider_name(own)] for one in (before, after))
        assert not differences(shown, own.outputs)
        # an error in a slider's function would stand there as an output
        assert [one["output_type"] for one in moved] == [one["output_type"] for one in own.outputs]
        assert differences(moved, own.outputs), "moving the sliders changes nothing"
    assert slid == len(before) >= 1


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_machine_or_the_clock_is_kept(name):
    notebook = kept(name)
    assert notebook.metadata.keys() == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}  # not its version
    for cell in notebook.cells:
        assert not cell.metadata
        for output in cell.get("outputs", []):
            assert output.output_type in {"execute_result", "display_data", "stream"}
            assert output.get("name", "stdout") == "stdout"
            for text in (output.get("text", ""), *(output.get("data", {}).values())):
                assert not re.search(r"Warning|/tmp/|/home/|/root/|/usr/|\\\\Users\\\\| at 0x[0-9a-f]|site-packages", text)
                assert sys.prefix not in text
                assert str(ROOT) not in text


@pytest.mark.parametrize("name", NAMES)
def test_last_part_says_how_to_make_it_ones_own(name):
    last = kept(name).cells[-1]
    assert last.cell_type == "markdown"
    assert "## Để dùng cho mình" in last.source
    assert "1. " in last.source


def test_two_runs_write_the_same_bytes(without_sliders, tmp_path):
    again = run(tmp_path, "hop_nhat_can_tho")
    assert nbformat.writes(again["hop_nhat_can_tho"]) == nbformat.writes(without_sliders["hop_nhat_can_tho"])


def test_a_notebook_that_warns_fails(tmp_path):
    done = subprocess.run(
        [sys.executable, str(WRITE), "hop_nhat_can_tho", "--into", str(tmp_path), "--more", "warnings.warn('seen')"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "UserWarning: seen" in done.stderr
    assert not list(tmp_path.iterdir())


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


def test_an_image_with_one_other_digit_is_too_far():
    import tfp_soctrang as tfp

    def image(labour_share):
        study = tfp.study(tfp.load("soc_trang"))
        changed = study.assumptions.with_values(labour_share=labour_share)
        stream = io.BytesIO()
        tfp.figures.waterfall(tfp.study(study.data, changed).phase(2021, 2025)).savefig(stream, format="png")
        return base64.b64encode(stream.getvalue()).decode()

    assert distance(image(0.6), image(0.6)) == 0.0
    # a tenth of a point of the coefficient: two of the printed numbers change in their last digit
    assert distance(image(0.601), image(0.6)) > 1.5 * IMAGE_TOLERANCE
