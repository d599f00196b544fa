from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import own_history
from dlterms.model import Bury, Suspend
from learner import NOW, answered, clock, written_history
from lookup_support import entry, yaml_of
from pty_tools import Terminal

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("compiled")
TOPICS = [
    {"id": "rl", "zh": "强化学习与仿真", "en": "Reinforcement learning, simulation"},
    {"id": "nets", "zh": "网络", "en": "Networks"},
    {"id": "deep", "zh": "深度学习", "en": "Deep"},
]


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    """A glossary of three topics."""
    path = tmp_path / "topics.yaml"
    path.write_text(yaml_of(entry("one", topic="rl"), entry("two", topic="nets"), topics=TOPICS), encoding="utf-8")
    return path


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


def test_glossary(run: Run, tmp_path: Path) -> None:
    """A glossary narrows the list to its terms, by its id; the option before the command names files as ever."""
    bundled, own = tmp_path / "b.yaml", tmp_path / "own.yaml"
    bundled.write_text(yaml_of(entry("one"), entry("two"), glossary={"id": "book"}), encoding="utf-8")
    own.write_text(yaml_of(entry("three")), encoding="utf-8")
    files = ["--glossary", bundled, "--glossary", own]

    def names(*glossaries: str) -> list[str]:
        done = run(*files, "list", *(f"--glossary={name}" for name in glossaries))
        return [line.partition("\t")[0] for line in done.out.splitlines()]

    assert names("user") == ["three"]
    assert names("book") == ["one", "two"]
    assert names("user", "book") == names() == ["one", "two", "three"]
    done = run(*files, "list", "--glossary", str(own))
    assert (done.code, done.out) == (2, "")
    assert f"no glossary `{own}`; the glossaries are book, user" in done.err


def test_a_glossary_without_terms(run: Run, topics: Path, tmp_path: Path) -> None:
    """Of a glossary that only adds to others, or was just started, nothing is listed, and it is said why."""
    (tmp_path / "mine.yaml").write_text("schema: dlterms/1\nglossary: {id: mine}\n", encoding="utf-8")
    (tmp_path / "more.yaml").write_text("schema: dlterms/1\nadditions: [{of: user/one}]\nglossary: {id: more}\n")
    files = [part for name in (topics, "mine.yaml", "more.yaml") for part in ("--glossary", tmp_path / name)]
    for name in ("mine", "more"):
        told = f"dlterms: the glossary {name} has no terms of its own\n"
        assert run(*files, "list", "--glossary", name) == (0, "", told)
    assert run(*files, "list", "--glossary", "more", "--glossary", "user").out.count("\n") == 2
    assert "the glossaries are user, mine, more" in run(*files, "list", "--glossary", "x").err


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("rl", id="id"),
        pytest.param("强化学习与仿真", id="Chinese"),
        pytest.param("強化學習與仿真", id="traditional"),
        pytest.param("reinforcement learning, simulation", id="English"),
    ],
)
def test_topic_by_any_of_its_names(run: Run, topics: Path, given: str) -> None:
    """A topic is taken by its id and by its names, however they are written."""
    assert run("--glossary", topics, "list", "--topic", given) == (0, "one\tzh one\ten one\t2\tnew\n", "")
    asked = run("--glossary", topics, "quiz", "--practice", "--topic", given, "--mode", "type", "--direction", "zh-en")
    assert "zh one" in asked.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("强化", "no topic `强化`, did you mean rl 强化学习与仿真?", id="part"),
        pytest.param("netwroks", "no topic `netwroks`, did you mean nets 网络?", id="slip"),
        pytest.param("学习", "did you mean rl 强化学习与仿真 or deep 深度学习?", id="two"),
        pytest.param("nope", "no topic `nope`; the topics are rl, nets, deep", id="nothing like it"),
        pytest.param("", "no topic ``; the topics are rl, nets, deep", id="nothing"),
    ],
)
def test_unknown_topic_is_a_usage_error(run: Run, topics: Path, given: str, said: str) -> None:
    """A topic that does not exist is named, with those that may be meant, or all."""
    done = run("--glossary", topics, "list", "--topic", given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


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
        pytest.param(["--state", "due"], ["due learning,due"], id="due"),
        pytest.param(["--state", "known"], ["known known", "said known,set-aside"], id="known"),
        pytest.param(["--state", "set-aside"], ["said known,set-aside", "aside learning,set-aside"], id="set aside"),
        pytest.param(["--state", "leech"], ["leech learning,leech"], id="leech"),
        pytest.param(["--state", "leech", "--state", "new"], ["new new", "leech learning,leech"], id="either"),
        pytest.param(["--state", "new", "--level", "1"], [], id="of another level"),
        pytest.param(
            ["--sort", "weakest"],
            [
                "leech learning,leech", "due learning,due", "learning learning", "aside learning,set-aside",
                "known known", "new new", "said known,set-aside",
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


@pytest.mark.usefixtures("learner")
@pytest.mark.parametrize(
    ("setting", "due"),
    [("", "due"), ("levels = [1]", ""), ('directions = ["en-zh"]', ""), ("retention = 0.7", "")],
)
def test_due_as_the_quiz_has_it(run: Run, tmp_path: Path, setting: str, due: str) -> None:
    """What is due is what a quiz asks that follows config.toml."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(setting, encoding="utf-8")
    assert [line.split("\t")[0] for line in run("list", "--state", "due").out.splitlines()] == due.split()


def test_damaged_history(run: Run) -> None:
    """A list goes on without the states, and says so; one that hangs on them does not."""
    own_history.history_path().parent.mkdir()
    own_history.history_path().write_bytes(b"nonsense" * 100)
    done = run("list", "--level", "1")
    assert done.code == 0
    assert {line.split("\t")[4] for line in done.out.splitlines()} == {""}
    assert done.err.endswith("; going on without it\n")
    assert run("list", "--state", "new").code == run("list", "--sort", "weakest").code == 1


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        pytest.param(
            40,
            [
                "一            one           core     new",
                "zh two        en two        useful   new",
                "注意力机制    attention     look-up  new",
                "Attention     mechanism",
            ],
            id="narrow",
        ),
        pytest.param(
            80,
            [
                "一                    one                  core     new",
                "zh two                en two               useful   new",
                "注意力机制 Attention  attention mechanism  look-up  new",
            ],
            id="wide",
        ),
    ],
)
def test_on_a_terminal(tmp_path: Path, columns: int, expected: list[str]) -> None:
    """On a terminal the list is a table of both names, the level and how one stands with it."""
    path = tmp_path / "my.yaml"
    long = entry("three", "注意力机制 Attention", "attention mechanism", level=3)
    path.write_text(yaml_of(entry("one", "一", "one", level=1), entry("two"), long), encoding="utf-8")
    terminal = Terminal([sys.executable, "-m", "dlterms", "--glossary", str(path), "list"], columns, tmp_path, {})
    terminal.wait_for("look-up")
    assert terminal.status() == 0
    assert terminal.lines() == expected
    terminal.end()
