"""Two entries compared: side by side what they are called and are, below what they share and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dlterms.i18n import marked, tr
from dlterms.labels import both, occurrence
from dlterms.views import page
from dlterms.views.page import Beside, Part, Section, Spans

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang

Link: TypeAlias = Sequence[str]  # id, Chinese and English name

_SHARED = {"requires": marked("both build on"), "broader": marked("both are"), "related": marked("both see also")}
_APART = {
    "contrast": marked("Easily confused with one another."),
    "near": marked("Nearly the same."),
    "broader": marked("{other} is broader than {one}."),
    "narrower": marked("{other} is narrower than {one}."),
    "requires": marked("{one} builds on {other}."),
    "required_by": marked("{other} builds on {one}."),
}
_IMPLIED = {"requires": "broader", "required_by": "narrower"}


class Described(NamedTuple):
    """An entry, and what a page shows of others beside it."""

    entry: Mapping[str, Any]
    context: Mapping[str, Any]


def shared(one: Described, other: Described) -> dict[str, Any]:
    """What two entries have in common: kind, topic (None if they differ), and by relation the ids they both lead to."""
    common = {name: _if_equal(one.entry[name], other.entry[name]) for name in ("kind", "topic")}
    return common | {relation: [name for name, *_ in _common(one, other, relation)] for relation in _SHARED}


def apart(one: Described, other: Described) -> dict[str, Any]:
    """What tells two entries apart: how the first is related to the second, and the notes of either on the other."""
    notes = [
        {"term": by.entry["id"], **note} for by, about in ((one, other), (other, one)) for note in _notes(by, about)
    ]
    return {"relations": _relations(one, other), "notes": notes}


def comparison(one: Described, other: Described, lang: Lang = "both") -> list[Part]:
    """Names and definitions side by side, then what they share and what tells them apart."""
    sides = [page.digest(each.entry, lang) for each in (one, other)]
    return [Beside(*sides), *_shared_sections(one, other), *_apart_section(one, other, lang)]


def _shared_sections(one: Described, other: Described) -> list[Section]:
    common = {relation: _common(one, other, relation) for relation in _SHARED}
    common["requires"] = [link for link in common["requires"] if link not in common["broader"]]
    found = [Section(_SHARED[relation], [page.links_spans(links)]) for relation, links in common.items() if links]
    return page.set_apart(found)


def _apart_section(one: Described, other: Described, lang: Lang) -> list[Section]:
    names = {"one": _name(one), "other": _name(other)}
    relations = _relations(one, other)
    told = [name for name in relations if _IMPLIED.get(name) not in relations]
    said: list[Spans] = [[(tr(_APART[relation], **names), "")] for relation in told]
    for by, about in ((one, other), (other, one)):
        said += [[(note[x], "")] for note in _notes(by, about) for x in page.languages(lang)[:1] if note.get(x)]
    return [Section(marked("told apart"), said, apart=True)] if said else []


def _relations(one: Described, other: Described) -> list[str]:
    links = one.context["links"]
    return [name for name in _APART if other.entry["id"] in (ref for ref, *_ in links.get(name, ()))]


def _common(one: Described, other: Described, relation: str) -> list[Link]:
    there = {name for name, *_ in other.context["links"].get(relation, ())}
    return [link for link in one.context["links"].get(relation, ()) if link[0] in there]


def _notes(by: Described, about: Described) -> list[Mapping[str, Any]]:
    """The notes of one entry that name the other."""
    names = [about.entry["zh"]["term"], about.entry["en"]["term"], about.entry["en"]["acronym"]]
    named = re.compile("|".join(occurrence(name) for name in names if name), re.IGNORECASE)
    return [note for note in by.entry["notes"] if any(named.search(note.get(lang) or "") for lang in ("zh", "en"))]


def _if_equal(one: str, other: str) -> str | None:
    return one if one == other else None


def _name(which: Described) -> str:
    return both(which.entry["zh"]["term"], which.entry["en"]["term"])
