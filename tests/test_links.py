"""The markup in texts."""

from __future__ import annotations

import re

import pytest

from dlterms.links import CLOZE, LINK, spans, unlinked


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


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        pytest.param("用{{c1::梯度}}更新{{c2::参数}}", [("1", "梯度", ""), ("2", "参数", "")], id="two blanks"),
        pytest.param("{{c12::a::which?}}", [("12", "a", "which?")], id="a hint"),
        pytest.param("{{c1::a::b::c}}", [("1", "a", "b::c")], id="colons in the hint"),
        pytest.param("{{c1::a::}}", [("1", "a", "")], id="an empty hint"),
        pytest.param("{{c1::a\nb}}", [("1", "a\nb", "")], id="two lines"),
        pytest.param("{{c1::{x}}}", [("1", "{x", "")], id="braces"),
        pytest.param("{{c1::}}和{{c2::b}}", [("2", "b", "")], id="nothing in it"),
        pytest.param("{{c1::a 和{{c2::b}}", [("2", "b", "")], id="not closed"),
        pytest.param("{{c0::a}} {{c::a}} {c1::a}", [], id="almost a blank"),
        pytest.param("{{c1::a::" * 100_000, [], id="many that are not closed"),
    ],
)
def test_blanks(text: str, blanks: list[tuple[str, str, str]]) -> None:
    """Only `{{c1::text}}`, perhaps with a hint, is a blank."""
    assert re.findall(CLOZE, text) == blanks


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        pytest.param("plain", [("plain", "")], id="none"),
        pytest.param("[a](#b)", [("a", "b")], id="nothing else"),
        pytest.param("x [a](#b)[c](#d) y", [("x ", ""), ("a", "b"), ("c", "d"), (" y", "")], id="two"),
        pytest.param("[a](http://b)", [("[a](http://b)", "")], id="another link"),
    ],
)
def test_spans(definition: str, found: list[tuple[str, str]]) -> None:
    """A definition falls into text and links."""
    assert spans(definition) == found
