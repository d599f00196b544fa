"""Which terms are asked for: by topic, level or name, in the order of learning."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dlterms.index import Index
from dlterms.index.find import Result, entry_by_id, is_pair, look_up
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.tiers import equal, sounding
from dlterms.labels import key
from dlterms.order import after_below
from dlterms.quiz.cards import Card, Direction

# Whether an entry is of one of some glossaries, topics or sources; none means any.
_OF_GLOSSARIES = "(:glossaries = '[]' OR glossary IN (SELECT value FROM json_each(:glossaries)))"
_OF_TOPICS = "(:topics = '[]' OR topic IN (SELECT value FROM json_each(:topics)))"
_OF_SOURCES = (
    "(:sources = '[]' OR EXISTS (SELECT 1 FROM json_each(:sources) WHERE instr(sources, ' ' || value || ' ')))"
)
# Whether a quiz asks an entry, of these levels or put first, or by name.
_ASKED = f"""
    {_OF_GLOSSARIES} AND {_OF_TOPICS} AND {_OF_SOURCES}
    AND (asked_level IN (SELECT value FROM json_each(:levels)) OR id IN (SELECT key FROM json_each(:first)))
    AND (:only = '[]' OR id IN (SELECT value FROM json_each(:only)))
    AND status != 'deprecated'
