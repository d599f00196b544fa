"""Where a session stands: the cards to come, the answers so far, and the way back."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dlterms.model import AGAIN, Event, Rating, Suspend, Undo
from dlterms.quiz.cards import Card
from dlterms.quiz.talk import Accept, Accepted, Hint, Keep, Kept, Message, Mode, Reply
from dlterms.quiz.typed import Verdict

_OTHERS_BETWEEN = 3  # how many other cards come between a wrong answer and the next try


@dataclass(frozen=True, slots=True)
class QueuedCard:
    """What a session is made of: a card, how to ask it, and what this learner took its term for."""

    card: Card
    mode: Mode
    confused: tuple[str, ...] = ()
    against: str | None = None  # ask it as either/or against this term
    unproven: bool = False  # it was never answered right: a right choice may be luck


@dataclass(frozen=True, slots=True)
class Answered:
    queued: QueuedCard
    verdict: Verdict
    rating: Rating
    kept: Kept
    helped: bool = False  # so that it is Hard at most
    accepted: Accepted | None = None  # from now on


@dataclass(frozen=True, slots=True)
class State:
    queue: tuple[QueuedCard, ...]
    answers: tuple[Answered, ...] = ()
    last: Answered | None = None  # the answer that led here, unless it was something else
    undoing: tuple[Suspend | Undo, ...] = ()  # what takes back that which led here, the asked card's first
    before: State | None = None  # where undo goes back to
    again: Verdict | Hint | None = None  # why the first card is asked again at once
    # Cards with which there was help since they were answered last, and what was given away of the answer: nothing
    # where one was almost right. An undo may put another card before them, but makes nobody forget.
    help: Mapping[Card, str] = field(default_factory=dict)
    accepted: tuple[Accept, ...] = ()  # names that are right from now on, whatever is undone
    ended: bool = False

    @property
    def done(self) -> int:
        return sum(answered.rating > AGAIN for answered in self.answers)

    @property
    def hint(self) -> str:
        """What was given away of the first card's answer."""
        return self.help.get(self.queue[0].card, "")

    @property
    def helped(self) -> bool:
        """Whether an answer to the first card is Hard at most."""
        return self.queue[0].card in self.help


Step: TypeAlias = Generator[Message, Reply, State]


def keep(*events: Event) -> Generator[Message, Reply, tuple[Kept, ...]]:
    kept = yield Keep(events)
    assert isinstance(kept, tuple)
    return kept


def after(state: State, answered: Answered, undoing: Undo) -> State:
    """The state once the first card was answered: done with it, set aside, or it comes back later."""
    rest = list(state.queue[1:])
    if answered.rating == AGAIN and not answered.kept.leech:
        rest.insert(min(_OTHERS_BETWEEN, len(rest)), answered.queued)
    others = {card: text for card, text in state.help.items() if card != answered.queued.card}
    answers = *state.answers, answered
    return State(tuple(rest), answers, answered, (undoing,), before=state, help=others, accepted=state.accepted)
