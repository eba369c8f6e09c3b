"""Time of the whole scheduled job and the share of each step: medians over runs that each publish another bundle.

    python benchmarks/job.py [RUNS] [FORMATS]

On made-up figures of Sóc Trăng with 100 000 draws, as the example in docs/examples/job has it. FORMATS is a list such
json,csv; without it every document is made whose renderer is installed, and the others are named.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from job_cases import figures, run, write_job
from tfp_soctrang.report.bundle import OUTPUTS, output_names

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
JOB = """folder = "published"
phase = "2021-2025"
[data]
file = "figures.csv"
[outputs]
formats = [{formats}]
[sensitivity]
draws = 100000
"""


def installed() -> list[str]:
    """Return the documents that can be made here, and print those that cannot."""
    found = []
    for name in output_names():
        if name in OUTPUTS:
            try:
                import_module(OUTPUTS[name].function.partition(":")[0])
            except ImportError as error:
                print(f"left out: {name} ({error})")
                continue
        found.append(name)
    return found


def main() -> None:
    """Print the table."""
    formats = sys.argv[2].split(",") if len(sys.argv) > 2 else installed()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        job = write_job(folder, JOB.format(formats=", ".join(f'"{one}"' for one in formats)))
        steps: dict[str, list[float]] = {}
        whole: list[float] = []
        for i in range(RUNS + 1):
            (folder / "figures.csv").write_text(figures({("output_const2010", 2025): 46300.0 + i}), encoding="utf-8")
            begin = time.perf_counter()
            found = run(job)
            seconds = time.perf_counter() - begin
            if found.outcome != "published":
                sys.exit(f"run {i}: {found.outcome} {found.error}")
            if i == 0:
                first = seconds  # imports included, as a scheduled run has them
                continue
            whole.append(seconds)
            for step, took in found.seconds.items():
                steps.setdefault(step, []).append(took)
        begin = time.perf_counter()
        again = run(job)
        repeat = time.perf_counter() - begin
    total = statistics.median(whole)
    print(f"documents: {', '.join(formats)}; {RUNS} runs")
    print(f"{'step':20}{'median s':>10}{'min':>8}{'max':>8}{'share':>8}")
    for step, times in steps.items():
        median = statistics.median(times)
        print(f"{step:20}{median:10.3f}{min(times):8.3f}{max(times):8.3f}{100 * median / total:7.1f} %")
    rest = total - sum(statistics.median(times) for times in steps.values())
    print(f"{'lock, log, page':20}{rest:10.3f}{'':16}{100 * rest / total:7.1f} %")
    print(f"{'whole':20}{total:10.3f}{min(whole):8.3f}{max(whole):8.3f}{100:7.1f} %")
    print(f"first run of the process {first:.3f} s; the same inputs again: {again.outcome}, {repeat:.3f} s")


if __name__ == "__main__":
    main()
