"""Accepting an answer from now on, in a quiz and afterwards: what is written, and what is right from then on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from dlterms.terminal import lines

DOCS = Path(__file__).parents[2] / "docs" / "quiz-json.md"
QUIZ = ("quiz", "--seed", "1", "--mode", "type")
GLOSSARY = """\
schema: dlterms/1
glossary: {id: small}
topics:
  - {id: nets, zh: 网络, en: Networks}
terms:
  - id: dropout
    kind: method
    topic: nets
    zh: 暂退法
    en: dropout
    status: draft
  - id: weight
    kind: concept
    topic: nets
    zh: 权重
    en: weight
    status: draft
"""
OWN = (
    "# mine\r\nschema: dlterms/1\r\n\r\nadditions:  # what I say\r\n"
    "  - {of: small/weight, zh: {aliases: [权值]}}\r\n\r\n# end"
)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One's own file, which is not there; the bundled glossary has two terms."""
    (tmp_path / "small.yaml").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.setattr("dlterms.paths.bundled_glossary", lambda: str(tmp_path / "small.yaml"))
    return tmp_path / "config" / "glossary" / "own.yaml"


@pytest.fixture
def told(run: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`told(answers, *arguments)`: what a quiz on a pipe says to them, line by line."""

    def quiz(answers: list[str], *arguments: str) -> list[str]:
        def typed(stream: object) -> Iterator[str]:
            return iter(answers)

        monkeypatch.setattr(lines, "piped_lines", typed)
        done = run(*QUIZ, *arguments)
        assert done.code == 0
        return done.out.splitlines()

    return quiz


def objects(printed: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed]


@pytest.mark.parametrize(
    ("direction", "answer", "added"),
    [
        pytest.param("en-zh", "丢丢", "  - {of: small/dropout, zh: {aliases: [丢丢]}}", id="Chinese"),
        pytest.param("zh-en", "leave it out", "  - {of: small/dropout, en: {aliases: [leave it out]}}", id="English"),
        pytest.param("zh-en", "no: {x} # y", "  - {of: small/dropout, en: {aliases: ['no: {x} # y']}}", id="signs"),
        pytest.param("zh-en", "null", "  - {of: small/dropout, en: {aliases: ['null']}}", id="a word of YAML"),
    ],
)
def test_right_from_now_on(told: Any, own: Path, direction: str, answer: str, added: str) -> None:
    """An accepted answer is one line more in one's own file, all else as it was, and right in the next session."""
    own.parent.mkdir(parents=True)
    own.write_bytes(OWN.encode())
    asked = ("dropout", "--direction", direction)
    said = told([answer, "/accept"], *asked)
    assert said[-4:-2] == [
        "Counted as right: 暂退法 dropout.",
        f"Accepted from now on: {answer} for 暂退法 dropout ({own}).",
    ]
    before, after = OWN.split("\r\n\r\n# end")
    assert own.read_bytes().decode() == f"{before}\r\n{added}\r\n\r\n# end{after}"
    verdict = objects(told([answer], "--json", *asked))[2]
    assert (verdict["verdict"], verdict["label"]) == ("right", answer)


def test_for_programs(told: Any, own: Path) -> None:
    """A program is told of the verdict turned round, then of the name, its language and its file."""
    answers = ["丢丢", '{"command": "accept"}', '{"command": "accept"}', '{"command": "undo"}', '{"command": "accept"}']
    events = objects(told(answers, "--json", "dropout", "weight", "--direction", "en-zh"))
    card, term = (events[1][name] for name in ("card", "term"))
    assert [event for event in events if event["event"] not in ("session", "question", "verdict", "summary")] == [
        {"event": "overridden", "card": card, "rating": 3},
        {"event": "accepted", "card": card, "term": term, "language": "zh", "alias": "丢丢", "file": str(own)},
        {"event": "refused", "what": "accept", "why": "accepted", "other_term": None, "fault": None},
        {"event": "undone", "card": card},
        {"event": "refused", "what": "accept", "why": "nothing", "other_term": None, "fault": None},
    ]
    documented = DOCS.read_text(encoding="utf-8").split("### accepted")[1].split("###")[0]
    assert all(f"| `{field}` |" in documented for field in events[5] if field != "event")
    assert own.read_text(encoding="utf-8").endswith(f"  - {{of: small/{term}, zh: {{aliases: [丢丢]}}}}\n")


@pytest.mark.parametrize(
    ("options", "answers", "said"),
    [
        pytest.param(["--practice"], ["丢丢"], "Practice records nothing, so no answer is accepted from now on.",
                     id="practice"),
        pytest.param([], ["权重"], "That is 权重 weight, and cannot be a name of another term.", id="another term"),
        pytest.param([], [""], "There was no answer that could be accepted.", id="nothing"),
    ],
)  # fmt: skip
def test_refused(told: Any, own: Path, options: list[str], answers: list[str], said: str) -> None:
    """What cannot be a name is refused with the reason, and nothing is written."""
    assert said in told([*answers, "/accept"], *options, "dropout", "--direction", "en-zh")
    assert not own.parent.exists()


def test_file_that_cannot_be_written(told: Any, run: Run, own: Path) -> None:
    """Where the file is at fault the answer counts as right all the same, and may be accepted when it is mended."""
    own.parent.mkdir(parents=True)
    own.write_text("schema: dlterms/1\nadditions: [\n", encoding="utf-8")
    said = told(["丢丢", "/accept"], "dropout", "--direction", "en-zh")
    assert said[-4] == "Counted as right: 暂退法 dropout."
    assert said[-3].startswith(f"Not accepted from now on: {own}:3:1: ")
    assert said[-3].endswith(". `dlterms history accept` tries again.")
    own.write_text("schema: dlterms/1\n", encoding="utf-8")
    assert run("history", "accept").out == f"Accepted from now on: 丢丢 for 暂退法 dropout ({own}).\n"


def test_glossary_without_ones_own(told: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one's own file is not in use, one has to be named."""
    named = ("--glossary", str(tmp_path / "small.yaml"))
    to = tmp_path / "more.yaml"
    told(["丢丢", "/override"], "dropout", "--direction", "en-zh")
    fault = (
        "your own glossary is not in use: omit --glossary and DLTERMS_GLOSSARY, "
        "or add to another file with `dlterms history accept --to FILE`"
    )
    assert run(*named, "history", "accept").err == f"dlterms: {fault}\n"
    done = run(*named, "history", "accept", "--to", to)
    assert (done.code, done.out) == (0, (
        f"丢丢 for 暂退法 dropout: added to {to}\n"
        "which is not in use: put it into your glossary folder, or name it with `dlterms --glossary`\n"
    ))  # fmt: skip
    monkeypatch.setenv("DLTERMS_GLOSSARY", named[1])
    said = told(["丢下", "/accept"], "dropout", "--direction", "en-zh")
    assert said[-3] == f"Not accepted from now on: {fault}. `dlterms history accept` tries again."


def test_history_accept(told: Any, run: Run, own: Path) -> None:
    """Of the answers that were made right, the newest of all or of a term is accepted, and each once."""
    directed = ("--direction", "en-zh")
    told(["丢丢", "/override"], "dropout", *directed)
    told(["丢下", "/override"], "dropout", *directed)
    told(["丢开", "/override"], "dropout", *directed)
    run("history", "undo")
    told(["重重", "/override"], "weight", *directed)
    assert [run("history", "accept", *words).out for words in [("dropout",), (), ()]] == [
        f"Accepted from now on: 丢下 for 暂退法 dropout ({own}).\n",
        f"Accepted from now on: 重重 for 权重 weight ({own}).\n",
        f"Accepted from now on: 丢丢 for 暂退法 dropout ({own}).\n",
    ]
    said = "dlterms: no answer to accept on this machine: one that was wrong and that you overrode\n"
    assert run("history", "accept") == (1, "", said)
    assert run("history", "accept", "nonsense").code == 2


@pytest.mark.parametrize("how", ["key", "history"])
def test_undone_afterwards(told: Any, run: Run, own: Path, how: str) -> None:
    """An answer that is undone after it was accepted stays a name, and it is said where and how it is taken out."""
    told(["丢丢", "/accept" if how == "key" else "/override"], "dropout", "--direction", "en-zh")
    if how == "history":
        run("history", "accept")
    done = run("history", "undo")
    assert done.out.splitlines()[1:] == [f"丢丢 stays a name of it ({own}); `dlterms edit dropout` takes it out."]
    told(["丢丢"], "dropout", "--direction", "en-zh")
    assert len(run("history", "undo").out.splitlines()) == 1, "an answer that was right"
    told(["丢下", "/override"], "dropout", "--direction", "en-zh")
    assert len(run("history", "undo").out.splitlines()) == 1, "one that was not accepted"


def test_another_machine(told: Any, run: Run, tmp_path: Path) -> None:
    """What was said on another machine is accepted there."""
    told(["丢丢", "/override"], "dropout", "--direction", "en-zh")
    (tmp_path / "data" / "machine").write_text("other")
    assert run("history", "accept").code == 1


def test_two_at_once(own: Path, tmp_path: Path) -> None:
    """Two quizzes that accept at the same time lose neither answer."""
    program = (
        "import sys; from dlterms import cli, paths; bundled = sys.argv.pop(); "
        "paths.bundled_glossary = lambda: bundled; sys.exit(cli.run(sys.argv[1:]))"
    )
    running = []
    for term, answer in {"dropout": "丢丢", "weight": "重重"}.items():
        (tmp_path / term).write_text(f"{answer}\n/accept\n", encoding="utf-8")
        command = [sys.executable, "-c", program, *QUIZ, "--direction", "en-zh", term, str(tmp_path / "small.yaml")]
        with open(tmp_path / term, "rb") as answers:
            running.append(subprocess.Popen(command, stdin=answers, stdout=subprocess.DEVNULL))
    assert [quiz.wait(30) for quiz in running] == [0, 0]
    assert sorted(own.read_text(encoding="utf-8").splitlines()[-2:]) == [
        "  - {of: small/dropout, zh: {aliases: [丢丢]}}",
        "  - {of: small/weight, zh: {aliases: [重重]}}",
    ]
