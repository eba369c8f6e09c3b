"""Figures: what is written in them, that nothing is cut off or covered, the same bytes, and the stored pictures."""

from __future__ import annotations

import inspect
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import figure_cases
import matplotlib as mpl
import numpy as np
import pytest
from figure_cases import DRAWN_WITH, FIGURES, LOOKS, STORED, picture
from figure_texts import faults, texts
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

import tfp_soctrang as tfp
from made_up import BASIC, STEPS, data
from tfp_soctrang.account import Basis, PhaseStatus, Source
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.provenance import Origin, Vintage
from tfp_soctrang.report.figures.house import HATCH, LINES, SERIES, Frame, source_line, status_line
from tfp_soctrang.report.figures.lettering import legible, wrapped
from tfp_soctrang.report.figures.words import FIGURES as WORDS

AGREED = {
    "contributions", "waterfall", "input_growth", "capital_output_ratio", "capital_measures", "tfp_index", "fan",
    "density", "tornado", "contour", "specification_curve", "revision_bridge", "projection",
}  # fmt: skip
NUMBER = ("tỷ đồng", "giá so sánh 2010")
PERSONS = ("nghìn người", "")


@pytest.fixture(scope="module")
def drawn():
    """Every figure in every language and width, drawn once."""
    made = {}

    def of(name, language, width):
        key = name, language, width
        if key not in made:
            made[key] = FIGURES[name](language=language, width=width)
        return made[key]

    return of


# ------------------------------------------------------------------------------------------------- names and settings


def test_every_agreed_figure_is_public_and_speaks_vietnamese_unless_told_otherwise():
    assert set(FIGURES) >= AGREED
    for name in FIGURES:
        given = inspect.signature(getattr(tfp.figures, name)).parameters
        assert given["language"].default == "vi"
        assert all(given[one].kind is inspect.Parameter.KEYWORD_ONLY for one in ("language", "width", "titled"))
        assert name in tfp.figures.__all__
    assert "figures" in dir(tfp)


def test_reading_the_package_loads_no_matplotlib():
    told = "import sys, tfp_soctrang as tfp; tfp.figures.contributions; print('matplotlib' in sys.modules)"
    assert _python("-c", told).strip() == "False"


def test_the_readers_own_settings_are_left_alone():
    before = dict(mpl.rcParams)
    figure = FIGURES["waterfall"]()
    assert isinstance(figure, Figure)
    picture(figure)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", ["chart.bmp", "chart", "chart.svgz"])
