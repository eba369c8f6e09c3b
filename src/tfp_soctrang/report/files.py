"""Files that a command writes beside what it prints: charts, draws, texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from tfp_soctrang.accounting_choices import AccountingCurve
    from tfp_soctrang.capital_measures import CapitalAccount
    from tfp_soctrang.messages import Language
    from tfp_soctrang.projection.projections import Projection
    from tfp_soctrang.revision_bridge import Revision
    from tfp_soctrang.sensitivity.monte_carlo import MonteCarloRun
    from tfp_soctrang.uncertain_phase import PhaseSensitivity
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = [
    "write_capital_chart",
    "write_draws",
    "write_new",
    "write_projection_chart",
    "write_revision_chart",
    "write_sensitivity_charts",
]


def write_new(path: Path, text: str) -> None:
    """Write a text file that is not there yet.

    Raises
    ------
    DataError
        The file is there already, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise DataError(
            path.name, f"cannot be written: {error.strerror}", remedy="Name another file, or remove it."
        ) from error


def write_capital_chart(found: CapitalAccount, path: Path, language: Language = "vi") -> None:
    """Draw the figure under every measure of capital as .svg or .png."""
    from tfp_soctrang.report.figures import capital, save

    save(capital(found, language=language), path)


def write_draws(run: MonteCarloRun, path: Path) -> None:
    """Write every draw of a run and its outcomes as .npz: `assumption:NAME` and `outcome:NAME`, shape (draws,) each.

    Raises
    ------
    EstimationError
        The run had too many draws to keep its outcomes.
    """
    import numpy as np

    parameters, outcomes = run.between(0, run.design.draws)
    columns = {f"assumption:{name}": values for name, values in parameters.items()}
    columns |= {f"outcome:{name}": values for name, values in outcomes.items()}
    np.savez_compressed(path, **columns)  # type: ignore[arg-type]


def write_sensitivity_charts(
    found: PhaseSensitivity,
    run: MonteCarloRun,
    summary: PhaseUncertainty,
    curve: AccountingCurve | None,
    folder: Path,
    language: Language = "vi",
) -> list[Path]:
    """Draw density, tornado, TFP index, fan, contour and, if there is one, specification curve; return their files."""
    from tfp_soctrang.report import figures as draw

    folder.mkdir(parents=True, exist_ok=True)
    targets = tuple(target for target, _ in summary.targets)
    charts: dict[str, Callable[[], Figure]] = {
        "density.svg": lambda: draw.density(found, run=run, level=summary.level, targets=targets, language=language),
        "tornado.svg": lambda: draw.tornado(found, language=language),
        "index.svg": lambda: draw.tfp_index(found, seed=run.design.seed, language=language),
        "fan.svg": lambda: draw.fan(found, seed=run.design.seed, language=language),
    }
    widest = [one.name for one in summary.swings][:2]
    if len(widest) > 1:
        charts["contour.svg"] = lambda: draw.contour(found, *widest, targets=targets, language=language)
    if curve is not None:
        charts["specifications.svg"] = lambda: draw.specification_curve(curve, language=language)
    for name, make in charts.items():
        draw.save(make(), folder / name)
    return [folder / name for name in charts]


def write_projection_chart(found: Projection, summary: PhaseUncertainty, path: Path, language: Language = "vi") -> None:
    """Draw the TFP index of every scenario, with the bands of the first, as .svg or .png."""
    from tfp_soctrang.report.figures import projection, save

    save(projection(found, fan=summary.fan, language=language), path)


def write_revision_chart(found: Revision, path: Path, language: Language = "vi") -> None:
    """Draw the bridge between two editions as .svg or .png."""
    from tfp_soctrang.report.figures import revision_bridge, save

    save(revision_bridge(found, language=language), path)
