"""What the log holds, and what it amounts to. Times are seconds since 1970, UTC."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

EventKind: TypeAlias = Literal["review", "undo", "override", "suspend", "bury", "learn", "tune"]
VerdictName: TypeAlias = Literal[
    "right", "typo", "almost", "other-language", "broader", "near", "find-only", "other-term", "wrong", "empty"
]  # fmt: skip
Rating: TypeAlias = Literal[1, 2, 3, 4]
AGAIN: Final = 1
HARD: Final = 2
GOOD: Final = 3
EASY: Final = 4


class Review(NamedTuple):
    """An answer to a card. Like every event of the log it is given its id, time and machine when it is kept.

    A tuple, because a million of them are read at once.
    """

    card: str
    rating: Rating
    verdict: str | None = None  # a VerdictName, or what a newer dlterms calls it; likewise the mode
    mode: str | None = None
    answer: str | None = None
    milliseconds: int | None = None
    confused_with: str | None = None  # id of the term that the answer belongs to
    id: str = ""
    time: float = 0.0
    machine: str = ""


class Undo(NamedTuple):
    """A review, a bury or a learn is taken back.

    Of several undos and overrides of one review the later (time, id) wins.
    """

    card: str
    target: str  # id of the event
    id: str = ""
    time: float = 0.0
    machine: str = ""


class Override(NamedTuple):
    """A review counts for something else; one that was undone stands again."""

    card: str
    target: str  # id of the review
    rating: Rating
    verdict: str | None = None
    id: str = ""
    time: float = 0.0
    machine: str = ""


class Suspend(NamedTuple):
    """A card is set aside or taken back. Of several of one card the later (time, id) wins.

    All cards of a term that is known are set aside with the verdict "known".
    """

    card: str
    suspended: bool
    verdict: str | None = None
    target: str | None = None  # id of the opposite suspend that this one takes back, if it is an undo
    id: str = ""
    time: float = 0.0
    machine: str = ""


class Bury(NamedTuple):
    """A card is not asked until the day turns."""

    card: str
    id: str = ""
    time: float = 0.0
    machine: str = ""


class Learn(NamedTuple):
    """The term of a card comes first among the new ones, whatever its level; that of the latest `learn` before all."""

    card: str
    id: str = ""
    time: float = 0.0
    machine: str = ""


class Tune(NamedTuple):
    """The schedule counts with these parameters from the first answer on. Of several the later (time, id) wins."""

    parameters: tuple[float, ...] = ()  # FSRS's; none if this takes another tune back
    target: str | None = None  # id of the tune that it takes back
    id: str = ""
    time: float = 0.0
    machine: str = ""


Event: TypeAlias = Review | Undo | Override | Suspend | Bury | Learn | Tune


class Memory(NamedTuple):
    """What replaying a card's reviews leaves; a tuple, because 100,000 of them are read at once.

    Stability is in days (the interval after which one recalls it 9 times in 10), difficulty runs from 1 to 10. A card
    of `reviews` more than `misses` has been answered right before.
    """

    stability: float
    difficulty: float
    last_review: float
    first_review: float = 0.0
    reviews: int = 1
    misses: int = 0  # reviews rated 1 (again)
