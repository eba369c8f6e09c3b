"""What can go wrong, said so that the reader knows where, what and how to mend it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from tfp_soctrang.messages import Language, Message

__all__ = [
    "ArchiveError",
    "AssumptionError",
    "CellIssue",
    "DataError",
    "EstimationError",
    "JobFileError",
    "JobLockedError",
    "NotApplicable",
    "PublishingError",
    "TfpError",
]

_NOTHING = object()


def _text(part: str | Message, language: Language) -> str:
    return part.text(language) if isinstance(part, Message) else part


class TfpError(Exception):
    """An error with its subject, the problem, the value met and the remedy.

    The text reads *"subject: problem (got value). Remedy."*

    Parameters
    ----------
    subject
        What is wrong: a parameter, a file and line, a series and year.
    problem
        One sentence of fact, without a full stop.
    value
        The value met; left out of the text when not given.
    remedy
        One sentence of advice.
    """

    def __init__(
        self, subject: str, problem: str | Message, *, value: object = _NOTHING, remedy: str | Message = ""
    ) -> None:
        self.subject = subject
        self.problem = problem
        self.value = None if value is _NOTHING else value
        self._has_value = value is not _NOTHING
        self.remedy = remedy
        super().__init__(subject, problem)

    def text(self, language: Language = "en") -> str:
        """Return the whole message in `language` (sentences that have no translation stay English)."""
        got = {"en": "got", "vi": "gặp"}[language]
        value = f" ({got} {self.value!r})" if self._has_value else ""
        remedy = _text(self.remedy, language)
        sentence = f"{self.subject}: {_text(self.problem, language)}{value}."
        return f"{sentence} {remedy}" if remedy else sentence

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellIssue:
    """One bad cell of a file: where it stands, what stands there, why it is refused and what to do.

    `sheet`, `cell` and `heading` are empty where the file has none.
    """

    file: str
    sheet: str
    cell: str
    heading: str
    raw: str
    reason: Message
    remedy: Message

    def __repr__(self) -> str:
        return f"<CellIssue {self.text()}>"

    def text(self, language: Language = "en") -> str:
        """Return the issue on one line."""
        place = " ".join(part for part in (self.file, self.sheet, self.cell) if part)
        heading = f" [{self.heading}]" if self.heading else ""
        return f"{place}{heading}: {self.raw!r}: {self.reason.text(language)} {self.remedy.text(language)}"


class DataError(TfpError, ValueError):
    """Data that cannot be used as they are: bad cells, missing years, series that do not fit together.

    Attributes
    ----------
    issues
        Every bad cell of the file, when a file was read.
    cells
        The cells (series, year) that are missing or refused, when a figure was asked for.
    """

    def __init__(
        self,
        subject: str,
        problem: str | Message,
        *,
        value: object = _NOTHING,
        remedy: str | Message = "",
        issues: Sequence[CellIssue] = (),
        cells: Sequence[tuple[str, int]] = (),
    ) -> None:
        super().__init__(subject, problem, value=value, remedy=remedy)
        self.issues = tuple(issues)
        self.cells = tuple(cells)

    def headline(self, language: Language = "en") -> str:
        """Return the message without its list of cells."""
        return super().text(language)

    def text(self, language: Language = "en") -> str:
        """Return the message, then one line for each bad, missing or refused cell."""
        lines = [self.headline(language), *(f"  {issue.text(language)}" for issue in self.issues)]
        return "\n".join([*lines, *(f"  {series} {year}" for series, year in self.cells)])


class AssumptionError(TfpError, ValueError):
    """An assumption that is unknown, out of its meaning or contradicts itself.

    `problems` holds one line for each fault of an assumptions file.
    """

    def __init__(
        self,
        subject: str,
        problem: str | Message,
        *,
        value: object = _NOTHING,
        remedy: str | Message = "",
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__(subject, problem, value=value, remedy=remedy)
        self.problems = tuple(problems)

    def text(self, language: Language = "en") -> str:
        """Return the message, then one line for each fault of the file."""
        return "\n".join([super().text(language), *(f"  {line}" for line in self.problems)])


class EstimationError(TfpError, ArithmeticError):
    """A computation that has no answer on these data, or one that must not be used.

    `problems` holds one sentence for each reason, where there are several.
    """

    def __init__(
        self,
        subject: str,
        problem: str | Message,
        *,
        value: object = _NOTHING,
        remedy: str | Message = "",
        problems: Sequence[Message] = (),
    ) -> None:
        super().__init__(subject, problem, value=value, remedy=remedy)
        self.problems = tuple(problems)

    def text(self, language: Language = "en") -> str:
        """Return the message, then one line for each reason."""
        return "\n".join([super().text(language), *(f"  {one.text(language)}" for one in self.problems)])


class ArchiveError(TfpError):
    """The archive of vintages and runs cannot be read or written."""


class JobFileError(TfpError):
    """A job that cannot be run as it is written; `problems` holds one line for each fault of its file."""

    def __init__(
        self,
        subject: str,
        problem: str | Message,
        *,
        value: object = _NOTHING,
        remedy: str | Message = "",
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__(subject, problem, value=value, remedy=remedy)
        self.problems = tuple(problems)

    def text(self, language: Language = "en") -> str:
        """Return the message, then one line for each fault of the file."""
        return "\n".join([super().text(language), *(f"  {line}" for line in self.problems)])


class PublishingError(TfpError):
    """The folder of a job cannot be written or published to; what was published is as it was."""


class JobLockedError(TfpError):
    """Another run of the same job is under way."""


@dataclass(frozen=True, slots=True, repr=False)
class NotApplicable:
    """A quantity that has no value here, with the reason."""

    reason: Message

    def __str__(self) -> str:
        return f"not applicable: {self.reason}"

    def __repr__(self) -> str:
        return f"<NotApplicable: {self.reason}>"

    def _repr_html_(self) -> str:
        return f"<p>Không có giá trị: {html.escape(self.reason.text('vi'))}</p>"
