from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from hypothesis import given

from dlterms.exporters.yomitan import dictionary
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import bundled_glossary, entry

# What the published schemas of format 3 allow of what is used here: keys of each tag, besides `tag` and `content`.
TAGS = {"div": {"lang", "style"}, "span": {"style"}, "a": {"href"}, "br": set[str]()}


def read(data: object) -> tuple[dict[str, Any], list[Any]]:
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        index, *banks = archive.namelist()
        assert index == "index.json"
        assert banks == [f"term_bank_{number}.json" for number in range(1, len(banks) + 1)]
        rows = [json.loads(archive.read(bank)) for bank in banks]
        assert all(0 < len(bank) <= 10_000 for bank in rows)
        return json.loads(archive.read(index)), [row for bank in rows for row in bank]


def check(content: Any) -> None:
    """Fail for content that a browser would not be shown."""
    if isinstance(content, list):
        for part in content:
            check(part)
    elif not isinstance(content, str):
        tag = content["tag"]
        assert {*content} <= {"tag", "content", *TAGS[tag]}
        assert ("content" in content) == (tag != "br")
        assert {*content.get("style", {})} <= {"fontStyle", "fontWeight"}
        if tag == "a":
            assert re.match(r"https?:|\?", content["href"])
        check(content.get("content", ""))


def check_row(row: Any) -> None:
    assert [type(item) for item in row] == [str, str, str, str, int, list, int, str]
    assert row[0] != ""
    for definition in row[5]:
        assert {*definition} == {"type", "content"}
        assert definition["type"] == "structured-content"
        check(definition["content"])


def text_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(map(text_of, content))
    return "\n" if content["tag"] == "br" else text_of(content["content"])


def test_rows() -> None:
    """A row for each name that is accepted, with its reading, all of an entry under one number."""
    zh = {"term": "甲", "pinyin": "jiǎ", "aliases": [{"term": "乙", "pinyin": "yǐ"}, "丙"]}
    en = {"term": "one", "acronym": "O", "hidden": ["uno", {"term": "found", "find_only": True}]}
    one = entry("one", zh, {**en, "definition": "see\n[two](#two) [x](#gone)"})
    content = content_of(one, entry("two", "二 a&b", "two"), entry("gone"))
    made = dictionary(content._replace(entries=[e for e in content.entries if e["id"] != "gone"]))
    index, rows = read(made.data)
    assert index == {"title": "user", "revision": index["revision"], "format": 3, "sequenced": True}
    assert [(row[0], row[1], row[2], row[4], row[6]) for row in rows] == [
        ("甲", "jiǎ", "concept", 1, 1), ("乙", "yǐ", "concept", 0, 1), ("丙", "", "concept", 0, 1),
        ("one", "", "concept", 1, 1), ("O", "", "concept", 0, 1), ("uno", "", "concept", 0, 1),
        ("二 a&b", "", "concept", 1, 2), ("two", "", "concept", 1, 2),
    ]  # fmt: skip
    link = {"tag": "a", "href": "?query=%E4%BA%8C%20a%26b&wildcards=off", "content": "two"}
    assert rows[0][5][0]["content"][3] == {
        "tag": "div",
        "lang": "en",
        "content": ["see", {"tag": "br"}, "", link, " ", "x"],
    }
    assert made.left_out == {"find-only names": 1}


def test_revision() -> None:
    """The revision tells one content from another, and the same content has the same bytes."""
    one, other = content_of(entry("one")), content_of(entry("other"))
    assert dictionary(one).data == dictionary(one).data
    assert read(dictionary(one).data)[0]["revision"] != read(dictionary(other).data)[0]["revision"]


def test_schema() -> None:
    """What is made of the bundled glossary is as the published schemas ask for it."""
    glossary = bundled_glossary()
    _, rows = read(dictionary(of_entries([term.to_entry() for term in glossary.terms.values()])).data)
    for row in rows:
        check_row(row)


def test_banks() -> None:
    """A file holds at most 10,000 rows."""
    (one,) = content_of(entry("one", "一", "one")).entries
    _, rows = read(dictionary(of_entries([{**one, "id": f"n{number}"} for number in range(5_001)])).data)
    assert len(rows) == 10_002


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, they stand under the names of their entry."""
    _, rows = read(dictionary(of_entries(entries)).data)
    for row in rows:
        check_row(row)
    for number, odd in enumerate(entries, 1):
        of_entry = {row[0]: text_of(row[5][0]["content"]) for row in rows if row[6] == number}
        for lang in ("zh", "en"):
            assert all(example[lang] in of_entry[odd[lang]["term"]] for example in odd["examples"])
