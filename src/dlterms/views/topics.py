"""The list of topics, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from dlterms.views.page import Spans


def lines(rows: Sequence[tuple[str, str, str, int]]) -> list[Spans]:
    """A line for each (id, Chinese name, English name, number of terms): the numbers stand in one column."""
    longest = max((len(name) for name, *_ in rows), default=0)
    return [
        [(name.ljust(longest), "term"), (f"{number:5}  ", "dim"), (f"{zh} {en}", "")] for name, zh, en, number in rows
    ]
