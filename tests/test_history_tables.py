"""A history of dlterms 0.1.0 under the tables of today."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dlterms import fsrs
from dlterms.errors import DltermsError
from dlterms.history import OutdatedError, event_to_json, read_history, tables
from dlterms.history.database import migrate
from history_support import DAY, NOW, opened

GAN = "dl/gan:zh-en"
EVENTS = [  # rows of the table `event` of that version, without their first column
    ("r1", "review", NOW, GAN, None, 3, "right", "type", "GAN", 900, None, None, "a"),
    ("r2", "review", NOW + DAY, GAN, None, 1, "other-term", "type", "cGAN", None, "cgan", None, "b"),
    ("u", "undo", NOW + 2 * DAY, GAN, "r2", None, None, None, None, None, None, None, "b"),
    ("s", "suspend", NOW + 3 * DAY, "dl/vae:en-zh", None, None, None, None, None, None, None, 1, "a"),
    ("odd", "review", NOW + 4 * DAY, "a/b:c:", None, 3, None, None, "", None, None, None, "a"),
]
LINES = [
    '{"id":"r1","event":"review","time":1750000000.0,"card":"dl/gan:zh-en","rating":3,"verdict":"right","mode":"type",'
    '"answer":"GAN","milliseconds":900,"machine":"a"}',
    '{"id":"r2","event":"review","time":1750086400.0,"card":"dl/gan:zh-en","rating":1,"verdict":"other-term",'
    '"mode":"type","answer":"cGAN","confused_with":"cgan","machine":"b"}',
    '{"id":"u","event":"undo","time":1750172800.0,"card":"dl/gan:zh-en","target":"r2","machine":"b"}',
    '{"id":"s","event":"suspend","time":1750259200.0,"card":"dl/vae:en-zh","suspended":true,"machine":"a"}',
    '{"id":"odd","event":"review","time":1750345600.0,"rating":3,"answer":"","machine":"a","card":"a/b:c:"}',
]


@pytest.fixture
def first_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of version 1 that holds EVENTS, and the memories that its dlterms, counting otherwise, kept of them."""
    path = tmp_path / "data" / "reviews.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db, monkeypatch.context() as patch:
        patch.setattr(tables, "MIGRATIONS", tables.MIGRATIONS[:1])
        migrate(db)
        db.executemany(f"INSERT INTO event VALUES (NULL, {', '.join('?' * 13)})", EVENTS)
        for card, time in ((GAN, NOW), ("a/b:c:", NOW + 4 * DAY)):
            memory = fsrs.review(None, 3, time, fsrs.DEFAULTS)._replace(stability=9.0)
            db.execute("INSERT INTO memory VALUES (?, ?, ?, ?, ?, ?, ?)", (card, *memory))
    return path


def test_migration_keeps_everything(first_version: Path) -> None:
    """All events come through, in their order, and what follows from them today; a card that is none is left out."""
    with opened(first_version) as history:
        assert [event_to_json(event) for event in history.events()] == LINES
        assert history.states() == {GAN: fsrs.review(None, 3, NOW, fsrs.DEFAULTS)}
        assert history.suspended() == {"dl/vae:en-zh": True}
        assert [review.id for review in history.reviews()] == ["r1"]
        assert history.verify() == []


def test_migration_of_an_empty_history(first_version: Path) -> None:
    """A history without events becomes one of today."""
    with closing(sqlite3.connect(first_version)) as db:
        db.execute("DROP TRIGGER event_kept")
        db.execute("DELETE FROM event")
        db.execute("DELETE FROM memory")
        db.commit()
    with opened(first_version) as history:
        assert list(history.events()) == []
        assert history.verify() == []


def test_reading_an_older_version(first_version: Path) -> None:
    """Who only reads an older history is told so, and leaves it as it is."""
    before = first_version.read_bytes()
    with pytest.raises(OutdatedError, match="by an older dlterms"):
        read_history(first_version)
    assert first_version.read_bytes() == before


def test_backup_over_an_older_version(first_version: Path, tmp_path: Path) -> None:
    """A backup that an older dlterms made is replaced by what contains it, and by nothing else."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(first_version.read_bytes())
    with opened(tmp_path / "other.db") as other, pytest.raises(DltermsError, match="holds 5 events that"):
        other.backup(copy)
    with opened(first_version) as history:
        history.backup(copy)
    with read_history(copy) as reader:
        assert len(list(reader.events())) == 5
