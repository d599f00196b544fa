"""Days drawn: what comes on each of the next, and how much was answered on each of the last year."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

from dlterms.i18n import marked, tr
from dlterms.study.stats import WEEKS
from dlterms.views.columns import cells, centred, left, widest
from dlterms.views.page import SEPARATOR, Spans

HEAT = "·░▒▓█"
EIGHTHS = " ▁▂▃▄▅▆▇█"
WEEKDAYS = (
    marked("Mon"),
    marked("Tue"),
    marked("Wed"),
    marked("Thu"),
    marked("Fri"),
    marked("Sat"),
    marked("Sun"),
)
MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)
_HEIGHT = 4  # lines of the tallest bar
_BAR = 3  # columns


def due_chart(due: Sequence[int], width: int, today: date) -> list[Spans]:
    """Bars with their numbers and days, in as many rows as the width asks for."""
    names = [tr(WEEKDAYS[(today.weekday() + day) % 7]) if day else tr("now") for day in range(len(due))]
    room = max(_BAR, widest(names))
    per_row = _balanced(len(due), width // (room + 1))
    top = max(*due, 1)
    lines: list[Spans] = []
    for start in range(0, len(due), per_row):
        if start:
            lines.append([("", "")])
        row = range(start, min(start + per_row, len(due)))
        tall = ceil(max(due[day] for day in row) / top * _HEIGHT)
        for height in reversed(range(tall)):
            lines.append([(_column(_bar(due[day], top, height) * _BAR, room), _due_role(day)) for day in row])
        lines.append([(_column(f"{due[day]}" if due[day] else "·", room), _due_role(day)) for day in row])
        lines.append([(_column(names[day], room), "dim") for day in row])
    return lines


def _balanced(count: int, room: int) -> int:
    """How many of `count` things stand in a row that holds `room`, so that the rows are about as long."""
    return ceil(count / ceil(count / max(room, 1)))


def _bar(value: int, top: int, height: int) -> str:
    """The part of a bar on the line `height`, counted from the ground."""
    eighths = ceil(value / top * _HEIGHT * 8) - 8 * height
    return EIGHTHS[max(0, min(8, eighths))]


def _due_role(day: int) -> str:
    return "known" if day == 0 else "dim"


def _column(text: str, room: int) -> str:
    return centred(text, room) + " "


def heat_map(a_day: Sequence[int], width: int, today: date) -> list[Spans]:
    """A column a week, a line a weekday, a sign for how much was answered."""
    labels = [tr(name) if place in (0, 2, 4) else "" for place, name in enumerate(WEEKDAYS)]
    margin = widest(labels) + 1
    per_row = _balanced(WEEKS, width - margin)
    busy = sorted(count for count in a_day if count)
    lines: list[Spans] = []
    for start in range(WEEKS, 0, -per_row):
        weeks = range(start - 1, max(start - per_row, 0) - 1, -1)  # back from this one
        lines.append([(" " * margin + _months(weeks, today), "dim")])
        for weekday, label in enumerate(labels):
            signs = [_sign(a_day, 7 * week + today.weekday() - weekday, busy) for week in weeks]
            lines.append([(left(label, margin), "dim"), *signs])
    total = tr("{answers:,} in a year", answers=sum(a_day)) + SEPARATOR
    less, _, more = tr("less {signs} more").partition("{signs}")
    return [*lines, [(" " * margin + total + less, "dim"), *((sign, "known") for sign in HEAT[1:]), (more, "dim")]]


def _sign(a_day: Sequence[int], back: int, busy: Sequence[int]) -> tuple[str, str]:
    """The sign for the day so many days ago; the busiest quarter of the days with answers has the darkest."""
    if not 0 <= back < len(a_day):
        return " ", ""
    count = a_day[-1 - back]
    return (HEAT[ceil(4 * bisect_right(busy, count) / len(busy))], "known") if count else (HEAT[0], "dim")


def _months(weeks: Sequence[int], today: date) -> str:
    """The names of the months, each above the week in which it begins."""
    line = ""
    monday = today - timedelta(days=today.weekday())
    for place, week in enumerate(weeks):
        end = monday - timedelta(days=7 * week - 6)
        name = tr(MONTHS[end.month - 1])
        if end.day <= 7 and cells(line) <= place and place + cells(name) <= len(weeks):
            line = left(line, place) + name + " "
    return line
