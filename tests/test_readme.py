"""The README's commands and the output it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import tfp_soctrang as tfp

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
    found = tfp.phase_sensitivity(tfp.study(tfp.load("soc_trang")), 2021, 2025)
    share = found.monte_carlo()["tfp_contribution_share"]
    low, high = share.interval(0.9).low.value, share.interval(0.9).high.value
    assert f"khoảng 90 % là {100 * low:.1f} – {100 * high:.1f} %".replace(".", ",") in README


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("a reader")


def shell_lines():
    """The lines of every `sh` block below the two commands, in the order of the page: a reader runs them so."""
    blocks = re.findall(r"```sh\n(tfp-soctrang.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


def test_every_command_of_the_page_runs_one_after_the_other(folder):
    lines = shell_lines()
    assert {shlex.split(line, comments=True)[1] for line in lines} >= {
        "phase", "data", "capital", "sensitivity", "estimate", "template", "report", "plan", "project"
    }  # fmt: skip
    for line in lines:
        arguments = shlex.split(line, comments=True)[1:]
        done = run(arguments, folder)
        # the published figures have holes: only --strict refuses them
        assert done.returncode == (3 if "--strict" in arguments else 0), (line, done.stderr)


def test_job_commands_run(folder):
    job = (ROOT / "docs/examples/job/job.toml").read_text(encoding="utf-8")
    # a phase that is published in full, few draws, the page alone; all else is the example's
    for pattern, instead in (
        ('phase = "2021-2025"', 'phase = "2016-2020"'),
        ('file = "soctrang.xlsx" ', 'bundled = "viet_nam" '),
        ("draws = 100000", "draws = 2048"),
        ('"docx", "pdf", "html"', '"html"'),
    ):
        assert pattern in job
        job = job.replace(pattern, instead)
    (folder / "job.toml").write_text(job, encoding="utf-8")
    for line in re.findall(r"^(tfp-soctrang job [a-z]+ job\.toml)", README, re.MULTILINE):
        done = run(shlex.split(line)[1:], folder)
        assert done.returncode == 0, (done.stdout, done.stderr)


def test_completion_commands_print_a_script(tmp_path):
    shells = re.findall(r"tfp-soctrang completion ([a-z]+)", README)
    assert shells == ["bash", "fish", "powershell"]
    for shell in shells:
        assert "_TFP_SOCTRANG_COMPLETE" in run(["completion", shell], tmp_path).stdout


def test_notebook_snippet_runs(tmp_path):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code + "\nprint(account.tfp_contribution_share)"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{float(done.stdout):.3f}" == "0.461"


# Pages that come with the site; the site brings its `conf.py`.
OF_THE_SITE = {"docs/start.md"}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_named_files_are_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:docs|notebooks|src|tests|data)/[\w./-]*|[A-Z]+\.(?:md|cff))`", text))
    assert len(named) > 10
    if not (ROOT / "docs/conf.py").is_file():
        named -= OF_THE_SITE
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_first_contribution_page_names_files_of_the_source():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", text))
    assert {"choices.py", "estimation/specifications.py", "cli/words.py"} <= named
    source = ROOT / "src/tfp_soctrang"
    inside = [source, source / "sources"]
    assert [name for name in sorted(named) if not any((one / name).is_file() for one in (*inside, ROOT))] == []


def test_first_contribution_commands_are_those_of_the_readme():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    install, test = re.search(r"```sh\n(.*?)```", text, re.DOTALL)[1].strip().splitlines()
    assert install == fenced("<!-- command: tests -->").rpartition(" && ")[0].replace("[test]", "[dev]")
    arguments = shlex.split(test)
    assert arguments[:3] == [".venv/bin/python", "-m", "pytest"]
    assert all((ROOT / path).is_dir() for path in arguments[4:])


# The keys of the Citation File Format, version 1.2.0; it has no others.
CITATION_KEYS = {
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
    "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "title", "type", "url", "version",
}  # fmt: skip


def test_citation_is_of_this_version_and_of_the_format():
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= set(found) <= CITATION_KEYS
    assert found["cff-version"] == "1.2.0"
    assert found["version"] == tfp.__version__ == project["version"]
    assert found["license"] == project["license"]
    assert found["type"] in {"software", "dataset"}
    assert found["authors"] == project["authors"]
    assert found["title"].startswith(project["name"])
    for key in ("message", "title", "abstract"):
        assert isinstance(found[key], str)
        assert found[key]
    assert len(found["keywords"]) == len(set(found["keywords"])) == len(project["keywords"])


def test_both_commands_make_their_own_environment():
    for mark in ("figure", "tests"):
        assert fenced(f"<!-- command: {mark} -->").startswith("python3 -m venv .venv && ")
