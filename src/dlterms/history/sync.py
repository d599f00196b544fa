"""Two machines and a folder that git, Syncthing or a cloud drive carries between them.

Each machine writes one file there, `<machine>.jsonl`, and nobody else's, so that the carrier never sees a conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import setitem
from pathlib import Path
from typing import NamedTuple

from dlterms.errors import DltermsError
from dlterms.history import synced
from dlterms.history.event_files import append_to, extend_file, write_file
from dlterms.history.events import LogRow
from dlterms.history.faults import faults
from dlterms.history.store import History
from dlterms.history.synced import Left, Part, appended, part_of, read_on
from dlterms.i18n import counted, tr


class Synced(NamedTuple):
    """How many events came in, and what is odd in the folder, a line each."""

    added: int
    warnings: list[str]


def sync(history: History, folder: Path) -> Synced:
    """Merge all files of the folder, then write this machine's own: its events, and those that no other file holds.

    Lines that are no events (half of a file that is still being carried) and a carrier's conflict copies are warned of;
    what such a file does hold is merged. Where all begins as the last sync left it, only what has come since is read
    and written.
    """
    if not folder.is_dir():
        raise DltermsError(tr("{folder}: no such folder; make it first", folder=folder))
    own = folder / f"{history.machine}.jsonl"
    with faults(folder):
        files = sorted(folder.glob("*.jsonl"))
    warnings = [
        tr("{file}: a conflict copy of the carrier's; read too, and may be deleted", file=file)
        for file in _copies(files)
    ]
    left = synced.left_in(history, folder)
    is_as_left = _is_as_left(left, folder, own)
    parts: dict[str, Part] = {}
    others: set[str] = set()
    starts = left.parts if is_as_left else {}
    added = history.merge(_events([file for file in files if file != own], starts, others, parts, warnings))
    row = history.last_row()
    if not is_as_left:
        added += _write_own(history, own, files, others, warnings)
    elif fresh := [each for each in appended(history, left.row, row) if _is_mine(each, history, others)]:
        append_to(own, fresh)
    if not warnings and (part := part_of(own)):
        synced.leave(history, folder, Left({**parts, own.name: part}, row))
    return Synced(added, warnings)


def _is_as_left(left: Left, folder: Path, own: Path) -> bool:
    """Whether all files that there were begin as they did, and nothing was added to one's own."""
    others = {name: part for name, part in left.parts.items() if name != own.name}
    return (
        own.name in left.parts
        and part_of(own) == left.parts[own.name]
        and all(part_of(folder / name, part.size) == part for name, part in others.items())
    )


def _is_mine(event: LogRow, history: History, others: Container[str]) -> bool:
    return event.machine == history.machine or event.id not in others


def _write_own(history: History, own: Path, files: Collection[Path], others: set[str], warnings: list[str]) -> int:
    """Make one's own file say what it should; returns how many events it held that the log lacked."""
    added = 0

    def mine() -> Iterator[LogRow]:
        return (event for event in history.events() if _is_mine(event, history, others))

    # Nearly always the file says what it would say now, as far as it goes; then it need not be understood.
    if not extend_file(own, mine()):
        held: set[str] = set()
        added = history.merge(_events([own] if own in files else [], {}, held, {}, warnings))
        others -= held  # what this file held once stays in it, lest two machines each leave it to the other
        if not extend_file(own, mine()):
            write_file(own, mine())
    return added


def _events(
    files: Iterable[Path], starts: Mapping[str, Part], ids: set[str], parts: dict[str, Part], warnings: list[str]
) -> Iterator[LogRow]:
    """The events of files behind their `starts`.

    Their ids are added to `ids`, how far each was read to `parts`, and a line for each file with faults to `warnings`.
    """
    for file in files:
        problems: list[str] = []
        try:
            for event in read_on(
                file, starts.get(file.name, Part()), problems.append, partial(setitem, parts, file.name)
            ):
                ids.add(event.id)
                yield event
        except DltermsError as unreadable:
            problems.append(str(unreadable))
        if problems:
            warnings.append(_warning(problems))


def _warning(problems: Sequence[str]) -> str:
    if len(problems) == 1:
        return problems[0]
    return counted(len(problems), "{problem}; {n} line left out", "{problem}; {n} lines left out", problem=problems[0])


def _copies(files: list[Path]) -> list[Path]:
    """Files named like another with something added: `a.sync-conflict-2026.jsonl`, `a (1).jsonl` beside `a.jsonl`."""
    return [file for file in files if any(file.stem.startswith(tuple(f"{f.stem}{c}" for c in " .(-_")) for f in files)]
