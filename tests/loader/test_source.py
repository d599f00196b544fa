"""Values that know their places."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from dlterms.loader.source import Source, Text
from dlterms.loader.tree import parse


def _text(written: str) -> Text:
    tree, problems = parse(f"a: {written}\nb: 末\n", "f")
    assert tree is not None
    assert problems == []
    text = tree["a"]
    assert isinstance(text, Text)
    return text


@pytest.mark.parametrize(
    ("written", "part", "place"),
    [
        pytest.param("one two", "two", (1, 8), id="plain"),
        pytest.param("'one two'", "two", (1, 9), id="quoted"),
        pytest.param('"one \\"two\\""', "two", (1, 11), id="escapes before it"),
        pytest.param('"one t\\u0077o"', "two", (1, 4), id="spelt with an escape"),
        pytest.param("one two two", "two", (1, 8), id="the first of two"),
        pytest.param("|-\n  one\n  甲乙 two\n", "two", (3, 6), id="block"),
        pytest.param(">-\n  one\n  two\n", "one two", (1, 4), id="across a fold"),
        pytest.param("one\n  two", "two", (2, 3), id="second line of a plain text"),
        pytest.param("'甲'", "末", (1, 4), id="not in it"),
    ],
)
def test_place_of_a_part(written: str, part: str, place: tuple[int, int]) -> None:
    """A part of a text is found where it was written, or else the text is."""
    text = _text(written)
    start = text.find(part)
    span = (start, start + len(part)) if start >= 0 else (0, 0)
    assert text.place_of(*span) == ("f", *place)


def test_place_of_a_later_part() -> None:
    """The second of two equal parts is told from the first."""
    text = _text("two and two")
    assert text.place_of(8, 11) == ("f", 1, 12)


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        pytest.param(0, ["ab"], id="the first line"),
        pytest.param(2, ["ab"], id="its end"),
        pytest.param(3, ["ab", "c"], id="a line behind another"),
        pytest.param(5, ["c", ""], id="an empty line"),
        pytest.param(7, ["", "d"], id="the end"),
    ],
)
def test_rows(index: int, rows: list[str]) -> None:
    """A line is given with the one before it, of which the first line has none."""
    assert Source("f", "ab\nc\n\nd").rows(index) == rows


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_copies_are_plain(clone: Callable[[Text], str]) -> None:
    """A copy of a text does not carry its whole file along."""
    assert type(clone(_text("one"))) is str
    assert clone(_text("one")) == "one"
