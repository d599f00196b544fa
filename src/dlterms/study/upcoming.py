"""What there is to ask now, and when there is something to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dlterms.day import day_end, day_start
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.quiz.cards import Card, card_of
from dlterms.schedule import due
from dlterms.study.queue import Limits, Past, limits, old_cards, past, queue, wishes
from dlterms.study.suspended import is_suspended


class Outlook(NamedTuple):
    due: int  # cards that a quiz asks now of terms met before
    new: int  # terms that it may still introduce today
    next: float | None  # when the next card comes, if none is due
    until: float  # when the least of this may change, if nothing is answered


def outlook(
    history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, new: int, moment: float
) -> Outlook:
    """What a quiz of `new` terms a day has to ask."""
    chosen = selection(lexicon, wishes(history, wanted))
    before = past(history, retention, moment)
    old = len(list(old_cards(before, chosen)))
    left = limits(history, 0, new, moment).new
    fresh = len(queue(replace(before, due=(), missed=(), firm=()), chosen, Limits(left, left, left)))
    following = None if old else next_due(history, lexicon, wanted, retention, moment, new=new > 0)
    wait = history.stretch(retention)
    changes = (due(memory, wait, moment) for memory in history.states().values())
    tomorrow = day_end(day_start(moment)).timestamp()
    return Outlook(old, fresh, following, min([tomorrow, *(time for time in changes if time > moment)]))


def next_due(
    history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, moment: float, *, new: bool = True
) -> float | None:
    """When there is something to ask after `moment`, of what is wanted; None if never. `new`: also new terms."""
    chosen = selection(lexicon, wishes(history, wanted))
    before = past(history, retention, moment)
    tomorrow = day_end(day_start(moment)).timestamp()
    rested = replace(before, due=(), missed=(), today=(), buried=())
    fresh = tomorrow if queue(rested, chosen, Limits(1, 1 if new else 0)) else None
    for time, card in _coming(history, before, retention, moment):
        if time <= moment:  # due already
            continue
        if fresh is not None and time >= fresh:
            break
        if chosen.has(card.term) and card in chosen.cards(card.term):
            return time
    return fresh


def ahead(history: Reader, chosen: Selection, retention: float, moment: float) -> Iterator[Card]:
    """The cards that come next, one of each term that may be asked today."""
    before = past(history, retention, moment)
    busy = set(before.today)
    for _, card in _coming(history, before, retention, moment):
        if card.term in busy or not chosen.has(card.term):
            continue
        if card in chosen.cards(card.term):
            busy.add(card.term)
            yield card


def _coming(history: Reader, before: Past, retention: float, moment: float) -> list[tuple[float, Card]]:
    """When each card that is not set aside comes back, the next first.

    Where its term was asked today, or is not wanted today, it waits for tomorrow.
    """
    tomorrow = day_end(day_start(moment)).timestamp()
    said, wait = history.suspended(), history.stretch(retention)
    found = []
    for name, memory in history.states().items():
        if not is_suspended(name, memory, said):
            card = card_of(name)
            waits = card.term in before.today
            found.append((max(due(memory, wait, moment), tomorrow * waits), card))
    return sorted(found, key=lambda item: (item[0], item[1].id))
