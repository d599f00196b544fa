"""The quiz on a real terminal: what a learner types and sees, in each language of the interface."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pty_tools import Start, Terminal
from said import Said, in_english

pytestmark = pytest.mark.usefixtures("compiled")

PYTHON = sys.executable
TYPED = ("--direction", "en-zh", "--mode", "type", "--seed", "1")
CHOICE = ("--direction", "en-zh", "--mode", "choice", "--seed", "1")
KEYS_OF_CHOICE = "1 2 3 choose · Space I don't know · ? keys"
KEYS_OF_A_MISTAKE = "Enter go on · 6 I was right · 9 accept from now on · 7 undo · 5 entry · ? keys"
NERVOUS = 0.4  # seconds after which Enter and Space are not taken for those of one who was going on
CTRL_C, CTRL_D, CTRL_Z, BACKSPACE = "\x03", "\x04", "\x1a", "\x7f"
Begin = Callable[..., Terminal]


@pytest.fixture
def begin(start: Start, language: str) -> Begin:
    """`begin("dropout", "--mode", "type")`: a quiz on a terminal."""

    def run(*arguments: str, columns: int = 80, **environ: str) -> Terminal:
        environ = {"PAGER": "cat", "DLTERMS_UI": language, **environ}
        return start(PYTHON, "-m", "dlterms", "quiz", *arguments, columns=columns, **environ)

    return run


def kept(tmp_path: Path) -> list[tuple[str, int | None, str | None]]:
    with closing(sqlite3.connect(tmp_path / "data" / "reviews.db")) as db:
        return db.execute("SELECT event, rating, answer FROM event ORDER BY seq").fetchall()


def number_of(terminal: Terminal, label: str) -> str:
    """The number of the option on the screen that begins with a label."""
    [number, *_] = [found[1] for found in re.finditer(rf"^ +(\d)  {label}", terminal.text(), re.MULTILINE)][::-1]
    return number


def joined(lines: list[str]) -> str:
    """A text as if it had not been wrapped."""
    return "".join(lines).replace(" ", "")


def at_keys(terminal: Terminal, said: Said) -> bool:
    """Whether the screen ends with the keys there are."""
    return joined(terminal.lines()).endswith(joined([said("? keys")]))


@pytest.mark.parametrize("columns", [pytest.param(80, id="80"), pytest.param(40, id="40"), pytest.param(30, id="30")])
def test_session(begin: Begin, said: Said, tmp_path: Path, columns: int) -> None:
    """A whole session, with a choice and a typed Chinese answer, on a wide and on a narrow terminal."""
    terminal = begin("dropout", *CHOICE, columns=columns)
    terminal.wait_until(lambda: at_keys(terminal, said))
    terminal.type(number_of(terminal, "暂退法"))
    terminal.wait_for(said("Right: 暂退法"))
    terminal.wait_until(lambda: at_keys(terminal, said))
    terminal.type("\r")
    terminal.wait_for(said("1 answer, 1 right"))
    terminal = begin("dropout", "overfitting", *TYPED, columns=columns)
    answers = {"dropout": ["暂停法", "暂退法"], "overfitting": ["过拟合"]}
    for _ in range(3):
        terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
        [asked, *_] = [line.split()[0] for line in terminal.lines() if "→ 中文" in line][::-1]
        terminal.type(f"{answers[asked].pop(0)}\r")
        terminal.wait_until(lambda: at_keys(terminal, said))
        terminal.type("\r")
    terminal.wait_until(lambda: joined([said("3 answers, 2 right")]) in joined(terminal.lines()))
    assert sorted(kept(tmp_path), key=str) == [
        ("review", 1, "暂停法"), ("review", 2, "暂退法"), ("review", 3, "暂退法"), ("review", 3, "过拟合"),
    ]  # fmt: skip
    assert terminal.status() == 0


PROMPTS = [
    pytest.param(CHOICE, KEYS_OF_CHOICE, "", id="at a choice"),
    pytest.param(TYPED, "Enter twice for I don't know", "", id="at a line"),
    pytest.param(TYPED, "Enter go on", "x\r", id="at a verdict"),
]


def in_shell(start: Start, tmp_path: Path, arguments: tuple[str, ...]) -> Terminal:
    """A shell that notes the terminal's settings before a quiz, and its status and the settings after."""
    terminal = start("bash", "--norc", "-i")
    terminal.wait_until(lambda: terminal.lines()[-1:] == ["$"])
    quiz = f"{PYTHON} -m dlterms quiz dropout {' '.join(arguments)}"
    (tmp_path / "run").write_text(f"stty -g >before\n{quiz}\necho $? >status\nstty -g >after\n")
    terminal.type("set -m; . ./run\r")
    return terminal


