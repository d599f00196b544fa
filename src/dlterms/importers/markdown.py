"""Tables in Markdown -> records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dlterms.errors import DltermsError
from dlterms.importers.entries import imported
from dlterms.importers.headers import fields_of, is_header, not_taken
from dlterms.importers.records import Imported, LeftOut

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?!#)[^()\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|`)(?=\S)(.+?)(?<=\S)\1")


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
        left += [LeftOut(f"line {n}", "the head of a table", fault=False) for n in (start + 1, start + 2)]
        places = range(start + 2, end)
        if is_header(fields):
            remarks += not_taken(header, fields)
            rows += [(f"line {n + 1}", fields, cells_of(lines[n])) for n in places]
        else:
            why = f"no column of its table (line {start + 1}) is known for names: call one `中文` or `英文`"
            left += [LeftOut(f"line {n + 1}", why) for n in places]
    if not rows and not left:
        raise DltermsError("no table in it: a head, a line such as `|---|---|`, and rows")
    if around:
        remarks.append(f"lines outside of tables, not read: {around:,}")
    return imported(rows, left, dict.fromkeys(remarks))


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each table starts, with its head, and where it has ended."""
    end = 0
    for number in range(1, len(lines)):
        if number <= end or "|" not in lines[number - 1] or "-" not in lines[number]:
            continue
        if _RULE.fullmatch(lines[number]) and len(cells_of(lines[number - 1])) == len(cells_of(lines[number])):
            end = number + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield number - 1, end


def cells_of(line: str) -> list[str]:
    """The cells of a row, as plain text."""
    parts = _CELL_END.sub("\\1\n", line.strip()).split("\n")
    if not parts[0].strip() and len(parts) > 1:
        del parts[0]
    if not parts[-1].strip() and len(parts) > 1:
        del parts[-1]
    return [plain(part.strip()) for part in parts]


def plain(text: str) -> str:
    """Text without Markdown's emphasis, code marks, links to the web and escapes."""
    text = _STRONG.sub(r"\2", _LINK.sub(r"\1", text))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
