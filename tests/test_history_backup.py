"""Copies of a history and the way back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dlterms.errors import DltermsError
from dlterms.history import DamagedError, History, read_history, restore
from history_support import DAY, NOW, answer, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reviews.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with opened(path) as history:
        history.record(answer(1))
        yield history


def held(path: Path) -> list[str]:
    with read_history(path) as reader:
        assert reader.verify() == []
        return [event.id for event in reader.events()]


def test_backup(history: History, tmp_path: Path) -> None:
    """A backup is a history of its own with all answers, and replaces an older one."""
    file = tmp_path / "copy.db"
    history.backup(file)
    assert held(file) == ["answer-000001"]
    history.record(answer(2))
    history.backup(file)
    assert held(file) == ["answer-000001", "answer-000002"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["copy.db", "data"]


def test_backup_spares_other_files(history: History, tmp_path: Path) -> None:
    """A backup onto something that is no history, or onto the history itself, is refused."""
    notes = tmp_path / "notes.txt"
    notes.write_text("暂退法" * 99)
    with pytest.raises(DltermsError, match=r"notes\.txt: damaged \(not an SQLite file\)"):
        history.backup(notes)
    assert notes.read_text() == "暂退法" * 99
    with pytest.raises(DltermsError, match="the history itself"):
        history.backup(history.path)


def test_backup_nowhere(history: History, tmp_path: Path) -> None:
    """A backup into a folder that is not there is refused in a line that names it."""
    with pytest.raises(DltermsError, match=r"gone/copy\.db: No such file or directory"):
        history.backup(tmp_path / "gone" / "copy.db")


def test_weekly_backup(history: History, path: Path) -> None:
    """A backup is made when the last is a week old, named by its time; the last five are kept, and files of others."""
    folder = path.parent / "backups"
    folder.mkdir()
    folder.joinpath("reviews-mine.db").write_text("kept")
    made = [history.weekly_backup(NOW + day * DAY) for day in range(43)]
    assert [day for day, file in enumerate(made) if file] == [0, 7, 14, 21, 28, 35, 42]
    assert sorted(file.name for file in folder.iterdir()) == [
        "reviews-20250629T150640Z.db", "reviews-20250706T150640Z.db", "reviews-20250713T150640Z.db",
        "reviews-20250720T150640Z.db", "reviews-20250727T150640Z.db", "reviews-mine.db",
    ]  # fmt: skip
    assert held(folder / "reviews-20250727T150640Z.db") == ["answer-000001"]


def test_no_backup_of_nothing(path: Path) -> None:
    """A history without answers is not backed up."""
    with opened(path) as history:
        assert history.weekly_backup(NOW) is None
    assert not path.parent.joinpath("backups").exists()


def test_damage_found_by_the_weekly_backup(history: History, path: Path) -> None:
    """A damaged history is named by its weekly backup, which is not kept and pushes no sound one out."""
    history.merge(answer(n)._replace(machine="a") for n in range(2, 400))
    for week in range(5):
        history.weekly_backup(NOW + 7 * week * DAY)
    [(page,)] = history.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'log_time'")
    sound = sorted(path.parent.joinpath("backups").iterdir())
    harmed = bytearray(path.read_bytes())
    harmed[(page - 1) * 4096] ^= 0xFF
    path.write_bytes(harmed)
    with opened(path) as harmed_history, pytest.raises(DltermsError, match=r"reviews\.db: damaged"):
        harmed_history.weekly_backup(NOW + 35 * DAY)
    assert sorted(path.parent.joinpath("backups").iterdir()) == sound


def test_restore(history: History, path: Path, tmp_path: Path) -> None:
    """A backup takes the place of the history, which is kept beside it."""
    history.backup(tmp_path / "copy.db")
    history.record(answer(2))
    history.close()
    aside = restore(path, tmp_path / "copy.db", NOW)
    assert aside == path.with_name("reviews.db.replaced-20250615T150640Z")
    assert held(path) == ["answer-000001"]
    assert held(aside) == ["answer-000001", "answer-000002"]
    again = restore(path, aside, NOW)
    assert again not in (None, aside)
    assert held(path) == ["answer-000001", "answer-000002"]
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "reviews.db", "reviews.db.replaced-20250615T150640Z", "reviews.db.replaced-20250615T150640Z-",
    ]  # fmt: skip


def test_restore_where_nothing_is(history: History, tmp_path: Path) -> None:
    """A backup is restored into a folder that is not there yet."""
    new = tmp_path / "new" / "data" / "reviews.db"
    assert restore(new, history.path, NOW) is None
    assert held(new) == ["answer-000001"]


@pytest.mark.parametrize("harm", [b"", b"rubbish" * 999, b"SQLite format 3\0" + bytes(500)])
def test_restore_over_damage(history: History, path: Path, tmp_path: Path, harm: bytes) -> None:
    """A damaged history, and a journal that belongs to it, are set aside as they are."""
    history.backup(tmp_path / "copy.db")
    history.close()
    journal = path.with_name("reviews.db-journal")
    path.write_bytes(harm)
    journal.mkdir()  # which SQLite cannot clean up
    aside = restore(path, tmp_path / "copy.db", NOW)
    assert aside is not None
    assert aside.read_bytes() == harm
    assert not journal.exists()
    assert held(path) == ["answer-000001"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(None, "No such file", id="missing"),
        pytest.param(b"", "damaged \\(empty\\)", id="empty"),
        pytest.param(b"rubbish" * 999, "damaged \\(not an SQLite file\\)", id="rubbish"),
    ],
)
def test_restore_of_no_backup(history: History, path: Path, tmp_path: Path, content: bytes | None, fault: str) -> None:
    """What is no backup is named, and the history stays as it is."""
    before = path.read_bytes()
    if content is not None:
        (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(DltermsError, match=rf"copy\.db: {fault}"):
        restore(path, tmp_path / "copy.db", NOW)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["reviews.db"]


def test_restore_of_a_damaged_backup(history: History, path: Path, tmp_path: Path) -> None:
    """A backup with a page that SQLite finds damaged is not restored."""
    file = tmp_path / "copy.db"
    history.merge(answer(n)._replace(machine="a") for n in range(2, 400))
    history.backup(file)
    harmed = bytearray(file.read_bytes())
    [(page,)] = history.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'log_time'")
    harmed[(page - 1) * 4096] ^= 0xFF
    file.write_bytes(harmed)
    before = path.read_bytes()
    with pytest.raises(DltermsError, match=r"copy\.db: damaged"):
        restore(path, file, NOW)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["reviews.db"]


def test_restore_under_an_open_history(history: History, path: Path, tmp_path: Path) -> None:
    """A history that was replaced while open takes no answers more and says so; the answer can be given again."""
    history.backup(tmp_path / "copy.db")
    restore(path, tmp_path / "copy.db", NOW)
    with pytest.raises(DltermsError, match=r"reviews\.db: it was moved or replaced meanwhile; start again"):
        history.record(answer(2))
    with opened(path) as anew:
        anew.record(answer(2))
    assert held(path) == ["answer-000001", "answer-000002"]


def test_restore_amid_an_answer(history: History, path: Path, tmp_path: Path) -> None:
    """A history that another program is writing is not replaced."""
    history.backup(tmp_path / "copy.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DltermsError, match=r"reviews\.db: another program holds it"):
            restore(path, tmp_path / "copy.db", NOW, timeout=0.05)
    assert held(path) == ["answer-000001"]
    assert [file.name for file in path.parent.iterdir()] == ["reviews.db"]


# What a backup may replace


def test_backup_over_more(history: History, tmp_path: Path) -> None:
    """A backup that holds what the history lacks is not replaced, as by the slip of typing backup for restore."""
    copy = tmp_path / "copy.db"
    history.record(answer(2))
    history.record(answer(3))
    history.backup(copy)
    before = copy.read_bytes()
    with opened(tmp_path / "new" / "reviews.db") as new:
        with pytest.raises(DltermsError, match=r"copy\.db: holds 3 events that this history lacks; .* --force"):
            new.backup(copy)
        new.record(answer(2))
        with pytest.raises(DltermsError, match=r"copy\.db: holds 2 events that"):
            new.backup(copy)
        assert copy.read_bytes() == before
        new.backup(copy, force=True)
    assert held(copy) == ["answer-000002"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "dangling"])
def test_backup_over_no_regular_file(history: History, tmp_path: Path, kind: str, force: bool) -> None:
    """What is no regular file is not replaced, nor what a link leads to."""
    target = tmp_path / "target"
    history.backup(tmp_path / "copy.db")
    if kind == "pipe":
        os.mkfifo(target)
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / ("copy.db" if kind == "link" else "gone.db"))
    before = target.lstat()
    with pytest.raises(DltermsError, match="target: not a regular file; name another"):
        history.backup(target, force=force)
    assert (target.lstat().st_mode, target.lstat().st_ino) == (before.st_mode, before.st_ino)


def test_backup_with_force_spares_other_files(history: History, tmp_path: Path) -> None:
    """Only histories are replaced, whatever is said."""
    (tmp_path / "notes.txt").write_text("暂退法" * 99)
    with pytest.raises(DltermsError, match=r"notes\.txt: damaged \(not an SQLite file\)"):
        history.backup(tmp_path / "notes.txt", force=True)


def test_history_that_is_no_regular_file(tmp_path: Path) -> None:
    """A pipe in the place of a history is named, and nothing waits for it."""
    os.mkfifo(tmp_path / "reviews.db")
    for opener in (opened, read_history):
        with pytest.raises(DltermsError, match=r"reviews\.db: damaged \(not a regular file\)"):
            opener(tmp_path / "reviews.db")
    with pytest.raises(DltermsError, match=r"reviews\.db: damaged \(not a regular file\)"):
        restore(tmp_path / "own" / "reviews.db", tmp_path / "reviews.db", NOW)


# What is left behind


def test_left_by_killed_programs(history: History, path: Path) -> None:
    """Half copies that killed programs left are removed by the next copy to that place; a running one's are not."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder = path.parent / "backups"
    folder.mkdir()
    left = [
        path.with_name(f".reviews.db.{gone.pid}.part"),
        folder / f".reviews-20250101T000000Z.db.{gone.pid}.part",
        folder / f".reviews-20250101T000000Z.db.{os.getppid()}.part",
        folder / f".notes.{gone.pid}.part",
    ]
    for file in left:
        file.write_bytes(b"half")
    made = history.weekly_backup(NOW)
    assert made is not None
    assert [file.exists() for file in left] == [True, False, True, True]
    history.close()
    restore(path, made, NOW)
    assert [file.exists() for file in left] == [False, False, True, True]


