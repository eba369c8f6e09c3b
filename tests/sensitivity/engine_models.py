"""Models for the tests of the engine: at module level, so that other processes find them."""

import time

import numpy as np

WEIGHTS = {"a": 2.0, "b": -1.0, "c": 0.5}
CONSTANT = 0.3


def linear(p):
    return {"y": CONSTANT + sum(weight * p[name] for name, weight in WEIGHTS.items())}


def share(p):
    """A share of growth: not defined where growth is near zero."""
    growth = p["a"] + p["b"]
    small = np.abs(growth) < 0.0005
    return {
        "share": np.ma.masked_where(small, p["a"] / np.where(small, 1.0, growth)),
        "path": np.stack([p["a"], p["b"]], axis=1),
    }


def exponential_sum(p):
    """Numbers whose rounding would show any change of draws."""
    return {"y": np.exp(p["a"]) + np.sqrt(np.abs(p["b"])) * p["c"]}


def slow_sum(p):
    time.sleep(0.05)
    return exponential_sum(p)


def with_hole(p):
    """NaN without a word where a > 2.5."""
    return {"y": np.where(p["a"] > 2.5, np.nan, p["a"])}


def raising(p):
    """Stops where a > 2.5."""
    if (p["a"] > 2.5).any():
        raise ValueError("a is too large")
    return {"y": np.array(p["a"])}


def ishigami(p):
    return {"y": np.sin(p["x1"]) + 7.0 * np.sin(p["x2"]) ** 2 + 0.1 * p["x3"] ** 4 * np.sin(p["x1"])}
