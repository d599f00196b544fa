"""Simulate a year of learning, 20 minutes a day, through the real plan, history and schedule.

    python tests/simulation.py [--days 365] [--terms 1200] [--seed 1] [--retention 0.9]

The learner forgets as FSRS says, but each card is easier or harder for them than the schedule knows, and they come at
another hour every day. On the way it is asserted that no term is asked before its prerequisites, never two cards of a
term on one day, and never more new cards than the daily limit. The same seed prints the same figures.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from benchmarks.generate import glossary
from dlterms.history import History, database
from dlterms.index.build import connect, fill
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.loader import load
from dlterms.model import Memory, Review
from dlterms.quiz.cards import USUAL, Card
from dlterms.schedule import DAY, DECAY, FACTOR, RETENTION
from dlterms.study.queue import NEW_A_DAY, Limits, new_today
from dlterms.study.queue import past as past_of
from dlterms.study.queue import queue as queue_of

START = 1_767_297_600.0  # 2026-01-01 20:00 UTC
MINUTES = 20
SESSION = 20  # cards
COMEBACK = 3  # other cards before a missed one returns
SECONDS = {"choice": 8, "type": 12, "missed": 10}  # to answer, and to read what was right
GUESSED = 0.5  # of the new cards, each with three choices
SPREAD = 0.25  # of how much better or worse a card is kept than the schedule knows
HOURS = 1.5  # that the learner comes earlier or later


@dataclass
class Day:
    answers: int = 0
    new: int = 0
    seconds: float = 0.0
    asked_again: int = 0  # cards met on an earlier day
    remembered: int = 0
    firm_asked: int = 0  # those that keep for a day and more; the others come too late even after the shortest interval
    firm_remembered: int = 0
    waiting: int = 0  # due cards for which there was no time


@dataclass
class Learner:
    rng: random.Random
    factors: dict[str, float] = field(default_factory=dict)

    def recalls(self, card: str, memory: Memory | None, now: float) -> bool:
        if memory is None:
            return self.rng.random() < GUESSED
        factor = self.factors.setdefault(card, math.exp(self.rng.gauss(0, SPREAD)))
        days = (now - memory.last_review) / DAY  # fractions of a day count: nobody forgets at midnight
        return bool(self.rng.random() < (1 + FACTOR * days / (memory.stability * factor)) ** DECAY)


def simulate(days: int, terms: int, seed: int, retention: float = RETENTION, new: int = NEW_A_DAY) -> Iterator[Day]:
    """Learn day by day; AssertionError when the plan breaks a promise."""
    lexicon = lexicon_of(terms)
    chosen = selection(lexicon, Wanted(directions=USUAL))
    requires = dict(chosen.terms)
    learner = Learner(random.Random(seed))
    introduced: set[str] = set()
    with closing(lexicon.db), empty_history() as history:
        for number in range(days):
            now = START + number * DAY + learner.rng.uniform(-HOURS, HOURS) * 3600
            day = Day()
            asked: dict[str, set[str]] = {}
            while day.seconds < 60 * MINUTES:
                limits = Limits(SESSION, max(0, new - new_today(history, now + day.seconds)))
                cards = queue_of(past_of(history, lexicon, retention, now + day.seconds), chosen, limits)
                if not cards:
                    break
                for card in cards:
                    asked.setdefault(card.term, set()).add(card.id)
                    if history.memory(card.id) is None and card.term not in introduced:
                        early = [r for r in requires[card.term] if chosen.has(r) and r not in introduced]
                        assert not early, f"day {number}: {card.term} before {early}"
                        introduced.add(card.term)
                session(history, learner, cards, now, day)
            assert all(len(cards) == 1 for cards in asked.values()), f"day {number}: two cards of a term"
            assert day.new <= new, f"day {number}: {day.new} new cards"
            day.waiting = waiting(history, lexicon, chosen, retention, now + day.seconds)
            yield day


def session(history: History, learner: Learner, cards: list[Card], now: float, day: Day) -> None:
    """Ask until each card was right once or the time is over."""
    queue = [card.id for card in cards]
    met: set[str] = set()
    while queue and day.seconds < 60 * MINUTES:
        card = queue.pop(0)
        memory = history.memory(card)
        right = learner.recalls(card, memory, now + day.seconds)
        if card not in met:
            day.new += memory is None
            day.asked_again += memory is not None
            day.remembered += memory is not None and right
            firm = memory is not None and memory.stability >= 1
            day.firm_asked += firm
            day.firm_remembered += firm and right
        met.add(card)
        day.answers += 1
        day.seconds += SECONDS["type" if memory and memory.reviews > memory.misses else "choice"]
        history.record(Review(card, 3 if right else 1, id=history.new_id(), time=now + day.seconds))
        if not right:
            day.seconds += SECONDS["missed"]
            queue.insert(COMEBACK, card)


def waiting(history: History, lexicon: IndexLexicon, chosen: Selection, retention: float, now: float) -> int:
    past = past_of(history, lexicon, retention, now)
    return len(queue_of(past, chosen, Limits(10**6, 0)))


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--terms", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--retention", type=float, default=RETENTION)
    options = parser.parse_args()
    os.environ["TZ"] = "UTC"
    time.tzset()
    print("  day  answers  minutes      new    kept    firm  waiting   (a day; of 30 days each)")
    days: list[Day] = []
    for day in simulate(options.days, options.terms, options.seed, options.retention):
        days.append(day)
        if len(days) % 30 == 0:
            print(row(str(len(days)), days[-30:]), flush=True)
    print(row("all", days), f" wanted {options.retention:.0%}")


if __name__ == "__main__":
    main()
