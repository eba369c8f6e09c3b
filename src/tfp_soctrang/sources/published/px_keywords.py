"""The text of a PC-Axis file: its code page, its keywords, the cells after DATA."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.sources.guards import read_limited

__all__ = ["Keywords", "refuse", "split_file"]

# Notes may be written one keyword after another; everything else is said once.
_MAY_REPEAT = {"NOTE", "NOTEX", "VALUENOTE", "VALUENOTEX", "CELLNOTE", "CELLNOTEX", "REFPERIOD"}
# Việt Nam had some eleven thousand communes; ten codes and names for each of them are no table's heading any more.
_MOST_PARTS = 200_000
_TOKEN = re.compile(r'\s*(?:"(?P<string>[^"]*)"|(?P<mark>[=;,()\[\]])|(?P<word>[^\s"=;,()\[\]]+))')
_CODE_PAGES = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "65001": "utf-8",
    "iso-8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "latin1": "iso-8859-1",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "1252": "cp1252",
    "windows-1258": "cp1258",
    "cp1258": "cp1258",
    "1258": "cp1258",
    "cp850": "cp850",
    "ibm850": "cp850",
    "850": "cp850",
}

Key = tuple[str, str, tuple[str, ...]]


def refuse(file: str, code: str, /, **values: object) -> NoReturn:
    """Raise the error of this code with its remedy.

    Raises
    ------
    DataError
        Always.
    """
    raise DataError(file, Message.of(code, **values), remedy=Message.of(f"{code}_remedy"))


@dataclass(slots=True)
class Keywords:
    """The keywords of a file: what each says, by keyword, language (empty: the file's own) and subkeys."""

    entries: dict[Key, list[str]] = field(default_factory=dict)

    def get(self, keyword: str, language: str = "", *subkeys: str) -> list[str] | None:
        """Return the parts of a keyword, or None where it is not there."""
        return self.entries.get((keyword, language, subkeys))

    def languages(self) -> set[str]:
        """Return the languages that name dimensions or values."""
        return {language for keyword, language, _ in self.entries if keyword in {"STUB", "HEADING", "VALUES"}}

    def text(self, keyword: str, language: str = "", *subkeys: str) -> str:
        """Return a keyword of one text in a language, else in the file's own; empty where there is none."""
        parts = self.get(keyword, language, *subkeys) or self.get(keyword, "", *subkeys) or [""]
        return parts[0]

    def under(self, keyword: str, language: str) -> list[tuple[tuple[str, ...], list[str]]]:
        """Return every entry of a keyword in one language: subkeys and parts."""
        return [(key[2], parts) for key, parts in self.entries.items() if key[:2] == (keyword, language)]


def split_file(path: Path) -> tuple[Keywords, str]:
    """Return the keywords of a PC-Axis file and the text after `DATA=`.

    Raises
    ------
    DataError
        The file cannot be read or decoded, or is no PC-Axis file: a string is not closed, a keyword is said twice,
        there is no DATA, or there is something that is no keyword.
    """
    text = _decoded(path.name, read_limited(path))
    keywords = Keywords()
    at = parts = 0
    while at < len(text):
        (keyword, language, subkeys), at = _head(path.name, text, at)
        if keyword == "DATA":
            return keywords, text[at:]
        said, at = _values(path.name, text, at)
        parts += len(said) + len(subkeys) + 1
        if parts > _MOST_PARTS:
            refuse(path.name, "px_too_many_parts", most=_MOST_PARTS)
        key = (keyword, language, tuple(subkeys))
        if key not in keywords.entries:
            keywords.entries[key] = said
        elif keyword in _MAY_REPEAT:
            keywords.entries[key] += said
        else:
            refuse(path.name, "px_twice", keyword=_written(keyword, language, subkeys), line=_line(text, at - 1))
    refuse(path.name, "px_no_data")


def _decoded(file: str, content: bytes) -> str:
    encoding = _encoding(file, content)
    try:
        # Ctrl-Z ended text files in DOS, where the format comes from
        text = content.decode(encoding).removeprefix("\ufeff").rstrip("\0\x1a \t\r\n")
    except UnicodeDecodeError as error:
        refuse(file, "px_not_in_code_page", encoding=encoding, at=error.start + 1)
    if "\0" in text:
        refuse(file, "px_not_text")
    return text


def _encoding(file: str, content: bytes) -> str:
    """Return the code page: that of a byte order mark, of CODEPAGE, of CHARSET, or UTF-8 where the bytes are that."""
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    said = {
        keyword: match[1].decode("latin-1").strip().lower()
        for keyword in ("CODEPAGE", "CHARSET", "LANGUAGE")
        if (match := re.search(rb"(?:^|[;\n\r])[ \t]*" + keyword.encode() + rb'\s*=\s*"([^"\n]{0,40})"', content))
    }
    name = said.get("CODEPAGE") or said.get("CHARSET", "")
    if name not in {"", "ansi"}:
        if name not in _CODE_PAGES:
            refuse(file, "px_code_page", name=name)
        return _CODE_PAGES[name]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if not name:
            refuse(file, "px_no_code_page")
        # ANSI is the code page of the Windows that wrote the file
        return "cp1258" if said.get("LANGUAGE", "").startswith("vi") else "cp1252"
    # text with accents is valid UTF-8 only when it is meant to be; text without is the same in every code page
    return "utf-8"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _written(keyword: str, language: str, subkeys: Sequence[str]) -> str:
    inside = ",".join(f'"{subkey}"' for subkey in subkeys)
    return keyword + (f"[{language}]" if language else "") + (f"({inside})" if inside else "")


def _next(file: str, text: str, at: int) -> re.Match[str]:
    token = _TOKEN.match(text, at)
    if token is None:
        rest = text[at:].lstrip()
        if rest.startswith('"'):
            refuse(file, "px_open_string", line=_line(text, len(text) - len(rest)))
        refuse(file, "px_cut_off")
    return token


def _head(file: str, text: str, at: int) -> tuple[tuple[str, str, list[str]], int]:
    """Return keyword, language and subkeys up to the equals sign, and the place after it."""
    token = _next(file, text, at)
    keyword = (token["word"] or "").upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9_-]*", keyword):
        refuse(file, "px_no_keyword", line=_line(text, token.end() - 1), met=token[0].strip()[:40])
    language, subkeys, inside = "", [""], ""
    while True:
        token = _next(file, text, token.end())
        if token["mark"] == "=" and not inside:
            return (keyword, language, [] if subkeys == [""] else subkeys), token.end()
        if token["mark"] in {"[", "("} and not inside:
            inside = token["mark"]
        elif (inside, token["mark"]) in {("[", "]"), ("(", ")")}:
            inside = ""
        elif inside == "(" and token["mark"] == ",":
            subkeys.append("")
        elif inside == "(" and token["string"] is not None:
            subkeys[-1] += token["string"]
        elif inside == "[" and token["word"]:
            language = token["word"]
        else:
            refuse(file, "px_no_keyword", line=_line(text, token.end() - 1), met=token[0].strip()[:40])


def _values(file: str, text: str, at: int) -> tuple[list[str], int]:
    """Return what a keyword says up to its semicolon, and the place after it.

    Strings that follow each other without a comma are one string; words and brackets (`TLIST(A1)`) make parts too.
    """
    parts: list[str] = []
    joined = False
    while True:
        token = _next(file, text, at)
        at = token.end()
        if token["mark"] == ";":
            return parts, at
        if token["mark"] == "=":
            refuse(file, "px_no_semicolon", line=_line(text, at - 1))
        if token["string"] is not None and joined:
            parts[-1] += token["string"]
        elif token["mark"] is None:
            parts.append(token["string"] if token["string"] is not None else token["word"])
        joined = token["string"] is not None
