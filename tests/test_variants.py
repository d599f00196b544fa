"""How a label may be written, and what makes another word of it."""

from __future__ import annotations

import pytest

from dlterms.labels import key
from dlterms.variants import forms, inflected, is_head, label_forms, parts


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("dropout", {"dropout"}, id="a word"),
        pytest.param("The Batch-Size", {"thebatchsize", "batchsize"}, id="an article"),
        pytest.param("memory (model)", {"memorymodel", "memory"}, id="a parenthesis"),
        pytest.param("a model (any)", {"amodelany", "amodel", "modelany", "model"}, id="both"),
        pytest.param("another", {"another"}, id="no article"),
        pytest.param("（）", set(), id="nothing"),
    ],
)
def test_forms(text: str, keys: set[str]) -> None:
    """A text counts with and without its article and its parenthesis."""
    assert forms(text) == keys


@pytest.mark.parametrize(
    ("label", "written"),
    [
        pytest.param("neuron", "neurons", id="plural"),
        pytest.param("networks", "network", id="singular"),
        pytest.param("batch", "batches", id="es"),
        pytest.param("entropy", "entropies", id="ies"),
        pytest.param("policies", "policy", id="y"),
        pytest.param("matrix", "matrices", id="matrix"),
        pytest.param("vertices", "vertex", id="vertices"),
        pytest.param("axis", "axes", id="axis"),
        pytest.param("hypothesis", "hypotheses", id="hypothesis"),
        pytest.param("criteria", "criterion", id="criteria"),
        pytest.param("CNN", "CNNs", id="acronym"),
        pytest.param("GANs", "GAN", id="acronym in the plural"),
        pytest.param("Keras", "Kerases", id="name"),
        pytest.param("K-means", "k-mean", id="name before an ordinary word"),
        pytest.param("networks (deep)", "network", id="before a parenthesis"),
        pytest.param("ｎｅｔｗｏｒｋｓ", "network", id="full width"),
        pytest.param("some networks.", "some network", id="before a full stop"),
    ],
)
def test_numbers(label: str, written: str) -> None:
    """The last word of a label may be in the other number."""
    assert key(written) in label_forms(label)
    assert key(written) in inflected(label)


@pytest.mark.parametrize("label", ["loss", "bias", "corpus", "basis", "分类s", "L1", "s"])
def test_no_singular(label: str) -> None:
    """What only looks like a plural is none."""
    assert key(label)[:-1] not in label_forms(label)
    assert key(label)[:-1] not in inflected(label)


@pytest.mark.parametrize("label", ["Keras", "HTS", "Pandas", "deep Transformers"])
def test_names_keep_their_s(label: str) -> None:
    """An s at the end of a name is the name's, but in a query nobody knows what is a name."""
    assert key(label)[:-1] not in label_forms(label)
    assert key(label)[:-1] in inflected(label)


@pytest.mark.parametrize("text", [" " * 500_000 + "x", "x" + " " * 500_000 + ".", "(" * 500_000, "x " * 100_000])
def test_long_texts(text: str) -> None:
    """A text of nothing but spaces or brackets is gone through once."""
    assert forms(text) == {key(text)} - {""}
    assert len(label_forms(text)) <= 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("暂退法 dropout", ["暂退法", "dropout"], id="two scripts"),
        pytest.param("dropout暂退法", ["dropout", "暂退法"], id="without a space"),
        pytest.param("暂退法、随机失活", ["暂退法", "随机失活"], id="a list"),
        pytest.param("batch size", ["batch size"], id="one name"),
    ],
)
def test_parts(text: str, names: list[str]) -> None:
    """An answer may consist of several names."""
    assert parts(text) == names


@pytest.mark.parametrize(
    ("text", "name", "head"),
    [
        pytest.param("state", "hidden state", True, id="last word"),
        pytest.param("gradient descent", "stochastic gradient descent", True, id="last words"),
        pytest.param("编程", "命令式编程", True, id="Chinese"),
        pytest.param("編程", "命令式编程", True, id="traditional"),
        pytest.param("hidden", "hidden state", False, id="first word"),
        pytest.param("hidden state", "hidden state", False, id="the whole"),
        pytest.param("tate", "hidden state", False, id="no word"),
        pytest.param("deep learning", "Dive into Deep Learning", False, id="after a preposition"),
        pytest.param("监督学习", "无监督学习", False, id="after a negation"),
        pytest.param("法", "梯度下降法", False, id="one character"),
        pytest.param("", "hidden state", False, id="nothing"),
    ],
)
def test_head(text: str, name: str, head: bool) -> None:
    """The head of a name is its last words, unless what stands before them is no word."""
    assert is_head(text, name) is head
