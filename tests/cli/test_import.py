"""`dlterms import`: what would be made of a foreign file, and making it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from lookup_support import BUNDLED, entry, yaml_of

pytestmark = pytest.mark.usefixtures("compiled")
TABLE = """中文,英文,别名,分类
知识编辑,knowledge editing,模型编辑,大模型
暂退法,dropout,丢一丢,
注意力机制,foo bar,,
,,,
"""
BASE = """schema: dlterms/1
topics: [{id: t, zh: 题, en: Topic}]
terms:
  - {id: zzz, kind: concept, topic: t, zh: 某某某, en: zzz, status: draft}
"""
WHOLE = """schema: dlterms/1
glossary: {id: whole}
topics: [{id: deep, zh: 深, en: Deep}]
terms:
  - id: one
    kind: method
    topic: deep
    level: 1
    zh:
      term: 甲
      pinyin: jiǎ
      qualifier: 天干
      aliases: [甲一, {term: 甲二, status: deprecated, note: 旧}]
      hidden: [甲三, {term: 甲四, find_only: true}]
      definition: |-
        一。
        二，见[乙](#two)。
    en:
      term: alpha
      acronym: AL
      definition: One.
    contrast: [two]
    formulas: [{text: a = b, latex: 'a', zh: 甲, en: x}]
    examples: [{zh: 例, en: e}]
    cloze: [{lang: zh, text: '{{c1::甲}}是一'}]
    notes: [{kind: scope, zh: 注, en: n}]
    former_ids: [uno]
  - {id: two, kind: concept, topic: deep, zh: 乙, en: {term: beta, aliases: [b-1]}, status: draft, requires: [one]}
"""
COLUMNS = ("id", "kind", "topic", "level", "status", "zh.term", "zh.pinyin", "zh.qualifier", "zh.aliases",
           "zh.definition", "en.term", "en.acronym", "en.aliases", "en.definition", "requires", "contrast")  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "words.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where what is imported from words.csv goes."""
    return tmp_path / "config" / "glossary" / "words.yaml"


def test_dry_run(run: Run, table: Path, own: Path) -> None:
    """Without --write it is said what would be done, row by row, and nothing is written."""
    done = run("import", table)
    assert done.out.splitlines() == [
        "csv: 5 rows read, 1 entry made, 1 entry added to, 0 rows merged with earlier ones, 3 left out",
        "To fix:",
        "  line 4: `注意力机制` is 注意力机制 attention mechanism (attention-mechanism), which is not called `foo bar`"
        ": if that is its name, too, write it as an alias beside the names it has",
        "Left out on purpose:",
        "  line 1: the header",
        "  line 5: an empty row",
        f"Nothing written yet: --write writes {own}.",
    ]
    assert done.code == 1
    assert not own.exists()


def test_write(run: Run, table: Path, own: Path) -> None:
    """With --write entries and additions are in the file, are found, and a second import adds nothing."""
    assert run("import", table, "--write").out.splitlines()[-1] == f"Written: {own}"
    assert own.read_text(encoding="utf-8") == (
        "schema: dlterms/1\n"
        "topics:\n"
        "  - {id: da-mo-xing, zh: 大模型, en: 大模型}\n"
        "additions:\n"
        "  - {of: dlterms/dropout, zh: {aliases: [丢一丢]}}\n"
        "terms:\n"
        "  - id: knowledge-editing\n"
        "    kind: concept\n"
        "    topic: da-mo-xing\n"
        "    zh:\n"
        "      term: 知识编辑\n"
        "      aliases: [模型编辑]\n"
        "    en:\n"
        "      term: knowledge editing\n"
        "    status: draft\n"
    )
    assert json.loads(run("lookup", "--json", "模型编辑").out)["matches"][0]["id"] == "knowledge-editing"
    assert json.loads(run("lookup", "--json", "丢一丢").out)["matches"][0]["id"] == "dropout"
    written = own.read_bytes()
    again = run("import", table, "--write")
    assert (again.code, again.out.splitlines()[-1]) == (1, "Nothing to write.")
    assert own.read_bytes() == written
    assert run("check").code == 0


def test_rows_that_add_to_one_entry(run: Run, tmp_path: Path) -> None:
    """Entries are counted once, and the rows that add to them, too."""
    path = tmp_path / "x.csv"
    path.write_text("中文,英文,别名\n暂退法,dropout,丢一丢\n暂退法,dropout,丢两丢\n", encoding="utf-8")
    assert ", 1 entry added to by 2 rows, " in run("import", path).out


def test_asked(run: Run, table: Path) -> None:
    """A term of two names alone is asked in both directions."""
    run("import", table, "--write")
    quiz = [sys.executable, "-m", "dlterms", "quiz", "knowledge-editing", "--mode", "type", "--practice", "--json"]
    lines = subprocess.run(quiz, input="\n" * 4, capture_output=True, text=True, check=True).stdout.splitlines()
    asked = [event["direction"] for event in map(json.loads, lines) if event["event"] == "question"]
    assert {"zh-en", "en-zh"} == {*asked}


def test_what_check_refuses(run: Run, tmp_path: Path) -> None:
    """A row with a fault that `check` would find is left out with that fault; the others are written."""
    (tmp_path / "x.csv").write_text(
        "zh.term,en.term,zh.pinyin,id,requires\n甲甲,alpha one,,a,b\n乙乙,beta two,,b,a\n丙丙,gamma three,,,\n", "utf-8"
    )
    done = run("import", tmp_path / "x.csv", "-o", tmp_path / "x.yaml", "--write")
    assert (done.code, "a circle" in done.out) == (1, True)
    assert "gamma three" in (tmp_path / "x.yaml").read_text(encoding="utf-8")
    assert run("--glossary", tmp_path / "x.yaml", "check").code == 0


def test_comments_stay(run: Run, table: Path, own: Path) -> None:
    """What stands in the file already stays, byte for byte."""
    own.parent.mkdir(parents=True)
    before = "# mine\nschema: dlterms/1\n\n# these\ntopics:\n- {id: own, zh: 我的, en: Mine} # here\n"
    own.write_text(before, encoding="utf-8")
    run("import", table, "--write")
    after = own.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "knowledge-editing" in after


def test_from_a_pipe(own: Path, table: Path) -> None:
    """`-` is what comes through a pipe."""
    command = [sys.executable, "-m", "dlterms", "import", "-", "-o", str(own), "--format", "csv", "--write"]
    done = subprocess.run(command, input=table.read_bytes(), capture_output=True, check=False)
    assert done.returncode == 1
    assert own.exists()


@pytest.mark.parametrize(
    ("content", "arguments", "code"),
    [
        pytest.param("暂退法，dropout\n", [], 0, id="all there"),
        pytest.param("一段话。\n", [], 1, id="unknown format"),
        pytest.param("\0\0\0", [], 1, id="binary"),
        pytest.param("中文,英文\n", ["--format", "docx"], 2, id="no such format"),
        pytest.param(None, [], 1, id="no such file"),
    ],
)
def test_exit_code(run: Run, tmp_path: Path, content: str | None, arguments: list[str], code: int) -> None:
    """A fault in the file is exit code 1 with one line that names it."""
    path = tmp_path / "file.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = run("import", path, *arguments)
    assert done.code == code
    assert code != 1 or (len(done.err.splitlines()) == 1 and done.err.startswith(f"dlterms: {path}: "))


def test_no_name_of_a_file(run: Run, tmp_path: Path, table: Path) -> None:
    """An empty name of the file to write is refused, as a folder is, and nothing is written."""
    assert run("import", table, "--write", "-o", "") == (1, "", "dlterms: the name of the file is empty\n")
    assert not (tmp_path / "config").exists()


def test_namesakes(run: Run, tmp_path: Path) -> None:
    """Of entries of one name it is said, by the qualifier, which of them is there already."""
    terms = [
        entry("bank-a", {"term": "岸", "qualifier": "湖泊"}, "bank"),
        entry("bank-b", {"term": "岸", "qualifier": "河流"}, {"term": "bank", "qualifier": "river"}),
    ]
    (tmp_path / "a.yaml").write_text(yaml_of(*terms), encoding="utf-8")
    (tmp_path / "x.csv").write_text("中文,英文,qualifier en\n岸,bank,river\n", encoding="utf-8")
    done = run("--glossary", tmp_path / "a.yaml", "import", tmp_path / "x.csv", "-o", tmp_path / "b.yaml")
    assert "  line 2: it is there already: 岸 (河流) bank (river) (bank-b)\n" in done.out


def test_numbers(run: Run, tmp_path: Path) -> None:
    """Numbers and flags are written as such, without quotes; a level that is none is named."""
    path = tmp_path / "x.csv"
    path.write_text("中文,英文,level\n甲甲,alpha one,3\n乙乙,beta two,9\n甲甲,alpha one,3\n", encoding="utf-8")
    done = run("import", path, "-o", tmp_path / "a.yaml", "--write")
    assert "Note: levels that are not 1, 2 or 3, not taken: 1 (line 3: `9`)" in done.out
    assert re.findall("level.*", (tmp_path / "a.yaml").read_text(encoding="utf-8")) == ["level: 3"]
    hidden = [{"term": "甲三", "find_only": True}]
    own = {
        "level": "1",
        "zh": {"term": "丙丙", "hidden": hidden},
        "en": "gamma",
        "source": [{"id": "note", "line": 7}],
    }
    (tmp_path / "y.json").write_text(json.dumps([own]), encoding="utf-8")
    run("import", tmp_path / "y.json", "-o", tmp_path / "b.yaml", "--write")
    text = (tmp_path / "b.yaml").read_text(encoding="utf-8")
    assert re.findall("(?:level|find_only|line): .*", text) == ["level: 1", "find_only: true", "line: 7"]


def test_out_of_force(run: Run, tmp_path: Path, table: Path) -> None:
    """Where one's own glossary is not in use, the file to write has to be named."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    done = run("--glossary", tmp_path / "base.yaml", "import", table)
    assert (done.code, "-o FILE" in done.err) == (1, True)


def test_into_a_file_elsewhere(run: Run, table: Path, tmp_path: Path) -> None:
    """What stands in a file that is not in use is there already the second time, and it is said that it is not."""
    goal = tmp_path / "else.yaml"
    first = run("import", table, "--write", "-o", goal)
    assert first.out.splitlines()[-2] == f"Written: {goal}"
    assert first.out.splitlines()[-1].startswith("Note: that file is not in use: ")
    written = goal.read_bytes()
    for write in ([], ["--write"]):
        again = run("import", table, *write, "-o", goal)
        assert (again.err, again.out.splitlines()[-1]) == ("", "Nothing to write.")
    assert goal.read_bytes() == written
    assert run("--glossary", BUNDLED, "--glossary", goal, "check").code == 0


def test_into_an_empty_file(run: Run, table: Path, tmp_path: Path) -> None:
    """An empty file is no fault: it becomes a glossary."""
    goal = tmp_path / "else.yaml"
    goal.touch()
    assert run("import", table, "--write", "-o", goal).err == ""
    assert run("--glossary", BUNDLED, "--glossary", goal, "check").code == 0


@pytest.mark.parametrize("write", [[], ["--write"]], ids=["dry", "write"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, "a folder", id="folder"),
        pytest.param("schema: dlterms/1\nterms: [{id: a, kind: concept, topic: t, zh: 子, en: a}]\n", "dash per line",
                     id="flow style"),
        pytest.param("a: [\n", "file.yaml:", id="broken"),
        pytest.param("some text\n", "schema: dlterms/1", id="no glossary"),
    ],
)  # fmt: skip
def test_no_place(run: Run, table: Path, tmp_path: Path, content: str | None, told: str, write: list[str]) -> None:
    """A dry run, too, says where the file cannot be added to."""
    goal = tmp_path / "file.yaml"
    goal.mkdir() if content is None else goal.write_text(content, encoding="utf-8")
    done = run("import", table, "-o", goal, *write)
    assert (done.code, done.out, told in done.err) == (1, "", True)
    assert goal.is_dir() or goal.read_text(encoding="utf-8") == content


def entries(run: Run, *paths: Path) -> list[dict[str, Any]]:
    """The entries of some glossaries, without the one that only makes them a glossary."""
    found = json.loads(run(*(part for path in paths for part in ("--glossary", path)), "list", "--json").out)
    return [{**entry, "glossary": None} for entry in found if entry["id"] != "zzz"]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "whole.yaml").write_text(WHOLE, encoding="utf-8")
    return tmp_path / "base.yaml"


def test_json_and_back(run: Run, tmp_path: Path, base: Path) -> None:
    """What `list --json` prints is imported with all that it says."""
    wanted = entries(run, tmp_path / "whole.yaml")
    (tmp_path / "a.json").write_text(run("--glossary", tmp_path / "whole.yaml", "list", "--json").out, "utf-8")
    done = run("--glossary", base, "import", tmp_path / "a.json", "-o", tmp_path / "b.yaml", "--write")
    assert (done.code, len(wanted)) == (0, 2)
    assert entries(run, base, tmp_path / "b.yaml") == wanted


def test_csv_and_back(run: Run, tmp_path: Path, base: Path) -> None:
    """A table under the field names of the format is imported with all that its cells say."""
    written = as_table(entries(run, tmp_path / "whole.yaml"))
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *written])
    done = run("--glossary", base, "import", tmp_path / "a.csv", "-o", tmp_path / "b.yaml", "--write")
    assert (done.code, len(written)) == (0, 2)
    assert as_table(entries(run, base, tmp_path / "b.yaml")) == written


def as_table(found: list[dict[str, Any]]) -> list[list[str]]:
    return [[cell(entry, *column.split(".")) for column in COLUMNS] for entry in found]


def cell(entry: dict[str, Any], name: str, inner: str = "") -> str:
    value = entry[name][inner] if inner else entry[name]
    names = [one if isinstance(one, str) else one["term"] for one in value] if isinstance(value, list) else []
    return "; ".join(names) if names else str(value or "")
