"""When a card comes back: FSRS-6 with its published parameters, behind pure functions. Nothing else imports fsrs.

A card has no learning steps and no fuzz, so its memory is a fold of its ratings and their times, whatever the retention
that is wanted; the retention only says how long to wait. Times are seconds since 1970, UTC; a day is 24 hours. Why an
answer counts as it does, docs/memory.md tells.

The formulas of `interval` and `retrievability` are those of the fsrs package (and of FSRS-6's description,
https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm), written out here because a plan asks for
100,000 of them and importing fsrs takes longer than that; the tests hold them equal to the package.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from dlterms.day import day_start
from dlterms.model import Memory, Rating, VerdictName

if TYPE_CHECKING:
    from fsrs import Scheduler

# Other verdicts ask again: no review.
RATINGS: dict[VerdictName, Rating] = {"right": 3, "typo": 3, "other-term": 1, "wrong": 1, "empty": 1}
WITH_HELP: Rating = 2  # the most that an answer earns after an almost or a hint, or that may have been a lucky choice
RETENTION = 0.9
LEECH = 8  # misses

DAY = 86_400.0
REST = DAY / 2  # after which a card may be asked again, and an answer counts as one of the next day
DECAY = -0.1542
FACTOR: float = 0.9 ** (1 / DECAY) - 1
LONGEST = 36_500  # days


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def review(memory: Memory | None, rating: int, now: float) -> Memory:
    """The memory after an answer rated 1 to 4. No memory: never asked before; a `now` before the last review: at it.

    ValueError for another rating, OverflowError for a time that is no date.
    """
    from fsrs import Card, Rating, State

    time = now if memory is None else max(now, memory.last_review)
    when = datetime.fromtimestamp(time, UTC)
    card = Card(card_id=0, due=when)
    if memory is not None:
        last = when - timedelta(days=_days(time - memory.last_review))
        card = Card(0, State.Review, None, memory.stability, memory.difficulty, when, last)
    card, _ = _scheduler().review_card(card, Rating(rating), when)
    assert card.stability is not None
    assert card.difficulty is not None
    first, reviews, misses = (time, 0, 0) if memory is None else memory[3:]
    return Memory(card.stability, card.difficulty, time, first, reviews + 1, misses + (rating == 1))


def _days(seconds: float) -> float:
    """Whole days, as FSRS counts them, of what lies between two answers; but half a day is one already.

    FSRS means days that turn at night, and nobody comes at the same minute every day; but a fold knows no time zone.
    """
    seconds = round(seconds, 6)  # two times of millisecond precision differ, as floats, by so much from a whole day
    return max(seconds // DAY, float(seconds >= REST))


def replay(answers: Iterable[tuple[float, int]]) -> Memory | None:
    """The memory left by (time, rating) pairs in the order of time; None where there are none."""
    memory = None
    for time, rating in answers:
        memory = review(memory, rating, time)
    return memory


def stretch(retention: float) -> float:
    """How often `stability / FACTOR` days pass until recall falls to `retention`, a number between 0 and 1."""
    return float(retention ** (1 / DECAY) - 1)


def interval(stability: float, retention: float) -> int:
    """Whole days until recall falls to `retention`: 1 to 36,500."""
    return min(max(round(stability / FACTOR * stretch(retention)), 1), LONGEST)


def due(memory: Memory, retention: float, moment: float) -> float:
    """When a card is asked again: from the beginning of the day on which it is due, whatever the hour of the last time.

    But not within 12 hours, which count as the same day: such an answer would hardly lengthen the interval. And now, at
    `moment`, if a wrong clock dated its last answer over a day later than that.
    """
    if memory.last_review > moment + DAY:
        return moment
    return max(day_start(interval_end(memory, retention)).timestamp(), memory.last_review + REST)


def interval_end(memory: Memory, retention: float) -> float:
    """When recall has fallen to `retention`, to the second."""
    return memory.last_review + DAY * interval(memory.stability, retention)


def may_be_due(memory: Memory, retention: float, by: float) -> bool:
    """Whether a card can be `due` at a moment of the day that ends at `by`."""
    return interval_end(memory, retention) <= by or memory.last_review > by + DAY


def retrievability(memory: Memory, now: float) -> float:
    """The chance of recalling the card now, 0 to 1; like the fsrs package it counts whole days only."""
    days = _days(max(0.0, now - memory.last_review))
    return float((1 + FACTOR * days / memory.stability) ** DECAY)
