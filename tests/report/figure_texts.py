"""What is written in a figure, where it stands, and whether any of it is cut off or covered."""

from __future__ import annotations

import itertools
from unittest.mock import patch

from matplotlib.text import Text

# pixels at 200 an inch: boxes of type are a little larger than the ink in them
_SLACK = 2.0


def _written(figure):
    """Every text that is drawn with the box that it fills, and the size of the picture, in pixels."""
    found = {}
    draw = Text.draw

    def keep(text, renderer, *more, **options):
        if text.get_visible() and text.get_text():
            found[id(text)] = text
        return draw(text, renderer, *more, **options)

    before = figure.dpi
    figure.set_dpi(200)
    try:
        with patch.object(Text, "draw", keep):
            figure.draw_without_rendering()
        renderer = figure.canvas.get_renderer()
        boxes = [(one.get_text(), Text.get_window_extent(one, renderer)) for one in found.values()]
        return boxes, *(200.0 * inches for inches in figure.get_size_inches())
    finally:
        figure.set_dpi(before)


def texts(figure):
    """Every text that is drawn; the highest, which is the title, first."""
    found, _, _ = _written(figure)
    return [text for text, _ in sorted(found, key=lambda one: -one[1].y1)]


def faults(figure):
    """Texts that reach over the edge of the picture, and pairs of texts that cover one another."""
    found, wide, high = _written(figure)
    cut_off = [
        (text, "cut off")
        for text, box in found
        if box.x0 < -_SLACK or box.y0 < -_SLACK or box.x1 > wide + _SLACK or box.y1 > high + _SLACK
    ]
    covered = [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(found, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > _SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > _SLACK
    ]
    return cut_off + covered
