"""The text of a file, its encoding decided by evidence: a mark at the start, valid UTF-8, Vietnamese of Windows."""

from __future__ import annotations

import codecs
import unicodedata

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message

__all__ = ["decode_text"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VIETNAMESE = frozenset(
    letter
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for letter in (vowel, *(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES))
) | frozenset("đĐ")
_PUNCTUATION = frozenset("\u00a0°²³±«»·×–—‘’“”…•‰₫")


def decode_text(name: str, data: bytes) -> str:
    """Return the text of a file's content, without byte order mark and trailing NUL bytes.

    A file that is not Unicode is taken for Vietnamese of Windows (cp1258) only if that reading leaves Vietnamese
    letters alone, with at least one tone written as a mark of its own: that encoding needs such marks for most
    Vietnamese words, and neither Western text nor text of the old fonts (TCVN3, VNI) passes.

    Parameters
    ----------
    name
        The file's name, for errors.
    data
        Its content.

    Raises
    ------
    DataError
        The content is not text, is not what its mark says, or its encoding cannot be decided.

    Examples
    --------
    >>> decode_text("t.csv", "Sóc Trăng".encode("utf-16"))
    'Sóc Trăng'
    """
    mend = Message.of("text_mend_encoding")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                problem = Message.of("text_encoding_broken", encoding=encoding.upper())
                raise DataError(name, problem, value=f"byte {error.start + len(mark)}", remedy=mend) from error
            break
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = _vietnamese_of_windows(data)
            if not text:
                raise DataError(name, Message.of("text_encoding_unclear"), remedy=mend) from None
    text = text.rstrip("\0")
    if "\0" in text:
        raise DataError(name, Message.of("text_not_text"), remedy=mend)
    return text


def _vietnamese_of_windows(data: bytes) -> str:
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return ""
    if not any(tone in text for tone in _TONES):
        return ""
    composed = unicodedata.normalize("NFC", text)
    foreign = {letter for letter in set(composed) if ord(letter) > 126} - _VIETNAMESE - _PUNCTUATION
    return "" if foreign else composed
