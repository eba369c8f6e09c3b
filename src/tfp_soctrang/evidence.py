"""What the account of a phase rests on: filled and published cells, sources, assumptions, other readings, caveats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.account import (
    Alternative,
    Basis,
    CellUse,
    FilledCell,
    Level,
    PhaseStatus,
    Source,
    UsedAssumption,
)
from tfp_soctrang.arithmetic.accounting import Decomposition
from tfp_soctrang.capital_input import earlier_growth, reference_ratio_drawn
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.evaluation import Evaluation, stock_path
from tfp_soctrang.inputs import ESTIMATED, PhaseInputs
from tfp_soctrang.measures import OUTLAY
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.units import Territory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "SIDE_BY_SIDE",
    "alternatives",
    "assumptions_used",
    "basis",
    "caveats",
    "contribution_share",
    "filled_cells",
    "phase_status",
    "published_cells",
    "sources_used",
    "yearly_levels",
]

# The readings of "contribution in a phase" shown side by side, the Statistics Office's own first.
SIDE_BY_SIDE: tuple[tuple[Form, Averaging], ...] = (
    ("discrete", "compound"),
    ("discrete", "cumulative"),
    ("discrete", "arithmetic"),
    ("discrete", "mean_of_shares"),
    ("geometric", "compound"),
    ("log", "compound"),
)


def contribution_share(part: Array, split: Decomposition) -> float | NotApplicable:
    """Return a contribution share of a single account, or why it has none."""
    return part.item() if split.shares_defined.all() else NotApplicable(Message.of("share_undefined"))


def filled_cells(inputs: PhaseInputs) -> list[FilledCell]:
    """Return the cells that assumptions fill, each with its value at the ends of its assumption's range."""
    found: list[FilledCell] = []
    for what in inputs.measures:
        for step in what.fills:
            assumption = step.filler.parameter
            ends = {step.filler.name: np.array([step.parameter, assumption.low, assumption.high])}
            values = what.filled(ends, inputs.output.filled({}))
            for year, row in zip(what.years[step.rows].tolist(), values[step.rows], strict=True):
                found.append(
                    FilledCell(
                        series=what.name,
                        year=year,
                        value=float(row[0]),
                        low=float(min(row[1:])),
                        high=float(max(row[1:])),
                        unit=what.unit,
                        price_base=what.price_base,
                        parameter=step.parameter,
                        filler=step.filler,
                    )
                )
    order = [what.name for what in inputs.measures]
    return sorted(found, key=lambda cell: (order.index(cell.series), cell.year))


def published_cells(inputs: PhaseInputs) -> list[CellUse]:
    """Return the published cells that the figure uses."""
    return [
        CellUse(series=what.name, year=year, status=status)
        for what in inputs.measures
        for year, status in zip(what.years.tolist(), what.status, strict=True)
        if status is not None and year in what.needed
    ]


def sources_used(data: Dataset, inputs: PhaseInputs) -> list[Source]:
    """Return the publications that the figure uses, with the years each gave: the measures', then the proxies'."""
    grouped: dict[tuple[Territory, str, Origin], set[int]] = {}
    for what in inputs.measures:
        for year, origin in zip(what.years.tolist(), what.origin, strict=True):
            if origin is not None and year in what.needed:
                grouped.setdefault((data.territory, what.name, origin), set()).add(year)
    proxies = [*(proxy for what in inputs.measures for proxy in what.proxies), *inputs.supports]
    for proxy in proxies:
        for year, origin in zip(proxy.years.tolist(), proxy.origin, strict=True):
            grouped.setdefault((proxy.territory, proxy.name, origin), set()).add(year)
    own = [
        Source(territory=place, series=name, years=tuple(sorted(years)), origin=origin)
        for (place, name, origin), years in grouped.items()
    ]
    if inputs.reference is None or data.reference is None:
        return own
    return own + [source for source in sources_used(data.reference, inputs.reference) if source not in own]


def phase_status(filled: Sequence[FilledCell], cells: Sequence[CellUse]) -> PhaseStatus:
    """Return the state of a figure with these filled and published cells."""
    if filled:
        return PhaseStatus.ASSUMED
    if all(cell.status is Status.OFFICIAL for cell in cells):
        return PhaseStatus.FINAL
    return PhaseStatus.PROVISIONAL


