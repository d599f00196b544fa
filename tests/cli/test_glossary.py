"""The index that the commands ask: closed after use, mended when damaged; and folders that cannot be read."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import click
import pytest

from cli.conftest import Done, Run
from dlterms import cli
from dlterms.cli import glossary, output
from dlterms.errors import DltermsError
from learner import clock
from lookup_support import entry, yaml_of

__all__ = ["clock"]
T = TypeVar("T")
pytestmark = pytest.mark.usefixtures("clock")

ENTRIES = [
    entry(f"e{n}", f"词{'甲乙丙丁'[n % 4]}{n}", f"word {n}", topic="tu"[n % 2], requires=[f"e{n - 1}"] if n % 5 else [])
    for n in range(60)
]
TOPICS = [{"id": name, "zh": f"主题{name}", "en": f"topic {name}"} for name in "tu"]
PRACTICE = ["quiz", "--practice", "--seed", "1", "-n", "4", "--mode", "type"]
COMMANDS = {  # that are checked against the whole index first, and those that take what they find
    "quiz": PRACTICE,
    "quiz --json": [*PRACTICE, "--json", "--path", "e14"],
    "stats": ["stats"],
    "path": ["path", "e14"],
    "list": ["list"],
    "topics": ["topics"],
    "lookup": ["lookup", "word", "7"],
    "typo": ["lookup", "--json", "woord 14"],
    "word": ["词乙5"],
    "completion": [],
}
HURRIED = ("lookup", "typo", "word", "completion")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A glossary that is quickly compiled, instead of the bundled one."""
    path = tmp_path / "own.yaml"
    path.write_text(yaml_of(*ENTRIES, topics=TOPICS), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(path))


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Done]:
    """Run one of COMMANDS, with answers on stdin."""

    def run_one(name: str) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO("x\n词甲4\nword 5\n" * 9))
        if name != "completion":
            return run(*COMMANDS[name])
        with monkeypatch.context() as shell:
            for variable, value in {
                "_DLTERMS_COMPLETE": "bash_complete", "COMP_WORDS": "dlterms lookup 词", "COMP_CWORD": "2",
            }.items():  # fmt: skip
                shell.setenv(variable, value)
            with pytest.raises(SystemExit):
                run()
        return Done(0, "", "")

    return run_one


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[sqlite3.Connection]]:
    """The connections that were opened in the test, of which all must be closed at its end."""
    found: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remembered(*arguments: Any, **named: Any) -> sqlite3.Connection:
        found.append(connect(*arguments, **named))
        return found[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    yield found
    assert found
    for db in found:
        with pytest.raises(sqlite3.ProgrammingError):
            db.execute("SELECT 1")
    monkeypatch.undo()


def index_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").iterdir()
    return path


# Closed.


@pytest.mark.usefixtures("own", "opened")
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("state", ["none", "warm", "stale", "damaged", "no cache folder"])
def test_index_is_closed(ask: Callable[[str], Done], tmp_path: Path, name: str, state: str) -> None:
    """Whether a command finds its index, or makes it, no connection to it outlives the command."""
    if state == "no cache folder":
        (tmp_path / "cache").write_text("", encoding="utf-8")
    elif state != "none":
        ask("topics")
    if state == "stale":
        os.utime(tmp_path / "own.yaml", ns=(1, 1))
    if state == "damaged":
        path = index_file(tmp_path)
        with closing(sqlite3.connect(path)) as db:
            pages = dict(db.execute("SELECT name, rootpage FROM sqlite_schema"))
        content = path.read_bytes()
        for table in ("entry", "topic", "label_key"):
            start = (pages[table] - 1) * 4096
            content = content[:start] + bytes(4096) + content[start + 4096 :]
        path.write_bytes(content)
    assert ask(name).code == 0


@pytest.mark.usefixtures("own", "opened")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["history", "resume", "e1"], 0, id="resume"),
        pytest.param(["history", "resume", "nothing"], 2, id="resume of no term"),
        pytest.param(["list", "--topic", "nothing"], 2, id="no topic"),
        pytest.param(["path", "nothing"], 2, id="no term"),
        pytest.param(["nothing"], 1, id="no command"),
        pytest.param(["compare", "e1", "nothing"], 1, id="no second term"),
        pytest.param(["stats", "--svg", "/nonexistent/x.svg"], 1, id="a fault"),
    ],
)
def test_index_is_closed_where_a_command_fails(run: Run, arguments: list[str], code: int) -> None:
    """No connection outlives a command that ends with a fault."""
    assert run(*arguments).code == code


@pytest.mark.parametrize(
    "arguments",
    [["lookup", "dropout"], ["stats"], ["list"], ["path", "dropout"], [*PRACTICE], ["check"], ["lookup", "droput"]],
    ids=" ".join,
)
def test_nothing_is_warned_of(tmp_path: Path, arguments: list[str]) -> None:
    """With Python's warnings as errors nothing is on stderr, whichever Python it is."""
    command = [sys.executable, "-W", "error", "-m", "dlterms", *arguments]
    for _ in ("compiling", "compiled"):
        done = subprocess.run(command, input=b"1\n2\n", capture_output=True, check=True)
        assert done.stderr == b""


# Damaged.


