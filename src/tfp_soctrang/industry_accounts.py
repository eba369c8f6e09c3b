"""The growth account of a whole by its parts: the three sectors of a territory, or territories that merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.aggregation import Aggregation, aggregate_accounts
from tfp_soctrang.arithmetic.shift_share import ShiftShare, shift_share
from tfp_soctrang.assumptions import BY_INDUSTRY, INDUSTRIES, Assumptions
from tfp_soctrang.choices import Form
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import AssumptionError, DataError
from tfp_soctrang.evaluation import Evaluation, evaluate
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import Phase, Territory, Unit

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["IndustryAccount", "PartAccount", "industry_account", "merged_account"]

_RATIO = "initial_capital_output_ratio"
_MONEY = Unit.parse("tỷ đồng")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartAccount(Shown):
    """One part of the whole: its growth, and what it contributes to the growth of the whole; means of a phase a year.

    `output_contribution == capital_contribution + labour_contribution + tfp_contribution`, all in growth of the whole.
    """

    part: str
    weight: float
    capital_share: float
    output_growth: float
    capital_growth: float
    labour_growth: float
    tfp_growth: float
    output_contribution: float
    capital_contribution: float
    labour_contribution: float
    tfp_contribution: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class IndustryAccount(Shown):
    """A whole by its parts over a phase: means of the yearly accounts, fractions a year.

    `tfp_growth == Σ tfp_contribution + item_tfp_contribution + output_difference + capital_reallocation
    + labour_reallocation`. The item is taxes less subsidies on products, which no part makes; `output_difference` is
    growth of the published whole less that of the sum. `productivity` is the shift-share of output a worker over the
    whole phase (not a year), `yearly` the account by year.
    """

    territory: Territory
    phase: Phase
    form: Form
    parts: tuple[PartAccount, ...]
    output_growth: float
    capital_contribution: float
    labour_contribution: float
    item_contribution: float
    item_tfp_contribution: float
    output_difference: float
    capital_reallocation: float
    labour_reallocation: float
    yearly: Aggregation
    productivity: ShiftShare
    caveats: tuple[Message, ...]

    @property
    def tfp_growth(self) -> float:
        """Output growth of the whole less the contributions of its capital and labour."""
        return self.output_growth - self.capital_contribution - self.labour_contribution

    def __repr__(self) -> str:
        parts = ", ".join(f"{one.part} {one.tfp_contribution:.4f}" for one in self.parts)
        moved = self.capital_reallocation + self.labour_reallocation
        return (
            f"<IndustryAccount {self.territory} {self.phase}: TFP growth {self.tfp_growth:.4f}; "
            f"{parts}, reallocation {moved:.4f}>"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return what makes TFP growth of the whole by year: each part, the item, reallocations, and their sum."""
        import pandas as pd

        found = self.yearly
        frame = pd.DataFrame(
            found.tfp_contribution[:, :, 0],
            index=pd.Index(found.years, name="year"),
            columns=[one.part for one in self.parts],
        )
        frame["item"] = found.item_tfp_contribution[:, 0]
        frame["output_difference"] = found.output_difference[:, 0]
        frame["capital_reallocation"] = found.capital_reallocation[:, 0]
        frame["labour_reallocation"] = found.labour_reallocation[:, 0]
        frame["tfp_growth"] = found.whole.tfp_growth[:, 0]
        return frame


