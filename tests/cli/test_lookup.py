"""`dlterms lookup` as a user and as a program see it."""

from __future__ import annotations

import json
import os
import select
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import Run
from lookup_support import entry, yaml_of
from pty_tools import TIMEOUT, Terminal

pytestmark = pytest.mark.usefixtures("compiled")

DLTERMS = [sys.executable, "-m", "dlterms"]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_found(run: Run) -> None:
    """What is found is on stdout, exit code 0, nothing on stderr."""
    code, out, err = run("lookup", "暂退法")
    assert (code, err) == (0, "")
    assert out.startswith("暂退法  zàn tuì fǎ · dropout\nmethod · ")
    assert "\x1b" not in out


def test_not_found(run: Run) -> None:
    """What is not found is said on stderr, exit code 1, with what may have been meant; nothing on stdout."""
    code, out, err = run("lookup", "且拟合")
    assert (code, out) == (1, "")
    assert err.splitlines()[:2] == ["dlterms: no entry for `且拟合`", "  did you mean 欠拟合 underfitting?"]


def test_miss_helps(run: Run, tmp_path: Path) -> None:
    """A miss says what is near and explains it if it is little, how many terms there are, and how to add one."""
    path = write(tmp_path / "my.yaml", yaml_of(entry("go", "围棋程序", "Gogo"), entry("other", "别的", "other")))
    assert run("--glossary", path, "lookup", "gogo", "zero", "--lang", "en") == (
        1,
        "",
        "dlterms: no entry for `gogo zero`\n"
        "  did you mean 围棋程序 Gogo?\n"
        "    definition of go\n"
        "  `dlterms lookup --search gogo zero` looks into definitions\n"
        f"  to add it to the 2 terms here: README, “Your own terms”; yours go into {path}\n",
    )
    own = tmp_path / "config" / "glossary"
    assert run("lookup", "xyzzy", "--search").err.splitlines()[-1].endswith(f"yours go into {own}")


@pytest.mark.parametrize(
    ("query", "said", "command"),
    [
        pytest.param("且拟 x-y", "且拟 x-y", "且拟 x-y", id="plain"),
        pytest.param("what's $HOME;x", "what's $HOME;x", """'what'"'"'s $HOME;x'""", id="a shell's signs"),
        pytest.param("x" * 15_000, "x" * 59 + "…", "WORD", id="long"),
    ],
)
def test_what_a_miss_repeats(run: Run, tmp_path: Path, query: str, said: str, command: str) -> None:
    """What was typed is repeated cut short, and so that the command can be pasted into a shell."""
    path = write(tmp_path / "my.yaml", yaml_of(entry("a")))
    lines = run("--glossary", path, "lookup", query).err.splitlines()
    assert lines[0] == f"dlterms: no entry for `{said}`"
    assert f"  `dlterms lookup --search {command}` looks into definitions" in lines


@pytest.mark.parametrize(
    ("query", "shown_for"),
    [
        pytest.param("stochastic", None, id="a prefix"),
        pytest.param("gradient", None, id="part of the name"),
        pytest.param("on-line", None, id="part of an alias"),
        pytest.param("sjtdxj", None, id="initials"),
        pytest.param("什么是stochastic", "stochastic", id="a question with a part of the name"),
        pytest.param("随机梯度下降的原理", "随机梯度下降", id="a question"),
    ],
)
def test_a_single_hit_is_the_entry(run: Run, tmp_path: Path, query: str, shown_for: str | None) -> None:
    """What can only be one term is shown, however it was found, under a line that says for what if it was a phrase."""
    names = {"term": "stochastic gradient descent", "aliases": ["on-line descent"]}
    path = write(tmp_path / "my.yaml", yaml_of(entry("sgd", "随机梯度下降", names), entry("layer", "层", "layer")))
    code, out, err = run("--glossary", path, "lookup", query)
    assert (code, err) == (0, "")
    head = [f"shown for {shown_for}"] if shown_for else []
    assert out.splitlines()[: len(head) + 3] == [
        *head,
        "随机梯度下降 · stochastic gradient descent",
        "concept · 主题 topic · useful",
        "definition: definition of sgd",
    ]


