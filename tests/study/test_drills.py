"""Drills: which pairs are asked."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import cast

import pytest

from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.study.drills import drills
from lookup_support import entry, index_of

LEXICON = IndexLexicon(
    index_of(
        entry("over", "过拟合", "overfitting", contrast=["under"]),
        entry("under", "欠拟合", "underfitting"),
        entry("family", "模型族", "model family", near=["space"]),
        entry("space", "假设空间", "hypothesis space"),
        entry("capacity", "容量", "capacity"),
    )
)
DECLARED = {"over", "under"}


class Confusions:
    """A history that knows only what was taken for what, and how often."""

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        self.counts = {(f"user/{card}:zh-en", other): count for (card, other), count in counts.items()}

    def confusions(self) -> Mapping[tuple[str, str], int]:
        return self.counts

    def terms(self) -> set[str]:
        return set()

    def memory(self, card: str) -> None:
        return None


@pytest.mark.parametrize(
    ("counts", "pairs"),
    [
        pytest.param({}, [DECLARED], id="declared"),
        pytest.param(
            {("space", "capacity"): 1, ("family", "capacity"): 2},
            [{"family", "capacity"}, {"space", "capacity"}, DECLARED],
            id="own ones first, the most frequent before others",
        ),
        pytest.param({("over", "under"): 1, ("under", "over"): 1}, [DECLARED], id="a pair once"),
        pytest.param({("family", "space"): 3}, [DECLARED], id="nearly the same"),
        pytest.param({("space", "family"): 3}, [DECLARED], id="nearly the same, as the other entry says"),
        pytest.param({("family", "gone"): 3}, [DECLARED], id="a term that is gone"),
    ],
)
def test_pairs(counts: Mapping[tuple[str, str], int], pairs: list[set[str]]) -> None:
    """Pairs that this learner mixed up, then those that the glossary warns of; none that means nearly the same."""
    history = cast(Reader, Confusions(counts))
    found = drills(LEXICON, history, lambda name: True, 10, Random(0))
    assert [{queued.card.term, queued.against} for queued in found] == pairs