def industry_account(
    study: Study, first_year: int, last_year: int, *, industries: Sequence[str] = INDUSTRIES
) -> IndustryAccount:
    """Return the account of a phase by industry: what each contributes to TFP growth, and what moving inputs adds.

    Each industry is a study of its own: its series are those with its name behind a dot (`output_const2010.primary`),
    its assumptions those with its name behind an underscore (`labour_share_primary`) where there are any. Its stock
    begins at a published one or at a ratio of its own: that of the whole economy is not the ratio of an industry.

    Parameters
    ----------
    study
        Of the whole; output of the whole is the published one where the data hold it.
    first_year, last_year
        The phase.
    industries
        Names of the parts.

    Returns
    -------
    IndustryAccount
        Its form is the study's, `discrete` where that is `geometric`, which has no additive contributions.

    Raises
    ------
    DataError
        The data lack an industry's output, investment or labour in a year of the phase: every such cell is named.
    AssumptionError
        An industry has neither a published stock nor a ratio.

    References
    ----------
    Jorgenson, Ho and Stiroh (2005), Productivity, Volume 3. Fabricant (1942) for the shift-share.
    """
    data = study.data
    return _account(
        {name: Study(_part_data(data, name), _part_assumptions(study, name)) for name in industries},
        data.territory,
        Phase(first_year, last_year),
        study.assumptions.settings.form,
        item=data.series.get("output_const2010.taxes"),
        item_value=data.series.get("output_current.taxes"),
        whole=data.series.get("output_const2010"),
    )


def merged_account(studies: Mapping[str, Study], into: Territory, first_year: int, last_year: int) -> IndustryAccount:
    """Return the account of a territory that others merge into: TFP growth of its members, and what moving inputs adds.

    Levels are summed, never rates. When workers move to where output a worker is higher, TFP of the sum grows though
    that of no member does: the reallocation terms show it.

    Parameters
    ----------
    studies
        Of the members, by name, at one price base and definition of labour.
    into
        The merged territory.
    first_year, last_year
        The phase.

    Raises
    ------
    DataError
        A member's phase is open, or members differ in price base, unit or definition of labour.
    """
    first = next(iter(studies.values()), None)
    if first is None:
        raise DataError(str(into), "has no members", remedy="Give the study of each.")
    form = first.assumptions.settings.form
    return _account(dict(studies), into, Phase(first_year, last_year), form)


def _part_data(data: Dataset, part: str) -> Dataset:
    ending = f".{part}"
    own = {name.removesuffix(ending): one for name, one in data.series.items() if name.endswith(ending)}
    if not own:
        raise DataError(
            f"{data.name}, {part}",
            "the data hold no series of this part",
            value=[f"output_const2010{ending}", f"employed_icls19{ending}"],
            remedy="Supply them: the sheet 'Khu vực kinh tế' of tfp-soctrang data template.",
        )
    series = {name: replace(one, name=name) for name, one in own.items()}
    return Dataset(name=f"{data.name}, {part}", territory=data.territory, series=series, reference=data.reference)


def _part_assumptions(study: Study, part: str) -> Assumptions:
    whole = study.assumptions
    values = dict(whole.values)
    for stem in BY_INDUSTRY:
        own = values.get(f"{stem}_{part}")
        if own is not None:
            values[stem] = replace(own, name=stem, meaning=stem)
    published = f"net_capital_stock_const2010.{part}" in study.data
    if not published and f"{_RATIO}_{part}" not in whole.values and whole.settings.initial_stock[-1] == "ratio":
        raise AssumptionError(
            f"{_RATIO}_{part}",
            "is missing, and the data hold no capital stock of the industry",
            remedy=f"Give it with value, low, high, year; or supply net_capital_stock_const2010.{part}.",
        )
    if values[_RATIO].year is None:
        values[_RATIO] = replace(values[_RATIO], year=whole.values[_RATIO].year)
    # the whole's fillers rest on its own figures
    return replace(whole, values=values, gap_fillers=())


