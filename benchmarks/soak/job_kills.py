"""Kill the scheduled job at random moments, and fill its disk; look at what is published each time.

    python benchmarks/soak/job_kills.py [KILLS]

100 kills unless told; ends with 1 if anything was lost, halved or stuck. As root, a disk of 1 MB is filled too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from job_cases import JOB, figures, published, run, write_job
from job_kills import kills


def soak(number: int) -> int:
    """Kill so many times, print a table, return the number of faults."""
    faults = runs = midway = 0
    print(
        f"{'kill':>4} {'after ms':>8} {'runs':>5} {'published':>11}  {'left lying':24} bundle, log, archive, next run"
    )
    with tempfile.TemporaryDirectory() as folder:
        for i, found in enumerate(kills(Path(folder), number, seed=2026), start=1):
            faults += bool(found.problem)
            runs += found.runs
            midway += bool(found.left)
            print(
                f"{i:4} {1000 * found.after:8.1f} {found.runs:5} {found.held:>11}  {found.left or '–':24} "
                f"{found.problem or 'whole'}",
                flush=True,
            )
    print(f"{number} kills, {runs} runs ended before, {midway} kills left a half bundle lying, {faults} faults")
    return faults


def full_disk() -> int:
    """Run the job on a disk with hardly any room, then with room; return the number of faults."""
    with tempfile.TemporaryDirectory() as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            print("full disk: not tried, a disk of its own needs root")
            return 0
        try:
            job = write_job(disk, JOB.replace("[outputs]", "[outputs]\nkeep = 2"))
            faults = int(run(job).outcome != "published")
            before = published(disk / "published")
            refused, ballast = 0, disk / "ballast"
            for step, room in enumerate(range(0, 400, 8)):  # kB left free when the run begins
                ballast.unlink(missing_ok=True)
                free = shutil.disk_usage(disk).free
                output = 46300.0 + step
                (disk / "figures.csv").write_text(figures({("output_const2010", 2025): output}), encoding="utf-8")
                ballast.write_bytes(b"\0" * max(0, free - 1000 * room))
                found = run(job)
                after = published(disk / "published")
                if found.outcome == "published" and not found.exit_code:
                    print(f"full disk: {refused} runs refused by it, then one with {room} kB passed, {faults} faults")
                    return faults
                told = (found.error or {}).get("en", "")
                if found.exit_code != 1 or "full" not in told or (found.outcome == "fault" and after != before):
                    print(room, found.outcome, told)
                    faults += 1
                refused, before = refused + 1, after
            print("full disk: no run passed even with room")
            return faults + 1
        finally:
            subprocess.run(["umount", str(disk)], check=True)  # noqa: S607


if __name__ == "__main__":
    sys.exit(1 if soak(int(sys.argv[1]) if sys.argv[1:] else 100) + full_disk() else 0)
