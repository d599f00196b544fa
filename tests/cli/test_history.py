from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import own_history
from dlterms.history import tables
from dlterms.history.database import migrate
from dlterms.model import Rating, Suspend
from learner import NOW, answered, clock, history_bytes, set_clock, written_history

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock", "compiled")

MERGED = (
    '{{"id":"{id}","event":"review","time":1772400000.0,"card":"dlterms/dropout:zh-en","rating":3,"machine":"m"}}\n'
)


def test_export_is_one_event_a_line(run: Run) -> None:
    """Every event is there, undone answers and what undid them too, in the order of time."""
    answered([("dropout:zh-en", 2, 3), ("weight:en-zh", 1, 1)])
    run("history", "undo")
    events = [json.loads(line) for line in run("history", "export").out.splitlines()]
    assert [(e["event"], e["card"], e.get("rating")) for e in events] == [
        ("review", "dlterms/dropout:zh-en", 3),
        ("review", "dlterms/weight:en-zh", 1),
        ("undo", "dlterms/weight:en-zh", None),
    ]
    assert events[2]["target"] == events[1]["id"]


def test_no_history_exports_nothing(run: Run) -> None:
    """Without a history nothing is printed and nothing is made."""
    assert run("history", "export") == (0, "", "")
    assert not own_history.history_path().parent.exists()


def test_merge_twice_in_any_order(run: Run, tmp_path: Path) -> None:
    """A file merged again changes nothing, and what was exported comes back as it was."""
    answered([("dropout:zh-en", 2, 3), ("weight:en-zh", 1, 1)])
    exported = run("history", "export").out
    for name, text in {"a": MERGED.format(id="1"), "b": MERGED.format(id="2"), "own": exported}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("history", "merge", tmp_path / "own") == (0, "2 events, 0 of them new\n", "")
    assert run("history", "merge", tmp_path / "b", tmp_path / "a", tmp_path / "own") == (
        0,
        "4 events, 2 of them new\n",
        "",
    )
    assert run("history", "merge", tmp_path / "a") == (0, "1 event, 0 of them new\n", "")
    assert len(run("history", "export").out.splitlines()) == 4


def test_merge_keeps_the_sound_lines(run: Run, tmp_path: Path) -> None:
    """Each line that is no event is named and left out; the others are merged, and the exit code says so."""
    path = tmp_path / "log"
    path.write_text(
        MERGED.format(id="1") + "half of a li\n" + MERGED.replace(":3,", ":9,").format(id="2"), encoding="utf-8"
    )
    assert run("history", "merge", path) == (
        1,
        "1 event, 1 of them new\n",
        f"dlterms: {path}:2: not a line of JSON in UTF-8; left out\n"
        f"dlterms: {path}:3: rating: expected 1 to 4, got 9; left out\n",
    )


def test_merge_from_a_pipe(run: Run) -> None:
    """`-` is what another machine prints."""
    command = [sys.executable, "-m", "dlterms", "history", "merge", "-"]
    done = subprocess.run(command, input=MERGED.format(id="1"), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1 event, 1 of them new\n", "")
    assert json.loads(run("history", "export").out)["id"] == "1"


def test_merge_of_many(run: Run, tmp_path: Path) -> None:
    """Both numbers of a merge have their thousands set apart."""
    path = tmp_path / "many.jsonl"
    path.write_text("".join(MERGED.format(id=number) for number in range(1_001)))
    assert run("history", "merge", path).out == "1,001 events, 1,001 of them new\n"


def test_merge_names_a_missing_file(run: Run, tmp_path: Path) -> None:
    """A file that is not there is one line, and nothing is merged."""
    done = run("history", "merge", tmp_path / "none")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"dlterms: {tmp_path}/none: No such file or directory")


@pytest.mark.parametrize(
    ("card", "rating", "said"),
    [
        pytest.param("dropout:zh-en", 3, "暂退法 dropout (zh-en), “said”, right, 2026-03-01 20:00", id="right"),
        pytest.param("weight:cloze.1", 1, "权重 weight (cloze.1), “said”, wrong, 2026-03-01 20:00", id="wrong"),
        pytest.param("gone:zh-en", 3, "gone (zh-en), “said”, right, 2026-03-01 20:00", id="term-gone"),
    ],
)
def test_undo_says_what(run: Run, card: str, rating: Rating, said: str) -> None:
    """The answer taken back is named, and its card is as if it had never been given."""
    answered([("overfitting:zh-en", 2, 3)])
    before = run("stats", "--json").out
    answered([(card, 1, rating)])
    assert run("history", "undo") == (0, f"Undone: {said}.\n", "")
    assert run("stats", "--json").out == before


