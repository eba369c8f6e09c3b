"""Kill a program that adds to the archive, again and again, and look at what it leaves; then let six race for a file.

In every second round a second program adds to the same file meanwhile; it must go on as if nothing had happened. A kill
ends a program, not the machine: what a power failure leaves is up to the disk, and is not tried here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

import numpy as np

import tfp_soctrang
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import ArchiveError
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import Unit, territory

# a survivor adds this many in a round: long enough to be at work when the other one is killed
SURVIVOR_VINTAGES = 10


def made_up(name: str, number: int) -> Dataset:
    """Return twelve series of thirty years that only this name and number give: some 100 kB, several pages a table."""
    place = territory("soc_trang")
    years = np.arange(1995, 2025)
    return Dataset(
        name=name,
        territory=place,
        series={
            f"series {position}": AnnualSeries(
                name=f"series {position}",
                years=years,
                values=len(name) * 1e6 + number + position / 7 + years / 3,
                unit=Unit.parse("nghìn người"),
                price_base=None,
                territory=place,
                status=(Status.OFFICIAL,) * len(years),
                origin=tuple(Origin(source=f"Niên giám {number}", reference=f"B{year}") for year in years),
            )
            for position in range(12)
        },
    )


def add_vintages(path: Path, name: str, count: int) -> None:
    """Add vintages and a run on each, and print each number once it is stored: what the killed program does."""
    print("ready", flush=True)
    sys.stdin.readline()
    with Archive(path) as archive:
        for number in range(count):
            stored = archive.add(
                made_up(name, number),
                file=f"{name} {number}".encode(),
                edition=str(number),
                release_date="2025-01-06",
                access_date="2025-02-01",
            )
            archive.record_run(
                command="phase 2021-2025",
                assumptions="{}",
                code_version="0.1.0",
                result=f'{{"vintage": {stored.id}}}',
                vintages=[stored.id],
                recorded_at="2025-07-01",
            )
            print(number, flush=True)


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Start a program that adds vintages; it waits for a line of input."""
    home = str(Path(tfp_soctrang.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, __file__, "add", str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([home, os.environ.get("PYTHONPATH", "")])},
    )
    _out(process).readline()
    return process


def _out(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None  # noqa: S101
    return process.stdout


def go(process: subprocess.Popen[str]) -> None:
    """Let a started program begin."""
    assert process.stdin is not None  # noqa: S101
    process.stdin.write("\n")
    process.stdin.flush()


def fault(path: Path, victim: str, said: int, survivor: str) -> tuple[int, int, str]:
    """Return the vintages of victim and survivor, and what is wrong with the archive ("" when nothing is)."""
    try:
        with Archive(path) as archive:
            archive.check()
            vintages = archive.vintages()
            found = [one for one in vintages if one.dataset == victim]
            others = [one for one in vintages if one.dataset == survivor]
            recorded = {vintage for run in archive.runs() for vintage in run.vintages}
            for one in (*found, *others):
                wanted, data = made_up(one.dataset, int(one.edition)), archive.dataset(one.id)
                if list(wanted) != list(data) or any(
                    wanted[name].values.tobytes() != data[name].values.tobytes() for name in wanted
                ):
                    return len(found), len(others), f"vintage {one.id} came back with other figures"
    except ArchiveError as error:
        return 0, 0, str(error)
    if [one.edition for one in found] != [str(number) for number in range(len(found))]:
        return len(found), len(others), "a vintage is missing in the middle"
    if not said <= len(found) <= said + 1:
        return len(found), len(others), f"{said} were said to be stored"
    if not {one.id for one in found[:said]} <= recorded:
        return len(found), len(others), "a run is missing"
    return len(found), len(others), ""


def race(rounds: int) -> int:
    """Let six programs make a file and add to it at the same moment, print a line, return the number of faults."""
    faults = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "archive.sqlite"
            processes = [start(path, f"writer {number}", 4) for number in range(6)]
            for process in processes:
                go(process)
            ended_well = [process.wait(timeout=300) == 0 for process in processes]
            for process in processes:
                process.communicate()
            with Archive(path) as archive:
                archive.check()
                faults += not (all(ended_well) and len(archive.vintages()) == 24)
    print(f"{rounds} files made and filled by six programs at once, {faults} faults")
    return faults


def soak(kills: int) -> int:
    """Kill `kills` times, print a table, return the number of faults."""
    dice = np.random.default_rng(2025)
    faults = 0
    print(f"{'kill':>4} {'after ms':>8} {'said':>5} {'found':>5} {'other':>5} {'log left, kB':>12}  archive")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        total = 0
        for kill in range(1, kills + 1):
            victim, survivor = f"victim {kill}", f"survivor {kill}"
            if kill % 10 == 1:
                # a new file now and then, so that some kills come while it is made
                path = Path(folder) / f"archive {kill}.sqlite"
            longest = 0.02 if kill % 10 == 1 else 0.4
            after = float(dice.uniform(0.0, longest))
            processes = [start(path, victim, 10_000)]
            if kill % 2 == 0:
                processes.append(start(path, survivor, SURVIVOR_VINTAGES))
            for process in processes:
                go(process)
            time.sleep(after)
            processes[0].kill()
            said = len(_out(processes[0]).read().splitlines())
            ended_well = all(process.wait(timeout=300) == 0 for process in processes[1:])
            for process in processes:
                process.communicate()
            log = Path(f"{path}-wal")
            left = log.stat().st_size / 1000 if log.exists() else 0.0
            found, others, problem = fault(path, victim, said, survivor)
            if not (ended_well and others == SURVIVOR_VINTAGES * (len(processes) - 1)):
                problem = problem or "the other program was stopped"
            faults += bool(problem)
            total += found + others
            print(f"{kill:4} {after * 1000:8.1f} {said:5} {found:5} {others:5} {left:12.1f}  {problem or 'whole'}")
    print(f"{kills} kills, {total} vintages stored, {faults} faults")
    return faults


if __name__ == "__main__":
    if sys.argv[1:2] == ["add"]:
        add_vintages(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    else:
        kills = int(sys.argv[1]) if sys.argv[1:] else 50
        sys.exit(1 if soak(kills) + race(max(1, kills // 5)) else 0)
