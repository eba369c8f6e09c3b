"""Comparisons with published values: each asserts, and is written down for the page on accuracy.

`tests/conftest.py` loads this as a plugin. It is no second `conftest.py`: two modules of one name cannot both be
collected for their doctests.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

__all__ = ["MADE", "compared"]

MADE: list[dict] = []
"""What was compared in this run."""

MOST_DIGITS = 12.0


def digits(error, published):
    """Correct digits of each value: -log10 of the relative error, at most twelve; published zeros have none."""
    known = published != 0.0
    relative = np.maximum(error[known] / np.abs(published[known]), 10.0**-MOST_DIGITS)
    return -np.log10(relative)


@pytest.fixture
def compared(request) -> Callable:
    """`compared(what, ours, published, allowed)`: every |ours - published| must be finite and at most `allowed`.

    With `relative=True` the errors are those of ours / published. With TFP_COMPARISONS=FILE, what was compared is
    written to FILE at the end: the page docs/accuracy.md is made of it.
    """

    def compare(what, ours, published, allowed, *, relative=False):
        ours, published = (np.asarray(values, dtype=np.float64) for values in (ours, published))
        assert ours.shape == published.shape, (what, ours.shape, published.shape)
        error = np.abs(ours / published - 1.0) if relative else np.abs(ours - published)
        allowed = np.broadcast_to(np.asarray(allowed, dtype=np.float64), error.shape)
        assert error.size, what
        assert np.isfinite(error).all(), what
        assert (error <= allowed).all(), (what, float(error.max()), float(allowed.max()))
        of_each = digits(np.abs(ours - published), published)
        MADE.append(
            {
                "case": request.path.stem.removeprefix("test_"),
                "what": what,
                "values": int(error.size),
                "largest": float(error.max()),
                "relative": relative,
                "allowed": [float(allowed.min()), float(allowed.max())],
                "room": float(np.divide(error, allowed, out=np.zeros(error.shape), where=allowed > 0.0).max()),
                "digits": of_each.ravel().tolist(),
            }
        )

    return compare


def pytest_sessionfinish(session, exitstatus):
    file = os.environ.get("TFP_COMPARISONS", "")
    if file:
        found = {"exit": int(exitstatus), "comparisons": MADE}
        Path(file).write_text(json.dumps(found), encoding="utf-8")
