"""What a history can be asked. Reading never holds up a writer for longer than one query."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dlterms import schedule
from dlterms.errors import DltermsError
from dlterms.fsrs import DAY, Parameters
from dlterms.history import backup, database
from dlterms.history.events import LogRow, stored_rows
from dlterms.history.faults import damaged, faults
from dlterms.history.merging import COLUMNS
from dlterms.history.names import Names, cards_between
from dlterms.history.replay import LATEST, LOG, differences, is_time, kept_memories, replay
from dlterms.history.tuned import STANDING, Tuned, in_force
from dlterms.i18n import tr
from dlterms.model import Memory, Review
from dlterms.schedule import Stretch

MEMORY = ", ".join(Memory._fields)
_PAGE = 5_000  # rows


class Reader:
    """A history open for reading; a context manager. Its methods raise DltermsError, one line with file and mend."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db = db
        self.path = path
        self._names = Names({})

    def follow(self, renamed: Iterable[tuple[str, str]]) -> None:
        """Take cards of the first of each pair (former and current glossary/id) for cards of the second from now on.

        The log is left as it is, and what it says of a card under any of its names is told as of one card.
        """
        sql = "SELECT 1 FROM card WHERE id >= ? AND id < ? LIMIT 1"
        self._names = Names({old: new for old, new in renamed if self.rows(sql, *cards_between(old))})

    def now_called(self, card: str) -> str:
        """The id that a card of the log has today."""
        return self._names.now_called(card)

    def ids(self, card: str) -> list[str]:
        """All the ids that a card has in the log."""
        return self._names.ids(card)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    def parameters(self) -> Parameters:
        """What the memories follow from, beside the answers."""
        return self.tuned().parameters

    def tuned(self) -> Tuned:
        """These parameters, and when they were fitted."""
        return in_force(self.path, self.rows(STANDING))

    def stretch(self, retention: float) -> Stretch:
        """How long cards wait if this share of them is to be recalled."""
        return schedule.stretch(retention, self.parameters())

    def states(self) -> dict[str, Memory]:
        """The memory of every card ever answered (and not undone)."""
        found = kept_memories(self.path, self.rows(f"SELECT card, {MEMORY} FROM memory"))
        renamed = self._cards_of_renamed()
        return {card: found[card] for card in found.keys() - renamed} | self._united(renamed) if renamed else found

    def memory(self, card: str) -> Memory | None:
        """The memory of one card."""
        ids = self.ids(card)
        among = ", ".join("?" * len(ids))
        found = kept_memories(self.path, self.rows(f"SELECT card, {MEMORY} FROM memory WHERE card IN ({among})", *ids))
        if len(found) < 2:
            return next(iter(found.values()), None)
        log = self.rows(f"SELECT ?, time, rating FROM answer WHERE card IN ({among}) ORDER BY time, id", card, *ids)
        return replay(self.path, log, self.parameters()).get(card)

    def _cards_of_renamed(self) -> set[str]:
        """The ids, in the log, of the answered cards of terms that it has under a former name, too or only."""
        sql = "SELECT card FROM memory WHERE card >= ? AND card < ?"
        names = (name for term in self._names.renamed() for name in self._names.of(term))
        return {card for name in names for (card,) in self.rows(sql, *cards_between(name))}

    def _united(self, cards: Iterable[str]) -> dict[str, Memory]:
        """The memories of cards by their current ids, whichever of its names each has in the log."""
        return {card: memory for card in map(self._names.now_called, cards) if (memory := self.memory(card))}

    def cards(self) -> int:
        """How many cards were ever answered (and not undone)."""
        return int(self.rows("SELECT count(*) FROM memory")[0][0])

    def met(self, term: str) -> float:
        """When the term (glossary/id) was asked for the first time."""
        sql = "SELECT min(first_review) FROM memory WHERE card >= ? AND card < ?"
        times = [self.rows(sql, *cards_between(name))[0][0] for name in self._names.of(term)]
        return min((time for time in times if time is not None), default=inf)

    def terms(self) -> set[str]:
        """The terms (glossary/id) of which a card was ever answered."""
        terms = self.rows("SELECT DISTINCT substr(card, 1, instr(card, ':') - 1) FROM memory")
        return {self._names.current(term) for (term,) in terms}

    def due(self, by: float, wait: Stretch, limit: int = -1) -> dict[str, Memory]:
        """The cards that may be due by `by`, those likeliest to be recalled first and no more than `limit`.

        The same as filtering `states()` with `schedule.may_be_due`, for a tenth of the time where few of many are due.
        """
        sql = f"""
            SELECT card, {MEMORY} FROM memory
            WHERE last_review + :day * min(max(round(stability * :wait), 1), :longest) <= :by
               OR last_review > :by + :day
            ORDER BY (:by - last_review) / stability LIMIT :limit
        """
        renamed = self._cards_of_renamed()
        values = {
            "day": DAY, "wait": wait, "longest": schedule.LONGEST, "by": by,
            "limit": limit if limit < 0 else limit + len(renamed),
        }  # fmt: skip
        with faults(self.path):
            found = kept_memories(self.path, self.db.execute(sql, values).fetchall())
        if not renamed:
            return found
        others = {card: memory for card, memory in found.items() if card not in renamed}
        others |= {card: m for card, m in self._united(renamed).items() if schedule.may_be_due(m, wait, by)}
        nearest = sorted(others.items(), key=lambda item: (by - item[1].last_review) / item[1].stability)
        return dict(nearest[:limit] if limit >= 0 else nearest)

    def answered_after(self, moment: float) -> float | None:
        """When the last answer that stands was given, if that was after `moment`."""
        if self._newest("SELECT max(time) FROM log") <= moment:  # at once, where to look at each memory takes a while
            return None
        last = self._newest("SELECT max(last_review) FROM memory")
        return last if last > moment else None

    def _newest(self, sql: str) -> float:
        newest: Any = self.rows(sql)[0][0]
        if newest is not None and not is_time(newest):
            raise damaged(self.path, tr("{value} is not a time", value=f"{newest!r:.60}"))
        return newest or 0.0

    def suspended(self) -> dict[str, bool]:
        """Every card that was ever set aside or taken back, and which was last.

        Nothing is said of a card if all that was said of it was taken back: a leech is then one as before.
        """
        sql = """
            SELECT card, suspended, id, target FROM event
            WHERE suspended IS NOT NULL AND event = 'suspend' AND data IS NULL ORDER BY +time, +id
        """  # the + keeps SQLite from walking the index of all events
        said: dict[str, bool] = {}
        first: dict[str, str] = {}  # what was said of a card before all else
        for name, state, event, target in self._texts(sql, 1):
            card = self._names.now_called(name)
            said[card] = bool(state)
            if first.setdefault(card, event) == target:
                del said[card], first[card]
        return said

    def confusions(self) -> dict[tuple[str, str], int]:
        """How often the answer to a card (first) belonged to another term (second) and was a miss."""
        found = "SELECT seq FROM log WHERE confused_with IS NOT NULL"  # in the order of the file they are read faster
        sql = f"SELECT card, confused_with FROM answer WHERE seq IN ({found}) AND rating = 1"
        rows = self._texts(sql, 2)
        return Counter(((self.now_called(card), other) for card, other in rows) if self._names.renamed() else rows)

    def confused_with(self, term: str) -> dict[str, int]:
        """The same for the cards of one term (glossary/id)."""
        sql = """
            SELECT confused_with FROM answer
            WHERE card >= ? AND card < ? AND confused_with IS NOT NULL AND rating = 1
        """
        return Counter(other for name in self._names.of(term) for (other,) in self.rows(sql, *cards_between(name)))

    def counts(self, bounds: Sequence[float]) -> list[int]:
        """How many reviews lie between each two neighbours of `bounds`, which rise."""
        counts = [0] * (len(bounds) - 1)
        for (time,) in self.rows("SELECT time FROM answer WHERE time >= ? AND time < ?", bounds[0], bounds[-1]):
            counts[bisect_right(bounds, time) - 1] += 1
        return counts

    def reviews(self, since: float = 0.0, until: float = inf) -> Iterator[Review]:
        """The answers that stand, as overridden, in the order of (time, id), from `since` to before `until`."""
        return (
            Review(
                self._names.now_called(row.card), row.rating or 1, row.verdict, row.mode, row.answer, row.milliseconds,
                row.confused_with, row.id, row.time, row.machine,
            )
            for row in self._pages("answer", since, until)
        )  # fmt: skip

    def events(self) -> Iterator[LogRow]:
        """The whole log in the order of (time, id)."""
        return self._pages("event", 0.0, inf)

    def verify(self) -> list[str]:
        """What is wrong: damage that SQLite finds, and memories that a replay of the log does not give (to 1e-9)."""
        try:
            with faults(self.path), database.transaction(self.db, "BEGIN"):
                if found := database.problems(self.db):
                    return [str(damaged(self.path, line)) for line in found]
                kept = {row[0]: Memory._make(row[1:]) for row in self.rows(f"SELECT card, {MEMORY} FROM memory")}
                log, parameters = self.rows(LOG), self.parameters()
            return differences(self.path, kept, replay(self.path, log, parameters))
        except DltermsError as error:
            return [str(error)]

    def backup(self, file: Path, *, force: bool = False) -> None:
        """Write a whole and sound copy to `file`; DltermsError if more than an older copy would be lost there.

        With `force` another history is replaced, too.
        """
        backup.copy(self.db, self.path, file, force=force)

    def rows(self, sql: str, *values: object) -> list[Any]:
        with faults(self.path):
            return self.db.execute(sql, values).fetchall()

    def _texts(self, sql: str, columns: int) -> list[Any]:
        """The rows of a query whose first columns are texts; in a damaged file they need not be."""
        rows = self.rows(sql)
        if {type(value) for row in rows for value in row[:columns]} - {str}:
            raise damaged(self.path, tr("what should be text is none"))
        return rows

    def _pages(self, table: str, since: float, until: float) -> Iterator[LogRow]:
        after: tuple[float, str] = (since, "")
        sql = f"""
            SELECT {COLUMNS} FROM {table} WHERE (time, id) > (?, ?) AND time < ? ORDER BY time, id LIMIT {_PAGE}
        """
        while page := stored_rows(self.path, self.rows(sql, *after, until)):
            yield from page
            last = (page[-1].time, page[-1].id)
            if not (after < last and last[0] <= LATEST):
                raise damaged(self.path, tr("its log is out of order"))  # and would be read for ever
            after = last
