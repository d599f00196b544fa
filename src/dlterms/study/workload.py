"""How much there is to answer, and how much is kept, if another share is to be remembered: by simulation. Pure.

The learner comes every day at this hour, from tomorrow on, until nothing is due; recalls each card as the schedule
foretells; and answers again at once what was missed. A card comes once it has waited, one of each term a day. A term's
further direction comes as `queue` says, and so many new terms do a day. Cards missed too often are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from random import Random
from typing import NamedTuple

from dlterms.fsrs import DAY, Parameters, retrievability, review
from dlterms.model import AGAIN, GOOD, Memory
from dlterms.schedule import LEECH, Stretch, interval, interval_end, stretch
from dlterms.study.queue import EVEN, FIRM

SHARES = (0.8, 0.85, 0.9, 0.95)  # to be remembered, which are always told of
SPAN = 30  # days
DAYS = 3 * SPAN
TERMS = 1_000  # of more than these, as many are drawn


class Standing(NamedTuple):
    """A term: the memories of its cards, in the order in which they were met, and how many cards were never asked."""

    met: tuple[Memory, ...]
    left: int


class Supposed(NamedTuple):
    """What to suppose of a learner."""

    terms: Sequence[Standing]  # those met first, then new ones in the order of learning
    new: int  # terms a day
    right: float  # share of first answers
    parameters: Parameters
    now: float
    tomorrow: float  # when the day turns
    part: float = 1.0  # which share of all terms these are: all that is said of a day goes with it


class Expected(NamedTuple):
    """What comes of a share to be remembered; answers are means a day."""

    retention: float
    soon: float  # answers in the first 30 days
    later: float  # in the last 30 of 90
    cards: int  # met by the end
    kept: float  # share of these that would be recalled then, due or not

    def to_json(self) -> dict[str, float]:
        soon, later, kept = round(self.soon, 1), round(self.later, 1), round(self.kept, 4)
        answers = {"answers_a_day": soon, "answers_a_day_later": later}
        return {"retention": self.retention, **answers, "cards": self.cards, "kept": kept}


def sample(terms: Sequence[str], seed: int) -> tuple[Sequence[str], float]:
    """TERMS of many terms, in their order, and which share of all they are."""
    if len(terms) <= TERMS:
        return terms, 1.0
    places = sorted(Random(seed).sample(range(len(terms)), TERMS))
    return [terms[place] for place in places], TERMS / len(terms)


def expected(supposed: Supposed, retentions: Iterable[float], seed: int) -> tuple[Expected, ...]:
    """What comes of each of the shares, and of SHARES; the same for the same seed."""
    return tuple(_expected(supposed, retention, Random(seed)) for retention in sorted({*SHARES, *retentions}))


def _expected(supposed: Supposed, retention: float, draw: Random) -> Expected:
    course = _Course(supposed, stretch(retention, supposed.parameters), draw)
    part, new = supposed.part, supposed.new * supposed.part
    answers = [course.day(day, int(day * new) - int((day - 1) * new)) for day in range(1, DAYS + 1)]
    soon, later = (sum(span) / SPAN / part for span in (answers[:SPAN], answers[-SPAN:]))
    chances = course.chances(DAYS)
    return Expected(retention, soon, later, round(len(chances) / part), sum(chances) / max(len(chances), 1))


class _Course:
    """Days of learning, one after another. A term is named by its place, a card of it by its number."""

    def __init__(self, supposed: Supposed, wait: Stretch, draw: Random) -> None:
        self.supposed = supposed
        self.wait = wait
        self.draw = draw
        self.cards = [list(term.met) for term in supposed.terms]
        self.left = [term.left for term in supposed.terms]
        self.unmet = (place for place, term in enumerate(supposed.terms) if not term.met and term.left)
        self.coming: dict[int, list[tuple[int, int]]] = defaultdict(list)  # the cards of each day
        for place, term in enumerate(supposed.terms):
            for number, memory in enumerate(term.met):
                days = (interval_end(memory, wait) - supposed.tomorrow) // DAY
                self.coming[max(1 + int(days), 1)].append((place, number))

    def day(self, day: int, new: int) -> int:
        """How many answers are given, where so many terms may be met."""
        now = self.supposed.now + day * DAY
        busy: set[int] = set()
        answers = 0
        for chance, place, number in self._due(day, now):
            if place in busy:
                self.coming[day + 1].append((place, number))
            else:
                busy.add(place)
                answers += self._answer(place, number, chance, day)
        room = ceil(EVEN * self.supposed.part) - len(busy)
        for place in (*islice(self._firm(busy), max(0, room)), *islice(self.unmet, new)):
            self.left[place] -= 1
            answers += self._answer(place, len(self.cards[place]), self.supposed.right, day)
        return answers

    def chances(self, day: int) -> list[float]:
        """Of recalling each of the cards met."""
        now, w = self.supposed.now + day * DAY, self.supposed.parameters
        return [retrievability(card, now, w) for cards in self.cards for card in cards]

    def _due(self, day: int, now: float) -> list[tuple[float, int, int]]:
        """(chance of recalling it, term, card), the likeliest first."""
        w = self.supposed.parameters
        cards = self.coming.pop(day, [])
        return sorted(((retrievability(self.cards[p][n], now, w), p, n) for p, n in cards), reverse=True)

    def _firm(self, busy: Container[int]) -> Iterator[int]:
        """The terms that are ready for their next direction."""
        for place, cards in enumerate(self.cards):
            if cards and self.left[place] and cards[-1].stability >= FIRM and place not in busy:
                yield place

    def _answer(self, place: int, number: int, chance: float, day: int) -> int:
        """How many answers a card takes until it is right."""
        now, w = self.supposed.now + day * DAY, self.supposed.parameters
        ratings = (GOOD,) if self.draw.random() < chance else (AGAIN, GOOD)
        cards = self.cards[place]
        memory = cards[number] if number < len(cards) else None
        for rating in ratings:
            memory = review(memory, rating, now, w)
        assert memory is not None
        cards[number:] = [memory, *cards[number + 1 :]]
        if not (len(ratings) > 1 and memory.misses == LEECH):
            self.coming[day + interval(memory.stability, self.wait)].append((place, number))
        return len(ratings)
