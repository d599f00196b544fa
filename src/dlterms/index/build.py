"""Filling an index from a glossary: the tables, and what is worked out once instead of at every look-up.

What is filled may be new, or a copy of an index of other files. Of that one the labels are kept, and the pieces of
them, of each entry that is as it was: they take two thirds of the time. All else is written anew, so that no trace is
left of what the copy was made from.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias

from dlterms.index import APPLICATION_ID, Index, spoken
from dlterms.index.rows import FOUND_ONLY, Row, label_rows
from dlterms.labels import pieces
from dlterms.model import Glossary, Term
from dlterms.order import after_below
from dlterms.quiz.cards import directions_of

_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
DROP TABLE IF EXISTS meta;
DROP TABLE IF EXISTS topic;
DROP TABLE IF EXISTS entry;
DROP TABLE IF EXISTS former;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE topic (n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL);
CREATE TABLE entry (
  n INTEGER PRIMARY KEY,         -- place in the order of learning
  id TEXT UNIQUE NOT NULL,
  glossary TEXT NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL, status TEXT NOT NULL,
  asked_level INTEGER NOT NULL,  -- the lowest level of what rests on it, its own included
  zh TEXT NOT NULL, en TEXT NOT NULL,
  requires TEXT NOT NULL,        -- ids, space separated
  sources TEXT NOT NULL,         -- ids of where it comes from, each between spaces
  written INTEGER NOT NULL,      -- place in the files
  cards TEXT NOT NULL,           -- the directions of its cards, space separated
  entry TEXT NOT NULL,           -- JSON, the YAML's own field names
  context TEXT NOT NULL          -- JSON: what a page shows of other entries
);
CREATE INDEX entry_topic ON entry (topic, kind);
CREATE INDEX entry_kind ON entry (kind, n, topic);
CREATE TABLE former (id TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
-- rank: 0 term, 1 alias, 2 acronym, 3 hidden, 4 found only, 5 pinyin, 6 initials
CREATE TABLE IF NOT EXISTS label (
  n INTEGER PRIMARY KEY, key TEXT NOT NULL, rank INTEGER NOT NULL,
  lang TEXT NOT NULL,            -- zh, en, or nothing for an id
  text TEXT NOT NULL,
  entry INTEGER NOT NULL,
  backwards TEXT                 -- the key from its end, where typos of it are sought
);
CREATE VIRTUAL TABLE IF NOT EXISTS gram USING fts5(grams, content='', detail=none, tokenize="ascii tokenchars '+#*'");
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS label_key ON label (key, rank);
CREATE INDEX IF NOT EXISTS label_backwards ON label (backwards) WHERE backwards IS NOT NULL;
"""
_FAST = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;
PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144;
"""
_LABEL = "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)"
_GRAM = "INSERT INTO gram (rowid, grams) VALUES (?, ?)"
_UNGRAM = "INSERT INTO gram (gram, rowid, grams) VALUES ('delete', ?, ?)"  # which has to say what it takes out
_ENTRY = f"INSERT INTO entry VALUES ({', '.join('?' * 16)})"
TOLD = ("references", "titles", "additions", "sources")  # what else a glossary holds, kept as JSON
_EntryRow: TypeAlias = tuple[Any, ...]  # the columns of the table `entry`
_SLICE = 250  # entries, after which it is told how much is done
_json = json.JSONEncoder(ensure_ascii=False).encode
_GRAM_MEMORY = 256 * 2**20  # bytes; enough to write the pieces of any glossary once, sorted
_INVERSE = {"requires": "required_by", "broader": "narrower"} | {name: name for name in ("related", "contrast", "near")}


def connect(path: str, earlier: Index | None = None) -> Index:
    """A new database to fill as fast as can be, or a copy of an index: a crash leaves a file that nobody reads."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(_FAST)
    if earlier:
        earlier.backup(db)
        db.execute("PRAGMA user_version = 0")  # the seal of what was copied
    return db