def test_two_terms_in_a_phrase(run: Run) -> None:
    """A question about two terms compares them."""
    assert run("lookup", "过拟合和欠拟合的区别") == run("compare", "过拟合", "欠拟合")
    found = json.loads(run("lookup", "--json", "overfitting", "vs", "underfitting").out)
    assert [(m["id"], m["match"]) for m in found["matches"]] == [("overfitting", "phrase"), ("underfitting", "phrase")]


def test_full(run: Run, tmp_path: Path) -> None:
    """`--full` prints the whole of each entry, also of those that are else a list."""
    path = write(tmp_path / "my.yaml", yaml_of(*(entry(f"e{n}", f"词{n}", f"word {n}") for n in range(5))))
    lines = run("--glossary", path, "lookup", "word").out.splitlines()
    assert lines == [f"词{n} · word {n}" for n in range(5)]
    full = run("--glossary", path, "lookup", "--full", "word").out
    assert [line for line in full.splitlines() if line.endswith("definition of e3")] == [
        "definition: definition of e3"
    ] * 2


@pytest.mark.parametrize(
    ("queries", "expected", "code"),
    [
        pytest.param("dropout\n", ["dropout\tdropout\t暂退法\tdropout"], 0, id="one"),
        pytest.param("暂退法", ["暂退法\tdropout\t暂退法\tdropout"], 0, id="no end of line"),
        pytest.param("dropout\r\nxyzzy\r\n", ["dropout\tdropout\t暂退法\tdropout", "xyzzy\t\t\t"], 1, id="a miss"),
        pytest.param("\ndropout\n", ["\t\t\t", "dropout\tdropout\t暂退法\tdropout"], 1, id="an empty line"),
        pytest.param("batch\tsize\n", ["batch size\tbatch-size\t批量大小\tbatch size"], 0, id="a tab"),
        pytest.param("", [], 0, id="nothing"),
    ],
)
def test_many(queries: str, expected: list[str], code: int) -> None:
    """`lookup -` answers each line with one: query, id, Chinese and English name, the last three empty on a miss."""
    done = subprocess.run([*DLTERMS, "lookup", "-"], input=queries.encode(), capture_output=True, check=False)
    assert (done.stdout.decode().splitlines(), done.returncode, done.stderr) == (expected, code, b"")


def test_many_as_json(run: Run) -> None:
    """With `--json` each line is the object that one look-up prints."""
    done = subprocess.run(
        [*DLTERMS, "lookup", "-", "--json"], input="SGD\n什么是过拟合\nxyzzy\n", capture_output=True, text=True
    )
    assert done.stdout == "".join(run("lookup", "--json", query).out for query in ("SGD", "什么是过拟合", "xyzzy"))
    assert done.returncode == 1


