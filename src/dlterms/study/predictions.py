"""What the schedule foretold of answers, beside what came. Pure.

An answer on the day of the one before (by whole days of 24 hours) says nothing of the memory and is not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple, TypeAlias

from dlterms.fsrs import Parameters, recall, review, whole_days
from dlterms.model import AGAIN

Answers: TypeAlias = Sequence[tuple[float, int]]  # to one card: (time, rating) in the order of time

_LEAST = 1e-6  # chance: what was held to be impossible must not weigh more than all else


class Prediction(NamedTuple):
    place: int  # of the answer among those to its card
    time: float
    chance: float  # of recalling the card, as foretold
    recalled: bool


def predictions(answers: Answers, parameters: Parameters) -> Iterator[Prediction]:
    memory = None
    for place, (time, rating) in enumerate(answers):
        if memory is not None and (days := whole_days(memory, time)):
            yield Prediction(place, time, recall(memory.stability, days, parameters), rating > AGAIN)
        memory = review(memory, rating, time, parameters)


def log_loss(found: Iterable[Prediction]) -> float:
    """The sum over answers of -ln of the chance that was given to what came: the less, the better foretold."""
    return -sum(log(max(each.chance if each.recalled else 1 - each.chance, _LEAST)) for each in found)
