"""One quiz session as a pure loop, shared by the terminal, a pipe and the JSON protocol.

`session` is a generator: it yields messages and is sent what the learner did. What belongs into the log it yields in a
`Keep` first, and only then what is to be shown of it: so an answer is on the disk before its verdict is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from random import Random
from typing import TypeAlias

from dlterms.model import AGAIN, Lang, Rating, Review, Term, Undo
from dlterms.quiz.accepting import unacceptable, with_accepted
from dlterms.quiz.attempt import Attempt
from dlterms.quiz.cards import answer_languages, prompt
from dlterms.quiz.choices import Option, choose, either_or
from dlterms.quiz.commands import obey
from dlterms.quiz.grading import grade, rating_of, taken_for
from dlterms.quiz.needs import Lexicon
from dlterms.quiz.state import Answered, QueuedCard, State, Step, after, keep
from dlterms.quiz.talk import (
    Accept,
    Answer,
    Command,
    Feedback,
    Frontend,
    Keep,
    Kept,
    Message,
    Question,
    Refused,
    Reply,
    Summary,
    Written,
)
from dlterms.quiz.typed import Verdict

Keeping: TypeAlias = Callable[[Keep], tuple[Kept, ...]]
Accepting: TypeAlias = Callable[[Accept], Written]


def session(
    cards: Sequence[QueuedCard], lexicon: Lexicon, seed: str, lang: Lang = "both"
) -> Generator[Message, Reply, None]:
    """Ask `cards` until each was right once, then sum up. Same seed and same replies, same session.

    A Question is sent an Answer or a Command; a Feedback a Command, or None to go on; a Keep a Kept for each event; an
    Accept a Written; any other message None.
    """
    state = State(tuple(cards))
    while state.queue and not state.ended:
        known = with_accepted(lexicon, state.accepted)
        state = yield from _turn(state, _question(state, known, seed, lang), known)
    yield _summary(state, lexicon)


def drive(messages: Generator[Message, Reply, None], keep: Keeping, accept: Accepting, front: Frontend) -> Summary:
    """Run a session: each message is to be kept, to be accepted from now on, or to be shown. Returns how it went.

    Ctrl-C ends it where it stands; but while something is being written, when nobody knows whether it is, it is raised.
    """
    reply: Reply = None
    while True:
        message = messages.send(reply)
        try:
            reply = _reply(message, keep, accept, front)
        except KeyboardInterrupt:
            if isinstance(message, Keep | Accept):
                raise
            return _cut_short(messages, message)
        if isinstance(message, Summary):
            return message


def _reply(message: Message, keep: Keeping, accept: Accepting, front: Frontend) -> Reply:
    if isinstance(message, Keep):
        return keep(message)
    return accept(message) if isinstance(message, Accept) else front(message)


def _cut_short(messages: Generator[Message, Reply, None], message: Message) -> Summary:
    while not isinstance(message, Summary):
        message = messages.send(Command("quit"))
    return replace(message, interrupted=True)


def _question(state: State, lexicon: Lexicon, seed: str, lang: Lang) -> Question:
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
    other = _other(state.again, lexicon) if isinstance(state.again, Verdict) else None
    return Question(card, term, mode, text, options, languages, against, *progress, state.again, other, state.hint)


def _other(verdict: Verdict, lexicon: Lexicon) -> Term | None:
    return lexicon.term(verdict.other_term) if verdict.other_term else None


def _turn(state: State, question: Question, lexicon: Lexicon) -> Step:
    """Ask once: the state after an answer with all that was said about it, or after a command."""
    reply = yield question
    if isinstance(reply, Command):
        return (yield from obey(reply.name, state, question, lexicon))
    assert isinstance(reply, Answer)
    verdict = grade(question, reply, lexicon)
    if verdict is None:
        yield Refused("answer")
        return replace(state, again=None)
    if not verdict.graded:
        almost = {question.card: state.hint} if verdict.name == "almost" else {}
        return replace(state, again=verdict, help={**state.help, **almost})
    helped = state.helped or (question.mode == "choice" and state.queue[0].unproven)
    rating = rating_of(question, verdict, helped)
    (kept,) = yield from keep(_review(question, reply, verdict, rating))
    answered = Answered(state.queue[0], verdict, rating, kept, helped)
    state = after(state, answered, Undo(question.card.id, kept.id))
    acceptable = bool(kept.id) and unacceptable(question.card, question.mode, verdict, lexicon) is None
    reply = yield Feedback(question, verdict, rating, kept, _other(verdict, lexicon), acceptable)
    return (yield from obey(reply.name, state, question, lexicon)) if isinstance(reply, Command) else state


def _review(question: Question, reply: Answer, verdict: Verdict, rating: Rating) -> Review:
    card = question.card
    return Review(
        card.id, rating, verdict.name, question.mode, verdict.answer, reply.milliseconds, taken_for(card, verdict)
    )


def _summary(state: State, lexicon: Lexicon) -> Summary:
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
