from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.fsrs import DAY, DEFAULTS
from dlterms.model import Tune
from learner import NOW, answered, clock, written_history
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock", "compiled")

ESCAPED = '1: lang: no such choice "a[31mb" (there are zh, en, both)'
Configure = Callable[[str | bytes], Path]


@pytest.fixture
def configure(tmp_path: Path) -> Configure:
    """Write config.toml."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "config" / "config.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def cards_of(run: Run, *options: str) -> int:
    """How many cards a quiz asks."""
    return int(json.loads(run("quiz", "--json", *options).out.splitlines()[0])["cards"])


def first_question(run: Run, *options: str) -> dict[str, object]:
    question: dict[str, object] = json.loads(run("quiz", "--json", *options).out.splitlines()[1])
    return question


def test_without_a_file(run: Run, tmp_path: Path) -> None:
    """Everything is a default, and the folders say which variable names them."""
    done = run("config")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "lang: both · default",
        "retention: 0.9 · default",
        "new: 5 · default",
        "cards: 20 · default",
        "mode: choice, later type · default",
        "directions: zh-en, en-zh, definition-term, cloze · default",
        "levels: 1, 2 · default",
        "ui: en · LANG",
        "schedule: FSRS-6 · default",
        f"config: {tmp_path}/config · DLTERMS_CONFIG_DIR",
        f"data: {tmp_path}/data · DLTERMS_DATA_DIR",
        f"cache: {tmp_path}/cache · DLTERMS_CACHE_DIR",
        f"glossaries: {Path(__file__).parents[2] / 'glossary'} · bundled",
    ]


def test_each_setting_names_its_line(run: Run, configure: Configure) -> None:
    """What the file sets is shown with file and line, the rest as default."""
    path = configure('# mine\nnew = 5\n\ndirections = [\n  "zh-en",\n  "cloze",\n]\n"lang" = "zh"\nretention = 0.85\n')
    lines = run("config").out.splitlines()
    assert lines[:3] == [f"lang: zh · {path}:8", f"retention: 0.85 · {path}:9", f"new: 5 · {path}:2"]
    assert lines[3:6] == [
        "cards: 20 · default", "mode: choice, later type · default", f"directions: zh-en, cloze · {path}:4",
    ]  # fmt: skip


def test_glossaries_name_their_source(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Glossaries are bundled, the user's own, named by the variable, or named by the option."""
    own = tmp_path / "config" / "glossary"
    own.mkdir(parents=True)
    assert run("config").out.splitlines()[-1] == f"glossaries: {own} · yours"
    monkeypatch.setenv("DLTERMS_GLOSSARY", "/a")
    assert run("config").out.splitlines()[-1] == "glossaries: /a · DLTERMS_GLOSSARY"
    assert run("--glossary", "/b", "config").out.splitlines()[-1] == "glossaries: /b · --glossary"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("retenton = 0.9", ["1: unknown key `retenton`, did you mean `retention`?"], id="unknown"),
        pytest.param("\nxyz = 1", ["2: unknown key `xyz`"], id="unlike-any"),
        pytest.param("[quiz]\nnew = 3", ["1: unknown key `quiz`"], id="table"),
        pytest.param("quiz.new = 3", ["1: unknown key `quiz`"], id="dotted"),
        pytest.param("new = '5'", ['1: new: expected a whole number, got "5"'], id="text-for-number"),
        pytest.param("new = 2.5", ["1: new: expected a whole number, got 2.5"], id="fraction"),
        pytest.param("new = true", ["1: new: expected a whole number, got true"], id="bool"),
        pytest.param("new = -1", ["1: new: -1 is not in the range 0<=x<=1000000"], id="negative"),
        pytest.param("cards = 0", ["1: cards: 0 is not in the range 1<=x<=1000000"], id="no-cards"),
        pytest.param("retention = 1", ["1: retention: expected 0.7 to 0.97, or 70% to 97%, got 1"], id="retention"),
        pytest.param("retention = nan", ["1: retention: expected 0.7 to 0.97, or 70% to 97%, got nan"], id="nan"),
        pytest.param(
            "lang = 'zhh'", ['1: lang: no such choice "zhh", did you mean `zh`? (there are zh, en, both)'], id="choice",
        ),
        pytest.param("new = 99999999999999999999", ["1: new: too large a number"], id="more-than-64-bits"),
        pytest.param("\ncards = 0x" + "f" * 6000, ["2: cards: too large a number"], id="not-even-printable"),
        pytest.param("retention = " + "9" * 4000, ["1: retention: too large a number"], id="no-float"),
        pytest.param("levels = [1, -" + "9" * 4000 + "]", ["1: levels: too large a number"], id="item-too-large"),
        pytest.param("cards = 1_000_001", ["1: cards: 1000001 is not in the range 1<=x<=1000000"], id="many-cards"),
        pytest.param("new = " + "9" * 5000, [" a number is too long"], id="more-digits-than-python-reads"),
        pytest.param("new = " + "[" * 2000, [" nested too deep"], id="deep-lists"),
        pytest.param("new = " + "{a=" * 2000, [" nested too deep"], id="deep-tables"),
        pytest.param("levels = " + "9" * 30, ["1: levels: expected a list, got a number"], id="large-no-list"),
        pytest.param("new = [1, 2]", ["1: new: expected a whole number, got a list"], id="list-for-number"),
        pytest.param('lang = "a\\u001b[31mb"', [ESCAPED], id="escape-sequence"),
        pytest.param("levels = 1", ["1: levels: expected a list, got 1"], id="no-list"),
        pytest.param("levels = [1, 4]", ["1: levels: 4 is not in the range 1<=x<=3"], id="item"),
        pytest.param("levels = {a = 1}", ["1: levels: expected a list, got a table"], id="table-for-list"),
        pytest.param("new = \n", ["1: invalid value"], id="syntax"),
        pytest.param("new = 1\nnew = 2", ["2: cannot overwrite a value"], id="twice"),
        pytest.param("lang = 'zh", ["1: expected \"'\""], id="unfinished"),
        pytest.param(b"# ok\nlang = '\xff'", ["2: not UTF-8"], id="not-utf-8"),
        pytest.param(
            "new = 'x'\nnw = 1",
            ['1: new: expected a whole number, got "x"', "2: unknown key `nw`, did you mean `new`?"],
            id="two",
        ),
    ],
)  # fmt: skip
def test_faults(run: Run, configure: Configure, text: str | bytes, faults: list[str]) -> None:
    """`config` names every fault with file and line; a quiz the first; a look-up and a list say it and go on."""
    path = configure(text)
    done = run("config")
    assert done.code == 1
    assert done.err.splitlines() == [f"dlterms: {path}:{fault}" for fault in faults]
    more = " (and 1 more; `dlterms config` names all)" if len(faults) > 1 else ""
    said = f"dlterms: {path}:{faults[0]}{more}\n"
    assert run("quiz", "--json") == run("stats") == (1, "", said)
    found = run("lookup", "dropout")
    assert (found.code, found.err) == (0, said)
    listed = run("list")
    assert (listed.code, listed.err) == (0, f"{said.removesuffix(chr(10))}; going on without it\n")


