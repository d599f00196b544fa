"""Writing an index here and in another process."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dlterms import index
from dlterms.index.build import fill
from dlterms.index.writer import Database, Writer, write
from dlterms.loader import load_unchecked
from dlterms.model import Glossary
from loader.snippets import entry
from lookup_support import bundled_glossary


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def _children() -> Iterator[int]:
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            status = Path("/proc", process, "stat").read_text()
        except OSError:  # it has ended
            continue
        if int(status.rpartition(")")[2].split()[1]) == os.getpid():
            yield int(process)


@pytest.mark.parametrize("text", [None, entry("level: 9")], ids=["without faults", "with a fault"])
def test_another_process_writes_the_same(tmp_path: Path, text: str | None) -> None:
    """The index does not depend on which process writes it, nor on whether its texts know their places."""
    glossary = load_unchecked([[("f", text)]])[0] if text else bundled_glossary()
    write(str(tmp_path / "here"), lambda db: fill(db, glossary, "f"), apart=False)
    with Writer(str(tmp_path / "there")) as writer:
        fill(writer, glossary, "f")
    assert len(_dump(tmp_path / "here")) > 20
    assert _dump(tmp_path / "here") == _dump(tmp_path / "there")


@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat", "/nonexistent", ""])
def test_no_other_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Where there is no Python to start, this process writes the index, whole and at its place."""
    monkeypatch.setattr(sys, "executable", program)
    path = tmp_path / "index-1.sqlite"
    index.write_index(str(path), lambda db: fill(db, bundled_glossary(), "f"), apart=True).close()
    found = index.open_index(str(path), "f")
    assert found
    assert found.execute("SELECT count(*) FROM entry").fetchone() == (len(bundled_glossary().terms),)
    assert os.listdir(tmp_path) == ["index-1.sqlite"]


def test_other_process_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other process dies midway, this one begins anew, at the same place."""
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\nhead -c 4000 | {sys.executable} "$@"\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    path = tmp_path / "cache" / "index-1.sqlite"
    index.write_index(str(path), lambda db: fill(db, bundled_glossary(), "f"), apart=True).close()
    assert index.open_index(str(path), "f")
    assert os.listdir(path.parent) == ["index-1.sqlite"]


def test_unfinished_index_is_not_moved_into_place(tmp_path: Path) -> None:
    """What has no fingerprint is no index, whatever the other process says of its end."""
    calls = []

    def unfinished_once(db: Database) -> None:
        calls.append(db)
        fill(db, bundled_glossary(), "f")
        if len(calls) == 1:
            db.execute("DELETE FROM meta WHERE name = 'fingerprint'")

    found = index.write_index(str(tmp_path / "index-1.sqlite"), unfinished_once)
    assert found.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone() == ("f",)
    assert os.listdir(tmp_path) == []


def test_interrupted_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the midst of writing is not taken for a fault of the database."""

    def interrupt(key: str) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("dlterms.index.writer.pieces", interrupt)
    with pytest.raises(KeyboardInterrupt):
        index.write_index(str(tmp_path / "index-1.sqlite"), lambda db: fill(db, bundled_glossary(), "f"))


def test_fault_in_the_other_process(tmp_path: Path) -> None:
    """What SQLite refuses there is an OSError here."""
    with pytest.raises(OSError, match="ended with 1"), Writer(str(tmp_path / "db")) as writer:
        writer.execute("SELECT nothing FROM nowhere")


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends both processes, and nothing is left of the index."""

    def interrupt(db: Database) -> None:
        fill(db, Glossary(), "f")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.write_index(str(tmp_path / "index-1.sqlite"), interrupt, apart=True)
    assert list(_children()) == []
    assert os.listdir(tmp_path) == []
