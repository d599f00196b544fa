"""A month of learning through the real plan; `tests/simulation.py` tells a year."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

import simulation
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, selection
from dlterms.schedule import RETENTION


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def generated(days: int, terms: int, seed: int) -> list[simulation.Day]:
    lexicon = simulation.lexicon_of(terms)
    return list(simulation.simulate(days, lexicon, simulation.Learner(Random(seed))))


def test_a_month() -> None:
    """The plan keeps its promises for a month, there are new terms every day, and most cards are kept."""
    days = generated(30, terms=400, seed=1)
    assert [day.new for day in days] == [5] * 30
    assert all(day.seconds <= 60 * simulation.MINUTES + 30 for day in days)
    asked, kept = sum(day.asked_again for day in days), sum(day.remembered for day in days)
    assert asked > 300
    assert 0.78 < kept / asked < 0.95


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_month_of_the_bundled_glossary(seed: int) -> None:
    """Who goes on until nothing is due meets as many terms as asked for, with at most 60 answers nine days in ten."""
    days = simulation.month(30, seed, sessions=1_000)
    assert [day.new for day in days] == [5] * 30
    assert simulation.percentile(days) <= 60
    assert all(day.waiting == 0 for day in days)


def test_all_of_the_bundled_glossary() -> None:
    """So it goes on until no new term is left."""
    days = simulation.month(120, 1, sessions=1_000)
    last = next(number for number, day in enumerate(days) if day.new < 5)
    assert [day.new for day in days[:last]] == [5] * last
    assert sum(day.new for day in days[last + 1 :]) == 0
    assert simulation.percentile(days) <= 60


def test_the_bundled_glossary_in_one_session_a_day() -> None:
    """Who has one session a day meets new terms at the same rate."""
    assert [day.new for day in simulation.month(40, 1, sessions=1)] == [5] * 40


def test_prerequisites_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms wait for their prerequisites even where the selection names them the wrong way round."""

    def backwards(lexicon: IndexLexicon, wanted: Wanted) -> Selection:
        chosen = selection(lexicon, wanted)
        return replace(chosen, terms=list(chosen.terms)[::-1])

    monkeypatch.setattr(simulation, "selection", backwards)
    assert [day.new for day in generated(8, terms=200, seed=1)] == [5] * 8


def test_same_seed_same_month() -> None:
    """The same seed simulates the same days."""
    days = [generated(4, terms=60, seed=seed) for seed in (1, 1, 2)]
    assert days[0] == days[1] != days[2]


def test_as_much_is_remembered_as_is_wanted() -> None:
    """Without a backlog the share of cards that are remembered is near the wanted one, from the first months on."""
    learner = simulation.Learner(Random(1), math.inf)
    days = list(simulation.simulate(100, simulation.lexicon_of(500), learner))
    kept = sum(day.remembered for day in days) / sum(day.asked_again for day in days)
    firm = sum(day.firm_remembered for day in days) / sum(day.firm_asked for day in days)
    assert abs(kept - RETENTION) < 0.03  # over a year it is within 0.02, as docs/memory.md tells
    assert abs(firm - RETENTION) < 0.01
