"""Parameters in the log: they travel, can be undone, and all memories follow from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms import fsrs
from dlterms.fsrs import DEFAULTS
from dlterms.history import DamagedError, History, event_from_json, event_to_json, read_history, tables
from dlterms.history.events import LogRow
from dlterms.history.synced import appended
from dlterms.model import Review, Tune
from history_support import DAY, GAN, NOW, answer, in_memory, opened, tuned, tuned_data

FIVE, NINE = tuned(5.0), tuned(9.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with opened(path) as history:
        yield history


def tune(parameters: fsrs.Parameters, number: int, machine: str = "", target: str | None = None) -> Tune:
    return Tune(parameters, target, f"tune-{number}", NOW + number * DAY, machine)


def test_memories_follow(history: History) -> None:
    """From a tune on all memories are those that its parameters give, of the answers before it and after."""
    history.record(answer(1))
    assert history.parameters() == DEFAULTS
    assert history.states()[GAN].stability == 2.3065
    history.record(tune(FIVE, 2))
    assert history.parameters() == FIVE
    assert history.states()[GAN].stability == 5.0
    history.record(answer(4, card="dl/ffn:zh-en"))
    assert history.states()["dl/ffn:zh-en"].stability == 5.0
    assert history.verify() == []


def test_the_latest_counts(history: History) -> None:
    """Of several tunes the later counts, whichever came in first."""
    history.merge([tune(NINE, 5, "a"), tune(FIVE, 3, "b")])
    assert history.parameters() == NINE


def test_waiting_follows(history: History) -> None:
    """How long a card waits follows from the decay, too."""
    assert history.stretch(0.9) == pytest.approx(1)
    assert history.stretch(0.8) == pytest.approx(3.316, abs=0.001)
    history.record(tune((*DEFAULTS[:20], 0.5), 1))
    assert history.stretch(0.9) == pytest.approx(1)
    assert history.stretch(0.8) == pytest.approx((0.8**-2 - 1) / (0.9**-2 - 1))


def test_undo(history: History) -> None:
    """An undo of a tune is as if it had never been, and the tune before counts again."""
    history.record(answer(1))
    never = history.states()
    history.record(tune(FIVE, 2))
    history.record(tune(NINE, 3))
    undone = history.undo(NOW + 4 * DAY)
    assert undone == [Tune(NINE, None, "tune-3", NOW + 3 * DAY, "here")]
    assert history.parameters() == FIVE
    history.undo(NOW + 4 * DAY)
    assert history.parameters() == DEFAULTS
    assert history.states() == never
    assert history.undo(NOW + 4 * DAY) == [answer(1)._replace(machine="here")]


def test_slow_clock(history: History) -> None:
    """A tune comes after the last one, even where the clock was set back."""
    history.record(tune(FIVE, 9))
    assert history.record(tune(NINE, 2)).time == NOW + 9 * DAY + 0.001
    assert history.parameters() == NINE


def test_a_line_of_json(history: History) -> None:
    """A tune is a line that comes back the same, and an undone one as well."""
    history.record(tune(FIVE, 1))
    history.undo(NOW)
    rows = list(history.events())
    assert [event_from_json(event_to_json(row).encode(), "f:1") for row in rows] == rows
    numbers = ",".join(str(value) for value in FIVE)
    assert event_to_json(rows[0]) == (
        f'{{"id":"tune-1","event":"tune","time":{NOW + DAY},"machine":"here","parameters":[{numbers}]}}'
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param('{"parameters":[1,2,3]}', id="too few"),
        pytest.param('{"parameters":"many"}', id="no list"),
        pytest.param(tuned_data(200.0), id="out of range"),
        pytest.param(tuned_data(5.0)[:-1] + ',"topic":"cv"}', id="with more that is unknown here"),
        pytest.param(f'{{"parameters":[1{"0" * 400},{",".join(map(str, FIVE[1:]))}]}}', id="a number of 400 digits"),
        pytest.param(f'{{"parameters":{"[" * 90}{"]" * 90}}}', id="lists in lists"),
        pytest.param('{"model":"fsrs-7"}', id="something else"),
    ],
)
def test_of_a_newer_dlterms(history: History, data: str) -> None:
    """What is no set of parameters here is kept and passed on, and says nothing; the tune before it counts."""
    history.record(tune(FIVE, 1))
    row = LogRow("x", "tune", NOW + 2 * DAY, "", machine="b", data=data)
    assert history.merge([event_from_json(event_to_json(row).encode(), "f:1")]) == 1
    assert history.parameters() == FIVE
    assert row in list(history.events())


def test_whole_numbers(history: History) -> None:
    """Whole numbers among the parameters, as other programs write them, are floats here."""
    data = json.dumps({"parameters": [round(value) if value > 1 else value for value in FIVE]})
    history.merge([LogRow("x", "tune", NOW, "", machine="b", data=data)])
    assert history.parameters()[2:5] == (5.0, 8.0, 6.0)
    assert set(map(type, history.parameters())) == {float}


@pytest.mark.parametrize("data", ['{"parameters":[0.2', '{"parameters":[NaN]}', "[1]", b"\xff", 7, "[" * 9_999, None])
def test_damaged(history: History, path: Path, data: object) -> None:
    """Parameters that are not what was written are damage, whatever is asked, and nothing is changed."""
    history.record(answer(1))
    history.record(tune(FIVE, 2))
    history.db.execute("DROP TRIGGER log_UPDATE")
    history.db.execute("UPDATE log SET data = ? WHERE event = 'tune'", (data,))
    asked: list[Callable[[], object]] = [
        history.parameters,
        lambda: list(history.events()),
        lambda: history.undo(NOW),
        lambda: history.record(answer(3)),
        lambda: list(appended(history, 0, 9)),
    ]
    for each in asked:
        with pytest.raises(DamagedError, match=r"reviews.db: damaged"):
            each()
    [problem] = history.verify()
    assert problem.startswith(f"{path}: damaged (event tune-2: its data is {'NULL' if data is None else ''}")
    assert history.last_row() == 2


def test_of_an_older_file(path: Path) -> None:
    """A tune that came to a dlterms which did not know any counts once the history is brought up to date."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MIGRATIONS", tables.MIGRATIONS[:2])
        patch.setattr(History, "parameters", lambda history: DEFAULTS)
        with opened(path) as history:
            history.record(answer(1))
            history.record(tune(FIVE, 2))
            assert history.states()[GAN].stability == 2.3065
    with opened(path) as history:
        assert history.states()[GAN].stability == 5.0
        assert history.verify() == []


