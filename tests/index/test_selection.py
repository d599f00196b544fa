"""Selections: which entries are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection, told, whole
from dlterms.quiz.cards import USUAL, Direction
from lookup_support import entry, index_of

LEXICON = IndexLexicon(
    index_of(
        entry("core", level=1, cloze=[{"lang": "zh", "text": "一个{{c2::词}}。"}]),
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
    for found in (selection(LEXICON, wanted), whole(LEXICON, wanted)):
        assert [name for name, _ in found.terms] == terms
        assert {name for name in LEXICON.topics() if found.has(name.partition("/")[2])} == {
            f"user/{name}" for name in terms
        }


@pytest.mark.parametrize("select", [selection, whole])
@pytest.mark.parametrize(
    ("directions", "cards"),
    [
        pytest.param(USUAL, {"core": "zh-en en-zh definition-term cloze.2", "draft": "zh-en en-zh"}, id="usual"),
        pytest.param(("cloze", "term-definition"), {"core": "term-definition cloze.2", "draft": ""}, id="named"),
    ],
)
def test_cards(
    select: Callable[[IndexLexicon, Wanted], Selection], directions: Sequence[Direction], cards: dict[str, str]
) -> None:
    """Asked are the cards in the wanted directions that an entry has, a draft without definitions by its names."""
    chosen = select(LEXICON, Wanted(directions=directions))
    assert {name: [card.id for card in chosen.cards(name)] for name in cards} == {
        name: [f"user/{name}:{direction}" for direction in told.split()] for name, told in cards.items()
    }


def test_titles_and_references() -> None:
    """An index knows the titles of its glossaries, and the works that their entries cite."""
    work = {"authors": ["A"], "year": "2014", "title": "T"}
    db = index_of(entry("one"), glossary={"id": "mine", "title": {"zh": "我的"}}, references={"a2014": work})
    assert told(db, "titles") == {"mine": {"zh": "我的", "en": "mine"}}
    assert {key: value for key, value in told(db, "references")["a2014"].items() if value} == work