def test_share_in_whole_percents(run: Run, configure: Configure) -> None:
    """A share to be remembered is in use, and shown, as a command takes it."""
    path = configure("retention = 0.8678\n")
    assert f"retention: 0.87 · {path}:1" in run("config").out


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        pytest.param(Path.mkdir, "not a regular file", id="folder"),
        pytest.param(os.mkfifo, "not a regular file", id="pipe"),
        pytest.param(lambda path: path.write_bytes(b"#" * (2**13 + 1)), "larger than 8 KB", id="large"),
        pytest.param(lambda path: path.write_bytes(b"a" + b".a" * 2**19), "larger than 8 KB", id="one long key"),
        pytest.param(lambda path: path.symlink_to(path), "Too many levels of symbolic links", id="loop"),
    ],
)
def test_unreadable_file(run: Run, configure: Configure, spoil: Callable[[Path], object], reason: str) -> None:
    """What cannot be read, or not to an end, is a fault like any other: at once, and a look-up goes on."""
    path = configure("")
    path.unlink()
    spoil(path)
    assert run("stats") == (1, "", f"dlterms: {path}: {reason}\n")
    done = run("lookup", "dropout")
    assert (done.code, done.err) == (0, f"dlterms: {path}: {reason}\n")


def test_many_keys(run: Run, configure: Configure) -> None:
    """The place of each of many keys is found in one reading."""
    path = configure("\n".join(f"k{n} = {n}" for n in range(600)))
    done = run("lookup", "dropout")
    assert done.code == 0
    assert done.err.startswith(f"dlterms: {path}:1: unknown key `k0` (and 599 more;")


@pytest.mark.parametrize(
    ("text", "options", "cards"),
    [
        pytest.param("", [], 5, id="built-in"),
        pytest.param("new = 3", [], 3, id="new"),
        pytest.param("new = 3", ["--new", "4"], 4, id="option-wins"),
        pytest.param("new = 50\ncards = 12", [], 12, id="cards"),
        pytest.param("new = 50\ncards = 12", ["-n", "2"], 2, id="short-option-wins"),
        pytest.param("levels = [3]\nnew = 50", ["--level", "1", "-n", "30"], 30, id="level-option-replaces"),
    ],
)
def test_defaults_of_a_quiz(run: Run, configure: Configure, text: str, options: list[str], cards: int) -> None:
    """The file sets defaults of options, and an option given goes before."""
    configure(text)
    assert cards_of(run, *options) == cards


