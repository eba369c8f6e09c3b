"""The command of the page on sensitivity prints the numbers of the page."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tfp_soctrang.cli import cli

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def written():
    return (DOCS / "sensitivity.md").read_text(encoding="utf-8")


def test_the_command_of_the_page_prints_its_numbers(written):
    command = re.search(r"```sh\ntfp-soctrang (.*)\n```", written).group(1).split()
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    printed = " ".join(result.stdout.split())
    central, ends = re.search(r"\*\*(.*?) %\*\*, khoảng 90 % \*\*(.*?) %\*\*", written).groups()
    assert f"Tỷ phần đóng góp của TFP: {central} %" in printed
    assert f"Khoảng 90 %: {ends} %" in printed
    cells = 0
    for title in ("## Giả định nào", "## Giá trị hòa vốn", "## Mọi cách"):
        section = written[written.index(title) :].split("\n## ")[0]
        rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
        for row in rows:
            if "·" in row[0]:  # the head of a table
                continue
            for part in "; ".join(row[1:]).split("; "):
                assert part in printed or part == "–", (row, part)
                cells += part != "–"
    assert cells > 80