def test_undo_goes_back_one_by_one(run: Run) -> None:
    """Each undo takes the last answer that still stands on this machine, until there is none."""
    answered([("dropout:zh-en", 2, 3)])
    answered([("weight:en-zh", 1, 1)], machine="another")
    assert run("history", "undo").out.startswith("Undone: 暂退法 dropout")
    assert run("history", "undo") == (1, "", "dlterms: nothing to undo on this machine\n")


def test_undo_without_a_glossary(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An answer is undone although no glossary can be read to name its term."""
    answered([("dropout:zh-en", 1, 3)])
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "none.yaml"))
    assert run("history", "undo").out.startswith("Undone: dropout (zh-en), ")


def test_verify(run: Run) -> None:
    """A sound history is said to be so."""
    answered([("dropout:zh-en", 1, 3)])
    assert run("history", "verify") == (0, f"{own_history.history_path()}: sound, 1 card\n", "")


@pytest.mark.parametrize(
    "mend", [pytest.param(["verify", "--mend"], id="mend"), pytest.param(["rebuild"], id="rebuild")]
)
def test_verify_finds_and_mends(run: Run, mend: list[str]) -> None:
    """A memory that the log does not give is found, and made anew from the log."""
    answered([("dropout:zh-en", 1, 3)])
    with sqlite3.connect(own_history.history_path()) as db:
        db.execute("UPDATE memory SET stability = 99.0")
    db.close()
    done = run("history", "verify")
    assert done.code == 1
    assert done.out.startswith(
        f"{own_history.history_path()}: card dlterms/dropout:zh-en: stability 99 days, by its log "
    )
    assert run("history", *mend) == (0, f"{own_history.history_path()}: sound, 1 card\n", "")


def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    """What was answered after a backup is gone after bringing it back, and kept beside it."""
    answered([("dropout:zh-en", 2, 3)])
    before = run("history", "export").out
    assert run("history", "backup", tmp_path / "copy") == (0, f"{tmp_path}/copy: written\n", "")
    answered([("weight:en-zh", 1, 1)])
    aside = f"{own_history.history_path()}.replaced-20260302T200000Z"
    said = f"{tmp_path}/copy: restored; what was there before is now {aside}\n"
    assert run("history", "restore", tmp_path / "copy") == (0, said, "")
    assert run("history", "export").out == before
    assert run("history", "restore", aside).code == 0
    assert len(run("history", "export").out.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "damaged (empty)", id="empty"),
        pytest.param(b"my notes", "damaged (not an SQLite file)", id="no-database"),
        pytest.param(None, "No such file or directory", id="missing"),
    ],
)
def test_restore_refuses_what_is_no_backup(run: Run, tmp_path: Path, content: bytes | None, said: str) -> None:
    """A file that is no history leaves the history as it is."""
    answered([("dropout:zh-en", 2, 3)])
    before = history_bytes()
    if content is not None:
        (tmp_path / "copy").write_bytes(content)
    done = run("history", "restore", tmp_path / "copy")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"dlterms: {tmp_path}/copy: {said}")
    assert history_bytes() == before


def test_backup_over_another_file(run: Run, tmp_path: Path) -> None:
    """A backup never replaces a file that is something else."""
    answered([("dropout:zh-en", 2, 3)])
    (tmp_path / "diary.txt").write_text("dear diary", encoding="utf-8")
    assert run("history", "backup", tmp_path / "diary.txt").code == 1
    assert (tmp_path / "diary.txt").read_text(encoding="utf-8") == "dear diary"


def damage_bits() -> None:
    data = history_bytes()
    own_history.history_path().write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def truncate() -> None:
    own_history.history_path().write_bytes(history_bytes()[:6000])


def empty_it() -> None:
    with written_history() as history:
        history.weekly_backup(NOW)
    own_history.history_path().write_bytes(b"")


def make_foreign() -> None:
    own_history.history_path().unlink()
    with sqlite3.connect(own_history.history_path()) as db:
        db.execute("CREATE TABLE diary (line)")
    db.close()


def make_newer() -> None:
    with sqlite3.connect(own_history.history_path()) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def make_read_only() -> None:
    own_history.history_path().chmod(0o400)
    own_history.history_path().parent.chmod(0o500)


WRITING = (["history", "undo"], ["history", "verify", "--mend"], ["sync", "."])
READING = (["stats"], ["path", "dropout"], ["history", "verify"], ["history", "export"])


@pytest.mark.parametrize(
    ("harm", "commands"),
    [
        pytest.param(damage_bits, (*WRITING, *READING), id="flipped-bits"),
        pytest.param(truncate, (*WRITING, *READING), id="truncated"),
        pytest.param(empty_it, (*WRITING, *READING), id="emptied"),
        pytest.param(make_foreign, (*WRITING, *READING), id="foreign"),
        pytest.param(make_newer, (*WRITING, *READING), id="newer"),
    ],
)
def test_harmed_history(run: Run, harm: object, commands: tuple[list[str], ...]) -> None:
    """A history that cannot be used is one line that names it, its bytes stay, and look-up goes on."""
    answered([(f"dropout:cloze.{n}", 1, 3) for n in range(200)])
    assert callable(harm)
    harm()
    before = history_bytes()
    for command in commands:
        done = run(*command)
        said = done.out or done.err
        assert done.code == 1, command
        assert said.removeprefix("dlterms: ").startswith(f"{own_history.history_path()}: "), command
        assert len(said.splitlines()) == 1
    assert history_bytes() == before
    assert run("lookup", "dropout").code == 0


def _full(*arguments: object, **options: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_full_disk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is one line that names the file, and the history stays."""
    answered([("dropout:zh-en", 1, 3)])
    before = history_bytes()
    with monkeypatch.context() as full:
        full.setattr(os, "replace", _full)
        done = run("history", "backup", tmp_path / "copy")
    files = f"{own_history.history_path()}, copied to {tmp_path}/copy"
    assert done == (1, "", f"dlterms: {files}: the disk is full; free some space, then try again\n")
    assert history_bytes() == before
    assert not (tmp_path / "copy").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only(run: Run) -> None:
    """A folder that may not be written: what only reads goes on, what writes ends in a line that names the file."""
    answered([("dropout:zh-en", 1, 3)])
    make_read_only()
    try:
        assert run("stats").code == 0
        done = run("history", "undo")
        assert (done.code, done.out) == (1, "")
        # The weekly backup that cannot be made is a line of its own, before.
        assert done.err.splitlines()[-1].startswith(f"dlterms: {own_history.history_path()}: ")
    finally:
        own_history.history_path().parent.chmod(0o700)


def test_machine_that_was_cut_short(run: Run) -> None:
    """A machine's name that a crash left empty is made anew."""
    answered([("dropout:zh-en", 1, 3)])
    machine = own_history.history_path().with_name("machine")
    machine.write_bytes(b"")
    assert run("history", "undo").code == 1
    assert len(machine.read_text(encoding="utf-8")) == 32


def test_clock_set_back_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the clock before the last answer, one line asks whether it is right."""
    answered([("dropout:zh-en", 0, 3)])
    set_clock(monkeypatch, NOW - 86_400)
    assert run("history", "undo").err == (
        "dlterms: the clock says 2026-03-01 20:00, and the last answer was given at 2026-03-02 20:00; is it right?\n"
    )


def test_resume_of_what_is_not_set_aside(run: Run) -> None:
    """A term of which nothing was set aside is said to be so, and nothing is written."""
    answered([("dropout:zh-en", 1, 3)])
    before = history_bytes()
    assert run("history", "resume", "dropout") == (0, "暂退法 dropout: nothing was set aside\n", "")
    assert history_bytes() == before


def test_resume_is_one_act(run: Run) -> None:
    """What one command has taken back is set aside again at once."""
    cards = ["dlterms/dropout:zh-en", "dlterms/overfitting:zh-en"]
    with written_history() as history:
        history.record_all([Suspend(card, True, id=card, time=NOW) for card in cards])
    run("history", "resume", "dropout", "overfitting")
    with own_history.readable_history() as history:
        assert history.suspended() == dict.fromkeys(cards, False)
    run("history", "undo")
    with own_history.readable_history() as history:
        assert history.suspended() == dict.fromkeys(cards, True)


def test_merge_refuses_a_card_that_is_none(run: Run, tmp_path: Path) -> None:
    """An event about something that is no card's id is left out, so that no quiz stumbles over it."""
    (tmp_path / "log").write_text(MERGED.replace("dlterms/dropout:zh-en", "dropout").format(id="1"), encoding="utf-8")
    done = run("history", "merge", tmp_path / "log")
    assert (done.code, done.out) == (1, "0 events, 0 of them new\n")
    assert done.err == f"dlterms: {tmp_path}/log:1: card: expected glossary/term:direction, got 'dropout'; left out\n"


@pytest.mark.parametrize(
    "card", ["a/b:c:", "dlterms/dropout:", "dlterms/dropout", "a/b/c:zh-en", "dlterms/drop out:zh-en"]
)
def test_quiz_after_a_card_that_is_none(run: Run, tmp_path: Path, card: str) -> None:
    """No line that a merge takes in keeps a quiz, its plan or its statistics from working."""
    (tmp_path / "log").write_text(MERGED.replace("dlterms/dropout:zh-en", card).format(id="1"), encoding="utf-8")
    run("history", "merge", tmp_path / "log")
    for command in (
        ["stats"],
        ["path", "dropout"],
        ["quiz", "--confused", "-n", "1"],
        ["quiz", "-n", "1", "--new", "0"],
    ):
        assert run(*command).code == 0, command


def test_merge_names_the_first_of_many_faults(run: Run, tmp_path: Path) -> None:
    """Of a wrong file twenty lines are named and the rest are counted."""
    (tmp_path / "notes").write_text("a line\n" * 1_000, encoding="utf-8")
    done = run("history", "merge", tmp_path / "notes")
    assert (done.code, done.out) == (1, "0 events, 0 of them new\n")
    lines = done.err.splitlines()
    assert len(lines) == 21
    assert lines[19:] == [
        f"dlterms: {tmp_path}/notes:20: not a line of JSON in UTF-8; left out",
        "dlterms: 980 more lines left out",
    ]


def test_merge_of_a_pipe_that_nobody_writes_to(run: Run, tmp_path: Path) -> None:
    """What is no regular file is named at once."""
    os.mkfifo(tmp_path / "pipe")
    done = run("history", "merge", tmp_path / "pipe")
    assert (done.code, done.err) == (1, f"dlterms: {tmp_path}/pipe: not a regular file; fix that, then try again\n")


def test_undo_shows_nothing_that_steers_a_terminal(run: Run, tmp_path: Path) -> None:
    """What another machine sent is printed without its control characters."""
    answered([("dropout:zh-en", 1, 3)])
    event = json.loads(MERGED.format(id="1")) | {
        "machine": own_history.machine(),
        "time": NOW,
        "card": "gone/gone:zh-en",
    }
    event |= {"verdict": "\x1b[31mred", "answer": "\x1b]0;title\x07said"}
    (tmp_path / "log").write_text(json.dumps(event), encoding="utf-8")
    assert run("history", "merge", tmp_path / "log").code == 0
    done = run("history", "undo")
    assert done.out == "Undone: gone (zh-en), “]0;titlesaid”, [31mred, 2026-03-02 20:00.\n"


def test_backup_of_less(run: Run, tmp_path: Path) -> None:
    """Backing up an empty history onto a good backup is refused, and done with --force."""
    answered([("dropout:zh-en", 2, 3)])
    assert run("history", "backup", tmp_path / "copy").code == 0
    own_history.history_path().unlink()
    done = run("history", "backup", tmp_path / "copy")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"dlterms: {tmp_path}/copy: holds an event that this history lacks; restore it, or write with --force\n"
    )
    assert run("history", "backup", "--force", tmp_path / "copy").code == 0


