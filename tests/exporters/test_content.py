from __future__ import annotations

import pytest

from dlterms.exporters.content import PARTS, in_language, lost, title
from export_support import content_of
from lookup_support import entry

WHOLE = entry(
    "one",
    {"term": "甲", "pinyin": "jiǎ", "aliases": [{"term": "乙", "pinyin": "yǐ", "status": "deprecated"}]},
    {"term": "one", "qualifier": "number", "hidden": ["won", {"term": "uno", "find_only": True}]},
    requires=["two"], formulas=["x", {"text": "y", "latex": "y", "zh": "甲", "en": "A"}],
    examples=[{"zh": "例", "en": "e"}, {"en": "only"}], notes=[{"kind": "usage", "zh": "注"}],
    cloze=[{"lang": "zh", "text": "{{c1::甲}}。"}, {"lang": "en", "text": "{{c1::one}}."}], former_ids=["old"],
)  # fmt: skip


def test_every_part_is_counted() -> None:
    """Of whatever a format may lack it is known how many there are; of what there is none nothing is said."""
    assert lost(content_of(WHOLE, entry("two")).entries, *PARTS) == {
        "definitions": 4, "readings": 2, "readings of other names": 1, "other names": 1, "qualifiers": 1,
        "hidden names": 2, "find-only names": 1, "remarks on names": 1, "links": 1, "formulas": 2, "LaTeX": 1,
        "examples": 2, "cloze texts": 2, "notes": 1, "former ids": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "definitions", "examples", "notes", "meaning", "cloze"),
    [
        pytest.param("both", 2, [("例", "e"), (None, "only")], 1, ("甲", "A"), ["zh", "en"], id="both"),
        pytest.param("zh", 1, [("例", None)], 1, ("甲", None), ["zh"], id="Chinese"),
        pytest.param("en", 1, [(None, "e"), (None, "only")], 0, (None, "A"), ["en"], id="English"),
    ],
)  # fmt: skip
def test_in_one_language(
    lang: str, definitions: int, examples: list[object], notes: int, meaning: object, cloze: list[str]
) -> None:
    """Explanations are kept in one language, names in both."""
    (whole,) = (e for e in content_of(WHOLE, entry("two")).entries if e["id"] == "one")
    kept = in_language(whole, lang)  # type: ignore[arg-type]
    assert lost([kept], "definitions") == {"definitions": definitions}
    assert [(example["zh"], example["en"]) for example in kept["examples"]] == examples
    assert len(kept["notes"]) == notes
    assert (kept["formulas"][1]["zh"], kept["formulas"][1]["en"]) == meaning
    assert [record["lang"] for record in kept["cloze"]] == cloze
    assert (kept["zh"]["term"], kept["en"]["term"]) == ("甲", "one")


def test_title() -> None:
    """What is exported has the title of its glossary, or, of several, that of the program."""
    declared = {"id": "mine", "title": {"zh": "我的", "en": "Mine"}}
    content = content_of(entry("one"), entry("two"), glossary=declared)
    assert title(content) == {"zh": "我的", "en": "Mine"}
    assert title(content_of(entry("one"))) == {"zh": "user", "en": "user"}
    first, second = content.entries
    assert title(content._replace(entries=[first, {**second, "glossary": "other"}])) == {
        "zh": "dlterms",
        "en": "dlterms",
    }
