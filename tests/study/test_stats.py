"""What the history says about the learner, on days of 100 seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

import pytest

from dlterms.history import Rated
from dlterms.model import Memory, Rating, Topic
from dlterms.study import stats

DAYS = 7 * stats.WEEKS
BOUNDS = [100.0 * day for day in range(-DAYS + 1, stats.AHEAD + 2)]  # today is 0 to 100
NOW = 50.0
TOPICS = {name: Topic(name, f"{name} 题", name) for name in "xyz"}


def memory(stability: float = 1.0, first: float = -900.0, misses: int = 0) -> Memory:
    return Memory(stability, 5.0, -50.0, first, 20, misses)


def past(
    memories: dict[str, Memory] | None = None,
    answers: Sequence[Rated] = (),
    confusions: dict[tuple[str, str], int] | None = None,
    suspended: dict[str, bool] | None = None,
) -> stats.Record:
    return stats.Record(memories or {}, NOW, answers, BOUNDS, confusions or {}, suspended or {})


def reviews(*answers: tuple[str, float, Rating]) -> list[Rated]:
    return [(time, card, rating) for card, time, rating in sorted(answers, key=itemgetter(1))]


@pytest.mark.parametrize(
    ("stabilities", "state"),
    [
        pytest.param([], "new", id="never-asked"),
        pytest.param([0.2], "learning", id="missed"),
        pytest.param([20.9], "learning", id="almost-known"),
        pytest.param([21.0], "known", id="known"),
        pytest.param([400.0, 20.0], "learning", id="weakest-tells"),
        pytest.param([400.0, 30.0], "known", id="all-known"),
    ],
)
def test_state_of_a_term(stabilities: list[float], state: stats.State) -> None:
    """A term is known once its weakest card keeps for three weeks."""
    assert stats.state([memory(stability) for stability in stabilities]) == state


def test_term_states_join_cards() -> None:
    """The cards of a term are taken together, whatever colons and slashes their ids have."""
    memories = {"dl/gan:zh-en": memory(30), "dl/gan:cloze.1": memory(2), "my/a:b:en-zh": memory(90)}
    assert stats.term_states(memories) == {"dl/gan": "learning", "my/a:b": "known"}


def test_mastery_by_topic() -> None:
    """Each topic counts its terms by state, in the order in which topics are met; other terms count for nothing."""
    terms = {"dl/a": TOPICS["y"], "dl/b": TOPICS["x"], "dl/c": TOPICS["y"], "dl/d": TOPICS["y"]}
    memories = {"dl/a:zh-en": memory(30), "dl/b:zh-en": memory(3), "dl/c:zh-en": memory(3), "dl/e:zh-en": memory(3)}
    assert stats.mastery(memories, terms) == (
        stats.Mastery(TOPICS["y"], new=1, learning=1, known=1),
        stats.Mastery(TOPICS["x"], new=0, learning=1, known=0),
    )


@pytest.mark.parametrize(
    ("times", "due"),
    [
        pytest.param([], [0, 0, 0], id="none"),
        pytest.param([-5000.0, 49.0, 50.0], [3, 0, 0], id="overdue-and-now"),
        pytest.param([50.1, 99.0, 199.0], [0, 3, 0], id="later-today-counts-as-tomorrow"),
        pytest.param([200.0, 299.9], [0, 0, 2], id="from-the-turn-of-the-day"),
        pytest.param([300.0, 1e9], [0, 0, 0], id="beyond"),
    ],
)
def test_due_days(times: list[float], due: list[int]) -> None:
    """Cards count on the day on which they come back."""
    assert list(stats.due_days(times, NOW, [200.0, 300.0])) == due


@pytest.mark.parametrize(
    ("a_day", "streak"),
    [
        pytest.param([], 0, id="no-days"),
        pytest.param([0, 0, 0], 0, id="never"),
        pytest.param([0, 4, 1], 2, id="up-to-today"),
        pytest.param([3, 4, 0], 2, id="none-yet-today"),
        pytest.param([3, 0, 0], 0, id="broken"),
        pytest.param([3, 0, 1], 1, id="begun-anew"),
        pytest.param([1, 1, 1], 3, id="always"),
    ],
)
def test_streak(a_day: list[int], streak: int) -> None:
    """The days in a row end today, or yesterday while today is still open."""
    assert stats.streak(a_day) == streak


def test_by_day() -> None:
    """Answers are parted where the day turns; those before and after the days are left out."""
    answers = reviews(*[("dl/a:x", t, 3) for t in (-1.0, 0.0, 99.9, 100.0, 250.0)])
    assert stats.by_day(answers, [0, 100, 200]) == [answers[1:3], answers[3:4]]


@pytest.mark.parametrize(
    ("answers", "right", "of"),
    [
        pytest.param([], 0, 0, id="nothing"),
        pytest.param([("dl/a:x", 10, 3)], 1, 1, id="right"),
        pytest.param([("dl/a:x", 10, 2)], 1, 1, id="hard-is-right"),
        pytest.param([("dl/a:x", 10, 1), ("dl/a:x", 20, 3)], 0, 1, id="first-answer-of-the-day"),
        pytest.param([("dl/a:x", -90, 3), ("dl/a:x", 10, 1)], 1, 2, id="once-a-day"),
        pytest.param([("dl/new:x", 10, 3), ("dl/new:x", 20, 3)], 0, 0, id="first-day-of-a-card"),
        pytest.param([("dl/new:x", 10, 3), ("dl/new:x", 110, 3)], 1, 1, id="its-second-day"),
        pytest.param([("dl/gone:x", 10, 3)], 0, 0, id="unknown-card"),
        pytest.param([("dl/a:x", -700, 3)], 0, 0, id="before-the-time-asked-for"),
    ],
)
def test_true_retention(answers: list[tuple[str, float, Rating]], right: int, of: int) -> None:
    """Of cards met on an earlier day, the first answer of each day counts."""
    memories = {"dl/a:x": memory(), "dl/new:x": memory(first=10.0)}
    assert stats.true_retention(past(memories, reviews(*answers)), -500.0) == (right, of)


def test_pairs_count_both_ways() -> None:
    """A taken for B and B for A are one pair, of all their cards; the most frequent comes first."""
    confusions = {("dl/a:zh-en", "b"): 2, ("dl/b:zh-en", "a"): 1, ("dl/b:en-zh", "a"): 1, ("dl/c:zh-en", "a"): 9}
    assert stats.pairs(confusions) == (stats.Pair(("a", "c"), 9), stats.Pair(("a", "b"), 4))


@pytest.mark.parametrize(
    ("misses", "suspended", "named"),
    [
        pytest.param(7, {}, False, id="seven"),
        pytest.param(8, {}, True, id="eight"),
        pytest.param(8, {"dl/a:x": True}, True, id="suspended-too"),
        pytest.param(8, {"dl/a:x": False}, False, id="taken-back"),
        pytest.param(7, {"dl/a:x": True}, False, id="suspended-only"),
    ],
)
def test_leeches(misses: int, suspended: dict[str, bool], named: bool) -> None:
    """A card missed eight times is a leech until it is taken back."""
    found = stats.leeches(past({"dl/a:x": memory(misses=misses)}, suspended=suspended))
    assert found == ((stats.Leech("dl/a:x", misses),) if named else ())


def test_json() -> None:
    """The object has the keys that docs/json.md describes, and none of the clock or the machine."""
    memories = {"dl/a:zh-en": memory(30, first=-9000), "dl/b:zh-en": memory(1, misses=9)}
    terms = {"dl/a": TOPICS["x"], "dl/b": TOPICS["x"]}
    given = reviews(("dl/a:zh-en", -3500, 1), ("dl/a:zh-en", -90, 3), ("dl/a:zh-en", 10, 3))
    summed = stats.stats(past(memories, given, {("dl/a:zh-en", "b"): 1}, {"dl/c:x": True}), 0.85, [10, 120], terms, 5)
    assert summed.to_json() == {
        "retention": {"wanted": 0.85, "month": {"right": 2, "of": 2}, "year": {"right": 2, "of": 3}},
        "due": [1, 1, *[0] * 13],
        "reviews_a_day": [*[0] * (DAYS - 36), 1, *[0] * 33, 1, 1],
        "streak": 2,
        "terms": {"new": 0, "learning": 1, "known": 1},
        "topics": [{"id": "x", "zh": "x 题", "en": "x", "new": 0, "learning": 1, "known": 1}],
        "confused": [{"terms": ("a", "b"), "times": 1}],
        "leeches": [{"card": "dl/b:zh-en", "misses": 9}],
        "set_aside": 1,
        "aside": [{"term": "dl/c", "cards": 1, "known": False}],
        "pace": {"new": 5, "left": 0, "days": 0},
        "calibration": None,
    }


def test_known() -> None:
    """A term said to be known counts as that, answered or not, and is set aside by name."""
    terms = dict.fromkeys(("dl/a", "dl/b", "dl/c"), TOPICS["x"])
    record = replace(
        past({"dl/a:zh-en": memory(1)}, suspended={"dl/a:zh-en": True, "dl/b:zh-en": True, "dl/c:zh-en": False}),
        known={"dl/a", "dl/b"},
    )
    summed = stats.stats(record, 0.9, [], terms, 5)
    assert [summed.count(state) for state in stats.STATES] == [1, 0, 2]
    assert summed.aside == (stats.Aside("dl/a", 1, True), stats.Aside("dl/b", 1, True))


@pytest.mark.parametrize(
    ("left", "new", "days"), [(0, 5, 0), (1, 5, 1), (5, 5, 1), (6, 5, 2), (663, 5, 133), (3, 0, None)]
)
def test_pace(left: int, new: int, days: int | None) -> None:
    """The last term is met on the day on which the new ones of each day have used them up; without any, never."""
    assert stats.pace(left, new) == stats.Pace(new, left, days)
