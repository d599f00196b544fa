"""Lines of input, typed on a real terminal or piped."""

from __future__ import annotations

import io
import select
import subprocess
import sys
from pathlib import Path

import pytest

from dlterms.terminal.lines import piped_lines, repair_locale
from pty_tools import ENVIRONMENT, TIMEOUT, Start

ANSWER = """
import os
from pathlib import Path
from dlterms.terminal.lines import read_line, repair_locale
repair_locale(os.environ)
print("answer:", ascii(read_line("> ")))
"""
TWO_ANSWERS = ANSWER + 'print("answer:", ascii(read_line("2> ")))'
LEFT, UP, HOME, BACKSPACE = "\x1b[D", "\x1b[A", "\x01", "\x7f"


@pytest.mark.parametrize(
    ("environ", "repaired"),
    [
        pytest.param({"LC_ALL": "C", "LANG": "C.UTF-8"}, {"LC_CTYPE": "C.UTF-8", "LANG": "C.UTF-8"}, id="C"),
        pytest.param({"LC_ALL": "POSIX"}, {"LC_CTYPE": "C.UTF-8"}, id="POSIX"),
        pytest.param({"LC_ALL": "xx_XX.UTF-8"}, {"LC_CTYPE": "C.UTF-8"}, id="not installed"),
        pytest.param({"LANG": "xx_XX.UTF-8"}, {"LANG": "xx_XX.UTF-8", "LC_CTYPE": "C.UTF-8"}, id="LANG not installed"),
        pytest.param({}, {"LC_CTYPE": "C.UTF-8"}, id="none named"),
    ],
)
def test_repair_locale(environ: dict[str, str], repaired: dict[str, str]) -> None:
    """A locale in which readline would drop Chinese characters gives way to a UTF-8 one."""
    repair_locale(environ)
    assert environ == repaired


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({"LANG": "C.UTF-8", "LC_ALL": ""}, id="LANG"),
        pytest.param({"LC_ALL": "C.UTF-8", "LC_CTYPE": "C", "LANG": "C"}, id="LC_ALL"),
        pytest.param({"LC_CTYPE": "C.UTF-8", "LANG": "C", "LC_TIME": "C"}, id="LC_CTYPE"),
    ],
)
def test_healthy_locale(environ: dict[str, str]) -> None:
    """A UTF-8 locale stays as it is named."""
    before = dict(environ)
    repair_locale(environ)
    assert environ == before


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({}, id="UTF-8"),
        pytest.param({"LC_ALL": "C"}, id="C"),
        pytest.param({"LC_ALL": "POSIX"}, id="POSIX"),
        pytest.param({"LC_ALL": "xx_XX.UTF-8"}, id="not installed"),
    ],
)
@pytest.mark.parametrize("stty", ["iutf8", "-iutf8"])
def test_backspace_over_wide_characters(start: Start, environ: dict[str, str], stty: str) -> None:
    """Backspace deletes one Chinese character, whole, in any locale and with or without the terminal's IUTF8."""
    terminal = start("sh", "-c", f'stty {stty}; exec "$@"', "sh", code=ANSWER, **environ)
    terminal.wait_for(">")
    terminal.type("你好世界" + BACKSPACE * 2)
    terminal.wait_until(lambda: terminal.lines() == ["> 你好"])
    terminal.type(BACKSPACE + "们\r")
    terminal.wait_for(f"answer: {'你们'!a}")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        pytest.param("ac" + LEFT + "b", "abc", id="Left"),
        pytest.param("世界" + LEFT * 2 + "你好", "你好世界", id="Left over wide characters"),
        pytest.param(UP, "", id="Up"),
        pytest.param("wrong\x15right", "right", id="Ctrl-U"),
        pytest.param("batch\tsize", "batch size", id="Tab"),
        pytest.param("a\x16\x1b[31m\x16\x07", "a[31m", id="control characters"),
        pytest.param("", "", id="empty"),
    ],
)
def test_editing(start: Start, typed: str, answer: str) -> None:
    """Keys that edit do so and leave no code in the answer; an earlier answer does not come back."""
    terminal = start(code=TWO_ANSWERS)
    terminal.wait_for(">")
    terminal.type("earlier\r")
    terminal.wait_for("2>")
    terminal.type(typed + "\r")
    terminal.wait_for(f"answer: {answer!a}")


