"""Help that teaches: commands by task, each with an example, in Vietnamese or English."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from typing import IO, Any

import click
from click import exceptions

from tfp_soctrang.cli.option_words import OPTIONS
from tfp_soctrang.cli.words import COMMANDS, FAULTS, GROUPS, HELP, USAGE
from tfp_soctrang.messages import Language

__all__ = ["LANGUAGE_VARIABLE", "Taught", "TaughtGroup", "asked_language", "language_of"]

LANGUAGE_VARIABLE = "TFP_SOCTRANG_LANG"

_MOST_LIKE = 3
_KEY = "tfp_soctrang.language"

# A group called without a command prints its help by this fault, in the versions of click that have it.
_HELP_ASKED: type[click.UsageError] | tuple[()] = getattr(exceptions, "NoArgsIsHelpError", ())


def asked_language(arguments: Sequence[str]) -> Language:
    """Return the language that a command line or the environment asks for; Vietnamese where neither does.

    Examples
    --------
    >>> asked_language(["phase", "2021-2025", "--lang", "en"]), asked_language(["phase", "--lang=en", "2021-2025"])
    ('en', 'en')
    """
    asked = os.environ.get(LANGUAGE_VARIABLE)
    for i, argument in enumerate(arguments):
        given = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang":
            given = "".join(arguments[i + 1 : i + 2])
        if given in {"vi", "en"}:
            asked = given
    return "en" if asked == "en" else "vi"


def language_of(context: click.Context) -> Language:
    """Return the language that the command line being read asks for."""
    found: Language = context.find_root().meta.get(_KEY) or asked_language(())
    return found


def _path(context: click.Context) -> str:
    """Return the words that call a command, the program's own name left out: `data check`."""
    names = []
    at: click.Context | None = context
    while at is not None and at.parent is not None:
        names.append(at.info_name or "")
        at = at.parent
    return " ".join(reversed(names))


class _Teaching(click.Command):
    """What commands and groups of them share."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, and first of all the language of what is said about them."""
        ctx.find_root().meta.setdefault(_KEY, asked_language(args))
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return what may follow, with what it does in the language asked for."""
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            if item.help is not None and item.help in OPTIONS and language_of(ctx) == "vi":
                item.help = OPTIONS[item.help]
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        words, language = COMMANDS.get(_path(ctx)), language_of(ctx)
        if words is None or language == "en":
            super().format_help_text(ctx, formatter)
            return
        for text in words.text.split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples that can be run as they stand."""
        words, language = COMMANDS.get(_path(ctx)), language_of(ctx)
        if words is None or not words.examples:
            return
        widest = max((len(example.command) for example in words.examples if example.note), default=0)
        with formatter.section(HELP["examples"][language]):
            for example in words.examples:
                note = f"   # {example.note[language]}" if example.note else ""
                line = f"{example.command:{widest if note else 0}}{note}"
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        words = HELP["usage"][language_of(ctx)]
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, _usage(pieces, language_of(ctx)), prefix=f"{words}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, their help in the language asked for."""
        language = language_of(ctx)
        rows = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                rows.append((record[0], _translated(record[1], getattr(parameter, "help", None), language)))
        if rows:
            with formatter.section(HELP["options"][language]):
                formatter.write_dl(rows)


def _usage(pieces: str, language: Language) -> str:
    if language == "vi":
        for english, vietnamese in USAGE.items():
            pieces = pieces.replace(english, vietnamese)
    return pieces


def _translated(text: str, help_text: str | None, language: Language) -> str:
    if language == "en":
        return text
    if help_text is not None and help_text in OPTIONS:
        text = text.replace(help_text, OPTIONS[help_text], 1)
    for word in ("this_page", "version", "default", "required", "variable", "any_of"):
        text = text.replace(HELP[word]["en"], HELP[word]["vi"])
    return text


