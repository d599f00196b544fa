"""Files of events, one a line, read and written as streams: a history of years is larger than what it says at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Protocol

from dlterms import files
from dlterms.errors import DltermsError
from dlterms.history.events import LogRow, event_from_json, event_to_json
from dlterms.history.faults import faults
from dlterms.i18n import tr

LONGEST = 2**20  # bytes of a line
LARGEST = 2**30  # bytes of a file
Report = Callable[[str], None]


def read_file(path: Path, report: Report) -> Iterator[LogRow]:
    """The events in a file; `report` is told "file:line: fault" of each line that is none.

    DltermsError for a file that cannot be read.
    """
    with faults(path), files.open_regular(str(path)) as file:
        yield from read_lines(file, str(path), report)


class Readable(Protocol):
    def readline(self, limit: int, /) -> bytes: ...


def read_lines(file: Readable, name: str, report: Report, before: int = 0) -> Iterator[LogRow]:
    """The same of an open file, or of a pipe, that messages call `name`; so many lines were read before."""
    number, size = before, 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            report(tr("{place}: longer than 1 MB", place=f"{name}:{number}"))
            while line and not line.endswith(b"\n"):
                size += len(line)
                line = file.readline(LONGEST)
        elif line.strip():
            try:
                yield event_from_json(line, f"{name}:{number}")
            except DltermsError as fault:
                report(str(fault))
        size += len(line)
        if size > LARGEST:
            report(tr("{place}: larger than 1 GB; the rest is not read", place=f"{name}:{number}"))
            return


def extend_file(path: Path, events: Iterable[LogRow]) -> bool:
    """Append what a file lacks of `events` at its end; False, and nothing is written, where it says anything else.

    One that says the same already is left alone, so that a carrier has nothing to carry.
    """
    lines = _lines(events)
    line, same = next(lines, None), 0
    with faults(path):
        if not path.exists():
            return False
        with files.open_regular(str(path)) as file:
            size = os.fstat(file.fileno()).st_size
            while line is not None and file.read(len(line)) == line:
                same += len(line)
                line = next(lines, None)
        if same != size:
            return False
        if line is not None:
            _append(path, size, chain([line], lines))
    return True


def append_to(path: Path, events: Iterable[LogRow]) -> None:
    """Add events at the end of a file that is there."""
    with faults(path):
        _append(path, path.stat().st_size, _lines(events))


def write_file(path: Path, events: Iterable[LogRow]) -> None:
    """Put a new file in the place of the old at once, so that nobody reads half of it; its rights stay.

    Only its owner may read one that was not there.
    """
    with faults(path), files.written_anew(str(path), files.for_owner_alone) as file:
        file.writelines(_lines(events))


def _lines(events: Iterable[LogRow]) -> Iterator[bytes]:
    return (f"{event_to_json(event)}\n".encode() for event in events)


def _append(path: Path, size: int, lines: Iterable[bytes]) -> None:
    try:
        with path.open("ab") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            os.truncate(path, size)
        raise
