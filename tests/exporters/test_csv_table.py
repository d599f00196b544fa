from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given

from dlterms.exporters.csv_table import BOM, COLUMNS, csv_text, tsv_text
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_row_an_entry() -> None:
    """A row has all names, definitions and links of an entry, and where it belongs."""
    zh = {"term": "暂退法", "pinyin": "zàn tuì fǎ", "aliases": ["随机失活", "丢弃法"], "definition": "甲"}
    en = {"term": "DO", "acronym": "D", "qualifier": "nets", "definition": 'say "x", y'}
    made = csv_text(content_of(entry("dropout", zh, en, requires=["one", "two"], level=1), entry("one"), entry("two")))
    assert made.data == (
        "id,zh.term,en.term,zh.pinyin,zh.aliases,en.aliases,en.acronym,zh.definition,en.definition,topic,level,kind,"
        "status,zh.qualifier,en.qualifier,requires,broader,related,contrast,near\n"
        "one,zh one,en one,,,,,definition of one,definition of one,t,2,concept,approved,,,,,,,\n"
        "two,zh two,en two,,,,,definition of two,definition of two,t,2,concept,approved,,,,,,,\n"
        'dropout,暂退法,DO,zàn tuì fǎ,随机失活; 丢弃法,,D,甲,"say ""x"", y",t,1,concept,approved,,nets,one two,,,,\n'
    )
    assert made.left_out == {}


@pytest.mark.parametrize(
    ("names", "cell", "left_out"),
    [
        pytest.param([], "", {}, id="none"),
        pytest.param(["a"], "a", {}, id="one"),
        pytest.param(["a", "b c"], "a; b c", {}, id="two"),
        pytest.param(["a, b"], "a, b;", {}, id="one with a comma"),
        pytest.param(["甲、乙"], "甲、乙;", {}, id="one with a Chinese comma"),
        pytest.param(["a, b", "c"], "a, b; c", {}, id="two, one with a comma"),
        pytest.param(["P(A|B)", "c"], "c", {"names with ; or |": 1}, id="a bar"),
        pytest.param(["a;b", "甲；乙"], "", {"names with ; or |": 2}, id="semicolons"),
    ],
)
def test_names_in_one_cell(names: list[str], cell: str, left_out: dict[str, int]) -> None:
    """Other names share a cell, and what would come out of it as two names is left out and counted."""
    made = csv_text(content_of(entry("one", en={"term": "one", "aliases": names})))
    assert rows(str(made.data))[0]["en.aliases"] == cell
    assert made.left_out == left_out


def test_what_is_left_out() -> None:
    """What a row has no cell for is counted."""
    zh = {"term": "甲", "aliases": [{"term": "乙", "pinyin": "yǐ", "note": "x"}], "hidden": ["丙", "丁"]}
    more: dict[str, Any] = {"examples": [{"zh": "例"}], "notes": [{"kind": "usage", "en": "n"}], "former_ids": ["old"]}
    assert csv_text(content_of(entry("one", zh, formulas=["x"], **more))).left_out == {
        "readings of other names": 1, "hidden names": 2, "remarks on names": 1, "formulas": 1, "examples": 1,
        "notes": 1, "former ids": 1,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_excel_safe(text: str) -> None:
    """A spreadsheet is shown no formula, and told the encoding; others get the texts as they are."""
    content = content_of(entry("one", en={"term": "one", "definition": text}))
    plain, safe = csv_text(content), csv_text(content, excel_safe=True)
    assert rows(str(plain.data))[0]["en.definition"] == text
    assert str(safe.data).startswith(BOM + "id,")
    assert rows(str(safe.data).removeprefix(BOM))[0]["en.definition"] == f"'{text}"


def test_tabs() -> None:
    """TSV is the same table with tabs between its cells."""
    content = content_of(entry("one", en={"term": "one", "definition": "a\tb\nc"}))
    assert rows(str(tsv_text(content).data), "\t") == rows(str(csv_text(content).data))


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, a reader of CSV gets them back."""
    for text, delimiter in ((csv_text, ","), (tsv_text, "\t")):
        found = rows(str(text(of_entries(entries)).data), delimiter)
        assert [[*row] for row in found] == [[*COLUMNS]] * len(entries)
        for row, odd in zip(found, entries, strict=True):
            for lang in ("zh", "en"):
                assert row[f"{lang}.term"] == odd[lang]["term"]
                assert row[f"{lang}.definition"] == (odd[lang]["definition"] or "")
