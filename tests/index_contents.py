"""All that an index holds, so that two of them can be compared."""

from __future__ import annotations

import sqlite3
from typing import Any

TABLES = {"meta": "name", "topic": "n", "entry": "n", "former": "id"}


def contents(db: sqlite3.Connection) -> dict[str, list[Any]]:
    """The rows of each table, whatever the numbers of the labels; in their order where look-up may rely on it."""
    found: dict[str, list[Any]] = {}
    for table, order in TABLES.items():
        found[table] = db.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()
    labels = db.execute("SELECT n, entry, key, rank, lang, text, backwards FROM label ORDER BY entry, n").fetchall()
    found["label"] = [row[1:] for row in labels]
    place = {n: place for place, (n, *_) in enumerate(labels)}
    db.execute("CREATE VIRTUAL TABLE temp.piece USING fts5vocab(main, gram, instance)")
    pieces = db.execute("SELECT doc, term FROM temp.piece").fetchall()
    db.execute("DROP TABLE temp.piece")
    found["gram"] = sorted((place.get(n, -1), piece) for n, piece in pieces)
    return found