def test_wrapped_answer(start: Start) -> None:
    """On 30 columns an answer of three lines can be erased to its first and edited at its start."""
    terminal = start(code=ANSWER, columns=30)
    terminal.wait_for(">")
    terminal.type("深度学习" * 8)
    terminal.wait_until(lambda: len(terminal.lines()) == 3)
    terminal.type(BACKSPACE * 24)
    terminal.wait_until(lambda: terminal.lines() == ["> " + "深度学习" * 2])
    terminal.type("网络" * 6 + HOME + "用")
    terminal.wait_until(lambda: "".join(terminal.lines()) == "> 用" + "深度学习" * 2 + "网络" * 6)
    terminal.type("\r")
    terminal.wait_until(lambda: ascii("用" + "深度学习" * 2 + "网络" * 6) in "".join(terminal.lines()))


def test_bad_bytes_typed(start: Start) -> None:
    """A byte that is not UTF-8 becomes U+FFFD and the rest of the line is kept."""
    terminal = start(code=ANSWER, PYTHONIOENCODING="utf-8:strict")
    terminal.wait_for(">")
    terminal.type(b"a\xffb\r")
    terminal.wait_for(r"answer: 'a\ufffdb'")


def test_end_of_input(start: Start) -> None:
    """Ctrl-D on an empty line is the end of input, and the cursor goes to the next line."""
    terminal = start(code=ANSWER)
    terminal.wait_for(">")
    terminal.type("\x04")
    terminal.wait_until(lambda: terminal.lines() == [">", "answer: None"])


def test_interrupt(start: Start) -> None:
    """Ctrl-C raises KeyboardInterrupt, and the cursor goes to the next line."""
    terminal = start(code=ANSWER.replace("print(", "try: print(") + "except KeyboardInterrupt: print('interrupted')")
    terminal.wait_for(">")
    terminal.type("half")
    terminal.wait_for_prompt("half")  # Ctrl-C throws away what is not read yet
    terminal.type("\x03")
    terminal.wait_until(lambda: terminal.lines() == ["> half", "interrupted"])


def test_hang_up(start: Start, tmp_path: Path) -> None:
    """A terminal that goes away is the end of input, then and later."""
    code = ANSWER.rpartition("print")[0] + 'Path("answers").write_text(str([read_line("> "), read_line("> ")]))'
    terminal = start("sh", "-c", 'trap "" HUP; exec "$@"', "sh", code=code)
    terminal.wait_for_prompt(">")
    terminal.hang_up()
    terminal.status()
    assert (tmp_path / "answers").read_text() == "[None, None]"


@pytest.mark.parametrize(
    ("piped", "lines"),
    [
        pytest.param("暂退法\ndropout\n".encode(), ["暂退法", "dropout"], id="UTF-8"),
        pytest.param(b"a\r\n\r\nb\r\n", ["a", "", "b"], id="CRLF"),
        pytest.param(b"a\nb", ["a", "b"], id="no final newline"),
        pytest.param(b"a\xffb\n\xe4\xbd\nc\n", ["a\ufffdb", "\ufffd", "c"], id="bad bytes"),
        pytest.param(b"\xef\xbb\xbfa\tb\x1b[0m\x00\n", ["a b[0m"], id="BOM and control characters"),
        pytest.param(b"", [], id="empty"),
    ],
)
def test_piped_lines(piped: bytes, lines: list[str]) -> None:
    """Every line of a pipe arrives without its line end, whatever bytes are in it."""
    assert list(piped_lines(io.TextIOWrapper(io.BytesIO(piped), "utf-8"))) == lines


@pytest.mark.parametrize("stdin", ["<&-", "0>/dev/null", "</dev/null"])
def test_no_input(stdin: str) -> None:
    """A stdin that is closed, open for writing only or empty ends at once."""
    code = "import sys; from dlterms.terminal.lines import piped_lines; print(list(piped_lines(sys.stdin)))"
    shell = ["sh", "-c", f'exec "$@" {stdin}', "sh", sys.executable, "-c", code]
    done = subprocess.run(shell, env=ENVIRONMENT, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_piped_line_by_line() -> None:
    """A program that pipes a line gets its answer while the pipe stays open."""
    code = "import sys; from dlterms.terminal.lines import piped_lines\nfor l in piped_lines(sys.stdin): print(l)"
    with subprocess.Popen(
        [sys.executable, "-u", "-c", code], env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for line in (b"first\n", b"second\n"):
            program.stdin.write(line)
            program.stdin.flush()
            assert select.select([program.stdout], [], [], TIMEOUT)[0]
            assert program.stdout.readline() == line
