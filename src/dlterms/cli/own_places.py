"""Where something stands in the files of one's own: all in use but the bundled ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dlterms import files, paths
from dlterms.authoring.document import lines_of
from dlterms.cli.glossary import named_roots, roots
from dlterms.labels import key
from dlterms.loader import unreadable
from dlterms.model import Language, Problem, Term

Fits = Callable[[Mapping[str, Any]], bool]


def own_files() -> Iterator[str]:
    """The files that are edited in place."""
    own = (root for root in roots(named_roots()) if root != paths.bundled_glossary())
    yield from (path for found in files.glossary_files(own) for path in found)


def places(section: str, fits: Fits) -> Iterator[tuple[str, int]]:
    """The file, and the line there, of each record of a section that fits."""
    for path in own_files():
        if isinstance(text := files.read_text(path), str):
            yield from ((path, line) for line in lines_of(text, section, fits))


def place(section: str, fits: Fits) -> tuple[str, int] | None:
    """The first of its `places`."""
    return next(places(section, fits), None)


def adds_to(term: Term) -> Fits:
    """Whether a record of `additions` is to a term, by a former id of it, too."""
    refs = {f"{term.glossary}/{name}" for name in (term.id, *term.former_ids)}
    return lambda record: record.get("of") in refs


def names(term: Term, lang: Language, name: str) -> Fits:
    """Whether a record of `additions` gives a term this name."""
    adds = adds_to(term)

    def fits(record: Mapping[str, Any]) -> bool:
        wording = record.get(lang)
        aliases = wording.get("aliases") if isinstance(wording, dict) else None
        given = (alias.get("term") if isinstance(alias, dict) else alias for alias in aliases or ())
        return adds(record) and any(isinstance(alias, str) and key(alias) == key(name) for alias in given)

    return fits


def faults() -> Iterator[Problem]:
    """Of each file of one's own of which nothing is served why that is."""
    for path in own_files():
        text = files.read_text(path)
        problems = [text] if isinstance(text, Problem) else unreadable(path, text) if text.strip() else []
        yield from problems[-1:]
