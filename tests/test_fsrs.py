"""FSRS-6 as it is written out, against the fsrs package."""

from __future__ import annotations

import random
import subprocess
import sys
from copy import copy
from datetime import UTC, datetime, timedelta

import fsrs as package
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from dlterms import fsrs
from dlterms.fsrs import DAY, DEFAULTS
from dlterms.model import Memory
from dlterms.schedule import interval_end, stretch

NOW = 1_750_000_000.0


def some_parameters(rng: random.Random) -> fsrs.Parameters:
    return tuple(rng.uniform(low, high) for low, high in zip(fsrs.LOWEST, fsrs.HIGHEST, strict=True))


@pytest.mark.parametrize("fitted", [pytest.param(False, id="defaults"), pytest.param(True, id="any-parameters")])
def test_memories_are_those_of_fsrs(fitted: bool) -> None:
    """What 1,000 random sequences of ratings leave, and when they are asked again, is as in the package, to the bit.

    But that half a day is one.
    """
    rng = random.Random(4)
    for number in range(1_000):
        retention = rng.choice([0.8, 0.9, 0.95])
        parameters = some_parameters(rng) if fitted else DEFAULTS
        scheduler = package.Scheduler(parameters, retention, (), (), enable_fuzzing=False)
        when = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(milliseconds=rng.randrange(10**10))
        card, memory = package.Card(card_id=number), None
        for _ in range(rng.randint(1, 12)):
            rating = rng.choice([1, 2, 3, 3, 3, 4])
            card, _ = scheduler.review_card(rested(card, when), package.Rating(rating), when)
            memory = fsrs.review(memory, rating, when.timestamp(), parameters)
            assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
            # half a day falls to this side or that by the last bit
            end = interval_end(memory, stretch(retention, parameters))
            assert end == pytest.approx(card.due.timestamp(), abs=1e-3 if not fitted else DAY + 1e-3)
            later = when + timedelta(milliseconds=rng.randrange(10**10))
            chance = fsrs.retrievability(memory, later.timestamp(), parameters)
            assert chance == scheduler.get_card_retrievability(rested(card, later), later)
            when += timedelta(milliseconds=rng.choice([60_000, 10**7, 43_200_000, 86_400_000, rng.randrange(10**10)]))


def rested(card: package.Card, when: datetime) -> package.Card:
    """A card as if half a day since its last review had been a whole one."""
    if card.last_review and timedelta(hours=12) <= when - card.last_review < timedelta(days=1):
        card = copy(card)
        card.last_review = when - timedelta(days=1)
    return card


def test_constants_are_those_of_fsrs() -> None:
    """The parameters and their ranges that are written out are those of the package."""
    assert fsrs.DEFAULTS == DEFAULT_PARAMETERS
    assert fsrs.LOWEST == LOWER_BOUNDS_PARAMETERS
    assert fsrs.HIGHEST == UPPER_BOUNDS_PARAMETERS


@pytest.mark.parametrize(
    ("parameters", "sound"),
    [
        pytest.param(DEFAULTS, True, id="defaults"),
        pytest.param((*DEFAULTS[:20], 1), False, id="too-large"),
        pytest.param((0, *DEFAULTS[1:]), False, id="too-small"),
        pytest.param((1, *DEFAULTS[1:]), True, id="an-integer"),
        pytest.param((float("nan"), *DEFAULTS[1:]), False, id="no-number"),
        pytest.param((float("inf"), *DEFAULTS[1:]), False, id="no-end"),
        pytest.param((10**400, *DEFAULTS[1:]), False, id="larger-than-a-float"),
        pytest.param((True, *DEFAULTS[1:]), False, id="a-boolean"),
        pytest.param(("1", *DEFAULTS[1:]), False, id="a-text"),
        pytest.param(DEFAULTS[:20], False, id="too-few"),
        pytest.param((), False, id="none"),
    ],
)
def test_sound(parameters: tuple[object, ...], sound: bool) -> None:
    """Parameters are 21 numbers, each in its range."""
    assert fsrs.is_sound(parameters) is sound


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
    assert fsrs.retrievability(Memory(10.0, 5.0, NOW), NOW + elapsed, DEFAULTS) == pytest.approx(chance, abs=1e-4)


def test_a_day_in_milliseconds_is_a_whole_day() -> None:
    """Two times of millisecond precision a day apart count as a day, though as floats they may differ by less."""
    for n in range(1_000):
        time = round(2**31 - DAY / 2 + n / 1000, 3)  # floats grow coarser in between
        assert fsrs.retrievability(Memory(10.0, 5.0, time), round(time + DAY, 3), DEFAULTS) < 1


def test_clock_running_backwards() -> None:
    """An answer before the last one counts as given at its moment."""
    memory = fsrs.review(None, 3, NOW, DEFAULTS)
    assert fsrs.review(memory, 3, NOW - DAY, DEFAULTS) == fsrs.review(memory, 3, NOW, DEFAULTS)


def test_tallies() -> None:
    """A memory counts its reviews and its misses and keeps the time of the first."""
    memory = fsrs.replay([(NOW, 1), (NOW + 5, 3), (NOW + DAY, 1), (NOW + 2 * DAY, 2)], DEFAULTS)
    assert memory is not None
    assert memory[2:] == (NOW + 2 * DAY, NOW, 4, 2)


def test_nothing_to_replay() -> None:
    """A card without answers has no memory."""
    assert fsrs.replay([], DEFAULTS) is None


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_unknown_rating(rating: int) -> None:
    """A rating that is not 1 to 4 is an error."""
    with pytest.raises(ValueError, match="no rating"):
        fsrs.review(None, rating, NOW, DEFAULTS)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 4)), max_size=12))
def test_deterministic(answers: list[tuple[int, int]]) -> None:
    """The same answers leave the same memory every time: nothing is fuzzed."""
    log = [(NOW + sum(days for days, _ in answers[:n]) * DAY, rating) for n, (_, rating) in enumerate(answers)]
    assert fsrs.replay(log, DEFAULTS) == fsrs.replay(log, DEFAULTS)


def test_importing_is_cheap() -> None:
    """An answer and a plan import nothing of the fsrs package."""
    code = (
        "import sys; from dlterms import fsrs, schedule; m = fsrs.review(None, 3, 0.0, fsrs.DEFAULTS);"
        "schedule.due(m, schedule.stretch(0.9, fsrs.DEFAULTS), 1e6); sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