def test_many_answers_at_once() -> None:
    """Whoever keeps the process gets each answer before the next question, as often as it asks."""
    with subprocess.Popen([*DLTERMS, "lookup", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(3):
            process.stdin.write("过拟合\n".encode())
            process.stdin.flush()
            assert select.select([process.stdout], [], [], TIMEOUT)[0]
            assert process.stdout.readline().decode() == "过拟合\toverfitting\t过拟合\toverfitting\n"


def test_bytes_among_many() -> None:
    """Bytes that are no text hold up nothing that comes after them."""
    done = subprocess.run([*DLTERMS, "lookup", "-"], input=b"\xff\xfe\nSGD\n", capture_output=True, check=False)
    assert [line.split("\t")[1] for line in done.stdout.decode().splitlines()] == ["", "stochastic-gradient-descent"]


@pytest.mark.parametrize("words", [[""], ["  "], ["，。"], ["--", "--"]], ids=ascii)
def test_nothing_asked(run: Run, words: list[str]) -> None:
    """A query without a letter finds nothing, and asks for nothing."""
    code, out, err = run("lookup", *words)
    assert (code, out) == (1, "")
    assert err.startswith("dlterms: no entry for `")


@pytest.mark.parametrize(
    "arguments",
    [["lookup"], ["lookup", "--lang", "fr", "x"], ["lookup", "--nothing", "x"], ["quizz"]],
    ids=" ".join,
)
def test_usage(run: Run, arguments: list[str]) -> None:
    """A command that cannot be understood exits 2 and says so on stderr."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: dlterms" in err


def test_words_need_no_quotes(run: Run) -> None:
    """Several words are one query."""
    assert run("lookup", "batch", "size").out == run("lookup", "batch size").out != ""


def test_json(run: Run) -> None:
    """`--json` prints one object with the query, the matches and whole entries under the YAML's names."""
    code, out, err = run("lookup", "--json", "zantuifa")
    found = json.loads(out)
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert (list(found), found["query"], found["suggestions"]) == (["query", "matches", "suggestions"], "zantuifa", [])
    (match,) = found["matches"]
    assert (list(match), match["id"], match["match"]) == (["id", "match", "entry"], "dropout", "pinyin")
    entry_ = match["entry"]
    assert {"id", "kind", "topic", "level", "zh", "en", "requires", "contrast", "examples", "status"} <= set(entry_)
    assert set(entry_["zh"]) >= {"term", "pinyin", "qualifier", "aliases", "hidden", "definition"}
    assert {"term", "status", "note"} <= set(entry_["zh"]["aliases"][0])


def test_json_of_a_miss(run: Run) -> None:
    """A miss is an object too, on stdout, with exit code 1."""
    code, out, err = run("lookup", "--json", "且拟合")
    assert (code, err) == (1, "")
    found = json.loads(out)
    assert found["matches"] == []
    assert found["suggestions"][0] == {"id": "underfitting", "zh": "欠拟合", "en": "underfitting"}


@pytest.mark.parametrize(
    ("lang", "chinese", "english"),
    [("zh", True, False), ("en", False, True), ("both", True, True)],
)
def test_lang(run: Run, lang: str, chinese: bool, english: bool) -> None:
    """`--lang` chooses whose explanations are shown."""
    definitions = [line for line in run("lookup", "dropout", "--lang", lang).out.splitlines() if "definition: " in line]
    assert any("正则化方法" in line for line in definitions) is chinese
    assert any("A regularization method" in line for line in definitions) is english


def test_search(run: Run) -> None:
    """`--search` looks into definitions, and lists entries one a line."""
    lines = run("lookup", "--search", "正则化方法").out.splitlines()
    assert "暂退法 · dropout" in [line.partition("  (")[0] for line in lines] or lines[0].startswith("暂退法")


def test_several_of_one_name(run: Run) -> None:
    """Entries that bear one name are all shown, told apart by their qualifier."""
    out = run("lookup", "特征向量").out
    assert "特征向量 (机器学习)" in out
    assert "特征向量 (线性代数)" in out


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        pytest.param(["暂退法"], "暂退法  ", id="Chinese"),
        pytest.param(["batch", "size"], "批量大小  ", id="two words"),
        pytest.param(["SGD", "--lang", "en"], "随机梯度下降  ", id="with an option"),
        pytest.param(["dropout", "--json"], '{"query": "dropout"', id="with a flag"),
    ],
)
def test_word_without_a_command(run: Run, arguments: list[str], start: str) -> None:
    """`dlterms WORD` is `dlterms lookup WORD` where WORD is a known label."""
    code, out, _ = run(*arguments)
    assert code == 0
    assert out.startswith(start)
    assert out == run("lookup", *arguments).out


