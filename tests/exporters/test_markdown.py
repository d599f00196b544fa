from __future__ import annotations

import re

import pytest
from hypothesis import given

from dlterms.exporters.markdown import escaped, markdown
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry


def test_a_glossary_to_read() -> None:
    """Entries stand under their topics, each with an anchor, and link one another."""
    zh = {"term": "甲", "pinyin": "jiǎ", "aliases": ["乙"], "definition": "见[二](#two)。"}
    one = entry("one", zh, "one", topic="late", formulas=[{"text": "a_1 * b", "en": "so"}], requires=["two", "three"])
    topics = [{"id": name, "zh": name, "en": name.title()} for name in ("none", "t", "late")]
    content = content_of(one, entry("two", "二", "two"), entry("three", "三", "three"), topics=topics)
    made = markdown(content._replace(entries=[e for e in content.entries if e["id"] != "three"]))
    assert (
        made.data
        == """\
<!-- dlterms: made for reading; to import it, export csv, json or yaml -->

# user

## t · T

<a id="two"></a>

### 二 · two

definition of two

definition of two

## late · Late

<a id="one"></a>

### 甲 · one

jiǎ

见[二](#two)。

definition of one

- *also:* 乙
- *formula:* a\\_1 \\* b\\
  so
- *learn first:* [二 two](#two); 三 three
"""
    )
    assert made.left_out == {}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("plain 中文", "plain 中文", id="plain"),
        pytest.param("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`", id="emphasis"),
        pytest.param("[x](#y) <b>", "\\[x\\](\\#y) \\<b\\>", id="link and HTML"),
        pytest.param("a\nb", "a\\\nb", id="line break"),
        pytest.param("- a\n1. b\n+ c", "\\- a\\\n1\\. b\\\n\\+ c", id="lists"),
        pytest.param("a - 1. b", "a - 1. b", id="not at the start"),
    ],
)
def test_markup(text: str, written: str) -> None:
    """What looks like markup in a text is none."""
    assert escaped(text) == written


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, they stand there, and make no entry, anchor or link that there is not."""
    text = str(markdown(of_entries(entries)).data)
    assert re.findall(r'(?m)^<a id="(.*)"></a>$', text) == [odd["id"] for odd in entries]
    assert len(re.findall("(?m)^#", text)) == 2 + len(entries)
    bare = re.sub(r"\\(.)", r"\1", text.replace("\\\n", "\n").replace("\n  ", "\n"))
    for odd in entries:
        assert odd["en"]["definition"].replace("\n  ", "\n") in bare
