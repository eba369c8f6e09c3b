"""The documentation as HTML, built once in a run of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from docs_blocks import ROOT

__all__ = ["COMMAND", "MISSING", "built"]

COMMAND = "python -m sphinx -W -n --keep-going -b html docs build/docs"
MISSING = [
    name for name in ("sphinx", "furo", "myst_parser", "latex2mathml", "sphinx_copybutton") if find_spec(name) is None
]


@cache
def built() -> tuple[subprocess.CompletedProcess[str], Path]:
    """Return how the command of the documentation ended, and the folder of its pages.

    The pages go to a folder of their own; every network library of Python is told of a proxy that is not there.
    """
    folder = Path(tempfile.mkdtemp(prefix="docs-"))
    arguments = [part if part != "build/docs" else str(folder / "html") for part in COMMAND.split()[1:]]
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, *arguments, "-d", str(folder / "doctrees")],
        cwd=ROOT, env=os.environ | nowhere | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done, folder / "html"
