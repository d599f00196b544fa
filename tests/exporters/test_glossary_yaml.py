from __future__ import annotations

import pytest
from hypothesis import given

from dlterms.exporters.content import Content
from dlterms.exporters.glossary_yaml import yaml_text
from dlterms.loader import load
from dlterms.model import Entry, Glossary, Term
from export_support import content_of, odd_entries, of_entries
from lookup_support import bundled_glossary, entry

DECLARED = {"id": "mine", "title": {"zh": "我的", "en": "Mine"}, "sources": [{"id": "note", "zh": "笔记"}]}
REFERENCES = {name: {"authors": ["A"], "year": "2014", "title": name} for name in ("b2014", "a2014", "other")}


def loaded(content: Content) -> Glossary:
    glossary, problems = load([[("made.yaml", str(yaml_text(content).data))]], warn=False)
    assert [str(problem) for problem in problems] == []
    return glossary


def test_a_whole_file() -> None:
    """The file declares what its entries use, and says of each no more than a person would write."""
    zh = {
        "term": "甲",
        "pinyin": "jiǎ",
        "aliases": ["乙", {"term": "丙", "note": "旧"}],
        "definition": "见[乙](#two)。",
    }
    en = {"term": "one", "hidden": [{"term": "uno", "find_only": True}]}
    formulas = ["x", {"text": "y", "en": "Why\nso"}]
    more = {"formulas": formulas, "cite": ["b2014", "a2014"], "source": [{"id": "note", "line": 3}]}
    one = entry("one", zh, en, level=1, **more)
    two = {"id": "two", "kind": "task", "topic": "t", "zh": "二", "en": "two", "status": "draft", "requires": ["one"]}
    topics = [{"id": "unused", "zh": "无", "en": "none"}, {"id": "t", "zh": "题", "en": "T: x"}]
    made = yaml_text(content_of(one, two, glossary=DECLARED, references=REFERENCES, topics=topics))
    assert (
        made.data
        == """\
schema: dlterms/1

glossary:
  id: mine
  title:
    zh: 我的
    en: Mine
  sources:
  - id: note

topics:
  - {id: t, zh: 题, en: 'T: x'}

references:
  a2014:
    authors: [A]
    year: '2014'
    title: a2014
  b2014:
    authors: [A]
    year: '2014'
    title: b2014

terms:
  - id: one
    kind: concept
    topic: t
    level: 1
    zh:
      term: 甲
      pinyin: jiǎ
      aliases:
      - 乙
      - term: 丙
        note: 旧
      definition: 见[乙](#two)。
    en:
      term: one
      hidden:
      - term: uno
        find_only: true
      definition: definition of one
    formulas:
    - x
    - text: y
      en: |-
        Why
        so
    cite: [b2014, a2014]
    source:
    - id: note
      line: 3
  - id: two
    kind: task
    topic: t
    zh: 二
    en: two
    requires: [one]
    status: draft
"""
    )
    assert made.left_out == {"names of sources": 1}


def test_nothing() -> None:
    """Of no entries a file is made that can be read."""
    assert yaml_text(Content([], {})).data == "schema: dlterms/1\n"


def test_canonical() -> None:
    """The order in which the entries come is not seen in the file: it is by topic, level and id."""
    entries = [entry("c", level=1), entry("b"), entry("a"), entry("d", topic="early")]
    topics = [{"id": "early", "zh": "早", "en": "early"}, {"id": "t", "zh": "题", "en": "t"}]
    content = content_of(*entries, topics=topics)
    text = str(yaml_text(content).data)
    assert text == yaml_text(content._replace(entries=content.entries[::-1])).data
    assert [line for line in text.splitlines() if line.startswith("  - id: ")] == [f"  - id: {x}" for x in "dcab"]


def test_several_glossaries() -> None:
    """A file is of the glossary that most entries are of, and the others are counted."""
    content = content_of(entry("one"), entry("two"), entry("three"), glossary={"id": "mine"})
    first, *others = content.entries
    made = yaml_text(content._replace(entries=[{**first, "glossary": "other"}, *others]))
    assert "\nglossary:\n  id: mine\n" in str(made.data)
    assert made.left_out == {"glossaries": 1}


def test_the_bundled_glossary() -> None:
    """The bundled glossary comes back as it was, without a fault."""
    before = bundled_glossary()
    entries = [term.to_entry() for term in before.terms.values()]
    after = loaded(Content(entries, before.topics, before.references, before.titles))
    assert (after.terms, after.topics, after.titles) == (before.terms, before.topics, before.titles)
    assert after.references == {key: value for key, value in before.references.items() if key in after.references}


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, they come back, and what comes back gives the same file."""
    text = str(yaml_text(of_entries(entries)).data)
    glossary, _ = load([[("made.yaml", text)]], warn=False)
    assert [*glossary.terms.values()] == sorted(map(Term.from_entry, entries), key=lambda term: (term.level, term.id))
    assert yaml_text(of_entries([term.to_entry() for term in glossary.terms.values()])).data == text


@pytest.mark.parametrize("name", ["b2014", "other"])
def test_only_references_that_are_used(name: str) -> None:
    """A work that no entry cites is not in the file."""
    text = str(yaml_text(content_of(entry("one", cite=["b2014"]), references=REFERENCES)).data)
    assert (f"  {name}:" in text) == (name == "b2014")
