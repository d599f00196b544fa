from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from lookup_support import entry, yaml_of

pytestmark = pytest.mark.usefixtures("compiled")


def test_lines_have_id_and_both_names(run: Run, tmp_path: Path) -> None:
    """A line is id, Chinese and English, tab separated."""
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(entry("size", "批量大小", "batch size"), entry("unit", "单元", "unit")), encoding="utf-8")
    assert run("--glossary", path, "list") == (0, "size\t批量大小\tbatch size\nunit\t单元\tunit\n", "")


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
