"""What is a slip of what, and what is none."""

from __future__ import annotations

import pytest

from dlterms.spelling import difference, edits, name_bound, nearest, same_stem, slip


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
def test_name_bound(form: str, bound: int) -> None:
    """Short names and Chinese allow no slip, long names two."""
    assert name_bound(form) == bound


@pytest.mark.parametrize(
    ("typed", "label", "distance"),
    [
        pytest.param("droput", "dropout", 1, id="left out"),
        pytest.param("drpoout", "dropout", 1, id="swapped"),
        pytest.param("drput", "dropout", None, id="too many"),
        pytest.param("convolutoin", "convolution", 1, id="long"),
        pytest.param("cnvolutoin", "convolution", 2, id="two in a long one"),
        pytest.param("resnet-101", "ResNet-50", None, id="digits"),
        pytest.param("adamw", "adam", None, id="short"),
        pytest.param("过你合", "过拟合", None, id="Chinese"),
        pytest.param("dropou法", "dropout", None, id="Chinese typed"),
        pytest.param("dropout", "dropout", 0, id="none"),
        pytest.param("A search", "A* search", None, id="a sign"),
        pytest.param("mximum liklihood", "maximum likelihood", 2, id="one in each word"),
        pytest.param("mxmum likelihood", "maximum likelihood", 2, id="two in a word of seven"),
        pytest.param("loss fnctoin", "loss function", 2, id="two in one word"),
        pytest.param("lss functin", "loss function", 2, id="one in a word of four"),
        pytest.param("ls function", "loss function", None, id="two in a word of four"),
        pytest.param("on-hat encoding", "one-hot encoding", None, id="in words of three"),
        pytest.param("memory oe a model", "memory of a model", 1, id="in a little word"),
        pytest.param("lossfunctin", "loss function", 1, id="written together"),
        pytest.param("loss func tion", "loss function", 0, id="written apart"),
        pytest.param("kears", "Keras", 1, id="swapped in a name of five"),
        pytest.param("bais", "bias", 1, id="swapped in a name of four"),
        pytest.param("Caffee", "Caffe", 1, id="doubled in a name of five"),
        pytest.param("LTSM", "LSTM", None, id="swapped in an acronym"),
        pytest.param("keraz", "Keras", None, id="changed in a name of five"),
        pytest.param("boss function", "loss function", None, id="another short word"),
        pytest.param("olss function", "loss function", 1, id="first letters swapped in a short word"),
        pytest.param("oss function", "loss function", 1, id="first letter left out of a short word"),
        pytest.param("aggression", "regression", None, id="two, and the first letter"),
        pytest.param("rgeressin", "regression", 2, id="two, and the first letters swapped"),
        pytest.param("tegression", "regression", 1, id="the first letter of a long word"),
    ],
)
def test_slip(typed: str, label: str, distance: int | None) -> None:
    """A slip is near enough to the name and to each word of it, begins a word like it, and changes no digit or sign."""
    assert slip(typed, label) == distance


def test_a_plural_forgives_no_more() -> None:
    """How much a plural forgives depends on its singular."""
    assert (slip("cnvolutiosn", "convolutions"), slip("cnvolutiosn", "convolutions", "convolute")) == (2, None)
    assert (slip("status", "states"), slip("status", "states", "state")) == (1, None)


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
        pytest.param("input", "output", id="in and out"),
        pytest.param("attentiondecoder", "attention encoder", id="written together"),
        pytest.param("graph undirected", "graphdirected", id="un, written together"),
        pytest.param("pretraining", "retraining", id="pre and re"),
        pytest.param("autodecoder", "autoencoder", id="within a word"),
        pytest.param("asymmetric matrix", "symmetric matrix", id="a"),
    ],
)
def test_opposites_are_no_slips(typed: str, label: str) -> None:
    """An opposite is never a slip, whichever of the two is typed."""
    assert (slip(typed, label), slip(label, typed)) == (None, None)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        *((typed, "overfitting") for typed in ("overfiting", "overftting", "overfittin", "voerfitting")),
        ("compprehension", "comprehension"),
        ("batchnormalizaton", "batch normalization"),
        ("krmed bandit", "k-armed bandit"),
        ("ssociation analysis", "association analysis"),
        ("recision", "precision"),
        ("aretrieval", "retrieval"),
    ],
)
def test_slips_are_no_opposites(typed: str, label: str) -> None:
    """A slip of the finger makes no other word."""
    assert slip(typed, label) == 1


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("overfit", "overfitting"),
        ("over-fitted", "overfitting"),
        ("regressor", "regression"),
        ("simulators", "simulation"),
        ("discrimination", "discriminator"),
        ("density estimator", "density estimation"),
        ("generation model", "generative model"),
        ("classify", "classification"),
        ("regularize", "regularization"),
        ("optimizing", "optimizer"),
        ("causal", "causality"),
    ],
)
def test_same_stem(typed: str, label: str) -> None:
    """Words that differ in their endings alone have one stem."""
    assert same_stem(typed, label)
    assert same_stem(label, typed)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        pytest.param("overfiting", "overfitting", id="the same ending"),
        pytest.param("features vector", "feature vector", id="a plural"),
        pytest.param("gradient descend", "gradient descent", id="no ending"),
        pytest.param("neurone", "neuron", id="an e"),
        pytest.param("eigenvecter", "eigenvector", id="an e for an o"),
        pytest.param("use", "using", id="a short stem"),
        pytest.param("generative", "generative model", id="a word less"),
        pytest.param("regression", "regression", id="nothing"),
    ],
)
def test_another_stem(typed: str, label: str) -> None:
    """What differs in more than endings, or not at all, has no stem in common that would say anything."""
    assert not same_stem(typed, label)


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
