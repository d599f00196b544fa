"""A sync reads and writes what has come since the last one, and comes to the same as one that reads all."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.history import History, LogRow, event_files, event_from_json, event_to_json, sync
from dlterms.history.events import log_row
from dlterms.history.opening import read_history
from dlterms.model import Tune
from history_support import NOW, answer, counter, opened, tuned


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where each line stood that was read as an event."""
    read: list[str] = []

    def parse(line: bytes, where: str) -> LogRow:
        read.append(where.rpartition("/")[2])
        return event_from_json(line, where)

    monkeypatch.setattr(event_files, "event_from_json", parse)
    return read


def test_what_is_new_is_read(tmp_path: Path, parsed: list[str]) -> None:
    """Of a file that another machine has added to only what was added is read, and of one's own nothing."""
    folder = tmp_path / "shared"
    folder.mkdir()
    with opened(tmp_path / "a.db", "a") as a, opened(tmp_path / "b.db", "b") as b:
        a.record(answer(0))
        b.record(answer(1))
        b.record(answer(2))
        sync(b, folder)
        sync(a, folder)
        b.record(answer(3))
        a.record(answer(4))
        sync(b, folder)
        parsed.clear()
        assert sync(a, folder).added == 1
        assert parsed == ["b.jsonl:3"]
        parsed.clear()
        assert sync(a, folder) == (0, [])
        assert parsed == []
        assert len(list(a.events())) == 5
        assert len((folder / "a.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace('"rating":3', '"rating":1'), id="edited"),
        pytest.param(lambda text: text[: len(text) // 2], id="cut short"),
        pytest.param(lambda text: "", id="emptied"),
        pytest.param(lambda text: None, id="gone"),
    ],
)
def test_what_was_changed_is_read_anew(tmp_path: Path, name: str, change) -> None:  # type: ignore[no-untyped-def]
    """Where a file is not as it was left all is read and written as in a first sync, and nothing is lost."""
    folder = tmp_path / "shared"
    folder.mkdir()
    with opened(tmp_path / "a.db", "a") as a, opened(tmp_path / "b.db", "b") as b:
        a.record(answer(0))
        b.record(answer(1))
        for history in (a, b, a):
            sync(history, folder)
        text = change((folder / name).read_text())
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text)
        for history in (a, b, a, b):
            sync(history, folder)
        assert list(a.events()) == list(b.events())
        assert [event.id for event in a.events()] == ["answer-000000", "answer-000001"]
        held = "".join((folder / file).read_text() for file in ("a.jsonl", "b.jsonl"))
        assert all(event_to_json(event) in held for event in a.events())


def test_what_no_other_file_holds_is_passed_on(tmp_path: Path) -> None:
    """Events of a machine that does not sync go behind what one's own file says, unless another has them."""
    third = [answer(number)._replace(machine="c") for number in range(2)]
    with opened(tmp_path / "a.db", "a") as a:
        sync(a, tmp_path)
        a.merge(third[:1])
        (tmp_path / "b.jsonl").write_text(event_to_json(log_row(third[1])) + "\n")
        assert sync(a, tmp_path) == (1, [])
        assert (tmp_path / "a.jsonl").read_text() == event_to_json(log_row(third[0])) + "\n"


def test_two_folders(tmp_path: Path) -> None:
    """Each of two folders is told of all that happened since it was seen last."""
    folders = [tmp_path / "one", tmp_path / "two"]
    with opened(tmp_path / "a.db", "a") as a:
        for number, folder in enumerate(folders):
            folder.mkdir()
            a.record(answer(number))
            sync(a, folder)
        for folder in folders:
            a.record(answer(number := number + 1))
            sync(a, folder)
    assert [len((folder / "a.jsonl").read_text().splitlines()) for folder in folders] == [3, 4]


def test_half_a_line_is_read_once_it_is_whole(tmp_path: Path) -> None:
    """A line of which the carrier has brought the half is warned of, and read when the rest has come."""
    whole = event_to_json(log_row(answer(1)._replace(machine="b"))) + "\n"
    with opened(tmp_path / "a.db", "a") as a:
        a.record(answer(0))
        sync(a, tmp_path)
        (tmp_path / "b.jsonl").write_text(whole[:20])
        assert len(sync(a, tmp_path).warnings) == 1
        (tmp_path / "b.jsonl").write_text(whole)
        assert sync(a, tmp_path) == (1, [])


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_any_course(tmp_path_factory: pytest.TempPathFactory, rng: Random) -> None:
    """Whatever three machines do, and whatever becomes of the files, in the end all hold all that any was told."""
    root = tmp_path_factory.mktemp("course")
    folder = root / "shared"
    folder.mkdir()
    with ExitStack() as stack:
        machines = [
            stack.enter_context(History(read_history(root / f"{name}.db").db, root / f"{name}.db", name, counter(name)))
            for name in "abc"
        ]
        for number in range(rng.randint(4, 24)):
            history = rng.choice(machines)
            _do_something(history, number, folder, machines, rng)
        for history in machines * 3:
            sync(history, folder)
        first, *others = [list(history.events()) for history in machines]
        assert others == [first, first]
        assert len({event.id for event in first}) == len(first)
        assert [history.states() for history in machines[1:]] == [machines[0].states()] * 2
        held = "".join(file.read_text() for file in folder.glob("*.jsonl"))
        assert all(event_to_json(event) in held for event in first)


def _do_something(history: History, number: int, folder: Path, machines: list[History], rng: Random) -> None:
    deed = rng.choice(["answer", "answer", "tune", "undo", "sync", "sync", "sync", "merge", "spoil"])
    if deed == "answer":
        history.record(answer(number, rng.choice([1, 3]), time=NOW + rng.randint(0, 9) * 3_600))
    elif deed == "tune":
        history.record(Tune(tuned(rng.choice([1.0, 9.0])), id=f"tune-{number}", time=NOW))
    elif deed == "undo":
        history.undo(NOW)
    elif deed == "sync":
        sync(history, folder)
    elif deed == "merge":
        history.merge(list(rng.choice(machines).events()))
    elif files := sorted(folder.glob("*.jsonl")):
        file = rng.choice(files)
        text = file.read_text()
        file.write_text(rng.choice([text[: rng.randint(0, len(text))], "", text.replace('"rating":3', '"rating":4')]))
