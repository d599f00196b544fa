"""What a history does with answers: keep them, take them back, and say what follows from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms import fsrs, schedule
from dlterms.errors import DltermsError
from dlterms.history import History, read_history
from dlterms.history.events import LogRow, log_row
from dlterms.model import Event, Rating, Review, Undo
from history_support import (
    DAY,
    GAN,
    NOW,
    RATINGS,
    amount,
    answer,
    event_of,
    in_memory,
    logs,
    opened,
    override,
    suspend,
)  # fmt: skip

WAIT = schedule.stretch(0.9, fsrs.DEFAULTS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reviews.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with opened(path) as history:
        yield history


def test_record(history: History, path: Path) -> None:
    """An answer is kept with all its fields, and its card's memory with it, once record returns."""
    given = Review(GAN, 1, "other-term", "type", "生成对抗网", 2_150, "dl/cgan", "one", NOW, "elsewhere")
    assert history.record(given) == given
    with read_history(path) as other:
        assert list(other.reviews()) == [given]
        assert list(other.events()) == [log_row(given)]
        assert other.states() == {GAN: fsrs.review(None, 1, NOW, fsrs.DEFAULTS)}
        assert other.memory(GAN) == fsrs.review(None, 1, NOW, fsrs.DEFAULTS)
        assert other.memory("dl/gan:en-zh") is None


def test_machine(history: History) -> None:
    """An event that names no machine is of this one."""
    assert history.record(answer(1)).machine == "here"


def test_settings(history: History, path: Path) -> None:
    """The file says whose it is and of which version, uses a rollback journal and syncs every commit."""
    header = path.read_bytes()[:100]
    assert header[60:64] == (3).to_bytes(4, "big")
    assert header[68:72] == b"dltm"
    assert history.rows("PRAGMA journal_mode") == [("delete",)]
    assert history.rows("PRAGMA synchronous") == [(2,)]


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        pytest.param(answer(1, rating=5), "rating", id="rating"),  # type: ignore[arg-type]
        pytest.param(answer(1, time=float("nan")), "time", id="nan"),
        pytest.param(answer(1, time=NOW * 1000), "time", id="milliseconds"),
        pytest.param(answer(1, card="dl/gan"), "card", id="no-card"),
        pytest.param(answer(1)._replace(id=""), "id", id="no-id"),
        pytest.param(Undo(GAN, "", "x", NOW), "target", id="undo-of-nothing"),
    ],
)
def test_record_refuses(history: History, event: Event, fault: str) -> None:
    """An event that makes no sense is a bug of the caller's and is not kept."""
    with pytest.raises(ValueError, match=fault):
        history.record(event)
    assert list(history.events()) == []


def test_surrogates(history: History) -> None:
    """An answer with bytes that were no UTF-8 is kept, with a question mark for each."""
    kept = history.record(answer(1)._replace(answer="g\udce4n"))
    assert isinstance(kept, Review)
    assert kept.answer == "g?n"


def test_retry(history: History) -> None:
    """An answer recorded twice under one id is one answer."""
    first = history.record(answer(1))
    assert history.record(answer(1)) == first
    assert len(list(history.reviews())) == 1


def test_append_only(history: History) -> None:
    """SQLite itself refuses to change or delete a row of the log."""
    history.record(answer(1))
    changes = [f"UPDATE {table} SET id = 'x'" for table in ("log", "card", "machine")]
    changes += [f"DELETE FROM {table}" for table in ("log", "card", "machine")]
    for sql in ("UPDATE log SET rating = 1", *changes):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            history.db.execute(sql)


# The order of time


def test_clock_set_back(history: History) -> None:
    """An answer given with the clock set back a day is stored just after the last one of its card."""
    history.record(answer(1, time=NOW))
    stored = history.record(answer(2, time=NOW - DAY))
    assert stored.time == NOW + 0.001
    assert history.states() == {GAN: fsrs.replay([(NOW, 3), (stored.time, 3)], fsrs.DEFAULTS)}


def test_clock_far_ahead(history: History) -> None:
    """Answers that a wrong clock dated over a day later are taken back by the next one, which has its own time."""
    history.record(answer(1, time=NOW - 9 * DAY))
    history.record(answer(2, time=NOW + 18_000 * DAY))
    history.record(answer(3, rating=1, time=NOW + 18_001 * DAY))
    override(history, NOW + 18_002 * DAY, "answer-000003", 3, "right")
    assert list(history.due(NOW, WAIT)) == [GAN]
    assert history.record(answer(4, time=NOW)).time == NOW
    assert history.states() == {GAN: fsrs.replay([(NOW - 9 * DAY, 3), (NOW, 3)], fsrs.DEFAULTS)}
    assert history.due(NOW, WAIT) == {}
    assert [event.event for event in history.events()].count("undo") == 2
    assert history.verify() == []


