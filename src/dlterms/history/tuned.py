"""Which parameters the schedule counts with: those of the latest tune that stands."""

from __future__ import annotations

import sqlite3

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.history.events import parameters_of

# One that has a target takes another back; one with more than parameters comes from a newer dlterms and says nothing.
_STANDING = """
    SELECT data FROM event e WHERE event = 'tune' AND target IS NULL AND NOT EXISTS (
        SELECT 1 FROM log u WHERE u.target = e.id AND u.event = 'tune' AND u.data IS NULL)
    ORDER BY time DESC, id DESC
"""


def parameters_in_force(db: sqlite3.Connection) -> Parameters:
    fitted = (parameters_of(data) for (data,) in db.execute(_STANDING) if data)
    return next(filter(None, fitted), DEFAULTS)
