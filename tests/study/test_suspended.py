"""Which cards are set aside."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dlterms.model import Memory
from dlterms.study.suspended import becomes_leech, is_suspended

CARD = "g/a:zh-en"


def missed(times: int) -> Memory:
    return Memory(1.0, 5.0, 0.0, reviews=20, misses=times)


@pytest.mark.parametrize(
    ("memory", "said", "suspended"),
    [
        pytest.param(None, {}, False, id="never asked"),
        pytest.param(missed(7), {}, False, id="missed seven times"),
        pytest.param(missed(8), {}, True, id="missed eight times"),
        pytest.param(missed(12), {}, True, id="missed more often"),
        pytest.param(None, {CARD: True}, True, id="set aside before it was asked"),
        pytest.param(missed(1), {CARD: True}, True, id="set aside"),
        pytest.param(missed(1), {"g/b:zh-en": True}, False, id="another card"),
        pytest.param(missed(12), {CARD: False}, False, id="taken back"),
    ],
)
def test_is_suspended(memory: Memory | None, said: Mapping[str, bool], suspended: bool) -> None:
    """A card is set aside by the learner's word, or else by its eighth miss."""
    assert is_suspended(CARD, memory, said) == suspended


@pytest.mark.parametrize(
    ("memory", "said", "becomes"),
    [
        pytest.param(missed(7), {}, False, id="seventh miss"),
        pytest.param(missed(8), {}, True, id="eighth miss"),
        pytest.param(missed(9), {}, False, id="ninth miss"),
        pytest.param(missed(8), {CARD: False}, False, id="taken back before"),
        pytest.param(None, {}, False, id="practice"),
    ],
)
def test_becomes_leech(memory: Memory | None, said: Mapping[str, bool], becomes: bool) -> None:
    """A card is told to be set aside at the miss that does it, and only where the queue leaves it out from then on."""
    assert becomes_leech(CARD, memory, said) == becomes
