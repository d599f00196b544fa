"""YAML text -> (Glossary, problems). Text in, values out: finding and reading the files is `files`' work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dlterms.loader.checks import ERRORS, WARNINGS, Scope, problem
from dlterms.loader.fields import FILE
from dlterms.loader.read import BAD, read
from dlterms.loader.tree import Fields, Items, Text, parse
from dlterms.model import Glossary, Problem, Term, Topic

NAMELESS = "user"  # the glossary id of a set of files that declares none


@dataclass
class _Gathered:
    terms: dict[str, Term] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    titles: dict[str, Any] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load(sets: Iterable[Sequence[tuple[str, str]]], *, warn: bool = True) -> tuple[Glossary, list[Problem]]:
    """Load sets of (file name, text), the earlier of two equal ids winning.

    The files of one set belong to one glossary unless they say otherwise. An entry that cannot be read is left out,
    the rest is served. Problems come sorted by place; without `warn` only errors.
    """
    found = _Gathered()
    for files in sets:
        _gather(files, found)
    glossary = Glossary(found.terms, found.topics, found.references, found.titles)
    scope = Scope(glossary, frozenset(found.left_out), frozenset(found.sources))
    for check in ERRORS + WARNINGS if warn else ERRORS:
        found.problems += check(scope)
    return glossary, sorted(set(found.problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message))


def _gather(files: Sequence[tuple[str, str]], found: _Gathered) -> None:
    contents = []
    for name, text in files:
        tree, problems = parse(text, name)
        found.problems += problems
        if tree is not None:
            content = read(tree, FILE, "", found.problems)
            _note_left_out(tree, content, found)
            if content is not BAD:
                contents.append(content)
    declared = [content["glossary"] for content in contents if content["glossary"]]
    of_set = declared[0]["id"] if declared else NAMELESS
    for content in contents:
        about = content["glossary"]
        if about:
            found.titles[about["id"]] = about["title"] or {"zh": about["id"], "en": about["id"]}
            found.sources |= {source["id"] for source in about["sources"]}
        for topic in content["topics"]:
            _add(found.topics, topic["id"], Topic(**topic), "topic", found.problems)
        for key, reference in content["references"].items():
            _add(found.references, key, reference, "reference", found.problems)
        for entry in content["terms"]:
            entry["glossary"] = str(about["id"] if about else of_set)
            _add(found.terms, entry["id"], Term.from_entry(entry), "entry", found.problems)


def _add(known: dict[str, Any], key: str, value: Any, what: str, problems: list[Problem]) -> None:
    if key in known:
        first = next(k for k in known if k == key)
        place = f" (first at {first.at[0]}:{first.at[1]}:{first.at[2]})" if isinstance(first, Text) else ""
        problems.append(problem(key, "error", "duplicate-id", f"there is already an {what} `{key}`{place}"))
    else:
        known[key] = value


def _note_left_out(tree: Fields, content: Any, found: _Gathered) -> None:
    """Remember the ids of entries that could not be read, so that what refers to them is not a fault of its own."""
    kept = set() if content is BAD else {entry["id"] for entry in content["terms"]}
    entries = tree.get("terms")
    for node in entries if isinstance(entries, Items) else ():
        name = node.get("id") if isinstance(node, Fields) else None
        if isinstance(name, Text) and name not in kept:
            found.left_out.add(str(name))
