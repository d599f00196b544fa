"""Columns of a terminal: how many a text takes, and texts filled up to as many."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import combining, east_asian_width


def cells(text: str) -> int:
    """How many columns a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def widest(texts: Iterable[str]) -> int:
    return max(map(cells, texts), default=0)


def left(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


def centred(text: str, width: int) -> str:
    """The column that is over, if there is one, comes where `str.center` puts it."""
    return text.center(width - cells(text) + len(text))
