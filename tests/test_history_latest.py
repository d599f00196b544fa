"""The latest answers, and the cards answered last with all of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dlterms.errors import DltermsError
from dlterms.history import Given, History, latest, rated
from dlterms.model import Undo
from history_support import DAY, NOW, answer, in_memory, override

ONE, TWO = "dl/one:zh-en", "dl/two:zh-en"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with in_memory(tmp_path) as history:
        yield history


def given(*days: int, rating: int = 3) -> list[Given]:
    return [Given(NOW + day * DAY, rating, None) for day in days]


@pytest.mark.parametrize(
    ("answers", "rows", "cards", "since"),
    [
        pytest.param(9, 99, {ONE: given(1, 3), TWO: given(2, 4, 5)}, 1, id="all"),
        pytest.param(2, 99, {TWO: given(2, 4, 5)}, 4, id="the latest two are of one card"),
        pytest.param(3, 99, {ONE: given(1, 3), TWO: given(2, 4, 5)}, 3, id="with those before them"),
        pytest.param(9, 3, {TWO: given(2, 4, 5)}, 1, id="no more rows"),
        pytest.param(9, 4, {ONE: given(1, 3), TWO: given(2, 4, 5)}, 1, id="one card over"),
    ],
)
def test_latest(history: History, answers: int, rows: int, cards: dict[str, list[Given]], since: int) -> None:
    """The cards of the latest answers are read whole, those answered last where that would be too many rows."""
    history.merge(answer(n, card=card) for n, card in ((1, ONE), (2, TWO), (3, ONE), (4, TWO), (5, TWO)))
    assert latest(history, answers, rows) == (NOW + since * DAY, cards)


def test_nothing(history: History) -> None:
    """Without answers there are no cards."""
    assert latest(history, 9, 9).cards == {}


def test_as_overridden(history: History) -> None:
    """An answer counts as it was overridden, and not if it was undone."""
    kept, gone = history.record(answer(1, 1, ONE)), history.record(answer(2, 1, ONE))
    override(history, NOW + 3 * DAY, kept.id, 3, card=ONE)
    history.record(Undo(ONE, gone.id, history.new_id(), NOW + 3 * DAY))
    assert latest(history, 9, 9).cards == {ONE: given(1)}


def test_renamed(history: History) -> None:
    """Answers to a term under both of its names are of one card, in the order of time."""
    history.merge([answer(1, card=ONE), answer(2, card=TWO), answer(3, card=ONE)])
    history.follow([("dl/one", "dl/two")])
    assert latest(history, 9, 9).cards == {TWO: given(1, 2, 3)}


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE log SET rating = 7", id="rating"),
        pytest.param("UPDATE log SET time = 1e300", id="time"),
        pytest.param("UPDATE log SET mode = x'00'", id="mode"),
        pytest.param("UPDATE card SET id = 'no card' WHERE id != ''", id="card"),
    ],
)
def test_damage(history: History, sql: str) -> None:
    """What no answer can be is a damaged history, in one line."""
    history.record(answer(1, card=ONE))
    history.db.execute("PRAGMA ignore_check_constraints = ON")
    for table in ("log", "card"):
        history.db.execute(f"DROP TRIGGER {table}_UPDATE")
    history.db.execute(sql)
    with pytest.raises(DltermsError, match=r"damaged \("):
        latest(history, 9, 9)
    if "no card" not in sql and "mode" not in sql:
        with pytest.raises(DltermsError, match=r"damaged \("):
            rated(history, 0.0)


def test_rated(history: History) -> None:
    """The answers since a moment as (time, card, rating), by the current names, overridden ones as they count now."""
    history.merge([answer(3, card=TWO), answer(1, card=ONE), answer(2, 1, ONE)])
    override(history, NOW + 3 * DAY, "answer-000002", 2, card=ONE)
    assert rated(history, NOW + 2 * DAY) == [(NOW + 2 * DAY, ONE, 2), (NOW + 3 * DAY, TWO, 3)]
    history.follow([("dl/one", "dl/two")])
    assert [card for _, card, _ in rated(history, 0.0)] == [TWO, TWO, TWO]
    assert rated(history, NOW + 9 * DAY) == []
