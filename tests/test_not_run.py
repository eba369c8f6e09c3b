"""A test that lacks what it needs is reported as not run, and fails where all must run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDS_A_FOLDER = "tests/certified/test_pwt1001_tfp_open.py"


def run_pytest(arguments, **variables):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TFP_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env=inherited | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("variables", [{}, {"TFP_CASES": ""}, {"TFP_CASES": "no-such-folder"}])
def test_without_the_folder_a_test_is_not_run(variables):
    result = run_pytest([NEEDS_A_FOLDER], **variables)
    assert result.returncode == 0, result.stdout
    section = result.stdout.partition("= not run =")[2]
    assert "TFP_CASES" in section
    assert f"{NEEDS_A_FOLDER}::test_countries_whose_hours_need_no_filling" in section
    assert "4 not run: not passed, not failed." in section
    last = result.stdout.strip().splitlines()[-1]
    assert "4 skipped" in last
    assert "passed" not in last


def test_where_all_must_run_it_fails():
    result = run_pytest([NEEDS_A_FOLDER], TFP_ALL_MUST_RUN="1")
    assert result.returncode == 1, result.stdout
    assert "TFP_ALL_MUST_RUN=1 allows no test that was not run." in result.stdout
    last = result.stdout.strip().splitlines()[-1]
    assert "4 errors" in last
    assert "skipped" not in last


@pytest.fixture
def one_test(tmp_path):
    """A folder with the project's conftest and one test that needs a program and a raw folder."""
    for module in ("conftest.py", "comparisons.py"):
        (tmp_path / module).write_text((ROOT / "tests" / module).read_text(encoding="utf-8"), "utf-8")
    (tmp_path / "test_one.py").write_text(
        "def test_program(not_run):\n    not_run('install no-such-program')\n\n"
        "def test_raw(raw_folder):\n    assert raw_folder('unread').is_dir()\n\n"
        "def test_other():\n    import pytest\n    pytest.skip('for a reason of its own')\n",
        encoding="utf-8",
    )
    return ["--rootdir", str(tmp_path), "-c", os.devnull, str(tmp_path)]


def test_the_helper_serves_any_need(one_test):
    result = run_pytest(one_test)
    assert result.returncode == 0, result.stdout
    section = result.stdout.partition("= not run =")[2]
    assert "install no-such-program" in section
    assert "set TFP_RAW to the folder of the raw source files (needed here: unread)" in section
    assert "2 not run" in section
    assert "3 skipped" in result.stdout


def test_where_all_must_run_only_what_was_not_run_fails(one_test):
    result = run_pytest(one_test, TFP_ALL_MUST_RUN="1")
    assert result.returncode == 1, result.stdout
    assert "2 failed, 1 skipped" in result.stdout


def test_a_folder_that_is_there_is_used(one_test, tmp_path):
    (tmp_path / "raw" / "unread").mkdir(parents=True)
    result = run_pytest(one_test, TFP_RAW=str(tmp_path / "raw"))
    assert "1 passed, 2 skipped" in result.stdout
