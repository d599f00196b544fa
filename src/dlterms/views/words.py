"""Small pieces of sentences: numbers of things, times to come, an answer in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dlterms.day import day_start
from dlterms.fsrs import DEFAULTS
from dlterms.i18n import clauses, counted, series, tr
from dlterms.labels import both, printable
from dlterms.model import Bury, Event, Review, Suspend, Term, Tune
from dlterms.quiz.cards import card_of, term_of

_NAMED = 3  # terms of one command


def term_name(term: Term) -> str:
    return both(term.zh.term, term.en.term)


def when(moment: float, at: float) -> str:
    """A time to come, as said on a day at `at`: `in 40 minutes`, `tomorrow`, `in 3 days`."""
    if moment - at < 3600:
        return counted(max(1, round((moment - at) / 60)), "in {n} minute", "in {n} minutes")
    days = (day_start(moment).date() - day_start(at).date()).days
    if days > 1:
        return counted(days, "in {n} day", "in {n} days")
    return tr("tomorrow") if days else tr("later today")


def answer(review: Review, name_of: Callable[[str], str]) -> str:
    """An answer in one line: 过拟合 overfitting (zh-en), “overfiting”, typo, 2026-03-01 21:07."""
    try:
        card = card_of(review.card)
        name = f"{name_of(card.term)} ({card.direction})"
    except ValueError:
        name = review.card
    answer = f"“{printable(review.answer)}”" if review.answer else tr("no answer")
    verdict = tr(review.verdict) if review.verdict else tr("rated {rating}", rating=review.rating)
    return clauses([printable(name), answer, printable(verdict), _date(review.time)])


def act(events: Sequence[Event], name_of: Callable[[str], str]) -> str:
    """What was done at once, an answer or a command, in one line: 过拟合 overfitting, known, 2026-03-01 21:07."""
    first = events[0]
    if isinstance(first, Review):
        return answer(first, name_of)
    if isinstance(first, Tune):
        if first.parameters == DEFAULTS:
            return tr("the default schedule, {time}", time=_date(first.time))
        return tr("the schedule fitted to you, {time}", time=_date(first.time))
    cards = [event.card for event in events if not isinstance(event, Tune)]
    names = list(dict.fromkeys(printable(name_of(term_of(card).partition("/")[2])) for card in cards))
    return clauses([listed(names), _meaning(first), _date(first.time)])


def listed(names: Sequence[str]) -> str:
    """Some names in one line, of many the first."""
    first, more = series(names[:_NAMED]), len(names) - _NAMED
    return tr("{names} and {more} more", names=first, more=more) if more > 0 else first


def _meaning(event: Event) -> str:
    if isinstance(event, Suspend):
        if not event.suspended:
            return tr("asked again")
        return tr("known") if event.verdict == "known" else tr("set aside")
    return tr("not today") if isinstance(event, Bury) else tr("to be learned first")


def _date(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment):%Y-%m-%d %H:%M}"
