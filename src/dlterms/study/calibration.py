"""Whether what the schedule foretold came true. Pure.

It is asked of answers on a later day than the one before, to the same card, and of the schedule as it is in use now:
what it would have foretold of each from those before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal, NamedTuple, TypeAlias

from dlterms.fsrs import Parameters
from dlterms.history import Given, Latest
from dlterms.quiz.cards import term_of
from dlterms.quiz.talk import MODES
from dlterms.study.fitting import FEWEST
from dlterms.study.predictions import predictions

ANSWERS = 2_500  # the latest, of which some are of the same day as the one before
ROWS = 20_000  # of the log at most, which take 0.15 s
EDGES = (0.0, 0.7, 0.8, 0.88, 0.92, 0.96, 1.0)  # of bins; most answers come where 0.9 was foretold
ENOUGH = 20  # answers of a bin; fewer go with those beside it
CHANCE = 2  # standard errors
OTHER = "other"  # how it was asked, if not by one of MODES: by another program, or a newer dlterms

Verdict: TypeAlias = Literal["right", "less", "more"]  # than foretold was remembered


class Outcome(NamedTuple):
    """An answer: the chance foretold of recalling its card, and what came."""

    chance: float
    recalled: bool
    first: bool  # on a later day
    mode: str


class Tally(NamedTuple):
    foretold: float  # share, a mean
    right: int
    of: int  # answers
    error: float  # standard error of the share remembered, if the chances foretold are right

    @property
    def remembered(self) -> float:
        return self.right / self.of

    @property
    def differs(self) -> bool:
        """Whether by more than chance."""
        return self.of >= FEWEST and abs(self.remembered - self.foretold) > CHANCE * self.error

    def to_json(self) -> dict[str, float | None]:
        foretold, error = (round(value, 4) if self.of else None for value in (self.foretold, self.error))
        return {"foretold": foretold, "right": self.right, "of": self.of, "error": error}


class Bin(NamedTuple):
    """The answers of which a chance from `low` to `high` was foretold."""

    low: float
    high: float
    tally: Tally


@dataclass(frozen=True, slots=True)
class Calibration:
    all: Tally
    first: Tally  # answers to a card on a later day
    later: Tally
    modes: dict[str, Tally]  # by how it was asked
    bins: tuple[Bin, ...]  # by what was foretold

    @property
    def verdict(self) -> Verdict | None:
        """None while there are too few answers to tell."""
        if self.all.of < FEWEST:
            return None
        if not self.all.differs:
            return "right"
        return "less" if self.all.remembered < self.all.foretold else "more"

    @property
    def pays(self) -> bool:
        """Whether to fit the schedule to the learner would pay, as far as first answers tell."""
        return self.first.differs

    def to_json(self) -> dict[str, Any]:
        return {
            "all": self.all.to_json(),
            "first": self.first.to_json(),
            "later": self.later.to_json(),
            "modes": {mode: tally.to_json() for mode, tally in self.modes.items()},
            "bins": [{"from": low, "to": high, **tally.to_json()} for low, high, tally in self.bins],
            "verdict": self.verdict,
            "tune": self.pays,
        }


def calibration(found: Latest, terms: Container[str], parameters: Parameters) -> Calibration | None:
    """Of the latest answers to cards of these terms, glossary/id; None if a later day has seen none."""
    cards = (given for card, given in sorted(found.cards.items()) if term_of(card) in terms)
    outcomes = [outcome for given in cards for outcome in _outcomes(given, found.since, parameters)]
    if not outcomes:
        return None
    modes: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        modes[outcome.mode].append(outcome)
    return Calibration(
        all=_tally(outcomes),
        first=_tally([outcome for outcome in outcomes if outcome.first]),
        later=_tally([outcome for outcome in outcomes if not outcome.first]),
        modes={mode: _tally(modes[mode]) for mode in (*MODES, OTHER) if mode in modes},
        bins=tuple(_bins(outcomes)),
    )


def _outcomes(given: Sequence[Given], since: float, parameters: Parameters) -> Iterator[Outcome]:
    """What came of the answers to a card; those before `since` only shape the memory."""
    answers = [(answer.time, answer.rating) for answer in given]
    for number, (place, time, chance, recalled) in enumerate(predictions(answers, parameters)):
        if time >= since:
            mode = given[place].mode
            yield Outcome(chance, recalled, not number, mode if mode in MODES else OTHER)


def _tally(outcomes: Sequence[Outcome]) -> Tally:
    of = max(len(outcomes), 1)
    chances = [outcome.chance for outcome in outcomes]
    error = sqrt(sum(chance * (1 - chance) for chance in chances)) / of
    return Tally(sum(chances) / of, sum(outcome.recalled for outcome in outcomes), len(outcomes), error)


def _bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """By what was foretold, from the least to the most."""
    parts: list[list[Outcome]] = [[] for _ in EDGES[1:]]
    for outcome in outcomes:
        parts[min(bisect_right(EDGES, outcome.chance), len(parts)) - 1].append(outcome)
    found: list[tuple[float, float, list[Outcome]]] = []
    for low, high, part in zip(EDGES, EDGES[1:], parts, strict=False):
        if part and found and min(len(part), len(found[-1][2])) < ENOUGH:
            found[-1] = (found[-1][0], high, found[-1][2] + part)
        elif part:
            found.append((low, high, part))
    return [Bin(low, high, _tally(part)) for low, high, part in found]