def _page(content: bytearray, draw: random.Random, fill: Callable[[int], bytes]) -> None:
    start = draw.randrange(len(content) // 4096) * 4096
    content[start : start + 4096] = fill(4096)


def _zeros(content: bytearray, draw: random.Random) -> None:
    _page(content, draw, bytes)


def _ones(content: bytearray, draw: random.Random) -> None:
    _page(content, draw, lambda size: b"\xff" * size)


def _noise(content: bytearray, draw: random.Random) -> None:
    _page(content, draw, draw.randbytes)


def _cut(content: bytearray, draw: random.Random) -> None:
    del content[draw.randrange(len(content)) :]


def _flips(content: bytearray, draw: random.Random) -> None:
    for _ in range(20):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("checked", [True, False], ids=["checked", "too large to be checked"])
@pytest.mark.parametrize("damage", [_zeros, _ones, _noise, _cut, _flips])
def test_damage_is_mended(
    ask: Callable[[str], Done],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[bytearray, random.Random], None],
    checked: bool,
) -> None:
    """Wherever an index is damaged, a command gives its answer.

    Where it was not checked a changed letter passes; and what has begun to answer when it meets the damage says so in
    one line, after which the next start finds a sound index.
    """
    right = {name: ask(name) for name in COMMANDS}
    path = index_file(tmp_path)
    sound = path.read_bytes()
    if not checked:
        assert glossary.ask.__kwdefaults__ is not None
        monkeypatch.setitem(glossary.ask.__kwdefaults__, "checked", 0)
    draw = random.Random(1)
    for _ in range(6):
        content = bytearray(sound)
        damage(content, draw)
        for name in COMMANDS:
            path.write_bytes(content)
            done = ask(name)
            if name in HURRIED or not checked:
                assert done.code in (0, 1)
                if done.err:
                    assert done.err.startswith("dlterms: ")
                if "damaged" in done.err:
                    assert done.err == f"dlterms: {path}: damaged, and made anew at the next start\n"
                    assert ask(name) == right[name]
                elif damage is not _flips:
                    assert done == right[name]
            else:
                assert done == right[name]


def asked(question: Callable[[sqlite3.Connection], T]) -> T:
    """The answer, as a command gets it."""
    with click.Context(cli.group), output.watched():
        return glossary.ask(question)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("error", [ValueError, TypeError, sqlite3.OperationalError])
def test_a_bug_is_not_taken_for_damage(error: type[Exception]) -> None:
    """What goes wrong with a sound index is raised, and is not tried again."""
    calls = []

    def question(db: sqlite3.Connection) -> None:
        calls.append(db)
        raise error

    with pytest.raises(error):
        asked(question)
    assert len(calls) == 1


@pytest.mark.usefixtures("own")
def test_damage_met_before_anything_was_written(tmp_path: Path) -> None:
    """The question is asked again, of an index made anew."""
    calls = []

    def question(db: sqlite3.Connection) -> int:
        calls.append(db)
        if len(calls) == 1:
            index_file(tmp_path).write_bytes(b"SQLite format 3\0")
            raise ValueError
        (count,) = db.execute("SELECT count(*) FROM entry").fetchone()
        return int(count)

    assert asked(question) == 60
    assert len(calls) == 2


@pytest.mark.usefixtures("own")
def test_damage_met_after_something_was_written(tmp_path: Path) -> None:
    """It is said in one line, and the damaged index is gone."""

    def question(db: sqlite3.Connection) -> None:
        click.echo("1 of 2")
        index_file(tmp_path).write_bytes(b"SQLite format 3\0")
        raise ValueError

    asked(lambda db: None)
    path = index_file(tmp_path)
    with pytest.raises(DltermsError) as caught:
        asked(question)
    assert str(caught.value) == f"{path}: damaged, and made anew at the next start"
    assert not path.exists()


# Folders.


def _is_a_file(folder: Path) -> str:
    folder.write_text("", encoding="utf-8")
    return "Not a directory"


def _is_a_loop(folder: Path) -> str:
    folder.symlink_to(folder)
    return "Too many levels of symbolic links"


@pytest.mark.parametrize("spoil", [_is_a_file, _is_a_loop])
def test_config_folder_that_cannot_be_read(run: Run, tmp_path: Path, spoil: Callable[[Path], str]) -> None:
    """A look-up says it and goes on with the bundled glossary; quiz and stats, whose defaults are in it, do not."""
    reason = spoil(tmp_path / "config")
    fault = f"dlterms: {tmp_path / 'config'}: {reason}"
    for words in (["lookup", "dropout"], ["dropout"], ["path", "dropout"]):
        done = run(*words)
        assert (done.code, done.err) == (0, f"{fault}; going on without it\n")
        assert done.out.startswith("暂退法")
    for name in ("quiz", "stats", "check", "config"):
        assert run(name) == (1, "", f"{fault}\n")


def test_own_glossaries_that_cannot_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One's own glossary folder is left out and that is said, by all that serve terms; `check` fails."""
    folder = tmp_path / "config" / "glossary"
    folder.mkdir(parents=True)
    listdir = os.listdir

    def refuse(path: str) -> list[str]:
        if path == str(folder):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    fault = f"dlterms: {folder}: Permission denied"
    for command in (["lookup", "dropout"], ["dropout"], ["stats"], ["topics"]):
        done = run(*command)
        assert (done.code, done.err) == (0, f"{fault}; going on without it\n")
    assert run("check") == (1, "", f"{fault}\n")


def test_without_a_home(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a relative HOME a look-up answers, what needs a folder names the variables, and none is made here."""
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.delenv(f"DLTERMS_{kind}_DIR")
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    monkeypatch.setenv("HOME", "here")
    monkeypatch.chdir(tmp_path)
    done = run("lookup", "dropout")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("暂退法")
    fault = "dlterms: no home folder, and so none for {}: set HOME or {} to an absolute path\n"
    for command in (["quiz"], ["stats"], ["history", "export"]):
        assert run(*command) == (1, "", fault.format("data", "DLTERMS_DATA_DIR"))
    assert run("config") == (1, "", fault.format("config", "DLTERMS_CONFIG_DIR"))
    assert list(tmp_path.iterdir()) == []