def test_history_of_an_older_version_is_brought_up_to_date(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that only reads brings an older history up to date first, with a backup."""
    with monkeypatch.context() as patch:
        patch.setattr(tables, "MIGRATIONS", tables.MIGRATIONS[:1])
        own_history.history_path().parent.mkdir()
        with closing(sqlite3.connect(own_history.history_path(), isolation_level=None)) as db:
            migrate(db)
    assert run("stats").code == 0
    with closing(sqlite3.connect(own_history.history_path())) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (3,)
    assert len(list(own_history.history_path().parent.joinpath("backups").iterdir())) == 1


def test_backups_that_cannot_be_written(run: Run) -> None:
    """A weekly backup that cannot be made is told of and keeps nobody from learning."""
    answered([("dropout:zh-en", 2, 3)])
    backups = own_history.history_path().with_name("backups")
    backups.write_text("a file", encoding="utf-8")
    done = run("history", "undo")
    assert done.code == 0
    assert done.err.startswith(f"dlterms: no weekly backup: {backups}: ")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["../../elsewhere", "/tmp/x", "", "a\nb", ".hidden", "x" * 2_000])
def test_machine_that_is_no_name(run: Run, tmp_path: Path, name: str) -> None:
    """A machine's name that could be a path is refused with the mend, and no file is written by it."""
    answered([("dropout:zh-en", 1, 3)])
    machine = own_history.history_path().with_name("machine")
    machine.write_text(f"{name} ", encoding="utf-8")
    (tmp_path / "shared").mkdir()
    done = run("sync", tmp_path / "shared")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"dlterms: {machine}: ")
    assert len(done.err.splitlines()) == 1
    assert list((tmp_path / "shared").iterdir()) == []


def test_data_folder_is_private(run: Run, tmp_path: Path) -> None:
    """The data folder and what is in it are made for their owner alone."""
    (tmp_path / "log").write_text(MERGED.format(id="1"), encoding="utf-8")
    run("history", "merge", tmp_path / "log")
    run("history", "undo")
    data = own_history.history_path().parent
    assert data.stat().st_mode & 0o777 == 0o700
    rights = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert rights == {"machine": 0o600, "reviews.db": 0o600, "backups": 0o700}
