"""Records and what is in use."""

from __future__ import annotations

from typing import Any

import pytest

from dlterms.importers.merging import InForce, Made, Merged, merge
from dlterms.importers.records import Record
from dlterms.labels import key

NAMES = {  # what is in use: term -> its names
    "dropout": (("暂退法", "随机失活"), ("dropout",)),
    "gradient": (("梯度",), ("gradient",)),
    "pytorch": (("PyTorch",), ("PyTorch",)),
    "bank-a": (("岸",), ("bank",)),
    "bank-b": (("岸",), ("bank",)),
}
QUALIFIERS = {("bank-b", "zh"): "河流", ("bank-b", "en"): "river"}


def owners(form: str) -> list[tuple[str, str]]:
    return [
        (term, lang)
        for term, names in NAMES.items()
        for lang, labels in zip(("zh", "en"), names, strict=True)
        if form in map(key, labels)
    ]


KNOWN = InForce(
    owners, NAMES.__contains__, lambda name: " ".join(names[0] for names in NAMES[name]), lambda name: "dlterms",
    lambda name, lang: QUALIFIERS.get((name, lang)), [("mlp", "多层感知机", "Multilayer perceptrons")],
    {"srivastava2014"}, {"d2l"},
)  # fmt: skip


def row(zh: str = "", en: str = "", **more: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {lang: {"term": name} for lang, name in (("zh", zh), ("en", en)) if name}
    for name, value in more.items():
        field, _, inner = name.partition("_")
        if inner:
            entry.setdefault(field, {})[inner] = value
        else:
            entry[field] = value
    return entry


def merged(*entries: dict[str, Any]) -> Merged:
    return merge([Record(f"line {n}", entry) for n, entry in enumerate(entries, 1)], KNOWN)


def test_draft() -> None:
    """Two names alone are a draft with an id by the English name, of a topic for what has none."""
    found = merged(row("稀疏编码", "Sparse Coding!"))
    assert found.entries == [
        Made(
            ["line 1"],
            {"id": "sparse-coding", "kind": "concept", "topic": "imported", "zh": {"term": "稀疏编码"},
             "en": {"term": "Sparse Coding!"}, "status": "draft"},
        )
    ]  # fmt: skip
    assert found.topics == [{"id": "imported", "zh": "导入的术语", "en": "Imported"}]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(row("甲", "x", zh_definition="一", en_definition="y"), {"status": None}, id="complete"),
        pytest.param(row("甲", "x", kind="metric", level="3"), {"kind": "metric", "level": "3"}, id="kind and level"),
        pytest.param(row("甲", "x", kind="noun", level="9"), {"kind": "concept", "level": None}, id="no kind or level"),
        pytest.param(row("甲", "x", topic="多层感知机"), {"topic": "mlp"}, id="topic by name"),
        pytest.param(row("甲", "x", topic="大模型"), {"topic": "da-mo-xing"}, id="new topic"),
        pytest.param(row("甲", "x", id="own-id"), {"id": "own-id"}, id="its own id"),
        pytest.param(row("甲", "x", id="gradient"), {"id": "x"}, id="an id that is taken"),
        pytest.param(row("甲", "gradient!x", id="Bad Id"), {"id": "gradient-x"}, id="no id"),
        pytest.param(row("稀疏"), {"id": "xi-shu", "en": {"term": "稀疏"}}, id="Chinese alone"),
        pytest.param(row("", "C++"), {"id": "c-plus-plus", "zh": {"term": "C++"}}, id="English alone"),
        pytest.param(row("甲", "x", en_aliases=["y", "X", "y"]), {"en": {"term": "x", "aliases": ["y"]}}, id="twice"),
        pytest.param(row("甲", "x", requires=["gradient", "nowhere"]), {"requires": ["gradient"]}, id="references"),
        pytest.param(row("甲", "x", related=["nowhere"]), {"related": None}, id="no reference left"),
        pytest.param(row("甲", "x", cite=["srivastava2014", "y"], source=[{"id": "d2l"}, {"id": "z"}]),
                     {"cite": ["srivastava2014"], "source": [{"id": "d2l"}]}, id="works and sources"),
        pytest.param(row("甲", "x", zh_definition="[梯度](#gradient)[乙](#b)[网](http://x)"),
                     {"zh": {"term": "甲", "definition": "[梯度](#gradient)乙[网] (http://x)"}}, id="links"),
        pytest.param(row("甲", "x", zh_definition="a][](#c)(#d) e]([f](#g)"),
                     {"zh": {"term": "甲", "definition": "a] (#d) e] (f"}}, id="what links leave behind"),
    ],
)  # fmt: skip
def test_entry(entry: dict[str, Any], expected: dict[str, Any]) -> None:
    """What is certain is taken, the rest is as for any entry."""
    (made,) = merged(entry).entries
    assert {name: made.record.get(name) for name in expected} == expected


