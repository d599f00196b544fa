"""Statistics as sections of a page, drawn for a terminal of some width, and as plain lines for a pipe.

Each sign that a colour marks differs from the others without it too. Nothing stands to the right of a drawing, because
some terminals show its signs two columns wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import ceil

from dlterms.i18n import counted, marked, tr
from dlterms.quiz.cards import term_of
from dlterms.study.stats import MONTH, Aside, Leech, Mastery, Pace, Share, State, Stats
from dlterms.views import calibration
from dlterms.views.columns import left, widest
from dlterms.views.days import due_chart, heat_map
from dlterms.views.page import SEPARATOR, Section, Spans

Names = Callable[[str], str]  # a term's id to its name

SIGNS: dict[State, str] = {"known": "█", "learning": "▒", "new": "·"}
_COUNTS: dict[State, str] = {
    "known": marked("{terms} known"),
    "learning": marked("{terms} learning"),
    "new": marked("{terms} new"),
}
_NAMED = 5  # leeches, terms set aside, terms known


def drawn(stats: Stats, names: Names, width: int, today: date) -> list[Section]:
    """What a terminal shows; `width` is how many columns there are beside the labels."""
    sections = [Section("", [[(_headline(stats), "term")]])]
    if any(stats.a_day):
        sections += [
            Section(marked("due"), due_chart(stats.due, width, today)),
            Section(marked("remembered"), _retention(stats)),
            Section(marked("foretold"), calibration.lines(stats.calibration, width)),
            Section(marked("answers"), heat_map(stats.a_day, width, today)),
        ]
    sections.append(Section(marked("terms"), [*_topics(stats, width), *_pace(stats.pace, today)]))
    sections.append(Section(marked("mixed up"), _confused(stats, names)))
    sections.append(Section(marked("set aside"), _aside(stats, names)))
    return [section._replace(apart=bool(n)) for n, section in enumerate(sections) if section.paragraphs]


def plain(stats: Stats, names: Names) -> Iterator[str]:
    """One fact a line."""
    yield counted(stats.streak, "streak: {n} day", "streak: {n} days")
    counts = {state: stats.count(state) for state in SIGNS}
    yield tr("terms: {known} known, {learning} learning, {new} new", **counts)
    if days := stats.pace.days:
        new = stats.pace.new
        yield counted(
            days, "all terms met at {new} a day: in {n} day", "all terms met at {new} a day: in {n} days", new=new
        )
    month, year = _share(stats.month), _share(stats.year)
    yield tr("remembered in {days} days: {share}, wanted {wanted:.0%}", days=MONTH, share=month, wanted=stats.wanted)
    yield tr("remembered in a year: {share}, wanted {wanted:.0%}", share=year, wanted=stats.wanted)
    yield from calibration.plain(stats.calibration)
    yield from _days(stats)
    for mastery in stats.topics:
        counts = {state: getattr(mastery, state) for state in SIGNS}
        topic = f"{mastery.topic.zh} {mastery.topic.en}"
        yield tr("topic {topic}: {known} known, {learning} learning, {new} new", topic=topic, **counts)
    yield from _terms(stats, names)


def _days(stats: Stats) -> Iterator[str]:
    for days, cards in enumerate(stats.due):
        if days:
            yield counted(days, "due in {n} day: {cards}", "due in {n} days: {cards}", cards=cards)
        else:
            yield tr("due now: {cards}", cards=cards)
    for days in (1, 7, MONTH, len(stats.a_day)):
        answers = sum(stats.a_day[-days:])
        yield counted(days, "answers in {n} day: {answers}", "answers in {n} days: {answers}", answers=answers)


def _terms(stats: Stats, names: Names) -> Iterator[str]:
    for pair in stats.confused:
        one, other = map(names, pair.terms)
        yield counted(
            pair.times,
            "mixed up: {one} / {other}: {n} time",
            "mixed up: {one} / {other}: {n} times",
            one=one,
            other=other,
        )
    for leech in stats.leeches:
        card = _card(leech, names)
        yield counted(leech.misses, "set aside: {card}: {n} miss", "set aside: {card}: {n} misses", card=card)
    for aside in stats.aside:
        yield _said_of(aside, names(_id(aside.term)))


def _said_of(aside: Aside, term: str) -> str:
    if aside.known:
        return counted(aside.cards, "known: {term}: {n} card", "known: {term}: {n} cards", term=term)
    return counted(aside.cards, "set aside by you: {term}: {n} card", "set aside by you: {term}: {n} cards", term=term)


def _share(share: Share) -> str:
    if not share.of:
        return tr("nothing asked again yet")
    return tr("{share:.0%} of {answers:,}", share=share.right / share.of, answers=share.of)


def _headline(stats: Stats) -> str:
    if not any(stats.a_day):
        return tr("Nothing answered yet: `dlterms quiz` begins.")
    if stats.streak and not stats.a_day[-1]:
        streak = counted(stats.streak, "{n} day in a row, none yet today", "{n} days in a row, none yet today")
    else:
        streak = counted(stats.streak, "{n} day in a row", "{n} days in a row")
    known, learning = stats.count("known"), stats.count("learning")
    return streak + SEPARATOR + tr("{known} terms known, {learning} being learned", known=known, learning=learning)


def _retention(stats: Stats) -> list[Spans]:
    wanted = SEPARATOR + tr("wanted {wanted:.0%}", wanted=stats.wanted)
    if not stats.year.of:
        return [[(tr("nothing was asked again yet"), ""), (wanted, "dim")]]
    month: Spans = []
    if stats.month.of:
        before, _, after = tr("{share} in {days} days", share="{share}", days=MONTH).partition("{share}")
        month = [(before, ""), (_share(stats.month), "term"), (after, ""), (SEPARATOR, "dim")]
    return [[*month, (tr("{share} in a year", share=_share(stats.year)), ""), (wanted, "dim")]]


def _topics(stats: Stats, width: int) -> list[Spans]:
    """A line a topic, a sign a term as long as there is room."""
    names = _topic_names(stats, width)
    counts = [f"{topic.known}/{topic.known + topic.learning + topic.new}" for topic in stats.topics]
    margin = max(map(len, counts), default=0)
    room = width - widest(names) - margin - 4
    largest = max((topic.known + topic.learning + topic.new for topic in stats.topics), default=1)
    scale = min(1.0, max(room, 1) / max(largest, 1))
    lines: list[Spans] = []
    for topic, name, count in zip(stats.topics, names, counts, strict=True):
        name = left(name, widest(names))
        lines.append([(f"{name}  ", ""), (f"{count:>{margin}}  ", "dim"), *_mastery_bar(topic, scale)])
    legend: Spans = []
    for state, sign in SIGNS.items():
        legend += [(f"{sign} ", state), (tr(_COUNTS[state], terms=stats.count(state)) + "   ", "dim")]
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
    return both if widest(both) <= width * 2 // 3 else [m.topic.zh for m in stats.topics]


def _confused(stats: Stats, names: Names) -> list[Spans]:
    margin = max((len(f"{pair.times}") for pair in stats.confused), default=0)
    lines: list[Spans] = [
        [(f"{pair.times:>{margin}} ×  ", "dim"), (names(pair.terms[0]), ""), (" / ", "dim"), (names(pair.terms[1]), "")]
        for pair in stats.confused
    ]
    return [*lines, [("dlterms quiz --confused", "dim")]] if lines else []


def _aside(stats: Stats, names: Names) -> list[Spans]:
    """A line each of what is set aside, and why; of each kind no more than a few."""
    leeches = [(counted(leech.misses, "{n} miss", "{n} misses"), _card(leech, names)) for leech in stats.leeches]
    own: list[tuple[str, str]] = []
    known: list[tuple[str, str]] = []
    for aside in stats.aside:
        why = tr("known") if aside.known else counted(aside.cards, "{n} card", "{n} cards")
        (known if aside.known else own).append((why, names(_id(aside.term))))
    margin = widest(why for why, _ in (*leeches, *own, *known))
    lines: list[Spans] = []
    for group in (leeches, own, known):
        lines += [[(left(why, margin) + "  ", "dim"), (name, "")] for why, name in group[:_NAMED]]
        if len(group) > _NAMED:
            more = len(group) - _NAMED
            lines.append([(tr("and {more} more: dlterms list --state set-aside", more=more), "dim")])
    return [*lines, [(tr("dlterms history resume TERM"), "dim")]] if lines else []


def _pace(pace: Pace, today: date) -> list[Spans]:
    """When the last term will have been met."""
    if not pace.days:
        return []
    text = counted(
        pace.days,
        "all met in {n} day, on {end}, at {new} new terms a day",
        "all met in {n} days, on {end}, at {new} new terms a day",
        end=f"{today + timedelta(days=pace.days):%Y-%m-%d}",
        new=pace.new,
    )
    return [[(text, "dim")]]


def _card(leech: Leech, names: Names) -> str:
    return f"{names(_id(term_of(leech.card)))}, {leech.card.rpartition(':')[2]}"


def _id(term: str) -> str:
    """The id of a `glossary/term`."""
    return term.partition("/")[2]
