"""Which language the interface speaks, and that all of the command line speaks it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from chinese import english_words
from cli.conftest import Run
from dlterms.cli import COMMANDS, history_command
from dlterms.cli.language import chosen
from dlterms.views.columns import cells

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        pytest.param([], {}, "en", id="nothing said"),
        pytest.param([], {"LANG": "C.UTF-8"}, "en", id="no language"),
        pytest.param([], {"LANG": "zh_CN.UTF-8"}, "zh", id="LANG"),
        pytest.param([], {"LANG": "zh_TW"}, "zh", id="Taiwan"),
        pytest.param([], {"LANG": "zh"}, "zh", id="no country"),
        pytest.param([], {"LANG": "zho_CN"}, "en", id="no language of ours"),
        pytest.param([], {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en", id="LC_MESSAGES before LANG"),
        pytest.param([], {"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh", id="LC_ALL before LC_MESSAGES"),
        pytest.param([], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh", id="an empty variable"),
        pytest.param([], {"LANG": "zh_CN.UTF-8", "DLTERMS_UI": "en"}, "en", id="DLTERMS_UI before the locale"),
        pytest.param([], {"LANG": "zh_CN.UTF-8", "DLTERMS_UI": "fr"}, "zh", id="DLTERMS_UI of none"),
        pytest.param(["--ui", "zh", "list"], {"DLTERMS_UI": "en"}, "zh", id="--ui before DLTERMS_UI"),
        pytest.param(["--glossary", "x", "--ui=zh", "list"], {}, "zh", id="--ui behind another option"),
        pytest.param(["--ui"], {}, "en", id="--ui without a value"),
    ],
)
def test_chosen(arguments: list[str], environ: Mapping[str, str], language: str) -> None:
    """The command line, its variable and the locale say it, the first that does."""
    assert chosen(arguments, environ) == language


@pytest.mark.parametrize(
    ("text", "environ", "language"),
    [
        pytest.param('ui = "zh"', {"LANG": "en_US.UTF-8"}, "zh", id="before the locale"),
        pytest.param('ui = "zh"', {"DLTERMS_UI": "en"}, "en", id="after the variable"),
        pytest.param('ui = "fr"', {"LANG": "zh_CN.UTF-8"}, "zh", id="of none"),
        pytest.param("ui = [", {"LANG": "zh_CN.UTF-8"}, "zh", id="a broken file"),
    ],
)
def test_configured(tmp_path: Path, text: str, environ: Mapping[str, str], language: str) -> None:
    """config.toml stands between the variable and the locale; its faults are told elsewhere."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(text, encoding="utf-8")
    assert chosen([], environ) == language


def test_a_language_there_is_not(run: Run) -> None:
    """Another language is a usage error that names those there are."""
    done = run("--ui", "fr", "list")
    assert (done.code, done.out) == (2, "")
    assert "'fr'" in done.err
    assert "'zh', 'en'" in done.err


def test_one_run_after_another(run: Run) -> None:
    """Each run speaks its own language, click's words and help included."""
    english, chinese, again = run("list", "--help"), run("--ui", "zh", "list", "--help"), run("list", "--help")
    assert english == again
    assert english.out.startswith("Usage: dlterms list [OPTIONS]")
    assert chinese.out.startswith("用法：dlterms list [选项]")


def test_explanations(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese interface explains in Chinese unless --lang says otherwise."""
    monkeypatch.setenv("DLTERMS_UI", "zh")
    chinese = run("lookup", "dropout").out
    assert chinese == run("lookup", "dropout", "--lang", "zh").out
    assert "释义：" in chinese
    assert "释义：A " in run("lookup", "dropout", "--lang", "en").out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["lookup", "dropout", "--json"], id="lookup"),
        pytest.param(["stats", "--json"], id="stats"),
        pytest.param(["list", "--topic", "tools", "--json"], id="list"),
        pytest.param(["check", "--format", "json", "faulty.yaml"], id="check"),
        pytest.param(["glossaries", "--json"], id="glossaries"),
    ],
)
def test_json_stays_english(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """What a program reads is the same in every language."""
    monkeypatch.chdir(tmp_path)
    Path("faulty.yaml").write_text("schema: dlterms/1\nnope: 1\n", encoding="utf-8")
    english = run(*arguments)
    assert json.loads(english.out)
    assert run("--ui", "zh", *arguments) == english


def test_config_in_chinese(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are what stands in the file, in every language; what is in use and what decided it is said."""
    monkeypatch.setenv("DLTERMS_UI", "zh")
    lines = run("config").out.splitlines()
    assert lines[0] == "lang：zh · 默认"
    assert lines[2] == "new：5 · 默认"
    assert lines[7:9] == ["ui：zh · DLTERMS_UI", "复习安排：FSRS-6 · 默认"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["list", "--topic", "tools"], id="a table in a pipe"),
        pytest.param(["lookup", "--json"], id="a usage error with --json"),
    ],
)
def test_same_for_programs(run: Run, arguments: list[str]) -> None:
    """A program that reads a pipe finds the same codes, and with --json the same faults, in every language."""
    assert run("--ui", "zh", *arguments) == run(*arguments)


def test_own_file_begins_in_chinese(run: Run, tmp_path: Path) -> None:
    """The comments of a new file of one's own are in the language of the interface."""
    assert run("--ui", "zh", "add", "甲乙丙", "abc def").code == 0
    begun = (tmp_path / "config" / "glossary" / "own.yaml").read_text(encoding="utf-8").splitlines()[1]
    assert begun == "# 自己的术语：用 `dlterms add` 添加，用 `dlterms edit 术语` 打开，用 `dlterms check` 检查。"


OF_HISTORY = tuple(history_command.command.commands)


@pytest.mark.parametrize("command", ["", *COMMANDS, *(f"history {name}" for name in OF_HISTORY)])
@pytest.mark.parametrize("columns", [40, 80])
def test_help_is_chinese_throughout(run: Run, monkeypatch: pytest.MonkeyPatch, command: str, columns: int) -> None:
    """The help of every command is Chinese but for names, and fits the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run("--ui", "zh", *command.split(), "--help")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if cells(line) > columns] == []
    assert {*english_words(" ".join(done.out.split()))} - {*COMMANDS, *OF_HISTORY} == set()
