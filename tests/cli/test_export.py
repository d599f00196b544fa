from __future__ import annotations

import json
import os
import re
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
    """A glossary of two terms is in use."""
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
    assert "--lang does not apply to yaml" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--format", "yomitan"], "name a file with -o, as in `-o dlterms.zip`", id="no file"),
        pytest.param(["--format", "yomitan", "-o", "-"], "name a file with -o", id="stdout"),
        pytest.param(["--format", "yomitan", "-o", ""], "name a file with -o", id="no name"),
        pytest.param(
            ["--format", "json", "-o", ""], "-o names no file: write `-o dlterms.json`", id="no name for text"
        ),
        pytest.param(["--format", "stardict", "-o", "a.b/x"], "does not end in .ifo", id="no suffix"),
        pytest.param(["--format", "stardict", "-o", "a.b/x"], "`-o a.b/x.ifo`", id="the suffix to add"),
        pytest.param(["--format", "anki", "-o", "x.zip"], "`-o x.apkg`", id="another suffix"),
        pytest.param(
            ["--format", "anki", "-o", "no/"],
            "no/ is a folder: name a file in it, as in `-o no/dlterms.apkg`",
            id="folder",
        ),
        pytest.param(
            ["--format", "csv", "-o", "x.JSON"], "x.JSON: .JSON does not fit csv: name it x.csv", id="of another format"
        ),
        pytest.param(["--format", "markdown", "-o", "x.apkg"], "name it x.md", id="of what is no text"),
        pytest.param(["--format", "json", "-o", "."], ". is a folder", id="folder for text"),
        pytest.param(["--format", "json", "--target", "en"], "--target does not apply to json", id="target"),
        pytest.param(["--format", "tbx", "--excel-safe"], "--excel-safe does not apply to tbx", id="excel-safe"),
        pytest.param(["--format", "csv", "--with-progress"], "--with-progress does not apply to csv", id="progress"),
        pytest.param(["--format", "docx"], "docx", id="unknown format"),
        pytest.param([], "--format", id="no format"),
    ],
)
def test_usage_errors(run: Run, arguments: list[str], said: str) -> None:
    """What makes no sense with a format is a usage error, and nothing is written."""
    done = run("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("name", "file"),
    [("csv", "x.txt"), ("csv", "x.y.CSV"), ("deepl", "x.csv"), ("yaml", "x.yml"), ("glosario", "x.yaml")],
)
def test_endings(run: Run, tmp_path: Path, name: str, file: str) -> None:
    """A text goes to a file of any ending that is not another format's; formats may share one."""
    assert run("export", "--format", name, "-o", tmp_path / file).code == 0
    assert (tmp_path / file).exists()


