"""The help teaches: in both languages, each command with an example that can be called, and Tab completes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from tfp_soctrang.cli import cli
from tfp_soctrang.cli.completion import PHASES
from tfp_soctrang.cli.option_words import OPTIONS
from tfp_soctrang.cli.teaching import asked_language
from tfp_soctrang.cli.words import COMMANDS, GROUPS
from tfp_soctrang.report.bundle import output_names

PROGRAM = "from tfp_soctrang.cli import main; main()"
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def every_command(command=cli, path=()):
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(below, (*path, name))


PATHS = [path for path, _ in every_command()]


def page(path, *more, **environment):
    done = CliRunner().invoke(cli, [*path, "--help", *more], prog_name="tfp-soctrang", env=environment)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_page_is_vietnamese_unless_english_is_asked_for(path):
    vietnamese, english = page(path), page(path, TFP_SOCTRANG_LANG="en")
    assert vietnamese.startswith("Cách gọi: tfp-soctrang")
    assert "Tùy chọn:" in vietnamese
    for word in ("Usage", "Options", "Show this", "default:", "env var"):
        assert word not in vietnamese
    assert english.startswith("Usage: tfp-soctrang")
    own = [line for line in english.splitlines() if "tfp-soctrang " not in line and "ăng" not in line]
    assert not VIETNAMESE.search("\n".join(own).replace("Khu vực kinh tế", ""))


def test_language_is_that_of_the_last_option_or_the_environment(monkeypatch):
    assert asked_language(["--lang", "en", "phase", "--lang=vi"]) == "vi"
    assert asked_language(["--lang"]) == "vi"
    monkeypatch.setenv("TFP_SOCTRANG_LANG", "en")
    assert asked_language(["phase", "2021-2025"]) == "en"
    assert asked_language(["phase", "--lang", "vi"]) == "vi"


def test_the_language_is_of_results_and_of_refusals_too():
    for arguments, environment in (
        (["--lang", "en", "phase", "2021-2025"], {}),
        (["phase", "2021-2025"], {"TFP_SOCTRANG_LANG": "en"}),
        (["phase", "2021-2025", "--lang", "en"], {"TFP_SOCTRANG_LANG": "vi"}),
    ):
        done = CliRunner().invoke(cli, arguments, env=environment)
        assert "TFP contribution share: 46.1 %" in done.output, done.output[:400]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "phase", "2021-2025", "--strict"],
        capture_output=True, encoding="utf-8", check=False, env={**os.environ, "TFP_SOCTRANG_LANG": "en"},
    )  # fmt: skip
    assert done.returncode == 3
    assert "the figure rests on cells that assumptions fill" in done.stderr
    assert CliRunner().invoke(cli, ["phase", "2021-2025"], env={"TFP_SOCTRANG_LANG": "fr"}).exit_code == 2


def test_every_command_has_words_and_an_example_and_no_others_have():
    assert {" ".join(path) for path in PATHS} == set(COMMANDS)
    assert sorted(name for _, names in GROUPS for name in names) == sorted(cli.commands)
    for name, words in COMMANDS.items():
        assert words.examples, name
        assert VIETNAMESE.search(words.text)
        assert VIETNAMESE.search(words.short) or not name
        assert len(words.short) <= 72, name


def examples():
    for name, words in COMMANDS.items():
        for example in words.examples:
            yield pytest.param(name, example.command, id=example.command)


@pytest.mark.parametrize(("name", "line"), list(examples()))
def test_examples_are_calls_of_their_command_that_can_be_read(name, line):
    """Parsed as the program would: options that are gone or values that are refused fail here."""
    found = re.search(r"tfp-soctrang ([^)|>]*)", line)
    arguments = shlex.split(found[1].rstrip('"'))
    assert not name or arguments[: len(name.split())] == name.split()
    command, context = cli, click.Context(cli, info_name="tfp-soctrang")
    while isinstance(command, click.Group):
        command = command.commands[arguments.pop(0)]
        context = click.Context(command, parent=context, info_name=command.name)
    with context:
        command.parse_args(context, arguments)


def test_first_steps_of_the_help_run_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for example in COMMANDS[""].examples:
        done = CliRunner().invoke(cli, shlex.split(example.command)[1:])
        assert done.exit_code == 0, (example.command, done.output)
    assert (tmp_path / "bao_cao").is_dir()


def test_every_option_has_its_help_in_vietnamese():
    bare, known = [], set()
    for path, command in every_command():
        for parameter in command.params:
            text = getattr(parameter, "help", None)
            if isinstance(parameter, click.Option) and text:
                known.add(text)
                if text not in OPTIONS and not text.startswith("Any of:"):
                    bare.append((path, parameter.name, text))
            elif isinstance(parameter, click.Option):
                bare.append((path, parameter.name, None))
    bare = [one for one in bare if one[2] not in {"Show the version and exit.", "Show this message and exit."}]
    assert bare == []
    faults = {text for text in OPTIONS if not text[0].isupper() or text.startswith("--")}
    assert set(OPTIONS) - known - faults == {"0: without the interval."} - known
    for english, vietnamese in OPTIONS.items():
        assert english != vietnamese


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["phrase"], "Không có lệnh 'phrase'. Có phải: phase?"),
        (["data", "x"], "Các lệnh: list, template, check"),
        (["phase"], "Thiếu 'NĂM_ĐẦU-NĂM_CUỐI'."),
        (["phase", "2021"], "giai đoạn viết bằng hai năm, 2021-2025"),
        (["phase", "2021-2025", "--form", "linear"], "phải là một trong: discrete, geometric, log."),
        (["phase", "2021-2025", "--territori", "x"], "Không có tùy chọn '--territori'. Có phải: --territory"),
        (["phase", "2021-2025", "--record"], "--record cần --as-of"),
        (["plan", "--on", "tomorrow"], "ngày viết là 2026-11-23"),
        (["--nothing"], "Không có tùy chọn '--nothing'."),
    ],
    ids=str,
)
def test_a_wrong_call_is_told_in_the_language_with_an_example(arguments, said):
    done = CliRunner().invoke(cli, arguments, prog_name="tfp-soctrang")
    assert done.exit_code == 2
    assert said in done.output
    assert "Ví dụ: tfp-soctrang " in done.output
    assert "--help" in done.output.splitlines()[-1]
    english = CliRunner().invoke(cli, arguments, prog_name="tfp-soctrang", env={"TFP_SOCTRANG_LANG": "en"})
    assert english.exit_code == 2
    assert not VIETNAMESE.search(english.output)
    assert "Example: tfp-soctrang " in english.output


def test_no_command_prints_the_help_and_is_no_success():
    done = CliRunner().invoke(cli, [], prog_name="tfp-soctrang")
    assert done.exit_code == 2
    assert done.output.startswith("Cách gọi: ")
    assert "Ví dụ:" in done.output


def tab(line, shell="zsh"):
    """Return what a shell gets for a line typed so far, as its script asks for it."""
    words = line.split(" ")
    if shell == "powershell":
        asked = {"COMP_WORDS": line.strip(), "COMP_WORD": words[-1]}
    else:
        asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    asked["_TFP_SOCTRANG_COMPLETE"] = f"{shell}_complete"
    done = CliRunner().invoke(cli, [], prog_name="tfp-soctrang", env=asked)
    return [line for line in done.output.splitlines() if line]


def offered(line):
    found = tab(line)
    return [found[i + 1] for i in range(0, len(found), 3) if found[i] == "plain"]


def test_tab_offers_commands_options_and_codes():
    assert offered("tfp-soctrang ph") == ["phase"]
    assert set(offered("tfp-soctrang ")) == set(cli.commands)
    assert set(offered("tfp-soctrang data ")) == set(cli.commands["data"].commands)
    assert offered("tfp-soctrang phase ") == list(PHASES)
    assert offered("tfp-soctrang phase 2026") == ["2026-2030"]
    assert offered("tfp-soctrang phase 2021-2025 --territory ") == ["soc_trang", "viet_nam"]
    assert offered("tfp-soctrang phase 2021-2025 --strict --fo") == ["--form", "--format"]
    assert offered("tfp-soctrang data map dautu.csv --territory soc_trang_t") == [
        code for code in all_codes() if code.startswith("soc_trang_t")
    ]
    assert "can_tho_2025" in offered("tfp-soctrang data map dautu.csv --territory can_tho")
    assert offered("tfp-soctrang project 2026-2030 --scenario ") == ["baseline", "plan", "low"]
    assert "translog_free" in offered("tfp-soctrang estimate 2016-2020 --specification transl")
    assert offered("tfp-soctrang report 2021-2025 --outputs docx,ht") == ["docx,html"]
    assert f"docx,{output_names()[0]}" not in offered("tfp-soctrang report 2021-2025 --outputs docx,docx")
    drawn = tfp.phase_sensitivity(tfp.study(tfp.load("soc_trang")), 2021, 2025).drawn
    assert offered("tfp-soctrang sensitivity 2021-2025 --only ") == list(drawn)
    assert offered("tfp-soctrang sensitivity 2021-2025 --only labour_share,dep") == ["labour_share,depreciation_rate"]
    assert offered("tfp-soctrang revisions 2021-2025 --from soc") == ["soc_trang"]
    assert tab("tfp-soctrang revisions 2021-2025 --from ./x")[0] == "file"
    assert tab("tfp-soctrang phase 2021-2025 --data ./x")[0] == "file"
    assert offered("tfp-soctrang completion ") == ["bash", "zsh", "fish", "powershell"]


def all_codes():
    from tfp_soctrang.sources.territory_register import all_territories

    return [one.code for one in all_territories()]


def test_tab_tells_what_a_command_does_in_the_language(monkeypatch):
    assert "Vốn từng năm" in "\n".join(tab("tfp-soctrang cap"))
    assert "Từ chối con số có ô phải thay" in "\n".join(tab("tfp-soctrang phase 2021-2025 --str"))
    monkeypatch.setenv("TFP_SOCTRANG_LANG", "en")
    assert "Print the stock of capital" in "\n".join(tab("tfp-soctrang cap"))


def test_powershell_gets_values_with_their_help():
    assert tab("tfp-soctrang phase 2021-2025 --territory ", "powershell") == ["soc_trang\t", "viet_nam\t"]
    assert tab("tfp-soctrang phase 2021-2025 --territory v", "powershell") == ["viet_nam\t"]
    assert tab("tfp-soctrang cap", "powershell") == [f"capital\t{COMMANDS['capital'].short}"]
    assert tab("tfp-soctrang phase 2021-2025 --data x", "powershell") == []  # PowerShell then offers files itself


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_script_of_a_shell(shell):
    done = CliRunner().invoke(cli, ["completion", shell])
    assert done.exit_code == 0, done.output
    assert f"{shell}_complete" in done.output
    assert "_TFP_SOCTRANG_COMPLETE" in done.output
    assert "%(" not in done.output


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not on this machine")
def test_bash_itself_completes_with_the_script(tmp_path):
    program = tmp_path / "tfp-soctrang"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{PROGRAM}' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    ask = (
        'eval "$(tfp-soctrang completion bash)"\n'
        "complete -p tfp-soctrang | grep -o -- '-F [^ ]*'\n"
        "COMP_WORDS=(tfp-soctrang phase 2021-2025 --territory v); COMP_CWORD=4\n"
        "_tfp_soctrang_completion tfp-soctrang\n"
        'echo "${COMPREPLY[*]}"\n'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", ask],  # noqa: S607 - whichever bash is first
        capture_output=True, encoding="utf-8", check=False, env={**os.environ, "PATH": path},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["-F _tfp_soctrang_completion", "viet_nam"], done.stderr
