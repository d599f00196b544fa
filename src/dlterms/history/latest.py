"""The latest answers, and what of them the figures are made from: a year may hold a million."""

from __future__ import annotations

from operator import eq
from typing import NamedTuple, TypeAlias

from dlterms.history.faults import damaged
from dlterms.history.reader import Reader
from dlterms.history.replay import LATEST, is_time
from dlterms.i18n import tr
from dlterms.quiz.cards import is_card

_LATEST = """
    SELECT a.card, a.time, coalesce(m.reviews, 1) FROM answer a LEFT JOIN memory m ON m.card = a.card
    ORDER BY a.time DESC, a.id DESC LIMIT ?
"""
_GIVEN = "SELECT time, id, rating, mode FROM answer WHERE card = ?"
_SOUND = {(float, str, rating) for rating in (1, 2, 3, 4)}
_RATED = "SELECT time, card, rating FROM answer WHERE time >= ? ORDER BY time"

Rated: TypeAlias = tuple[float, str, int]  # when, which card, rated how; a plain tuple is made in a third of the time


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
        if not (type(card) is str and is_card(card) and is_time(time) and type(reviews) is int):
            odd = tr("card {card}: answered at {time}", card=f"{card!r:.60}", time=f"{time!r:.60}")
            raise damaged(history.path, odd)
        name = history.now_called(card)
        if name not in cards and rows > 0:
            cards.add(name)
            rows -= reviews
    return Latest(found[-1][1] if found else 0.0, {card: _given(history, card) for card in cards})


def rated(history: Reader, since: float) -> list[Rated]:
    """The answers that stand, as overridden, in the order of time."""
    found = history.rows(_RATED, since)
    cards = {card for _, card, _ in found}
    kinds = {(type(time), type(card), rating) for time, card, rating in found}
    if not kinds <= _SOUND or (found and found[-1][0] > LATEST):
        raise damaged(history.path, tr("what should be an answer is none"))
    names = {card: history.now_called(card) for card in cards}
    if all(map(eq, names, names.values())):
        found.sort()  # of one moment in any order that is the same everywhere; SQLite takes half a second for it
        return found
    return sorted((time, names[card], rating) for time, card, rating in found)


def _given(history: Reader, card: str) -> list[Given]:
    rows = [row for name in history.ids(card) for row in history.rows(_GIVEN, name)]
    for time, event, rating, mode in rows:
        if not (is_time(time) and type(event) is str and rating in (1, 2, 3, 4) and type(mode) in (str, type(None))):
            odd = tr("card {card}: {rating} at {time}", card=card, rating=f"{rating!r:.60}", time=f"{time!r:.60}")
            raise damaged(history.path, odd)
    return [Given(time, rating, mode) for time, _, rating, mode in sorted(rows)]