def test_clock_far_ahead_on_one_card(history: History) -> None:
    """A wrong clock's answer to another card stays until that card is answered."""
    history.record(answer(1, time=NOW + 18_000 * DAY))
    history.record(answer(2, card="dl/dropout:zh-en", time=NOW))
    assert history.states().keys() == {GAN, "dl/dropout:zh-en"}
    assert history.answered_after(NOW) == NOW + 18_000 * DAY
    assert history.answered_after(NOW + 18_000 * DAY) is None


def test_clock_set_back_undone(history: History) -> None:
    """Undoing an answer that a fast clock dated too late frees its card from that date."""
    history.record(answer(1, time=NOW + 1_000 * DAY))
    history.undo(NOW)
    assert history.record(answer(2, time=NOW)).time == NOW


def test_same_moment(history: History) -> None:
    """What is said of a review later wins even when the clock stands still or runs backwards."""
    history.record(answer(2, rating=1, time=NOW))
    overrides: tuple[Rating, ...] = (2, 3, 4, 2, 3)
    for number, rating in enumerate(overrides):
        override(history, NOW - number, "answer-000002", rating, "right")
    assert [review.rating for review in history.reviews()] == [3]
    history.undo(NOW - 9)
    assert list(history.reviews()) == []


def test_answers_at_one_moment(history: History) -> None:
    """Of two answers to a card at one moment the second counts as the later, whatever its id."""
    history.record(answer(2, rating=1, time=NOW))
    history.record(answer(1, rating=3, time=NOW))
    assert [review.rating for review in history.reviews()] == [1, 3]


def test_other_cards_do_not_clamp(history: History) -> None:
    """A card dated too late by a fast clock leaves the times of other cards alone."""
    history.record(answer(1, time=NOW + 1_000 * DAY))
    assert history.record(answer(2, card="dl/dropout:zh-en", time=NOW)).time == NOW


# Undo, override, suspend


def test_undo(history: History) -> None:
    """Undo takes back one answer after the other, says which, and in the end that there is none."""
    for number in range(3):
        history.record(answer(number))
    undone = [history.undo(NOW + 9 * DAY) for _ in range(4)]
    assert [[act.id for act in acts] for acts in undone] == [
        ["answer-000002"],
        ["answer-000001"],
        ["answer-000000"],
        [],
    ]
    assert history.states() == {}
    assert len(list(history.events())) == 6


def test_undo_after_restart(path: Path) -> None:
    """Undo takes back the last answer of an earlier session."""
    with opened(path) as history:
        history.record(answer(1))
        history.record(answer(2, rating=1))
    with opened(path) as history:
        assert [act.id for act in history.undo(NOW + 3 * DAY)] == ["answer-000002"]
        assert history.states() == {GAN: fsrs.review(None, 3, NOW + DAY, fsrs.DEFAULTS)}


def test_undo_is_of_this_machine(history: History) -> None:
    """Undo takes back what was answered here last, whatever a merged log of another machine holds."""
    history.record(answer(1))
    history.merge([answer(2)._replace(machine="there")])
    assert [act.id for act in history.undo(NOW + 3 * DAY)] == ["answer-000001"]
    assert history.undo(NOW + 3 * DAY) == []


def test_undo_of_one_review(history: History) -> None:
    """A review that is named is undone, whichever came after it."""
    for number in range(3):
        history.record(answer(number))
    history.record(Undo(GAN, "answer-000001", "u", NOW + 9 * DAY))
    assert [review.id for review in history.reviews()] == ["answer-000000", "answer-000002"]


def test_override(history: History) -> None:
    """An override gives a review another rating and verdict and leaves the rest."""
    history.record(answer(1, rating=1)._replace(verdict="wrong", answer="dcgan", milliseconds=900))
    override(history, NOW + 2 * DAY, "answer-000001", 3, "right")
    now_stands = answer(1, rating=3)._replace(verdict="right", answer="dcgan", milliseconds=900, machine="here")
    assert list(history.reviews()) == [now_stands]
    assert history.states() == {GAN: fsrs.review(None, 3, NOW + DAY, fsrs.DEFAULTS)}


