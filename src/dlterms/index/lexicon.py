"""The quiz's lexicon on a compiled index: one term at a time, so that 100,000 entries need not be loaded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from dlterms.index.tiers import similar, sounds
from dlterms.labels import both
from dlterms.model import Term, Topic
from dlterms.quiz.needs import Owner

ACCEPTED = 4  # the ranks below are right as answers
PEERS = 60  # of which a choice needs two
FEW = 6  # peers of one kind in a topic; where there are fewer, as many from before and after it are peers too


class IndexLexicon:
    """Implements `quiz.needs.Lexicon`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.term = lru_cache(maxsize=256)(self._term)
        self.broader = lru_cache(maxsize=256)(self._broader)

    def _term(self, name: str) -> Term:
        return Term.from_entry(self._values("entry", name)[0])

    def entry(self, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """An entry, and what a page shows of others beside it; KeyError if there is none."""
        entry, context = self._values("entry, context", name)
        return entry, context

    def _values(self, columns: str, name: str) -> list[dict[str, Any]]:
        row = self.db.execute(f"SELECT {columns} FROM entry WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return [json.loads(value) for value in row]

    def name(self, term: str) -> str:
        """The Chinese and English name of a term, by its id or a former one; an id that no glossary has is its name."""
        sql = "SELECT zh, en FROM entry WHERE id IN (:term, (SELECT entry FROM former WHERE id = :term))"
        row = self.db.execute(sql, {"term": term}).fetchone()
        return both(*row) if row else term

    def renamed(self) -> list[tuple[str, str]]:
        """The former and the current glossary/id of each term that was renamed."""
        sql = """
            SELECT glossary || '/' || former.id, glossary || '/' || entry.id
            FROM former JOIN entry ON entry.id = former.entry
        """
        return self.db.execute(sql).fetchall()

    def contrasts(self) -> list[tuple[str, str]]:
        """The pairs of ids that the glossaries call easily confused."""
        sql = "SELECT entry.id, value FROM entry, json_each(entry.entry, '$.contrast') ORDER BY n"
        return self.db.execute(sql).fetchall()

    def topics(self) -> dict[str, Topic]:
        """The topic of each term, glossary/id, in the order of topics."""
        topics = {row[0]: Topic(*row) for row in self.db.execute("SELECT id, zh, en FROM topic")}
        sql = """
            SELECT entry.glossary || '/' || entry.id, topic.id
            FROM entry JOIN topic ON topic.id = entry.topic ORDER BY topic.n
        """
        return {term: topics[topic] for term, topic in self.db.execute(sql)}

    def in_force(self) -> set[str]:
        """The terms, glossary/id, that there are."""
        return {term for (term,) in self.db.execute("SELECT glossary || '/' || id FROM entry")}

    def has(self, name: str) -> bool:
        return self.db.execute("SELECT 1 FROM entry WHERE id = ?", (name,)).fetchone() is not None

    def owners(self, key: str) -> list[Owner]:
        sql = """
            SELECT label.key, entry.id, label.lang, label.text FROM label JOIN entry ON entry.n = label.entry
            WHERE label.key = ? AND rank < ? ORDER BY rank, entry.n
        """
        return [Owner(*row) for row in self.db.execute(sql, (key, ACCEPTED))]

    def similar(self, key: str) -> list[Owner]:
        sql = "SELECT id FROM entry WHERE n = ?"
        return [
            Owner(near.key, self.db.execute(sql, (near.entry,)).fetchone()[0], "", near.text)
            for near in similar(self.db, key)
            if near.rank < ACCEPTED
        ]

    def spoken(self, text: str) -> frozenset[str]:
        return frozenset(sounds(text))

    def _broader(self, name: str) -> frozenset[str]:
        above: set[str] = set()
        waiting = [name]
        while waiting:
            for ref in self._links(waiting.pop(), "broader"):
                if ref not in above:
                    above.add(ref)
                    waiting.append(ref)
        return frozenset(above)

    def contrast(self, name: str) -> tuple[str, ...]:
        return self._links(name, "contrast")

    def near(self, name: str) -> tuple[str, ...]:
        return self._links(name, "near")

    def peers(self, name: str) -> Iterator[str]:
        # In two steps: sorted are numbers from an index alone, read are only the entries at the front.
        n, topic, kind = self.db.execute("SELECT n, topic, kind FROM entry WHERE id = ?", (name,)).fetchone()
        own = {"n": n, "topic": topic, "kind": kind, "many": PEERS, "few": FEW}
        found = self._numbers("topic = :topic AND kind = :kind AND n != :n ORDER BY abs(n - :n) LIMIT :many", own)
        if len(found) < FEW:
            found += self._numbers("topic != :topic AND kind = :kind AND n < :n ORDER BY n DESC LIMIT :few", own)
            found += self._numbers("topic != :topic AND kind = :kind AND n > :n ORDER BY n LIMIT :few", own)
        found += self._numbers("topic = :topic AND kind != :kind ORDER BY abs(n - :n) LIMIT :many", own)
        for number in found[:PEERS]:
            yield self.db.execute("SELECT id FROM entry WHERE n = ?", (number,)).fetchone()[0]

    def _numbers(self, where: str, values: Mapping[str, str | int]) -> list[int]:
        return [n for (n,) in self.db.execute(f"SELECT n FROM entry WHERE {where}", values)]

    def _links(self, name: str, relation: str) -> tuple[str, ...]:
        row = self.db.execute("SELECT context FROM entry WHERE id = ?", (name,)).fetchone()
        return tuple(link[0] for link in json.loads(row[0])["links"].get(relation, ())) if row else ()
