"""Single keys on a real terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dlterms.terminal.keys import PAUSE, read_key
from pty_tools import Start, state
from terminal.conftest import pid

KEYS = """
from dlterms.terminal.keys import key_reader
with key_reader(0) as read_key:
    print("ready")
    keys = list(iter(read_key, None))
print("keys:", keys)
"""
PID = """
import os
from pathlib import Path
Path("pid").write_text(str(os.getpid()))
"""
WAIT = """
import os, time
from pathlib import Path
from dlterms.terminal.keys import key_reader
from dlterms.terminal.lines import read_line
def wait(name):  # until the test makes the file of that name
    print(name)
    while not Path(name).exists(): time.sleep(0.005)
"""
CTRL_D = "\x04"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        pytest.param("1", ["1"], id="digit"),
        pytest.param("12?uU", ["1", "2", "?", "u", "U"], id="several at once"),
        pytest.param("\r\n", ["enter", "enter"], id="Enter"),
        pytest.param(" \t\x7f\b", ["space", "tab", "backspace", "backspace"], id="named"),
        pytest.param("１", ["1"], id="full-width digit"),
        pytest.param("？\u3000ｕ", ["?", "space", "u"], id="full-width mark, space and letter"),
        pytest.param("网\r", ["enter"], id="one Chinese character"),
        pytest.param("神经网络\r", ["enter"], id="Chinese text"),
        pytest.param("第1章 batch2\r1", ["enter", "1"], id="Chinese text with ASCII in it"),
        pytest.param("。\r", ["enter"], id="Chinese punctuation"),
        pytest.param("🙂️é\r", ["enter"], id="emoji and accents"),
        pytest.param("\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"], id="arrows"),
        pytest.param("\x1bOA\x1bOD", ["up", "left"], id="arrows in application mode"),
        pytest.param("\x1b[1;5A\x1b[15~\x1b[[A\x1bOP\x1b\x1b[Z1", ["1"], id="keys without a name"),
        pytest.param("\x1b[I\x1b[O1", ["1"], id="focus events"),
        pytest.param("\x1b[200~1\r2 神经\x1b[201~3", ["3"], id="bracketed paste"),
        pytest.param("\x1b]11;rgb:1/2/3\x071\x1bP1+r\x1b\\2", ["1", "2"], id="reports of the terminal"),
        pytest.param("\x1b1\x1bu2", ["2"], id="Alt"),
        pytest.param("\x00\x01\x0c1", ["1"], id="control characters"),
    ],
)
def test_keys(start: Start, typed: str, keys: list[str]) -> None:
    """Each key is read once, by its name; text of an input method and unknown escape sequences are none."""
    terminal = start(code=KEYS)
    terminal.wait_for("ready")
    terminal.type(typed + CTRL_D)
    terminal.wait_until(lambda: terminal.lines() == ["ready", f"keys: {keys}"])


def test_escape_alone(start: Start) -> None:
    """The Escape key is told from an escape sequence by what does not follow."""
    terminal = start(code=KEYS.replace("list(iter(read_key, None))", "read_key()"))
    terminal.wait_for("ready")
    terminal.type("\x1b")
    terminal.wait_for("keys: escape")


@pytest.mark.parametrize(
    ("parts", "keys"),
    [
        pytest.param([b"\xef\xbc", b"\x91"], ["1"], id="inside a full-width digit"),
        pytest.param([b"\xe7\xa5", b"\x9e\xe7\xbb\x8f1\r"], ["enter"], id="inside Chinese text"),
        pytest.param([b"\x1b[", b"1;5", b"A1"], ["1"], id="inside an escape sequence"),
        pytest.param([b"\x1b[200~1", b"2\r3", b"4\x1b[201~5"], ["5"], id="inside a paste"),
        pytest.param([b"\xff", b"\r"], ["enter"], id="after a byte that is not UTF-8"),
    ],
)
def test_split_input(start: Start, parts: list[bytes], keys: list[str]) -> None:
    """Input that arrives in pieces is put together, and broken input costs no key after it."""
    terminal = start(code=KEYS)
    terminal.wait_for("ready")
    for part in parts:
        terminal.type(part)
        terminal.pass_time(PAUSE / 10)
    terminal.type(CTRL_D)
    terminal.wait_for(f"keys: {keys}")


def test_typed_ahead(start: Start, tmp_path: Path) -> None:
    """Keys typed before the first prompt and between two are kept, the latter without an echo."""
    code = """
wait("one")
with key_reader(0) as read_key:
    first = read_key()
    wait("two")
    print(first, read_key(), read_key())
"""
    terminal = start(code=WAIT + code)
    terminal.wait_for("one")
    terminal.type("1")
    terminal.wait_until(lambda: terminal.lines() == ["one", "1"])
    (tmp_path / "one").touch()
    terminal.wait_for("two")
    terminal.type("2\r")
    (tmp_path / "two").touch()
    terminal.wait_until(lambda: terminal.lines() == ["one", "1two", "1 2 enter"])


def test_keys_and_lines(start: Start, tmp_path: Path) -> None:
    """Key and line prompts take turns; of what is typed ahead each takes its own part, and only lines are echoed."""
    code = """
with key_reader(0) as read_key:
    wait("one")
    keys = [read_key(), read_line("> "), read_key(), read_line("> ")]
    wait("two")
    print(*keys, read_key())
"""
    terminal = start(code=WAIT + code)
    terminal.wait_for("one")
    terminal.type("\r你好\r1")
    (tmp_path / "one").touch()
    terminal.wait_until(lambda: terminal.lines() == ["one", "> 你好", ">"])
    terminal.type("世界\r")
    terminal.wait_for("two")
    terminal.type("3")
    (tmp_path / "two").touch()
    terminal.wait_until(lambda: terminal.lines() == ["one", "> 你好", "> 世界", "two", "enter 你好 1 世界 3"])


@pytest.mark.parametrize("typed", [pytest.param(CTRL_D, id="end of input"), pytest.param("\x03", id="Ctrl-C")])
def test_settings(start: Start, tmp_path: Path, typed: str) -> None:
    """The terminal's settings are afterwards what they were before."""
    script = 'trap : INT; stty -g >before; "$@" 2>errors; stty -g >after; echo end'
    terminal = start("sh", "-c", script, "sh", code=f"{PID}{KEYS}")
    terminal.wait_for("ready")
    terminal.wait_until(lambda: state(pid(tmp_path)) == "S")
    terminal.type(typed)
    terminal.wait_for("end")
    assert (tmp_path / "after").read_text() == (tmp_path / "before").read_text()
    assert ("KeyboardInterrupt" in (tmp_path / "errors").read_text()) == (typed != CTRL_D)


def test_hang_up(start: Start, tmp_path: Path) -> None:
    """A terminal that goes away is the end of input."""
    code = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + WAIT
    code += 'with key_reader(0) as read_key:\n print("ready"); Path("read").write_text(str(read_key()))'
    terminal = start(code=code)
    terminal.wait_for_prompt("ready")
    terminal.hang_up()
    assert terminal.status() == 0
    assert (tmp_path / "read").read_text() == "None"


def test_read_error() -> None:
    """A terminal that answers with an error, as it does to a background job without a shell, is the end of input."""
    ours, theirs = os.openpty()
    os.close(theirs)
    assert read_key(ours) is None
    os.close(ours)
