"""What a session says, and what it is told: the words between the loop and whoever keeps and shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeAlias, get_args

from dlterms.model import Bury, Event, Language, Override, Rating, Suspend, Term, Undo
from dlterms.quiz.cards import Card
from dlterms.quiz.choices import Option
from dlterms.quiz.typed import Verdict

Mode: TypeAlias = Literal["choice", "type", "flip"]
CommandName: TypeAlias = Literal["undo", "override", "accept", "known", "bury", "suspend", "hint", "quit"]
# Why an answer cannot be accepted from now on: there is none, nothing is recorded, it is a rating, it is empty, right
# anyway or another term's name, the blank hides something else than the term, it is accepted, the file is not written.
Unacceptable: TypeAlias = Literal[
    "nothing", "practice", "self-rated", "empty", "right", "other-term", "blank", "accepted", "file"
]

MODES: tuple[Mode, ...] = get_args(Mode)
COMMANDS: tuple[CommandName, ...] = get_args(CommandName)


class Due(NamedTuple):
    """When a card comes back, and at what time that was said; both in seconds since 1970."""

    time: float
    said: float


@dataclass(frozen=True, slots=True)
class Hint:
    """A part of the answer is given away; the same question follows."""

    card: Card
    text: str


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
    again: Verdict | Hint | None = None  # why it is asked again at once
    other: Term | None = None  # that this verdict names
    hint: str = ""  # that was given since it was asked first


@dataclass(frozen=True, slots=True)
class Keep:
    """Events of one answer or command, to be kept in the history at once before anything is said of them.

    The reply is a Kept for each.
    """

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Under which id an event is kept, none in practice; and what follows from it for its card."""

    id: str
    leech: bool = False  # it was missed too often with this, and is set aside
    due: Due | None = None  # none if it is set aside, or in practice


@dataclass(frozen=True, slots=True)
class Feedback:
    """The verdict on an answer that is kept; the reply is a Command, or None to go on."""

    question: Question
    verdict: Verdict
    rating: Rating
    kept: Kept
    other: Term | None = None  # that the answer belongs to
    acceptable: bool = False  # the answer was wrong and might be accepted from now on


@dataclass(frozen=True, slots=True)
class Accept:
    """A name that is right for a term from now on, to be written into the learner's own glossary.

    The reply is a Written.
    """

    card: Card
    term: Term
    lang: Language
    alias: str


@dataclass(frozen=True, slots=True)
class Written:
    """The file in which a name now stands, or why it stands in none."""

    file: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer is accepted from now on, and the file that says so."""

    accept: Accept
    file: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was done besides answering, once it is kept: of several events the one that concerns the card asked."""

    event: Undo | Override | Suspend | Bury
    term: Term
    recorded: bool = True  # not in practice
    last: bool = False  # no question follows at which to undo it
    stays: Accepted | None = None  # what was accepted of an answer that counts as wrong or not at all now


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that has nothing to act on or is unknown, or an answer that is none of the options."""

    what: Literal["undo", "override", "accept", "hint", "command", "answer"]
    why: Unacceptable | None = None  # of accept
    other: Term | None = None  # that the answer belongs to
    fault: str = ""  # of the file


@dataclass(frozen=True, slots=True)
class Summary:
    answers: int
    right: int
    left: int
    missed: tuple[Term, ...]  # each once
    confusions: tuple[tuple[Term, Term, int], ...]  # (asked, taken for, how often), the most frequent first
    recorded: bool = True  # not in practice
    interrupted: bool = False  # ended by Ctrl-C, and shown to nobody yet


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed or chosen: text, an option's number, or a rating 1 to 4."""

    text: str
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    name: CommandName


Message: TypeAlias = Question | Hint | Keep | Accept | Feedback | Done | Accepted | Refused | Summary
Reply: TypeAlias = Answer | Command | tuple[Kept, ...] | Written | None


class Frontend(Protocol):
    """Who faces the learner: is told each message that is to be shown, and replies."""

    def __call__(self, message: Message) -> Reply: ...

    def retry(self, fault: str) -> bool:
        """Whether to try again to keep what could not be kept."""
