"""Keeping what happens in a quiz: each answer is in the history before its verdict is shown."""

from __future__ import annotations

from collections.abc import Callable

from dlterms.errors import DltermsError
from dlterms.history import History
from dlterms.model import Event, Override, Review
from dlterms.quiz.talk import AGAIN, Keep, Kept
from dlterms.study.suspended import becomes_leech

Keeper = Callable[[Keep], Kept]


def keeper(
    history: History, retry: Callable[[str], bool], new_id: Callable[[], str], now: Callable[[], float]
) -> Keeper:
    """Writes events to the history. `retry` is told a fault, and says whether to try the same again."""

    def keep(what: Keep) -> Kept:
        # Made once: however often it is tried, one id is one event.
        event = what.event._replace(id=new_id(), time=now())
        while True:
            try:
                return Kept(history.record(event).id, _is_leech(history, event))
            except DltermsError as fault:
                if not retry(str(fault)):
                    raise DltermsError(f"{fault}; the last answer is not kept") from None

    return keep


def _is_leech(history: History, event: Event) -> bool:
    """Whether an answer was the miss with which a card is set aside."""
    if not isinstance(event, Review | Override) or event.rating != AGAIN:
        return False
    return becomes_leech(event.card, history.memory(event.card), history.suspended())


def forget(what: Keep) -> Kept:
    """Keep nothing: practice."""
    return Kept("")
