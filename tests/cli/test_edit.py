"""`dlterms edit` and `dlterms new`."""

from __future__ import annotations

import os
import tempfile
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
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
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
        pytest.param(f"{TURTLE}additions:\n- {{of: dlterms/weight-decay}}\n# end", id="additions to others"),
    ],
)
@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        pytest.param("true", 0, "", id="left as it is"),
        pytest.param(": >$2", 0, "", id="emptied"),
        pytest.param("exit 1", 1, "ended with 1; nothing was added; what was to be added is in", id="editor fails"),
        pytest.param("sed -i 's/# zh:.*/zh: {aliases: [学习率]}  # fault/' $2", 1,
                     ".yaml:7:20: error [label-taken] dropout: zh: `学习率` is a name of learning-rate: remove it, "
                     "for an answer can be right for one of them only; nothing was added; what was typed is in that "
                     "file\n", id="given up with a fault"),
    ],
)  # fmt: skip
def test_additions_left_alone(
    run: Run, own: Path, editor: Path, before: str | None, script: str, code: int, said: str
) -> None:
    """Of a bundled entry a record of additions is filled in beside one's own file, which stays as it is till then."""
    if before is not None:
        own.write_bytes(before.encode())
    edits(editor, f"cp {own} {own}.meanwhile 2>/dev/null\n{script}")
    done = run("edit", "随机失活")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    line = int(called(editor).split()[0])
    shown = "".join(Path(f"{editor}.shown").read_text().splitlines(keepends=True)[line - 1 :])
    assert shown == RECORD or "fault" in shown
    meanwhile = Path(f"{own}.meanwhile")
    assert [file.read_bytes().decode() if file.exists() else None for file in (own, meanwhile)] == [before] * 2


def test_additions(run: Run, own: Path, editor: Path) -> None:
    """What is filled in is added, and the next time it is what is opened."""
    own.write_text(TURTLE)
    edits(editor, "sed -i 's/# zh:.*/zh: {aliases: [丢弃法]}/' $2")
    assert run("edit", "dropout") == (0, f"暂退法 dropout: added to {own}\n", "")
    assert own.read_text() == f"{TURTLE}additions:\n  - {{of: dlterms/dropout, zh: {{aliases: [丢弃法]}}}}\n"
    assert run("lookup", "丢弃法").out.startswith("暂退法 · dropout\n")
    edits(editor, "")
    own.rename(own.with_name("more.yaml"))
    assert run("edit", "暂退法") == (0, "", "")
    assert called(editor).splitlines()[-1] == f"+14 {own.with_name('more.yaml')}"
    assert not own.exists()


def test_several_additions(run: Run, own: Path, editor: Path) -> None:
    """Of several additions the last is opened, and it is said where the others are."""
    own.write_text(
        TURTLE + "additions:\n" + "".join(f"- {{of: dlterms/dropout, en: {{aliases: [{x}]}}}}\n" for x in "pq")
    )
    edits(editor, "")
    assert run("edit", "dropout") == (0, "", f"dlterms: one more addition to 暂退法 dropout: {own}:14\n")
    own.with_name("x.yaml").write_text("schema: dlterms/1\nadditions:\n- {of: dlterms/drop-out}\n")
    told = f"dlterms: 2 more additions to 暂退法 dropout: {own}:15, {own}:14\n"
    assert run("edit", "dropout") == (0, "", told)
    assert called(editor) == f"+15 {own}\n+3 {own.with_name('x.yaml')}\n"


def test_additions_under_a_former_id(run: Run, own: Path, editor: Path) -> None:
    """Additions to an entry by an id that it once had are opened."""
    own.write_text(f"{TURTLE}additions:\n- {{of: dlterms/drop-out, zh: {{aliases: [丢弃法]}}}}\n")
    edits(editor, "")
    assert run("edit", "dropout") == (0, "", "")
    assert called(editor) == f"+14 {own}\n"


@pytest.mark.parametrize(
    ("broken", "term", "place"),
    [
        pytest.param("own.yaml", "turtle", "+6 {own}", id="an own term"),
        pytest.param("own.yaml", "dropout", "+6 {own}", id="a bundled one, to which nothing could be added"),
        pytest.param("more.yaml", "turtle", "+6 {more}", id="in another file"),
        pytest.param("more.yaml", "dropout", "+6 /", id="a bundled one, to which something can be added"),
    ],
)
def test_a_file_that_cannot_be_read(run: Run, own: Path, editor: Path, broken: str, term: str, place: str) -> None:
    """Where a term may be in a file that is no YAML, that is opened at its fault."""
    fault = TURTLE.replace("terms:\n", "terms: [\n")
    own.with_name(broken).write_text(fault)
    edits(editor, f"test $2 = {own.with_name(broken)} && sed -i 's/terms: \\[/terms:/' $2; true")
    done = run("edit", term)
    assert (done.code, done.out) == (0, "")
    assert called(editor).startswith(place.format(own=own, more=own.with_name("more.yaml")))
    assert (own.with_name(broken).read_text() == TURTLE) == ("{" in place)


def test_the_only_glossary_cannot_be_read(run: Run, editor: Path, tmp_path: Path) -> None:
    """Where nothing else is in use a file that is no YAML is opened, and what is still wrong is said."""
    (tmp_path / "x.yaml").write_text("schema: dlterms/1\nterms: [\n")
    edits(editor, "")
    done = run("--glossary", tmp_path / "x.yaml", "edit", "turtle")
    assert called(editor) == f"+3 {tmp_path / 'x.yaml'}\n"
    assert done.code == 1
    assert done.out.startswith(f"{tmp_path}/x.yaml:3:1: error [syntax] ")


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
    assert done.err == ("dlterms: your own glossary is not in use: omit --glossary and DLTERMS_GLOSSARY\n")


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
    assert run("new", path).err.endswith("already exists; name another file\n")
    assert path.read_text() == text
    path.write_text(
        text.replace("terms: []", "terms:").replace("\n  # ", "\n  ").replace("[backpropagation]", "[dropout]")
    )
    assert run("check", "--strict", path) == (0, "1 entry, 0 errors, 0 warnings\n", "")
    path.write_text(text)
    assert run("add", "alpha", "--zh", "alpha", "--to", path).code == 0
    head, entry, tail = path.read_text().partition("  - id: alpha\n    kind: concept\n    topic: 1mnotes-1-terms\n"
                                                   "    zh: alpha\n    en: alpha\n    status: draft\n")  # fmt: skip
    assert (head + tail, bool(entry)) == (text.replace("terms: []", "terms:"), True)


def test_a_new_glossary_in_a_new_folder(run: Run, tmp_path: Path) -> None:
    """Folders that are not there are made, with the schema in the last."""
    assert run("new", tmp_path / "a" / "b" / "x.yaml").code == 0
    assert sorted(os.listdir(tmp_path / "a" / "b")) == ["dlterms.schema.json", "x.yaml"]


def test_a_new_glossary_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A file in the place of a folder is told of in a line, and so is a folder in the place of the file."""
    path = tmp_path / "bundled.yaml" / "x.yaml"
    assert run("new", path) == (1, "", f"dlterms: {path}: Not a directory\n")
    assert run("new", tmp_path).err == f"dlterms: {tmp_path}: a folder; name a file in it\n"
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
