"""Writing an index, here or in a process of its own, so that what is to be written can be worked out meanwhile.

Messages go to the standard input of that process: the length of one in eight bytes, then (method of the connection, its
arguments) as `marshal` has them.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from itertools import islice
from typing import Any, TypeAlias

from dlterms.labels import pieces

_FAST = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;
PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144;
"""
_BATCH = 5000  # rows of one message


def connect(path: str) -> sqlite3.Connection:
    """A new database to fill as fast as can be: a crash leaves a file that nobody reads.

    In it SQL can call `pieces`.
    """
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(_FAST)
    db.create_function("pieces", 1, lambda key: " ".join(pieces(key)), deterministic=True)
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


class Writer:
    """Does in another process what is asked of it in this one, in turn; has the methods that filling an index needs.

    Texts must be of the type `str` itself. What goes wrong there is an OSError here, on leaving the context at last.
    """

    def __init__(self, path: str) -> None:
        import subprocess  # what neither the other process needs nor a small index

        # It finds modules where this process does, and nowhere else.
        code = f"import sys; sys.path = sys.argv[2:]; from {__name__} import main; main(sys.argv[1])"
        program = [sys.executable, "-I", "-S", "-c", code, path, *sys.path]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, pipesize=1 << 20)

    def executescript(self, sql: str) -> None:
        self._send("executescript", sql)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._send("execute", sql, tuple(values))

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        left = iter(rows)
        while batch := list(islice(left, _BATCH)):
            self._send("executemany", sql, batch)

    def _send(self, *message: Any) -> None:
        data = marshal.dumps(message)
        assert self._process.stdin
        self._process.stdin.write(len(data).to_bytes(8, "little") + data)
        self._process.stdin.flush()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, error: type[BaseException] | None, *more: object) -> None:
        if error:
            self._process.kill()
        self._process.communicate()
        if not error and self._process.returncode:
            raise OSError(f"the process that writes the index ended with {self._process.returncode}")


Database: TypeAlias = sqlite3.Connection | Writer


def main(path: str) -> None:
    db = connect(path)
    while length := sys.stdin.buffer.read(8):
        method, *arguments = marshal.loads(sys.stdin.buffer.read(int.from_bytes(length, "little")))
        getattr(db, method)(*arguments)
    db.close()
