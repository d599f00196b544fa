"""The compiled look-up index: one SQLite file for each set of glossaries.

It holds nothing that the YAML files do not say, so it may vanish at any time; whoever finds it stale or broken makes
it anew. A look-up in a fresh index imports neither yaml nor anything that only the compiler needs.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

FORMAT = 2  # raise it whenever the tables or what is stored in them change
APPLICATION_ID = 0x646C7469  # "dlti"


def fingerprint(files: Iterable[Path]) -> str:
    """What the index was made from: path, size and time of each file. A file that cannot be read counts as absent."""
    lines = [f"format {FORMAT}"]
    for path in files:
        try:
            status = os.stat(path)
        except OSError:
            lines.append(f"{path} absent")
        else:
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(lines)


def index_path(cache: Path, roots: Iterable[Path]) -> Path:
    """Where the index of these glossary files and folders is kept."""
    return cache / f"index-{zlib.crc32(os.fsencode(os.pathsep.join(map(str, roots)))):08x}.sqlite"


def open_index(path: Path, wanted: str) -> sqlite3.Connection | None:
    """The index at `path`, or None if there is none, or it is stale, or broken."""
    if not path.is_file():
        return None
    try:
        # Never written in place, so no lock is needed and a read-only folder does no harm.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (found,) = db.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    if found != wanted:
        db.close()
        return None
    return db


def write_index(path: Path, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """A new index made by `fill`: at `path`, moved there whole, or in memory where that cannot be written."""
    building = path.with_name(f"{path.stem}.{os.getpid()}-{zlib.crc32(os.urandom(8)):08x}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(building, isolation_level=None)
        # A crash leaves a temporary file that nobody reads: speed is all that counts here.
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE")
        fill(db)
        db.close()
        os.replace(building, path)
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error):
        db = sqlite3.connect(":memory:", isolation_level=None)
        fill(db)
        return db
    finally:
        building.unlink(missing_ok=True) if path.parent.is_dir() else None
