"""Formulas as MathML, written when the pages are built: the browser needs no script and no network for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["formula", "setup"]


def formula(latex: str, *, display: bool) -> str:
    """Return the MathML of a LaTeX formula; a command that is not understood stops the build."""
    found = convert(latex, display="block" if display else "inline")
    if "\\" in found or "merror" in found:
        raise ExtensionError(f"this formula cannot be written as MathML: {latex}")
    return found


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(formula(node.astext(), display=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(f'<div class="math">{formula(node.astext(), display=True)}</div>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Make `mathml` a renderer that `html_math_renderer` can name."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
