"""Why fewer cards are remembered than is wanted, and what would mend it: the tables of docs/memory.md.

    python tests/figures/remedies.py [--days 365] [--seeds 5]

The learner and the plan of tests/simulation.py, over memories in a dict, which takes an eighth of the time. `Ways` is
what the program may do, `World` what may be otherwise than it is. Shares are of the cards asked on a later day than
they were met, by their first answer on that day; firm are those to which the schedule gives a day's stability and more.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import simulation
from dlterms.day import day_start
from dlterms.fsrs import DAY, DEFAULTS, REST, review
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.model import Memory
from dlterms.quiz.cards import USUAL, Card
from dlterms.schedule import LEECH, RETENTION, WITH_HELP, stretch
from dlterms.study import queue as plan
from dlterms.study.queue import CARDS_A_SESSION, FIRM, NEW_A_DAY, Limits, Past, queue
from simulation import CHOICES, COMEBACK, KNOWN, SECONDS, START, Learner, learned

TERMS = 1200
RETENTIONS = (0.85, 0.9, 0.95)


class Ways(NamedTuple):
    lucky: int = 3  # what a right choice counts that may be luck
    rest: float = DAY  # seconds before a card is asked again; so long counts as a day
    twice: bool = False  # a new card must be right twice
    twice_low: bool = False  # whatever has a stability of less than a day after its first right answer of a day
    look: float = 0.0  # seconds after which cards of less than a day's stability are asked once more on the day
    down: bool = False  # intervals are rounded down
    more: float = 0.0  # retention beyond the one that is wanted
    even: int = plan.EVEN  # terms on a day, from which on further directions wait: sets the pace


class World(NamedTuple):
    luck: bool = True
    hours: float = simulation.HOURS
    spread: float = simulation.SPREAD
    least: bool = True  # a card that should come back within a day waits a day
    whole: bool = True  # other intervals are whole days
    minutes: float = math.inf


BEFORE, ADOPTED = Ways(), Ways(WITH_HELP, REST)
REMEDIES = {
    "before": BEFORE,
    "a right choice is hard until the card was right once": Ways(lucky=WITH_HELP),
    "half a day counts as one": Ways(rest=REST),
    "both (adopted)": ADOPTED,
    "a new card right twice": Ways(twice=True),
    "whatever is under a day right twice": Ways(twice_low=True),
    "a second look after four hours": Ways(look=4 * 3600),
    "intervals rounded down": Ways(down=True),
    "one point more wanted": Ways(more=0.01),
    "both, and under a day right twice": ADOPTED._replace(twice_low=True),
    "both, at a quicker pace (41 terms on a day)": ADOPTED._replace(even=41),
    "both, at a quicker pace (50 terms on a day)": ADOPTED._replace(even=50),
    "only a right choice hard, at a quicker pace (38)": Ways(lucky=WITH_HELP, even=38),
    "only a right choice hard, at a quicker pace (42)": Ways(lucky=WITH_HELP, even=42),
}
CAUSES = {
    "as it is": World(),
    "no lucky choices": World(luck=False),
    "no card waits a day that should come sooner": World(least=False),
    "no interval rounded": World(whole=False),
    "the same hour every day": World(hours=0),
    "all cards alike": World(spread=0),
    "20 minutes a day": World(minutes=20),
    "none of these": World(luck=False, hours=0, spread=0, least=False, whole=False),
}


@dataclass
class Year:
    """A learner's days, and what they came to."""

    ways: Ways
    world: World
    retention: float
    rng: random.Random
    believed: dict[Card, Memory] = field(default_factory=dict)  # in the order of the first answer
    today: dict[Card, int] = field(default_factory=dict)  # ratings
    introduced: set[str] = field(default_factory=set)
    answers: int = 0
    asked: list[bool] = field(default_factory=list)
    firm: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.learner = Learner(self.rng, self.world.minutes)
        self.stretch = stretch(self.retention + self.ways.more, DEFAULTS)

    def days(self, number: int) -> None:
        plan.EVEN = self.ways.even
        for day in range(number):
            now = START + day * DAY + self.rng.uniform(-self.world.hours, self.world.hours) * 3600
            self.today = {}
            self.sittings(now)
            if self.ways.look:
                self.look_again(now + self.ways.look)

    def sittings(self, now: float) -> None:
        start, before = now, len(self.introduced)
        while now < start + 60 * self.world.minutes:
            left = NEW_A_DAY - (len(self.introduced) - before)
            cards = queue(self.past(now), chosen(), Limits(CARDS_A_SESSION, left, left))
            if not cards:
                return
            now = self.session(cards, now, start + 60 * self.world.minutes)

    def session(self, cards: list[Card], now: float, end: float) -> float:
        waiting = list(cards)
        left = {card: 2 if self.ways.twice and card not in self.believed else 1 for card in cards}
        seen, doubled = set(self.today), set()
        while waiting and now < end:
            card = waiting.pop(0)
            right, seconds = self.ask(card, now, count=card not in seen)
            now += seconds
            left[card] -= right
            if self.ways.twice_low and right and card not in doubled and self.believed[card].stability < 1:
                left[card] += 1
                doubled.add(card)
            seen.add(card)
            if left[card] > 0 and self.believed[card].misses != LEECH:
                waiting.insert(COMEBACK, card)
        return now

    def look_again(self, now: float) -> None:
        for card in [card for card in self.today if self.believed[card].stability < 1]:
            right = self.believed[card].misses >= LEECH
            while not right:
                right, seconds = self.ask(card, now, count=False)
                now += seconds

    def ask(self, card: Card, now: float, *, count: bool) -> tuple[bool, float]:
        memory = self.believed.get(card)
        choice = not memory or memory.reviews == memory.misses
        right = self.answer(card.id, memory, now, choice=choice)
        if memory and count:
            self.asked.append(right)
            if memory.stability >= 1:
                self.firm.append(right)
        rating = (self.ways.lucky if choice else 3) if right else 1
        self.believed[card] = self.after(memory, rating, now)
        self.today[card] = rating
        self.introduced.add(card.term)
        self.answers += 1
        return right, SECONDS["choice" if choice else "type"] + (0 if right else SECONDS["missed"])

    def answer(self, name: str, memory: Memory | None, now: float, *, choice: bool) -> bool:
        if self.world.spread == 0:
            self.learner.factors[name] = 1.0
        moment = now
        if memory and now - memory.last_review > REST:
            exact = memory.stability * self.stretch
            if not (self.world.least if exact < 1 else self.world.whole):
                moment += DAY * (exact - self.days_of(memory))  # as if it had been asked when it should have been
        true = self.learner.memories.get(name)
        knows = self.rng.random() < (self.learner.chance(name, true, moment) if true else KNOWN)
        right = knows or (choice and self.rng.random() < 1 / CHOICES)
        learns = right if not self.world.luck else knows
        self.learner.memories[name] = learned(true, 3 if learns else 1, now)
        return right

    def after(self, memory: Memory | None, rating: int, now: float) -> Memory:
        if memory is None:
            return review(None, rating, now, DEFAULTS)
        seconds = round(now - memory.last_review, 6)
        days = max(seconds // DAY, float(seconds >= self.ways.rest))
        return review(memory, rating, memory.last_review + days * DAY, DEFAULTS)._replace(last_review=now)

    def days_of(self, memory: Memory) -> int:
        exact = memory.stability * self.stretch
        return max(math.floor(exact) if self.ways.down else round(exact), 1)

    def due(self, memory: Memory) -> float:
        day = day_start(memory.last_review + DAY * self.days_of(memory)).timestamp()
        return max(day, memory.last_review + self.ways.rest)

    def past(self, now: float) -> Past:
        kept = {card: memory for card, memory in self.believed.items() if memory.misses < LEECH}
        near = ((card, m) for card, m in kept.items() if m.last_review + DAY * (self.days_of(m) - 1) <= now)
        due = sorted((card for card, m in near if self.due(m) <= now), key=lambda card: forgotten(kept[card], now))
        ready = {card.term: memory.stability >= FIRM for card, memory in kept.items()}
        return Past(
            due=[card.id for card in due],
            answered={card.id for card in self.believed},
            introduced=self.introduced,
            today={card.term for card in self.today},
            missed=[card.id for card, rating in self.today.items() if rating == 1 and card in kept],
            firm=[term for term, is_ready in ready.items() if is_ready],
        )


def forgotten(memory: Memory, now: float) -> float:
    """The greater, the less likely it is recalled."""
    return (now - memory.last_review) / memory.stability


@cache
def chosen() -> Selection:
    """All terms, read once."""
    found = selection(simulation.lexicon_of(TERMS), Wanted(directions=USUAL))
    terms = list(found.terms)
    cards = {name: found.cards(name) for name, _ in terms}
    return Selection(terms, cards.__contains__, cards.__getitem__)


def figures(ways: Ways, world: World, retention: float, days: int, seed: int) -> list[float]:
    year = Year(ways, world, retention, random.Random(seed))
    year.days(days)
    shares = [100 * statistics.mean(answers) for answers in (year.asked, year.firm)]
    return [*shares, year.answers / days, len(year.believed), len(year.introduced)]


def row(label: str, ways: Ways, world: World, retention: float, days: int, seeds: int) -> str:
    years = [figures(ways, world, retention, days, seed) for seed in islice(count(1), seeds)]
    cells = [label, f"{retention:.2f}", *cells_of(years)]
    return f"| {' | '.join(cells)} |"


def cells_of(years: list[list[float]]) -> Iterator[str]:
    """The mean of each figure and, of the first three, its standard error."""
    for number, values in enumerate(zip(*years, strict=True)):
        mean = statistics.mean(values)
        if number > 2:
            yield f"{mean:.0f}"
            continue
        error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.nan
        yield f"{mean:.1f} ± {error:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    os.environ["TZ"] = "UTC"
    time.tzset()
    head = "wanted | all | firm | answers a day | cards | terms |\n|---|---|---|---|---|---|---|"
    for name, table, retentions in (("cause away", CAUSES, (RETENTION,)), ("remedy", REMEDIES, RETENTIONS)):
        print(f"\n| {name} | {head}")
        for retention in retentions:
            for label, it in table.items():
                ways, world = (it, World()) if isinstance(it, Ways) else (BEFORE, it)
                print(row(label, ways, world, retention, options.days, options.seeds), flush=True)


if __name__ == "__main__":
    main()
