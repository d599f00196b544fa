"""What the tests of the history share: a log to write in, and a second, plainer account of what a log amounts to."""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

from hypothesis import strategies as st

from dlterms import fsrs
from dlterms.history import History, open_history, read_history
from dlterms.history.events import LogRow
from dlterms.model import Bury, Event, Learn, Memory, Override, Rating, Review, Suspend, Tune, Undo

NOW = 1_750_000_000.0  # a day in June 2025
DAY = fsrs.DAY
GAN = "dl/gan:zh-en"
RATINGS: tuple[Rating, ...] = get_args(Rating)


def opened(path: Path, machine: str = "here", timeout: float = 0.2) -> History:
    """A history in `path` whose ids count up, so that a test can be told again."""
    return open_history(path, machine=machine, new_id=counter(machine), now=NOW, timeout=timeout)


def in_memory(folder: Path) -> History:
    """A history without a file, for tests that make many; they need no disk."""
    return History(read_history(folder / "none.db").db, folder / "none.db", "here", counter("here"))


def counter(prefix: str) -> Callable[[], str]:
    numbers = itertools.count()
    return lambda: f"{prefix}-{os.getpid()}-{next(numbers):06}"


def answer(number: int, rating: Rating = 3, card: str = GAN, time: float | None = None) -> Review:
    return Review(card, rating, id=f"answer-{number:06}", time=NOW + number * DAY if time is None else time)


def override(
    history: History, now: float, review: str, rating: Rating, verdict: str = "right", card: str = GAN
) -> None:
    history.record(Override(card, review, rating, verdict, history.new_id(), now))


def suspend(history: History, now: float, card: str, suspended: bool) -> None:
    history.record(Suspend(card, suspended, id=history.new_id(), time=now))


def event_of(row: LogRow) -> Event:
    kinds: dict[str, type[Event]] = {
        "review": Review, "undo": Undo, "override": Override, "suspend": Suspend, "bury": Bury, "learn": Learn,
        "tune": Tune,
    }  # fmt: skip
    kind = kinds[row.event]
    if kind is Tune:
        return Tune(tuple(json.loads(row.data)["parameters"]) if row.data else (), row.target, row.id, row.time)
    return kind(**{name: getattr(row, name) for name in kind._fields})


def amount(events: Iterable[LogRow]) -> tuple[dict[str, Memory], dict[str, bool]]:
    """The memories and the suspended cards that a log amounts to, by the rule alone: the later (time, id) wins."""
    log = sorted({event.id: event for event in events}.values(), key=lambda event: (event.time, event.id))
    said = {event.target: event for event in log if event.event in ("undo", "override")}
    suspended = {event.card: bool(event.suspended) for event in log if event.event == "suspend"}
    memories: dict[str, Memory] = {}
    parameters = in_force(log)
    for event in log:
        last = said.get(event.id, event)
        if event.event == "review" and last.event != "undo":
            assert last.rating is not None
            memories[event.card] = fsrs.review(memories.get(event.card), last.rating, event.time, parameters)
    return memories, suspended


def in_force(log: Iterable[LogRow]) -> fsrs.Parameters:
    """The parameters of the latest tune that no other takes back."""
    tunes = [event for event in log if event.event == "tune"]
    undone = {event.target for event in tunes}
    standing = [event for event in tunes if event.data and event.id not in undone]
    return tuple(json.loads(standing[-1].data or "")["parameters"]) if standing else fsrs.DEFAULTS


@st.composite
def logs(draw: st.DrawFn) -> list[LogRow]:
    """A log of three machines with ties in time, and undos and overrides of anything, of one another too."""
    events: list[LogRow] = []
    for number in range(draw(st.integers(1, 25))):
        kind = draw(
            st.sampled_from(["review", "review", "review", "undo", "override", "suspend", "bury", "learn", "tune"])
        )
        event = LogRow(
            id=f"{draw(st.integers(0, 9))}-{number}",
            event=kind,
            time=NOW + draw(st.integers(0, 8)) * DAY / 2,
            card="" if kind == "tune" else draw(st.sampled_from(["dl/gan:zh-en", "dl/gan:en-zh", "dl/dropout:zh-en"])),
            machine=draw(st.sampled_from(["a", "b", "c"])),
        )
        if kind == "tune" and draw(st.booleans()):
            event = event._replace(data=tuned_data(draw(st.sampled_from([0.5, 3.0, 9.0]))))
        elif kind in ("undo", "override", "tune"):
            names = [other.id for other in events] + ["nowhere"]
            event = event._replace(target=draw(st.sampled_from(names)))
        if kind in ("review", "override"):
            event = event._replace(rating=draw(st.sampled_from(RATINGS)))
        if kind == "suspend":
            event = event._replace(suspended=draw(st.booleans()), verdict=draw(st.sampled_from([None, "known"])))
        events.append(event)
    return events


def tuned(days: float) -> fsrs.Parameters:
    """Parameters that say how long a card keeps after a first good answer."""
    return (*fsrs.DEFAULTS[:2], days, *fsrs.DEFAULTS[3:])


def tuned_data(days: float) -> str:
    return json.dumps({"parameters": tuned(days)}, separators=(",", ":"))


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
