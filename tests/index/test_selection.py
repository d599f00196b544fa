"""Selections: which entries are asked."""

from __future__ import annotations

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, selection, told
from dlterms.quiz.cards import USUAL
from lookup_support import entry, index_of

LEXICON = IndexLexicon(
    index_of(
        entry("core", level=1),
        entry("useful", source=[{"id": "book"}]),
        entry("rare", level=3),
        entry("below", level=3),
        entry("above", requires=["below"]),
        entry(
            "draft",
            {"term": "草稿", "definition": None},
            {"term": "draft", "definition": None},
            status="draft",
        ),
        entry("old", status="deprecated"),
        glossary={"id": "user", "sources": [{"id": "book"}]},
    )
)


@pytest.mark.parametrize(
    ("wanted", "terms"),
    [
        pytest.param(Wanted(), ["core", "useful", "below", "above", "draft"], id="drafts, nothing deprecated or rare"),
        pytest.param(Wanted(levels=(3,)), ["rare"], id="rare ones by their level"),
        pytest.param(Wanted(only=("rare", "useful")), ["useful", "rare"], id="rare ones by name"),
        pytest.param(Wanted(only=("old",)), [], id="nothing deprecated, not even by name"),
        pytest.param(Wanted(topics=("u",)), [], id="another topic"),
        pytest.param(Wanted(sources=("book",)), ["useful"], id="a source"),
    ],
)
def test_terms(wanted: Wanted, terms: list[str]) -> None:
    """Terms come in the order of learning; a prerequisite takes the level of what rests on it."""
    found = selection(LEXICON, wanted)
    assert [name for name, _ in found.terms] == terms
    assert {name for name in LEXICON.topics() if found.has(name.partition("/")[2])} == {
        f"user/{name}" for name in terms
    }


def test_cards_of_a_draft() -> None:
    """A draft without definitions is asked by its two names."""
    cards = selection(LEXICON, Wanted(directions=USUAL)).cards("draft")
    assert [card.direction for card in cards] == ["zh-en", "en-zh"]


def test_titles_and_references() -> None:
    """An index knows the titles of its glossaries, and the works that their entries cite."""
    work = {"authors": ["A"], "year": "2014", "title": "T"}
    db = index_of(entry("one"), glossary={"id": "mine", "title": {"zh": "我的"}}, references={"a2014": work})
    assert told(db, "titles") == {"mine": {"zh": "我的", "en": "mine"}}
    assert {key: value for key, value in told(db, "references")["a2014"].items() if value} == work
