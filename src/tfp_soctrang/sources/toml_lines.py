"""A TOML file while it is read: the line of every key, and all its faults, each with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, field

__all__ = ["TomlLines"]


@dataclass(slots=True)
class TomlLines:
    r"""The text of a TOML file, the lines of its keys, and the faults found so far.

    Examples
    --------
    >>> file = TomlLines("job.toml", '[data]\nsource = "x"\n\n[[due]]\ncode = "a"\n[[due]]\ncode = "b"\n')
    >>> file.line("data", "source"), file.line("data", "absent"), file.line("due", "code", entry=1)
    (2, 1, 7)
    """

    name: str
    text: str
    problems: list[str] = field(default_factory=list)

    def line(self, *path: str, entry: int = 0) -> int:
        """Return the line of a key, or of the table that should hold it; `entry` counts tables of the same name."""
        table: tuple[str, ...] = ()
        seen = 0
        best = 1
        for number, raw in enumerate(self.text.splitlines(), start=1):
            if header := re.match(r"\s*\[{1,2}\s*([^\]]+?)\s*\]", raw):
                table = tuple(part.strip().strip('"') for part in header[1].split("."))
                if table == path[: len(table)]:
                    seen += 1 if raw.lstrip().startswith("[[") else 0
                    if seen in (0, entry + 1):
                        best = number
            elif key := re.match(r"\s*([\w.\"-]+)\s*=", raw):
                full = (*table, *(part.strip('"') for part in key[1].split(".")))
                if full == path and seen in (0, entry + 1):
                    return number
        return best

    def fault(self, path: tuple[str, ...], text: str, *, entry: int = 0) -> None:
        """Note a fault of a key."""
        self.problems.append(f"{self.name}, line {self.line(*path, entry=entry)}: {'.'.join(path)}: {text}")

    def unknown(self, path: tuple[str, ...], allowed: Collection[str], *, entry: int = 0) -> None:
        """Note a key that is not one of its table, with the nearest that is."""
        near = difflib.get_close_matches(path[-1], sorted(allowed), n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Use one of: {', '.join(sorted(allowed))}."
        self.fault(path, f"is not a key of this table. {hint}", entry=entry)
