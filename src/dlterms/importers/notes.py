"""Anki's notes -> what a glossary's entry says of it, and in which direction each card of a note asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from dlterms.errors import DltermsError
from dlterms.i18n import series, tr
from dlterms.importers import own_notes
from dlterms.importers.entries import OWN_NOTE, TEXT, entry_of
from dlterms.importers.headers import fields_of, looks_long
from dlterms.importers.markup import text_of
from dlterms.labels import han_count, has_han, printable
from dlterms.loader.messages import quoted
from dlterms.quiz.cards import DIRECTIONS, Direction


class Template(NamedTuple):
    """The two sides of a card: HTML with `{{field}}` in it."""

    question: str
    answer: str
    name: str = ""


class NoteType(NamedTuple):
    name: str
    cloze: bool
    fields: Sequence[str]  # their names, in the order of a note's texts
    templates: Mapping[int, Template]  # by the number that a card names; none where nobody knows them


class Note(NamedTuple):
    kind: NoteType
    texts: Sequence[str]  # of its fields, plain
    fields: Sequence[str]  # what each says of an entry, empty where it says nothing that is certain
    own: bool = False  # whether dlterms wrote it
    notes: Sequence[dict[str, str]] = ()  # of an own one, as a glossary has them


def exported(guid: str) -> tuple[str, bool] | None:
    """The `glossary/term` whose note dlterms once made, by Anki's name of the note; and if it is one with blanks."""
    found = _EXPORTED.fullmatch(guid)
    return (found[1], found[2] is not None) if found else None


def read(kind: NoteType | None, texts: Sequence[str], counts: Counter[str], *, own: bool = False) -> Note:
    """A note whose texts are HTML; DltermsError says why one is left out. `counts` is told of media.

    An `own` one is read as `dlterms export` writes it.
    """
    if kind is None:
        raise DltermsError(tr("its note type is not in the package"))
    if kind.cloze:
        raise DltermsError(tr("a cloze note: names are taken, not sentences with blanks"))
    if len(texts) > len(kind.fields):
        raise DltermsError(tr("it has more fields than its note type {name}", name=quoted(kind.name)))
    if own:
        plain = [own_notes.text(name, text, counts) for name, text in zip(kind.fields, texts, strict=False)]
        said = own_notes.notes(dict(zip(kind.fields, texts, strict=False)).get("notes", ""), counts)
        return Note(kind, plain, _understood(kind, plain), own, said)
    return of_texts(kind, [text_of(text, counts) for text in texts])


def of_texts(kind: NoteType, texts: Sequence[str]) -> Note:
    """A note whose texts are plain; DltermsError where it is not clear what they say."""
    return Note(kind, texts, _understood(kind, texts))


def _understood(kind: NoteType, texts: Sequence[str]) -> list[str]:
    """What the texts say: by the names of their fields, or else by what the two that are left can only be."""
    fields = [field if text else "" for field, text in zip(fields_of(kind.fields), texts, strict=False)]
    if any(_says(field, "") in _NAMES for field in fields):
        return fields
    sides = [side for template in kind.templates.values() for side in template[:2]]
    shown = {name for side in sides for name in _shown(side)} if sides else {*kind.fields}
    rest = [n for n, text in enumerate(texts) if text and not fields[n] and kind.fields[n] in shown]
    found = _by_script(*(texts[n] for n in rest)) if len(rest) == 2 else ()
    if not found:
        filled = series(quoted(name) for name, text in zip(kind.fields, texts, strict=False) if text)
        if not filled:
            raise DltermsError(tr("all its fields are empty"))
        raise DltermsError(tr("it is not clear which of its fields is the name: {fields}", fields=filled))
    for n, field in zip(rest, found, strict=True):
        fields[n] = field
    return fields


