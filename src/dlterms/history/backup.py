"""Whole copies of a history: to a file, every week, before a migration, and back again.

Those made unasked lie in `backups/` beside the history, named by their time (UTC), the last five kept.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dlterms.errors import DltermsError
from dlterms.history import database
from dlterms.history.faults import damaged, faults
from dlterms.i18n import counted, tr
from dlterms.processes import is_running

_KEPT = 5
_WEEK = 7 * 86_400.0
_NAME = re.compile(r"reviews-\d{8}T\d{6}Z\.db")
_PART = re.compile(r"\.(.+)\.(\d{1,9})\.part")


def kept(path: Path, now: float | None = None) -> list[Path]:
    """The backups of the history in `path`, oldest first; those that a wrong clock dated after `now` before all."""
    folder = _folder(path)
    with faults(folder):
        names = os.listdir(folder) if folder.exists() else []
    latest = max(names, default="") if now is None else _backup_name(now)
    return [folder / name for name in sorted(filter(_NAME.fullmatch, names), key=lambda name: (name <= latest, name))]


def is_due(path: Path, now: float) -> bool:
    """Whether the last backup is a week old, or there is none."""
    return not any(_backup_name(now - _WEEK) < file.name <= _backup_name(now) for file in kept(path))


def save(db: sqlite3.Connection, path: Path, now: float) -> Path:
    """Add a backup named by `now`, then drop all but the last five; a damaged history drops none."""
    with faults(_folder(path)):
        _folder(path).mkdir(mode=0o700, parents=True, exist_ok=True)
    file = _folder(path) / _backup_name(now)
    copy(db, path, file)
    with faults(_folder(path)):
        for old in kept(path, now)[:-_KEPT]:
            old.unlink()
    return file


def copy(db: sqlite3.Connection, path: Path, target: Path, *, force: bool = False) -> None:
    """Copy the open history of `path` to `target`, which appears whole and sound or not at all.

    What is there is replaced if it is a history that this one contains; with `force` also if it is another.
    """
    with faults(target):
        if os.path.lexists(target):
            _check_replaceable(db, path, target, force)
    with _part(target) as part, faults(_copied(path, target)):
        _write(db, path, part)
        os.replace(part, target)


def _check_replaceable(db: sqlite3.Connection, path: Path, target: Path, force: bool) -> None:
    if target.is_symlink() or not target.is_file():
        raise DltermsError(tr("{file}: not a regular file; name another", file=target))
    if path.exists() and target.samefile(path):
        raise DltermsError(tr("{file}: the history itself; name another file", file=target))
    database.check_header(target)  # nothing but an older copy is replaced
    if force or not target.stat().st_size:
        return
    with closing(database.connect(target, write=False, timeout=1.0)) as old:
        there = {name for (name,) in old.execute("SELECT id FROM event")}
    here = {name for (name,) in db.execute("SELECT id FROM event")}
    if lost := len(there - here):
        raise DltermsError(
            counted(
                lost,
                "{file}: holds an event that this history lacks; restore it, or write with --force",
                "{file}: holds {n} events that this history lacks; restore it, or write with --force",
                file=target,
            )
        )


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """A new file beside `target` which is gone in the end; what killed programs have left of such files goes, too."""
    with faults(target):
        for name in os.listdir(target.parent):
            left = _PART.fullmatch(name)
            if left and (left[1] == target.name or _NAME.fullmatch(left[1])) and not is_running(int(left[2])):
                target.with_name(name).unlink(missing_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        part.unlink(missing_ok=True)
        database.make_private(part)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _write(db: sqlite3.Connection, path: Path, part: Path) -> None:
    """A whole copy, checked."""
    with closing(sqlite3.connect(part, isolation_level=None)) as new:
        with database.transaction(db, "BEGIN"):
            db.execute("SELECT count(*) FROM sqlite_schema")  # waits for a lock, which backup() would do for ever
            db.backup(new)
        problems = database.problems(new)
    if problems:
        raise damaged(path, problems[0])


def restore(path: Path, file: Path, now: float, timeout: float = 5.0) -> Path | None:
    """Put the backup `file` in the place of the history `path`; returns where the one replaced, sound or not, now lies.

    A history that is open elsewhere meanwhile takes no more answers: it says that it was replaced.
    """
    with faults(file):
        if not file.stat().st_size and file.is_file():
            raise damaged(file, tr("empty"))
    with faults(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(database.connect(file, write=False, timeout=timeout)) as source, _part(path) as new:
        with faults(_copied(file, path)):
            _write(source, file, new)
        aside = _set_aside(path, now, timeout) if path.exists() else None
        with faults(path):
            os.replace(new, path)
    return aside


def _set_aside(path: Path, now: float, timeout: float) -> Path:
    try:
        with closing(sqlite3.connect(path, timeout=timeout, isolation_level=None)) as db:
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


def _copied(path: Path, target: Path) -> str:
    """What a fault is about, where it may be in either file."""
    return tr("{file}, copied to {copy}", file=path, copy=target)


def _folder(path: Path) -> Path:
    return path.parent / "backups"


def _backup_name(now: float) -> str:
    return f"reviews-{_stamp(now)}.db"


def _stamp(now: float) -> str:
    return f"{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
