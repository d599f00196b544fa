"""Taking events into the log, one or a million: they arrive in a table beside it, which locks nothing, and then go in.

Each function is a part of a transaction of whoever calls it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from dlterms.history.events import LogRow, log_row
from dlterms.history.tables import FIX, UNFIX
from dlterms.model import Event

_NAMES = LogRow._fields
COLUMNS = ", ".join(_NAMES)

_ARRIVE = f"INSERT INTO incoming VALUES ({', '.join('?' * len(_NAMES))})"
_NAME = "INSERT INTO {0} (id) SELECT DISTINCT {0} FROM incoming WHERE true ON CONFLICT DO NOTHING"
_APPEND = f"""
INSERT INTO log ({COLUMNS})
SELECT {", ".join({"card": "c.n", "machine": "m.n"}.get(name, f"i.{name}") for name in _NAMES)}
FROM incoming i JOIN card c ON c.id = i.card JOIN machine m ON m.id = i.machine
WHERE NOT EXISTS (SELECT 1 FROM log l WHERE l.id = i.id)
ORDER BY i.time, {", ".join(f"i.{name}" for name in _NAMES)}
ON CONFLICT (id) DO NOTHING
"""
_OTHERWISE = f"""
SELECT {", ".join(f"i.{name}, e.{name}" for name in _NAMES)} FROM incoming i JOIN event e ON e.id = i.id
WHERE ({", ".join(f"i.{name}" for name in _NAMES)}) IS NOT ({", ".join(f"e.{name}" for name in _NAMES)})
"""
_REPLACE = f"""
UPDATE log SET {", ".join(f"{name} = i.{name}" for name in _NAMES if name not in ("id", "card", "machine"))},
  card = (SELECT n FROM card WHERE id = i.card), machine = (SELECT n FROM machine WHERE id = i.machine)
FROM incoming i WHERE i.rowid = ? AND log.id = i.id
"""


def arrive(db: sqlite3.Connection, events: Iterable[Event | LogRow]) -> None:
    """Put events where `take_in` finds them; it writes to no file, and may wait for them."""
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS incoming ({COLUMNS})")
    db.execute("DELETE FROM incoming")
    db.executemany(_ARRIVE, map(log_row, events))


def take_in(db: sqlite3.Connection) -> bool:
    """Append those that arrived and are not in the log yet; whether rows changed that were there before."""
    for table in ("card", "machine"):
        db.execute(_NAME.format(table))
    db.execute(_APPEND)
    return _settle(db)


def _settle(db: sqlite3.Connection) -> bool:
    """Where one id has come with two contents, let the lesser stand: by time, then by the other fields in their order.

    So all machines come to hold the same, whichever they heard of first.
    """
    lesser = [row[::2] for row in db.execute(_OTHERWISE) if _order(row[::2]) < _order(row[1::2])]
    if lesser:
        db.execute("DELETE FROM synced")  # files may hold the greater
        db.execute(UNFIX)
        arrive(db, map(LogRow._make, sorted(lesser, key=_order, reverse=True)))
        for (row,) in db.execute("SELECT rowid FROM incoming ORDER BY rowid").fetchall():
            db.execute(_REPLACE, (row,))
        db.execute(FIX)
    return bool(lesser)


def _order(row: Sequence[Any]) -> list[tuple[bool, Any]]:
    """By what rows are ordered, in SQL as here: NULL is the least."""
    return [(value is not None, value) for value in (row[_NAMES.index("time")], *row)]
