"""Which wrong answers may be accepted from now on, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dlterms.labels import has_han, key
from dlterms.model import Review, VerdictName
from dlterms.quiz.cards import Card, answer_languages, card_of, cloze_answer
from dlterms.quiz.needs import Lexicon
from dlterms.quiz.talk import Accept, Unacceptable
from dlterms.quiz.typed import Verdict, grade_typed

_OTHERWISE: dict[VerdictName, Unacceptable] = {"empty": "empty", "other-term": "other-term"}


def unacceptable(card: Card, mode: str | None, verdict: Verdict, lexicon: Lexicon) -> Unacceptable | None:
    """Why the answer to a card cannot be a name of its term; None if it can."""
    if mode == "flip":
        return "self-rated"
    if verdict.name != "wrong":
        return _OTHERWISE.get(verdict.name, "right")
    return None if _asks_for_term(card, lexicon) else "blank"


def _asks_for_term(card: Card, lexicon: Lexicon) -> bool:
    """Whether all names of the card's term are right: behind a blank there may be something else."""
    if card.kind != "cloze":
        return True
    hidden = key(cloze_answer(card, lexicon.term(card.term)))
    return any(owner.term == card.term for owner in lexicon.owners(hidden))


def acceptance(card: Card, answer: str, lexicon: Lexicon) -> Accept:
    """The name that an answer is: in the language that was asked for, or else in that of its characters."""
    term = lexicon.term(card.term)
    languages = answer_languages(card, term)
    spoken = languages[0] if len(languages) == 1 else "zh" if has_han(answer) else "en"
    return Accept(card, term, spoken, " ".join(answer.split()))


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
