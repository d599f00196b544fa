"""What SQLite and the file system complain of, as one line that names the file and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dlterms.errors import DltermsError, reason
from dlterms.i18n import marked, tr

_BUSY = marked("another program holds it; close that program, then try again")
_FULL = marked("the disk is full; free some space, then try again")
_BARRED = marked(
    "cannot be opened or written; fix the permissions of it and its folder, or set DLTERMS_DATA_DIR to another"
)
_MOVED = marked("it was moved or replaced meanwhile; start again")
_BLOCKED = marked("a file lies where its folder belongs; move that away, then try again")
_BROKEN = marked("the disk fails to read or write it; check the disk, then try again")

_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _BARRED,
    sqlite3.SQLITE_PERM: _BARRED,
    sqlite3.SQLITE_READONLY: _BARRED,
    sqlite3.SQLITE_READONLY_DBMOVED: _MOVED,
    sqlite3.SQLITE_IOERR: _BROKEN,
}
_OF_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _BARRED,
    errno.EPERM: _BARRED,
    errno.EROFS: _BARRED,
    errno.EEXIST: _BLOCKED,
    errno.ENOTDIR: _BLOCKED,
    errno.EIO: _BROKEN,
}


class DamagedError(DltermsError):
    """A file that does not hold what was written to it."""


def damaged(name: Path | str, detail: object) -> DamagedError:
    return DamagedError(
        tr(
            "{file}: damaged ({detail}), left as it is; restore a backup with `dlterms history restore FILE`",
            file=name,
            detail=" ".join(str(detail).split()),
        )
    )


@contextmanager
def faults(name: Path | str) -> Iterator[None]:
    """Turn a fault of the file `name` into a DltermsError; a wrong use of sqlite3 stays what it is, a bug."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # text that is no UTF-8 has none
        mend = _OF_SQLITE.get(code) or _OF_SQLITE.get(code & 0xFF)
        raise (DltermsError(f"{name}: {tr(mend)}") if mend else damaged(name, error)) from error
    except OSError as error:
        mend = _OF_SYSTEM.get(error.errno or 0)
        said = tr(mend) if mend else tr("{reason}; fix that, then try again", reason=reason(error))
        raise DltermsError(f"{name}: {said}") from error
