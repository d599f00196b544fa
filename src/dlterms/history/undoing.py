"""Taking back what a machine did last: which events that is, and what takes them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from dlterms.history.events import LogRow, parameters_of, stored_fields, stored_rows
from dlterms.history.merging import COLUMNS
from dlterms.history.reader import Reader
from dlterms.model import Bury, Event, Learn, Review, Suspend, Tune, Undo

Act: TypeAlias = Review | Bury | Learn | Suspend | Tune

# A suspend or a tune that names another is an undo itself, and nothing that could be undone.
_ACTS = f"""
    SELECT {COLUMNS}, seq FROM event e
    WHERE machine = ? AND (data IS NULL OR event = 'tune') AND CASE
        WHEN event = 'review' THEN EXISTS (SELECT 1 FROM answer a WHERE a.seq = e.seq)
        WHEN event IN ('suspend', 'tune') THEN target IS NULL AND NOT EXISTS (
            SELECT 1 FROM log u WHERE u.target = e.id AND u.event = e.event AND u.data IS NULL)
        ELSE event IN ('bury', 'learn') AND NOT EXISTS (
            SELECT 1 FROM log u WHERE u.target = e.id AND u.event = 'undo' AND u.data IS NULL)
        END
"""
_BEFORE = """
    SELECT suspended, verdict FROM event
    WHERE card = ? AND event = 'suspend' AND data IS NULL
    AND (time, id) < (SELECT time, id FROM event WHERE id = ?) ORDER BY +time DESC, +id DESC LIMIT 1
"""


def last_act(history: Reader, machine: str) -> list[Act]:
    """The events of the last keystroke or command of a machine that still stand, as they stand; none if there are none.

    What is done at once is written at one time: the cards of a term that is known, all terms to be learned.
    """
    newest = history.rows(f"{_ACTS} ORDER BY seq DESC LIMIT 1", machine)
    if not newest:
        return []
    *fields, seq = newest[0]
    [row] = stored_rows(history.path, [fields])
    if row.event == "review":
        return [Review._make(*history.rows(f"SELECT {', '.join(Review._fields)} FROM answer WHERE seq = ?", seq))]
    rows = history.rows(f"{_ACTS} AND time = ? AND event = ? ORDER BY seq", machine, row.time, row.event)
    return [_act(row, history.path) for row in stored_rows(history.path, (fields for *fields, _ in rows))]


def _act(row: LogRow, path: Path) -> Act:
    if row.event == "tune":
        parameters = parameters_of(stored_fields(path, row.id, row.data))
        return Tune(parameters or (), row.target, row.id, row.time, row.machine)
    if row.event == "suspend":
        return Suspend(row.card, bool(row.suspended), row.verdict, row.target, row.id, row.time, row.machine)
    kind = Bury if row.event == "bury" else Learn
    return kind(row.card, row.id, row.time, row.machine)


def opposite(history: Reader, act: Act, new_id: Callable[[], str], now: float) -> Event:
    """What takes an act back: a card that was set aside or taken back is again what it was before."""
    if isinstance(act, Tune):
        return Tune(target=act.id, id=new_id(), time=now)
    if not isinstance(act, Suspend):
        return Undo(act.card, act.id, new_id(), now)
    return as_before(history, Suspend(act.card, not act.suspended, target=act.id, id=new_id(), time=now))


def as_before(history: Reader, event: Event) -> Event:
    """The event; of a suspend that takes another back the one by which its card is again what it was before that."""
    if not isinstance(event, Suspend) or event.target is None:
        return event
    before = history.rows(_BEFORE, event.card, event.target)
    suspended, verdict = before[0] if before else (event.suspended, None)
    return event._replace(suspended=bool(suspended), verdict=verdict)


def came_since(history: Reader, machine: str, event: str = "") -> bool:
    """Whether anything of a machine came into the log after an event, given by its id, or, without one, ever."""
    sql = "SELECT 1 FROM event WHERE seq > coalesce((SELECT seq FROM log WHERE id = ?), 0) AND machine = ? LIMIT 1"
    return bool(history.rows(sql, event, machine))
