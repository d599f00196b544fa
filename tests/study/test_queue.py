"""The queue of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from dlterms.fsrs import DEFAULTS
from dlterms.history import Reader
from dlterms.index.selection import Selection
from dlterms.model import Bury, Memory, Review
from dlterms.quiz.cards import Card, card_of
from dlterms.schedule import Stretch, stretch
from dlterms.study.queue import EVEN, Limits, Past, limits, past, queue
from history_support import DAY, NOW, answer, opened

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
        pytest.param(FREE, Past(introduced={"a"}), ["b:zh-en", "c:zh-en"], id="met before"),
        pytest.param(FREE, Past(today={"a"}), ["b:zh-en", "c:zh-en"], id="a sibling was asked today"),
        pytest.param(FREE, Past(set_aside={"g/a:zh-en"}), ["a:en-zh", "b:zh-en", "c:zh-en"], id="suspended"),
        pytest.param(FREE, Past(buried={"g/a:zh-en", "g/a:en-zh"}), ["b:zh-en", "c:zh-en"], id="not today"),
        pytest.param(CHAIN, Past(), ["a:zh-en", "b:zh-en", "c:zh-en"], id="introduced in this session"),
        pytest.param({"b": ["a"], "a": ()}, Past(), ["a:zh-en"], id="its prerequisite comes later"),
        pytest.param({"b": ["x"]}, Past(), ["b:zh-en"], id="a prerequisite left out holds nothing back"),
        pytest.param(
            CHAIN,
            Past(set_aside={"g/a:zh-en", "g/a:en-zh"}),
            ["b:zh-en", "c:zh-en"],
            id="a prerequisite set aside holds nothing back",
        ),
        pytest.param(
            CHAIN, Past(today={"a"}, buried={"g/a:zh-en"}), ["b:zh-en", "c:zh-en"], id="nor does one not wanted today"
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
    """New terms come in the order of learning, each after what it requires."""
    assert planned(past, terms) == cards


def test_a_prerequisite_without_cards() -> None:
    """What has no card in the wanted directions, as a draft of one name, holds nothing back once its turn has come."""
    cards = {"a": (), "b": [Card("g", "b", "zh-en")], "c": (), "d": [Card("g", "d", "zh-en")]}
    chosen = Selection([("a", ()), ("b", ["a"]), ("c", ["b"]), ("d", ["c"])], cards.__contains__, cards.__getitem__)
    assert [card.term for card in queue(Past(), chosen, Limits())] == ["b", "d"]
    assert [card.term for card in queue(Past(set_aside={"g/b:zh-en"}), chosen, Limits())] == ["d"]


@pytest.mark.parametrize(
    ("past", "cards"),
    [
        pytest.param(Past(firm=["a"]), ["a:en-zh"], id="the next direction"),
        pytest.param(Past(), [], id="not firm yet"),
        pytest.param(Past(firm=["a"], today={"a"}), [], id="a sibling was asked today"),
        pytest.param(Past(firm=["a"], due=["g/a:zh-en"]), ["a:zh-en"], id="a sibling is due"),
        pytest.param(Past(firm=["a"], buried={"g/a:en-zh"}), [], id="not today"),
        pytest.param(Past(firm=["x", "a"]), ["a:en-zh"], id="a term that is gone"),
        pytest.param(Past(firm=["b", "a"], due=["g/c:zh-en"]), ["c:zh-en", "b:en-zh", "a:en-zh"], id="after due ones"),
        pytest.param(Past(firm=["a"], today=[f"t-{n}" for n in range(EVEN - 1)]), ["a:en-zh"], id="room today"),
        pytest.param(Past(firm=["a"], today=[f"t-{n}" for n in range(EVEN)]), [], id="no room today"),
    ],
)
def test_further_directions(past: Past, cards: list[str]) -> None:
    """A term's next direction comes once the last is firm, on another day than its siblings and not on a full one."""
    known = {f"g/{name}:zh-en" for name in FREE}
    assert planned(replace(past, answered=known, introduced=set(FREE)), FREE) == cards


def test_a_full_day_seeks_no_firm_terms() -> None:
    """On a full day it is not worked out which terms are firm, for which all memories have to be read."""
    firm = iter(["a"])
    planned(Past(firm=firm, today=[f"t-{n}" for n in range(EVEN)]), FREE)
    assert list(firm) == ["a"]


