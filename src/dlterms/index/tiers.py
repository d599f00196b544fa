"""The tiers of look-up: each asks the index for one sort of match, the surest first; the order is `find.TIERS`.

A tier gets the key of the query and the query itself, and yields (entry number, place in MATCHES, label).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from dlterms.labels import grams, has_han, key, toneless

if TYPE_CHECKING:  # what an exact look-up does not need is imported where it is
    from dlterms.index.near import Candidate

LIMIT = 20  # of matches; a longer list is no answer
LONG_PART = 5  # letters that say something at the end of a word, too
LONGEST = 200  # characters of a query; of more than that no label is a part or a misspelling
# How a label can match, the best first; the first seven are also the ranks of labels in the index.
MATCHES = (
    "exact", "alias", "acronym", "hidden", "found-only", "pinyin", "initials", "prefix", "substring", "stem", "typo",
    "phrase", "definition",
)  # fmt: skip
PINYIN, INITIALS, PREFIX, SUBSTRING, STEM, TYPO, PHRASE = range(5, 12)  # places in MATCHES
LAST = "\U0010ffff"
_PARENTHESIS = r"[(（][^()（）]*[)）]\s*$"  # compiled when it is first used
_SOUNDS = 64  # ways to read a query aloud that are tried
_MOST_REARRANGED = 12  # characters

Found: TypeAlias = tuple[int, int, str]


def equal(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    # Of names that differ in their capitals alone, as MAP and mAP do, first the one that was typed.
    sql = f"SELECT entry, rank, text FROM label WHERE key = ? AND rank < {PINYIN} ORDER BY rank, text != ?, entry"
    yield from db.execute(sql, (form, query))


def unqualified(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    """`layer-wise adaptive rate scaling (LARS)`: what stands in parentheses at the end may be left out."""
    outside = re.sub(_PARENTHESIS, "", query[:LONGEST])
    if outside != query[:LONGEST]:
        yield from equal(db, key(outside), query)


def sounding(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    sql = f"SELECT entry, rank, text FROM label WHERE key = ? AND rank = {PINYIN} ORDER BY entry"
    for sound in sounds(form) if has_han(form) else dict.fromkeys((toneless(query), form)):
        yield from db.execute(sql, (sound,))


def sounds(text: str) -> list[str]:
    """What a text may be in pinyin, typed without tones and spaces: 损失涵数 sounds like 损失函数."""
    from dlterms.sound import spoken

    return ["".join(syllables) for syllables in islice(spoken(text), _SOUNDS)]


def reworded(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    """The same in another number or in the usual words, with a word for its kind, or with English words in Chinese."""
    for other in _rewordings(form, query):
        yield from equal(db, other, query)
    from dlterms.equivalents import canonical, without_kind

    for rest, kinds in without_kind(canonical(query[:LONGEST])).items():
        sql = f"""
            SELECT label.entry, rank, text FROM label JOIN entry ON entry.n = label.entry
            WHERE label.key = ? AND rank < {PINYIN} AND kind IN ({", ".join("?" * len(kinds))}) ORDER BY 2, 1
        """
        yield from db.execute(sql, (rest, *sorted(kinds)))
    for translated in _translations(db, query) if has_han(form) else ():
        yield from equal(db, key(translated), query)


def _rewordings(form: str, query: str) -> list[str]:
    from dlterms.equivalents import rewordings
    from dlterms.variants import inflected

    texts = dict.fromkeys((query[:LONGEST], *rewordings(query[:LONGEST])))
    return [other for other in dict.fromkeys(key for text in texts for key in sorted(inflected(text))) if other != form]


def _translations(db: sqlite3.Connection, query: str) -> Iterator[str]:
    """A Chinese query with the Chinese name of what it says in English: batch大小."""
    sql = f"SELECT zh FROM label JOIN entry ON entry.n = label.entry WHERE label.key = ? AND rank < {PINYIN}"
    for latin in re.findall(r"[A-Za-z][A-Za-z -]*[A-Za-z]", query[:LONGEST]):
        for (name,) in db.execute(sql, (key(latin),)):
            yield query.replace(latin, name)


def partial(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    """Labels whose initials the query is, that begin with it or that contain it; one letter alone says nothing."""
    if len(form) < 2 and not has_han(form):
        return
    sql = f"SELECT entry, rank, text FROM label WHERE key = ? AND rank = {INITIALS} ORDER BY entry LIMIT ?"
    yield from db.execute(sql, (form, LIMIT))
    yield from ((entry, PREFIX, text) for entry, text in starting(db, form, LIMIT))
    # Two Latin letters are part of half of all labels, and no pieces of three are in them.
    pieces = grams(form) or ({form} if has_han(form) else ())
    if pieces:
        sql = f"""
            SELECT entry, {SUBSTRING}, text FROM label
            WHERE n IN (SELECT rowid FROM gram WHERE gram MATCH ?) AND instr(key, ?) AND rank < {PINYIN}
            ORDER BY rank >= 3, length(key), entry
        """
        found = db.execute(sql, (_all_of(pieces), form))
        yield from found if has_han(form) else (hit for hit in found if _has_words(hit[2], form))


def part_reworded(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    for other in _rewordings(form, query):
        if len(other) < len(form):  # what contains the plural contains the singular
            yield from partial(db, other, query)


def _all_of(pieces: Iterator[str] | list[str] | set[str]) -> str:
    """What the full-text index is asked for to find labels with all of some pieces."""
    return " ".join(f'"{piece}"' for piece in pieces)


def _has_words(label: str, form: str) -> bool:
    """Whether a part in Latin letters begins with one of a label's words, or is a long one's end: overfitting."""
    words = [key(word) for word in re.split(r"[\s/-]+", label)]
    rests = ["".join(words[n:]) for n in range(len(words))]
    return any(rest.startswith(form) for rest in rests) or (
        len(form) >= LONG_PART and any(word.endswith(form) for word in words)
    )


def starting(db: sqlite3.Connection, form: str, limit: int) -> list[tuple[int, str]]:
    """(entry, label) of the labels, pinyin included, that begin with a key: the shortest first."""
    # Two steps, so that a prefix of half the index need not be sorted whole.
    sql = f"""
        SELECT entry, text
        FROM (
            SELECT entry, text, rank, key FROM label
            WHERE key >= :first AND key < :after AND rank <= {PINYIN} LIMIT 2000
        )
        ORDER BY rank >= 3, length(key), entry LIMIT :limit
    """
    return db.execute(sql, {"first": form, "after": form + LAST, "limit": limit}).fetchall()


def other_endings(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    """The same words with another ending: regularizer, generalise."""
    if has_han(form) or len(form) > LONGEST:
        return
    from dlterms.equivalents import canonical
    from dlterms.spelling import same_stem, stem

    for typed in dict.fromkeys((form, canonical(query))):
        for entry, label in starting(db, stem(typed), LIMIT):
            if same_stem(typed, key(label)):
                yield entry, STEM, label


def slips(db: sqlite3.Connection, form: str, query: str) -> Iterator[Found]:
    """Labels that the query is a slip of; in Chinese those of the same characters in another order."""
    if has_han(form):
        yield from _rearranged(db, form)
        return
    from dlterms.index.near import typos

    words = [key(word) for word in re.split(r"[\W_]+", query)]
    part = ("".join(words[1:]), "".join(words[:-1]))  # a word more is no typo: Q-learning is not learning
    near = [label for label in similar(db, form) if label.key not in part]
    found = typos(query, near)
    yield from ((label.entry, TYPO, label.text) for label in found)
    if found:
        return
    from dlterms.spelling import slip

    for entry, label in starting(db, form[: len(form) // 2], LIMIT):  # of its first words: unsupervized
        if slip(query, " ".join(label.split()[: len(query.split())])) is not None:
            yield entry, TYPO, label


def _rearranged(db: sqlite3.Connection, form: str) -> Iterator[Found]:
    if not 1 < len(form) <= _MOST_REARRANGED:
        return
    sql = f"""
        SELECT key, entry, text FROM label
        WHERE n IN (SELECT rowid FROM gram WHERE gram MATCH ?) AND length(key) = ? AND rank < {PINYIN}
        ORDER BY rank, entry
    """
    for found, entry, text in db.execute(sql, (_all_of(set(filter(has_han, form))), len(form))):
        if sorted(found) == sorted(form):
            yield entry, TYPO, text


def similar(db: sqlite3.Connection, form: str) -> list[Candidate]:
    """Labels of about its length that begin or end as a key does: where a typo's target must be."""
    from dlterms.index.near import Candidate

    size = len(form)
    # One edit leaves the first or the last half as it was; one letter less lets most of two edits through.
    half = max(1, (size - 1) // 2 if has_han(form) else size // 2 - 1)
    slack = max(2, size // 3)
    first, last = form[:half], form[::-1][:half]
    rest = f"rank <= {PINYIN} AND length(key) BETWEEN :short AND :long"
    sql = f"""
        SELECT key, rank, text, entry FROM label WHERE key >= :first AND key < :after_first AND {rest}
        UNION
        SELECT key, rank, text, entry FROM label WHERE backwards >= :last AND backwards < :after_last AND {rest}
    """
    bounds = {
        "first": first, "after_first": first + LAST, "last": last, "after_last": last + LAST,
        "short": size - slack, "long": size + slack,
    }  # fmt: skip
    return [Candidate(*row) for row in db.execute(sql, bounds)]
