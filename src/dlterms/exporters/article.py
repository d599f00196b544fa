"""An entry as readers of dictionaries see it: named sections of paragraphs, which each format marks up its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dlterms.labels import both, qualified
from dlterms.links import RELATION_NAMES, spans
from dlterms.model import LANGUAGES, Entry

Span = tuple[str, str]  # text, and the id of the term that it links, or nothing
NOT_CARRIED = ("LaTeX", "cloze texts", "sources", "former ids")

_STATUS = {"admitted": ""} | {status: f" ({status})" for status in ("superseded", "deprecated")}


class Section(NamedTuple):
    name: str  # in English, or nothing
    paragraphs: Sequence[tuple[str, Sequence[Span]]]  # language, or nothing where it is of several; and what it says


def heading(entry: Entry) -> str:
    """Both names, each with what tells it apart."""
    return both(*(qualified(entry[lang]) for lang in LANGUAGES), between=" · ")


def article(entry: Entry, context: Mapping[str, Any]) -> list[Section]:
    """Everything but the heading, of what there is. `context` is as in `Content`."""
    sections = [
        Section("", [("zh", [(entry["zh"]["pinyin"], "")])] if entry["zh"]["pinyin"] else []),
        Section("", [(lang, spans(text)) for lang in LANGUAGES if (text := entry[lang]["definition"])]),
        Section("also", list(_other_names(entry))),
        Section("formula", [("", [(text, "")]) for text in map(_formula, entry["formulas"])]),
        Section("example", list(_texts(entry["examples"]))),
        *(Section(note["kind"], list(_texts([note]))) for note in entry["notes"]),
        *(Section(name, _terms(context, relation)) for relation, name in RELATION_NAMES.items()),
        Section("cited", [("", [(line, "")]) for line in context.get("cite", ())]),
    ]
    return [section for section in sections if section.paragraphs]


def _other_names(entry: Entry) -> Iterator[tuple[str, list[Span]]]:
    for lang in LANGUAGES:
        acronym = entry[lang].get("acronym")
        names = [acronym] if acronym else []
        for alias in entry[lang]["aliases"]:
            note = f" ({alias['note']})" if alias["note"] else ""
            names.append(alias["term"] + _STATUS[alias["status"]] + note)
        if names:
            yield lang, [("; ".join(names), "")]


def _formula(formula: Mapping[str, str | None]) -> str:
    return "\n".join(filter(None, (formula["text"], formula["zh"], formula["en"])))


def _texts(records: Iterable[Mapping[str, str | None]]) -> Iterator[tuple[str, list[Span]]]:
    for record in records:
        yield from ((lang, [(text, "")]) for lang in LANGUAGES if (text := record[lang]))


def _terms(context: Mapping[str, Any], relation: str) -> list[tuple[str, list[Span]]]:
    links = context.get("links", {}).get(relation, ())
    between: list[Span] = [("; ", "")]
    found = [span for name, zh, en in links for span in (*between, (both(zh, en), name))][1:]
    return [("", found)] if found else []
