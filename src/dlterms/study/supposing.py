"""How a learner stands, for a simulation of what comes: gathered from a history and the glossaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from dlterms.day import day_end, day_start
from dlterms.history import Given, Reader, known, latest
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, selection
from dlterms.model import AGAIN, Memory
from dlterms.quiz.cards import Card, term_of
from dlterms.study.calibration import ANSWERS, ROWS
from dlterms.study.queue import wishes
from dlterms.study.suspended import is_suspended
from dlterms.study.workload import DAYS, Standing, Supposed, sample


def learner(history: Reader, lexicon: IndexLexicon, wanted: Wanted, new: int, moment: float, seed: int) -> Supposed:
    """The learner of `new` terms a day, asked what is wanted; of very many terms some stand for all."""
    chosen = selection(lexicon, wishes(history, wanted))
    memories, said = history.states(), history.suspended()
    asked = [name for name, _ in chosen.terms]
    wanted_names = set(asked)
    by_age = sorted(memories, key=lambda card: memories[card].first_review)
    met = dict.fromkeys(_name(term_of(card)) for card in by_age)
    out = {*met, *map(_name, known(history))}
    fresh = islice((name for name in asked if name not in out), new * DAYS)
    names, part = sample([*(name for name in met if name in wanted_names), *fresh], seed)
    return Supposed(
        terms=[_standing(chosen.cards(name), memories, said) for name in names],
        new=new,
        right=first_right(latest(history, ANSWERS, ROWS).cards.values()),
        parameters=history.parameters(),
        now=moment,
        tomorrow=day_end(day_start(moment)).timestamp(),
        part=part,
    )


def first_right(cards: Iterable[Sequence[Given]]) -> float:
    """The share of first answers that were right; near a half as long as there are few."""
    ratings = [given[0].rating for given in cards if given]
    return (sum(rating > AGAIN for rating in ratings) + 1) / (len(ratings) + 2)


def _standing(cards: Iterable[Card], memories: Mapping[str, Memory], said: Mapping[str, bool]) -> Standing:
    """A term, without its cards that are set aside."""
    names = [card.id for card in cards if not is_suspended(card.id, memories.get(card.id), said)]
    met = sorted((memories[name] for name in names if name in memories), key=lambda memory: memory.first_review)
    return Standing(tuple(met), len(names) - len(met))


def _name(term: str) -> str:
    """The id of a `glossary/term`."""
    return term.partition("/")[2]
