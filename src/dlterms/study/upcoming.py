"""When there is something to ask again, for a learner who has done all there is today."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from dlterms.day import day_end, day_start
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.quiz.cards import card_of
from dlterms.schedule import due
from dlterms.study.queue import Limits, Past, past, queue
from dlterms.study.suspended import is_suspended


def next_due(
    history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, moment: float, *, new: bool = True
) -> float | None:
    """When there is something to ask again, of what is wanted; None if never. `new` says whether new cards count."""
    chosen = selection(lexicon, wanted)
    tomorrow = day_end(day_start(moment)).timestamp()
    before = past(history, lexicon, retention, moment)
    if new and queue(replace(before, due=(), today=()), chosen, Limits(1, 1)):
        return _earliest(history, chosen, before, retention, moment, tomorrow) or tomorrow
    return _earliest(history, chosen, before, retention, moment, inf)


def _earliest(
    history: Reader, chosen: Selection, before: Past, retention: float, moment: float, limit: float
) -> float | None:
    """When the next card comes back, if before `limit`; after a sibling asked today it waits for tomorrow."""
    tomorrow = day_end(day_start(moment)).timestamp()
    said = history.suspended()
    times = sorted(
        (max(due(memory, retention, moment), tomorrow * (card_of(card).term in before.today)), card)
        for card, memory in history.states().items()
        if not is_suspended(card, memory, said)
    )
    for time, name in times:
        if time >= limit:
            break
        card = card_of(name)
        if chosen.has(card.term) and card in chosen.cards(card.term):
            return time
    return None
