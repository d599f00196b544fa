"""Anki's packages, in the old form (JSON in one row) and in the new one (a table for each sort of thing).

What each column holds: the tables of Anki's schemas 11 and 18. New packages describe a card's look in protobuf.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from typing import Any, NamedTuple

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.importers import notes, package
from dlterms.importers.entries import said
from dlterms.importers.notes import Note, NoteType, Template
from dlterms.importers.package import protobuf
from dlterms.importers.progress import Answered
from dlterms.importers.records import Imported, LeftOut, Record

_LEARNED = (0, 2)  # kinds of reviews: of a card that is new, or was missed


class _Collection(NamedTuple):
    kinds: Mapping[int, NoteType]
    decks: Mapping[int, str]  # with `::` between the names of a deck and its subdeck
    shifts: bool  # whether a card that is learned has three buttons, of which the second means good


def read(content: bytes) -> Imported:
    """The notes of a package and, if it was exported with its scheduling information, how they were answered.

    DltermsError for a package that cannot be read.
    """
    database = package.database(content)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            _fill(db, database)
            return _read(db)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise package.damaged(error) from None


def _fill(db: sqlite3.Connection, database: bytes) -> None:
    if not hasattr(db, "deserialize"):
        raise DltermsError(
            tr("this Python's SQLite cannot read a database from memory; run dlterms with another Python")
        )
    # Bytes 18 and 19 may say that changes are kept in a file beside this one, which there is none of.
    db.deserialize(database[:18] + b"\1\1" + database[20:])
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(database), 1_000_000))
    db.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    for pragma in ("query_only = ON", "trusted_schema = OFF"):
        db.execute(f"PRAGMA {pragma}")


# Every value is cast: a column of SQLite holds whatever was put into it. Plain tables alone: a view may have no end.
_TABLES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE %'"
_NOTES = """
SELECT CAST(id AS INTEGER), CAST(guid AS TEXT), CAST(mid AS INTEGER), CAST(tags AS TEXT), CAST(flds AS TEXT)
FROM notes ORDER BY id
"""
_DECK_OF_NOTE = "SELECT CAST(nid AS INTEGER), CAST(iif(odid, odid, did) AS INTEGER) FROM cards ORDER BY nid, ord DESC"
_LOG = f"""
SELECT {
    ", ".join(
        f"ifnull(CAST({name} AS INTEGER), 0)"
        for name in ("c.nid", "c.ord", "r.id", "r.ease", "r.time", "r.type", "r.factor")
    )
}
FROM revlog r LEFT JOIN cards c ON c.id = r.cid ORDER BY r.id
"""
_NEW = {
    "kinds": "SELECT CAST(id AS INTEGER), ifnull(CAST(name AS TEXT), ''), CAST(config AS BLOB) FROM notetypes",
    "fields": "SELECT CAST(ntid AS INTEGER), ifnull(CAST(name AS TEXT), '') FROM fields ORDER BY ntid, ord",
    "templates": "SELECT CAST(ntid AS INTEGER), CAST(ord AS INTEGER), ifnull(CAST(name AS TEXT), ''),"
    " CAST(config AS BLOB) FROM templates",
    "decks": "SELECT CAST(id AS INTEGER), CAST(name AS TEXT) FROM decks",
}


def _read(db: sqlite3.Connection) -> Imported:
    tables = {name for (name,) in db.execute(_TABLES)}
    if missing := {"notes", "cards", "revlog", "col"} - tables:
        raise package.damaged(tr("it has no table {name}", name=min(missing)))
    try:
        collection = _new(db) if "notetypes" in tables else _old(db)
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise package.damaged(tr("its note types cannot be read: {fault}", fault=error)) from None
    return _imported(db, collection)


def _new(db: sqlite3.Connection) -> _Collection:
    names: dict[int, list[str]] = {}
    templates: dict[int, dict[int, Template]] = {}
    for kind, name in db.execute(_NEW["fields"]):
        names.setdefault(kind, []).append(name)
    for kind, number, name, config in db.execute(_NEW["templates"]):
        question, answer = (protobuf(config).get(field, b"").decode() for field in (1, 2))
        templates.setdefault(kind, {})[number] = Template(question, answer, name)
    kinds = {
        kind: NoteType(name, bool(protobuf(config).get(1)), names.get(kind, ()), templates.get(kind, {}))
        for kind, name, config in db.execute(_NEW["kinds"])
    }
    return _Collection(kinds, {deck: name.replace("\x1f", "::") for deck, name in db.execute(_NEW["decks"])}, False)


def _old(db: sqlite3.Connection) -> _Collection:
    models, decks, conf = map(json.loads, db.execute("SELECT models, decks, conf FROM col").fetchone())
    kinds = {int(number): _old_kind(model) for number, model in models.items()}
    names = {int(number): str(deck["name"]) for number, deck in decks.items()}
    return _Collection(kinds, names, conf.get("schedVer", 1) == 1)


def _old_kind(model: Mapping[str, Any]) -> NoteType:
    fields = [str(field["name"]) for field in sorted(model["flds"], key=lambda field: int(field["ord"]))]
    templates = {
        int(each["ord"]): Template(*(str(each.get(part, "")) for part in ("qfmt", "afmt", "name")))
        for each in model["tmpls"]
    }
    return NoteType(str(model["name"]), bool(model["type"]), fields, templates)


def _imported(db: sqlite3.Connection, collection: _Collection) -> Imported:
    decks = {note: collection.decks.get(deck, "") for note, deck in db.execute(_DECK_OF_NOTE)}
    records: list[Record] = []
    left_out: list[LeftOut] = []
    taken: dict[int, tuple[str, Note | None]] = {}
    own: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for number, guid, kind, tags, fields in db.execute(_NOTES):
        place = f"note {number}"
        if found := notes.exported(guid or ""):
            own[place], has_blanks = found
            if has_blanks:
                why = tr("a text with blanks, which dlterms exported with its entry")
                left_out.append(LeftOut(place, why, fault=False))
                taken[number] = guid, None
                continue
        try:
            note = notes.read(collection.kinds.get(kind), (fields or "").split("\x1f"), counts, own=bool(found))
            entry = notes.entry(note, decks.get(number, ""), (tags or "").split(), counts)
        except DltermsError as fault:
            left_out.append(LeftOut(place, str(fault)))
            continue
        taken[number] = guid or "", note
        records.append(Record(place, entry))
    remarks = [*notes.remarks(note for _, note in taken.values() if note), *said(counts)]
    return Imported(records, left_out, remarks, list(_answers(db, taken, collection.shifts)), own)


def _answers(db: sqlite3.Connection, taken: Mapping[int, tuple[str, Note | None]], shifts: bool) -> Iterator[Answered]:
    @cache
    def card(number: int, template: int) -> tuple[str, str | None, str, int]:
        guid, note = taken.get(number, ("", None))
        with_blanks = f"cloze.{template + 1}" if guid else None
        return f"note {number}", notes.direction(note, template) if note else with_blanks, guid, template

    for number, template, at, ease, milliseconds, kind, factor in db.execute(_LOG):
        rating = ease + (shifts and kind in _LEARNED and ease in (2, 3))
        yield Answered(*card(number, template), at, rating, milliseconds, kind, factor)
