"""Look-up in the index: Chinese, English, alias, acronym, pinyin, initials, prefix, substring or typo in one box.

Asked in turn: labels equal to what was typed; labels that sound like it; labels that it begins, whose initials it is,
or that contain it; labels that it is a typo of. The first to answer is the answer, so that an exact match stands alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from dlterms.labels import grams, has_han, key, toneless
from dlterms.search import MATCHES, Candidate, suggestions, typos

LIMIT = 20  # of matches; a longer list is no answer
SUGGESTIONS = 5
_READINGS = 64  # ways to read a query aloud that are tried
_LAST = "\U0010ffff"

_Found = tuple[int, int, str]  # entry number, place in MATCHES, label


@dataclass(frozen=True, slots=True)
class Match:
    id: str
    match: str  # one of MATCHES
    label: str  # the label that matched
    entry: dict[str, Any]
    context: dict[str, Any]  # what a page shows of other entries


@dataclass(frozen=True, slots=True)
class Result:
    query: str
    matches: list[Match] = field(default_factory=list)
    suggestions: list[tuple[str, str, str]] = field(default_factory=list)  # id, Chinese term, English term

    def to_json(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "matches": [{"id": m.id, "match": m.match, "entry": m.entry} for m in self.matches],
            "suggestions": [{"id": name, "zh": zh, "en": en} for name, zh, en in self.suggestions],
        }


def look_up(db: sqlite3.Connection, query: str) -> Result:
    form = key(query)
    if not form:
        return Result(query)
    for tier in (_equal, _sounding, _partial, _typos):
        found = list(islice(_once(tier(db, form, query)), LIMIT))
        if found:
            return Result(query, [_match(db, *hit) for hit in found])
    near = suggestions(form, similar(db, form))[:SUGGESTIONS]
    names = "SELECT id, zh, en FROM entry WHERE n = ?"
    return Result(query, suggestions=[db.execute(names, (candidate.entry,)).fetchone() for candidate in near])


def search_definitions(db: sqlite3.Connection, query: str) -> Result:
    """Entries in whose definitions, examples or notes all the words stand."""
    words = [form for word in query.split() if (form := key(word))]
    pieces = {gram for word in words for gram in grams(word)}
    if pieces:
        sql = "SELECT rowid FROM body WHERE body MATCH ? ORDER BY rowid"
        rows = db.execute(sql, (" ".join(f'"{gram}"' for gram in pieces),))
    else:
        rows = db.execute("SELECT n FROM entry ORDER BY n")
    matches = (_match(db, n, MATCHES.index("definition"), query) for (n,) in rows)
    return Result(query, list(islice((m for m in matches if words and _says(m.entry, words)), LIMIT)))


def _says(entry: dict[str, Any], words: Sequence[str]) -> bool:
    texts = [entry[lang]["definition"] or "" for lang in ("zh", "en")]
    texts += [record.get(lang) or "" for record in entry["examples"] + entry["notes"] for lang in ("zh", "en")]
    said = "\n".join(key(text) for text in texts)
    return all(word in said for word in words)


def entry_by_id(db: sqlite3.Connection, name: str) -> Match | None:
    """The entry with this id or former id."""
    sql = "SELECT n FROM entry WHERE id = coalesce((SELECT entry FROM former WHERE id = ?1), ?1)"
    row = db.execute(sql, (name,)).fetchone()
    return _match(db, row[0], 0, name) if row else None


def _match(db: sqlite3.Connection, n: int, place: int, label: str) -> Match:
    name, entry, context = db.execute("SELECT id, entry, context FROM entry WHERE n = ?", (n,)).fetchone()
    return Match(name, MATCHES[place], label, json.loads(entry), json.loads(context))


def _once(found: Iterator[_Found]) -> Iterator[_Found]:
    """Each entry where it stands first."""
    seen = set()
    for hit in found:
        if hit[0] not in seen:
            seen.add(hit[0])
            yield hit


def _equal(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    yield from db.execute("SELECT entry, rank, text FROM label WHERE key = ? AND rank < 5 ORDER BY rank, entry", (form,))


def _sounding(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    sql = "SELECT entry, rank, text FROM label WHERE key = ? AND rank = 5 ORDER BY entry"
    for spoken in readings(db, form) if has_han(form) else [toneless(query)]:
        yield from db.execute(sql, (spoken,))


def readings(db: sqlite3.Connection, form: str) -> list[str]:
    """The ways in which a text can be read aloud: 损失涵数 sounds like 损失函数."""
    sql = "SELECT pinyin FROM reading WHERE han = ?"
    choices = [(db.execute(sql, (c,)).fetchone() or (c,))[0].split() for c in form]
    return ["".join(spoken) for spoken in islice(product(*choices), _READINGS)]


def _partial(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    initials, prefix, substring = (MATCHES.index(name) for name in ("initials", "prefix", "substring"))
    sql = "SELECT entry, ?, text FROM label WHERE key = ? AND rank = 6 ORDER BY entry LIMIT ?"
    yield from db.execute(sql, (initials, form, LIMIT))
    yield from ((entry, prefix, text) for entry, text in starting(db, form, LIMIT))
    if len(form) < 2 and not has_han(form):
        return
    # A single character has no pieces: that rare query reads the whole table, 20 ms at 100,000 labels.
    pieces = " ".join(f'"{gram}"' for gram in grams(form))
    narrowed = "n IN (SELECT rowid FROM gram WHERE gram MATCH ?1) AND" if pieces else ""
    sql = f"""
        SELECT entry, ?3, text FROM label WHERE {narrowed} instr(key, ?2) AND rank < 5
        ORDER BY rank >= 3, length(key), entry LIMIT ?4
    """
    yield from db.execute(sql, (pieces, form, substring, LIMIT))


def starting(db: sqlite3.Connection, form: str, limit: int) -> list[tuple[int, str]]:
    """(entry, label) of the labels, pinyin included, that begin with a key: the shortest first."""
    # Two steps, so that a prefix of half the index need not be sorted whole.
    sql = """
        SELECT entry, text
        FROM (SELECT entry, text, rank, key FROM label WHERE key >= ?1 AND key < ?2 AND rank < 6 LIMIT 2000)
        ORDER BY rank >= 3, length(key), entry LIMIT ?3
    """
    return db.execute(sql, (form, form + _LAST, limit)).fetchall()


def _typos(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    place = MATCHES.index("typo")
    if not has_han(form):
        yield from ((c.entry, place, c.text) for c in typos(form, similar(db, form)))


def similar(db: sqlite3.Connection, form: str) -> list[Candidate]:
    """Labels that share the first or the last half, or a piece, with a key: where a typo's target must be."""
    columns = "SELECT key, rank, text, entry FROM label"
    if has_han(form):
        pieces = " OR ".join(f'"{gram}"' for gram in grams(form)) or '""'
        sql = f"{columns} WHERE n IN (SELECT rowid FROM gram WHERE gram MATCH ? LIMIT 2000) AND rank < 5"
        rows = db.execute(sql, (pieces,)).fetchall() if grams(form) else []
    else:
        half = max(1, len(form) // 2 - 1)
        longest, shortest = len(form) + max(2, len(form) // 3), len(form) - max(2, len(form) // 3)
        sized = f"rank < 6 AND length(key) BETWEEN {shortest} AND {longest}"
        first, last = form[:half], form[::-1][:half]
        sql = f"""
            {columns} WHERE key >= ?1 AND key < ?2 AND {sized}
            UNION {columns} WHERE backwards >= ?3 AND backwards < ?4 AND {sized}
        """
        rows = db.execute(sql, (first, first + _LAST, last, last + _LAST)).fetchall()
    return [Candidate(*row) for row in rows]
