"""How labels are read aloud."""

from __future__ import annotations

from itertools import islice

import pytest

from dlterms.sound import spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("暂退法", ["zan tui fa"], id="one reading"),
        pytest.param("调参", ["diao can", "diao shen", "tiao can", "tiao shen"], id="several"),
        pytest.param("gpu计算", ["gpu ji suan"], id="Latin letters first"),
        pytest.param("残差网络v2", ["can cha wang luo v2", "can chai wang luo v2"], id="Latin letters last"),
        pytest.param("한글", ["한 글"], id="characters without a reading"),
    ],
)
def test_spoken(text: str, expected: list[str]) -> None:
    """A label without stored pinyin is filed under every common way to read it."""
    assert [" ".join(syllables) for syllables in islice(spoken(text), 8)] == expected
