"""`dlterms add` on a real terminal, in each language of the interface."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from own_support import lay_out
from pty_tools import Start, Terminal, poll
from said import Said, language, said
from terminal.conftest import start

__all__ = ["language", "said", "start"]

DLTERMS = (sys.executable, "-m", "dlterms")
CTRL_C, CTRL_D, CTRL_U, LEFT, BACKSPACE = "\x03", "\x04", "\x15", "\x1b[D", "\x7f"
Begin = Callable[..., Terminal]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture
def begin(start: Start, language: str, tmp_path: Path, own: Path) -> Begin:
    """`begin("add", "x")`: dlterms on a terminal; in use are a small glossary and the folder of one's own."""

    def run(*arguments: str, **environ: str) -> Terminal:
        in_force = f"{tmp_path / 'bundled.yaml'}:{own.parent}"
        environ |= {"DLTERMS_GLOSSARY": in_force, "DLTERMS_UI": language, "TMPDIR": str(tmp_path)}
        return start(*DLTERMS, *arguments, **environ)

    return run


def answer(terminal: Terminal, prompt: str, typed: str = "") -> None:
    terminal.wait_until(lambda: terminal.lines()[-1:] != [] and terminal.lines()[-1].startswith(prompt))
    terminal.type(f"{typed}\r")


def ends_with(terminal: Terminal, text: str) -> bool:
    return terminal.lines()[-1].endswith(text)


def left(place: Path) -> str:
    """What the one file holds that was left behind."""
    [file] = place.glob("dlterms-*.yaml")
    return file.read_text()


def test_added_looked_up_and_asked(begin: Begin, said: Said, own: Path) -> None:
    """A term is typed in with mistakes, looked up by its sound, and asked."""
    terminal = begin("add", "--met", "a sentence", LC_ALL="C")
    answer(terminal, said("Chinese name:"), "随机失活")
    terminal.wait_for(said("`随机失活` is a name of 暂退法 dropout already"))
    answer(terminal, said("Chinese name:"), f"学习率预\t熟{LEFT}{BACKSPACE}{BACKSPACE}预")
    answer(terminal, said("English name (Enter: 学习率预熟):"), "learning rate warmup")
    terminal.wait_until(lambda: terminal.lines()[-1] == said("pinyin: xué xí lǜ yu? shu?"))
    terminal.type(f"{CTRL_U}xue2 xi2 lv4 yu4\r")
    terminal.wait_for(said("needs 5 syllables, one for each character; `xue2 xi2 lv4 yu4` has 4"))
    answer(terminal, said("pinyin: xue2 xi2 lv4 yu4"), " shu2")
    answer(terminal, said("id [learning-rate-warmup]:"), "Warm up")
    terminal.wait_for(said("`Warm up` is not an id"))
    answer(terminal, said("id [learning-rate-warmup]:"), "warmup")
    answer(terminal, said("topic [own]:"), "训练")
    answer(terminal, said("kind [concept]:"), "methud")
    answer(terminal, said("kind [concept]:"), "method")
    for broken, why in (("[学习率](learning-rate)", "a broken link: write [text](#id)"),
                        ("[学习率](#rate)", "a link to no entry `rate`"),
                        ("[它](#warmup)", "a link to the entry itself")):  # fmt: skip
        answer(terminal, said("definition in Chinese"), f"{CTRL_U}{broken}")
        terminal.wait_for(said(why))
        terminal.wait_until(partial(ends_with, terminal, broken))
    answer(terminal, said("definition in Chinese"), f"{CTRL_U}把[学习率](#learning-rate)从小到大升起来的方法。")
    answer(terminal, said("definition in English"))
    terminal.wait_for(said("`dlterms quiz warmup` asks it"))
    assert terminal.status() == 0
    assert own.read_text().endswith(
        "terms:\n  - id: warmup\n    kind: method\n    topic: train\n"
        "    zh:\n      term: 学习率预熟\n      pinyin: xué xí lǜ yù shú\n"
        "      definition: 把[学习率](#learning-rate)从小到大升起来的方法。\n"
        "    en: learning rate warmup\n    status: draft\n    x-met: a sentence\n"
    )
    terminal = begin("xuexilvyushu", PAGER="cat")
    terminal.wait_for("学习率预熟  xué xí lǜ yù shú · learning rate warmup")
    terminal = begin("quiz", "warmup", "--mode", "type", "--direction", "en-zh")
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("学习率预熟\r")
    terminal.wait_for(said("Right: 学习率预熟"))
    terminal.type("0")
    assert terminal.status() == 0


