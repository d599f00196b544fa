"""The latest answers in short, and the cards answered last with all that was ever answered to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dlterms.history.faults import damaged
from dlterms.history.reader import Reader
from dlterms.history.replay import LATEST
from dlterms.quiz.cards import is_card

_LATEST = """
    SELECT a.card, a.time, coalesce(m.reviews, 1) FROM answer a LEFT JOIN memory m ON m.card = a.card
    ORDER BY a.time DESC, a.id DESC LIMIT ?
"""
_SINCE = "SELECT card, time, rating FROM answer WHERE time >= ? ORDER BY time, id"
_GIVEN = "SELECT time, id, rating, mode FROM answer WHERE card = ?"


class Rated(NamedTuple):
    card: str
    time: float
    rating: int


class Given(NamedTuple):
    """An answer: when, rated how (1 to 4), asked how."""

    time: float
    rating: int
    mode: str | None


class Latest(NamedTuple):
    since: float  # when the first of the latest answers was given
    cards: dict[str, list[Given]]  # all answers to a card in the order of time


def latest(history: Reader, answers: int, rows: int) -> Latest:
    """The cards of the latest so many answers; those answered last, where to read all would take more than `rows`."""
    found = history.rows(_LATEST, answers)
    cards: set[str] = set()
    for card, time, reviews in found:
        if not (type(card) is str and is_card(card) and _is_time(time) and type(reviews) is int):
            raise damaged(history.path, f"card {card!r:.60}: answered at {time!r:.60}")
        name = history.now_called(card)
        if name not in cards and rows > 0:
            cards.add(name)
            rows -= reviews
    return Latest(found[-1][1] if found else 0.0, {card: _given(history, card) for card in cards})


def rated(history: Reader, since: float) -> Iterator[Rated]:
    """The answers that stand, as overridden, in the order of time: a third of what `Reader.reviews` takes for them."""
    for card, time, rating in history.rows(_SINCE, since):
        if not (type(card) is str and _is_time(time) and rating in (1, 2, 3, 4)):
            raise damaged(history.path, f"card {card!r:.60}: {rating!r:.60} at {time!r:.60}")
        yield Rated(history.now_called(card), time, rating)


def _given(history: Reader, card: str) -> list[Given]:
    rows = [row for name in history.ids(card) for row in history.rows(_GIVEN, name)]
    for time, event, rating, mode in rows:
        if not (_is_time(time) and type(event) is str and rating in (1, 2, 3, 4) and type(mode) in (str, type(None))):
            raise damaged(history.path, f"card {card}: {rating!r:.60} at {time!r:.60}")
    return [Given(time, rating, mode) for time, _, rating, mode in sorted(rows)]


def _is_time(value: object) -> bool:
    return type(value) is float and 0 <= value <= LATEST