def test_verify(history: History, path: Path) -> None:
    """Memories that other parameters gave are found, and mended by a replay."""
    history.record(answer(1))
    history.record(tune(FIVE, 2))
    history.db.execute("UPDATE memory SET stability = 2.3065")
    with closing(read_history(path)) as reader:
        assert "dl/gan:zh-en" in " ".join(reader.verify())
    history.rebuild()
    assert history.verify() == []


def test_how_far_a_replay_is(history: History) -> None:
    """While all memories are made anew, whoever waits is told the share that is done."""
    reached: list[float] = []
    history.merge([answer(n, card=f"dl/t-{n % 4}:zh-en") for n in range(8)])
    history.reached = reached.append
    history.record(tune(FIVE, 9))
    assert reached == [0.25, 0.5, 0.75, 1.0]


@given(st.randoms(use_true_random=False))
def test_two_machines(tmp_path_factory: pytest.TempPathFactory, rng: Random) -> None:
    """Two machines that tune and take back come to the same memories in whatever order each hears of it."""
    events: list[Review | Tune] = []
    for number in range(rng.randint(2, 14)):
        machine = rng.choice("ab")
        if rng.random() < 0.6:
            card = rng.choice(["dl/gan:zh-en", "dl/ffn:zh-en"])
            events.append(Review(card, rng.choice([1, 3]), id=f"r{number}", time=NOW + number * DAY, machine=machine))
        elif rng.random() < 0.7:
            events.append(tune(rng.choice([FIVE, NINE]), number, machine))
        else:
            target = rng.choice([each.id for each in events if isinstance(each, Tune)] or ["nowhere"])
            events.append(tune((), number, machine, target))
    found = []
    for _ in range(2):
        rng.shuffle(events)
        with in_memory(tmp_path_factory.getbasetemp()) as history:
            for start in range(0, len(events), 3):
                history.merge(events[start : start + 3])
            found.append((history.parameters(), history.states()))
            assert history.verify() == []
    assert found[0] == found[1]