def test_enter_alone(begin: Begin, said: Said, own: Path) -> None:
    """Enter takes each proposal: the one name for both, the pinyin as it is, marked for mending, no definition."""
    terminal = begin("add", "乌龟")
    answer(terminal, said("English name (Enter: 乌龟):"))
    terminal.wait_for(said("乌龟 is used for both for now"))
    answer(terminal, said("pinyin: wu? gui?"))
    for prompt in ("id [wu-gui]:", "topic [own]:", "kind [concept]:", "definition in Chinese", "definition in English"):
        answer(terminal, said(prompt))
    terminal.wait_for(said("correct its pinyin with"))
    assert terminal.status() == 0
    assert "    zh:\n      term: 乌龟\n      x-pinyin: wu? gui?\n    en: 乌龟\n" in own.read_text()


def test_interrupted(begin: Begin, said: Said, own: Path, tmp_path: Path) -> None:
    """Ctrl-C adds nothing."""
    terminal = begin("add", "乌龟")
    answer(terminal, said("English name"), "turtle")
    terminal.wait_for_prompt(said("pinyin:"))
    terminal.type(CTRL_C)
    assert terminal.status() == 130
    assert not own.exists()
    assert not [*tmp_path.glob("dlterms-*")]


@pytest.mark.parametrize("end", ["Ctrl-D", "hang-up"])
def test_left_behind(begin: Begin, said: Said, own: Path, tmp_path: Path, end: str) -> None:
    """What was typed until the input ends, or the window is closed, is left in a file."""
    terminal = begin("add", "乌龟")
    answer(terminal, said("English name"), "turtle")
    terminal.wait_for_prompt(said("pinyin:"))
    if end == "Ctrl-D":
        terminal.type(f"{CTRL_U}{CTRL_D}")
        terminal.wait_for(said("nothing was added; what was to be added is in"))
        assert terminal.status() == 1
    else:
        terminal.hang_up()
        poll(lambda: not terminal.child.isalive())
    assert left(tmp_path) == "schema: dlterms/1\nterms:\n  - zh: 乌龟\n    en: turtle\n    status: draft\n"
    assert not own.exists()


def test_nothing_typed(begin: Begin, said: Said, tmp_path: Path) -> None:
    """Where nothing was typed yet, nothing is left."""
    terminal = begin("add", "乌龟")
    terminal.wait_for_prompt(said("English name"))
    terminal.type(CTRL_D)
    terminal.wait_for(said("dlterms: nothing was added"))
    assert terminal.status() == 1
    assert not [*tmp_path.glob("dlterms-*")]


def test_an_editor_that_is_killed(begin: Begin, said: Said, own: Path, tmp_path: Path) -> None:
    """Of an editor that is killed on the terminal what it has saved is left, and nothing is added."""
    script = tmp_path / "write"
    script.write_text(
        f"#!/bin/sh\nsed -i 's/# acronym.*/acronym: TU/' $1\necho $$ >{tmp_path}/pid; echo ready; read x\n"
    )
    script.chmod(0o755)
    terminal = begin("add", "乌龟", "turtle", "--edit", VISUAL=str(script))
    terminal.wait_for("ready")
    terminal.type(CTRL_C)
    terminal.wait_for(said("nothing was added; what was to be added is in"))
    assert terminal.status() == 1
    assert "      acronym: TU\n" in left(tmp_path)
    assert not own.exists()
