"""Every figure of Sóc Trăng and of made-up numbers, for the tests of figures.

`python tests/report/figure_cases.py` draws the stored pictures anew; look at them before keeping them.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import tfp_soctrang as tfp
from tfp_soctrang.report.figures.house import house_style
from tfp_soctrang.revision_bridge import revision
from tfp_soctrang.units import Phase

STORED = Path(__file__).parent / "figures"
# matplotlib of the stored pictures: another one sets type and hatches a little differently.
DRAWN_WITH = "3.11"
_DENSITY = 80  # pixels an inch, of the stored pictures
PHASE = (2021, 2025)
DRAWS = 4_000
# How the pictures are stored: Vietnamese at the width of a page, English at that of a column.
LOOKS = {"vi": 6.5, "en": 3.3}


@cache
def study():
    return tfp.study(tfp.load("soc_trang"))


@cache
def account():
    return study().phase(*PHASE)


@cache
def capital():
    return tfp.capital_account(study(), *PHASE)


@cache
def sensitivity():
    return tfp.phase_sensitivity(study(), *PHASE)


@cache
def run():
    return sensitivity().monte_carlo(20_000)


@cache
def curve():
    return tfp.accounting_curve(study(), *PHASE)


@cache
def projected():
    return tfp.project(study(), 2026, 2030)


@cache
def revised():
    """A revision with a series that raises the share, one that lowers it, other assumptions and another method."""
    data = study().data
    for name, factor in (("output_const2010", 1.01), ("employed_icls19", 1.015)):
        series = data[name]
        values = series.values.copy()
        values[-1] *= factor
        data = replace(data, series={**data.series, name: replace(series, values=values)})
    other = tfp.baseline("soc_trang").with_values(depreciation_rate=0.06).with_settings(form="log")
    return revision(study(), tfp.study(data, other), Phase(*PHASE))


FIGURES: dict[str, Callable[..., Any]] = {
    "contributions": lambda **how: tfp.figures.contributions(account(), **how),
    "waterfall": lambda **how: tfp.figures.waterfall(account(), **how),
    "input_growth": lambda **how: tfp.figures.input_growth(account(), **how),
    "capital_output_ratio": lambda **how: tfp.figures.capital_output_ratio(capital(), **how),
    "capital_stock": lambda **how: tfp.figures.capital_stock(capital(), **how),
    "capital_measures": lambda **how: tfp.figures.capital_measures(capital(), **how),
    "capital": lambda **how: tfp.figures.capital(capital(), **how),
    "tfp_index": lambda **how: tfp.figures.tfp_index(sensitivity(), draws=DRAWS, **how),
    "fan": lambda **how: tfp.figures.fan(sensitivity(), draws=DRAWS, **how),
    "density": lambda **how: tfp.figures.density(sensitivity(), run=run(), **how),
    "tornado": lambda **how: tfp.figures.tornado(sensitivity(), **how),
    "contour": lambda **how: tfp.figures.contour(sensitivity(), "reference_ratio_factor", "labour_share", **how),
    "specification_curve": lambda **how: tfp.figures.specification_curve(curve(), **how),
    "revision_bridge": lambda **how: tfp.figures.revision_bridge(revised(), **how),
    "projection": lambda **how: tfp.figures.projection(projected(), **how),
}


def hashes() -> list[str]:
    """The files of every figure, SVG and PNG, as hashes of their bytes."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, draw in FIGURES.items():
            figure = draw()
            for ending in ("svg", "png"):
                path = Path(folder) / f"{name}.{ending}"
                tfp.figures.save(figure, path)
                found.append(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return found


def picture(figure) -> np.ndarray:
    """A figure as the levels of its pixels, 0–255."""
    before = figure.dpi
    figure.set_dpi(_DENSITY)
    with house_style():
        figure.canvas.draw()
    levels = np.asarray(figure.canvas.buffer_rgba())[:, :, :3].astype(int)
    figure.set_dpi(before)
    return levels


def store() -> None:
    """Draw the stored pictures, with as few colours as keep them small."""
    from PIL import Image

    STORED.mkdir(exist_ok=True)
    for name, draw in FIGURES.items():
        for language, width in LOOKS.items():
            shown = Image.fromarray(picture(draw(language=language, width=width)).astype(np.uint8))
            shown.save(STORED / f"{name}.{language}.png", optimize=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["hashes"]:
        sys.stdout.write("\n".join(hashes()))
    else:
        store()
