"""The line that is shown while something takes long."""

from __future__ import annotations

import io
import threading
import time

import pytest

from dlterms.terminal import progress
from dlterms.terminal.progress import Progress, progress_line


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
    ("share", "expected"),
    [
        pytest.param(None, "dlterms: reading, 3 s", id="unknown"),
        pytest.param(0.0, "dlterms: reading [--------------------] 0%, 3 s", id="start"),
        pytest.param(0.5, "dlterms: reading [##########----------] 50%, 3 s", id="half"),
        pytest.param(1.0, "dlterms: reading [####################] 100%, 3 s", id="end"),
    ],
)
def test_progress_line(share: float | None, expected: str) -> None:
    """What is done, how much of it, and for how long."""
    assert progress_line("reading", share, 3.2) == expected


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
