"""YAML text -> (Glossary, problems). Text in, values out: finding and reading the files is `files`' work."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any, TypeAlias

from dlterms.i18n import marked, tr
from dlterms.loader.additions import applied
from dlterms.loader.fields import FILE, TERM
from dlterms.loader.messages import quoted
from dlterms.loader.read import BAD, NULL, Partial, read
from dlterms.loader.rules import ERRORS
from dlterms.loader.scope import Scope, run
from dlterms.loader.source import Node, Text, UnplacedError, place_of
from dlterms.loader.tree import parse
from dlterms.model import LANGUAGES, Glossary, Problem, Term, Topic

NAMELESS = "user"  # the glossary id of a set of files that declares none
NO_ID = marked("(no id)")  # what an entry without one is called
NOTHING = Glossary()
_TAKEN = {
    "entry": marked("there is already an entry {id} (first at {place}): give this one another id"),
    "topic": marked("there is already a topic {id} (first at {place}): give this one another id, or the same names"),
    "reference": marked("there is already a reference {id} (first at {place}): give this one another id"),
}
MANY_OBJECTS = 1_000_000  # many times the bundled glossary's; one look through them takes most of a second

Sets: TypeAlias = Sequence[Sequence[tuple[str, str]]]


def load(sets: Sets, *, warn: bool = True) -> tuple[Glossary, list[Problem]]:
    """Load sets of (file name, text), the earlier of two equal ids winning.

    The files of one set belong to one glossary unless they say otherwise. An entry that cannot be read is left out,
    the rest is served. Problems come sorted by place; without `warn` only errors.
    """
    if not warn:
        glossary, errors = load_unchecked(sets)
        return glossary, errors()
    from dlterms.loader.advice import WARNINGS  # which takes a tenth of the first run, and a look-up asks for none

    with _collector_off():
        found = _Gathered(sets, places=True)
        return found.glossary, _sorted([*found.errors(), *run(WARNINGS, "warning", found.scope)])


def load_unchecked(sets: Sets) -> tuple[Glossary, Callable[[], list[Problem]]]:
    """The glossary that `load` gives, and what finds the errors: it may be called later, or never.

    Most glossaries have no errors. So values are read without their places, and again with them if there is a fault.
    """
    with _collector_off():
        try:
            found = _Gathered(sets, places=False)
        except UnplacedError:
            found = _Gathered(sets, places=True)

    def errors() -> list[Problem]:
        with _collector_off():
            try:
                return _sorted(found.errors())
            except UnplacedError:
                return _sorted(_Gathered(sets, places=True).errors())

    return found.glossary, errors


def load_onto(base: Glossary, sets: Sets) -> Glossary | None:
    """The glossary that `load` gives for further sets behind those that `base`, which has no errors, was made from.

    None where there is an error: what it is, and where, only all the sets together tell.
    """
    with _collector_off(), suppress(UnplacedError):
        found = _Gathered(sets, places=False, base=base)
        if not found.errors():
            return found.glossary
    return None


def unreadable(file: str, text: str) -> list[Problem]:
    """Why nothing of what a file holds is served: it is not YAML, or no glossary. Nothing where it is."""
    tree, problems = parse(text, file)
    if tree is None:
        return problems
    found: list[Problem] = []
    return found if read(tree, FILE, None, found) is BAD else []


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message))


@contextmanager
def _collector_off() -> Iterator[None]:
    """Millions of small objects and no cycle among them: the collector would cost more than all the rest.

    Where there are as many, it is kept from looking through them ever after, too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY_OBJECTS:
            gc.freeze()
        if was_on:
            gc.enable()