def test_override_of_an_undone_review(history: History) -> None:
    """A review that was undone and then overridden stands with the new rating."""
    history.record(answer(1, rating=1))
    history.undo(NOW + 2 * DAY)
    override(history, NOW + 3 * DAY, "answer-000001", 2, "right")
    assert [review.rating for review in history.reviews()] == [2]


def test_suspend(history: History) -> None:
    """A card is set aside and taken back; both are remembered."""
    suspend(history, NOW, GAN, True)
    suspend(history, NOW, "dl/dropout:zh-en", True)
    suspend(history, NOW - DAY, GAN, False)
    assert history.suspended() == {GAN: False, "dl/dropout:zh-en": True}
    assert history.states() == {}


@settings(max_examples=40, deadline=None)
@given(
    ratings=st.lists(st.sampled_from(RATINGS), min_size=1, max_size=6),
    which=st.integers(0, 5),
    rating=st.sampled_from(RATINGS),
    undo=st.booleans(),
)
def test_undo_and_override_equal_the_past(
    tmp_path_factory: pytest.TempPathFactory, ratings: list[Rating], which: int, rating: Rating, undo: bool
) -> None:
    """Undoing any answer equals never having given it; overriding it equals having given the other rating."""
    which %= len(ratings)
    wanted = [(n, rating if n == which else r) for n, r in enumerate(ratings) if not (undo and n == which)]
    with opened(tmp_path_factory.mktemp("undo") / "reviews.db") as history:
        for number, given_rating in enumerate(ratings):
            history.record(answer(number, given_rating))
        name = answer(which).id
        if undo:
            history.record(Undo(GAN, name, "u", NOW + 9 * DAY))
        else:
            override(history, NOW + 9 * DAY, name, rating, "right")
        memory = fsrs.replay(((NOW + n * DAY, r) for n, r in wanted), fsrs.DEFAULTS)
        assert history.states() == ({GAN: memory} if memory else {})
        assert [review.rating for review in history.reviews()] == [r for _, r in wanted]
        assert history.verify() == []


@settings(max_examples=150, deadline=None)
@given(logs())
def test_replay(tmp_path_factory: pytest.TempPathFactory, log: list[LogRow]) -> None:
    """The stored memories are those that replaying the log gives, whatever was undone or overridden in between."""
    with in_memory(tmp_path_factory.getbasetemp()) as history:
        for row in log:
            history.record(event_of(row))
        kept = history.states()
        assert (kept, history.suspended()) == amount(history.events())
        assert history.verify() == []
        history.rebuild()
        assert history.states() == kept


# Renamed terms


def test_renamed_term(history: History) -> None:
    """A renamed term's cards go on where they left off, told by their new name, while the log keeps both."""
    history.record(answer(1, rating=1)._replace(confused_with="dl/cgan"))
    suspend(history, NOW, GAN, True)
    history.follow([("dl/gan", "dl/adversarial"), ("dl/never-asked", "dl/new")])
    new = "dl/adversarial:zh-en"
    history.record(answer(2, card=new))
    memory = fsrs.replay([(NOW + DAY, 1), (NOW + 2 * DAY, 3)], fsrs.DEFAULTS)
    assert history.states() == history.due(NOW + 99 * DAY, WAIT) == {new: memory}
    assert history.memory(new) == memory
    assert history.suspended() == {new: True}
    assert history.confusions() == {(new, "dl/cgan"): 1}
    assert history.confused_with("dl/adversarial") == {"dl/cgan": 1}
    assert history.terms() == {"dl/adversarial"}
    assert [review.card for review in history.reviews()] == [new, new]
    assert {event.card for event in history.events()} == {GAN, new}
    assert history.verify() == []
    history.undo(NOW + 3 * DAY)
    assert history.states() == {new: fsrs.review(None, 1, NOW + DAY, fsrs.DEFAULTS)}


RENAMED = [("dl/gan", "dl/adversarial"), ("dl/gans", "dl/adversarial"), ("dl/never-asked", "dl/new")]