def test_ids_within_the_file() -> None:
    """References follow the ids of the file to those that its entries get, or to the terms that they repeat."""
    found = merged(
        row("甲", "x", id="dropout"), row("梯度", "gradient", id="slope"), row("乙", "y", requires=["dropout", "slope"])
    )
    assert [made.record["id"] for made in found.entries] == ["x", "y"]
    assert found.entries[1].record["requires"] == ["x", "gradient"]


def test_ids_of_the_file() -> None:
    """What a file gives two ids is two entries, whatever they are called."""
    rows = [row("特征", "feature", id="feature-1"), row("特征", "feature", id="feature-2"), row("特征", "feature")]
    assert [made.places for made in merged(*rows[:2]).entries] == [["line 1"], ["line 2"]]
    assert [made.places for made in merged(rows[0], rows[2]).entries] == [["line 1", "line 2"]]


def test_merged_rows() -> None:
    """Rows of the same names are one entry: names and notes are united, of two definitions the first stays."""
    note = {"kind": "usage", "zh": "注"}
    found = merged(
        row("甲", "x", zh_aliases=["乙"], zh_definition="一"),
        row("甲", "X", zh_aliases=["乙", "丙"], zh_definition="二", en_definition="one", notes=[note]),
    )
    (made,) = found.entries
    assert made.places == ["line 1", "line 2"]
    assert made.record["zh"] == {"term": "甲", "definition": "一", "aliases": ["乙", "丙"]}
    assert made.record["en"] == {"term": "x", "definition": "one"}
    assert made.record["notes"] == [note]
    assert found.remarks == [
        "further definitions of a term in the same file, not taken, for the first one stays: 1 (line 2)"
    ]


@pytest.mark.parametrize(
    ("entry", "addition"),
    [
        pytest.param(
            row("暂退法", "dropout", zh_aliases=["丢弃", "随机失活"]), {"zh": {"aliases": ["丢弃"]}}, id="one"
        ),
        pytest.param(row("随机失活", "dropout", en_acronym="DO"), {"en": {"aliases": ["DO"]}}, id="by an alias"),
        pytest.param(row("PyTorch", "", en_aliases=["torch"]), None, id="another term"),
        pytest.param(row("暂退法", "dropout", en_aliases=["gradient", "y"]), {"en": {"aliases": ["y"]}}, id="others"),
    ],
)
def test_addition(entry: dict[str, Any], addition: dict[str, Any] | None) -> None:
    """A row that repeats the names of a term adds to it those of its names that are nobody's."""
    found = merged(entry)
    of = "dlterms/dropout" if addition else "dlterms/pytorch"
    assert found.additions == [Made(["line 1"], {"of": of, **(addition or {"en": {"aliases": ["torch"]}})})]
    assert not found.entries


@pytest.mark.parametrize(
    ("entry", "term"),
    [
        pytest.param(row("岸", "bank", en_qualifier="river", zh_aliases=["堤"]), "bank-b", id="one of two"),
        pytest.param(row("岸", "bank", zh_qualifier="河流", en_qualifier="river"), "bank-b", id="in both languages"),
        pytest.param(row("岸 (河流)", "bank (River)", zh_aliases=["堤"]), "bank-b", id="in parentheses"),
        pytest.param(row("岸（河流）", "bank", zh_aliases=["堤"]), "bank-b", id="in parentheses in one language"),
        pytest.param(row("岸 (湖泊)", "bank (lake)"), "bank-lake", id="another in parentheses"),
        pytest.param(row("岸 (—)", "bank (—)"), "bank-a", id="no words in parentheses"),
        pytest.param(row("岸", "bank", zh_qualifier="湖泊"), "bank", id="a third"),
        pytest.param(row("岸", "bank", id="bank-c", en_qualifier="lake"), "bank-c", id="a third with an id"),
        pytest.param(row("岸", "shore", id="shore", zh_qualifier="海"), "shore", id="of one name alone"),
        pytest.param(row("岸", "bank", id="bank-a", zh_aliases=["堤"]), "bank-a", id="by its id"),
    ],
)
def test_namesakes(entry: dict[str, Any], term: str) -> None:
    """Of entries of the same names a qualifier tells which one is meant, or that none of them is."""
    found = merged(entry)
    assert found.terms == {"line 1": term}
    assert not any(one.fault for one in found.left_out)


