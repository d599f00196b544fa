"""Whole copies of a history: to a file, every week, before a migration, and back again.

Those made unasked lie in `backups/` beside the history, named by their time (UTC), the last five kept.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dlterms.errors import DltermsError
from dlterms.history import database
from dlterms.history.faults import damaged, faults

_KEPT = 5
_WEEK = 7 * 86_400.0
_NAME = re.compile(r"reviews-\d{8}T\d{6}Z\.db")


def kept(path: Path) -> list[Path]:
    """The backups of the history in `path`, oldest first."""
    return sorted(file for file in _folder(path).glob("reviews-*.db") if _NAME.fullmatch(file.name))


def is_due(path: Path, now: float) -> bool:
    """Whether the last backup is a week old, or there is none."""
    files = kept(path)
    return not files or files[-1].name <= f"reviews-{_stamp(now - _WEEK)}.db"


def save(db: sqlite3.Connection, path: Path, now: float) -> Path:
    """Add a backup named by `now`, then drop all but the last five; a damaged history drops none."""
    with faults(_folder(path)):
        _folder(path).mkdir(parents=True, exist_ok=True)
    file = _folder(path) / f"reviews-{_stamp(now)}.db"
    copy(db, path, file)
    with faults(_folder(path)):
        for old in kept(path)[:-_KEPT]:
            old.unlink()
    return file


def copy(db: sqlite3.Connection, path: Path, target: Path) -> None:
    """Copy the open history of `path` to `target`, which appears whole and sound or not at all."""
    if target.exists():
        if path.exists() and target.samefile(path):
            raise DltermsError(f"{target}: the history itself; name another file")
        database.check_header(target)  # nothing but an older copy is replaced
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with faults(f"{path}, copied to {target}"):
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as new:
                with database.transaction(db, "BEGIN"):
                    db.execute("SELECT count(*) FROM event")  # waits for a lock, which backup() would do for ever
                    db.backup(new)
                problems = database.problems(new)
            if problems:
                raise damaged(path, problems[0])
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)


def restore(path: Path, file: Path, now: float, timeout: float = 5.0) -> Path | None:
    """Put the backup `file` in the place of the history `path`; returns where the one replaced, sound or not, now lies.

    A history that is open elsewhere meanwhile takes no more answers: it says that it was replaced.
    """
    with faults(file):
        if not file.stat().st_size:
            raise damaged(file, "empty")
    with faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.restored")
    try:
        with closing(database.connect(file, write=False, timeout=timeout)) as source:
            copy(source, file, new)
        aside = _set_aside(path, now, timeout) if path.exists() else None
        with faults(path):
            os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return aside


def _set_aside(path: Path, now: float, timeout: float) -> Path:
    try:
        with closing(sqlite3.connect(path, timeout, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")  # nobody is amid an answer, and what a crash left is cleaned up
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            with faults(path):
                raise
    aside = path.with_name(f"{path.name}.replaced-{_stamp(now)}")
    with faults(path):
        while aside.exists():
            aside = aside.with_name(aside.name + "-")
        os.replace(path, aside)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():  # of the old file: the new one must not be rolled back with it
            os.replace(journal, aside.with_name(aside.name + "-journal"))
    return aside


def _folder(path: Path) -> Path:
    return path.parent / "backups"


def _stamp(now: float) -> str:
    return f"{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
