"""Small glossary files for the tests of the loader, and their problems as printed lines."""

from __future__ import annotations

from dlterms.loader import load
from dlterms.model import Term

HEAD = """\
schema: dlterms/1
topics: [{id: t, zh: 题, en: T}]
terms:
- {id: base, kind: concept, topic: t, zh: {term: 基, definition: 甲}, en: {term: base, definition: B}, related: [one]}
- id: one
"""  # five lines
FIELDS = {
    "kind": "concept",
    "topic": "t",
    "zh": "{term: 一, definition: 乙。}",
    "en": "{term: one, definition: C.}",
}


def entry(*more: str, **fields: str) -> str:
    """A file whose entry `one` has kind, topic, zh and en on the lines 6 to 9, and then the lines `more`."""
    lines = [f"  {name}: {value}" for name, value in (FIELDS | fields).items()]
    return HEAD + "\n".join([*lines, *(f"  {line}" for line in more)]) + "\n"


def lines(text: str, *, warn: bool = True) -> list[str]:
    """The problems of one file, `f`."""
    return [str(problem) for problem in load([[("f", text)]], warn=warn)[1]]


def terms(text: str) -> dict[str, Term]:
    """The entries of a file without problems."""
    glossary, problems = load([[("f", text)]])
    assert [str(problem) for problem in problems] == []
    return dict(glossary.terms)
