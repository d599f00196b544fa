"""stdout, watched: its own faults are told from those of other files, and whether anything was written is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dlterms.errors import reason


class StdoutError(OSError):
    """stdout cannot be written; the fault is its cause. It has no errno, of some of which click would make an exit."""


class _Watched:
    """A stream that is otherwise the one it stands in for."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.used = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> Any:
        """What click writes to where the encoding of stdout is ASCII."""
        return _Watched(self._stream.buffer)

    def write(self, text: str | bytes) -> Any:
        self.used = self.used or bool(text)
        with _faults():
            return self._stream.write(text)

    def flush(self) -> None:
        with _faults():
            self._stream.flush()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StdoutError(reason(error)) from error


@contextmanager
def watched() -> Iterator[None]:
    """Watch stdout, whatever that is at the time."""
    before = sys.stdout
    sys.stdout = _Watched(before)
    try:
        yield
    finally:
        sys.stdout = before


def is_used() -> bool:
    """Whether anything was written since stdout is watched."""
    return isinstance(sys.stdout, _Watched) and sys.stdout.used
