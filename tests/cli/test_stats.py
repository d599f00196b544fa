from __future__ import annotations

import json
import os
import random
import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from dlterms import fsrs
from dlterms.cli import own_history
from dlterms.model import Suspend, Tune
from dlterms.study import stats
from learner import NOW, answered, clock, review, set_clock, written_history
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock", "compiled")


def summed(run: Run, *options: str) -> dict[str, Any]:
    done = run("stats", "--json", *options)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.fixture
def of_four(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A glossary of four terms in two topics, and a fifth that only a look-up finds."""
    topics = [{"id": "a", "zh": "甲", "en": "A"}, {"id": "b", "zh": "乙", "en": "B"}]
    placed = {"one": "a", "two": "a", "three": "a", "four": "b"}
    terms = [entry(name, topic=topic) for name, topic in placed.items()] + [entry("five", topic="a", level="3")]
    title = {"zh": "词", "en": "Words"}
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(*terms, topics=topics, glossary={"id": "my", "title": title}), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(path))


@pytest.mark.usefixtures("of_four")
def test_nothing_yet(run: Run) -> None:
    """Without a history there are only new terms, and no history is made."""
    found = summed(run)
    assert (found["due"], found["streak"], found["leeches"]) == ([0] * 15, 0, [])
    assert found["terms"] == {"new": 4, "learning": 0, "known": 0}
    assert not own_history.history_path().exists()


@pytest.mark.usefixtures("of_four")
def test_json(run: Run) -> None:
    """What was answered is found again in the figures."""
    answered([("my/one:zh-en", 3, 3), ("my/one:zh-en", 1, 1), ("my/two:en-zh", 1.01, 3)])
    found = summed(run)
    assert found["retention"] == {"wanted": 0.9, "month": {"right": 0, "of": 1}, "year": {"right": 0, "of": 1}}
    assert found["due"] == [1, 1, *[0] * 13]
    assert found["reviews_a_day"][-5:] == [0, 1, 0, 2, 0]
    assert found["terms"] == {"new": 2, "learning": 2, "known": 0}
    assert found["topics"] == [
        {"id": "a", "zh": "甲", "en": "A", "new": 1, "learning": 2, "known": 0},
        {"id": "b", "zh": "乙", "en": "B", "new": 1, "learning": 0, "known": 0},
    ]


def test_json_is_the_same_on_another_machine(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the machine nor the moment of asking shows in the object."""
    answered([("dropout:zh-en", 3, 3)])
    before = run("stats", "--json").out
    text = run("history", "export").out
    (tmp_path / "log").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DLTERMS_DATA_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setattr(own_history, "now", lambda: NOW + 60)
    run("history", "merge", tmp_path / "log")
    assert run("stats", "--json").out == before


@pytest.mark.parametrize(
    ("card", "options", "due"),
    [
        pytest.param("dropout:zh-en", [], 1, id="usual"),
        pytest.param("dropout:term-definition", [], 0, id="direction-not-asked"),
        pytest.param("dropout:term-definition", ["--direction", "term-definition"], 1, id="direction-asked"),
        pytest.param("dropout:zh-en", ["--direction", "en-zh"], 0, id="other-direction"),
        pytest.param("dropout:cloze.77", [], 0, id="cloze-gone-from-its-entry"),
        pytest.param("model-memory:zh-en", [], 0, id="level-3"),
        pytest.param("dropout:zh-en", ["--level", "2"], 0, id="other-level"),
        pytest.param("gone-from-the-glossary:zh-en", [], 0, id="term-gone"),
        pytest.param("other/dropout:zh-en", [], 0, id="of-another-glossary"),
    ],
)
def test_due_is_what_a_quiz_asks(run: Run, card: str, options: list[str], due: int) -> None:
    """A card counts as due where `quiz` with the same options asks it."""
    answered([(card, 30, 3)])
    assert summed(run, *options)["due"] == [due, *[0] * 14]
    session = json.loads(run("quiz", "--json", "--new", "0", *options).out.splitlines()[0])
    assert session["cards"] == due


def test_cards_of_terms_that_are_gone_are_out(run: Run) -> None:
    """Answers to cards whose term no glossary has count nowhere."""
    answered([("gone:zh-en", day, 1) for day in range(20, 0, -1)])
    found = summed(run)
    assert (found["streak"], found["leeches"], sum(found["reviews_a_day"])) == (0, [], 0)
    assert found["retention"]["year"]["of"] == 0


def test_suspended_cards_and_leeches(run: Run) -> None:
    """Neither is due; leeches are named, and `history resume` brings both back."""
    answered([("dropout:zh-en", day, 1) for day in range(20, 12, -1)] + [("weight:en-zh", 20, 3)])
    with written_history() as history:
        history.record(Suspend("dlterms/weight:en-zh", True, id="s", time=NOW))
    found = summed(run)
    assert (found["due"][0], found["set_aside"]) == (0, 1)
    assert found["leeches"] == [{"card": "dlterms/dropout:zh-en", "misses": 8}]
    assert run("history", "resume", "dropout", "权重").out == (
        "暂退法 dropout: 1 card again\n权重 weight: 1 card again\n"
    )
    found = summed(run)
    assert (found["due"][0], found["set_aside"], found["leeches"]) == (2, 0, [])
    assert json.loads(run("quiz", "--json", "--new", "0").out.splitlines()[0])["cards"] == 2


def test_pairs_taken_for_one_another(run: Run) -> None:
    """A miss whose answer was another term names the pair; the terms are found in the glossary."""
    with written_history() as history:
        history.record(review("overfitting:en-zh", 1, 1)._replace(confused_with="underfitting"))
        history.record(review("underfitting:en-zh", 1, 1)._replace(confused_with="overfitting"))
        history.record(review("dropout:en-zh", 1, 1)._replace(confused_with="gone"))
    assert summed(run)["confused"] == [{"terms": ["overfitting", "underfitting"], "times": 2}]
    assert "mixed up: 过拟合 overfitting / 欠拟合 underfitting: 2 times\n" in run("stats").out


def test_streak_of_more_than_a_year(run: Run) -> None:
    """A streak is counted to its end, however long ago it began."""
    answered([("dropout:zh-en", day, 3) for day in range(801, -1, -1)])
    assert summed(run)["streak"] == 802


@pytest.mark.parametrize(
    ("zone", "times", "a_day"),
    [
        # 2026-03-02 20:00 UTC; the day turns at 04:00 local
        pytest.param("UTC", [15.9, 16.1, 39.9, 40.1], [1, 2, 1], id="utc"),
        pytest.param("Asia/Shanghai", [0.0, 0.1, 23.9, 24.1], [1, 2, 1], id="shanghai-where-it-is-just-04-00"),
        pytest.param("America/New_York", [10.9, 11.1, 34.9, 35.1], [1, 2, 1], id="new-york"),
    ],
)
def test_days_turn_at_four(
    run: Run, monkeypatch: pytest.MonkeyPatch, zone: str, times: list[float], a_day: list[int]
) -> None:
    """An answer (hours ago) counts on the day that began at the last 04:00 on the learner's clock."""
    set_clock(monkeypatch, zone=zone)
    answered([(f"dropout:cloze.{n}", hours / 24, 3) for n, hours in enumerate(times)])
    assert summed(run)["reviews_a_day"][-3:] == a_day


def test_wanted_retention(run: Run) -> None:
    """`--retention` is the share wanted, and moves the days on which cards come back."""
    answered([("dropout:zh-en", 1.5, 3)])
    assert summed(run)["due"][:3] == [0, 1, 0]
    assert summed(run, "--retention", "0.97")["due"][:3] == [1, 0, 0]


def test_calibration(run: Run) -> None:
    """What was foretold of the answers stands beside what came; of terms that are gone nothing does."""
    answered([("dropout:zh-en", 9, 3), ("dropout:zh-en", 7, 1), ("gone:zh-en", 9, 3), ("gone:zh-en", 7, 3)])
    found = summed(run)["calibration"]
    foretold = round(fsrs.recall(2.3065, 2, fsrs.DEFAULTS), 4)
    assert (found["all"]["foretold"], found["all"]["right"], found["all"]["of"]) == (foretold, 0, 1)
    assert (found["verdict"], found["tune"], found["first"], list(found["modes"])) == (
        None,
        False,
        found["all"],
        ["other"],
    )
    assert "foretold: too few to tell whether the schedule is right\n" in run("stats").out


def test_calibration_of_a_tuned_schedule(run: Run) -> None:
    """It is asked of the schedule in use: with the stability fitted to it, 0.9 is foretold of the second day."""
    answered([("dropout:zh-en", 9, 3), ("dropout:zh-en", 7, 1)])
    with written_history() as history:
        history.record(Tune((*fsrs.DEFAULTS[:2], 2.0, *fsrs.DEFAULTS[3:]), id="t", time=NOW))
    assert summed(run)["calibration"]["all"]["foretold"] == 0.9


def test_no_calibration_yet(run: Run) -> None:
    """As long as no card came back there is nothing to compare."""
    answered([("dropout:zh-en", 1, 3)])
    assert summed(run)["calibration"] is None
    assert "foretold" not in run("stats").out


@pytest.mark.usefixtures("of_four")
def test_supposed(run: Run) -> None:
    """`--if` adds what to expect of a share, beside four others and the one in use; the same when asked again."""
    answered([("my/one:zh-en", 3, 3), ("my/two:en-zh", 1.01, 3)])
    found = summed(run, "--if", "0.85", "--retention", "0.88")["workload"]
    assert [each["retention"] for each in found] == [0.8, 0.85, 0.88, 0.9, 0.95]
    assert all(each["cards"] == 12 and each["answers_a_day"] > 0 for each in found)
    assert "workload" not in summed(run)
    shown = run("stats", "--if", "0.85").out
    assert shown == run("stats", "--if", "0.85").out
    assert "\nif 85% is wanted: " in shown


@pytest.mark.usefixtures("of_four")
@pytest.mark.parametrize(
    ("card", "options", "cards"),
    [
        pytest.param("my/one:zh-en", ["--new", "0"], 3, id="no new terms"),
        pytest.param("my/one:zh-en", ["--new", "0", "--direction", "zh-en"], 1, id="one direction"),
        pytest.param("my/one:zh-en", ["--new", "0", "--direction", "en-zh"], 0, id="another direction"),
        pytest.param("my/five:zh-en", ["--new", "0"], 0, id="a term that only look-up finds"),
        pytest.param("my/gone:zh-en", ["--new", "0"], 0, id="a term that is gone"),
    ],
)
def test_what_is_supposed(run: Run, card: str, options: list[str], cards: int) -> None:
    """The simulation asks what `quiz` with the same options would."""
    answered([(card, day, 3) for day in (99, 97, 85, 40)])
    assert summed(run, "--if", "0.9", *options)["workload"][2]["cards"] == cards


@pytest.mark.usefixtures("of_four")
def test_suspended_cards_are_not_supposed(run: Run) -> None:
    """What is set aside is not asked in the simulation either."""
    answered([("my/one:zh-en", 3, 3)])
    with written_history() as history:
        for direction in ("zh-en", "en-zh", "definition-term", "cloze.1"):
            history.record(Suspend(f"my/one:{direction}", True, id=direction, time=NOW))
    assert summed(run, "--if", "0.9", "--new", "0")["workload"][0]["cards"] == 0


@pytest.mark.parametrize(
    ("options", "times"),
    [
        pytest.param(["--retention", "0.7"], "retention 0.7: cards wait 9.3 times", id="in use"),
        pytest.param(["--if", "0.75"], "retention 0.75: cards wait 5.6 times", id="supposed"),
        pytest.param(["--if", "0.8"], "", id="enough"),
    ],
)
def test_low_retention(run: Run, options: list[str], times: str) -> None:
    """How much longer cards wait is said once where few are to be remembered."""
    done = run("stats", "--json", *options)
    assert done.err.count("\n") == bool(times)
    assert times in done.err


def test_low_retention_as_tuned(run: Run) -> None:
    """The factor is that of the learner's own schedule."""
    with written_history() as history:
        history.record(Tune((*fsrs.DEFAULTS[:20], 0.5), id="t", time=NOW))
    assert "cards wait 4.4 times" in run("stats", "--retention", "0.7").err


def test_svg(run: Run, tmp_path: Path) -> None:
    """`--svg` writes the picture and prints nothing; with `--json` both are had."""
    answered([("dropout:zh-en", 1, 3)])
    assert run("stats", "--svg", tmp_path / "a.svg") == (0, "", "")
    assert run("stats", "--json", "--svg", tmp_path / "b.svg").out.startswith("{")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")


def test_svg_to_stdout(run: Run, tmp_path: Path) -> None:
    """`--svg -` prints the picture that a file would hold, and so cannot be had with --json."""
    run("stats", "--svg", tmp_path / "a.svg")
    done = run("stats", "--svg", "-")
    assert (done.code, done.err) == (0, "")
    assert done.out == (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert done.out.endswith("</svg>\n")
    assert run("stats", "--svg", "-", "--json").code == 2


def test_svg_over_another(run: Run, tmp_path: Path) -> None:
    """A file that is there is replaced by a picture only with --force."""
    path = tmp_path / "a.svg"
    path.write_text("mine", encoding="utf-8")
    said = f"dlterms: {path}: already exists; use --force to replace it, or name another\n"
    assert run("stats", "--svg", path) == (1, "", said)
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("stats", "--svg", path, "--force") == (0, "", "")
    assert path.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(
            "diary.md", "diary.md does not end in .svg, by which its readers know it: `--svg diary.svg`", id="ending"
        ),
        pytest.param(
            "--json", "--json does not end in .svg, by which its readers know it: `--svg dlterms.svg`", id="option"
        ),
        pytest.param("", "--svg names no file: write `--svg dlterms.svg`, or `--svg -` for stdout", id="nothing"),
        pytest.param("out/", "out/ is a folder: name a file in it, as in `--svg out/dlterms.svg`", id="folder"),
    ],
)
def test_svg_that_names_no_picture(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, said: str
) -> None:
    """What is no name of a picture is a mistake in the command line, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = run("stats", "--svg", given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not any(tmp_path.glob("*.*"))
    assert not (tmp_path / "--json").exists()


def test_svg_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A picture that cannot be written is one line that names it."""
    path = tmp_path / "none" / "a.svg"
    assert run("stats", "--svg", path) == (1, "", f"dlterms: {path}: cannot be written: No such file or directory\n")