def running(tmp_path: Path) -> int:
    """The id of the process that is the quiz in this test."""
    found = subprocess.run(["pgrep", "-f", "m dlterms quiz"], capture_output=True, text=True, check=False)
    for pid in map(int, found.stdout.split()):
        environ = Path(f"/proc/{pid}/environ").read_bytes() if Path(f"/proc/{pid}/environ").exists() else b""
        if str(tmp_path).encode() in environ:
            return pid
    pytest.fail("the quiz is not running")


@pytest.mark.parametrize(("arguments", "shown", "before"), PROMPTS)
@pytest.mark.parametrize(
    ("end", "status"),
    [
        pytest.param(CTRL_C, 130, id="Ctrl-C"),
        pytest.param(CTRL_D, 0, id="Ctrl-D"),
        pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
        pytest.param(signal.SIGHUP, 129, id="SIGHUP"),
    ],
)
def test_end(
    start: Start, tmp_path: Path, arguments: tuple[str, ...], shown: str, before: str,
    end: str | int, status: int,
) -> None:  # fmt: skip
    """However it ends, the terminal is as it was and the status says how; who ends it is told that answers are kept."""
    terminal = in_shell(start, tmp_path, arguments)
    if before:
        terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
        terminal.type(before)
    terminal.wait_for(shown)
    terminal.pass_time(0.3)  # until it waits: readline overlooks a signal that comes just before
    if isinstance(end, str):
        terminal.type(end)
    else:
        os.kill(running(tmp_path), end)
    terminal.wait_until(lambda: (tmp_path / "after").exists() and (tmp_path / "after").read_text() != "")
    assert int((tmp_path / "status").read_text()) == status
    assert (tmp_path / "after").read_text() == (tmp_path / "before").read_text()
    assert ("Your answers are kept, 1 card is left." in terminal.text()) is (isinstance(end, str) and before != "")
    if end == CTRL_D:
        assert ("1 answer, 0 right" if before else "Nothing answered.") in terminal.text()


@pytest.mark.parametrize(("arguments", "shown", "before"), PROMPTS)
def test_stop_and_go_on(
    start: Start, language: str, said: Said, arguments: tuple[str, ...], shown: str, before: str
) -> None:
    """After Ctrl-Z and fg the learner sees again what there was to see, and goes on."""
    terminal = start("bash", "--norc", "-i", DLTERMS_UI=language)
    terminal.wait_until(lambda: terminal.lines()[-1:] == ["$"])
    terminal.type(f"{PYTHON} -m dlterms quiz dropout {' '.join(arguments)}\r")
    if before:
        terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
        terminal.type(before)
    terminal.wait_for(said(shown))
    terminal.pass_time(0.3)  # until it waits for a key
    terminal.type(CTRL_Z)
    terminal.wait_for("Stopped")
    terminal.type("clear; fg\r")
    again = said("No. It is 暂退法." if before else "dropout  → 中文?")
    terminal.wait_until(
        lambda: "Stopped" not in terminal.text() and again in terminal.text() and said(shown) in terminal.text()
    )
    terminal.type(CTRL_D)
    terminal.wait_until(lambda: terminal.lines()[-1:] == ["$"])


