"""The cards of a session, as it was asked for, and how each is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from random import Random

from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.quiz.cards import Card
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Mode
from dlterms.study.drills import drills, met, unproven
from dlterms.study.queue import CARDS_A_SESSION, limits, past, queue, wishes
from dlterms.study.upcoming import ahead


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line, besides the selection of terms."""

    cards: int | None
    new: int
    retention: float
    mode: Mode | None
    confused: bool
    named: bool
    practice: bool
    ahead: bool


def cards_to_ask(
    lexicon: IndexLexicon, history: Reader, wanted: Wanted, options: Options, rng: Random, moment: float
) -> list[QueuedCard]:
    """The cards of a session: drills, cards of named terms, practice, or the queue of the day."""
    chosen = selection(lexicon, wishes(history, wanted))
    limit = options.cards or CARDS_A_SESSION
    if options.confused:
        return drills(lexicon, history, chosen.has, limit, rng)
    if options.named:
        cards = [card for name, _ in chosen.terms for card in chosen.cards(name)]
        rng.shuffle(cards)
        cards = cards[: options.cards]
    elif options.practice:
        cards = list(islice(_practice(history, chosen, rng), limit))
    else:
        cards = queue(past(history, options.retention, moment), chosen, limits(history, limit, options.new, moment))
        if options.ahead and not cards:
            cards = list(islice(ahead(history, chosen, options.retention, moment), limit))
    return [_queued(card, lexicon, history, options) for card in cards]


def _practice(history: Reader, chosen: Selection, rng: Random) -> Iterable[Card]:
    """A card of each term in random order, terms that were asked before first."""
    names = [name for name, _ in chosen.terms]
    rng.shuffle(names)
    before = met(history)
    for name in sorted(names, key=lambda name: name not in before):
        if cards := chosen.cards(name):
            yield rng.choice(cards)


def _queued(card: Card, lexicon: IndexLexicon, history: Reader, options: Options) -> QueuedCard:
    is_unproven = unproven(history, card)
    mode = options.mode or _mode(card, is_unproven)
    if mode != "choice":
        return QueuedCard(card, mode)
    counts = history.confused_with(f"{card.glossary}/{card.term}")
    confused = sorted(counts, key=lambda other: (-counts[other], other))
    return QueuedCard(card, mode, tuple(other for other in confused if lexicon.has(other)), unproven=is_unproven)


def _mode(card: Card, is_unproven: bool) -> Mode:
    """Choices first, typed once answered right; the meaning of a term is rated by the learner alone."""
    if card.kind == "term-definition":
        return "flip"
    if card.kind == "cloze":
        return "type"
    return "choice" if is_unproven else "type"
