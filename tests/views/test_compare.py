"""Two entries compared."""

from __future__ import annotations

from typing import Any

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.views.compare import Described, apart, comparison, shared
from dlterms.views.page import Beside, plain
from lookup_support import entry, index_of

NOTE = {"kind": "scope", "zh": "欠拟合相反。", "en": "The opposite of underfitting."}
LEXICON = IndexLexicon(
    index_of(
        entry("overfitting", "过拟合", "overfitting", requires=["error", "fault"], broader=["fault"],
              contrast=["underfitting"], notes=[NOTE, {"kind": "history", "zh": "别的。", "en": "Underfittingness."}]),
        entry("underfitting", "欠拟合", {"term": "underfitting", "acronym": "UF"}, requires=["error", "fault"],
              broader=["fault"], near=["poor-fit"]),
        entry("poor-fit", "拟合差", "poor fit", requires=["underfitting"], related=["error"]),
        entry("error", "误差", "error", kind="metric", broader=["fault"], requires=["fault"]),
        entry("fault", "毛病", "fault"),
    )
)  # fmt: skip


def described(name: str) -> Described:
    return Described(*LEXICON.entry(name))


@pytest.mark.parametrize(
    ("one", "other", "kind", "common"),
    [
        ("overfitting", "underfitting", "concept", {"requires": ["error", "fault"], "broader": ["fault"]}),
        ("underfitting", "overfitting", "concept", {"requires": ["error", "fault"], "broader": ["fault"]}),
        ("overfitting", "error", None, {"requires": ["fault"], "broader": ["fault"]}),
        ("overfitting", "poor-fit", "concept", {}),
    ],
)
def test_shared(one: str, other: str, kind: str | None, common: dict[str, Any]) -> None:
    """What two entries share is their kind and topic, and what both lead to."""
    empty: dict[str, Any] = {"requires": [], "broader": [], "related": []}
    assert shared(described(one), described(other)) == {"kind": kind, "topic": "t"} | empty | common


@pytest.mark.parametrize(
    ("one", "other", "relations", "notes"),
    [
        pytest.param("overfitting", "underfitting", ["contrast"], [{"term": "overfitting"} | NOTE], id="confused"),
        pytest.param("underfitting", "overfitting", ["contrast"], [{"term": "overfitting"} | NOTE], id="turned round"),
        pytest.param("underfitting", "poor-fit", ["near", "required_by"], [], id="nearly the same"),
        pytest.param("error", "fault", ["broader", "requires"], [], id="broader"),
        pytest.param("fault", "error", ["narrower", "required_by"], [], id="narrower"),
        pytest.param("overfitting", "poor-fit", [], [], id="nothing"),
    ],
)
def test_apart(one: str, other: str, relations: list[str], notes: list[dict[str, str]]) -> None:
    """What tells them apart is how the first is related to the second, and the notes of either that name the other."""
    assert apart(described(one), described(other)) == {"relations": relations, "notes": notes}


def test_comparison() -> None:
    """Names and definitions stand side by side, below them what is shared, then what tells apart, in one language."""
    parts = comparison(described("overfitting"), described("underfitting"), "en")
    assert isinstance(parts[0], Beside)
    assert [*plain(parts)] == [
        "过拟合 · overfitting",
        "definition: definition of overfitting",
        "",
        "欠拟合 · underfitting (UF)",
        "definition: definition of underfitting",
        "",
        "both build on: 误差 error",
        "both are: 毛病 fault",
        "told apart: Easily confused with one another.",
        "told apart: The opposite of underfitting.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("error", "fault", ["毛病 fault is broader than 误差 error."]),
        ("fault", "error", ["误差 error is narrower than 毛病 fault."]),
        ("poor-fit", "underfitting", ["Nearly the same.", "拟合差 poor fit builds on 欠拟合 underfitting."]),
        ("overfitting", "poor-fit", []),
    ],
)
def test_relations_in_words(one: str, other: str, said: list[str]) -> None:
    """A relation is said in words; that a term builds on its broader one goes without saying."""
    lines = plain(comparison(described(one), described(other)))
    assert [line.removeprefix("told apart: ") for line in lines if line.startswith("told apart")] == said
