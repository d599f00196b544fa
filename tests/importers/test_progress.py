"""Anki's review log as events of the history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from anki_engine import Packages
from dlterms.importers import apkg, progress
from dlterms.importers.progress import Answered
from dlterms.model import Review
from history_support import in_memory

NOW = 1_700_000_100.0
TERMS = {"note 1": "user/dropout"}
ROW = Answered("note 1", "zh-en", "abc", 0, 1_700_000_000_123, 3, 4_200, 1, 2500)


def test_answer_becomes_a_review() -> None:
    """A row is kept as a card that one turns over and rates oneself, by the machine `anki`."""
    again = ROW._replace(ease=1, at=1_700_000_000_124)
    taken = progress.events([ROW, again], TERMS, NOW)
    assert taken.left_out == {}
    first, second = taken.events
    assert first == Review(
        "user/dropout:zh-en", 3, "right", "flip", "3", 4_200,
        id=first.id, time=1_700_000_000.123, machine="anki",
    )  # fmt: skip
    assert (second.rating, second.verdict, second.answer) == (1, "wrong", "1")


def test_ids_follow_from_the_row() -> None:
    """The same row has the same id whatever became of its note; another time, note or card has another."""
    (first,) = progress.events([ROW], TERMS, NOW).events
    (moved,) = progress.events([ROW._replace(place="note 2")], {"note 2": "other/x"}, NOW + 9).events
    assert moved.id == first.id
    changed: list[dict[str, Any]] = [{"at": ROW.at + 1}, {"guid": "x"}, {"template": 1}]
    others = [progress.events([ROW._replace(**change)], TERMS, NOW).events[0].id for change in changed]
    assert len({first.id, *others}) == 4
    assert first.id == "a5a03a675367b574961cc5b8f1797d4d"  # written out, for what has been imported keeps it


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"ease": 0}, "practised or rescheduled, not rated", id="no-button"),
        pytest.param({"ease": 5}, "practised or rescheduled, not rated", id="no-such-button"),
        pytest.param({"kind": 4}, "practised or rescheduled, not rated", id="by-hand"),
        pytest.param({"kind": 5}, "practised or rescheduled, not rated", id="rescheduled"),
        pytest.param({"kind": 3, "factor": 0}, "practised or rescheduled, not rated", id="preview"),
        pytest.param({"place": "note 2"}, "their notes are not terms in use", id="no-term"),
        pytest.param({"direction": None}, "their cards ask in a way that dlterms does not", id="no-direction"),
        pytest.param({"at": 1_700_000_100_001}, "dated in the future, or not at all", id="future"),
        pytest.param({"at": 0}, "dated in the future, or not at all", id="no-time"),
    ],
)
def test_what_is_no_review_is_counted(change: dict[str, Any], why: str) -> None:
    """A row that cannot be taken over is counted by its reason."""
    assert progress.events([ROW._replace(**change)], TERMS, NOW) == ([], {why: 1})


def test_early_reviews_of_a_filtered_deck_count() -> None:
    """A filtered deck that reschedules gives reviews; a time that the log does not know is left out."""
    (event,) = progress.events([ROW._replace(kind=3, milliseconds=-1)], TERMS, NOW).events
    assert event.milliseconds is None


def test_second_import_adds_nothing(packages: Packages, tmp_path: Path) -> None:
    """The answers of a package go into the history once, from whichever form of it, and make memories."""
    terms = {f"note {packages.ids['暂退法']}": "user/dropout", f"note {packages.ids['注意力']}": "user/attention"}
    new, old = (progress.events(apkg.read(content).answers, terms, 1e10) for content in (packages.new, packages.old))
    with in_memory(tmp_path) as history:
        assert history.merge(new.events) == 3
        assert history.merge(old.events) == 0
        reviewed = [(event.card, event.rating, event.machine) for event in history.events()]
        assert history.memory("user/dropout:en-zh") is not None
    assert reviewed == [
        ("user/dropout:zh-en", 3, "anki"),
        ("user/dropout:en-zh", 1, "anki"),
        ("user/attention:zh-en", 4, "anki"),
    ]
