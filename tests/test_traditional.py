"""The generated table of traditional characters."""

from __future__ import annotations

import opencc
import pytest

from dlterms.traditional import SIMPLIFIED, TRADITIONAL

TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


def test_table_is_that_of_opencc() -> None:
    """Each character becomes what opencc makes of it; if not, run `python tests/tools/make_traditional.py`."""
    once = opencc.OpenCC("t2s").convert
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    different = [c for c in characters if c.translate(TO_SIMPLIFIED) != once(once(c))]
    assert different == []
    assert set(TRADITIONAL) <= set(characters)


@pytest.mark.parametrize(
    ("traditional", "simplified"), [("神經網絡", "神经网络"), ("暫退法", "暂退法"), ("苧薴", "苎苎")]
)
def test_words(traditional: str, simplified: str) -> None:
    """Words fold character by character, and what comes out folds no further."""
    assert traditional.translate(TO_SIMPLIFIED) == simplified
    assert simplified.translate(TO_SIMPLIFIED) == simplified
