"""Packages of Anki's old form, made by hand: what its own engine never writes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

BASIC = {
    "name": "Basic", "type": 0, "flds": [{"name": "Back", "ord": 1}, {"name": "Front", "ord": 0}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
}  # fmt: skip
_TABLES = """
CREATE TABLE col (id INTEGER PRIMARY KEY, models TEXT, decks TEXT, conf TEXT);
CREATE TABLE notes (id, guid, mid, tags, flds);
CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, odid, ord);
CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, ease, time, type, factor);
"""
_LOG = "INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?)"


def database(
    notes: Sequence[Sequence[object]] = ((1, "暂退法\x1fdropout"),),
    log: Sequence[Sequence[int]] = (),
    models: Any = None,
    conf: Mapping[str, int] | None = None,
    sql: str = "",
) -> bytes:
    """A collection of notes (id, fields), a card each; `log` has the columns of Anki's table. `sql` is run at last."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_TABLES)
        models, decks = {"7": BASIC} if models is None else models, {"1": {"name": "Default"}, "2": {"name": "A::B"}}
        db.execute("INSERT INTO col VALUES (1, ?, ?, ?)", [*map(json.dumps, (models, decks, conf or {"schedVer": 2}))])
        for number, fields in notes:
            db.execute("INSERT INTO notes VALUES (?, ?, 7, ' ', ?)", (number, f"guid {number}", fields))
            db.execute("INSERT INTO cards VALUES (?, ?, 1, 0, 0)", (number, number))
        db.executemany(_LOG, log)
        db.executescript(sql)
        return db.serialize()


def package(content: bytes, name: str = "collection.anki2", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package that holds a database."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(name, content)
        archive.writestr("media", "{}")
    return file.getvalue()
