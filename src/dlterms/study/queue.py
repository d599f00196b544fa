"""Which cards are asked today, and in what order."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from dlterms.day import day_end, day_start
from dlterms.fsrs import DAY
from dlterms.history import Reader, buried, known, to_learn
from dlterms.index.selection import Selection, Wanted
from dlterms.model import Review
from dlterms.quiz.cards import Card, card_of, term_of
from dlterms.schedule import due
from dlterms.study.suspended import is_suspended

NEW_A_DAY = 5  # terms
CARDS_A_SESSION = 20
FIRM = 8.0  # days of stability from which a term's next direction is asked; tests/simulation.py tells why
EVEN = 35  # terms asked on a day, from which on further directions wait for a day with fewer
MANY = 20_000  # cards answered: to seek a new term among as many takes longer than all else


@dataclass(frozen=True, slots=True)
class Limits:
    cards: int = CARDS_A_SESSION
    new: int = NEW_A_DAY  # terms that may still be met today
    kept: int = NEW_A_DAY  # places of a session, half of it at most, that due cards leave to new terms


@dataclass(frozen=True, slots=True)
class Past:
    """What the history says, as far as the plan needs it. Cards and terms are named by their ids."""

    due: Iterable[str] = ()  # cards that are due, by falling retrievability
    answered: Container[str] = frozenset()  # cards, ever
    introduced: Container[str] = frozenset()  # terms ever asked, or known
    today: Collection[str] = frozenset()  # terms asked today, or not wanted today: their other cards wait
    set_aside: Collection[str] = frozenset()  # cards that are suspended
    buried: Collection[str] = frozenset()  # cards that are not wanted today
    missed: Sequence[str] = ()  # cards whose last answer today was wrong
    firm: Iterable[str] = ()  # terms whose direction that was introduced last is firm

    def keeps_out(self, card: str) -> bool:
        """Whether the learner does not want to be asked a card."""
        return card in self.set_aside or card in self.buried


def queue(past: Past, selection: Selection, limits: Limits) -> list[Card]:
    """What was missed today, due cards by falling retrievability, further directions, then new terms.

    One card a term and day, but for one that was missed.
    """
    busy = set(past.today)
    fresh = list(islice(_new_cards(past, busy, selection), min(limits.new, limits.cards))) if limits.kept else []
    kept = min(len(fresh), limits.kept, limits.cards // 2)
    old = list(islice(_old_cards(past, busy, selection), limits.cards - kept))
    room = min(limits.new, limits.cards - len(old))
    new = fresh[:room] if limits.kept else list(islice(_new_cards(past, busy, selection), room))
    place = max(0, CARDS_A_SESSION - len(new))  # in a longer session, too, new terms are met before one is tired
    return [*old[:place], *new, *old[place:]]


def old_cards(past: Past, selection: Selection) -> Iterator[Card]:
    """All cards that a quiz without a limit asks of terms met before."""
    return _old_cards(past, set(past.today), selection)


def _old_cards(past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    return chain(
        _asked(past.missed, past, set(), selection),
        _asked(past.due, past, busy, selection),
        _further_cards(past, busy, selection),
    )


def _asked(cards: Iterable[str], past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    """Those of some cards that may be asked, one of each term that is not `busy`."""
    for card_id in cards:
        card = card_of(card_id)
        if past.keeps_out(card_id) or card.term in busy or not selection.has(card.term):
            continue
        if card in selection.cards(card.term):  # a card may be gone from its entry, or not wanted
            busy.add(card.term)
            yield card


def _further_cards(past: Past, busy: set[str], selection: Selection) -> Iterator[Card]:
    """The next direction of each term that is ready for it, on a day that has room for it."""
    names = iter(past.firm)
    while len(busy) < EVEN and (name := next(names, None)):  # on a full day it is not asked which are firm
        if name not in busy and selection.has(name) and (card := _next_card(past, selection.cards(name))):
            busy.add(name)
            yield card


def _next_card(past: Past, cards: Iterable[Card]) -> Card | None:
    return next((card for card in cards if card.id not in past.answered and not past.keeps_out(card.id)), None)


def _new_cards(past: Past, busy: Container[str], selection: Selection) -> Iterator[Card]:
    """The first card of each term whose prerequisites were met; one that cannot be asked holds nothing back."""
    introduced: set[str] = set()
    for name, requires in selection.terms:
        if name in busy or name in past.introduced:
            introduced.add(name)
            continue
        if any(ref not in introduced and ref not in past.introduced and selection.has(ref) for ref in requires):
            continue
        introduced.add(name)
        if card := _next_card(past, selection.cards(name)):
            yield card


def wishes(history: Reader, wanted: Wanted) -> Wanted:
    """What is wanted, those terms first of which the learner said so."""
    return replace(wanted, first={name.partition("/")[2]: time for name, time in to_learn(history).items()})


class _Answered:
    """The cards ever answered, asked of the history one at a time."""

    def __init__(self, history: Reader) -> None:
        self.history = history

    def __contains__(self, card: object) -> bool:
        return self.history.memory(str(card)) is not None


class _Introduced:
    """The terms ever asked, and those said to be known; sought when the first of them is asked for."""

    def __init__(self, history: Reader, certain: Collection[str]) -> None:
        self.history = history
        self.certain = certain

    @cached_property
    def terms(self) -> set[str]:
        return {name.partition("/")[2] for name in self.history.terms().union(self.certain)}

    def __contains__(self, name: object) -> bool:
        return name in self.terms


def _today(history: Reader, moment: float) -> Iterator[Review]:
    """The answers since the day began, and of a day lived twice, because the clock was set back.

    Those dated over a day ahead are none of today's: their cards are `due` now, and would never be asked again.
    """
    answers = history.reviews(since=day_start(moment).timestamp())
    return (review for review in answers if review.time <= moment + DAY)


def past(history: Reader, retention: float, moment: float) -> Past:
    """What the plan of the day at `moment` needs to know."""
    start = day_start(moment)
    answers = {review.card: review.rating for review in _today(history, moment)}
    said, certain = history.suspended(), known(history)
    not_today = buried(history, start.timestamp(), day_end(start).timestamp())
    missed = [card for card, rating in answers.items() if rating == 1]
    return Past(
        due=_due(history, said, retention, moment),
        answered=_Answered(history),
        introduced=_Introduced(history, certain),
        today={card_of(card).term for card in (*answers, *not_today)},
        set_aside={card for card, still in said.items() if still},
        buried=not_today,
        missed=[card for card in missed if not is_suspended(card, history.memory(card), said)],
        firm=_firm(history, said, certain),
    )


def _due(history: Reader, said: Mapping[str, bool], retention: float, moment: float) -> Iterator[str]:
    """The cards that are due and not set aside, those likeliest to be recalled first.

    In portions, since of 100,000 that are due a session asks 20.
    """
    wait = history.stretch(retention)
    seen: set[str] = set()
    portion = 256
    while True:
        found = history.due(day_end(day_start(moment)).timestamp(), wait, portion)
        for card, memory in found.items():
            if card in seen or is_suspended(card, memory, said):
                continue
            if due(memory, wait, moment) <= moment:
                yield card
        if len(found) < portion:
            return
        seen.update(found)
        portion *= 8


def _firm(history: Reader, said: Mapping[str, bool], certain: Collection[str]) -> Iterator[str]:
    """The terms that are ready for another direction, those met first before the others.

    Of their cards that are not set aside the one that was introduced last is firm.
    """
    ready = {}
    for card, memory in sorted(history.states().items(), key=lambda item: item[1].first_review):
        if not is_suspended(card, memory, said):
            ready[term_of(card)] = memory.stability >= FIRM
    yield from (name.partition("/")[2] for name, is_ready in ready.items() if is_ready and name not in certain)


def new_today(history: Reader, moment: float) -> int:
    """How many terms were met since the day began."""
    start = day_start(moment).timestamp()
    terms = {term_of(review.card) for review in _today(history, moment)}
    return sum(history.met(term) >= start for term in terms)


def limits(history: Reader, cards: int, new: int, moment: float) -> Limits:
    """What a session may ask, where `new` terms a day are wanted."""
    left = max(0, new - new_today(history, moment)) if new else 0
    return Limits(cards, left, left if history.cards() <= MANY else 0)
