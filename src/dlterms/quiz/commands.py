"""What a learner's commands do to a session: each says so, and gives the state after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dlterms.model import Bury, Override, Rating, Suspend, Undo
from dlterms.quiz.cards import DIRECTIONS, Card, card_of, cards_of
from dlterms.quiz.hints import hint
from dlterms.quiz.needs import Lexicon
from dlterms.quiz.state import State, Step, after, keep
from dlterms.quiz.talk import AGAIN, GOOD, HARD, CommandName, Done, Hint, Kept, Question, Refused


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
    return State(rest, state.answers, undoing=tuple(map(_opposite, events, kept)), before=state, help=state.help)


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
    yield Done(first, lexicon.term(card_of(first.card).term), bool(kept[0].id))
    return _back(state, state.before)


def _override(state: State, asked: Question, lexicon: Lexicon) -> Step:
    """Turn the verdict round, if an answer was the last thing done; after help it is Hard at most, too."""
    last = state.last
    if last is None or state.before is None:
        yield Refused("override")
        return replace(state, again=None)
    rating: Rating
    rating, verdict = (AGAIN, "wrong") if last.rating > AGAIN else (HARD if last.helped else GOOD, "right")
    card = last.queued.card
    event = Override(card.id, last.kept.id, rating, verdict)
    (kept,) = yield from keep(event)
    yield Done(event, lexicon.term(card.term), bool(kept.id))
    answered = replace(last, rating=rating, kept=replace(kept, id=last.kept.id))
    return after(_back(state, state.before), answered, Undo(card.id, last.kept.id))


def _back(state: State, before: State) -> State:
    """An earlier state, with the help there was since then."""
    return replace(before, again=None, help={**before.help, **state.help})


_OBEYED: dict[CommandName, Callable[[State, Question, Lexicon], Step]] = {
    "undo": _undo, "override": _override, "known": _known, "bury": _bury, "suspend": _suspend, "hint": _hint,
    "quit": _quit,
}  # fmt: skip
