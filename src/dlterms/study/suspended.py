"""Which cards are not asked: those that the learner has set aside, and leeches, which nobody has taken back."""

from __future__ import annotations

from collections.abc import Mapping

from dlterms.history import Reader
from dlterms.model import Memory, Term
from dlterms.quiz.cards import DIRECTIONS, cards_of
from dlterms.schedule import LEECH


def is_suspended(card: str, memory: Memory | None, said: Mapping[str, bool]) -> bool:
    """Whether a card is set aside: by what was `said` of it last, or else for being missed too often.

    Who takes a card back (an undo, `history resume`) wants it asked, and no miss sets it aside again.
    """
    return said.get(card, memory is not None and memory.misses >= LEECH)


def suspended_cards(history: Reader, term: Term) -> list[str]:
    """The cards of a term that are set aside."""
    said = history.suspended()
    cards = (card.id for card in cards_of(term, DIRECTIONS))
    return [card for card in cards if is_suspended(card, history.memory(card), said)]


def becomes_leech(card: str, memory: Memory | None, said: Mapping[str, bool]) -> bool:
    """Whether the last miss, which `memory` includes, is the one that sets the card aside."""
    return card not in said and memory is not None and memory.misses == LEECH
