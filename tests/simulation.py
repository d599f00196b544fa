"""Simulate learning through the real plan, history and schedule.

    python tests/simulation.py [--days 365] [--terms 1200] [--seed 1] [--retention 0.9] [--minutes 20]
    python tests/simulation.py --bundled [--days 30]

The learner forgets as FSRS says, but each card is easier or harder for them than the schedule knows, and they come at
another hour every day for 20 minutes. What they truly remember is kept apart from what the schedule believes: who chose
right by luck learned as much as who missed, and their days turn at night, as those that FSRS was fitted to.

With --bundled it is the bundled glossary, every answer is right with the same chance, and two learners stand side by
side: one goes on until nothing is due, one has a session a day.

On the way it is asserted that no term is asked before its prerequisites, two cards of a term on one day only if the
first was missed, and never more new terms than the daily limit. The same seed prints the same figures.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from benchmarks.generate import glossary
from dlterms.day import day_start
from dlterms.fsrs import DAY, DEFAULTS, recall, review
from dlterms.history import History, database
from dlterms.index.build import connect, fill
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.loader import load
from dlterms.model import Memory, Rating, Review
from dlterms.quiz.cards import USUAL, Card
from dlterms.schedule import RETENTION, WITH_HELP
from dlterms.study.queue import NEW_A_DAY, old_cards
from dlterms.study.queue import limits as limits_of
from dlterms.study.queue import past as past_of
from dlterms.study.queue import queue as queue_of
from lookup_support import bundled_glossary, index_in_memory

START = 1_767_297_600.0  # 2026-01-01 20:00 UTC
MINUTES = 20
SESSION = 20  # cards
COMEBACK = 3  # other cards before a missed one returns
SECONDS = {"choice": 8, "type": 12, "missed": 10}  # to answer, and to read what was right
RIGHT = 0.92  # of the answers with --bundled
KNOWN = 0.25  # of the new cards
CHOICES = 3
SPREAD = 0.25  # of how much better or worse a card is kept than the schedule knows
HOURS = 1.5  # that the learner comes earlier or later


@dataclass
class Day:
    answers: int = 0
    new: int = 0  # terms met for the first time
    seconds: float = 0.0
    asked_again: int = 0  # cards met on an earlier day
    remembered: int = 0
    firm_asked: int = 0  # those that keep for a day and more; the others come too late even after the shortest interval
    firm_remembered: int = 0
    waiting: int = 0  # due cards for which there was no time


@dataclass
class Learner:
    rng: random.Random
    minutes: float = MINUTES  # a day
    sessions: int = 1_000  # a day
    right: float | None = None  # share of the answers, whatever the memory says
    factors: dict[str, float] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)  # by cards; in truth, but for the factors

    def answers(self, card: str, now: float, *, choice: bool) -> bool:
        """Whether an answer is right; who did not know it learns it from what is then shown."""
        if self.right is not None:
            return self.rng.random() < self.right
        memory = self.memories.get(card)
        knows = self.rng.random() < (self.chance(card, memory, now) if memory else KNOWN)
        self.memories[card] = learned(memory, 3 if knows else 1, now)
        return knows or (choice and self.rng.random() < 1 / CHOICES)

    def chance(self, card: str, memory: Memory, now: float) -> float:
        factor = self.factors.setdefault(card, math.exp(self.rng.gauss(0, SPREAD)))
        days = (now - memory.last_review) / DAY  # fractions of a day count: nobody forgets at midnight
        return recall(memory.stability * factor, days, DEFAULTS)


def learned(memory: Memory | None, rating: Rating, now: float) -> Memory:
    """The memory after an answer, where days turn at night."""
    if memory is None:
        return review(None, rating, now, DEFAULTS)
    nights = round((day_start(now) - day_start(memory.last_review)).total_seconds() / DAY)
    return review(memory, rating, memory.last_review + nights * DAY, DEFAULTS)._replace(last_review=now)


def rating_of(*, right: bool, choice: bool) -> Rating:
    """As the quiz rates, which offers choices until a card was right once."""
    if not right:
        return 1
    return WITH_HELP if choice else 3


def simulate(
    days: int, lexicon: IndexLexicon, learner: Learner, retention: float = RETENTION, new: int = NEW_A_DAY
) -> Iterator[Day]:
    """Learn day by day; AssertionError when the plan breaks a promise."""
    chosen = selection(lexicon, Wanted(directions=USUAL))
    introduced: set[str] = set()
    with closing(lexicon.db), empty_history() as history:
        for number in range(days):
            now = START + number * DAY + learner.rng.uniform(-HOURS, HOURS) * 3600
            day = Day()
            asked: dict[str, set[str]] = {}
            for _ in range(learner.sessions):
                moment = now + day.seconds
                cards = queue_of(past_of(history, retention, moment), chosen, limits_of(history, SESSION, new, moment))
                if not cards or day.seconds >= 60 * learner.minutes:
                    break
                check_order(cards, dict(chosen.terms), introduced)
                session(history, learner, cards, now, day, asked, introduced)
            assert all(len(cards) == 1 for cards in asked.values()), f"day {number}: two cards of a term"
            assert day.new <= new, f"day {number}: {day.new} new terms"
            day.waiting = waiting(history, chosen, retention, now + day.seconds)
            yield day


def check_order(cards: list[Card], requires: Mapping[str, Sequence[str]], introduced: set[str]) -> None:
    before = set(introduced)
    for card in cards:
        early = [ref for ref in requires[card.term] if ref in requires and ref not in before]
        assert card.term in before or not early, f"{card.term} before {early}"
        before.add(card.term)


def session(
    history: History,
    learner: Learner,
    cards: list[Card],
    now: float,
    day: Day,
    asked: dict[str, set[str]],
    introduced: set[str],
) -> None:
    """Ask until each card was right once or the time is over."""
    queue = list(cards)
    met: set[str] = set()
    while queue and day.seconds < 60 * learner.minutes:
        card = queue.pop(0)
        memory = history.memory(card.id)
        choice = not memory or memory.reviews == memory.misses
        right = learner.answers(card.id, now + day.seconds, choice=choice)
        if card.id not in met and card.id not in asked.get(card.term, ()):
            day.new += card.term not in introduced
            day.asked_again += memory is not None
            day.remembered += memory is not None and right
            firm = memory is not None and memory.stability >= 1
            day.firm_asked += firm
            day.firm_remembered += firm and right
        met.add(card.id)
        introduced.add(card.term)
        asked.setdefault(card.term, set()).add(card.id)
        day.answers += 1
        day.seconds += SECONDS["choice" if choice else "type"]
        rating = rating_of(right=right, choice=choice)
        history.record(Review(card.id, rating, id=history.new_id(), time=now + day.seconds))
        if not right:
            day.seconds += SECONDS["missed"]
            queue.insert(COMEBACK, card)


def waiting(history: History, chosen: Selection, retention: float, now: float) -> int:
    return len(list(old_cards(past_of(history, retention, now), chosen)))


def lexicon_of(terms: int) -> IndexLexicon:
    text = "".join(glossary(terms))
    loaded, problems = load([[("generated.yaml", text)]], warn=False)
    assert not problems
    db = connect(":memory:")
    fill(db, loaded, "")
    return IndexLexicon(db)


def empty_history() -> History:
    db = sqlite3.connect(":memory:", isolation_level=None)
    database.migrate(db)
    numbers = iter(range(10**9))
    return History(db, Path("simulation.db"), "simulation", lambda: f"{next(numbers):09}")


def row(label: str, days: list[Day]) -> str:
    totals = zip(*((day.answers, day.seconds / 60, day.new) for day in days), strict=True)
    daily = [sum(values) / len(days) for values in totals]
    kept = share(sum(day.remembered for day in days), sum(day.asked_again for day in days))
    firm = share(sum(day.firm_remembered for day in days), sum(day.firm_asked for day in days))
    return f"{label:>5} {daily[0]:8.1f} {daily[1]:8.1f} {daily[2]:8.1f} {kept} {firm} {days[-1].waiting:8}"


def share(part: int, of: int) -> str:
    return f"{part / of:7.1%}" if of else "      -"


def month(days: int, seed: int, sessions: int) -> list[Day]:
    """A learner of the bundled glossary who is right 92 times in 100."""
    learner = Learner(random.Random(seed), math.inf, sessions, RIGHT)
    return list(simulate(days, IndexLexicon(index_in_memory(bundled_glossary())), learner))


def report_month(days: int, seed: int) -> None:
    whole, one = month(days, seed, 1_000), month(days, seed, 1)
    print("       until nothing is due | one session a day")
    print("  day  new   met  answers   | new   met  answers  waiting")
    for number in range(days):
        mine, other = (
            f"{learner[number].new:3} {sum(day.new for day in learner[: number + 1]):5} {learner[number].answers:8}"
            for learner in (whole, one)
        )
        print(f"{number + 1:5}  {mine}   | {other} {one[number].waiting:8}")
    print(f"90th percentile of answers a day: {percentile(whole):5} | {percentile(one):5}")


def percentile(days: Sequence[Day]) -> int:
    """The number of answers that nine days in ten do not exceed."""
    return sorted(day.answers for day in days)[math.ceil(0.9 * len(days)) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--terms", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--retention", type=float, default=RETENTION)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="a day; inf for as many as are needed")
    parser.add_argument("--bundled", action="store_true", help="the bundled glossary, day by day")
    options = parser.parse_args()
    os.environ["TZ"] = "UTC"
    time.tzset()
    if options.bundled:
        report_month(options.days, options.seed)
        return
    print("  day  answers  minutes      new    kept    firm  waiting   (a day; of 30 days each)")
    days: list[Day] = []
    for day in simulate(
        options.days,
        lexicon_of(options.terms),
        Learner(random.Random(options.seed), options.minutes),
        options.retention,
    ):
        days.append(day)
        if len(days) % 30 == 0:
            print(row(str(len(days)), days[-30:]), flush=True)
    print(row("all", days), f" wanted {options.retention:.0%}")


if __name__ == "__main__":
    main()
