from __future__ import annotations

import json

import pytest
from hypothesis import given

from dlterms.exporters.content import in_language
from dlterms.exporters.entries_json import json_text
from dlterms.loader.written import as_written
from dlterms.model import Entry, Lang
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry, yaml_of


@given(odd_entries)
def test_whole_entries(entries: list[Entry]) -> None:
    """Entries are written whole, one a line."""
    text = str(json_text(of_entries(entries)).data)
    assert json.loads(text) == entries
    assert text.count("\n") == len(entries)
    assert json_text(of_entries(entries)).left_out == {}


def test_nothing() -> None:
    """No entries are an empty list."""
    assert json_text(of_entries([])).data == "[]\n"


OWN = entry(
    "one",
    {"term": "一", "x-zh": "z", "aliases": [{"term": "甲", "x-a": "1"}, {"term": "乙", "x-a": "2"}]},
    {"term": "one", "hidden": [{"term": "uno", "x-h": "3"}]},
    notes=[{"kind": "usage", "zh": "说", "en": "say", "x-n": {"of": ["4"]}}],
    **{"x-met": "at home"},
)


@pytest.mark.parametrize("lang", ["both", "zh"])
def test_own_keys(lang: Lang) -> None:
    """Keys that begin with x- come along, wherever they stand in an entry, in one language, too."""
    content = content_of(OWN)
    written = as_written([[("my.yaml", yaml_of(OWN))]])
    entries = [in_language(each, lang) for each in content.entries]
    (made,) = json.loads(str(json_text(content._replace(entries=entries, written=written)).data))
    assert (made["x-met"], made["zh"]["x-zh"]) == ("at home", "z")
    assert [alias["x-a"] for alias in made["zh"]["aliases"]] == ["1", "2"]
    assert (made["en"]["hidden"][0]["x-h"], made["notes"][0]["x-n"]) == ("3", {"of": ["4"]})
