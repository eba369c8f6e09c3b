"""Sentences for people, in Vietnamese and English, each under a code.

Errors about data, caveats and notes carry a code and its values; the sentence is made when it is shown, in the
reader's language. A test renders every code in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from tfp_soctrang.cell_sentences import CELL_SENTENCES

__all__ = ["SENTENCES", "Language", "Message"]

Language = Literal["vi", "en"]

_SENTENCES: dict[str, dict[str, str]] = {}

SENTENCES = cast("Mapping[str, Mapping[Language, str]]", {**_SENTENCES, **CELL_SENTENCES})


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence waiting for its language: a code of `SENTENCES` and the values that go into it."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **values: object) -> Message:
        """Return the message `code` with its values as text.

        Raises
        ------
        KeyError
            `code` is not in `SENTENCES`: a fault of ours.
        """
        if code not in SENTENCES:
            raise KeyError(code)
        return cls(code, tuple((name, str(value)) for name, value in values.items()))

    def text(self, language: Language = "en") -> str:
        """Return the sentence in `language`."""
        return SENTENCES[self.code][language].format(**dict(self.values))

    def __str__(self) -> str:
        return self.text("en")
