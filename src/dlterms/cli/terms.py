"""Terms and topics that are named on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import click

from dlterms.index import Index, selection
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import key, printable


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


def check_wanted(db: Index, wanted: selection.Wanted) -> selection.Wanted:
    """The same with the ids of its topics, which may be given by their names.

    A topic or a source that no glossary in force has is refused.
    """
    if wanted.sources:
        _check_sources(wanted.sources, selection.sources(db))
    if not wanted.topics:  # what there is takes a look at every entry
        return wanted
    topics = [topic[:3] for topic in selection.topics(db)]
    return replace(wanted, topics=[_topic(name, topics) for name in wanted.topics])


def _topic(given: str, topics: Sequence[tuple[str, str, str]]) -> str:
    """The id of the topic that is given by its id, its Chinese or its English name."""
    form = key(given) or given
    labels = {key(label) or label: topic[0] for place in (2, 1, 0) for topic in topics for label in [topic[place]]}
    if form in labels:
        return labels[form]
    if near := _near(form, labels):
        hint = ", did you mean " + " or ".join(f"{name} {zh}" for name, zh, _ in topics if name in near) + "?"
    else:
        hint = f"; the topics are {', '.join(name for name, *_ in topics)}" if topics else "; there is none"
    raise click.BadParameter(f"no topic `{printable(given)}`{printable(hint)}", param_hint="--topic")


def _near(form: str, labels: Mapping[str, str]) -> list[str]:
    """The ids of up to three topics with a label that what was typed is a part of, or much like."""
    from difflib import get_close_matches

    parts = [label for label in labels if form and form in label]
    return list(dict.fromkeys(labels[label] for label in [*parts, *get_close_matches(form, labels)]))[:3]


def _check_sources(names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            known_ones = f"the sources are {', '.join(known)}" if known else "there is none"
            raise click.BadParameter(f"no source `{printable(name)}`; {known_ones}", param_hint="--source")
