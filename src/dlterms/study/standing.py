"""Where a learner stands with each term: new, learning or known, and what is due or set aside."""

from __future__ import annotations

from collections.abc import Collection
from math import inf
from typing import Literal, NamedTuple, TypeAlias, get_args

from dlterms.history import Reader, known
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, selection
from dlterms.quiz.cards import card_of, term_of
from dlterms.schedule import LEECH
from dlterms.study.queue import old_cards, past, wishes
from dlterms.study.stats import State, term_states
from dlterms.study.suspended import is_suspended

Standing: TypeAlias = Literal[State, "due", "set-aside", "leech"]

STANDINGS: tuple[Standing, ...] = get_args(Standing)


class Standings(NamedTuple):
    """What is known of the terms, by their ids."""

    states: dict[str, State]
    due: Collection[str]  # of which a quiz asks a card now
    set_aside: Collection[str]  # of which the learner has set a card aside
    leeches: Collection[str]  # of which a card is set aside for being missed too often
    stability: dict[str, float]  # of the weakest card

    def of(self, term: str) -> list[Standing]:
        """All that a term is, its state first."""
        marks: tuple[tuple[Standing, Collection[str]], ...] = (
            ("due", self.due), ("set-aside", self.set_aside), ("leech", self.leeches),
        )  # fmt: skip
        return [self.states.get(term, "new"), *(mark for mark, terms in marks if term in terms)]

    def strength(self, term: str) -> float:
        """How many days the weakest card keeps; what was never asked, and what is said to be known, keeps for ever."""
        return self.stability.get(term, inf)


def standings(history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, moment: float) -> Standings:
    """Of the terms in use; due is what a quiz of what is wanted would ask."""
    in_force = lexicon.in_force()
    memories = {c: memory for c, memory in history.states().items() if term_of(c) in in_force}
    said, certain = history.suspended(), known(history)
    chosen = selection(lexicon, wishes(history, wanted))
    weakest: dict[str, float] = {}
    for card, memory in memories.items():
        if term_of(card) not in certain:
            weakest[_id(card)] = min(memory.stability, weakest.get(_id(card), inf))
    return Standings(
        states={name.partition("/")[2]: state for name, state in term_states(memories, certain).items()},
        due={card.term for card in old_cards(past(history, retention, moment), chosen)},
        set_aside={_id(card) for card, still in said.items() if still},
        leeches={_id(c) for c, memory in memories.items() if memory.misses >= LEECH and is_suspended(c, memory, said)},
        stability=weakest,
    )


def _id(card: str) -> str:
    return card_of(card).term
