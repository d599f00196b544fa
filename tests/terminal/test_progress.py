"""The line that is shown while something takes long."""

from __future__ import annotations

import io
import threading
import time
from pathlib import Path

import pytest

from dlterms.history import open_history
from dlterms.model import Review
from dlterms.terminal import progress
from dlterms.terminal.progress import Progress, progress_line
from pty_tools import Start


class Screen(io.StringIO):
    """A terminal that tells when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


@pytest.mark.parametrize(
    ("share", "room", "expected"),
    [
        pytest.param(None, 77, "dlterms: reading, 3 s", id="unknown"),
        pytest.param(0.0, 77, "dlterms: reading [--------------------] 0%, 3 s", id="start"),
        pytest.param(0.5, 77, "dlterms: reading [##########----------] 50%, 3 s", id="half"),
        pytest.param(1.0, 77, "dlterms: reading [####################] 100%, 3 s", id="end"),
        pytest.param(0.5, 48, "dlterms: reading [##########----------] 50%, 3 s", id="just room"),
        pytest.param(0.5, 47, "dlterms: reading 50%, 3 s", id="no room for the bar"),
        pytest.param(0.5, 20, "dlterms: re 50%, 3 s", id="nor for the label"),
        pytest.param(None, 4, ", 3 s", id="for nothing"),
    ],
)
def test_progress_line(share: float | None, room: int, expected: str) -> None:
    """What is done, how much of it, and for how long, in the columns that there are."""
    assert progress_line("reading", share, 3.2, room) == expected


def test_a_chinese_label_is_cut_by_its_columns() -> None:
    """A Chinese character takes two columns."""
    assert progress_line("正在读取术语表", 0.5, 3.0, 30) == "dlterms: 正在读取术语 50%, 3 s"


def test_quick_work_shows_nothing() -> None:
    """What is over before the patience is says nothing."""
    screen = Screen()
    with Progress(screen, time.monotonic) as shown:
        shown.stage("reading")
    assert screen.getvalue() == ""


def test_slow_work_is_shown_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer is shown, and its line is empty again at the end."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    screen = Screen()
    with Progress(screen, time.monotonic) as shown:
        shown.stage("reading")
        assert screen.written.wait(10)
    assert "dlterms: " in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("stream", [io.StringIO(), None], ids=["pipe", "closed"])
def test_no_terminal_no_progress(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None) -> None:
    """A pipe gets nothing."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with Progress(stream, time.monotonic) as shown:
        shown.stage("reading")
        shown.reached(0.5)
    assert stream is None or stream.getvalue() == ""


def test_lost_terminal() -> None:
    """A terminal that goes away stops the line and nothing else."""
    screen = Screen()
    screen.close()
    shown = Progress(None, time.monotonic)
    shown._stream = screen
    shown._write("x")
    assert shown._over.is_set()


REBUILD = """
import sys, time
from dlterms.cli import main
from dlterms.history import store
from dlterms.terminal import progress

def slowly(path, log, parameters, reached):
    reached(0.5)
    time.sleep(60)

progress.PATIENCE = 0.0
store.replay = slowly
sys.argv[1:] = ["history", "rebuild"]
main()
"""


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        pytest.param(80, "dlterms: working through the log [##########----------] 50%, 0 s", id="80"),
        pytest.param(40, "dlterms: working through the 50%, 0 s", id="40"),
    ],
)
def test_interrupted(start: Start, tmp_path: Path, columns: int, shown: str) -> None:
    """On a terminal the progress takes one line, which Ctrl-C wipes, and what was being written stays as it was."""
    path = tmp_path / "data" / "reviews.db"
    with open_history(path, machine="here", new_id=lambda: "r2", now=0.0) as history:
        history.record(Review("dlterms/dropout:zh-en", 3, "right", "type", None, None, None, "r1", 1.0, "here"))
        history.db.execute("UPDATE memory SET stability = 99.0")  # which a rebuild would mend
    terminal = start("sh", "-c", 'trap : INT; "$@"; echo ended $?', "sh", code=REBUILD, columns=columns)
    terminal.wait_for(shown)
    terminal.wait_for(shown.replace(" 0 s", " 1 s"))
    assert terminal.lines() == [shown.replace(" 0 s", " 1 s")]
    terminal.type("\x03")
    terminal.wait_for("ended 130")
    assert terminal.lines() == ["ended 130"]
    with open_history(path, machine="here", new_id=lambda: "r2", now=0.0) as history:
        assert history.states()["dlterms/dropout:zh-en"].stability == 99.0
