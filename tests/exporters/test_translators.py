from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given

from dlterms.exporters.content import Content, Exported
from dlterms.exporters.translators import babeldoc, deepl, names, omegat
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry

ONE = entry(
    "one",
    {"term": "随机梯度下降", "aliases": ["随机梯度下降法"], "definition": "每步\n用[小批量](#two)。"},
    {"term": "stochastic gradient descent", "acronym": "SGD", "aliases": ["SG, descent"],
     "hidden": ["stochastic descent", {"term": "descent", "find_only": True}], "definition": "Steps."},
)  # fmt: skip
TWO = entry("two", "小批量", "minibatch")


@pytest.mark.parametrize(
    ("exporter", "target", "text"),
    [
        pytest.param(
            babeldoc, "zh",
            "source,target\nstochastic gradient descent,随机梯度下降\nSGD,随机梯度下降\n\"SG, descent\",随机梯度下降\n"
            "stochastic descent,随机梯度下降\nminibatch,小批量\n",
            id="BabelDOC",
        ),
        pytest.param(
            deepl, "en",
            "随机梯度下降,stochastic gradient descent\n随机梯度下降法,stochastic gradient descent\n小批量,minibatch\n",
            id="DeepL",
        ),
        pytest.param(
            omegat, "en",
            "随机梯度下降\tstochastic gradient descent\tSteps.\n随机梯度下降法\tstochastic gradient descent\tSteps.\n"
            "小批量\tminibatch\tdefinition of two\n",
            id="OmegaT",
        ),
    ],
)  # fmt: skip
def test_lists(exporter: Callable[..., Exported], target: str, text: str) -> None:
    """Each name that is right as an answer is a source, and the preferred name its target."""
    assert exporter(content_of(ONE, TWO), target=target).data == text


def test_comment_is_on_one_line() -> None:
    """A definition of several lines is one comment, without links."""
    assert str(omegat(content_of(ONE, TWO)).data).splitlines()[0].split("\t")[2] == "每步 用小批量。"


def test_one_translation_a_name() -> None:
    """Of two terms of one name the first is translated, and the other counted."""
    vectors = [("one", "特征向量", "feature vector"), ("two", "特征向量", "eigenvector"), ("three", "MAP", "MAP")]
    content = content_of(*(entry(name, {"term": zh, "qualifier": name}, en) for name, zh, en in vectors))
    made = deepl(content, target="en")
    assert made.data == "特征向量,feature vector\nMAP,MAP\n"
    assert made.left_out == {"definitions": 6, "second translations": 1}
    assert omegat(content, target="en").left_out == {"second translations": 1}


def test_names() -> None:
    """The names of an entry are those that are accepted, the preferred one first, each once."""
    (one,) = (e for e in content_of(ONE, TWO).entries if e["id"] == "one")
    assert names(one, "zh") == ["随机梯度下降", "随机梯度下降法"]
    assert names(one, "en") == ["stochastic gradient descent", "SGD", "SG, descent", "stochastic descent"]


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the names are, a reader gets two columns, or three, and the names as they are."""
    content: Content = of_entries(entries)
    wanted: dict[str, str] = {}
    for odd in entries:
        for name in names(odd, "en"):
            wanted.setdefault(name, odd["zh"]["term"])
    assert [*csv.reader(io.StringIO(str(deepl(content).data), newline=""))] == [[*pair] for pair in wanted.items()]
    rows = [line.split("\t") for line in str(omegat(content).data).split("\n")[:-1]]
    spaced = [[" ".join(text.split()) for text in pair] for pair in wanted.items()]
    assert [row[:2] for row in rows] == spaced
    assert {len(row) for row in rows} == {3}
