"""Look-up in the index: Chinese, English, alias, acronym, pinyin, initials, prefix, substring or typo in one box.

The tiers are asked in turn: labels equal to what was typed; labels that sound like it; labels that say the same in
other words; labels that it begins, whose initials it is, or that contain it; labels that it is a slip of; labels with
another ending. The first to answer is the answer, so that an exact match stands alone. A phrase that none of them knows
is looked through for the terms it is about.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from dlterms.index.tiers import (
    LAST,
    LIMIT,
    LONGEST,
    MATCHES,
    PHRASE,
    PINYIN,
    Found,
    Tier,
    equal,
    other_endings,
    part_reworded,
    partial,
    reworded,
    similar,
    slips,
    sounding,
    unqualified,
)
from dlterms.labels import key

SUGGESTIONS = 5
TIERS = (equal, unqualified, sounding, reworded, partial, part_reworded, slips, other_endings)
GUESSING = (partial, part_reworded)  # to which a part of a name is enough
RELATED = ("contrast", "near", "requires")  # relations of two terms that are asked about together
NAMING = (equal, sounding, reworded)  # what they find was named, not guessed at


class Match(NamedTuple):
    id: str
    match: str  # one of MATCHES
    label: str  # the label that matched
    entry: dict[str, Any]
    context: dict[str, Any]  # what a page shows of other entries


class Result(NamedTuple):
    query: str
    matches: Sequence[Match] = ()
    suggestions: Sequence[tuple[str, str, str]] = ()  # id, Chinese term, English term

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
    found = _found(db, form, query) or (_phrase(db, query) if len(form) <= LONGEST else [])
    if found or len(form) > LONGEST:
        return Result(query, [match_of(db, *hit) for hit in found])
    return Result(query, suggestions=_suggestions(db, query, form))


def _found(db: sqlite3.Connection, form: str, query: str, tiers: Sequence[Tier] = TIERS) -> list[Found]:
    for tier in tiers if len(form) <= LONGEST else tiers[:1]:
        if found := list(islice(_once(tier(db, form, query)), LIMIT)):
            return found
    return []


def _phrase(db: sqlite3.Connection, query: str) -> list[Found]:
    from dlterms.index.phrases import subjects

    def seek(text: str, guess: bool) -> list[int]:
        tiers = TIERS if guess else [tier for tier in TIERS if tier not in GUESSING]
        return [entry for entry, _, _ in _found(db, key(text), text, tiers)]

    about = subjects(query, lambda keys: _bearers(db, keys), seek, lambda one, other: _related(db, one, other))
    return list(islice(_once((entry, PHRASE, each.text) for each in about for entry in each.entries), LIMIT))


def is_pair(matches: Sequence[Match]) -> bool:
    """Whether matches are the two terms that a phrase named."""
    return len(matches) == 2 and matches[0].match == "phrase" and matches[0].label != matches[1].label


def _bearers(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, list[int]]:
    """Of keys that are labels, the entries that bear them, the best first."""
    keys = tuple(keys)
    among = ", ".join("?" * len(keys))
    sql = f"SELECT key, entry FROM label WHERE key IN ({among}) AND rank < {PINYIN} ORDER BY rank, entry"
    entries_of: dict[str, list[int]] = {}
    for name, entry in db.execute(sql, keys):
        entries_of.setdefault(name, []).append(entry)
    return entries_of


def _related(db: sqlite3.Connection, one: int, other: int) -> bool:
    sql = "SELECT id, context FROM entry WHERE n = ?"
    (name, context), (other_name, other_context) = (db.execute(sql, (n,)).fetchone() for n in (one, other))
    links = [(json.loads(context)["links"], other_name), (json.loads(other_context)["links"], name)]
    return any(ref == wanted for found, wanted in links for kind in RELATED for ref, *_ in found.get(kind, ()))


def _suggestions(db: sqlite3.Connection, query: str, form: str) -> list[tuple[str, str, str]]:
    """The names within what was typed if they are half of it, then what looks like it, then the other names."""
    from dlterms.equivalents import canonical
    from dlterms.index.near import names_within, suggestions, told_apart

    usual = canonical(query)
    entries_of = _bearers(db, dict.fromkeys((*names_within(query), *names_within(usual))))
    text = max((form, usual), key=lambda each: sum(len(name) for name in entries_of if name in each))
    chosen, rest = told_apart(text, entries_of)
    near = [label.entry for label in suggestions(form, similar(db, form))]
    half = 2 * sum(map(len, chosen)) >= len(text)
    order = [*_entries(chosen if half else (), entries_of), *near, *_entries((*chosen, *rest), entries_of)]
    found = list(dict.fromkeys(order))[:SUGGESTIONS]
    return [db.execute("SELECT id, zh, en FROM entry WHERE n = ?", (n,)).fetchone() for n in found]


def _entries(names: Sequence[str], entries_of: dict[str, list[int]]) -> list[int]:
    return [entry for name in names for entry in entries_of[name]]


def count(db: sqlite3.Connection) -> int:
    """How many terms there are."""
    return int(db.execute("SELECT count(*) FROM entry").fetchone()[0])


def entry_by_id(db: sqlite3.Connection, name: str) -> Match | None:
    """The entry with this id or former id."""
    sql = "SELECT n FROM entry WHERE id = coalesce((SELECT entry FROM former WHERE id = :name), :name)"
    row = db.execute(sql, {"name": name}).fetchone()
    return match_of(db, row[0], 0, name) if row else None


def match_of(db: sqlite3.Connection, n: int, place: int, label: str) -> Match:
    name, entry, context = db.execute("SELECT id, entry, context FROM entry WHERE n = ?", (n,)).fetchone()
    return Match(name, MATCHES[place], label, json.loads(entry), json.loads(context))


def _once(found: Iterator[Found]) -> Iterator[Found]:
    """Each entry where it stands first."""
    seen = set()
    for hit in found:
        if hit[0] not in seen:
            seen.add(hit[0])
            yield hit


def is_named(db: sqlite3.Connection, query: str) -> bool:
    """Whether a label, how it sounds, or what says the same in other words is what was typed."""
    form = key(query)
    return bool(form) and any(next(tier(db, form, query), None) for tier in NAMING)


def completions(db: sqlite3.Connection, form: str, limit: int) -> list[tuple[str, str, str, str]]:
    """(key, label, Chinese term, English term) of the labels that begin with a key; without one the first terms.

    Pinyin is completed where no label begins so.
    """
    if not form:
        return db.execute("SELECT id, zh, zh, en FROM entry ORDER BY n LIMIT ?", (limit,)).fetchall()
    columns = "SELECT label.key, text, zh, en, rank, entry.n FROM label JOIN entry ON entry.n = label.entry"
    place = f"{columns} WHERE key >= :first AND key < :after AND"
    for ranks in ("rank < 3", "rank = 5"):
        # Two steps, so that a prefix of half the index need not be sorted whole.
        labels = f"{place} {ranks} LIMIT 2000"
        sql = f"SELECT key, text, zh, en FROM ({labels}) ORDER BY length(key), key, rank, n LIMIT :limit"
        found = {row[1]: row for row in db.execute(sql, {"first": form, "after": form + LAST, "limit": 2 * limit})}
        if found:
            return list(found.values())[:limit]
    return []
