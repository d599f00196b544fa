"""`dlterms quiz` without a terminal: answers from a pipe, and the JSON protocol."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dlterms.model import Review
from dlterms.quiz.talk import COMMANDS

pytestmark = pytest.mark.usefixtures("compiled")

DOCS = Path(__file__).parents[2] / "docs"
QUIZ = [sys.executable, "-m", "dlterms", "quiz"]


@pytest.fixture(autouse=True)
def _utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUTF8", "1")


def quiz(*arguments: str, answers: str | bytes = "") -> subprocess.CompletedProcess[str]:
    """A quiz whose answers are lines of text; the same cards and options each time, unless another seed is given."""
    given = answers if isinstance(answers, bytes) else answers.encode()
    command = [*QUIZ, "--seed", "1", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, timeout=30, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def objects(*arguments: str, answers: str = "") -> list[dict[str, Any]]:
    done = quiz("--json", *arguments, answers=answers)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def kept(tmp_path: Path, columns: str = "event, rating, verdict, answer") -> list[tuple[Any, ...]]:
    """What is in the history; nothing if there is none."""
    path = tmp_path / "data" / "reviews.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"SELECT {columns} FROM event ORDER BY seq").fetchall()


SHELL_CASES = [
    pytest.param("printf 'a\\r\\nb\\n' | {quiz} -n 2 --seed 1", 0, id="two lines, one of them from Windows"),
    pytest.param("{quiz} </dev/null", 0, id="no input"),
    pytest.param("{quiz} <&-", 0, id="closed input"),
    pytest.param("setsid {quiz} </dev/null", 0, id="no terminal at all"),
    pytest.param("setsid {quiz} <&-", 0, id="no terminal and closed input"),
    pytest.param("printf '\\377\\376\\n' | {quiz} -n 1", 0, id="bytes that are no text"),
    pytest.param("printf 'a' | {quiz} -n 1", 0, id="no line end"),
    pytest.param("{quiz} --json </dev/null", 0, id="no input for JSON"),
    pytest.param("{quiz} --level 4 </dev/null", 2, id="usage"),
    pytest.param("{quiz} --topic nonsense </dev/null", 2, id="no such topic"),
    pytest.param("{quiz} nonsense </dev/null", 2, id="no such term"),
    pytest.param("{quiz} --path nonsense </dev/null", 2, id="no such term to a path"),
    pytest.param("{quiz} -n 99999999999999999999 </dev/null", 2, id="more cards than there can be"),
    pytest.param("{quiz} --new 99999999999999999999 </dev/null", 2, id="more new cards than there can be"),
    pytest.param("{quiz} -n 1000000 --new 1000000 --practice </dev/null", 0, id="more cards than there are"),
]


@pytest.mark.parametrize(("line", "code"), SHELL_CASES)
def test_ends_cleanly(line: str, code: int) -> None:
    """Whatever the input is, the quiz ends by itself and says nothing that looks like a fault."""
    command = line.format(quiz=" ".join(QUIZ))
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 0:
        assert [line for line in done.stderr.splitlines() if not line.startswith("Your answers are kept, ")] == []


def test_piped_session(tmp_path: Path) -> None:
    """Answers come line by line; a wrong card comes back, and the summary names it with the command that drills it."""
    done = quiz("dropout", "--direction", "en-zh", "--mode", "type", answers="过拟合\n暂退法\n")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:4] == [
        "",
        "0 done · 1 left",
        "dropout  → 中文?",
        "You wrote 过拟合 overfitting. It is 暂退法. Again in this session.",
    ]
    assert lines[-5:] == [
        "2 answers, 1 right",
        "missed: 暂退法 dropout",
        "mixed up: asked 暂退法 dropout, answered 过拟合 overfitting",
        "to drill them: dlterms quiz --confused",
        "to drill them: dlterms quiz dropout",
    ]
    assert kept(tmp_path) == [("review", 1, "other-term", "过拟合"), ("review", 3, "right", "暂退法")]


@pytest.mark.parametrize(
    ("answers", "events"),
    [
        pytest.param("x\n/undo\n", [("review", 1), ("undo", None)], id="undo"),
        pytest.param("x\n/u\n", [("review", 1), ("undo", None)], id="undo by its letter"),
        pytest.param("x\n/6\n", [("review", 1), ("override", 3)], id="override by its digit"),
        pytest.param("/suspend\n", [("suspend", None)], id="suspend"),
        pytest.param("/bury\n", [("bury", None)], id="bury"),
        pytest.param("/bury\n/undo\n", [("bury", None), ("undo", None)], id="bury undone"),
        pytest.param("/hint\n暂退法\n", [("review", 2)], id="hard at most after a hint"),
        pytest.param("/undo\n", [], id="nothing to undo"),
        pytest.param("/nonsense\n", [], id="an unknown command is no answer"),
        pytest.param("/quit\nx\n", [], id="quit"),
        pytest.param("\n", [("review", 1)], id="an empty line is an answer"),
        pytest.param("zantuifa\n", [], id="almost is no review"),
        pytest.param("zantuifa\n暂退法\n", [("review", 2)], id="hard at most after almost"),
    ],
)
def test_commands(answers: str, events: list[tuple[str, int | None]], tmp_path: Path) -> None:
    """A line behind a slash is a command; each answer and command is in the history."""
    done = quiz("dropout", "loss-function", "--direction", "en-zh", "--mode", "type", "--seed", "4", answers=answers)
    assert done.returncode == 0
    first = "暂退法" if "dropout  → 中文?" in done.stdout.splitlines()[2] else ""
    assert first or "暂退法" not in answers, "the seed asks dropout first"
    assert kept(tmp_path, "event, rating") == events


def test_known(tmp_path: Path) -> None:
    """A term that is known has all its cards set aside, with the reason, and `history resume` asks it again."""
    quiz("dropout", "--direction", "en-zh", answers="/known\n")
    rows = kept(tmp_path, "event, suspended, verdict")
    assert len(rows) >= 4
    assert set(rows) == {("suspend", 1, "known")}
    subprocess.run([*QUIZ[:-1], "history", "resume", "dropout"], check=True, capture_output=True)
    assert [row[1] for row in kept(tmp_path, "event, suspended")] == [1] * len(rows) + [0] * len(rows)


LEFT = "Your answers are kept, 1 card is left. The next after that is due tomorrow."


@pytest.mark.parametrize(
    ("options", "answers", "said"),
    [
        pytest.param([], "x\n/quit\n", [LEFT], id="quit"),
        pytest.param([], "x\n", [LEFT], id="end of input"),
        pytest.param([], "暂退法\n", [], id="done"),
        pytest.param([], "", [], id="nothing answered"),
        pytest.param(["--practice"], "x\n", [], id="practice"),
        pytest.param(["--json"], "x\n", [], id="a program in front"),
    ],
)
def test_left(options: list[str], answers: str, said: list[str]) -> None:
    """Who ends early is told on stderr that answers are kept, how many cards are left and when the next are due."""
    done = quiz("dropout", "--direction", "en-zh", "--mode", "type", *options, answers=answers)
    assert (done.returncode, done.stderr.splitlines()) == (0, said)


def test_practice_records_nothing(tmp_path: Path) -> None:
    """Practice asks and grades and leaves no history behind."""
    done = quiz("--practice", "-n", "2", answers="1\n1\n1\n1\n1\n1\n")
    assert "answers" in done.stdout
    assert "--confused" not in done.stdout
    assert not (tmp_path / "data").exists()


def test_same_seed_same_quiz() -> None:
    """A seed gives the same questions and options again."""
    answers = "1\n2\n3\n1\n"
    first, again = (quiz("--practice", "--seed", "7", answers=answers).stdout for _ in range(2))
    assert first == again
    assert quiz("--practice", "--seed", "8", answers=answers).stdout != first


@pytest.mark.parametrize(
    ("name", "cards"),
    [
        pytest.param(["dropout"], {"dropout"}, id="id"),
        pytest.param(["暂退法"], {"dropout"}, id="Chinese name"),
        pytest.param(["batch size"], {"batch-size"}, id="name with a space"),
        pytest.param(["dropout", "overfitting"], {"dropout", "overfitting"}, id="several"),
        pytest.param(["推理"], {"reasoning", "inference"}, id="a name of two terms"),
        pytest.param(["Caffe"], {"caffe"}, id="level 3 by name"),
    ],
)
def test_named_terms(name: list[str], cards: set[str]) -> None:
    """Terms named by id or label are asked in all directions, due or not."""
    asked = objects("--practice", *name, answers="x\n" * 40)
    assert {event["term"] for event in asked if event["event"] == "question"} == cards


def test_path() -> None:
    """`--path` asks what has to be learned first, in that order, and the term itself last."""
    wrong_once = objects("--path", "dropout", "--new", "50", "-n", "50", answers="1\n" * 200)
    asked = list(dict.fromkeys(event["term"] for event in wrong_once if event["event"] == "question"))
    assert asked[-1] == "dropout"
    assert "overfitting" in asked
    assert "recurrent-neural-network" not in asked


@pytest.mark.parametrize(
    ("name", "err"),
    [
        pytest.param(
            "特征向量",
            "dlterms: `特征向量` can be 2 terms; name one of them\n"
            "  did you mean 特征向量 (机器学习) feature vector (machine learning) (feature-vector)?\n"
            "  did you mean 特征向量 (线性代数) eigenvector (linear algebra) (eigenvector)?\n",
            id="several",
        ),
        pytest.param(
            "且拟合",
            "dlterms: no entry for `且拟合`\n"
            "  did you mean 欠拟合 underfitting (underfitting)?\n"
            "  did you mean 过拟合 overfitting (overfitting)?\n",
            id="none",
        ),
        pytest.param("", "dlterms: no entry for ``\n", id="nothing"),
    ],
)
@pytest.mark.parametrize("command", [["path"], ["quiz", "--practice", "--path"]], ids=" ".join)
def test_no_one_term_to_a_path(command: list[str], name: str, err: str) -> None:
    """`quiz --path` and `path` mean the same one term, and say the same where there is none or several."""
    done = subprocess.run([*QUIZ[:-1], *command, name], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", err)


def test_typo_in_the_term_to_a_path() -> None:
    """What a look-up finds can be walked to."""
    options = ("--practice", "--seed", "1", "--path")
    assert objects(*options, "droput") == objects(*options, "dropout")


def test_new_terms_a_day() -> None:
    """Five new terms a day, counted over sessions; `--new` sets another limit."""
    assert objects()[0]["cards"] == 5
    assert objects("--new", "3")[0]["cards"] == 3
    objects("--new", "2", answers="1\n" * 40)
    assert objects("--new", "2")[0]["cards"] == 0
    assert objects("--new", "3")[0]["cards"] == 1


def test_nothing_due() -> None:
    """With nothing to ask it says when the next card comes and what can be done, on stderr."""
    quiz("dropout", "--direction", "en-zh", "--mode", "type", answers="暂退法\n")
    done = quiz("--new", "0")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "Nothing is due. The next card comes in 2 days.",
        "To ask anyway: `dlterms quiz --ahead`; for more new terms: `dlterms quiz --new 20`.",
    ]


def test_nothing_due_in_json() -> None:
    """A program is told so by a session without cards."""
    found = objects("--new", "0")
    assert [event["event"] for event in found] == ["session", "summary"]
    assert found[0]["cards"] == 0


def test_typed_once_answered_right() -> None:
    """A card is asked with choices until it was right once, and typed from then on."""
    arguments = ("dropout", "--direction", "zh-en")
    assert objects(*arguments, answers="dropout\n")[1]["mode"] == "choice"
    assert objects(*arguments)[1]["mode"] == "type"


def test_confused() -> None:
    """Drills are either/or questions: pairs that were mixed up come first, and both definitions follow each answer."""
    objects("dropout", "--direction", "en-zh", "--mode", "type", answers="过拟合\n暂退法\n")
    done = quiz("--confused", "-n", "1", answers="1\n")
    assert {line[5:] for line in done.stdout.splitlines() if line.startswith(("  1  ", "  2  "))} == {
        "暂退法 · dropout",
        "过拟合 · overfitting",
    }
    assert {"暂退法", "过拟合"} <= {line.partition(":")[0] for line in done.stdout.splitlines()}


def test_confused_needs_no_history() -> None:
    """Without a history the drills are the pairs that the glossary warns of."""
    asked = objects("--confused", "-n", "5")[1]
    assert (asked["direction"], asked["mode"], len(asked["options"])) == ("definition-term", "choice", 2)
    assert asked["against"]


def test_leech(tmp_path: Path) -> None:
    """The eighth miss sets a card aside, is said once, and the card is not asked any more unless named."""
    arguments = ("dropout", "--direction", "en-zh", "--mode", "type")
    done = quiz(*arguments, answers="x\n" * 8)
    assert done.stdout.count("Missed 8 times, so it is set aside. When you want it again: dlterms quiz dropout") == 1
    assert done.stdout.splitlines()[-3] == "8 answers, 0 right"
    assert "Missed" not in quiz(*arguments, answers="x\n").stdout
    assert len(kept(tmp_path)) == 9


def test_leech_that_was_taken_back(tmp_path: Path) -> None:
    """A card that the learner once took back is asked on after its eighth miss, and nothing else is said."""
    arguments = ("dropout", "--mode", "type", "--direction", "zh-en")
    quiz(*arguments, answers="/suspend\n/undo\n/quit\n")
    done = quiz(*arguments, answers="x\n" * 9)
    assert "set aside" not in done.stdout
    assert [rating for _, rating, *_ in kept(tmp_path) if rating] == [1] * 9


def test_lucky_choice(tmp_path: Path) -> None:
    """A right choice is hard until the card was right before, in a drill, too."""
    options = ("dropout", "--mode", "choice", "--direction", "zh-en")
    for _ in range(2):
        quiz(*options, answers="dropout\n")
    assert [rating for _, rating, *_ in kept(tmp_path) if rating] == [2, 3]
    quiz("--confused", "-n", "1", answers="1\n2\n")
    assert {rating for _, rating, *_ in kept(tmp_path)[2:]} <= {1, 2}


# JSON.


def test_json_session() -> None:
    """One object a line: the session, each question with its verdict, the summary."""
    found = objects("dropout", "--direction", "en-zh", "--mode", "type", "--seed", "s", answers="zantuifa\n暂退法\n")
    assert [event["event"] for event in found] == ["session", "question", "question", "verdict", "summary"]
    assert found[0] == {"event": "session", "protocol": 1, "cards": 1, "seed": "s", "practice": False}
    assert found[1] == {
        "event": "question", "card": "dlterms/dropout:en-zh", "term": "dropout", "direction": "en-zh", "mode": "type",
        "prompt": "dropout", "options": [], "languages": ["zh"], "against": None, "done": 0, "left": 1, "again": None,
    }  # fmt: skip
    assert found[2]["again"] == {"verdict": "almost", "other_term": None}
    assert found[3] == {
        "event": "verdict", "card": "dlterms/dropout:en-zh", "verdict": "right", "rating": 2,
        "answer": "暂退法", "expected": "暂退法", "label": None, "status": None, "note": None, "full_form": None,
        "other_term": None, "leech": False, "difference": [], "due": found[3]["due"],
    }  # fmt: skip
    assert 43_200 - 60 < found[3]["due"] - time.time() < 2 * 86_400
    assert found[4] == {"event": "summary", "answers": 1, "right": 1, "left": 0, "missed": [], "confusions": []}


@pytest.mark.parametrize(
    ("line", "event"),
    [
        pytest.param('{"command": "undo"}', {"event": "undone", "card": "dlterms/dropout:en-zh"}, id="undo"),
        pytest.param(
            '{"command": "override"}',
            {"event": "overridden", "card": "dlterms/dropout:en-zh", "rating": 3},
            id="override",
        ),
        pytest.param(
            '{"command": "suspend"}',
            {"event": "suspended", "card": "dlterms/dropout:en-zh", "suspended": True, "verdict": None},
            id="suspend",
        ),
        pytest.param(
            '{"command": "known"}',
            {"event": "suspended", "card": "dlterms/dropout:en-zh", "suspended": True, "verdict": "known"},
            id="known",
        ),
        pytest.param('{"command": "bury"}', {"event": "buried", "card": "dlterms/dropout:en-zh"}, id="bury"),
        pytest.param(
            '{"command": "hint"}', {"event": "hint", "card": "dlterms/dropout:en-zh", "hint": "暂__ (3)"}, id="hint"
        ),
    ],
)
def test_json_commands(line: str, event: dict[str, Any]) -> None:
    """An object with a command is obeyed and acknowledged."""
    found = objects("dropout", "--direction", "en-zh", "--mode", "type", answers=f"x\n{line}\n")
    assert event in found


def test_json_refused() -> None:
    """A command without effect and a number that is no option are refused; any other object is an answer."""
    found = objects("dropout", "--direction", "en-zh", answers='{"command": "undo"}\n9\n{"order": "dance"}\n')
    assert [event["what"] for event in found if event["event"] == "refused"] == ["undo", "answer"]
    assert [event["answer"] for event in found if event["event"] == "verdict"] == ['{"order": "dance"}']


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('{"command": "dance"}', id="a name"),
        pytest.param('{"command": ["undo"]}', id="a list"),
        pytest.param('{"command": {}}', id="an object"),
        pytest.param('{"command": null}', id="null"),
    ],
)
def test_json_unknown_command(line: str, tmp_path: Path) -> None:
    """A command that is unknown is refused, and the question asked again as after any refusal."""
    arguments = ("dropout", "--direction", "en-zh", "--mode", "type")
    _, first, again, refused, asked, _ = objects(*arguments, answers=f"zantuifa\n{line}\n")
    assert again["again"]["verdict"] == "almost"
    assert refused == {"event": "refused", "what": "command"}
    assert asked == first
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        pytest.param("[" * 100_000, "empty", id="deep list"),
        pytest.param('{"command":' + "[" * 100_000, "wrong", id="deep command"),
        pytest.param('{"command": ' + "9" * 5000 + "}", "wrong", id="more digits than Python reads"),
    ],
)
def test_json_that_is_no_command(line: str, verdict: str) -> None:
    """A line that is no command, however strange, is an answer."""
    found = objects("dropout", "--direction", "en-zh", "--mode", "type", answers=f"{line}\n")
    assert [event["verdict"] for event in found if event["event"] == "verdict"] == [verdict]


def test_kept_before_the_verdict(tmp_path: Path) -> None:
    """When a verdict is seen its answer is on the disk: kill -9 then loses nothing."""
    process = subprocess.Popen(
        [*QUIZ, "--json", "--mode", "type"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for count in range(1, 4):
        process.stdin.write("x\n")
        process.stdin.flush()
        while json.loads(process.stdout.readline())["event"] != "verdict":
            pass
        assert len(kept(tmp_path)) == count
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len(kept(tmp_path)) == 3


def test_locked_history(tmp_path: Path) -> None:
    """A history that another program holds for ever ends a piped quiz with one line, which says what is not kept."""
    quiz("dropout", answers="x\n")
    process = subprocess.Popen(
        [*QUIZ, "dropout", "--mode", "type"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    while "→" not in process.stdout.readline():
        pass
    path = tmp_path / "data" / "reviews.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        _, err = process.communicate("x\n", timeout=30)
    assert process.returncode == 1
    assert err.splitlines() == [
        f"dlterms: {path}: another program holds it; close that program, then try again; the last answer is not kept"
    ]


def test_reviews_have_all_fields(tmp_path: Path) -> None:
    """A review keeps card, rating, verdict, mode, what was answered and what it was confused with."""
    before = time.time()
    quiz("dropout", "--direction", "en-zh", "--mode", "type", answers="过拟合\n")
    [row] = kept(tmp_path, ", ".join(Review._fields))
    review = Review._make(row)
    assert review._replace(id="", time=0.0, machine="") == Review(
        "dlterms/dropout:en-zh", 1, "other-term", "type", "过拟合", confused_with="overfitting"
    )
    assert before - 1 < review.time < time.time() + 1
    assert review.machine == (tmp_path / "data" / "machine").read_text()
    assert os.environ["DLTERMS_DATA_DIR"] == str(tmp_path / "data")


# What docs/quiz-json.md says.


def documented() -> dict[str, set[str]]:
    """The fields in the tables of the documentation, under the headings that name their events."""
    fields: dict[str, set[str]] = {}
    heading = ""
    for line in (DOCS / "quiz-json.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            heading = line.removeprefix("### ")
            fields[heading] = set()
        elif line.startswith("| `"):
            fields[heading].add(line.split("`")[1])
    return fields


@pytest.mark.parametrize("event", ["session", "question", "verdict", "hint", "summary"])
def test_documented_fields(event: str) -> None:
    """The documentation names the fields that are printed, all of them and no others."""
    answers = '{"command": "hint"}\nx\n'
    printed = next(
        found for found in objects("--practice", "--mode", "type", answers=answers) if found["event"] == event
    )
    assert documented()[event] | {"event"} == set(printed)


def test_documented_commands() -> None:
    """The documentation has each event that a command leads to, with its fields."""
    lines = [f'{{"command": "{name}"}}' for name in COMMANDS]
    arguments = ("dropout", "--practice", "--direction", "en-zh", "--mode", "type")
    found = {
        event["event"]: event
        for line in lines
        for answers in (f"x\n{line}\n", f"{line}\n")
        for event in objects(*arguments, answers=answers)
    }
    text = (DOCS / "quiz-json.md").read_text(encoding="utf-8")
    assert set(found) == {*documented(), "undone", "overridden", "suspended", "buried", "refused"} - {
        "undone, overridden, suspended, buried, refused", "accepted",
    }  # fmt: skip
    for name in ("undone", "overridden", "suspended", "buried", "refused"):
        section = text.split("### undone")[1].split("###")[0]
        assert all(f"`{field}`" in section for field in found[name] if field != "event")


def test_documented_transcript() -> None:
    """The transcript in the documentation is what the quiz prints today."""
    transcript = (DOCS / "quiz-json.md").read_text(encoding="utf-8").split("```console\n$ ")[1].split("```")[0]
    command, _, expected = transcript.partition("\n")
    line = command.replace("dlterms quiz", " ".join(QUIZ), 1)
    assert subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout == expected
