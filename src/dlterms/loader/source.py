"""The values of a glossary file as they were written, each knowing its place, or plain where none is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

from dlterms.labels import UNSAFE

At: TypeAlias = tuple[str, int, int]  # file, line, column; from 1


class Source:
    """A file's text as the parser reads it.

    It is the name of its own stream, and the parser puts a stream's name into every mark: so each mark leads back here,
    and a value that keeps the mark it came with needs no more to know its place.
    """

    BLANK = "\ufffd"  # stands for an unsafe character, so that all else keeps its column
    _UNSAFE = re.compile(f"{UNSAFE}|{BLANK}")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._position = 0

    @property
    def name(self) -> Source:
        return self

    def read(self, size: int) -> str:
        start = self._position
        self._position += size
        return self.text[start : self._position]

    def unsafe(self) -> Iterator[re.Match[str]]:
        return self._UNSAFE.finditer(self.text)

    def blank_unsafe(self) -> None:
        self.text = self._UNSAFE.sub(self.BLANK, self.text)

    def at(self, mark: Any) -> At:
        """The place of one of the parser's marks; those behind the last line are at its end."""
        if mark.index < len(self.text):
            return self.file, mark.line + 1, mark.column + 1
        return self.place(len(self.text))

    def rows(self, index: int) -> list[str]:
        """The line that an index is in, behind the one before it."""
        start = self.text.rfind("\n", 0, index) + 1
        before = self.text.rfind("\n", 0, max(0, start - 1)) + 1
        end = self.text.find("\n", index)
        return self.text[before : end if end >= 0 else None].split("\n")

    def place(self, index: int) -> At:
        return self.file, self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index)


class UnplacedError(Exception):
    """There is a fault in what was read without places: it has to be read again with them."""


class _Placed:
    __slots__ = ()
    mark: Any  # the parser's: line, column and index, from 0; its name is the Source

    @property
    def at(self) -> At:
        source: Source = self.mark.name
        return source.at(self.mark)


class Text(_Placed, str):
    """A string that knows where it was written; a copy or pickle of it is a plain string."""

    __slots__ = ("mark",)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)

    def place_of(self, start: int, end: int) -> At:
        """Where the part from `start` to `end` was written; the whole text's place if it is spelt otherwise there."""
        part, mark = self[start:end], self.mark
        written = mark.name.text
        limit = mark.index + 1000 + 4 * len(self)  # indented deeper than any text is, and cheap for the largest file
        all_found = re.compile(re.escape(part)).finditer(written, mark.index, limit)
        found = next(islice(all_found, self.count(part, 0, start), None), None)
        if not part or found is None:
            return self.at
        line = mark.line + 1 + written.count("\n", mark.index, found.start())
        return mark.name.file, line, found.start() - written.rfind("\n", 0, found.start())

    def trimmed(self) -> Text:
        text = Text(self.strip())
        text.mark = self.mark
        return text


class Items(_Placed, list["Node"]):
    __slots__ = ("mark",)


class Fields(_Placed, dict[str, "Node"]):
    __slots__ = ("mark", "marks")
    marks: dict[str, Any]  # where each key stands

    def name(self, key: str) -> Text:
        text = Text(key)
        text.mark = self.marks[key]
        return text


# Each of them is Text, Items or Fields where places are asked for.
Node: TypeAlias = "str | list[Node] | dict[str, Node]"


def place_of(node: Node) -> At:
    if isinstance(node, _Placed):
        return node.at
    raise UnplacedError


def file_of(value: str) -> str:
    """The file in which a loaded value was written, nothing where its place is not known."""
    return value.at[0] if isinstance(value, Text) else ""


def name_in(node: Node, key: str) -> Text:
    """A key of a mapping, with its place."""
    if isinstance(node, Fields):
        return node.name(key)
    raise UnplacedError
