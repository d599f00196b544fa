"""Logs that travel: lines of JSON, merging, and a folder shared by machines."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.errors import DltermsError
from dlterms.history import History, LogRow, event_from_json, event_to_json, read_file, sync
from dlterms.history.events import log_row
from dlterms.model import Event, Undo
from history_support import DAY, GAN, NOW, amount, answer, in_memory, logs, opened


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with opened(tmp_path / "data" / "reviews.db") as history:
        yield history


def row(number: int) -> LogRow:
    return log_row(answer(number))


# A line of JSON

FULL = LogRow(
    "b-1", "review", NOW + 0.125, GAN, None, 1, "other-term", "type", '生成\n"网"\u2028', 2_150, "dl/cgan", None, "a"
)


@pytest.mark.parametrize(
    ("event", "line"),
    [
        pytest.param(
            FULL,
            '{"id":"b-1","event":"review","time":1750000000.125,"card":"dl/gan:zh-en","rating":1,"verdict":"other-term",'
            '"mode":"type","answer":"生成\\n\\"网\\"\u2028","milliseconds":2150,"confused_with":"dl/cgan","machine":"a"}',
            id="review",
        ),
        pytest.param(
            LogRow("u", "undo", NOW, GAN, "b-1", machine="a"),
            '{"id":"u","event":"undo","time":1750000000.0,"card":"dl/gan:zh-en","target":"b-1","machine":"a"}',
            id="undo",
        ),
        pytest.param(
            LogRow("s", "suspend", NOW, GAN, suspended=False, machine="a"),
            '{"id":"s","event":"suspend","time":1750000000.0,"card":"dl/gan:zh-en","suspended":false,"machine":"a"}',
            id="suspend",
        ),
    ],
)
def test_json(event: LogRow, line: str, history: History) -> None:
    """An event is one line of JSON without what is empty, before it was stored and after."""
    assert event_to_json(event) == line
    assert event_from_json(line.encode(), "x:1") == event
    history.merge([event])
    assert [event_to_json(stored) for stored in history.events()] == [line]


@settings(max_examples=60)
@given(logs())
def test_json_round_trip(log: list[LogRow]) -> None:
    """Every event comes back from its line as it was."""
    assert [event_from_json(event_to_json(event).encode(), "x:1") for event in log] == log


def line(**changes: object) -> str:
    fields = FULL._asdict() | changes
    return json.dumps({name: value for name, value in fields.items() if value is not None})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("{", "not a line of JSON in UTF-8", id="half-a-line"),
        pytest.param(b'{"id": "\xff"}', "not a line of JSON in UTF-8", id="not-utf-8"),
        pytest.param("[" * 99_999, "not a line of JSON in UTF-8", id="deep"),
        pytest.param(line(topic="x").replace('"x"', "[" * 300 + "]" * 300), "nested too deep", id="deep-field"),
        pytest.param(
            line(topic="x").replace('"x"', '{"a":' * 100 + "1" + "}" * 100), "nested too deep", id="deep-object"
        ),
        pytest.param("9" * 9_999, "not a line of JSON in UTF-8", id="long-number"),
        pytest.param(line(topic=float("nan")), "a number that is not finite", id="nan-in-a-field-of-newer"),
        pytest.param(line(topic="x").replace('"x"', "1e999"), "a number that is not finite", id="infinite"),
        pytest.param(line(event="tune"), "parameters is missing", id="tune-without-parameters"),
        pytest.param("[]", "not an event: expected {...}", id="a-list"),
        pytest.param("{}", "id is missing", id="nothing"),
        pytest.param(line(id=""), "id is missing", id="empty-id"),
        pytest.param(line(rating=None), "rating is missing", id="no-rating"),
        pytest.param(line(event="undo"), "target is missing", id="no-target"),
        pytest.param(line(event=""), "event is missing", id="no-kind"),
        pytest.param(line(event=7), "event: expected str, got 7", id="kind-of-no-text"),
        pytest.param(line(event="redo", machine=None), "machine is missing", id="unknown-kind-without-machine"),
        pytest.param(line(event="redo", time="now"), "time: expected float, got 'now'", id="unknown-kind-without-time"),
        pytest.param(line(card=None), "card is missing", id="no-card"),
        pytest.param(
            line(card="a/b:c:"), "card: expected glossary/term:direction, got 'a/b:c:'", id="card-without-end"
        ),
        pytest.param(
            line(card="a/b:zh-en\n"), "card: expected glossary/term:direction, got 'a/b", id="card-with-newline"
        ),
        pytest.param(line(rating="3"), "rating: expected int, got '3'", id="text"),
        pytest.param(line(rating=True), "rating: expected int, got True", id="bool"),
        pytest.param(line(rating=5), "rating: expected 1 to 4, got 5", id="rating"),
        pytest.param(line(time=float("nan")), "time: expected 0 to 100000000000, got nan", id="nan"),
        pytest.param(line(time=NOW * 1000), "time: expected 0 to 100000000000, got 1750000000000.0", id="milliseconds"),
        pytest.param(line(milliseconds=-1), "milliseconds: expected 0 to 100000000000, got -1", id="negative"),
    ],
)
def test_bad_line(text: str | bytes, fault: str) -> None:
    """A line that is no event is named by file and line, with what is wrong."""
    with pytest.raises(DltermsError) as error:
        event_from_json(text if isinstance(text, bytes) else text.encode(), "phone.jsonl:7")
    assert str(error.value).startswith(f"phone.jsonl:7: {fault}")
    assert "\n" not in str(error.value)


def test_read_file(tmp_path: Path) -> None:
    """A file's events are read with its faults beside them; a byte order mark, CRLF and empty lines do no harm."""
    file = tmp_path / "phone.jsonl"
    good = [event_to_json(row(n)._replace(machine="a")) for n in range(3)]
    file.write_bytes("\r\n".join(["\ufeff" + good[0], "", good[1], '{"id":', good[2]]).encode())
    problems: list[str] = []
    events = list(read_file(file, problems.append))
    assert [event.id for event in events] == ["answer-000000", "answer-000001", "answer-000002"]
    assert problems == [f"{file}:4: not a line of JSON in UTF-8"]


