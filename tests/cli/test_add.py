"""`dlterms add` without a terminal, and with an editor."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from cli.conftest import Run
from own_support import lay_out

HEAD = """\
# yaml-language-server: $schema=dlterms.schema.json
# Your own terms: `dlterms add` adds to them, `dlterms edit TERM` opens them, `dlterms check` finds faults.
schema: dlterms/1
"""
OWN = "topics:\n  - {id: own, zh: 我的术语, en: My terms}\n"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dlterms.paths.bundled_glossary", lambda: str(tmp_path / "bundled.yaml"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return lay_out(tmp_path)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shell script that is the editor; $1 is the line as +LINE, $2 the file, by the habit of vi."""
    script = tmp_path / "vi"
    script.write_text("")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"sh {script}")
    monkeypatch.setenv("VISUAL", str(script))
    return script


def left(place: Path) -> list[str]:
    """What the files hold that were left behind."""
    return [file.read_text() for file in place.glob("dlterms-*.yaml")]


def test_one_line(run: Run, own: Path) -> None:
    """Two names make a draft, with pinyin, id, topic and kind as proposed; a look-up finds it at once."""
    done = run("add", "学习率衰减", "Learning-rate", "decay", "--met", "学习率衰减: a\tsentence \x1b# of it")
    assert done.out == (
        f"学习率衰减 Learning-rate decay: added to {own}\n"
        "`dlterms lookup learning-rate-decay` shows it, `dlterms quiz learning-rate-decay` asks it\n"
    )
    assert own.read_text() == HEAD + (
        "terms:\n"
        "  - id: learning-rate-decay\n"
        "    kind: method\n"
        "    topic: train\n"
        "    zh:\n"
        "      term: 学习率衰减\n"
        "      pinyin: xué xí lǜ shuāi jiǎn\n"
        "    en: Learning-rate decay\n"
        "    status: draft\n"
        "    x-met: '学习率衰减: a sentence # of it'\n"
    )
    assert run("lookup", "xuexilvshuaijian").out.startswith("学习率衰减  xué xí lǜ shuāi jiǎn · ")
    assert run("check", own).out.endswith("1 entry, 0 errors, 0 warnings\n")


def test_what_is_said(run: Run, own: Path) -> None:
    """What the options say is taken; a topic by its name, tones as numbers."""
    said = ("--zh", "稀奇", "--pinyin", "xi1 qi2", "--id", "odd", "--topic", "主题", "--kind", "field")
    assert run("add", "strange", "thing", *said).code == 0
    assert own.read_text().removeprefix(HEAD) == (
        "terms:\n  - id: odd\n    kind: field\n    topic: t\n    zh:\n      term: 稀奇\n      pinyin: xī qí\n"
        "    en: strange thing\n    status: draft\n"
    )


