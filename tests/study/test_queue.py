"""The plan of the day, and when a day begins and ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dlterms.quiz.cards import Card, card_of
from dlterms.study.queue import Limits, Past, Selection, day_end, day_start, plan

DIRECTIONS = ("zh-en", "en-zh")


def selected(terms: Mapping[str, Sequence[str]], directions: Sequence[str] = DIRECTIONS) -> Selection:
    """A selection of terms, each with what it requires."""
    return Selection(list(terms.items()), terms.__contains__, lambda name: [Card("g", name, d) for d in directions])


def planned(past: Past, terms: Mapping[str, Sequence[str]], limits: Limits | None = None) -> list[str]:
    return [card.id.removeprefix("g/") for card in plan(past, selected(terms), limits or Limits())]


FREE = {"a": (), "b": (), "c": ()}
CHAIN = {"a": (), "b": ["a"], "c": ["b"]}


@pytest.mark.parametrize(
    ("due", "cards"),
    [
        pytest.param(["b:zh-en", "a:zh-en"], ["b:zh-en", "a:zh-en"], id="in the order given"),
        pytest.param(["a:zh-en", "a:en-zh", "b:zh-en"], ["a:zh-en", "b:zh-en"], id="one sibling a day"),
        pytest.param(["x:zh-en", "a:zh-en"], ["a:zh-en"], id="a term that is gone"),
        pytest.param(["a:cloze.1", "b:zh-en"], ["b:zh-en"], id="a card that is gone or not wanted"),
        pytest.param(["nonsense", "b:zh-en"], ["b:zh-en"], id="no card at all"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_due(due: list[str], cards: list[str]) -> None:
    """Cards that are due come in the order of the history, one a term, if they are there and wanted."""
    past = Past(due=[name if name == "nonsense" else f"g/{name}" for name in due])
    assert planned(past, FREE, Limits(20, 0)) == cards


@pytest.mark.parametrize(
    ("terms", "past", "cards"),
    [
        pytest.param(FREE, Past(), ["a:zh-en", "b:zh-en", "c:zh-en"], id="in the order of learning"),
        pytest.param(FREE, Past(asked={"g/a:zh-en"}), ["a:en-zh", "b:zh-en", "c:zh-en"], id="the next direction"),
        pytest.param(FREE, Past(asked={"g/a:zh-en", "g/a:en-zh"}), ["b:zh-en", "c:zh-en"], id="all were asked"),
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
    assert planned(Past(due=["g/a:zh-en"], asked={"g/a:zh-en"}, introduced={"a"}), FREE, limits) == cards


def test_due_portion_is_not_read_beyond_the_limit() -> None:
    """Of many cards that are due only those needed are looked at."""

    def endless() -> object:
        for name in ("a", "b", "c"):
            yield f"g/{name}:zh-en"
        pytest.fail("read too far")

    assert planned(Past(due=endless()), FREE, Limits(3, 0)) == ["a:zh-en", "b:zh-en", "c:zh-en"]  # type: ignore[arg-type]


def test_suspended_due_card() -> None:
    """A suspended card is not asked though due, and its sibling may be."""
    past = Past(due=["g/a:zh-en", "g/a:en-zh"], set_aside={"g/a:zh-en"})
    assert planned(past, {"a": ()}, Limits(20, 0)) == ["a:en-zh"]


@pytest.mark.parametrize(
    ("zone", "moment", "start", "end", "hours"),
    [
        pytest.param("Asia/Shanghai", "2025-06-02T12:00", "2025-06-02T04:00", "2025-06-03T04:00", 24, id="noon"),
        pytest.param("Asia/Shanghai", "2025-06-02T04:00", "2025-06-02T04:00", "2025-06-03T04:00", 24, id="the turn"),
        pytest.param(
            "Asia/Shanghai", "2025-06-02T03:59", "2025-06-01T04:00", "2025-06-02T04:00", 24, id="a late night"
        ),
        pytest.param("Asia/Shanghai", "2025-01-01T00:30", "2024-12-31T04:00", "2025-01-01T04:00", 24, id="New Year"),
        pytest.param("Asia/Shanghai", "1986-05-04T12:00", "1986-05-04T04:00", "1986-05-05T04:00", 24, id="China 1986"),
        pytest.param(
            "Asia/Shanghai", "1986-05-03T12:00", "1986-05-03T04:00", "1986-05-04T04:00", 23, id="forward 1986"
        ),
        pytest.param("Asia/Shanghai", "1986-09-13T12:00", "1986-09-13T04:00", "1986-09-14T04:00", 25, id="back 1986"),
        pytest.param("America/New_York", "2025-03-08T12:00", "2025-03-08T04:00", "2025-03-09T04:00", 23, id="forward"),
        pytest.param(
            "America/New_York", "2025-03-09T01:30", "2025-03-08T04:00", "2025-03-09T04:00", 23, id="1:30 before"
        ),
        pytest.param(
            "America/New_York", "2025-03-09T03:30", "2025-03-08T04:00", "2025-03-09T04:00", 23, id="3:30 after"
        ),
        pytest.param("America/New_York", "2025-03-09T12:00", "2025-03-09T04:00", "2025-03-10T04:00", 24, id="after it"),
        pytest.param("America/New_York", "2025-11-01T12:00", "2025-11-01T04:00", "2025-11-02T04:00", 25, id="back"),
        pytest.param(
            "America/New_York", "2025-11-02T01:30", "2025-11-01T04:00", "2025-11-02T04:00", 25, id="1:30 twice"
        ),
        pytest.param("America/New_York", "2025-11-02T05:00", "2025-11-02T04:00", "2025-11-03T04:00", 24, id="next day"),
    ],
)
def test_day(zone: str, moment: str, start: str, end: str, hours: int) -> None:
    """A day runs from 04:00 to 04:00 on the wall clock, also on the nights when clocks change."""
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    begins = day_start(at.timestamp(), ZoneInfo(zone))
    ends = day_end(begins)
    assert (
        begins.replace(tzinfo=None).isoformat("T", "minutes"),
        ends.replace(tzinfo=None).isoformat("T", "minutes"),
    ) == (start, end)
    assert (ends.timestamp() - begins.timestamp()) / 3600 == hours


@pytest.mark.parametrize("fold", [pytest.param(0, id="first 1:30"), pytest.param(1, id="second 1:30")])
def test_hour_that_comes_twice(fold: int) -> None:
    """Both times it is half past one on the night the clocks go back, it is still the day before."""
    at = datetime(2025, 11, 2, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=fold)
    assert day_start(at.timestamp(), ZoneInfo("America/New_York")).day == 1


def test_clock_set_back_a_day() -> None:
    """With the clock set back a day it is yesterday's day again, whole and the same."""
    zone = ZoneInfo("Asia/Shanghai")
    today = datetime(2025, 6, 2, 12, tzinfo=zone).timestamp()
    yesterday = day_start(today - 86_400, zone)
    assert yesterday.isoformat() == "2025-06-01T04:00:00+08:00"
    assert day_end(yesterday) == day_start(today, zone)


def test_card_ids() -> None:
    """A card is found again by its id; what is no card id is an error."""
    card = Card("g", "a-b", "cloze.2")
    assert card_of(card.id) == card
    for wrong in ("", "a", "g/a", ":zh-en", "g/:zh-en", "/a:zh-en", "g/a:"):
        with pytest.raises(ValueError, match=f"^{wrong}$"):
            card_of(wrong)
