"""YAML text -> (Glossary, problems). Text in, values out: finding and reading the files is `files`' work."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from dlterms.loader.checks import Scope, run
from dlterms.loader.errors import ERRORS
from dlterms.loader.fields import FILE
from dlterms.loader.messages import quoted
from dlterms.loader.read import BAD, read
from dlterms.loader.source import Fields, Items, Text
from dlterms.loader.tree import parse
from dlterms.loader.warnings import WARNINGS
from dlterms.model import LANGUAGES, Glossary, Problem, Term, Topic

NAMELESS = "user"  # the glossary id of a set of files that declares none
MANY_OBJECTS = 1_000_000  # many times the bundled glossary's; one look through them takes most of a second


def load(sets: Iterable[Sequence[tuple[str, str]]], *, warn: bool = True) -> tuple[Glossary, list[Problem]]:
    """Load sets of (file name, text), the earlier of two equal ids winning.

    The files of one set belong to one glossary unless they say otherwise. An entry that cannot be read is left out,
    the rest is served. Problems come sorted by place; without `warn` only errors.
    """
    with _collector_off():
        found = _Gathered()
        for files in sets:
            found.add_set(files)
        scope = found.scope()
        found.problems += run(ERRORS, "error", scope)
        if warn:
            found.problems += run(WARNINGS, "warning", scope)
    return scope.glossary, sorted(set(found.problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message))


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


@dataclass
class _Gathered:
    """What the files read so far declare."""

    terms: dict[str, Term] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    titles: dict[str, Any] = field(default_factory=dict)
    declared: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # as in Scope
    first: dict[tuple[str, str], Text] = field(default_factory=dict)  # (what, id) -> the id where it was first given
    whole: bool = True
    problems: list[Problem] = field(default_factory=list)

    def scope(self) -> Scope:
        glossary = Glossary(self.terms, self.topics, self.references, self.titles)
        return Scope(glossary, self.declared, self.whole)

    def add_set(self, files: Sequence[tuple[str, str]]) -> None:
        contents = [content for name, text in files if (content := self.content(name, text)) is not BAD]
        named = [content["glossary"]["id"] for content in contents if content["glossary"]]
        for content in contents:
            self.add_file(content, named[0] if named else NAMELESS)

    def content(self, file: str, text: str) -> Any:
        tree, problems = parse(text, file)
        self.problems += problems
        if tree is None:
            self.whole = False
            return BAD
        for what, name in _declared(tree):
            self.declared[what].add(name)
        if any(isinstance(tree.get(section), Text) for section in ("glossary", "topics", "references", "terms")):
            self.whole = False
        return read(tree, FILE, None, self.problems)

    def add_file(self, content: dict[str, Any], of_set: str) -> None:
        about = content["glossary"]
        if about:
            title = about["title"] or {}
            self.titles[about["id"]] = {lang: title.get(lang) or about["id"] for lang in LANGUAGES}
        for topic in content["topics"]:
            if self.is_new(topic["id"], "a topic"):
                self.topics[topic["id"]] = Topic(**topic)
        for key, reference in content["references"].items():
            if self.is_new(key, "a reference"):
                self.references[key] = reference
        glossary = str(about["id"] if about else of_set)
        for entry in content["terms"]:
            if self.is_new(entry["id"], "an entry"):
                entry["glossary"] = glossary
                self.terms[entry["id"]] = Term.from_entry(entry)

    def is_new(self, name: Text, what: str) -> bool:
        first = self.first.setdefault((what, name), name)
        if first is name:
            return True
        file, line, column = first.at
        message = f"there is already {what} {quoted(name)} (first at {file}:{line}:{column}): give this one another id"
        self.problems.append(Problem(*name.at, "error", "duplicate-id", message))
        return False


def _declared(tree: Fields) -> Iterator[tuple[str, str]]:
    """(what, id) of all that a file declares, be the rest of it readable or not."""
    about, references = tree.get("glossary"), tree.get("references")
    sources = about.get("sources") if isinstance(about, Fields) else None
    for what, nodes in (("entry", tree.get("terms")), ("topic", tree.get("topics")), ("source", sources)):
        for node in nodes if isinstance(nodes, Items) else ():
            name = node.get("id") if isinstance(node, Fields) else None
            if isinstance(name, Text):
                yield what, name.strip()
    for name in references if isinstance(references, Fields) else ():
        yield "reference", name
