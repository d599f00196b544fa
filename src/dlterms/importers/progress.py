"""Anki's review log -> events of the history, once it is known which term each note has become."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from dlterms.i18n import marked
from dlterms.model import Rating, Review

MACHINE = "anki"
_FILTERED, _MANUAL, _RESCHEDULED = 3, 4, 5  # kinds of rows in Anki's review log


class Answered(NamedTuple):
    """A row of Anki's review log."""

    place: str  # of the note, as its record and its LeftOut have it
    direction: str | None  # of a dlterms card; None where the card asks for something else
    guid: str  # of the note, the same in every collection
    template: int  # the number of the card among those of the note
    at: int  # milliseconds since 1970; no two rows of a collection have the same
    ease: int  # the button: 1 to 4; 0 where there was none
    milliseconds: int
    kind: int
    factor: int  # 0 in a filtered deck that reschedules nothing


class Progress(NamedTuple):
    """What the history takes over, and how many rows it does not take, by the reason, which `tr` says."""

    events: list[Review]
    left_out: Counter[str]


def events(log: Iterable[Answered], terms: Mapping[str, str], now: float) -> Progress:
    """The reviews among the rows; `terms` is the `glossary/term` by the place of a note.

    The id of an event follows from its row, the note and the card, so that it is the same at the next import.
    """
    taken = Progress([], Counter())
    for row in log:
        if why := _why_not(row, terms, now):
            taken.left_out[why] += 1
        else:
            taken.events.append(_event(row, terms[row.place]))
    return taken


def _why_not(row: Answered, terms: Mapping[str, str], now: float) -> str | None:
    practised = row.kind == _FILTERED and not row.factor
    if not 1 <= row.ease <= 4 or row.kind in (_MANUAL, _RESCHEDULED) or practised:
        return marked("practised or rescheduled, not rated")
    if row.place not in terms:
        return marked("their notes are not terms in use")
    if row.direction is None:
        return marked("their cards ask in a way that dlterms does not")
    return None if 0 < row.at <= now * 1000 else marked("dated in the future, or not at all")


def _event(row: Answered, term: str) -> Review:
    """As a card that one turns over and rates oneself is kept."""
    digest = hashlib.sha256(f"anki {row.at} {row.template} {row.guid}".encode(errors="surrogatepass")).hexdigest()
    verdict = "wrong" if row.ease == 1 else "right"
    return Review(
        f"{term}:{row.direction}", cast("Rating", row.ease), verdict, "flip", str(row.ease),
        row.milliseconds if 0 <= row.milliseconds <= 1e11 else None,
        id=digest[:32], time=row.at / 1000, machine=MACHINE,
    )  # fmt: skip