@in_english
def test_killed(begin: Begin, said: Said, tmp_path: Path) -> None:
    """Killed outright, the quiz has lost no answer whose verdict was seen."""
    terminal = begin("dropout", *TYPED)
    for count in range(1, 4):
        terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
        terminal.type(f"wrong {count}\r")
        terminal.wait_until(lambda: at_keys(terminal, said))
        assert len(kept(tmp_path)) == count
        terminal.type("\r")
    terminal.child.kill(signal.SIGKILL)
    terminal.child.wait()
    assert [answer for _, _, answer in kept(tmp_path)] == ["wrong 1", "wrong 2", "wrong 3"]


@pytest.mark.parametrize(
    ("key", "shown", "events"),
    [
        pytest.param("\r", "0 done · 1 left · 0% right", [("review", 1)], id="Enter goes on"),
        pytest.param("6", "Counted as right: 暂退法 dropout.", [("review", 1), ("override", 3)], id="override"),
        pytest.param("7", "Undone: 暂退法 dropout.", [("review", 1), ("undo", None)], id="undo"),
        pytest.param("83", "暂退法 dropout is set aside", [("review", 1), ("suspend", None)], id="suspend"),
        pytest.param("82", "暂退法 dropout waits till tomorrow", [("review", 1), ("bury", None)], id="not today"),
        pytest.param("5", "wan13.html", [("review", 1)], id="the whole entry"),
        pytest.param("?", "undo the last answer", [("review", 1)], id="help"),
        pytest.param("？", "undo the last answer", [("review", 1)], id="help in full width"),
        pytest.param("0", "1 answer, 0 right, 1 card left", [("review", 1)], id="end"),
    ],
)
def test_keys_at_a_verdict(
    begin: Begin, said: Said, tmp_path: Path, key: str, shown: str, events: list[tuple[str, int | None]]
) -> None:
    """After a verdict one key goes on, overrides, undoes, suspends, shows the entry, helps or ends."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("暂停法\r")
    terminal.wait_for(said("9 accept from now on"))
    terminal.type(key)
    terminal.wait_for(said(shown))
    assert [(event, rating) for event, rating, _ in kept(tmp_path)] == events


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        pytest.param("暂停法", "暂退法  zàn tuì fǎ", id="the whole entry"),
        pytest.param("过拟合", "told apart", id="after a mix-up the two of them"),
    ],
)
def test_paged(begin: Begin, said: Said, tmp_path: Path, answer: str, line: str) -> None:
    """What is longer than the screen goes through the pager, in colours; after it the keys are read on."""
    terminal = begin(
        "dropout", *TYPED, "--lang", "both", columns=40, PAGER="cat >paged; stty -a </dev/tty >settings; echo paged"
    )
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type(f"{answer}\r")
    terminal.wait_until(lambda: at_keys(terminal, said))
    terminal.type("5")
    terminal.wait_until(lambda: "paged" in terminal.lines() and at_keys(terminal, said))
    paged = re.sub(r"\x1b\[[0-9;]*m", "", (tmp_path / "paged").read_text())
    assert [text for text in paged.splitlines() if said(line) in text]
    assert {"icanon", "echo"} <= set((tmp_path / "settings").read_text().split())
    terminal.type("7")
    terminal.wait_for(said("Undone: 暂退法 dropout."))


@pytest.mark.parametrize(
    ("key", "shown", "events"),
    [
        pytest.param("o", "1 answer, 1 right", [("review", 1), ("override", 2)], id="override"),
        pytest.param("u", "Undone: 暂退法 dropout.", [("review", 1), ("undo", None)], id="undo"),
        pytest.param("s", "暂退法 dropout is set aside", [("review", 1), ("suspend", None)], id="suspend"),
        pytest.param("e", "wan13.html", [("review", 1)], id="the whole entry"),
        pytest.param("q", "1 answer, 0 right, 1 card left", [("review", 1)], id="end"),
    ],
)
def test_letters_at_the_verdict_of_a_choice(
    begin: Begin, said: Said, tmp_path: Path, key: str, shown: str, events: list[tuple[str, int | None]]
) -> None:
    """Where nothing is typed, letters do what the digits do."""
    terminal = begin("dropout", *CHOICE)
    terminal.wait_for(said(KEYS_OF_CHOICE))
    terminal.pass_time(NERVOUS)
    terminal.type(" ")
    terminal.wait_for(said("6 I was right · 7 undo"))
    terminal.type(key)
    terminal.wait_for(said(shown))
    assert [(event, rating) for event, rating, _ in kept(tmp_path)] == events


def test_the_right_answer_typed_again(begin: Begin, said: Said, tmp_path: Path) -> None:
    """Who types the right answer after a wrong one goes on with Enter, and has done nothing else."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("暂停法\r")
    terminal.wait_for(said("9 accept from now on"))
    terminal.type("accuracy of queues, so 暂退法")
    terminal.pass_time(0.5)
    assert said("5 entry") in terminal.lines()[-1]
    terminal.type("\r")
    terminal.wait_for(said("0 done · 1 left · 0% right"))
    assert kept(tmp_path) == [("review", 1, "暂停法")]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        pytest.param("１", "Enter go on", id="a full-width digit"),
        pytest.param(" ", "It is 暂退法.", id="Space: I don't know"),
        pytest.param("神经网络", KEYS_OF_CHOICE, id="a commit of an input method is ignored"),
        pytest.param("\x1b", KEYS_OF_CHOICE, id="Escape is ignored"),
        pytest.param("4", KEYS_OF_CHOICE, id="no such option"),
        pytest.param("?", "this list", id="help"),
        pytest.param("7", "There is nothing to undo", id="nothing to undo"),
    ],
)
def test_keys_at_a_choice(begin: Begin, said: Said, tmp_path: Path, key: str, shown: str) -> None:
    """At a choice digits choose, also full-width ones, and what is no key is ignored."""
    terminal = begin("dropout", *CHOICE)
    terminal.wait_for(said(KEYS_OF_CHOICE))
    terminal.pass_time(NERVOUS)
    terminal.type(key)
    terminal.wait_for(said(shown))
    if shown == KEYS_OF_CHOICE:
        terminal.pass_time(0.3)
        assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param(f"过拟合{BACKSPACE * 3}暂退法\r", "Right: 暂退法", id="Backspace over Chinese"),
        pytest.param("?\r", "undo the last answer", id="help"),
        pytest.param("/?\r", "undo the last answer", id="help behind a slash"),
        pytest.param("/e\r", "undo the last answer", id="an unknown command helps"),
        pytest.param("dropout?\r", "Right, but in the other language. In 中文?", id="a question mark in the middle"),
        pytest.param("zantuifa\r", "That is how it sounds. Now the characters:", id="pinyin"),
        pytest.param("zantuifa\r暂退法\r", "Counted as hard, since it took a hint.", id="pinyin, then characters"),
        pytest.param("\r", "Enter once more: I don't know.", id="an empty answer"),
        pytest.param("\r\r", "It is 暂退法.", id="two empty answers"),
        pytest.param("9\r", "Hint: 暂__ (3).", id="hint"),
        pytest.param("8\r3", "is set aside. `dlterms history undo` takes it back", id="suspend"),
        pytest.param("0\r", "Nothing answered.", id="a digit alone is a key"),
    ],
)
def test_typed(begin: Begin, said: Said, typed: str, shown: str) -> None:
    """What is typed at a line is an answer, or a command where it begins with a slash or is a lone digit."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.pass_time(NERVOUS)
    terminal.type(typed)
    terminal.wait_for(said(shown))


def test_accepted_from_now_on(begin: Begin, said: Said, tmp_path: Path) -> None:
    """A typed answer that was wrong counts as right by one key, and is right when it is typed the next time."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("暂停法\r")
    terminal.wait_for(said(KEYS_OF_A_MISTAKE))
    terminal.type("9")
    terminal.wait_for(said("Accepted from now on: 暂停法 for 暂退法 dropout"))
    terminal.wait_for(said("1 answer, 1 right"))
    own = tmp_path / "config" / "glossary" / "own.yaml"
    assert own.read_text().endswith("additions:\n  - {of: dlterms/dropout, zh: {aliases: [暂停法]}}\n")
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("暂停法\r")
    terminal.wait_for(said("Right: 暂停法"))
    assert kept(tmp_path) == [("review", 1, "暂停法"), ("override", 3, None), ("review", 3, "暂停法")]