def test_what_nothing_is_like(run: Run, own: Path) -> None:
    """What is like nothing goes to one's own topic, declared once; pinyin in doubt is kept and not taken for right."""
    assert "correct its pinyin with `dlterms edit turtle`" in run("add", "乌龟", "turtle").out
    assert run("add", "Foo", "--zh", "Foo").out.endswith("`dlterms lookup foo` shows it\n")
    assert own.read_text() == HEAD + OWN + (
        "terms:\n  - id: turtle\n    kind: concept\n    topic: own\n"
        "    zh:\n      term: 乌龟\n      x-pinyin: wu? gui?\n    en: turtle\n    status: draft\n"
        "  - id: foo\n    kind: concept\n    topic: own\n    zh: Foo\n    en: Foo\n    status: draft\n"
    )
    assert run("lookup", "wugui").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["梯度"], 2, "the English name is missing: give it with --en", id="no English"),
        pytest.param(["gradient"], 2, "the Chinese name is missing: give it with --zh", id="no Chinese"),
        pytest.param([], 2, "the Chinese name is missing", id="nothing"),
        pytest.param(["a", "梯度", "b"], 2, "which words are the Chinese name?", id="unclear"),
        pytest.param(["a", "--zh", "梯度", "--en", "b"], 2, "what are the other words?", id="three names"),
        pytest.param(["…", "--zh", "梯度"], 2, "`…` has neither letters nor Chinese characters", id="no name"),
        pytest.param(["n" * 201, "--zh", "梯度"], 2, "has 201 characters: at most 200, shorten it", id="long name"),
        pytest.param(["随机失活", "x"], 1, "`随机失活` is a name of 暂退法 dropout already: `dlterms lookup dropout`",
                     id="alias of another"),
        pytest.param(["新", "Drop-out"], 1, "`dlterms edit dropout` opens it", id="English name of another"),
        pytest.param(["梯度", "x", "--id", "drop-out"], 1, "`drop-out` is taken by 暂退法 dropout", id="former id"),
        pytest.param(["梯度", "x", "--id", "X"], 2, "`X` is not an id", id="no id"),
        pytest.param(["梯度", "x", "--topic", "trian"], 2, "no topic `trian`, did you mean train 训练?", id="no topic"),
        pytest.param(["梯度", "x", "--kind", "thing"], 2, "--kind", id="no kind"),
        pytest.param(["梯度", "x", "--pinyin", "ti1"], 2, "梯度 needs 2 syllables, one for each character; `ti1` has 1",
                     id="pinyin"),
    ],
)  # fmt: skip
def test_what_is_refused(run: Run, own: Path, arguments: list[str], code: int, message: str) -> None:
    """What is not clear, or there already, is refused, and nothing is written."""
    done = run("add", *arguments)
    assert (done.code, done.out) == (code, "")
    assert message in " ".join(done.err.split())
    assert not own.exists()


def test_an_id_that_is_taken(run: Run, own: Path) -> None:
    """A proposed id is a new one."""
    assert run("add", "新", "weight decay 2", "--id", "weight-decay-2").code == 0
    assert run("add", "新的", "weight-decay #").code == 0
    assert "id: weight-decay-sharp\n" in own.read_text()


def test_another_file(run: Run, own: Path, tmp_path: Path) -> None:
    """With --to another file is added to, whose own topic is proposed where it is not in use."""
    assert run("new", tmp_path / "mine.yaml").code == 0
    done = run("add", "乌龟", "turtle", "--to", tmp_path / "mine.yaml")
    assert done.out.endswith(
        "which is not in use: put it into your glossary folder, or name it with `dlterms --glossary`\n"
    )
    text = (tmp_path / "mine.yaml").read_text()
    assert "\n  - id: turtle\n    kind: concept\n    topic: mine-terms\n" in text
    assert not own.exists()
    assert run("--glossary", tmp_path / "mine.yaml", "lookup", "乌龟").code == 0


@pytest.mark.parametrize("first", ["own", "work"])
def test_ones_own_topic_in_two_files(run: Run, own: Path, tmp_path: Path, first: str) -> None:
    """One's own topic is declared in each file that uses it, so that either stands alone and both stand together."""
    work = tmp_path / "work.yaml"
    words = {"own": ("乌龟", "turtle"), "work": ("兔子", "rabbit", "--to", work)}
    for name in (first, *(words.keys() - {first})):
        assert run("add", *words[name]).code == 0
    assert OWN in own.read_text()
    assert work.read_text().startswith(f"schema: dlterms/1\n{OWN}")
    assert run("--glossary", work, "check").out == "1 entry, 0 errors, 0 warnings\n"
    work.rename(own.with_name("work.yaml"))
    assert run("check", own.parent).out == "2 entries, 0 errors, 0 warnings\n"
    assert run("add", "猫", "cat").code == 0


def test_ones_own_topic_by_another_name(run: Run, own: Path, tmp_path: Path) -> None:
    """Another file declares one's own topic as it is called by now."""
    own.write_text("schema: dlterms/1\ntopics: [{id: own, zh: 生词, en: New words}]\n")
    assert run("add", "兔子", "rabbit", "--to", tmp_path / "work.yaml").code == 0
    assert "  - {id: own, zh: 生词, en: New words}\n" in (tmp_path / "work.yaml").read_text()