@pytest.mark.parametrize(
    ("word", "near"),
    [
        pytest.param("quizz", "'quiz'", id="a letter more"),
        pytest.param("lokup", "'lookup'", id="a letter less"),
        pytest.param("pash", "'path'", id="another letter"),
        pytest.param("quzi", "'quiz'", id="two swapped"),
        pytest.param("Quiz", "'quiz'", id="capitals"),
        pytest.param("stat", "'stats'", id="a singular"),
    ],
)
def test_unknown_command(run: Run, word: str, near: str) -> None:
    """A word alone that is one edit from a command and no label is a slip of the command, and is not looked up."""
    code, out, err = run(word)
    assert (code, out) == (2, "")
    assert err.endswith(
        f"Error: No such command '{word}'. Did you mean {near}? `dlterms lookup WORD` looks a word up.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["xyzzy"], id="like no command"),
        pytest.param(["quzzi"], id="two edits from one"),
        pytest.param(["stat", "xyzzy"], id="not alone"),
        pytest.param(["depth"], id="a word of names"),
        pytest.param(["拟合"], id="part of a name"),
        pytest.param(["gounihe"], id="a slip in pinyin"),
        pytest.param(["what", "is", "dropout"], id="a question"),
    ],
)
def test_words_without_a_command(run: Run, words: list[str]) -> None:
    """Whatever is no command is looked up, found or not."""
    assert run(*words) == run("lookup", *words)


def test_label_that_is_near_a_command(run: Run, tmp_path: Path) -> None:
    """A label is looked up, however near to a command; behind `lookup` also one that is a command."""
    path = write(tmp_path / "my.yaml", yaml_of(entry("stat", "统计量", "stat"), entry("quiz", "测验", "quiz")))
    assert run("--glossary", path, "stat").out.startswith("统计量 · stat\n")
    assert run("--glossary", path, "lookup", "quiz").out.startswith("测验 · quiz\n")


def test_faulty_user_glossary(run: Run, tmp_path: Path) -> None:
    """Of a faulty file of one's own the sound entries are served, with one line on stderr at each use."""
    text = yaml_of(entry("good", "好词", "good word"), {"id": "bad", "kind": "nonsense"})
    own = write(tmp_path / "config" / "glossary" / "own.yaml", text)
    for _ in ("compiling", "compiled"):
        code, out, err = run("lookup", "好词")
        assert code == 0
        assert out.startswith("好词 · good word\n")
        assert len(err.splitlines()) == 1
        assert err.startswith(f"dlterms: {own}:1:")
        assert err.endswith("run `dlterms check` for all\n")
        assert run("lookup", "dropout").out.startswith("暂退法")


def test_own_entries_stand_beside_the_bundled_ones(run: Run, tmp_path: Path) -> None:
    """A file added, changed or taken away is seen by the next look-up."""
    assert run("lookup", "好词").code == 1
    own = write(tmp_path / "config" / "glossary" / "own.yaml", yaml_of(entry("good", "好词", "good word")))
    assert run("lookup", "好词").out.startswith("好词 · good word")
    write(own, yaml_of(entry("good", "好词", "better word")))
    assert run("lookup", "好词").out.startswith("好词 · better word")
    own.unlink()
    assert run("lookup", "好词").code == 1


