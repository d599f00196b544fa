"""Programs that are killed, and programs that write at once: no answer is lost."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from dlterms import fsrs
from dlterms.history import read_history
from history_support import NOW, RATINGS, answer, in_child, opened, succeeded


def test_killed_fifty_times(tmp_path: Path) -> None:
    """After each of 50 kills at a random moment all answers that were taken are there, and at most the next one."""
    path = tmp_path / "reviews.db"
    with opened(path):
        fsrs.review(None, 3, NOW, fsrs.DEFAULTS)  # fsrs is loaded once, not in every child
    rng = random.Random(4)
    kept = left_open = 0
    for _ in range(50):
        read, write = os.pipe()

        def work(first: int = kept, write: int = write) -> None:
            with opened(path) as history:
                for number in range(first, first + 10_000):
                    history.record(answer(number, RATINGS[number % 4], f"dl/{number % 5}:zh-en", NOW + number))
                    os.write(write, b".")

        child = in_child(work)
        os.close(write)
        taken = sum(len(os.read(read, 1)) for _ in range(rng.randrange(1, 4)))
        time.sleep(rng.random() * 0.008)
        os.kill(child, 9)
        os.waitpid(child, 0)
        with open(read, "rb") as rest:
            taken += len(rest.read())
        left_open += path.with_name("reviews.db-journal").exists()
        with read_history(path) as reader:
            assert reader.verify() == []
            ids = [event.id for event in reader.events()]
        assert len(ids) - kept in (taken, taken + 1)
        assert ids == [answer(number).id for number in range(len(ids))]
        kept = len(ids)
    assert left_open > 5, "the kills must have hit commits"


def test_two_writers(tmp_path: Path) -> None:
    """Two programs that answer at once, on the same cards too, lose nothing, from the making of the file on."""
    path = tmp_path / "data" / "reviews.db"

    def work(name: str) -> None:
        with opened(path, machine=name, timeout=30) as history:
            for number in range(60):
                event = answer(number, RATINGS[number % 4], f"dl/{number % 3}:zh-en", NOW)
                history.record(event._replace(id=f"{name}-{number}"))

    children = [in_child(partial(work, name)) for name in ("a", "b")]
    assert [succeeded(child) for child in children] == [True, True]
    with read_history(path) as reader:
        assert {event.id for event in reader.events()} == {f"{name}-{n}" for name in ("a", "b") for n in range(60)}
        assert sum(memory.reviews for memory in reader.states().values()) == 120
        assert reader.verify() == []


def test_journal_of_a_crash_is_read_back(tmp_path: Path) -> None:
    """Reading alone cleans up after a program that was killed amid a commit, with half a page on the disk."""
    path = tmp_path / "reviews.db"
    with opened(path) as history:
        history.record(answer(1))

    def die() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA cache_size = 1")
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE memory SET card = hex(zeroblob(9000))")
            os.kill(os.getpid(), 9)

    assert not succeeded(in_child(die))
    assert path.with_name("reviews.db-journal").exists()
    with path.open("ab") as file:
        file.write(bytes(100))
    with read_history(path) as reader:
        assert reader.verify() == []
        assert list(reader.states()) == ["dl/gan:zh-en"]
