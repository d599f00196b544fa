"""Printing to a terminal through rich: colours, and lines that break where Chinese and English lines may break.

Text that comes from a glossary or a user is never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import IO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from dlterms.labels import printable
from dlterms.views.page import SEPARATOR, Beside, Part, Section, Spans

STYLES = {
    "": "", "term": "bold", "link": "underline", "dim": "dim",
    "good": "bold green", "bad": "bold red", "hint": "yellow",
    "missing": "bold green underline", "extra": "red strike",
    "known": "green", "learning": "yellow", "new": "dim",
}  # fmt: skip
LABEL_WIDTH = 13
NARROW = 50  # columns under which labels stand on a line of their own
NARROWEST = LABEL_WIDTH
USUAL = 80
WIDEST = 100  # longer lines are hard to read
BESIDE = 72  # columns from which two entries stand side by side
GAP = 3  # columns between them

_OPENING = "（《“‘「『【"
_CLOSING = "，。、；：？！）》”’」』】…—·"


def console(stream: IO[str], *, width: int | None = None) -> Console:
    """A console on `stream`; rich itself respects NO_COLOR, TERM and COLUMNS."""
    out = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)
    if out.width < NARROWEST:  # COLUMNS=0, a window folded away
        out.width = USUAL if out.width <= 0 else NARROWEST
    return out


def text_of(spans: Spans) -> Text:
    text = Text()
    for piece, role in spans:
        text.append(printable(piece.replace("\n", " ")), STYLES[role])
    return text


def wrap(text: Text, width: int) -> list[Text]:
    """The text in lines of at most `width` columns; only a wider word is cut, after a hyphen if it has one.

    On a narrow terminal what stands between two ` · `, as the keys of a quiz do, stays whole if it takes half a line.
    """
    breaks, used = [], 0
    for start, unit in _kept_together(text.plain, width):
        columns = cell_len(unit.rstrip())
        if used + columns > width and used:
            breaks.append(start)
            used = 0
        if columns > width:  # an overlong word
            cuts = list(_cuts(unit.rstrip(), width))
            breaks += [start + place for place in cuts]
            used = cell_len(unit[cuts[-1] if cuts else 0 :])
        else:
            used += cell_len(unit)
    lines = list(text.divide(breaks))
    for line in lines:
        line.rstrip()
    return lines


def _cuts(word: str, width: int) -> Iterator[int]:
    """The places at which a word wider than a line is cut."""
    begin = 0
    for place, character in enumerate(word):
        if place > begin and cell_len(word[begin:place]) + cell_len(character) > width:
            begin = word.rfind("-", begin + 1, place) + 1 or place
            yield begin


def _kept_together(text: str, width: int) -> Iterator[tuple[int, str]]:
    """The `units` of a text; a short part of what ` · ` joins is one."""
    start = 0
    for part in text.split(SEPARATOR):
        whole = text[start : start + len(part) + len(SEPARATOR)]
        if width < NARROW and len(part) < len(text) and cell_len(part) <= width // 2:
            yield start, whole
        else:
            yield from ((start + place, unit) for place, unit in units(whole))
        start += len(whole)


def units(text: str) -> Iterator[tuple[int, str]]:
    """(place, text) of what a line cannot break within, the spaces after it included.

    A line may break after a space, and beside a Chinese character unless punctuation forbids it. (A regular expression
    of that takes 5 ms to compile.)
    """
    start = 0
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if after.isspace() or after in _CLOSING or before in _OPENING:
            continue
        if before.isspace() or after in _OPENING or before >= "⺀" or after >= "⺀":
            yield start, text[start:place]
            start = place
    if text:
        yield start, text[start:]


def print_page(out: Console, parts: Iterable[Part]) -> None:
    lines: list[Text] = []
    for part in parts:
        lines += _beside(part, out.width) if isinstance(part, Beside) else _below(bool(lines), part, out.width)
    print_short(out, lines)


def drawn(out: Console, parts: Iterable[Part]) -> str:
    """What `print_page` would print."""
    with out.capture() as captured:
        print_page(out, parts)
    return captured.get()


def _below(another: bool, section: Section, columns: int) -> list[Text]:
    """The lines of a section that comes below another, or first."""
    blank = [Text()] if section.apart and another else []
    return [*blank, *_section_lines(section, min(columns, WIDEST))]


def _beside(pair: Beside, columns: int) -> list[Text]:
    """Two columns in which each pair of sections begins on one line; where there is no room, one below the other."""
    lines: list[Text] = []
    if columns < BESIDE:
        for section in (*pair.left, pair.right[0]._replace(apart=True), *pair.right[1:]):
            lines += _below(bool(lines), section, columns)
        return lines
    width = (min(columns, 2 * WIDEST) - GAP) // 2
    for left, right in zip_longest(pair.left, pair.right, fillvalue=Section("", [])):
        if lines and (left.apart or right.apart):
            lines.append(Text())
        rows = zip_longest(_section_lines(left, width), _section_lines(right, width), fillvalue=Text())
        lines += [_side_by_side(*row, width) for row in rows]
    return lines


def _side_by_side(left: Text, right: Text, width: int) -> Text:
    pad = " " * (width - left.cell_len + GAP) if right.plain else ""
    return Text.assemble(left, pad, right)


def print_short(out: Console, lines: Sequence[Text]) -> None:
    """Print lines that are short enough; all at once, for which rich takes half the time."""
    if lines:
        out.print(*lines, sep="\n", no_wrap=True, overflow="ignore", crop=False)


def room(out: Console) -> int:
    """How many columns there are beside the labels of a page."""
    width = min(out.width, WIDEST)
    return width - _indent(width)


def _indent(width: int) -> int:
    return 2 if width < NARROW else LABEL_WIDTH + 2


def _section_lines(section: Section, width: int) -> Iterator[Text]:
    if not section.label:
        for paragraph in section.paragraphs:
            yield from wrap(text_of(paragraph), width)
        return
    narrow = width < NARROW
    indent = _indent(width)
    head = section.said()
    if narrow or cell_len(head) > LABEL_WIDTH:
        yield Text(head, "dim")
        head = ""
    for paragraph in section.paragraphs:
        for line in wrap(text_of(paragraph), width - indent):
            yield Text.assemble((set_cell_size(head, indent), "dim"), line)
            head = ""


def print_lines(out: Console, lines: Iterable[Spans]) -> None:
    """Each of `lines` wrapped to the terminal, without a label."""
    width = min(out.width, WIDEST)
    print_short(out, [line for spans in lines for line in wrap(text_of(spans), width)])
