"""When there is something to ask again, for a learner who has done all there is today."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from dlterms.cli import own_history as learning
from dlterms.cli import terms as survey
from dlterms.day import day_end, day_start
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.quiz.cards import card_of
from dlterms.schedule import due
from dlterms.study.queue import Limits, Past, Selection, plan
from dlterms.study.suspended import is_suspended


def next_due(
    history: Reader, lexicon: IndexLexicon, wanted: learning.Wanted, retention: float, new: bool = True
) -> float | None:
    """When there is something to ask again, of the selection; None if never. `new` says whether new cards count."""
    chosen = learning.selection(lexicon.db, lexicon, wanted)
    moment = learning.now()
    tomorrow = day_end(day_start(moment)).timestamp()
    before = learning.past(history, lexicon, retention, moment)
    if new and plan(replace(before, due=(), today=()), chosen, Limits(1, 1)):
        return _earliest(history, chosen, before, retention, tomorrow) or tomorrow
    return _earliest(history, chosen, before, retention, inf)


def _earliest(history: Reader, chosen: Selection, before: Past, retention: float, limit: float) -> float | None:
    """When the next card comes back, if before `limit`; after a sibling asked today it waits for tomorrow."""
    tomorrow = day_end(day_start(learning.now())).timestamp()
    said = history.suspended()
    times = sorted(
        (
            max(due(memory, retention, learning.now()), tomorrow * (card_of(card).term in before.today)),
            card,
        )
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


def in_words(moment: float, at: float) -> str:
    """A time to come, as said on a day at `at`: `in 40 minutes`, `tomorrow`, `in 3 days`."""
    if moment - at < 3600:
        return f"in {survey.counted(max(1, round((moment - at) / 60)), 'minute')}"
    days = (day_start(moment).date() - day_start(at).date()).days
    return ("later today", "tomorrow")[days] if days < 2 else f"in {days} days"
