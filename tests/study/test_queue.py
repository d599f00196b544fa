"""The queue of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import pytest

from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection
from dlterms.model import Memory, Review
from dlterms.quiz.cards import Card, card_of
from dlterms.study.queue import Limits, Past, past, queue

DIRECTIONS = ("zh-en", "en-zh")


def selected(terms: Mapping[str, Sequence[str]], directions: Sequence[str] = DIRECTIONS) -> Selection:
    """A selection of terms, each with what it requires."""
    return Selection(list(terms.items()), terms.__contains__, lambda name: [Card("g", name, d) for d in directions])


def planned(past: Past, terms: Mapping[str, Sequence[str]], limits: Limits | None = None) -> list[str]:
    return [card.id.removeprefix("g/") for card in queue(past, selected(terms), limits or Limits())]


FREE = {"a": (), "b": (), "c": ()}
CHAIN = {"a": (), "b": ["a"], "c": ["b"]}


@pytest.mark.parametrize(
    ("due", "cards"),
    [
        pytest.param(["b:zh-en", "a:zh-en"], ["b:zh-en", "a:zh-en"], id="in the order given"),
        pytest.param(["a:zh-en", "a:en-zh", "b:zh-en"], ["a:zh-en", "b:zh-en"], id="one sibling a day"),
        pytest.param(["x:zh-en", "a:zh-en"], ["a:zh-en"], id="a term that is gone"),
        pytest.param(["a:cloze.1", "b:zh-en"], ["b:zh-en"], id="a card that is gone or not wanted"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_due(due: list[str], cards: list[str]) -> None:
    """Cards that are due come in the order of the history, one a term, if they are there and wanted."""
    past = Past(due=[f"g/{name}" for name in due])
    assert planned(past, FREE, Limits(20, 0)) == cards


@pytest.mark.parametrize(
    ("terms", "past", "cards"),
    [
        pytest.param(FREE, Past(), ["a:zh-en", "b:zh-en", "c:zh-en"], id="in the order of learning"),
        pytest.param(FREE, Past(answered={"g/a:zh-en"}), ["a:en-zh", "b:zh-en", "c:zh-en"], id="the next direction"),
        pytest.param(FREE, Past(answered={"g/a:zh-en", "g/a:en-zh"}), ["b:zh-en", "c:zh-en"], id="all were asked"),
        pytest.param(FREE, Past(today={"a"}), ["b:zh-en", "c:zh-en"], id="a sibling was asked today"),
        pytest.param(FREE, Past(set_aside={"g/a:zh-en"}), ["a:en-zh", "b:zh-en", "c:zh-en"], id="suspended"),
        pytest.param(CHAIN, Past(), ["a:zh-en", "b:zh-en", "c:zh-en"], id="introduced in this session"),
        pytest.param({"b": ["a"], "a": ()}, Past(), ["a:zh-en"], id="its prerequisite comes later"),
        pytest.param({"b": ["x"]}, Past(), ["b:zh-en"], id="a prerequisite left out holds nothing back"),
        pytest.param(
            CHAIN, Past(set_aside={"g/a:zh-en", "g/a:en-zh"}), [], id="a prerequisite set aside and never asked"
        ),
        pytest.param(
            CHAIN, Past(introduced={"a"}, today={"a"}), ["b:zh-en", "c:zh-en"], id="introduced before, asked today"
        ),
        pytest.param(
            {"deep": (), "top": ["deep"]}, Past(), ["deep:zh-en", "top:zh-en"], id="a prerequisite of another level"
        ),
    ],
)
def test_new(terms: Mapping[str, Sequence[str]], past: Past, cards: list[str]) -> None:
    """New cards come in the order of learning, one a term, each after what its term requires."""
    assert planned(past, terms) == cards


def test_a_prerequisite_without_cards() -> None:
    """What has no card in the wanted directions, as a draft of one name, holds nothing back once its turn has come."""
    cards = {"a": (), "b": [Card("g", "b", "zh-en")], "c": (), "d": [Card("g", "d", "zh-en")]}
    chosen = Selection([("a", ()), ("b", ["a"]), ("c", ["b"]), ("d", ["c"])], cards.__contains__, cards.__getitem__)
    assert [card.term for card in queue(Past(), chosen, Limits())] == ["b", "d"]
    assert [card.term for card in queue(Past(set_aside={"g/b:zh-en"}), chosen, Limits())] == []


@pytest.mark.parametrize(
    ("limits", "cards"),
    [
        pytest.param(Limits(20, 10), ["a:zh-en", "b:zh-en", "c:zh-en"], id="room for all"),
        pytest.param(Limits(20, 1), ["a:zh-en", "b:zh-en"], id="new cards a day"),
        pytest.param(Limits(20, 0), ["a:zh-en"], id="no new card"),
        pytest.param(Limits(2, 10), ["a:zh-en", "b:zh-en"], id="cards a session"),
        pytest.param(Limits(1, 10), ["a:zh-en"], id="due cards first"),
    ],
)
def test_limits(limits: Limits, cards: list[str]) -> None:
    """A session has so many cards, and so many new ones among them."""
    assert planned(Past(due=["g/a:zh-en"], answered={"g/a:zh-en"}, introduced={"a"}), FREE, limits) == cards


def test_due_portion_is_not_read_beyond_the_limit() -> None:
    """Of many cards that are due only those needed are looked at."""

    def endless() -> Iterator[str]:
        for name in ("a", "b", "c"):
            yield f"g/{name}:zh-en"
        pytest.fail("read too far")

    assert planned(Past(due=endless()), FREE, Limits(3, 0)) == ["a:zh-en", "b:zh-en", "c:zh-en"]


def test_suspended_due_card() -> None:
    """A suspended card is not asked though due, and its sibling may be."""
    past = Past(due=["g/a:zh-en", "g/a:en-zh"], set_aside={"g/a:zh-en"})
    assert planned(past, {"a": ()}, Limits(20, 0)) == ["a:en-zh"]


def test_card_ids() -> None:
    """A card is found again by its id; what is no card id is an error."""
    card = Card("g", "a-b", "cloze.2")
    assert card_of(card.id) == card
    for wrong in ("", "a", "g/a", ":zh-en", "g/:zh-en", "/a:zh-en", "g/a:"):
        with pytest.raises(ValueError, match=f"^{wrong}$"):
            card_of(wrong)


class Due:
    """A history of so many due cards, the first of them set aside."""

    def __init__(self, cards: int, suspended: int) -> None:
        self.memories = {f"g/t-{n}:zh-en": Memory(1.0, 5.0, 0.0) for n in range(cards)}
        self.said = dict.fromkeys(list(self.memories)[:suspended], True)

    def due(self, by: float, retention: float, limit: int) -> dict[str, Memory]:
        return dict(list(self.memories.items())[:limit])

    def suspended(self) -> dict[str, bool]:
        return self.said

    def reviews(self, since: float) -> list[Review]:
        return []


@pytest.mark.parametrize(("cards", "suspended"), [(0, 0), (1, 0), (256, 0), (257, 3), (600, 256), (3_000, 2_500)])
def test_due_cards_come_in_portions(cards: int, suspended: int) -> None:
    """Every due card comes once, however many there are and however many before it are set aside."""
    history = Due(cards, suspended)
    found = list(past(cast(Reader, history), cast(IndexLexicon, None), 0.9, 9e6).due)
    assert found == list(history.memories)[suspended:]