def entry_text(term: Term) -> str:
    return _json(term.to_entry())


def fill(
    db: Index,
    glossary: Glossary,
    fingerprint: str,
    complaint: Callable[[], str] = str,
    reached: Callable[[float], None] = lambda share: None,
    text: Callable[[Term], str] = entry_text,
) -> None:
    """Make a new database, or a copy of an index, the index of `glossary`.

    `complaint` gives the one line to say at each use about faults in its files, or nothing. `reached` is told now and
    then how much is done, 0 to 1. `text` gives an entry's JSON, where it is known already.
    """
    before = _before(db)
    db.executescript(_TABLES)
    db.execute("BEGIN")
    db.execute("INSERT INTO gram (gram, rank) VALUES ('hashsize', ?)", (_GRAM_MEMORY,))
    topics = [(t.id, t.zh, t.en) for t in glossary.topics.values()]
    db.executemany("INSERT INTO topic (id, zh, en) VALUES (?, ?, ?)", topics)
    order = learning_order(glossary)
    former = [(old, term.id) for term in order for old in term.former_ids]
    db.executemany("INSERT OR IGNORE INTO former VALUES (?, ?)", former)
    _fill_terms(db, order, _entry_rows(glossary, order, text), before, reached)
    db.execute("COMMIT")
    db.executescript(_INDEXES)
    meta = [(name, _json(getattr(glossary, name))) for name in TOLD]
    said = complaint()
    meta += [("complaint", said), ("fingerprint", spoken(fingerprint) if said else fingerprint)]
    db.executemany("INSERT INTO meta VALUES (?, ?)", meta)


