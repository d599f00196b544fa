from __future__ import annotations

from pathlib import Path

from cli.conftest import Run
from lookup_support import entry, yaml_of

TOPICS = [{"id": "z", "zh": "末", "en": "Last"}, {"id": "a", "zh": "先", "en": "First"}]


def test_topics_and_their_sizes(run: Run, tmp_path: Path) -> None:
    """A line is id, Chinese and English name, and the number of terms, in the order of the glossary."""
    path = tmp_path / "my.yaml"
    terms = [entry("one", topic="a"), entry("two", topic="a")]
    path.write_text(yaml_of(*terms, topics=TOPICS), encoding="utf-8")
    assert run("--glossary", path, "topics") == (0, "z\t末\tLast\t0\na\t先\tFirst\t2\n", "")
