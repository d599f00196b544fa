from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli.export_command import FORMATS, WORDS
from dlterms.exporters.content import PARTS
from learner import set_clock
from lookup_support import entry, yaml_of

TERMS = [
    entry("one", "一", {"term": "one", "hidden": ["uno"]}, level=1, examples=[{"zh": "例", "en": "e"}, {"en": "only"}]),
    entry("two", "二", "two", topic="late", requires=["one"], source=[{"id": "note"}]),
]
TOPICS = [{"id": "t", "zh": "主题", "en": "topic"}, {"id": "late", "zh": "后", "en": "late"}]


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A glossary of two terms is in force."""
    about = {"id": "mine", "sources": [{"id": "note"}]}
    (tmp_path / "my.yaml").write_text(yaml_of(*TERMS, topics=TOPICS, glossary=about), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "my.yaml"))


def test_text_goes_to_stdout(run: Run) -> None:
    """Without a file a text is printed, and what it does not carry is said beside it once."""
    done = run("export", "--format", "deepl")
    assert (done.code, done.out) == (0, "one,一\nuno,一\ntwo,二\n")
    assert done.err == "dlterms: deepl: 4 definitions, 2 examples, 1 link not carried\n"


def test_json_is_that_of_list(run: Run) -> None:
    """JSON is what `list --json` prints, and nothing is missing."""
    assert run("export", "--format", "json") == run("list", "--json")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        pytest.param([], ["one", "two"], id="all"),
        pytest.param(["--topic", "后"], ["two"], id="topic"),
        pytest.param(["--level", "1"], ["one"], id="level"),
        pytest.param(["--source", "note"], ["two"], id="source"),
        pytest.param(["--state", "new"], ["one", "two"], id="state"),
        pytest.param(["--state", "known"], [], id="of another state"),
        pytest.param(["--sort", "weakest"], ["one", "two"], id="sorted"),
    ],
)
def test_filters(run: Run, options: list[str], ids: list[str]) -> None:
    """Terms are chosen as `list` chooses them."""
    assert [one["id"] for one in json.loads(run("export", "--format", "json", *options).out)] == ids


def test_language(run: Run) -> None:
    """Explanations can be had in one language; YAML is always whole, and says so."""
    (one, _) = json.loads(run("export", "--format", "json", "--lang", "zh").out)
    assert (one["zh"]["definition"], one["en"]["definition"]) == ("definition of one", None)
    assert one["examples"] == [{"zh": "例", "en": None}]
    done = run("export", "--format", "yaml", "--lang", "zh")
    assert (done.code, done.out) == (2, "")
    assert "--lang says nothing to yaml" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--format", "yomitan"], "name a file with -o, as in `-o dlterms.zip`", id="no file"),
        pytest.param(["--format", "yomitan", "-o", "-"], "name a file with -o", id="stdout"),
        pytest.param(["--format", "stardict", "-o", "folder"], "as in `-o dlterms.ifo`", id="another suffix"),
        pytest.param(["--format", "json", "--target", "en"], "--target says nothing to json", id="target"),
        pytest.param(["--format", "tbx", "--excel-safe"], "--excel-safe says nothing to tbx", id="excel-safe"),
        pytest.param(["--format", "csv", "--with-progress"], "--with-progress says nothing to csv", id="progress"),
        pytest.param(["--format", "docx"], "docx", id="unknown format"),
        pytest.param([], "--format", id="no format"),
    ],
)
def test_usage_errors(run: Run, arguments: list[str], said: str) -> None:
    """What makes no sense with a format is a usage error, and nothing is written."""
    done = run("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_file_is_never_replaced_unasked(run: Run, tmp_path: Path) -> None:
    """A file that is there stays as it is, unless it is said that it may go."""
    target = tmp_path / "out.csv"
    target.write_text("mine", encoding="utf-8")
    done = run("export", "--format", "babeldoc", "-o", target)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"dlterms: {target}: there is such a file; --force replaces it, or name another\n"
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("export", "--format", "babeldoc", "-o", target, "--force", "--target", "en").code == 0
    assert target.read_text(encoding="utf-8") == "source,target\n一,one\n二,two\n"


@pytest.mark.parametrize("name", ["out.idx", "out.ifo"])
def test_all_files_or_none(run: Run, tmp_path: Path, name: str) -> None:
    """Of several files none is written if one of them is there."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / name).write_bytes(b"mine")
    assert run("export", "--format", "stardict", "-o", tmp_path / "sub" / "out.ifo").code == 1
    assert [path.read_bytes() for path in (tmp_path / "sub").iterdir()] == [b"mine"]


def test_places_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A folder in the place of the file, and a folder that is not there, are one line each."""
    for place, said in ((tmp_path, "not a regular file"), (tmp_path / "no" / "x", "cannot be written: ")):
        done = run("export", "--format", "json", "-o", place, "--force")
        assert (done.code, done.out) == (1, "")
        assert f"dlterms: {place}: {said}" in done.err
        assert done.err.count("\n") == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(run: Run, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each format is written, the same each time (Anki's the same second), of no terms, too."""
    set_clock(monkeypatch)
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        assert run("export", "--format", name, "-o", folder / f"x{FORMATS[name].suffix}").code == 0
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}
    assert run("export", "--format", name, "--state", "known", "-o", first / f"y{FORMATS[name].suffix}").code == 0


def test_everything_that_may_be_missing_has_words() -> None:
    """Of each part of an entry it can be said that a format does not carry it."""
    assert {*PARTS} - {*WORDS} == set()


@pytest.mark.parametrize("name", ["csv", "tsv", "glosario"])
def test_read_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What `dlterms import` makes of an export gives the same export."""
    made, base, own = tmp_path / "made", tmp_path / "base.yaml", tmp_path / "own.yaml"
    assert run("export", "--format", name, "-o", made).code == 0
    declared = {"id": "mine", "sources": [{"id": "note"}]}
    base.write_text(yaml_of(entry("other", "别的", "other"), topics=TOPICS, glossary=declared), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(base))
    assert run("import", made, "--format", name, "-o", own, "--write").code == 0
    monkeypatch.setenv("DLTERMS_GLOSSARY", f"{base}{os.pathsep}{own}")
    again = run("export", "--format", name, "-o", tmp_path / "again", "--glossary", "user")
    assert again.code == 0
    assert (tmp_path / "again").read_text("utf-8") == made.read_text("utf-8")