@pytest.mark.parametrize(
    ("entry", "aliases", "told"),
    [
        pytest.param(
            row("甲", "x", en_aliases=["C", "C++", "C#", "c"]),
            ["C", "C++", "C#"],
            "1 (line 1: `c`)",
            id="of a new term",
        ),
        pytest.param(
            row("甲", "x", en_aliases=["C-C", "y", "C C", "X"]),
            ["C-C", "y"],
            "2 (line 1: `C C`; line 1: `X`)",
            id="two",
        ),
        pytest.param(row("甲", "A*", en_aliases=["A", "y", "A", "y"]), ["A", "y"], "", id="repeated as they are"),
        pytest.param(
            row("暂退法", "dropout", en_aliases=["Drop", "z", "drop"]),
            ["Drop", "z"],
            "1 (line 1: `drop`)",
            id="of one in use",
        ),
    ],
)
def test_respelt(entry: dict[str, Any], aliases: list[str], told: str) -> None:
    """Of names that differ in spelling alone the first stays at its place, and those that are dropped are counted."""
    found = merged(entry)
    (made,) = [*found.entries, *found.additions]
    assert made.record["en"]["aliases"] == aliases
    said = "names that repeat another of the term in a different spelling, not taken: "
    assert [remark.removeprefix(said) for remark in found.remarks if "spelling" in remark] == [told] * bool(told)


def test_namesakes_of_one_file() -> None:
    """An entry that an earlier row has made is spoken of with its qualifier."""
    found = merged(row("枢", "pivot", en_qualifier="matrices"), row("枢", "hub"))
    told = "`枢` is 枢 pivot (matrices) of line 1, which is not called `hub`"
    assert [one.why.startswith(told) for one in found.left_out] == [True]


def test_others_names() -> None:
    """A further name that is another term's is not taken, and it is said so."""
    found = merged(row("暂退法", "dropout", en_aliases=["gradient"]))
    assert found.remarks == ["further names that are other terms' names already, not taken: 1 (line 1: `gradient`)"]


def noted(*entries: dict[str, Any]) -> list[str]:
    """What is said of the rows of some entries, after its first words."""
    return [remark.partition(": ")[2] for remark in merged(*entries).remarks]


def test_shared_names() -> None:
    """A further name of a new entry that is another term's stays, and it is said whose it is."""
    found = merged(row("甲", "x", zh_aliases=["梯度"]), row("乙", "y", en_aliases=["X"]))
    assert [made.record["zh"].get("aliases") for made in found.entries] == [["梯度"], None]
    told = "further names that other terms have, too, of which `check` warns: 2"
    assert found.remarks == [f"{told} (line 1: `梯度` is 梯度 gradient (gradient); line 2: `X` is 甲 x of line 1)"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param({"zh_pinyin": "yǐ", "topic": "b"}, "2 (line 2: zh.pinyin; line 2: topic)", id="other"),
        pytest.param({"zh_pinyin": "jiǎ", "topic": "多层感知机", "level": "1"}, None, id="the same"),
        pytest.param({"kind": "metric", "requires": ["gradient"]}, "2 (line 2: kind; line 2: requires)", id="fields"),
    ],
)
def test_fields_of_a_merged_row(more: dict[str, Any], told: str | None) -> None:
    """What a row says otherwise than an earlier one of the same names is not taken, and its line is said."""
    found = noted(row("甲", "x", zh_pinyin="jiǎ", topic="mlp", level="1"), row("甲", "x", **more))
    assert found == ([told] if told else [])


def test_places() -> None:
    """Of what is not taken the lines are said, the first ten of many."""
    rows = [row(f"甲{n}", f"x{n}", zh_definition="一", level="9") for n in range(12)]
    levels = "; ".join(f"line {n}: `9`" for n in range(1, 11))
    assert noted(*rows) == [f"12 ({levels} and 2 more)"]
    rows = [row("甲", "x", notes=[], zh_definition=f"{n}") for n in range(1, 14)]
    assert merged(*rows).remarks[-1].endswith(": 12 (lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more)")


def test_bare_topics() -> None:
    """New topics of which the file has the ids alone are named."""
    told = "new topics without names in the file, called by their ids: `deep`"
    assert told in merged(row("甲", "x", topic="deep"), row("乙", "y", topic="深")).remarks


@pytest.mark.parametrize(
    ("entries", "told", "fault"),
    [
        pytest.param([row("暂退法", "dropout")], "there already: 暂退法 dropout (dropout)", False, id="there"),
        pytest.param([row("岸", "bank")], "there already", False, id="one of two"),
        pytest.param([row("岸", "bank", zh_aliases=["堤"])], "by hand", True, id="names for one of two"),
        pytest.param([row("暂退法", "gradient")], "correct one of the two names", True, id="names of two terms"),
        pytest.param([row("暂退法", "x")], "is 暂退法 dropout (dropout), which is not called `x`", True, id="zh known"),
        pytest.param([row("甲", "gradient")], "which is not called `甲`", True, id="en known"),
        pytest.param([row("甲", "x"), row("甲", "y")], "`甲` is 甲 x of line 1", True, id="known in the file"),
    ],
)
def test_left_out(entries: list[dict[str, Any]], told: str, fault: bool) -> None:
    """A row that may mean several things is left out, and it is said why; what is there already is no fault."""
    (left,) = merged(*entries).left_out
    assert told in left.why
    assert left.fault == fault
    assert left.place == f"line {len(entries)}"