def _account(
    studies: Mapping[str, Study],
    territory: Territory,
    phase: Phase,
    form: Form,
    *,
    item: AnnualSeries | None = None,
    item_value: AnnualSeries | None = None,
    whole: AnnualSeries | None = None,
) -> IndustryAccount:
    results, unit, caveats = _evaluated(studies, phase)
    log = form == "log"
    years = phase.level_years
    taxes = _levels(item, years, unit)
    output, capital, labour = (
        np.stack([getattr(one, name) for one in results.values()], axis=1)
        for name in ("output", "capital_input", "labour_input")
    )
    rows = max(one.capital_share.shape[0] for one in results.values())
    shares = np.stack([np.broadcast_to(one.capital_share, (rows, 1)) for one in results.values()], axis=1)
    found = aggregate_accounts(
        years,
        output,
        capital,
        labour,
        capital_share=shares,
        form="log" if log else "discrete",
        value_added=_value_added(studies, years, unit) if log else None,
        item=taxes,
        item_value=_levels(item_value, years, unit) if log and taxes is not None else None,
        whole_output=_levels(whole, years, unit),
    )
    parts = tuple(
        PartAccount(
            part=name,
            weight=_mean(found.weights[:, i]),
            capital_share=_mean(found.parts.capital_share[:, i]),
            output_growth=_mean(found.parts.output_growth[:, i]),
            capital_growth=_mean(found.parts.capital_growth[:, i]),
            labour_growth=_mean(found.parts.labour_growth[:, i]),
            tfp_growth=_mean(found.parts.tfp_growth[:, i]),
            output_contribution=_mean(found.output_contribution[:, i]),
            capital_contribution=_mean(found.capital_contribution[:, i]),
            labour_contribution=_mean(found.labour_contribution[:, i]),
            tfp_contribution=_mean(found.tfp_contribution[:, i]),
        )
        for i, name in enumerate(results)
    )
    ends = [0, -1]
    ends_of_item = None if taxes is None else taxes[ends, 0]
    return IndustryAccount(
        territory=territory,
        phase=phase,
        form=found.whole.form,
        parts=parts,
        output_growth=_mean(found.whole.output_growth),
        capital_contribution=_mean(found.whole.capital_contribution),
        labour_contribution=_mean(found.whole.labour_contribution),
        item_contribution=_mean(found.item_contribution),
        item_tfp_contribution=_mean(found.item_tfp_contribution),
        output_difference=_mean(found.output_difference),
        capital_reallocation=_mean(found.capital_reallocation),
        labour_reallocation=_mean(found.labour_reallocation),
        yearly=found,
        productivity=shift_share(output[ends, :, 0], labour[ends, :, 0], item=ends_of_item),
        caveats=caveats,
    )


def _mean(rows: Array) -> float:
    return float(rows.mean())


def _levels(series: AnnualSeries | None, years: NDArray[np.int64], unit: Unit) -> Array | None:
    """Return the levels of the years, shape (n, 1), or None where the series lacks one."""
    if series is None or not series.has(years.tolist()):
        return None
    return series.in_unit(unit).levels(years)[:, None]


def _value_added(studies: Mapping[str, Study], years: NDArray[np.int64], unit: Unit) -> Array | None:
    """Return value added of the parts at current prices, shape (n, parts, 1), where all hold every year of it."""
    columns = [_levels(study.data.series.get("output_current"), years, unit) for study in studies.values()]
    known = [column for column in columns if column is not None]
    return np.stack(known, axis=1) if len(known) == len(columns) else None


def _evaluated(studies: Mapping[str, Study], phase: Phase) -> tuple[dict[str, Evaluation], Unit, tuple[Message, ...]]:
    """Return the evaluation of every part and its unit of money, or refuse with every cell that any of them lacks."""
    results: dict[str, Evaluation] = {}
    missing: list[tuple[str, int]] = []
    caveats: list[Message] = []
    kinds: dict[str, tuple[str, str, str]] = {}
    unit = _MONEY
    for name, study in studies.items():
        try:
            inputs = study.prepare(phase)
        except DataError as error:
            if not error.cells:
                raise
            missing += [(f"{series}.{name}", year) for series, year in error.cells]
            continue
        unit = inputs.output.unit
        kinds[name] = (str(inputs.output.price_base), str(inputs.output.unit), str(inputs.labour.unit))
        caveats += [note for what in inputs.measures for note in what.caveats]
        results[name] = evaluate(inputs)
    if missing:
        raise DataError(str(phase), Message.of("phase_open"), remedy=Message.of("supply_cells"), cells=missing)
    if len(set(kinds.values())) > 1:
        raise DataError(
            str(phase), "the parts differ in price base or unit", value=kinds, remedy="Bring them to one of each."
        )
    return results, unit, tuple(dict.fromkeys(caveats))
