"""The tables of the file, as the migrations that make them."""

from __future__ import annotations

from collections.abc import Iterable

APPLICATION_ID = 0x646C746D  # "dltm"

# The first version's; the second says the same of its own tables.
_ANSWER_1 = """
CREATE VIEW answer AS
SELECT r.seq, r.id, r.event, r.time, r.card, r.target, coalesce(a.rating, r.rating) AS rating,
       coalesce(a.verdict, r.verdict) AS verdict, r.mode, r.answer, r.milliseconds,
       r.confused_with, r.suspended, r.machine
FROM event r
LEFT JOIN event a ON a.target = r.id AND a.event IN ('undo', 'override') AND NOT EXISTS (
    SELECT 1 FROM event b
    WHERE b.target = r.id AND b.event IN ('undo', 'override') AND (b.time, b.id) > (a.time, a.id))
WHERE r.event = 'review' AND a.event IS NOT 'undo'
"""


def _refuse(change: str, table: str) -> str:
    return f"""
        CREATE TRIGGER {table}_{change} BEFORE {change} ON {table}
        BEGIN SELECT raise(ABORT, 'the log is append-only'); END
    """


# One entry a version; `user_version` counts those that a file has been through. Never edit one that was released.
MIGRATIONS: list[Iterable[str]] = [
    (
        """
        CREATE TABLE event (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL, time REAL NOT NULL,
            card TEXT NOT NULL, target TEXT, rating INTEGER, verdict TEXT, mode TEXT, answer TEXT,
            milliseconds INTEGER, confused_with TEXT, suspended INTEGER, machine TEXT NOT NULL,
            CHECK (typeof(id) || typeof(time) || typeof(card) = 'textrealtext' AND rating BETWEEN 1 AND 4)
        )
        """,
        "CREATE INDEX event_time ON event (time, id)",
        "CREATE INDEX event_card ON event (card, time, id)",
        "CREATE INDEX event_target ON event (target) WHERE target IS NOT NULL",
        "CREATE INDEX event_suspended ON event (card) WHERE suspended IS NOT NULL",
        "CREATE INDEX event_confused ON event (confused_with) WHERE confused_with IS NOT NULL",
        "CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'the log is append-only'); END",
        "CREATE TRIGGER event_fixed BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'the log is append-only'); END",
        _ANSWER_1,
        """
        CREATE TABLE memory (
            card TEXT PRIMARY KEY, stability REAL NOT NULL, difficulty REAL NOT NULL, last_review REAL NOT NULL,
            first_review REAL NOT NULL, reviews INTEGER NOT NULL, misses INTEGER NOT NULL,
            CHECK (typeof(stability) || typeof(difficulty) || typeof(last_review) || typeof(first_review)
                || typeof(reviews) || typeof(misses) = 'realrealrealrealintegerinteger')
        ) WITHOUT ROWID
        """,
    ),
    (
        # Cards and machines are named once, which makes a row less than half of what it was. `data` is a JSON object of
        # the fields that have no column: such an event is kept and passed on, and no fold looks at it. An event that
        # concerns no card has the empty one.
        "CREATE TABLE card (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
        "CREATE TABLE machine (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE log (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL, time REAL NOT NULL,
            card INTEGER NOT NULL REFERENCES card, target TEXT, rating INTEGER, verdict TEXT, mode TEXT, answer TEXT,
            milliseconds INTEGER, confused_with TEXT, suspended INTEGER,
            machine INTEGER NOT NULL REFERENCES machine, data TEXT,
            CHECK (typeof(id) || typeof(time) = 'textreal' AND rating BETWEEN 1 AND 4)
        )
        """,
        "INSERT INTO card (id) SELECT '' UNION ALL SELECT DISTINCT card FROM event WHERE is_card(card)",
        "INSERT INTO machine (id) SELECT DISTINCT machine FROM event",
        """
        INSERT INTO log
        SELECT e.seq, e.id, e.event, e.time, c.n, e.target, e.rating, e.verdict, e.mode, e.answer, e.milliseconds,
               e.confused_with, e.suspended, m.n, CASE c.id WHEN '' THEN json_object('card', e.card) END
        FROM event e JOIN machine m ON m.id = e.machine JOIN card c ON c.id = iif(is_card(e.card), e.card, '')
        ORDER BY e.seq
        """,
        "DELETE FROM memory WHERE NOT is_card(card)",
        "DROP VIEW answer",
        "DROP TABLE event",
        "CREATE INDEX log_time ON log (time)",
        "CREATE INDEX log_card ON log (card)",
        "CREATE INDEX log_target ON log (target) WHERE target IS NOT NULL",
        "CREATE INDEX log_suspended ON log (card) WHERE suspended IS NOT NULL",
        "CREATE INDEX log_confused ON log (confused_with) WHERE confused_with IS NOT NULL",
        "CREATE INDEX log_learn ON log (card) WHERE event = 'learn'",
        *(_refuse("DELETE", table) for table in ("log", "card", "machine")),
        *(_refuse("UPDATE", table) for table in ("log", "card", "machine")),
        """
        CREATE VIEW event AS
        SELECT l.seq, l.id, l.event, l.time, c.id AS card, l.target, l.rating, l.verdict, l.mode, l.answer,
               l.milliseconds, l.confused_with, l.suspended, m.id AS machine, l.data
        FROM log l LEFT JOIN card c ON c.n = l.card LEFT JOIN machine m ON m.n = l.machine
        """,
        # What a review amounts to after the latest undo or override of it. It is worked out from the log each time, so
        # that no order of merging can leave two machines apart.
        """
        CREATE VIEW answer AS
        SELECT r.seq, r.id, r.event, r.time, r.card, r.target, coalesce(a.rating, r.rating) AS rating,
               coalesce(a.verdict, r.verdict) AS verdict, r.mode, r.answer, r.milliseconds,
               r.confused_with, r.suspended, r.machine, r.data
        FROM event r
        LEFT JOIN log a ON a.target = r.id AND a.event IN ('undo', 'override') AND a.data IS NULL AND NOT EXISTS (
            SELECT 1 FROM log b WHERE b.target = r.id AND b.event IN ('undo', 'override') AND b.data IS NULL
            AND (b.time, b.id) > (a.time, a.id))
        WHERE r.event = 'review' AND r.data IS NULL AND a.event IS NOT 'undo'
        """,
    ),
    (
        "CREATE INDEX log_tune ON log (time) WHERE event = 'tune'",
        """
        CREATE TABLE synced (
            folder TEXT, file TEXT, size INTEGER NOT NULL, lines INTEGER NOT NULL, digest BLOB NOT NULL,
            row INTEGER NOT NULL, PRIMARY KEY (folder, file)
        ) WITHOUT ROWID
        """,
    ),
]

# What `merging` takes away for a moment where one id has two contents, and what it puts back.
UNFIX, FIX = "DROP TRIGGER log_UPDATE", _refuse("UPDATE", "log")