@pytest.mark.parametrize("names", [["gan", "adversarial"], ["gan", "gans"], ["gans", "adversarial", "gan"]])
def test_renamed_term_answered_under_several_names(history: History, names: list[str]) -> None:
    """What is known of a card is what all answers to it say, under whichever of its names and in the order of time."""
    new = "dl/adversarial:zh-en"
    ratings: list[Rating] = [3, 1, 4, 3, 2, 3]
    history.merge(
        answer(n, rating, f"dl/{names[n % len(names)]}:zh-en")._replace(machine="b") for n, rating in enumerate(ratings)
    )
    history.record(answer(9, card="dl/dropout:zh-en"))
    raw = history.states()
    history.follow(RENAMED)
    memory = fsrs.replay(((NOW + n * DAY, rating) for n, rating in enumerate(ratings)), fsrs.DEFAULTS)
    assert memory is not None
    others = {"dl/dropout:zh-en": raw["dl/dropout:zh-en"]}
    assert history.memory(new) == memory
    assert history.states() == {new: memory, **others}
    assert history.terms() == {"dl/adversarial", "dl/dropout"}
    assert history.due(NOW + 999 * DAY, WAIT) == {new: memory, **others}
    comes = schedule.interval_end(memory, WAIT)
    assert list(history.due(comes, WAIT, limit=1)) == [new]
    assert new not in history.due(comes - 1, WAIT)
    assert history.due(comes, WAIT, limit=0) == {}
    assert history.verify() == []


def test_renamed_term_on_two_machines(tmp_path: Path) -> None:
    """Two machines, of which one answered the old name and one the new, know the same after a merge."""
    new = "dl/adversarial:zh-en"
    with opened(tmp_path / "a.db", "a") as a, opened(tmp_path / "b.db", "b") as b:
        for number in range(8):
            b.record(answer(number))
        a.follow(RENAMED)
        a.record(answer(9, rating=1, card=new))
        a.merge(b.events())
        b.merge(a.events())
        memory = fsrs.replay([*((NOW + n * DAY, 3) for n in range(8)), (NOW + 9 * DAY, 1)], fsrs.DEFAULTS)
        for history in (a, b):
            history.follow(RENAMED)
            assert history.states() == {new: memory}
            history.rebuild()
            assert history.states() == {new: memory}
        a.record(answer(8, card=new, time=NOW + 8.5 * DAY))  # a clock set back: it follows what the other name says
        assert [review.time for review in a.reviews()][-1] == NOW + 9 * DAY + 0.001


# What follows from the log


def test_due(history: History) -> None:
    """The due cards are those whose interval ends, the likeliest to be recalled first, no more than asked for."""
    history.merge(
        answer(n, rating=RATINGS[n % 4], card=f"dl/{n * 7 % 50}:zh-en", time=NOW + n * 7_919)._replace(machine="a")
        for n in range(500)
    )
    states, ever = history.states(), NOW + 400 * DAY
    for retention in (0.8, 0.9, 0.95):
        wait = history.stretch(retention)
        dates = {card: schedule.interval_end(memory, wait) for card, memory in states.items()}
        for by in (*dates.values(), *(date - 0.001 for date in dates.values())):
            by_a_wrong_clock = {card for card, memory in states.items() if memory.last_review > by + DAY}
            wanted = by_a_wrong_clock | {card for card, date in dates.items() if date <= by}
            assert history.due(by, wait).keys() == wanted
    chances = [fsrs.retrievability(memory, ever, fsrs.DEFAULTS) for memory in history.due(ever, WAIT).values()]
    assert len(chances) == 50
    assert chances == pytest.approx(sorted(chances, reverse=True), abs=1e-3)
    assert list(history.due(ever, WAIT, limit=7).items()) == list(history.due(ever, WAIT).items())[:7]


def test_confusions(history: History) -> None:
    """Pairs of card and term taken for it are counted, without what was undone or overridden to a right answer."""
    terms = ["dl/cgan", "dl/cgan", "dl/vae", None, "dl/vae", "dl/cgan"]
    for number, term in enumerate(terms):
        history.record(answer(number, rating=1)._replace(confused_with=term))
    history.undo(NOW + 9 * DAY)
    override(history, NOW + 9 * DAY, "answer-000004", 3, "right")
    assert history.confusions() == {(GAN, "dl/cgan"): 2, (GAN, "dl/vae"): 1}


def test_counts(history: History) -> None:
    """Reviews are counted from bound to bound, re-asks included, undone answers not."""
    given = [(0.0, GAN), (0.5, GAN), (1.0, "dl/b:zh-en"), (1.2, GAN), (2.9, "dl/c:zh-en"), (3.0, "dl/d:zh-en")]
    for number, (day, card) in enumerate(given):
        history.record(answer(number, card=card, time=NOW + day * DAY))
    bounds = [NOW + day * DAY for day in range(4)]
    assert history.counts(bounds) == [2, 2, 1]
    history.record(Undo(GAN, "answer-000000", "u0", NOW + 4 * DAY))
    history.record(Undo(GAN, "answer-000002", "u2", NOW + 4 * DAY))
    assert history.counts(bounds) == [1, 1, 1]


