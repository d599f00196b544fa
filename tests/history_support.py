"""What the tests of the history share: a log to write in, and a second, plainer account of what a log amounts to."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import strategies as st

from dlterms import schedule
from dlterms.history import History, open_history, read_history
from dlterms.model import Memory, Review

NOW = 1_750_000_000.0  # a day in June 2025
DAY = schedule.DAY


def opened(path: Path, machine: str = "here", timeout: float = 0.2) -> History:
    """A history in `path` whose ids count up, so that a test can be told again."""
    return open_history(path, machine=machine, new_id=counter(machine), now=NOW, timeout=timeout)


def in_memory(folder: Path) -> History:
    """A history without a file, for tests that make many; they need no disk."""
    return History(read_history(folder / "none.db").db, folder / "none.db", "here", counter("here"))


def counter(prefix: str) -> Callable[[], str]:
    numbers = itertools.count()
    return lambda: f"{prefix}-{os.getpid()}-{next(numbers):06}"


def answer(number: int, rating: int = 3, card: str = "dl/gan:zh-en", time: float | None = None) -> Review:
    return Review(f"answer-{number:06}", "review", NOW + number * DAY if time is None else time, card, rating=rating)


def amount(events: Iterable[Review]) -> tuple[dict[str, Memory], dict[str, bool]]:
    """The memories and the suspended cards that a log amounts to, by the rule alone: the later (time, id) wins."""
    log = sorted({event.id: event for event in events}.values(), key=lambda event: (event.time, event.id))
    said = {event.target: event for event in log if event.event in ("undo", "override")}
    suspended = {event.card: bool(event.suspended) for event in log if event.event == "suspend"}
    memories: dict[str, Memory] = {}
    for event in log:
        last = said.get(event.id, event)
        if event.event == "review" and last.event != "undo":
            assert last.rating is not None
            memories[event.card] = schedule.review(memories.get(event.card), last.rating, event.time)
    return memories, suspended


@st.composite
def logs(draw: st.DrawFn) -> list[Review]:
    """A log of three machines with ties in time, and undos and overrides of anything, of one another too."""
    events: list[Review] = []
    for number in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from(["review", "review", "review", "undo", "override", "suspend"]))
        event = Review(
            id=f"{draw(st.integers(0, 9))}-{number}",
            event=kind,
            time=NOW + draw(st.integers(0, 8)) * DAY / 2,
            card=draw(st.sampled_from(["dl/gan:zh-en", "dl/gan:en-zh", "dl/dropout:zh-en"])),
            machine=draw(st.sampled_from(["a", "b", "c"])),
        )
        if kind in ("undo", "override"):
            names = [other.id for other in events] + ["nowhere"]
            event = event._replace(target=draw(st.sampled_from(names)))
        if kind in ("review", "override"):
            event = event._replace(rating=draw(st.integers(1, 4)))
        if kind == "suspend":
            event = event._replace(suspended=draw(st.booleans()))
        events.append(event)
    return events


def in_child(work: Callable[[], None]) -> int:
    """Start `work` in a process of its own; returns its id. Exit code 0, or 1 after a traceback."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking where other threads run
        pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.alarm(60)
        work()
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def succeeded(pid: int) -> bool:
    """Wait for a child; whether its work was done without an exception."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
