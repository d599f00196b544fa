"""HTML -> plain text, as a reader would see it; what text cannot show is counted."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.links import CLOZE

MAX_FIELD = 100_000  # characters of one text
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
# Not html.parser, whose time grows with the square of what is malformed: minutes for a field of 100,000 characters.
_ANY_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*)?>|<![^<>]*>""")
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\]\n]*\]")
# Tags that are certainly markup: `<mask>`, `<pad>` and `<s>` are words of this field.
_TAGS = "a|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
_TAG = rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
_ENTITY = r"&(?:nbsp|lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"


def text_of(html: str, dropped: Counter[str]) -> str:
    """The text of HTML, a line for each block; media are counted in `dropped`. DltermsError where it is too long.

    Of a cloze deletion (`{{c1::x::hint}}`) what it hides stays.
    """
    if len(html) > MAX_FIELD:
        raise DltermsError(tr("a text of {n:,} characters: at most {most:,}, shorten it", n=len(html), most=MAX_FIELD))
    html, sounds = _SOUND.subn(" ", _uncovered(_without_comments(html)))
    if sounds:
        dropped["sound"] += sounds
    parts: list[str] = []
    silent = ""  # the tag whose text is none
    end = 0
    for tag in _ANY_TAG.finditer(html):
        name = (tag[2] or "").lower()
        parts += [] if silent else [" ".join(re.split(r"\s+", html[end : tag.start()]))]
        end = tag.end()
        if name in _SILENT and (not silent or name == silent):
            silent = "" if tag[1] else name
        elif not silent:
            parts += ["\n"] * (name in _BREAKS) + [" "] * (name in _CELLS)
            dropped.update([_MEDIA[name]] if name in _MEDIA and not tag[1] else [])
    parts += [] if silent else [" ".join(re.split(r"\s+", html[end:]))]
    text = unescape("".join(parts))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _without_comments(html: str) -> str:
    """HTML without `<!-- -->`; one that does not end is text."""
    parts = []
    start = 0
    while (found := html.find("<!--", start)) >= 0 and (end := html.find("-->", found)) >= 0:
        parts.append(html[start:found])
        start = end + 3
    return "".join([*parts, html[start:]])


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


def text_as_written(html: str, dropped: Counter[str]) -> str:
    """The text of HTML that an exporter of ours wrote, to the letter; of what was marked up since, as `text_of`."""
    if _FOREIGN.search(html):
        return text_of(html, dropped)
    return unescape(_OURS.sub(lambda tag: "\n" * (tag[0] == "<br>"), html).replace("&nbsp;", " "))


_OURS = re.compile("<br>|</?(?:b|i|span)>")
_FOREIGN = re.compile(rf"(?!{_OURS.pattern})<")
