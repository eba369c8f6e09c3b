"""Everything that the documents of a phase show, in one record: each renderer takes it, and none computes."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.account import PhaseAccount
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.capital_measures import CapitalAccount, capital_account
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.messages import Language
from tfp_soctrang.method import Study
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.uncertainty import PhaseUncertainty
from tfp_soctrang.units import Phase

__all__ = ["Letterhead", "PhaseReport", "phase_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who reports to whom: the names an administrative report carries, each empty where it is not known.

    `number` and `date` stand empty in a draft; a date is ISO (2026-11-23) and is given, never taken from a clock.
    """

    parent_body: str = ""
    body: str = ""
    place: str = ""
    number: str = ""
    date: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhaseReport:
    """The figure of a phase, what it rests on, how sure it is, and who reports it.

    `data` holds the published figures as they were read, before deflating, linking or filling. `published` is the
    account that the Statistics Office printed for the same phase, where there is one.
    """

    data: Dataset
    account: PhaseAccount
    inputs: PhaseInputs
    assumptions: Assumptions
    capital: CapitalAccount
    uncertainty: PhaseUncertainty | None
    published: PublishedPhase | None
    letterhead: Letterhead
    language: Language
    code_version: str


def phase_report(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    uncertainty: PhaseUncertainty | None = None,
    published: PublishedPhase | None = None,
    letterhead: Letterhead | None = None,
    language: Language = "vi",
    code_version: str = "",
) -> PhaseReport:
    """Return what the documents of a phase show.

    Raises
    ------
    DataError
        The phase is open.
    """
    return PhaseReport(
        data=study.data,
        account=study.phase(first_year, last_year),
        inputs=study.prepare(Phase(first_year, last_year)),
        assumptions=study.assumptions,
        capital=capital_account(study, first_year, last_year),
        uncertainty=uncertainty,
        published=published,
        letterhead=Letterhead() if letterhead is None else letterhead,
        language=language,
        code_version=code_version,
    )
