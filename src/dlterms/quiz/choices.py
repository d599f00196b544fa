"""The options of a multiple-choice question: the answer among terms that a learner may really confuse with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from dlterms.labels import both, has_han, key
from dlterms.model import Lang, Term
from dlterms.quiz.cards import Card, asks_for_term
from dlterms.quiz.needs import Lexicon

OPTIONS = 3
_POOL = 24  # peers of which the most alike are taken, so that the same card does not always show the same options
_SOFTWARE = {"framework", "library"}  # kinds that nobody would tell apart by their names


@dataclass(frozen=True, slots=True)
class Option:
    term: str  # id
    text: str


def choose(
    card: Card, term: Term, lang: Lang, prompt: str, lexicon: Lexicon, confused: Sequence[str], rng: Random
) -> tuple[Option, ...]:
    """The answer and two distractors in random order, as labels in `lang`; empty if there are no two good ones.

    A blank that hides something other than a name of its term is no choice between names. `confused` are the ids of
    terms that this learner took for the answer, the most frequent first.
    """
    if not asks_for_term(card, lexicon):
        return ()
    taken = [term]
    for name in _candidates(term, lang, lexicon, confused, rng):
        other = lexicon.term(name)
        if _fair(other, taken, lang, prompt, lexicon):
            taken.append(other)
            if len(taken) == OPTIONS:
                break
    else:
        return ()
    rng.shuffle(taken)
    return tuple(Option(t.id, label_for(t, lang)) for t in taken)


def either_or(term: Term, other: Term, lang: Lang, rng: Random) -> tuple[Option, ...]:
    """A term and the one it is confused with, in random order."""
    pair = [term, other]
    rng.shuffle(pair)
    texts = [label_for(t, lang) for t in pair]
    if texts[0] == texts[1]:  # two terms of one name are told apart by what stands in parentheses behind it
        texts = [f"{text} ({t.en.qualifier or t.zh.qualifier or t.id})" for t, text in zip(pair, texts, strict=True)]
    return tuple(Option(t.id, text) for t, text in zip(pair, texts, strict=True))


def label_for(term: Term, lang: Lang) -> str:
    """A term's label as an option; `both` shows the two side by side."""
    if lang == "both":
        return both(term.zh.term, term.en.term, between=" · ")
    return term.wording(lang).term


def _candidates(term: Term, lang: Lang, lexicon: Lexicon, confused: Iterable[str], rng: Random) -> Iterator[str]:
    """Ids, the best distractors first: what was confused, declared contrasts, then peers of similar look."""
    contrasts = list(lexicon.contrast(term.id))
    rng.shuffle(contrasts)
    peers = list(lexicon.peers(term.id))
    pool, rest = peers[:_POOL], peers[_POOL:]
    rng.shuffle(pool)
    wanted = label_for(term, lang)
    pool.sort(key=lambda name: _unlike(lexicon.term(name), term, lang))
    names = [name for name in dict.fromkeys((*confused, *contrasts, *pool, *rest)) if name != term.id]
    # A Latin name among Chinese ones, or the reverse, gives itself away: those come last.
    yield from sorted(names, key=lambda name: has_han(label_for(lexicon.term(name), lang)) != has_han(wanted))


def _unlike(other: Term, term: Term, lang: Lang) -> tuple[int, int]:
    """How far apart two terms are in kind and topic, and in length."""
    kinds = {other.kind, term.kind}
    apart = (0 if len(kinds) == 1 else 1 if kinds <= _SOFTWARE else 2) + (other.topic != term.topic)
    return apart, abs(len(label_for(other, lang)) - len(label_for(term, lang))) // 3


def _fair(other: Term, taken: Sequence[Term], lang: Lang, prompt: str, lexicon: Lexicon) -> bool:
    """Whether `other` is wrong beyond dispute, and does not give itself away."""
    label = label_for(other, lang)
    if not label or names_term(prompt, other):
        return False
    return all(not _overlap(other, term, lexicon) for term in taken)


def _overlap(one: Term, other: Term, lexicon: Lexicon) -> bool:
    """One term broader than the other or nearly the same, or an accepted key in common."""
    if one.id == other.id or one.id in lexicon.broader(other.id) or other.id in lexicon.broader(one.id):
        return True
    return one.id in lexicon.near(other.id) or bool(_keys(one) & _keys(other))


def _keys(term: Term) -> set[str]:
    return {key(label) for wording in (term.zh, term.en) for label in wording.accepted()}


def names_term(text: str, term: Term) -> bool:
    """Whether a question names the term: nobody takes for the answer what the question itself mentions."""
    return any(_mentions(text, label) for label in {term.zh.term, term.en.term} - {""})


def _mentions(text: str, label: str) -> bool:
    if has_han(label):
        return len(label) > 1 and label in text
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(label)}(?:e?s)?(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
