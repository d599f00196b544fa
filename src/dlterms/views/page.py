"""An entry as a page: labelled paragraphs of spans, and their form as plain lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dlterms.labels import both, printable
from dlterms.links import LINK

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang, Language

LEVELS = {1: "core", 2: "useful", 3: "look-up"}
SEPARATOR = " · "

_RELATIONS = {  # relation -> what the page calls it
    "requires": "learn first",
    "near": "nearly the same",
    "contrast": "confused with",
    "broader": "broader",
    "narrower": "narrower",
    "related": "see also",
}

_MARKED = {"missing": "[+{}]", "extra": "[-{}]"}  # what colour says on a terminal

Spans: TypeAlias = list[tuple[str, str]]  # (text, role); a role is "", term, link, or dim


class Section(NamedTuple):
    label: str
    paragraphs: list[Spans]
    apart: bool = False  # an empty line before it, on a terminal


def page(entry: Mapping[str, Any], context: Mapping[str, Any], lang: Lang = "both") -> list[Section]:
    """An entry from top to bottom. `lang` says which definitions, examples and notes are shown."""
    langs: tuple[Language, ...] = ("zh", "en") if lang == "both" else (lang,)
    definitions = [definition_spans(entry[x]["definition"]) for x in langs if entry[x]["definition"]]
    links = context["links"]
    groups = (
        [Section("", [_title(entry)]), Section("", [[(_classification(entry, context, langs), "dim")]])],
        [Section("definition", definitions)],
        [
            Section("also called", _aliases(entry)),
            Section("formula", [p for formula in entry["formulas"] for p in _formula(formula, langs)]),
            *_grouped("example", entry["examples"], langs),
            *(s for note in entry["notes"] for s in _grouped(note["kind"], [note], langs)),
        ],
        [
            *(Section(name, [_links(links[relation])]) for relation, name in _RELATIONS.items() if links.get(relation)),
            Section("cited", [[(line, "")] for line in context["cite"]]),
        ],
    )
    return [section for group in groups for section in _set_apart(group)]


def _set_apart(group: Iterable[Section]) -> list[Section]:
    """The sections that have something to say, the first of them after an empty line."""
    full = [section for section in group if section.paragraphs]
    return [section._replace(apart=not n) for n, section in enumerate(full)]


def plain(sections: Iterable[Section]) -> Iterator[str]:
    """The page as unwrapped lines, each behind its label."""
    for section in sections:
        for paragraph in section.paragraphs:
            text = plain_line(paragraph)
            yield f"{section.label}: {text}" if section.label else text


def plain_line(spans: Spans) -> str:
    marked = "".join(_MARKED.get(role, "{}").format(text) for text, role in spans)
    return printable(marked.replace("\n", " "))


def one_line(entry: Mapping[str, Any], label: str = "") -> Spans:
    """An entry as one line of a list, with the label by which it was found if that is another name of it.

    A hidden label finds and is never shown.
    """
    zh, en = name_of(entry, "zh"), name_of(entry, "en")
    line = [(zh, "term")] if zh == en else [(zh, "term"), (SEPARATOR, "dim"), (en, "")]
    others = [alias["term"] for lang in ("zh", "en") for alias in entry[lang]["aliases"]]
    return [*line, (f"  ({label})", "dim")] if label in (*others, entry["en"]["acronym"]) else line


def name_of(entry: Mapping[str, Any], lang: Language) -> str:
    """The preferred label, with what tells it apart from others of the same name."""
    wording = entry[lang]
    return f"{wording['term']} ({wording['qualifier']})" if wording["qualifier"] else str(wording["term"])


def definition_spans(definition: str) -> Spans:
    """A definition with its linked terms marked."""
    spans: Spans = []
    end = 0
    for link in LINK.finditer(definition):
        spans += [(definition[end : link.start()], ""), (link[1], "link")]
        end = link.end()
    return [(text, role) for text, role in [*spans, (definition[end:], "")] if text]


def _title(entry: Mapping[str, Any]) -> Spans:
    pinyin, acronym = entry["zh"]["pinyin"], entry["en"]["acronym"]
    spans = [(name_of(entry, "zh"), "term"), (f"  {pinyin}" if pinyin else "", "dim")]
    if name_of(entry, "en") != name_of(entry, "zh"):
        spans += [(SEPARATOR, "dim"), (name_of(entry, "en"), "term")]
    return [*spans, (f" ({acronym})" if acronym else "", "")]


def _classification(entry: Mapping[str, Any], context: Mapping[str, Any], langs: Iterable[Language]) -> str:
    topic = dict(zip(("zh", "en"), context["topic"], strict=True))
    parts = [entry["kind"], both(*(topic[x] for x in langs)), LEVELS[entry["level"]]]
    return SEPARATOR.join(parts + [entry["status"]] * (entry["status"] != "approved"))


def _aliases(entry: Mapping[str, Any]) -> list[Spans]:
    shown = []
    for lang in ("zh", "en"):
        for alias in entry[lang]["aliases"]:
            remarks = [r for r in (alias["status"].replace("admitted", ""), alias["note"]) if r]
            shown.append(f"{alias['term']} ({', '.join(remarks)})" if remarks else alias["term"])
    return [[(SEPARATOR.join(shown), "")]] if shown else []


def _formula(formula: Mapping[str, Any], langs: Iterable[Language]) -> list[Spans]:
    return [[(formula["text"], "term")], *([(formula[x], "")] for x in langs if formula.get(x))]


def _grouped(label: str, records: Iterable[Mapping[str, Any]], langs: Iterable[Language]) -> list[Section]:
    paragraphs: list[Spans] = [[(record[x], "")] for record in records for x in langs if record.get(x)]
    return [Section(label, paragraphs)] if paragraphs else []


def _links(links: Iterable[tuple[str, str, str]]) -> Spans:
    return [(SEPARATOR.join(both(zh, en) for _, zh, en in links), "")]
