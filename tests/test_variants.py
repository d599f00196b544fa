"""How a label may be written, and what makes another word of it."""

from __future__ import annotations

import pytest

from dlterms.labels import key
from dlterms.model import Kind
from dlterms.variants import folded, forms, inflected, label_forms, parts, short_method, without_kind


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
    ("one", "other"),
    [
        pytest.param("regularisation", "regularization", id="isation"),
        pytest.param("optimiser", "optimizer", id="iser"),
        pytest.param("normalised", "normalized", id="ised"),
        pytest.param("analyse", "analyze", id="yse"),
        pytest.param("behaviour", "behavior", id="our"),
        pytest.param("centre", "center", id="re"),
        pytest.param("modelling", "modeling", id="lling"),
        pytest.param("greyscale", "grayscale", id="grey"),
        pytest.param("naïvebayes", "naivebayes", id="accent"),
        pytest.param("可学习的表示", "可学习表示", id="inner 的"),
    ],
)
def test_folded(one: str, other: str) -> None:
    """Spellings of different countries are one; so are words with and without an accent or an inner 的."""
    assert folded([one]) == folded([other])


@pytest.mark.parametrize("word", ["noise", "supervised", "precise", "exercise", "pulling", "目的"])
def test_left_alone(word: str) -> None:
    """Words that only look British stay as they are."""
    assert folded([word]) == {word}


@pytest.mark.parametrize(
    ("form", "kind", "bare"),
    [
        pytest.param("梯度下降算法", "method", "梯度下降", id="a method"),
        pytest.param("pytorchframework", "framework", "pytorch", id="a framework"),
        pytest.param("梯度下降算法", "concept", "梯度下降算法", id="of another kind"),
        pytest.param("算法", "method", "算法", id="nothing but the word"),
    ],
)
def test_without_kind(form: str, kind: Kind, bare: str) -> None:
    """The word for what a thing is may stand behind its name."""
    assert without_kind(form, kind) == bare


@pytest.mark.parametrize(
    ("form", "kind", "short"),
    [
        pytest.param("暂退法", "method", "暂退", id="a method"),
        pytest.param("学习算法", "method", "学习算法", id="an algorithm"),
        pytest.param("语法", "method", "语法", id="too short"),
        pytest.param("暂退法", "concept", "暂退法", id="of another kind"),
    ],
)
def test_short_method(form: str, kind: Kind, short: str) -> None:
    """A method's 法 may be left out, unless little would be left."""
    assert short_method(form, kind) == short


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