def test_svg_that_finds_no_room(run: Run, tmp_path: Path) -> None:
    """A picture that cannot be written whole leaves the old one as it was, and nothing beside it."""
    path = tmp_path / "pictures" / "a.svg"
    path.parent.mkdir()
    run("stats", "--svg", path)
    before = path.read_bytes()
    answered([("dropout:zh-en", 1, 3)])
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))
    try:
        done = run("stats", "--svg", path, "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert done.code == 1
    assert done.err.startswith(f"dlterms: {path}: cannot be written: ")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_svg_into_no_file(run: Run, tmp_path: Path) -> None:
    """What is no regular file is not replaced by a picture."""
    pipe = tmp_path / "pipe.svg"
    os.mkfifo(pipe)
    assert run("stats", "--svg", pipe) == (1, "", f"dlterms: {pipe}: not a regular file; name another\n")
    assert pipe.is_fifo()


def test_shares_in_whole_percents(run: Run) -> None:
    """A share to be remembered is taken in whole percents, so that each row is another and says what was simulated."""
    shares = [each["retention"] for each in json.loads(run("stats", "--json", "--if", "0.8999999999").out)["workload"]]
    assert shares == [0.8, 0.85, 0.9, 0.95]
    assert "if 87% is wanted: " in run("stats", "--if", "0.8678").out
    assert run("stats", "--if", "0.799999999").err == ""


def test_damaged_history(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a bit has flipped there are figures, or one line that says the history is damaged."""
    draw = random.Random(1)
    names = [f"e{n}" for n in range(30)]
    glossary = tmp_path / "own.yaml"
    glossary.write_text(yaml_of(*map(entry, names)), encoding="utf-8")
    monkeypatch.setenv("DLTERMS_GLOSSARY", str(glossary))
    cards = [f"{name}:{kind}" for name in names for kind in ("zh-en", "en-zh", "cloze.1")]
    with written_history() as history:
        history.merge(
            review(draw.choice(cards), 400 * draw.random(), draw.choice([1, 3]))._replace(
                machine="m", confused_with=draw.choice([None, draw.choice(names)])
            )
            for _ in range(300)
        )
        for card in cards[:9]:
            history.record(Suspend(f"dlterms/{card}", True, id=f"suspend {card}", time=NOW))
    path = own_history.history_path()
    sound = path.read_bytes()
    for _ in range(150):
        content = bytearray(sound)
        for _ in range(draw.choice([1, 5, 30])):
            content[draw.randrange(100, len(content))] = draw.choice([0, 1, 7, 127, 255, draw.randrange(256)])
        path.write_bytes(content)
        for options in ([], ["--json"]):
            done = run("stats", *options)
            assert done.code in (0, 1)
            if done.code:
                assert (done.out, done.err.count("\n")) == ("", 1)
                assert done.err.startswith(f"dlterms: {path}: damaged (")


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["plain", "json"])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("stability", "much", id="text for a number"),
        pytest.param("stability", float("inf"), id="infinite"),
        pytest.param("last_review", 1e300, id="a time that is no date"),
        pytest.param("last_review", float("-inf"), id="infinitely long ago"),
        pytest.param("last_review", b"now", id="bytes for a time"),
        pytest.param("misses", "eight", id="text for a count"),
    ],
)
def test_odd_values(run: Run, column: str, value: object, options: list[str]) -> None:
    """A value that no number of answers gives is a damaged history, in one line."""
    answered([("dropout:zh-en", 3, 3), ("weight:zh-en", 3, 3)])
    path = own_history.history_path()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(f"UPDATE memory SET {column} = ? WHERE card = 'dlterms/dropout:zh-en'", (value,))
    done = run("stats", *options)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(f"dlterms: {path}: damaged (")
    assert run("path", "dropout").code in (0, 1)
    assert run("quiz", "--json").code in (0, 1)


def test_a_bug_is_no_damage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong over a sound history is not laid on that."""

    def fail(*values: object) -> None:
        raise TypeError("a bug")

    answered([("dropout:zh-en", 3, 3)])
    monkeypatch.setattr(stats, "pairs", fail)
    with pytest.raises(TypeError, match="a bug"):
        run("stats")
