"""Which cards a quiz asks, in what order and how."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import click

from dlterms.cli import own_history as learning
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Term
from dlterms.quiz.cards import Card, card_of, cards_of, masked
from dlterms.quiz.choices import names_term
from dlterms.quiz.session import Asked
from dlterms.study import upcoming as coming
from dlterms.study.queue import CARDS_A_SESSION, Limits, Selection, plan


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line, besides the selection of terms."""

    cards: int | None
    new: int
    retention: float
    mode: str | None
    confused: bool
    named: bool
    practice: bool
    seed: str


def cards_to_ask(lexicon: IndexLexicon, history: Reader, wanted: learning.Wanted, options: Options) -> list[Asked]:
    """The cards of a session: drills, cards of named terms, practice, or the plan of the day."""
    chosen = learning.selection(lexicon.db, lexicon, wanted)
    limit = options.cards or CARDS_A_SESSION
    rng = random.Random(options.seed)
    if options.confused:
        return _drills(lexicon, history, chosen.has, limit, rng)
    if options.named:
        cards = [card for name, _ in chosen.terms for card in chosen.cards(name)]
        rng.shuffle(cards)
        cards = cards[: options.cards]
    elif options.practice:
        cards = list(islice(_practice(history, chosen, rng), limit))
    else:
        moment = learning.now()
        past = learning.past(history, lexicon, options.retention, moment)
        new = max(0, options.new - learning.new_today(history, moment)) if options.new else 0
        cards = plan(past, chosen, Limits(limit, new))
    return [_asked(card, lexicon, history, options) for card in cards]


def _practice(history: Reader, chosen: Selection, rng: random.Random) -> Iterable[Card]:
    """A card of each term in random order, terms that were asked before first."""
    names = [name for name, _ in chosen.terms]
    rng.shuffle(names)
    before = _met(history)
    for name in sorted(names, key=lambda name: name not in before):
        if cards := chosen.cards(name):
            yield rng.choice(cards)


def _asked(card: Card, lexicon: IndexLexicon, history: Reader, options: Options) -> Asked:
    mode = options.mode or _mode(card, history)
    if mode != "choice":
        return Asked(card, mode)
    counts = history.confused_with(f"{card.glossary}/{card.term}")
    confused = sorted(counts, key=lambda other: (-counts[other], other))
    return Asked(card, mode, tuple(other for other in confused if lexicon.has(other)))


def _mode(card: Card, history: Reader) -> str:
    """Choices first, typed once answered right; the meaning of a term is rated by the learner alone."""
    if card.kind == "term-definition":
        return "flip"
    if card.kind == "cloze":
        return "type"
    memory = history.memory(card.id)
    return "type" if memory and memory.reviews > memory.misses else "choice"


def _drills(
    lexicon: IndexLexicon, history: Reader, has: Callable[[str], bool], limit: int, rng: random.Random
) -> list[Asked]:
    """Either/or questions: pairs that this learner mixed up, then those that the glossary warns of, met ones first."""
    counts = history.confusions()
    own = [(card_of(card).term, other) for card, other in sorted(counts, key=lambda pair: -counts[pair])]
    declared = learning.contrasts(lexicon.db)
    rng.shuffle(declared)
    before = _met(history)
    declared.sort(key=lambda pair: not before.issuperset(pair))
    asked: dict[frozenset[str], Asked] = {}
    for pair in (*own, *declared):
        if len(asked) == limit:
            break
        if frozenset(pair) not in asked and all(lexicon.has(name) and has(name) for name in pair):
            drill = _drill([lexicon.term(name) for name in pair], rng)
            if drill:
                asked[frozenset(pair)] = drill
    return list(asked.values())


def _met(history: Reader) -> set[str]:
    """The ids of the terms that were asked before."""
    return {name.partition("/")[2] for name in history.terms()}


def _drill(pair: Sequence[Term], rng: random.Random) -> Asked | None:
    """Which of the two is defined here? Asked with a definition that does not name the other, if there is one."""
    ways = [(term, other) for term, other in (pair, pair[::-1]) if term.zh.definition or term.en.definition]
    if not ways:
        return None
    rng.shuffle(ways)
    term, other = min(ways, key=lambda way: _gives_away(*way))
    return Asked(cards_of(term, ["definition-term"])[0], "choice", against=other.id)


def _gives_away(term: Term, other: Term) -> bool:
    definitions = (term.zh.definition or "", term.en.definition or "")
    return any(names_term(masked(text, term), other) for text in definitions)


def say_nothing_due(lexicon: IndexLexicon, history: Reader, wanted: learning.Wanted, options: Options) -> None:
    """Why there is no question, and what can be done."""
    if options.confused:
        click.echo("No pair of terms to drill in this selection.", err=True)
        return
    if options.named or options.practice:
        click.echo("No card in this selection.", err=True)
        return
    following = coming.next_due(history, lexicon, wanted, options.retention, new=options.new > 0)
    when = f" The next card comes {coming.in_words(following, learning.now())}." if following else ""
    click.echo(f"Nothing is due.{when}", err=True)
    click.echo("To ask all the same: `dlterms quiz --practice`; to go ahead: `dlterms quiz --new 20`.", err=True)
