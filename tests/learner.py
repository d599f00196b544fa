"""A learner with a past, for the tests of the commands around memory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dlterms.cli import due_command, own_history
from dlterms.history import History, open_history
from dlterms.model import Rating, Review

NOW = 1_772_481_600.0  # Monday 2 March 2026, 20:00 UTC
DAY = 86_400.0
_numbers = count()
NEW_YORK = "America/New_York"
SHANGHAI = "Asia/Shanghai"


def at(zone: str, local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp()


def local(zone: str, time: float) -> str:
    return f"{datetime.fromtimestamp(time, ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def set_clock(monkeypatch: pytest.MonkeyPatch, now: float = NOW, zone: str = "UTC") -> None:
    """Make it this time, in this time zone."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr(own_history, "now", lambda: now)
    monkeypatch.setattr(due_command, "now", lambda: now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    set_clock(monkeypatch)
    yield
    monkeypatch.undo()
    time.tzset()


def written_history() -> History:
    """The history that the commands use."""
    return open_history(
        own_history.history_path(), machine=own_history.machine(), new_id=lambda: f"{next(_numbers):06}", now=NOW
    )


def answered(answers: Iterable[tuple[str, float, Rating]], *, machine: str | None = None) -> None:
    """Put answers (card, days ago, rating) into the history; a card without a glossary is one of the bundled."""
    name = machine or own_history.machine()
    with written_history() as history:
        history.merge(review(*answer)._replace(machine=name) for answer in answers)


def review(card: str, days_ago: float, rating: Rating = 3) -> Review:
    name = card if "/" in card else f"dlterms/{card}"
    verdict = "wrong" if rating == 1 else "right"
    return Review(name, rating, verdict, answer="said", id=f"{next(_numbers):06}", time=NOW - days_ago * DAY)


def history_bytes() -> bytes:
    return Path(own_history.history_path()).read_bytes()
