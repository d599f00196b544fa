"""The schedule against the fsrs package called by itself."""

from __future__ import annotations

import random
import subprocess
import sys
from copy import copy
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from dlterms import schedule
from dlterms.model import Memory, Rating, VerdictName
from learner import NEW_YORK, SHANGHAI, at, clock, local, set_clock

__all__ = ["clock"]

NOW = 1_750_000_000.0
DAY = schedule.DAY

times = st.integers(0, 4 * 10**12).map(lambda milliseconds: milliseconds / 1000)
memories = st.builds(Memory, st.floats(0.001, 40_000), st.floats(1, 10), times)
retentions = st.sampled_from([0.7, 0.8, 0.85, 0.9, 0.95, 0.99])


def test_intervals_are_those_of_fsrs() -> None:
    """The dates of 1,000 random sequences of ratings are those of the fsrs package, but that half a day is one."""
    rng = random.Random(4)
    for number in range(1_000):
        retention = rng.choice([0.8, 0.9, 0.95])
        scheduler = fsrs.Scheduler(
            desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        when = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(milliseconds=rng.randrange(10**10))
        card, memory = fsrs.Card(card_id=number), None
        for _ in range(rng.randint(1, 12)):
            rating = rng.choice([1, 2, 3, 3, 3, 4])
            card, _ = scheduler.review_card(rested(card, when), fsrs.Rating(rating), when)
            memory = schedule.review(memory, rating, when.timestamp())
            assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
            assert schedule.interval_end(memory, retention) == pytest.approx(card.due.timestamp(), abs=1e-3)
            later = when + timedelta(milliseconds=rng.randrange(10**10))
            expected = scheduler.get_card_retrievability(rested(card, later), later)
            assert schedule.retrievability(memory, later.timestamp()) == expected
            when += timedelta(milliseconds=rng.choice([60_000, 10**7, 43_200_000, 86_400_000, rng.randrange(10**10)]))


def rested(card: fsrs.Card, when: datetime) -> fsrs.Card:
    """A card as if half a day since its last review had been a whole one."""
    if card.last_review and timedelta(hours=12) <= when - card.last_review < timedelta(days=1):
        card = copy(card)
        card.last_review = when - timedelta(days=1)
    return card


def test_known_intervals() -> None:
    """A card always answered right comes back after 2, 11, 46, 163, 497 and 1,346 days."""
    memory, now, days = None, NOW, []
    for _ in range(6):
        memory = schedule.review(memory, 3, now)
        days.append((schedule.interval_end(memory, 0.9) - now) / DAY)
        now = schedule.interval_end(memory, 0.9)
    assert days == [2, 11, 46, 163, 497, 1346]


def test_constants_are_those_of_fsrs() -> None:
    """The decay that is written out here is the one that the fsrs package uses."""
    assert -DEFAULT_PARAMETERS[20] == schedule.DECAY


@given(memories, retentions)
def test_recall_when_due(memory: Memory, retention: float) -> None:
    """On the day that a card comes back the chance to recall it is the one wanted, but for rounding to whole days."""
    days = schedule.interval(memory.stability, retention)
    if 1 < days < schedule.LONGEST:
        lowest = schedule.retrievability(memory, memory.last_review + (days + 1) * DAY)
        highest = schedule.retrievability(memory, memory.last_review + (days - 1) * DAY)
        assert lowest <= retention <= highest


@pytest.mark.parametrize(
    ("stability", "days"),
    [
        pytest.param(0.001, 1, id="never-sooner-than-a-day"),
        pytest.param(2.3065, 2, id="rounded-down"),
        pytest.param(8.2956, 8, id="easy"),
        pytest.param(10.96, 11, id="rounded-up"),
        pytest.param(1e6, 36_500, id="never-later-than-a-century"),
    ],
)
def test_interval(stability: float, days: int) -> None:
    """At a retention of 0.9 the interval is the stability in whole days, within bounds."""
    assert schedule.interval(stability, 0.9) == days


@pytest.mark.parametrize(
    ("elapsed", "chance"),
    [
        pytest.param(-DAY, 1.0, id="clock-set-back"),
        pytest.param(0.0, 1.0, id="at-once"),
        pytest.param(DAY / 2 - 0.001, 1.0, id="within-half-a-day"),
        pytest.param(DAY / 2, 0.9857, id="half-a-day-is-one"),
        pytest.param(2 * DAY - 0.001, 0.9857, id="a-day-and-more"),
        pytest.param(10 * DAY, 0.9, id="after-the-stability"),
    ],
)
def test_retrievability(elapsed: float, chance: float) -> None:
    """The chance to recall is 1 for half a day and 0.9 after as many days as the stability says."""
    assert schedule.retrievability(Memory(10.0, 5.0, NOW), NOW + elapsed) == pytest.approx(chance, abs=1e-4)


def test_a_day_in_milliseconds_is_a_whole_day() -> None:
    """Two times of millisecond precision a day apart count as a day, though as floats they may differ by less."""
    for n in range(1_000):
        time = round(2**31 - DAY / 2 + n / 1000, 3)  # floats grow coarser in between
        assert schedule.retrievability(Memory(10.0, 5.0, time), round(time + DAY, 3)) < 1


def test_clock_running_backwards() -> None:
    """An answer before the last one counts as given at its moment."""
    memory = schedule.review(None, 3, NOW)
    assert schedule.review(memory, 3, NOW - DAY) == schedule.review(memory, 3, NOW)


def test_tallies() -> None:
    """A memory counts its reviews and its misses and keeps the time of the first."""
    memory = schedule.replay([(NOW, 1), (NOW + 5, 3), (NOW + DAY, 1), (NOW + 2 * DAY, 2)])
    assert memory is not None
    assert memory[2:] == (NOW + 2 * DAY, NOW, 4, 2)


def test_nothing_to_replay() -> None:
    """A card without answers has no memory."""
    assert schedule.replay([]) is None


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_unknown_rating(rating: int) -> None:
    """A rating that is not 1 to 4 is an error."""
    with pytest.raises(ValueError, match="not a valid Rating"):
        schedule.review(None, rating, NOW)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 4)), max_size=12))