def test_a_file_is_never_replaced_unasked(run: Run, tmp_path: Path) -> None:
    """A file that is there stays as it is, unless it is said that it may go."""
    target = tmp_path / "out.csv"
    target.write_text("mine", encoding="utf-8")
    done = run("export", "--format", "babeldoc", "-o", target)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"dlterms: {target}: already exists; use --force to replace it, or name another\n"
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
    """A pipe in the place of the file, and a folder that is not there, are one line each."""
    os.mkfifo(tmp_path / "pipe")
    for place, said in ((tmp_path / "pipe", "not a regular file"), (tmp_path / "no" / "x", "cannot be written: ")):
        done = run("export", "--format", "json", "-o", place, "--force")
        assert (done.code, done.out) == (1, "")
        assert f"dlterms: {place}: {said}" in done.err
        assert done.err.count("\n") == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(run: Run, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each format is written, the same each time (Anki's the same second)."""
    set_clock(monkeypatch)
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        assert run("export", "--format", name, "-o", folder / f"x{FORMATS[name].suffix}").code == 0
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_nothing(run: Run, tmp_path: Path, name: str) -> None:
    """Of no terms no file is written, and it is said."""
    (tmp_path / "sub").mkdir()
    target = tmp_path / "sub" / f"x{FORMATS[name].suffix}"
    done = run("export", "--format", name, "--state", "known", "-o", target)
    assert done == (0, "", "dlterms: no such term; no file was written\n")
    assert [*(tmp_path / "sub").iterdir()] == []


def test_nothing_to_stdout(run: Run) -> None:
    """Where a program reads, it gets what the format is without a term."""
    assert run("export", "--format", "json", "--level", "3") == (0, "[]\n", "dlterms: no such term\n")


ADDED = """\
schema: dlterms/1
glossary: {id: also}
additions:
- {of: mine/one, zh: {aliases: [壹]}, x-met: at home}
- {of: mine/two, requires: [one]}
"""


OUTSIDE = "dlterms: yaml: 1 addition to an entry outside the selection not carried\n"


@pytest.fixture
def _added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second glossary adds to both terms and has none."""
    (tmp_path / "also.yaml").write_text(ADDED, encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", os.pathsep.join(str(tmp_path / name) for name in ("my.yaml", "also.yaml")))


@pytest.mark.parametrize(
    ("options", "names", "told"),
    [
        pytest.param([], ["one", "two"], "", id="all"),
        pytest.param(["--topic", "t"], ["one"], OUTSIDE, id="topic"),
        pytest.param(["--source", "note"], ["two"], OUTSIDE, id="source"),
        pytest.param(["--level", "1", "--state", "new"], ["one"], OUTSIDE, id="level and state"),
    ],
)
@pytest.mark.usefixtures("_added")
def test_additions_in_yaml(run: Run, options: list[str], names: list[str], told: str) -> None:
    """What a glossary adds to another's entries that are asked for is exported with it; the rest is counted."""
    done = run("export", "--format", "yaml", "--glossary", "also", *options)
    assert (done.code, done.err) == (0, told)
    lines = {
        "one": "  - {of: mine/one, zh: {aliases: [壹]}, x-met: at home}\n",
        "two": "  - {of: mine/two, requires: [one]}\n",
    }
    head = "schema: dlterms/1\n\nglossary:\n  id: also\n\nadditions:\n"
    assert done.out == head + "".join(lines[name] for name in names)


@pytest.mark.parametrize("options", [[], ["--glossary", "also"]])
@pytest.mark.usefixtures("_added")
def test_faulty_additions(run: Run, tmp_path: Path, options: list[str]) -> None:
    """What of an addition is faulty is neither served nor exported."""
    faulty = "- {of: mine/two, zh: {aliases: [一]}}\n- {of: mine/one, zh: {aliases: [甲]}, requires: [two]}\n"
    (tmp_path / "also.yaml").write_text(ADDED + faulty, encoding="utf-8")
    lines = run("export", "--format", "yaml", *options).out.partition("\nadditions:\n")[2].splitlines()
    assert [line for line in lines if "甲" in line or "一" in line] == ["  - {of: mine/one, zh: {aliases: [甲]}}"]


@pytest.mark.usefixtures("_added")
def test_additions_elsewhere(run: Run) -> None:
    """What cannot be exported without its entries is counted; with them it is a part of them."""
    done = run("export", "--format", "deepl", "--glossary", "also")
    assert done.err == ("dlterms: no such term\ndlterms: deepl: 2 additions to other glossaries' entries not carried\n")
    done = run("export", "--format", "deepl")
    assert "壹" in run("export", "--format", "json").out
    assert "addition" not in done.err
    assert "壹" not in run("export", "--format", "yaml", "--glossary", "mine").out


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(pytest.param(name, "4 `x-` keys", id=name) for name in FORMATS if name not in ("json", "yaml")),
        pytest.param("json", "1 `x-` key", id="json"),
        pytest.param("yaml", "", id="yaml"),
    ],
)
def test_own_keys(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str) -> None:
    """What a format does not carry of the keys that begin with x- is counted, those of additions, too."""
    one = {**TERMS[0], "x-met": {"x-at": "home"}, "zh": {"term": "一", "x-a": "b", "x-c": "d"}}
    (tmp_path / "my.yaml").write_text(yaml_of(one, topics=TOPICS, glossary={"id": "mine"}), encoding="utf-8")
    (tmp_path / "also.yaml").write_text(ADDED.split("- {of: mine/two")[0], encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", os.pathsep.join(str(tmp_path / file) for file in ("my.yaml", "also.yaml")))
    done = run("export", "--format", name, "-o", tmp_path / f"x{FORMATS[name].suffix}")
    assert done.code == 0
    assert [part for part in re.split(": |, | not", done.err) if "x-" in part] == [told] * bool(told)


def test_own_keys_of_json_come_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What JSON carries of one's own keys stands in the glossary that is made of it."""
    one = {**TERMS[0], "x-met": "home", "zh": {"term": "一", "x-a": "b"}}
    (tmp_path / "my.yaml").write_text(yaml_of(one, topics=TOPICS), encoding="utf-8")
    (tmp_path / "base.yaml").write_text(yaml_of(entry("other"), topics=TOPICS), encoding="utf-8")
    assert run("export", "--format", "json", "-o", tmp_path / "made").code == 0
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "base.yaml"))
    assert run("import", tmp_path / "made", "-o", tmp_path / "own.yaml", "--write").code == 0
    text = (tmp_path / "own.yaml").read_text(encoding="utf-8")
    assert ("x-met: home" in text, "x-a: b" in text) == (True, True)


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


@pytest.mark.parametrize(("options", "count"), [([], 2), (["--level", "1"], 1)], ids=["all", "part"])
@pytest.mark.parametrize("name", ["csv", "json", "glosario"])
def test_read_beside_itself(run: Run, tmp_path: Path, name: str, options: list[str], count: int) -> None:
    """Of an export of what is in use every term is there already, whatever its id, those of one name, too."""
    twins = [
        entry(id, {"term": "填充", "qualifier": zh}, {"term": "padding", "qualifier": en, "acronym": acronym}, level=n)
        for id, zh, en, acronym, n in [("pad", "卷积", "convolution", "P", 1), ("fill", "序列", "sequence", "F", 2)]
    ]
    (tmp_path / "my.yaml").write_text(yaml_of(*twins), encoding="utf-8")
    assert run("export", "--format", name, "-o", tmp_path / "made", *options).code == 0
    (tmp_path / "my.yaml").write_text(yaml_of(*twins).replace('"pad"', '"convolve"'), encoding="utf-8")
    done = run("import", tmp_path / "made", "--format", name, "-o", tmp_path / "own.yaml")
    assert (done.code, done.out.count("it is there already"), "Nothing to write" in done.out) == (0, count, True)
