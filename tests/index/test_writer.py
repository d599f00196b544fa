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
from dlterms.model import Glossary
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


def test_another_process_writes_the_same(tmp_path: Path) -> None:
    """The index does not depend on which process writes it."""
    for name, apart in (("here", False), ("there", True)):
        write(str(tmp_path / name), lambda db: fill(db, bundled_glossary(), "f"), apart)
    assert len(_dump(tmp_path / "here")) > 1000
    assert _dump(tmp_path / "here") == _dump(tmp_path / "there")


def test_more_rows_than_one_message_holds(tmp_path: Path) -> None:
    """Rows arrive in their order, however many they are."""

    def number(db: Database) -> None:
        db.execute("CREATE TABLE number (n)")
        db.executemany("INSERT INTO number VALUES (?)", ((n,) for n in range(12_345)))

    write(str(tmp_path / "db"), number, apart=True)
    with closing(sqlite3.connect(tmp_path / "db")) as db:
        assert [n for (n,) in db.execute("SELECT n FROM number ORDER BY rowid")] == list(range(12_345))


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
