"""Rows on a terminal, in columns that stand below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dlterms.terminal.styled import print_short, text_of, units, wrap
from dlterms.views.page import Spans

GAP = 2  # columns of the terminal between two of the table


def print_table(out: Console, rows: Sequence[Sequence[Spans]]) -> None:
    """Print rows of as many cells each; where they are too wide, cells wrap, the widest first, if need be in words."""
    cells = [[text_of(spans) for spans in row] for row in rows]
    widths = _widths(cells, out.width)
    print_short(out, [line for row in cells for line in _lines(row, widths)])


def _widths(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    columns = [[cell.plain for cell in column] for column in zip(*rows, strict=True)]
    widths = [max(map(cell_len, column)) for column in columns]
    excess = sum(widths) + GAP * (len(widths) - 1) - room
    words = [max(map(_widest_word, column)) for column in columns] if excess > 0 else []
    for _ in range(excess):
        place = max(range(len(widths)), key=lambda n: (widths[n] > words[n], widths[n]))
        if widths[place] > GAP:
            widths[place] -= 1
    return widths


def _widest_word(text: str) -> int:
    return max((cell_len(unit.rstrip()) for _, unit in units(text)), default=0)


def _lines(row: Sequence[Text], widths: Sequence[int]) -> Iterator[Text]:
    wrapped = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=Text()):
        line = Text()
        for piece, width in zip(pieces, widths, strict=True):
            line.append_text(piece).append(" " * (width - cell_len(piece.plain) + GAP))
        line.rstrip()
        yield line
