"""FSRS-6: what an answer leaves in memory, and how likely a card is recalled later.

Written out from https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm, for a fit, a replay of the log
and a forecast ask for 100,000 steps at once: a step of the fsrs package takes ten times as long, and importing it as
long as all else that a first question imports. The tests hold both equal, to the bit.

There are no learning steps, so a card's memory is a fold of its ratings and their times, whatever the retention that
is wanted. Times are seconds since 1970, UTC; a day is 24 hours, but half a day that lies between two answers is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import e
from typing import TypeAlias

from dlterms.model import AGAIN, EASY, GOOD, HARD, Memory

DAY = 86_400.0
REST = DAY / 2  # seconds after which an answer counts as one of the next day

Parameters: TypeAlias = tuple[float, ...]  # w0 to w20; the first four are the stabilities after a first answer, in days
DEFAULTS: Parameters = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LOWEST: Parameters = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
HIGHEST: Parameters = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip
_LEAST = 0.001  # days of stability


def is_sound(parameters: Sequence[object]) -> bool:
    """Whether these are parameters: 21 numbers, each in its range."""
    return len(parameters) == len(DEFAULTS) and all(
        type(value) in (int, float) and low <= value <= high  # type: ignore[operator]
        for value, low, high in zip(parameters, LOWEST, HIGHEST, strict=True)
    )


def review(memory: Memory | None, rating: int, now: float, w: Parameters) -> Memory:
    """The memory after an answer rated 1 to 4. No memory: never asked before; a `now` before the last review: at it.

    ValueError for another rating.
    """
    if rating not in (AGAIN, HARD, GOOD, EASY):
        raise ValueError(f"{rating!r} is no rating, which is 1 to 4")
    miss = int(rating == AGAIN)
    if memory is None:
        return Memory(max(w[rating - 1], _LEAST), _bounded(_first_difficulty(rating, w)), now, now, 1, miss)
    time = max(now, memory.last_review)
    return Memory(
        max(_stability(memory, rating, whole_days(memory, time), w), _LEAST),
        _difficulty(memory.difficulty, rating, w),
        time, memory.first_review, memory.reviews + 1, memory.misses + miss,
    )  # fmt: skip


def replay(answers: Iterable[tuple[float, int]], w: Parameters) -> Memory | None:
    """The memory left by (time, rating) pairs in the order of time; None where there are none."""
    memory = None
    for time, rating in answers:
        memory = review(memory, rating, time, w)
    return memory


def whole_days(memory: Memory, now: float) -> float:
    """How many whole days have passed since the last review, which are all that FSRS counts; half a day is one already.

    FSRS means days that turn at night, and nobody comes at the same minute every day; but a fold knows no time zone.
    """
    seconds = round(max(0.0, now - memory.last_review), 6)  # times of millisecond precision are no exact floats
    return max(seconds // DAY, float(seconds >= REST))


def retrievability(memory: Memory, now: float, w: Parameters) -> float:
    """The chance of recalling the card now, 0 to 1."""
    return recall(memory.stability, whole_days(memory, now), w)


def recall(stability: float, days: float, w: Parameters) -> float:
    """The chance of recalling what has this stability after so many days, 0 to 1: 0.9 after as many as it has."""
    decay = -w[20]
    factor = 0.9 ** (1 / decay) - 1
    return float((1 + factor * days / stability) ** decay)


def _stability(memory: Memory, rating: int, days: float, w: Parameters) -> float:
    stability, difficulty = memory.stability, memory.difficulty
    if days < 1:
        growth = (e ** (w[17] * (rating - GOOD + w[18]))) * (stability ** -w[19])
        return float(stability * (growth if rating == AGAIN else max(growth, 1.0)))
    forgotten = 1 - recall(stability, days, w)
    if rating == AGAIN:
        long = w[11] * (difficulty ** -w[12]) * (((stability + 1) ** (w[13])) - 1) * (e ** (forgotten * w[14]))
        return float(min(long, stability / (e ** (w[17] * w[18]))))
    penalty = w[15] if rating == HARD else 1
    bonus = w[16] if rating == EASY else 1
    growth = (e ** (w[8])) * (11 - difficulty) * (stability ** -w[9]) * ((e ** (forgotten * w[10])) - 1)
    return float(stability * (1 + growth * penalty * bonus))


def _first_difficulty(rating: int, w: Parameters) -> float:
    return float(w[4] - (e ** (w[5] * (rating - 1))) + 1)


def _difficulty(difficulty: float, rating: int, w: Parameters) -> float:
    change = -(w[6] * (rating - GOOD))
    damped = difficulty + (10.0 - difficulty) * change / 9.0
    return _bounded(w[7] * _first_difficulty(EASY, w) + (1 - w[7]) * damped)


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
