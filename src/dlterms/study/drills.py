"""Either/or questions about terms that are taken for one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Term
from dlterms.quiz.cards import Card, card_of, cards_of
from dlterms.quiz.choices import names_term
from dlterms.quiz.masking import masked
from dlterms.quiz.state import QueuedCard


def drills(
    lexicon: IndexLexicon, history: Reader, has: Callable[[str], bool], limit: int, rng: Random
) -> list[QueuedCard]:
    """Either/or questions: pairs that this learner mixed up, then those that the glossary warns of, met ones first."""
    counts = history.confusions()
    own = [(card_of(card).term, other) for card, other in sorted(counts, key=lambda pair: -counts[pair])]
    declared = lexicon.contrasts()
    rng.shuffle(declared)
    before = met(history)
    declared.sort(key=lambda pair: not before.issuperset(pair))
    found: dict[frozenset[str], QueuedCard] = {}
    for pair in (*own, *declared):
        if len(found) == limit:
            break
        if frozenset(pair) in found or not all(lexicon.has(name) and has(name) for name in pair):
            continue
        one, other = pair
        if one not in lexicon.near(other):  # to tell those apart is no drill
            drill = _drill([lexicon.term(one), lexicon.term(other)], history, rng)
            if drill:
                found[frozenset(pair)] = drill
    return list(found.values())


def met(history: Reader) -> set[str]:
    """The ids of the terms that were asked before."""
    return {name.partition("/")[2] for name in history.terms()}


def unproven(history: Reader, card: Card) -> bool:
    """Whether a card was never answered right."""
    memory = history.memory(card.id)
    return not memory or memory.reviews == memory.misses


def _drill(pair: Sequence[Term], history: Reader, rng: Random) -> QueuedCard | None:
    """Which of the two is defined here? Asked with a definition that does not name the other, if there is one."""
    ways = [(term, other) for term, other in (pair, pair[::-1]) if term.zh.definition or term.en.definition]
    if not ways:
        return None
    rng.shuffle(ways)
    term, other = min(ways, key=lambda way: _gives_away(*way))
    card = cards_of(term, ["definition-term"])[0]
    return QueuedCard(card, "choice", against=other.id, unproven=unproven(history, card))


def _gives_away(term: Term, other: Term) -> bool:
    definitions = (term.zh.definition or "", term.en.definition or "")
    return any(names_term(masked(text, term), other) for text in definitions)
