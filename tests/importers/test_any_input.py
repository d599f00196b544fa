"""Readers are given anything."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.errors import DltermsError
from dlterms.importers.formats import TEXT, read
from dlterms.importers.merging import InForce, merge
from dlterms.importers.records import Imported
from dlterms.importers.tables import split_rows

PIECES = st.sampled_from(
    ["中文", "英文", "term", "定义", "aliases", "id", "level", "暂退法", "dropout", "null", " ", "\n", "\n", "\r",
     ",", ";", "\t", "|", "，", "：", "（", ")", '"', "- ", "# ", "|-|-|\n", "sep=;", "](#x)", "\0", "\u202e", "\ufeff",
     "<b>", "&lt;", "{{c1::", "}}", "#separator:tab\n", "#html:true\n", "- slug: x\n  en: {term: ", "}", "[{", '"zh": ']
)  # fmt: skip
NOTHING = InForce(lambda key: [], lambda name: False, str, str)


def accounted(found: Imported) -> None:
    """Records are entries with a name; all is found again once they are merged."""
    merged = merge(found.records, NOTHING)
    places = [place for made in (*merged.entries, *merged.additions) for place in made.places]
    assert len(places) + len(merged.left_out) == len(found.records)


@pytest.mark.parametrize("form", TEXT)
@settings(max_examples=60)
@given(pieces=st.lists(PIECES, max_size=40))
def test_pieces(form: str, pieces: list[str]) -> None:
    """Of what looks like its format a reader makes records, or says what is wrong."""
    with suppress(DltermsError):
        accounted(TEXT[form]("".join(pieces)))


@pytest.mark.parametrize("form", [None, *TEXT])
@settings(max_examples=30)
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-16"))))
def test_bytes(form: str | None, content: bytes) -> None:
    """Of any bytes a reader makes records, or says what is wrong."""
    with suppress(DltermsError):
        accounted(read(content, form)[1])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_row(text: str) -> None:
    """Each row of a table is a record or left out."""
    try:
        found = TEXT["tsv"](text)
    except DltermsError:
        return
    rows = [f"line {row.line}" for row in split_rows(text, "\t")]
    assert sorted([*(one.place for one in found.records), *(one.place for one in found.left_out)]) == sorted(rows)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_line(text: str) -> None:
    """Each line that is not blank is a record or left out."""
    found = TEXT["lines"](text)
    lines = [f"line {number}" for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert sorted([*(one.place for one in found.records), *(one.place for one in found.left_out)]) == sorted(lines)
