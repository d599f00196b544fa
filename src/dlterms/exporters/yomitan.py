"""A dictionary for Yomitan, which shows an entry under the cursor in a browser: term banks of format 3 in a zip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote
from zlib import crc32

from dlterms.exporters.archive import zipped
from dlterms.exporters.article import NOT_CARRIED, Section, Span, article, heading
from dlterms.exporters.content import Content, Exported, lost, title
from dlterms.exporters.translators import names
from dlterms.labels import both
from dlterms.model import LANGUAGES, Entry

_BANK = 10_000  # rows of a file; its reader holds one whole
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dictionary(content: Content) -> Exported:
    """An entry stands under each of its names, so that whichever stands under the cursor shows it."""
    known = {entry["id"]: entry["zh"]["term"] for entry in content.entries}
    rows = [
        row
        for number, entry in enumerate(content.entries, 1)
        for row in _rows(number, entry, article(entry, content.contexts.get(entry["id"], {})), known)
    ]
    banks = [_encode(rows[start : start + _BANK]).encode() for start in range(0, len(rows), _BANK)]
    checksum = 0
    for bank in banks:
        checksum = crc32(bank, checksum)
    index = {"title": both(*title(content).values()), "revision": f"{checksum:08x}", "format": 3, "sequenced": True}
    files = {f"term_bank_{number}.json": bank for number, bank in enumerate(banks, 1)}
    made = zipped({"index.json": _encode(index).encode(), **files})
    return Exported(made, lost(content.entries, "find-only names", *NOT_CARRIED))


def _rows(number: int, entry: Entry, sections: Iterable[Section], known: Mapping[str, str]) -> Iterator[list[Any]]:
    """Name, reading, tags, rules of inflection, score, definitions, number of the entry, tags: a row for each name."""
    head = {"tag": "div", "style": {"fontWeight": "bold"}, "content": heading(entry)}
    parts = [head, *(part for section in sections for part in _section(section, known))]
    definitions = [{"type": "structured-content", "content": parts}]
    labels = (entry["zh"], *entry["zh"]["aliases"], *entry["zh"]["hidden"])
    readings = {label["term"]: label["pinyin"] or "" for label in reversed(labels)}
    preferred = [entry[lang]["term"] for lang in LANGUAGES]
    for name in dict.fromkeys(name for lang in LANGUAGES for name in names(entry, lang)):
        yield [name, readings.get(name, ""), entry["kind"], "", int(name in preferred), definitions, number, ""]


def _section(section: Section, known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    name = {"tag": "span", "style": {"fontStyle": "italic"}, "content": f"{section.name} "}
    for lang, said in section.paragraphs:
        parts = [name] * bool(section.name) + [part for span in said for part in _span(span, known)]
        yield {"tag": "div", "content": parts} | ({"lang": lang} if lang else {})


def _span(span: Span, known: Mapping[str, str]) -> list[Any]:
    text, link = span
    if link in known:
        return [{"tag": "a", "href": f"?query={quote(known[link])}&wildcards=off", "content": text}]
    lines = [part for line in text.split("\n") for part in ({"tag": "br"}, line)]
    return lines[1:]