def test_read_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(DltermsError, match=r"gone\.jsonl: No such file"):
        list(read_file(tmp_path / "gone.jsonl", print))


# Merging


@settings(max_examples=120, deadline=None)
@given(data=st.data(), log=logs())
def test_merge_in_any_order(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, log: list[LogRow]) -> None:
    """A log split over three machines, with overlaps, and merged in any order gives one result, the rule's."""
    owners = data.draw(st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=len(log), max_size=len(log)))
    parts = [[event for event, owner in zip(log, owners, strict=True) if n in owner] for n in range(3)]
    for _ in range(2):
        order = data.draw(st.permutations([*parts, parts[0]]))
        with in_memory(tmp_path_factory.getbasetemp()) as history:
            added = [history.merge(data.draw(st.permutations(part))) for part in order]
            assert sum(added) == len(log)
            assert list(history.events()) == sorted(log, key=lambda event: (event.time, event.id))
            assert (history.states(), history.suspended()) == amount(log)
            assert history.verify() == []


def test_merge_is_idempotent(history: History) -> None:
    """Merging one's own export adds nothing and changes nothing."""
    for number in range(5):
        history.record(answer(number))
    history.undo(NOW + 9 * DAY)
    before = (history.states(), list(history.events()))
    assert history.merge(list(history.events())) == 0
    assert (history.states(), list(history.events())) == before


