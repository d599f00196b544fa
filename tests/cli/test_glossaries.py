"""`dlterms glossaries`: files in their order, with what is in each."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from lookup_support import entry, yaml_of
from pty_tools import Terminal

FIRST = yaml_of(entry("one", related=["two"]), entry("two"), glossary={"id": "mine"})
SECOND = yaml_of(
    entry("three", en={"definition": "Recently found."}, requires=["one", "none"]), entry("one"), topics=[]
)
ADDED = "schema: dlterms/1\nadditions:\n- {of: mine/one, zh: {aliases: [甲]}}\n- {of: mine/none}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four files: two of one glossary, additions, and one that is no text."""
    path = tmp_path / "g"
    path.mkdir()
    for name, text in {"a.yaml": FIRST, "b.yaml": SECOND, "c.yml": ADDED}.items():
        (path / name).write_text(text, encoding="utf-8")
    (path / "d.yaml").write_bytes(b"\xff")
    return path


def test_lines(run: Run, folder: Path) -> None:
    """A line is glossary, entries, additions, errors, warnings, state and file, tab separated, whatever the faults."""
    done = run("--glossary", folder, "glossaries")
    assert (done.code, done.err) == (0, "")
    assert [line.split("\t") for line in done.out.splitlines()] == [
        ["mine", "2", "0", "0", "0", "read", f"{folder}/a.yaml"],
        ["mine", "1", "0", "2", "1", "read", f"{folder}/b.yaml"],
        ["mine", "0", "2", "1", "0", "read", f"{folder}/c.yml"],
        ["", "0", "0", "1", "0", "unreadable", f"{folder}/d.yaml"],
    ]


def test_faults_are_counted_as_check_counts_them(run: Run, folder: Path) -> None:
    """Errors and warnings of all files add up to the totals of `check`."""
    found = json.loads(run("--glossary", folder, "glossaries", "--json").out)
    errors, warnings = (sum(file[level] for file in found) for level in ("errors", "warnings"))
    totals = run("--glossary", folder, "check").out.splitlines()[-1]
    assert totals == f"3 entries, {errors} errors, {warnings} warning"


def test_json(run: Run, folder: Path) -> None:
    """`--json` is a list of objects."""
    assert json.loads(run("--glossary", folder / "b.yaml", "--glossary", folder, "glossaries", "--json").out)[0] == {
        "file": f"{folder}/b.yaml",
        "state": "read",
        "glossary": "user",
        "entries": 2,
        "additions": 0,
        "errors": 1,
        "warnings": 1,
    }


def test_what_is_not_there(run: Run, folder: Path) -> None:
    """A path that is named and leads to nothing is a line in its place, and the rest is read."""
    done = run("--glossary", folder / "none", "--glossary", folder / "a.yaml", "glossaries")
    assert done.code == 0
    assert [line.split("\t")[-2:] for line in done.out.splitlines()] == [
        ["absent", f"{folder}/none"],
        ["read", f"{folder}/a.yaml"],
    ]


def test_folder_that_cannot_be_looked_into(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose files cannot be listed is a line of its own."""
    listdir = os.listdir

    def refuse(path: str) -> list[str]:
        if path == str(folder):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    done = run("--glossary", folder, "glossaries")
    assert (done.code, done.out, done.err) == (0, f"\t0\t0\t0\t0\tunreadable\t{folder}\n", "")


def test_ones_own(run: Run, tmp_path: Path) -> None:
    """Behind the bundled files stands the file that one's own terms go to, there or not."""
    own = tmp_path / "config" / "glossary" / "own.yaml"
    lines = run("glossaries").out.splitlines()
    assert {line.split("\t")[0] for line in lines[:-1]} == {"dlterms"}
    assert lines[-1] == f"\t0\t0\t0\t0\tunwritten\t{own}"
    own.parent.mkdir(parents=True)
    own.write_text("schema: dlterms/1\nadditions: [{of: dlterms/dropout, requires: [tensor]}]\n", encoding="utf-8")
    assert run("glossaries").out.splitlines() == [*lines[:-1], f"user\t0\t1\t0\t0\tread\t{own}"]


def test_on_a_terminal(tmp_path: Path, folder: Path) -> None:
    """On a terminal the files stand below their folder, with what is in them in words."""
    named = ["--glossary", "g", "--glossary", "none"]
    terminal = Terminal([sys.executable, "-m", "dlterms", *named, "glossaries"], 60, tmp_path, {})
    terminal.wait_for("not there")
    assert terminal.status() == 0
    assert terminal.lines() == [
        "g",
        "a.yaml  mine  2 entries",
        "b.yaml  mine  1 entry      2 errors, 1 warning",
        "c.yml   mine  2 additions  1 error",
        "d.yaml                     cannot be read",
        ".",
        "none      not there",
    ]
    terminal.end()
