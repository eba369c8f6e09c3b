"""What the tests in tests/certified compared in this run, for the page on accuracy."""

from __future__ import annotations

__all__ = ["MADE"]

MADE: list[dict] = []
