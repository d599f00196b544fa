"""CSV and TSV: a row an entry, under the field names of a glossary, so that `dlterms import` reads it back."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dlterms.exporters.content import Content, Exported, lost
from dlterms.model import LANGUAGES, RELATIONS, Entry

COLUMNS = (
    "id", "zh.term", "en.term", "zh.pinyin", "zh.aliases", "en.aliases", "en.acronym", "zh.definition", "en.definition",
    "topic", "level", "kind", "status", "zh.qualifier", "en.qualifier", *RELATIONS,
)  # fmt: skip
BOM = "\ufeff"
_BETWEEN = re.compile("[;；|]")  # what a reader may take for the end of a name; commas and 、 only where none of it is
# With which a spreadsheet lets a formula begin; behind apostrophes, too, so that one can be taken off again.
_FORMULA = re.compile("'*[=+@\t\r-]")


def csv_text(content: Content, *, excel_safe: bool = False) -> Exported:
    return _table(content, ",", excel_safe)


def tsv_text(content: Content, *, excel_safe: bool = False) -> Exported:
    return _table(content, "\t", excel_safe)


def _table(content: Content, delimiter: str, excel_safe: bool) -> Exported:
    """A spreadsheet takes a text for UTF-8 by its byte order mark, and calculates what looks like a formula."""
    split = Counter({"names with ; or |": 0})
    rows: Iterable[list[str]] = (_row(entry, split) for entry in content.entries)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_harmless, rows) if excel_safe else rows)
    left_out = lost(
        content.entries, "readings of other names", "hidden names", "remarks on names", "formulas", "examples",
        "cloze texts", "notes", "citations", "sources", "former ids",
    )  # fmt: skip
    return Exported(BOM * excel_safe + out.getvalue(), left_out | +split)


def _row(entry: Entry, split: Counter[str]) -> list[str]:
    cells = dict(_cells(entry, split))
    return [str(cells.get(name) or "") for name in COLUMNS]


def _cells(entry: Entry, split: Counter[str]) -> Iterator[tuple[str, object]]:
    yield from entry.items()
    yield from ((name, " ".join(entry[name])) for name in RELATIONS)
    for lang in LANGUAGES:
        wording: Mapping[str, object] = entry[lang]
        yield from ((f"{lang}.{name}", value) for name, value in wording.items())
        yield f"{lang}.aliases", _names([alias["term"] for alias in entry[lang]["aliases"]], split)


def _names(names: Iterable[str], split: Counter[str]) -> str:
    """Names in one cell; those that would come out of it as two are left out."""
    whole = []
    for name in names:
        if _BETWEEN.search(name):
            split["names with ; or |"] += 1
        else:
            whole.append(name)
    alone = len(whole) == 1 and re.search("[,，、]", whole[0])
    return "; ".join(whole) + ";" * bool(alone)


def _harmless(row: Iterable[str]) -> list[str]:
    return [f"'{cell}" if _FORMULA.match(cell) else cell for cell in row]
