"""Why a cell of an office's file is refused, and the remedy: one sentence each, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["CELL_SENTENCES"]

CELL_SENTENCES: dict[str, dict[str, str]] = {}
