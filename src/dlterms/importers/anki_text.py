"""Anki's text export: a table with lines before it that say what its columns are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress

from dlterms.errors import DltermsError
from dlterms.importers.entries import ANY, HTML, imported
from dlterms.importers.headers import fields_by_script, fields_of, is_header, not_taken
from dlterms.importers.markup import text_of
from dlterms.importers.records import Imported, LeftOut
from dlterms.importers.tables import Row, delimiter_of, split_rows, unreadable

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_SETTING = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_KEYS = ("separator", "html", "tags", "columns", "notetype", "deck", "if matches",
         "tags column", "notetype column", "deck column", "guid column")  # fmt: skip
_ITS_OWN = ("notetype", "deck", "guid")  # columns that say nothing about a term
_UNKNOWN = (
    "it is not clear which field is which: name them in a line `#columns:中文,英文`, with what separates the fields"
)


def is_anki(text: str) -> bool:
    return bool(_settings(text.split("\n", 12)))


def read(text: str) -> Imported:
    """The notes; DltermsError if it is not known what their fields are."""
    lines = text.split("\n")
    settings = _settings(lines)
    for number in range(len(settings)):
        lines[number] = ""  # the rows keep their places
    body = "\n".join(lines)
    named = settings.get("separator", "")
    delimiter = _SEPARATORS.get(named.lower(), named) or delimiter_of(body) or "\t"
    if len(delimiter) != 1:
        raise DltermsError(f"line 1: `#separator` names no character that is known: {named[:20]}")
    rows = list(split_rows(body, delimiter))
    html = settings.get("html", "").strip().lower() == "true"
    left = [unreadable(row) for row in rows if not row.cells]
    left += [LeftOut(f"line {n}", "a setting of the file", fault=False) for n in range(1, len(settings) + 1)]
    rows = [row for row in rows if row.cells]
    fields, remarks = _fields(settings, rows, delimiter, html) if rows else ([], [])
    return imported(((f"line {row.line}", fields, row.cells) for row in rows), left, remarks, HTML if html else ANY)


def _settings(lines: Sequence[str]) -> dict[str, str]:
    """The settings in the first lines, one a line."""
    settings: dict[str, str] = {}
    for line in lines:
        found = _SETTING.fullmatch(line)
        if not found or found[1].lower() not in _KEYS or found[1].lower() in settings:
            break
        settings[found[1].lower()] = found[2]
    return settings


def _fields(
    settings: Mapping[str, str], rows: Sequence[Row], delimiter: str, html: bool
) -> tuple[list[str], list[str]]:
    """The field of each column, and remarks."""
    width = max(len(row.cells) for row in rows)
    named = next(split_rows(settings.get("columns", ""), delimiter), Row(0, [])).cells
    named = [*named, *[""] * (width - len(named))]
    own = {_column(settings, name): name for name in (*_ITS_OWN, "tags")}
    headers = ["" if n in own else name for n, name in enumerate(named, 1)]
    fields = fields_of(headers)
    remarks = not_taken(headers, fields)
    if not is_header([*filter(None, fields), ""]):
        plain = [["" if n in own else _plain(cell, html) for n, cell in enumerate(row.cells, 1)] for row in rows]
        fields = fields_by_script(plain)
        if not fields:
            raise DltermsError(_UNKNOWN)
        fields += [""] * (len(headers) - len(fields))
        remarks = [f"the fields are, by their script, {', '.join(filter(None, fields))}"]
    remarks += [f"the column of {name} is not taken" for n, name in own.items() if n and name in _ITS_OWN]
    return ["tags" if own.get(n) == "tags" else field for n, field in enumerate(fields, 1)], remarks


def _column(settings: Mapping[str, str], name: str) -> int:
    """The number of a column of Anki's own, from 1; 0 if there is none."""
    number = settings.get(f"{name} column", "").strip()
    return int(number) if re.fullmatch("[0-9]{1,3}", number) else 0


def _plain(cell: str, html: bool) -> str:
    if html:
        with suppress(DltermsError):  # which is said of the row
            return text_of(cell, Counter())
    return cell
