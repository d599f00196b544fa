from __future__ import annotations

import sys
from pathlib import Path

from cli.conftest import Run
from lookup_support import entry, yaml_of
from pty_tools import Terminal

TOPICS = [{"id": "z", "zh": "末", "en": "Last"}, {"id": "a", "zh": "先", "en": "First"}]


def test_topics_and_their_sizes(run: Run, tmp_path: Path) -> None:
    """A line is id, Chinese and English name, and the number of terms, in the order of the glossary."""
    path = tmp_path / "my.yaml"
    terms = [entry("one", topic="a"), entry("two", topic="a")]
    path.write_text(yaml_of(*terms, topics=TOPICS), encoding="utf-8")
    assert run("--glossary", path, "topics") == (0, "z\t末\tLast\t0\na\t先\tFirst\t2\n", "")


def test_on_a_terminal(tmp_path: Path) -> None:
    """On a terminal the columns stand below one another."""
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(entry("one", topic="a"), topics=[*TOPICS, {"id": "long", "zh": "长", "en": "L"}]), "utf-8")
    terminal = Terminal([sys.executable, "-m", "dlterms", "--glossary", str(path), "topics"], 60, tmp_path, {})
    terminal.wait_for("长 L")
    assert terminal.status() == 0
    assert terminal.lines() == ["z     0  末 Last", "a     1  先 First", "long  0  长 L"]
    terminal.end()