def test_only_svg_and_png_are_written(name, tmp_path):
    with pytest.raises(DataError, match=r"file of a figure: cannot have the ending .* Name it \.svg or \.png\."):
        tfp.figures.save(FIGURES["waterfall"](), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_notebook_shows_the_figure_sharp_at_its_true_width(drawn):
    shown, size = drawn("waterfall", "vi", 6.5)._repr_png_()
    assert size["width"] == 6.5 * 96
    assert int.from_bytes(shown[16:20], "big") == 2 * size["width"]


# ------------------------------------------------------------------------------------------------- what is written

EACH = list(itertools.product(FIGURES, LOOKS))
CASES = list(itertools.product(FIGURES, LOOKS, (6.5, 3.3)))


@pytest.mark.parametrize(("name", "language", "width"), CASES)
def test_nothing_is_cut_off_or_covered(drawn, name, language, width):
    figure = drawn(name, language, width)
    assert faults(figure) == []
    assert figure.get_size_inches()[0] == width


def test_what_is_cut_off_or_covered_is_found():
    figure = Figure(figsize=(2.0, 1.0))
    FigureCanvasAgg(figure)
    figure.text(0.1, 0.5, "một dòng")
    assert faults(figure) == []
    figure.text(0.15, 0.52, "hai")
    figure.text(0.9, 0.1, "ra ngoài mép")
    assert faults(figure) == [("ra ngoài mép", "cut off"), ("một dòng", "hai")]


@pytest.mark.parametrize(("name", "language"), EACH)
def test_numbers_are_written_as_in_the_language(drawn, name, language):
    found = [text for text in texts(drawn(name, language, 6.5)) if not text.startswith(("Nguồn:", "Source:"))]
    other = {"vi": r"\d\.\d(?!\d\d)", "en": r"\d,\d(?!\d\d)"}[language]
    assert [text for text in found if re.search(other, text)] == []
    assert any(re.search(r"\d", text) for text in found)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_figure_says_place_years_status_source_and_edition(drawn, name, language):
    found = [" ".join(text.replace("\xa0", " ").split()) for text in texts(drawn(name, language, 6.5))]
    place = {"vi": "Sóc Trăng", "en": "Soc Trang"}[language]
    years = "2026–2030" if name == "projection" else "2021–2025"
    assert found[0].endswith(f"{place}, {years}")
    status = WORDS["open" if name == "projection" else "assumed"][language]
    count = 8 if name == "projection" else 9
    filled = {"vi": f" ({count} ô thay bằng giả định)", "en": f" ({count} cells filled by assumptions)"}[language]
    assert sum(text.startswith(status + filled) for text in found) == 1
    (sources,) = (text for text in found if text.startswith(WORDS["sources"][language].split("{")[0]))
    assert {"vi": "NSDP SDMX (IMF ECOFIN), ấn bản 2024Q4", "en": "IMF ECOFIN), edition 2024Q4"}[language] in sources


def test_a_document_has_the_title_in_its_caption():
    found = texts(FIGURES["waterfall"](titled=False))
    assert "Từ đóng góp" not in " ".join(found)
    assert any(text.startswith("Tỉnh Sóc Trăng, 2021–2025. Tính thử trên giả định") for text in found)


def _frame(status=PhaseStatus.FINAL, filled=0, origins=(), **more):
    account = figure_cases.account()
    basis = Basis(status=status, filled=filled, origins=tuple(origins))
    return Frame(territory=account.territory, phase=account.phase, basis=basis, language="vi", **more)


def _source(name, edition=None, count=1, series="output_const2010"):
    vintage = None if edition is None else Vintage(edition=edition)
    origin = Origin(source=name, vintage=vintage)
    place = figure_cases.account().territory
    return Source(territory=place, series=series, years=tuple(range(2000, 2000 + count)), origin=origin)


def test_the_status_is_that_of_the_figure():
    assert status_line(_frame()) == "Mọi ô đều là số chính thức."
    assert status_line(_frame(PhaseStatus.PROVISIONAL), "Chú thích.") == (
        "Tạm tính: có ô chưa phải số chính thức. Chú thích."
    )
    assert status_line(replace(_frame(PhaseStatus.ASSUMED, 1), language="en")) == (
        "Assumed (1\xa0cell filled by assumptions)."
    )
    assert status_line(_frame(PhaseStatus.OPEN, 3)).startswith("Chưa khép: dự tính trên giả định, không phải số đo")


def test_sources_are_named_with_their_editions_those_of_most_cells_first():
    told = [_source("A", count=1), _source("B", "about 2024", 3), _source("A", count=1, series="other"), _source("C")]
    assert source_line(_frame(origins=told)) == (
        "Nguồn: B, ấn bản khoảng 2024; A, không ghi ấn bản; C, không ghi ấn bản."
    )
    more = [_source(f"S{i}", "2024") for i in range(7)]
    assert source_line(_frame(origins=more)).endswith("S3, ấn bản 2024; và 3 nguồn khác.")
    assert source_line(_frame(origins=more, width=3.3)).endswith("S1, ấn bản 2024; và 5 nguồn khác.")
    assert source_line(_frame(origins=[_source("derived")])) == "Nguồn: tính từ số công bố."


def test_words_are_in_both_languages_with_the_same_blanks():
    for key, told in WORDS.items():
        assert set(told) == {"vi", "en"}, key
        blanks = [sorted(re.findall(r"\{(\w+)\}", text)) for text in told.values()]
        assert blanks[0] == blanks[1] or key == "filled_one", key


# ------------------------------------------------------------------------------------------------- colours and type


def test_the_font_has_every_vietnamese_letter_and_boxes_what_it_has_not():
    marks = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâđêôơư"
    assert legible(marks + marks.upper()) == marks + marks.upper()
    assert legible("o\u0302\u0301") == "ố"  # composed
    assert legible("𠀀") == "□"


def test_lines_break_within_their_room_and_lose_nothing():
    told = "Tích lũy tài sản cố định/vốn đầu tư thực hiện Rấtdàikhôngcódấucáchnàocảởtrongtừnày 46,1 %"
    lines = wrapped(told, 1.0, 8.0)
    assert "".join(lines.split()) == "".join(told.split())
    assert "46,1\xa0%" in lines
    assert wrapped("một hai", 9.0, 8.0) == "một hai"


def _light(colour):
    parts = np.array([int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(light):
    """CIE L*a*b* of linear sRGB under D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light
    xyz /= np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


# Machado, Oliveira and Fernandes (2009), severity 1: what those see who lack one kind of cone.
SEEN = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.mark.parametrize("sight", SEEN)
def test_columns_are_told_apart_by_the_colour_blind(sight):
    seen = [_lab(np.clip(np.array(SEEN[sight]) @ _light(colour), 0.0, 1.0)) for colour in SERIES.values()]
    # 2.3 is a difference that one just notices; five times that is told apart at a glance
    assert min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)) > 5 * 2.3


def test_in_grey_hatch_dash_and_marker_tell_apart():
    stacked = [SERIES[part] for part in ("capital", "labour", "tfp")]
    assert len({HATCH[colour] for colour in stacked}) == 3
    assert len({str(dash) for _, dash, _ in LINES}) == len({mark for *_, mark in LINES}) == len(LINES)


# ------------------------------------------------------------------------------------------------- unusual figures


def _study(folder, output, labour=None):
    groups = {**BASIC, "output_const2010": (NUMBER, output)}
    if labour is not None:
        groups["employed_icls13"] = (PERSONS, labour)
    return tfp.study(data(folder, groups), tfp.baseline("viet_nam"))


UNUSUAL = {
    "falls": (1000.0 * 0.97**STEPS, 500.0 * 0.96**STEPS, (2016, 2020)),
    "stands_still": (np.full(len(STEPS), 1000.0), None, (2016, 2020)),
    "up_and_down": (1000.0 * (1.0 + 0.1 * (-1.0) ** STEPS), None, (2016, 2020)),
    "one_year": (1000.0 * 0.97**STEPS, 500.0 * 0.96**STEPS, (2020, 2020)),
}


@pytest.mark.parametrize("case", UNUSUAL)
def test_unusual_figures_are_drawn_whole(case, tmp_path):
    output, labour, phase = UNUSUAL[case]
    study = _study(tmp_path, output, labour)
    account, capital = study.phase(*phase), tfp.capital_account(study, *phase)
    sensitivity = tfp.phase_sensitivity(study, *phase)
    run, show = sensitivity.monte_carlo(2000), tfp.figures
    figures = []
    for width in (6.5, 3.3):
        how = {"width": width}
        figures += [
            *(draw(account, **how) for draw in (show.contributions, show.waterfall, show.input_growth)),
            *(draw(capital, **how) for draw in (show.capital_output_ratio, show.capital_measures)),
            *(draw(sensitivity, draws=500, **how) for draw in (show.tfp_index, show.fan)),
            show.density(sensitivity, run=run, **how),
            show.tornado(sensitivity, **how),
            show.contour(sensitivity, "labour_share", "depreciation_rate", **how),
        ]
    for figure in figures:
        assert faults(figure) == [], (figure.get_label(), figure.get_size_inches()[0])
    if phase == (2020, 2020):
        assert figures[0].get_label() == "Đóng góp vào tăng trưởng theo năm: Việt Nam, 2020"
    if case == "stands_still":
        assert isinstance(account.tfp_contribution_share, NotApplicable)
        reason = " ".join(account.tfp_contribution_share.reason.text("vi").replace(" %", "\xa0%").split())
        for figure in (figures[1], figures[8]):
            assert reason in " ".join(" ".join(texts(figure)).split())
        assert any("Tỷ phần TFP không xác định ở mọi chỗ." in text for text in texts(figures[9]))


@pytest.mark.parametrize("case", UNUSUAL)
def test_columns_add_up_to_growth_with_the_negative_ones_below_zero(case, tmp_path):
    output, labour, phase = UNUSUAL[case]
    account = _study(tmp_path, output, labour).phase(*phase)
    (axes,) = tfp.figures.contributions(account).axes
    bars = [one for one in axes.patches if isinstance(one, Rectangle)]
    for level in account.levels[1:]:
        here = [one for one in bars if abs(one.get_x() + 0.5 * one.get_width() - level.year) < 1e-9]
        parts = [level.capital_contribution, level.labour_contribution, level.tfp_growth]
        assert [one.get_height() for one in here] == pytest.approx([100.0 * part for part in parts], rel=1e-12)
        # sums of three numbers of this size: some units of the last place
        assert sum(one.get_height() for one in here) == pytest.approx(100.0 * level.output_growth, abs=1e-9)
        ends = sorted((one.get_y(), one.get_y() + one.get_height()) for one in here if one.get_height() > 0)
        assert all(low >= -1e-12 for low, _ in ends)
        below = [one.get_y() for one in here if one.get_height() < 0]
        assert all(start <= 1e-12 for start in below)
        if len(ends) > 1:
            assert ends[0][1] == pytest.approx(ends[1][0], rel=1e-12)  # one upon the other


@pytest.mark.parametrize("width", [6.5, 3.3])
def test_long_names_are_drawn_whole(width):
    long = "Niên giám thống kê tỉnh và số liệu điều chỉnh theo phương pháp mới của cơ quan có thẩm quyền, tập " * 2
    account = figure_cases.account()
    origins = tuple(replace(one, origin=Origin(source=f"{long} {i}")) for i, one in enumerate(account.origins))
    projected = figure_cases.projected()
    scenarios = tuple(
        replace(one, scenario=replace(one.scenario, title_vi=f"Kịch bản {i}, {long}"))
        for i, one in enumerate(projected.scenarios)
    )
    odd = replace(account, origins=origins)
    for figure in (
        tfp.figures.waterfall(odd, width=width),
        tfp.figures.projection(replace(projected, scenarios=scenarios), width=width),
    ):
        assert faults(figure) == []
        assert "".join(long.split()) in "".join("".join(texts(figure)).split())


def test_a_contour_hatches_where_the_share_is_not_defined_and_names_only_targets_that_it_shows(tmp_path):
    sensitivity = figure_cases.sensitivity()
    grid = sensitivity.contour("labour_share", "depreciation_rate")
    inside = float(np.mean(grid.values))
    shown = tfp.figures.contour(sensitivity, "labour_share", "depreciation_rate", targets=(inside, 9.0))
    assert not any("900" in text for text in texts(shown))
    assert any(text.startswith("mục tiêu: ") for text in texts(shown))
    nowhere = tfp.figures.contour(sensitivity, "labour_share", "depreciation_rate", targets=(9.0,))
    assert not any("mục tiêu" in text for text in texts(nowhere))
    # output that all but stands still: the share is refused where growth prints as zero, not elsewhere
    study = _study(tmp_path, np.full(len(STEPS), 1000.0))
    blank = tfp.figures.contour(tfp.phase_sensitivity(study, 2016, 2020), "labour_share", "depreciation_rate")
    assert any("không xác định ở mọi chỗ" in text for text in texts(blank))


def test_a_tornado_without_ranges_says_so(tmp_path):
    study = _study(tmp_path, 1000.0 * 1.06**STEPS)
    sensitivity = tfp.phase_sensitivity(study, 2016, 2020)
    figure = tfp.figures.tornado(sensitivity, most=0)
    assert any("Không giả định nào có khoảng" in text for text in texts(figure))


# ------------------------------------------------------------------------------------------------- the same each time


def _python(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_processes_write_the_same_bytes_whatever_the_reader_has_set(tmp_path):
    odd = "font.family: No Such Font\nfont.size: 30\naxes.grid: True\nsavefig.dpi: 17\nsavefig.bbox: tight\n"
    (tmp_path / "matplotlibrc").write_text(odd + "axes.unicode_minus: True\nsvg.fonttype: none\ntext.usetex: True\n")
    script = str(Path(figure_cases.__file__))
    paths = os.pathsep.join([str(Path(tfp.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    other = {"PYTHONHASHSEED": "2", "PYTHONPATH": paths, "TZ": "Asia/Ho_Chi_Minh", "MATPLOTLIBRC": str(tmp_path)}
    here = figure_cases.hashes()
    assert _python(script, "hashes", **other).splitlines() == here
    assert len(set(here)) == 2 * len(FIGURES)


# ------------------------------------------------------------------------------------------------- stored pictures

# The same matplotlib and its own font draw the same picture. Where processors round the last bit otherwise, an edge may
# fall on the next level of grey: the mean difference of a block of 8 by 8 pixels stays under 10 of 255. One other digit
# of a number at this size makes more than 25 (see the test below).
BLOCK = 8
WORST = 15.0


def _apart(one, other):
    """The largest mean difference of a block of pixels, 0–255; infinite for pictures of other sizes."""
    if one.shape != other.shape:
        return float("inf")
    high, wide = (-(-n // BLOCK) * BLOCK for n in one.shape[:2])
    whole = np.zeros((high, wide))
    whole[: one.shape[0], : one.shape[1]] = np.abs(one - other).mean(axis=2)
    return float(whole.reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK).mean(axis=(1, 3)).max())


def _kept(name, language):
    return np.asarray(Image.open(STORED / f"{name}.{language}.png").convert("RGB")).astype(int)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_figure_is_the_stored_picture(drawn, name, language, not_run):
    if not mpl.__version__.startswith(f"{DRAWN_WITH}."):
        not_run(f"the stored pictures are of matplotlib {DRAWN_WITH}")
    assert _apart(picture(drawn(name, language, LOOKS[language])), _kept(name, language)) <= WORST


def test_one_other_digit_is_seen(not_run):
    if not mpl.__version__.startswith(f"{DRAWN_WITH}."):
        not_run(f"the stored pictures are of matplotlib {DRAWN_WITH}")
    account = figure_cases.account()
    assert account.output_growth == pytest.approx(0.0576, abs=5e-5)
    # 5,76 becomes 5,78: the column grows by less than a pixel, the digit changes
    other = tfp.figures.waterfall(replace(account, output_growth=account.output_growth + 2e-4))
    assert _apart(picture(other), _kept("waterfall", "vi")) > WORST


def test_the_stored_pictures_are_those_of_the_figures_and_small():
    files = sorted(STORED.iterdir())
    assert [file.name for file in files] == sorted(f"{name}.{language}.png" for name in FIGURES for language in LOOKS)
    assert sum(file.stat().st_size for file in files) < 2_000_000
