"""Files, folders and disks that will not do: one line that names the file, and not a byte changed."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest

from dlterms.errors import DltermsError
from dlterms.history import History, database, read_history, tables
from dlterms.model import Undo
from history_support import NOW, RATINGS, answer, in_child, opened, succeeded


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reviews.db"


@pytest.fixture
def sound(path: Path) -> bytes:
    """A history of 60 answers; its bytes."""
    with opened(path) as history:
        history.merge(
            answer(n, RATINGS[n % 4], f"dl/{n % 9}:zh-en")._replace(machine="a", answer="暂退") for n in range(60)
        )
        history.record(Undo("dl/7:zh-en", "answer-000007", "u", NOW))
    return path.read_bytes()


def refuse(path: Path, *openers: Callable[[Path], object]) -> str:
    """Whatever opens the file fails with the same line, names it and leaves all of its folder as it is; that line."""
    before = contents(path.parent)
    lines = set()
    for opener in openers or (opened, read_history):
        with pytest.raises(DltermsError) as error:
            opener(path)
        lines.add(str(error.value))
    [line] = lines
    assert line.startswith(f"{path}: ")
    assert "\n" not in line
    assert contents(path.parent) == before
    return line


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


# The file


@pytest.mark.parametrize(
    "share",
    [pytest.param(share, id=f"{share:.0%}") for share in (0.0005, 0.003, 0.05, 0.3, 0.5, 0.9, 0.9999)],
)
def test_truncated(path: Path, sound: bytes, share: float) -> None:
    """A history cut short is damaged."""
    path.write_bytes(sound[: int(len(sound) * share)])
    assert "damaged" in refuse(path)


def test_emptied(path: Path, sound: bytes) -> None:
    """A history cut to nothing is damaged where backups tell that it was more, and else as good as new."""
    path.write_bytes(b"")
    with read_history(path) as reader:
        assert reader.states() == {}
    with opened(path) as history:
        history.record(answer(1))
        history.weekly_backup(NOW)
    path.write_bytes(b"")
    assert "damaged (empty)" in refuse(path)


def test_flipped_bits(path: Path, sound: bytes) -> None:
    """A flipped bit is named in a line, or does no harm that replaying could find; looking for it changes no byte."""
    rng = random.Random(4)
    found = []
    for number in range(200):
        at = rng.randrange(100 if number < 50 else len(sound))
        harmed = bytearray(sound)
        harmed[at] ^= 1 << rng.randrange(8)
        path.write_bytes(harmed)
        found += look(path)
        assert path.read_bytes() == harmed
    assert len(found) > 40
    assert all(line.startswith(f"{path}: ") and "\n" not in line for line in found)


def look(path: Path) -> list[str]:
    try:
        with opened(path) as history:
            problems = history.verify()
            list(history.events())
            return problems
    except DltermsError as error:
        return [str(error)]


@pytest.mark.parametrize("name", ["log", "log_card", "log_time", "card", "memory"])
def test_damaged_page(path: Path, sound: bytes, name: str) -> None:
    """A page of rubbish inside is named by verify and by the answer that meets it, and no byte is changed by either."""
    with closing(sqlite3.connect(path)) as db:
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,))
    harmed = bytearray(sound)
    harmed[(page - 1) * 4096 : page * 4096] = b"\xaa" * 4096
    path.write_bytes(harmed)
    with opened(path) as history:
        assert f"{path}: damaged" in history.verify()[0]
        with pytest.raises(DltermsError, match=r"reviews\.db: damaged"):
            history.record(answer(99, card="dl/3:zh-en"))
    assert path.read_bytes() == harmed


def test_foreign_database(path: Path) -> None:
    """Another program's database is refused, and what waits in its write-ahead log stays there."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE event (id)")
        db.commit()
        files = contents(path.parent)
    for name, content in files.items():
        path.with_name(name).write_bytes(content)
    assert "not a dlterms history" in refuse(path)


@pytest.mark.parametrize("content", [b"x", b"schema: dlterms/1\n" * 99, bytes(8192)])
def test_foreign_file(path: Path, content: bytes) -> None:
    """A file that is no database is refused."""
    path.parent.mkdir()
    path.write_bytes(content)
    assert "not an SQLite file" in refuse(path)


