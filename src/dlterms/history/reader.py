"""What a history can be asked. Reading never holds up a writer for longer than one query."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import inf, isclose
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dlterms import schedule
from dlterms.errors import DltermsError
from dlterms.history import backup, database
from dlterms.history.faults import damaged, faults
from dlterms.model import Memory, Review

COLUMNS = ", ".join(Review._fields)
MEMORY = ", ".join(Memory._fields)
LOG = "SELECT card, time, rating FROM answer ORDER BY card, time, id"
LOG_OF_CARD = "SELECT card, time, rating FROM answer WHERE card = ? ORDER BY time, id"
_PAGE = 5_000  # rows


def read_history(path: Path, timeout: float = 5.0) -> Reader:
    """Open a history to read; a missing file is an empty one. `timeout` is how many seconds to wait for a lock.

    DltermsError for a file that is damaged, foreign, newer or older than this dlterms.
    """
    if is_new(path):
        db = sqlite3.connect(":memory:", isolation_level=None)
        database.migrate(db)
        return Reader(db, path)
    db = database.connect(path, write=False, timeout=timeout)
    with faults(path):
        if database.pragma(db, "user_version") < len(database.MIGRATIONS):
            db.close()
            raise DltermsError(f"{path}: of an older dlterms; `dlterms history verify --mend` brings it up to date")
    return Reader(db, path)


def is_new(path: Path) -> bool:
    """Whether the file is missing or empty; DltermsError if it is empty and backups tell that it was not always so."""
    with faults(path):
        if not path.exists():
            return True
        if path.stat().st_size:
            return False
    if backup.kept(path):
        raise damaged(path, "empty")
    return True  # a first start was cut short


class Reader:
    """A history open for reading; a context manager. Its methods raise DltermsError, one line with file and mend."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db = db
        self.path = path
        self._kept_as: dict[str, str] = {}  # a renamed term -> the former name its cards stay under in the log
        self._now: dict[str, str] = {}  # the reverse

    def follow(self, renamed: Iterable[tuple[str, str]]) -> None:
        """Take cards of the first of each pair (former and current glossary/id) for cards of the second from now on.

        The log is left as it is: answers go on under the name under which the card was first answered.
        """
        pairs = [(old, new) for old, new in renamed if self.has_card_of(old) and not self.has_card_of(new)]
        self._now = dict(pairs)
        self._kept_as = {new: old for old, new in pairs}

    def kept_as(self, card: str) -> str:
        """The id under which the log has a card."""
        return _renamed(card, self._kept_as)

    def now_called(self, card: str) -> str:
        """The id that a card of the log has today."""
        return _renamed(card, self._now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    def states(self) -> dict[str, Memory]:
        """The memory of every card ever answered (and not undone)."""
        return self._memories(self.rows(f"SELECT card, {MEMORY} FROM memory"))

    def memory(self, card: str) -> Memory | None:
        """The memory of one card."""
        found = self.rows(f"SELECT {MEMORY} FROM memory WHERE card = ?", self.kept_as(card))
        return Memory._make(found[0]) if found else None

    def has_card_of(self, term: str) -> bool:
        """Whether a card of the term (glossary/id) was ever answered."""
        sql = "SELECT 1 FROM memory WHERE card >= ? AND card < ? LIMIT 1"
        term = self._kept_as.get(term, term)
        return bool(self.rows(sql, f"{term}:", f"{term};"))  # ; is the character after :

    def terms(self) -> set[str]:
        """The terms (glossary/id) of which a card was ever answered."""
        terms = self.rows("SELECT DISTINCT substr(card, 1, instr(card, ':') - 1) FROM memory")
        return {self._now.get(term, term) for (term,) in terms}

    def due(self, by: float, retention: float, limit: int = -1) -> dict[str, Memory]:
        """The cards that come back at or before `by`, those likeliest to be recalled first and no more than `limit`.

        The same as filtering `states()` with `schedule.due`, for a tenth of the time where few of many cards are asked.
        """
        sql = f"""
            SELECT card, {MEMORY} FROM memory
            WHERE last_review + ? * min(max(round(stability / ? * ?), 1), ?) <= ?
            ORDER BY (? - last_review) / stability LIMIT ?
        """
        interval = (schedule.DAY, schedule.FACTOR, schedule.stretch(retention), schedule.LONGEST)
        return self._memories(self.rows(sql, *interval, by, by, limit))

    def suspended(self) -> dict[str, bool]:
        """Every card that was ever set aside, and whether it still is."""
        sql = "SELECT card, suspended FROM event WHERE suspended IS NOT NULL AND event = 'suspend' ORDER BY +time, +id"
        rows = self.rows(sql)  # the + keeps SQLite from walking the index of all events
        return {self.now_called(card): bool(state) for card, state in rows}

    def confusions(self) -> dict[tuple[str, str], int]:
        """How often the answer to a card (first) belonged to another term (second) and was a miss."""
        rows = self.rows("SELECT card, confused_with FROM answer WHERE confused_with IS NOT NULL AND rating = 1")
        return Counter((self.now_called(card), other) for card, other in rows)

    def confused_with(self, term: str) -> dict[str, int]:
        """The same for the cards of one term (glossary/id)."""
        sql = """
            SELECT confused_with FROM answer
            WHERE card >= ? AND card < ? AND confused_with IS NOT NULL AND rating = 1
        """
        term = self._kept_as.get(term, term)
        return Counter(other for (other,) in self.rows(sql, f"{term}:", f"{term};"))

    def counts(self, bounds: Sequence[float]) -> list[tuple[int, int]]:
        """(reviews, cards answered for the first time) between each two neighbours of `bounds`, which rise."""
        reviews = self.rows("SELECT time FROM answer WHERE time >= ? AND time < ?", bounds[0], bounds[-1])
        new = self.rows(
            "SELECT first_review FROM memory WHERE first_review >= ? AND first_review < ?", bounds[0], bounds[-1]
        )
        return list(zip(_histogram(reviews, bounds), _histogram(new, bounds), strict=True))

    def reviews(self, since: float = 0.0, until: float = inf) -> Iterator[Review]:
        """The answers that stand, as overridden, in the order of (time, id), from `since` to before `until`."""
        return (review._replace(card=self.now_called(review.card)) for review in self._pages("answer", since, until))

    def events(self) -> Iterator[Review]:
        """The whole log in the order of (time, id)."""
        return self._pages("event", 0.0, inf)

    def verify(self) -> list[str]:
        """What is wrong: pages that SQLite finds damaged, memories that a replay of the log does not give (to 1e-9)."""
        try:
            with faults(self.path), database.transaction(self.db, "BEGIN"):
                if found := database.problems(self.db):
                    return [str(damaged(self.path, line)) for line in found]
                kept = {row[0]: Memory._make(row[1:]) for row in self.rows(f"SELECT card, {MEMORY} FROM memory")}
                log = self.rows(LOG)
            replayed = self.replay(log)
        except DltermsError as error:
            return [str(error)]
        return [
            f"{self.path}: card {card}: kept {kept.get(card)}, its log gives {replayed.get(card)}"
            for card in sorted(kept.keys() | replayed.keys(), key=str)
            if not _same(kept.get(card), replayed.get(card))
        ]

    def backup(self, file: Path) -> None:
        """Write a whole and sound copy to `file`; DltermsError if something other than a copy lies there."""
        backup.copy(self.db, self.path, file)

    def rows(self, sql: str, *values: object) -> list[Any]:
        with faults(self.path):
            return self.db.execute(sql, values).fetchall()

    def _memories(self, rows: Iterable[tuple[Any, ...]]) -> dict[str, Memory]:
        return {self.now_called(row[0]): Memory._make(row[1:]) for row in rows}

    def replay(self, log: Iterable[tuple[str, float, int]]) -> dict[str, Memory]:
        """The memories that follow from (card, time, rating) rows, grouped by card and in the order of time."""
        memories = {}
        for card, rows in groupby(log, itemgetter(0)):
            try:
                memory = schedule.replay((time, rating) for _, time, rating in rows)
            except (TypeError, ValueError, OverflowError) as error:  # a rating of 7: a bit has flipped
                raise damaged(self.path, f"card {card}: {error}") from error
            if memory is not None:
                memories[card] = memory
        return memories

    def _pages(self, table: str, since: float, until: float) -> Iterator[Review]:
        after: tuple[float, str] = (since, "")
        sql = f"""
            SELECT {COLUMNS} FROM {table} WHERE (time, id) > (?, ?) AND time < ? ORDER BY time, id LIMIT {_PAGE}
        """
        while page := [Review._make(row) for row in self.rows(sql, *after, until)]:
            yield from page
            last = (page[-1].time, page[-1].id)
            if not (isinstance(last[0], float) and isinstance(last[1], str) and after < last):
                raise damaged(self.path, "its log is out of order")  # and would be read for ever
            after = last


def _renamed(card: str, names: Mapping[str, str]) -> str:
    if not names:
        return card
    term, colon, direction = card.rpartition(":")
    return f"{names.get(term, term)}{colon}{direction}"


def _histogram(times: Iterable[tuple[float]], bounds: Sequence[float]) -> list[int]:
    counts = [0] * (len(bounds) - 1)
    for (time,) in times:
        counts[bisect_right(bounds, time) - 1] += 1
    return counts


def _same(kept: Memory | None, replayed: Memory | None) -> bool:
    if kept is None or replayed is None:
        return kept is replayed
    return all(isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) for one, other in zip(kept, replayed, strict=True))