def _before(db: Index) -> dict[str, tuple[int, str]]:
    """The number and the JSON of each entry that a copied index has."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'entry'").fetchone():
        return {}
    return {name: (n, entry) for name, n, entry in db.execute("SELECT id, n, entry FROM entry")}


def _fill_terms(
    db: Index,
    order: Sequence[Term],
    rows: Iterator[_EntryRow],
    before: Mapping[str, tuple[int, str]],
    reached: Callable[[float], None],
) -> None:
    """Write the entries, and the labels of those that differ from what was there `before`."""
    last = _last_label(db)
    kept: dict[int, int] = {}
    for start in range(0, len(order), _SLICE):
        terms = list(enumerate(order[start : start + _SLICE], start + 1))
        entries = list(islice(rows, len(terms)))
        db.executemany(_ENTRY, entries)
        same = _same(entries, before)
        _add_labels(db, [row for n, term in terms if n not in same for row in label_rows(n, term)])
        kept |= same
        reached((start + len(terms)) / len(order))
    if before:
        _keep_labels(db, last, kept)


def _same(rows: Sequence[_EntryRow], before: Mapping[str, tuple[int, str]]) -> dict[int, int]:
    """The numbers of the entries that are as they were `before`, and what their numbers were then."""
    known = ((row, before.get(row[1])) for row in rows)
    return {row[0]: old[0] for row, old in known if old and old[1] == row[-2]}


def _last_label(db: Index) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) FROM label").fetchone()[0])


def _add_labels(db: Index, rows: Sequence[Row]) -> None:
    """Write label rows, and the pieces by which a part of them is found."""
    numbered = list(enumerate(rows, _last_label(db) + 1))
    db.executemany(_LABEL, [(n, *row) for n, row in numbered])
    named = ((n, row[0]) for n, row in numbered if row[1] <= FOUND_ONLY and row[2])
    db.executemany(_GRAM, [(n, " ".join(pieces(key))) for n, key in named])


def _keep_labels(db: Index, last: int, kept: Mapping[int, int]) -> None:
    """Of the labels up to the `last`, give those of `kept` entries their new numbers, and take out the others."""
    db.execute("CREATE TEMP TABLE kept (new INTEGER NOT NULL, old INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO kept VALUES (?, ?)", kept.items())
    gone = "FROM label WHERE n <= ? AND entry NOT IN (SELECT old FROM kept)"
    found = db.execute(f"SELECT n, key {gone} AND rank <= {FOUND_ONLY} AND lang != ''", (last,)).fetchall()
    db.executemany(_UNGRAM, [(n, " ".join(pieces(key))) for n, key in found])
    db.execute(f"DELETE {gone}", (last,))
    db.execute("UPDATE label SET entry = (SELECT new FROM kept WHERE old = entry) WHERE n <= ?", (last,))


def learning_order(glossary: Glossary) -> list[Term]:
    """Every term after what it requires; within that by level, then by topic, then as the files have them."""
    terms = glossary.terms
    place = {topic: number for number, topic in enumerate(glossary.topics)}
    starts = sorted(terms.values(), key=lambda term: (term.level, place.get(term.topic, len(place))))
    walk = after_below((term.id for term in starts), lambda name: filter(terms.__contains__, terms[name].requires))
    return [terms[name] for name in walk]


def asked_levels(order: Sequence[Term]) -> dict[str, int]:
    """For each term the level from which it is asked: a prerequisite takes the level of what needs it."""
    levels = {term.id: term.level for term in order}
    for term in reversed(order):
        for ref in term.requires:
            if ref in levels:
                levels[ref] = min(levels[ref], levels[term.id])
    return levels


def _links(glossary: Glossary) -> Mapping[str, Mapping[str, list[str]]]:
    """For each term and relation, back links included, the ids it leads to."""
    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for term in glossary.terms.values():
        for relation, inverse in _INVERSE.items():
            for ref in getattr(term, relation):
                if ref in glossary.terms and ref != term.id:
                    links[term.id][relation].append(ref)
                    links[ref][inverse].append(term.id)
    return links


def _entry_rows(glossary: Glossary, order: Sequence[Term], text: Callable[[Term], str]) -> Iterator[_EntryRow]:
    asked, links = asked_levels(order), _links(glossary)
    written = {name: place for place, name in enumerate(glossary.terms)}
    for n, term in enumerate(order, 1):
        sources = dict.fromkeys(record["id"] for record in term.source)
        yield (
            n, term.id, term.glossary, term.topic, term.kind, term.level, term.status, asked[term.id],
            term.zh.term, term.en.term, " ".join(term.requires), f" {' '.join(sources)} ", written[term.id],
            " ".join(directions_of(term)), text(term), _json(_context(term, links[term.id], glossary)),
        )  # fmt: skip


def _context(term: Term, links: Mapping[str, list[str]], glossary: Glossary) -> dict[str, Any]:
    """What a page shows of other entries."""
    terms, topic = glossary.terms, glossary.topics.get(term.topic)
    return {
        "topic": [topic.zh, topic.en] if topic else [term.topic, term.topic],
        "links": {
            relation: [[ref, terms[ref].zh.qualified, terms[ref].en.qualified] for ref in dict.fromkeys(refs)]
            for relation, refs in links.items()
        },
        "cite": [citation(glossary.references[ref]) for ref in term.cite if ref in glossary.references],
    }


def citation(reference: Mapping[str, Any]) -> str:
    """A reference as one line of text: authors (year). Title. Container volume(issue), pages. Where to find it."""
    authors = list(reference["authors"])
    named = ", ".join(authors) if len(authors) <= 3 else f"{authors[0]} et al."
    issue = f"({reference['issue']})" if reference.get("issue") else ""
    volume = f" {reference['volume']}{issue}" if reference.get("volume") else ""
    pages = f", {reference['pages']}" if reference.get("pages") else ""
    container = f" {reference['container']}{volume}{pages}." if reference.get("container") else ""
    places = {"doi": "https://doi.org/{}", "arxiv": "arXiv:{}", "url": "{}"}
    where = next((form.format(reference[name]) for name, form in places.items() if reference.get(name)), "")
    return f"{named} ({reference['year']}). {reference['title']}.{container} {where}".strip()
