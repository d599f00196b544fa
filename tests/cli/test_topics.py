from __future__ import annotations

from cli.conftest import Run


def test_topics_and_their_sizes(run: Run) -> None:
    """A line is id, Chinese and English name, and the number of terms."""
    done = run("topics")
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert done.code == 0
    assert lines[0][:3] == ["ml-basics", "机器学习基础", "Machine-learning basics"]
    assert sum(int(count) for *_, count in lines) == 162
