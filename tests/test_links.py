"""The links of a definition."""

from __future__ import annotations

import pytest

from dlterms.links import LINK, unlinked


@pytest.mark.parametrize(
    ("text", "read", "refs"),
    [
        pytest.param("见[基](#base)。", "见基。", ["base"], id="link"),
        pytest.param("[a](#b)[c](#d)", "ac", ["b", "d"], id="two links"),
        pytest.param("shape [batch, heads] x[i]", "shape [batch, heads] x[i]", [], id="brackets"),
        pytest.param("f[i](x)", "f[i](x)", [], id="no #"),
        pytest.param("[](#b)", "", ["b"], id="empty"),
        pytest.param("[a[b](#c)", "[ab", ["c"], id="bracket before it"),
    ],
)
def test_links(text: str, read: str, refs: list[str]) -> None:
    """Only `[text](#id)` is a link; a definition reads as if it were text alone."""
    assert unlinked(text) == read
    assert [ref for _, ref in LINK.findall(text)] == refs
