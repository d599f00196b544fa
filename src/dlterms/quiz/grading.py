"""From a reply to its verdict and rating, in each of the ways to ask: choice, type and flip."""

from __future__ import annotations

import unicodedata

from dlterms.labels import both
from dlterms.model import AGAIN, Rating
from dlterms.quiz.cards import Card
from dlterms.quiz.choices import Option
from dlterms.quiz.needs import Lexicon
from dlterms.quiz.talk import Answer, Question
from dlterms.quiz.typed import Verdict, grade_typed
from dlterms.schedule import RATINGS, WITH_HELP

_RATINGS: dict[str, Rating] = {"1": 1, "2": 2, "3": 3, "4": 4}


def grade(question: Question, answer: Answer, lexicon: Lexicon) -> Verdict | None:
    """The verdict on what was typed or chosen; None where it is neither an option nor a rating: ask again."""
    text = unicodedata.normalize("NFKC", answer.text).strip()
    if question.mode == "flip":
        return _self_graded(question, text)
    if question.mode == "choice":
        chosen = _chosen(question, text)
        if chosen is not None:
            return _of_choice(question, chosen)
        if text.isdecimal():
            return None
    return grade_typed(answer.text, question.card, question.term, lexicon)


def _self_graded(question: Question, text: str) -> Verdict | None:
    if text not in _RATINGS:
        return None
    expected = both(question.term.zh.term, question.term.en.term, between=" · ")
    return Verdict("wrong" if _RATINGS[text] == AGAIN else "right", expected, text)


def _of_choice(question: Question, chosen: Option) -> Verdict:
    expected = next(option.text for option in question.options if option.term == question.term.id)
    if chosen.term == question.term.id:
        return Verdict("right", expected, chosen.text)
    return Verdict("other-term", expected, chosen.text, other_term=chosen.term)


def _chosen(question: Question, text: str) -> Option | None:
    """The option that a number or its own text names."""
    numbers = {str(number): option for number, option in enumerate(question.options, 1)}
    texts = {option.text.casefold(): option for option in question.options}
    return numbers.get(text) or texts.get(text.casefold())


def rating_of(question: Question, verdict: Verdict, helped: bool) -> Rating:
    """As FSRS rates: a self-graded card says it itself; an answer that had help is Hard at most."""
    if question.mode == "flip":
        return _RATINGS[verdict.answer]
    rating = RATINGS[verdict.name]
    return min(rating, WITH_HELP) if helped else rating


def taken_for(card: Card, verdict: Verdict) -> str | None:
    """The id of the term that the card's term was taken for; a blank may hide something else than the term."""
    return None if card.kind == "cloze" else verdict.other_term
