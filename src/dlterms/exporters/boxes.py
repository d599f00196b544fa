"""A term as a box: its names in lines, and how much room they need in a font that nobody has measured."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import combining, east_asian_width

from dlterms.exporters.layout import Size
from dlterms.exporters.prerequisites import Node

ZH_SIZE, EN_SIZE = 15, 12  # of the letters, in pixels
ZH_LINE, EN_LINE = 20, 15  # from one line to the next
PADDING = (11.0, 8.0)  # beside and above the lines
_WIDEST = {"zh": 10.0, "en": 12.5}  # of a line, in its own em
_WIDE, _NARROW = "MWmw@%—…", "fijlrt,.;:'|!()[] I-1"
_EM = {"W": 1.0, "F": 1.0}  # by the East Asian width of a character


class Label(NamedTuple):
    """The lines of a box."""

    zh: list[str]
    en: list[str]  # none where both names are one


def label(node: Node) -> Label:
    return Label(lines(node.zh, _WIDEST["zh"]), lines(node.en, _WIDEST["en"]) if node.en != node.zh else [])


def size(shown: Label) -> Size:
    widths = [ZH_SIZE * em(line) for line in shown.zh] + [EN_SIZE * em(line) for line in shown.en]
    height = ZH_LINE * len(shown.zh) + EN_LINE * len(shown.en)
    return max(widths, default=0) + 2 * PADDING[0], height + 2 * PADDING[1]


def em(text: str) -> float:
    """The width of a text in em, rather too much than too little: a Chinese character has one."""
    return sum(map(_em_of, text))


def _em_of(character: str) -> float:
    if combining(character):
        return 0.0
    if width := _EM.get(east_asian_width(character)):
        return width
    if character in _NARROW:
        return 0.38
    return 0.92 if character in _WIDE else 0.72 if character.isupper() else 0.58


def lines(text: str, widest: float) -> list[str]:
    """A name in at most two lines about as long as one another; of what they do not hold the end is cut."""
    if em(text) <= widest:
        return [text]
    longest = widest * 1.25
    text = _cut(text, 2 * longest - 1)
    spaced = [place for place in range(1, len(text)) if text[place - 1] in " -"]
    for places in (spaced, range(1, len(text))):  # a line begins after a space or a hyphen if it can, else anywhere
        broken = [(text[:place].rstrip(), text[place:].lstrip()) for place in places]
        best = min(broken, key=lambda parts: max(map(em, parts)), default=(text, ""))
        if max(map(em, best)) <= longest:
            break
    return [*filter(None, best)]


def _cut(text: str, widest: float) -> str:
    if em(text) <= widest:
        return text
    while text and em(text) > widest - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
