from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from dlterms.exporters.anki_notes import FIELDS, cloze_notes, html, note
from dlterms.importers.markup import text_of
from dlterms.model import Entry
from export_support import content_of, odd_entries
from lookup_support import entry


def test_fields() -> None:
    """Every field of an entry that is whole: HTML for the reader, and texts that import takes apart."""
    zh = {
        "term": "甲",
        "qualifier": "数",
        "pinyin": "jiǎ",
        "aliases": ["乙", {"term": "丙"}],
        "definition": "甲是<a>[二](#two)",
    }
    en = {"term": "one", "acronym": "O", "aliases": ["f(a, b)"], "definition": "a\nb"}
    formula = {"text": "a<b", "latex": "a < b", "zh": "其中 a", "en": "where a"}
    notes = [{"kind": "usage", "zh": "用", "en": "use"}]
    one = entry(
        "one", zh, en, level=1, contrast=["two"], formulas=[formula], examples=[{"zh": "例"}], notes=notes,
        source=[{"id": "note", "chapter": "1"}],
    )  # fmt: skip
    content = content_of(one, entry("two", "二", "two"), glossary={"id": "mine", "sources": [{"id": "note"}]})
    (made,) = [note(each, content.contexts[each["id"]]) for each in content.entries if each["id"] == "one"]
    assert dict(zip(FIELDS, made.fields, strict=True)) == {
        "id": "one", "zh": "甲", "en": "one", "pinyin": "jiǎ", "acronym": "O",
        "qualifier zh": "数", "qualifier en": "", "aliases zh": "乙; 丙", "aliases en": "f(a, b);",
        "definition zh": "甲是&lt;a&gt;<b>二</b>", "definition en": "a<br>b",
        "question zh": "____是&lt;a&gt;二", "question en": "a<br>b",
        "formulas": r"\(a &lt; b\)<br>其中 a<br>where a", "examples": "例",
        "notes": "<i>usage</i> 用<br><i>usage</i> use",
        "links": "<i>confused with</i> <b>二 two</b>",
        "cited": "", "sources": "note 1", "topic": "t", "level": "1", "kind": "concept", "status": "approved",
        "two names": "yes", "defined": "yes",
    }  # fmt: skip
    assert (made.guid, made.tags) == ("mine/one", ["topic::t", "level::1"])


_NAMES_ALONE = ({"term": "甲", "definition": None}, {"term": "one", "definition": None})


@pytest.mark.parametrize(
    ("zh", "en", "directions"),
    [
        pytest.param("甲", "one", {0: "zh-en", 1: "en-zh", 2: "definition-term", 3: "term-definition"}, id="whole"),
        pytest.param("PyTorch", "pytorch", {2: "definition-term", 3: "term-definition"}, id="one-name"),
        pytest.param(*_NAMES_ALONE, {0: "zh-en", 1: "en-zh"}, id="draft"),
    ],
)
def test_cards(zh: object, en: object, directions: dict[int, str]) -> None:
    """A note has the cards that dlterms asks."""
    (one,) = content_of(entry("one", zh, en, status="draft")).entries  # type: ignore[arg-type]
    assert note(one, {}).cards == {number: f"user/one:{name}" for number, name in directions.items()}


def test_texts_with_blanks() -> None:
    """Each text is a note, each blank a card; one that an earlier text asks is seen in a later one."""
    texts = ["{{c2::甲<}}和{{c1::乙::提:示}}", "{{c1::丙}}{{c3::丁}}", "{{c3::x}}", "{{c500::y}}"]
    (one,) = content_of(entry("one", cloze=[{"lang": "zh", "text": text} for text in texts])).entries
    assert [(made.guid, made.fields[0], made.cards) for made in cloze_notes(one)] == [
        ("user/one:cloze.1", "{{c2::甲&lt;}}和{{c1::乙::提&#58;示}}", {0: "user/one:cloze.1", 1: "user/one:cloze.2"}),
        ("user/one:cloze.3", "丙{{c3::丁}}", {2: "user/one:cloze.3"}),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<mask> & \"x\"", "&lt;mask&gt; &amp; &quot;x&quot;"),
        ("{{c1::x}}", "&#123;&#123;c1::x&#125;&#125;"),
        ("[sound:x.mp3]", "&#91;sound:x.mp3]"),
        (r"\(x\)", r"\<span>(</span>x\<span>)</span>"),
        (r"\[x\]", r"\<span>&#91;</span>x\<span>]</span>"),
        ("a\nb", "a<br>b"),
    ],
)  # fmt: skip
def test_text_is_text(text: str, shown: str) -> None:
    """Nothing in a text is markup, a blank, a sound or mathematics to Anki, and it reads as it was."""
    assert html(text) == shown
    assert text_of(shown, Counter()) == text


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, a reader of the fields sees them."""
    for odd in entries:
        fields = dict(zip(FIELDS, note(odd, {}).fields, strict=True))
        for lang in ("zh", "en"):
            seen = [fields[lang], fields["examples"], *fields["notes"].split("<br>")]
            assert "\x1f" not in "".join(fields.values())
            assert [*cloze_notes(odd)] == []
            plain = " ".join(" ".join(text_of(text, Counter()) for text in seen).split())
            for text in (odd[lang]["term"], odd["examples"][0][lang]):
                assert " ".join(text_of(html(text), Counter()).split()) in plain
