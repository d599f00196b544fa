"""The index file: when it is used, when it is made anew, and what is left in its folder."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dlterms import i18n, index
from dlterms.index.build import fill
from lookup_support import entry, glossary_of

WORDS = glossary_of(entry("dropout", "暂退法", "dropout"))
DEAD = 2**22 + 7  # no process has this number: it is above what Linux gives out


def build(path: Path, fingerprint: str = "f") -> sqlite3.Connection:
    return index.write_index(str(path), lambda db: fill(db, WORDS, fingerprint))


def ids(db: sqlite3.Connection | None) -> list[str]:
    """The ids in an index, which is closed after that."""
    assert db is not None
    with closing(db):
        return [name for (name,) in db.execute("SELECT id FROM entry")]


def test_fresh_index_is_opened(tmp_path: Path) -> None:
    """An index that was made from the same files is opened as it is."""
    build(tmp_path / "index-1.sqlite").close()
    assert ids(index.open_index(str(tmp_path / "index-1.sqlite"), "f")) == ["dropout"]


@pytest.mark.parametrize(
    ("complaint", "fresh"), [pytest.param("", True, id="none"), pytest.param("a", False, id="one")]
)
def test_a_complaint_is_kept_in_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaint: str, fresh: bool
) -> None:
    """An index is stale in another language of the interface only if it keeps a complaint."""
    path = str(tmp_path / "index-1.sqlite")
    index.write_index(path, lambda db: fill(db, WORDS, "f", lambda: complaint)).close()
    assert ids(index.open_index(path, "f")) == ["dropout"]
    monkeypatch.setattr(i18n, "_language", "zh")
    found = index.open_index(path, "f")
    assert (found is not None) == fresh
    if found:
        found.close()


def _absent(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _text(path: Path) -> None:
    path.write_text("schema: dlterms/1\n" * 1000, encoding="utf-8")


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE meta (name TEXT, value TEXT)")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_absent, _empty, _cut, _text, _zeros, _other_database, _folder])
def test_unusable_index_is_none(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Where the index is absent, damaged or not ours, there is none, and no exception."""
    path = tmp_path / "index-1.sqlite"
    build(path).close()
    damage(path)
    assert index.open_index(str(path), "f") is None


