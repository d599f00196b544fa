from __future__ import annotations

import pytest

from dlterms.loader.written import as_written

FILE = """\
schema: dlterms/1
glossary:
  id: mine
  license: CC0
  sources: [{id: talk, zh: 讲座, x-when: 2026}]
  x-by: {me: [a, ~]}
topics:
- {id: t, zh: 题, en: topic, x-t: no}
references:
  b2014: {authors: [B], year: 2014, title: T, x-r: 1}
terms:
- {id: one, kind: task, topic: t, zh: 一, en: {term: one, x-en: 1}, former_ids: [uno], status: draft, x-met: "a: b"}
- {id: two, kind: task}
- {id: one, kind: task, topic: t, zh: 二, en: two, status: draft}
additions:
- {of: mine/one, zh: {aliases: [{term: 壹, x-a: 1}]}, x-why: so}
"""
OTHER = "schema: dlterms/1\nadditions: [{of: mine/uno, requires: [one]}, {of: dlterms/one}, {of: 7/A}]\n"


def test_all_that_files_say() -> None:
    """Every record is kept with its own keys and the id of its glossary, as it was before anything was added."""
    found = as_written([[("a.yaml", FILE), ("b.yaml", OTHER), ("c.yaml", "[")]])
    about = found.glossaries["mine"]
    assert (about["license"], about["x-by"], about["sources"]) == (
        "CC0",
        {"me": ["a", "~"]},
        [{"id": "talk", "zh": "讲座", "en": None, "x-when": "2026"}],
    )
    assert found.topics == {"t": {"id": "t", "zh": "题", "en": "topic", "x-t": "no", "glossary": "mine"}}
    assert (found.references["b2014"]["x-r"], found.references["b2014"]["glossary"]) == ("1", "mine")
    assert [*found.terms] == ["one"]
    one = found.terms["one"]
    assert (one["zh"]["term"], one["zh"]["aliases"], one["x-met"], one["en"]["x-en"]) == ("一", [], "a: b", "1")
    added = [(each["of"], each["glossary"]) for each in found.additions]
    assert added == [("mine/one", "mine"), ("mine/uno", "mine"), ("dlterms/one", "mine")]
    assert found.additions[0]["zh"]["aliases"][0]["x-a"] == "1"
    assert found.additions[0]["x-why"] == "so"
    assert type(one["x-met"]) is type(one["id"]) is type(one["en"]["x-en"]) is str


@pytest.mark.parametrize(
    ("number", "name"),
    [
        pytest.param(0, "one", id="by its id"),
        pytest.param(1, "one", id="by a former id"),
        pytest.param(2, "", id="of no entry of its glossary"),
    ],
)
def test_what_is_added_to(number: int, name: str) -> None:
    """An addition names its entry by any id of it."""
    found = as_written([[("a.yaml", FILE), ("b.yaml", OTHER)]])
    assert found.entry_of(found.additions[number]) == name


def test_parts_of_one_glossary() -> None:
    """What several files say of one glossary is taken together, the first word first."""
    parts = [
        "schema: dlterms/1\nglossary: {id: g, license: A, sources: [{id: s, zh: 一}]}\n",
        "schema: dlterms/1\nglossary: {id: g, license: B, title: {zh: 甲}, sources: [{id: s}, {id: r}]}\n",
    ]
    about = as_written([[(f"{n}.yaml", text) for n, text in enumerate(parts)]]).glossaries["g"]
    assert (about["license"], about["title"]) == ("A", {"zh": "甲", "en": None})
    assert [(source["id"], source["zh"]) for source in about["sources"]] == [("s", "一"), ("r", None)]
