"""Tables in Markdown -> records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.importers.entries import imported
from dlterms.importers.headers import fields_of, is_header, not_taken, untaken_names
from dlterms.importers.records import Imported, LeftOut
from dlterms.loader.tree import MAX_TEXT

_RULE = re.compile(r"\|?:?-+:?(?:\|:?-+:?)*\|?")  # without spaces
_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_LITERAL = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)")
_HELD = "\x1a"  # around the number of what is literal; it can be in no text of a glossary
_TEXT = r"((?:[^\[\]]|\[[^\[\]]*\]){0,1000})"
_ADDRESS = r"(?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\)){0,2000})(?:\s+\"[^\"]*\")?"
_ANCHOR = re.compile(rf"!?\[{_TEXT}\]\((?=#){_ADDRESS}\)")
# What markup is written so -> the text in it. The marks of emphasis in Latin text stand at the edges of words.
_MARKUP = [(re.compile(pattern), r"\1") for pattern in (
    rf"!?\[{_TEXT}\]\((?!#){_ADDRESS}\)",
    r"!?\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]",
    rf"(?<![\w\]])\[{_TEXT}\]\[[^\[\]]{{0,100}}\]",
    r"\[\^[^\[\]\s]{1,100}\]()",
    r"\*\*(?=\S)(.{1,1000}?)(?<=\S)\*\*",
    r"(?<!\w)__(?=\S)(.{1,300}?)(?<=\S)__(?!\w)",
    r"(?<![\w*])\*(?=[^\s*])(.{1,300}?)(?<=[^\s*])\*(?![\w*])",
    r"(?<!\w)_(?=[^\s_])(.{1,300}?)(?<=[^\s_])_(?!\w)",
    r"(?<![A-Za-z0-9=])==(?=[^\s=])(.{1,300}?)(?<=[^\s=])==(?![A-Za-z0-9=])",
    r"(?<!~)~~(?=[^\s~])(.{1,300}?)(?<=[^\s~])~~(?!~)",
)]  # fmt: skip


def is_own(text: str) -> bool:
    """Whether dlterms exported it, to be read: what its lines say is not written in them."""
    return text.lstrip().startswith("<!-- dlterms: made for reading")


def has_table(text: str) -> bool:
    return next(_tables(text.split("\n")), None) is not None


def read(text: str) -> Imported:
    """The rows of all tables; what stands around them is counted. DltermsError if there is no table."""
    lines = text.split("\n")
    rows = []
    left: list[LeftOut] = []
    remarks: list[str] = []
    around = sum(1 for line in lines if line.strip())
    for start, end in _tables(lines):
        header = cells_of(lines[start])
        fields = fields_of(header)
        around -= end - start
        places = range(start + 2, end)
        body = [cells_of(lines[n]) for n in places]
        untaken = ""
        if is_header(fields):
            untaken = untaken_names(header, fields, body)
            remarks += not_taken(header, fields)
            rows += [(f"line {n + 1}", fields, cells_of(lines[n], fields)) for n in places]
        else:
            why = tr("its table (line {n}) has no column of names: call one `中文` or `英文`", n=start + 1)
            left += [LeftOut(f"line {n + 1}", why) for n in places]
        left.append(LeftOut(f"line {start + 1}", untaken or tr("the head of a table"), fault=bool(untaken)))
        left.append(LeftOut(f"line {start + 2}", tr("the head of a table"), fault=False))
    if not rows and not left:
        raise DltermsError(tr("no table in it: write a head, a line such as `|---|---|`, and rows"))
    if around:
        remarks.append(tr("lines outside tables, not read: {n:,}", n=around))
    return imported(rows, left, dict.fromkeys(remarks))


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each table starts, with its head, and where it has ended."""
    end = 0
    code = _code(lines)
    for number in range(1, len(lines)):
        if number <= end or number in code or "|" not in lines[number - 1] or "-" not in lines[number]:
            continue
        if _RULE.fullmatch("".join(lines[number].split())) and len(cells_of(lines[number - 1])) == len(
            cells_of(lines[number])
        ):
            end = number + 1
            while end < len(lines) and "|" in lines[end] and end not in code:
                end += 1
            yield number - 1, end


def _code(lines: Sequence[str]) -> set[int]:
    """The lines of code blocks, with those that begin and end them."""
    found: set[int] = set()
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            found.add(number)
        if not fence and mark:
            fence = mark[1]
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    return found


def cells_of(line: str, fields: Sequence[str] = ()) -> list[str]:
    """The cells of a row, as plain text; in a definition, if that is its field, links to anchors stay."""
    parts = _CELL_END.sub("\\1\n", line.strip()).split("\n")
    if not parts[0].strip() and len(parts) > 1:
        del parts[0]
    if not parts[-1].strip() and len(parts) > 1:
        del parts[-1]
    return [
        plain(part.strip().replace("\\|", "|"), anchors=(field or "").endswith("definition"))
        for part, field in zip_longest(parts, fields[: len(parts)])
    ]


def plain(text: str, *, anchors: bool = False) -> str:
    """Text without Markdown's emphasis, highlights, code marks, escapes, footnotes and links.

    With `anchors` those links stay that lead to an anchor: in a definition it may be an entry.
    """
    if len(text) > MAX_TEXT:  # which is said of its row
        return text
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[1] or found[3].strip())
        return f"{_HELD}{len(held) - 1}{_HELD}"

    text = _LITERAL.sub(hold, text.replace(_HELD, ""))
    if not anchors:
        text = _ANCHOR.sub(r"\1", text)
    for pattern, inner in _MARKUP:
        text = pattern.sub(inner, text)
    return re.sub(f"{_HELD}([0-9]+){_HELD}", lambda number: held[int(number[1])], text)
