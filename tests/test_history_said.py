"""What the log says of cards besides answers: known, not today, to be learned first; and how that is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.history import History, buried, event_from_json, event_to_json, known, to_learn
from dlterms.history.events import LogRow, log_row
from dlterms.model import Bury, Learn, Suspend
from history_support import DAY, GAN, NOW, answer, in_memory, logs, opened, suspend

OTHER = "dl/gan:en-zh"
DROPOUT = "dl/dropout:zh-en"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with opened(tmp_path / "reviews.db") as history:
        yield history


def know(history: History, *cards: str, time: float = NOW) -> None:
    history.record_all([Suspend(card, True, "known", id=history.new_id(), time=time) for card in cards])


def bury(history: History, card: str, time: float = NOW) -> None:
    history.record(Bury(card, history.new_id(), time))


def learn(history: History, *cards: str, time: float = NOW) -> None:
    history.record_all([Learn(card, history.new_id(), time) for card in cards])


def said(history: History) -> tuple[set[str], set[str], dict[str, float]]:
    return known(history), buried(history, NOW, NOW + DAY), to_learn(history)


def amount_said(events: Iterable[LogRow]) -> tuple[set[str], set[str], dict[str, float]]:
    """The same by the rule alone: the later (time, id) wins, and an undo takes back what it names."""
    log = sorted(events, key=lambda event: (event.time, event.id))
    undone = {event.target for event in log if event.event == "undo"}
    standing = [event for event in log if event.id not in undone]
    aside = {event.card: event for event in log if event.event == "suspend"}
    return (
        {card.split(":")[0] for card, event in aside.items() if event.suspended and event.verdict == "known"},
        {event.card for event in standing if event.event == "bury" and NOW <= event.time < NOW + DAY},
        {event.card.split(":")[0]: event.time for event in standing if event.event == "learn"},
    )


@settings(max_examples=60, deadline=None)
@given(logs(), st.data())
def test_any_order_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, log: list[LogRow], data: st.DataObject
) -> None:
    """Whatever the order and the portions in which events arrive, the same is known, buried and to be learned."""
    told = data.draw(st.permutations(log))
    cut = data.draw(st.integers(0, len(told)))
    with in_memory(tmp_path_factory.getbasetemp()) as history:
        history.merge(told[cut:])
        history.merge(told[:cut] + told[cut:][:1])
        assert said(history) == amount_said(log)
        assert history.verify() == []


@settings(max_examples=60, deadline=None)
@given(logs())
def test_every_event_is_a_line_and_back(log: list[LogRow]) -> None:
    """An event of any kind comes back from its line as it was."""
    assert [event_from_json(event_to_json(event).encode(), "x:1") for event in log] == log


def test_known_until_taken_back(history: History) -> None:
    """A term is known from the moment that its cards are set aside so until they are taken back."""
    know(history, GAN, OTHER)
    suspend(history, NOW, DROPOUT, True)
    assert known(history) == {"dl/gan"}
    history.record_all([Suspend(card, False, id=history.new_id(), time=NOW + 1) for card in (GAN, OTHER)])
    assert known(history) == set()


@pytest.mark.parametrize(("time", "holds"), [(NOW - 1, False), (NOW, True), (NOW + DAY - 1, True), (NOW + DAY, False)])
def test_buried_for_a_day(history: History, time: float, holds: bool) -> None:
    """A card is buried on the day on which that was said, and on no other."""
    bury(history, GAN, time)
    assert (GAN in buried(history, NOW, NOW + DAY)) == holds


def test_learn_again(history: History) -> None:
    """A term that is asked for again is asked for at the later time."""
    learn(history, GAN, DROPOUT)
    learn(history, GAN, time=NOW + 5)
    assert to_learn(history) == {"dl/gan": NOW + 5, "dl/dropout": NOW}


def test_renamed(history: History) -> None:
    """What was said of a term under its former name is said of it."""
    know(history, GAN)
    bury(history, GAN)
    learn(history, GAN)
    history.follow([("dl/gan", "dl/adversarial")])
    assert said(history) == ({"dl/adversarial"}, {"dl/adversarial:zh-en"}, {"dl/adversarial": NOW})


def test_undo_walks_back(history: History) -> None:
    """Undo takes back the acts of this machine one by one, each whole, whatever their kinds; then there is none."""
    steps: list[Callable[[], object]] = [
        lambda: history.record(answer(1)),
        lambda: learn(history, GAN, DROPOUT, time=NOW + 2 * DAY),
        lambda: bury(history, GAN, NOW + 3 * DAY),
        lambda: know(history, GAN, OTHER, time=NOW + 4 * DAY),
        lambda: suspend(history, NOW + 5 * DAY, DROPOUT, True),
        lambda: suspend(history, NOW + 6 * DAY, DROPOUT, False),
    ]
    before = []
    for step in steps:
        before.append((said(history), history.states(), {card for card, on in history.suspended().items() if on}))
        step()
    history.merge([Learn("dl/vae:zh-en", "there", NOW, "there")])
    sizes = []
    for wanted in reversed(before):
        sizes.append(len(history.undo(NOW + 9 * DAY)))
        wanted[0][2]["dl/vae"] = NOW
        aside = {card for card, on in history.suspended().items() if on}
        assert (said(history), history.states(), aside) == wanted
    assert sizes == [1, 1, 2, 1, 2, 1]
    assert history.undo(NOW + 9 * DAY) == []
    assert history.verify() == []


def test_undo_of_resume_knows_again(history: History) -> None:
    """A known term that was taken back and is put aside again by undo is known as before."""
    know(history, GAN)
    suspend(history, NOW + 1, GAN, False)
    history.undo(NOW + 2)
    assert known(history) == {"dl/gan"}


def test_undo_travels(history: History, tmp_path: Path) -> None:
    """Another machine that hears of an undone act leaves it out, and does not undo it once more."""
    learn(history, GAN)
    history.undo(NOW + 1)
    with opened(tmp_path / "there.db", "there") as other:
        other.merge(history.events())
        assert to_learn(other) == {}
        assert other.undo(NOW + 2) == []


def test_all_or_nothing(history: History) -> None:
    """Of what is done at once nothing is written if one event cannot be."""
    with pytest.raises(ValueError, match="card: expected"):
        history.record_all([Learn(GAN, "a", NOW), Learn("nonsense", "b", NOW)])
    assert list(history.events()) == []


def test_at_one_time(history: History) -> None:
    """What is done at once bears one time, after all that it follows."""
    suspend(history, NOW + 5, OTHER, True)
    know(history, GAN, OTHER)
    assert {event.time for event in history.events()} == {NOW + 5, NOW + 5.001}
    assert log_row(Learn(GAN, "x", NOW)).event == "learn"
    assert len(history.undo(NOW + 9)) == 2


def test_nothing_said_after_an_undo(history: History) -> None:
    """Of a card of which all that was said is taken back nothing is said: if it is a leech, it is one again."""
    know(history, GAN)
    assert history.suspended() == {GAN: True}
    history.undo(NOW)
    assert history.suspended() == {}
    history.record(Suspend(GAN, False, id=history.new_id(), time=NOW + 1))
    know(history, GAN, time=NOW + 2)
    history.undo(NOW + 3)
    assert history.suspended() == {GAN: False}