def test_deterministic(answers: list[tuple[int, int]]) -> None:
    """The same answers leave the same memory every time: nothing is fuzzed."""
    log = [(NOW + sum(days for days, _ in answers[:n]) * DAY, rating) for n, (_, rating) in enumerate(answers)]
    assert schedule.replay(log) == schedule.replay(log)


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [("right", 3), ("typo", 3), ("other-term", 1), ("wrong", 1), ("empty", 1)],
)
def test_ratings(verdict: VerdictName, rating: Rating) -> None:
    """A right answer and a typo are good; another term, a wrong and an empty answer are a miss."""
    assert schedule.RATINGS[verdict] == rating


def test_importing_is_cheap() -> None:
    """Neither importing the schedule nor planning with it imports fsrs."""
    code = (
        "import sys; from dlterms import schedule; from dlterms.model import Memory;"
        "m = Memory(1.0, 5.0, 0.0); schedule.due(m, 0.9, 1e6); schedule.retrievability(m, 1e6);"
        "sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("zone", "last", "days", "comes"),
    [
        pytest.param("UTC", "2026-03-02 20:00", 1, "2026-03-03 08:00", id="not-within-12-hours"),
        pytest.param("UTC", "2026-03-02 20:00", 2, "2026-03-04 04:00", id="from-the-beginning-of-its-day"),
        pytest.param("UTC", "2026-03-03 02:00", 2, "2026-03-04 04:00", id="after-midnight-is-still-yesterday"),
        pytest.param("UTC", "2026-03-02 04:00", 2, "2026-03-04 04:00", id="at-the-turn"),
        pytest.param(NEW_YORK, "2026-03-07 20:00", 1, "2026-03-08 09:00", id="spring-12-hours"),
        pytest.param(NEW_YORK, "2026-03-07 20:00", 2, "2026-03-09 04:00", id="spring-two-days"),
        pytest.param(NEW_YORK, "2026-03-06 03:30", 2, "2026-03-08 04:00", id="spring-turned-by-the-clock-change"),
        pytest.param(NEW_YORK, "2026-10-31 20:00", 1, "2026-11-01 07:00", id="autumn-12-hours"),
        pytest.param(NEW_YORK, "2026-10-31 20:00", 2, "2026-11-02 04:00", id="autumn-two-days"),
        pytest.param(SHANGHAI, "2026-03-07 20:00", 2, "2026-03-09 04:00", id="shanghai"),
    ],
)
@pytest.mark.usefixtures("clock")
def test_due(monkeypatch: pytest.MonkeyPatch, zone: str, last: str, days: int, comes: str) -> None:
    """A card comes back from the beginning of the day on which it is due, but not within 12 hours."""
    set_clock(monkeypatch, zone=zone)
    memory = Memory(float(days), 5.0, at(zone, last))
    assert schedule.interval(memory.stability, 0.9) == days
    assert local(zone, schedule.due(memory, 0.9, memory.last_review)) == comes


def test_due_after_a_wrong_clock() -> None:
    """A card whose last answer was dated over a day ahead is due now."""
    assert schedule.due(Memory(5.0, 5.0, NOW + 2 * DAY), 0.9, NOW) == NOW
    assert schedule.due(Memory(5.0, 5.0, NOW + DAY), 0.9, NOW) > NOW + 5 * DAY
