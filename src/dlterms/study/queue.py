"""Which cards are asked today, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dlterms.quiz.cards import Card, card_of

NEW_A_DAY = 10
CARDS_A_SESSION = 20


@dataclass(frozen=True, slots=True)
class Limits:
    cards: int = CARDS_A_SESSION
    new: int = NEW_A_DAY  # those that may still be introduced today


@dataclass(frozen=True, slots=True)
class Past:
    """What the history says, as far as the plan needs it. Cards and terms are named by their ids."""

    due: Iterable[str] = ()  # cards that are due, by falling retrievability
    asked: Container[str] = frozenset()  # cards ever answered
    introduced: Container[str] = frozenset()  # terms ever asked
    today: Collection[str] = frozenset()  # terms asked today: their other cards wait
    set_aside: Collection[str] = frozenset()  # cards that are suspended


@dataclass(frozen=True, slots=True)
class Selection:
    """What may be asked: terms in the order of learning, and the cards of each."""

    terms: Iterable[tuple[str, Sequence[str]]]  # (id, ids of what it requires)
    has: Callable[[str], bool]  # whether a term is among them
    cards: Callable[[str], Sequence[Card]]  # a term's cards in the wanted directions


def plan(past: Past, selection: Selection, limits: Limits) -> list[Card]:
    """Due cards by falling retrievability, then new ones; one card a term and day."""
    busy = set(past.today)
    due = list(islice(_due_cards(past, busy, selection), limits.cards))
    new = islice(_new_cards(past, busy, selection), max(0, min(limits.new, limits.cards - len(due))))
    return [*due, *new]


def _due_cards(past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    for card_id in past.due:
        try:
            card = card_of(card_id)
        except ValueError:
            continue
        if card_id in past.set_aside or card.term in busy or not selection.has(card.term):
            continue
        if card in selection.cards(card.term):  # a card may be gone from its entry, or not wanted
            busy.add(card.term)
            yield card


def _new_cards(past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    """The next card of each term whose prerequisites were asked before; one not selected holds nothing back."""
    introduced: set[str] = set()
    for name, requires in selection.terms:
        if name in busy or any(
            ref not in introduced and ref not in past.introduced and selection.has(ref) for ref in requires
        ):
            continue
        new = (c for c in selection.cards(name) if c.id not in past.asked and c.id not in past.set_aside)
        card = next(new, None)
        if card is not None:
            busy.add(name)
            introduced.add(name)
            yield card
