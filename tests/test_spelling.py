"""What is a slip of what, and what is none."""

from __future__ import annotations

import pytest

from dlterms.spelling import as_typed, difference, edits, nearest, tells_apart, typo_bound, typo_distance


@pytest.mark.parametrize(
    ("form", "bound"),
    [
        ("adam", 0),
        ("layer", 0),
        ("neuron", 1),
        ("overfit", 1),
        ("attention", 1),
        ("likelihood", 2),
        ("生成对抗网络模型", 0),
    ],
)
def test_typo_bound(form: str, bound: int) -> None:
    """Short words and Chinese allow no typo, long words two."""
    assert typo_bound(form) == bound


@pytest.mark.parametrize(
    ("typed", "label", "distance"),
    [
        pytest.param("droput", "dropout", 1, id="left out"),
        pytest.param("drpoout", "dropout", 1, id="swapped"),
        pytest.param("drput", "dropout", None, id="too many"),
        pytest.param("convolutoin", "convolution", 1, id="long"),
        pytest.param("cnvolutoin", "convolution", 2, id="two in a long one"),
        pytest.param("resnet101", "resnet50", None, id="digits"),
        pytest.param("adamw", "adam", None, id="short"),
        pytest.param("过你合", "过拟合", None, id="Chinese"),
        pytest.param("dropou法", "dropout", None, id="Chinese typed"),
        pytest.param("dropout", "dropout", 0, id="none"),
    ],
)
def test_typo_distance(typed: str, label: str, distance: int | None) -> None:
    """A typo is near enough and changes no digit."""
    assert typo_distance(typed, label) == distance


def test_a_smaller_bound() -> None:
    """A plural forgives no more than its singular, and never more than its own length does."""
    assert [typo_distance("status", "states", bound) for bound in (0, 1, 2)] == [None, 1, 1]
    assert typo_distance("cnvolutoins", "convolutions", 1) is None
    assert typo_distance("statez", "state", 2) is None


def test_edits() -> None:
    """Beyond the bound nobody counts."""
    assert edits("abcd", "abdc", 1) == 1
    assert edits("abcd", "dcba", 1) is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        pytest.param("maximization", "minimization", id="max and min"),
        pytest.param("supervised learning", "unsupervised learning", id="un"),
        pytest.param("gradient ascent", "gradient descent", id="in the second word"),
        pytest.param("online learning", "offline learning", id="on and off"),
        pytest.param("downsampling", "upsampling", id="up and down"),
        pytest.param("nonlinear model", "linear model", id="non"),
        pytest.param("A search", "A* search", id="a sign"),
        pytest.param("input", "output", id="in and out"),
        pytest.param("attentiondecoder", "attention encoder", id="written together"),
        pytest.param("graph undirected", "graphdirected", id="un, written together"),
        pytest.param("pretraining", "retraining", id="pre and re"),
    ],
)
def test_tells_apart(typed: str, label: str) -> None:
    """An opposite is never a typo, whichever of the two is typed."""
    assert tells_apart(typed, label)
    assert tells_apart(label, typed)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        *((typed, "overfitting") for typed in ("overfiting", "overftting", "overfittin", "voerfitting")),
        ("compprehension", "comprehension"),
        ("batchnormalizaton", "batch normalization"),
        ("krmed bandit", "k-armed bandit"),
    ],
)
def test_slips_do_not_tell_apart(typed: str, label: str) -> None:
    """A slip of the finger makes no other word."""
    assert not tells_apart(typed, label)


@pytest.mark.parametrize(
    ("answer", "label", "pieces"),
    [
        pytest.param("overfiting", "overfitting", [("overfit", ""), ("t", "missing"), ("ing", "")], id="missing"),
        pytest.param("暂停法", "暂退法", [("暂", ""), ("停", "extra"), ("退", "missing"), ("法", "")], id="another"),
        pytest.param("DROPOUT", "dropout", [("dropout", "")], id="case"),
    ],
)
def test_difference(answer: str, label: str, pieces: list[tuple[str, str]]) -> None:
    """A difference leads from the answer to the label, in the label's own letters."""
    assert list(difference(answer, label)) == pieces


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        pytest.param("drop", "dropout", id="like one of them"),
        pytest.param("zzz", None, id="like none"),
        pytest.param("x" * 500, None, id="very long"),
    ],
)
def test_nearest(answer: str, label: str | None) -> None:
    """The nearest label is named if a difference is worth a look."""
    assert nearest(answer, ["overfitting", "dropout"]) == label


def test_as_typed() -> None:
    """A slip in a plural is shown in the plural."""
    assert [as_typed("Cross Entropy", form) for form in ("crossentropies", "crossentropy", "entropy")] == [
        "Cross Entropies",
        "Cross Entropy",
        "Cross Entropy",
    ]
