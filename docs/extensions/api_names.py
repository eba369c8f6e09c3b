"""Docstrings as they are written here, and the names in signatures.

The docstrings are plain text with names between single backticks and equations as one would type them: what the
markup would take for emphasis or a reference is escaped. A type that a signature names by its last part is looked up
among everything that is documented; the name of a set of words, such as `Form`, carries these words. The directive
`choices` lists all such sets.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

import tfp_soctrang

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

COLON = "\ue000"

__all__ = ["escaped", "setup", "word_sets"]


def escaped(line: str) -> str:
    r"""Return a line whose asterisks, bars and trailing underscores outside backticks mean themselves.

    >>> escaped("p* of `a*b` is |x| and c_ too")
    'p\\* of `a*b` is \\|x\\| and c\\_ too'
    """
    parts = re.split(r"(``.*?``|`[^`]*`)", line)
    return "".join(
        part if place % 2 else re.sub(r"([*|]|(?<=\w)_(?!\w))", r"\\\1", part) for place, part in enumerate(parts)
    )


def word_sets() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the sets of words (`Literal` types) of every module that names one: words by name by module."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in walk_packages(tfp_soctrang.__path__, "tfp_soctrang."):
        module = import_module(one.name)
        source = module.__loader__.get_source(one.name)
        for name, value in sorted(vars(module).items()):
            if get_origin(value) is Literal and re.search(rf"^{name} *[:=]", source, re.MULTILINE):
                found.setdefault(one.name, {})[name] = get_args(value)
    return found


class Choices(SphinxDirective):
    """A list of every set of words, by module."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        lines = []
        for module, sets in word_sets().items():
            lines += [f"``{module}``", ""]
            lines += [f"    ``{name}``: " + ", ".join(f"``{word!r}``" for word in sets[name]) + "\n" for name in sets]
        return self.parse_text_to_nodes("\n".join(lines))


def _prepare(_app: Sphinx, what: str, _name: str, _item: object, _options: object, lines: list[str]) -> None:
    example = False
    for place, line in enumerate(lines):
        if line.lstrip().startswith(">>>"):
            example = True
        elif not line.strip():
            example = False
        if not example:
            lines[place] = escaped(line)
    if what in {"attribute", "data", "property"}:  # or napoleon takes what stands before a colon for a type
        lines[:] = [line.replace(":", COLON) for line in lines]


def _restore(_app: Sphinx, _what: str, _name: str, _item: object, _options: object, lines: list[str]) -> None:
    lines[:] = [line.replace(COLON, ":") for line in lines]


class ExactNames(SphinxPostTransform):
    """A name that two modules share is that of the module it is written in."""

    default_priority = 5  # before references are resolved

    def run(self, **_: object) -> None:
        """Replace last parts by whole names where they are not alone."""
        objects = self.env.domains.python_domain.objects
        for node in self.document.findall(addnodes.pending_xref):
            last = node["reftarget"]
            if node.get("refdomain") != "py" or last in objects:
                continue
            found = [name for name in objects if name.endswith("." + last)]
            if len(found) > 1:
                item = getattr(sys.modules.get(node.get("py:module")), last, None)
                own = f"{getattr(item, '__module__', '')}.{getattr(item, '__qualname__', '')}"
                node["reftarget"] = own if own in found else max(found, key=len)


def _words(node: addnodes.pending_xref, name: str) -> tuple[str, ...]:
    module = sys.modules.get(node.get("py:module") or "tfp_soctrang")
    for place in (module, sys.modules["tfp_soctrang.choices"], *map(sys.modules.get, sorted(sys.modules))):
        if getattr(place, "__name__", "").startswith("tfp_soctrang") and get_origin(vars(place).get(name)) is Literal:
            return get_args(vars(place)[name])
    return ()


def _by_last_part(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.Element | None:
    if node.get("refdomain") != "py":
        return None
    last = node["reftarget"].rpartition(".")[2]
    objects = env.domains.python_domain.objects
    found = [name for name in objects if name.endswith("." + last) and not objects[name].aliased]
    if found:
        name = min(found, key=lambda one: (one.count("."), one))
        return make_refnode(app.builder, node["refdoc"], objects[name].docname, objects[name].node_id, [content], name)
    words = _words(node, last)
    return nodes.abbreviation(last, last, explanation=" | ".join(map(repr, words))) if words else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Prepare docstrings before their sections are read, and look up what is left."""
    app.connect("autodoc-process-docstring", _prepare, priority=400)
    app.connect("autodoc-process-docstring", _restore, priority=600)
    app.add_post_transform(ExactNames)
    app.connect("missing-reference", _by_last_part)
    app.add_directive("choices", Choices)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
