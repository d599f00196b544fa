from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pty_tools import Start, Terminal, contents, state

SESSION = """
import os, sys
from pathlib import Path
from dlterms.terminal.keys import key_reader
from dlterms.terminal.lines import read_line, repair_locale
from dlterms.terminal.signals import exit_on_signals

def prompt_key(prompt):
    print(prompt, end="", flush=True)
    return read_key()

repair_locale(os.environ)
prompt = {"key": prompt_key, "line": read_line}[sys.argv[1]]
Path("pid").write_text(str(os.getpid()))
try:
    with exit_on_signals(0, lambda: print("\\nredrawn")), key_reader(0) as read_key:
        try:
            print("read:", prompt("first> "), prompt("second> "))
        finally:
            Path("finally").write_text("begun")
            print("finally")
            Path("finally").write_text("ended")
except KeyboardInterrupt:
    sys.exit(130)
"""
Begin = Callable[[list[str], str], Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("dash", "-i")` or `start(code="...", columns=30, LC_ALL="C")`: a program on a terminal, in `tmp_path`."""
    running: list[Terminal] = []

    def run(*command: str, code: str = "", columns: int = 80, **environ: str) -> Terminal:
        arguments = [*command, sys.executable, "-c", code] if code else list(command)
        running.append(Terminal(arguments, columns, tmp_path, environ))
        return running[-1]

    yield run
    for terminal in running:
        terminal.end()


@pytest.fixture
def session(tmp_path: Path) -> None:
    """`session.py key` and `session.py line`: a program with two prompts."""
    (tmp_path / "session.py").write_text(SESSION)


@pytest.fixture
def begin(session: None, start: Start, tmp_path: Path) -> Begin:
    """`begin(["dash", "-i"], "key")`: a shell that runs the program, which waits at its first prompt."""

    def run(shell: list[str], prompt: str) -> Terminal:
        terminal = start(*shell)
        terminal.wait_until(lambda: terminal.at_shell())
        terminal.command("stty -g >before")
        terminal.type(f"{sys.executable} session.py {prompt} 2>errors\r")
        terminal.wait_for("first>")
        terminal.wait_until(lambda: state(pid(tmp_path)) == "S")
        return terminal

    return run


def pid(cwd: Path) -> int:
    return int(contents(cwd / "pid"))
