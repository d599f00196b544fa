"""Readers are given anything."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.errors import DltermsError
from dlterms.importers.formats import TEXT, read
from dlterms.importers.merging import InForce, merge
from dlterms.importers.records import Imported
from dlterms.importers.tables import split_rows
from dlterms.loader.tree import parse
from dlterms.yaml_text import items

PIECES = st.sampled_from(
    ["中文", "英文", "term", "定义", "aliases", "id", "level", "暂退法", "dropout", "null", " ", "\n", "\n", "\r",
     ",", ";", "\t", "|", "，", "：", "（", ")", '"', "- ", "# ", "|-|-|\n", "sep=;", "](#x)", "\0", "\u202e", "\ufeff",
     "<b>", "&lt;", "{{c1::", "}}", "#separator:tab\n", "#html:true\n", "- slug: x\n  en: {term: ", "}", "[{", '"zh": ']
)  # fmt: skip
NOTHING = InForce(lambda key: [], lambda name: False, str, str)


def accounted(found: Imported) -> None:
    """Records are entries with a name; all is found again once they are merged."""
    merged = merge(found.records, NOTHING)
    places = [place for made in (*merged.entries, *merged.additions) for place in made.places]
    assert len(places) + len(merged.left_out) == len(found.records)


@pytest.mark.parametrize("form", TEXT)
@settings(max_examples=60)
@given(pieces=st.lists(PIECES, max_size=40))
def test_pieces(form: str, pieces: list[str]) -> None:
    """Of what looks like its format a reader makes records, or says what is wrong."""
    with suppress(DltermsError):
        accounted(TEXT[form]("".join(pieces)))


@pytest.mark.parametrize("form", [None, *TEXT])
@settings(max_examples=30)
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-16"))))
def test_bytes(form: str | None, content: bytes) -> None:
    """Of any bytes a reader makes records, or says what is wrong."""
    with suppress(DltermsError):
        accounted(read(content, form)[1])


FIELDS = ["id", "kind", "topic", "level", "zh", "en", "term", "aliases", "hidden", "acronym", "definition", "requires",
          "near", "cite", "source", "notes", "formulas", "status", "glossary", "x-mine", "else"]  # fmt: skip
VALUES = st.recursive(
    st.sampled_from([None, True, 0, 2, 1.5, "", "甲", "a", "\ud800", "[x](#a)", "draft", " a\n"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=20,
)
NAMED = {"term": st.sampled_from(["甲", "乙", "a", "b"])}
WORDINGS = st.fixed_dictionaries(NAMED, optional={name: VALUES for name in FIELDS if name != "term"})
ENTRIES = st.fixed_dictionaries(
    {"zh": WORDINGS, "en": WORDINGS}, optional={name: VALUES for name in FIELDS if name not in ("zh", "en")}
)


@given(entries=st.lists(ENTRIES | VALUES, max_size=4))
def test_json(entries: list[object]) -> None:
    """Of any values under the names of fields there come entries that can be written and read again."""
    found = TEXT["json"](json.dumps(entries))
    assert len(found.records) + len(found.left_out) == len(entries)
    accounted(found)
    for made in merge(found.records, NOTHING).entries:
        tree, problems = parse(f"terms:\n{items([made.record])}", "")
        assert (tree, problems) == ({"terms": [made.record]}, [])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_row(text: str) -> None:
    """Each row of a table is a record or left out."""
    try:
        found = TEXT["tsv"](text)
    except DltermsError:
        return
    rows = [f"line {row.line}" for row in split_rows(text, "\t")]
    assert sorted([*(one.place for one in found.records), *(one.place for one in found.left_out)]) == sorted(rows)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_line(text: str) -> None:
    """Each line that is not blank is a record or left out."""
    found = TEXT["lines"](text)
    lines = [f"line {number}" for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert sorted([*(one.place for one in found.records), *(one.place for one in found.left_out)]) == sorted(lines)
