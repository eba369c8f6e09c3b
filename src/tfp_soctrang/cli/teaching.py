"""Help that teaches: commands by task, each with an example, in Vietnamese or English."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from tfp_soctrang.cli.words import COMMANDS, GROUPS, HELP
from tfp_soctrang.messages import Language

__all__ = ["LANGUAGE_VARIABLE", "Said", "Taught", "TaughtGroup", "asked_language", "said"]

LANGUAGE_VARIABLE = "TFP_SOCTRANG_LANG"

_MOST_LIKE = 3


class Said(str):
    """The English help of an option, which knows its Vietnamese."""

    __slots__ = ("vi",)
    vi: str


def said(english: str, vietnamese: str) -> Said:
    """Return the help of an option in both languages."""
    text = Said(english)
    text.vi = vietnamese
    return text


def asked_language(arguments: Sequence[str]) -> Language:
    """Return the language that a command line or the environment asks for; Vietnamese where neither does.

    Examples
    --------
    >>> asked_language(["phase", "2021-2025", "--lang", "en"]), asked_language(["phase", "--lang=en", "2021-2025"])
    ('en', 'en')
    """
    for i, argument in enumerate(arguments):
        given = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang":
            given = "".join(arguments[i + 1 : i + 2])
        if given in {"vi", "en"}:
            return "en" if given == "en" else "vi"
    return "en" if os.environ.get(LANGUAGE_VARIABLE) == "en" else "vi"


def _path(context: click.Context) -> str:
    """Return the words that call a command, the program's own name left out: `data check`."""
    names = []
    at: click.Context | None = context
    while at is not None and at.parent is not None:
        names.append(at.info_name or "")
        at = at.parent
    return " ".join(reversed(names))


def _language(context: click.Context) -> Language:
    found: Language = context.find_root().meta.get("tfp_soctrang.language", "vi")
    return found


class _Teaching(click.Command):
    """What commands and groups of them share."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a fault of usage ends with an example of how the command is called."""
        ctx.find_root().meta.setdefault("tfp_soctrang.language", asked_language(args))
        if asked_language(args) == "en":
            ctx.find_root().meta["tfp_soctrang.language"] = "en"
        try:
            return super().parse_args(ctx, args)
        except click.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            self._show_how(ctx, error)

    def _show_how(self, context: click.Context, error: click.UsageError) -> NoReturn:
        words = COMMANDS.get(_path(context))
        if words is not None and words.examples:
            title = HELP["example"][_language(context)]
            # the message of click's own faults is made of their parts when they are shown
            raise _WithExample(error, f"{title}: {words.examples[0]}") from error
        raise error

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        words, language = COMMANDS.get(_path(ctx)), _language(ctx)
        if words is None or language == "en":
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words.text)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples that can be run as they stand."""
        words = COMMANDS.get(_path(ctx))
        if words is None or not words.examples:
            return
        with formatter.section(HELP["examples"][_language(ctx)]):
            for example in words.examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        words = HELP["usage"][_language(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=f"{words}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, their help in the language asked for."""
        language = _language(ctx)
        rows = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                rows.append((record[0], _translated(record[1], getattr(parameter, "help", None), language)))
        if rows:
            with formatter.section(HELP["options"][language]):
                formatter.write_dl(rows)


def _translated(text: str, help_text: object, language: Language) -> str:
    if language == "en":
        return text
    if isinstance(help_text, Said):
        text = text.replace(str(help_text), help_text.vi, 1)
    for word in ("this_page", "version", "default", "required"):
        text = text.replace(HELP[word]["en"], HELP[word]["vi"])
    return text


class _WithExample(click.UsageError):
    """A fault of usage as click tells it, and below it how the command is called."""

    def __init__(self, fault: click.UsageError, example: str) -> None:
        super().__init__(fault.message, fault.ctx)
        self._fault, self._example = fault, example

    def format_message(self) -> str:
        return f"{self._fault.format_message()}\n{self._example}"


class Taught(_Teaching):
    """A command whose help has its example."""


class TaughtGroup(_Teaching, click.Group):
    """Commands by task, those to begin with first."""

    command_class = Taught
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the help."""
        order = [name for _, names in GROUPS for name in names]
        return sorted(self.commands, key=lambda name: (order.index(name) if name in order else len(order)))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command called; one that is not known is answered with those most like it."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, n=_MOST_LIKE, cutoff=0.5)
            words = HELP["near" if near else "known"][_language(ctx)]
            known = ", ".join(near or self.list_commands(ctx))
            message = HELP["unknown"][_language(ctx)].format(name=args[0])
            raise click.UsageError(f"{message} {words.format(names=known)}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by task."""
        language = _language(ctx)
        whole = _path(ctx) == ""
        groups: Sequence[tuple[Mapping[Language, str], Sequence[str]]] = (
            GROUPS if whole else [(HELP["commands"], self.list_commands(ctx))]
        )
        for title, names in groups:
            rows = [(name, self._in_short(ctx, name, language)) for name in names if name in self.commands]
            if rows:
                with formatter.section(title[language]):
                    formatter.write_dl(rows)

    def _in_short(self, context: click.Context, name: str, language: Language) -> str:
        words = COMMANDS.get(f"{_path(context)} {name}".strip())
        if words is None or language == "en":
            return self.commands[name].get_short_help_str(limit=90)
        return words.short

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the commands that begin so, with what they do."""
        return super().shell_complete(ctx, incomplete)