@pytest.mark.parametrize(
    ("said", "ratings"),
    [
        pytest.param([("undo", 1), ("undo", 2)], [], id="undone-twice"),
        pytest.param([("undo", 1), ("override", 2)], [4], id="undone-then-overridden"),
        pytest.param([("override", 1), ("undo", 2)], [], id="overridden-then-undone"),
        pytest.param([("override", 2), ("undo", 1)], [4], id="overridden-later-than-undone"),
        pytest.param([("undo", 1), ("override", 1)], [4], id="at-once-the-later-id"),
        pytest.param([("override", 1), ("undo", 1)], [], id="at-once-the-later-id-undoes"),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_two_words_on_one_review(
    history: History, said: list[tuple[str, int]], ratings: list[int], backwards: bool
) -> None:
    """Of two machines' words on one review the later wins, whichever is heard first and even before the review."""
    review = answer(0)._replace(machine="a")
    words = [
        LogRow(f"w-{n}", event, NOW + time * DAY, GAN, review.id, 4 if event == "override" else None, machine="b")
        for n, (event, time) in enumerate(said)
    ]
    events: list[Event | LogRow] = [review, *words]
    for heard in reversed(events) if backwards else events:
        history.merge([heard])
    assert [standing.rating for standing in history.reviews()] == ratings


def test_undo_of_an_undo(history: History) -> None:
    """An undo concerns reviews alone: undoing an undo leaves the review undone."""
    history.record(answer(0))
    history.undo(NOW + DAY)
    undo = list(history.events())[-1]
    history.record(Undo(GAN, undo.id, "again", NOW + 2 * DAY))
    assert list(history.reviews()) == []


# One id, two contents


@settings(max_examples=100, deadline=None)
@given(data=st.data(), log=logs())
def test_one_id_with_two_contents(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, log: list[LogRow]
) -> None:
    """Machines that were told different things under one id come to hold the same, whichever each heard first."""
    others = [
        event._replace(
            time=NOW + data.draw(st.integers(0, 8)) * DAY, card=data.draw(st.sampled_from([GAN, "dl/x:en-zh"]))
        )
        for event in log
        if data.draw(st.booleans())
    ]
    stands = {event.id: event for event in log}
    for event in others:
        stands[event.id] = min(stands[event.id], event, key=lambda e: (e.time, e.card))
    wanted = sorted(stands.values(), key=lambda event: (event.time, event.id))
    for _ in range(2):
        told = data.draw(st.permutations([*log, *others]))
        with in_memory(tmp_path_factory.getbasetemp()) as history:
            for start in range(0, len(told), 7):
                history.merge(told[start : start + 7])
            assert list(history.events()) == wanted
            assert (history.states(), history.suspended()) == amount(wanted)
            assert history.verify() == []


def test_one_id_with_two_contents_is_still_append_only(history: History) -> None:
    """The log refuses changes after a merge that had to make one."""
    history.merge([answer(1, rating=3)._replace(machine="a")])
    history.merge([answer(1, rating=1)._replace(machine="a")])
    assert [review.rating for review in history.reviews()] == [1]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        history.db.execute("UPDATE log SET rating = 2")


# What a newer dlterms says

NEWER = [
    pytest.param(line(event="redo", rating=None), id="kind"),
    pytest.param(line(event="parameters", card=None, rating=None, values=[0.1, 2.0]), id="kind-without-card"),
    pytest.param(line(event="redo", rating="three", card=7), id="kind-with-other-fields"),
    pytest.param(line(event="redo", card="a/b:c:", data={"data": None}), id="kind-with-other-cards"),
    pytest.param(line(colour="red"), id="field"),
    pytest.param(line(event="suspend", suspended=True, until=NOW), id="field-of-suspend"),
    pytest.param(line(event="undo", target="answer-000001", why="slip"), id="field-of-undo"),
]


@pytest.mark.parametrize("text", NEWER)
def test_newer_event(history: History, tmp_path: Path, text: str) -> None:
    """An event of an unknown kind, or with an unknown field, is kept, passed on as it came, and says nothing."""
    history.record(answer(1, card="dl/vae:zh-en", time=NOW - DAY))
    before = (history.states(), history.suspended(), list(history.reviews()), history.confusions())
    assert history.merge([event_from_json(text.encode(), "x:1")]) == 1
    assert (history.states(), history.suspended(), list(history.reviews()), history.confusions()) == before
    assert json.loads(event_to_json(list(history.events())[-1])) == json.loads(text)
    assert history.verify() == []
    with opened(tmp_path / "b.db", "b") as other:
        assert sync(history, tmp_path).warnings == []
        assert sync(other, tmp_path).added == 2
        assert list(other.events()) == list(history.events())
    assert len(history.undo(NOW)) == 1


# Files of lines


def test_long_line(tmp_path: Path) -> None:
    """A line longer than events are is told of and passed over."""
    file = tmp_path / "phone.jsonl"
    good = event_to_json(row(1)._replace(machine="a"))
    file.write_text(f"{'[' * 3_000_000}\n{good}\n{'x' * 2_000_000}")
    problems: list[str] = []
    assert [event.id for event in read_file(file, problems.append)] == ["answer-000001"]
    assert problems == [f"{file}:1: longer than 1 MB", f"{file}:3: longer than 1 MB"]


def test_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read up to a size, and what comes after is told of."""
    monkeypatch.setattr("dlterms.history.event_files.LARGEST", 500)
    file = tmp_path / "phone.jsonl"
    file.write_text("".join(f"{event_to_json(row(n)._replace(machine='a'))}\n" for n in range(50)))
    problems: list[str] = []
    read = list(read_file(file, problems.append))
    assert 1 < len(read) < 10
    assert problems == [f"{file}:{len(read)}: larger than 1 GB; the rest is not read"]


def test_no_regular_file(tmp_path: Path) -> None:
    """A pipe that nobody writes to does not hold up a merge."""
    os.mkfifo(tmp_path / "pipe.jsonl")
    with pytest.raises(DltermsError, match=r"pipe\.jsonl: not a regular file"):
        list(read_file(tmp_path / "pipe.jsonl", print))


# A shared folder


def test_sync(tmp_path: Path) -> None:
    """Two machines that sync with a folder in turn hold the same, each having written its own file alone."""
    folder = tmp_path / "shared"
    folder.mkdir()
    with opened(tmp_path / "a.db", "a") as a, opened(tmp_path / "b.db", "b") as b:
        a.record(answer(0))
        b.record(answer(1, rating=1))
        assert sync(a, folder) == (0, [])
        assert sync(b, folder) == (1, [])
        assert sync(a, folder) == (1, [])
        assert list(a.events()) == list(b.events())
        assert a.states() == b.states() == amount(a.events())[0]
        lines = {file.name: len(file.read_text().splitlines()) for file in folder.iterdir()}
        assert lines == {"a.jsonl": 1, "b.jsonl": 1}


def test_sync_appends_to_its_file(tmp_path: Path, history: History) -> None:
    """What is new is written behind what the file says already, which is not written again."""
    history.record(answer(0))
    sync(history, tmp_path)
    file = tmp_path / "here.jsonl"
    before, inode = file.read_text(), file.stat().st_ino
    history.record(answer(1))
    sync(history, tmp_path)
    assert (file.stat().st_ino, file.read_text()[: len(before)]) == (inode, before)
    assert len(file.read_text().splitlines()) == 2


def test_sync_replaces_its_file(tmp_path: Path, history: History) -> None:
    """Where something comes before what the file says, whoever reads it meanwhile reads the old one to its end."""
    file = tmp_path / "here.jsonl"
    file.write_text(event_to_json(row(1)._replace(machine="here")) + "\n")
    file.chmod(0o640)
    before = file.read_text()
    with file.open() as carrier:
        history.merge([answer(0)._replace(machine="here")])
        sync(history, tmp_path)
        assert carrier.read() == before
    assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == ["answer-000000", "answer-000001"]
    assert file.stat().st_mode & 0o777 == 0o640


def test_sync_leaves_an_unchanged_file_alone(tmp_path: Path, history: History) -> None:
    """A file that would say the same is not written again, so that the carrier has nothing to carry."""
    history.record(answer(0))
    sync(history, tmp_path)
    before = (tmp_path / "here.jsonl").stat()
    sync(history, tmp_path)
    after = (tmp_path / "here.jsonl").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_sync_passes_on_what_no_other_file_holds(tmp_path: Path) -> None:
    """Events of a machine that does not sync travel in the file of one that does, and stay there."""
    third = [answer(n)._replace(machine="c") for n in range(3)]
    with opened(tmp_path / "a.db", "a") as a, opened(tmp_path / "b.db", "b") as b:
        a.merge(third)
        b.merge(third)
        for history in (a, b, a, b):
            sync(history, tmp_path)
        assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 3
        assert (tmp_path / "b.jsonl").read_text() == ""


def test_sync_drops_nothing(tmp_path: Path) -> None:
    """An event that two machines have both passed on stays in both files: else each might leave it to the other."""
    lines = event_to_json(row(1)._replace(machine="c")) + "\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(lines)
    with opened(tmp_path / "a.db", "a") as a:
        sync(a, tmp_path)
    assert (tmp_path / "a.jsonl").read_text() == lines


def test_sync_after_a_restore(tmp_path: Path) -> None:
    """A machine that lost answers finds them again in its own file."""
    with opened(tmp_path / "before.db") as before:
        before.record(answer(0))
        sync(before, tmp_path)
    with opened(tmp_path / "after.db") as after:
        assert sync(after, tmp_path).added == 1
        assert after.states() == {GAN: amount([row(0)])[0][GAN]}


def test_sync_with_a_pipe(tmp_path: Path, history: History) -> None:
    """A pipe in the folder is warned of, and one in the place of the own file is not written over."""
    os.mkfifo(tmp_path / "b.jsonl")
    assert sync(history, tmp_path) == (0, [f"{tmp_path / 'b.jsonl'}: not a regular file; fix that, then try again"])
    (tmp_path / "here.jsonl").unlink()
    os.mkfifo(tmp_path / "here.jsonl")
    with pytest.raises(DltermsError, match=r"here\.jsonl: not a regular file"):
        sync(history, tmp_path)
    assert (tmp_path / "here.jsonl").is_fifo()


def test_sync_is_private(tmp_path: Path, history: History) -> None:
    """The file of a machine can be read by its owner alone, and keeps the rights that somebody gave it."""
    sync(history, tmp_path)
    file = tmp_path / "here.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    history.record(answer(1))
    sync(history, tmp_path)
    assert file.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("name", "text", "added", "warning"),
    [
        pytest.param("b.jsonl", '{good}\n{good2}\n{"id":"x","ev', 2, "b.jsonl:3: not a line", id="half-written"),
        pytest.param("b.jsonl", "<<<<<<< ours\n{good}\n=======\n{good2}\n", 2, "; 2 lines left out", id="git-conflict"),
        pytest.param("b.jsonl", "\0" * 4096, 0, "b.jsonl:1: not a line of JSON", id="zeroes"),
        pytest.param("b.jsonl", "", 0, None, id="empty"),
        pytest.param("here.sync-conflict-20260101-7FZ.jsonl", "{good}\n", 1, "a conflict copy", id="syncthing"),
        pytest.param("here (laptop's conflicted copy).jsonl", "{good}\n", 1, "a conflict copy", id="dropbox"),
        pytest.param(".here.jsonl.part", "{good}\n", 0, None, id="temporary"),
        pytest.param("notes.txt", "{good}\n", 0, None, id="something-else"),
    ],
)
def test_sync_with_odd_files(
    tmp_path: Path, history: History, name: str, text: str, added: int, warning: str | None
) -> None:
    """What a carrier leaves behind is read as far as it goes, warned of in a line, and never written to."""
    folder = tmp_path / "shared"
    folder.mkdir()
    good, good2 = (event_to_json(row(n)._replace(machine="b")) for n in (1, 2))
    content = text.replace("{good}", good).replace("{good2}", good2)
    (folder / name).write_text(content)
    sync(history, folder)
    synced = sync(history, folder)
    assert len(list(history.events())) == added
    assert len(synced.warnings) == (warning is not None)
    assert (warning or "") in "".join(synced.warnings)
    assert (folder / name).read_text() == content


def test_sync_after_a_carriers_conflict(tmp_path: Path, history: History) -> None:
    """A file that the carrier set back to an older one is whole again after a sync, its conflict copy not needed."""
    history.record(answer(0))
    sync(history, tmp_path)
    older = (tmp_path / "here.jsonl").read_text()
    history.record(answer(1))
    sync(history, tmp_path)
    newer = (tmp_path / "here.jsonl").read_text()
    (tmp_path / "here.jsonl").rename(tmp_path / "here (1).jsonl")
    (tmp_path / "here.jsonl").write_text(older)
    sync(history, tmp_path)
    assert (tmp_path / "here.jsonl").read_text() == newer


def test_sync_with_a_folder_for_a_file(tmp_path: Path, history: History) -> None:
    """A file that cannot be read is warned of, and the others are merged."""
    (tmp_path / "b.jsonl").mkdir()
    (tmp_path / "c.jsonl").write_text(event_to_json(row(1)._replace(machine="c")) + "\n")
    synced = sync(history, tmp_path)
    assert synced.added == 1
    assert [str(tmp_path / "b.jsonl") in line for line in synced.warnings] == [True]


def test_sync_without_a_folder(tmp_path: Path, history: History) -> None:
    """A folder that is not there is not made: a drive may not be mounted."""
    with pytest.raises(DltermsError, match="shared: no such folder; make it first"):
        sync(history, tmp_path / "shared")


def test_sync_is_atomic(tmp_path: Path, history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync that fails in the middle of writing leaves the file as it was and nothing beside it."""
    history.record(answer(0))
    sync(history, tmp_path)
    before = (tmp_path / "here.jsonl").read_bytes()
    history.record(answer(1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DltermsError, match=r"here\.jsonl: the disk is full"):
        sync(history, tmp_path)
    assert (tmp_path / "here.jsonl").read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "here.jsonl"]
