"""What a note of Anki's says, and what its cards ask for."""

from __future__ import annotations

from collections import Counter

import pytest

from dlterms.errors import DltermsError
from dlterms.importers import notes
from dlterms.importers.notes import Note, NoteType, Template

SENTENCE = "让每个神经元以一定的概率暂时不参与计算的办法"
NAMES = {"zh": {"term": "暂退法"}, "en": {"term": "dropout"}}
BASIC = NoteType("Basic", False, ("Front", "Back", "Add"), {0: Template("{{Front}}", "{{Back}}")})


def entry(kind: NoteType, *texts: str) -> dict[str, object]:
    counts: Counter[str] = Counter()
    return notes.entry(notes.read(kind, texts, counts), "", (), counts)


def named(*fields: str) -> NoteType:
    return NoteType("own", False, fields, {0: Template("".join(f"{{{{{name}}}}}" for name in fields), "")})


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        pytest.param(BASIC, ["暂退法", "dropout"], NAMES, id="zh-first"),
        pytest.param(BASIC, ["dropout", "暂退法"], NAMES, id="en-first"),
        pytest.param(BASIC, ["dropout", "暂退法", "y"], NAMES, id="not-shown"),
        pytest.param(
            BASIC, ["dropout", SENTENCE], {"en": {"term": "dropout"}, "zh": {"definition": SENTENCE}}, id="long"
        ),
        pytest.param(
            named("Term", "释义", "音频"),
            ["暂退法", SENTENCE, "x"],
            {"zh": {"term": "暂退法", "definition": SENTENCE}},
            id="term-by-script",
        ),
        pytest.param(
            named("Chinese", "English", "Topic"),
            ["&lt;掩码&gt;", "<i>mask</i><br>", "NLP"],
            {"zh": {"term": "<掩码>"}, "en": {"term": "mask"}, "topic": "NLP"},
            id="html",
        ),
    ],
)
def test_what_is_certain_is_taken(kind: NoteType, texts: list[str], expected: dict[str, object]) -> None:
    """Names of fields say what they hold; two that nothing else names are told apart by script and length."""
    assert entry(kind, *texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["学习率", "0.01"], id="number"),
        pytest.param(["什么是暂退法？", "dropout"], id="question"),
        pytest.param(["dropout", "a trick"], id="both-english"),
        pytest.param(["暂退法", "dropout, a trick"], id="list"),
        pytest.param(["暂退法", "dropout<br>regularisation"], id="lines"),
        pytest.param([SENTENCE + "。", "暂退法"], id="sentence-first"),
        pytest.param(["暂退法", ""], id="one-alone"),
    ],
)
def test_what_takes_a_guess_is_not_taken(texts: list[str]) -> None:
    """Two texts that may be something else than two names, or a name and its definition, are refused."""
    with pytest.raises(DltermsError, match="not clear"):
        entry(BASIC, *texts)


def test_deck_and_tags() -> None:
    """A subdeck's name is the topic unless a field says it; the default deck is none, in any language."""
    counts: Counter[str] = Counter()
    note = notes.read(BASIC, ["暂退法", "dropout"], counts)
    assert notes.entry(note, "深度学习::正则化", ["a", "b"], counts)["topic"] == "正则化"
    assert notes.entry(note, "深度学习::正则化", ["a", "b"], counts)["x-tags"] == ["a", "b"]
    assert notes.entry(note, "默认", [], counts) == NAMES
    said = notes.read(named("zh", "en", "主题"), ["暂退法", "dropout", "训练"], counts)
    assert notes.entry(said, "深度学习::正则化", [], counts)["topic"] == "训练"


@pytest.mark.parametrize(
    ("question", "answer", "direction"),
    [
        pytest.param("{{zh}}", "{{FrontSide}}{{en}}", "zh-en", id="zh-en"),
        pytest.param("<b>{{ zh }}</b> {{拼音}}", "{{en}} {{定义}}", "zh-en", id="more-on-the-answer"),
        pytest.param("{{text:en}}", "{{furigana:zh}}", "en-zh", id="filters"),
        pytest.param("{{zh}} {{type:en}}", "{{zh}} {{type:en}}", "zh-en", id="typed"),
        pytest.param("{{zh}} {{hint:定义}}", "{{en}}", "zh-en", id="hint"),
        pytest.param("{{#zh}}{{en}}{{/zh}}", "{{zh}}", "en-zh", id="condition"),
        pytest.param("{{定义}}", "{{zh}} {{en}}", "definition-term", id="definition-term"),
        pytest.param("{{zh}}", "{{定义}}", "term-definition", id="term-definition"),
        pytest.param("{{zh}}{{en}}", "{{zh}}{{en}}{{定义}}", "term-definition", id="both-names"),
        pytest.param("{{zh}}{{定义}}", "{{en}}", None, id="all-on-the-question"),
        pytest.param("{{zh}}", "{{zh}} {{拼音}}", None, id="pinyin"),
        pytest.param("{{拼音}}", "{{zh}}", None, id="from-pinyin"),
        pytest.param("{{zh}}{{^en}}{{拼音}}{{/en}}", "{{en}}", None, id="another-where-empty"),
        pytest.param("", "", None, id="nothing"),
    ],
)
def test_direction_of_a_card(question: str, answer: str, direction: str | None) -> None:
    """A card asks for what its answer side adds to its question side; what dlterms does not ask is None."""
    kind = NoteType("own", False, ("zh", "en", "拼音", "定义"), {3: Template(question, answer)})
    note = Note(kind, ("暂退法", "dropout", "zàn", SENTENCE), ("zh.term", "en.term", "zh.pinyin", "definition"))
    assert notes.direction(note, 3) == direction
    assert notes.direction(note, 0) is None


def test_direction_of_unnamed_fields() -> None:
    """Fields that were told apart by their script have their directions, too; an empty field asks nothing."""
    kind = NoteType("Basic", False, ("Front", "Back"), {0: Template("{{Front}}", "{{Back}}")})
    assert notes.direction(notes.read(kind, ["dropout", "暂退法"], Counter()), 0) == "en-zh"
    assert notes.direction(notes.read(kind, ["暂退法", SENTENCE], Counter()), 0) == "term-definition"
