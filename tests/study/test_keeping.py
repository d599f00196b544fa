"""What is kept of a session, and what is said to follow from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dlterms.model import Bury, Event, Override, Review, Suspend
from dlterms.quiz.talk import Due, Keep, Kept
from dlterms.study.keeping import Keeper, forecast, forget
from history_support import DAY, GAN, NOW, opened


def keeper(path: Path) -> Keeper:
    """Keeps in a history of its own, always at one time; a fault is not tried again."""
    history = opened(path / "reviews.db")
    return Keeper(history, lambda fault: False, history.new_id, lambda: NOW, 0.9)


@pytest.mark.parametrize(
    ("events", "days"),
    [
        pytest.param([Review(GAN, 3)], 2, id="good"),
        pytest.param([Review(GAN, 4)], 8, id="easy"),
        pytest.param([Suspend(GAN, True), Review(GAN, 3)], None, id="a card that is set aside"),
        pytest.param([Suspend(GAN, True)], None, id="what is no answer"),
        pytest.param([Bury(GAN)], None, id="nor this"),
    ],
)
def test_due(tmp_path: Path, events: list[Event], days: int | None) -> None:
    """With an answer it is said when its card comes back, in whole days; nothing of one that is set aside."""
    keep = keeper(tmp_path)
    with keep.history:
        *_, (kept,) = [keep(Keep((event,))) for event in events]
    assert (round((kept.due.time - kept.due.said) / DAY) if kept.due else None) == days


def test_due_after_an_override(tmp_path: Path) -> None:
    """An override changes it."""
    keep = keeper(tmp_path)
    with keep.history:
        (wrong,) = keep(Keep((Review(GAN, 1),)))
        (right,) = keep(Keep((Override(GAN, wrong.id, 4),)))
    assert wrong.due is not None
    assert right.due is not None
    assert right.due.time > wrong.due.time


def test_forecast(tmp_path: Path) -> None:
    """What is foretold of a rating is what is said of it once it is given."""
    keep = keeper(tmp_path)
    with keep.history:
        foretold = forecast(keep.history, 0.9, NOW, GAN)
        assert list(foretold) == [2, 3, 4]
        assert keep(Keep((Review(GAN, 4),)))[0].due == Due(foretold[4].time, NOW)


def test_practice() -> None:
    """In practice nothing is kept, and so nothing follows."""
    assert forget(Keep((Review(GAN, 3),))) == (Kept("", leech=False, due=None),)


def test_at_once(tmp_path: Path) -> None:
    """What one key did is kept at one time, so that the history takes all of it back at once."""
    keep = keeper(tmp_path)
    with keep.history:
        kept = keep(Keep((Suspend(GAN, True, "known"), Suspend(f"{GAN[:-5]}en-zh", True, "known"))))
        assert [event.id for event in keep.history.undo(NOW)] == [each.id for each in kept]


def test_undo_of_known(tmp_path: Path) -> None:
    """What takes "I know this" back leaves a card that was set aside before where it was."""
    keep = keeper(tmp_path)
    with keep.history:
        (aside,) = keep(Keep((Suspend(GAN, True),)))
        (known,) = keep(Keep((Suspend(GAN, True, "known"),)))
        keep(Keep((Suspend(GAN, False, target=known.id),)))
        assert keep.history.suspended() == {GAN: True}
        keep(Keep((Suspend(GAN, False, target=aside.id),)))
        assert keep.history.suspended() == {}
