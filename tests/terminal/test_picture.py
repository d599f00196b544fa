"""Pictures of a terminal: what stands where."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from dlterms.terminal.picture import svg
from dlterms.views.page import Section, Spans

TEXT = re.compile(r'<text class="dlterms-r\d( dlterms-wide)?"(?: textLength="([\d.]+)")? x="([\d.]+)" [^>]*>([^<]*)<')


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([("loss", "")], [("loss", 0, 4)], id="letters fill their columns"),
        pytest.param([("损失", "")], [("损失", 0, None)], id="Chinese is as wide as its font"),
        pytest.param(
            [("用GAN，a<b", "")], [("用", 0, None), ("GAN", 2, 3), ("，", 5, None), ("a&lt;b", 7, 3)], id="mixed"
        ),
        pytest.param(
            [("甲 ", "term"), ("b", "dim")], [("甲", 0, None), ("&#160;", 2, 1), ("b", 3, 1)], id="two styles"
        ),
    ],
)
def test_where_text_stands(spans: Spans, expected: list[tuple[str, int, int | None]]) -> None:
    """Letters and Chinese are apart, each at its column, and no Chinese character is stretched."""
    picture = svg([Section("", [spans])], "test")
    found = [
        (text, round(float(x) / 12.2), round(float(length) / 12.2) if length else None)
        for _, length, x, text in TEXT.findall(picture)
        if text.strip()
    ]
    assert found == expected
    assert [bool(wide) for wide, _, _, text in TEXT.findall(picture) if text.strip()] == [
        columns is None for *_, columns in expected
    ]
    ElementTree.fromstring(picture)
