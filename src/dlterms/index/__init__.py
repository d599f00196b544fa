"""The compiled look-up index: one SQLite file for each set of glossaries.

It holds nothing that the YAML files do not say, so it may vanish at any time; whoever finds it stale or broken makes
it anew, from a copy of an earlier one if it can. A look-up in a fresh index imports neither yaml nor anything that only
the compiler needs.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from math import inf
from typing import TypeAlias

from dlterms import __version__
from dlterms.i18n import language

Index: TypeAlias = sqlite3.Connection

FORMAT = 13  # raise it whenever the tables or what is stored in them change
APPLICATION_ID = 0x646C7469  # "dlti"
_PRIME = 2**64 - 59  # names are remainders by it; the libraries of checksums take half a millisecond to import
_SEAL = 60  # where a file of SQLite has its user_version, here the checksum of all other bytes
KEPT = 16  # indexes of other sets of glossaries that stay in the cache folder, the newest


def fingerprint(files: Iterable[str]) -> str:
    """What the index was made from: path, size and time of each file. A file that cannot be read counts as absent."""
    lines = [_made_by()]
    for path in files:
        try:
            status = os.stat(path)
        except OSError:
            lines.append(f"{path} absent")
        else:
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(lines).encode(errors="replace").decode()


def spoken(fingerprint: str) -> str:
    """The fingerprint of an index that keeps a complaint, which is in the language of the interface."""
    return f"{fingerprint}\nin {language()}"


def _made_by() -> str:
    """What else an index depends on: its format, and how labels are read and cut in this version."""
    return f"format {FORMAT} of {__version__}"


def index_path(cache: str, roots: Iterable[str]) -> str:
    """Where the index of these glossary files and folders is kept."""
    named = int.from_bytes(os.fsencode(os.pathsep.join(roots)), "big")
    return os.path.join(cache, f"index-{named % _PRIME:016x}.sqlite")


def open_index(path: str, wanted: str) -> Index | None:
    """The index at `path`, or None if there is none, or it is stale, or broken. It is not read to its end for that."""
    return _open(path, lambda db: _fingerprint_of(db) in (wanted, spoken(wanted)))


def open_earlier(path: str) -> Index | None:
    """The whole index at `path`, whatever files it was made from, if this version of dlterms has made it."""

    def is_ours(db: Index) -> bool:
        return str(_fingerprint_of(db)).partition("\n")[0] == _made_by() and not is_damaged(db, path)

    return _open(path, is_ours)


def _open(path: str, is_right: Callable[[Index], bool]) -> Index | None:
    if not os.path.isfile(path):
        return None
    try:
        db = _connect(path)
    except sqlite3.Error:
        return None
    with suppress(sqlite3.Error):
        if is_right(db):
            return db
    db.close()
    return None


def is_damaged(db: Index, path: str, most: float = inf) -> bool:
    """Whether an open index is not the whole one at `path`: a byte differs, or another has taken its place.

    One in memory never is. All of the file is read, a millisecond for each megabyte: only so a changed letter is seen.
    One of more than `most` bytes is taken for whole.
    """
    try:
        (seal,) = db.execute("PRAGMA user_version").fetchone()
        return seal != 0 and os.path.getsize(path) <= most and seal != _checksum(path)
    except (OSError, sqlite3.Error):
        return True


def _checksum(path: str) -> int:
    """Of a file without the place that holds it; never 0, which is there before it is sealed."""
    from zlib import crc32  # which a look-up does without

    with open(path, "rb") as file:
        found = crc32(file.read(_SEAL))
        file.seek(_SEAL + 4)
        while part := file.read(2**20):
            found = crc32(part, found)
    return 1 + found % (2**31 - 1)


def _seal(path: str) -> None:
    seal = _checksum(path).to_bytes(4, "big")
    with open(path, "r+b") as file:
        file.seek(_SEAL)
        file.write(seal)


def write_index(path: str | None, fill: Callable[[Index], None], earlier: Index | None = None) -> Index:
    """A new index made by `fill`: at `path`, moved there whole, or in memory where no such file can be written.

    `fill` is given an empty database, or a copy of an `earlier` index.
    """
    from dlterms.index.build import connect  # which a look-up in a fresh index does without

    if path is not None:
        with suppress(OSError, sqlite3.Error):
            return _write(path, fill, earlier)
    db = connect(":memory:", earlier)
    try:
        fill(db)
    except BaseException:
        db.close()
        raise
    return db


def _write(path: str, fill: Callable[[Index], None], earlier: Index | None) -> Index:
    from dlterms.index.build import connect

    building = f"{path.removesuffix('.sqlite')}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    _clear(os.path.dirname(path), os.path.basename(path))
    try:
        with closing(connect(building, earlier)) as db:
            fill(db)
        _seal(building)
        if os.name == "nt":  # where an open file cannot be moved
            os.replace(building, path)
            return _connect(path)
        # Opened before it is moved: another builder may put an older index in its place at any moment.
        built = _connect(building)
        try:
            if _fingerprint_of(built) is None:
                raise OSError(f"{building} is not whole")
            os.replace(building, path)
        except BaseException:
            built.close()
            raise
        return built
    finally:
        remove(building)


def complaint(db: Index) -> str:
    """The one line to say at each use about faults in the files that the index was made from, or nothing."""
    return str(db.execute("SELECT value FROM meta WHERE name = 'complaint'").fetchone()[0])


def _fingerprint_of(db: Index) -> object:
    """What an index was made from, None for one that was not finished."""
    row = db.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
    return row and row[0]


def _connect(path: str) -> Index:
    """The index for reading. It is never written in place: no lock is needed, and a read-only folder does no harm."""
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        name = "/" + name.replace("\\", "/")
    return sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _clear(folder: str, own: str) -> None:
    """Remove what builders that died have left behind, and the oldest indexes of other sets of glossaries."""
    from dlterms.processes import is_running

    indexes = []
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        building = re.fullmatch(r"index-.*\.(\d{1,9})-[0-9a-f]+\.tmp", name)
        if building and not is_running(int(building[1])):
            remove(path)
        elif name.startswith("index-") and name.endswith(".sqlite") and name != own:
            indexes.append((_changed(path), path))
    for _, path in sorted(indexes, reverse=True)[KEPT:]:
        remove(path)


def _changed(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:  # somebody else was quicker
        return 0.0


def remove(path: str) -> None:
    with suppress(OSError):  # gone already, or in use, which Windows does not allow
        os.unlink(path)
