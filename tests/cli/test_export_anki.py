"""To Anki and back: what was learned goes there, and comes again once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anki_engine import exported, imported
from cli.conftest import Run
from dlterms.cli import own_history
from dlterms.model import Override, Suspend, Undo
from learner import NOW, answered, clock, written_history

pytestmark = pytest.mark.usefixtures("clock", "compiled")

__all__ = ["clock"]  # a fixture

EXPORT = ("export", "--format", "anki", "--state", "learning")
CLOZE = "ablation-study:cloze.1"
ANSWERS = [("dropout:zh-en", 9, 3), ("dropout:definition-term", 9, 1), (CLOZE, 4.4, 4), ("dropout:zh-en", 2, 2)]


@pytest.fixture
def package(run: Run, tmp_path: Path) -> Path:
    """What Anki exports of an export with progress: its own engine has taken it and written it anew."""
    answered(ANSWERS)  # type: ignore[arg-type]
    file = tmp_path / "deck.apkg"
    assert run(*EXPORT, "--with-progress", "-o", file).code == 0
    with imported(tmp_path / "anki", file.read_bytes()) as collection:
        file.write_bytes(exported(collection))
    return file


def _log(run: Run) -> list[tuple[str, int]]:
    return [(event["card"], event["rating"]) for event in map(json.loads, run("history", "export").out.splitlines())]


def test_back_into_the_same_history(run: Run, package: Path) -> None:
    """What was answered here is known again, and no answer is there twice; no entry is made, and none is at fault."""
    before = run("history", "export").out
    done = run("import", package, "--with-progress", "--write")
    assert (done.code, done.err) == (0, "")
    assert "\nNo new answers: 4 are there already\nNothing to write.\n" in done.out
    assert run("history", "export").out == before


def test_into_a_fresh_history(run: Run, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another machine it is the same cards, sentences with blanks too, with the same memories, and once."""
    expected, states = _log(run), _states()
    monkeypatch.setenv("DLTERMS_DATA_DIR", str(tmp_path / "other"))
    for told in ("4 answers imported", "No new answers: 4 are there already"):
        assert f"\n{told}\n" in run("import", package, "--with-progress", "--write").out
    assert (_log(run), _states()) == (expected, states)


def _states() -> object:
    """But for the times: of two answers at one moment the second came a millisecond later."""
    with own_history.readable_history() as history:
        return {card: (memory.stability, memory.difficulty) for card, memory in history.states().items()}


def test_as_it_counts(run: Run, tmp_path: Path) -> None:
    """Answers travel as overridden, those that were undone do not, and cards that are set aside are suspended."""
    answered([("dropout:zh-en", 9, 1), ("dropout:en-zh", 8, 1), ("dropout:term-definition", 7, 3)])
    with written_history() as history:
        first, second, _ = [event.id for event in history.events()]
        card = "dlterms/dropout"
        history.record(Override(f"{card}:zh-en", first, 3, "right", "o", NOW - 100))
        history.record(Undo(f"{card}:en-zh", second, "u", NOW - 100))
        history.record(Suspend(f"{card}:zh-en", True, id="s", time=NOW - 100))
    file = tmp_path / "deck.apkg"
    assert run(*EXPORT, "--with-progress", "-o", file).code == 0
    with imported(tmp_path / "anki", file.read_bytes()) as collection:
        ratings = collection.db.all("SELECT ord, ease FROM revlog JOIN cards c ON c.id = cid ORDER BY revlog.id")  # type: ignore[union-attr]
        suspended = [collection.get_card(card).ord for card in collection.find_cards("is:suspended")]
        file.write_bytes(exported(collection))
    assert (ratings, suspended) == ([[0, 3], [3, 3]], [0])
    assert "\nNo new answers: 2 are there already\n" in run("import", file, "--with-progress", "--write").out


def test_without_progress(run: Run, tmp_path: Path) -> None:
    """Unless it is asked for nothing of what was learned is in the package."""
    answered(ANSWERS)  # type: ignore[arg-type]
    file = tmp_path / "deck.apkg"
    assert run(*EXPORT, "-o", file).code == 0
    with imported(tmp_path / "anki", file.read_bytes()) as collection:
        assert collection.find_cards("-is:new") == []
