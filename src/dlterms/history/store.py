"""Writing a history: the log is the truth and is only ever appended to.

A card's memory is kept beside the log, written in the transaction that appends the event behind it and always by
replaying that card's log: so it cannot depend on the order in which events arrived. No transaction outlives a call.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dlterms.fsrs import DAY
from dlterms.history import backup, database
from dlterms.history.events import LogRow, check, log_row, without_surrogates
from dlterms.history.faults import damaged, faults
from dlterms.history.merging import COLUMNS, arrive, take_in
from dlterms.history.reader import MEMORY, Reader
from dlterms.history.replay import LOG, LOG_OF_CARD, replay
from dlterms.history.undoing import Act, last_act, opposite
from dlterms.i18n import tr
from dlterms.model import Event, Memory, Undo

_KEEP = f"INSERT OR REPLACE INTO memory (card, {MEMORY}) VALUES (?, {', '.join('?' * len(Memory._fields))})"
_TICK = 0.001  # seconds; the log's times are whole milliseconds


class History(Reader):
    """A history open for writing, on this machine."""

    def __init__(self, db: sqlite3.Connection, path: Path, machine: str, new_id: Callable[[], str]) -> None:
        super().__init__(db, path)
        self.machine = machine
        self.new_id = new_id
        self.reached: Callable[[float], None] = lambda share: None  # is told how far a replay of the whole log is

    def record(self, event: Event) -> Event:
        """Append an event with all that follows from it, or nothing; on return it is on the disk.

        Returns it as stored: with this machine's name, and with its time clamped to come after what it follows. An id
        that the log has is not appended again, so an answer may be retried after any fault.
        """
        return self.record_all([event])[0]

    def record_all(self, events: Sequence[Event]) -> list[Event]:
        """Append what is done at once, all of it or nothing, and at one time: so `undo` takes all of it back at once.

        No event may follow another of them.
        """
        named = [event._replace(machine=event.machine or self.machine) for event in events]
        rows = [without_surrogates(log_row(event)) for event in named]
        if problem := next(filter(None, map(check, rows)), None):
            raise ValueError(problem)
        with self.writing():
            return self._append_all(named, rows)

    def _append_all(self, events: Sequence[Event], rows: Sequence[LogRow]) -> list[Event]:
        latest = max((self._after_last_word(row) for row in rows), default=0.0)
        stored = [self._append(row._replace(time=latest))._asdict() for row in rows]
        return [
            event._replace(**{name: row[name] for name in event._fields if name in row})
            for event, row in zip(events, stored, strict=True)
        ]

    def undo(self, now: float) -> list[Act]:
        """Take back what was done last on this machine and still stands: an answer, or the events of one command.

        Returns them as they stood, none if there are none. After it all is as if they had never been.
        """
        with self.writing():
            acts = last_act(self, self.machine)
            undone = [opposite(self, act, self.new_id, now)._replace(machine=self.machine) for act in acts]
            self._append_all(undone, [log_row(event) for event in undone])
            return acts

    def merge(self, events: Iterable[Event | LogRow]) -> int:
        """Add the events that the log lacks, of any machines and in any order; returns how many they were.

        `events` may come slowly: nothing is locked before the last of them has come.
        """
        with faults(self.path), database.transaction(self.db, "BEGIN"):
            arrive(self.db, events)
        with self.writing():
            return self._take_in()

    def rebuild(self) -> None:
        """Make every memory anew from the log."""
        with self.writing():
            self._remember_all()

    def weekly_backup(self, now: float) -> Path | None:
        """Back up, with a check of every page, if the last backup is a week old; returns it. Five are kept."""
        if not self.last_row() or not backup.is_due(self.path, now):
            return None
        return backup.save(self.db, self.path, now)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing of what is written within."""
        with faults(self.path), database.transaction(self.db):
            yield

    def _append(self, event: LogRow) -> LogRow:
        arrive(self.db, [event])
        self._take_in()
        stored = self.rows(f"SELECT {COLUMNS} FROM event WHERE id = ?", event.id)
        if not stored:
            raise damaged(self.path, tr("an index that points nowhere"))
        return LogRow._make(stored[0])

    def _after_last_word(self, event: LogRow) -> float:
        """When an event is, which comes after what it follows."""
        last = self._last_word(event)
        time = round(event.time, 3)
        return time if last is None or time > last else round(last + _TICK, 3)

    def _last_word(self, event: LogRow) -> float | None:
        """The time of what an event follows: an answer the last one of its card, all else what was said of the same."""
        if event.event == "review":
            self._take_back_later_days(event)
            memory = self.memory(event.card)
            return memory.last_review if memory else None
        if event.event == "tune":
            sql, about = "SELECT max(time) FROM log WHERE event = ?", event.event
        elif event.event == "suspend":
            sql, about = "SELECT max(time) FROM event WHERE card = ? AND suspended IS NOT NULL", event.card
        else:
            sql, about = "SELECT max(time) FROM log WHERE target = ?", event.target or ""
        last: float | None = self.rows(sql, about)[0][0]
        return last

    def _take_back_later_days(self, event: LogRow) -> None:
        """Undo the answers that a wrong clock dated over a day later: else the card would stay there for ever."""
        ids = self._names.ids(event.card)
        sql = f"SELECT id, card FROM answer WHERE card IN ({', '.join('?' * len(ids))}) AND time > ? AND id != ?"
        for review, card in self.rows(sql, *ids, event.time + DAY, event.id):
            undo = log_row(Undo(card, review, self.new_id(), event.time, event.machine))
            self._append(undo._replace(time=self._after_last_word(undo)))

    def _take_in(self) -> int:
        before, parameters = self.last_row(), self.parameters()
        if take_in(self.db) or self.parameters() != parameters:
            self._remember_all()
        else:
            self._remember(before)
        return self.last_row() - before

    def last_row(self) -> int:
        """The number of the row of the log that was appended last, 0 if there is none."""
        return int(self.rows("SELECT coalesce(max(seq), 0) FROM log")[0][0])

    def _remember_all(self) -> None:
        memories = replay(self.path, self.rows(LOG), self.parameters(), self.reached)
        self.db.execute("DELETE FROM memory")
        self.db.executemany(_KEEP, ((card, *memory) for card, memory in memories.items()))

    def _remember(self, before: int) -> None:
        """Replay every card that the events appended after row `before` concern."""
        cards = self.rows(
            """
            SELECT card FROM event WHERE seq > ? AND event = 'review'
            UNION SELECT r.card FROM event a JOIN event r ON r.id = a.target WHERE a.seq > ?
            """,
            before,
            before,
        )
        parameters = self.parameters()
        for (card,) in cards:
            memory = replay(self.path, self.rows(LOG_OF_CARD, card), parameters).get(card)
            if memory is None:
                self.db.execute("DELETE FROM memory WHERE card = ?", (card,))
            else:
                self.db.execute(_KEEP, (card, *memory))