class _Told(click.UsageError):
    """A fault of usage in the language asked for, and below it how the command is called."""

    def __init__(self, fault: click.UsageError, context: click.Context) -> None:
        super().__init__(fault.message, fault.ctx or context)
        self.fault, self._at = fault, fault.ctx or context

    def format_message(self) -> str:
        return _in_vietnamese(self.fault) if language_of(self._at) == "vi" else self.fault.format_message()

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the call, the fault, an example, and where there is more."""
        language, words = language_of(self._at), COMMANDS.get(_path(self._at))
        lines = [self._at.get_usage(), "", f"{HELP['fault'][language]}: {self.format_message()}"]
        if words is not None and words.examples:
            lines.append(f"{HELP['example'][language]}: {words.examples[0].command}")
        lines.append(HELP["more"][language].format(command=self._at.command_path))
        click.echo("\n".join(lines), file=file, err=file is None)


def _in_vietnamese(fault: click.UsageError) -> str:
    """Return the message of a fault; what no words are kept for stays as click says it."""
    hint = ""
    if isinstance(fault, click.BadParameter):
        hint = fault.param.get_error_hint(fault.ctx or click.Context(click.Command(""))) if fault.param else ""
        hint = _usage(str(fault.param_hint or hint), "vi")
        if isinstance(fault, click.MissingParameter):
            return FAULTS["missing"].format(name=hint)
    if isinstance(fault, click.NoSuchOption):
        near = fault.possibilities or ()
        told = FAULTS["option"].format(name=fault.option_name)
        return f"{told} {HELP['near']['vi'].format(names=', '.join(near))}" if near else told
    if isinstance(fault, click.BadParameter) and fault.param is not None:
        kind = fault.param.type
        if isinstance(kind, click.Choice):
            return FAULTS["choice"].format(name=hint, choices=", ".join(map(str, kind.choices)))
        return FAULTS["value"].format(name=hint, message=OPTIONS.get(fault.message, fault.message))
    return OPTIONS.get(fault.message, fault.format_message())


class Taught(_Teaching):
    """A command whose help has its example."""


class TaughtGroup(_Teaching, click.Group):
    """Commands by task, those to begin with first."""

    command_class = Taught
    group_class = type

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments of the group; a fault of them is told as those of its commands are."""
        try:
            return super().parse_args(ctx, args)
        except _HELP_ASKED:
            raise
        except click.UsageError as fault:
            raise _Told(fault, ctx) from fault

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a fault of usage is told in the language asked for, with an example."""
        try:
            return super().invoke(ctx)
        except _HELP_ASKED:
            raise
        except click.UsageError as fault:
            raise (fault if isinstance(fault, _Told) else _Told(fault, ctx)) from fault.__cause__

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the help."""
        order = [name for _, names in GROUPS for name in names] if _path(ctx) == "" else []
        return sorted(self.commands, key=lambda name: order.index(name) if name in order else len(order))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command called; one that is not known is answered with those most like it."""
        if args and not ctx.resilient_parsing and not args[0].startswith("-") and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, n=_MOST_LIKE, cutoff=0.5)
            words = HELP["near" if near else "known"][language_of(ctx)]
            known = ", ".join(near or self.list_commands(ctx))
            message = HELP["unknown"][language_of(ctx)].format(name=args[0])
            raise click.UsageError(f"{message} {words.format(names=known)}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page; what to do first stands above the list of commands."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_epilog(ctx, formatter)
        self.format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by task."""
        language = language_of(ctx)
        whole = _path(ctx) == ""
        groups: Sequence[tuple[Mapping[Language, str], Sequence[str]]] = (
            GROUPS if whole else [(HELP["commands"], self.list_commands(ctx))]
        )
        for title, names in groups:
            rows = [(name, self._in_short(ctx, name, language)) for name in names if name in self.commands]
            if rows:
                with formatter.section(title[language]):
                    formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the commands that begin so, with what they do."""
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            if item.value in self.commands:
                item.help = self._in_short(ctx, item.value, language_of(ctx))
        return found

    def _in_short(self, context: click.Context, name: str, language: Language) -> str:
        words = COMMANDS.get(f"{_path(context)} {name}".strip())
        if words is None or language == "en":
            return self.commands[name].get_short_help_str(limit=200)
        return words.short
