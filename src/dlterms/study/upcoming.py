"""When there is something to ask again, for a learner who has done all there is today."""

from __future__ import annotations

from dataclasses import replace

from dlterms.day import day_end, day_start
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, selection
from dlterms.quiz.cards import card_of
from dlterms.schedule import due
from dlterms.study.queue import Limits, past, queue
from dlterms.study.suspended import is_suspended


def next_due(
    history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, moment: float, *, new: bool = True
) -> float | None:
    """When there is something to ask again, of what is wanted; None if never. `new` says whether new cards count."""
    chosen = selection(lexicon, wanted)
    before = past(history, lexicon, retention, moment)
    tomorrow = day_end(day_start(moment)).timestamp()
    fresh = tomorrow if new and queue(replace(before, due=(), today=()), chosen, Limits(1, 1)) else None
    said = history.suspended()
    times = sorted(  # after a sibling asked today a card waits for tomorrow
        (max(due(memory, retention, moment), tomorrow * (card_of(card).term in before.today)), card)
        for card, memory in history.states().items()
        if not is_suspended(card, memory, said)
    )
    for time, name in times:
        if fresh is not None and time >= fresh:
            break
        card = card_of(name)
        if chosen.has(card.term) and card in chosen.cards(card.term):
            return time
    return fresh
