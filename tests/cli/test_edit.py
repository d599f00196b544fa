"""`dlterms edit` and `dlterms new`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.conftest import Run
from own_support import lay_out

TURTLE = """\
# mine
schema: dlterms/1
topics: [{id: own, zh: 我的术语, en: My terms}]

terms:
- {id: a, kind: concept, topic: own, zh: 甲, en: alpha, status: draft}
- id: turtle
  kind: concept
  topic: own
  zh: 乌龟
  en: turtle
  status: draft
"""
RECORD = """\
  - of: dlterms/dropout
    # zh: {aliases: [another Chinese name]}
    # en: {aliases: [another English name]}
    # notes: [{kind: usage, zh: 说明。, en: A note.}]
    # requires: [id]
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dlterms.paths.bundled_glossary", lambda: str(tmp_path / "bundled.yaml"))
    return lay_out(tmp_path)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shell script that is the editor, by the habit of vi: $1 is +LINE, $2 the file. It keeps what it was shown."""
    script = tmp_path / "vi"
    script.write_text("")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    return script


def edits(editor: Path, script: str) -> None:
    editor.write_text(f'#!/bin/sh\necho "$@" >>{editor}.called\ncp $2 {editor}.shown\n{script}\n')


def called(editor: Path) -> str:
    return Path(f"{editor}.called").read_text()


@pytest.mark.parametrize("name", ["turtle", "乌龟", "wugui"])
def test_one_of_ones_own(run: Run, own: Path, editor: Path, name: str) -> None:
    """An own entry is opened at its line, by whichever name, and what was saved is good if nothing is said."""
    own.write_text(TURTLE)
    edits(editor, "sed -i 's/en: turtle/en: sea turtle/' $2")
    assert run("edit", name) == (0, "", "")
    assert called(editor) == f"+7 {own}\n"
    assert own.read_text() == TURTLE.replace("en: turtle", "en: sea turtle")


@pytest.mark.parametrize(
    ("script", "code", "out", "err"),
    [
        pytest.param("sed -i 's/kind: concept$/kind: concpt/' $2", 1,
                     "{own}:8:9: error [choice] turtle.kind: `concpt` is not allowed here, did you mean `concept`?\n",
                     "", id="fault"),
        pytest.param("printf '\\377' >$2", 1,
                     "{own}:1:1: error [encoding] byte 0xFF is not UTF-8: save the file as UTF-8\n", "", id="no text"),
        pytest.param("rm $2", 0, "", "", id="taken away"),
        pytest.param("echo '# x' >>$2; exit 4", 1, "", "dlterms: {editor}: ended with 4\n", id="editor fails"),
    ],
)  # fmt: skip
def test_what_is_saved(run: Run, own: Path, editor: Path, script: str, code: int, out: str, err: str) -> None:
    """The faults of the file are said by line and column; an editor that fails leaves what it has saved."""
    own.write_text(TURTLE)
    edits(editor, script)
    assert run("edit", "turtle") == (code, out.format(own=own), err.format(editor=editor))
    assert "exit 4" not in script or own.read_text() == f"{TURTLE}# x\n"


def test_an_entry_with_a_fault(run: Run, own: Path, editor: Path) -> None:
    """An entry that cannot be looked up for its fault is found by its id."""
    own.write_text(TURTLE.replace("  zh: 乌龟\n", ""))
    edits(editor, "sed -i 's/  en: turtle/  zh: 乌龟\\n  en: turtle/' $2")
    assert run("edit", "turtle").code == 0
    assert own.read_text() == TURTLE


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="no file"),
        pytest.param("", id="empty file"),
        pytest.param(TURTLE.replace("\n", "\r\n"), id="file"),
        pytest.param(f"{TURTLE}additions:\n- {{of: dlterms/weight-decay}}\n# end", id="additions to others"),
    ],
)
@pytest.mark.parametrize("script", ["true", "exit 1"])
def test_additions_left_alone(run: Run, own: Path, editor: Path, before: str | None, script: str) -> None:
    """A bundled entry is not opened but a record of additions to it, which is gone if it is left as it was."""
    if before is not None:
        own.write_bytes(before.encode())
    edits(editor, script)
    assert run("edit", "随机失活").code == (script == "exit 1")
    shown = Path(f"{editor}.shown").read_text().splitlines()
    number, file = called(editor).split()
    assert file == str(own)
    assert [line.strip() for line in shown[int(number) - 1 :][:5]] == [line.strip() for line in RECORD.splitlines()]
    assert (own.read_bytes().decode() if own.exists() else None) == before


def test_additions(run: Run, own: Path, editor: Path) -> None:
    """What is written there is an addition, and the next time it is what is opened."""
    own.write_text(TURTLE)
    edits(editor, "sed -i 's/# zh:.*/zh: {aliases: [丢弃法]}/' $2")
    assert run("edit", "dropout") == (0, "", "")
    added = RECORD.replace("# zh: {aliases: [another Chinese name]}", "zh: {aliases: [丢弃法]}")
    assert own.read_text() == f"{TURTLE}additions:\n{added}"
    assert run("lookup", "丢弃法").out.startswith("暂退法 · dropout\n")
    edits(editor, "")
    own.rename(own.with_name("more.yaml"))
    assert run("edit", "暂退法") == (0, "", "")
    assert called(editor).splitlines()[-1] == f"+14 {own.with_name('more.yaml')}"
    assert not own.exists()


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        pytest.param("没有", 2, "dlterms: no entry for `没有`\n", id="unknown"),
        pytest.param("turtle", 2, "dlterms: no entry for `turtle`\n", id="no own file"),
    ],
)
def test_no_such_term(run: Run, editor: Path, name: str, code: int, message: str) -> None:
    """What is no term is not edited."""
    edits(editor, "")
    done = run("edit", name)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(message)
    assert not Path(f"{editor}.called").exists()


def test_named_glossaries(run: Run, own: Path, editor: Path, tmp_path: Path) -> None:
    """A glossary that is named is one's own."""
    (tmp_path / "x.yaml").write_text(TURTLE)
    edits(editor, "")
    assert run("--glossary", tmp_path / "x.yaml", "edit", "alpha").code == 0
    assert called(editor) == f"+6 {tmp_path / 'x.yaml'}\n"
    done = run("--glossary", tmp_path / "bundled.yaml", "edit", "dropout")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("dlterms: your own glossary is not in force: go without --glossary")


