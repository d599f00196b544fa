"""`dlterms compare` as a user and as a program see it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from lookup_support import entry, yaml_of
from pty_tools import Start
from terminal.conftest import start

__all__ = ["start"]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    text = yaml_of(
        entry("overfitting", "过拟合", "overfitting", contrast=["underfitting"]),
        entry("underfitting", "欠拟合", "underfitting"),
        entry("batch-size", "批量大小", "batch size"),
        entry("batch", "批量", "batch"),
        entry("size-law", "规模律", "size law"),
        entry("law", "定律", "law"),
        entry("bias", "偏置", {"term": "bias", "qualifier": "parameter"}),
        entry("b2", "偏差", {"term": "bias", "qualifier": "statistics"}),
        entry("v1", {"term": "特征向量", "qualifier": "甲"}, "feature vector"),
        entry("v2", {"term": "特征向量", "qualifier": "乙"}, "eigenvector"),
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        pytest.param(["overfitting", "欠拟合"], ["overfitting", "underfitting"], id="two words"),
        pytest.param(["v2", "v1"], ["v2", "v1"], id="ids"),
        pytest.param(["batch", "size", "overfitting"], ["batch-size", "overfitting"], id="a name of two words"),
        pytest.param(["batch size", "law"], ["batch-size", "law"], id="in quotes"),
        pytest.param(["overfiting", "qiannihe"], ["overfitting", "underfitting"], id="a slip and pinyin"),
        pytest.param(["过拟合和欠拟合"], ["overfitting", "underfitting"], id="with and"),
        pytest.param(["overfitting", "vs", "batch", "size"], ["overfitting", "batch-size"], id="with vs"),
        pytest.param(["bias (Parameter)", "b2"], ["bias", "b2"], id="a name with its qualifier"),
        pytest.param(["bias (statistics)", "偏置"], ["b2", "bias"], id="another of the name"),
    ],
)
def test_which_terms(run: Run, glossary: Path, words: list[str], terms: list[str]) -> None:
    """The two terms may be named in a row, unquoted where only one cut gives two names."""
    code, out, err = run("--glossary", glossary, "compare", *words, "--json")
    assert (code, err) == (0, "")
    assert [each["id"] for each in json.loads(out)["terms"]] == terms


@pytest.mark.parametrize(
    ("words", "code", "err"),
    [
        pytest.param(
            ["batch", "size", "law"], 2,
            "these may be `batch` and `size law` or `batch size` and `law`: put a name of several words in quotes",
            id="two cuts",
        ),
        pytest.param(["overfitting"], 2, "`overfitting` is one term; which is the other?", id="one"),
        pytest.param(["batch", "size"], 2, "`batch size` is one term; which is the other?", id="one of two words"),
        pytest.param(["law", " "], 2, "`law` is one term; which is the other?", id="one and a blank"),
        pytest.param(["", ""], 2, "which two terms? Put a name of several words in quotes", id="nothing"),
        pytest.param(["a", "b", "c"], 2, "which two terms? Put a name of several words in quotes", id="three"),
        pytest.param(["overfitting", "过拟合"], 2, "both are 过拟合 overfitting", id="the same"),
        pytest.param(["overfitting", "xyzzy"], 1, "dlterms: no entry for `xyzzy`", id="unknown"),
        pytest.param(["特征向量", "law"], 1, "  did you mean 特征向量 (乙) or eigenvector?", id="several of the name"),
        pytest.param(["bias", "law"], 1, "  did you mean 偏差 or bias (statistics)?", id="an id, too"),
        pytest.param(["law和bias"], 1, "  did you mean 偏差 or bias (statistics)?", id="several in a phrase"),
    ],
)  # fmt: skip
def test_no_two_terms(run: Run, glossary: Path, words: list[str], code: int, err: str) -> None:
    """What is no two terms is said: 2 if they cannot be told from the words, 1 if there is no such term."""
    done = run("--glossary", glossary, "compare", *words)
    assert (done.code, done.out) == (code, "")
    assert done.err.splitlines()[-1].removeprefix("Error: ") == err


def test_json(run: Run, glossary: Path) -> None:
    """`--json` prints one object: the two whole entries, what they share, and what tells them apart."""
    found = json.loads(run("--glossary", glossary, "compare", "过拟合", "欠拟合", "--json").out)
    assert list(found) == ["terms", "shared", "apart"]
    assert found["terms"][0]["zh"]["term"] == "过拟合"
    assert found["shared"] == {"kind": "concept", "topic": "t", "requires": [], "broader": [], "related": []}
    assert found["apart"] == {"relations": ["contrast"], "notes": []}


def test_piped(run: Run, glossary: Path) -> None:
    """A pipe gets one entry after the other."""
    assert run("--glossary", glossary, "compare", "过拟合", "欠拟合", "--lang", "en").out.splitlines() == [
        "过拟合 · overfitting",
        "definition: definition of overfitting",
        "",
        "欠拟合 · underfitting",
        "definition: definition of underfitting",
        "",
        "told apart: Easily confused with one another.",
    ]


@pytest.mark.parametrize(
    ("columns", "first"),
    [(80, "过拟合 · overfitting                     欠拟合 · underfitting"), (50, "过拟合 · overfitting")],
)
def test_on_a_terminal(start: Start, glossary: Path, columns: int, first: str) -> None:
    """A terminal that is wide enough shows them side by side, another one above the other."""
    command = [sys.executable, "-m", "dlterms", "--glossary", str(glossary), "compare", "过拟合", "欠拟合"]
    terminal = start(*command, columns=columns)
    terminal.wait_for("told apart")
    assert terminal.lines()[0] == first
    assert "欠拟合 · underfitting" in terminal.text()
    assert terminal.status() == 0
