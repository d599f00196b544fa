"""The file: how it is opened, checked, and brought up to date."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dlterms import files
from dlterms.errors import DltermsError
from dlterms.history import tables
from dlterms.history.faults import damaged, faults
from dlterms.history.tables import APPLICATION_ID
from dlterms.i18n import tr
from dlterms.quiz.cards import is_card


def make_private(path: Path) -> None:
    """Make the file and its folder, for nobody else to read; those that are there keep their rights."""
    with faults(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            open(path, "x", opener=files.for_owner_alone).close()


def check_header(path: Path) -> None:
    """DltermsError for a file that is not a history or too new; one that is absent or empty passes.

    Read without SQLite, which would fold a foreign file's write-ahead log into it (offsets: sqlite.org/fileformat2).
    """
    with faults(path):
        if not path.exists():
            return
        if not path.is_file():
            raise damaged(path, tr("not a regular file"))
        if not (size := path.stat().st_size):
            return
        with path.open("rb") as file:
            head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise damaged(path, tr("not an SQLite file"))
    page, version, application = struct.unpack_from(">H42xI4xI", head, 16)
    _check(path, application, version)
    if not page or size % (page if page > 1 else 65_536):  # SQLite overlooks that the last page is cut short
        raise damaged(path, tr("cut short"))


def connect(path: Path, write: bool, timeout: float) -> sqlite3.Connection:
    """The database in `path`, of any version known here, to read or to write; waits `timeout` seconds for a lock."""
    if not path.with_name(path.name + "-journal").exists():  # else SQLite has a crash to clean up first
        check_header(path)
    with faults(path):
        # even reading may have a crash to clean up, so it too asks for leave to write
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'rw'}"
        db = sqlite3.connect(uri, timeout=timeout, uri=True, isolation_level=None)
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA temp_store = MEMORY")  # what is merged, which nobody else should read
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
        raise DltermsError(
            tr("{file}: not a dlterms history; move it away or name another folder in DLTERMS_DATA_DIR", file=path)
        )
    if version > len(tables.MIGRATIONS):
        known = len(tables.MIGRATIONS)
        raise DltermsError(
            tr(
                "{file}: of format {version}, and this dlterms knows {known}; upgrade dlterms",
                file=path,
                version=version,
                known=known,
            )
        )


def pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables up to date in one transaction: all of it or nothing."""
    db.create_function("is_card", 1, is_card, deterministic=True)
    with transaction(db):
        for step in tables.MIGRATIONS[pragma(db, "user_version") :]:  # asked again, now that nobody else can write
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(tables.MIGRATIONS)}")
    with suppress(sqlite3.OperationalError):  # a full disk, another reader: the file is only larger than it need be
        db.execute("VACUUM")


def problems(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of every page, every index and every reference between tables finds."""
    try:
        found = [line for (line,) in db.execute("PRAGMA integrity_check(5)") if line != "ok"]
        lost = {(table, parent) for table, _, parent, _ in db.execute("PRAGMA foreign_key_check")}
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            return [str(error)]
        raise
    return [
        *found,
        *(tr("rows of {table} have lost their {parent}", table=table, parent=parent) for table, parent in sorted(lost)),
    ]


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
