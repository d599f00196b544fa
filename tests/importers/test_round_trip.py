"""Out and in again: all that a format carries of an entry comes back to the letter."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given

from dlterms.errors import DltermsError
from dlterms.exporters.anki_notes import FIELDS, note
from dlterms.exporters.content import Content, Exported
from dlterms.exporters.csv_table import csv_text, tsv_text
from dlterms.exporters.entries_json import json_text
from dlterms.exporters.glosario import glosario_yaml
from dlterms.exporters.markdown import markdown
from dlterms.importers import notes
from dlterms.importers.formats import read
from dlterms.importers.notes import NoteType
from dlterms.links import unlinked
from dlterms.model import LANGUAGES, Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry

TABLE = {
    "": ("id", "topic", "level", "kind", "status", "requires"),
    "zh": ("term", "pinyin", "qualifier", "aliases", "definition"),
    "en": ("term", "qualifier", "acronym", "aliases", "definition"),
}
GLOSARIO = {"": ("id",), "zh": ("term", "definition"), "en": ("term", "acronym", "definition")}
ANKI = {**TABLE, "": ("id", "topic", "level", "kind", "status")}


def said(entry: Mapping[str, Any], carried: Mapping[str, tuple[str, ...]], no_names: str = "") -> dict[str, Any]:
    """What some fields say, short, without names in which there is one of some characters."""
    found: dict[str, Any] = {}
    for lang, fields in carried.items():
        for name in fields:
            value = (entry.get(lang, {}) if lang else entry).get(name)
            if name == "aliases":
                terms = [alias if isinstance(alias, str) else alias["term"] for alias in value or ()]
                value = [term for term in terms if not re.search(no_names or "(?!)", term)]
            found[f"{lang}.{name}"] = str(value) if isinstance(value, int) else value or None
    return found


def came_back(text: str, form: str | None = None) -> list[dict[str, Any]]:
    _, found = read(text.encode(), form)
    assert [one for one in found.left_out if one.fault] == []
    return [record.entry for record in found.records]


@given(odd_entries)
def test_csv(entries: list[Entry]) -> None:
    """CSV, which is known by its header whatever stands below it."""
    wanted = [said(each, TABLE, "[;；|]") for each in entries]
    assert [said(each, TABLE) for each in came_back(str(csv_text(of_entries(entries)).data))] == wanted


def test_chinese_name_alone() -> None:
    """An entry of one name in Chinese, which stands in both languages."""
    (made,) = came_back(str(csv_text(content_of(entry("one", "旋转编码", "旋转编码"))).data))
    assert (made["zh"]["term"], made["en"]["term"]) == ("旋转编码", "旋转编码")


@pytest.mark.parametrize("export", [csv_text, tsv_text])
@given(entries=odd_entries)
def test_excel_safe(export: Callable[..., Exported], entries: list[Entry]) -> None:
    """A table in which no cell is taken for a formula: without the apostrophes that were put before some."""
    wanted = [said(each, TABLE, "[;；|]") for each in entries]
    text = str(export(of_entries(entries), excel_safe=True).data)
    assert [said(each, TABLE) for each in came_back(text)] == wanted


@pytest.mark.parametrize("name", ["-x", "'-x", "''-x", "'x", "'"])
def test_apostrophes(name: str) -> None:
    """Only the apostrophe that the export put before a text is taken off, and only where it did."""
    content = content_of(entry("one", en={"term": name, "definition": name}))
    for safe in (False, True):
        (made,) = came_back(str(csv_text(content, excel_safe=safe).data))
        assert (made["en"]["term"], made["en"]["definition"]) == (name, name)
    tab = content_of(entry("one", en={"term": "one", "definition": "'\t=1"}))
    (made,) = came_back(str(csv_text(tab, excel_safe=True).data))
    assert made["en"]["definition"] == "'\t=1"
    _, found = read("\ufeff中文,英文\n甲,'-x\n".encode(), None)
    assert [record.entry["en"]["term"] for record in found.records] == ["'-x"]


@given(odd_entries)
def test_tsv(entries: list[Entry]) -> None:
    """TSV."""
    wanted = [said(each, TABLE, "[;；|]") for each in entries]
    assert [said(each, TABLE) for each in came_back(str(tsv_text(of_entries(entries)).data))] == wanted


@given(odd_entries)
def test_glosario(entries: list[Entry]) -> None:
    """glosario's YAML, which has no qualifiers but in a name, and where white space in a paragraph is one space."""
    entries = [{**each, **{lang: {**each[lang], "qualifier": None} for lang in LANGUAGES}} for each in entries]
    found = came_back(str(glosario_yaml(of_entries(entries)).data), "glosario")
    assert [said(each, GLOSARIO) for each in found] == [said(each, GLOSARIO) for each in entries]


