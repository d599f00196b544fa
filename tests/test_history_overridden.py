"""What a learner said was right: read from the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from dlterms.history import overridden
from dlterms.model import Event, Override, Review, Undo
from history_support import GAN, NOW, in_memory

FORMER = "dl/gans:zh-en"


def answered(name: str, verdict: str = "wrong", machine: str = "here", card: str = GAN, time: float = 0) -> Review:
    return Review(card, 1, verdict, "type", name, id=name, time=NOW + time, machine=machine)


def said(name: str, verdict: str = "right", time: float = 5) -> Override:
    return Override(GAN, name, 3 if verdict == "right" else 1, verdict, f"{name} {verdict} {time}", NOW + time)


@pytest.mark.parametrize(
    ("events", "found"),
    [
        pytest.param([answered("a")], "", id="not overridden"),
        pytest.param([answered("a"), said("a")], "a", id="overridden"),
        pytest.param([answered("a"), said("a"), said("a", time=6)], "a", id="twice"),
        pytest.param([answered("a"), said("a"), said("a", "wrong", 6)], "", id="and back"),
        pytest.param([answered("a"), said("a"), Undo(GAN, "a", "u", NOW + 6)], "", id="undone"),
        pytest.param([answered("a", "other-term"), said("a")], "", id="another term's name"),
        pytest.param([answered("a", machine="there"), said("a")], "", id="on another machine"),
        pytest.param(
            [answered("a", time=2), answered("b", time=3), said("b"), said("a", time=9)], "b a", id="newest first"
        ),
        pytest.param([answered("a", card=FORMER), said("a")], "a", id="under a former name"),
    ],
)
def test_overridden(tmp_path: Path, events: list[Event], found: str) -> None:
    """A wrong answer of this machine whose latest word is that it was right is found, with what was answered."""
    with in_memory(tmp_path) as history:
        history.merge(event._replace(machine=event.machine or "here") for event in events)
        history.follow([("dl/gans", "dl/gan")])
        answers = overridden(history, "here")
    assert [review.answer for review in answers] == found.split()
    assert all((review.card, review.verdict, review.rating) == (GAN, "wrong", 1) for review in answers)