class _Gathered:
    """What `base`, which has no errors, and the files declare.

    Without `places` values do not know theirs, and faults raise UnplacedError. Those of `base` never do.
    """

    def __init__(self, sets: Sets, *, places: bool, base: Glossary = NOTHING) -> None:
        self.places = places
        self.terms = dict(base.terms)
        self.entries = list(base.terms.values())  # as in Scope
        self.topics = dict(base.topics)
        self.references = dict(base.references)
        self.titles = dict(base.titles)
        self.additions: list[Mapping[str, Any]] = []
        self.originals: dict[int, Term] = {}  # as in Scope
        ids = {"entry": base.terms, "topic": base.topics, "reference": base.references, "source": base.sources}
        self.declared = {what: set(names) for what, names in ids.items()}  # as in Scope
        known = {"entry": base.terms, "topic": base.topics, "reference": base.references}
        # (what, id) -> the id where it was first given
        self.first = {(what, name): name for what, names in known.items() for name in names}
        self.whole = True
        self.problems: list[Problem] = []
        for files in sets:
            self.add_set(files)
        self.apply_additions()
        named = tuple([addition["of"] for addition in self.additions])
        sources = tuple(sorted(self.declared["source"]))
        self.glossary = Glossary(self.terms, self.topics, self.references, self.titles, named, sources)

    def errors(self) -> list[Problem]:
        return [*self.problems, *run(ERRORS, "error", self.scope)]

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.entries, self.declared, self.whole, self.originals)

    def apply_additions(self) -> None:
        if not self.additions:
            return
        entries, problems = applied(self.additions, self.entries, whole=self.whole)
        became = {id(old): new for old, new in zip(self.entries, entries, strict=True)}
        self.originals = {id(became[id(old)]): old for old in self.entries}
        self.terms = {name: became[id(term)] for name, term in self.terms.items()}
        self.entries = entries
        self.problems += problems

    def add_set(self, files: Sequence[tuple[str, str]]) -> None:
        contents = [content for name, text in files if (content := self.content(name, text)) is not BAD]
        named = [content["glossary"]["id"] for content in contents if content["glossary"]]
        for content in contents:
            self.add_file(content, named[0] if named else NAMELESS)

    def content(self, file: str, text: str) -> Any:
        tree, problems = parse(text, file, places=self.places)
        self.problems += problems
        if tree is None:
            self.whole = False
            return BAD
        for what, name in _declared(tree):
            self.declared[what].add(name)
        if any(_is_text(tree.get(section)) for section in ("glossary", "topics", "references", "terms")):
            self.whole = False
        return read(tree, FILE, None, self.problems)

    def add_file(self, content: dict[str, Any], of_set: str) -> None:
        about = content["glossary"]
        if about:
            title = about["title"] or {}
            self.titles[about["id"]] = {lang: title.get(lang) or about["id"] for lang in LANGUAGES}
        for fields in content["topics"]:
            topic = Topic(**fields)
            if topic != self.topics.get(topic.id) and self.is_new(topic.id, "topic"):
                self.topics[topic.id] = topic
        for key, reference in content["references"].items():
            if self.is_new(key, "reference"):
                self.references[key] = reference
        self.additions += content["additions"]
        glossary = str(about["id"] if about else of_set)
        for entry in content["terms"]:
            entry["glossary"] = glossary
            partial = any(isinstance(part, Partial) for part in (entry, entry.get("zh"), entry.get("en")))
            term = Term.from_entry(_filled(entry) if partial else entry)
            self.entries.append(term)
            if "id" in entry:  # one that could be read
                self.is_new(term.id, "entry")
            if not partial:
                self.terms.setdefault(term.id, term)

    def is_new(self, name: str, what: str) -> bool:
        if (what, name) not in self.first:
            self.first[what, name] = name
            return True
        file, line, column = place_of(self.first[what, name])
        message = tr(_TAKEN[what], id=quoted(name), place=f"{file}:{line}:{column}")
        self.problems.append(Problem(*place_of(name), "error", "duplicate-id", message))
        return False


def _is_text(node: Node | None) -> bool:
    """Whether a section is text, in which nobody knows what was to be declared; one left empty declares nothing."""
    return isinstance(node, str) and node not in ("", NULL)


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry that cannot be served, made whole for the checks."""
    filled = {"id": _name(entry), "kind": "", "topic": "", **entry}
    for lang in LANGUAGES:
        filled[lang] = {"term": "", **TERM.fields[lang].defaults, **entry.get(lang, {})}
    return filled


def _name(entry: dict[str, Any]) -> str:
    """The id as it is written, good or bad; of an entry without one its place is all that is known."""
    written: Any = entry.node if isinstance(entry, Partial) else entry
    name = written.get("id")
    if not isinstance(name, Text):
        name = Text(tr(NO_ID))
        name.mark = written.mark
    return name.trimmed()


def _declared(tree: dict[str, Node]) -> Iterator[tuple[str, str]]:
    """(what, id) of all that a file declares, be the rest of it readable or not."""
    about, references = tree.get("glossary"), tree.get("references")
    sources = about.get("sources") if isinstance(about, dict) else None
    for what, nodes in (("entry", tree.get("terms")), ("topic", tree.get("topics")), ("source", sources)):
        for node in nodes if isinstance(nodes, list) else ():
            name = node.get("id") if isinstance(node, dict) else None
            if isinstance(name, str):
                yield what, name.strip()
    for name in references if isinstance(references, dict) else ():
        yield "reference", name
