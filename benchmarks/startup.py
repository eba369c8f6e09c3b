"""CPU time of the library's start over that of `import pandas`: medians of interleaved runs of whole processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15

PHASE = "import sys; sys.argv = ['tfp-soctrang', 'phase', '2021-2025']; from tfp_soctrang.cli import main; main()"
COMMANDS = {
    "import pandas": "import pandas",
    "import tfp_soctrang": "import tfp_soctrang",
    "every public name of it": "import tfp_soctrang as t; [getattr(t, name) for name in t.__all__]",
    "tfp-soctrang phase 2021-2025": PHASE,
}


def cpu_seconds(code: str) -> float:
    """Return user and system time of one process."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    """Print the table."""
    for code in COMMANDS.values():
        cpu_seconds(code)  # warm: compiled modules written, files in memory
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, code in COMMANDS.items():
            times[name].append(cpu_seconds(code))
    base = statistics.median(times["import pandas"])
    print(f"{'':32}{'median s':>10}{'min':>8}{'max':>8}{'ratio':>8}   ({RUNS} runs)")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:32}{median:10.3f}{min(seconds):8.3f}{max(seconds):8.3f}{median / base:8.2f}")


if __name__ == "__main__":
    main()
