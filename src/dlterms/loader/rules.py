"""What a glossary cannot be served with: problem code -> check."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from dlterms.i18n import marked, tr
from dlterms.links import CLOZE, LINK
from dlterms.loader.messages import did_you_mean, mended, nearest, quoted
from dlterms.loader.scope import Check, Finding, Scope, relations
from dlterms.model import Term
from dlterms.order import after_below

MAX_GUESSES = 20  # each is a pass over all ids, and a file with more unknown ones was written for another glossary
MAX_PATH = 10  # entries of a circle that a message names

_CLOZE = re.compile(CLOZE)
_UNKNOWN = {
    "entry": marked("no entry {ref}"),
    "topic": marked("no topic {ref}"),
    "reference": marked("no reference {ref}"),
    "source": marked("no source {ref}"),
}


def unknown_reference(scope: Scope) -> Iterator[Finding]:
    if not scope.whole:
        return
    guesses = _Guesses(scope.declared)
    for term, where, ref, what in _references(scope):
        if ref not in scope.declared[what]:
            yield Finding(term, where, ref, guesses.said(tr(_UNKNOWN[what], ref=quoted(ref)), ref, what))
    entries = scope.declared["entry"]
    for definition in scope.definitions:
        if all(ref in entries for ref in definition.refs):
            continue
        for ref, span in definition.links():
            if ref not in entries:
                fault = tr("links to no entry {ref}", ref=quoted(ref))
                yield definition.finding(guesses.said(fault, ref, "entry"), span)


def _references(scope: Scope) -> Iterator[tuple[Term, str, str, str]]:
    """(entry, field, id, what the id is of)"""
    for term in scope.terms:
        for name, ref in relations(term):
            yield term, name, ref, "entry"
        if term.topic:
            yield term, "topic", term.topic, "topic"
        for ref in term.cite:
            yield term, "cite", ref, "reference"
        for record in term.source:
            yield term, "source", record["id"], "source"


class _Guesses:
    """What the first unknown references were meant to be."""

    def __init__(self, declared: Mapping[str, Collection[str]]) -> None:
        self.declared = declared
        self.made: dict[tuple[str, str], str] = {}

    def said(self, fault: str, ref: str, what: str) -> str:
        if (ref, what) not in self.made and len(self.made) < MAX_GUESSES:
            self.made[ref, what] = nearest(ref, self.declared[what])
        near = self.made.get((ref, what), "")
        return did_you_mean(fault, near) or mended(fault, tr("add it, or remove the reference"))


def self_reference(scope: Scope) -> Iterator[Finding]:
    for term in scope.terms:
        for name, ref in relations(term):
            if ref == term.id:
                yield Finding(term, name, ref, tr("names the entry itself: remove it"))
    for definition in scope.definitions:
        if definition.term.id in definition.refs:
            spans = (span for ref, span in definition.links() if ref == definition.term.id)
            message = tr("links to the entry itself: keep the text alone")
            yield from (definition.finding(message, span) for span in spans)


def cycle(scope: Scope) -> Iterator[Finding]:
    yield from _circles(scope.by_id, "requires")
    yield from _circles(scope.by_id, "broader")


def _circles(terms: Mapping[str, Term], name: str) -> Iterator[Finding]:
    """One finding for each reference that leads back to an entry on the path to it."""
    found: list[Finding] = []

    def circle(path: list[str], start: int, ref: str) -> None:
        if ref != path[-1]:  # an entry that names itself is another fault
            way = spelt_circle(path, start)
            message = tr("a circle, {circle}: remove one of these references", circle=way)
            found.append(Finding(terms[path[-1]], name, ref, message))

    for _ in after_below(terms, lambda ref: filter(terms.__contains__, getattr(terms[ref], name)), circle):
        pass
    yield from found


def spelt_circle(path: list[str], start: int) -> str:
    """A path from where on it a circle starts, and back there; of a long one its ends."""
    length = len(path) - start
    shown = path[start:] if length <= MAX_PATH else [*path[start : start + MAX_PATH - 2], "…", path[-1]]
    return " -> ".join([*shown, path[start]])


def same_term(scope: Scope) -> Iterator[Finding]:
    first: dict[tuple[str, str, str | None], Term] = {}
    for term, lang, names in scope.names:
        if not term.wording(lang).term:
            continue
        label, _, key = names[0]
        earlier = first.setdefault((lang, key, term.wording(lang).qualifier), term)
        if earlier.id != term.id:
            message = tr(
                "{label} is also the term of {id}: give one of them a `qualifier`", label=quoted(label), id=earlier.id
            )
            yield Finding(term, f"{lang}.term", label, message)


def label_twice(scope: Scope) -> Iterator[Finding]:
    for term, lang, names in scope.names:
        if len({name.key for name in names}) == len(names):
            continue
        seen: dict[str, str] = {}
        for label, sort, key in names:
            if key in seen:
                message = tr(
                    "{label} is given twice (as {first} and as {second}): remove it",
                    label=quoted(label), first=seen[key], second=sort,
                )  # fmt: skip
                yield Finding(term, lang, label, message)
            seen.setdefault(key, sort)


def cloze(scope: Scope) -> Iterator[Finding]:
    for term in scope.terms:
        for record in term.cloze:
            if not _CLOZE.search(record["text"]):
                message = tr("a cloze without a blank: write {{c1::...}} around it")
                yield Finding(term, "cloze", record["text"], message)


def link(scope: Scope) -> Iterator[Finding]:
    for definition in scope.definitions:
        text = definition.text
        if text.count("](") != len(definition.refs):
            start = LINK.sub(lambda found: " " * len(found[0]), text).index("](")
            yield definition.finding(tr("a broken link: write [text](#id)"), (start, start + 2))


def related_broader(scope: Scope) -> Iterator[Finding]:
    for term in scope.terms:
        broader = frozenset(term.broader)
        for ref in term.related:
            if ref in broader:
                message = tr("{ref} is also in `broader`: remove it here", ref=quoted(ref))
                yield Finding(term, "related", ref, message)


def near_contrast(scope: Scope) -> Iterator[Finding]:
    near = {pair for term in scope.terms for ref in term.near for pair in ((term.id, ref), (ref, term.id))}
    for term in scope.terms:
        for ref in term.contrast:
            if (term.id, ref) in near:
                message = tr("{ref} is related by `near` as well: remove it from one of the two", ref=quoted(ref))
                yield Finding(term, "contrast", ref, message)


def former_id(scope: Scope) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for term in scope.terms:
        for ref in term.former_ids:
            if ref in scope.by_id:
                message = tr("{ref} is the id of an entry: remove it", ref=quoted(ref))
                yield Finding(term, "former_ids", ref, message)
            elif owner.get(ref, term.id) != term.id:
                message = tr("{ref} is already a former id of {id}: remove it", ref=quoted(ref), id=owner[ref])
                yield Finding(term, "former_ids", ref, message)
            owner.setdefault(ref, term.id)


ERRORS: Mapping[str, Check] = {
    "unknown-reference": unknown_reference,
    "self-reference": self_reference,
    "cycle": cycle,
    "same-term": same_term,
    "label-twice": label_twice,
    "cloze": cloze,
    "link": link,
    "related-broader": related_broader,
    "near-contrast": near_contrast,
    "former-id": former_id,
}
