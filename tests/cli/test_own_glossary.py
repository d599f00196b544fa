"""Adding to one's own glossary file."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import click
import pytest

from dlterms import cli
from dlterms.cli import own_glossary
from dlterms.cli.own_glossary import extend, named_file, save, target
from dlterms.errors import DltermsError

TOPICS = [{"id": "own", "zh": "我的术语", "en": "My terms"}]
WORD = {"id": "a", "kind": "concept", "topic": "own", "zh": "甲", "en": "alpha", "status": "draft"}
BUNDLED = "schema: dlterms/1\nglossary: {id: bundled}\nterms: []\n"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One's own file, which is not there; the bundled glossary is an empty one."""
    (tmp_path / "bundled.yaml").write_text(BUNDLED)
    monkeypatch.setattr("dlterms.paths.bundled_glossary", lambda: str(tmp_path / "bundled.yaml"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    context = click.Context(cli.group)
    context.__enter__()
    return tmp_path / "config" / "glossary" / "own.yaml"


def kept(fault: pytest.ExceptionInfo[DltermsError]) -> str:
    """What the file holds that an error names."""
    found = re.search(r"what was to be added is in (\S+)$", str(fault.value))
    assert found
    return Path(found[1]).read_text()


def test_a_new_file(own: Path) -> None:
    """One's own file is made with a head that ties it to the schema beside it, which editors read."""
    assert target(None) == str(own)
    save(target(None), {"topics": TOPICS, "terms": [WORD]})
    assert own.read_text() == (
        "# yaml-language-server: $schema=dlterms.schema.json\n"
        "# Your own terms: `dlterms add` adds to them, `dlterms edit TERM` opens them, `dlterms check` finds faults.\n"
        "schema: dlterms/1\n"
        "topics:\n"
        "  - {id: own, zh: 我的术语, en: My terms}\n"
        "terms:\n"
        "  - id: a\n    kind: concept\n    topic: own\n    zh: 甲\n    en: alpha\n    status: draft\n"
    )
    assert sorted(os.listdir(own.parent)) == ["dlterms.schema.json", "own.yaml"]


def test_an_old_file(tmp_path: Path) -> None:
    """What stands in a file stays, through a link and with its rights; a topic that it has is not added again."""
    real = tmp_path / "real.yaml"
    real.write_text("\ufeff# mine\r\nschema: dlterms/1\r\ntopics: # so far\r\n- {id: own, zh: 我, en: I}\r\n\r\n# end")
    real.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    before = real.read_bytes()
    save(str(link), {"topics": TOPICS, "terms": [{**WORD, "x-met": "甲。"}]})
    added = "\r\nterms:\r\n  - id: a\r\n    kind: concept\r\n    topic: own\r\n    zh: 甲\r\n    en: alpha\r\n"
    assert real.read_bytes() == before + f"{added}    status: draft\r\n    x-met: 甲。\r\n".encode()
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "record", "message"),
    [
        pytest.param("schema: [\n", {}, "own.yaml:2:1: error [syntax]", id="file that is not YAML"),
        pytest.param("schema: dlterms/1\n", {"topic": "owm"}, "a: topic: no topic `owm`, did you mean", id="reference"),
        pytest.param("schema: dlterms/1\n", {"kind": "thing"}, "a.kind: `thing` is not allowed", id="choice"),
        pytest.param("schema: dlterms/1\n", {"zh": "\x1b[2J"}, "U+001B is a control", id="control character"),
        pytest.param("schema: dlterms/1\n", {"zh": "甲" * 20_001}, "a text of 20001 characters", id="size"),
        pytest.param("terms: []\n", {}, "own.yaml:1:1: error [missing-field] `schema` is missing", id="no schema"),
        pytest.param("schema: dlterms/2\n", {}, "own.yaml:1:9: error [choice] schema: `dlterms/2` is", id="newer"),
        pytest.param("services:\n  web: {image: x}\n", {}, "own.yaml:1:1: error [missing-field]", id="no glossary"),
        pytest.param("# Notes\n\nSome: text\n", {}, "own.yaml:3:1: error [missing-field]", id="somebody's notes"),
        pytest.param("just text\n", {}, "own.yaml:1:1: error [type] a glossary file is a mapping", id="text"),
        pytest.param("- a\n- b\n", {}, "own.yaml:1:1: error [type] a glossary file is a mapping", id="list"),
        pytest.param(b"schema: dlterms/1 # \xff\n", {}, "own.yaml:1:21: error [encoding]", id="file that is no text"),
    ],
)
def test_what_is_refused(own: Path, text: str | bytes, record: dict[str, Any], message: str) -> None:
    """Where a file cannot be added to, or would have a new fault, it stays as it is, and the records are kept."""
    own.parent.mkdir(parents=True)
    content = text if isinstance(text, bytes) else text.encode()
    own.write_bytes(content)
    with pytest.raises(DltermsError, match=re.escape(message)) as fault:
        save(str(own), {"topics": TOPICS, "terms": [{**WORD, **record}]})
    assert own.read_bytes() == content
    assert os.listdir(own.parent) == ["own.yaml"]
    assert "\nterms:\n  - id: a\n    kind: " in kept(fault)


