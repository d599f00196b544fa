"""Filling an index from a glossary: the tables, and what is worked out once instead of at every look-up."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dlterms.index import APPLICATION_ID, Index
from dlterms.index.rows import FOUND_ONLY, Row, label_rows
from dlterms.labels import pieces
from dlterms.model import Glossary, Term
from dlterms.order import after_below

_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
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
  entry TEXT NOT NULL,           -- JSON, the YAML's own field names
  context TEXT NOT NULL          -- JSON: what a page shows of other entries
);
CREATE INDEX entry_topic ON entry (topic, kind);
CREATE INDEX entry_kind ON entry (kind, n, topic);
-- rank: 0 term, 1 alias, 2 acronym, 3 hidden, 4 found only, 5 pinyin, 6 initials
CREATE TABLE label (
  n INTEGER PRIMARY KEY, key TEXT NOT NULL, rank INTEGER NOT NULL,
  lang TEXT NOT NULL,            -- zh, en, or nothing for an id
  text TEXT NOT NULL,
  entry INTEGER NOT NULL,
  backwards TEXT                 -- the key from its end, where typos of it are sought
);
CREATE TABLE former (id TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE gram USING fts5(grams, content='', detail=none, tokenize="ascii tokenchars '+#*'");
"""
_INDEXES = """
CREATE INDEX label_key ON label (key, rank);
CREATE INDEX label_backwards ON label (backwards) WHERE backwards IS NOT NULL;
"""
_FAST = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;
PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144;
"""
_LABEL = "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)"
_GRAM = "INSERT INTO gram (rowid, grams) VALUES (?, ?)"
_ENTRY = f"INSERT INTO entry VALUES ({', '.join('?' * 14)})"
_SLICE = 250  # entries, after which it is told how much is done
_json = json.JSONEncoder(ensure_ascii=False).encode
_GRAM_MEMORY = 256 * 2**20  # bytes; enough to write the pieces of any glossary once, sorted
_INVERSE = {"requires": "required_by", "broader": "narrower"} | {name: name for name in ("related", "contrast", "near")}


def connect(path: str) -> Index:
    """A new database to fill as fast as can be: a crash leaves a file that nobody reads."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(_FAST)
    return db


def fill(
    db: Index,
    glossary: Glossary,
    fingerprint: str,
    complaint: Callable[[], str] = str,
    reached: Callable[[float], None] = lambda share: None,
) -> None:
    """Write all of `glossary`; `complaint` gives the one line to say at each use about faults in its files, or nothing.

    `reached` is told now and then how much is done, 0 to 1.
    """
    db.executescript(_TABLES)
    db.execute("BEGIN")
    topics = [(t.id, t.zh, t.en) for t in glossary.topics.values()]
    db.executemany("INSERT INTO topic (id, zh, en) VALUES (?, ?, ?)", topics)
    order = learning_order(glossary)
    former = [(old, term.id) for term in order for old in term.former_ids]
    db.executemany("INSERT OR IGNORE INTO former VALUES (?, ?)", former)
    _fill_terms(db, order, glossary, reached)
    db.execute("COMMIT")
    db.executescript(_INDEXES)
    told = {"titles": glossary.titles, "references": glossary.references}
    meta = [(name, _json(value)) for name, value in told.items()]
    meta += [("complaint", complaint()), ("fingerprint", fingerprint)]
    db.executemany("INSERT INTO meta VALUES (?, ?)", meta)


def _fill_terms(db: Index, order: Sequence[Term], glossary: Glossary, reached: Callable[[float], None]) -> None:
    asked, links = asked_levels(order), _links(glossary)
    db.execute("INSERT INTO gram (gram, rank) VALUES ('hashsize', ?)", (_GRAM_MEMORY,))
    first = 1  # number of the slice's first label
    for start in range(0, len(order), _SLICE):
        terms = list(enumerate(order[start : start + _SLICE], start + 1))
        labels = [row for n, term in terms for row in label_rows(n, term)]
        _add_labels(db, first, labels)
        first += len(labels)
        db.executemany(_ENTRY, [_entry_row(n, term, asked[term.id], links[term.id], glossary) for n, term in terms])
        reached((start + len(terms)) / len(order))


def _add_labels(db: Index, first: int, rows: Sequence[Row]) -> None:
    """Write label rows, numbered from `first`, and the pieces by which a part of them is found."""
    numbered = list(enumerate(rows, first))
    db.executemany(_LABEL, [(n, *row) for n, row in numbered])
    named = ((n, row[0]) for n, row in numbered if row[1] <= FOUND_ONLY and row[2])
    db.executemany(_GRAM, [(n, " ".join(pieces(key))) for n, key in named])


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


def _entry_row(
    n: int, term: Term, asked_level: int, links: Mapping[str, list[str]], glossary: Glossary
) -> tuple[str | int, ...]:
    topic = glossary.topics.get(term.topic)
    context = {
        "topic": [topic.zh, topic.en] if topic else [term.topic, term.topic],
        "links": {
            relation: [
                [ref, glossary.terms[ref].zh.qualified, glossary.terms[ref].en.qualified] for ref in dict.fromkeys(refs)
            ]
            for relation, refs in links.items()
        },
        "cite": [citation(glossary.references[ref]) for ref in term.cite if ref in glossary.references],
    }
    sources = dict.fromkeys(record["id"] for record in term.source)
    return (
        n, term.id, term.glossary, term.topic, term.kind, term.level, term.status, asked_level,
        term.zh.term, term.en.term, " ".join(term.requires), f" {' '.join(sources)} ",
        _json(term.to_entry()), _json(context),
    )  # fmt: skip


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