def test_newer_version(path: Path, sound: bytes) -> None:
    """A history of a newer dlterms is refused untouched."""
    path.write_bytes(sound[:60] + (9).to_bytes(4, "big") + sound[64:])
    assert "of format 9, and this dlterms knows 3; upgrade dlterms" in refuse(path)


# Migrations


@pytest.fixture
def migration(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A further version of the tables; its statements."""
    steps = ["ALTER TABLE memory ADD COLUMN colour TEXT", "CREATE TABLE extra (id)"]
    monkeypatch.setattr(tables, "MIGRATIONS", [*tables.MIGRATIONS, steps])
    return steps


def test_migration(path: Path, sound: bytes, migration: list[str]) -> None:
    """An older history is brought up to date after a backup, with all its answers; one who only reads is told to."""
    assert "by an older dlterms" in refuse(path, read_history)
    with opened(path) as history:
        assert history.rows("SELECT count(*), max(colour) FROM memory, extra") == [(0, None)]
        assert len(list(history.events())) == 61
        assert history.verify() == []
    [backup] = path.parent.joinpath("backups").iterdir()
    with closing(sqlite3.connect(backup)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (3,)
        assert db.execute("SELECT count(*) FROM event").fetchone() == (61,)


def test_migration_is_one_transaction(migration: list[str]) -> None:
    """Tables and version number change together."""
    statements: list[str] = []
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.set_trace_callback(statements.append)
        database.migrate(db)
    *statements, _ = statements  # VACUUM
    assert (statements[0], statements[-2:]) == ("BEGIN IMMEDIATE", ["PRAGMA user_version = 4", "COMMIT"])
    assert [line for line in statements if line.startswith(("BEGIN", "COMMIT"))] == ["BEGIN IMMEDIATE", "COMMIT"]


def test_migration_that_fails(path: Path, sound: bytes, migration: list[str]) -> None:
    """A migration that fails half-way leaves the history as it was."""
    migration.append("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(DltermsError, match=r"reviews\.db: "):
        opened(path)
    assert path.read_bytes() == sound


def test_crash_inside_a_migration(path: Path, sound: bytes, migration: list[str]) -> None:
    """A program killed amid a migration leaves the history as it was, to be migrated by the next."""
    spill = ["PRAGMA cache_size = 1", "PRAGMA cache_spill = 1"]  # pages go to the disk before the commit

    def steps() -> Iterator[str]:
        yield from (*spill, migration[0], "UPDATE memory SET colour = hex(zeroblob(9000))")
        os.kill(os.getpid(), 9)

    def die() -> None:
        tables.MIGRATIONS[-1] = steps()
        opened(path)

    assert not succeeded(in_child(die))
    assert path.with_name("reviews.db-journal").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MIGRATIONS", tables.MIGRATIONS[:3])
        with opened(path) as history:
            assert history.verify() == []
            assert len(list(history.events())) == 61
    assert path.read_bytes() == sound
    with opened(path) as history:
        assert history.rows("PRAGMA user_version") == [(4,)]


# The folder and the disk


@pytest.mark.parametrize("below", ["reviews.db", "deeper/reviews.db"])
def test_file_in_place_of_the_folder(path: Path, below: str) -> None:
    """A file where the folder belongs is named with the mend, to whoever reads or writes."""
    blocker = path.parent
    blocker.write_text("a file")
    path = blocker / below
    for open_one in (opened, read_history):
        with pytest.raises(DltermsError, match=r"reviews\.db: a file lies where its folder belongs"):
            open_one(path)
    assert blocker.read_text() == "a file"


def test_folder_in_place_of_the_file(path: Path) -> None:
    """A folder where the file belongs is named."""
    path.mkdir(parents=True)
    with pytest.raises(DltermsError, match=r"reviews\.db: "):
        opened(path)


def test_read_only_folder(path: Path, sound: bytes) -> None:
    """In a folder that cannot be written a history is read, and an answer is refused with a line."""
    new = path.parent / "new"
    path.chmod(0o444)
    path.parent.chmod(0o555)

    def without_rights() -> None:
        drop_capabilities()
        with read_history(path) as reader:
            assert len(reader.states()) == 9
        with opened(path) as history:
            assert history.verify() == []
            with pytest.raises(DltermsError, match=r"reviews\.db: cannot be opened or written"):
                history.record(answer(99))
        for file in (path.with_name("new.db"), new / "new.db"):
            with pytest.raises(DltermsError, match=r"new\.db: cannot be opened or written"):
                opened(file)

    try:
        assert succeeded(in_child(without_rights))
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == sound


def drop_capabilities() -> None:
    """Make the rights of files bind root too (capset, see capabilities(7)); changes nothing for others."""
    if os.geteuid() == 0:
        header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(header, none) == 0


@contextmanager
def small_files(path: Path) -> Iterator[Callable[[], object]]:
    """No file may grow beyond 100 kB until what is yielded is called."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(path: Path) -> Iterator[Callable[[], object]]:
    """The folder is a disk of 200 kB until what is yielded is called, and then of 2 MB. It takes root's rights."""
    path.parent.mkdir()
    folder = str(path.parent)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "dlterms", folder], check=True, capture_output=True)
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=2m", folder], check=True)
    finally:
        subprocess.run(["umount", folder], check=True)


