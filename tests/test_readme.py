"""The README's commands and the output it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(after):
    return re.search(re.escape(after) + r"\n```\w+\n(.*?)```", README, re.DOTALL)[1]


def run(arguments, cwd):
    code = "from tfp_soctrang.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )


def test_shown_output_is_what_the_command_prints(tmp_path):
    figure = fenced("<!-- command: figure -->")
    arguments = shlex.split(figure.rpartition("&&")[2])[1:]
    printed = run(arguments, tmp_path).stdout
    lines = int(re.search(r"<!-- output: head -n (\d+) -->", README)[1])
    assert fenced(f"<!-- output: head -n {lines} -->") == "".join(printed.splitlines(keepends=True)[:lines])


def test_interval_is_the_computed_one():
    import tfp_soctrang as tfp

    found = tfp.phase_sensitivity(tfp.study(tfp.load("soc_trang")), 2021, 2025)
    share = found.monte_carlo()["tfp_contribution_share"]
    low, high = share.interval(0.9).low.value, share.interval(0.9).high.value
    assert f"khoảng 90 % là {100 * low:.1f} – {100 * high:.1f} %".replace(".", ",") in README


def test_office_commands_run(tmp_path):
    block = re.search(r"```sh\n(tfp-soctrang data template.*?)```", README, re.DOTALL)[1]
    for line in block.strip().splitlines():
        arguments = shlex.split(line, comments=True)[1:]
        done = run(arguments, tmp_path)
        # the published figures have holes: only --strict refuses them
        assert done.returncode == (3 if "--strict" in arguments else 0), done.stderr


def test_notebook_snippet_runs(tmp_path):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code + "\nprint(account.tfp_contribution_share)"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{float(done.stdout):.3f}" == "0.461"


@pytest.mark.parametrize(
    "name", ["docs/method.md", "docs/data.md", "docs/accuracy.md", "docs/published_files.md", "LICENSE", "CHANGELOG.md"]
)
def test_named_pages_are_there(name):
    assert (ROOT / name).is_file()


def test_both_commands_make_their_own_environment():
    for mark in ("figure", "tests"):
        assert fenced(f"<!-- command: {mark} -->").startswith("python3 -m venv .venv && ")