def test_default_levels(run: Run, configure: Configure, tmp_path: Path) -> None:
    """The file says of which levels new terms are."""
    path = tmp_path / "mine.yaml"
    path.write_text(yaml_of(entry("a", level=1), entry("b", level=3), entry("c", level=3)), encoding="utf-8")
    asked = [json.loads(run("--glossary", path, "quiz", "--json").out.splitlines()[0])["cards"]]
    configure("levels = [3]")
    asked.append(json.loads(run("--glossary", path, "quiz", "--json").out.splitlines()[0])["cards"])
    assert asked == [1, 2]


def test_named_terms_are_asked_whatever_the_levels(run: Run, configure: Configure) -> None:
    """Levels set as default do not hide a term that is named."""
    configure("levels = [3]")
    assert cards_of(run, "weight") > 0
    assert cards_of(run, "--path", "GAN") > 0
    assert cards_of(run, "weight", "--level", "3") == 0


def test_directions_mode_and_language(run: Run, configure: Configure) -> None:
    """They hold for quiz, the language for look-up too."""
    configure("directions = ['definition-term']\nmode = 'type'\nlang = 'en'")
    question = first_question(run)
    assert (question["direction"], question["mode"]) == ("definition-term", "type")
    assert str(question["prompt"]).isascii()
    assert "definition: 训" not in run("lookup", "dropout").out
    assert run("dropout").out == run("lookup", "dropout").out


def test_stats_knows_the_defaults_of_quiz(run: Run, configure: Configure) -> None:
    """Retention and directions set as defaults hold for what counts as due."""
    answered([("dropout:zh-en", 1.5, 3), ("weight:en-zh", 30, 3)])
    configure("retention = 0.97\ndirections = ['zh-en']")
    found = json.loads(run("stats", "--json").out)
    assert (found["retention"]["wanted"], found["due"][0]) == (0.97, 1)


@pytest.mark.parametrize(
    ("retention", "err"),
    [
        pytest.param("0.8", "", id="enough"),
        pytest.param(
            "0.7",
            "dlterms: retention 0.7: cards wait 9.3 times as long as at 0.9, "
            "and 30% of them are forgotten when they come\n",
            id="low",
        ),
    ],
)
def test_low_retention(run: Run, configure: Configure, retention: str, err: str) -> None:
    """A low share to be remembered is said to stretch the waiting by so much; nothing fails for it."""
    configure(f"retention = {retention}\n")
    done = run("config")
    assert (done.code, done.err) == (0, err)


def test_low_retention_of_a_damaged_history(run: Run, configure: Configure, tmp_path: Path) -> None:
    """What is wrong with the history is not for `config` to say."""
    configure("retention = 0.7\n")
    answered([("dropout:zh-en", 1, 3)])
    (tmp_path / "data" / "reviews.db").write_bytes(b"SQLite format 3\0" + bytes(200))
    done = run("config")
    assert done.code == 0
    assert "schedule: unknown · the history cannot be read\n" in done.out
    assert "9.3 times" in done.err


@pytest.mark.usefixtures("clock")
def test_schedule(run: Run) -> None:
    """A fit that is in use is told of with its day, whichever machine made it, until the defaults are back."""
    fitted = "schedule: fitted to you on 2026-02-28 · dlterms history tune\n"
    with written_history() as history:
        history.merge([Tune((9.0,) * 4 + DEFAULTS[4:], id="t", time=NOW - 2 * DAY, machine="other")])
    assert fitted in run("config").out
    run("history", "tune", "--reset")
    assert "schedule: FSRS-6 · default\n" in run("config").out
    run("history", "undo")
    assert fitted in run("config").out


def test_look_up_without_a_file_reads_none(tmp_path: Path) -> None:
    """A look-up where there is no config.toml imports nothing for it."""
    code = "import sys; from dlterms import cli; cli.run(['lookup', 'dropout']); print('loaded', *sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.splitlines()[-1].split()
    assert loaded[0] == "loaded"
    assert not {"tomllib", "dlterms.cli.defaults", "dlterms.study.queue"} & set(loaded)


@pytest.mark.usefixtures("compiled")
def test_due_does_not_check_a_configuration(tmp_path: Path) -> None:
    """What a prompt asks all day reads the language that config.toml names, and imports nothing for the rest of it."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('new = 8\nui = "zh"\n', encoding="utf-8")
    code = "import sys; from dlterms import cli; cli.run(['due']); print('loaded', *sys.modules)"
    for _ in range(2):  # the first counts, and keeps the number
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    assert "dlterms.cli.due_command" in loaded
    assert {"dlterms.cli.defaults", "dlterms.cli.quiz_command"} & {*loaded} == set()