def test_named_glossary(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--glossary` and DLTERMS_GLOSSARY stand in for all others."""
    path = write(tmp_path / "my.yaml", yaml_of(entry("good", "好词", "good word")))
    assert run("--glossary", path, "lookup", "好词").code == 0
    assert run("--glossary", path, "lookup", "dropout").code == 1
    assert run("--glossary", path, "good").code == 0
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(path))
    assert run("lookup", "好词").code == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("gone.yaml", None, "no such file or folder", id="missing"),
        pytest.param("bad.yaml", "a: [", "bad.yaml:", id="not YAML"),
        pytest.param("empty.yaml", "schema: dlterms/1\n", "no entries in", id="empty"),
    ],
)
def test_nothing_to_look_up_in(run: Run, tmp_path: Path, name: str, text: str | None, message: str) -> None:
    """Where no entry can be served, one line on stderr says why, exit code 1."""
    if text is not None:
        write(tmp_path / name, text)
    code, out, err = run("--glossary", tmp_path / name, "lookup", "x")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert message in err
    assert err.startswith("dlterms: ")


def _index(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").glob("*.sqlite")
    return path


def test_damaged_index_is_mended(run: Run, tmp_path: Path) -> None:
    """Damage that shows only while reading is mended at once, without a word."""
    before = run("lookup", "dropout")
    path = _index(tmp_path)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.unlink()  # which other tests share
    path.write_bytes(content)
    assert run("lookup", "dropout") == before
    assert _index(tmp_path).read_bytes() != content


@pytest.mark.parametrize("table", ["entry", "label", "topic", "former"])
@pytest.mark.parametrize("command", [["path", "dropout"], ["stats"], ["topics"], ["lookup", "dropout"]])
def test_damaged_table_is_mended(run: Run, tmp_path: Path, command: list[str], table: str) -> None:
    """A table that cannot be read makes no command fail."""
    before = run(*command)
    path = _index(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.unlink()
    path.write_bytes(content)
    assert run(*command) == before


def test_unwritable_cache(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be cached the answer is the same."""
    monkeypatch.setenv("DLTERMS_CACHE_DIR", str(write(tmp_path / "file", "") / "below"))
    code, out, err = run("lookup", "dropout")
    assert (code, err) == (0, "")
    assert out.startswith("暂退法")


def shell(command: str, tmp_path: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """A command line in a shell, `dlterms` being this one."""
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")}
    text = f'dlterms() {{ "{sys.executable}" -m dlterms "$@"; }}\n{command}'
    return subprocess.run(["bash", "-c", text], capture_output=True, check=False, env=kept | environ)


@pytest.mark.parametrize(
    ("command", "environ", "code", "out", "err"),
    [
        pytest.param(
            "dlterms lookup dropout >/dev/full", {}, 1, b"", b"dlterms: cannot write the output", id="full disk"
        ),
        pytest.param("dlterms list | head -1 | wc -l; exit ${PIPESTATUS[0]}", {}, 0, b"1", b"", id="head"),
        pytest.param("dlterms lookup dropout >&-", {}, 0, b"", b"", id="stdout closed"),
        pytest.param("dlterms stats >&-", {}, 0, b"", b"", id="stats with stdout closed"),
        pytest.param("dlterms path dropout >&-", {}, 0, b"", b"", id="path with stdout closed"),
        pytest.param("dlterms lookup 暂退法", {"PYTHONIOENCODING": "latin-1"}, 0, b"???  z\xe0n tu", b"", id="Latin-1"),
        pytest.param("dlterms lookup 暂退法", {"LC_ALL": "C"}, 0, "暂退法  zàn".encode(), b"", id="C locale"),
        pytest.param("dlterms lookup dropout", {"COLUMNS": "0"}, 0, "暂退法  zàn".encode(), b"", id="COLUMNS=0"),
        pytest.param("dlterms lookup dropout", {"COLUMNS": "²"}, 0, "暂退法  zàn".encode(), b"", id="COLUMNS=²"),
        pytest.param("dlterms stats --svg $DLTERMS_DATA_DIR.svg", {"LINES": "²"}, 0, b"", b"", id="LINES=²"),
        pytest.param("dlterms --help", {"COLUMNS": "²"}, 0, b"Usage: dlterms", b"", id="help with COLUMNS=²"),
        pytest.param("dlterms lookup dropout", {"FORCE_COLOR": "1"}, 0, "暂退法  zàn".encode(), b"", id="FORCE_COLOR"),
        pytest.param(
            "dlterms lookup $'\\xff\\xfe'", {}, 1, b"", b"dlterms: no entry for `", id="bytes that are no text"
        ),
        pytest.param("dlterms lookup $'\\e[31mx'", {}, 1, b"", b"dlterms: no entry for `[31mx`", id="escape sequence"),
    ],
)
def test_in_a_shell(tmp_path: Path, command: str, environ: dict[str, str], code: int, out: bytes, err: bytes) -> None:
    """Whatever stdout is, the exit code is right, stderr has a line at most for it, and there is no traceback."""
    done = shell(command, tmp_path, **environ)
    assert done.returncode == code
    assert done.stdout.startswith(out)
    assert done.stderr.startswith(err)
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    if not err:
        assert done.stderr == b""


FORBIDDEN = (
    "yaml",
    "rich",
    "fsrs",
    "rapidfuzz",
    "pypinyin",
    "opencc",
    "importlib.metadata",
    "dlterms.index.build",
    "dlterms.model",
    "pathlib",
)


