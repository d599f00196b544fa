from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from cli.conftest import Run

HEAD = "schema: dlterms/1\ntopics: [{id: t, zh: 题, en: T}]\nterms:\n"
ENTRY = """\
  - id: {id}
    kind: concept
    topic: t
    zh: {{term: {zh}, definition: "一个[特征](#feature)。"}}
    en: {{term: {en}, definition: "A [feature](#feature)."}}
    requires: [feature]
"""
GOOD = HEAD + ENTRY.format(id="gadget", zh="小器", en="gadget")
WARNED = GOOD.replace("A [feature](#feature).", "Recently a [feature](#feature).")
TWO = GOOD + ENTRY.format(id="widget", zh="小件", en="widget")
FAULTY = GOOD.replace("requires: [feature]", "requires: [featre]")


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


@pytest.mark.parametrize(
    ("text", "strict", "code", "last"),
    [
        pytest.param(GOOD, False, 0, "1 entry, 0 errors, 0 warnings", id="good"),
        pytest.param(GOOD, True, 0, "1 entry, 0 errors, 0 warnings", id="good-strict"),
        pytest.param(WARNED, False, 0, "1 entry, 0 errors, 1 warning", id="warning"),
        pytest.param(WARNED, True, 1, "1 entry, 0 errors, 1 warning", id="warning-strict"),
        pytest.param(FAULTY, False, 1, "1 entry, 1 error, 0 warnings", id="error"),
        pytest.param(TWO, False, 0, "2 entries, 0 errors, 0 warnings", id="two entries"),
    ],
)
def test_exit_code_and_totals(glossary: Path, run: Run, text: str, strict: bool, code: int, last: str) -> None:
    """Errors fail, warnings only with --strict, and the last line counts both."""
    glossary.write_text(text, encoding="utf-8")
    done = run("check", glossary, *(["--strict"] if strict else []))
    assert (done.code, done.out.splitlines()[-1]) == (code, last)


def test_text_names_file_line_and_column(glossary: Path, run: Run) -> None:
    """A problem is one line that an editor can jump to."""
    glossary.write_text(FAULTY, encoding="utf-8")
    line = run("check", glossary).out.splitlines()[0]
    assert line == (
        f"{glossary}:9:16: error [unknown-reference] gadget: requires: no entry `featre`, did you mean `feature`?"
    )


def test_json_is_a_list_of_problems(glossary: Path, run: Run) -> None:
    """`--format json` prints the same as data."""
    glossary.write_text(FAULTY, encoding="utf-8")
    (problem,) = json.loads(run("check", glossary, "--format", "json").out)
    assert problem == {
        "file": str(glossary),
        "line": 9,
        "column": 16,
        "level": "error",
        "code": "unknown-reference",
        "message": "gadget: requires: no entry `featre`, did you mean `feature`?",
    }


def test_github_annotates(glossary: Path, run: Run) -> None:
    """`--format github` prints a workflow command for each problem."""
    glossary.write_text(FAULTY, encoding="utf-8")
    line = run("check", glossary, "--format", "github").out.splitlines()[0]
    assert line.startswith(f"::error file={glossary},line=9,col=16,title=unknown-reference::gadget: requires: no entry")


def test_bundled_glossary_is_clean(run: Run) -> None:
    """`check --strict` on the bundled glossary prints nothing but its totals."""
    done = run("check", "--strict")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"\d+ entries, 0 errors, 0 warnings\n", done.out)


def test_other_version_of_a_file_in_force_is_no_clash(tmp_path: Path, run: Run) -> None:
    """A file that is another version of one in use stands in for it."""
    source = Path(__file__).parents[2] / "glossary" / "rl.yaml"
    (tmp_path / "rl.yaml").write_bytes(source.read_bytes())
    assert run("check", tmp_path / "rl.yaml").code == 0


def test_example_of_additions(glossary: Path, run: Run) -> None:
    """The example of docs/format.md has no fault, and neither has another version of a file in use."""
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
    example = re.findall("^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)[0]
    own = glossary.parent / "config" / "glossary" / glossary.name
    own.parent.mkdir(parents=True)
    for path in (glossary, own):
        path.write_text(example, encoding="utf-8")
        assert run("check", glossary, "--strict") == (0, "0 entries, 0 errors, 0 warnings\n", "")


def test_id_of_the_bundled_glossary_clashes(glossary: Path, run: Run) -> None:
    """A file that takes an id of the bundled glossary is told where that stands."""
    glossary.write_text(GOOD.replace("id: gadget", "id: dropout"), encoding="utf-8")
    done = run("check", glossary)
    assert done.code == 1
    assert "mine.yaml:4:9: error [duplicate-id] there is already an entry `dropout` (first at" in done.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"\xff\xfe", ":1:1: error [encoding]", id="not-utf-8"),
        pytest.param(b"", ":1:1: error [type]", id="empty"),
        pytest.param(b"schema: dlterms/2\n", ":1:9: error [choice]", id="another-schema"),
        pytest.param(b'schema: dlterms/1\nterms: ["\\e[31m"]\n', ":2:9: error [unsafe-character]", id="escape"),
    ],
)
def test_unreadable_files_are_problems(glossary: Path, run: Run, content: bytes, said: str) -> None:
    """What cannot be read at all is a problem like any other, and no escape reaches the terminal."""
    glossary.write_bytes(content)
    done = run("check", glossary)
    assert done.code == 1
    assert said in done.out
    assert "\x1b" not in done.out


def test_missing_file_is_one_line(tmp_path: Path, run: Run) -> None:
    """A file that is not there is one line on stderr."""
    assert run("check", tmp_path / "none.yaml") == (1, "", f"dlterms: {tmp_path}/none.yaml: no such file or folder\n")


def test_a_file_counts_once(glossary: Path, run: Run) -> None:
    """However a file is named, twice or in a folder that is named too, its ids do not clash with themselves."""
    glossary.write_text(GOOD, encoding="utf-8")
    other = glossary.with_name("other.yaml")
    other.symlink_to(glossary)
    named = (glossary, f"{glossary.parent}/./{glossary.name}", glossary.parent, other)
    assert run("check", *named) == (0, "1 entry, 0 errors, 0 warnings\n", "")
    in_force = [part for path in named for part in ("--glossary", path)]
    text = GOOD.replace("requires: [feature]", "status: approved").replace("[feature](#feature)", "feature")
    glossary.write_text(text.replace("[特征](#feature)", "特征"), encoding="utf-8")
    assert run(*in_force, "check", other).out.endswith("1 entry, 0 errors, 1 warning\n")


def test_a_folder_is_listed_once(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """How often a folder is looked into does not hang on how many entries are in it."""
    (tmp_path / "mine.yaml").write_text(TWO, encoding="utf-8")
    listed: list[str] = []
    listdir = os.listdir

    def told(path: str) -> list[str]:
        listed.append(os.fspath(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", told)
    assert run("check", tmp_path).code == 0
    assert listed.count(str(tmp_path)) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_a_problem(tmp_path: Path, run: Run) -> None:
    """A pipe is not waited for, whether it is named or stands in a folder."""
    os.mkfifo(tmp_path / "pipe.yaml")
    said = f"{tmp_path}/pipe.yaml:1:1: error [unreadable] not a regular file\n0 entries, 1 error, 0 warnings\n"
    assert run("check", tmp_path) == (1, said, "")
    assert run("check", tmp_path / "pipe.yaml") == (1, said, "")
    assert run("--glossary", tmp_path, "check") == (1, said, "")
