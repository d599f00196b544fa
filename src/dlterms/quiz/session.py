"""One quiz session as a pure loop, shared by the terminal, a pipe and the JSON protocol.

`session` is a generator: it yields events and is sent what the learner did. Whoever drives it shows each event, and
keeps each `Graded`, `Undone`, `Overridden` and `Suspended` before going on, so that an answer is on the disk before
its verdict is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias

from dlterms.model import Term
from dlterms.quiz.cards import Card, answer_languages, prompt
from dlterms.quiz.choices import Option, choose, either_or
from dlterms.quiz.grading import Verdict, grade
from dlterms.quiz.lexicon import Lexicon

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
_COMEBACK = 3  # how many other cards come between a wrong answer and the next try
COMMANDS = ("undo", "override", "suspend", "quit")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a session is made of: a card, how to ask it, and what this learner took its term for."""

    card: Card
    mode: str  # choice | type | flip
    confused: tuple[str, ...] = ()
    against: str | None = None  # ask it as either/or against this term


@dataclass(frozen=True, slots=True)
class Question:
    card: Card
    term: Term
    mode: str
    prompt: str
    options: tuple[Option, ...]
    languages: tuple[str, ...]  # of the answer
    against: str | None  # the other term of an either/or
    done: int  # cards that were right once
    left: int  # cards to come, this one included
    answered: int  # answers so far, wrong ones included
    hint: Verdict | None = None  # why it is asked again


@dataclass(frozen=True, slots=True)
class Graded:
    """A review to be kept; the driver sends back its id."""

    card: Card
    verdict: Verdict
    rating: int
    mode: str
    milliseconds: int | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """The verdict on an answer that is kept; the driver sends a command or None to go on."""

    question: Question
    verdict: Verdict
    rating: int
    again: bool = False  # shown already; the rating was overridden since


@dataclass(frozen=True, slots=True)
class Undone:
    review: str
    card: Card


@dataclass(frozen=True, slots=True)
class Overridden:
    review: str
    card: Card
    rating: int


@dataclass(frozen=True, slots=True)
class Suspended:
    card: Card


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that has nothing to act on."""

    command: str


@dataclass(frozen=True, slots=True)
class Summary:
    answers: int
    right: int
    left: int
    missed: tuple[str, ...]  # ids of terms answered wrong, each once
    confusions: tuple[tuple[str, str, int], ...]  # (asked, taken for, how often)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed or chosen: text, an option's number, or a rating 1 to 4."""

    text: str
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    name: str  # of COMMANDS


Event: TypeAlias = Question | Graded | Feedback | Undone | Overridden | Suspended | Refused | Summary
Reply: TypeAlias = Answer | Command | str | None


@dataclass(frozen=True, slots=True)
class _Answered:
    """A graded answer, with the state before it: what undo goes back to."""

    before: _State
    asked: Asked
    verdict: Verdict
    rating: int
    review: str


@dataclass(frozen=True, slots=True)
class _State:
    queue: tuple[Asked, ...]
    answers: tuple[_Answered, ...] = ()

    @property
    def done(self) -> int:
        return sum(answered.rating > AGAIN for answered in self.answers)


def session(cards: Sequence[Asked], lexicon: Lexicon, seed: str, lang: str = "both") -> Generator[Event, Reply, None]:
    """Ask `cards` until each was right once, then sum up. Same seed and same replies, same session.

    A Question is sent an Answer or a Command; a Feedback a Command, or None to go on; a Graded the id under which the
    review was kept; any other event None.
    """
    state = _State(tuple(cards))
    hint: Verdict | None = None
    while state.queue:
        question = _question(state, lexicon, seed, lang, hint)
        reply = yield question
        if isinstance(reply, Command):
            if reply.name == "quit":
                break
            state = yield from _obey(reply.name, state, question.card)
            hint = None
            continue
        assert isinstance(reply, Answer)
        verdict = judge(question, reply, lexicon)
        if verdict is None:
            continue
        if not verdict.graded:
            hint = hint if hint and hint.name == "almost" else verdict
            continue
        rating = rating_of(question, verdict, reply)
        review = yield Graded(question.card, verdict, rating, question.mode, reply.milliseconds)
        state = _after(state, _Answered(state, state.queue[0], verdict, rating, str(review)))
        hint = None
        reply = yield Feedback(question, verdict, rating)
        while isinstance(reply, Command) and reply.name != "quit":
            state = yield from _obey(reply.name, state, question.card)
            if reply.name != "override":
                reply = None
                break
            reply = yield Feedback(question, verdict, state.answers[-1].rating, again=True)
        if reply is not None:
            break
    yield _summary(state)


