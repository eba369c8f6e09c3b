"""What every test shares: folders outside the project, tests that could not be run, one Hypothesis profile.

A test that lacks something it needs (a folder of large tables, a program) calls `not_run(reason)`. It is then reported
as *not run* in a section of its own, never as passed; with TFP_ALL_MUST_RUN=1 it fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["comparisons"]

PREFIX = "not run: "

# The same examples on every machine and no clock: a red run is red again when repeated.
settings.register_profile(
    "deterministic", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("deterministic")


def _not_run(reason: str) -> NoReturn:
    pytest.skip(PREFIX + reason)


def _folder_under(variable: str, name: str, what: str) -> Path:
    root = os.environ.get(variable, "")
    if not root:
        _not_run(f"set {variable} to the folder of {what} (needed here: {name})")
    folder = Path(root) / name
    if not folder.is_dir():
        _not_run(f"{variable} has no folder {name}: set it to the folder of {what}")
    return folder


@pytest.fixture(scope="session")
def not_run() -> Callable[[str], NoReturn]:
    """The helper for a test that lacks what it needs; the reason says what to install or set."""
    return _not_run


@pytest.fixture(scope="session")
def case_folder() -> Callable[[str], Path]:
    """Folder of a large certified case by its name, e.g. `case_folder("pwt1001_tfp_open")`."""
    return lambda name: _folder_under("TFP_CASES", name, "the certified cases")


@pytest.fixture(scope="session")
def raw_folder() -> Callable[[str], Path]:
    """Folder of raw source files by its name."""
    return lambda name: _folder_under("TFP_RAW", name, "the raw source files")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str | None:
    if not (report.skipped and isinstance(report.longrepr, tuple)):
        return None
    text = report.longrepr[2].removeprefix("Skipped: ")
    return text.removeprefix(PREFIX) if text.startswith(PREFIX) else None


def _fail_if_all_must_run(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = _reason(report)
    if reason is not None and os.environ.get("TFP_ALL_MUST_RUN") == "1":
        report.outcome = "failed"
        report.longrepr = f"{PREFIX}{reason}\nTFP_ALL_MUST_RUN=1 allows no test that was not run."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    _fail_if_all_must_run(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    _fail_if_all_must_run(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    by_reason: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = _reason(report)
        if reason is not None:
            by_reason.setdefault(reason, []).append(report.nodeid)
    if not by_reason:
        return
    terminalreporter.section("not run")
    for reason, tests in sorted(by_reason.items()):
        terminalreporter.write_line(reason)
        for test in tests:
            terminalreporter.write_line(f"    {test}")
    terminalreporter.write_line(f"{sum(map(len, by_reason.values()))} not run: not passed, not failed.")