# A clock that was wrong


def test_weekly_backup_after_a_wrong_clock(history: History, path: Path) -> None:
    """Backups dated by a clock far ahead stop no weekly backup, and are the first to be dropped."""
    for week in range(5):
        assert history.weekly_backup(NOW + (18_000 + 7 * week) * DAY)
    made = [history.weekly_backup(NOW + day * DAY) for day in range(29)]
    assert [day for day, file in enumerate(made) if file] == [0, 7, 14, 21, 28]
    assert sorted(file.name for file in path.parent.joinpath("backups").iterdir()) == [
        "reviews-20250615T150640Z.db", "reviews-20250622T150640Z.db", "reviews-20250629T150640Z.db",
        "reviews-20250706T150640Z.db", "reviews-20250713T150640Z.db",
    ]  # fmt: skip


# Rights, and what the check sees


def test_private(history: History, path: Path, tmp_path: Path) -> None:
    """What is made is for its owner alone: histories, backups and their folders; folders that were there stay."""
    history.backup(tmp_path / "copy.db")
    made = history.weekly_backup(NOW)
    assert made is not None
    files = [path, tmp_path / "copy.db", made]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert {folder.stat().st_mode & 0o777 for folder in (path.parent, made.parent)} == {0o700}
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    opened(shared / "reviews.db").close()
    assert shared.stat().st_mode & 0o777 == 0o755


def test_lost_row_is_found(history: History, path: Path) -> None:
    """An index that no longer tells of a row is found by verify and by the weekly backup."""
    history.undo(NOW + 2 * DAY)
    [(page,)] = history.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'log_target'")
    history.close()
    harmed = bytearray(path.read_bytes())
    harmed[harmed.index(b"answer-000001", (page - 1) * 4096)] ^= 1
    path.write_bytes(harmed)
    with opened(path) as harmed_history:
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert harmed_history.verify()[0].startswith(f"{path}: damaged (")
        with pytest.raises(DamagedError, match=r"reviews\.db: damaged"):
            harmed_history.weekly_backup(NOW)


def test_lost_name_is_found(history: History, path: Path) -> None:
    """A row of the log whose card or machine is not named any more is found by verify."""
    history.db.execute("DROP TRIGGER card_DELETE")
    history.db.execute("DELETE FROM card WHERE id != ''")
    assert history.verify() == [
        f"{path}: damaged (rows of log have lost their card), left as it is; "
        "restore a backup with `dlterms history restore FILE`"
    ]
