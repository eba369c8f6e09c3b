"""The page of commands: every command with its arguments and options, as `--help` tells them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click
from page_text import WRITTEN, plain, table

from tfp_soctrang.cli import cli

__all__ = ["commands", "page"]

INTRODUCTION = """\
Mọi lệnh, tham số và tùy chọn, viết từ chính chương trình (`--help` in cùng nội dung). Kết quả ra `stdout`, lời nhắn ra `stderr`. Mã
thoát: 0 xong; 1 lỗi của chương trình; 2 dùng sai; 3 từ chối số liệu hoặc giả định; 4 đã tính nhưng không đạt kiểm tra; 75 một lần
chạy khác đang giữ khóa. *Every command as the program describes it; results go to standard output, messages to standard error.*"""


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with the words that call it."""
    yield path, command
    for name, one in sorted(getattr(command, "commands", {}).items()):
        yield from commands(one, f"{path} {name}")


def helped(text: str) -> list[str]:
    """Return a help text: paragraphs, and what stands below a mark of click (backslash b) line by line."""
    lines = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text).replace("\f", "")):
        if paragraph.startswith("\b"):
            lines += ["", "```text", inspect.cleandoc(paragraph.removeprefix("\b\n")), "```"]
        else:
            lines += ["", plain(" ".join(paragraph.split()))]
    return lines


def kind(parameter: click.Parameter) -> str:
    """Return what values a parameter takes."""
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return "–"
    if isinstance(parameter.type, click.Choice):
        return ", ".join(f"`{getattr(one, 'value', one)}`" for one in parameter.type.choices)
    return f"`{parameter.metavar or parameter.type.name.upper()}`"


def page() -> str:
    """Return the page."""
    lines = [WRITTEN.format(name="commands"), "", "# Các lệnh · Commands", "", INTRODUCTION]
    for path, command in commands(cli, "tfp-soctrang"):
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        options = [one for one in command.params if isinstance(one, click.Option)]
        usage = " ".join([path, *(one.make_metavar(click.Context(command)) for one in arguments)])
        lines += ["", f"## `{path}`", *helped(command.help or "")]
        if not hasattr(command, "commands"):
            lines += ["", f"Cách gọi · usage: `{usage}{' [tùy chọn]' if options else ''}`"]
        rows = [[", ".join(f"`{name}`" for name in one.opts), kind(one), plain(one.help or "")] for one in options]
        if rows:
            lines += ["", table(["tùy chọn · option", "giá trị · values", "nghĩa · meaning"], rows)]
    return "\n".join(lines) + "\n"