def test_a_fault_that_was_there(own: Path) -> None:
    """A fault that a file has already keeps nobody from adding to it."""
    own.parent.mkdir(parents=True)
    own.write_text("schema: dlterms/1\nterms:\n  - {id: b, kind: nothing, topic: own, zh: 乙, en: b, status: draft}\n")
    save(str(own), {"terms": [WORD], "topics": TOPICS})
    assert "id: a\n" in own.read_text()


def test_a_fault_that_was_there_and_names_a_place(own: Path) -> None:
    """Neither does one whose message names a line that what is added moves."""
    own.parent.mkdir(parents=True)
    twice = "  - {id: b, kind: field, topic: u, zh: 乙, en: b, status: draft}\n" * 2
    own.write_text(f"schema: dlterms/1\ntopics:\n  - {{id: u, zh: 题, en: u}}\nterms:\n{twice}")
    save(str(own), {"topics": TOPICS, "terms": [WORD]})
    assert "id: a\n" in own.read_text()


def test_an_addition_once(own: Path) -> None:
    """An addition that is there already is not added again; another to the same entry is."""
    save(str(own), {"topics": TOPICS, "terms": [WORD]})
    for name in ("乙", "丙", "乙"):
        save(str(own), {"additions": [{"of": "user/a", "zh": {"aliases": [name]}}]})
    assert own.read_text().partition("additions:\n")[2] == (
        "  - {of: user/a, zh: {aliases: [乙]}}\n  - {of: user/a, zh: {aliases: [丙]}}\n"
    )


def test_a_fault_of_another_file(own: Path) -> None:
    """A fault that another file has keeps nobody from starting one's own."""
    own.parent.mkdir(parents=True)
    own.with_name("other.yaml").write_text("schema: dlterms/1\nterms:\n- {id: half, zh: 半, en: half done}\n")
    save(str(own), {"topics": TOPICS, "terms": [WORD]})
    assert "id: a\n" in own.read_text()


def test_an_id_of_another_file(own: Path) -> None:
    """A fault that comes up in another file is one, too."""
    own.parent.mkdir(parents=True)
    other = own.with_name("z.yaml")
    other.write_text("schema: dlterms/1\ntopics: [{id: t, zh: 题, en: t}]\nterms:\n- {id: a, kind: field, topic: t, "
                     "zh: 乙, en: beta, status: draft}\n")  # fmt: skip
    with pytest.raises(DltermsError, match="there is already an entry `a`"):
        save(str(own), {"topics": TOPICS, "terms": [WORD]})


@pytest.mark.parametrize("where", ["mkdir", "write", "both"])
def test_a_file_that_cannot_be_written(own: Path, where: str, monkeypatch: pytest.MonkeyPatch,
                                       capfd: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """A folder that cannot be made or a full disk leaves what was to be added in a file, or else says it."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(*{"mkdir": (os, "makedirs", full)}.get(where, (os, "fsync", full)))
    if where == "both":
        monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(DltermsError, match=re.escape(f"{own}: full; nothing was added; what was to be added")) as fault:
        save(str(own), {"topics": TOPICS, "terms": [WORD]})
    left = capfd.readouterr().err if where == "both" else kept(fault)
    assert left.startswith("schema: dlterms/1\ntopics:\n  - id: own\n    zh: 我的术语\n")
    assert not own.parent.exists() or os.listdir(own.parent) == []


def test_another_program_that_is_faster(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program writes meanwhile stays, and it is added to that."""
    texts = iter(["# theirs\nschema: dlterms/1\n", ""])
    check = own_glossary._check

    def slow(path: str, old: str, new: str) -> None:
        check(path, old, new)
        if text := next(texts):
            own.write_text(text)

    monkeypatch.setattr(own_glossary, "_check", slow)
    extend(str(own), {"topics": TOPICS, "terms": [WORD]})
    assert own.read_text().startswith("# theirs\nschema: dlterms/1\ntopics:\n  - {id: own")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("", "the name of the file is empty", id="nothing"),
        pytest.param("~", "{home}: a folder; name a file in it", id="folder"),
        pytest.param("new/", "new/: a folder; name a file in it", id="folder that is not there"),
    ],
)
def test_no_name_of_a_file(tmp_path: Path, name: str, message: str) -> None:
    """What cannot be a file is refused before anything is asked."""
    for takes in (target, named_file):
        with pytest.raises(DltermsError) as fault:
            takes(name)
        assert str(fault.value) == message.format(home=tmp_path)


def test_stdout_is_no_glossary() -> None:
    """A dash is refused where a glossary file is named: nothing can be added to stdout."""
    for takes in (target, named_file):
        with pytest.raises(click.UsageError) as fault:
            takes("-")
        assert fault.value.message == "a glossary file cannot be stdout: name a file, such as `terms.yaml`"


def test_where_additions_go(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Additions go to the file that is named, else to one's own, unless other glossaries are in use without it."""
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "bundled.yaml"))
    assert target("~/x.yaml") == str(tmp_path / "x.yaml")
    with pytest.raises(DltermsError, match="name the file to add to with --to FILE"):
        target(None)
    monkeypatch.setenv("DLTERMS_GLOSSARY", os.pathsep.join([str(tmp_path / "bundled.yaml"), str(own.parent)]))
    assert target(None) == str(own)