@pytest.mark.parametrize("query", ["dropout", "暂退法", "zantuifa", "拟合"])
def test_warm_look_up_imports_little(run: Run, query: str) -> None:
    """A look-up in a compiled index imports nothing that only the compiler or a terminal needs."""
    run("lookup", query)
    command = [sys.executable, "-X", "importtime", "-m", "dlterms", "lookup", query]
    done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "dlterms.index.find" in imported
    assert imported.isdisjoint(FORBIDDEN)


@pytest.mark.parametrize(
    ("environ", "bold", "coloured"),
    [
        pytest.param({}, True, False, id="usual"),
        pytest.param({"NO_COLOR": "1"}, True, False, id="NO_COLOR"),
        pytest.param({"TERM": "dumb"}, False, False, id="TERM=dumb"),
        pytest.param({"COLUMNS": "0"}, True, False, id="COLUMNS=0"),
        pytest.param({"COLUMNS": "²", "LINES": "²"}, True, False, id="COLUMNS=²"),
        pytest.param({"COLUMNS": "9" * 5000, "LINES": "9" * 5000}, True, False, id="COLUMNS of 5,000 digits"),
    ],
)
def test_on_a_terminal(tmp_path: Path, environ: dict[str, str], bold: bool, coloured: bool) -> None:
    """On a terminal the page has its marks where the terminal can show them, and fits its width."""
    path = write(
        tmp_path / "my.yaml", yaml_of(entry("layer", "层", "layer", requires=["unit"]), entry("unit", "单元", "unit"))
    )
    terminal = Terminal([*DLTERMS, "--glossary", str(path), "layer"], 60, tmp_path, environ)
    terminal.wait_for("learn first")
    assert terminal.lines()[0] == "层 · layer"
    cells = [cell for row in terminal.screen.buffer.values() for cell in row.values() if cell.data.strip()]
    assert any(cell.bold for cell in cells) is bold
    assert any(cell.fg != "default" for cell in cells) is coloured
    assert terminal.status() == 0
    terminal.end()


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        pytest.param("lookup --full long", 46, id="the whole of an entry"),
        pytest.param("lookup long", 0, id="a short page"),
    ],
)
def test_pager(tmp_path: Path, command: str, lines: int) -> None:
    """On a terminal what does not fit goes through the pager that the environment names, and nothing else does."""
    examples = [{"zh": f"例{n}", "en": f"example {n}"} for n in range(20)]

    path = write(tmp_path / "my.yaml", yaml_of(entry("long", "长", "long", examples=examples)))
    arguments = [*DLTERMS, "--glossary", str(path), *command.split()]
    terminal = Terminal(arguments, 60, tmp_path, {"PAGER": f"cat >{tmp_path}/paged"})
    assert terminal.status() == 0
    terminal.end()
    paged = tmp_path / "paged"
    assert (len(paged.read_text(encoding="utf-8").splitlines()) if paged.exists() else 0) == lines


def test_additions(tmp_path: Path, run: Run) -> None:
    """A name that a file adds to an entry is found and shown, alone and in `list --json`, and what is wrong is said."""
    text = yaml_of(entry("layer", "层", "layer"), entry("unit", "单元", "unit"), glossary={"id": "g"})
    write(tmp_path / "g" / "a.yaml", text)
    added = "- {of: g/unit, zh: {aliases: [神经单位]}, notes: [{kind: usage, en: Said at work.}]}\n- {of: g/layr}\n"
    own = write(tmp_path / "g" / "own.yaml", f"schema: dlterms/1\nadditions:\n{added}")
    code, out, err = run("--glossary", own.parent, "lookup", "神经单位", "--full")
    assert (code, out.splitlines()[0]) == (0, "单元 · unit")
    assert "神经单位" in out
    assert "Said at work." in out
    assert err == (
        f"dlterms: {own}:4:8: additions: no entry `g/layr`, did you mean `g/layer`?; run `dlterms check` for all\n"
    )
    listed = {one["id"]: one for one in json.loads(run("--glossary", own.parent, "list", "--json").out)}
    assert [alias["term"] for alias in listed["unit"]["zh"]["aliases"]] == ["神经单位"]
    assert listed["unit"]["glossary"] == "g"
