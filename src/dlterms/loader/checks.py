"""What can only be seen with the whole glossary at hand: one check, one function, problems out.

`ERRORS` are what a glossary cannot be served with, `WARNINGS` what a careful editor would mend.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dlterms.labels import han_count, has_han, key, syllable_count
from dlterms.loader.read import did_you_mean
from dlterms.loader.tree import Text
from dlterms.model import LANGUAGES, Glossary, Label, Problem, Term, Wording

MAX_HAN = 160
MAX_WORDS = 60
RELATIONS = ("requires", "broader", "related", "contrast")
SYMMETRIC = ("related", "contrast")

LINK = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]*)\)")
_LINK_START = re.compile(r"\]\(")
_CLOZE = re.compile(r"\{\{c([1-9][0-9]*)::.+?\}\}")
_HALF_WIDTH = re.compile(r"(?<=[㐀-鿿])[,.:;?!()](?=[㐀-鿿])")
_RELATIVE_DATE = re.compile(
    r"近年|近几年|近来|最近|目前|当前最|如今|现今|时下"
    r"|\b(?:recently|nowadays|currently|these days|in recent years|to date|state of the art)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the checks look at. `left_out`: ids of entries too faulty to be read; a reference to one is no second fault."""

    glossary: Glossary
    left_out: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


Check = Callable[[Scope], Iterator[Problem]]


def problem(value: object, level: str, code: str, message: str) -> Problem:
    """A problem at the place where `value` was written."""
    at = value.at if isinstance(value, Text) else ("", 1, 1)
    return Problem(*at, level, code, message)


def _wordings(term: Term) -> Iterator[tuple[str, Wording]]:
    for lang in LANGUAGES:
        yield lang, term.wording(lang)


def _labels(wording: Wording) -> Iterator[tuple[str, str]]:
    """(label, what it is) of everything an entry is called in one language."""
    yield wording.term, "term"
    yield from ((a.term, "alias") for a in wording.aliases)
    if wording.acronym:
        yield wording.acronym, "acronym"
    yield from ((h.term, "hidden") for h in wording.hidden)


def _records(term: Term) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in ("examples", "notes", "formulas"):
        yield from ((name, record) for record in getattr(term, name))


def _prose(term: Term) -> Iterator[tuple[str, str]]:
    """(language, text) of every sentence in an entry, links taken out."""
    for lang, wording in _wordings(term):
        if wording.definition:
            yield lang, wording.definition
    for _, record in _records(term):
        yield from ((lang, record[lang]) for lang in LANGUAGES if record.get(lang))


def unlinked(definition: str) -> str:
    """A definition as it reads: links replaced by their text."""
    return LINK.sub(r"\1", definition)


# --- errors ---


