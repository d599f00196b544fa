"""The database in an Anki package: genanki writes notes, cards and their look; here they get their ids and their past.

The columns are those of Anki's schema 11, in which it reads packages of whatever age:
https://github.com/ankidroid/Anki-Android/wiki/Database-Structure
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, NamedTuple

from dlterms.day import day_start
from dlterms.errors import DltermsError
from dlterms.exporters.anki_notes import Note
from dlterms.exporters.content import Progress
from dlterms.fsrs import review
from dlterms.i18n import tr
from dlterms.model import Memory
from dlterms.schedule import due, interval, stretch

_IDS = 1_500_000_000_000  # Anki's ids are milliseconds since 1970, from here to 2026
_SPREAD = 2**38
_EASE = 2500  # in thousandths, for Anki's older scheduling
_LEARNED, _REVIEWED = 0, 1  # kinds of rows in the review log
_LONGEST = 2**31 - 1  # milliseconds of an answer


class Kind(NamedTuple):
    """A note type."""

    id: int
    name: str
    fields: Sequence[str]
    cards: Mapping[str, tuple[str, str]]  # by its name what is asked, and what is shown then
    css: str


class Deck(NamedTuple):
    id: int
    name: str
    kinds: tuple[Kind, Kind]  # of notes with a card a template, and of those with a card a blank


def database(deck: Deck, notes: Sequence[Note], progress: Progress, made: float) -> bytes:
    """An SQLite file. `made` is when: Anki takes what is newer than what it has.

    DltermsError where there is no genanki.
    """
    first = day_start(min([made, *(each.time for each in progress.reviews)]))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _write(db, deck, notes, made)
        _begin(db, first, made)
        cards = _named(db, notes)
        memories = _log(db, cards, progress)
        _remember(db, cards, memories, progress, first, made)
        aside = [(cards[card],) for card in sorted(progress.aside) if card in cards]
        db.executemany("UPDATE cards SET queue = -1 WHERE id = ?", aside)
        return db.serialize()


def _genanki() -> Any:
    try:
        import genanki
    except ImportError:
        raise DltermsError(tr("Anki's packages are made with genanki: run `pip install 'dlterms[anki]'`")) from None
    return genanki


def _write(db: sqlite3.Connection, deck: Deck, notes: Sequence[Note], made: float) -> None:
    genanki = _genanki()
    kinds = [_model(genanki, kind, is_cloze) for is_cloze, kind in enumerate(deck.kinds)]
    pile = genanki.Deck(deck.id, deck.name)
    for kind in kinds:
        pile.add_model(kind)
    for place, note in enumerate(notes, 1):
        pile.add_note(
            genanki.Note(kinds[note.is_cloze], list(note.fields), guid=note.guid, tags=list(note.tags), due=place)
        )
    genanki.Package(pile).write_to_db(db.cursor(), made, itertools.count(1))


def _model(genanki: Any, kind: Kind, is_cloze: int) -> Any:
    return genanki.Model(
        kind.id,
        kind.name,
        fields=[{"name": name} for name in kind.fields],
        templates=[{"name": name, "qfmt": asked, "afmt": shown} for name, (asked, shown) in kind.cards.items()],
        css=kind.css,
        model_type=is_cloze,
    )


def _begin(db: sqlite3.Connection, first: datetime, made: float) -> None:
    """Say from which day on days are counted; and, what genanki does not, that all is as Anki keeps it since 2018."""
    conf = json.loads(db.execute("SELECT conf FROM col").fetchone()[0])
    there = first.astimezone()
    west = int((there.replace(tzinfo=UTC) - there).total_seconds()) // -60
    conf |= {"schedVer": 2, "creationOffset": west}
    values = (int(first.timestamp()), int(made * 1000), int(made * 1000), json.dumps(conf))
    db.execute("UPDATE col SET crt = ?, mod = ?, scm = ?, conf = ?", values)


def _named(db: sqlite3.Connection, notes: Sequence[Note]) -> dict[str, int]:
    """Give notes and cards ids that follow from what they are; the cards' by dlterms' ids of them."""
    taken: set[int] = set()
    cards: dict[str, int] = {}
    of_note: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for old, number, card in db.execute("SELECT nid, ord, id FROM cards"):
        of_note[old].append((number, card))
    for (old,), note in zip(db.execute("SELECT id FROM notes ORDER BY id").fetchall(), notes, strict=True):
        new = _id(note.guid, taken)
        db.execute("UPDATE notes SET id = ? WHERE id = ?", (new, old))
        for number, card in of_note[old]:
            name = note.cards[number]
            cards[name] = _id(name, taken)
            db.execute("UPDATE cards SET id = ?, nid = ? WHERE id = ?", (cards[name], new, card))
    return cards


def _id(name: str, taken: set[int]) -> int:
    number = _IDS + int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % _SPREAD
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _log(db: sqlite3.Connection, cards: Mapping[str, int], progress: Progress) -> dict[str, Memory]:
    """Write the reviews down, and give the memories that they leave."""
    memories: dict[str, Memory] = {}
    stretched = stretch(progress.retention, progress.parameters)
    waits: dict[str, int] = {}  # days until the next review
    last = 0
    for each in progress.reviews:
        if (card := cards.get(each.card)) is None:
            continue
        memory = memories[each.card] = review(memories.get(each.card), each.rating, each.time, progress.parameters)
        wait, before = interval(memory.stability, stretched), waits.get(each.card)
        last = max(round(each.time * 1000), last + 1)  # milliseconds; no two rows have the same
        took = min(each.milliseconds or 0, _LONGEST)
        kind = _LEARNED if before is None else _REVIEWED
        row = (last, card, -1, each.rating, wait, before or 0, _EASE, took, kind)
        db.execute("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        waits[each.card] = wait
    return memories


def _remember(
    db: sqlite3.Connection,
    cards: Mapping[str, int],
    memories: Mapping[str, Memory],
    progress: Progress,
    first: datetime,
    made: float,
) -> None:
    """Each card as one under review, that comes back when dlterms would ask it, by days from the first."""
    stretched = stretch(progress.retention, progress.parameters)
    for name, memory in memories.items():
        day = (day_start(due(memory, stretched, made)).date() - first.date()).days
        wait = interval(memory.stability, stretched)
        state = {
            "s": round(memory.stability, 4), "d": round(memory.difficulty, 3), "dr": progress.retention,
            "decay": progress.parameters[20],
            "lrt": round(memory.last_review * 1000) // 1000,  # the second of its row in the log
        }  # fmt: skip
        db.execute(
            "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?, data = ?"
            " WHERE id = ?",
            (day, wait, _EASE, memory.reviews, memory.misses, json.dumps(state), cards[name]),
        )
