"""`dlterms learn`, and terms named on the command line without quotes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import quiz_command
from dlterms.model import Rating, Suspend
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Summary
from learner import NOW, answered, clock, written_history
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock")

TERMS = (
    entry("a", "甲", "alpha"),
    entry("b", "乙", "beta"),
    entry("c", "丙", "gamma"),
    entry("base", "底", "base", level=3),
    entry("deep", "深", "deep", level=3, requires=["base"]),
    entry("net", "网络", "net"),
    entry("deep-net", "深网", "deep net", requires=["net"]),
    entry("net-layer", "网层", "net layer"),
    entry("layer", "层", "layer"),
)


@pytest.fixture(autouse=True)
def _glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my.yaml").write_text(yaml_of(*TERMS, glossary={"id": "dlterms"}), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "my.yaml"))


def session(run: Run, monkeypatch: pytest.MonkeyPatch, *options: str) -> list[str]:
    """The terms of a session, in order, of which none is answered."""
    found: list[str] = []

    def no_session(cards: Sequence[QueuedCard], *rest: object) -> None:
        found.extend(queued.card.term for queued in cards)

    monkeypatch.setattr(quiz_command, "session", no_session)
    monkeypatch.setattr(quiz_command, "drive", lambda *_: Summary(0, 0, len(found), (), ()))
    assert run("quiz", *options).code == 0
    return found


def test_learn_puts_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for comes first among the new terms, after what it requires, whatever the level; no more a day."""
    assert session(run, monkeypatch, "--new", "3") == ["a", "b", "c"]
    assert run("learn", "deep") == (0, "深 deep: 2 new terms come first, 底 base, 深 deep\n", "")
    assert session(run, monkeypatch, "--new", "3") == ["base", "deep", "a"]
    assert session(run, monkeypatch, "--new", "1") == ["base"]


def test_the_latest_is_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two wishes the later comes first, and undo takes back one of them whole."""
    monkeypatch.setattr("dlterms.cli.own_history.now", iter([NOW, NOW, NOW + 1, NOW + 1, *[NOW + 2] * 99]).__next__)
    run("learn", "deep")
    run("learn", "c")
    assert session(run, monkeypatch, "--new", "4") == ["c", "base", "deep", "a"]
    assert run("history", "undo").out == "Undone: 丙 gamma, to be learned first, 2026-03-02 20:00.\n"
    assert session(run, monkeypatch, "--new", "4") == ["base", "deep", "a", "b"]
    assert run("history", "undo").out == "Undone: 底 base, 深 deep, to be learned first, 2026-03-02 20:00.\n"
    assert session(run, monkeypatch, "--new", "4") == ["a", "b", "c", "net"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param([("dlterms/base:zh-en", 3.0, 3)], "深 deep: 1 new term comes first, 深 deep\n", id="one met"),
        pytest.param(
            [("dlterms/base:zh-en", 3.0, 3), ("dlterms/deep:zh-en", 3.0, 1)],
            "深 deep: nothing new there\n",
            id="both met",
        ),
    ],
)
def test_what_was_met_is_not_put_first(run: Run, answers: list[tuple[str, float, Rating]], said: str) -> None:
    """Only what was never met is put first; a term that was has its own time."""
    answered(answers)
    assert run("learn", "deep") == (0, said, "")


def test_what_was_learned_stays(run: Run) -> None:
    """A term of a level that is not asked comes back when it is due, once it was learned."""
    answered([("dlterms/base:zh-en", 9.0, 3)])
    assert json.loads(run("stats", "--json").out)["due"][0] == 0
    run("learn", "base")
    run("learn", "deep")
    answered([("dlterms/deep:zh-en", 9.0, 3)])
    assert json.loads(run("stats", "--json").out)["due"][0] == 1


def test_known(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A known term is neither new nor asked, counts as met and known, and `history resume` brings it back."""
    cards = [f"dlterms/net:{direction}" for direction in ("zh-en", "en-zh", "definition-term")]
    with written_history() as history:
        history.record_all([Suspend(card, True, "known", id=card, time=NOW) for card in cards])
    assert session(run, monkeypatch, "--new", "9") == ["a", "b", "c", "deep-net", "net-layer", "layer"]
    assert json.loads(run("stats", "--json").out)["terms"] == {"new": 6, "learning": 0, "known": 1}
    steps = json.loads(run("path", "deep net", "--json").out)["path"]
    assert [(step["id"], step["state"]) for step in steps] == [("net", "known"), ("deep-net", "new")]
    assert run("history", "undo").out == "Undone: 网络 net, known, 2026-03-02 20:00.\n"
    assert run("history", "undo").code == 1
    with written_history() as history:
        history.record_all([Suspend(card, True, "known", id=f"{card} 2", time=NOW) for card in cards])
    assert run("history", "resume", "net").out == "网络 net: 3 cards again\n"
    assert json.loads(run("stats", "--json").out)["terms"] == {"new": 7, "learning": 0, "known": 0}
    assert run("history", "undo").out == "Undone: 网络 net, asked again, 2026-03-02 20:00.\n"
    assert json.loads(run("stats", "--json").out)["terms"]["known"] == 1


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        pytest.param(["deep", "net"], {"deep-net"}, id="one name of two words"),
        pytest.param(["deep net", "a"], {"deep-net", "a"}, id="quoted"),
        pytest.param(["a", "deep", "net", "丙"], {"a", "deep-net", "c"}, id="among others"),
        pytest.param(["alpha", "beta"], {"a", "b"}, id="two names"),
        pytest.param(["DEEP", "Net"], {"deep-net"}, id="capitals"),
        pytest.param(["deep-net"], {"deep-net"}, id="id"),
        pytest.param(["deep", "net-layer"], {"deep", "net-layer"}, id="told apart by an id"),
        pytest.param(["deep", "net layer"], {"deep", "net-layer"}, id="told apart by quotes"),
    ],
)
def test_words_without_quotes(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], terms: set[str]) -> None:
    """Words are split into the fewest names."""
    assert set(session(run, monkeypatch, *words)) == terms


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(
            ["deep", "net", "layer"], "deep 'net layer' or 'deep net' layer? Put each name into quotes", id="two ways"
        ),
        pytest.param(["alpha", "bta"], "no term `bta`", id="the second is none"),
        pytest.param(["deep", "nett"], "no term `nett`, did you mean net?", id="near a name"),
        pytest.param(["nothing", "at", "all"], "no term `nothing at all`", id="none"),
    ],
)
@pytest.mark.parametrize("command", [["quiz"], ["learn"], ["history", "resume"]], ids=" ".join)
def test_words_that_are_no_names(run: Run, command: list[str], words: list[str], said: str) -> None:
    """Words that can be split in two ways, or in none, are refused, and it is said how to mend that."""
    done = run(*command, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err.splitlines()[-1]