def test_a_new_glossary(run: Run, tmp_path: Path) -> None:
    """A new glossary has no fault, whatever its name, and a schema beside it; one that is there stays."""
    path = tmp_path / "我的 \x1b[1mNotes: «1».yaml"
    done = run("new", path)
    assert (done.code, done.err) == (0, "")
    text = path.read_text()
    assert text.startswith("# yaml-language-server: $schema=dlterms.schema.json\n")
    assert "\n  id: 1mnotes-1  # " in text
    assert (tmp_path / "dlterms.schema.json").exists()
    assert run("check", "--strict", path) == (0, "0 entries, 0 errors, 0 warnings\n", "")
    assert run("new", path).err.endswith("there already; name another file\n")
    assert path.read_text() == text
    path.write_text(
        text.replace("terms: []", "terms:").replace("\n  # ", "\n  ").replace("[backpropagation]", "[dropout]")
    )
    assert run("check", "--strict", path) == (0, "1 entry, 0 errors, 0 warnings\n", "")


def test_a_new_glossary_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A folder that is not there is told of in a line."""
    done = run("new", tmp_path / "nowhere" / "x.yaml")
    assert (done.code, done.err) == (1, f"dlterms: {tmp_path}/nowhere/x.yaml: No such file or directory\n")
    assert sorted(os.listdir(tmp_path))[:2] == ["bundled.yaml", "config"]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        pytest.param("医学", "yi-xue", id="Chinese"),
        pytest.param("dlterms", "dlterms-2", id="that of the bundled glossary"),
        pytest.param("user", "user-2", id="that of files without one"),
    ],
)
def test_id_of_a_new_glossary(run: Run, tmp_path: Path, name: str, ref: str) -> None:
    """A new glossary has an id of its own, by which its cards are known."""
    run("new", tmp_path / f"{name}.yaml")
    assert f"\n  id: {ref}  # " in (tmp_path / f"{name}.yaml").read_text()
