"""How the documentation is built: `python -m sphinx -W -n --keep-going -b html docs build/docs`, with no network."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "extensions"), str(HERE.parent / "src")]

from tfp_soctrang import __version__  # noqa: E402 - found through the path above

project = "tfp-soctrang"
author = "tfp-soctrang contributors"
project_copyright = "tfp-soctrang contributors, MIT"
version = release = __version__
language = "vi"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "api_names",
    "mathml",
    "vietnamese_search",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["writers", "extensions", "examples"]

myst_enable_extensions = ["dollarmath", "amsmath", "deflist", "colon_fence"]
myst_heading_anchors = 3
myst_update_mathjax = False
html_math_renderer = "mathml"

# The docstrings are plain text with names between single backticks.
default_role = "code"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_param = False
# Types of other packages, whose inventories would have to be fetched from the network, and the short names by which the
# library calls them; `Task` and `Result` are type variables and the last four short names for
# types of several parts. Nothing else of our own is ignored.
nitpick_ignore_regex = [
    ("py:.*", r"(numpy|np|pandas|pd|matplotlib|collections\.abc|datetime|concurrent\.futures|pathlib|enum|click)\..*"),
    (
        "py:class",
        "Array|ArrayLike|NDArray|Flags|Path|Executor|Figure|date|Task|Result|Restrictions|SingleAssetProfile|Pair|Amplitude",
    ),
]

html_theme = "furo"
html_title = "TFP Sóc Trăng"
html_static_path = ["_static"]
html_css_files = ["tfp.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"footer_icons": [], "top_of_page_buttons": []}
