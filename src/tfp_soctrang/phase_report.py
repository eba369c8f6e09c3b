"""Everything that the documents of a phase show, in one record: each renderer takes it, and none computes."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.account import PhaseAccount
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.capital_measures import CapitalAccount, capital_account
from tfp_soctrang.choices import Form
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import Shown
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.messages import Language
from tfp_soctrang.method import Study
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.uncertainty import PhaseUncertainty
from tfp_soctrang.units import Phase

__all__ = ["Letterhead", "PhaseReport", "YearContributions", "phase_report"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Letterhead(Shown):
    """Who reports to whom: the names an administrative report carries, each empty where it is not known.

    `number` and `date` stand empty in a draft; a date is ISO (2026-11-23) and is given, never taken from a clock.

    Parameters
    ----------
    parent_body, body
        The body that issues the report and the one above it.
    place, number, symbol, date
        `symbol` is the body's abbreviation in *Số: 12/BC-TKCT*: `TKCT`.
    recipients
        To whom the report is addressed (*Kính gửi*).
    signer_title, signer_name
        The title may have lines: `KT. TRƯỞNG THỐNG KÊ`, `PHÓ TRƯỞNG THỐNG KÊ`.
    copies, drafting_unit
        Who else receives it (*Nơi nhận*), and the unit that drafted it, which stands behind *Lưu: VT*.
    legal_bases
        *Căn cứ …*, each without its closing mark.
    """

    parent_body: str = ""
    body: str = ""
    place: str = ""
    number: str = ""
    date: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""
    symbol: str = ""
    copies: tuple[str, ...] = ()
    drafting_unit: str = ""
    legal_bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class YearContributions(Shown):
    """What capital and labour contributed to output growth in one year; fractions, TFP growth is the rest."""

    year: int
    output_growth: float
    capital_contribution: float
    labour_contribution: float

    @property
    def tfp_growth(self) -> float:
        """Output growth less the contributions of capital and labour."""
        return self.output_growth - self.capital_contribution - self.labour_contribution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PhaseReport(Shown):
    """The figure of a phase, what it rests on, how sure it is, and who reports it.

    `data` holds the published figures as they were read, before deflating, linking or filling. `published` is the
    account that the Statistics Office printed for the same phase, where there is one; `yearly` is the account by year,
    in the form of the phase's.
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
    yearly: tuple[YearContributions, ...] = ()

    def __repr__(self) -> str:
        return f"<PhaseReport {self.language}: {self.account!r}>"


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
    account, inputs = study.phase(first_year, last_year), study.prepare(Phase(first_year, last_year))
    return PhaseReport(
        data=study.data,
        account=account,
        inputs=inputs,
        assumptions=study.assumptions,
        capital=capital_account(study, first_year, last_year),
        uncertainty=uncertainty,
        published=published,
        letterhead=Letterhead() if letterhead is None else letterhead,
        language=language,
        code_version=code_version,
        yearly=_yearly(inputs, account.form),
    )


def _yearly(inputs: PhaseInputs, form: Form) -> tuple[YearContributions, ...]:
    account = evaluate(inputs).yearly(form)
    parts = (account.output_growth, account.capital_contribution, account.labour_contribution)
    rows = zip(account.years.tolist(), *(part[:, 0].tolist() for part in parts), strict=True)
    return tuple(
        YearContributions(year=year, output_growth=output, capital_contribution=capital, labour_contribution=labour)
        for year, output, capital, labour in rows
    )
