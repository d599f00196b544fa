"""A learner's day, which turns at 04:00 on the wall clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

DAY_TURNS = time(4)  # local: who learns past midnight still learns today


def day_start(now: float, zone: tzinfo | None = None) -> datetime:
    """When the day of `now` (seconds since 1970) began: 04:00 on the wall clock, so some days have 23 or 25 hours.

    Without a `zone` the answer is naive and means the machine's own local time; `.timestamp()` is right in either case.
    """
    moment = datetime.fromtimestamp(now, zone)
    day = moment.date() if moment.time() >= DAY_TURNS else moment.date() - timedelta(days=1)
    return datetime.combine(day, DAY_TURNS, zone)


def day_end(start: datetime) -> datetime:
    """When the day that began at `start` ends."""
    return datetime.combine(start.date() + timedelta(days=1), DAY_TURNS, start.tzinfo)


def day_starts(moment: float, back: int, ahead: int) -> list[float]:
    """When the days around `moment` begin, from so many days back to so many ahead."""
    start = day_start(moment)  # on the wall clock, where a day after a day is a day whatever its hours
    return [(start + timedelta(days=day)).timestamp() for day in range(-back, ahead + 1)]