def test_topic_of_a_file_with_a_fault(run: Run, own: Path, tmp_path: Path) -> None:
    """The topic of a file is proposed although the file has a fault somewhere."""
    work = tmp_path / "work.yaml"
    work.write_text("schema: dlterms/1\ntopics: [{id: w, zh: 活, en: Work}]\nterms:\n- {id: half}\n")
    assert run("add", "兔子", "rabbit", "--to", work).code == 0
    assert "topic: w\n" in work.read_text()


def test_topics_that_there_are(run: Run, own: Path) -> None:
    """Of an unknown topic each known one is named once."""
    assert run("add", "乌龟", "turtle").code == 0
    assert "no topic `zzz`; the topics are t, train, own" in run("add", "猫", "cat", "--topic", "zzz").err


def test_a_glossary_without_entries(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a glossary that was just started, and is the only one in use, a first term is added."""
    mine = tmp_path / "mine.yaml"
    assert run("new", mine).code == 0
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(mine))
    assert run("add", "猫", "cat", "--topic", "mine", "--to", mine).code == 0
    assert run("lookup", "cat").out.startswith("猫 · cat\n")


def test_no_glossary_that_can_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing in use can be read its fault is said, and another file is added to."""
    (tmp_path / "broken.yaml").write_text("schema: [\n")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(tmp_path / "broken.yaml"))
    done = run("add", "猫", "cat", "--to", tmp_path / "mine.yaml")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert done.err.startswith(f"dlterms: {tmp_path}/broken.yaml:2:1: ")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("wu gui", "x-pinyin: wu? gui?", id="without tones"),
        pytest.param("wu5 gui5", "pinyin: wu gui", id="neutral tones"),
        pytest.param("wū gui", "pinyin: wū gui", id="with a tone"),
    ],
)
def test_pinyin_without_tones(run: Run, own: Path, given: str, kept: str) -> None:
    """Pinyin without a single tone is kept as in doubt, as it is proposed."""
    assert run("add", "乌龟", "turtle", "--pinyin", given).code == 0
    assert f"\n      {kept}\n" in own.read_text()


def test_a_save_that_fails(run: Run, own: Path, tmp_path: Path) -> None:
    """Where one's own file has a fault nothing is added, and what was typed is left in a file that is named."""
    own.write_text("schema: [\n")
    done = run("add", "乌龟", "turtle")
    assert done.code == 1
    assert done.err.count("\n") == 2, "the second line is the complaint of the look-up"
    [text] = left(tmp_path)
    assert "  - id: turtle\n" in text
    assert own.read_text() == "schema: [\n"


def test_with_an_editor(run: Run, own: Path, editor: Path, tmp_path: Path) -> None:
    """The template holds what is known; it comes back with the faults as comments until it is right."""
    editor.write_text(f"""#!/bin/sh
cp $2 {tmp_path}/shown$(ls {tmp_path}/shown* 2>/dev/null | wc -l)
echo $1 >>{tmp_path}/lines
case $(wc -l <{tmp_path}/lines) in
  1) sed -i 's/kind: concept/kind: concpt/; s/# requires:.*/requires: [drop]/' $2;;
  2) sed -i 's/concpt/concept/; s/drop]/dropout]/' $2;;
esac
""")
    done = run("add", "乌龟", "turtle", "--met", "sea", "--edit")
    assert (done.code, done.err) == (0, "")
    first, second = (tmp_path / "shown0").read_text(), (tmp_path / "shown1").read_text()
    assert "\n    zh:\n      term: 乌龟\n      # pinyin: wu? gui?  # correct what ends in ?\n" in first
    assert second.splitlines()[:2] == [
        "#! 10:11: turtle.kind: `concpt` is not allowed here, did you mean `concept`?",
        "#! 25:16: turtle: requires: no entry `drop`, did you mean `dropout`?",
    ]
    assert second.splitlines()[9].startswith("    kind: concpt")
    assert second.splitlines()[24] == "    requires: [drop]"
    assert (tmp_path / "lines").read_text() == "+6\n+10\n"
    assert own.read_text().removeprefix(HEAD + OWN) == (
        "terms:\n  - id: turtle\n    kind: concept\n    topic: own\n    zh:\n      term: 乌龟\n"
        "    en:\n      term: turtle\n    requires: [dropout]\n    status: draft\n    x-met: sea\n"
    )
    assert left(tmp_path) == []


