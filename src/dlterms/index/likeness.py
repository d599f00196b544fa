"""What a new entry may have in common with those that are there: how names are read, what ends alike, which ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dlterms.index import Index
from dlterms.index.rows import FOUND_ONLY
from dlterms.index.tiers import LAST
from dlterms.labels import grams, has_han, key

MANY = 500  # entries that tell enough


def readings_near(db: Index, label: str) -> list[tuple[str, str]]:
    """Chinese labels that have a piece in common with this one, and their stored pinyin; those with longer ones first.

    A label may come twice.
    """
    form = key(label)
    found: list[tuple[str, str]] = []
    for pieces in (grams(form), [character for character in form if has_han(character)]):
        wanted = " OR ".join(f'"{piece}"' for piece in dict.fromkeys(pieces))
        sql = """
            SELECT DISTINCT entry.entry FROM label JOIN entry ON entry.n = label.entry
            WHERE label.n IN (SELECT rowid FROM gram WHERE gram MATCH ?) LIMIT ?
        """
        for (entry,) in db.execute(sql, (wanted, MANY)) if wanted else ():
            found += _readings(json.loads(entry)["zh"])
    return found


def _readings(wording: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for label in (wording, *wording["aliases"], *wording["hidden"]):
        if label["pinyin"]:
            yield label["term"], label["pinyin"]


def ending_in(db: Index, ending: str) -> list[tuple[str, str]]:
    """The kind and the topic of the entries whose names end in this key, an English one in words of its own."""
    backwards = ending[::-1]
    sql = f"""
        SELECT text, kind, topic FROM label JOIN entry ON entry.n = label.entry
        WHERE backwards >= ? AND backwards < ? AND rank < {FOUND_ONLY} GROUP BY entry.n ORDER BY entry.n LIMIT ?
    """
    found = db.execute(sql, (backwards, backwards + LAST, MANY))
    return [(kind, topic) for text, kind, topic in found if has_han(ending) or key(text.split()[-1]) == ending]


def is_taken(db: Index, name: str) -> bool:
    """Whether an entry has this id, or had it once."""
    sql = "SELECT 1 FROM entry WHERE id = :name UNION ALL SELECT 1 FROM former WHERE id = :name"
    return db.execute(sql, {"name": name}).fetchone() is not None
