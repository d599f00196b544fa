"""What a session says, and what it is told: the words between the loop and whoever keeps and shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias, get_args

from dlterms.model import Event, Language, Override, Rating, Suspend, Term, Undo
from dlterms.quiz.cards import Card
from dlterms.quiz.choices import Option
from dlterms.quiz.typed import Verdict

Mode: TypeAlias = Literal["choice", "type", "flip"]
CommandName: TypeAlias = Literal["undo", "override", "suspend", "quit"]

MODES: tuple[Mode, ...] = get_args(Mode)
COMMANDS: tuple[CommandName, ...] = get_args(CommandName)
AGAIN: Final = 1
HARD: Final = 2
GOOD: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    card: Card
    term: Term
    mode: Mode
    prompt: str
    options: tuple[Option, ...]
    languages: tuple[Language, ...]  # of the answer
    against: Term | None  # the other term of an either/or
    done: int  # cards that were right once
    left: int  # cards to come, this one included
    answered: int  # answers so far, wrong ones included
    hint: Verdict | None = None  # why it is asked again
    other: Term | None = None  # that the hint names


@dataclass(frozen=True, slots=True)
class Keep:
    """An event to be kept in the history before anything is said of it; the reply is a Kept."""

    event: Event


@dataclass(frozen=True, slots=True)
class Kept:
    """Under which id an event is kept, none in practice; and whether with it the card was missed too often, and is set
    aside.
    """

    id: str
    leech: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """The verdict on an answer that is kept; the reply is a Command, or None to go on."""

    question: Question
    verdict: Verdict
    rating: Rating
    other: Term | None = None  # that the answer belongs to
    leech: bool = False  # the card has just become one


@dataclass(frozen=True, slots=True)
class Done:
    """What was done besides answering, once it is kept."""

    event: Undo | Override | Suspend
    term: Term


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that has nothing to act on, or an answer that is none of the options."""

    what: Literal["undo", "override", "answer"]


@dataclass(frozen=True, slots=True)
class Summary:
    answers: int
    right: int
    left: int
    missed: tuple[Term, ...]  # each once
    confusions: tuple[tuple[Term, Term, int], ...]  # (asked, taken for, how often), the most frequent first
    recorded: bool = True  # not in practice


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed or chosen: text, an option's number, or a rating 1 to 4."""

    text: str
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    name: CommandName


Message: TypeAlias = Question | Keep | Feedback | Done | Refused | Summary
Reply: TypeAlias = Answer | Command | Kept | None


class Frontend(Protocol):
    """Who faces the learner: is told each message that is not to be kept, and replies."""

    def __call__(self, message: Message) -> Reply: ...

    def retry(self, fault: str) -> bool:
        """Whether to try again to keep what could not be kept."""
