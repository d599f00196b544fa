"""HTML as text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms.errors import DltermsError
from dlterms.importers.markup import MAX_FIELD, holds_html, text_of, text_of_some


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("暂退法", "暂退法", id="plain"),
        pytest.param("<b>drop</b>out", "dropout", id="tags"),
        pytest.param("a<br>b<div>c</div><ul><li>d</li><li>e</li></ul>", "a\nb\nc\nd\ne", id="blocks"),
        pytest.param("<p>x\n y&nbsp;z</p>", "x y z", id="spaces"),
        pytest.param("1 &lt; 2 &amp; &#20320;", "1 < 2 & 你", id="entities"),
        pytest.param("a < b", "a < b", id="a bare sign"),
        pytest.param("x[sound:a b.mp3]<img src='y.png'>", "x", id="media"),
        pytest.param("<style>b {}</style>x<script>y</script>", "x", id="silent"),
        pytest.param("{{c1::暂退法::什么}}是{{c2::正则化}}", "暂退法是正则化", id="cloze"),
        pytest.param("{{c1::a {{c2::b}} c}}", "a b c", id="nested cloze"),
        pytest.param("a<![b", "a<![b", id="what the parser refuses"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a b", id="cells"),
    ],
)
def test_text(html: str, expected: str) -> None:
    """Tags go, blocks are lines, entities are characters, a cloze is what it hides."""
    assert text_of(html, Counter()) == expected


def test_dropped() -> None:
    """What text cannot show is counted."""
    dropped: Counter[str] = Counter()
    text_of("[sound:a.mp3]<img src=x><img src=y/>", dropped)
    assert dropped == {"sound": 1, "image": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<b>x</b> and <mask>", "x and <mask>", id="tokens stay"),
        pytest.param("a<br/>b\nc &lt;pad>", "a\nb\nc <pad>", id="line ends stay"),
    ],
)
def test_some(text: str, expected: str) -> None:
    """In a text that need not be HTML only known tags are markup."""
    assert holds_html(text)
    assert text_of_some(text, Counter()) == expected


@pytest.mark.parametrize("text", ["<mask>", "a < b > c", "R&D", "<s>x</s>", "AT&T; x"])
def test_no_html(text: str) -> None:
    """What may be a word of the field is no HTML."""
    assert not holds_html(text)


def test_too_long() -> None:
    """A text that is too long is refused before it is looked into."""
    with pytest.raises(DltermsError):
        text_of("<" * (MAX_FIELD + 1), Counter())


@given(st.text(alphabet="<>!-[]{}/&;:c1 ab\n'\"=", max_size=200))
def test_any(html: str) -> None:
    """Whatever it is given, it gives text."""
    text_of(html, Counter())
    text_of_some(html, Counter())
