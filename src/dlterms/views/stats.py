"""Statistics as sections of a page, drawn for a terminal of some width, and as plain lines for a pipe.

Each sign that a colour marks differs from the others without it too. Nothing stands to the right of a drawing, because
some terminals show its signs two columns wide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from unicodedata import combining, east_asian_width

from dlterms.i18n import counted
from dlterms.quiz.cards import term_of
from dlterms.study.stats import MONTH, WEEKS, Leech, Mastery, Pace, Share, State, Stats
from dlterms.views import calibration
from dlterms.views.page import Section, Spans

Names = Callable[[str], str]  # a term's id to its name

HEAT = "·░▒▓█"
EIGHTHS = " ▁▂▃▄▅▆▇█"
SIGNS: dict[State, str] = {"known": "█", "learning": "▒", "new": "·"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEIGHT = 4  # lines of the tallest bar
_NAMED = 5  # leeches, terms set aside, terms known
_COLUMN = 4  # columns of a bar with the gap behind it


def drawn(stats: Stats, names: Names, width: int, today: date) -> list[Section]:
    """What a terminal shows; `width` is how many columns there are beside the labels."""
    sections = [Section("", [[(_headline(stats), "term")]])]
    if any(stats.a_day):
        sections += [
            Section("due", _due_chart(stats.due, width, today)),
            Section("remembered", _retention(stats)),
            Section("foretold", calibration.lines(stats.calibration, width)),
            Section("answers", _heat_map(stats.a_day, width, today)),
        ]
    sections.append(Section("terms", [*_topics(stats, width), *_pace(stats.pace, today)]))
    sections.append(Section("mixed up", _confused(stats, names)))
    sections.append(Section("set aside", _aside(stats, names)))
    return [section._replace(apart=bool(n)) for n, section in enumerate(sections) if section.paragraphs]


def plain(stats: Stats, names: Names) -> Iterator[str]:
    """One fact a line."""
    yield f"streak: {counted(stats.streak, '{n} day', '{n} days')}"
    yield "terms: " + ", ".join(f"{stats.count(state)} {state}" for state in SIGNS)
    if stats.pace.days:
        yield f"all terms met at {stats.pace.new} a day: " + counted(stats.pace.days, "in {n} day", "in {n} days")
    yield f"remembered in {MONTH} days: {_share(stats.month)}, wanted {stats.wanted:.0%}"
    yield f"remembered in a year: {_share(stats.year)}, wanted {stats.wanted:.0%}"
    yield from calibration.plain(stats.calibration)
    for days, count in enumerate(stats.due):
        yield (counted(days, "due in {n} day", "due in {n} days") if days else "due now") + f": {count}"
    for days in (1, 7, MONTH, len(stats.a_day)):
        yield counted(days, "answers in {n} day", "answers in {n} days") + f": {sum(stats.a_day[-days:])}"
    for mastery in stats.topics:
        counts = ", ".join(f"{getattr(mastery, state)} {state}" for state in SIGNS)
        yield f"topic {mastery.topic.zh} {mastery.topic.en}: {counts}"
    for pair in stats.confused:
        pairs = f"mixed up: {names(pair.terms[0])} / {names(pair.terms[1])}: "
        yield pairs + counted(pair.times, "{n} time", "{n} times")
    for leech in stats.leeches:
        yield f"set aside: {_card(leech, names)}: {leech.misses} misses"
    for aside in stats.aside:
        what = "known" if aside.known else "set aside by you"
        yield f"{what}: {names(_id(aside.term))}: " + counted(aside.cards, "{n} card", "{n} cards")


def _share(share: Share) -> str:
    return f"{share.right / share.of:.0%} of {share.of:,}" if share.of else "nothing asked again yet"


def _headline(stats: Stats) -> str:
    if not any(stats.a_day):
        return "Nothing answered yet: `dlterms quiz` begins."
    streak = counted(stats.streak, "{n} day in a row", "{n} days in a row")
    if stats.streak and not stats.a_day[-1]:
        streak += ", none yet today"
    return f"{streak} · {stats.count('known')} terms known, {stats.count('learning')} being learned"


def _due_chart(due: Sequence[int], width: int, today: date) -> list[Spans]:
    """Bars with their numbers and days, in as many rows as the width asks for."""
    per_row = _balanced(len(due), width // _COLUMN)
    top = max(*due, 1)
    lines: list[Spans] = []
    for start in range(0, len(due), per_row):
        if start:
            lines.append([("", "")])
        row = range(start, min(start + per_row, len(due)))
        tall = ceil(max(due[day] for day in row) / top * _HEIGHT)
        for height in reversed(range(tall)):
            lines.append([(_bar(due[day], top, height) * 3 + " ", _due_role(day)) for day in row])
        lines.append([(_centred(f"{due[day]}" if due[day] else "·"), _due_role(day)) for day in row])
        days = [WEEKDAYS[(today.weekday() + day) % 7] if day else "now" for day in row]
        lines.append([(_centred(name), "dim") for name in days])
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


def _centred(text: str) -> str:
    return text.center(_COLUMN - 1) + " "


def _retention(stats: Stats) -> list[Spans]:
    if not stats.year.of:
        return [[("nothing was asked again yet", ""), (f" · wanted {stats.wanted:.0%}", "dim")]]
    month = [(_share(stats.month), "term"), (f" in {MONTH} days", "")] if stats.month.of else []
    year = [(" · " if month else "", "dim"), (f"{_share(stats.year)} in a year", "")]
    return [[*month, *year, (f" · wanted {stats.wanted:.0%}", "dim")]]


def _heat_map(a_day: Sequence[int], width: int, today: date) -> list[Spans]:
    """A column a week, a line a weekday, a sign for how much was answered."""
    margin = 4
    per_row = _balanced(WEEKS, width - margin)
    busy = sorted(count for count in a_day if count)
    lines: list[Spans] = []
    for start in range(WEEKS, 0, -per_row):
        weeks = range(start - 1, max(start - per_row, 0) - 1, -1)  # back from this one
        lines.append([(" " * margin + _months(weeks, today), "dim")])
        for weekday in range(7):
            cells = [_cell(a_day, 7 * week + today.weekday() - weekday, busy) for week in weeks]
            label = WEEKDAYS[weekday] if weekday in (0, 2, 4) else ""
            lines.append([(label.ljust(margin), "dim"), *cells])
    total = f"{sum(a_day):,} in a year · "
    legend = [(total, "dim"), ("less ", "dim"), *((sign, "known") for sign in HEAT[1:]), (" more", "dim")]
    return [*lines, [(" " * margin, ""), *legend]]


def _cell(a_day: Sequence[int], back: int, busy: Sequence[int]) -> tuple[str, str]:
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
        if end.day <= 7 and len(line) <= place and place + 3 <= len(weeks):
            line = line.ljust(place) + MONTHS[end.month - 1] + " "
    return line


def _topics(stats: Stats, width: int) -> list[Spans]:
    """A line a topic, a sign a term as long as there is room."""
    names = _topic_names(stats, width)
    counts = [f"{topic.known}/{topic.known + topic.learning + topic.new}" for topic in stats.topics]
    margin = max(map(len, counts), default=0)
    room = width - max(map(cells, names), default=0) - margin - 4
    largest = max((topic.known + topic.learning + topic.new for topic in stats.topics), default=1)
    scale = min(1.0, max(room, 1) / max(largest, 1))
    lines: list[Spans] = []
    for topic, name, count in zip(stats.topics, names, counts, strict=True):
        pad = " " * (max(map(cells, names)) - cells(name))
        lines.append([(f"{name}{pad}  ", ""), (f"{count:>{margin}}  ", "dim"), *_mastery_bar(topic, scale)])
    legend: Spans = []
    for state, sign in SIGNS.items():
        legend += [(f"{sign} ", state), (f"{stats.count(state)} {state}   ", "dim")]
    return [*lines, legend]


def _mastery_bar(topic: Mastery, scale: float) -> Spans:
    bar: Spans = []
    terms = end = 0
    for state, sign in SIGNS.items():
        terms += getattr(topic, state)
        start, end = end, ceil(terms * scale)
        bar.append((sign * (end - start), state))
    return bar


def _topic_names(stats: Stats, width: int) -> list[str]:
    """Both names where half of the width holds them, else the Chinese one alone."""
    both = [f"{m.topic.zh} {m.topic.en}" for m in stats.topics]
    return both if max(map(cells, both), default=0) <= width * 2 // 3 else [m.topic.zh for m in stats.topics]


def _confused(stats: Stats, names: Names) -> list[Spans]:
    margin = max((len(f"{pair.times}") for pair in stats.confused), default=0)
    lines: list[Spans] = [
        [(f"{pair.times:>{margin}} ×  ", "dim"), (names(pair.terms[0]), ""), (" / ", "dim"), (names(pair.terms[1]), "")]
        for pair in stats.confused
    ]
    return [*lines, [("dlterms quiz --confused", "dim")]] if lines else []


def _aside(stats: Stats, names: Names) -> list[Spans]:
    """A line each of what is set aside, and why; of each kind no more than a few."""
    leeches = [(f"{leech.misses} misses", _card(leech, names)) for leech in stats.leeches]
    own: list[tuple[str, str]] = []
    known: list[tuple[str, str]] = []
    for aside in stats.aside:
        why = "known" if aside.known else counted(aside.cards, "{n} card", "{n} cards")
        (known if aside.known else own).append((why, names(_id(aside.term))))
    margin = max((len(why) for why, _ in (*leeches, *own, *known)), default=0)
    lines: list[Spans] = []
    for group in (leeches, own, known):
        lines += [[(f"{why:<{margin}}  ", "dim"), (name, "")] for why, name in group[:_NAMED]]
        if len(group) > _NAMED:
            lines.append([(f"and {len(group) - _NAMED} more: dlterms list --state set-aside", "dim")])
    return [*lines, [("dlterms history resume TERM", "dim")]] if lines else []


def _pace(pace: Pace, today: date) -> list[Spans]:
    """When the last term will have been met."""
    if not pace.days:
        return []
    end = today + timedelta(days=pace.days)
    text = f"all met in {counted(pace.days, '{n} day', '{n} days')}, on {end:%Y-%m-%d}, at {pace.new} new terms a day"
    return [[(text, "dim")]]


def _card(leech: Leech, names: Names) -> str:
    return f"{names(_id(term_of(leech.card)))}, {leech.card.rpartition(':')[2]}"


def _id(term: str) -> str:
    """The id of a `glossary/term`."""
    return term.partition("/")[2]


def cells(text: str) -> int:
    """How many columns a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