Disk = Callable[[Path], AbstractContextManager[Callable[[], object]]]


def disks() -> list[Disk]:
    return [small_files, small_disk] if os.geteuid() == 0 and may_mount() else [small_files]


def may_mount() -> bool:
    return subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0


def fill(history: History) -> None:
    for number in range(1_000):
        history.record(answer(number)._replace(answer="字" * 2_000))


@pytest.mark.parametrize("disk", disks(), ids=lambda disk: disk.__name__)
def test_full_disk(path: Path, disk: Disk) -> None:
    """On a full disk an answer is refused with a line, those before it stay, and it is taken once there is room."""
    with disk(path) as make_room, opened(path) as history:
        with pytest.raises(DltermsError, match=r"reviews\.db: the disk"):
            fill(history)
        kept = len(list(history.events()))
        assert kept > 3
        assert history.verify() == []
        make_room()
        history.record(answer(kept)._replace(answer="字" * 2_000))
        assert history.verify() == []
        assert len(list(history.events())) == kept + 1


# Locks


def test_locked_for_a_while(path: Path, sound: bytes) -> None:
    """An answer waits for a program that holds the history for a while."""
    with opened(path, timeout=5) as history, closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        release = threading.Timer(0.3, other.rollback)
        release.start()
        started = time.monotonic()
        history.record(answer(99))
        assert time.monotonic() - started > 0.2
        release.join()


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_locked_for_ever(path: Path, sound: bytes, lock: str) -> None:
    """An answer that waits in vain is refused with a line and is taken when it is given again."""
    with opened(path) as history, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(DltermsError, match=r"reviews\.db: another program holds it; close that program"):
            history.record(answer(99))
        other.execute("ROLLBACK")
        history.record(answer(99))
        assert len(list(history.events())) == 62


def test_locked_when_opened(path: Path, sound: bytes) -> None:
    """A history that another program holds for ever cannot be opened; the line says so."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DltermsError, match="another program holds it"):
            opened(path)
        with pytest.raises(DltermsError, match="another program holds it"), read_history(path, timeout=0.1) as reader:
            reader.states()


def test_held_by_a_reader(path: Path, sound: bytes) -> None:
    """An answer that a reader keeps from being committed is refused with a line, and nothing of it stays."""
    with opened(path) as history, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM event").fetchone()
        with pytest.raises(DltermsError, match="another program holds it"):
            history.record(answer(99))
        assert len(list(history.events())) == 61
        other.execute("ROLLBACK")
        history.record(answer(99))
        assert history.verify() == []


def test_interrupted(path: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C amid an answer leaves no transaction open, and the answer can be given again."""
    with opened(path) as history:
        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(history, "_remember", interrupt)
            history.record(answer(99))
        assert not history.db.in_transaction
        assert len(list(history.events())) == 61
        history.record(answer(99))
        assert history.verify() == []


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt
