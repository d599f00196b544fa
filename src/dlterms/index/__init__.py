"""The compiled look-up index: one SQLite file for each set of glossaries.

It holds nothing that the YAML files do not say, so it may vanish at any time; whoever finds it stale or broken makes
it anew. A look-up in a fresh index imports neither yaml nor anything that only the compiler needs.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dlterms.index.writer import Database

FORMAT = 7  # raise it whenever the tables or what is stored in them change
APPLICATION_ID = 0x646C7469  # "dlti"
_PRIME = 2**64 - 59  # names are remainders by it; the libraries of checksums take half a millisecond to import
KEPT = 16  # indexes of other sets of glossaries that stay in the cache folder, the newest


def fingerprint(files: Iterable[str]) -> str:
    """What the index was made from: path, size and time of each file. A file that cannot be read counts as absent."""
    lines = [f"format {FORMAT}"]
    for path in files:
        try:
            status = os.stat(path)
        except OSError:
            lines.append(f"{path} absent")
        else:
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(lines).encode(errors="replace").decode()


def index_path(cache: str, roots: Iterable[str]) -> str:
    """Where the index of these glossary files and folders is kept."""
    named = int.from_bytes(os.fsencode(os.pathsep.join(roots)), "big")
    return os.path.join(cache, f"index-{named % _PRIME:016x}.sqlite")


def open_index(path: str, wanted: str) -> sqlite3.Connection | None:
    """The index at `path`, or None if there is none, or it is stale, or broken."""
    if not os.path.isfile(path):
        return None
    try:
        db = _connect(path)
        (found,) = db.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    if found != wanted:
        db.close()
        return None
    return db


def write_index(path: str, fill: Callable[[Database], None], *, apart: bool = False) -> sqlite3.Connection:
    """A new index made by `fill`: at `path`, moved there whole, or in memory where that cannot be written.

    If `apart`, another process does the writing, which is worth its start from some thousand entries on.
    """
    from dlterms.index.writer import connect, write  # which a look-up in a fresh index does without

    building = f"{path.removesuffix('.sqlite')}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _clear(os.path.dirname(path), os.path.basename(path))
        try:
            write(building, fill, apart)
            if os.name == "nt":  # where an open file cannot be moved
                os.replace(building, path)
                return _connect(path)
            # Opened before it is moved: another builder may put an older index in its place at any moment.
            built = _connect(building)
            if built.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone() is None:
                raise OSError(f"{building} is not whole")
            os.replace(building, path)
            return built
        finally:
            _remove(building)
    except (OSError, sqlite3.Error):
        db = connect(":memory:")
        fill(db)
        return db


def _connect(path: str) -> sqlite3.Connection:
    """The index for reading. It is never written in place: no lock is needed, and a read-only folder does no harm."""
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        name = "/" + name.replace("\\", "/")
    return sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _clear(folder: str, own: str) -> None:
    """Remove what builders that died have left behind, and the oldest indexes of other sets of glossaries."""
    indexes = []
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith("index-") and name.endswith(".tmp") and not _alive(name.split(".")[-2].split("-")[0]):
            _remove(path)
        elif name.startswith("index-") and name.endswith(".sqlite") and name != own:
            indexes.append((_changed(path), path))
    for _, path in sorted(indexes, reverse=True)[KEPT:]:
        _remove(path)


def _alive(process: str) -> bool:
    """Whether a process of this number may exist."""
    if os.name != "posix":  # there asking would end it; but there its file cannot be removed while it is alive
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError, OverflowError):
        return True
    return True


def _changed(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:  # somebody else was quicker
        return 0.0


def _remove(path: str) -> None:
    with suppress(OSError):  # gone already, or in use, which Windows does not allow
        os.unlink(path)
