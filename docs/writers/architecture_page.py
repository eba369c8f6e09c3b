"""The page of architecture: the tree of the source as it is on the disk, with what each module says it is."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from page_text import ROOT, filled, plain

__all__ = ["page", "tree"]

TEMPLATE = Path(__file__).with_name("architecture.md.in")
SOURCE = ROOT / "src" / "tfp_soctrang"


def says(path: Path) -> str:
    """Return the first sentence of a module."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    if not text:
        raise SystemExit(f"{path} does not say what it is")
    return plain(" ".join(text.partition("\n\n")[0].split()))


def tree(folder: Path = SOURCE, depth: int = 0) -> list[str]:
    """Return the lines of the tree: packages before modules, both by name."""
    mark = "  " * depth
    lines = []
    for path in sorted(folder.iterdir(), key=lambda one: (one.is_file(), one.name)):
        if path.is_dir() and (path / "__init__.py").is_file():
            lines += [f"{mark}- **`{path.name}/`** {says(path / '__init__.py')}", *tree(path, depth + 1)]
        elif path.suffix == ".py" and path.name != "__init__.py":
            lines.append(f"{mark}- `{path.name}` {says(path)}")
    return lines


def layers() -> str:
    """Return the layers of the import contract, from the top, as a list."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    names = [" | ".join(f"`{name.strip()}`" for name in layer.split("|")) for layer in contract["layers"]]
    return "\n".join(f"{place}. {layer}" for place, layer in enumerate(names, start=1))


def page() -> str:
    """Return the page."""
    return filled(TEMPLATE.read_text(encoding="utf-8"), {"layers": layers(), "tree": "\n".join(tree())})
