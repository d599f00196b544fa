"""Keeping what happens in a quiz: each answer is in the history before its verdict is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dlterms.cli import learning
from dlterms.errors import DltermsError
from dlterms.history import History
from dlterms.model import Review
from dlterms.quiz.events import AGAIN, Event, Graded, Kept, Overridden, Suspended, Undone
from dlterms.quiz.judging import taken_for
from dlterms.schedule import LEECH

T = TypeVar("T")
Keep = Callable[[Event], Kept | None]


def keeper(history: History, retry: Callable[[str], bool]) -> Keep:
    """Writes events to the history. `retry` is told a fault, and says whether to try the same again."""

    def keep(event: Event) -> Kept | None:
        if isinstance(event, Graded):
            # Made once: however often it is tried, one id is one review.
            review = _review(event)
            return until_done(lambda: Kept(history.record(review).id, is_leech(event.card.id, event.rating)))
        if isinstance(event, Undone):
            until_done(lambda: history.undo(learning.now(), event.review))
        elif isinstance(event, Overridden):
            verdict = "wrong" if event.rating == AGAIN else "right"
            until_done(lambda: history.override(learning.now(), event.review, event.rating, verdict))
            return Kept(event.review, is_leech(event.card.id, event.rating))
        elif isinstance(event, Suspended):
            until_done(lambda: history.suspend(learning.now(), event.card.id, event.suspended))
        return None

    def until_done(work: Callable[[], T]) -> T:
        while True:
            try:
                return work()
            except DltermsError as fault:
                if not retry(str(fault)):
                    raise DltermsError(f"{fault}; the last answer is not kept") from None

    def is_leech(card: str, rating: int) -> bool:
        """Whether an answer was the miss with which a card is set aside."""
        memory = history.memory(card)
        return rating == AGAIN and memory is not None and memory.misses == LEECH

    return keep


def forget(event: Event) -> Kept | None:
    """Keep nothing: practice."""
    return Kept("") if isinstance(event, Graded | Overridden) else None


def _review(event: Graded) -> Review:
    return Review(
        learning.new_id(), "review", learning.now(), event.card.id, rating=event.rating, verdict=event.verdict.name,
        mode=event.mode, answer=event.verdict.answer, milliseconds=event.milliseconds,
        confused_with=taken_for(event.card, event.verdict),
    )  # fmt: skip
