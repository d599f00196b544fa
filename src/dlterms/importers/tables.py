"""CSV, TSV and their like, whatever separates the columns -> records."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from dlterms.errors import DltermsError
from dlterms.i18n import marked, series, tr
from dlterms.importers.entries import ANY, OWN, imported
from dlterms.importers.headers import fields_by_script, fields_of, is_header, is_own, not_taken, untaken_names
from dlterms.importers.records import Imported, LeftOut

DELIMITERS = ("\t", "|", ";", "；", "，", ",")  # of equal ones the earlier: the later stand in texts, too
_SEP = re.compile("sep=(.)(?=\n)")  # a first line that Excel understands
_GUARD = re.compile(r"\A'(?='*[=+@\t\r-])")  # an apostrophe by which a text is no formula to a spreadsheet
_SEEN = 200  # rows by which the delimiter is chosen
_HEAD = 2**17  # characters that hold them
_CELL_LINES = 100  # lines of one cell; more are a quotation mark that nobody closed
_EVEN = 0.9  # of the rows have the same number of cells if they are rows of a table
_BY_SCRIPT = 2  # and more, of `_worth`: it is known what the columns are
NO_HEADER = marked("no first line says what the columns are: write one, such as `中文,英文,定义`")


class Row(NamedTuple):
    line: int  # where it starts
    cells: list[str]  # none where it cannot be read


def read(text: str, *, with_mark: bool = False) -> Imported:
    """A table; DltermsError if it is not known what its columns are. `with_mark`: it began with a byte order mark."""
    if named := _SEP.match(text):
        found = read_separated(text[named.end() :], named[1])
        return found._replace(left_out=[LeftOut("line 1", tr("it names the separator"), fault=False), *found.left_out])
    return read_separated(text, delimiter_of(text) or ",", with_mark=with_mark)


def read_tabs(text: str, *, with_mark: bool = False) -> Imported:
    return read_separated(text, "\t", with_mark=with_mark)


def read_separated(text: str, delimiter: str, *, with_mark: bool = False) -> Imported:
    rows = list(split_rows(text, delimiter))
    header = next((row.cells for row in rows if row.cells), [])
    if with_mark and is_own(header):  # as the export with --excel-safe writes it
        rows = [row._replace(cells=[_GUARD.sub("", cell) for cell in row.cells]) for row in rows]
    return of_rows(rows)


def of_rows(rows: Sequence[Row]) -> Imported:
    """The first row is the header, or else it must be clear from the rows what their columns are."""
    readable = [row for row in rows if row.cells]
    if not readable:
        return Imported([], [unreadable(row) for row in rows], [])
    header = readable[0]
    fields = fields_of(header.cells)
    left = [unreadable(row) for row in rows if not row.cells]
    form = OWN if is_own(header.cells) else ANY
    if is_header(fields):
        body = readable[1:]
        why = untaken_names(header.cells, fields, [row.cells for row in body])
        left.append(LeftOut(f"line {header.line}", why or tr("the header"), fault=bool(why)))
        remarks = not_taken(header.cells, fields)
    else:
        fields = fields_by_script([row.cells for row in readable])
        if not fields:
            raise DltermsError(tr(NO_HEADER))
        named = series(filter(None, fields))
        remarks = [tr("no header: by their script the columns are {fields}", fields=named)]
        body = readable
    return imported(((f"line {row.line}", fields, row.cells) for row in body), left, remarks, form)


def unreadable(row: Row) -> LeftOut:
    why = tr('a cell with a quotation mark that never ends, or ends within the cell: double it (`""`)')
    return LeftOut(f"line {row.line}", why)


def delimiter_of(text: str) -> str | None:
    """What separates the columns, or None if nothing does: by a header, or else by what gives even rows."""
    if len(text) > _HEAD:
        text = text[: text.rfind("\n", 0, _HEAD) + 1] or text[:_HEAD]
    best: tuple[float, ...] = (0,)
    found = None
    for delimiter in filter(text.__contains__, DELIMITERS):
        rows = [row.cells for row in islice(split_rows(text, delimiter), _SEEN) if row.cells]
        if rows and (worth := _worth(rows)) > best:
            best, found = worth, delimiter
    return found


def is_own_table(text: str) -> bool:
    """Whether the first line names the format's own fields, whatever the texts below look like."""
    first, _, _ = text.partition("\n")
    return any(is_own(first.split(delimiter)) for delimiter in DELIMITERS)


def is_certain(text: str) -> bool:
    """Whether a text is a table by its header or, without one, by its columns."""
    if _SEP.match(text):
        return True
    delimiter = delimiter_of(text)
    rows = [row.cells for row in islice(split_rows(text[:_HEAD], delimiter), _SEEN) if row.cells] if delimiter else []
    return bool(rows) and _worth(rows)[0] >= _BY_SCRIPT


def _worth(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """How much speaks for a delimiter that gives these rows; more than (0,) if it is possible."""
    fields = fields_of(rows[0])
    if is_header(fields) and len(fields) > 1:
        return 3, len([*filter(None, fields)])
    width, often = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or often < _EVEN * len(rows):
        return (0,)
    return _BY_SCRIPT if fields_by_script(rows) else 1, often / len(rows)


def split_rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that are not blank. One that cannot be read is its first line; reading goes on with the next."""
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        row = [start]  # where the row that is being read starts
        reader = csv.reader(_of_one_row(lines, row), delimiter=delimiter, strict=True, skipinitialspace=True)
        try:
            for cells in reader:
                if cells:
                    yield Row(row[0] + 1, cells)
                row[0] = start + reader.line_num
            return
        except csv.Error:
            start = row[0] + 1
            yield Row(start, [])


def _of_one_row(lines: Sequence[str], row: Sequence[int]) -> Iterator[str]:
    for number in range(row[0], len(lines)):
        if number - row[0] >= _CELL_LINES:
            raise csv.Error
        yield lines[number] + "\n"
