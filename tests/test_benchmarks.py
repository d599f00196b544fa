"""The made-up glossaries, and the tables of the benchmarks; no test measures time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import dictionaries, generate, run
from dlterms.labels import key
from dlterms.loader import load


@pytest.mark.parametrize("size", [0, 1, 500])
def test_generated_glossary_is_sound(size: int) -> None:
    """A generated glossary has as many entries as asked for, no fault, and no label twice."""
    text = "".join(generate.glossary(size))
    found, problems = load([[("generated.yaml", text)]], warn=False) if size else load([], warn=False)
    assert [str(problem) for problem in problems] == []
    assert len(found.terms) == size
    wordings = [wording for term in found.terms.values() for wording in (term.zh, term.en)]
    labels = [key(label) for wording in wordings for label in (wording.term, wording.aliases[0].term)]
    assert len(labels) == len(set(labels)) == 4 * size


def test_same_seed_same_glossary() -> None:
    """A seed names one glossary."""
    assert list(generate.glossary(20, 1)) == list(generate.glossary(20, 1)) != list(generate.glossary(20, 2))


def test_table_names_what_is_over() -> None:
    """A row over its bound is marked."""
    rows = [run.Row("a, {size:,} entries", "x", "y", 1.5), run.Row("b", "x", "y", 2)]
    assert run.table(1000, {"x": 1.8, "y": 1.0}, rows)[2:] == [
        "| a, 1,000 entries | y | 1.80 | 1.5 | **over** |",
        "| b | y | 1.80 | 2 |  |",
    ]


def test_own_entries(tmp_path: Path) -> None:
    """One's own glossary grows by an entry each time, and has no fault."""
    add = run.own_entries(tmp_path / "glossary")
    counts = []
    for _ in range(2):
        text = (tmp_path / "glossary" / "own.yaml").read_text(encoding="utf-8")
        found, problems = load([[("own.yaml", text)]], warn=False)
        assert problems == []
        counts.append(len(found.terms))
        add()
    assert counts == [1000, 1001]


def test_no_other_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dictionaries that are not installed are left out."""
    monkeypatch.setattr(shutil, "which", lambda *program, path=None: None)
    with dictionaries.commands(tmp_path, [("暂退法", "dropout")], "暂退法") as commands:
        assert commands == {}
