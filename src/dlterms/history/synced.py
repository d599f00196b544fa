"""What a sync left in a folder, so that the next one reads and writes only what has come since.

The beginning of each file is known by a digest: what is other than it was left is read anew from its first line.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dlterms import files
from dlterms.errors import DltermsError
from dlterms.history.event_files import Report, read_lines
from dlterms.history.events import LogRow, stored_rows
from dlterms.history.faults import faults
from dlterms.history.merging import COLUMNS
from dlterms.history.reader import Reader
from dlterms.history.store import History

_CHUNK = 2**20  # bytes


class Part(NamedTuple):
    """The beginning of a file, up to where it was read or written."""

    size: int = 0  # bytes
    lines: int = 0
    digest: bytes = hashlib.blake2b().digest()


class Left(NamedTuple):
    """The files of a folder as they were left, by their names, and the last row of the log at that time."""

    parts: Mapping[str, Part]
    row: int


class _Lines:
    """A file whose digest is taken while it is read line by line, from behind a beginning that is read at once."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.file = file
        self.size = self.lines = 0
        self.digest = hashlib.blake2b()
        while self.size < size and (chunk := file.read(min(_CHUNK, size - self.size))):
            self._took(chunk)

    def readline(self, limit: int, /) -> bytes:
        return self._took(self.file.readline(limit))

    def _took(self, data: bytes) -> bytes:
        self.size += len(data)
        self.lines += data.count(b"\n")
        self.digest.update(data)
        return data

    @property
    def part(self) -> Part:
        return Part(self.size, self.lines, self.digest.digest())


def left_in(history: Reader, folder: Path) -> Left:
    rows = history.rows("SELECT file, size, lines, digest, row FROM synced WHERE folder = ?", str(folder.absolute()))
    return Left({name: Part(*part) for name, *part, _ in rows}, min((row[-1] for row in rows), default=0))


def leave(history: History, folder: Path, left: Left) -> None:
    """Keep how a folder was left, for the next sync."""
    place = str(folder.absolute())
    rows = [(place, name, *part, left.row) for name, part in left.parts.items()]
    with history.writing():
        history.db.execute("DELETE FROM synced WHERE folder = ?", (place,))
        history.db.executemany("INSERT INTO synced VALUES (?, ?, ?, ?, ?, ?)", rows)


def appended(history: Reader, after: int, until: int) -> Iterator[LogRow]:
    """The rows of the log after one, up to and with another, in the order of (time, id)."""
    sql = f"SELECT {COLUMNS} FROM event WHERE seq > ? AND seq <= ? ORDER BY time, id"
    return iter(stored_rows(history.path, history.rows(sql, after, until)))


def part_of(path: Path, size: int = sys.maxsize) -> Part | None:
    """The beginning of a file, of so many bytes if it has as many; None if it cannot be read."""
    with suppress(DltermsError), faults(path), files.open_regular(str(path)) as file:
        return _Lines(file, size).part
    return None


def read_on(path: Path, start: Part, report: Report, reached: Callable[[Part], None]) -> Iterator[LogRow]:
    """The events of a file behind its beginning, of all of it where that is another; `reached` is told how far."""
    with faults(path), files.open_regular(str(path)) as file:
        lines = _Lines(file, start.size)
        if lines.part != start:
            file.seek(0)
            lines, start = _Lines(file, 0), Part()
        yield from read_lines(lines, str(path), report, start.lines)
        reached(lines.part)
