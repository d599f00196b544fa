"""What an answer counts for, and when a card comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms import fsrs, schedule
from dlterms.fsrs import DAY, DEFAULTS
from dlterms.model import Memory, Rating, VerdictName
from learner import NEW_YORK, SHANGHAI, at, clock, local, set_clock

__all__ = ["clock"]

NOW = 1_750_000_000.0
WAIT = schedule.stretch(0.9, DEFAULTS)

times = st.integers(0, 4 * 10**12).map(lambda milliseconds: milliseconds / 1000)
memories = st.builds(Memory, st.floats(0.001, 40_000), st.floats(1, 10), times)
retentions = st.sampled_from([0.7, 0.8, 0.85, 0.9, 0.95, 0.99])


def test_known_intervals() -> None:
    """A card always answered right comes back after 2, 11, 46, 163, 497 and 1,346 days."""
    memory, now, days = None, NOW, []
    for _ in range(6):
        memory = fsrs.review(memory, 3, now, DEFAULTS)
        days.append((schedule.interval_end(memory, WAIT) - now) / DAY)
        now = schedule.interval_end(memory, WAIT)
    assert days == [2, 11, 46, 163, 497, 1346]


@given(memories, retentions)
def test_recall_when_due(memory: Memory, retention: float) -> None:
    """On the day that a card comes back the chance to recall it is the one wanted, but for rounding to whole days."""
    days = schedule.interval(memory.stability, schedule.stretch(retention, DEFAULTS))
    if 1 < days < schedule.LONGEST:
        lowest = fsrs.retrievability(memory, memory.last_review + (days + 1) * DAY, DEFAULTS)
        highest = fsrs.retrievability(memory, memory.last_review + (days - 1) * DAY, DEFAULTS)
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
    assert schedule.interval(stability, WAIT) == days


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [("right", 3), ("typo", 3), ("other-term", 1), ("wrong", 1), ("empty", 1)],
)
def test_ratings(verdict: VerdictName, rating: Rating) -> None:
    """A right answer and a typo are good; another term, a wrong and an empty answer are a miss."""
    assert schedule.RATINGS[verdict] == rating


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
    assert schedule.interval(memory.stability, WAIT) == days
    assert local(zone, schedule.due(memory, WAIT, memory.last_review)) == comes


def test_due_after_a_wrong_clock() -> None:
    """A card whose last answer was dated over a day ahead is due now."""
    assert schedule.due(Memory(5.0, 5.0, NOW + 2 * DAY), WAIT, NOW) == NOW
    assert schedule.due(Memory(5.0, 5.0, NOW + DAY), WAIT, NOW) > NOW + 5 * DAY
