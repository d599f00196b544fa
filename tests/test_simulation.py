"""A month of learning through the real plan; `tests/simulation.py` tells a year."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

import simulation
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_month() -> None:
    """The plan keeps its promises for a month, fills it with new cards, and most of them are kept."""
    days = list(simulation.simulate(30, terms=400, seed=1))
    assert len(days) == 30
    assert [day.new for day in days[:20]] == [10] * 20
    assert all(day.seconds <= 60 * simulation.MINUTES + 30 for day in days)
    asked, kept = sum(day.asked_again for day in days), sum(day.remembered for day in days)
    assert asked > 300
    assert 0.78 < kept / asked < 0.95


def test_prerequisites_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms wait for their prerequisites even where the selection names them the wrong way round."""

    def backwards(lexicon: IndexLexicon, wanted: Wanted) -> Selection:
        chosen = selection(lexicon, wanted)
        return replace(chosen, terms=list(chosen.terms)[::-1])

    monkeypatch.setattr(simulation, "selection", backwards)
    days = list(simulation.simulate(8, terms=200, seed=1))
    assert [day.new for day in days] == [10] * 8


def test_same_seed_same_month() -> None:
    """The same seed simulates the same days."""
    days = [list(simulation.simulate(4, terms=60, seed=seed)) for seed in (1, 1, 2)]
    assert days[0] == days[1] != days[2]
