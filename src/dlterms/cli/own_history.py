"""The learner's own history: its place, its machine, and the clock."""

from __future__ import annotations

import re
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import click

from dlterms import files
from dlterms.cli.glossary import folder
from dlterms.errors import DltermsError, reason
from dlterms.history import DamagedError, History, OutdatedError, Reader, open_history, read_history
from dlterms.i18n import tr
from dlterms.terminal.progress import Progress

_AHEAD = 300.0  # seconds by which the clocks of two machines may differ
_MACHINE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def now() -> float:
    """The time, in seconds since 1970."""
    return time.time()


def history_path() -> Path:
    return folder("data") / "reviews.db"


def machine() -> str:
    """A name for this data folder, random so that no two are the same; made at the first use."""
    path = folder("data") / "machine"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError), open(path, "x", encoding="utf-8", opener=files.for_owner_alone) as file:
            file.write(uuid.uuid4().hex)  # unless another was quicker
        if not path.stat().st_size:  # a first start was cut short
            path.write_text(uuid.uuid4().hex, encoding="utf-8")
        name = files.read_bytes(str(path), 1000).decode().strip()
    except (OSError, ValueError) as error:
        fault = reason(error) if isinstance(error, OSError) else error
        raise DltermsError(tr("{file}: cannot be read or written: {reason}", file=path, reason=fault)) from None
    if not _MACHINE.fullmatch(name):
        raise DltermsError(
            tr("{file}: not the name of a machine (letters, digits, hyphens); remove the file for a new one", file=path)
        )
    return name


def writable_history() -> History:
    history = open_history(history_path(), machine=machine(), new_id=new_id, now=now())
    try:
        _back_up(history)
        _tell_of_slow_clock(history)
    except BaseException:
        history.close()
        raise
    return history


def _back_up(history: History) -> None:
    """The weekly backup; only a damaged history keeps the learner from learning."""
    try:
        history.weekly_backup(now())
    except DamagedError:
        raise
    except DltermsError as fault:
        click.echo("dlterms: " + tr("no weekly backup: {fault}", fault=fault), err=True)


def _tell_of_slow_clock(history: History) -> None:
    newest = history.answered_after(now() + _AHEAD)
    if newest is not None:
        last, clock = (datetime.fromtimestamp(time).strftime("%Y-%m-%d %H:%M") for time in (newest, now()))
        odd = tr(
            "the clock says {clock}, and the last answer was given at {last}; is it right?", clock=clock, last=last
        )
        click.echo(f"dlterms: {odd}", err=True)


def readable_history() -> Reader:
    """The history to read; one of an older dlterms is brought up to date first."""
    try:
        return read_history(history_path())
    except OutdatedError:
        writable_history().close()
        return read_history(history_path())


@contextmanager
def replayed(history: History) -> Iterator[None]:
    """Shows how far it is, where a replay of the whole log takes its time."""
    with Progress(sys.stderr, time.monotonic) as progress:
        progress.stage(tr("working through the log"))
        history.reached = progress.reached
        yield


def new_id() -> str:
    return str(uuid.uuid4())
