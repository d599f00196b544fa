"""One quiz session as a pure loop, shared by the terminal, a pipe and the JSON protocol.

`session` is a generator: it yields messages and is sent what the learner did. What belongs into the log it yields in a
`Keep` first, and only then what is to be shown of it: so an answer is on the disk before its verdict is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from random import Random

from dlterms.model import Event, Lang, Override, Rating, Review, Suspend, Term, Undo
from dlterms.quiz.attempt import Attempt
from dlterms.quiz.cards import Card, answer_languages, prompt
from dlterms.quiz.choices import Option, choose, either_or
from dlterms.quiz.grading import grade, rating_of, taken_for
from dlterms.quiz.needs import Lexicon
from dlterms.quiz.talk import (
    AGAIN,
    GOOD,
    Answer,
    Command,
    CommandName,
    Done,
    Feedback,
    Frontend,
    Keep,
    Kept,
    Message,
    Mode,
    Question,
    Refused,
    Reply,
    Summary,
)
from dlterms.quiz.typed import Verdict

_COMEBACK = 3  # how many other cards come between a wrong answer and the next try


@dataclass(frozen=True, slots=True)
class QueuedCard:
    """What a session is made of: a card, how to ask it, and what this learner took its term for."""

    card: Card
    mode: Mode
    confused: tuple[str, ...] = ()
    against: str | None = None  # ask it as either/or against this term


@dataclass(frozen=True, slots=True)
class _Answered:
    queued: QueuedCard
    verdict: Verdict
    rating: Rating
    kept: Kept


@dataclass(frozen=True, slots=True)
class _State:
    queue: tuple[QueuedCard, ...]
    answers: tuple[_Answered, ...] = ()
    last: _Answered | Card | None = None  # what led here: an answer, or a card that was set aside
    before: _State | None = None  # where undo goes back to
    hint: Verdict | None = None  # why the first card is asked again
    almost: bool = False  # an answer to the first card was almost right
    ended: bool = False

    @property
    def done(self) -> int:
        return sum(answered.rating > AGAIN for answered in self.answers)


_Step = Generator[Message, Reply, _State]


def session(
    cards: Sequence[QueuedCard], lexicon: Lexicon, seed: str, lang: Lang = "both"
) -> Generator[Message, Reply, None]:
    """Ask `cards` until each was right once, then sum up. Same seed and same replies, same session.

    A Question is sent an Answer or a Command; a Feedback a Command, or None to go on; a Keep a Kept; any other message
    None.
    """
    state = _State(tuple(cards))
    while state.queue and not state.ended:
        state = yield from _turn(state, _question(state, lexicon, seed, lang), lexicon)
    yield _summary(state, lexicon)


def drive(messages: Generator[Message, Reply, None], keep: Callable[[Keep], Kept], front: Frontend) -> None:
    """Run a session: each message is either to be kept or to be shown."""
    reply: Reply = None
    while True:
        try:
            message = messages.send(reply)
        except StopIteration:
            return
        reply = keep(message) if isinstance(message, Keep) else front(message)


def _question(state: _State, lexicon: Lexicon, seed: str, lang: Lang) -> Question:
    queued = state.queue[0]
    # Seeded anew for each question, so that what came before (an undo, a help page) does not change it.
    rng = Random(f"{seed} {len(state.answers)} {queued.card.id}")
    card, term = queued.card, lexicon.term(queued.card.term)
    against = lexicon.term(queued.against) if queued.against else None
    text = prompt(card, term, lang, Attempt("", card, term, lexicon).labels)
    languages = answer_languages(card, term)
    options: tuple[Option, ...] = ()
    if queued.mode == "choice":
        shown = languages[0] if len(languages) == 1 else "both"
        if against:
            options = either_or(term, against, shown, rng)
        else:
            options = choose(card, term, shown, text, lexicon, queued.confused, rng)
    mode = "type" if queued.mode == "choice" and not options else queued.mode
    progress = state.done, len(state.queue), len(state.answers)
    other = _other(state.hint, lexicon) if state.hint else None
    return Question(card, term, mode, text, options, languages, against, *progress, state.hint, other)


def _other(verdict: Verdict, lexicon: Lexicon) -> Term | None:
    return lexicon.term(verdict.other_term) if verdict.other_term else None


def _turn(state: _State, question: Question, lexicon: Lexicon) -> _Step:
    """Ask once: the state after an answer with all that was said about it, or after a command."""
    reply = yield question
    if isinstance(reply, Command):
        return (yield from _obey(reply.name, state, question.card, lexicon))
    assert isinstance(reply, Answer)
    verdict = grade(question, reply, lexicon)
    if verdict is None:
        yield Refused("answer")
        return replace(state, hint=None)
    if not verdict.graded:
        return replace(state, hint=verdict, almost=state.almost or verdict.name == "almost")
    rating = rating_of(question, verdict, state.almost)
    kept = yield from _keep(_review(question, reply, verdict, rating))
    state = _after(state, _Answered(state.queue[0], verdict, rating, kept))
    reply = yield Feedback(question, verdict, rating, _other(verdict, lexicon), kept.leech)
    return (yield from _obey(reply.name, state, question.card, lexicon)) if isinstance(reply, Command) else state


def _review(question: Question, reply: Answer, verdict: Verdict, rating: Rating) -> Review:
    card = question.card
    return Review(
        card.id, rating, verdict.name, question.mode, verdict.answer, reply.milliseconds, taken_for(card, verdict)
    )


def _keep(event: Event) -> Generator[Message, Reply, Kept]:
    kept = yield Keep(event)
    assert isinstance(kept, Kept)
    return kept


def _after(state: _State, answered: _Answered) -> _State:
    """The state once the first card was answered: done with it, set aside, or it comes back later."""
    rest = list(state.queue[1:])
    if answered.rating == AGAIN and not answered.kept.leech:
        rest.insert(min(_COMEBACK, len(rest)), answered.queued)
    return _State(tuple(rest), (*state.answers, answered), last=answered, before=state)


def _kept_and_told(event: Undo | Override | Suspend, term: Term) -> Generator[Message, Reply, Kept]:
    kept = yield from _keep(event)
    yield Done(event, term)
    return kept


def _obey(command: CommandName, state: _State, card: Card, lexicon: Lexicon) -> _Step:
    """Say what a command does, and return the state after it. Undo and override concern what was done last."""
    if command == "quit":
        return replace(state, ended=True)
    if command == "suspend":
        yield from _kept_and_told(Suspend(card.id, True), lexicon.term(card.term))
        rest = tuple(queued for queued in state.queue if queued.card != card)
        return _State(rest, state.answers, last=card, before=state)
    if command == "undo" and state.before is not None:
        if isinstance(state.last, Card):
            yield from _kept_and_told(Suspend(state.last.id, False), lexicon.term(state.last.term))
        elif state.last is not None:
            card = state.last.queued.card
            yield from _kept_and_told(Undo(card.id, state.last.kept.id), lexicon.term(card.term))
        return replace(state.before, hint=None)
    if command == "override" and isinstance(state.last, _Answered) and state.before is not None:
        last, card = state.last, state.last.queued.card
        rating: Rating
        rating, verdict = (AGAIN, "wrong") if last.rating > AGAIN else (GOOD, "right")
        override = Override(card.id, last.kept.id, rating, verdict)
        kept = yield from _kept_and_told(override, lexicon.term(card.term))
        return _after(state.before, replace(last, rating=rating, kept=replace(kept, id=last.kept.id)))
    yield Refused(command)
    return replace(state, hint=None)


def _summary(state: _State, lexicon: Lexicon) -> Summary:
    """What is missed is what was rated so, an override included; practice is kept nowhere."""
    missed = [answered for answered in state.answers if answered.rating == AGAIN]
    taken = ((a.queued.card.term, taken_for(a.queued.card, a.verdict)) for a in missed)
    pairs = Counter((term, other) for term, other in taken if other)
    return Summary(
        answers=len(state.answers),
        right=state.done,
        left=len(state.queue),
        missed=tuple(lexicon.term(name) for name in dict.fromkeys(answered.queued.card.term for answered in missed)),
        confusions=tuple((lexicon.term(one), lexicon.term(other), n) for (one, other), n in pairs.most_common()),
        recorded=all(answered.kept.id for answered in state.answers),
    )
