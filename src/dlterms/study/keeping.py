"""Keeping what happens in a quiz: each answer is in the history before its verdict is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dlterms.errors import DltermsError
from dlterms.history import History
from dlterms.model import Event, Override, Review
from dlterms.quiz.talk import AGAIN, Keep, Kept
from dlterms.study.suspended import becomes_leech


@dataclass(frozen=True)
class Keeper:
    """Writes events to the history."""

    history: History
    retry: Callable[[str], bool]  # is told a fault, and says whether to try the same again
    new_id: Callable[[], str]
    now: Callable[[], float]

    def __call__(self, what: Keep) -> Kept:
        # Made once: however often it is tried, one id is one event.
        event = what.event._replace(id=self.new_id(), time=self.now())
        while True:
            try:
                return Kept(self.history.record(event).id, self._is_leech(event))
            except DltermsError as fault:
                if not self.retry(str(fault)):
                    raise DltermsError(f"{fault}; the last answer is not kept") from None

    def _is_leech(self, event: Event) -> bool:
        """Whether an answer was the miss with which a card is set aside."""
        if not isinstance(event, Review | Override) or event.rating != AGAIN:
            return False
        return becomes_leech(event.card, self.history.memory(event.card), self.history.suspended())


def forget(what: Keep) -> Kept:
    """Keep nothing: practice."""
    return Kept("")