def test_type_ahead(begin: Begin, said: Said, tmp_path: Path) -> None:
    """What is typed ahead is not lost, neither at a key nor at a line."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("暂停法\r\r暂退法\r\r")
    terminal.wait_for(said("2 answers, 1 right"))
    assert [answer for _, _, answer in kept(tmp_path)] == ["暂停法", "暂退法"]


def test_resized(begin: Begin, said: Said) -> None:
    """A window made narrow between two questions is filled, and not overfilled, by the next one."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.screen.resize(24, 40)
    terminal.child.setwinsize(24, 40)
    terminal.type("暂停法\r")
    terminal.wait_for(said("Enter go on"))
    terminal.wait_until(lambda: at_keys(terminal, said))
    assert said("definition") in terminal.lines()


@pytest.mark.parametrize(("arguments", "shown", "before"), PROMPTS)
def test_drawn_again(begin: Begin, said: Said, arguments: tuple[str, ...], shown: str, before: str) -> None:
    """In a window of another size what there is to see is drawn again, and what was typed stays."""
    terminal = begin("dropout", *arguments)
    if before:
        terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
        terminal.type(before)
    terminal.wait_for(said(shown))
    if not before:
        terminal.type("暂退")
    terminal.pass_time(0.3)  # until it waits: readline overlooks a signal that comes just before
    again = said("No. It is 暂退法." if before else "dropout  → 中文?")
    terminal.child.setwinsize(24, 79)
    terminal.wait_until(lambda: terminal.text().count(again) == 2 and terminal.text().count(said(shown)) == 2)
    terminal.pass_time(0.5)
    assert terminal.text().count(again) == 2
    if arguments is TYPED and not before:
        terminal.type("法\r")
        terminal.wait_for(said("Right: 暂退法"))


