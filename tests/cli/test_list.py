from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import own_history
from dlterms.model import Bury, Suspend
from learner import NOW, answered, clock, written_history
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("compiled")


def test_lines_have_names_level_and_state(run: Run, tmp_path: Path) -> None:
    """A line is id, Chinese, English, level and state, tab separated."""
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(entry("size", "批量大小", "batch size"), entry("unit", "单元", "unit")), encoding="utf-8")
    assert run("--glossary", path, "list") == (0, "size\t批量大小\tbatch size\t2\tnew\nunit\t单元\tunit\t2\tnew\n", "")


def test_terms_come_after_what_they_require(run: Run) -> None:
    """The order is one in which the terms can be learned."""
    entries = json.loads(run("list", "--json").out)
    place = {entry["id"]: number for number, entry in enumerate(entries)}
    assert [(e["id"], r) for e in entries for r in e["requires"] if place[r] > place[e["id"]]] == []


@pytest.mark.parametrize(
    ("arguments", "field", "values"),
    [
        pytest.param(["--topic", "rl"], "topic", {"rl"}, id="topic"),
        pytest.param(["--topic", "rl", "--topic", "data"], "topic", {"rl", "data"}, id="two-topics"),
        pytest.param(["--level", "1"], "level", {1}, id="level"),
        pytest.param(["--level", "1", "--level", "3"], "level", {1, 3}, id="two-levels"),
    ],
)
def test_selection(run: Run, arguments: list[str], field: str, values: set[object]) -> None:
    """Topics and levels narrow the list."""
    assert {entry[field] for entry in json.loads(run("list", *arguments, "--json").out)} == values


def test_source(run: Run, tmp_path: Path) -> None:
    """A source narrows the list to the terms that come from it; several widen it again."""
    path = tmp_path / "my.yaml"
    terms = [
        entry("one", source=[{"id": "note", "line": 1}, {"id": "book", "chapter": "zh 2.3"}]),
        entry("two", source=[{"id": "book"}, {"id": "book"}]),
        entry("three", source=[{"id": "notes"}]),
        entry("four"),
    ]
    declared = {"id": "mine", "sources": [{"id": "note"}, {"id": "book"}, {"id": "notes"}]}
    path.write_text(yaml_of(*terms, glossary=declared), encoding="utf-8")
    sources = (["note"], ["book"], ["note", "notes"])
    found = [run("--glossary", path, "list", *(f"--source={name}" for name in names)).out for names in sources]
    assert [[line.split("\t")[0] for line in lines.splitlines()] for lines in found] == [
        ["one"],
        ["one", "two"],
        ["one", "three"],
    ]


def test_unknown_source_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    """A source that no term comes from is named, with those that there are."""
    done = run("list", "--source", "nope")
    assert (done.code, done.out) == (2, "")
    assert "no source `nope`; the sources are note" in done.err
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(entry("one")), encoding="utf-8")
    assert "no source `nope`; there is none" in run("--glossary", path, "stats", "--source", "nope").err


def test_unknown_topic_is_a_usage_error(run: Run) -> None:
    """A topic that does not exist is named, with those that do."""
    done = run("list", "--topic", "nope")
    assert (done.code, done.out) == (2, "")
    assert "no topic `nope`; the topics are ml-basics, data," in done.err


@pytest.fixture
def learner(clock: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms in every state."""
    names = ("new", "due", "learning", "known", "said", "aside", "leech")
    (tmp_path / "my.yaml").write_text(yaml_of(*map(entry, names), glossary={"id": "dlterms"}), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "my.yaml"))
    answered([("due:zh-en", 9, 3), ("learning:zh-en", 1, 3), ("aside:zh-en", 9, 3)])
    answered([("known:zh-en", days, 4) for days in (200, 160, 20)])
    answered([("leech:zh-en", day, 1) for day in range(16, 8, -1)])
    with written_history() as history:
        history.record(Suspend("dlterms/aside:zh-en", True, id="s", time=NOW))
        for direction in ("zh-en", "en-zh", "definition-term", "term-definition"):
            history.record(Suspend(f"dlterms/said:{direction}", True, "known", id=f"k {direction}", time=NOW))
        history.record(Bury("dlterms/known:en-zh", "b", NOW))


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        pytest.param(["--state", "new"], ["new new"], id="new"),
        pytest.param(["--state", "due"], ["due learning,due", "known known,due"], id="due"),
        pytest.param(["--state", "known"], ["known known,due", "said known,set-aside"], id="known"),
        pytest.param(["--state", "set-aside"], ["said known,set-aside", "aside learning,set-aside"], id="set aside"),
        pytest.param(["--state", "leech"], ["leech learning,leech"], id="leech"),
        pytest.param(["--state", "leech", "--state", "new"], ["new new", "leech learning,leech"], id="either"),
        pytest.param(["--state", "new", "--level", "1"], [], id="of another level"),
        pytest.param(
            ["--sort", "weakest"],
            [
                "leech learning,leech", "due learning,due", "learning learning", "aside learning,set-aside",
                "known known,due", "new new", "said known,set-aside",
            ],
            id="weakest first",
        ),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("learner")
def test_states(run: Run, options: list[str], lines: list[str]) -> None:
    """Terms are told apart by what the learner knows of them, and sorted by that."""
    done = run("list", *options)
    assert (done.code, done.err) == (0, "")
    told = [line.split("\t") for line in done.out.splitlines()]
    assert [f"{row[0]} {row[4]}" for row in told] == lines
    assert [entry["id"] for entry in json.loads(run("list", "--json", *options).out)] == [row[0] for row in told]


def test_damaged_history(run: Run) -> None:
    """A list goes on without the states, and says so; one that hangs on them does not."""
    own_history.history_path().parent.mkdir()
    own_history.history_path().write_bytes(b"nonsense" * 100)
    done = run("list", "--level", "1")
    assert done.code == 0
    assert {line.split("\t")[4] for line in done.out.splitlines()} == {""}
    assert done.err.endswith("; going on without it\n")
    assert run("list", "--state", "new").code == run("list", "--sort", "weakest").code == 1
