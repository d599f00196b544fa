"""Which cards are not asked: those that the learner has set aside, and leeches, which nobody has taken back."""

from __future__ import annotations

from collections.abc import Mapping

from dlterms.model import Memory
from dlterms.schedule import LEECH


def is_suspended(card: str, memory: Memory | None, said: Mapping[str, bool]) -> bool:
    """Whether a card is set aside: by what was `said` of it last, or else for being missed too often.

    Who takes a card back (an undo, `history resume`) wants it asked, and no miss sets it aside again.
    """
    return said.get(card, memory is not None and memory.misses >= LEECH)


def becomes_leech(card: str, memory: Memory | None, said: Mapping[str, bool]) -> bool:
    """Whether the last miss, which `memory` includes, is the one that sets the card aside."""
    return card not in said and memory is not None and memory.misses == LEECH
