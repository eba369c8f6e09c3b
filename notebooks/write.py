"""Run every notebook from a clean kernel, in an empty folder, and keep it with its outputs.

`python notebooks/write.py` writes each NAME.ipynb anew from NAME.py; two runs write the same bytes. A warning in a
notebook is an error. It takes `pip install "tfp-soctrang[notebook]"`.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any

# Told before jupyter_core is imported: where it looks for folders, without a warning that this will change.
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

import jupytext
import nbformat
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient
from PIL import Image
from traitlets import Type

__all__ = ["HERE", "names", "paired", "run", "text"]

HERE = Path(__file__).parent
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# Seconds for one cell; the slowest takes about ten on one core.
TIMEOUT = 300
# Sharp on a screen of today at the width of a page.
FIGURES = {"dpi": 144, "bbox_inches": "tight"}


class ThisInterpreter(KernelSpecManager):  # type: ignore[misc]
    """The one kernel there is: this interpreter's own, whatever kernels are installed on the machine."""

    static = True

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return how the kernel is started: warnings are errors, and without sliders ipywidgets is not there."""
        lines = [
            f"from matplotlib_inline import config; config.InlineBackend.instance().print_figure_kwargs = {FIGURES}",
            "import warnings; warnings.simplefilter('error'); del config",
        ]
        if self.static:
            lines.append("import sys; sys.modules['ipywidgets'] = None")
        flags = ["--HistoryManager.enabled=False", *(f"--IPKernelApp.exec_lines={line}" for line in lines)]
        command = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=[*command, *flags], display_name=kernel_name, language="python")


class Channel(AsyncZMQSocketChannel):  # type: ignore[misc]
    """A channel from the kernel that looks again every half second.

    Waiting on a socket in asyncio now and then misses that a message has come (pyzmq 27.3; every second run of the five
    notebooks): it lay there until the cell's time was over.
    """

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message; raise `queue.Empty` after `timeout` seconds."""
        end = float("inf") if timeout is None else monotonic() + timeout
        while True:
            try:
                return await super().get_msg(timeout=max(0.0, min(0.5, end - monotonic())))
            except Empty:
                if monotonic() >= end:
                    raise


class Client(AsyncKernelClient):  # type: ignore[misc]
    """The kernel's client, with such channels."""

    shell_channel_class = Type(Channel)
    iopub_channel_class = Type(Channel)


def names() -> list[str]:
    """Return the names of the notebooks."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.name != Path(__file__).name)


def paired(name: str) -> nbformat.NotebookNode:
    """Return the notebook of a script, without outputs; a cell's id comes from its text, so that it stays."""
    notebook = jupytext.read(HERE / f"{name}.py", fmt="py:percent")
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        stem = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        seen[stem] = seen.get(stem, 0) + 1
        cell.id = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        cell.metadata = nbformat.NotebookNode()
    return notebook


def text(notebook: nbformat.NotebookNode) -> str:
    """Return a notebook as the bytes that are kept."""
    return nbformat.writes(notebook, version=4) + "\n"


async def _run(name: str, *, static: bool, more: Sequence[str]) -> nbformat.NotebookNode:
    notebook = paired(name)
    notebook.cells += [nbformat.v4.new_code_cell(code, id=f"more-{i}") for i, code in enumerate(more)]
    with tempfile.TemporaryDirectory(prefix="notebook-") as folder:
        work, settings = Path(folder, "work"), Path(folder, "ipython")
        work.mkdir()
        specs = ThisInterpreter()
        specs.static = static
        kernel = AsyncKernelManager(kernel_spec_manager=specs, kernel_name="python3", client_factory=Client)
        if sys.platform == "linux":  # sockets that are files, for a machine without any network
            kernel.transport, kernel.ip = "ipc", str(Path(folder, "kernel"))
        client = NotebookClient(
            notebook, km=kernel, timeout=TIMEOUT, record_timing=False, coalesce_streams=True,
            store_widget_state=True, resources={"metadata": {"path": str(work)}},
        )  # fmt: skip
        try:
            await client.async_execute(env={**os.environ, "IPYTHONDIR": str(settings)})
        finally:
            await kernel.shutdown_kernel(now=True)
    return _without_traces(notebook, static=static)


def _without_traces(notebook: nbformat.NotebookNode, *, static: bool) -> nbformat.NotebookNode:
    """Take out what differs from run to run, the kernel's version and names of widgets; keep figures small."""
    widgets = notebook.metadata.get("widgets")
    notebook.metadata = nbformat.from_dict(METADATA)
    if not static and widgets is not None:
        notebook.metadata["widgets"] = widgets
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                data["image/png"] = small(data["image/png"])
    return notebook


def small(picture: str) -> str:
    """Return a PNG in base64 with 256 colours, a third of its size and the same to the eye."""
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    stream = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(stream, "png", optimize=True)
    return base64.b64encode(stream.getvalue()).decode()


def run(
    chosen: Sequence[str], *, static: bool = True, more: Mapping[str, Sequence[str]] | None = None
) -> dict[str, nbformat.NotebookNode]:
    """Return notebooks with their outputs, each from a clean kernel of its own in an empty folder.

    Parameters
    ----------
    chosen
        Their names.
    static
        Without ipywidgets, as they are kept: a figure stands where a slider would.
    more
        Cells to run after the last one of a notebook.
    """
    import matplotlib.font_manager  # noqa: F401 - the first import on a machine looks for fonts, and says so

    async def both() -> list[Any]:
        turns = asyncio.Semaphore(2)

        async def one(name: str) -> nbformat.NotebookNode:
            async with turns:
                return await _run(name, static=static, more=(more or {}).get(name, ()))

        return await asyncio.gather(*(one(name) for name in chosen))

    return dict(zip(chosen, asyncio.run(both()), strict=True))


def main() -> None:
    """Write the notebooks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("names", nargs="*", help="which ones (default: all)")
    parser.add_argument("--into", type=Path, default=HERE, metavar="FOLDER", help="where to (default: beside the .py)")
    parser.add_argument("--sliders", action="store_true", help="with ipywidgets, to try them; not to be kept")
    parser.add_argument("--more", type=Path, metavar="JSON", help="a file: {name: [cells to run after the last]}")
    chosen = parser.parse_args()
    more = json.loads(chosen.more.read_text(encoding="utf-8")) if chosen.more else {}
    done = run(chosen.names or names(), static=not chosen.sliders, more=more)
    chosen.into.mkdir(parents=True, exist_ok=True)
    for name, notebook in done.items():
        (chosen.into / f"{name}.ipynb").write_text(text(notebook), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