def basis(data: Dataset, inputs: PhaseInputs) -> Basis:
    """Return what a figure made of these inputs rests on, in short."""
    filled = filled_cells(inputs)
    return Basis(
        status=phase_status(filled, published_cells(inputs)),
        filled=len(filled),
        origins=tuple(sources_used(data, inputs)),
    )


def reference_ratio(inputs: PhaseInputs) -> float | None:
    """Return the capital–output ratio taken from the reference territory; None when it is not taken from there."""
    if inputs.reference is None:
        return None
    return float(reference_ratio_drawn(inputs, {}).item())


def assumptions_used(inputs: PhaseInputs) -> list[UsedAssumption]:
    """Return the assumptions that the figure uses besides its gap fillers."""
    found = []
    for name in inputs.assumptions_used:
        value = inputs.values[name].value
        if value is None:
            value = reference_ratio(inputs)
        if value is not None:
            found.append(UsedAssumption(assumption=inputs.values[name], value=value))
    return found


def alternatives(result: Evaluation) -> list[Alternative]:
    """Return the TFP contribution share under every reading of "contribution in a phase"."""
    found = []
    for form, averaging in SIDE_BY_SIDE:
        split = result.decomposition(form, averaging)
        found.append(
            Alternative(
                form=form,
                averaging=averaging,
                tfp_contribution_share=contribution_share(split.tfp_contribution_share, split),
            )
        )
    return found


def yearly_levels(result: Evaluation, form: Form) -> list[Level]:
    """Return the levels of the phase by year and their growth, in the account's form."""
    yearly = result.yearly(form)
    rows = []
    for i, year in enumerate(result.years.tolist()):
        investment = float(result.investment[i, 0])
        growth = [
            None if i == 0 else float(rates[i - 1, 0])
            for rates in (
                yearly.output_growth, yearly.capital_growth, yearly.labour_growth,
                yearly.capital_contribution, yearly.labour_contribution, yearly.tfp_growth,
            )
        ]  # fmt: skip
        rows.append(
            Level(
                year=year,
                output=float(result.output[i, 0]),
                investment=None if np.isnan(investment) else investment,
                capital_input=float(result.capital_input[i, 0]),
                labour_input=float(result.labour_input[i, 0]),
                output_growth=growth[0],
                capital_growth=growth[1],
                labour_growth=growth[2],
                capital_contribution=growth[3],
                labour_contribution=growth[4],
                tfp_growth=growth[5],
            )
        )
    return rows


def _initial(inputs: PhaseInputs) -> list[Message]:
    """Return how an initial stock that neither a publication nor a ratio gives was made."""
    if inputs.initial_rule not in {"steady_state", "backcast"}:
        return []
    growth = float(100.0 * earlier_growth(inputs, inputs.output.filled({}), {})[0])
    year = int(inputs.years[1])
    if inputs.initial_rule == "steady_state":
        return [Message.of("initial_steady_state", growth=growth, year=year)]
    life = float(inputs.by_asset("service_life", {}).max())
    return [Message.of("initial_backcast", growth=growth, year=year, life=life)]


def caveats(data: Dataset, inputs: PhaseInputs, split: Decomposition) -> list[Message]:
    """Return what a reader of the figure must know, each once."""
    notes: list[Message] = []
    if not split.shares_defined.all():
        notes.append(Message.of("share_undefined"))
    if data.reference is not None:
        notes.append(Message.of("analytical", territory=data.territory))
    for what in inputs.measures:
        notes += what.caveats
    if inputs.investment.name in OUTLAY:
        notes.append(Message.of("outlay_for_formation"))
    ratio = reference_ratio(inputs)
    if ratio is not None and data.reference is not None:
        year = int(inputs.years[0])
        notes.append(Message.of("reference_ratio", ratio=ratio, year=year, territory=data.reference.territory))
    if inputs.share_source not in {"coefficients", "assumption", *ESTIMATED}:
        notes.append(Message.of(f"share_source_{inputs.share_source}"))
    notes += inputs.support_caveats
    kind = inputs.settings.capital_kind
    if kind != "net":
        notes.append(Message.of(f"capital_kind_{kind}", count=len(inputs.settings.assets)))
    notes += _initial(inputs)
    if inputs.initial_rule != "published":
        left, first, last = stock_path(inputs).from_initial[-1], int(inputs.years[0]), int(inputs.years[-1])
        notes.append(Message.of("initial_stock_left", percent=100.0 * float(left), first=first, last=last))
    return list(dict.fromkeys(notes))