SPOIL = "sed -i 's/kind:/kimd:/' $2"
KEPT = "nothing was added; what was "
TYPED = f"; {KEPT}typed is in that file"


@pytest.mark.parametrize(
    ("script", "message", "holds"),
    [
        pytest.param("true", "nothing was added: the entry was left as it was, or empty", None, id="unchanged"),
        pytest.param(": >$2", "nothing was added: the entry was left as it was, or empty", None, id="emptied"),
        pytest.param("rm $2", "nothing was added: the entry was left as it was, or empty", None, id="taken away"),
        pytest.param(f"{SPOIL}; exit 3", f"ended with 3; {KEPT}to be added is in", "kimd:", id="error"),
        pytest.param(f"{SPOIL}; kill -KILL $$", f"ended by signal 9; {KEPT}to be added is in", "kimd:", id="killed"),
        pytest.param(SPOIL, f"add it{TYPED}", "kimd:", id="given up with a fault"),
        pytest.param(f"grep -q '^#!' $2 && : >$2 || {SPOIL}", f"add it{TYPED}", "kimd:", id="emptied with a fault"),
        pytest.param("echo 'terms: [' >$2", TYPED, "terms: [", id="no YAML"),
        pytest.param("printf 'a: \\377' >$2", "is not UTF-8: save the file as UTF-8; nothing was", None, id="no text"),
        pytest.param("sed -i '/^terms/,$d' $2", f"`additions:`{TYPED}", "schema:", id="entry taken out"),
        pytest.param("grep -q '^r' $2 || echo 'references: {}' >>$2", f"alone{TYPED}", "references: {}", id="more"),
    ],
)  # fmt: skip
def test_an_editor_that_fails(
    run: Run, own: Path, editor: Path, tmp_path: Path, script: str, message: str, holds: str | None
) -> None:
    """Whatever an editor does, nothing that is not right is added, and nothing that was typed is lost."""
    editor.write_text(f"#!/bin/sh\n{script}\n")
    done = run("add", "乌龟", "turtle", "--edit")
    assert done.code == 1
    assert message in done.err
    assert done.err.count("\n") == 1
    assert not own.exists()
    if holds:
        [text] = left(tmp_path)
        assert holds in text


def test_an_editor_that_is_not_there(run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the editor cannot be started, the template is kept and the mend is said."""
    monkeypatch.setenv("VISUAL", "/nowhere/vim")
    done = run("add", "乌龟", "turtle", "--edit")
    assert done.code == 1
    assert "name your editor in EDITOR; nothing was added; what was to be added is in" in done.err
    assert "term: 乌龟" in left(tmp_path)[0]


def test_a_name_that_there_is(run: Run, own: Path, editor: Path) -> None:
    """In the editor a name of another term can be told apart by a qualifier, and has to be."""
    editor.write_text("#!/bin/sh\nsed -i 's/# qualifier: .*/qualifier: 集成/' $2\n")
    assert run("add", "暂退法", "new thing", "--edit").code == 0
    assert "qualifier: 集成" in own.read_text()


def test_where_it_goes(run: Run, own: Path, tmp_path: Path) -> None:
    """Where other glossaries are in use, the file has to be named."""
    done = run("--glossary", tmp_path / "bundled.yaml", "add", "乌龟", "turtle")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(", or name the file to add to with --to FILE\n")
    assert not os.listdir(own.parent)
