"""Signals to a program on a real terminal, under the shells that start it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pty_tools import Start, Terminal, poll, state

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
PYTHON = sys.executable
SHELLS = [pytest.param(["dash", "-i"], id="dash"), pytest.param(["bash", "--norc", "-i"], id="bash")]
PROMPTS = [pytest.param("key", id="key prompt"), pytest.param("line", id="line prompt")]
Begin = Callable[[list[str], str], Terminal]


@pytest.fixture(autouse=True)
def session(tmp_path: Path) -> None:
    (tmp_path / "session.py").write_text(SESSION)


@pytest.fixture
def begin(start: Start, tmp_path: Path) -> Begin:
    """`begin(["dash", "-i"], "key")`: a shell that runs the program, which waits at its first prompt."""

    def run(shell: list[str], prompt: str) -> Terminal:
        terminal = start(*shell)
        terminal.wait_until(lambda: at_shell(terminal))
        command(terminal, "stty -g >before")
        terminal.type(f"{PYTHON} session.py {prompt} 2>errors\r")
        terminal.wait_for("first>")
        terminal.wait_until(lambda: state(pid(tmp_path)) == "S")
        return terminal

    return run


def at_shell(terminal: Terminal) -> bool:
    return terminal.lines()[-1:] == ["$"]


def command(terminal: Terminal, text: str) -> None:
    """Has the shell run a command and clear the screen."""
    terminal.type(f"{text}; echo do''ne\r")
    terminal.wait_until(lambda: "done" in terminal.text() and at_shell(terminal))
    terminal.type("clear\r")
    terminal.wait_until(lambda: "done" not in terminal.text() and at_shell(terminal))


def stop(terminal: Terminal) -> None:
    terminal.type("\x1a")
    terminal.wait_until(lambda: "Stopped" in terminal.text() and at_shell(terminal))


def result(terminal: Terminal, cwd: Path) -> tuple[int, str]:
    """Exit status and stderr of the program, which must have cleared up and left the terminal as it was."""
    terminal.wait_until(lambda: at_shell(terminal))
    command(terminal, "echo $? >status; stty -g >after")
    assert contents(cwd / "after") == contents(cwd / "before")
    assert contents(cwd / "finally") == "ended"
    return int(contents(cwd / "status")), contents(cwd / "errors")


def contents(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def pid(cwd: Path) -> int:
    return int(contents(cwd / "pid"))


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    ("typed", "status"),
    [
        pytest.param("\x03", 130, id="Ctrl-C"),
        pytest.param("\x1c", 131, id="Ctrl-backslash"),
        pytest.param("\x04\x04", 0, id="Ctrl-D twice"),
    ],
)
def test_typed(begin: Begin, tmp_path: Path, shell: list[str], prompt: str, typed: str, status: int) -> None:
    """Ctrl-C, Ctrl-backslash and Ctrl-D end the program with its terminal as it was."""
    terminal = begin(shell, prompt)
    terminal.type(typed)
    assert result(terminal, tmp_path) == (status, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    ("number", "status"),
    [pytest.param(signal.SIGTERM, 143, id="SIGTERM"), pytest.param(signal.SIGHUP, 129, id="SIGHUP")],
)
def test_sent(begin: Begin, tmp_path: Path, shell: list[str], prompt: str, number: int, status: int) -> None:
    """SIGTERM and SIGHUP end the program by way of its finally-blocks, with its terminal as it was."""
    terminal = begin(shell, prompt)
    os.kill(pid(tmp_path), number)
    assert result(terminal, tmp_path) == (status, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_stop_and_continue(begin: Begin, tmp_path: Path, shell: list[str], prompt: str) -> None:
    """Ctrl-Z gives the terminal back as it was; `fg` redraws and goes on with its own settings and the line so far."""
    terminal = begin(shell, prompt)
    enter, typed = ("\r", "half 一半") if prompt == "line" else ("", "")
    terminal.type(typed)
    terminal.wait_for(f"first> {typed}".rstrip())
    settings = terminal.settings()
    for _ in range(2):
        stop(terminal)
        command(terminal, "stty -g >stopped")
        assert contents(tmp_path / "stopped") == contents(tmp_path / "before")
        terminal.type("fg\r")
        terminal.wait_until(lambda: terminal.settings() == settings and "redrawn" in terminal.text())
        if prompt == "line":
            terminal.wait_for(f"redrawn\nfirst> {typed}")
        terminal.wait_until(lambda: state(pid(tmp_path)) == "S")
    terminal.type("1" + enter)
    terminal.wait_for("second>")
    terminal.type("2" + enter)
    terminal.wait_for(f"read: {typed}1 2")
    assert result(terminal, tmp_path) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_background(begin: Begin, tmp_path: Path, shell: list[str], prompt: str) -> None:
    """In the background the program leaves the shell's terminal alone and waits for `fg`."""
    terminal = begin(shell, prompt)
    stop(terminal)
    command(terminal, "bg")
    terminal.wait_until(lambda: state(pid(tmp_path)) == "T")
    assert "redrawn" not in terminal.text()
    terminal.type("fg\r")
    terminal.wait_for("redrawn")
    if prompt == "line":
        terminal.wait_for("redrawn\nfirst>")
    terminal.type("\x04\x04")
    assert result(terminal, tmp_path) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_ended_while_stopped(begin: Begin, tmp_path: Path, shell: list[str], prompt: str) -> None:
    """A stopped program that is killed ends with 143, and the shell's terminal is left alone."""
    terminal = begin(shell, prompt)
    stop(terminal)
    settings = terminal.settings()
    for number in (signal.SIGTERM, signal.SIGCONT):
        os.kill(pid(tmp_path), number)
    terminal.wait_until(lambda: state(pid(tmp_path)) == "")
    assert terminal.settings() == settings
    assert (contents(tmp_path / "finally"), contents(tmp_path / "errors")) == ("ended", "")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_closed_terminal(start: Start, tmp_path: Path, prompt: str) -> None:
    """A terminal window that is closed ends the program with 129; its finally-blocks can write without an error."""
    terminal = start("sh", "-c", f"exec {PYTHON} session.py {prompt} 2>errors")
    terminal.wait_for_prompt("first>")
    terminal.hang_up()
    assert terminal.status() == 129
    assert (contents(tmp_path / "finally"), contents(tmp_path / "errors")) == ("ended", "")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_closed_without_signal(start: Start, tmp_path: Path, prompt: str) -> None:
    """A program that is not told of the closed terminal finds it gone and ends with 129 as well."""
    terminal = start("sh", "-c", f"trap : HUP; {PYTHON} session.py {prompt} 2>errors; echo $? >status")
    terminal.wait_for("first>")
    terminal.hang_up()
    poll(lambda: contents(tmp_path / "status") != "")
    assert (contents(tmp_path / "status"), contents(tmp_path / "errors")) == ("129\n", "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_closed_shell(begin: Begin, tmp_path: Path, shell: list[str], prompt: str) -> None:
    """A shell's terminal that is closed ends the program, which leaves no complaint."""
    terminal = begin(shell, prompt)
    terminal.hang_up()
    poll(lambda: state(pid(tmp_path)) == "")
    assert (tmp_path / "finally").exists()
    assert contents(tmp_path / "errors") == ""


@pytest.mark.parametrize("prompt", PROMPTS)
def test_two_signals(start: Start, tmp_path: Path, prompt: str) -> None:
    """Of two signals at once the second does not cut short the clearing up after the first."""
    terminal = start("sh", "-c", f"exec {PYTHON} session.py {prompt} 2>errors")
    terminal.wait_for_prompt("first>")
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGHUP, signal.SIGCONT):
        os.kill(pid(tmp_path), number)
    terminal.wait_for("finally")
    assert terminal.status() == 129
    assert (contents(tmp_path / "finally"), contents(tmp_path / "errors")) == ("ended", "")


def test_ignored_signal(start: Start, tmp_path: Path) -> None:
    """Under nohup the program goes on after a hang-up."""
    terminal = start("sh", "-c", f'trap "" HUP; exec {PYTHON} session.py key')
    terminal.wait_for_prompt("first>")
    os.kill(pid(tmp_path), signal.SIGHUP)
    terminal.type("1")
    terminal.wait_for("second>")
    terminal.type("2")
    terminal.wait_for("read: 1 2")
