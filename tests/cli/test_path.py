from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.model import Rating
from learner import answered, clock
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock", "compiled")

DROPOUT = "暂退法 dropout (dropout): "


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["dropout"], id="id"),
        pytest.param(["暂退法"], id="chinese"),
        pytest.param(["随机失活"], id="alias"),
        pytest.param(["zantuifa"], id="pinyin"),
        pytest.param(["DROP", "OUT"], id="words"),
        pytest.param(["暫退法"], id="traditional"),
        pytest.param(["droput"], id="typo"),
    ],
)
def test_term_is_looked_up(run: Run, words: list[str]) -> None:
    """TERM is found as `lookup` finds it."""
    done = run("path", *words)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(DROPOUT)


@pytest.mark.parametrize("name", ["first-steps", "steps"])
def test_id_that_is_no_name(run: Run, tmp_path: Path, name: str) -> None:
    """An id will do, also one that is no label of its term, and one that it had before."""
    path = tmp_path / "mine.yaml"
    path.write_text(yaml_of(entry("first-steps", "甲乙", "foo", former_ids=["steps"])), encoding="utf-8")
    assert run("--glossary", path, "path", name).out == "甲乙 foo (first-steps): new\n"


def test_id_that_names_another_term_too(run: Run, tmp_path: Path) -> None:
    """Of several terms the one that bears it as its id is meant: it was offered by that."""
    path = tmp_path / "mine.yaml"
    path.write_text(yaml_of(entry("net", "甲", "foo"), entry("other", "乙", "net")), encoding="utf-8")
    assert run("--glossary", path, "path", "net").out == "甲 foo (net): new\n"


def test_several_terms(run: Run) -> None:
    """What can be several terms is not guessed: they are named on stderr."""
    assert run("path", "特征向量") == (
        2,
        "",
        "dlterms: `特征向量` can be 2 terms; name one of them\n"
        "  did you mean 特征向量 (机器学习) feature vector (machine learning) (feature-vector)?\n"
        "  did you mean 特征向量 (线性代数) eigenvector (linear algebra) (eigenvector)?\n",
    )


def test_no_term(run: Run) -> None:
    """What is no term is said, with what looks like it."""
    done = run("path", "qwertzuiop", "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("dlterms: no entry for `qwertzuiop`\n")


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        pytest.param([], "new", id="never-asked"),
        pytest.param([("dropout:zh-en", 1, 1)], "learning", id="missed"),
        pytest.param([("dropout:term-definition", 1, 3)], "learning", id="in-any-direction"),
        pytest.param([("dropout:zh-en", day, 3) for day in (60, 58, 47, 1)], "known", id="kept-for-weeks"),
        pytest.param([("other/dropout:zh-en", 1, 3)], "new", id="of-another-glossary"),
    ],
)
def test_states(run: Run, answers: list[tuple[str, float, Rating]], state: str) -> None:
    """A term's state comes from the history of its cards."""
    answered(answers)
    assert run("path", "dropout").out.splitlines()[0] == DROPOUT + state


def test_json_is_in_the_order_of_learning(run: Run) -> None:
    """The terms come after what they require, the one asked for last."""
    found = json.loads(run("path", "GAN", "--json").out)
    order = [step["id"] for step in found["path"]]
    assert (found["term"], order[-1]) == ("generative-adversarial-network", "generative-adversarial-network")
    assert found["path"][-1] == {
        "id": "generative-adversarial-network", "zh": "生成对抗网络", "en": "generative adversarial network",
        "state": "new", "requires": ["generative-model", "neural-network"],
    }  # fmt: skip
    assert all(order.index(ref) < order.index(step["id"]) for step in found["path"] for ref in step["requires"])


def test_path_is_what_a_quiz_asks_along_it(run: Run) -> None:
    """`quiz --path` asks terms of the path, first those that require nothing."""
    steps = {step["id"]: step for step in json.loads(run("path", "GAN", "--json").out)["path"]}
    lines = run("quiz", "--json", "--path", "GAN", "--new", "99", "-n", "99").out.splitlines()
    assert json.loads(lines[0])["cards"] == len(steps)
    assert steps[json.loads(lines[1])["term"]]["requires"] == []
