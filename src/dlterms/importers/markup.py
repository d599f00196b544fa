"""HTML -> plain text, as a reader would see it; what text cannot show is counted."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from dlterms.errors import DltermsError
from dlterms.links import CLOZE

MAX_FIELD = 100_000  # characters of one text; the parser's time grows with the square of what is malformed
_BREAKS = frozenset(
    {
        "br",
        "div",
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "pre",
    }
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "head", "title"})
_MEDIA = {"img": "image", "audio": "sound", "video": "video", "object": "object", "iframe": "object"}
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\]\n]*\]")
# Tags that are certainly markup: `<mask>`, `<pad>` and `<s>` are words of this field.
_TAGS = "a|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
_TAG = rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
_ENTITY = r"&(?:nbsp|lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"


class _Reader(HTMLParser):
    def __init__(self, dropped: Counter[str]) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.dropped = dropped
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts += "\n" * (tag in _BREAKS) + " " * (tag in _CELLS)
        self.silent += tag in _SILENT
        if tag in _MEDIA:
            self.dropped[_MEDIA[tag]] += 1

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.parts += "\n" * (tag in _BREAKS)
        self.silent -= self.silent > 0 and tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of(html: str, dropped: Counter[str]) -> str:
    """The text of HTML, a line for each block; media are counted in `dropped`. DltermsError where it is too long.

    Of a cloze deletion (`{{c1::x::hint}}`) what it hides stays.
    """
    if len(html) > MAX_FIELD:
        raise DltermsError(f"a text of {len(html):,} characters: at most {MAX_FIELD:,}, shorten it")
    html, sounds = _SOUND.subn(" ", html)
    reader = _Reader(dropped)
    try:
        reader.feed(html)
        reader.close()
        text = "".join(reader.parts)
    except AssertionError:  # the parser's answer to `<![`
        text = re.sub(r"<[^<>]*>", " ", html)
    if sounds:
        dropped["sound"] += sounds
    return "\n".join(filter(None, (" ".join(line.split()) for line in _uncovered(text).split("\n"))))


def _uncovered(text: str) -> str:
    """Cloze deletions, one within another as well, replaced by what they hide."""
    found = 1
    while found:
        text, found = re.subn(CLOZE, r"\2", text)
    return text


def holds_html(text: str) -> bool:
    """Whether a text that need not be HTML certainly is."""
    return ("<" in text or "&" in text) and re.search(f"{_TAG}|{_ENTITY}", text, re.IGNORECASE) is not None


def text_of_some(text: str, dropped: Counter[str]) -> str:
    """As `text_of`, with all that looks like a tag and is none in HTML kept; line ends are kept, too."""
    kept = re.sub(f"(?!{_TAG})<", "&lt;", text, flags=re.IGNORECASE)
    return text_of(kept.replace("\n", "<br>"), dropped)
