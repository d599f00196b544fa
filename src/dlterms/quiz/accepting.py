"""Which wrong answers may be accepted from now on, as what, and what the session then knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dlterms.labels import has_han, key, printable
from dlterms.model import Label, Review, Term, VerdictName
from dlterms.quiz.cards import Card, answer_languages, asks_for_term, card_of
from dlterms.quiz.needs import Lexicon, Owner
from dlterms.quiz.talk import Accept, Unacceptable
from dlterms.quiz.typed import Verdict, grade_typed

_OTHERWISE: dict[VerdictName, Unacceptable] = {"empty": "empty", "other-term": "other-term"}


def unacceptable(card: Card, mode: str | None, verdict: Verdict, lexicon: Lexicon) -> Unacceptable | None:
    """Why the answer to a card cannot be a name of its term; None if it can."""
    if mode == "flip":
        return "self-rated"
    if verdict.name != "wrong":
        return _OTHERWISE.get(verdict.name, "right")
    return None if asks_for_term(card, lexicon) else "blank"


def acceptance(card: Card, answer: str, lexicon: Lexicon) -> Accept:
    """The name that an answer is: in the language that was asked for, or else in that of its characters."""
    term = lexicon.term(card.term)
    languages = answer_languages(card, term)
    spoken = languages[0] if len(languages) == 1 else "zh" if has_han(answer) else "en"
    return Accept(card, term, spoken, " ".join(printable(answer).split()))


def still_wrong(answers: Iterable[Review], lexicon: Lexicon) -> Iterator[Accept]:
    """Of answers those that would be wrong again and may be accepted, for cards that there still are."""
    return filter(None, (_still_wrong(card_of(review.card), review, lexicon) for review in answers))


def _still_wrong(card: Card, review: Review, lexicon: Lexicon) -> Accept | None:
    try:
        term = lexicon.term(card.term)
        verdict = grade_typed(review.answer or "", card, term, lexicon)
    except KeyError:
        return None
    if term.glossary != card.glossary or unacceptable(card, review.mode, verdict, lexicon):
        return None
    return acceptance(card, verdict.answer, lexicon)


def with_accepted(lexicon: Lexicon, accepted: tuple[Accept, ...]) -> Lexicon:
    """A lexicon that has the accepted names, too, before the glossary is read again."""
    return _WithAccepted(lexicon, accepted) if accepted else lexicon


@dataclass(frozen=True)
class _WithAccepted:
    """Implements `needs.Lexicon`."""

    lexicon: Lexicon
    accepted: tuple[Accept, ...]

    def term(self, name: str) -> Term:
        term = self.lexicon.term(name)
        for one in self.accepted:
            if one.term.id == name:
                wording = term.wording(one.lang)
                wording = replace(wording, aliases=(*wording.aliases, Label(one.alias)))
                term = replace(term, zh=wording) if one.lang == "zh" else replace(term, en=wording)
        return term

    def owners(self, key: str) -> list[Owner]:
        return [*self.lexicon.owners(key), *(owner for owner in self._owners() if owner.key == key)]

    def similar(self, key: str) -> list[Owner]:
        return [*self.lexicon.similar(key), *self._owners()]

    def _owners(self) -> Iterator[Owner]:
        return (Owner(key(one.alias), one.term.id, one.lang, one.alias) for one in self.accepted)

    def spoken(self, text: str) -> frozenset[str]:
        return self.lexicon.spoken(text)

    def broader(self, name: str) -> frozenset[str]:
        return self.lexicon.broader(name)

    def contrast(self, name: str) -> tuple[str, ...]:
        return self.lexicon.contrast(name)

    def near(self, name: str) -> tuple[str, ...]:
        return self.lexicon.near(name)

    def peers(self, name: str) -> Iterable[str]:
        return self.lexicon.peers(name)
