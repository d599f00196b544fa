"""The cells of one row, by their fields -> an entry. What is certain is taken, what cannot be is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dlterms.errors import DltermsError
from dlterms.i18n import marked, tr
from dlterms.importers.markup import holds_html, text_of, text_of_some
from dlterms.importers.records import Imported, LeftOut, Record
from dlterms.labels import UNSAFE, han_count, has_han
from dlterms.loader.fields import MAX_NAME, TERM
from dlterms.loader.messages import quoted, too_long
from dlterms.loader.tree import MAX_TEXT
from dlterms.model import LANGUAGES

_LISTS = ("requires", "broader", "related", "contrast", "near")
_SAID = {
    "unsafe": marked("control or invisible characters dropped: {n:,}"),
    "html": marked("HTML texts made plain: {n:,}"),
    "image": marked("images not taken: {n:,}"),
    "sound": marked("sounds not taken: {n:,}"),
    "video": marked("videos not taken: {n:,}"),
    "object": marked("embedded objects not taken: {n:,}"),
    "definitions": marked("second definitions of a row in the same language, not taken: {n:,}"),
    "tags": marked("rows with several tags, of which none is taken as the topic: {n:,}"),
}


class Form(NamedTuple):
    """What cells are."""

    html: bool | None  # whether they are HTML; None where that is told by each
    own: bool = False  # whether dlterms wrote them: a name is one name then, whatever stands in it
    lines: bool = False  # whether several names stand on a line each


ANY, HTML, TEXT = Form(None), Form(html=True), Form(html=False)
OWN, OWN_NOTE = Form(html=False, own=True), Form(html=False, own=True, lines=True)


def said(counts: Counter[str]) -> list[str]:
    """Remarks on what was done to texts, from their counts."""
    return [tr(said, n=counts[name]) for name, said in _SAID.items() if counts[name]]


def imported(
    rows: Iterable[tuple[str, Sequence[str], Sequence[str]]],
    left_out: Iterable[LeftOut] = (),
    remarks: Iterable[str] = (),
    form: Form = ANY,
) -> Imported:
    """Rows of (place, fields, cells) as records, and what is left out beside them."""
    records: list[Record] = []
    left = list(left_out)
    counts: Counter[str] = Counter()
    for place, fields, cells in rows:
        try:
            records.append(Record(place, entry_of(fields, cells, counts, form)))
        except DltermsError as fault:
            left.append(LeftOut(place, str(fault), fault=any(map(str.strip, cells))))
    return Imported(records, left, [*remarks, *said(counts)])


def entry_of(fields: Sequence[str], cells: Sequence[str], counts: Counter[str], form: Form = ANY) -> dict[str, Any]:
    """An entry with one name at least; DltermsError says why there is none. `counts` is told of what was dropped."""
    more = [cell for cell in cells[len(fields) :] if cell.strip()]
    if more:
        fault = tr(
            "{cells} cells, but {columns} columns: quote a text that contains the separator",
            cells=len(cells),
            columns=len(fields),
        )
        raise DltermsError(fault)
    entry: dict[str, Any] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and (text := cleaned(cell, counts, form)):
            _put(entry, field, text, counts, form)
    if not any("term" in entry.get(lang, ()) for lang in LANGUAGES):
        raise DltermsError(tr("there is no name in it") if entry else tr("an empty row"))
    return entry


def cleaned(text: str, counts: Counter[str], form: Form) -> str:
    """A text without what no reader could see, and HTML made plain."""
    if form.html:
        text = text_of(text, counts)
    elif form.html is None and holds_html(text):
        counts["html"] += 1
        text = text_of_some(text, counts)
    if not text.isprintable():
        text, found = re.subn(UNSAFE, "", text)
        counts.update(["unsafe"] * found)
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise DltermsError(tr("a text of {n:,} characters: at most {most:,}, shorten it", n=len(text), most=MAX_TEXT))
    return text


def _put(entry: dict[str, Any], field: str, text: str, counts: Counter[str], form: Form) -> None:
    """A text where it belongs in an entry."""
    lang, _, name = field.rpartition(".")
    if field in _LISTS:
        entry[field] = re.split(r"[\s,;，；]+", text)
    elif name == "notes":
        entry.setdefault("notes", []).append({"kind": "usage", language(text): text})
    elif name == "aliases":
        for alias in text.split("\n") if form.lines else names_in(text):
            _wording(entry, lang or _script(alias)).setdefault("aliases", []).append(alias)
    elif name == "term" and not form.own:
        _put_term(entry, lang or _script(text), text)
    elif name == "definition":
        if _wording(entry, lang or language(text)).setdefault(name, text) != text:
            counts["definitions"] += 1
    elif name == "tags":
        tags = text.split()
        counts["tags"] += len(tags) > 1
        if len(tags) == 1:
            _put_once(entry, "topic", tags[0])
    elif name == "level":  # what is none of the numbers is told of later
        _put_once(entry, name, int(text) if text in TERM.fields[name].choices else text)
    else:
        made = on_one_line(text, MAX_TEXT if name == "pinyin" else MAX_NAME)
        _put_once(_wording(entry, lang) if lang else entry, name, made)


def _put_term(entry: dict[str, Any], lang: str, text: str) -> None:
    """A name, behind which others may stand after semicolons."""
    first, *others = [part for part in re.split("[;；]", text) if part.strip()] or [text]
    if lang == "en" and has_han(first):
        fault = tr("the English name {name} has Chinese characters: fix it, or swap the columns", name=quoted(first))
        raise DltermsError(fault)
    wording = _wording(entry, lang)
    _put_once(wording, "term", on_one_line(first))
    if others:
        wording.setdefault("aliases", []).extend(map(on_one_line, others))


def _wording(entry: dict[str, Any], lang: str) -> dict[str, Any]:
    wording: dict[str, Any] = entry.setdefault(lang, {})
    return wording


def _put_once(values: dict[str, Any], name: str, value: str | int) -> None:
    if values.setdefault(name, value) != value:
        one, other = quoted(str(values[name])), quoted(str(value))
        raise DltermsError(tr("two texts for `{field}`: {one} and {other}", field=name, one=one, other=other))


def on_one_line(text: str, most: int = MAX_NAME) -> str:
    """A name as it may stand in a glossary; DltermsError for what is none."""
    text = text.strip()
    if "\n" in text or "\t" in text:
        raise DltermsError(tr("the name {name} has a line break or a tab: write it on one line", name=quoted(text)))
    if len(text) > most:
        raise DltermsError(too_long(text, most))
    return text


def names_in(text: str) -> list[str]:
    """The names that a cell holds, whatever of `;`, `|`, `、` and commas separates them."""
    marks = next((marks for marks in ("[;；|\n]", "、", "[，,]") if re.search(marks, text)), "\n")
    return [on_one_line(name) for name in re.split(marks, text) if name.strip()]


def _script(name: str) -> str:
    return "zh" if has_han(name) else "en"


def language(text: str) -> str:
    """The language of a text of some length: Chinese if it has as many Chinese characters as Latin words."""
    return "zh" if has_han(text) and han_count(text) >= len(re.findall("[A-Za-z]+", text)) else "en"
