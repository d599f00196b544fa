from __future__ import annotations

from dlterms.exporters.article import Section, article, heading
from export_support import content_of
from lookup_support import entry


def test_sections() -> None:
    """An article says all that there is to read of an entry, and nothing of what there is not."""
    aliases = [{"term": "乙", "status": "superseded", "note": "旧称"}, "丙"]
    one = entry(
        "one", {"term": "甲", "pinyin": "jiǎ", "aliases": aliases, "definition": "见[乙](#two)。"},
        {"term": "one", "qualifier": "number", "acronym": "O"}, related=["two"], formulas=[{"text": "x", "en": "so"}],
        examples=[{"zh": "例", "en": "e"}], notes=[{"kind": "history", "en": "n"}], cite=["a"],
    )  # fmt: skip
    references = {"a": {"authors": ["A"], "year": "2014", "title": "T"}}
    content = content_of(one, entry("two", "二", "two"), references=references)
    whole, other = ((e, content.contexts[e["id"]]) for e in content.entries)
    assert heading(whole[0]) == "甲 · one (number)"
    assert article(*whole) == [
        Section("", [("zh", [("jiǎ", "")])]),
        Section("", [("zh", [("见", ""), ("乙", "two"), ("。", "")]), ("en", [("definition of one", "")])]),
        Section("also", [("zh", [("乙 (superseded) (旧称); 丙", "")]), ("en", [("O", "")])]),
        Section("formula", [("", [("x\nso", "")])]),
        Section("example", [("zh", [("例", "")]), ("en", [("e", "")])]),
        Section("history", [("en", [("n", "")])]),
        Section("see also", [("", [("二 two", "two")])]),
        Section("cited", [("", [("A (2014). T.", "")])]),
    ]
    assert [section.name for section in article(*other)] == ["", "see also"]
