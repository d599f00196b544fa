"""What a learner's commands do to a session: each says so, and gives the state after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import replace

from dlterms.model import AGAIN, GOOD, HARD, Bury, Override, Rating, Suspend, Undo
from dlterms.quiz.accepting import acceptance, unacceptable
from dlterms.quiz.cards import DIRECTIONS, Card, card_of, cards_of
from dlterms.quiz.hints import hint
from dlterms.quiz.needs import Lexicon
from dlterms.quiz.state import Answered, State, Step, after, keep
from dlterms.quiz.talk import (
    Accepted,
    CommandName,
    Done,
    Hint,
    Kept,
    Message,
    Question,
    Refused,
    Reply,
    Unacceptable,
    Written,
)


def obey(command: CommandName, state: State, asked: Question, lexicon: Lexicon) -> Step:
    """The state after a command at a question, or at the verdict on its answer."""
    return (yield from _OBEYED[command](state, asked, lexicon))


def _quit(state: State, asked: Question, lexicon: Lexicon) -> Step:
    yield from ()
    return replace(state, ended=True)


def _hint(state: State, asked: Question, lexicon: Lexicon) -> Step:
    text = hint(asked) if len(state.answers) == asked.answered else ""  # not after the answer
    if not text:
        yield Refused("hint")
        return replace(state, again=None)
    given = Hint(asked.card, text)
    yield given
    return replace(state, again=given, help={**state.help, asked.card: text})


def _suspend(state: State, asked: Question, lexicon: Lexicon) -> Step:
    return (yield from _leave_out([asked.card], [Suspend(asked.card.id, True)], state, asked))


def _bury(state: State, asked: Question, lexicon: Lexicon) -> Step:
    return (yield from _leave_out([asked.card], [Bury(asked.card.id)], state, asked))


def _known(state: State, asked: Question, lexicon: Lexicon) -> Step:
    cards = sorted(cards_of(asked.term, DIRECTIONS), key=lambda card: card != asked.card)
    return (yield from _leave_out(cards, [Suspend(card.id, True, "known") for card in cards], state, asked))


def _leave_out(cards: Collection[Card], events: Sequence[Suspend | Bury], state: State, asked: Question) -> Step:
    """Ask those cards no more in this session; the first event is the asked card's."""
    kept = yield from keep(*events)
    rest = tuple(queued for queued in state.queue if queued.card not in cards)
    yield Done(events[0], asked.term, bool(kept[0].id), last=not rest)
    undoing = tuple(map(_opposite, events, kept))
    return State(rest, state.answers, undoing=undoing, before=state, help=state.help, accepted=state.accepted)


def _opposite(event: Suspend | Bury, kept: Kept) -> Suspend | Undo:
    """What takes back an event that is kept."""
    if isinstance(event, Bury):
        return Undo(event.card, kept.id)
    return Suspend(event.card, False, target=kept.id or None)


def _undo(state: State, asked: Question, lexicon: Lexicon) -> Step:
    """Take back all that was done last, by whichever key."""
    if state.before is None:
        yield Refused("undo")
        return replace(state, again=None)
    kept = yield from keep(*state.undoing)
    first = state.undoing[0]
    stays = state.last.accepted if state.last else None
    yield Done(first, lexicon.term(card_of(first.card).term), bool(kept[0].id), stays=stays)
    return _back(state, state.before)


def _override(state: State, asked: Question, lexicon: Lexicon) -> Step:
    if state.last is None:
        yield Refused("override")
        return replace(state, again=None)
    done, state = yield from _turned_round(state, state.last, lexicon)
    yield done
    return state


def _turned_round(state: State, last: Answered, lexicon: Lexicon) -> Generator[Message, Reply, tuple[Done, State]]:
    """With the verdict on the last answer kept as its opposite; after help it is Hard at most, too."""
    rating: Rating
    rating, verdict = (AGAIN, "wrong") if last.rating > AGAIN else (HARD if last.helped else GOOD, "right")
    card = last.queued.card
    event = Override(card.id, last.kept.id, rating, verdict)
    (kept,) = yield from keep(event)
    answered = replace(last, rating=rating, kept=replace(kept, id=last.kept.id))
    assert state.before is not None  # an answer led here
    state = after(_back(state, state.before), answered, Undo(card.id, last.kept.id))
    stays = last.accepted if rating == AGAIN else None
    return Done(event, lexicon.term(card.term), bool(kept.id), stays=stays), state


def _accept(state: State, asked: Question, lexicon: Lexicon) -> Step:
    """Count the last answer as right, now and from now on; that it is right now is kept first, and said after all."""
    last = state.last
    why = _unacceptable(last, lexicon) if last else "nothing"
    if last is None or why:
        other = last.verdict.other_term if last and why == "other-term" else None
        yield Refused("accept", why, lexicon.term(other) if other else None)
        return replace(state, again=None)
    done = None
    if last.rating == AGAIN:
        done, state = yield from _turned_round(state, last, lexicon)
    wanted = acceptance(last.queued.card, last.verdict.answer, lexicon)
    written = yield wanted
    assert isinstance(written, Written)
    if done:
        yield done
    if written.fault:
        yield Refused("accept", "file", fault=written.fault)
        return replace(state, again=None)
    accepted = Accepted(wanted, written.file)
    yield accepted
    last = replace(state.last or last, accepted=accepted)
    return replace(state, last=last, again=None, accepted=(*state.accepted, wanted))


def _unacceptable(last: Answered, lexicon: Lexicon) -> Unacceptable | None:
    if not last.kept.id:
        return "practice"
    return "accepted" if last.accepted else unacceptable(last.queued.card, last.queued.mode, last.verdict, lexicon)


def _back(state: State, before: State) -> State:
    """An earlier state, with the help there was since then, and what was accepted."""
    return replace(before, again=None, help={**before.help, **state.help}, accepted=state.accepted)


_OBEYED: dict[CommandName, Callable[[State, Question, Lexicon], Step]] = {
    "undo": _undo, "override": _override, "accept": _accept, "known": _known, "bury": _bury, "suspend": _suspend,
    "hint": _hint, "quit": _quit,
}  # fmt: skip