def missing_definition(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        if term.status != "draft":
            for lang, wording in _wordings(term):
                if wording.term and not wording.definition:
                    message = f"{term.id}: `{lang}.definition` is missing (only a draft may lack it)"
                    yield problem(wording.term, "error", "missing-field", message)


def unknown_reference(scope: Scope) -> Iterator[Problem]:
    glossary = scope.glossary
    terms = glossary.terms.keys() | scope.left_out
    for term in glossary.terms.values():
        wanted: list[tuple[str, str, Collection[str], str]]
        wanted = [(name, ref, terms, "entry") for name in RELATIONS for ref in getattr(term, name)]
        wanted.append(("topic", term.topic, glossary.topics.keys(), "topic"))
        wanted += [("cite", ref, glossary.references.keys(), "reference") for ref in term.cite]
        wanted += [("source", record["id"], scope.sources, "source") for record in term.source]
        for name, ref, known, what in wanted:
            if ref not in known:
                message = f"{term.id}: {name}: no {what} `{ref}`{did_you_mean(ref, known)}"
                yield problem(ref, "error", "unknown-reference", message)
        for lang, wording in _wordings(term):
            for _, ref in LINK.findall(wording.definition or ""):
                if ref not in terms:
                    message = f"{term.id}: {lang}.definition links to no entry: `#{ref}`{did_you_mean(ref, terms)}"
                    yield problem(wording.definition, "error", "unknown-reference", message)


def self_reference(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for name in RELATIONS:
            for ref in getattr(term, name):
                if ref == term.id:
                    yield problem(ref, "error", "self-reference", f"{term.id}: {name} names the entry itself")
        for lang, wording in _wordings(term):
            if any(ref == term.id for _, ref in LINK.findall(wording.definition or "")):
                message = f"{term.id}: {lang}.definition links to the entry itself"
                yield problem(wording.definition, "error", "self-reference", message)


def cycle(scope: Scope) -> Iterator[Problem]:
    terms = scope.glossary.terms
    for name in ("requires", "broader"):
        state: dict[str, int] = {}  # 1 on the path, 2 done
        for start in terms:
            if start in state:
                continue
            path = [start]
            state[start] = 1
            stack = [iter(getattr(terms[start], name))]
            while stack:
                ref = next(stack[-1], None)
                if ref is None:
                    state[path.pop()] = 2
                    stack.pop()
                elif ref in terms and state.get(ref) == 1:
                    if ref != path[-1]:  # that one is a self-reference
                        loop = [*path[path.index(ref) :], ref]
                        message = f"{name} runs in a circle: {' -> '.join(loop)}"
                        yield problem(ref, "error", "cycle", message)
                elif ref in terms and ref not in state:
                    state[ref] = 1
                    path.append(ref)
                    stack.append(iter(getattr(terms[ref], name)))


def same_term(scope: Scope) -> Iterator[Problem]:
    for lang, users in _by_key(scope, ("term",)):
        for earlier, term, label in _clashes(users, lang):
            message = f"{term.id}: {lang}.term `{label}` is also that of {earlier.id}: give each another `qualifier`"
            yield problem(label, "error", "same-term", message)


def label_twice(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for lang, wording in _wordings(term):
            seen: dict[str, str] = {}
            for label, what in _labels(wording):
                form = key(label)
                if form in seen:
                    message = f"{term.id}: {lang} `{label}` stands here twice (as {seen[form]} and as {what})"
                    yield problem(label, "error", "label-twice", message)
                seen.setdefault(form, what)


def cloze_blank(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for record in term.cloze:
            if not _CLOZE.search(record["text"]):
                message = f"{term.id}: cloze without a blank: write {{{{c1::...}}}}"
                yield problem(record["text"], "error", "cloze", message)


def link_syntax(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for lang, wording in _wordings(term):
            text = wording.definition or ""
            if len(_LINK_START.findall(text)) != len(LINK.findall(text)):
                message = f"{term.id}: {lang}.definition has a broken link: write [text](#id)"
                yield problem(text, "error", "link", message)


def related_and_broader(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for ref in term.related:
            if ref in term.broader:
                message = f"{term.id}: {ref} is in `related` and in `broader`: keep one"
                yield problem(ref, "error", "related-broader", message)


def former_id(scope: Scope) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for term in scope.glossary.terms.values():
        for ref in term.former_ids:
            if ref in scope.glossary.terms:
                yield problem(ref, "error", "former-id", f"{term.id}: former id `{ref}` is the id of an entry")
            elif ref in owner:
                yield problem(ref, "error", "former-id", f"{term.id}: former id `{ref}` is also that of {owner[ref]}")
            owner.setdefault(ref, term.id)


# --- warnings ---


def leak(scope: Scope) -> Iterator[Problem]:
    """The preferred label inside its own definition, other than in a link or as part of a longer label."""
    for lang in LANGUAGES:
        labels = {label.casefold() for t in scope.glossary.terms.values() for label, _ in _labels(t.wording(lang))}
        reach = max(map(len, labels), default=0)
        for term in scope.glossary.terms.values():
            wording = term.wording(lang)
            text, word = LINK.sub("\n", wording.definition or "").casefold(), wording.term.casefold()
            edge = r"\b" if lang == "en" else ""
            for found in re.finditer(edge + re.escape(word) + edge, text) if word else ():
                if not _inside_longer_label(text, *found.span(), labels, reach):
                    message = f"{term.id}: {lang}.definition uses the term itself: `{wording.term}`"
                    yield problem(wording.definition, "warning", "leak", message)
                    break


def _inside_longer_label(text: str, start: int, end: int, labels: set[str], reach: int) -> bool:
    return any(
        text[a:b] in labels
        for a in range(max(0, end - reach), start + 1)
        for b in range(end, min(len(text), a + reach) + 1)
        if b - a > end - start
    )


def shared_alias(scope: Scope) -> Iterator[Problem]:
    for lang, users in _by_key(scope, ("term", "alias", "acronym")):
        for earlier, term, label in _clashes(users, lang):
            if not (key(label) == key(term.wording(lang).term) == key(earlier.wording(lang).term)):
                message = f"{term.id}: {lang} `{label}` is also a label of {earlier.id}"
                yield problem(label, "warning", "shared-alias", message)


def _by_key(scope: Scope, what: tuple[str, ...]) -> Iterator[tuple[str, dict[str, list[tuple[Term, str]]]]]:
    for lang in LANGUAGES:
        users: dict[str, list[tuple[Term, str]]] = defaultdict(list)
        for term in scope.glossary.terms.values():
            for label, sort in _labels(term.wording(lang)):
                if label and sort in what:
                    users[key(label)].append((term, label))
        yield lang, users


def _clashes(users: dict[str, list[tuple[Term, str]]], lang: str) -> Iterator[tuple[Term, Term, str]]:
    """(earlier entry, entry, label) for each label that two entries share without telling themselves apart."""
    for sharing in users.values():
        for number, (term, label) in enumerate(sharing):
            for earlier, _ in sharing[:number]:
                if earlier.id != term.id and earlier.wording(lang).qualifier == term.wording(lang).qualifier:
                    yield earlier, term, label
                    break


def length(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        han = han_count(unlinked(term.zh.definition or ""))
        words = len(unlinked(term.en.definition or "").split())
        if han > MAX_HAN:
            message = f"{term.id}: zh.definition has {han} characters: at most {MAX_HAN}"
            yield problem(term.zh.definition, "warning", "length", message)
        if words > MAX_WORDS:
            message = f"{term.id}: en.definition has {words} words: at most {MAX_WORDS}"
            yield problem(term.en.definition, "warning", "length", message)


def half_width(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for lang, text in _prose(term):
            if lang == "zh" and (found := _HALF_WIDTH.search(unlinked(text))):
                message = f"{term.id}: half-width `{found[0]}` between Chinese characters"
                yield problem(text, "warning", "half-width", message)


def relative_date(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for _, text in _prose(term):
            if found := _RELATIVE_DATE.search(text):
                yield problem(text, "warning", "relative-date", f"{term.id}: `{found[0]}` will age: give a year")


def isolated(scope: Scope) -> Iterator[Problem]:
    touched: set[str] = set()
    terms = scope.glossary.terms
    for term in terms.values():
        refs = {ref for name in RELATIONS for ref in getattr(term, name)}
        refs |= {ref for _, wording in _wordings(term) for _, ref in LINK.findall(wording.definition or "")}
        refs &= terms.keys()
        if refs - {term.id}:
            touched |= refs | {term.id}
    for name in terms.keys() - touched:
        yield problem(terms[name].id, "warning", "isolated", f"{name}: no other entry is linked with this one")


def links_differ(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        if term.zh.definition and term.en.definition:
            zh, en = ({ref for _, ref in LINK.findall(text)} for text in (term.zh.definition, term.en.definition))
            if zh != en:
                message = f"{term.id}: only one of the two definitions links {', '.join(sorted(zh ^ en))}"
                yield problem(term.en.definition, "warning", "links-differ", message)


def pinyin_count(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        named: list[tuple[str, str | None]] = [(term.zh.term, term.zh.pinyin)]
        others: tuple[Label, ...] = term.zh.aliases + term.zh.hidden
        named += [(label.term, label.pinyin) for label in others]
        for label, pinyin in named:
            if pinyin and has_han(label):
                wanted, got = syllable_count(label, pinyin)
                if wanted != got:
                    message = f"{term.id}: `{label}` has {wanted} characters, its pinyin {got} syllables"
                    yield problem(pinyin, "warning", "pinyin", message)


def stated_twice(scope: Scope) -> Iterator[Problem]:
    for term in scope.glossary.terms.values():
        for name in SYMMETRIC:
            for ref in getattr(term, name):
                other = scope.glossary.terms.get(ref)
                if other and term.id in getattr(other, name) and term.id > ref:
                    message = f"{term.id}: {name} {ref} is written on both entries: it is symmetric, keep one"
                    yield problem(ref, "warning", "stated-twice", message)


ERRORS: tuple[Check, ...] = (
    missing_definition, unknown_reference, self_reference, cycle, same_term, label_twice, cloze_blank, link_syntax,
    related_and_broader, former_id,
)  # fmt: skip
WARNINGS: tuple[Check, ...] = (
    leak, shared_alias, length, half_width, relative_date, isolated, links_differ, pinyin_count, stated_twice,
)  # fmt: skip