@pytest.mark.parametrize("damage", [_absent, _empty, _cut, _text, _zeros, _other_database])
def test_unusable_index_is_replaced(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Writing over a damaged index gives a sound one."""
    path = tmp_path / "index-1.sqlite"
    build(path).close()
    damage(path)
    build(path).close()
    assert ids(index.open_index(str(path), "f")) == ["dropout"]


def test_unfinished_index_is_none(tmp_path: Path) -> None:
    """The fingerprint is written last, so that half an index is no index."""
    path = tmp_path / "index-1.sqlite"
    build(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM meta WHERE name = 'fingerprint'")
    assert index.open_index(str(path), "f") is None


@pytest.mark.parametrize("wanted", ["f", "another"], ids=["broken", "stale"])
def test_unusable_index_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    """An index that is not used is not left open either."""
    path = tmp_path / "index-1.sqlite"
    build(path).close()
    if wanted == "f":
        _other_database(path)
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remembered(*arguments: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*arguments, **named))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    assert index.open_index(str(path), wanted) is None
    with pytest.raises(sqlite3.ProgrammingError):
        opened[0].execute("SELECT 1")


@pytest.mark.parametrize("place", [30, 5000, -1], ids=["header", "page", "end"])
def test_any_changed_byte_is_damage(tmp_path: Path, place: int) -> None:
    """An index is checked byte for byte, unless it is larger than asked for."""
    path = tmp_path / "index-1.sqlite"
    with closing(build(path)) as db:
        assert not index.is_damaged(db, str(path))
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)
        assert index.is_damaged(db, str(path))
        assert index.is_damaged(db, str(path), len(content))
        assert not index.is_damaged(db, str(path), len(content) - 1)


def test_index_that_another_has_replaced_or_removed(tmp_path: Path) -> None:
    """An open index whose file is another by now may not be trusted more than a damaged one."""
    path = tmp_path / "index-1.sqlite"
    with closing(build(path)) as db:
        build(path, "another").close()
        assert index.is_damaged(db, str(path))
        path.unlink()
        assert index.is_damaged(db, str(path))


def test_index_in_memory_is_never_damaged(tmp_path: Path) -> None:
    """There is no file that it could differ from, even where it was made from a copy of one."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with closing(build(tmp_path / "file" / "index-1.sqlite")) as db:
        assert not index.is_damaged(db, str(tmp_path / "file" / "index-1.sqlite"))
    with (
        closing(build(tmp_path / "index-1.sqlite")) as earlier,
        closing(index.write_index(None, lambda db: fill(db, WORDS, "f"), earlier)) as db,
    ):
        assert not index.is_damaged(db, str(tmp_path / "index-2.sqlite"))


def test_earlier_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that can be built upon is whole, and of this version, whatever files it was made from."""
    path = tmp_path / "index-1.sqlite"
    assert index.open_earlier(str(path)) is None
    build(path, index.fingerprint([])).close()
    assert ids(index.open_earlier(str(path))) == ["dropout"]
    monkeypatch.setattr(index, "__version__", "0.0.9")
    assert index.open_earlier(str(path)) is None
    monkeypatch.undo()
    path.write_bytes(path.read_bytes() + b" ")
    assert index.open_earlier(str(path)) is None


def test_without_a_place_the_index_is_in_memory() -> None:
    """Where there is no cache folder at all, look-up works too."""
    assert ids(index.write_index(None, lambda db: fill(db, WORDS, "f"))) == ["dropout"]


def _touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _grow(path: Path) -> None:
    times = path.stat()
    path.write_text("a longer text", encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("change", [_touch, _grow, _absent])
def test_fingerprint_sees_changes(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Another time, another size, and a file gone each make the index stale."""
    path = tmp_path / "a.yaml"
    path.write_text("text", encoding="utf-8")
    before = index.fingerprint([str(path)])
    assert index.fingerprint([str(path)]) == before
    change(path)
    assert index.fingerprint([str(path)]) != before


def test_fingerprint_sees_added_files_and_the_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file more, and another version of the tables, make the index stale."""
    paths = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    before = index.fingerprint(paths[:1])
    assert index.fingerprint(paths) != before
    monkeypatch.setattr(index, "FORMAT", index.FORMAT + 1)
    assert index.fingerprint(paths[:1]) != before


def test_fingerprint_of_a_name_that_is_no_utf_8() -> None:
    """File names that are not UTF-8 can be stored."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("SELECT ?", (index.fingerprint(["/tmp/\udcff.yaml"]),))


def test_stale_index_is_none(tmp_path: Path) -> None:
    """An index made from other files is not used."""
    build(tmp_path / "index-1.sqlite", "old").close()
    assert index.open_index(str(tmp_path / "index-1.sqlite"), "new") is None


def test_each_set_has_its_file() -> None:
    """Sets of glossaries do not share an index file, whichever way they are cut."""
    names = {index.index_path("/c", roots) for roots in (["/a"], ["/a", "/b"], ["/b", "/a"], ["/a/b"], ["/\udcff"])}
    assert len(names) == 5


@pytest.mark.parametrize("name", ["a b", "a%20b", "a?b", "a#b", "词汇", "a'b"])
def test_folder_names_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    """Characters that mean something in a URI do no harm in the name of the cache folder."""
    path = tmp_path / name / "index-1.sqlite"
    build(path).close()
    assert path.exists()
    assert ids(index.open_index(str(path), "f")) == ["dropout"]


def test_unwritable_folder_gives_an_index_in_memory(tmp_path: Path) -> None:
    """Where the cache folder cannot be made, look-up works all the same."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert ids(build(tmp_path / "file" / "index-1.sqlite")) == ["dropout"]


def test_failed_move_gives_an_index_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the finished file cannot be moved into place, look-up works all the same and nothing is left behind."""

    def refuse(source: str, target: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    assert ids(build(tmp_path / "index-1.sqlite")) == ["dropout"]
    assert list(tmp_path.iterdir()) == []


def test_open_index_survives_its_replacement(tmp_path: Path) -> None:
    """Who has the old index open reads it to the end while another takes its place."""
    path = tmp_path / "index-1.sqlite"
    reader = build(path)
    build(path).close()
    assert ids(reader) == ["dropout"]


def test_leftovers_of_the_dead_are_removed(tmp_path: Path) -> None:
    """A temporary file goes when its builder is no more, and stays while it may be at work."""
    mine = tmp_path / f"index-1.{os.getpid()}-0000.tmp"
    dead = tmp_path / f"index-1.{DEAD}-0000.tmp"
    foreign = tmp_path / "notes.tmp"
    for path in (mine, dead, foreign):
        path.touch()
    build(tmp_path / "index-1.sqlite").close()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([mine.name, foreign.name, "index-1.sqlite"])


def test_old_indexes_do_not_pile_up(tmp_path: Path) -> None:
    """Of other sets of glossaries the newest indexes stay."""
    for number in range(index.KEPT + 5):
        path = tmp_path / f"index-old{number:02}.sqlite"
        path.touch()
        os.utime(path, (number, number))
    build(tmp_path / "index-own.sqlite").close()
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [f"index-old{number:02}.sqlite" for number in range(5, index.KEPT + 5)] + ["index-own.sqlite"]


BUILDER = """
import sys
from dlterms import i18n, index
from dlterms.index.build import fill
from lookup_support import bundled_glossary
path = sys.argv[1]
index.write_index(path, lambda db: fill(db, bundled_glossary(), "f")).close()
db = index.open_index(path, "f")
print(db.execute("SELECT count(*) FROM entry").fetchone()[0])
db.close()
"""


def test_two_builders_at_once(tmp_path: Path) -> None:
    """Processes that build one index at the same time all end up with a whole one, and leave nothing else."""
    path = tmp_path / "index-1.sqlite"
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", BUILDER, str(path)]
    builders = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) for _ in range(4)]
    assert len({builder.communicate()[0] for builder in builders}) == 1
    assert [builder.returncode for builder in builders] == [0] * 4
    assert [found.name for found in tmp_path.iterdir()] == ["index-1.sqlite"]
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    db.close()


def test_unfinished_index_is_not_moved_into_place(tmp_path: Path) -> None:
    """What has no fingerprint is no index, and the next attempt is made in memory."""
    calls = []

    def unfinished_once(db: sqlite3.Connection) -> None:
        calls.append(db)
        fill(db, WORDS, "f")
        if len(calls) == 1:
            db.execute("DELETE FROM meta WHERE name = 'fingerprint'")

    with closing(index.write_index(str(tmp_path / "index-1.sqlite"), unfinished_once)) as found:
        assert found.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone() == ("f",)
    assert os.listdir(tmp_path) == []


def test_interrupted_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the midst of writing is not taken for a fault of the database, and leaves nothing."""

    def interrupt(key: str) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("dlterms.index.build.pieces", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "index-1.sqlite")
    assert os.listdir(tmp_path) == []
