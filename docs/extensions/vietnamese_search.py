"""Search in Vietnamese, with or without its marks: *vốn*, *von* and *Vốn* are one word in the index and in the query."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["Vietnamese", "setup", "without_marks"]


def without_marks(word: str) -> str:
    """Return a word in small letters without its marks."""
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d").replace("Đ", "d"))
    return re.sub("[\u0300-\u036f]", "", parts)


class Vietnamese(SearchLanguage):
    """Words as they stand between blanks; their marks do not count."""

    lang = "vi"
    language_name = "Vietnamese"
    js_stemmer_code = r"""
var Stemmer = function() {
  this.stemWord = function(word) {
    return word.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  };
};
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name in the class above
        """Return the words of a text; letters with marks of their own are put together first."""
        return super().split(unicodedata.normalize("NFC", input))

    def stem(self, word: str) -> str:
        """Return what a word is found by."""
        return without_marks(word)


def setup(app: Sphinx) -> dict[str, bool]:
    """Serve the language of the pages."""
    app.add_search_language(Vietnamese)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