def _question(state: _State, lexicon: Lexicon, seed: str, lang: str, hint: Verdict | None) -> Question:
    asked = state.queue[0]
    # Seeded anew for each question, so that what came before (an undo, a help page) does not change it.
    rng = Random(f"{seed} {len(state.answers)} {asked.card.id}")
    card, term = asked.card, lexicon.term(asked.card.term)
    text = prompt(card, term, lang)
    languages = answer_languages(card, term)
    mode = asked.mode
    options: tuple[Option, ...] = ()
    if mode == "choice":
        shown = languages[0] if len(languages) == 1 else "both"
        if asked.against:
            options = either_or(term, lexicon.term(asked.against), shown, rng)
        else:
            options = choose(card, term, shown, text, lexicon, asked.confused, rng)
        mode = "choice" if options else "type"
    progress = state.done, len(state.queue), len(state.answers)
    return Question(card, term, mode, text, options, languages, asked.against, *progress, hint)


def judge(question: Question, answer: Answer, lexicon: Lexicon) -> Verdict | None:
    """The verdict on what was typed or chosen; None where it is neither an option nor a rating: ask again."""
    text = answer.text.strip()
    if question.mode == "flip":
        if text not in ("1", "2", "3", "4"):
            return None
        expected = " · ".join(dict.fromkeys((question.term.zh.term, question.term.en.term)))
        return Verdict("wrong" if text == "1" else "right", expected, text)
    if question.mode == "choice":
        chosen = chosen_option(question, text)
        if chosen is not None:
            expected = next(option.text for option in question.options if option.term == question.term.id)
            if chosen.term == question.term.id:
                return Verdict("right", expected, chosen.text)
            return Verdict("other-term", expected, chosen.text, other_term=chosen.term)
        if text.isdecimal():
            return None
    return grade(text, question.card, question.term, lexicon)


def chosen_option(question: Question, text: str) -> Option | None:
    """The option that a number or its own text names."""
    text = text.strip()
    if text.isdecimal() and 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1]
    return next((option for option in question.options if option.text.casefold() == text.casefold()), None)


def rating_of(question: Question, verdict: Verdict, answer: Answer) -> int:
    """1 to 4, as FSRS rates: a self-graded card says it itself; an answer after an `almost` is Hard at most."""
    if question.mode == "flip":
        return int(answer.text) if answer.text.strip() in ("1", "2", "3", "4") else AGAIN
    if not verdict.right:
        return AGAIN
    return HARD if question.hint is not None and question.hint.name == "almost" else GOOD


def _after(state: _State, answered: _Answered) -> _State:
    """The state once the first card was answered: done with it, or it comes back later."""
    asked, *rest = state.queue
    if answered.rating == AGAIN:
        rest.insert(min(_COMEBACK, len(rest)), asked)
    return _State(tuple(rest), (*state.answers, answered))


def _obey(command: str, state: _State, card: Card) -> Generator[Event, Reply, _State]:
    """Say what a command does, and return the state after it. Undo and override concern the last answer."""
    if command == "suspend":
        yield Suspended(card)
        return replace(state, queue=tuple(asked for asked in state.queue if asked.card != card))
    if not state.answers:
        yield Refused(command)
        return state
    last = state.answers[-1]
    if command == "undo":
        yield Undone(last.review, last.asked.card)
        return last.before
    rating = AGAIN if last.rating > AGAIN else GOOD
    yield Overridden(last.review, last.asked.card, rating)
    return _after(last.before, replace(last, rating=rating))


def _summary(state: _State) -> Summary:
    pairs = Counter(
        (a.asked.card.term, a.verdict.other_term) for a in state.answers if a.verdict.other_term and a.rating == AGAIN
    )
    return Summary(
        answers=len(state.answers),
        right=sum(a.rating > AGAIN for a in state.answers),
        left=len(state.queue),
        missed=tuple(dict.fromkeys(a.asked.card.term for a in state.answers if a.rating == AGAIN)),
        confusions=tuple((asked, str(other), n) for (asked, other), n in pairs.most_common()),
    )
