"""Anki's text export: a table with lines before it that say what its columns are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dlterms.errors import DltermsError
from dlterms.i18n import marked, tr
from dlterms.importers import notes
from dlterms.importers.entries import Form, cleaned
from dlterms.importers.entries import said as remarks_on
from dlterms.importers.notes import Note, NoteType
from dlterms.importers.records import Imported, LeftOut, Record
from dlterms.importers.tables import Row, delimiter_of, split_rows, unreadable

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_SETTING = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_KEYS = ("separator", "html", "tags", "columns", "notetype", "deck", "if matches",
         "tags column", "notetype column", "deck column", "guid column")  # fmt: skip
_ITS_OWN = ("notetype", "deck", "guid", "tags")  # columns that are no fields
_HTML = {"true": True, "false": False}
_UNKNOWN = marked(
    "it is not clear which field is which: name them in a line `#columns:中文,英文`, with what separates the fields"
)


def is_anki(text: str) -> bool:
    return bool(_settings(text.split("\n", 12)))


def read(text: str) -> Imported:
    """The notes, each decided on its own; DltermsError if of none it is known what its fields are."""
    lines = text.split("\n")
    settings = _settings(lines)
    for number in range(len(settings)):
        lines[number] = ""  # the rows keep their places
    body = "\n".join(lines)
    named = settings.get("separator", "")
    delimiter = _SEPARATORS.get(named.lower(), named) or delimiter_of(body) or "\t"
    if len(delimiter) != 1:
        raise DltermsError(tr("line 1: `#separator` names no known character: {name}", name=named[:20]))
    rows = list(split_rows(body, delimiter))
    left = [LeftOut(f"line {n}", tr("a setting of the file"), fault=False) for n in range(1, len(settings) + 1)]
    comments = {row.line for row in rows if lines[row.line - 1].startswith("#")}
    left += [LeftOut(f"line {line}", tr("a comment"), fault=False) for line in sorted(comments)]
    rows = [row for row in rows if row.line not in comments]
    left += [unreadable(row) for row in rows if not row.cells]
    return _of_rows([row for row in rows if row.cells], left, settings, delimiter)


def _of_rows(rows: Sequence[Row], left: list[LeftOut], settings: Mapping[str, str], delimiter: str) -> Imported:
    names = next(split_rows(settings.get("columns", ""), delimiter), Row(0, [])).cells
    counts: Counter[str] = Counter()
    records: list[Record] = []
    taken: list[Note] = []
    for row in rows:
        said, texts = _apart(row.cells, settings)
        fields = [names[n - 1] if n <= len(names) and names[n - 1].strip() else tr("column {n}", n=n) for n in texts]
        try:
            plain = [_plain(text, settings, counts) for text in texts.values()]
            note = notes.of_texts(NoteType(said["notetype"] or "notes", False, fields, {}), plain)
            records.append(Record(f"line {row.line}", notes.entry(note, said["deck"], said["tags"].split(), counts)))
            taken.append(note)
        except DltermsError as fault:
            left.append(LeftOut(f"line {row.line}", str(fault), fault=any(map(str.strip, row.cells))))
    unclear = not names and any(one.fault for one in left)
    if rows and not records and unclear:
        raise DltermsError(tr(_UNKNOWN))
    return Imported(records, left, [*[tr(_UNKNOWN)] * unclear, *notes.remarks(taken), *remarks_on(counts)])


def _apart(cells: Sequence[str], settings: Mapping[str, str]) -> tuple[dict[str, str], dict[int, str]]:
    """What a row or, for all rows, a setting says of a note as a whole; and its texts by their columns, from 1."""
    own = {number: name for name in _ITS_OWN if (number := _column(settings, name))}
    said = {name: settings.get(name, "") for name in _ITS_OWN}
    texts = {}
    for number, cell in enumerate(cells, 1):
        if number in own:
            said[own[number]] = f"{said['tags']} {cell}" if own[number] == "tags" else cell
        else:
            texts[number] = cell
    return said, texts


def _settings(lines: Sequence[str]) -> dict[str, str]:
    """The settings in the first lines, one a line."""
    settings: dict[str, str] = {}
    for line in lines:
        found = _SETTING.fullmatch(line)
        if not found or found[1].lower() not in _KEYS or found[1].lower() in settings:
            break
        settings[found[1].lower()] = found[2]
    return settings


def _column(settings: Mapping[str, str], name: str) -> int:
    """The number of a column of Anki's own, from 1; 0 if there is none."""
    number = settings.get(f"{name} column", "").strip()
    return int(number) if re.fullmatch("[0-9]{1,3}", number) else 0


def _plain(cell: str, settings: Mapping[str, str], counts: Counter[str]) -> str:
    return cleaned(cell, counts, Form(_HTML.get(settings.get("html", "").strip().lower())))
