"""The command that asks how much the figure depends on its assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from tfp_soctrang.accounting_choices import accounting_curve
from tfp_soctrang.api import loading, studies
from tfp_soctrang.cli.completion import several
from tfp_soctrang.cli.options import PHASE, TERRITORY, Chosen, common, put
from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Language
from tfp_soctrang.report.files import write_draws, write_sensitivity_charts
from tfp_soctrang.report.sensitivity import curve_text, sensitivity_record, sensitivity_text
from tfp_soctrang.sensitivity.design import Sampling
from tfp_soctrang.uncertain_phase import TARGETS, phase_sensitivity
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["sensitivity"]


def _drawn(context: click.Context) -> Iterable[str]:
    """Return the assumptions that vary in the phase and territory typed so far."""
    years = context.params.get("years") or Phase(2021, 2025)
    study = studies.study(loading.load(context.params.get("territory") or "soc_trang"))
    return phase_sensitivity(study, years.first_year, years.last_year).drawn


@contextmanager
def _executor(workers: int, scheduler: str | None) -> Iterator[Executor | None]:
    """Return where blocks are computed: here, in processes of this machine, or on a Dask cluster."""
    if scheduler is not None:
        try:
            from distributed import Client
        except ImportError as error:
            raise DataError(
                "--scheduler", "needs Dask", remedy='Install it: pip install "tfp-soctrang[cluster]".'
            ) from error
        client: Any = Client(scheduler)  # type: ignore[no-untyped-call]
        with client, client.get_executor() as found:
            yield found
    elif workers > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as found:
            yield found
    else:
        yield None


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{100 * done // of:3d} %", nl=done == of, err=True)


@click.command(cls=Taught)
@click.argument("years", type=PHASE, metavar="FIRST-LAST")
@TERRITORY
@click.option("--draws", type=click.IntRange(1), default=100_000, show_default=True, help="How many draws.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed, the same numbers.")
@click.option(
    "--sampling", type=click.Choice(get_args(Sampling)), default="random", show_default=True,
    help="sobol needs a power of two of draws.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes of this machine.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, e.g. tcp://10.0.0.1:8786.")
@click.option(
    "--only",
    metavar="NAME,…",
    shell_complete=several(_drawn),
    help="The assumptions that vary; the others stay at their central values.",
)
@click.option("--level", type=click.FloatRange(1, 99), default=90, show_default=True, help="Of the interval, per cent.")
@click.option("--target", "targets", type=float, multiple=True, help="Per cent; default: 45 and 55. May be repeated.")
@click.option("--specifications", is_flag=True, help="Also the figure under every defensible accounting choice.")
@click.option("--charts", type=click.Path(path_type=Path), metavar="FOLDER", help="Draw the charts there, as SVG.")
@click.option("--npz", type=click.Path(path_type=Path), metavar="FILE.npz", help="Write all draws and outcomes.")
@common
def sensitivity(
    years: Phase,
    territory: str | None,
    draws: int,
    seed: int,
    sampling: Sampling,
    workers: int,
    scheduler: str | None,
    only: str | None,
    level: float,
    targets: tuple[float, ...],
    specifications: bool,
    charts: Path | None,
    npz: Path | None,
    assumptions: Path | None,
    shape: str,
    lang: Language,
    **chosen: Any,  # noqa: ANN401 - the options of Chosen
) -> None:
    """Print the interval of a phase's figure, what it comes from, and where targets are met."""
    study = studies.study(Chosen(territory=territory, **chosen).data("soc_trang"), assumptions)
    aims = tuple(target / 100.0 for target in targets) or TARGETS
    found = phase_sensitivity(
        study, years.first_year, years.last_year, only=[one.strip() for one in only.split(",")] if only else None
    )
    with _executor(workers, scheduler) as executor:
        run = found.monte_carlo(
            draws, seed, sampling=sampling, executor=executor, targets=aims, progress=_progress if draws > 1e6 else None
        )
        summary = found.summary(run, level=level / 100.0, targets=aims, executor=executor)
        curve = None
        if specifications:
            curve = accounting_curve(study, years.first_year, years.last_year)
    places = tuple(found.break_evens(target) for target in (0.0, *aims))
    inputs = study.prepare(years)
    if npz is not None:
        write_draws(run, npz)
        click.echo(f"→ {npz}", err=True)
    if charts is not None:
        for path in write_sensitivity_charts(found, run, summary, curve, charts, lang):
            click.echo(f"→ {path}", err=True)

    def text() -> str:
        more = "" if curve is None else "\n" + curve_text(curve, inputs, lang)
        return sensitivity_text(summary, inputs, places, lang) + more

    put(shape, sensitivity_record(summary, places, curve), text, "assumptions")