def _by_script(first: str, second: str) -> tuple[str, ...]:
    """Two names, one of them Chinese; or a name and a text that is none."""
    if not _is_name(first) or (_is_name(second) and has_han(first) == has_han(second)):
        return ()
    return ("term", "term") if _is_name(second) else ("term", "definition") if _is_sentence(second) else ()


def _is_name(text: str) -> bool:
    long = looks_long(text) or _is_sentence(text) or re.search(r"[?？!！:：;；\n]", text)
    return any(map(str.isalpha, text)) and not long


def _is_sentence(text: str) -> bool:
    return han_count(text) > 16 or len(text.split()) > 8 or text.endswith(("。", "."))


def entry(note: Note, deck: str, tags: Sequence[str], counts: Counter[str]) -> dict[str, Any]:
    """What a note says, by the field names of a glossary's entry. A subdeck is its topic, unless a field says it."""
    made = entry_of(note.fields, note.texts, counts, OWN_NOTE if note.own else TEXT)
    if note.notes:
        made["notes"] = list(note.notes)
    topic = printable(deck.rpartition("::")[2]).strip()
    if topic and deck not in _UNSAID:
        made.setdefault("topic", topic)
    if kept := own_notes.foreign(tags) if note.own else tags:
        made["x-tags"] = [*map(printable, kept)]
    return made


_UNSAID = {"Default", "默认", "默认牌组", "系统默认", "預設"}  # the deck of what was put into none


def remarks(notes: Iterable[Note]) -> list[str]:
    """The fields that are not taken."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, texts, fields, own, _ in notes:
        filled = zip(kind.fields, texts, fields, strict=False)
        left = [(kind.name, name) for name, text, field in filled if text and not field]
        counts.update(pair for pair in left if not own or pair[1] not in own_notes.DERIVED)
    return [
        tr("the field {field} of the note type {kind} not taken: {n:,}", field=quoted(name), kind=quoted(kind), n=count)
        for (kind, name), count in counts.items()
    ]


_EXPORTED = re.compile(r"([a-z0-9-]+/[a-z0-9-]+)(:cloze\.[1-9][0-9]*)?")
_DIRECTIONS: Mapping[str, Direction] = {name: name for name in DIRECTIONS if name != "cloze"}
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_UNSHOWN = {"type", "hint"}  # filters of what is to be typed, and of what is seen only after a click
_NAMES = {"zh", "en"}
_SAYS = {
    "zh.term": "zh", "en.term": "en",
    **dict.fromkeys(("definition", "zh.definition", "en.definition"), "definition"),
}  # fmt: skip


@lru_cache(1000)
def _shown(side: str) -> Mapping[str, set[str]]:
    """The names of the fields that a side of a card shows, and the filters of each."""
    tags = [found.split(":") for found in _FIELD.findall(side) if not found.lstrip().startswith(("#", "^", "/", "!"))]
    return {name.strip(): {each.strip() for each in filters} for *filters, name in tags}


def _says(field: str, text: str) -> str | None:
    return ("zh" if has_han(text) else "en") if field == "term" else _SAYS.get(field)


def direction(note: Note, number: int) -> Direction | None:
    """What a card asks for: its name says it, or what its answer adds to its question; None if neither does."""
    template = note.kind.templates.get(number)
    if template is not None and template.name in _DIRECTIONS:
        return _DIRECTIONS[template.name]
    if template is None or "{{^" in template.question:  # another question where a field is empty
        return None
    says = {
        name: _says(field, text) for name, text, field in zip(note.kind.fields, note.texts, note.fields, strict=False)
    }
    asked = {says.get(name) for name, filters in _shown(template.question).items() if filters.isdisjoint(_UNSHOWN)}
    names, told = asked & _NAMES, {says.get(name) for name in _shown(template.answer)} - asked
    if names and "definition" not in asked:
        if len(names) == 1 and told & _NAMES:
            return "zh-en" if "zh" in names else "en-zh"
        return "term-definition" if "definition" in told else None
    return "definition-term" if not names and "definition" in asked and told & _NAMES else None
