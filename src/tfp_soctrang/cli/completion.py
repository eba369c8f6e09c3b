"""What the shell offers when Tab is pressed: the script for a shell, and the values of arguments."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class
from click.shell_completion import split_arg_string as split

from tfp_soctrang.cli.teaching import Taught
from tfp_soctrang.sources.catalogue import bundled_names

__all__ = ["COMPLETE_VARIABLE", "PHASES", "bundled_or_file", "completion", "names", "several"]

# click reads what a shell asks from this variable; its name follows from the program's.
COMPLETE_VARIABLE = "_TFP_SOCTRANG_COMPLETE"
_PROGRAM = "tfp-soctrang"

# The five-year plans that the data reach, and the one under way.
PHASES = ("2021-2025", "2026-2030", "2016-2020", "2011-2015")

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
Known = Callable[[click.Context], Iterable[str]]


def names(known: Known) -> Completer:
    """Return what completes one of the names that `known` gives; they are read when Tab is pressed."""

    def complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        return [CompletionItem(name) for name in known(context) if name.startswith(begun)]

    return complete


def several(known: Known) -> Completer:
    """Return what completes the last of names with commas between: `docx,ht` to `docx,html`."""

    def complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        before, comma, last = begun.rpartition(",")
        given = before.split(",")
        found = (name for name in known(context) if name.startswith(last) and name not in given)
        return [CompletionItem(f"{before}{comma}{name}") for name in found]

    return complete


def bundled_or_file(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the data sets that begin so, and where there is none, that files are to be offered."""
    found = names(lambda _: bundled_names())(context, parameter, begun)
    return found or [CompletionItem(begun, type="file")]


_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $command, $cursor)
    $env:%(complete_var)s = 'powershell_complete'
    $env:COMP_WORDS = $command.ToString()
    $env:COMP_WORD = $word
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item -ErrorAction SilentlyContinue Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD
    }
}
"""


class _PowerShell(ShellComplete):
    """Windows PowerShell 5 and PowerShell 7; where nothing is offered they complete file names by themselves."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        begun = os.environ.get("COMP_WORD", "")
        words = split(os.environ["COMP_WORDS"])[1:]
        if begun and words:
            words.pop()
        return words, begun

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{item.help or ''}" if item.type == "plain" else ""

    def complete(self) -> str:
        return "\n".join(line for line in super().complete().splitlines() if line)


add_completion_class(_PowerShell)


@click.command(cls=Taught)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, territories and phases at Tab in a shell.

    Add it to what the shell reads when it starts, as in the examples.
    """
    found: Any = get_completion_class(shell)
    root = context.find_root().command
    click.echo(found(root, {}, _PROGRAM, COMPLETE_VARIABLE).source())
