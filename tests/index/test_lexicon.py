"""The quiz's lexicon on an index."""

from __future__ import annotations

import pytest

from dlterms.index.lexicon import FEW, PEERS, IndexLexicon
from lookup_support import entry, index_of

LEXICON = IndexLexicon(
    index_of(
        entry("model", "模型", "model"),
        entry("network", {"term": "神经网络", "aliases": ["网络"]}, {"term": "neural network", "acronym": "NN"},
              broader=["model"]),
        entry("cnn", "卷积网络", "convolutional network", broader=["network"], contrast=["network"]),
        entry("feature", {"term": "特征", "hidden": [{"term": "属性", "find_only": True}]}, "feature", kind="method"),
        entry("reasoning", "推理", "reasoning"),
        entry("inference", {"term": "推断", "aliases": ["推理"]}, "inference"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "owners"),
    [
        pytest.param("神经网络", [("network", "神经网络")], id="a term"),
        pytest.param("网络", [("network", "网络")], id="an alias"),
        pytest.param("nn", [("network", "NN")], id="an acronym"),
        pytest.param("推理", [("reasoning", "推理"), ("inference", "推理")], id="two terms of one name"),
        pytest.param("属性", [], id="found only"),
        pytest.param("shenjingwangluo", [], id="pinyin"),
        pytest.param("cnn", [], id="an id"),
        pytest.param("nothing", [], id="nobody's"),
    ],
)
def test_owners(key: str, owners: list[tuple[str, str]]) -> None:
    """The accepted labels equal to a key, and nothing else that look-up would find."""
    assert [(owner.term, owner.label) for owner in LEXICON.owners(key)] == owners


@pytest.mark.parametrize(
    ("key", "term"),
    [
        pytest.param("neuralnetwrk", "network", id="a letter left out"),
        pytest.param("enuralnetwork", "network", id="the first two swapped"),
        pytest.param("neuralnetwokr", "network", id="the last two swapped"),
        pytest.param("infrence", "inference", id="in the middle"),
    ],
)
def test_similar(key: str, term: str) -> None:
    """What a key may be a typo of is among those that are similar."""
    assert term in {owner.term for owner in LEXICON.similar(key)}


@pytest.mark.parametrize(
    ("name", "above"),
    [
        pytest.param("cnn", {"network", "model"}, id="two steps up"),
        pytest.param("network", {"model"}, id="one step"),
        pytest.param("model", set(), id="the top"),
    ],
)
def test_broader(name: str, above: set[str]) -> None:
    """Broader are all the terms up to the top."""
    assert LEXICON.broader(name) == above


def test_contrast() -> None:
    """A contrast holds both ways, whichever entry declares it."""
    assert (LEXICON.contrast("cnn"), LEXICON.contrast("network")) == (("network",), ("cnn",))


def test_spoken() -> None:
    """Chinese characters sound as they are read, in each way they may be read."""
    assert "tuili" in LEXICON.spoken("推理")
    assert {"diaocan", "tiaocan"} <= LEXICON.spoken("调参")


def test_peers() -> None:
    """Peers are of the same topic: those of the same kind first, the nearest in the order of learning before others."""
    peers = list(LEXICON.peers("inference"))
    assert "inference" not in peers
    assert peers[-1] == "feature"


def test_peers_are_few() -> None:
    """Of a large topic only so many are read as a choice needs."""
    lexicon = IndexLexicon(index_of(*(entry(f"t{n}", f"词{n}", f"word {n}") for n in range(100))))
    assert len(list(lexicon.peers("t50"))) == PEERS


def test_peers_of_a_rare_kind() -> None:
    """Where a topic has few of a kind, those of other topics learnt about the same time precede the rest."""
    topics = [{"id": name, "zh": name, "en": name} for name in ("a", "b", "c")]
    near = [entry(f"{topic}{n}", topic=topic, kind="metric") for topic in ("a", "c") for n in range(10)]
    own = [entry("own", topic="b", kind="metric"), entry("other", topic="b"), entry("alike", topic="b", kind="metric")]
    lexicon = IndexLexicon(index_of(*near, *own, topics=topics))
    around = [f"a{n}" for n in reversed(range(10 - FEW, 10))] + [f"c{n}" for n in range(FEW)]
    assert list(lexicon.peers("own")) == ["alike", *around, "other"]


def test_has() -> None:
    """An id is known or not; a term that is not there is an error."""
    assert (LEXICON.has("cnn"), LEXICON.has("rnn")) == (True, False)
    with pytest.raises(KeyError):
        LEXICON.term("rnn")
