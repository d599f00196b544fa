"""The file: its tables, how it is opened, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dlterms.errors import DltermsError
from dlterms.history.faults import damaged, faults

APPLICATION_ID = 0x646C746D  # "dltm"

# What a review amounts to after the latest undo or override of it. It is worked out from the log each time, so that no
# order of merging can leave two machines apart.
_ANSWER = """
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
        _ANSWER,
        """
        CREATE TABLE memory (
            card TEXT PRIMARY KEY, stability REAL NOT NULL, difficulty REAL NOT NULL, last_review REAL NOT NULL,
            first_review REAL NOT NULL, reviews INTEGER NOT NULL, misses INTEGER NOT NULL,
            CHECK (typeof(stability) || typeof(difficulty) || typeof(last_review) || typeof(first_review)
                || typeof(reviews) || typeof(misses) = 'realrealrealrealintegerinteger')
        ) WITHOUT ROWID
        """,
    ),
]


def check_header(path: Path) -> None:
    """DltermsError for a file that is not a history or too new; one that is absent or empty passes.

    Read without SQLite, which would fold a foreign file's write-ahead log into it (offsets: sqlite.org/fileformat2).
    """
    with faults(path):
        if not path.exists() or not (size := path.stat().st_size):
            return
        with path.open("rb") as file:
            head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise damaged(path, "not an SQLite file")
    page, version, application = struct.unpack_from(">H42xI4xI", head, 16)
    _check(path, application, version)
    if not page or size % (page if page > 1 else 65_536):  # SQLite overlooks that the last page is cut short
        raise damaged(path, "cut short")


def connect(path: Path, write: bool, timeout: float) -> sqlite3.Connection:
    """The database in `path`, of any version known here, to read or to write; waits `timeout` seconds for a lock."""
    if not path.with_name(path.name + "-journal").exists():  # else SQLite has a crash to clean up first
        check_header(path)
    with faults(path):
        # even reading may have a crash to clean up, so it too asks for leave to write
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'rw'}"
        db = sqlite3.connect(uri, timeout, uri=True, isolation_level=None)
        try:
            db.execute("PRAGMA synchronous = FULL")
            if not write:
                db.execute("PRAGMA query_only = ON")
            if pragma(db, "page_count"):
                _check(path, pragma(db, "application_id"), pragma(db, "user_version"))
        except BaseException:
            db.close()
            raise
        return db


def _check(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise DltermsError(f"{path}: not a dlterms history; move it away or name another folder in DLTERMS_DATA_DIR")
    if version > len(MIGRATIONS):
        known = len(MIGRATIONS)
        raise DltermsError(f"{path}: of format {version}, and this dlterms knows {known}; upgrade dlterms")


def pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables up to date in one transaction: all of it or nothing."""
    with transaction(db):
        for step in MIGRATIONS[pragma(db, "user_version") :]:  # asked again, now that nobody else can write
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def problems(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of every page finds."""
    return [line for (line,) in db.execute("PRAGMA quick_check(5)") if line != "ok"]


@contextmanager
def transaction(db: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """All or nothing. BEGIN IMMEDIATE waits for the lock at once, where a later upgrade from reading would fail."""
    try:
        db.execute(begin)
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