def from_anki(content: Content) -> list[dict[str, Any]]:
    kind = NoteType("dlterms", False, FIELDS, {})
    made = [note(each, content.contexts.get(each["id"], {})) for each in content.entries]
    counts: Counter[str] = Counter()
    read = [notes.entry(notes.read(kind, one.fields, counts, own=True), "dlterms", one.tags, counts) for one in made]
    assert not counts
    return read


def unlinked_in(wording: Mapping[str, Any]) -> dict[str, Any]:
    return {**wording, "definition": wording["definition"] and unlinked(wording["definition"])}


@given(odd_entries)
def test_anki(entries: list[Entry]) -> None:
    """Anki's notes, in which links are bold."""
    found = from_anki(of_entries(entries))
    bare = [{**each, **{lang: unlinked_in(each[lang]) for lang in LANGUAGES}} for each in entries]
    assert [said(each, ANKI) for each in found] == [said(each, ANKI) for each in bare]
    assert not any("x-tags" in each for each in found)


def test_anki_notes() -> None:
    """Notes keep their kind, and what they say in each language."""
    notes = [{"kind": "scope", "zh": "见<br>上\n下", "en": "see <i>usage</i> x"}, {"kind": "usage", "en": "so"}]
    (made,) = from_anki(content_of(entry("one", "甲", notes=notes)))
    assert made["notes"] == notes


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("a<div>b&nbsp;c</div>", "a\nb c", id="lines"),
        pytest.param("a &lt;b&gt;<br>  c", "a <b>\n  c", id="as it was"),
    ],
)
def test_anki_edited(html: str, expected: str) -> None:
    """A field that was edited in Anki is read as any other's."""
    kind = NoteType("dlterms", False, ("zh", "definition zh"), {})
    made = notes.entry(notes.read(kind, ["甲", html], Counter(), own=True), "", [], Counter())
    assert made["zh"]["definition"] == expected


@pytest.mark.parametrize("form", [None, "lines", "markdown"])
def test_markdown(form: str | None) -> None:
    """Markdown, which is made for reading, is refused, whatever it is said to be."""
    with pytest.raises(DltermsError, match="which is for reading only; export csv, json or yaml"):
        read(str(markdown(content_of(entry("one"))).data).encode(), form)


def test_json() -> None:
    """JSON: texts as they are."""
    zh = {"term": "甲<b>", "aliases": ["a;b"], "definition": "a<b and c>d &amp;"}
    (made,) = came_back(str(json_text(content_of(entry("one", zh))).data))
    assert made["zh"] == zh


def test_json_fields_of_ones_own() -> None:
    """JSON: fields that begin with `x-`, of an entry and within it."""
    own = {"x-met": "in a talk", "x-seen": [1, True, {"at": None}]}
    (made,) = came_back(json.dumps([{"id": "one", "zh": {"term": "甲", "x-by": "me"}, **own}]))
    assert made == {"id": "one", "zh": {"term": "甲", "x-by": "me"}, "x-met": "in a talk",
                    "x-seen": ["1", "true", {"at": "null"}]}  # fmt: skip


def test_json_nested_too_deep() -> None:
    """A field of one's own that no file could hold is a fault of its entry."""
    _, found = read(('[{"zh": "甲", "x-deep": ' + "[" * 400 + "]" * 400 + "}]").encode(), None)
    assert [one.fault for one in found.left_out] == [True]


@pytest.mark.parametrize("export", [csv_text, tsv_text, glosario_yaml, json_text])
def test_long_names(export: Callable[[Content], Exported]) -> None:
    """A name is as long as a glossary may have it, and its pinyin longer."""
    name, sound = "n" * 200, "míng " * 199 + "míng"
    zh = {"term": "名" * 200, "pinyin": sound}
    (made,) = came_back(str(export(content_of(entry("one", zh, name))).data))
    assert (made["zh"]["term"], made["en"]["term"]) == ("名" * 200, name)
    assert made["zh"].get("pinyin", sound) == sound


def test_json_text_too_long() -> None:
    """A text that no glossary may have is a fault of its entry, not of the file."""
    _, found = read(json.dumps([{"zh": "名" * 30_000}, {"zh": "甲"}]).encode(), None)
    assert ([one.place for one in found.left_out], len(found.records)) == (["entry 1"], 1)
