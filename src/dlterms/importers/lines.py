"""Lines such as `术语，term`, `术语（term）：解释` and `term: definition` -> records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dlterms.i18n import marked, tr
from dlterms.importers.entries import imported, names_in
from dlterms.importers.headers import looks_long
from dlterms.importers.markdown import plain
from dlterms.importers.records import Imported, LeftOut
from dlterms.labels import has_han

_MARKER = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+•·]\s+|[(（]?\d{1,4}[)）、]\s*|\d{1,4}[.．](?!\d)\s*)(?:\[[ xX]\]\s+)?)?")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_MARKS = frozenset(" \t-*_=~#|`")  # of which rules and fences are made
_BRACKETS = re.compile(r"(?P<name>[^（()）：:]+)[（(](?P<other>[^（()）]+)[)）]\s*(?:[：:]\s*(?P<text>.+))?")
_COLON = re.compile(r"(?P<name>[^：:]+?)\s*(?:：|:\s)\s*(?P<text>.+)")
_BETWEEN = re.compile(r"\s*\t\s*|\s*[，,]\s*|\s+(?:-|–|—|=|--)\s+|\s*——\s*")
FORMS = marked("write `术语，term`, `术语（term）：解释` or `term: definition`")
MAX_LINE = 5000  # characters; what is longer is no line of a list
_FEW = 4  # English words that explain no Chinese term

# The fields and cells of a line, or why there are none.
Parts = tuple[list[str], list[str]]


def read(text: str) -> Imported:
    """A term a line; a heading is the topic of the lines below it, unless there is no other: it is the title then."""
    lines = text.split("\n")
    headings = [found for line in lines if (found := _HEADING.fullmatch(line.strip()))]
    topic = ""
    rows: list[tuple[str, Sequence[str], Sequence[str]]] = []
    left: list[LeftOut] = []
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        if not line.strip():
            continue
        if heading := _HEADING.fullmatch(line.strip()):
            topic = plain(heading[2]) if len(headings) > 1 else ""
            left.append(LeftOut(place, tr("a heading"), fault=False))
        elif set(line) <= _MARKS:
            left.append(LeftOut(place, tr("no text"), fault=False))
        elif isinstance(parts := parts_of(line), str):
            left.append(LeftOut(place, parts))
        else:
            rows.append((place, [*parts[0], *["topic"] * bool(topic)], [*parts[1], *[topic] * bool(topic)]))
    return imported(rows, left)


def is_list(text: str) -> bool:
    """Whether every line has a list mark, as no row of a table has."""
    marks = [_MARKER.match(line) for line in text.split("\n") if line.strip()]
    return bool(marks) and all(mark and mark[0].strip() for mark in marks)


def parts_of(line: str) -> Parts | str:
    """What a line says, or why that is not known."""
    if len(line) > MAX_LINE:
        return tr("a line of {n:,} characters: at most {most:,}", n=len(line), most=MAX_LINE)
    line = " ".join(re.split(" +", line))
    line = line[_MARKER.match(line).end() :].strip()  # type: ignore[union-attr]
    for form in (_of_brackets, _of_colon, _of_two):
        parts = form(plain(line))
        if parts:
            return parts if isinstance(parts, str) else (parts[0], _linked(line, *parts))
    return tr("not understood: {forms}", forms=tr(FORMS))


def _linked(line: str, fields: Sequence[str], cells: list[str]) -> list[str]:
    """The cells of a line, in whose definition links to anchors stay, for they may lead to entries."""
    _, _, text = re.sub("[：:]", "\n", line, count=1).partition("\n")
    if fields[-1] != "definition" or plain(text).strip() != cells[-1]:
        return cells
    return [*cells[:-1], plain(text, anchors=True).strip()]


def _of_brackets(line: str) -> Parts | str | None:
    """`术语（term）` and `术语（term，TLA）：解释`"""
    found = _BRACKETS.fullmatch(line)
    if not found:
        return None
    name, (other, *more) = found["name"].strip(), names_in(found["other"]) or [""]
    if has_han(name) == has_han(other) or looks_long(name) or looks_long(other):
        return None
    fields, cells = ["term", "term"], [name, other]
    for alias in more:
        fields.append("en.acronym" if is_acronym(alias, other) else "aliases")
        cells.append(alias)
    return ([*fields, "definition"], [*cells, found["text"]]) if found["text"] else (fields, cells)


def is_acronym(name: str, of: str) -> bool:
    """Whether a name is the initials of another: CNN of `convolutional neural network`."""
    return name.isupper() and name.casefold() == "".join(word[0] for word in re.findall("[a-z]+", of.casefold()))


def _of_colon(line: str) -> Parts | str | None:
    """`术语：解释`; what may as well be `term：术语` is not taken."""
    found = _COLON.fullmatch(line)
    if not found or looks_long(found["name"]):
        return None
    name, text = found["name"], found["text"].strip()
    if has_han(name) == has_han(text) or looks_long(text):
        return ["term", "definition"], [name, text]
    if has_han(name) and len(text.split()) <= _FEW:
        return ["term", "term"], [name, text]
    return tr("a name or an explanation after the colon? Two names are `术语，term`; an explanation ends with `。`")


def _of_two(line: str) -> Parts | str | None:
    """`术语，term`"""
    parts = _BETWEEN.split(line)
    if len(parts) < 2 or not all(parts):
        return None
    if len(parts) > 2:
        return tr("{n} parts: {forms}", n=len(parts), forms=tr(FORMS))
    if has_han(parts[0]) == has_han(parts[1]):
        return tr("two parts that are not one Chinese and one English name: {forms}", forms=tr(FORMS))
    if any(map(looks_long, parts)):
        return tr("one of the two parts reads like an explanation: {forms}", forms=tr(FORMS))
    return ["term", "term"], parts
