"""What the history says about the learner.

Pure: who calls says where each day begins and which cards count. A card's id is `glossary/term:direction`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from heapq import nsmallest
from itertools import pairwise
from math import ceil
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from dlterms.history import Rated
from dlterms.model import Memory, Topic
from dlterms.quiz.cards import term_of
from dlterms.schedule import LEECH
from dlterms.study.calibration import Calibration
from dlterms.study.suspended import is_suspended

State: TypeAlias = Literal["new", "learning", "known"]  # of a term

KNOWN = 21.0  # days of stability from which a card counts as known; Anki calls such a card mature
STATES: tuple[State, ...] = get_args(State)
AHEAD = 14  # days
WEEKS = 53  # of the heat map: the year and what is left of this week
MONTH = 30  # days
PAIRS = 5  # of terms confused that are named


class Share(NamedTuple):
    """How many of how many answers were right."""

    right: int
    of: int


class Mastery(NamedTuple):
    """A topic, and how many of its terms are in each state."""

    topic: Topic
    new: int
    learning: int
    known: int


class Pair(NamedTuple):
    """Two terms that were taken for one another, by their ids."""

    terms: tuple[str, str]
    times: int


class Leech(NamedTuple):
    card: str
    misses: int


class Aside(NamedTuple):
    """A term (glossary/id) of which the learner has set so many cards aside."""

    term: str
    cards: int
    known: bool


class Pace(NamedTuple):
    """How many terms were never met, and in how many days they will have been at so many a day; None if never."""

    new: int
    left: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """What is asked of the history, only of cards whose term is still in a glossary."""

    memories: Mapping[str, Memory]
    now: float
    answers: Sequence[Rated]  # those that stand, by time, since `days[0]`
    days: Sequence[float]  # when each day began: WEEKS weeks up to today, then AHEAD days and the end of the last
    confusions: Mapping[tuple[str, str], int]  # (card asked, term that the answer belongs to)
    suspended: Mapping[str, bool] = field(default_factory=dict)  # cards ever set aside, and whether they still are
    known: Collection[str] = frozenset()  # terms (glossary/id) said to be known

    def is_aside(self, card: str) -> bool:
        """Whether the queue leaves a card out."""
        return is_suspended(card, self.memories.get(card), self.suspended)


@dataclass(frozen=True, slots=True)
class Stats:
    wanted: float  # retention
    month: Share  # true retention
    year: Share
    due: tuple[int, ...]  # cards, now and on each of the next days; what is left of today counts as tomorrow
    a_day: tuple[int, ...]  # reviews, today last
    streak: int  # days
    topics: tuple[Mastery, ...]
    confused: tuple[Pair, ...]
    leeches: tuple[Leech, ...]
    aside: tuple[Aside, ...]
    pace: Pace
    calibration: Calibration | None = None

    def count(self, state: State) -> int:
        """How many terms are in a state."""
        return sum(getattr(topic, state) for topic in self.topics)

    def to_json(self) -> dict[str, Any]:
        topics = [asdict(m.topic) | {state: getattr(m, state) for state in STATES} for m in self.topics]
        return {
            "retention": {"wanted": self.wanted, "month": self.month._asdict(), "year": self.year._asdict()},
            "due": list(self.due),
            "reviews_a_day": list(self.a_day),
            "streak": self.streak,
            "terms": {state: self.count(state) for state in STATES},
            "topics": topics,
            "confused": [pair._asdict() for pair in self.confused],
            "leeches": [leech._asdict() for leech in self.leeches],
            "set_aside": sum(aside.cards for aside in self.aside),
            "aside": [aside._asdict() for aside in self.aside],
            "pace": self.pace._asdict(),
            "calibration": self.calibration and self.calibration.to_json(),
        }


def stats(record: Record, retention: float, coming: Iterable[float], terms: Mapping[str, Topic], new: int) -> Stats:
    """Sum up the record.

    `coming` says when each card comes back, of those that do; `terms` are the `glossary/term` that a quiz asks, each
    with its topic; `new` is how many of them may be met on a day.
    """
    today = len(record.days) - AHEAD - 2
    a_day = tuple(map(len, by_day(record.answers, record.days[: today + 2])))
    topics = mastery(record.memories, terms, record.known)
    return Stats(
        wanted=retention,
        month=true_retention(record, record.days[today + 1 - MONTH]),
        year=true_retention(record, record.days[0]),
        due=due_days(coming, record.now, record.days[today + 2 :]),
        a_day=a_day,
        streak=streak(a_day),
        topics=topics,
        confused=pairs(record.confusions),
        leeches=leeches(record),
        aside=set_aside(record),
        pace=pace(sum(topic.new for topic in topics), new),
    )


def state(memories: Iterable[Memory], known: bool = False) -> State:
    """The state of a term from its cards that were answered: the weakest of them tells, unless it is `known`."""
    if known:
        return "known"
    stability = min((memory.stability for memory in memories), default=None)
    return "new" if stability is None else "known" if stability >= KNOWN else "learning"


def term_states(memories: Mapping[str, Memory], known: Iterable[str] = ()) -> dict[str, State]:
    """The states of the terms, `glossary/term`, of which a card was ever answered, and of those said to be known."""
    cards: dict[str, list[Memory]] = defaultdict(list)
    for card, memory in memories.items():
        cards[term_of(card)].append(memory)
    return {term: state(answered) for term, answered in cards.items()} | dict.fromkeys(known, "known")


def mastery(
    memories: Mapping[str, Memory], terms: Mapping[str, Topic], known: Iterable[str] = ()
) -> tuple[Mastery, ...]:
    """For each topic, in the order in which they are met, its terms by state."""
    states = term_states(memories, known)
    counts = Counter((topic, states.get(term, "new")) for term, topic in terms.items())
    return tuple(Mastery(topic, *(counts[topic, name] for name in STATES)) for topic in dict.fromkeys(terms.values()))


def due_days(coming: Iterable[float], now: float, ends: Sequence[float]) -> tuple[int, ...]:
    """How many cards have come back now, by the first of `ends`, and between each two neighbours."""
    counts = Counter(0 if time <= now else 1 + bisect_right(ends, time) for time in coming)
    return tuple(counts[day] for day in range(len(ends) + 1))


def by_day(answers: Sequence[Rated], bounds: Sequence[float]) -> list[Sequence[Rated]]:
    """The answers between each two neighbours of `bounds`."""
    places = [bisect_left(answers, (bound,)) for bound in bounds]
    return [answers[start:end] for start, end in pairwise(places)]


def streak(a_day: Sequence[int]) -> int:
    """Days in a row with an answer up to today, which may still be without one."""
    days = 0
    for place, count in enumerate(reversed(a_day)):
        if count:
            days += 1
        elif place:
            break
    return days


def true_retention(record: Record, since: float) -> Share:
    """Of the cards answered on an earlier day before, the share right at the first answer of a day."""
    right = of = 0
    for start, answers in zip(record.days, by_day(record.answers, record.days), strict=False):
        if start < since:
            continue
        for card, rating in {card: rating for _, card, rating in reversed(answers)}.items():
            memory = record.memories.get(card)
            if memory is not None and memory.first_review < start:
                of += 1
                right += rating > 1
    return Share(right, of)


def pairs(confusions: Mapping[tuple[str, str], int]) -> tuple[Pair, ...]:
    """The terms taken for one another most often, whichever was asked, the most frequent first."""
    times: dict[tuple[str, str], int] = defaultdict(int)
    for (card, other), count in confusions.items():
        term = term_of(card).partition("/")[2]
        times[(term, other) if term < other else (other, term)] += count
    return tuple(Pair(*item) for item in nsmallest(PAIRS, times.items(), key=lambda item: (-item[1], item[0])))


def leeches(record: Record) -> tuple[Leech, ...]:
    """The cards missed so often that the plan leaves them out, the worst first."""
    found = (
        Leech(card, m.misses) for card, m in record.memories.items() if m.misses >= LEECH and record.is_aside(card)
    )
    return tuple(sorted(found, key=lambda leech: (-leech.misses, leech.card)))


def set_aside(record: Record) -> tuple[Aside, ...]:
    """The terms of which the learner has set cards aside, by their ids."""
    cards = Counter(term_of(card) for card, still in record.suspended.items() if still)
    return tuple(Aside(term, count, term in record.known) for term, count in sorted(cards.items()))


def pace(left: int, new: int) -> Pace:
    return Pace(new, left, ceil(left / new) if new else None)
