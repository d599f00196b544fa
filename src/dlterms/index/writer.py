"""Writing an index, here or in a process of its own, so that what is to be written can be worked out meanwhile.

The standard input of that process is a row of pickles, each (method of the connection, its arguments...).
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Any, TypeAlias

from dlterms.index.rows import FOUND_ONLY, Row
from dlterms.labels import pieces

_FAST = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;
PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144;
"""
_LABEL = "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)"
_GRAM = "INSERT INTO gram (rowid, grams) VALUES (?, ?)"


class Connection(sqlite3.Connection):
    def add_labels(self, first: int, rows: Sequence[Row]) -> None:
        """Write label rows, numbered from `first`, and the pieces by which a part of them is found."""
        numbered = list(enumerate(rows, first))
        self.executemany(_LABEL, [(n, *row) for n, row in numbered])
        named = ((n, row[0]) for n, row in numbered if row[1] <= FOUND_ONLY and row[2])
        self.executemany(_GRAM, [(n, " ".join(pieces(key))) for n, key in named])


class Writer:
    """Does in another process what is asked of it in this one, in turn; has the methods that filling an index needs.

    What goes wrong there is an OSError here, on leaving the context at last.
    """

    def __init__(self, path: str) -> None:
        import subprocess  # what neither the other process needs nor a small index

        # It finds modules where this process does, and nowhere else.
        code = f"import sys; sys.path = sys.argv[2:]; from {__name__} import main; main(sys.argv[1])"
        program = [sys.executable, "-I", "-S", *["-B"] * sys.dont_write_bytecode, "-c", code, path, *sys.path]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, pipesize=1 << 20)

    def executescript(self, sql: str) -> None:
        self._send("executescript", sql)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._send("execute", sql, values)

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._send("executemany", sql, rows)

    def add_labels(self, first: int, rows: Sequence[Row]) -> None:
        self._send("add_labels", first, rows)

    def _send(self, *message: Any) -> None:
        assert self._process.stdin
        pickle.dump(message, self._process.stdin)
        self._process.stdin.flush()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, error: type[BaseException] | None, *more: object) -> None:
        if error:
            self._process.kill()
        self._process.communicate()
        if not error and self._process.returncode:
            raise OSError(f"the process that writes the index ended with {self._process.returncode}")


Database: TypeAlias = Connection | Writer


def connect(path: str) -> Connection:
    """A new database to fill as fast as can be: a crash leaves a file that nobody reads."""
    db = sqlite3.connect(path, isolation_level=None, factory=Connection)
    db.executescript(_FAST)
    return db


def write(path: str, fill: Callable[[Database], None], apart: bool) -> None:
    """A new database at `path`, written by another process if `apart` and there can be one."""
    if apart:
        try:
            with Writer(path) as writer:
                fill(writer)
            return
        except OSError:  # what kept another process from it need not keep this one
            with suppress(FileNotFoundError):
                os.unlink(path)
    with closing(connect(path)) as db:
        fill(db)


def main(path: str) -> None:
    with closing(connect(path)) as db, suppress(EOFError):
        while True:
            method, *arguments = pickle.load(sys.stdin.buffer)
            getattr(db, method)(*arguments)