def test_misses(history: History) -> None:
    """The misses by which a leech is known are counted from the log."""
    for number in range(schedule.LEECH + 1):
        history.record(answer(number, rating=1))
    override(history, NOW + 99 * DAY, "answer-000003", 3, "right")
    assert history.states()[GAN][4:] == (schedule.LEECH + 1, schedule.LEECH)


def test_reviews_in_a_range(history: History) -> None:
    """Reviews are read in the order of time, from a moment to before another."""
    for number in (3, 1, 2, 0):
        history.record(answer(number, card=f"dl/{number}:zh-en"))
    ids = [review.id for review in history.reviews(NOW + DAY, NOW + 3 * DAY)]
    assert ids == ["answer-000001", "answer-000002"]


def test_long_log(history: History) -> None:
    """A log longer than what is read at once is read whole, also where times tie, and while answers come in."""
    log = [answer(n * 7_919 % 11_000, card=f"dl/{n}:zh-en", time=NOW + n // 7) for n in range(11_000)]
    log = [review._replace(machine="a") for review in log]
    history.merge(log)
    reviews = history.reviews()
    first = next(reviews)
    history.record(answer(1, card="dl/late:zh-en", time=NOW - DAY)._replace(id="late"))
    assert [first, *reviews] == sorted(log, key=lambda review: (review.time, review.id))


# Verify, rebuild, read


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param(
            "UPDATE memory SET stability = stability * (1 + 2e-9)",
            "card dl/gan:zh-en: stability 11.99 days, by its log 11.99", id="changed",
        ),
        pytest.param(
            "UPDATE memory SET stability = 5, misses = misses + 1",
            "card dl/gan:zh-en: stability 5 days, by its log 11.99; misses 1, by its log 0", id="miscounted",
        ),
        pytest.param(
            "UPDATE memory SET first_review = 1e12",
            "card dl/gan:zh-en: first answer 1e+12, by its log 2025-06-15", id="no time",
        ),
        pytest.param("DELETE FROM memory", "card dl/gan:zh-en: answered in the log, but not kept", id="lost"),
        pytest.param(
            "INSERT INTO memory VALUES ('dl/x:zh-en', 1.0, 5.0, 1.0, 1.0, 1, 0)",
            "card dl/x:zh-en: kept, but never answered in the log", id="invented",
        ),
    ],
)  # fmt: skip
def test_verify_and_rebuild(history: History, harm: str, said: str) -> None:
    """A memory that its log does not give is named, and rebuilding mends it."""
    for number in range(3):
        history.record(answer(number))
    sound = history.states()
    history.db.execute(harm)
    [problem] = history.verify()
    assert problem.startswith(f"{history.path}: {said}")
    history.rebuild()
    assert history.verify() == []
    assert history.states() == sound


def test_many_differences(history: History) -> None:
    """Of many cards whose memory differs ten are named, and the rest is counted."""
    history.merge([answer(n, card=f"dl/t-{n}:zh-en") for n in range(23)])
    history.db.execute("DELETE FROM memory")
    problems = history.verify()
    assert problems[9:] == [
        f"{history.path}: card dl/t-18:zh-en: answered in the log, but not kept",
        f"{history.path}: 13 more cards differ",
    ]


def test_rounding_is_no_fault(history: History) -> None:
    """A memory that another computer's arithmetic rounds otherwise passes."""
    history.record(answer(1))
    history.db.execute("UPDATE memory SET stability = stability * (1 + 1e-12)")
    assert history.verify() == []


def test_read_only(history: History, path: Path) -> None:
    """A history opened to read answers every question and cannot be changed."""
    history.record(answer(1))
    with read_history(path) as reader:
        assert reader.verify() == []
        assert reader.counts([NOW, NOW + 2 * DAY]) == [1]
        with pytest.raises(DltermsError, match=r"reviews\.db: cannot be opened or written"):
            History(reader.db, path, "here", str).rebuild()


def test_reading_creates_nothing(path: Path) -> None:
    """Reading a history that is not there finds it empty and leaves no file behind."""
    with read_history(path) as reader:
        assert (reader.states(), list(reader.events()), reader.verify()) == ({}, [], [])
        assert reader.counts([NOW, NOW + DAY]) == [0]
    assert not path.parent.exists()


def test_odd_path(tmp_path: Path) -> None:
    """A folder whose name SQLite could take for a URL's parts is a folder."""
    path = tmp_path / "数据?mode=memory&x #1%20" / "reviews.db"
    with opened(path) as history:
        history.record(answer(1))
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM event").fetchone() == (1,)
