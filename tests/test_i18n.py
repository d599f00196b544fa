"""Texts in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dlterms import i18n
from dlterms.i18n import counted, language, marked, tr

CHINESE = {
    "no entry for `{query}`": "没有“{query}”这个词条",
    "{n} rows": "{n} 行",
    "{missed} of {n} cards": "{n} 张卡片中的 {missed} 张",
}


class Catalogue:
    def gettext(self, message: str) -> str:
        return CHINESE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return CHINESE.get(msgid2, msgid2)


@pytest.fixture
def _chinese() -> Iterator[None]:
    i18n.use(Catalogue(), "zh")
    yield
    i18n.use(None)


@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        pytest.param("no entry for `{query}`", {"query": "{x}"}, "no entry for `{x}`", id="a value"),
        pytest.param("{share:.0%} of {n:,}", {"share": 0.5, "n": 2000}, "50% of 2,000", id="formats"),
        pytest.param("expected {...}", {}, "expected {...}", id="braces without values"),
        pytest.param("", {}, "", id="nothing"),
    ],
)
def test_english(message: str, values: dict[str, object], said: str) -> None:
    """Without a catalogue a text is said as it is written, with the values in it."""
    assert (language(), tr(message, **values)) == ("en", said)


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        pytest.param("no entry for `{query}`", {"query": "x"}, "没有“x”这个词条", id="translated"),
        pytest.param("no such text", {}, "no such text", id="not in the catalogue"),
        pytest.param("", {}, "", id="nothing, which in a catalogue stands for its head"),
    ],
)
def test_chinese(message: str, values: dict[str, object], said: str) -> None:
    """A text is said as the catalogue has it, or in English where it has none."""
    assert (language(), tr(message, **values)) == ("zh", said)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(0, "0 rows", id="none"),
        pytest.param(1, "1 row", id="one"),
        pytest.param(1234, "1,234 rows", id="many"),
    ],
)
def test_counted(number: int, said: str) -> None:
    """One thing is said otherwise than many, and thousands are set apart."""
    assert counted(number, "{n} row", "{n} rows") == said


@pytest.mark.usefixtures("_chinese")
def test_counted_in_chinese() -> None:
    """In Chinese there is one form, in an order of its own."""
    assert counted(1, "{n} row", "{n} rows") == "1 行"
    assert counted(5, "{missed} of {n} card", "{missed} of {n} cards", missed=2) == "5 张卡片中的 2 张"


def test_marked() -> None:
    """What is marked is said later, and is the text itself until then."""
    assert marked("no entry for `{query}`") == "no entry for `{query}`"
