"""`dlterms` without a command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.conftest import Run
from lookup_support import entry, yaml_of
from pty_tools import Terminal

Begin = Callable[..., Terminal]
TERMS = [
    entry("loss", "损失", "loss"),
    entry("net", "网络", "network"),
    entry("deep", "深度学习", "deep learning", requires=["loss", "net"]),
    entry("torch", "PyTorch", "PyTorch", requires=["loss", "net", "deep"]),
]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """`begin(columns=40)`: dlterms alone on a terminal, with four terms; `text` is a glossary instead."""
    running: list[Terminal] = []

    def run(columns: int = 80, text: str = yaml_of(*TERMS), *command: str) -> Terminal:
        path = tmp_path / "my.yaml"
        path.write_text(text, encoding="utf-8")
        program = [sys.executable, "-m", "dlterms", "--glossary", str(path), *command]
        running.append(Terminal(program, columns, tmp_path, {}))
        return running[-1]

    yield run
    for terminal in running:
        terminal.end()


def test_first_contact(begin: Begin) -> None:
    """Three lines say what can be done now, with a term that rests on others; then come the commands, in groups."""
    terminal = begin()
    terminal.wait_for("all about one")
    assert terminal.status() == 0
    lines = terminal.lines()
    assert lines[:4] == [
        "4 new terms today · dlterms quiz",
        "Look a term up · dlterms 深度学习",
        "What to learn first · dlterms path 深度学习",
        "Look up   lookup, compare, list, topics",
    ]
    assert lines[-1] == "`dlterms --help` says what each does, `dlterms help COMMAND` all about one."
    assert len(lines) < 24


def test_what_is_due(begin: Begin, tmp_path: Path) -> None:
    """Where cards are due, that is said first."""
    answer = {"event": "review", "id": "a", "time": 1e9, "machine": "m", "card": "user/loss:zh-en", "rating": 3}
    (tmp_path / "log.jsonl").write_text(json.dumps(answer), encoding="utf-8")
    assert begin(80, yaml_of(*TERMS), "history", "merge", "log.jsonl").status() == 0
    terminal = begin()
    terminal.wait_for("all about one")
    assert terminal.lines()[0] == "1 due today · dlterms quiz"


def test_a_narrow_terminal(begin: Begin) -> None:
    """In 40 columns all of it fits a screen."""
    terminal = begin(40)
    terminal.wait_for("about one")
    assert terminal.status() == 0
    assert terminal.lines()[2] == "What to learn first · dlterms path 深度"
    assert "quiz, learn, path, map," in terminal.text()
    assert len(terminal.lines()) < 24


def test_a_glossary_that_cannot_be_read(begin: Begin) -> None:
    """What holds up all commands does not hold up the list of them."""
    terminal = begin(80, "nothing")
    terminal.wait_for("all about one")
    assert terminal.status() == 0
    assert terminal.lines()[0].startswith("Look up ")


def test_not_on_a_terminal(run: Run) -> None:
    """In a pipe `dlterms` alone is a mistake in the command line, with help on stderr."""
    done = run()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: dlterms ")
