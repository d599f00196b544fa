"""Opening a history, to read or to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from dlterms.errors import DltermsError
from dlterms.history import backup, database, tables
from dlterms.history.faults import damaged, faults
from dlterms.history.reader import Reader
from dlterms.history.store import History
from dlterms.i18n import tr


class OutdatedError(DltermsError):
    """The file is of an older version: whoever may write it brings it up to date."""


def read_history(path: Path, timeout: float = 5.0) -> Reader:
    """Open a history to read; a missing file is an empty one. `timeout` is how many seconds to wait for a lock.

    DltermsError for a file that is damaged, foreign or newer than this dlterms, OutdatedError for an older one.
    """
    if is_new(path):
        db = sqlite3.connect(":memory:", isolation_level=None)
        database.migrate(db)
        return Reader(db, path)
    db = database.connect(path, write=False, timeout=timeout)
    try:
        with faults(path):
            if database.pragma(db, "user_version") < len(tables.MIGRATIONS):
                raise OutdatedError(
                    tr(
                        "{file}: made by an older dlterms; `dlterms history verify --mend` updates it",
                        file=path,
                    )
                )
    except BaseException:
        db.close()
        raise
    return Reader(db, path)


def is_new(path: Path) -> bool:
    """Whether the file is missing or empty; DltermsError if it is empty and backups tell that it was not always so."""
    with faults(path):
        try:
            size = path.stat().st_size
        except FileNotFoundError:  # and not where a file lies in the place of its folder
            return True
        if size or not path.is_file():
            return False
    if backup.kept(path):
        raise damaged(path, tr("empty"))
    return True  # a first start was cut short


def open_history(path: Path, *, machine: str, new_id: Callable[[], str], now: float, timeout: float = 5.0) -> History:
    """Open a history to write; it is created with its folder, or brought up to date after a backup.

    `machine` names this machine in the log and its file in a synchronised folder; `new_id` gives ids that no other
    machine gives; `timeout` is how many seconds to wait for another program's lock. DltermsError for a file that is
    damaged, foreign or newer, or cannot be written; its bytes are then unchanged.
    """
    is_new(path)  # refuses one that was emptied
    database.make_private(path)
    db = database.connect(path, write=True, timeout=timeout)
    try:
        with faults(path):
            version = database.pragma(db, "user_version")
            if 0 < version < len(tables.MIGRATIONS):
                backup.save(db, path, now)
            if version < len(tables.MIGRATIONS):
                database.migrate(db)
            history = History(db, path, machine, new_id)
            if 0 < version < len(tables.MIGRATIONS):
                history.rebuild()  # an older dlterms may have counted days otherwise
    except BaseException:
        db.close()
        raise
    return history
