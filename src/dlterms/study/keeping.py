"""Keeping what happens in a quiz: each answer is in the history before its verdict is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dlterms.errors import DltermsError
from dlterms.fsrs import review
from dlterms.history import History, as_before
from dlterms.i18n import tr
from dlterms.model import AGAIN, Event, Override, Rating, Review
from dlterms.quiz.talk import Due, Keep, Kept
from dlterms.schedule import due
from dlterms.study.suspended import becomes_leech, is_suspended


@dataclass(frozen=True)
class Keeper:
    """Writes events to the history."""

    history: History
    retry: Callable[[str], bool]  # is told a fault, and says whether to try the same again
    new_id: Callable[[], str]
    now: Callable[[], float]
    retention: float

    def __call__(self, what: Keep) -> tuple[Kept, ...]:
        # Made once: however often it is tried, one id is one event.
        moment = self.now()
        events = [as_before(self.history, event)._replace(id=self.new_id(), time=moment) for event in what.events]
        while True:
            try:
                stored = self.history.record_all(events)
                return tuple(Kept(event.id, self._is_leech(event), self._due(event)) for event in stored)
            except DltermsError as fault:
                if not self.retry(str(fault)):
                    raise DltermsError(tr("{fault}; the last answer is not kept", fault=fault)) from None

    def _is_leech(self, event: Event) -> bool:
        """Whether an answer was the miss with which a card is set aside."""
        if not isinstance(event, Review | Override) or event.rating != AGAIN:
            return False
        return becomes_leech(event.card, self.history.memory(event.card), self.history.suspended())

    def _due(self, event: Event) -> Due | None:
        """When the card of an answer comes back, unless it is set aside."""
        if not isinstance(event, Review | Override):
            return None
        memory = self.history.memory(event.card)
        if memory is None or is_suspended(event.card, memory, self.history.suspended()):
            return None
        return Due(due(memory, self.history.stretch(self.retention), event.time), event.time)


def forecast(history: History, retention: float, now: float, card: str) -> Mapping[Rating, Due]:
    """When a card would come back after an answer given now; one that was missed does in the same session."""
    before = history.memory(card)
    parameters, wait = history.parameters(), history.stretch(retention)
    passed: tuple[Rating, ...] = (2, 3, 4)
    return {rating: Due(due(review(before, rating, now, parameters), wait, now), now) for rating in passed}


def forget(what: Keep) -> tuple[Kept, ...]:
    """Keep nothing: practice."""
    return tuple(Kept("") for _ in what.events)
