"""The method: from published figures and assumptions to the contribution of TFP to growth in a phase."""

from __future__ import annotations

from tfp_soctrang.account import CellUse, FilledCell, PhaseAccount
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import as_html
from tfp_soctrang.errors import DataError
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.evidence import (
    alternatives,
    assumptions_used,
    caveats,
    contribution_share,
    filled_cells,
    phase_status,
    published_cells,
    sources_used,
    yearly_levels,
)
from tfp_soctrang.inputs import ESTIMATED, PhaseInputs, prepare
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status
from tfp_soctrang.units import Phase

__all__ = ["Study"]

# In both languages: the word stands inside a sentence of either.
_MINIMUM = {
    Status.OFFICIAL: "chính thức/official",
    Status.PRELIMINARY: "sơ bộ/preliminary",
    Status.ESTIMATE: "ước tính/estimate",
}


class Study:
    """The accounts of one territory from its figures and assumptions.

    Parameters
    ----------
    data
        The published figures, with those of the wider territory as `reference` where a proxy is taken from it.
    assumptions
        For the same territory.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> study = tfp.study(tfp.load("viet_nam"))
    >>> round(study.phase(2016, 2020).tfp_contribution_share, 3)
    0.456
    """

    def __init__(self, data: Dataset, assumptions: Assumptions) -> None:
        if data.territory.code != assumptions.territory:
            raise DataError(
                data.name,
                f"is of {data.territory.code}, the assumptions of {assumptions.territory}",
                remedy="Take the assumptions of the same territory.",
            )
        self.data = data
        self.assumptions = assumptions

    def __repr__(self) -> str:
        return f"<Study {self.data.territory}: {self.data!r}, {self.assumptions!r}>"

    def _repr_html_(self) -> str:
        return as_html(self)

    def prepare(self, phase: Phase) -> PhaseInputs:
        """Return what the arithmetic of a phase needs; the study's whole reading of the data happens here.

        Raises
        ------
        DataError
            A year is missing that no assumption fills (the phase is open), or series do not fit together.
        """
        inputs = prepare(self.data, self.assumptions, phase)
        if inputs.share_source not in ESTIMATED:
            return inputs
        from tfp_soctrang.production_estimates import with_estimated_share

        return with_estimated_share(self.data, self.assumptions, inputs)

    def phase(
        self,
        first_year: int,
        last_year: int,
        *,
        form: Form | None = None,
        averaging: Averaging | None = None,
        strict: bool = False,
        minimum_status: Status | None = None,
    ) -> PhaseAccount:
        """Return the account of the phase `first_year` … `last_year`: its growth years, both ends included.

        Parameters
        ----------
        first_year, last_year
            The phase 2021–2025 needs the levels of 2020 … 2025.
        form, averaging
            In place of those of the assumptions.
        strict
            Refuse a figure with filled cells.
        minimum_status
            Refuse a figure with published cells less firm than this.

        Raises
        ------
        DataError
            The phase is open, or cells are refused; `cells` names them.
        """
        inputs = self.prepare(Phase(first_year, last_year))
        settings = inputs.settings
        form, averaging = form or settings.form, averaging or settings.averaging
        result = evaluate(inputs)
        split = result.decomposition(form, averaging)
        filled = tuple(filled_cells(inputs))
        cells = tuple(published_cells(inputs))
        _refuse_weak(self.data, inputs.phase, filled if strict else (), cells, minimum_status)
        capital_part, labour_part = (
            contribution_share(part, split)
            for part in (split.capital_contribution_share, split.labour_contribution_share)
        )
        return PhaseAccount(
            territory=self.data.territory,
            phase=inputs.phase,
            form=form,
            averaging=averaging,
            output_growth=split.output_growth.item(),
            capital_growth=split.capital_growth.item(),
            labour_growth=split.labour_growth.item(),
            capital_contribution=split.capital_contribution.item(),
            labour_contribution=split.labour_contribution.item(),
            capital_contribution_share=capital_part,
            labour_contribution_share=labour_part,
            capital_share=split.capital_share.item(),
            status=phase_status(filled, cells),
            filled_cells=filled,
            published_cells=cells,
            assumptions=tuple(assumptions_used(inputs)),
            alternatives=tuple(alternatives(result)),
            levels=tuple(yearly_levels(result, form)),
            caveats=tuple(caveats(self.data, inputs, split)),
            origins=tuple(sources_used(self.data, inputs)),
            money_unit=inputs.output.unit,
            labour_unit=inputs.labour.unit,
        )


def _refuse_weak(
    data: Dataset, phase: Phase, filled: tuple[FilledCell, ...], cells: tuple[CellUse, ...], minimum: Status | None
) -> None:
    weak = [cell for cell in cells if minimum is not None and not cell.status.meets(minimum)]
    if not filled and not weak:
        return
    code = "both_refused" if filled and weak else "filled_refused" if filled else "status_refused"
    values = {} if minimum is None or not weak else {"minimum": _MINIMUM[minimum]}
    raise DataError(
        f"{data.territory} {phase}",
        Message.of(code, **values),
        remedy=Message.of("supply_cells" if filled else "supply_firmer"),
        cells=[*((cell.series, cell.year) for cell in filled), *((cell.series, cell.year) for cell in weak)],
    )
