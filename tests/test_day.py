"""When a day begins and ends."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from dlterms.day import day_end, day_start, day_starts
from learner import NEW_YORK, SHANGHAI, at, clock, local, set_clock

__all__ = ["clock"]


@pytest.mark.parametrize(
    ("zone", "moment", "start", "end", "hours"),
    [
        pytest.param("Asia/Shanghai", "2025-06-02T12:00", "2025-06-02T04:00", "2025-06-03T04:00", 24, id="noon"),
        pytest.param("Asia/Shanghai", "2025-06-02T04:00", "2025-06-02T04:00", "2025-06-03T04:00", 24, id="the turn"),
        pytest.param(
            "Asia/Shanghai", "2025-06-02T03:59", "2025-06-01T04:00", "2025-06-02T04:00", 24, id="a late night"
        ),
        pytest.param("Asia/Shanghai", "2025-01-01T00:30", "2024-12-31T04:00", "2025-01-01T04:00", 24, id="New Year"),
        pytest.param("Asia/Shanghai", "1986-05-04T12:00", "1986-05-04T04:00", "1986-05-05T04:00", 24, id="China 1986"),
        pytest.param(
            "Asia/Shanghai", "1986-05-03T12:00", "1986-05-03T04:00", "1986-05-04T04:00", 23, id="forward 1986"
        ),
        pytest.param("Asia/Shanghai", "1986-09-13T12:00", "1986-09-13T04:00", "1986-09-14T04:00", 25, id="back 1986"),
        pytest.param("America/New_York", "2025-03-08T12:00", "2025-03-08T04:00", "2025-03-09T04:00", 23, id="forward"),
        pytest.param(
            "America/New_York", "2025-03-09T01:30", "2025-03-08T04:00", "2025-03-09T04:00", 23, id="1:30 before"
        ),
        pytest.param(
            "America/New_York", "2025-03-09T03:30", "2025-03-08T04:00", "2025-03-09T04:00", 23, id="3:30 after"
        ),
        pytest.param("America/New_York", "2025-03-09T12:00", "2025-03-09T04:00", "2025-03-10T04:00", 24, id="after it"),
        pytest.param("America/New_York", "2025-11-01T12:00", "2025-11-01T04:00", "2025-11-02T04:00", 25, id="back"),
        pytest.param(
            "America/New_York", "2025-11-02T01:30", "2025-11-01T04:00", "2025-11-02T04:00", 25, id="1:30 twice"
        ),
        pytest.param("America/New_York", "2025-11-02T05:00", "2025-11-02T04:00", "2025-11-03T04:00", 24, id="next day"),
    ],
)
def test_day(zone: str, moment: str, start: str, end: str, hours: int) -> None:
    """A day runs from 04:00 to 04:00 on the wall clock, also on the nights when clocks change."""
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    begins = day_start(at.timestamp(), ZoneInfo(zone))
    ends = day_end(begins)
    assert (
        begins.replace(tzinfo=None).isoformat("T", "minutes"),
        ends.replace(tzinfo=None).isoformat("T", "minutes"),
    ) == (start, end)
    assert (ends.timestamp() - begins.timestamp()) / 3600 == hours


@pytest.mark.parametrize("fold", [pytest.param(0, id="first 1:30"), pytest.param(1, id="second 1:30")])
def test_hour_that_comes_twice(fold: int) -> None:
    """Both times it is half past one on the night the clocks go back, it is still the day before."""
    at = datetime(2025, 11, 2, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=fold)
    assert day_start(at.timestamp(), ZoneInfo("America/New_York")).day == 1


def test_clock_set_back_a_day() -> None:
    """With the clock set back a day it is yesterday's day again, whole and the same."""
    zone = ZoneInfo("Asia/Shanghai")
    today = datetime(2025, 6, 2, 12, tzinfo=zone).timestamp()
    yesterday = day_start(today - 86_400, zone)
    assert yesterday.isoformat() == "2025-06-01T04:00:00+08:00"
    assert day_end(yesterday) == day_start(today, zone)


@pytest.mark.parametrize(
    ("zone", "now", "hours"),
    [
        pytest.param(NEW_YORK, "2026-03-07 12:00", [24.0, 23.0, 24.0], id="spring"),
        pytest.param(NEW_YORK, "2026-10-31 12:00", [24.0, 25.0, 24.0], id="autumn"),
        pytest.param(SHANGHAI, "2026-03-07 12:00", [24.0, 24.0, 24.0], id="shanghai"),
        pytest.param(SHANGHAI, "1990-04-14 12:00", [24.0, 23.0, 24.0], id="shanghai-spring-1990"),
        pytest.param(SHANGHAI, "1990-09-15 12:00", [24.0, 25.0, 24.0], id="shanghai-autumn-1990"),
    ],
)
@pytest.mark.usefixtures("clock")
def test_days_have_their_hours(monkeypatch: pytest.MonkeyPatch, zone: str, now: str, hours: list[float]) -> None:
    """Every day begins at 04:00 on the clock, whatever hours that leaves the day of a clock change."""
    set_clock(monkeypatch, at(zone, now), zone)
    starts = day_starts(at(zone, now), 1, 2)
    assert {local(zone, start)[-5:] for start in starts} == {"04:00"}
    assert [(b - a) / 3600 for a, b in pairwise(starts)] == hours
