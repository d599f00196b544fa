"""Which cards are asked today, and in what order."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dlterms.day import day_end, day_start
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection
from dlterms.quiz.cards import Card, card_of
from dlterms.schedule import due
from dlterms.study.suspended import is_suspended

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
    answered: Container[str] = frozenset()  # cards, ever
    introduced: Container[str] = frozenset()  # terms ever asked
    today: Collection[str] = frozenset()  # terms asked today: their other cards wait
    set_aside: Collection[str] = frozenset()  # cards that are suspended


def queue(past: Past, selection: Selection, limits: Limits) -> list[Card]:
    """Due cards by falling retrievability, then new ones; one card a term and day."""
    busy = set(past.today)
    due = list(islice(_due_cards(past, busy, selection), limits.cards))
    new = islice(_new_cards(past, busy, selection), max(0, min(limits.new, limits.cards - len(due))))
    return [*due, *new]


def _due_cards(past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    for card_id in past.due:
        card = card_of(card_id)
        if card_id in past.set_aside or card.term in busy or not selection.has(card.term):
            continue
        if card in selection.cards(card.term):  # a card may be gone from its entry, or not wanted
            busy.add(card.term)
            yield card


def _new_cards(past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    """The next card of each term whose prerequisites were asked before; one that cannot be asked holds nothing back."""
    introduced: set[str] = set()
    for name, requires in selection.terms:
        if name in busy or any(
            ref not in introduced and ref not in past.introduced and selection.has(ref) for ref in requires
        ):
            continue
        cards = selection.cards(name)
        if not cards:
            introduced.add(name)
        card = next((c for c in cards if c.id not in past.answered and c.id not in past.set_aside), None)
        if card is not None:
            busy.add(name)
            introduced.add(name)
            yield card


class _Answered:
    """The cards ever answered, asked of the history one at a time."""

    def __init__(self, history: Reader) -> None:
        self.history = history

    def __contains__(self, card: object) -> bool:
        return self.history.memory(str(card)) is not None


class _Introduced:
    """The terms ever asked, in any glossary: a card of theirs is in the history."""

    def __init__(self, history: Reader, lexicon: IndexLexicon) -> None:
        self.history = history
        self.lexicon = lexicon

    def __contains__(self, name: object) -> bool:
        term = self.lexicon.term(str(name))
        return self.history.has_card_of(f"{term.glossary}/{term.id}")


def past(history: Reader, lexicon: IndexLexicon, retention: float, moment: float) -> Past:
    """What the plan of the day at `moment` needs to know."""
    return Past(
        due=_due(history, retention, moment),
        answered=_Answered(history),
        introduced=_Introduced(history, lexicon),
        today=_today(history, moment),
        set_aside={card for card, still in history.suspended().items() if still},
    )


def _today(history: Reader, moment: float) -> set[str]:
    """The terms asked since the day began."""
    start = day_start(moment).timestamp()
    return {card_of(review.card).term for review in history.reviews(since=start)}


def _due(history: Reader, retention: float, moment: float) -> Iterator[str]:
    """The cards that are due and not set aside, those likeliest to be recalled first.

    In portions, since of 100,000 that are due a session asks 20.
    """
    seen: set[str] = set()
    portion = 256
    said = history.suspended()
    while True:
        found = history.due(day_end(day_start(moment)).timestamp(), retention, portion)
        for card, memory in found.items():
            if card in seen or is_suspended(card, memory, said):
                continue
            if due(memory, retention, moment) <= moment:
                yield card
        if len(found) < portion:
            return
        seen.update(found)
        portion *= 8


def new_today(history: Reader, moment: float) -> int:
    """How many cards were introduced since the day began."""
    start = day_start(moment).timestamp()
    memories = map(history.memory, {review.card for review in history.reviews(since=start)})
    return sum(memory is not None and memory.first_review >= start for memory in memories)