"""
NAMING = ("exact", "alias", "acronym", "hidden", "found-only", "pinyin")  # matches by which a term is named


@dataclass(frozen=True)
class Wanted:
    """Which terms and cards a learner asked for."""

    topics: Sequence[str] = ()
    sources: Sequence[str] = ()
    levels: Sequence[int] = ()
    directions: Sequence[Direction] = ()
    only: Sequence[str] = ()  # ids; empty for all
    first: Mapping[str, float] = field(default_factory=dict)  # ids that come first, the greatest before, of any level
    glossaries: Sequence[str] = ()  # ids


@dataclass(frozen=True, slots=True)
class Selection:
    """What may be asked: terms in the order of learning, and the cards of each."""

    terms: Iterable[tuple[str, Sequence[str]]]  # (id, ids of what it requires); may be gone through more than once
    has: Callable[[str], bool]  # whether a term is among them
    cards: Callable[[str], Sequence[Card]]  # a term's cards in the wanted directions


class _Lazy:
    """An iterable that starts anew each time: a queue rarely looks at more than the first few terms."""

    def __init__(self, make: Callable[[], Iterator[tuple[str, list[str]]]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        return self.make()


def selection(lexicon: IndexLexicon, wanted: Wanted) -> Selection:
    """The terms wanted. Level 3 is left out unless asked for, by level or by name."""
    values = _values(wanted)
    order = "coalesce((SELECT value FROM json_each(:first) WHERE key = entry.id), 0) DESC, n" if wanted.first else "n"

    def terms() -> Iterator[tuple[str, list[str]]]:
        rows = lexicon.db.execute(f"SELECT id, requires FROM entry WHERE {_ASKED} ORDER BY {order}", values)
        return ((name, requires.split()) for name, requires in rows)

    def has(name: str) -> bool:
        sql = f"SELECT 1 FROM entry WHERE id = :name AND {_ASKED}"
        return lexicon.db.execute(sql, {**values, "name": name}).fetchone() is not None

    def cards(name: str) -> tuple[Card, ...]:
        glossary, directions = lexicon.db.execute("SELECT glossary, cards FROM entry WHERE id = ?", (name,)).fetchone()
        return _cards(glossary, name, directions, wanted)

    return Selection(_Lazy(terms), has, cards)


def whole(lexicon: IndexLexicon, wanted: Wanted) -> Selection:
    """The same in the order of learning, read at once: for who asks of thousands of terms."""
    sql = f"SELECT id, requires, glossary, cards FROM entry WHERE {_ASKED} ORDER BY n"
    terms: list[tuple[str, list[str]]] = []
    cards: dict[str, tuple[Card, ...]] = {}
    for name, requires, glossary, directions in lexicon.db.execute(sql, _values(wanted)):
        terms.append((name, requires.split()))
        cards[name] = _cards(glossary, name, directions, wanted)
    return Selection(terms, cards.__contains__, cards.__getitem__)


def _values(wanted: Wanted) -> dict[str, str]:
    """What _ASKED is to be given."""
    levels = wanted.levels or ((1, 2, 3) if wanted.only else (1, 2))
    lists = _lists(wanted) | {"levels": levels, "only": wanted.only}
    return {name: json.dumps(list(value)) for name, value in lists.items()} | {"first": json.dumps(wanted.first)}


def _cards(glossary: str, name: str, directions: str, wanted: Wanted) -> tuple[Card, ...]:
    """Those in the wanted directions; a cloze has its number behind a dot."""
    return tuple(
        Card(glossary, name, told) for told in directions.split() if told.partition(".")[0] in wanted.directions
    )


def listed(db: Index, columns: str, wanted: Wanted) -> list[tuple[str, ...]]:
    """Columns of the table `entry`, of all terms or those of some glossaries and so on, in the order of learning."""
    sql = f"""
        SELECT {columns} FROM entry
        WHERE {_OF_GLOSSARIES} AND {_OF_TOPICS} AND {_OF_SOURCES}
          AND (:levels = '[]' OR level IN (SELECT value FROM json_each(:levels)))
        ORDER BY n
    """
    return db.execute(sql, {name: json.dumps(list(value)) for name, value in _lists(wanted).items()}).fetchall()


def _lists(wanted: Wanted) -> dict[str, Sequence[object]]:
    return {
        "glossaries": wanted.glossaries, "topics": wanted.topics, "sources": wanted.sources, "levels": wanted.levels,
    }  # fmt: skip


def topics(db: Index) -> list[tuple[str, str, str, int]]:
    """(id, Chinese name, English name, number of terms) of each topic."""
    sql = """
        SELECT topic.id, topic.zh, topic.en, count(entry.n) FROM topic LEFT JOIN entry ON entry.topic = topic.id
        GROUP BY topic.n ORDER BY topic.n
    """
    return db.execute(sql).fetchall()


def told(db: Index, name: str) -> Any:
    """What the files say besides terms and topics: their `titles`, or `references`."""
    return json.loads(db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])


def glossaries(db: Index) -> list[str]:
    """The ids of the glossaries that hold the terms, that of the first term first."""
    return [name for (name,) in db.execute("SELECT glossary FROM entry GROUP BY glossary ORDER BY min(n)")]


def sources(db: Index) -> list[str]:
    """The ids of what the terms come from, those of the first terms first."""
    rows = db.execute("SELECT sources FROM entry GROUP BY sources ORDER BY min(n)")
    return list(dict.fromkeys(name for (names,) in rows for name in names.split()))


def named_exactly(db: Index, words: str) -> bool:
    """Whether words, as they are or as they sound, are an id or a label."""
    form = key(words)
    if entry_by_id(db, words):
        return True
    return bool(form) and any(next(tier(db, form, words), None) for tier in (equal, sounding))


def named(db: Index, word: str) -> tuple[list[str], list[str]]:
    """The ids that a word names, as an id or an exact label; and, if there is none, the ids that may be meant."""
    result = _looked_up(db, word)
    found = [match.id for match in result.matches if match.match in NAMING]
    near = [match.id for match in result.matches] + [name for name, *_ in result.suggestions]
    return found, [] if found else near


def meant(db: Index, query: str) -> tuple[list[str], list[str]]:
    """The ids of the terms that an id or a look-up gives; and, if there is none, the ids that may be meant."""
    result = _looked_up(db, query)
    return [match.id for match in result.matches], [name for name, *_ in result.suggestions]


def pair(db: Index, phrase: str) -> list[tuple[str, str]]:
    """The ids of the two terms that a phrase is about, each with its name there, if it is about two."""
    matches = look_up(db, phrase).matches
    return [(match.id, match.label) for match in matches] if is_pair(matches) else []


def namesakes(db: Index, name: str) -> list[str]:
    """The ids of the terms that are called so, with or without a qualifier, if they are several."""
    found = [match.id for match in look_up(db, name).matches if match.match == "exact"]
    return found if len(found) > 1 else []


def _looked_up(db: Index, query: str) -> Result:
    """What an id names, or else what a look-up finds."""
    by_id = entry_by_id(db, query)
    return Result(query, [by_id]) if by_id else look_up(db, query)


def prerequisites(lexicon: IndexLexicon, name: str) -> list[str]:
    """A term and all that it requires, each after what it requires itself."""
    return list(after_below([name], lambda ref: filter(lexicon.has, lexicon.term(ref).requires)))


def cited(db: Index) -> list[str]:
    """The keys of the works that the terms cite."""
    return [key for (key,) in db.execute("SELECT DISTINCT value FROM entry, json_each(entry.entry, '$.cite')")]
