"""`dlterms due`: one number, and how it is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import due_command, own_history
from dlterms.model import Bury, Rating
from learner import DAY, NOW, SHANGHAI, answered, clock, set_clock, written_history
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock")

TERMS = tuple(entry(f"t-{n}", f"词{'甲乙丙丁戊己庚'[n]}", f"word {n}", level=1 + n // 5) for n in range(7))
Answers = list[tuple[str, float, Rating]]


@pytest.fixture(autouse=True)
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(*TERMS, glossary={"id": "dlterms"}), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(path))
    return path


def due(run: Run) -> dict[str, object]:
    """The object, the same worked out and kept; and a number that agrees with it."""
    first, again = run("due", "--json"), run("due", "--json")
    assert (first.code, first.err) == (0, "")
    assert first == again
    found: dict[str, object] = json.loads(first.out)
    assert run("due").out == f"{found['due']}\n"
    return found


TOMORROW = 1_772_510_400.0  # 04:00


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        pytest.param([], {"due": 0, "new": 5, "next": TOMORROW}, id="nothing answered"),
        pytest.param([("t-0:zh-en", 9, 3)], {"due": 1, "new": 5, "next": None}, id="due"),
        pytest.param(
            [("t-0:zh-en", 9, 3), ("t-0:en-zh", 8, 3)], {"due": 1, "new": 5, "next": None}, id="one of two siblings"
        ),
        pytest.param([("t-0:zh-en", 0.1, 3)], {"due": 0, "new": 4, "next": TOMORROW}, id="met today"),
        pytest.param([("t-0:zh-en", 0.1, 1)], {"due": 1, "new": 4, "next": None}, id="missed today"),
        pytest.param([("t-0:zh-en", 9, 4)], {"due": 1, "new": 5, "next": None}, id="a further direction"),
        pytest.param(
            [(f"t-{n}:zh-en", 0.1, 3) for n in range(7)],
            {"due": 0, "new": 0, "next": TOMORROW + DAY},
            id="all were met",
        ),
    ],
)
def test_due(run: Run, answers: Answers, found: dict[str, object]) -> None:
    """It is what a quiz asks of terms met before, the new ones that it may add, and when there is something next."""
    answered(answers)
    assert due(run) == found
    session = json.loads(run("quiz", "--json", "-n", "99").out.splitlines()[0])
    assert session["cards"] == int(str(found["due"])) + int(str(found["new"]))
    assert json.loads(run("stats", "--json").out)["due"][0] == found["due"]


def test_it_follows_the_history(run: Run) -> None:
    """What is answered, buried or undone is seen at once."""
    answered([("t-0:zh-en", 9, 3), ("t-1:zh-en", 9, 3)])
    assert due(run)["due"] == 2
    with written_history() as history:
        history.record(Bury("dlterms/t-0:zh-en", "bury", NOW))
    assert due(run)["due"] == 1
    run("history", "undo")
    assert due(run)["due"] == 2


def test_it_follows_the_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card becomes due without anything being written, and a clock that was set back is noticed."""
    answered([("t-0:zh-en", 0.9, 1)])
    for days, found in ((-0.5, 0), (-0.41, 0), (-0.39, 1), (-0.5, 0)):
        set_clock(monkeypatch, NOW + days * DAY)
        assert due(run)["due"] == found


def test_it_follows_the_zone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the day has turned already, its cards are due."""
    answered([("t-0:zh-en", 1.01, 3)])
    assert due(run)["due"] == 0
    set_clock(monkeypatch, NOW, SHANGHAI)
    assert due(run)["due"] == 1


def test_it_follows_glossary_and_configuration(run: Run, tmp_path: Path, glossary: Path) -> None:
    """A term that is gone is not due, nor is a level that the configuration leaves out."""
    answered([("t-0:zh-en", 9, 3), ("t-5:zh-en", 9, 3)])
    assert due(run)["due"] == 2
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("levels = [1]\nnew = 2\n")
    assert due(run) == {"due": 1, "new": 2, "next": None}
    glossary.write_text(yaml_of(*TERMS[1:], glossary={"id": "dlterms"}), encoding="utf-8")
    assert due(run)["due"] == 0


@pytest.mark.parametrize("content", ["", "{", "[]", "7", "{}", '{"stamp": 1}', "[" * 100_000, "\x00\x00"])
def test_what_was_kept_is_broken(run: Run, tmp_path: Path, content: str) -> None:
    """A file that does not hold what was written to it is worked out anew."""
    answered([("t-0:zh-en", 9, 3)])
    assert due(run)["due"] == 1
    (tmp_path / "cache" / "due.json").write_text(content)
    assert due(run)["due"] == 1


def test_no_place_to_keep_it(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a cache folder it is worked out each time."""
    answered([("t-0:zh-en", 9, 3)])
    (tmp_path / "file").touch()
    monkeypatch.setenv("DLTERMS_CACHE_DIR", str(tmp_path / "file"))
    assert due(run)["due"] == 1


def test_what_was_kept_is_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again, neither the history nor the index is opened."""
    answered([("t-0:zh-en", 9, 3)])
    assert due(run)["due"] == 1
    monkeypatch.setattr(due_command, "_outlook", lambda moment: pytest.fail("worked out again"))
    assert due(run)["due"] == 1


def test_damaged_history(run: Run) -> None:
    """A history that cannot be read is one line that names it."""
    own_history.history_path().parent.mkdir()
    own_history.history_path().write_bytes(b"nonsense" * 100)
    done = run("due")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(f"dlterms: {own_history.history_path()}: damaged (")
