"""Terms and topics that are named on the command line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dlterms.index import Index, selection
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import printable


def named_terms(db: Index, words: Sequence[str]) -> list[str]:
    """The ids that words name, each an id or an exact label; several entries of one name are all meant."""
    found: list[str] = []
    for word in words:
        names, near = selection.named(db, word)
        if not names:
            hint = f", did you mean {' or '.join(near[:3])}?" if near else ""
            raise click.BadParameter(f"no term `{word}`{hint}", param_hint="TERM")
        found += names
    return list(dict.fromkeys(found))


def one_term(lexicon: IndexLexicon, query: str) -> str:
    """The id of the one term that is meant; with none or several, what can be meant is said instead, and it ends."""
    names, near = selection.meant(lexicon.db, query)
    if len(names) == 1:
        return names[0]
    asked = printable(query)
    said = f"`{asked}` can be {len(names)} terms; name one of them" if names else f"no entry for `{asked}`"
    lines = [f"dlterms: {said}", *(f"  did you mean {lexicon.name(ref)} ({ref})?" for ref in names or near)]
    click.echo("\n".join(lines), err=True)
    raise click.exceptions.Exit(1)


def check_wanted(db: Index, wanted: selection.Wanted) -> None:
    """Refuse a topic or a source that no glossary in force has."""
    if wanted.topics:  # what there is takes a look at every entry
        _check("topic", wanted.topics, [name for name, *_ in selection.topics(db)])
    if wanted.sources:
        _check("source", wanted.sources, selection.sources(db))


def _check(sort: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            known_ones = f"the {sort}s are {', '.join(known)}" if known else "there is none"
            raise click.BadParameter(f"no {sort} `{printable(name)}`; {known_ones}", param_hint=f"--{sort}")
