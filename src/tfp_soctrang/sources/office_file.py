"""The office's own figures, from whichever kind of file they were saved in."""

from __future__ import annotations
