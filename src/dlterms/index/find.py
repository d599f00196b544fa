"""Look-up in the index: Chinese, English, alias, acronym, pinyin, initials, prefix, substring or typo in one box.

Asked in turn: labels equal to what was typed; labels that sound like it; labels in another number or spelling; labels
that it begins, whose initials it is, or that contain it; labels that it is a typo of. The first to answer is the
answer, so that an exact match stands alone.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from dlterms.labels import grams, has_han, key, toneless

if TYPE_CHECKING:  # what an exact look-up does not need is imported where it is
    from dlterms.index.near import Candidate

LIMIT = 20  # of matches; a longer list is no answer
SUGGESTIONS = 5
LONG_PART = 5  # letters that say something at the end of a word, too
LONGEST = 200  # characters of a query; of more than that no label is a part or a misspelling
# How a label can match, the best first; the first seven are also the ranks of labels in the index.
MATCHES = (
    "exact", "alias", "acronym", "hidden", "found-only", "pinyin", "initials", "prefix", "substring", "typo",
    "definition",
)  # fmt: skip
_PINYIN, _INITIALS, _PREFIX, _SUBSTRING, _TYPO = range(5, 10)  # places in MATCHES
_PARENTHESIS = r"[(（][^()（）]*[)）]\s*$"  # compiled when it is first used
_SOUNDS = 64  # ways to read a query aloud that are tried
_LAST = "\U0010ffff"

_Found = tuple[int, int, str]  # entry number, place in MATCHES, label


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
    for tier in (_equal, _unqualified, _sounding, _spelt_otherwise, _partial, _part_spelt_otherwise, _typos):
        found = list(islice(_once(tier(db, form, query)), LIMIT))
        if found:
            return Result(query, [match_of(db, *hit) for hit in found])
        if len(form) > LONGEST:
            return Result(query)
    return Result(query, suggestions=_suggestions(db, query, form))


def _suggestions(db: sqlite3.Connection, query: str, form: str) -> list[tuple[str, str, str]]:
    from dlterms.index.near import names_within, suggestions

    keys = names_within(query)
    sql = f"SELECT key, entry FROM label WHERE key IN ({', '.join('?' * len(keys))}) AND rank < {_PINYIN} ORDER BY rank"
    within = sorted(db.execute(sql, keys), key=lambda found: (-len(found[0]), form.find(found[0])))
    # Most of what was typed, then what looks like it, then the smaller parts of it.
    best = [entry for part, entry in within if 2 * len(part) >= len(form)]
    near = [label.entry for label in suggestions(form, similar(db, form))]
    entries = list(dict.fromkeys([*best, *near, *(entry for _, entry in within)]))[:SUGGESTIONS]
    return [db.execute("SELECT id, zh, en FROM entry WHERE n = ?", (n,)).fetchone() for n in entries]


def entry_by_id(db: sqlite3.Connection, name: str) -> Match | None:
    """The entry with this id or former id."""
    sql = "SELECT n FROM entry WHERE id = coalesce((SELECT entry FROM former WHERE id = :name), :name)"
    row = db.execute(sql, {"name": name}).fetchone()
    return match_of(db, row[0], 0, name) if row else None


def match_of(db: sqlite3.Connection, n: int, place: int, label: str) -> Match:
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
    sql = f"SELECT entry, rank, text FROM label WHERE key = ? AND rank < {_PINYIN} ORDER BY rank, entry"
    yield from db.execute(sql, (form,))


def _unqualified(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    """`layer-wise adaptive rate scaling (LARS)`: what stands in parentheses at the end may be left out."""
    outside = re.sub(_PARENTHESIS, "", query[:LONGEST])
    if outside != query[:LONGEST]:
        yield from _equal(db, key(outside), query)


def _sounding(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    sql = f"SELECT entry, rank, text FROM label WHERE key = ? AND rank = {_PINYIN} ORDER BY entry"
    for sound in sounds(form) if has_han(form) else dict.fromkeys((toneless(query), form)):
        yield from db.execute(sql, (sound,))


def sounds(text: str) -> list[str]:
    """What a text may be in pinyin, typed without tones and spaces: 损失涵数 sounds like 损失函数."""
    from dlterms.sound import spoken

    return ["".join(syllables) for syllables in islice(spoken(text), _SOUNDS)]


def _spelt_otherwise(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    """The singular or plural of an English label, or its American spelling."""
    for other in _other_spellings(form, query):
        yield from _equal(db, other, query)


def _part_spelt_otherwise(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    for other in _other_spellings(form, query):
        if len(other) < len(form):  # what contains the plural contains the singular
            yield from _partial(db, other, query)


def _other_spellings(form: str, query: str) -> list[str]:
    if has_han(form):
        return []
    from dlterms.equivalents import canonical
    from dlterms.variants import inflected

    return sorted((inflected(query) | {canonical(query)}) - {form})


def _partial(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    sql = f"SELECT entry, rank, text FROM label WHERE key = ? AND rank = {_INITIALS} ORDER BY entry LIMIT ?"
    yield from db.execute(sql, (form, LIMIT))
    yield from ((entry, _PREFIX, text) for entry, text in starting(db, form, LIMIT))
    # Two Latin letters are part of half of all labels, and no pieces of three are in them.
    pieces = grams(form) or ({form} if has_han(form) else ())
    if pieces:
        sql = f"""
            SELECT entry, {_SUBSTRING}, text FROM label
            WHERE n IN (SELECT rowid FROM gram WHERE gram MATCH ?) AND instr(key, ?) AND rank < {_PINYIN}
            ORDER BY rank >= 3, length(key), entry
        """
        found = db.execute(sql, (" ".join(f'"{piece}"' for piece in pieces), form))
        yield from found if has_han(form) else (hit for hit in found if _has_words(hit[2], form))


def _has_words(label: str, form: str) -> bool:
    """Whether a part in Latin letters begins with one of a label's words, or is a long one's end: overfitting."""
    words = [key(word) for word in re.split(r"[\s/-]+", label)]
    rests = ["".join(words[n:]) for n in range(len(words))]
    return any(rest.startswith(form) for rest in rests) or (
        len(form) >= LONG_PART and any(word.endswith(form) for word in words)
    )


def is_named(db: sqlite3.Connection, query: str) -> bool:
    """Whether a label, how it sounds, or its plural is what was typed."""
    form = key(query)
    return bool(form) and any(next(tier(db, form, query), None) for tier in (_equal, _sounding, _spelt_otherwise))


def completions(db: sqlite3.Connection, form: str, limit: int) -> list[tuple[str, str, str, str]]:
    """(key, label, Chinese term, English term) of the labels that begin with a key; without one the first terms.

    Pinyin is completed where no label begins so.
    """
    if not form:
        return db.execute("SELECT id, zh, zh, en FROM entry ORDER BY n LIMIT ?", (limit,)).fetchall()
    columns = "SELECT label.key, text, zh, en FROM label JOIN entry ON entry.n = label.entry"
    place = f"{columns} WHERE key >= :first AND key < :after AND"
    for ranks in ("rank < 3", "rank = 5"):
        # Two steps, so that a prefix of half the index need not be sorted whole.
        sql = f"SELECT * FROM ({place} {ranks} LIMIT 2000) ORDER BY length(key), key LIMIT :limit"
        found = {row[1]: row for row in db.execute(sql, {"first": form, "after": form + _LAST, "limit": 2 * limit})}
        if found:
            return list(found.values())[:limit]
    return []


def starting(db: sqlite3.Connection, form: str, limit: int) -> list[tuple[int, str]]:
    """(entry, label) of the labels, pinyin included, that begin with a key: the shortest first."""
    # Two steps, so that a prefix of half the index need not be sorted whole.
    sql = f"""
        SELECT entry, text
        FROM (
            SELECT entry, text, rank, key FROM label
            WHERE key >= :first AND key < :after AND rank <= {_PINYIN} LIMIT 2000
        )
        ORDER BY rank >= 3, length(key), entry LIMIT :limit
    """
    return db.execute(sql, {"first": form, "after": form + _LAST, "limit": limit}).fetchall()


def _typos(db: sqlite3.Connection, form: str, query: str) -> Iterator[_Found]:
    if not has_han(form):
        from dlterms.index.near import typos

        words = [key(word) for word in re.split(r"[\W_]+", query)]
        part = ("".join(words[1:]), "".join(words[:-1]))  # a word more is no typo: Q-learning is not learning
        near = [label for label in similar(db, form) if label.key not in part]
        yield from ((label.entry, _TYPO, label.text) for label in typos(form, near))


def similar(db: sqlite3.Connection, form: str) -> list[Candidate]:
    """Labels of about its length that begin or end as a key does: where a typo's target must be."""
    from dlterms.index.near import Candidate

    size = len(form)
    # One edit leaves the first or the last half as it was; one letter less lets most of two edits through.
    half = max(1, (size - 1) // 2 if has_han(form) else size // 2 - 1)
    slack = max(2, size // 3)
    first, last = form[:half], form[::-1][:half]
    rest = f"rank <= {_PINYIN} AND length(key) BETWEEN :short AND :long"
    sql = f"""
        SELECT key, rank, text, entry FROM label WHERE key >= :first AND key < :after_first AND {rest}
        UNION
        SELECT key, rank, text, entry FROM label WHERE backwards >= :last AND backwards < :after_last AND {rest}
    """
    bounds = {
        "first": first, "after_first": first + _LAST, "last": last, "after_last": last + _LAST,
        "short": size - slack, "long": size + slack,
    }  # fmt: skip
    return [Candidate(*row) for row in db.execute(sql, bounds)]
