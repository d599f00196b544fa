"""What is worked out while an index is compiled."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from dlterms.index import APPLICATION_ID
from dlterms.index.build import asked_levels, citation, learning_order
from lookup_support import entry, glossary_of, index_of


def order(*entries: dict[str, Any]) -> list[str]:
    return [term.id for term in learning_order(glossary_of(*entries))]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([entry("b"), entry("a")], ["b", "a"], id="as in the file"),
        pytest.param([entry("b", requires=["a"]), entry("a")], ["a", "b"], id="after what it requires"),
        pytest.param([entry("b", level=2), entry("a", level=1)], ["a", "b"], id="by level"),
        pytest.param(
            [entry("core", level=1, requires=["aid"]), entry("other", level=1), entry("aid", level=3)],
            ["aid", "core", "other"],
            id="a requirement comes early whatever its level",
        ),
        pytest.param(
            [entry("d", requires=["b", "c"]), entry("c", requires=["a"]), entry("b", requires=["a"]), entry("a")],
            ["a", "b", "c", "d"],
            id="diamond",
        ),
    ],
)
def test_learning_order(entries: list[dict[str, Any]], expected: list[str]) -> None:
    """Every term comes after what it requires; within that by level, then as the file has them."""
    assert order(*entries) == expected


def test_learning_order_ends_on_a_circle() -> None:
    """A circle, which `check` reports, does not hang the compiler."""
    from dlterms.loader import load
    from lookup_support import yaml_of

    text = yaml_of(entry("a", requires=["b"]), entry("b", requires=["a"]), entry("c", requires=["c"]))
    glossary, _ = load([[("test.yaml", text)]], warn=False)
    assert sorted(term.id for term in learning_order(glossary)) == ["a", "b", "c"]


def test_learning_order_of_a_long_chain() -> None:
    """A chain of requirements longer than Python's recursion limit is no difficulty."""
    chain = [entry(f"e{n}", requires=[f"e{n + 1}"] if n < 1500 else []) for n in range(1501)]
    assert order(*chain) == [f"e{n}" for n in range(1500, -1, -1)]


def test_asked_levels() -> None:
    """A requirement is asked from the lowest level of what needs it, directly or not."""
    found = glossary_of(entry("a", level=3), entry("b", level=2, requires=["a"]), entry("c", level=1, requires=["b"]))
    assert asked_levels(learning_order(found)) == {"a": 1, "b": 1, "c": 1}


def links(*entries: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    rows = index_of(*entries).execute("SELECT id, context FROM entry")
    found = {name: json.loads(context)["links"] for name, context in rows}
    return {name: {k: [link[0] for link in v] for k, v in of.items()} for name, of in found.items() if of}


@pytest.mark.parametrize(
    ("relation", "back"),
    [
        pytest.param("requires", "required_by", id="requires"),
        pytest.param("broader", "narrower", id="broader"),
        pytest.param("related", "related", id="related"),
        pytest.param("contrast", "contrast", id="contrast"),
        pytest.param("near", "near", id="near"),
    ],
)
def test_links_lead_back(relation: str, back: str) -> None:
    """A relation is written once and shown from both sides."""
    assert links(entry("a") | {relation: ["b"]}, entry("b")) == {"a": {relation: ["b"]}, "b": {back: ["a"]}}


def test_links_written_twice_are_shown_once() -> None:
    """A symmetric relation that both entries declare is one link."""
    assert links(entry("a", contrast=["b"]), entry("b", contrast=["a"])) == {
        "a": {"contrast": ["b"]},
        "b": {"contrast": ["a"]},
    }


def test_links_say_what_tells_names_apart() -> None:
    """A linked name comes with its qualifier."""
    db = index_of(entry("a", contrast=["b"]), entry("b", {"term": "精度", "qualifier": "数值"}, "precision"))
    (context,) = db.execute("SELECT context FROM entry WHERE id = 'a'").fetchone()
    assert json.loads(context)["links"] == {"contrast": [["b", "精度 (数值)", "precision"]]}


BOOK = {"type": "book", "authors": ["A. Zhang", "M. Li"], "year": "2023", "title": "Dive into Deep Learning"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, "A. Zhang, M. Li (2023). Dive into Deep Learning.", id="authors, year, title"),
        pytest.param(
            {"authors": ["A", "B", "C", "D"]}, "A et al. (2023). Dive into Deep Learning.", id="more than three authors"
        ),
        pytest.param(
            {"container": "J", "volume": "15", "issue": "56", "pages": "1929-1958"},
            "A. Zhang, M. Li (2023). Dive into Deep Learning. J 15(56), 1929-1958.",
            id="journal",
        ),
        pytest.param(
            {"container": "J", "doi": "10.1/x", "url": "https://x", "arxiv": "1"},
            "A. Zhang, M. Li (2023). Dive into Deep Learning. J. https://doi.org/10.1/x",
            id="the DOI before other places",
        ),
        pytest.param(
            {"arxiv": "1207.0580"}, "A. Zhang, M. Li (2023). Dive into Deep Learning. arXiv:1207.0580", id="arXiv"
        ),
    ],
)
def test_citation(more: dict[str, Any], expected: str) -> None:
    """A reference is one line of text."""
    assert citation(BOOK | more) == expected


def labels(*entries: dict[str, Any]) -> set[tuple[str, int]]:
    return set(index_of(*entries).execute("SELECT key, rank FROM label"))


@pytest.mark.parametrize(
    ("term", "pinyin", "expected"),
    [
        pytest.param("调参", "tiáo cān", {("tiaocan", 5), ("tc", 6)}, id="stored pinyin wins"),
        pytest.param("调参", None, {("diaocan", 5), ("tiaocan", 5)}, id="else each reading"),
        pytest.param("绿色", "lǜ sè", {("lvse", 5), ("luse", 5), ("ls", 6)}, id="ü as v and as u"),
    ],
)
def test_pinyin_of_labels(term: str, pinyin: str | None, expected: set[tuple[str, int]]) -> None:
    """Pinyin that the glossary stores is taken as it is; else the characters are read."""
    found = labels(entry("a", {"term": term, "pinyin": pinyin} if pinyin else term))
    assert expected <= found
    if pinyin:
        assert {row for row in found if row[1] >= 5} == expected


def test_index_tells_what_it_is() -> None:
    """The file can be told from other SQLite files."""
    assert index_of(entry("a")).execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_many_entries() -> None:
    """Every label is found by a part of it, however many there are."""
    db = index_of(*(entry(f"e{n}", f"词{n}", f"word {n}") for n in range(1100)))
    assert len(db.execute("SELECT rowid FROM gram WHERE gram MATCH '词'").fetchall()) == 1100


def test_progress_grows() -> None:
    """Who waits is told how far it is, never less than before."""
    from dlterms.index.build import connect, fill

    told: list[float] = []
    glossary = glossary_of(*(entry(f"e{n}", f"词{n}", f"word {n}") for n in range(2000)))
    with closing(connect(":memory:")) as db:
        fill(db, glossary, "f", reached=told.append)
    assert told == sorted(told)
    assert 0 < told[0] <= told[-1] <= 1
