"""Signals to a program on a real terminal, under the shells that start it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from dlterms.terminal import signals
from dlterms.terminal.signals import ENDING, exit_on_signals
from pty_tools import Start, Terminal, contents, poll, state
from terminal.conftest import Begin, pid

pytestmark = pytest.mark.usefixtures("session")
SHELLS = [pytest.param(["dash", "-i"], id="dash"), pytest.param(["bash", "--norc", "-i"], id="bash")]
PROMPTS = [pytest.param("key", id="key prompt"), pytest.param("line", id="line prompt")]


def stop(terminal: Terminal) -> None:
    terminal.type("\x1a")
    terminal.wait_until(lambda: "Stopped" in terminal.text() and terminal.at_shell())


def result(terminal: Terminal, cwd: Path) -> tuple[int, str]:
    """Exit status and stderr of the program, which must have cleared up and left the terminal as it was."""
    terminal.wait_until(lambda: terminal.at_shell())
    terminal.command("echo $? >status; stty -g >after")
    assert contents(cwd / "after") == contents(cwd / "before")
    assert contents(cwd / "finally") == "ended"
    return int(contents(cwd / "status")), contents(cwd / "errors")


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
    terminal.wait_until(lambda: state(pid(tmp_path)) == "S")
    settings = terminal.settings()
    for _ in range(2):
        stop(terminal)
        terminal.command("stty -g >stopped")
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


@pytest.mark.parametrize("prompt", PROMPTS)
def test_resized(begin: Begin, tmp_path: Path, prompt: str) -> None:
    """In a window of another size the prompt is drawn anew, with the line so far."""
    terminal = begin(["dash", "-i"], prompt)
    enter, typed = ("\r", "half 一半") if prompt == "line" else ("", "")
    terminal.type(typed)
    terminal.wait_for(f"first> {typed}".rstrip())
    terminal.pass_time(0.3)  # until it waits: readline overlooks a signal that comes just before
    terminal.child.setwinsize(24, 77)
    terminal.wait_for("redrawn" if prompt == "key" else f"redrawn\nfirst> {typed}")
    terminal.type("1" + enter)
    terminal.wait_for("second>")
    terminal.type("2" + enter)
    terminal.wait_for(f"read: {typed}1 2")
    assert result(terminal, tmp_path) == (0, "")


def test_dragged(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a window is dragged nothing is drawn; each change puts the drawing off."""
    happened: list[object] = []
    monkeypatch.setattr(signal, "setitimer", lambda timer, seconds: happened.append(seconds))
    ends = os.openpty()
    with exit_on_signals(ends[1], lambda: happened.append("redrawn")):
        for number in (signal.SIGWINCH, signal.SIGWINCH, signal.SIGALRM):
            signal.raise_signal(number)
    for end in ends:
        os.close(end)
    assert happened == [0.2, 0.2, "redrawn", 0]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_background(begin: Begin, tmp_path: Path, shell: list[str], prompt: str) -> None:
    """In the background the program leaves the shell's terminal alone and waits for `fg`."""
    terminal = begin(shell, prompt)
    stop(terminal)
    terminal.command("bg")
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
    terminal = start("sh", "-c", f"exec {sys.executable} session.py {prompt} 2>errors")
    terminal.wait_for_prompt("first>")
    terminal.hang_up()
    assert terminal.status() == 129
    assert (contents(tmp_path / "finally"), contents(tmp_path / "errors")) == ("ended", "")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_closed_without_signal(start: Start, tmp_path: Path, prompt: str) -> None:
    """A program that is not told of the closed terminal finds it gone and ends with 129 as well."""
    terminal = start("sh", "-c", f"trap : HUP; {sys.executable} session.py {prompt} 2>errors; echo $? >status")
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
    assert contents(tmp_path / "errors") == ""


def sent_at_once(start: Start, tmp_path: Path, prompt: str, *signals: int) -> Terminal:
    """A program that has met all these signals at its first prompt at one moment, for it was stopped meanwhile."""
    terminal = start("sh", "-c", f"exec {sys.executable} session.py {prompt} 2>errors")
    terminal.wait_for_prompt("first>")
    for number in (signal.SIGSTOP, *signals, signal.SIGCONT):
        os.kill(pid(tmp_path), number)
    return terminal


@pytest.mark.parametrize("prompt", PROMPTS)
def test_two_signals(start: Start, tmp_path: Path, prompt: str) -> None:
    """Of two signals at once the second does not cut short the clearing up after the first."""
    terminal = sent_at_once(start, tmp_path, prompt, signal.SIGTERM, signal.SIGHUP)
    terminal.wait_for("finally")
    assert terminal.status() == 129
    assert (contents(tmp_path / "finally"), contents(tmp_path / "errors")) == ("ended", "")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_resized_as_it_is_drawn(start: Start, tmp_path: Path, prompt: str) -> None:
    """A window that changes its size at the moment when it is drawn anew ends nothing."""
    terminal = sent_at_once(start, tmp_path, prompt, signal.SIGALRM, signal.SIGWINCH)
    terminal.wait_for("redrawn\nfirst>" if prompt == "line" else "redrawn")
    terminal.type("1\r" if prompt == "line" else "1")
    terminal.wait_for("second>")
    terminal.type("2\r" if prompt == "line" else "2")
    terminal.wait_for("read: 1 2")
    assert contents(tmp_path / "errors") == ""


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    ("number", "status"),
    [
        pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
        pytest.param(signal.SIGHUP, 129, id="SIGHUP"),
        pytest.param(signal.SIGINT, 130, id="SIGINT"),
    ],
)
def test_ended_as_it_is_drawn(start: Start, tmp_path: Path, prompt: str, number: int, status: int) -> None:
    """A signal that ends the program does so at the moment, too, when the window has another size."""
    terminal = sent_at_once(start, tmp_path, prompt, signal.SIGALRM, number)
    terminal.wait_for("finally")
    assert terminal.status() == status
    assert (contents(tmp_path / "finally"), contents(tmp_path / "errors")) == ("ended", "")


def test_ignored_signal(start: Start, tmp_path: Path) -> None:
    """Under nohup the program goes on after a hang-up."""
    terminal = start("sh", "-c", f'trap "" HUP; exec {sys.executable} session.py key')
    terminal.wait_for_prompt("first>")
    os.kill(pid(tmp_path), signal.SIGHUP)
    terminal.type("1")
    terminal.wait_for("second>")
    terminal.type("2")
    terminal.wait_for("read: 1 2")


def test_settings_left_changed(start: Start, tmp_path: Path) -> None:
    """The terminal is set back even where what changed it has not done so."""
    code = "import tty\nfrom dlterms.terminal.signals import exit_on_signals\nwith exit_on_signals(0): tty.setcbreak(0)"
    terminal = start("sh", "-c", 'stty -g >before; "$@"; stty -g >after; echo end', "sh", code=code)
    terminal.wait_for("end")
    assert contents(tmp_path / "after") == contents(tmp_path / "before")


def test_handlers_are_put_back() -> None:
    """Afterwards the signals do what they did before."""
    before = [signal.getsignal(number) for number in ENDING]
    with exit_on_signals(0):
        assert signal.SIG_DFL not in map(signal.getsignal, ENDING)
    assert [signal.getsignal(number) for number in ENDING] == before


def test_a_signal_before_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a signal came before the body was entered, nothing is left to complain of a lost terminal."""
    entered = exit_on_signals.__wrapped__(0)  # type: ignore[attr-defined]
    next(entered)
    monkeypatch.setattr(signals, "_silence_lost", lambda terminals: True)
    entered.close()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