@pytest.mark.parametrize(
    ("past", "cards"),
    [
        pytest.param(Past(missed=["g/a:zh-en"], today={"a"}), ["a:zh-en"], id="its term was asked today"),
        pytest.param(Past(missed=["g/a:zh-en"], due=["g/b:zh-en"], today={"a"}), ["a:zh-en", "b:zh-en"], id="first"),
        pytest.param(Past(missed=["g/a:zh-en"], buried={"g/a:zh-en"}, today={"a"}), [], id="not today"),
        pytest.param(Past(missed=["g/x:zh-en"], today={"x"}), [], id="a term that is gone"),
    ],
)
def test_missed_today(past: Past, cards: list[str]) -> None:
    """What was missed today and not yet right comes back on the same day, before all else."""
    assert planned(past, FREE, Limits(20, 0)) == cards


MANY_DUE = [f"g/t-{n}:zh-en" for n in range(30)]


@pytest.mark.parametrize(
    ("limits", "due", "new", "after"),
    [
        pytest.param(Limits(20, 5), 17, 3, 0, id="all new terms that there are"),
        pytest.param(Limits(20, 2, 2), 18, 2, 0, id="as many as are left today"),
        pytest.param(Limits(4, 5), 2, 2, 0, id="half of the session at most"),
        pytest.param(Limits(1, 5), 1, 0, 0, id="one card is no half"),
        pytest.param(Limits(20, 0), 20, 0, 0, id="no new term"),
        pytest.param(Limits(20, 5, 0), 20, 0, 0, id="no place kept"),
        pytest.param(Limits(40, 5, 0), 17, 3, 13, id="new ones within the first 20"),
    ],
)
def test_limits(limits: Limits, due: int, new: int, after: int) -> None:
    """A session has so many cards, and some of its places are kept for new terms however many cards are due."""
    terms: dict[str, Sequence[str]] = {f"t-{n}": () for n in range(30)}
    past = Past(due=MANY_DUE, answered=set(MANY_DUE), introduced=set(terms))
    found = planned(past, terms | FREE, limits)
    assert [name.startswith("t-") for name in found] == [True] * due + [False] * new + [True] * after


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

    def stretch(self, retention: float) -> Stretch:
        return stretch(retention, DEFAULTS)

    def due(self, by: float, wait: Stretch, limit: int) -> dict[str, Memory]:
        return dict(list(self.memories.items())[:limit])

    def suspended(self) -> dict[str, bool]:
        return self.said

    def reviews(self, since: float) -> list[Review]:
        return []

    def rows(self, sql: str, *values: object) -> list[object]:
        return []


@pytest.mark.parametrize(("cards", "suspended"), [(0, 0), (1, 0), (256, 0), (257, 3), (600, 256), (3_000, 2_500)])
def test_due_cards_come_in_portions(cards: int, suspended: int) -> None:
    """Every due card comes once, however many there are and however many before it are set aside."""
    history = Due(cards, suspended)
    found = list(past(cast(Reader, history), 0.9, 9e6).due)
    assert found == list(history.memories)[suspended:]


def test_not_today(tmp_path: Path) -> None:
    """Of a term that is not wanted today no other direction is asked either, until the day turns."""
    with opened(tmp_path / "reviews.db") as history:
        history.record(Bury("g/a:zh-en", "b", NOW))
        assert past(history, 0.9, NOW).today == {"a"}
        assert past(history, 0.9, NOW + DAY).today == set()


def test_answers_of_a_clock_that_was_ahead(tmp_path: Path) -> None:
    """Cards whose last answer is dated a year ahead are due on every day, and take no place of the new terms."""
    with opened(tmp_path / "reviews.db") as history:
        history.merge([answer(0, 3, "g/a:zh-en"), answer(1, 1, "g/b:zh-en")])
        history.merge([answer(365, 3, "g/a:zh-en"), answer(366, 1, "g/c:zh-en")])
        for day in (30, 31, 32):
            found = past(history, 0.9, NOW + day * DAY)
            assert (set(found.today), found.missed) == (set(), [])
            assert set(found.due) == {"g/a:zh-en", "g/b:zh-en", "g/c:zh-en"}
            assert limits(history, 20, 2, NOW + day * DAY) == Limits(20, 2, 2)
        history.record(answer(32, 3, "g/a:zh-en"))
        found = past(history, 0.9, NOW + 32 * DAY)
        assert set(found.today) == {"a"}
        assert set(found.due) == {"g/b:zh-en", "g/c:zh-en"}
