"""YAML text -> a tree of values that know where they were written.

The tree is built from the event stream, so that every scalar stays the string that was typed, every value has its place,
and what no glossary needs (anchors, aliases, tags, merge keys, deep nesting) is refused before it can cost anything.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import yaml

from dlterms.model import Problem

MAX_DEPTH = 32
MAX_BYTES = 128 * 1024 * 1024
MAX_TEXT = 20_000  # characters of one scalar

At: TypeAlias = tuple[str, int, int]  # file, line, column; from 1


class Text(str):
    """A string that knows where it was written."""

    __slots__ = ("at",)
    at: At


class Items(list[Any]):
    __slots__ = ("at",)
    at: At


class Fields(dict[Any, Any]):
    """A mapping; its keys are `Text`, so that each knows its place."""

    __slots__ = ("at",)
    at: At


Node: TypeAlias = Text | Items | Fields

_HAN_FOLD = re.compile(r"(?<=[　-〿㐀-鿿＀-￯]) (?=[　-〿㐀-鿿＀-￯])")
# Control characters, bidirectional overrides, line separators, surrogates: nothing that a reader could see.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
_LOOKALIKES = {"\u3000": "an ideographic space (U+3000)", "：": "a full-width colon (：)", "\t": "a tab"}


def parse(text: str, file: str) -> tuple[Fields | None, list[Problem]]:
    """The tree of one YAML document (a mapping), or None where it cannot be read at all, and what is wrong with it."""
    builder = _Builder(file)
    with _collector_off():
        try:
            root = builder.document(text)
        except _Refusal as refusal:
            return None, [*builder.problems, refusal.problem]
        except yaml.YAMLError as error:
            return None, [*builder.problems, _syntax_problem(error, text, file)]
    if not isinstance(root, Fields):
        at = root.at if root is not None else (file, 1, 1)
        hint = _lookalike_hint(text, 1) or "start it with `schema: dlterms/1`"
        return None, [*builder.problems, Problem(*at, "error", "type", f"a glossary file is a mapping: {hint}")]
    return root, builder.problems


@contextmanager
def _collector_off() -> Iterator[None]:
    """Millions of small objects and no cycle among them: the collector would cost more than the parsing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Refusal(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def document(self, text: str) -> Node | None:
        loader = getattr(yaml, "CLoader", yaml.Loader)
        events = yaml.parse(text, Loader=loader)
        next(events)  # stream start
        event = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        root = self.build(events, next(events))
        next(events)  # document end
        extra = next(events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.refuse(extra, "syntax", "one file holds one document: remove the second `---`")
        return root

    def refuse(self, event: Any, code: str, message: str) -> None:
        raise _Refusal(Problem(*self.at(event), "error", code, message))

    def at(self, event: Any) -> At:
        mark = event.start_mark
        return self.file, mark.line + 1, mark.column + 1

    def build(self, events: Iterator[Any], first: Any) -> Node:
        """One node and all below it, with a stack instead of recursion; the event after it stays unread."""
        root: Node | None = None
        stack: list[tuple[Items | Fields, Text | None]] = []
        event = first
        while True:
            kind = type(event)
            node: Node | None = None
            if kind is yaml.ScalarEvent:
                node = self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.guard(event, len(stack))
                node = Fields() if kind is yaml.MappingStartEvent else Items()
                node.at = self.at(event)
            elif kind is yaml.AliasEvent:
                self.refuse(event, "alias", f"aliases are not allowed: write *{event.anchor} out")
            if node is None:  # the end of a mapping or a sequence
                stack.pop()
            else:
                if root is None:
                    root = node
                else:
                    self.attach(stack, node)
                if not isinstance(node, Text):
                    stack.append((node, None))
            if not stack:
                assert root is not None
                return root
            event = next(events)

    def guard(self, event: Any, depth: int) -> None:
        if depth >= MAX_DEPTH:
            self.refuse(event, "depth", f"nested deeper than {MAX_DEPTH} levels")
        if event.anchor:
            self.refuse(event, "anchor", f"anchors are not allowed: remove &{event.anchor}")
        if event.tag:
            self.refuse(event, "tag", f"tags are not allowed: remove {event.tag}")

    def scalar(self, event: Any) -> Text:
        if event.anchor or event.tag:
            self.guard(event, 0)
        value = event.value
        if event.style == ">" or "\n" in value or event.end_mark.line != event.start_mark.line:
            value = _HAN_FOLD.sub("", value)
        text = Text(value)
        mark = event.start_mark
        text.at = (self.file, mark.line + 1, mark.column + 1)
        if not value.isprintable() and (found := _UNSAFE.search(value)):
            self.problems.append(
                Problem(*text.at, "error", "unsafe-character", f"control character U+{ord(found[0]):04X}: remove it")
            )
            text = Text(_UNSAFE.sub("", value))
            text.at = self.problems[-1].file, self.problems[-1].line, self.problems[-1].column
        if len(value) > MAX_TEXT:
            self.refuse(event, "size", f"a text of {len(value)} characters: at most {MAX_TEXT}")
        return text

    def attach(self, stack: list[tuple[Items | Fields, Text | None]], node: Node) -> None:
        parent, name = stack[-1]
        if isinstance(parent, Items):
            parent.append(node)
        elif name is None:
            stack[-1] = parent, self.field_name(parent, node)
        else:
            stack[-1] = parent, None
            if name not in parent:
                parent[name] = node
            # a duplicate key: reported when its name was read, its value is left out

    def field_name(self, parent: Fields, node: Node) -> Text:
        if not isinstance(node, Text):
            raise _Refusal(Problem(*node.at, "error", "syntax", "a key is a plain word"))
        if node == "<<":
            raise _Refusal(Problem(*node.at, "error", "merge-key", "merge keys are not allowed: write the fields out"))
        if node in parent:
            first = next(k for k in parent if k == node)
            message = f"`{node}` stands here a second time (first at line {first.at[1]}, column {first.at[2]})"
            self.problems.append(Problem(*node.at, "error", "duplicate-key", message))
        return node


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    position = getattr(error, "position", None)
    if mark is None and isinstance(position, int):  # a character that YAML refuses; the reader knows only its offset
        code = getattr(error, "character", 0)
        position = min(position, len(text))
        if isinstance(code, int) and chr(code) in text:
            position = text.index(chr(code))
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        return Problem(file, line, column, "error", "unsafe-character", f"character U+{code:04X} is not allowed")
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    context = getattr(error, "context", None)
    message = f"not YAML: {what}" + (f" ({context})" if context else "")
    hint = _lookalike_hint(text, line)
    return Problem(file, line, column, "error", "syntax", f"{message}; {hint}" if hint else message)


def _lookalike_hint(text: str, line: int) -> str:
    """What YAML reads as plain text though it looks like structure, on this line or the one before."""
    lines = text.split("\n")[max(0, line - 2) : line]
    found = [name for char, name in _LOOKALIKES.items() if any(char in row for row in lines)]
    return f"there is {found[0]} here, which YAML does not take as its own" if found else ""
