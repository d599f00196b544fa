"""An index that is made from a copy of another: nothing in it says so."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.index.build import connect, fill
from dlterms.index.find import completions, look_up
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, listed
from dlterms.index.stored import stored_glossary
from dlterms.labels import key
from dlterms.model import Glossary
from index_contents import contents
from lookup_support import entry, glossary_of, index_in_memory

NAMES = ("暂退法", "丢弃法", "dropout", "drop-out layer", "L1正则化", "行列", "CNN")
QUERIES = (
    "卷积",
    "深度",
    "juan",
    "jj",
    "dropout",
    "drop",
    "droput",
    "cnn",
    "法",
    "弃暂法",
    "卷积和行列",
    "L1正则化 CNN",
)
IDS = [f"e{n}" for n in range(5)]


@st.composite
def _glossaries(draw: st.DrawFn) -> Glossary:
    """Up to five entries, in any order, of few names: two of them have much in common."""
    entries: list[dict[str, Any]] = []
    for n, name in enumerate(draw(st.lists(st.sampled_from(IDS), unique=True))):
        zh, en = (f"{draw(st.sampled_from(NAMES))}{name}" for _ in range(2))
        earlier = st.lists(st.sampled_from([one["id"] for one in entries]), unique=True) if n else st.just([])
        more: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "level": st.sampled_from([1, 3]),
                    "requires": earlier,
                    "related": earlier,
                    "former_ids": st.just([f"old-{name}"]),
                },
            )
        )
        aliases = draw(st.sampled_from([[], [f"别名{name}"], ["卷积", "深度卷积"]]))
        entries.append(entry(name, {"term": zh, "aliases": aliases}, en, **json.loads(json.dumps(more))))
    topics = [{"id": name, "zh": name, "en": name} for name in draw(st.permutations(["t", "u"]))]
    return glossary_of(*entries, topics=topics)


def answers(db: sqlite3.Connection) -> list[Any]:
    """What look-up, completion and the quiz are told, by parts of labels, by slips of them and by names of several."""
    lexicon = IndexLexicon(db)
    found: list[Any] = [listed(db, "id", Wanted()), lexicon.contrasts(), lexicon.topics(), completions(db, "", 9)]
    for name in IDS:
        if lexicon.has(name):
            found.append(list(lexicon.peers(name)))
    for query in QUERIES:
        result = look_up(db, query)
        found.append([(match.id, match.match, match.label) for match in result.matches] + list(result.suggestions))
        found.append(completions(db, key(query), 9))
        found.append(lexicon.owners(key(query)))
        found.append(sorted(lexicon.similar(key(query))))
    return found


@given(_glossaries(), _glossaries())
@settings(max_examples=150, deadline=None)
def test_copy_becomes_the_index(one: Glossary, other: Glossary) -> None:
    """Whatever was in the copy, the index is the one that is made from nothing."""
    before, expected = index_in_memory(one), index_in_memory(other)
    with closing(connect(":memory:", before)) as db:
        fill(db, other, "fingerprint")
        assert contents(db) == contents(expected)
        assert answers(db) == answers(expected)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert contents(before) == contents(index_in_memory(one))


@given(_glossaries())
@settings(max_examples=50, deadline=None)
def test_stored_glossary(glossary: Glossary) -> None:
    """A glossary comes out of its index as it was given, in the order of its files, and each entry's JSON with it."""
    stored = stored_glossary(index_in_memory(glossary))
    assert stored.glossary == glossary
    assert [*stored.glossary.terms] == [*glossary.terms]
    assert [*stored.glossary.topics] == [*glossary.topics]
    own, given = stored.glossary.terms, glossary.terms
    assert [stored.text(own[name]) for name in own] == [stored.text(given[name]) for name in given]


def test_stored_references_and_sources() -> None:
    """What entries to come may cite, and where they may come from, is kept, used or not."""
    work = {"authors": ["A"], "year": "2020", "title": "T"}
    about = {"id": "mine", "title": {"zh": "我的"}, "sources": [{"id": "book", "zh": "书", "en": "book"}]}
    given = glossary_of(entry("a"), references={"work": work}, glossary=about)
    stored = stored_glossary(index_in_memory(replace(given, additions=["mine/a"]))).glossary
    assert stored.additions == ("mine/a",)
    assert stored.references["work"]["authors"] == ["A"]
    assert stored.titles == {"mine": {"zh": "我的", "en": "mine"}}
    assert [*stored.sources] == ["book"]


@pytest.mark.parametrize("changed", [False, True], ids=["as it was", "changed"])
def test_text_of_a_term(changed: bool) -> None:
    """An entry's JSON is that of the term itself, not of what the index has under its id."""
    stored = stored_glossary(index_in_memory(glossary_of(entry("a", "甲"))))
    term = glossary_of(entry("a", "乙")).terms["a"] if changed else stored.glossary.terms["a"]
    assert json.loads(stored.text(term))["zh"]["term"] == ("乙" if changed else "甲")
