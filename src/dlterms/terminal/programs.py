"""Other programs that have the terminal for a while."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def left_to_another() -> Iterator[None]:
    """Ctrl-C and Ctrl-Z are the other program's, which knows what to do with them."""
    # Not SIG_IGN, which it would inherit.
    handlers = {signal.SIGINT: _do_nothing} | ({signal.SIGTSTP: signal.SIG_DFL} if os.name == "posix" else {})
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _do_nothing(signum: int, frame: FrameType | None) -> None:
    pass
