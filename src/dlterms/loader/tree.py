"""YAML text -> a tree of values that know where they were written.

The tree is built from the parser's events, so that every scalar stays the string that was typed and every value has its
place, and what no glossary needs (anchors, aliases, tags, merge keys, deep nesting) is refused before it can cost much.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from sys import intern
from typing import Any, NoReturn

import yaml

from dlterms.i18n import marked, tr
from dlterms.labels import UNSAFE
from dlterms.loader.messages import lookalike, mended, quoted
from dlterms.loader.source import At, Fields, Items, Node, Source, Text, UnplacedError, place_of
from dlterms.model import Problem

MAX_DEPTH = 32
MAX_TEXT = 20_000  # characters of one scalar
MAX_UNSAFE = 100  # unsafe characters reported; a file with more of them is no text

# Where folding has put a space between two Chinese characters, quotation marks and links between them looked through.
# It takes 7 ms to compile, and many files have no such text.
_HAN = "\u3000-〿㐀-鿿豈-﫿＀-￯\U00020000-\U0003ffff"
_QUOTE = "‘’“”…—"
_LINK_END = r"(?:\]\(#[^()\s]*\))?"
_GAP = rf"([{_HAN}]{_LINK_END}(?=\s+\[?[{_HAN}{_QUOTE}])|[{_QUOTE}]{_LINK_END}(?=\s+\[?[{_HAN}]))(\s+)"

_MENDS = {
    "mapping values are not allowed": marked("quote a text that contains `: `"),
    "could not find expected ':'": marked("a key needs `: ` after it"),
    "did not find expected key": marked("check the indentation and the quotes"),
    "did not find expected '-'": marked("check the indentation"),
    "did not find expected ','": marked("close the bracket, or quote a text that contains `,`"),
    "nesting depth": marked("no field goes so deep"),
    "node content": marked("close the bracket, or write the missing value"),
    "cannot start any token": marked("quote a text that begins with this character"),
    "unexpected end of stream": marked("close the quotes"),
    "Unicode character escape": marked("remove it, it is not a character"),
    "escape character": marked("write a backslash as `\\\\`, or use single quotes"),
}


def parse(text: str, file: str, *, places: bool = True) -> tuple[dict[str, Node] | None, list[Problem]]:
    """The tree of one YAML document (a mapping), or None where it cannot be read at all, and what is wrong with it.

    Without `places` it is a tree of plain values, made faster; a fault that only they could tell of is UnplacedError.
    """
    root, problems = document(text, file, places=places)
    if root is None and problems:
        return None, problems
    if not isinstance(root, dict):
        at = (file, 1, 1) if root is None else place_of(root)
        mend = (isinstance(root, str) and lookalike(root)) or tr("start it with `schema: dlterms/1`")
        message = mended(tr("a glossary file is a mapping"), mend)
        return None, [*problems, Problem(*at, "error", "type", message)]
    return root, problems


def document(text: str, file: str, *, places: bool = True) -> tuple[Node | None, list[Problem]]:
    """As `parse`, of a document of any kind; an empty one is None without a syntax problem."""
    builder = _Builder(Source(file, text), places)
    try:
        return builder.document(), builder.problems
    except _RefusedError as refusal:
        return None, [*builder.problems, refusal.problem]
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, builder.source)]


class _RefusedError(Exception):
    def __init__(self, at: At, code: str, message: str) -> None:
        self.problem = Problem(*at, "error", code, message)


class _Builder:
    def __init__(self, source: Source, places: bool) -> None:
        self.places = places
        self.scalar: Callable[[Any], str] = self.text if places else self.value
        self.problems = [
            Problem(*source.place(found.start()), "error", "unsafe-character", _unsafe(found[0]))
            for found in islice(source.unsafe(), MAX_UNSAFE)
        ]
        self.dirty = bool(self.problems)
        if self.dirty:
            source.blank_unsafe()
        self.source = source
        loader: Any = getattr(yaml, "CLoader", yaml.Loader)
        self.next_event = loader(source).get_event

    def document(self) -> Node | None:
        self.next_event()  # the stream's start
        if isinstance(self.next_event(), yaml.StreamEndEvent):
            return None
        root = self.node(self.next_event(), 0)
        self.next_event()  # the document's end
        extra = self.next_event()
        if not isinstance(extra, yaml.StreamEndEvent):
            self.refuse(extra, "syntax", tr("one file holds one document: remove this `---`"))
        return root

    def refuse(self, event: Any, code: str, message: str) -> NoReturn:
        raise _RefusedError(self.source.at(event.start_mark), code, message)

    def node(self, event: Any, depth: int) -> Node:
        if type(event) is yaml.ScalarEvent:
            return self.scalar(event)
        self.guard(event)
        if depth >= MAX_DEPTH:
            message = tr("nested deeper than {levels} levels: no field goes so deep", levels=MAX_DEPTH)
            self.refuse(event, "depth", message)
        return self.fields(event, depth) if type(event) is yaml.MappingStartEvent else self.items(event, depth)

    def text(self, event: Any) -> Text:
        text = Text(self.value(event))
        text.mark = event.start_mark
        return text

    def guard(self, event: Any) -> None:
        if type(event) is yaml.AliasEvent:
            message = tr("aliases are not allowed: write out what *{anchor} stands for", anchor=event.anchor)
            self.refuse(event, "alias", message)
        if event.anchor:
            self.refuse(event, "anchor", tr("anchors are not allowed: remove &{anchor}", anchor=event.anchor))
        if event.tag:
            self.refuse(event, "tag", tr("tags are not allowed: remove {tag}", tag=quoted(event.tag)))

    def items(self, event: Any, depth: int) -> list[Node]:
        items: list[Node] = []
        if self.places:
            items = Items()
            items.mark = event.start_mark
        next_event = self.next_event
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            items.append(self.node(event, depth + 1))
        return items

    def fields(self, event: Any, depth: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        marks: dict[str, Any] | None = None
        if self.places:
            fields = Fields()
            fields.mark = event.start_mark
            marks = fields.marks = {}
        next_event = self.next_event
        while type(event := next_event()) is not yaml.MappingEndEvent:
            name = self.name(event)
            value = self.node(next_event(), depth + 1)
            if name in fields:
                self.report_twice(name, event, marks)
                continue
            fields[name] = value
            if marks is not None:
                marks[name] = event.start_mark
        return fields

    def report_twice(self, name: str, event: Any, marks: dict[str, Any] | None) -> None:
        if marks is None:
            raise UnplacedError
        first = marks[name]
        place = f"{first.line + 1}:{first.column + 1}"
        message = tr("{key} is given twice (first at {place}): keep one", key=quoted(name), place=place)
        self.report(event, "duplicate-key", message)

    def name(self, event: Any) -> str:
        if type(event) is not yaml.ScalarEvent:
            self.guard(event)
            message = tr("a key is a plain word: write `key: value`, and quote a text in brackets")
            self.refuse(event, "syntax", message)
        name: str = event.value
        if name == "<<":
            self.refuse(event, "merge-key", tr("merge keys are not allowed: write the fields out"))
        if event.anchor or event.tag or len(name) > MAX_TEXT or not name.isidentifier():
            name = self.value(event)
        return intern(name)

    def value(self, event: Any) -> str:
        if event.anchor or event.tag:
            self.guard(event)
        value: str = event.value
        folded = event.style != "|" and event.end_mark.line != event.start_mark.line
        if folded and " " in value and not value.isascii():
            value = self.unfolded(value, event)
        if self.dirty or (event.style == '"' and (Source.BLANK in value or not value.isprintable())):
            value = self.safe(value, event)
        if len(value) > MAX_TEXT:
            message = tr("a text of {length} characters: at most {most}, shorten it", length=len(value), most=MAX_TEXT)
            self.refuse(event, "size", message)
        return value

    def unfolded(self, value: str, event: Any) -> str:
        """The text without the spaces that folding put between Chinese characters; those that were typed stay."""
        start = event.start_mark.index
        if event.style == ">":
            start = self.source.text.index("\n", start)
        typed = re.compile(_GAP).finditer(self.source.text, start, event.end_mark.index)

        def join(gap: re.Match[str]) -> str:
            as_typed = next(typed, gap)
            return gap[1] if "\n" in as_typed[2] and "\n" not in gap[2] else gap[0]

        return re.sub(_GAP, join, value)

    def safe(self, value: str, event: Any) -> str:
        """The text without unsafe characters; those written as an escape (`"\\e"`) are reported here."""
        for found in re.finditer(UNSAFE, value):
            self.report(event, "unsafe-character", _unsafe(found[0]))
        return re.sub(UNSAFE, "", value).replace(Source.BLANK, "")

    def report(self, event: Any, code: str, message: str) -> None:
        self.problems.append(Problem(*self.source.at(event.start_mark), "error", code, message))


def _unsafe(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return tr("{code} is a control or invisible character: remove it", code=code)


def _syntax_problem(error: yaml.YAMLError, source: Source) -> Problem:
    problem, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    mark = getattr(error, "problem_mark", None)
    if context.startswith(("while scanning a", "while parsing a flow")):  # the word, quote or bracket in trouble
        mark = getattr(error, "context_mark", None) or mark
    at = source.at(mark) if mark else (source.file, 1, 1)
    rows = source.rows(mark.index if mark else 0)
    mends = [lookalike(row) for row in rows] + [tr(mend) for what, mend in _MENDS.items() if what in problem]
    mend = next(filter(None, mends), "") or tr("check the punctuation and the indentation")
    what = " ".join(f"{problem or error} {context}".split())
    code = "unsafe-character" if "Unicode character escape" in problem else "syntax"
    return Problem(*at, "error", code, tr("not YAML ({what}): {mend}", what=what, mend=mend))
