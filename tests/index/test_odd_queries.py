"""Queries that nobody should have to think about."""

from __future__ import annotations

import pytest

from dlterms.index import find
from dlterms.index.definitions import search_definitions
from dlterms.labels import key
from lookup_support import entry, index_of

ODD = {
    "empty": "",
    "space": "  \t\n",
    "punctuation": "，。！？",
    "quote": '"',
    "quotes": "\"\"\" '''",
    "percent": "%",
    "underscore": "_",
    "star": "*",
    "stars": "***",
    "plus": "+",
    "hash": "#",
    "hashes": "###",
    "AND": "AND",
    "OR": "a OR b",
    "NEAR": "NEAR(a b, 2)",
    "open NEAR": "NEAR(",
    "NOT": "NOT x",
    "column": "key:x",
    "caret": "^x",
    "minus": "-x",
    "statement": "x; DROP TABLE label",
    "comment": "x -- y",
    "nul": "a\0b",
    "escape": "\x1b[31m",
    "surrogates": "\udcff\udcfe",
    "astral": "𠀀𠀁",
    "emoji": "🙂🙂🙂",
    "bidi": "\u202eabc",
    "combining": "e\u0301" * 50,
    "Korean": "한국어",
    "kana": "ディープラーニング",
    "ligatures": "ﬁﬂ",
    "signs between": "a*b#c+d网+络",
    "backslash": "\\",
    "brackets": "[a](#b) {c}",
    "parentheses": "(((" * 1000 + ")))" * 1000,
    "long Latin": "x" * 100_000,
    "long Chinese": "网络" * 50_000,
    "long words": "batch size " * 10_000,
    "long polyphones": "行长重" * 20_000,
    "long signs": "*" * 100_000,
    "long spaces": " " * 100_000 + "x",
}


@pytest.mark.parametrize("query", [pytest.param(query, id=name) for name, query in ODD.items()])
def test_odd_queries_find_nothing_and_break_nothing(query: str) -> None:
    """Nothing that can be typed means anything to SQL or to full-text search."""
    db = index_of(entry("overfitting", "过拟合", "overfitting"))
    assert list(find.look_up(db, query).matches) == []
    assert list(search_definitions(db, query).matches) == []
    assert find.completions(db, key(query), 5) == [] or not key(query)
    assert not find.is_named(db, query)


@pytest.mark.parametrize("label", ["AND", "NEAR", 'a"b', "100%", "x_y", "A*", "C++", "key:value", "(x)", "[/b]", "'"])
def test_odd_labels_are_found(label: str) -> None:
    """What means something to SQL, to full-text search or to a terminal is a label like any other."""
    db = index_of(entry("odd", f"奇{label}", f"odd {label}"))
    for query in (f"奇{label}", f"odd {label}"):
        assert [match.id for match in find.look_up(db, query).matches] == ["odd"]
