"""Texts in the language of the interface."""

from __future__ import annotations

import pytest

from chinese import compiled
from dlterms import i18n
from dlterms.i18n import counted, language, marked, tr

CHINESE: dict[str | tuple[str, str], str] = {
    "no entry for `{query}`": "没有“{query}”这个词条",
    ("{n} row", "{n} rows"): "{n} 行",
    ("{missed} of {n} card", "{missed} of {n} cards"): "{n} 张卡片中的 {missed} 张",
}


@pytest.fixture
def _chinese() -> None:
    i18n.use(compiled(CHINESE), "zh")


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


@pytest.mark.parametrize("texts", [0, 1, 2, 3, 7, 8, 100])
def test_every_text_is_found(texts: int) -> None:
    """However many texts there are, each is found, and nothing else is."""
    catalogue = compiled({f"text {n}": f"第 {n} 个" for n in range(texts)})
    assert [catalogue.gettext(f"text {n}") for n in range(texts)] == [f"第 {n} 个" for n in range(texts)]
    assert [catalogue.gettext(text) for text in ("text", "text 9z", "zzz")] == ["text", "text 9z", "zzz"]


def test_marked() -> None:
    """What is marked is said later, and is the text itself until then."""
    assert marked("no entry for `{query}`") == "no entry for `{query}`"
