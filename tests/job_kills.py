"""Kill a program that runs a job again and again, and look at what it leaves.

The job takes its figures from an archive of several editions and names another one each time, so every run publishes
another bundle, keeps another figure in the archive and adds a line to the log. The kills fall on any moment of that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import IO

import numpy as np

import tfp_soctrang
from job_cases import figures, published, run
from tfp_soctrang import editions
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.job.log import read_log

# One edition a day: output of 2025 is revised a little each time, within the band of the check.
DAYS = {f"2026-10-{day:02d}": 46300.0 + 15.0 * day for day in range(1, 6)}

JOB = """folder = "published"
phase = "2021-2025"
[data]
archive = "archive.sqlite"
as_of = "{day}"
[outputs]
formats = ["json", "csv", "docx"]
keep = 3
[sensitivity]
draws = 200
variance_draws = 64
"""


def slow_document(report: object, path: Path) -> None:
    """Write half a megabyte in pieces, so that kills fall into the writing of a document too."""
    share = report.account.tfp_contribution_share  # type: ignore[attr-defined]
    with path.open("wb") as out:
        for _ in range(32):
            out.write(f"{share!r}\n".encode() * 900)
            out.flush()
            time.sleep(0.001)


RENDERERS = {"docx": slow_document}


def prepare(folder: Path) -> None:
    """Make the archive with its editions, and the job file of the first day."""
    editions.add_vintage(
        folder / "archive.sqlite", "viet_nam", edition="1", release_date="2026-01-06", access_date="2026-11-01"
    )
    for day, output in DAYS.items():
        path = folder / "soctrang.csv"
        path.write_text(figures({("output_const2010", 2025): output}), encoding="utf-8")
        editions.add_vintage(folder / "archive.sqlite", path, edition=day, release_date=day, access_date="2026-11-01")
    name_day(folder, next(iter(DAYS)))


def name_day(folder: Path, day: str) -> Path:
    """Let the job file name a day, by one rename: the killed program must not leave half a job file either."""
    draft = folder / "job.toml.draft"
    draft.write_text(JOB.format(day=day), encoding="utf-8")
    return draft.replace(folder / "job.toml")


def work(folder: Path) -> None:
    """Run the job on one day after the other, and print each day before and after: what the killed program does."""
    run(folder / "job.toml", renderers=RENDERERS)
    print("ready", flush=True)
    sys.stdin.readline()
    days = cycle(DAYS)
    for day in days:
        print(f"begin {day}", flush=True)
        found = run(name_day(folder, day), renderers=RENDERERS)
        print(f"end {day} {found.outcome}", flush=True)


def start(folder: Path) -> subprocess.Popen[str]:
    """Start the program; it waits for a line of input when it is warm."""
    home = [str(Path(tfp_soctrang.__file__).parents[1]), str(Path(__file__).parent)]
    process = subprocess.Popen(
        [sys.executable, __file__, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*home, os.environ.get("PYTHONPATH", "")])},
    )
    first = _out(process).readline()
    assert first == "ready\n", first
    return process


def _out(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


@dataclass(frozen=True)
class Killed:
    """What a kill left: after how long, in which run, what was left lying, and what is wrong (empty: nothing)."""

    after: float
    runs: int
    left: str
    held: str
    problem: str


def kills(folder: Path, number: int, seed: int, longest: float = 1.0) -> Iterator[Killed]:
    """Kill so many times, at random moments, and look each time."""
    dice = np.random.default_rng(seed)
    prepare(folder)
    earlier = next(iter(DAYS))
    for _ in range(number):
        process = start(folder)
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        after = float(dice.uniform(0.0, longest))
        time.sleep(after)
        process.kill()
        said = [line.split() for line in _out(process).read().splitlines()]
        process.communicate()
        found, earlier = _looked_at(folder, after, said, earlier)
        yield found


def _looked_at(folder: Path, after: float, said: list[list[str]], earlier: str) -> tuple[Killed, str]:
    """Return what a kill left, and the day that the next run published."""
    job = folder / "published"
    begun = [words[1] for words in said if words[0] == "begin" and len(words) == 2]
    ended = [words[1] for words in said if words[0] == "end" and len(words) == 3]
    left = ", ".join(sorted(path.name.split("-")[0] + "-…" for path in (job / "bundles").glob(".new-*")))
    held, problem, day = "", "", earlier
    try:
        held = _held(job)
        # the run that was killed publishes its own day or leaves that of the run before
        allowed = {*begun[-1:], *(ended[-1:] or [earlier])}
        if held not in allowed:
            problem = f"{held} is published, not {' or '.join(sorted(allowed))}"
        log = read_log(job / "runs.jsonl")
        if log.damaged_lines:
            problem = f"lines {log.damaged_lines} of the log are damaged"
        with Archive(folder / "archive.sqlite", create=False) as archive:
            archive.check()
        bad = [words for words in said if words[0] == "end" and words[-1] not in ("published", "nothing_new")]
        problem = problem or (f"a run ended with {bad[0]}" if bad else "")
        day = list(DAYS)[(list(DAYS).index(held) + 1) % len(DAYS)]
        found = run(name_day(folder, day), renderers=RENDERERS)
        if found.exit_code or found.outcome != "published" or _held(job) != day:
            problem = problem or f"the next run: {found.outcome}, {found.error}"
        if list((job / "bundles").glob(".new-*")) or len(list((job / "bundles").iterdir())) > 3:
            problem = problem or "something was left lying"
        kept = {(one.command, one.result) for one in editions.runs(folder / "archive.sqlite")}
        if len(kept) != len(editions.runs(folder / "archive.sqlite")):
            problem = problem or "a figure is kept twice"
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    return Killed(after=after, runs=len(ended), left=left, held=held, problem=problem), day


def _held(job: Path) -> str:
    """Return the day of the published bundle, after checking that it is whole and of one piece."""
    name, _ = published(job)
    place = job / "bundles" / name
    manifest = json.loads((place / "manifest.json").read_bytes())
    share = json.loads((place / "tfp_soc_trang_2021-2025.json").read_bytes())["tfp_contribution_share"]
    assert manifest["figure"]["tfp_contribution_share"] == share
    assert (place / "tfp_soc_trang_2021-2025.docx").read_text(encoding="utf-8") == f"{share!r}\n" * (32 * 900)
    return str(manifest["as_of"])


if __name__ == "__main__":
    work(Path(sys.argv[1]))