def test_verdict_stays_in_sight(begin: Begin, said: Said) -> None:
    """However long the explanation, the verdict is still on a screen of 24 lines."""
    terminal = begin("attention-mechanism", *TYPED, "--lang", "both", columns=40)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    terminal.type("记忆网络\r")
    terminal.wait_until(lambda: at_keys(terminal, said))
    assert any(line.startswith(said("You wrote 记忆网络")) for line in terminal.lines())


@in_english
def test_locked_history(begin: Begin, tmp_path: Path) -> None:
    """While another program holds the history an answer waits for a key, and is then kept once."""
    terminal = begin("dropout", *TYPED)
    terminal.wait_until(lambda: terminal.lines()[-1:] == [">"])
    with closing(sqlite3.connect(tmp_path / "data" / "reviews.db", isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        terminal.type("暂退法\r")
        terminal.wait_for("Not kept yet:")
        terminal.wait_for("Enter try again · 0 end")
        db.execute("ROLLBACK")
    terminal.type("\r")
    terminal.wait_for("Right: 暂退法")
    assert kept(tmp_path) == [("review", 3, "暂退法")]


WITHOUT_TERMIOS = """
import sys
sys.modules["termios"] = None
from dlterms.cli import main
sys.argv[1:] = ["quiz", "dropout", "--direction", "en-zh", "--mode", "type", "--seed", "1"]
main()
"""


def test_without_termios(start: Start, language: str, said: Said, tmp_path: Path) -> None:
    """Where a system has no termios, a quiz on a terminal reads lines and shows them plain, as in a pipe."""
    terminal = start(code=WITHOUT_TERMIOS, DLTERMS_UI=language)
    terminal.wait_for(said("dropout  → 中文?"))
    terminal.type("x\r")
    terminal.wait_for(said("No. It is 暂退法."))
    terminal.type("/undo\r")
    terminal.wait_for(said("Undone: 暂退法 dropout."))
    terminal.type("暂退法\r")
    terminal.wait_for(said("1 answer, 1 right"))
    assert terminal.status() == 0
    assert [answer for _, _, answer in kept(tmp_path)] == ["x", None, "暂退法"]
