"""Two machines and a folder that git, Syncthing or a cloud drive carries between them.

Each machine writes one file there, `<machine>.jsonl`, and nobody else's, so that the carrier never sees a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dlterms.errors import DltermsError
from dlterms.history.event_files import extend_file, read_file, write_file
from dlterms.history.events import LogRow
from dlterms.history.faults import faults
from dlterms.history.store import History


class Synced(NamedTuple):
    """How many events came in, and what is odd in the folder, a line each."""

    added: int
    warnings: list[str]


def sync(history: History, folder: Path) -> Synced:
    """Merge all files of the folder, then write this machine's own: its events, and those that no other file holds.

    Lines that are no events (half of a file that is still being carried) and a carrier's conflict copies are warned of;
    what such a file does hold is merged.
    """
    if not folder.is_dir():
        raise DltermsError(f"{folder}: no such folder; make it first")
    own = folder / f"{history.machine}.jsonl"
    with faults(folder):
        files = sorted(folder.glob("*.jsonl"))
    warnings = [f"{file}: a conflict copy of the carrier's; read too, and may be deleted" for file in _copies(files)]
    others: set[str] = set()
    added = history.merge(_events([file for file in files if file != own], others, warnings))

    def mine() -> Iterator[LogRow]:
        return (event for event in history.events() if event.machine == history.machine or event.id not in others)

    # Nearly always the file says what it would say now, as far as it goes; then it need not be understood.
    if not extend_file(own, mine()):
        held: set[str] = set()
        added += history.merge(_events([own] if own in files else [], held, warnings))
        others -= held  # what this file held once stays in it, lest two machines each leave it to the other
        if not extend_file(own, mine()):
            write_file(own, mine())
    return Synced(added, warnings)


def _events(files: Iterable[Path], ids: set[str], warnings: list[str]) -> Iterator[LogRow]:
    """The events of files, whose ids are added to `ids`, and a line for each file with faults to `warnings`."""
    for file in files:
        problems: list[str] = []
        try:
            for event in read_file(file, problems.append):
                ids.add(event.id)
                yield event
        except DltermsError as unreadable:
            problems.append(str(unreadable))
        if problems:
            more = f"; {len(problems)} lines left out" if len(problems) > 1 else ""
            warnings.append(f"{problems[0]}{more}")


def _copies(files: list[Path]) -> list[Path]:
    """Files named like another with something added: `a.sync-conflict-2026.jsonl`, `a (1).jsonl` beside `a.jsonl`."""
    return [file for file in files if any(file.stem.startswith(tuple(f"{f.stem}{c}" for c in " .(-_")) for f in files)]
