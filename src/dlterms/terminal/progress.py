"""A line on the terminal while something takes more than a second."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from dlterms.views.columns import cells

PATIENCE = 1.0  # seconds before anything is said
_INTERVAL = 0.2
_WIDTH = 20  # of the bar
_COLUMNS = 80  # of a terminal that does not say


class Progress:
    """A context manager: shows the stage, its bar and the seconds so far by `clock`, and leaves nothing behind."""

    def __init__(self, stream: TextIO | None, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._label = ""
        self._share: float | None = None
        self._over = threading.Event()
        self._shown = False
        self._thread: threading.Thread | None = None

    def stage(self, label: str) -> None:
        self._label, self._share = label, None

    def reached(self, share: float) -> None:
        """How much of the stage is done, 0 to 1."""
        self._share = share

    def __enter__(self) -> Progress:
        if self._stream and self._stream.isatty():
            self._thread = threading.Thread(target=self._follow, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
        if self._shown:
            self._write("\r\x1b[K")

    def _follow(self) -> None:
        assert self._stream
        started = self._clock()
        pause = PATIENCE
        while not self._over.wait(pause):
            pause = _INTERVAL
            self._shown = True
            line = progress_line(self._label, self._share, self._clock() - started, _room(self._stream))
            self._write(f"\r{line}\x1b[K")

    def _write(self, text: str) -> None:
        assert self._stream
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # a terminal that went away is nobody's loss here
            self._over.set()


def progress_line(label: str, share: float | None, seconds: float, room: int) -> str:
    """What is done and for how long, in so many columns: without the bar, or part of the label, where they are few."""
    end = f", {seconds:.0f} s" if share is None else f" {share:.0%}, {seconds:.0f} s"
    full = round((share or 0) * _WIDTH)
    bar = "" if share is None else f" [{'#' * full}{'-' * (_WIDTH - full)}]"
    start = f"dlterms: {label}"
    if cells(start + bar + end) <= room:
        return f"{start}{bar}{end}"
    while start and cells(start + end) > room:
        start = start[:-1]
    return f"{start}{end}"


def _room(stream: TextIO) -> int:
    """The columns of a terminal but for those of a ^C, which must not begin another line."""
    columns = 0
    with suppress(OSError, ValueError):
        columns = os.get_terminal_size(stream.fileno()).columns
    return (columns or _COLUMNS) - len("^C ")
