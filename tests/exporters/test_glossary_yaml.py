from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from dlterms.exporters.content import Content
from dlterms.exporters.glossary_yaml import yaml_text
from dlterms.loader import load
from dlterms.loader.written import Written, as_written
from dlterms.model import Entry, Glossary, Term
from export_support import content_of, odd_entries, of_entries
from lookup_support import bundled_glossary, entry, yaml_of

NOTE = {"id": "note", "zh": "笔记"}
DECLARED = {"id": "mine", "title": {"zh": "我的", "en": "Mine"}, "license": "CC0", "sources": [NOTE, {"id": "other"}]}
REFERENCES = {name: {"authors": ["A"], "year": "2014", "title": name} for name in ("b2014", "a2014", "other")}


def loaded(content: Content) -> Glossary:
    glossary, problems = load([[("made.yaml", str(yaml_text(content).data))]], warn=False)
    assert [str(problem) for problem in problems] == []
    return glossary


def whole(*entries: Mapping[str, Any], **fields: Any) -> Content:
    """With what the file says."""
    written = as_written([[("test.yaml", yaml_of(*entries, **fields))]])
    return content_of(*entries, **fields)._replace(written=written, additions=written.additions)


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
    made = yaml_text(whole(one, two, glossary=DECLARED, references=REFERENCES, topics=topics))
    assert (
        made.data
        == """\
schema: dlterms/1

glossary:
  id: mine
  title:
    zh: 我的
    en: Mine
  license: CC0
  sources:
  - id: note
    zh: 笔记

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
    assert made.left_out == {}


def test_own_keys() -> None:
    """The keys that begin with x- come along, wherever they stand in what the file holds."""
    about = {**DECLARED, "x-by": "me"}
    zh = {"term": "甲", "x-zh": "no", "aliases": [{"term": "乙", "x-a": "a: b"}], "definition": "甲"}
    one = entry("one", zh, "one", cite=["b2014"], **{"x-met": "at\nhome"})
    references = {"b2014": {**REFERENCES["b2014"], "x-r": "~"}}
    topics = [{"id": "t", "zh": "题", "en": "t", "x-t": {"of": ["1"]}}]
    content = whole(one, glossary=about, references=references, topics=topics)
    text = str(yaml_text(content).data)
    again = as_written([[("made.yaml", text)]])
    assert content.written is not None
    assert again.terms == content.written.terms
    assert again.topics == content.written.topics
    assert again.references == content.written.references
    assert (again.glossaries["mine"]["x-by"], again.terms["one"]["zh"]["x-zh"]) == ("me", "no")


ADDITION = {"of": "mine/one", "zh": {"aliases": ["壹"]}, "notes": [{"kind": "usage", "zh": "说"}], "x-why": "so"}


def test_additions() -> None:
    """An entry is as it stands in its file, and what is added to it a record of its own, on one line."""
    content = whole(entry("one", "一", "one"), glossary={"id": "mine"}, additions=[ADDITION])
    text = str(yaml_text(content).data)
    assert text.endswith(
        "\nadditions:\n  - {of: mine/one, zh: {aliases: [壹]}, notes: [{kind: usage, zh: 说}], x-why: so}\n"
    )
    assert "- 壹" not in text
    assert [alias.term for alias in loaded(content).terms["one"].zh.aliases] == ["壹"]


def test_additions_alone() -> None:
    """What is added to entries of another glossary is a file of the glossary that adds it."""
    content = whole(entry("one"), glossary={"id": "mine"}, additions=[ADDITION])
    made = yaml_text(content._replace(entries=[]))
    assert str(made.data).startswith("schema: dlterms/1\n\nglossary:\n  id: mine\n\nadditions:\n  - {of: mine/one, ")


CHOSEN = entry(
    "one",
    {"term": "一", "definition": "[二](#two)和[三](#three)"},
    "one",
    requires=["two", "three"],
    contrast=["two"],
)


def test_what_is_not_exported() -> None:
    """What leads to an entry of the glossary that is not in the file is left out and counted, but for a link's text."""
    content = whole(CHOSEN, entry("two"), entry("three"), glossary={"id": "mine"})
    chosen = content._replace(entries=[entry for entry in content.entries if entry["id"] != "two"])
    one = loaded(chosen).terms["one"]
    assert (one.requires, one.contrast, one.zh.definition) == (("three",), (), "二和[三](#three)")
    assert yaml_text(chosen).left_out == {"links": 3}


def test_what_another_glossary_has() -> None:
    """A file goes with the glossaries that its own builds on: what is declared there is named and not said again."""
    theirs = yaml_of(entry("two", cite=["b2014"]), entry("three"), references=REFERENCES, glossary={"id": "theirs"})
    mine = yaml_of({**CHOSEN, "cite": ["b2014"]}, topics=[], glossary={"id": "mine"})
    sets = [[("theirs.yaml", theirs)], [("mine.yaml", mine)]]
    glossary, _ = load(sets)
    entries = [glossary.terms["one"].to_entry()]
    made = yaml_text(Content(entries, glossary.topics, glossary.references, written=as_written(sets)))
    assert made.left_out == {}
    again, problems = load([sets[0], [("made.yaml", str(made.data))]], warn=False)
    assert [*map(str, problems)] == []
    assert again.terms["one"] == glossary.terms["one"]


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
    """A file is of the glossary that most entries are of, and it is said what becomes of the others."""
    content = content_of(entry("one"), entry("two"), entry("three"), glossary={"id": "mine"})
    first, *others = content.entries
    made = yaml_text(content._replace(entries=[{**first, "glossary": "other"}, *others]))
    assert "\nglossary:\n  id: mine\n" in str(made.data)
    assert (made.left_out, made.remark) == (
        {},
        "1 entry of another glossary is written as `mine`'s, without review history; "
        "`--glossary ID` exports one glossary alone",
    )


@pytest.mark.parametrize("of", [pytest.param("other/one", id="id"), pytest.param("other/uno", id="former id")])
def test_additions_to_what_changes_its_glossary(of: str) -> None:
    """What is added to an entry stays with it where the file makes it one of another glossary."""
    theirs = yaml_of(entry("one", former_ids=["uno"]), glossary={"id": "other"})
    added = {"of": of, "en": {"aliases": ["first"]}}
    mine = yaml_of(entry("two"), entry("three"), topics=[], glossary={"id": "mine"}, additions=[added])
    sets = [[("theirs.yaml", theirs)], [("mine.yaml", mine)]]
    glossary, written = load(sets)[0], as_written(sets)
    entries = [term.to_entry() for term in glossary.terms.values()]
    content = Content(entries, glossary.topics, written=written, additions=written.additions)
    assert [alias.term for alias in loaded(content).terms["one"].en.aliases] == ["first"]


def test_the_bundled_glossary() -> None:
    """The bundled glossary comes back as it was, without a fault; a topic of it has none, either."""
    before = bundled_glossary()
    entries = [term.to_entry() for term in before.terms.values()]
    for topic in ("networks", "optimizers", "probability"):
        loaded(Content([entry for entry in entries if entry["topic"] == topic], before.topics, before.references))
    after = loaded(Content(entries, before.topics, before.references, before.titles))
    assert (after.terms, after.topics, after.titles) == (before.terms, before.topics, before.titles)
    assert after.references == {key: value for key, value in before.references.items() if key in after.references}


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, they come back, and what comes back gives the same file."""
    elsewhere = Written(terms={"y": {"glossary": "another"}})  # which texts link
    text = str(yaml_text(of_entries(entries)._replace(written=elsewhere)).data)
    glossary, _ = load([[("made.yaml", text)]], warn=False)
    assert [*glossary.terms.values()] == sorted(map(Term.from_entry, entries), key=lambda term: (term.level, term.id))
    again = of_entries([term.to_entry() for term in glossary.terms.values()])
    assert yaml_text(again._replace(written=elsewhere)).data == text


@pytest.mark.parametrize("name", ["b2014", "other"])
def test_only_references_that_are_used(name: str) -> None:
    """A work that no entry cites is not in the file."""
    text = str(yaml_text(content_of(entry("one", cite=["b2014"]), references=REFERENCES)).data)
    assert (f"  {name}:" in text) == (name == "b2014")
